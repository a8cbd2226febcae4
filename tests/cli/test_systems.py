"""Systems without what others have: Windows without WSL, and a machine without data about zones."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import DEMO

WINDOWS = """
import sys

sys.platform = "win32"
for name in ("fcntl", "grp", "pwd", "resource", "termios", "tty"):
    sys.modules[name] = None
from pmwizard.__main__ import main

main()
"""


@pytest.mark.parametrize("arguments", [(), ("new",), ("list",), ("--version",)])
def test_on_windows_itself_one_sentence_names_wsl(arguments: tuple[str, ...], tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", WINDOWS, *arguments], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    (sentence,) = ended.stderr.splitlines()
    assert sentence.startswith("pmwizard: on Windows this runs inside WSL")


def logged_without_zone_data(typed: str, report: Path) -> "subprocess.CompletedProcess[str]":
    """Log an event where the system has no data about zones, so that what was installed with the program is used."""
    return subprocess.run(
        [sys.executable, "-m", "pmwizard", "log", "--time", typed, "--report", str(report), "Seen from afar"],
        env={**os.environ, "PYTHONTZPATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("typed", "instant"), [("2026-07-15 14:45 Europe/Paris", "12:45"), ("2026-01-15 14:45 CET", "13:45")]
)
def test_zones_are_known_on_a_machine_without_data_about_them(typed: str, instant: str, folder: Path) -> None:
    report = folder / DEMO.name
    ended = logged_without_zone_data(typed, report)
    assert ended.returncode == 0, ended.stderr
    assert f'at = 2026-{typed[5:10]} {instant}:00+00:00\nevent = "Seen from afar"' in report.read_text()


def test_a_zone_that_is_not_in_use_in_summer_is_asked_about_on_such_a_machine_too(folder: Path) -> None:
    ended = logged_without_zone_data("2026-07-15 14:45 CET", folder / DEMO.name)
    assert ended.returncode == 2
    assert "CET is not in use on 15 Jul 2026" in ended.stderr
    assert "--time '2026-07-15 14:45 Europe/Paris'" in ended.stderr
