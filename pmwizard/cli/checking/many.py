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
import signal
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import NamedTuple

from pmwizard.cli.checking.report import Outcome

Check = Callable[[Path], Outcome]

_AT_ONCE = 4
_WORTH_A_PROCESS = 50
"""Starting a process takes about as long as checking so many small reports."""


class _Helper(NamedTuple):
    process: BaseProcess
    results: Connection


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
            results = _received(helpers, number % cores)
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
    except OSError:
        here.close()
        return None
    finally:
        there.close()  # so that the end of the process is the end of what can be read
    return _Helper(process, here)


def _received(helpers: list[_Helper | None], number: int) -> list[Outcome] | None:
    """Return the next results of a helper, or ``None`` once it has ended."""
    helper = helpers[number]
    if helper is None:
        return None
    try:
        results: list[Outcome] = helper.results.recv()
    except (EOFError, OSError):
        helper.process.join()
        helpers[number] = None
        return None
    return results


def _work(handfuls: Sequence[Sequence[Path]], check: Check, here: Connection, there: Connection) -> None:
    """Check handfuls of files and send what is found; what fails here is checked again, and told, by the reader."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    here.close()  # with a reader left, if only here, sending would wait for ever once the real one is gone
    gc.enable()
    with contextlib.suppress(Exception):
        for handful in handfuls:
            there.send([check(path) for path in handful])
