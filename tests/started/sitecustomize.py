"""Python imports this first in every program that a test starts, and its clock goes on from that of the tests."""

import sys

# With its plugin for pytest, of which a program has no need, its import would take five times as long.
sys.modules["pytest"] = None  # type: ignore[assignment]
import time_machine  # noqa: E402

del sys.modules["pytest"]

from tests.clock import NOW  # noqa: E402

time_machine.travel(NOW, tick=True).start()
