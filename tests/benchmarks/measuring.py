"""Ways to measure one program beside another."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from tests.terminal.harness import Terminal

QUIET = 0.4
"""Seconds without a byte after which a program counts as done with what it was told."""

TYPING = 0.06
"""Seconds between two keys of a person who types without a pause."""

MARK = b"Q"
"""A character that no escape sequence and no word of the screens holds."""


class UnmeasurableError(Exception):
    """A program did not get as far as the measurement; the text says how far."""


@dataclass(frozen=True)
class Row:
    """One line of the table: what it costs, what the plain program costs, and the bound of their ratio.

    Args:
        name: What is measured.
        ours: Cost of pmwizard.
        plain: Cost of the plainest program that does the same; None where nothing stands beside it.
        unit: Of both costs.
        bound: The ratio not to exceed (without a plain program: the cost); None where none is named.
        note: Why there are no numbers.
    """

    name: str
    ours: float | None = None
    plain: float | None = None
    unit: str = ""
    bound: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times the plain program's cost."""
        return self.ours / self.plain if self.ours is not None and self.plain else None


@dataclass(frozen=True)
class Subject:
    """A program to put on a terminal.

    Args:
        command: Program and arguments.
        ready: Bytes that it draws when it can be used.
        keys: What to type to come to the place that is measured.
        environment: Changes to the plain environment.
    """

    command: Sequence[str]
    ready: bytes
    keys: Sequence[bytes] = ()
    environment: Mapping[str, str] = field(default_factory=dict)

    def start(self, size: tuple[int, int] = (80, 24)) -> Terminal:
        """Starts the program on a terminal."""
        return Terminal(self.command, size=size, environment=self.environment, picture=False)

    def go(self, size: tuple[int, int] = (80, 24)) -> Terminal:
        """Starts the program and goes to the place that is measured."""
        terminal = self.start(size)
        try:
            terminal.wait_for_bytes(self.ready)
        except AssertionError as error:
            terminal.close()
            raise UnmeasurableError(f"{self.ready!r} was not drawn") from error
        settle(terminal)
        for key in self.keys:
            terminal.send(key)
            settle(terminal)
        return terminal


def settle(terminal: Terminal, quiet: float = QUIET) -> None:
    """Waits until the program has written nothing for a while."""
    seen, since = terminal.received, time.monotonic()
    while time.monotonic() - since < quiet:
        time.sleep(0.01)
        if terminal.received != seen:
            seen, since = terminal.received, time.monotonic()


def interleaved(runs: int, *measures: Callable[[], float]) -> list[float]:
    """Runs measurements in turn, so that a busy moment meets all, and returns the median of each."""
    costs: list[list[float]] = [[] for _ in measures]
    for _ in range(runs):
        for found, measure in zip(costs, measures, strict=True):
            found.append(measure())
    return [statistics.median(found) for found in costs]


def seconds_to_first_echo(subject: Subject) -> float:
    """Measures from the start of a program to the echo of a key typed when it shows its first screen."""
    began = time.perf_counter()
    with subject.start() as terminal:
        try:
            terminal.wait_for_bytes(subject.ready)
            mark = terminal.received
            terminal.send(MARK)
            terminal.wait_for_bytes(MARK, mark)
        except AssertionError as error:
            raise UnmeasurableError("no echo") from error
        return time.perf_counter() - began


def bytes_per_key(subject: Subject, keys: int = 30) -> tuple[float, float]:
    """Returns the bytes per key while somebody types, and the bytes once in the pause after it."""
    with subject.go() as terminal:
        terminal.send(b"some words first ")
        settle(terminal, 1.5)
        mark = terminal.received
        for number in range(keys):
            terminal.send(b"abcdefgh "[number % 9 : number % 9 + 1])
            time.sleep(TYPING)
        typed = terminal.received
        settle(terminal, 1.5)
        return (typed - mark) / keys, terminal.received - typed


def bytes_for(subject: Subject, keys: bytes) -> float:
    """Returns the bytes that some keys cost until all is quiet."""
    with subject.go() as terminal:
        settle(terminal, 1.5)
        mark = terminal.received
        terminal.send(keys)
        settle(terminal, 1.5)
        return terminal.received - mark


def bytes_when_idle(subject: Subject, seconds: float = 5) -> float:
    """Returns the bytes written while nobody does anything."""
    with subject.go() as terminal:
        settle(terminal, 1.5)
        mark = terminal.received
        time.sleep(seconds)
        return terminal.received - mark


def key_latency(terminal: Terminal) -> float:
    """Measures from a key to its echo; the key is taken away again."""
    mark = terminal.received
    began = time.perf_counter()
    terminal.send(MARK)
    terminal.wait_for_bytes(MARK, mark)
    took = time.perf_counter() - began
    terminal.send(b"\x7f")
    time.sleep(TYPING)
    return took


def seconds_of(command: Sequence[str]) -> float:
    """Measures a whole process that has to succeed."""
    began = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    took = time.perf_counter() - began
    if done.returncode:
        last = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise UnmeasurableError(f"{' '.join(command[-4:])}: {' '.join(last)}")
    return took


def python_code(code: str, *arguments: str) -> list[str]:
    """Returns the command that runs some Python."""
    return [sys.executable, "-c", code, *arguments]
