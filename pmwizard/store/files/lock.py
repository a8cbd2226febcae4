"""One writer at a time in a folder of reports, among all programs of ours on this machine.

The lock is on the folder itself, so no file is left behind, and the system lets go of it when a program ends, however
it ends. Nobody waits for it for long: a save compares before it replaces, with the lock or without.
"""

from __future__ import annotations

import contextlib
import errno
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

if os.name == "posix":
    import fcntl

_PAUSE_SECONDS = 0.005
_IN_USE = {errno.EACCES, errno.EAGAIN}


class _Held(threading.local):
    """The folders that this thread has the lock of: a signal handler in it can save while a save is under way."""

    def __init__(self) -> None:
        self.folders: set[str] = set()


_held = _Held()


@contextlib.contextmanager
def alone_in(folder: Path, patience: float) -> Iterator[bool]:
    """Keep other programs of ours from writing reports in a folder meanwhile.

    Args:
        folder: The folder; where it cannot be locked, nothing is waited for.
        patience: Seconds to wait for another program.

    Yields:
        Whether this is the only one that writes there.
    """
    place = os.path.realpath(folder)
    if place in _held.folders:
        yield True
        return
    descriptor = _opened(place)
    try:
        is_alone = descriptor is not None and _locked(descriptor, patience)
        if is_alone:
            _held.folders.add(place)
        yield is_alone
    finally:
        _held.folders.discard(place)
        if descriptor is not None:
            os.close(descriptor)


def _opened(place: str) -> int | None:
    if os.name != "posix":
        return None
    try:
        return os.open(place, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0))
    except OSError:
        return None


def _locked(descriptor: int, patience: float) -> bool:
    end = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in _IN_USE or time.monotonic() >= end:
                return False
            time.sleep(_PAUSE_SECONDS)
        else:
            return True
