"""Saving without being asked: from a thread of its own, so that a stalled terminal never holds it up."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path

from pmwizard.errors import PmwizardError
from pmwizard.model import Report
from pmwizard.store.folder import make_reports_folder, new_path
from pmwizard.store.merging import Conflict, merge
from pmwizard.store.reading import Stored
from pmwizard.store.rescue import remove_rescue, write_rescue
from pmwizard.store.saving import ChangedOnDiskError, save

DELAY_SECONDS = 0.6
"""From the first unsaved change to the save; a change is on disk no later than 0.7 s after it."""

RETRY_SECONDS = 5.0
"""Between tries while the file cannot be written."""


class Saving(Enum):
    """Where the newest text is."""

    SAVED = "saved"
    WAITING = "waiting"
    FAILED = "failed"


@dataclass(frozen=True)
class SaveState:
    """What the state line tells: where the newest text is, since when, and why not on disk."""

    saving: Saving
    at: datetime | None = None
    reason: str = ""
    rescue: Path | None = None
    backup: Path | None = None


@dataclass(frozen=True)
class Incoming:
    """Changes that another program made to the file, already merged into what was saved.

    Attributes:
        base: The report both sides began from.
        theirs: The report found on disk.
        told: What came in, in short sentences.
        conflicts: Answers that both sides changed.
    """

    base: Report
    theirs: Report
    told: tuple[str, ...]
    conflicts: tuple[Conflict, ...]


class Autosave:
    """Saves the newest report it was given.

    Args:
        path: The report file.
        stored: What was read from it, or ``None`` for a file that is not there yet.
    """

    def __init__(self, path: Path, stored: Stored | None) -> None:
        self.path = path
        self.state = SaveState(Saving.SAVED)
        self._stored = stored
        self._newest: Report | None = None
        self._unaccepted: tuple[Incoming, ...] = ()
        self._told: Callable[[SaveState], None] = lambda _: None
        self._came_in: Callable[[Incoming], None] = lambda _: None
        self._wake = threading.Event()
        self._hurry = threading.Event()
        self._closing = False
        self._turn = threading.RLock()
        self._thread = threading.Thread(target=self._run, name="autosave", daemon=True)

    def start(self, told: Callable[[SaveState], None], came_in: Callable[[Incoming], None]) -> None:
        """Begin to save in the background.

        Args:
            told: Called after each change of state, from any thread.
            came_in: Called when another program's changes were merged, from any thread.
        """
        self._told, self._came_in = told, came_in
        self._thread.start()

    def changed(self, report: Report) -> None:
        """Take a newer report; it is saved within the delay."""
        self._newest = report
        if self.state.saving is Saving.SAVED:
            self._tell(replace(self.state, saving=Saving.WAITING))
        self._wake.set()

    def save_soon(self) -> None:
        """Save now what is unsaved, without waiting for it."""
        if self._newest is not None:
            self._hurry.set()

    def accepted(self, incoming: Incoming) -> None:
        """Note that the reports given from now on hold these changes of another program."""
        self._unaccepted = tuple(one for one in self._unaccepted if one is not incoming)

    def flush(self) -> SaveState:
        """Save the newest report now, in this thread, and return how that went. A signal handler may call it."""
        while True:
            report = self._newest
            if report is None:
                return self.state
            with self._turn:
                self._save(report)
            if self._newest is report:
                if self.state.saving is Saving.SAVED:
                    self._newest = None
                return self.state

    def close(self) -> SaveState:
        """Save what is left and end the thread."""
        state = self.flush()
        self._closing = True
        self._hurry.set()
        self._wake.set()
        return state

    def _run(self) -> None:
        delay = DELAY_SECONDS
        while not self._closing:
            self._wake.wait()
            self._hurry.wait(delay)
            self._wake.clear()
            self._hurry.clear()
            failed = not self._closing and self.flush().saving is Saving.FAILED
            delay = RETRY_SECONDS if failed else DELAY_SECONDS
            if failed:
                self._wake.set()

    def _save(self, report: Report) -> None:
        try:
            self._stored = self._merged_and_saved(report)
        except PmwizardError as error:
            self._fail(report, str(error))
        except OSError as error:
            self._fail(report, f"Not saved: {error.strerror or error}.")
        else:
            if self.state.rescue:
                remove_rescue(self.path)
            self._tell(SaveState(Saving.SAVED, datetime.now(UTC), backup=self._stored.backup))

    def _merged_and_saved(self, report: Report) -> Stored:
        for incoming in self._unaccepted:
            report = merge(incoming.base, report, incoming.theirs).report
        if self._stored is None:
            return self._first_save(report)
        try:
            return save(self.path, report, self._stored)
        except ChangedOnDiskError as changed:
            base, found = self._stored.report, changed.found
            merged = merge(base, report, found.report)
            saved = save(self.path, merged.report, found)
            incoming = Incoming(base, found.report, merged.told, merged.conflicts)
            self._unaccepted += (incoming,)
            self._came_in(incoming)
            return saved

    def _first_save(self, report: Report) -> Stored:
        """Write a new file, under another name where somebody has taken this one meanwhile."""
        make_reports_folder(self.path.parent)
        try:
            return save(self.path, report, None)
        except ChangedOnDiskError:
            self.path = new_path(self.path.parent, self.path.stem)
            return save(self.path, report, None)

    def _fail(self, report: Report, reason: str) -> None:
        try:
            rescue = write_rescue(self.path, report)
        except OSError:
            rescue = None
        self._tell(SaveState(Saving.FAILED, datetime.now(UTC), reason, rescue))

    def _tell(self, state: SaveState) -> None:
        if state != self.state:
            self.state = state
            self._told(state)
