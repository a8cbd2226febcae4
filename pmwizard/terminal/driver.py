"""What leans on Textual's private parts, but for reading keys (`keyboard`) and screen updates (`painter`)."""

from __future__ import annotations

import os
import selectors
import signal
import termios
from asyncio import AbstractEventLoop, Future
from collections.abc import Iterable, Iterator
from queue import SimpleQueue
from typing import IO, TYPE_CHECKING, Any, Protocol, runtime_checkable

from textual._queue import Queue
from textual.app import App, ReturnType
from textual.drivers import linux_driver
from textual.drivers._writer_thread import WriterThread
from textual.message_pump import MessagePump
from textual.screen import Screen

from pmwizard.terminal.keyboard import Keyboard, Parser

if TYPE_CHECKING:
    from types import FrameType


ENTER_AGAIN = "\x1b[?1049h\x1b[?25l\x1b[?2004h\x1b[?7l"
"""Alternate screen, no visible cursor, pastes marked as such, no wrapping: taken again after a foreign interruption."""

LEAVE_SCREEN = (
    "\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?2026l\x1b[m"
    "\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
"""Undoes all of it, in the order in which Textual does."""


_STOP_PATIENCE = 2.0
"""Seconds that leaving waits for a terminal that reads nothing."""


@runtime_checkable
class OnTerminal(Protocol):
    """What the driver tells the application it works for."""

    def terminal_started(self, loop: AbstractEventLoop) -> None:
        """The terminal was taken over, at the start or on return from a program or the shell."""

    def terminal_left(self) -> None:
        """The terminal was given back, to a program, to the shell or at the end."""

    def terminal_resized(self) -> None:
        """The terminal has a new size; called in a signal handler."""

    def terminal_disturbed(self) -> None:
        """Something else may have written on the screen."""

    def terminal_lost(self) -> None:
        """Nothing more can be read from the terminal; called in the input thread."""

    def terminal_stalled(self) -> None:
        """The terminal did not take what was written last."""

    def input_failed(self, error: BaseException) -> None:
        """Reading keys failed by a bug; called in the input thread."""


class SafeWriter(WriterThread):
    """Writes in the background without ever making the event loop wait, however long the terminal reads nothing.

    A `SimpleQueue` may also be used inside a signal handler that interrupts a write.
    """

    def __init__(self, file: IO[str]) -> None:
        super().__init__(file)
        vars(self)["_queue"] = SimpleQueue()

    def run(self) -> None:
        """Writes until told to stop; a terminal that is gone takes everything in silence."""
        try:
            super().run()
        except (OSError, ValueError):
            while self._queue.get() is not None:
                pass

    def stop(self) -> None:
        """Asks the thread to end and waits, not for ever."""
        self._queue.put(None)
        self.join(_STOP_PATIENCE)


class SafeDriver(linux_driver.LinuxDriver):
    """Textual's driver for Unix terminals, able to live through a bad line and a lost terminal."""

    _is_started = False

    def start_application_mode(self) -> None:
        """Takes over the terminal and hears of its sizes before Textual does."""
        super().start_application_mode()  # type: ignore[no-untyped-call] # Textual gave it no types
        self._is_started = True
        textual_handler = signal.getsignal(signal.SIGWINCH)

        def resized(number: int, frame: FrameType | None) -> None:
            if isinstance(self._app, OnTerminal):
                self._app.terminal_resized()
            if callable(textual_handler):
                textual_handler(number, frame)

        signal.signal(signal.SIGWINCH, resized)
        if isinstance(self._app, OnTerminal):
            self._app.terminal_started(self._loop)

    def stop_application_mode(self) -> None:
        """Gives the terminal back as it was."""
        self._is_started = False
        super().stop_application_mode()
        if isinstance(self._app, OnTerminal):
            self._app.terminal_left()

    def close(self) -> None:
        """Ends the writer, and tells of a terminal that did not let it end."""
        super().close()
        if self._writer_thread is not None and self._writer_thread.is_alive() and isinstance(self._app, OnTerminal):
            self._app.terminal_stalled()

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
        if isinstance(self._app, OnTerminal):
            self._app.terminal_disturbed()

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except Exception as error:  # noqa: BLE001 - whatever it is, the application has to hear of it
            if isinstance(self._app, OnTerminal):
                self._app.input_failed(error)

    def run_input_thread(self) -> None:
        """Reads keys until told to stop or until there is no terminal any more."""
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
        if not data and isinstance(self._app, OnTerminal):
            self._app.terminal_lost()
        return data or None


class PatchedApp(App[ReturnType]):
    """Textual's application with its private turns made public: what is drawn, and what happens to a bug."""

    failure: BaseException | None = None
    """The bug that ended the application."""

    def draw(self, update: object, screen: Screen[Any]) -> str | None:  # noqa: ARG002 - for subclasses
        """Returns the bytes for an update of the screen, None to have Textual draw it."""
        return None

    def fail(self, error: BaseException) -> None:
        """Called once, with the first bug that nothing caught. The application is about to close."""

    def close_by(self, error: Exception) -> None:
        """Closes the application by a bug found outside its messages."""
        self._handle_exception(error)

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        driver = self._driver
        if (
            renderable is None
            or self._batch_count
            or driver is None
            or self._closed
            or not self.is_running
            or self.is_headless
            or driver.is_inline
        ):
            super()._display(screen, renderable)
            return
        try:
            text = self.draw(renderable, screen)
        except Exception as error:  # noqa: BLE001 - as Textual does: any bug while drawing ends the application
            self._handle_exception(error)
            text = ""
        if text is None:
            super()._display(screen, renderable)
            return
        if text:
            self._begin_update()
            driver.write(text)
            self._end_update()
        self.post_display_hook()

    def _handle_exception(self, error: Exception) -> None:
        if self.failure is None:
            self.failure = error
            self.fail(error)
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        # Textual's traceback shows the values of variables, which are the text of the report.
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        if self.failure is not None:
            self._exit_renderables.clear()
        super()._print_error_renderables()


def is_busy(pump: MessagePump) -> bool:
    """Tells whether a widget, screen or application has a message to handle or is handling one."""
    if isinstance(pump, App):
        if not pump.is_running:
            return False
    else:
        task = pump._task
        if task is None or task.done():
            return False
    queue: Queue[object] = pump._message_queue
    waiters: Iterable[Future[bool]] = vars(queue.ready_event)["_waiters"]
    return not queue.empty() or all(waiter.done() for waiter in waiters)


def pumps(app: App[Any]) -> Iterator[MessagePump]:
    """Yields the application and all its widgets and screens, also those on their way in or out."""
    yield app
    yield from list(app._registry)


def awaits_refresh(screen: Screen[Any], *, layout: bool) -> bool:
    """Tells whether something that keys may depend on happens only when a screen refreshes.

    Args:
        screen: The screen.
        layout: Whether a change of the layout counts too.
    """
    if screen.app._batch_count or not screen.is_current:
        return False
    if screen._recompose_required or (layout and screen._layout_required):
        return True
    # What the footer shows is refreshed after every change of focus and concerns no key.
    return any(getattr(call, "func", call) != screen.refresh_bindings for call, _ in screen._callbacks)


def refresh_soon(screen: Screen[Any]) -> None:
    """Has a screen refresh in its own turn, not at the next frame."""
    screen.call_later(screen._on_timer_update)


vars(linux_driver)["WriterThread"] = SafeWriter
