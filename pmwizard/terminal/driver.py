"""Textual's driver for Unix terminals, able to live through a bad line and a lost terminal. Leans on private parts."""

from __future__ import annotations

import os
import selectors
import signal
import termios
from queue import SimpleQueue
from types import FrameType
from typing import IO, Any, Protocol

from textual.drivers import linux_driver
from textual.drivers._writer_thread import WriterThread

from pmwizard.terminal.keyboard import Keyboard, Parser

ENTER_AGAIN = "\x1b[?1049h\x1b[?25l\x1b[?2004h\x1b[?7l"
"""Alternate screen, no visible cursor, pastes marked as such, no wrapping: taken again after a foreign interruption."""

_STOP_PATIENCE = 2.0
"""Seconds that leaving waits for a terminal that reads nothing."""


class OnTerminal(Protocol):
    """Whom the driver reports to."""

    def started(self) -> None:
        """Take note that the terminal was taken over, at the start or on return from a program or the shell."""

    def left(self) -> None:
        """Take note that the terminal was given back, to a program, to the shell or at the end."""

    def resized(self) -> None:
        """Take note that the terminal has a new size; called in a signal handler."""

    def disturbed(self) -> None:
        """Take note that something else may have written on the screen."""

    def lost(self) -> None:
        """Take note that nothing more can be read from the terminal; called in the input thread."""

    def stalled(self) -> None:
        """Take note that the terminal did not take what was written last."""

    def input_failed(self, error: Exception) -> None:
        """Take note that reading keys failed by a bug; called in the input thread."""


class SafeWriter(WriterThread):
    """Writes in the background without ever making the event loop wait, however long the terminal reads nothing.

    A `SimpleQueue` may also be used inside a signal handler that interrupts a write.
    """

    def __init__(self, file: IO[str]) -> None:
        super().__init__(file)
        vars(self)["_queue"] = SimpleQueue()

    def run(self) -> None:
        """Write until told to stop; a terminal that is gone takes everything in silence."""
        try:
            super().run()
        except (OSError, ValueError):
            while self._queue.get() is not None:
                pass

    def stop(self) -> None:
        """Ask the thread to end, and wait for it, but not for ever."""
        self._queue.put(None)
        self.join(_STOP_PATIENCE)


class SafeDriver(linux_driver.LinuxDriver):
    """Textual's driver for Unix terminals, able to live through a bad line and a lost terminal.

    Args:
        host: Whom the driver reports to.
        arguments: The arguments of Textual's driver.
        options: Its options.
    """

    def __init__(self, host: OnTerminal, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._host = host
        self._is_started = False

    def start_application_mode(self) -> None:
        """Take over the terminal, and hear of its sizes before Textual does."""
        # The driver makes its writer by a name in its own module; the name means ours for as long as that takes.
        names = vars(linux_driver)
        names["WriterThread"] = SafeWriter
        try:
            super().start_application_mode()  # type: ignore[no-untyped-call] # Textual gave it no types
        finally:
            names["WriterThread"] = WriterThread
        self._is_started = True
        textual_handler = signal.getsignal(signal.SIGWINCH)

        def resized(number: int, frame: FrameType | None) -> None:
            self._host.resized()
            if callable(textual_handler):
                textual_handler(number, frame)

        signal.signal(signal.SIGWINCH, resized)
        self._host.started()

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was."""
        self._is_started = False
        super().stop_application_mode()
        self._host.left()

    def close(self) -> None:
        """End the writer, and report a terminal that did not let it end."""
        super().close()
        if self._writer_thread is not None and self._writer_thread.is_alive():
            self._host.stalled()

    def _sigcont_application(self, *_: object) -> None:
        if self._must_signal_resume:
            super()._sigcont_application()
        elif self._is_started and self._auto_restart:
            # Stopped without a word (kill -STOP) or not stopped at all: the shell may have changed modes and screen,
            # but what `attrs_before` holds is still right and must not be read again.
            self._retake_terminal()

    def _retake_terminal(self) -> None:
        try:
            modes = termios.tcgetattr(self.fileno)
            modes[0], modes[3] = self._patch_iflag(modes[0]), self._patch_lflag(modes[3])
            termios.tcsetattr(self.fileno, termios.TCSANOW, modes)
        except termios.error:
            return
        self.write(ENTER_AGAIN)
        self._host.disturbed()

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except Exception as error:  # noqa: BLE001 - whatever it is, the application has to hear of it
            self._host.input_failed(error)

    def run_input_thread(self) -> None:
        """Read keys until told to stop or until there is no terminal any more."""
        selector = selectors.SelectSelector()
        selector.register(self.fileno, selectors.EVENT_READ)
        keyboard = Keyboard(Parser(self._debug))
        is_last = False
        try:
            while not is_last:
                is_last = self.exit_event.is_set()
                data = self._read() if selector.select(0.1) else b""
                if data is None:
                    return
                for message in keyboard.read(data):
                    self.process_message(message)
        finally:
            selector.close()
            keyboard.close()

    def _read(self) -> bytes | None:
        try:
            data = os.read(self.fileno, 4096)
        except OSError:
            data = b""
        if not data:
            self._host.lost()
        return data or None
