"""Where a report has many findings, those that matter most stand first, whole, and none is lost."""

import io
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pmwizard.cli.output import put_whole_table

Command = Callable[..., Any]

REPORT = """\
schema_version = 1
layout = "sre"
[metadata]
title = "Checkout down for 20 minutes"
severity = "SEV1"
[impact]
user_facing = "Checkout failed for everyone"
[[timeline]]
at = 2026-02-01T10:00:00Z
event = "Errors rise"
moment = "started"
[[timeline]]
at = 2026-02-01T12:00:00Z
event = "Orders go through again"
moment = "recovered"
"""


def test_of_many_findings_the_five_that_matter_stand_first_and_none_is_lost(folder: Path, pmwizard: Command) -> None:
    (folder / "INC-1.toml").write_text(REPORT, encoding="utf-8")
    lines = pmwizard("check", "INC-1").out.splitlines()
    first, others = lines.index("  What matters most:"), lines.index("  The others, by section:")
    assert others - first == 6
    assert 'Title: "20 minutes", but the moments say 2 h (10:00 to 12:00 UTC).' in lines[first + 1]
    assert any("nothing says that customers were told" in line for line in lines[first:others])
    found = json.loads(pmwizard("check", "INC-1", "--json").out)["reports"][0]["findings"]
    told = [" ".join(line.split()[2:]) for line in (*lines[first + 1 : others], *lines[others + 1 : -1])]
    assert len(told) == len(found)
    assert all(any(line.endswith(one["message"]) for line in told) for one in found)
    assert lines[-1].endswith("--section metadata")


def test_few_findings_stand_by_section_alone(folder: Path, pmwizard: Command) -> None:
    told = pmwizard("check", "INC-2019-07-02-001").out
    assert "advice" in told
    assert "What matters most" not in told


class Terminal(io.StringIO):
    """A terminal that keeps what was written on it."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("columns", [60, 80, 160])
def test_on_a_terminal_a_finding_is_folded_between_its_words(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setattr("shutil.get_terminal_size", lambda *_: os.terminal_size((columns, 24)))
    message = 'Title: "18 hours", but the moments say 24 h 14 min (18:00 to 2017-02-01 18:14 UTC). Which is right?'
    put_whole_table(
        [("What matters most:",), ("advice", "Metadata", message), ("error", "Actions", "Due")], indent="  "
    )
    heading, *lines, last = terminal.getvalue().splitlines()
    assert heading == "  What matters most:"
    assert last == "  error   Actions   Due"
    assert max(map(len, lines)) <= columns
    assert " ".join(" ".join(lines).split()) == f"advice Metadata {message}"
    assert {len(line) - len(line.lstrip()) for line in lines[1:]} <= {len("  advice  Metadata  ")}
