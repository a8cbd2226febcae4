"""Who is at work in an application, read from Textual's private parts."""

from __future__ import annotations

from asyncio import Future, Task
from collections.abc import Iterator
from typing import Any

from textual._queue import Queue
from textual.app import App
from textual.message_pump import MessagePump
from textual.screen import Screen


def _is_runnable(task: Task[None] | None) -> bool:
    """Return whether the task of a worker goes on at once, rather than wait for an answer, a thread or the time."""
    if task is None or task.done():
        return False
    waiter: Future[object] | None = getattr(task, "_fut_waiter", None)
    return waiter is None or waiter.done()


class PrivateActivity:
    """Knows exactly who has a message to handle or is handling one."""

    quiet_rounds = 2  # a worker just started shows itself in the first
    quiet_seconds = 0.0

    def __init__(self, app: App[Any]) -> None:
        self._app = app

    def pumps(self) -> Iterator[MessagePump]:
        """Yield the application and all its widgets and screens, also those on their way in or out."""
        yield self._app
        yield from list(self._app._registry)

    def is_busy(self, pump: MessagePump) -> bool:
        """Return whether a widget, screen or application has a message to handle or is handling one."""
        queue: Queue[Any] = pump._message_queue
        waiters = queue.ready_event._waiters  # of asyncio: who waits for a message
        if not queue.values and waiters and not waiters[0].done():
            return pump is self._app and any(_is_runnable(worker._task) for worker in self._app.workers)
        if isinstance(pump, App):
            return pump.is_running
        return pump._task is not None and not pump._task.done()

    def refreshes(self, screen: Screen[Any], *, layout: bool) -> bool:
        """Have a screen do at once what keys may depend on and what happens only when it refreshes."""
        if not awaits_refresh(screen, layout=layout):
            return False
        screen.call_later(screen._on_timer_update)
        return True


def awaits_refresh(screen: Screen[Any], *, layout: bool) -> bool:
    """Return whether something that keys may depend on happens only when a screen refreshes."""
    if screen.app._batch_count or not screen.is_current:
        return False
    if screen._recompose_required or (layout and screen._layout_required):
        return True
    # What the footer shows is refreshed after every change of focus and concerns no key.
    return any(getattr(call, "func", call) != screen.refresh_bindings for call, _ in screen._callbacks)
