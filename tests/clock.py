"""The one clock of the tests: it stands still, in the tests and in the programs that they start."""

from __future__ import annotations

import os
import select
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import SupportsIndex

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
"""What time it is in every test, and when a program that a test starts begins."""

ROOT = Path(__file__).resolve().parents[1]


def python_path() -> str:
    """Return the ``PYTHONPATH`` of a program that has this clock and imports the checkout."""
    return os.pathsep.join([str(ROOT / "tests" / "started"), str(ROOT)])


def _sleep(seconds: float | SupportsIndex, /) -> None:
    select.select([], [], [], float(seconds))


def sleep_under_faketime() -> None:
    """Let programs sleep whose system clock ``faketime`` sets ahead: it refuses the call that Python sleeps with."""
    if "FAKETIME" in os.environ:
        time.sleep = _sleep


def set_back(path: Path, seconds: float = 0) -> None:
    """Give a file the time of this clock, or one so many seconds before it; the system gave it its own."""
    at = NOW.timestamp() - seconds
    os.utime(path, (at, at))
