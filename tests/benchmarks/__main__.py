"""Measures pmwizard beside the plainest programs that do the same, and prints their ratios.

    python -m tests.benchmarks            everything
    python -m tests.benchmarks bytes      only some of: start, bytes, latency, timeline, files, list, paste, log, check
    python -m tests.benchmarks --runs 3   fewer runs of what is timed

Run it on an otherwise idle machine: times move, their ratios hold.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.benchmarks.measuring import (
    Row,
    Subject,
    UnmeasurableError,
    bytes_for,
    bytes_per_key,
    bytes_when_idle,
    interleaved,
    key_latency,
    python_code,
    seconds_of,
    seconds_to_first_echo,
)
from tests.benchmarks.pasting import pasting
from tests.benchmarks.reports import write_report
from tests.benchmarks.timeline import timeline
from tests.terminal.harness import CTRL_N, python

READ = "import sys, tomllib; tomllib.load(open(sys.argv[1], 'rb'))"
LOAD = "import sys, pathlib; from pmwizard.store.files.read import load; load(pathlib.Path(sys.argv[1]))"
STAT = "import os, sys; [entry.stat() for entry in os.scandir(sys.argv[1])]"

READY = b"lain and ready"  # the cursor stands on the first letter
PLAIN_LINE = Subject(python("tests.benchmarks.plain"), READY)
PLAIN_AREA = Subject(python("tests.benchmarks.plain", "area"), READY)


def wizard(report: Path, section: str, ready: bytes, *keys: bytes, **environment: str) -> Subject:
    """Returns pmwizard in one section of a report."""
    command = python("pmwizard", "edit", str(report), "--section", section, "--dir", str(report.parent))
    return Subject(command, ready, keys, environment)


def start(folder: Path, runs: int) -> Iterator[Row]:
    """From the start to the echo of the first key."""
    ours = Subject(python("pmwizard", "new", "--dir", str(folder / "new")), b"Title")
    mine, plain = interleaved(
        runs, lambda: seconds_to_first_echo(ours) * 1000, lambda: seconds_to_first_echo(PLAIN_LINE) * 1000
    )
    yield Row("start to the echo of the first key / one Input", mine, plain, "ms", 1.5)


def traffic(folder: Path, runs: int) -> Iterator[Row]:
    """Bytes to the terminal."""
    report = write_report(folder / "bytes" / "INC-1.toml", events=8, actions=4)
    line, area = wizard(report, "metadata", b"Title"), wizard(report, "impact", b"Step 2")
    key, pause = bytes_per_key(line)
    yield Row("bytes per key, one-line field / one Input", key, bytes_per_key(PLAIN_LINE)[0], "B", 0.1)
    yield Row("bytes in the pause after typing, one-line field", pause, unit="B")
    key, pause = bytes_per_key(area)
    yield Row("bytes per key, text area / one TextArea of 10 rows", key, bytes_per_key(PLAIN_AREA)[0], "B", 0.15)
    yield Row("bytes in the pause after typing, text area", pause, unit="B")
    full = wizard(report, "metadata", b"Title", PMWIZARD_FULL_REPAINT="1")
    yield Row("bytes to the next section / full repaint", bytes_for(line, CTRL_N), bytes_for(full, CTRL_N), "B", 0.4)
    yield Row("bytes in 5 s of doing nothing", bytes_when_idle(line), unit="B", bound=0)


def latency(folder: Path, runs: int) -> Iterator[Row]:
    """From a key to its echo."""
    big = write_report(folder / "latency" / "INC-1.toml", events=1000, actions=200)
    empty = write_report(folder / "latency" / "INC-2.toml")
    for section, ready in (("metadata", b"Title"), ("impact", b"Step 2")):
        with wizard(big, section, ready).go() as full, wizard(empty, section, ready).go() as bare:
            mine, plain = interleaved(
                max(runs * 5, 20),
                lambda full=full: key_latency(full) * 1000,  # type: ignore[misc]
                lambda bare=bare: key_latency(bare) * 1000,  # type: ignore[misc]
            )
        yield Row(f"key to echo in {section}, 1,000 events and 200 actions / empty report", mine, plain, "ms", 1.2)


def files(folder: Path, runs: int) -> Iterator[Row]:
    """Whole processes that read a report."""
    for events in (100, 1_000, 10_000):
        report = str(write_report(folder / "files" / f"INC-{events}.toml", events=events))
        export, load, read = interleaved(
            runs,
            lambda report=report: seconds_of(python("pmwizard", "export", report, "--layout", "sre")) * 1000,  # type: ignore[misc]
            lambda report=report: seconds_of(python_code(LOAD, report)) * 1000,  # type: ignore[misc]
            lambda report=report: seconds_of(python_code(READ, report)) * 1000,  # type: ignore[misc]
        )
        bound = 4 if events == 10_000 else None
        yield Row(f"export of {events:,} events / tomllib reads it", export, read, "ms", bound)
        yield Row(f"load of {events:,} events / tomllib reads it", load, read, "ms")


def lists(folder: Path, runs: int) -> Iterator[Row]:
    """The list of ten thousand reports."""
    for number in range(10_000):
        write_report(folder / "list" / f"INC-{number:05}.toml")
    command = python("pmwizard", "list", "--dir", str(folder / "list"))
    seconds_of(command)
    mine, plain = interleaved(
        runs, lambda: seconds_of(command) * 1000, lambda: seconds_of(python_code(STAT, str(folder / "list"))) * 1000
    )
    yield Row("list of 10,000 reports, second call / stat of the files", mine, plain, "ms", 5)


def logging(folder: Path, runs: int) -> Iterator[Row]:
    """One event added to a report from a shell."""
    for events in (0, 100, 10_000):
        report = str(write_report(folder / "log" / f"INC-{events}.toml", events=events))
        mine, plain = interleaved(
            runs,
            lambda report=report: seconds_of(python("pmwizard", "log", "--report", report, "Seen")) * 1000,  # type: ignore[misc]
            lambda report=report: seconds_of(python("pmwizard", "show", report)) * 1000,  # type: ignore[misc]
        )
        yield Row(f"log into {events:,} events / show", mine, plain, "ms", 1.0 if events < 10_000 else None)


def checks(folder: Path, runs: int) -> Iterator[Row]:
    """A second look at long reports: the second half of the events costs what the first half does."""
    reports = [
        str(write_report(folder / "check" / f"INC-{events}.toml", events=events, actions=20))
        for events in (0, 5_000, 10_000)
    ]
    for form in ("human", "github"):
        none, half, whole = interleaved(
            runs,
            *(
                lambda report=report, form=form: (
                    seconds_of(python("pmwizard", "check", report, "--format", form)) * 1000
                )
                for report in reports
            ),
        )
        yield Row(f"check --format {form}: events 5,001 to 10,000 / 1 to 5,000", whole - half, half - none, "ms", 1.6)


GROUPS: dict[str, Callable[[Path, int], Iterator[Row]]] = {
    "start": start,
    "bytes": traffic,
    "latency": latency,
    "timeline": timeline,
    "files": files,
    "list": lists,
    "paste": pasting,
    "log": logging,
    "check": checks,
}


def line_of(row: Row) -> str:
    """Returns a row of the table."""
    if row.note or row.ours is None:
        return f"{row.name:<68} not measured: {row.note}"
    measured = row.ratio if row.plain is not None else row.ours
    is_over = row.bound is not None and measured is not None and measured > row.bound
    bound = "" if row.bound is None else f"{row.bound:g}{' OVER' if is_over else ''}"
    plain = "" if row.plain is None else f"{row.plain:,.1f}"
    ratio = "" if row.ratio is None else f"{row.ratio:.2f} x"
    return f"{row.name:<68} {row.ours:>9,.1f} {plain:>9} {row.unit:<3} {ratio:>8}  {bound}"


def main() -> int:
    """Measures and prints; 1 when a bound is passed or something could not be measured."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("groups", nargs="*", help=f"any of {', '.join(GROUPS)}")
    parser.add_argument("--runs", type=int, default=7, help="runs of what is timed (7)")
    options = parser.parse_args()
    print(f"{'what / beside':<68} {'pmwizard':>9} {'plain':>9} {'':<3} {'ratio':>10}  bound", flush=True)
    is_good = True
    with tempfile.TemporaryDirectory() as folder:
        # Nothing is remembered or rescued in the home of whoever measures.
        os.environ |= {"XDG_CACHE_HOME": f"{folder}/.cache", "XDG_STATE_HOME": f"{folder}/.state"}
        for name, measure in GROUPS.items():
            if options.groups and name not in options.groups:
                continue
            try:
                for row in measure(Path(folder), options.runs):
                    line = line_of(row)
                    is_good &= "OVER" not in line
                    print(line, flush=True)
            except (UnmeasurableError, AssertionError) as error:
                is_good = False
                print(line_of(Row(name, note=str(error).splitlines()[0])), flush=True)
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
