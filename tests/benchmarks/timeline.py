"""How long keys take in a long timeline, beside one that fits a few screens."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from weakref import WeakKeyDictionary

from tests.benchmarks.measuring import TYPING, Row, Subject, interleaved, key_latency, settle
from tests.benchmarks.reports import write_report
from tests.terminal.harness import DOWN, ENTER, ESCAPE, UP, Terminal, python

PAGE_UP, PAGE_DOWN = b"\x1b[5~", b"\x1b[6~"
LAST_BYTE = 0.12
"""Seconds without a byte after which a key has had its effect; what follows a pause in typing comes later."""

_LETTERS = "QJXZKVWY"
_turns: WeakKeyDictionary[Terminal, int] = WeakKeyDictionary()


def turn(terminal: Terminal) -> int:
    """Counts how often something was done on a terminal, so that no key finds all as it wants it already."""
    _turns[terminal] = _turns.get(terminal, 0) + 1
    return _turns[terminal]


def wizard(report: Path) -> Subject:
    """Returns pmwizard in the timeline of a report."""
    command = python("pmwizard", "edit", str(report), "--section", "timeline", "--dir", str(report.parent))
    return Subject(command, b"Step 3")


def until_drawn(terminal: Terminal, *keys: bytes) -> float:
    """Measures from a key to the last byte that it has drawn; the keys before it are pressed first."""
    for key in keys[:-1]:
        terminal.send(key)
        settle(terminal, LAST_BYTE)
    mark = terminal.received
    began = time.perf_counter()
    terminal.send(keys[-1])
    terminal.wait_until(lambda: terminal.received > mark, what="bytes")
    seen, last = terminal.received, time.perf_counter()
    while time.perf_counter() - last < LAST_BYTE:
        time.sleep(0.002)
        if terminal.received != seen:
            seen, last = terminal.received, time.perf_counter()
    return last - began


def adding(terminal: Terminal) -> float:
    """Measures the Enter that adds an event."""
    letter = _LETTERS[turn(terminal) % len(_LETTERS)]
    return until_drawn(terminal, b"+1", ENTER, letter.encode() * 12, ENTER)


def tagging(terminal: Terminal) -> float:
    """Measures the letter that sets a moment."""
    return until_drawn(terminal, b"t", b"eimv"[turn(terminal) % 4 :][:1])


def undoing(terminal: Terminal) -> float:
    """Measures the u that takes a moment back."""
    return until_drawn(terminal, b"t", b"eimv"[turn(terminal) % 4 :][:1], b"u")


def editing(terminal: Terminal) -> float:
    """Measures the Enter that takes over a change."""
    took = until_drawn(terminal, ENTER, b"\t", _LETTERS[turn(terminal) % len(_LETTERS)].encode(), ENTER)
    terminal.send(UP)
    settle(terminal, LAST_BYTE)
    return took


def paging(terminal: Terminal) -> float:
    """Measures a page in the list."""
    return until_drawn(terminal, PAGE_UP if turn(terminal) % 2 else PAGE_DOWN)


def held(terminal: Terminal) -> float:
    """Measures thirty arrows in one packet, as a held key sends them over a slow line."""
    return until_drawn(terminal, UP * 30 if turn(terminal) % 2 else DOWN * 28)


def timeline(folder: Path, runs: int) -> Iterator[Row]:
    """Keys in the timeline of 10,000 events, beside one of 30."""
    long, short = (write_report(folder / "timeline" / f"INC-{events}.toml", events=events) for events in (10_000, 30))
    in_line: list[tuple[str, tuple[bytes, ...], Callable[[Terminal], float]]] = [
        ("key in Time", (), key_latency),
        ("key in What happened", (b"+1", ENTER), key_latency),
        ("Enter that adds an event", (), adding),
        ("Down in the list", (UP, PAGE_UP, PAGE_UP), lambda terminal: until_drawn(terminal, DOWN)),
        ("Page up in the list", (UP,), paging),
        ("a held arrow in the list", (UP, PAGE_UP), held),
        ("t and a letter that sets a moment", (UP, PAGE_UP), tagging),
        ("u that takes a moment back", (UP, PAGE_UP), undoing),
        ("Enter that takes over a change", (UP, PAGE_UP), editing),
        ("Esc back to the line", (), lambda terminal: until_drawn(terminal, UP, ESCAPE)),
    ]
    for name, keys, measure in in_line:
        with wizard(long).go() as many, wizard(short).go() as few:
            for terminal in (many, few):
                settle(terminal, 1.5)
                for key in keys:
                    terminal.send(key)
                    settle(terminal, LAST_BYTE + TYPING)
            mine, plain = interleaved(
                max(runs, 5),
                lambda many=many, measure=measure: measure(many) * 1000,  # type: ignore[misc]
                lambda few=few, measure=measure: measure(few) * 1000,  # type: ignore[misc]
            )
        yield Row(f"{name}, 10,000 events / 30 events", mine, plain, "ms", 3)
