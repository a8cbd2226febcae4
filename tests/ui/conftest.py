"""Driving the wizard by keys."""

from __future__ import annotations

import asyncio
import time
import unicodedata
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot

from pmwizard.draft.draft import Draft
from pmwizard.draft.saving.autosave import Autosave
from pmwizard.draft.session import Session
from pmwizard.layouts.layout import available
from pmwizard.model import Report
from pmwizard.store import toml
from pmwizard.store.files.read import load
from pmwizard.terminal.activity import PrivateActivity
from pmwizard.ui.app import WizardApp
from tests.clock import NOW, set_back

SAVED_SECONDS_AGO = 600
"""When the report of a test was saved before its wizard opened it."""


QUIET_ROUNDS = 3
"""How often the screen is found at rest in a row before it counts as drawn: widgets ask each other to refresh."""

HELD_UP_SECONDS = 5.0
"""How long work in a thread is waited for."""

PAUSE_SECONDS = 0.55
"""How long nothing is typed in a pause: longer than what the screens wait for before they bring counts up to date."""

PAUSE_STEPS = 3

in_threads: list[object] = []
"""What the application awaits of `asyncio.to_thread` now."""


def key_event(key: str) -> events.Key:
    """Return the event of a key, given as a character or by the name of a key."""
    name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
    try:
        return events.Key(name, unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(name, name))))
    except KeyError:
        return events.Key(name, key if len(key) == 1 else None)


def is_at_work(app: WizardApp) -> bool:
    """Tell whether threads work for an application; a worker that only waits for an answer in a dialog is none."""
    return bool(in_threads) or any(one._thread_worker and not one.is_finished for one in app.workers)


@pytest.fixture(autouse=True, scope="session")
def _styles_read_once() -> Iterator[None]:
    """Reads each style sheet once for all applications, which have the same ones; nobody changes what was read."""
    read: dict[tuple[object, ...], list[RuleSet]] = {}
    parse_rules = Stylesheet._parse_rules

    def read_once(sheet: Stylesheet, *source: Any, **more: Any) -> list[RuleSet]:
        key = (source, frozenset(more.items()), frozenset(sheet._variables.items()))
        if key not in read:
            read[key] = parse_rules(sheet, *source, **more)
        return read[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", read_once)
        yield


@pytest.fixture(autouse=True)
def _drawn_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draws screens when a test asks for them, and else seldom: how often is a question of how busy the machine is."""
    monkeypatch.setattr("textual.screen.UPDATE_PERIOD", 0.25)


@pytest.fixture(autouse=True)
def _count_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    to_thread = asyncio.to_thread
    in_threads.clear()

    async def counted(work: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        in_threads.append(work)
        try:
            return await to_thread(work, *arguments, **named)
        finally:
            in_threads.remove(work)

    monkeypatch.setattr(asyncio, "to_thread", counted)


@dataclass
class Wizard:
    """The wizard under test, its keys and its screen."""

    app: WizardApp
    pilot: Pilot[None]
    ahead: float = 0
    """Seconds that the clock of the event loop is ahead."""

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, and wait until all have had their effect."""
        for key in keys:
            self.app.post_message(key_event(key))
            await self.drawn()

    async def type(self, text: str) -> None:
        """Type a text, all its letters at once as over a slow line."""
        await self.send(*text)

    async def send(self, *keys: str) -> None:
        """Press keys all at once, letters and others, as when they arrive in one packet."""
        for key in keys:
            self.app.post_message(key_event(key))
        await self.drawn()

    async def paste(self, text: str) -> None:
        """Paste a text, as a terminal passes it on in one piece."""
        self.app.post_message(events.Paste(text))
        await self.drawn()

    async def drawn(self) -> None:
        """Wait until keys have had their effect, threads have ended their work, and the screen shows both.

        Nothing is waited for that a test itself holds up.
        """
        await self.app.terminal.type_ahead.settled(30)
        activity = PrivateActivity(self.app)
        held_up = time.monotonic() + HELD_UP_SECONDS
        quiet = 0
        while self.app.is_running and quiet < QUIET_ROUNDS:
            await self.app.animator.wait_until_complete()
            await asyncio.sleep(0)
            if any(map(activity.is_busy, activity.pumps())):
                quiet = 0
            elif is_at_work(self.app) and time.monotonic() < held_up:
                quiet = 0
                await asyncio.sleep(0.001)
            else:
                self.app.screen._on_timer_update()
                quiet = 0 if self.app.screen._callbacks else quiet + 1

    async def pause(self) -> None:
        """Let a pause in typing pass, until counts and panes are up to date.

        Nobody waits for it: the clock of the event loop is put ahead, in steps, since what one timer does may
        start another.
        """
        for _ in range(PAUSE_STEPS):
            self.ahead += PAUSE_SECONDS / PAUSE_STEPS
            await self.drawn()
        await self.finish_work()

    async def finish_work(self) -> None:
        """Wait until the work in threads is done; what waits for an answer to a dialog goes on waiting."""
        work = [worker for worker in self.app.workers if worker.group != "default" or worker._thread_worker]
        if work:  # None given would mean all of them.
            await self.app.workers.wait_for_complete(work)
        await self.drawn()

    @property
    def report(self) -> Report:
        """The report as it is now."""
        return self.app.session.report

    @property
    def lines(self) -> list[str]:
        """What stands on the screen."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    @property
    def text(self) -> str:
        """What stands on the screen, as one text."""
        return "\n".join(self.lines)


OpenWizard = Callable[..., AbstractAsyncContextManager[Wizard]]


@pytest.fixture
def open_wizard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OpenWizard:
    """Opens the wizard on a report in an empty folder, at a section and a size."""
    monkeypatch.chdir(tmp_path)
    # However slow the machine is, no key overtakes the one before.
    monkeypatch.setattr("pmwizard.terminal.typeahead.PATIENCE", 30.0)

    @asynccontextmanager
    async def opened(
        report: Report | None = None,
        section: str = "",
        size: tuple[int, int] = (80, 24),
        *,
        has_started: bool = True,
        **options: Any,
    ) -> AsyncIterator[Wizard]:
        path = Path("INC-2026-11-20-001.toml")
        stored = None
        if report is not None:
            path.write_text(toml.dump(report), encoding="utf-8")
            set_back(path, SAVED_SECONDS_AGO)
            stored = load(path)
        draft = Draft(stored.report if stored else Report(), lambda: NOW)
        session = Session(draft, Autosave(path, stored), Path(), available([]))
        if has_started:  # the first step of a program is drawn in parts, before the checks run
            session.checked()
        app = WizardApp(session, section=section, **options)
        app.animation_level = "none"  # as the program itself has it
        async with app.run_test(size=size, notifications=True) as pilot:
            wizard = Wizard(app, pilot)
            loop = asyncio.get_running_loop()
            loop_time = loop.time
            vars(loop)["time"] = lambda: loop_time() + wizard.ahead
            await wizard.drawn()
            try:
                yield wizard
            finally:
                session.close()

    return opened
