"""What every test has: a clock that stands still, the zone UTC, and a terminal only where it is marked so."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from hypothesis import settings

from tests.clock import NOW, python_path, sleep_under_faketime

# Every worker and every program that a test starts would compile what it imports anew.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

os.environ["TZ"] = "UTC"
time.tzset()
sleep_under_faketime()

# How long one example takes says more of what else the machine does than of the program.
settings.register_profile("without a deadline", deadline=None)
settings.load_profile("without a deadline")

ON_TERMINALS = Path(__file__).parent / "terminal"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the tests that start programs on a pseudo-terminal."""
    for item in items:
        if item.path.is_relative_to(ON_TERMINALS):
            item.add_marker("terminal")


@pytest.fixture(autouse=True, scope="session")
def _programs_with_the_clock() -> Iterator[None]:
    """Gives the clock to every program that a test starts, and to none that runs the tests themselves."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("PYTHONPATH", python_path())
        yield


@pytest.fixture(autouse=True)
def stopped_clock() -> Iterator[time_machine.Traveller]:
    """Stops the clock at `tests.clock.NOW`; a test moves it with ``move_to`` and ``shift``."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def _no_terminal_without_the_mark(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets ``pytest -m "not terminal"`` leave out every test on a pseudo-terminal."""

    def refused() -> tuple[int, int]:
        raise AssertionError("a test on a pseudo-terminal stands in tests/terminal, or has @pytest.mark.terminal")

    if request.node.get_closest_marker("terminal") is None:
        monkeypatch.setattr(os, "openpty", refused)
