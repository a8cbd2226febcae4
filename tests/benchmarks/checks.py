"""How long checking takes as a report grows: ``python -m tests.benchmarks.checks [EVENTS …]``.

The texts of events are all different, and one in five has a word that a rule about wording looks at closely. Three
times are printed: the first check of a report, the next one after one event was changed, and the first by event. The
last column is the time by event beside that of the smallest report; checking is linear while it stays near 1.
"""

import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from pmwizard.checks.english.blame import cues_in
from pmwizard.checks.english.prose import placeholder_in, spoken
from pmwizard.checks.rules import RULES, findings
from pmwizard.checks.rules.privacy import mail_address_in, public_address_in
from pmwizard.checks.secrets import secret_in
from pmwizard.layouts.layout import Layout, available
from pmwizard.model import Report
from pmwizard.model.paths import replaced

_START = datetime(2026, 1, 15, 13, 0, tzinfo=UTC)
_NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
_REMEMBERING = (cues_in, placeholder_in, secret_in, mail_address_in, public_address_in, spoken)
_EVENTS = (
    "Error rate of shard {0} at {1}%, on-call of the region paged",
    "Queue {0} holds {0},000 messages; the consumer was restarted",
    "Responder {0} would have to wait for the lock, and asked for the trace of call {0}",
    "Config {0} restored in region {1}, traffic back to the usual level",
    "Disk of host-{0} failed to mount after the reboot; `mount /dev/sd{0}` says the device is busy",
)
RUNS = 5


def report_of(events: int, actions: int = 200) -> Report:
    """Returns a report with so many events and actions."""
    moments = {0: "started", 1: "detected", 2: "acknowledged", events - 2: "mitigated", events - 1: "resolved"}
    rows = [
        {
            "id": f"T{number + 1}",
            "at": _START + timedelta(seconds=30 * number),
            "event": _EVENTS[number % len(_EVENTS)].format(number, number % 40),
            "who": ("dana", "lee", "alert")[number % 3],
            "moment": moments.get(number),
        }
        for number in range(events)
    ]
    plans = [
        {
            "id": f"AI-{number + 1:03}",
            "action": f"Add a check before step {number}",
            "owner": f"owner {number % 9}",
            "priority": f"P{number % 3}",
            "due": _NOW.date() + timedelta(days=number % 5),
        }
        for number in range(actions)
    ]
    return Report.model_validate({"timeline": rows, "action_items": plans})


def forget() -> None:
    """Forgets what earlier checks remember of texts."""
    for remembering in _REMEMBERING:
        remembering.cache_clear()


def milliseconds(work: Callable[[], object]) -> float:
    """Returns how much of the processor's time some work takes."""
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1000


def measured(events: int, layout: Layout) -> tuple[float, float]:
    """Returns the median times of a first check and of one after a change, in milliseconds."""
    report = report_of(events)
    firsts, nexts = [], []
    for run in range(RUNS):
        forget()
        firsts.append(milliseconds(lambda: findings(report, layout, _NOW)))
        changed = replaced(report, f"timeline.T{events // 2}.event", f"Written anew {run}")
        nexts.append(milliseconds(lambda changed=changed: findings(changed, layout, _NOW)))  # type: ignore[misc]
    return statistics.median(firsts), statistics.median(nexts)


def main() -> int:
    """Measures and prints."""
    sizes = [int(size) for size in sys.argv[1:]] or [1_000, 10_000, 100_000]
    layout = available([])["sre"]
    assert isinstance(layout, Layout)
    print(f"{len(RULES)} rules, 200 actions, median of {RUNS} runs, processor time")
    print(f"{'events':>8} {'first':>12} {'one changed':>14} {'by event':>12} {'ratio':>8}")
    smallest = 0.0
    for size in sizes:
        first, after = measured(size, layout)
        by_event = first / size * 1000
        smallest = smallest or by_event
        print(f"{size:>8,} {first:>9,.1f} ms {after:>11,.1f} ms {by_event:>9,.1f} us {by_event / smallest:>8.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
