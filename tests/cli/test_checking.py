"""``pmwizard check`` over many reports: what comes out as each is done, in which order, and how it ends."""

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from pmwizard.cli.checking import many
from pmwizard.cli.checking.many import cores_for, outcomes
from pmwizard.cli.checking.report import Checked, Checker, Failed
from pmwizard.cli.output import Count, put_json, put_json_of_many
from tests.clock import NOW, python_path

Command = Callable[..., Any]

REPORT = """\
schema_version = 1
layout = "{layout}"
[metadata]
incident_id = "{name}"
title = "Payments down, part {name}"
[[timeline]]
id = "T1"
at = 2026-01-16 13:42:00+00:00
event = "An engineer mistakenly pushed"
moment = "started"
"""


def fill(folder: Path, number: int) -> list[Path]:
    """Write so many reports; every tenth cannot be read."""
    paths = [folder / f"INC-2026-01-16-{position:03}.toml" for position in range(number)]
    for position, path in enumerate(paths):
        layout = ("sre", "review", "hotfix")[position % 3]
        path.write_text("=" if position % 10 == 9 else REPORT.format(name=path.stem, layout=layout))
    return paths


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    """Thirty reports, of which three cannot be read."""
    return fill(tmp_path, 30)


@pytest.fixture
def checker(tmp_path: Path) -> Checker:
    """Checks for each report's own layout."""
    return Checker(tmp_path, None, NOW, form="github", strict=False)


def test_on_many_cores_the_same_comes_out_as_on_one(paths: list[Path], checker: Checker) -> None:
    alone = list(outcomes(paths, checker, 1))
    assert list(outcomes(paths, checker, 3)) == alone
    assert [one.name for one in alone if isinstance(one, Checked)] == [
        p.stem for i, p in enumerate(paths) if i % 10 < 9
    ]
    assert [one.name for one in alone if isinstance(one, Failed)] == [path.name for path in paths[9::10]]


def of_this_process_only(own: int, checker: Checker, path: Path) -> Checked | Failed:
    """Check a report, or end at once in another process."""
    if os.getpid() != own:
        os._exit(1)
    return checker(path)


def test_what_a_process_left_undone_is_done_here(paths: list[Path], checker: Checker) -> None:
    dying = partial(of_this_process_only, os.getpid(), checker)
    assert list(outcomes(paths, dying, 3)) == list(outcomes(paths, checker, 1))


def test_where_no_process_can_be_started_all_is_done_here(
    paths: list[Path], checker: Checker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(many, "_started", lambda *_: None)
    assert list(outcomes(paths, checker, 3)) == list(outcomes(paths, checker, 1))


def test_the_first_report_is_told_before_the_second_is_looked_at(paths: list[Path]) -> None:
    looked_at: list[Path] = []

    def check(path: Path) -> Failed:
        looked_at.append(path)
        return Failed(path.name, "", "", 5)

    assert next(outcomes(paths, check, 1)).name == paths[0].name
    assert looked_at == paths[:1]


def test_few_reports_start_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(8)), raising=False)
    assert [cores_for(number) for number in (0, 1, 99, 100, 399, 10_001)] == [1, 1, 1, 2, 7, 8]


def test_reports_come_by_the_names_of_their_files(pmwizard: Command, folder: Path) -> None:
    (folder / "INC-2019-07-02-001.toml").unlink()
    for name in ("b", "a", "c"):
        day = f"incident_date = 20{len(name) + ord(name) - ord('a') + 10}-01-01\n"
        (folder / f"INC-{name}.toml").write_text(f"schema_version = 1\n[metadata]\n{day}")
    told = json.loads(pmwizard("check", "--json").out)["reports"]
    assert [one["report"] for one in told] == ["INC-a", "INC-b", "INC-c"]


@pytest.mark.parametrize("form", ["human", "json", "github", "markdown"])
def test_a_report_that_cannot_be_checked_stops_no_other(pmwizard: Command, folder: Path, form: str) -> None:
    fill(folder, 12)
    (folder / "INC-2026-01-16-003.toml").write_text('schema_version = 1\nlayout = "gone"\n')
    result = pmwizard("check", str(folder), "--format", form)
    assert result.status == 2, "as with that report alone"
    assert "there is no layout gone" in result.err
    assert "INC-2026-01-16-009.toml" in result.err
    assert "INC-2026-01-16-011" in result.out
    if form == "github":
        assert "INC-2026-01-16-003.toml,line=1,title=Not checked::" in result.out
        assert "INC-2026-01-16-009.toml,line=1,title=Not readable::" in result.out


@pytest.mark.parametrize("values", [[], [1], [{"a": [], "b": {"c": "\u2028 \x1b\n\x85 ü"}}, "x", [1, [2]]]])
def test_json_that_is_printed_bit_by_bit_is_the_same(values: list[Any], capfdbinary: Any) -> None:
    put_json({"reports": values})
    whole = capfdbinary.readouterr().out
    put_json_of_many("reports", iter(values))
    assert capfdbinary.readouterr().out == whole


class Terminal(io.StringIO):
    """A terminal that keeps what was written on it."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_is_told_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    count = Count(10_001)
    for done in range(1, 10_002):
        count.clear()
        count.show(done)
    count.clear()
    drawn = terminal.getvalue()
    assert drawn.startswith("1 of 10,001\r")
    assert "\r9,000 of 10,001\r" in drawn
    assert drawn.count("of") < 600
    assert drawn.endswith(" \r"), "nothing of it stays"


def test_nobody_else_is(monkeypatch: pytest.MonkeyPatch) -> None:
    for stream, number in ((io.StringIO(), 10_001), (Terminal(), 3)):
        monkeypatch.setattr(sys, "stderr", stream)
        Count(number).show(1)
        assert stream.getvalue() == ""


def started(folder: Path, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "pmwizard", "check", str(folder), *options]
    environment = {**os.environ, "PYTHONPATH": python_path()}
    # Where the tests themselves run in the background, a program that they start would ignore Ctrl+C.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, start_new_session=True
        )
    finally:
        signal.signal(signal.SIGINT, before)


def test_interrupted_it_ends_quietly_with_130(folder: Path) -> None:
    for path in fill(folder, 600)[9::10]:
        path.unlink()
    with started(folder) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert any(" in INC-2026-01-16-050 " in line for line in running.stdout)
        os.killpg(running.pid, signal.SIGINT)
        running.stdout.read()
        assert running.stderr.read() == "\n", "the line after ^C"
        assert running.wait() == 130
        with pytest.raises(ProcessLookupError):
            os.killpg(running.pid, 0)


def test_killed_it_leaves_no_process_behind(folder: Path) -> None:
    fill(folder, 600)
    with started(folder) as running:
        assert running.stdout is not None
        assert any(" in INC-2026-01-16-050 " in line for line in running.stdout)
        running.kill()
        assert " in INC-2026-01-16-598 " not in running.stdout.read(), "and nobody is left who could write"


def test_a_reader_that_goes_is_no_failure(folder: Path) -> None:
    for path in fill(folder, 600)[9::10]:
        path.unlink()
    with started(folder) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == ""
        assert running.wait() == 141
