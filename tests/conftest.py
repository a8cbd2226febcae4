"""What every test has: a clock that stands still, and the zone UTC, whatever the machine has."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

import pytest
import time_machine

from tests.clock import NOW, python_path

os.environ["TZ"] = "UTC"
time.tzset()


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
