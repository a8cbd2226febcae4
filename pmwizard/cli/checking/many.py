"""Many reports, checked on all cores, in their order.

Each process takes every n-th handful of the reports and sends what it finds through a pipe of its own; here they are
read in turn. Where a process cannot be started or ends early, its share is checked here, so what comes out is the same
in any case. A process whose reader is gone cannot send, and ends.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import pickle
import signal
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from pmwizard.cli.checking.report import Outcome

Check = Callable[[Path], Outcome]

_AT_ONCE = 4
_WORTH_A_PROCESS = 50
"""Starting a process takes about as long as checking so many small reports."""


@dataclass
class _Helper:
    """A process that checks a share of the reports, and what came from it that was not asked for yet."""

    process: BaseProcess
    results: Connection
    kept: deque[list[Outcome]] = field(default_factory=deque)
    has_ended: bool = False

    def take(self) -> None:
        """Keep the next results, which are there to be read, or note that there are no more."""
        try:
            self.kept.append(self.results.recv())
        except (EOFError, OSError):
            self.has_ended = True


def cores_for(number: int) -> int:
    """Return on how many cores to check so many reports."""
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    return max(1, min(cores, number // _WORTH_A_PROCESS))


def outcomes(paths: Sequence[Path], check: Check, cores: int) -> Generator[Outcome, None, None]:
    """Yield what checking says of each file, in their order, each as soon as it is known.

    Args:
        paths: The files.
        check: Checks one.
        cores: How many processes to start; with 1 all is done here.
    """
    if cores > 1:
        # What the first one compiles and reads, a process that is forked has as well.
        yield check(paths[0])
        yield from _by_helpers(paths[1:], check, cores)
    else:
        yield from map(check, paths)


def _by_helpers(paths: Sequence[Path], check: Check, cores: int) -> Iterator[Outcome]:
    handfuls = [paths[start : start + _AT_ONCE] for start in range(0, len(paths), _AT_ONCE)]
    helpers: list[_Helper | None] = []
    try:
        with _uninterrupted():
            helpers.extend(_started(handfuls[number::cores], check) for number in range(cores))
        for number, handful in enumerate(handfuls):
            results = _received(helpers[number % cores], helpers)
            yield from map(check, handful) if results is None else results
    finally:
        for helper in filter(None, helpers):
            helper.process.terminate()
            helper.process.join()


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold Ctrl+C back: until a process is known here it could not be ended, and it has yet to choose how to end."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _started(handfuls: Sequence[Sequence[Path]], check: Check) -> _Helper | None:
    """Return a process that checks handfuls of files, or ``None`` where the system starts none."""
    context = multiprocessing.get_context("fork") if sys.platform == "linux" else multiprocessing.get_context("spawn")
    try:
        here, there = context.Pipe(duplex=False)
    except OSError:
        return None
    process = context.Process(target=_work, args=(handfuls, check, here, there), daemon=True)
    try:
        process.start()
    except (OSError, TypeError, AttributeError, pickle.PicklingError):
        # A process that is not forked gets what it needs sent, and not everything can be.
        here.close()
        return None
    finally:
        there.close()  # so that the end of the process is the end of what can be read
    return _Helper(process, here)


def _received(asked: _Helper | None, helpers: Iterable[_Helper | None]) -> list[Outcome] | None:
    """Return the next results of a helper, or ``None`` once there are no more.

    What the others have sent meanwhile is kept, so that none waits for its turn.
    """
    while asked and not asked.kept and not asked.has_ended:
        running = {one.results: one for one in helpers if one and not one.has_ended}
        for connection in wait(running):
            running[connection].take()  # type: ignore[index]
    return asked.kept.popleft() if asked and asked.kept else None


def _work(handfuls: Sequence[Sequence[Path]], check: Check, here: Connection, there: Connection) -> None:
    """Check handfuls of files and send what is found; what fails here is checked again, and told, by the reader."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    here.close()  # with a reader left, if only here, sending would wait for ever once the real one is gone
    gc.freeze()  # what was made before lives to the end, and is not looked through again and again
    gc.enable()
    with contextlib.suppress(Exception):
        for handful in handfuls:
            there.send([check(path) for path in handful])
