"""The one clock of the tests: it stands still, in the tests and in the programs that they start."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
"""What time it is in every test, and when a program that a test starts begins."""

ROOT = Path(__file__).resolve().parents[1]


def python_path() -> str:
    """Return the ``PYTHONPATH`` of a program that has this clock and imports the checkout."""
    return os.pathsep.join([str(ROOT / "tests" / "started"), str(ROOT)])


def set_back(path: Path, seconds: float = 0) -> None:
    """Give a file the time of this clock, or one so many seconds before it; the system gave it its own."""
    at = NOW.timestamp() - seconds
    os.utime(path, (at, at))
