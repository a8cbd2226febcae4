"""What the tests of the command line share: a folder with a report, and one way to run a command."""

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from pmwizard.cli.program import run

DEMO = Path(__file__).parents[2] / "pmwizard" / "demo" / "INC-2019-07-02-001.toml"


@dataclass(frozen=True)
class Result:
    """What a command left: its exit status, and what it wrote."""

    status: int
    out: str
    err: str


Command = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with one report in ``postmortems/``; no configuration of the person is seen."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PMWIZARD_DIR", str(tmp_path / "postmortems"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    reports = tmp_path / "postmortems"
    reports.mkdir()
    (reports / DEMO.name).write_bytes(DEMO.read_bytes())
    return reports


@pytest.fixture
def pmwizard(folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Command:
    """Run a command in the working folder, without a terminal."""

    def call(*arguments: str, stdin: str | bytes = "") -> Result:
        given = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        capfd.readouterr()
        status = run(list(arguments))
        written = capfd.readouterr()
        return Result(status, written.out, written.err)

    return call
