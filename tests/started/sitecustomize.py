"""Python imports this first in every program that a test starts, and its clock goes on from that of the tests."""

import sys

# With what it can do for pytest and with dateutil, its import would take five times as long. A program has no need of
# either, and some tests look at what is imported.
_NOT_NEEDED = ("dateutil", "pytest")
sys.modules.update(dict.fromkeys(_NOT_NEEDED))  # type: ignore[arg-type]
import time_machine  # noqa: E402

for _name in _NOT_NEEDED:
    del sys.modules[_name]

from tests.clock import NOW, sleep_under_faketime  # noqa: E402

sleep_under_faketime()
time_machine.travel(NOW, tick=True).start()
