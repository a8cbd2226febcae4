"""Driving the wizard by keys."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from pmwizard.draft.draft import Draft
from pmwizard.draft.saving.autosave import Autosave
from pmwizard.draft.session import Session
from pmwizard.layouts.layout import available
from pmwizard.model import Report
from pmwizard.store import toml
from pmwizard.store.files.read import load
from pmwizard.ui.app import WizardApp
from tests.clock import NOW, set_back

SAVED_SECONDS_AGO = 600
"""When the report of a test was saved before its wizard opened it."""

NAMES = {" ": "space", "_": "underscore", ".": "full_stop", "/": "slash", "-": "minus", "+": "plus", ",": "comma"}


@dataclass
class Wizard:
    """The wizard under test, its keys and its screen."""

    app: WizardApp
    pilot: Pilot[None]

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until all have had their effect."""
        await self.pilot.press(*keys)
        await self.app.terminal.settled()
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Type a text, all its letters at once as over a slow line."""
        await self.send(*text)

    async def send(self, *keys: str) -> None:
        """Press keys all at once, letters and others, as when they arrive in one packet."""
        for key in keys:
            letter = key if len(key) == 1 else None
            self.app.post_message(events.Key(NAMES.get(key, key), letter))
        await self.app.terminal.settled(30)
        await self.pilot.pause()

    async def paste(self, text: str) -> None:
        """Paste a text, as a terminal passes it on in one piece."""
        self.app.post_message(events.Paste(text))
        await self.app.terminal.settled(30)
        await self.pilot.pause()

    async def pause(self) -> None:
        """Wait until counts and panes are up to date."""
        await self.pilot.pause(0.55)
        await self.finish_work()

    async def finish_work(self) -> None:
        """Wait until the work in threads is done; what waits for an answer to a dialog goes on waiting."""
        work = [worker for worker in self.app.workers if worker.group != "default" or worker._thread_worker]
        if work:  # None given would mean all of them.
            await self.app.workers.wait_for_complete(work)
        await self.pilot.pause()

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

    @asynccontextmanager
    async def opened(
        report: Report | None = None, section: str = "", size: tuple[int, int] = (80, 24), **options: Any
    ) -> AsyncIterator[Wizard]:
        path = Path("INC-2026-11-20-001.toml")
        stored = None
        if report is not None:
            path.write_text(toml.dump(report), encoding="utf-8")
            set_back(path, SAVED_SECONDS_AGO)
            stored = load(path)
        draft = Draft(stored.report if stored else Report(), lambda: NOW)
        session = Session(draft, Autosave(path, stored), Path(), available([]))
        session.checked()  # the first step is drawn before the checks run; tests look at it after that
        app = WizardApp(session, section=section, **options)
        async with app.run_test(size=size, notifications=True) as pilot:
            await app.terminal.settled()
            await pilot.pause()
            try:
                yield Wizard(app, pilot)
            finally:
                session.close()

    return opened
