"""A hold on the terminal that leans on Textual's private parts: keys in order, changed cells only, bugs in words.

One application is patched, not Textual's class, and only through `PatchedTerminal`.
"""

from __future__ import annotations

import asyncio
import os
import selectors
import signal
import termios
from collections.abc import Callable
from functools import partial
from queue import SimpleQueue
from types import FrameType
from typing import IO, Any

from rich.color import ColorSystem
from rich.console import COLOR_SYSTEMS
from textual import events
from textual.app import App
from textual.drivers import linux_driver
from textual.drivers._writer_thread import WriterThread
from textual.screen import Screen
from textual.widgets import Input

from pmwizard.terminal.activity import PrivateActivity
from pmwizard.terminal.app import Terminal
from pmwizard.terminal.keyboard import MOST_PASTED, Keyboard, Parser, PasteRefused
from pmwizard.terminal.painter import Painter
from pmwizard.terminal.typeahead import TypeAhead

ENTER_AGAIN = "\x1b[?1049h\x1b[?25l\x1b[?2004h\x1b[?7l"
"""Alternate screen, no visible cursor, pastes marked as such, no wrapping: taken again after a foreign interruption."""

_REFUSED_WORDS = (
    f"More than {MOST_PASTED // 1_000_000} MB was pasted. Nothing of it was taken. "
    "Put it into a file, and in a shell run: pmwizard import FILE --into REPORT --only timeline"
)

_UNTIL_A_KEY = 86_400
"""Seconds that a message stays which the next key takes away."""

_STOP_PATIENCE = 2.0
"""Seconds that leaving waits for a terminal that reads nothing."""


class PatchedTerminal(Terminal):
    """The hold on the terminal with the versions of Textual whose private parts are known."""

    def __init__(self, app: App[Any], *arguments: Any, **options: Any) -> None:
        super().__init__(app, TypeAhead(app, PrivateActivity(app)), *arguments, **options)
        colours = COLOR_SYSTEMS.get(app.console.color_system or "", ColorSystem.TRUECOLOR)
        self.painter: Painter | None = Painter(colours)
        """Draws the changed cells; without it, Textual draws."""
        self._has_started = False
        self._is_resized = False
        self._tells_refusal = False
        self._textual_display = app._display
        app.driver_class = partial(SafeDriver, self)  # type: ignore[assignment] # it is called as the class would be
        vars(app)["_display"] = self._display

    def redraw(self) -> None:
        """Draw everything anew, whatever the terminal shows."""
        self._forget_picture()
        super().redraw()

    # Keys

    async def on_event(self, event: events.Event) -> None:
        """Hold back keys and pastes until those before them have settled; hear of a paste refused and of new sizes."""
        if isinstance(event, PasteRefused):
            self.app.notify(_REFUSED_WORDS, markup=False, timeout=_UNTIL_A_KEY)
            self._tells_refusal = True
            return
        if isinstance(event, events.Key) and self._tells_refusal:
            self._tells_refusal = False
            self.app.clear_notifications()
        await super().on_event(event)
        if isinstance(event, events.Resize) and self._is_resized:
            self._is_resized = False
            # Back at the old size before anyone looked: Textual sees nothing to do, yet the terminal lost cells.
            self.redraw()

    # Drawing

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        """Send the cells that changed, or have Textual send its own update."""
        app, driver, painter = self.app, self.app._driver, self.painter
        if (
            painter is None
            or renderable is None
            or app._batch_count
            or driver is None
            or app._closed
            or not app.is_running
            or app.is_headless
            or driver.is_inline
        ):
            self._textual_display(screen, renderable)
            return
        if not Painter.understands(renderable):
            painter.forget()
            self._textual_display(screen, renderable)
            return
        try:
            text = painter.paint(renderable, (app.size.width, app.size.height), self._caret(screen))
        except Exception as error:  # noqa: BLE001 - as Textual does: any bug while drawing ends the application
            app._handle_exception(error)
            text = ""
        if text:
            app._begin_update()
            driver.write(text)
            app._end_update()
        app.post_display_hook()

    def _caret(self, screen: Screen[Any]) -> tuple[int, int]:
        """Return where the next character typed goes, for people and programs that follow the terminal's cursor."""
        focused, size = screen.focused, self.app.size
        x, y = getattr(focused, "cursor_screen_offset", self.app.cursor_position)
        if isinstance(focused, Input) and focused.cursor_position == len(focused.value):
            x -= 1  # Textual counts the blank that it draws as cursor behind the text.
        return min(max(x, 0), size.width - 1), min(max(y, 0), size.height - 1)

    def _forget_picture(self) -> None:
        if self.painter is not None:
            self.painter.forget()

    # What the driver reports

    def started(self) -> None:
        """Note that the terminal was taken over; on return from a program or the shell, draw everything anew."""
        self._guard.is_away = False
        self._forget_picture()
        if self._has_started:
            self._call_soon(self.redraw)
        self._has_started = True

    def left(self) -> None:
        """Note that the terminal was given back: keys are no longer for the application."""
        self._guard.is_away = True

    def resized(self) -> None:
        """Note that the terminal may have lost cells; called in a signal handler."""
        self._is_resized = True
        self._forget_picture()

    def disturbed(self) -> None:
        """Draw everything anew: something else may have written on the screen."""
        self._call_soon(self.redraw)

    def lost(self) -> None:
        """End as if the terminal had hung up; called in the input thread."""
        os.kill(os.getpid(), signal.SIGHUP)

    def stalled(self) -> None:
        """Note that the process cannot end by itself: a thread hangs in the terminal."""
        self._has_stalled = True

    def input_failed(self, error: Exception) -> None:
        """End the application by a bug in reading keys; called in the input thread."""
        self._call_soon(self.app._handle_exception, error)

    def _call_soon(self, work: Callable[..., object], *arguments: object) -> None:
        loop: asyncio.AbstractEventLoop | None = self.app._loop
        if loop is not None:
            loop.call_soon_threadsafe(work, *arguments)


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
    """Textual's driver for Unix terminals, able to live through a bad line and a lost terminal, which it reports."""

    def __init__(self, host: PatchedTerminal, *arguments: Any, **options: Any) -> None:
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
