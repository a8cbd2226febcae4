"""The application that every screen of pmwizard runs in: right keys, few bytes, an orderly end."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from rich.color import ColorSystem
from rich.console import COLOR_SYSTEMS
from textual import events
from textual.app import ReturnType
from textual.screen import Screen
from textual.widgets import Input

from pmwizard.terminal.driver import PatchedApp, SafeDriver
from pmwizard.terminal.endings import Guard, forget_lost_terminal
from pmwizard.terminal.keyboard import MOST_PASTED, PasteRefused
from pmwizard.terminal.painter import Painter
from pmwizard.terminal.typeahead import TypeAhead

FULL_REPAINT = "PMWIZARD_FULL_REPAINT"
"""Set to 1, everything is drawn as Textual does it: for comparing, and for a terminal that gets out of step."""

_DRAIN = 0.5
"""Seconds that keys already typed have to take effect after a signal."""


class TerminalApp(PatchedApp[ReturnType]):
    """Base of pmwizard's application. Start it with `run_to_end`, never with `run`.

    A subclass overrides `save_at_once` and `words_after_crash`; everything else works by itself.

    Args:
        ascii_only: Whether the screen is drawn with ASCII characters alone.
        options: The options of `textual.app.App`.
    """

    def __init__(self, *, ascii_only: bool = False, **options: Any) -> None:
        options.setdefault("driver_class", SafeDriver)
        super().__init__(**options)
        self._type_ahead = TypeAhead(self)
        self._painter: Painter | None = None
        self._repaints = os.environ.get(FULL_REPAINT, "") not in {"", "0"}
        if ascii_only or not self._repaints:
            colours = COLOR_SYSTEMS.get(self.console.color_system or "", ColorSystem.TRUECOLOR)
            self._painter = Painter(colours, ascii_only=ascii_only)
        self._guard = Guard(self._save, self._leave_soon)
        self._terminal_loop: asyncio.AbstractEventLoop | None = None
        self._is_resized = False
        self._has_stalled = False
        self._last_work: asyncio.Task[None] | None = None
        self._to_do: deque[Callable[[], object]] = deque()

    # What a subclass gives

    def save_at_once(self) -> None:
        """Writes everything to disk by plain file operations.

        Called when the program is about to end by a signal, by a lost terminal or by a bug: in any thread, inside a
        signal handler that interrupts any other code (a save as well), with the event loop blocked, and several
        times. It takes no lock that is not reentrant, reads no widget and may raise.
        """

    def words_after_crash(self, error: BaseException) -> str:
        """Returns what is printed after a bug ended the application, and writes what is worth keeping of it.

        Called once, when the terminal is the shell's again and `save_at_once` was called.
        """
        return f"The program hit a bug and closed ({type(error).__name__})."

    # What a subclass and its caller use

    def run_to_end(self, *, mouse: bool = False) -> int:
        """Runs the application until it ends and returns the exit status of the process.

        Args:
            mouse: Whether the application hears of the mouse. The terminal cannot select text then.
        """
        with self._guard:
            try:
                self.run(mouse=mouse)
            except Exception as error:  # noqa: BLE001 - told below, in words
                self.failure = self.failure or error
                self._save()
            status = self._guard.status or self.return_code or 0
            forget_lost_terminal()
            if self.failure is not None:
                with suppress(OSError):
                    print(self.words_after_crash(self.failure), file=sys.stderr, flush=True)  # noqa: T201 - the screen is gone
                status = self._guard.status or 1
            if self._has_stalled:
                self._guard.end_process(status)
        return status

    def redraw(self) -> None:
        """Draws everything anew, whatever the terminal shows."""
        if self._painter is not None:
            self._painter.forget()
        self.refresh(layout=True)

    async def settled(self, timeout: float = 3.0) -> bool:
        """Waits until every key so far has had its full effect; False when time ran out. Not for message handlers."""
        return await self._type_ahead.settled(timeout)

    def press_again(self, key: str, character: str | None) -> None:
        """Handles a key once more, where what it did first has led to; keys typed after it stay behind it."""
        self._type_ahead.press_again(key, character)

    @property
    def types_ahead(self) -> bool:
        """Whether more keys have arrived than were looked at: who types ahead does not see what is asked now."""
        return self._type_ahead.has_waiting

    def typed_ahead(self, *, take: bool = False) -> str:
        """Returns the letters and line ends that have arrived and wait; taken, they are not handed out any more."""
        return self._type_ahead.text(take=take)

    def once_settled(self, work: Callable[[], object]) -> None:
        """Does something when every key so far has had its full effect, one thing after the other.

        For what comes from outside and changes fields: what was just typed is on its way from its field to the report,
        and would be overwritten. Any thread may call it.
        """
        self._to_do.append(work)
        self.call_later(self._do_settled)

    def _do_settled(self) -> None:
        if not self._type_ahead.is_idle:
            self._type_ahead.afterwards(lambda: self.call_later(self._do_settled))
            return
        while self._to_do:
            self._to_do.popleft()()

    # Keys

    async def on_event(self, event: events.Event) -> None:
        """Holds back keys and pastes until those before them have settled."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded and self._type_ahead.holds(event):
            return
        if isinstance(event, PasteRefused):
            self.notify(f"More than {MOST_PASTED // 1_000_000} MB was pasted. Nothing of it was taken", markup=False)
            return
        await super().on_event(event)
        if isinstance(event, events.Resize) and self._is_resized:
            self._is_resized = False
            # Back at the old size before anyone looked: Textual sees nothing to do, yet the terminal lost cells.
            self.redraw()

    # Drawing

    def draw(self, update: object, screen: Screen[Any]) -> str | None:
        """Returns the cells that changed."""
        painter = self._painter
        if painter is None or not Painter.understands(update):
            if painter is not None:
                painter.forget()
            return None
        if self._repaints:
            painter.forget()
        return painter.paint(update, (self.size.width, self.size.height), self._caret(screen))

    def _caret(self, screen: Screen[Any]) -> tuple[int, int]:
        """Returns where the next character typed goes, for people and programs that follow the terminal's cursor."""
        focused = screen.focused
        x, y = getattr(focused, "cursor_screen_offset", self.cursor_position)
        if isinstance(focused, Input) and focused.cursor_position == len(focused.value):
            x -= 1  # Textual counts the blank that it draws as cursor behind the text.
        return min(max(x, 0), self.size.width - 1), min(max(y, 0), self.size.height - 1)

    # What the driver tells

    def terminal_started(self, loop: asyncio.AbstractEventLoop) -> None:
        """Notes the event loop, and draws everything anew on return from a program or the shell."""
        self._guard.is_away = False
        is_back = self._terminal_loop is loop
        self._terminal_loop = loop
        if self._painter is not None:
            self._painter.forget()
        if is_back:
            loop.call_soon_threadsafe(self.redraw)

    def terminal_left(self) -> None:
        """Notes that keys are no longer for the application."""
        self._guard.is_away = True

    def terminal_resized(self) -> None:
        """Notes that the terminal may have lost cells."""
        self._is_resized = True
        if self._painter is not None:
            self._painter.forget()

    def terminal_disturbed(self) -> None:
        """Draws everything anew."""
        if self._terminal_loop is not None:
            self._terminal_loop.call_soon_threadsafe(self.redraw)

    def terminal_lost(self) -> None:
        """Ends as if the terminal had hung up."""
        os.kill(os.getpid(), signal.SIGHUP)

    def terminal_stalled(self) -> None:
        """Notes that the process cannot end by itself: a thread hangs in the terminal."""
        self._has_stalled = True

    def input_failed(self, error: BaseException) -> None:
        """Ends the application by a bug in reading keys."""
        if self._terminal_loop is not None and isinstance(error, Exception):
            self._terminal_loop.call_soon_threadsafe(self.close_by, error)

    # Ends

    def fail(self, error: BaseException) -> None:  # noqa: ARG002 - any bug is treated alike
        """Saves before anything else is closed."""
        self._save()

    def _save(self) -> None:
        with suppress(Exception):
            self.save_at_once()

    def _leave_soon(self, status: int) -> None:
        loop = self._terminal_loop
        if loop is None or loop.is_closed():
            raise SystemExit(status)
        loop.call_soon_threadsafe(self._start_leaving, status)

    def _start_leaving(self, status: int) -> None:
        self._last_work = asyncio.get_running_loop().create_task(self._leave(status))

    async def _leave(self, status: int) -> None:
        await self._type_ahead.settled(_DRAIN)
        self._save()
        self.exit(return_code=status)
