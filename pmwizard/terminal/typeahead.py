"""Hands out keys and pastes one at a time, each when the one before has taken its full effect.

Textual sends a key to the field that has the focus when the key is looked at; the Tab before it may still be on its
way, and what was typed ahead over a slow line goes into the wrong field. Here a key waits until every widget has
handled its messages, changes of focus and of screen among them, and until a new screen is mounted and laid out.
Work in threads and timers is not waited for.
"""

from __future__ import annotations

import asyncio
import contextvars
from collections import deque
from collections.abc import Callable
from time import monotonic
from typing import Any

from textual import events
from textual.app import ScreenStackError
from textual.message_pump import MessagePump

from pmwizard.terminal.driver import PatchedApp, awaits_refresh, is_busy, pumps, refresh_soon

PATIENCE = 3.0
"""Seconds that a key waits for a widget that does not finish what it does."""

_QUIET_ROUNDS = 2
"""Rounds of the event loop without work before all has settled: a worker just started shows itself in the first."""

_REFRESHES = 8
_SPINS = 200


class TypeAhead:
    """The queue between the keyboard and the application.

    Args:
        app: Where keys go.
    """

    def __init__(self, app: PatchedApp[Any]) -> None:
        self._app = app
        self._waiting: deque[events.Event] = deque()
        self._released: events.Event | None = None
        self._task: asyncio.Task[None] | None = None
        self._stuck: set[MessagePump] = set()
        self._last_busy: MessagePump | None = None

    @property
    def is_idle(self) -> bool:
        """Whether no key waits and the last one has settled."""
        return self._task is None or self._task.done()

    @property
    def has_waiting(self) -> bool:
        """Whether keys are typed ahead that nothing has looked at yet."""
        return bool(self._waiting)

    def text(self, *, take: bool = False) -> str:
        """Returns the letters and line ends that wait, up to the first other key; taken, they wait no more."""
        letters = []
        for event in self._waiting:
            letter = _letter(event)
            if not letter:
                break
            letters.append(letter)
        for _ in letters if take else ():
            self._waiting.popleft()
        return "".join(letters)

    def holds(self, event: events.Event) -> bool:
        """Takes a key or a paste into the queue; False for the one that is just being handed out."""
        if event is self._released:
            self._released = None
            return False
        self._waiting.append(event)
        self._begin()
        return True

    def _begin(self) -> None:
        if self.is_idle:
            # A context of its own: messages that the application holds back at this moment are none of the key's.
            self._task = asyncio.get_running_loop().create_task(self._hand_out(), context=contextvars.Context())
            self._task.add_done_callback(self._check)

    def press_again(self, key: str, character: str | None) -> None:
        """Hands a key out once more before all that wait, when the one being handled has settled."""
        self._waiting.appendleft(events.Key(key, character))
        self._begin()

    async def settled(self, timeout: float = PATIENCE) -> bool:
        """Waits until all keys so far have had their effect, also those the application has yet to look at."""
        deadline = monotonic() + timeout
        while self._app.is_running and (self._app.message_queue_size or not self.is_idle):
            left = deadline - monotonic()
            if left <= 0:
                return False
            if self._task is None or self._task.done():
                await asyncio.sleep(0.001)
            else:
                await asyncio.wait([self._task], timeout=left)
        return True

    def afterwards(self, work: Callable[[], object]) -> None:
        """Does something, soon, when the keys that wait have had their effect."""
        if self._task is not None:
            self._task.add_done_callback(lambda _: work())

    def _check(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and isinstance(error := task.exception(), Exception):
            self._app.close_by(error)

    async def _hand_out(self) -> None:
        while True:
            await self._settle()
            if not self._app.is_running:
                self._waiting.clear()
            if not self._waiting:
                return
            self._released = event = self._waiting.popleft()
            self._app.post_message(event)

    async def _settle(self) -> None:
        deadline = monotonic() + PATIENCE
        quiet = spins = refreshes = 0
        while quiet <= _QUIET_ROUNDS:
            busy = self._busy()
            if busy is not None:
                quiet = 0
                if monotonic() > deadline:
                    self._stuck.add(busy)
            elif refreshes < _REFRESHES and self._refresh():
                quiet, refreshes = 0, refreshes + 1
            else:
                quiet += 1
            spins += 1
            await asyncio.sleep(0 if spins < _SPINS else 0.001)

    def _busy(self) -> MessagePump | None:
        """Finds a widget that still works, looking first at the one found before."""
        if self._stuck:
            self._stuck = {pump for pump in self._stuck if is_busy(pump)}
        last = self._last_busy
        if last is not None and last not in self._stuck and is_busy(last):
            return last
        self._last_busy = next((pump for pump in pumps(self._app) if is_busy(pump) and pump not in self._stuck), None)
        return self._last_busy

    def _refresh(self) -> bool:
        """Has the screen do at once what the next key would find done a moment later; False when there is nothing."""
        if not self._waiting or not self._app.is_running:
            return False
        try:
            screen = self._app.screen
        except ScreenStackError:
            return False
        key = self._waiting[0]
        focused = screen.focused
        is_text = isinstance(key, events.Key) and key.is_printable and focused is not None and bool(focused.size)
        # Every letter changes the layout a little, and no letter depends on it. Arrows and the like do.
        if not awaits_refresh(screen, layout=not is_text):
            return False
        refresh_soon(screen)
        return True


def _letter(event: events.Event) -> str:
    """Returns what a key types, "" for one that types nothing."""
    if not isinstance(event, events.Key):
        return ""
    return {"enter": "\n", "tab": "\t"}.get(event.key) or (event.character or "" if event.is_printable else "")
