"""The queue of keys and pastes: each is handed out when the one before has taken its full effect.

Textual sends a key to the field that has the focus when the key is looked at; the Tab before it may still be on its
way, and what was typed ahead over a slow line goes into the wrong field. Here a key waits until every widget has
handled its messages, changes of focus and of screen among them, and until a new screen is mounted and laid out.
Work in threads and timers is not waited for.
"""

from __future__ import annotations

import asyncio
import contextvars
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain
from time import monotonic
from typing import Any, Protocol

from textual import events
from textual.app import App, ScreenStackError
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import Widget

PATIENCE = 3.0
"""Seconds that a key waits for a widget that does not finish what it does."""

_REFRESHES = 8
_SPINS = 200


class Activity(Protocol):
    """Knows who is at work in an application."""

    quiet_rounds: int
    """Rounds of the event loop without work, beside the first, after which all has settled."""

    quiet_seconds: float
    """Seconds that such a round takes at least."""

    def pumps(self) -> Iterator[MessagePump]:
        """Yield the application and its widgets and screens."""

    def is_busy(self, pump: MessagePump) -> bool:
        """Return whether a widget, screen or application has a message to handle or is handling one."""

    def refreshes(self, screen: Screen[Any], *, layout: bool) -> bool:
        """Have a screen do at once what keys may depend on and what happens only when it refreshes.

        Return whether there was anything; a change of the layout counts only with ``layout``.
        """


class PublicActivity:
    """What Textual's public parts show: who has a message waiting, and whether the application handles one."""

    quiet_rounds = 10
    quiet_seconds = 0.002  # a widget that waits for others, which are gone from the screen by now, is not seen

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._handled = 0

    @contextmanager
    def handling(self) -> Iterator[None]:
        """Count the application as busy within the context."""
        self._handled += 1
        try:
            yield
        finally:
            self._handled -= 1

    def pumps(self) -> Iterator[MessagePump]:
        """Yield the application and what is on its screen."""
        yield self._app
        if self._app.screen_stack:
            yield from self._app.screen.walk_children(with_self=True)

    def is_busy(self, pump: MessagePump) -> bool:
        """Return whether a message waits; for the application, whether it handles one."""
        if pump is self._app:
            return self._app.is_running and (self._handled > 0 or pump.message_queue_size > 0)
        return pump.message_queue_size > 0 or (isinstance(pump, Widget) and not pump.is_mounted)

    def refreshes(self, screen: Screen[Any], *, layout: bool) -> bool:  # noqa: ARG002 - the screen does so in its own time
        """Do nothing."""
        return False


class TypeAhead:
    """The queue between the keyboard and an application; a key waits while ``activity`` finds someone at work."""

    def __init__(self, app: App[Any], activity: Activity) -> None:
        self._app = app
        self._activity = activity
        self._waiting: deque[events.Event] = deque()
        self._released: deque[events.Event] = deque()
        self._task: asyncio.Task[None] | None = None
        self._stuck: set[MessagePump] = set()
        self._lately: dict[MessagePump, None] = {}

    @property
    def is_idle(self) -> bool:
        """Whether no key waits and the last one has settled."""
        return self._task is None or self._task.done()

    @property
    def has_waiting(self) -> bool:
        """Whether keys wait that nothing has looked at yet: who types ahead does not see what is asked now."""
        return bool(self._waiting)

    def text(self, *, take: bool = False) -> str:
        """Return the letters and line ends that wait, up to the first other key; taken, they wait no more."""
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
        """Take a key or a paste into the queue; False for one that is just being handed out.

        Where patience with the application itself ran out, several are on their way to it, in their order.
        """
        place = next((place for place, released in enumerate(self._released) if released is event), None)
        if place is not None:
            # What stands before it never arrived: it must not hold up the keys after it.
            for _ in range(place + 1):
                self._released.popleft()
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
        """Handle a key once more, where what it did first has led to; keys typed after it stay behind it."""
        self._waiting.appendleft(events.Key(key, character))
        self._begin()

    async def settled(self, timeout: float = PATIENCE) -> bool:
        """Wait until every key so far has had its full effect; False when time ran out. Not for message handlers."""
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
        """Do something, soon, when the keys that wait have had their effect."""
        if self._task is not None:
            self._task.add_done_callback(lambda _: work())

    def _check(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and isinstance(error := task.exception(), Exception):
            self._app.call_later(_raise, error)

    async def _hand_out(self) -> None:
        while True:
            await self._settle()
            if not self._app.is_running:
                self._waiting.clear()
            if not self._waiting:
                return
            self._lately.clear()
            event = self._waiting.popleft()
            self._released.append(event)
            self._app.post_message(event)

    async def _settle(self) -> None:
        deadline = monotonic() + PATIENCE
        quiet = spins = refreshes = 0
        while quiet <= self._activity.quiet_rounds:
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
            await asyncio.sleep((self._activity.quiet_seconds if quiet else 0) if spins < _SPINS else 0.001)

    def _busy(self) -> MessagePump | None:
        """Find a widget that still works.

        Those that worked for this key before are asked first: as a rule one of them is at it again, and there is no
        need to ask all the others.
        """
        is_busy = self._activity.is_busy
        stuck = self._stuck = {pump for pump in self._stuck if is_busy(pump)}
        pumps = chain(self._lately, self._activity.pumps())
        busy = next((pump for pump in pumps if is_busy(pump) and pump not in stuck), None)
        if busy is not None:
            self._lately[busy] = None
        return busy

    def _refresh(self) -> bool:
        """Have the screen do at once what the next key would find done a moment later; False when there is nothing."""
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
        return self._activity.refreshes(screen, layout=not is_text)


def _letter(event: events.Event) -> str:
    """Return what a key types, "" for one that types nothing."""
    if not isinstance(event, events.Key):
        return ""
    return {"enter": "\n", "tab": "\t"}.get(event.key) or (event.character or "" if event.is_printable else "")


def _raise(error: Exception) -> None:
    raise error
