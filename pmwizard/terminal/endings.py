"""An orderly end: by a signal, by a terminal that vanished, and when nothing in the program answers any more."""

from __future__ import annotations

import errno
import os
import signal
import stat
import sys
import termios
import threading
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue
from time import monotonic
from types import FrameType, TracebackType
from typing import Any, Self

SIGNALS = (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM)
"""Signals after which everything is saved and the program ends with 128 and the signal's number."""

_TYPED = (signal.SIGINT, signal.SIGQUIT)
"""Signals that a terminal sends for keys, to every program in the foreground."""

LEAVE_SCREEN = (
    "\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?2026l\x1b[m"
    "\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
"""Undoes all that Textual sets on a terminal, in the order in which Textual does."""

SECONDS_TO_LEAVE = 2.0
"""Seconds to leave in order after a signal, before the process is ended as it is."""

_LOOK = 1.0
"""Seconds between two checks that the terminal is still there."""


class Guard:
    """A context in which signals save and end the program, whatever else it is doing.

    The handlers run even while the event loop is blocked, and they stand in for a SIGHUP that a parent had ignored.
    A thread looks for a terminal that vanished without a signal, and ends a process that does not end itself.

    Args:
        flush: Writes everything to disk by plain file operations. It is called in a signal handler or in the guard's
            thread, at any moment, more than once: it takes no lock that is not reentrant and touches no widget.
        leave: Asks the application to end with an exit status, without waiting for it. Called in a signal handler.
        patience: Seconds between the signal and the end by force.
    """

    def __init__(
        self, flush: Callable[[], object], leave: Callable[[int], object], *, patience: float = SECONDS_TO_LEAVE
    ) -> None:
        self._flush = flush
        self._leave = leave
        self._patience = patience
        self._orders: SimpleQueue[int | None] = SimpleQueue()
        self._before: dict[int, Any] = {}
        self._modes: list[Any] | None = None
        self.status: int | None = None
        """128 and the number of the signal that ends the program, None as long as none came."""
        self.is_away = False
        """Whether another program has the terminal: Ctrl+C typed there is meant for that program alone."""

    def __enter__(self) -> Self:
        with suppress(termios.error, ValueError, AttributeError):
            self._modes = termios.tcgetattr(_terminal())
        for number in SIGNALS:
            self._before[number] = signal.signal(number, self._on_signal)
        threading.Thread(target=self._watch, name="pmwizard-guard", daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._orders.put(None)
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def end_process(self, status: int) -> None:
        """Give the terminal back as it was and end the process at once, whatever still runs."""
        restore_terminal(self._modes)
        os._exit(status)

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        if self.is_away and number in _TYPED:
            return
        is_first = self.status is None
        self.status = self.status or 128 + number
        self._save()
        if is_first:
            self._orders.put(self.status)
            self._leave(self.status)

    def _save(self) -> None:
        # Not saving must not keep anyone from leaving; saving reports it itself.
        with suppress(Exception):
            self._flush()

    def _watch(self) -> None:
        while True:
            try:
                order = self._orders.get(timeout=_LOOK)
            except Empty:
                if self._modes is None or _is_terminal_there():
                    continue
                order = 128 + signal.SIGHUP
                os.kill(os.getpid(), signal.SIGHUP)
            if order is None or self._left_in_time():
                return
            self._save()
            self.end_process(order)

    def _left_in_time(self) -> bool:
        deadline = monotonic() + self._patience
        while (left := deadline - monotonic()) > 0:
            with suppress(Empty):
                if self._orders.get(timeout=left) is None:
                    return True
        return False


def restore_terminal(modes: list[Any] | None) -> None:
    """Give the terminal back in its first modes without waiting for it; what it has not read yet is thrown away."""
    if modes is None:
        return
    with suppress(termios.error, OSError, ValueError, AttributeError):
        termios.tcsetattr(_terminal(), termios.TCSANOW, modes)
        termios.tcflush(_terminal(), termios.TCOFLUSH)
        # Opened anew, so that writing without waiting is no one else's.
        screen = os.open(os.ttyname(_terminal()), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
        try:
            os.write(screen, LEAVE_SCREEN.encode())
        finally:
            os.close(screen)


def forget_lost_terminal() -> None:
    """Turn the standard streams that led to a vanished terminal to nowhere, so that printing to them is no error."""
    for stream in (sys.__stdin__, sys.__stdout__, sys.__stderr__):
        with suppress(OSError, ValueError, AttributeError):
            descriptor = stream.fileno()  # type: ignore[union-attr] # None is what AttributeError stands for
            if stat.S_ISCHR(os.fstat(descriptor).st_mode) and _is_lost(descriptor):
                nowhere = os.open(os.devnull, os.O_RDWR)
                os.dup2(nowhere, descriptor)
                os.close(nowhere)


def _is_lost(descriptor: int) -> bool:
    try:
        termios.tcgetattr(descriptor)
    except termios.error as error:
        return bool(error.args and error.args[0] == errno.EIO)
    return False


def _terminal() -> int:
    stream = sys.__stdin__
    if stream is None:
        raise ValueError("standard input is closed")
    return stream.fileno()


def _is_terminal_there() -> bool:
    try:
        termios.tcgetattr(_terminal())
    except (termios.error, ValueError):
        return False
    return True
