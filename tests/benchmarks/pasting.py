"""Measures how long a pasted block takes to be read and put among the events of a report."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from pmwizard.intake.adding import added, prepared
from pmwizard.intake.events import read_block
from pmwizard.intake.results import AssumedDay, BlockSettings
from pmwizard.model.report import Report
from pmwizard.model.times.context import TimeContext
from tests.benchmarks.measuring import Row, interleaved

DAY = date(2025, 11, 21)
CONTEXT = TimeContext(DAY, datetime(2025, 11, 30, tzinfo=UTC))
START = datetime(2025, 11, 21, 0, 5, tzinfo=UTC)
FORMS = (
    "{at:%H:%M} - Step {number}: error rate at 38% | checked `host-{number}`",
    "  and a line of its own without a time",
    "{at:%Y-%m-%dT%H:%M:%S}.123Z ERROR [main] pay - upstream {number} timed out",
    "[{at:%H:%M}] dana: Looked at graph {number}",
    "- {at:%H:%M} UTC: Restarted host-{number}",
    '10.1.2.3 - - [{at:%d/%b/%Y:%H:%M:%S} +0000] "GET /pay/{number} HTTP/1.1" 502 157',
    "{at:%b %d %H:%M:%S} web-1 sshd[{number}]: Accepted publickey for deploy",
    "| {at:%H:%M} | Step {number} | dana |",
)


def block(lines: int) -> str:
    """Returns a block of so many lines in all forms, within a day."""
    step = timedelta(hours=23) / lines
    return "\n".join(
        FORMS[number % len(FORMS)].format(at=START + number * step, number=number) for number in range(lines)
    )


def milliseconds(text: str) -> float:
    """Measures a block from its text to a report with its events."""
    began = time.perf_counter()
    report = Report()
    rows = read_block(text, CONTEXT, BlockSettings(AssumedDay(DAY, "from the report"))).rows
    added(report, prepared(report, rows).chosen(report))
    return (time.perf_counter() - began) * 1000


def pasting(folder: Path, runs: int) -> Iterator[Row]:
    """Blocks of 1,000 and of 10,000 lines; the second costs ten times the first."""
    small, large = block(1_000), block(10_000)
    measures: list[Callable[[], float]] = [lambda: milliseconds(large), lambda: 10 * milliseconds(small)]
    of_large, of_ten_small = interleaved(runs, *measures)
    yield Row("paste of 1,000 lines", of_ten_small / 10, unit="ms")
    yield Row("paste of 10,000 lines / ten times that of 1,000", of_large, of_ten_small, "ms", 1.5)
