"""No test depends on the day, the hour or the zone in which it runs, and none takes a terminal unasked."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from tests.clock import NOW, ROOT, set_back

READS_THE_CLOCK = frozenset({"now", "utcnow", "today", "time", "time_ns", "localtime", "gmtime", "ctime", "asctime"})
CLOCKS = frozenset({"datetime", "date", "time", "dt"})
ALLOWED = {"tests/test_clock.py": "looks at what the clock says"}
"""Files that may read the clock, each with its reason."""

TELLS = (
    "import datetime, time; print(datetime.datetime.now(datetime.UTC).date(), datetime.date.today(), time.tzname[0])"
)


def reads(tree: ast.Module) -> Iterator[str]:
    """Yield what in a module reads the clock: calls, and names that are imported to be called or passed on."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.value.id in CLOCKS and node.attr in READS_THE_CLOCK:
                yield f"line {node.lineno}: {node.value.id}.{node.attr}"
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute):
            if node.value.attr in CLOCKS and node.attr in READS_THE_CLOCK:
                yield f"line {node.lineno}: {node.value.attr}.{node.attr}"
        elif isinstance(node, ast.ImportFrom) and node.module == "time":
            yield from (f"line {node.lineno}: {one.name}" for one in node.names if one.name in READS_THE_CLOCK)


def test_no_test_reads_the_clock_of_the_machine() -> None:
    files = {file.relative_to(ROOT).as_posix(): file for file in sorted((ROOT / "tests").rglob("*.py"))}
    found = {name: [*reads(ast.parse(file.read_text(encoding="utf-8")))] for name, file in files.items()}
    assert {name: lines for name, lines in found.items() if lines and name not in ALLOWED} == {}
    assert {name for name in ALLOWED if not found.get(name)} == set(), "no longer needs to be allowed"


def test_every_way_to_read_the_clock_is_found() -> None:
    ways = ["datetime.now(UTC)", "date.today()", "time.time()", "datetime.datetime.now()", "sorted(key=time.time_ns)"]
    for way in [*ways, "from time import time"]:
        assert list(reads(ast.parse(way))), way
    for harmless in ("time.monotonic()", "draft.now()", "context.now", "time.sleep(1)", "from time import monotonic"):
        assert not list(reads(ast.parse(harmless))), harmless


def test_the_clock_stands_still_and_moves_when_a_test_moves_it(stopped_clock: time_machine.Traveller) -> None:
    assert datetime.now(UTC) == NOW
    stopped_clock.shift(timedelta(days=400))
    assert datetime.now(UTC) == NOW + timedelta(days=400)


def test_waiting_goes_by_a_clock_that_does_not_stand_still() -> None:
    before = time.monotonic()
    time.sleep(0.001)
    assert time.monotonic() > before


def test_a_file_is_given_the_time_of_the_clock(tmp_path: Path) -> None:
    set_back(tmp_path, 60)
    assert datetime.fromtimestamp(tmp_path.stat().st_mtime, UTC) == NOW - timedelta(seconds=60)


def test_the_zone_is_utc_whatever_the_machine_has() -> None:
    assert time.tzname == ("UTC", "UTC")
    assert datetime.now().astimezone().utcoffset() == timedelta(0)


def test_a_program_that_a_test_starts_has_the_clock_and_the_zone() -> None:
    command = [sys.executable, "-c", TELLS]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ)
    assert done.stdout.split() == ["2026-11-21", "2026-11-21", "UTC"], done.stderr


def test_a_test_without_the_mark_gets_no_terminal() -> None:
    with pytest.raises(AssertionError, match=r"pytest\.mark\.terminal"):
        os.openpty()
