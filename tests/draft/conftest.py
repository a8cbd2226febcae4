"""Drafts and sessions on real files, for the tests of editing and saving."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pmwizard.draft.draft import Draft
from pmwizard.draft.saving.autosave import Autosave, SaveState
from pmwizard.draft.saving.merging import Incoming
from pmwizard.draft.session import Session
from pmwizard.layouts.layout import available
from pmwizard.model import Report
from pmwizard.store.files import rescue
from pmwizard.store.files.read import Stored, load
from pmwizard.store.files.save import save
from pmwizard.store.toml import dump

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)

SAVE = "pmwizard.draft.saving.autosave.save"


@pytest.fixture(autouse=True)
def rescue_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep emergency copies in a folder of the test."""
    folder = tmp_path_factory.mktemp("state") / "rescue"
    monkeypatch.setattr(rescue, "rescue_folder", lambda: folder)
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(folder.parent))
    return folder


@pytest.fixture
def draft() -> Callable[..., Draft]:
    """Begin to edit a report, given as the tables of its file."""

    def begun(**tables: Any) -> Draft:
        return Draft(Report.model_validate(tables), lambda: NOW)

    return begun


@pytest.fixture
def until() -> Callable[[Callable[[], object]], None]:
    """Wait until something holds; how long that takes is not the test's business, as long as it ends."""

    def wait(holds: Callable[[], object]) -> None:
        deadline = time.monotonic() + 20
        while not holds():
            assert time.monotonic() < deadline, "this never came to hold"
            time.sleep(0.01)

    return wait


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A report file that pmwizard wrote."""
    path = tmp_path / "INC-1.toml"
    path.write_text(dump(Report.model_validate({"metadata": {"title": "Down"}})), encoding="utf-8")
    return path


@pytest.fixture
def seldom_saved(monkeypatch: pytest.MonkeyPatch) -> None:
    """Save only when asked to."""
    monkeypatch.setattr("pmwizard.draft.saving.autosave.DELAY_SECONDS", 3600.0)


@pytest.fixture
def often_saved(monkeypatch: pytest.MonkeyPatch) -> None:
    """Save soon, and try again soon after a failure."""
    monkeypatch.setattr("pmwizard.draft.saving.autosave.DELAY_SECONDS", 0.01)
    monkeypatch.setattr("pmwizard.draft.saving.autosave.RETRY_SECONDS", 0.05)


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Have no room for reports until the returned function is called."""

    def refused(*_: object) -> Stored:
        raise OSError(28, "no space left on device")

    monkeypatch.setattr(SAVE, refused)
    return lambda: monkeypatch.setattr(SAVE, save)


class Wizard:
    """A session as a screen runs it: changes are given to the saver, and what comes in is taken when there is time."""

    def __init__(self, path: Path, *, background: bool = True) -> None:
        stored = load(path) if path.exists() else None
        self.states: list[SaveState] = []
        self.incoming: list[Incoming] = []
        report = stored.report if stored else Report()
        self.session = Session(Draft(report, lambda: NOW), Autosave(path, stored), path.parent, LAYOUTS)
        self.draft, self.autosave = self.session.draft, self.session.autosave
        self.draft.listen(lambda _, after: self.autosave.changed(after))
        if background:
            self.autosave.start(self.states.append, self.incoming.append)
        else:
            self.autosave._state_changed, self.autosave._came_in = self.states.append, self.incoming.append

    def take_all(self) -> None:
        """Take everything that came in."""
        while self.incoming:
            self.session.take(self.incoming.pop(0))

    @property
    def on_disk(self) -> Report:
        """The report in the file."""
        return load(self.session.path).report


LAYOUTS = available([])

OpenWizard = Callable[..., Wizard]


@pytest.fixture
def open_wizard() -> Iterator[OpenWizard]:
    """Open wizards on files, and close them when the test ends."""
    opened: list[Wizard] = []

    def opening(path: Path, **options: Any) -> Wizard:
        opened.append(Wizard(path, **options))
        return opened[-1]

    yield opening
    for wizard in opened:
        wizard.session.close()
