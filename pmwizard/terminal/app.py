"""What holds an application on its terminal: right keys, few bytes, an orderly end.

Much of that leans on private parts of Textual. They are used with the versions in `TESTED_TEXTUAL` alone; with any
other, the application runs on plain Textual: it sends more bytes, and who is at work is guessed.
"""

from __future__ import annotations

import asyncio
import sys
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from textual import events
from textual.app import App
from textual.worker import WorkerFailed

from pmwizard.terminal.ascii import AsciiFilter
from pmwizard.terminal.endings import Guard, forget_lost_terminal
from pmwizard.terminal.typeahead import PublicActivity, TypeAhead

_DRAIN = 0.5
"""Seconds that keys already typed have to take effect after a signal."""


class Terminal:
    """An application's hold on its terminal. Start the application with `run_to_end`, never with its own `run`.

    Args:
        app: The application; it keeps this object as its attribute `terminal`.
        type_ahead: The queue of its keys.
        save: Writes everything to disk by plain file operations. It is called when the program is about to end by a
            signal, by a lost terminal or by a bug: in any thread, inside a signal handler that interrupts any other
            code (a save as well), with the event loop blocked, and several times. It takes no lock that is not
            reentrant, reads no widget and may raise.
        words_after_crash: Returns what is printed after a bug ended the application, and writes what is worth keeping
            of it. Called once, when the terminal is the shell's again and `save` was called.
        ascii_only: Whether the screen is drawn with ASCII characters alone.
    """

    def __init__(
        self,
        app: App[Any],
        type_ahead: TypeAhead,
        save: Callable[[], object],
        words_after_crash: Callable[[BaseException], str],
        *,
        ascii_only: bool = False,
    ) -> None:
        self.app = app
        self.failure: BaseException | None = None
        """The bug that ended the application."""
        self.type_ahead = type_ahead
        self._to_do: deque[Callable[[], object]] = deque()
        self._handle_event = app.on_event
        vars(app)["on_event"] = self.on_event
        self._save_all = save
        self._words_after_crash = words_after_crash
        self._guard = Guard(self._save, self._leave_soon)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._has_stalled = False
        self._last_work: asyncio.Task[None] | None = None
        self._take_over_bugs()
        if ascii_only:
            vars(app)["get_line_filters"] = lambda textual=app.get_line_filters: [*textual(), AsciiFilter()]

    def run_to_end(self, *, mouse: bool = False) -> int:
        """Run the application until it ends and return the exit status of the process.

        Args:
            mouse: Whether the application hears of the mouse. The terminal cannot select text then.
        """
        with self._guard:
            try:
                with asyncio.Runner() as runner:
                    self._loop = runner.get_loop()
                    self.app.run(mouse=mouse, loop=self._loop)
            except Exception as error:  # noqa: BLE001 - reported below, in words
                self.failure = self.failure or error
            self._save()
            status = self._guard.status or self.app.return_code or 0
            forget_lost_terminal()
            if self.failure is not None:
                with suppress(OSError):
                    print(self._words_after_crash(self.failure), file=sys.stderr, flush=True)  # noqa: T201 - the screen is gone
                status = self._guard.status or 1
            if self._has_stalled:
                self._guard.end_process(status)
        return status

    def redraw(self) -> None:
        """Draw everything anew, whatever the terminal shows."""
        self.app.refresh(layout=True)

    # Keys

    def once_settled(self, work: Callable[[], object]) -> None:
        """Do something when every key so far has had its full effect, one thing after the other.

        For what comes from outside and changes fields: what was just typed is on its way from its field to the report,
        and would be overwritten. Any thread may call it.
        """
        self._to_do.append(work)
        self.app.call_later(self._do_settled)

    def _do_settled(self) -> None:
        if not self.type_ahead.is_idle:
            self.type_ahead.afterwards(lambda: self.app.call_later(self._do_settled))
            return
        while self._to_do:
            self._to_do.popleft()()

    async def on_event(self, event: events.Event) -> None:
        """Hold back keys and pastes until those before them have settled; stands in for the application's own."""
        is_typed = isinstance(event, events.Key | events.Paste) and not event.is_forwarded
        if not is_typed or not self.type_ahead.holds(event):
            await self._handle_event(event)

    # Ends

    def _take_over_bugs(self) -> None:
        """Have a bug saved before anything is closed, and printed in our words.

        Textual's traceback shows the values of variables, which are the text of the report. What prints it is known
        by name alone, so that a Textual without these names still runs.
        """
        app = self.app
        handle, close = getattr(app, "_handle_exception", None), getattr(app, "_close_messages_no_wait", None)
        print_errors = getattr(app, "_print_error_renderables", None)

        def handled(error: Exception) -> None:
            if isinstance(error, WorkerFailed) and isinstance(error.error, Exception):
                error = error.error  # where it happened is in the error itself
            if self.failure is None:
                self.failure = error
                self._save()
            if handle is not None:
                handle(error)

        def printed() -> None:
            if self.failure is None and print_errors is not None:
                print_errors()

        if handle is not None and close is not None:
            vars(app).update(_handle_exception=handled, _fatal_error=close, _print_error_renderables=printed)

    def _save(self) -> None:
        with suppress(Exception):
            self._save_all()

    def _leave_soon(self, status: int) -> None:
        if self._loop is None or not self._loop.is_running():
            raise SystemExit(status)
        self._loop.call_soon_threadsafe(self._start_leaving, status)

    def _start_leaving(self, status: int) -> None:
        self._last_work = asyncio.get_running_loop().create_task(self._leave(status))

    async def _leave(self, status: int) -> None:
        await self.type_ahead.settled(_DRAIN)
        self._save()
        self.app.exit(return_code=status)


class PlainTerminal(Terminal):
    """A hold by Textual's public parts alone."""

    def __init__(self, app: App[Any], *arguments: Any, **options: Any) -> None:
        self._activity = PublicActivity(app)
        super().__init__(app, TypeAhead(app, self._activity), *arguments, **options)
        app.call_later(self._listen)

    async def on_event(self, event: events.Event) -> None:
        """Hold back keys and pastes until those before them have settled.

        An Enter typed before the terminal was taken over arrives as a line feed.
        """
        if isinstance(event, events.Key) and event.key == "ctrl+j":
            event = events.Key("enter", "\r")
        with self._activity.handling():
            await super().on_event(event)

    def _listen(self) -> None:
        """Hear when another program has the terminal."""

        def is_away(value: bool) -> None:
            self._guard.is_away = value

        self.app.app_suspend_signal.subscribe(self.app, lambda _: is_away(True), immediate=True)
        self.app.app_resume_signal.subscribe(self.app, lambda _: is_away(False), immediate=True)


def terminal_of(app: App[Any]) -> Terminal | None:
    """Return an application's hold on its terminal, None for one that has none."""
    terminal = getattr(app, "terminal", None)
    return terminal if isinstance(terminal, Terminal) else None


def types_ahead(app: App[Any]) -> bool:
    """Return whether more keys have arrived at an application than were looked at."""
    terminal = terminal_of(app)
    return terminal is not None and terminal.type_ahead.has_waiting
