"""Saving without being asked: from a thread of its own, so that a stalled terminal never holds it up."""

from __future__ import annotations

import os
import secrets
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import Any

from pmwizard.draft.saving.merging import Incoming, joined
from pmwizard.draft.unfinished import entry_texts
from pmwizard.errors import PmwizardError, ReportUnreadableError
from pmwizard.model import Report
from pmwizard.store.files.read import Stored, load, signature
from pmwizard.store.files.rescue import remove_rescue, taken_over, write_rescue
from pmwizard.store.files.save import ChangedOnDiskError, save
from pmwizard.store.folder.find import make_reports_folder, new_path

DELAY_SECONDS = 0.6
"""From the first unsaved change to the save; a change is on disk no later than 0.7 s after it."""

LOOK_SECONDS = 1.0
"""Between looks at the file while there is nothing to save."""

RETRY_SECONDS = 5.0
"""Between tries while the file cannot be written and nothing new is typed."""

PATIENCE_SECONDS = 5.0
"""How long a save waits for one in another thread, whose disk may have stopped answering."""


class Saving(Enum):
    """Where the newest text is."""

    SAVED = "saved"
    WAITING = "waiting"
    FAILED = "failed"


@dataclass(frozen=True)
class SaveState:
    """What the state line shows.

    Attributes:
        saving: Where the newest text is.
        at: Since when; while it waits, when something was saved last.
        reason: Why it is not on disk, as a sentence.
        rescue: Where an emergency copy of it is meanwhile.
        backup: Where this save kept the file as it was, because it had comments.
        hint: What to do so that it can be saved.
    """

    saving: Saving
    at: datetime | None = None
    reason: str = ""
    rescue: Path | None = None
    backup: Path | None = None
    hint: str = ""


@dataclass(frozen=True, eq=False)
class _Given:
    """A report to save, its number among those that were given, and how many of the changes that came in it holds."""

    report: Report
    number: int
    holds: int


class Autosave:
    """Saves the newest report it was given.

    Reports are given, and changes that came in are accepted, by one thread. Saves can be asked for from
    any thread, and from a signal handler that interrupts one.

    Args:
        path: The report file.
        stored: What was read from it, or ``None`` for a file that is not there yet.
    """

    def __init__(self, path: Path, stored: Stored | None) -> None:
        self.path = path
        self.state = SaveState(Saving.SAVED)
        self._stored = stored
        self._newest: _Given | None = None
        self._saved: _Given | None = None
        self._failed: _Given | None = None
        self._came: list[Incoming] = []
        self._accepted = 0
        self._rescuer = f"{os.getpid()}-{secrets.token_hex(4)}"
        self._copies: dict[Path, int] = {}
        self._is_displaced = False
        self._state_changed: Callable[[SaveState], None] = lambda _: None
        self._came_in: Callable[[Incoming], None] = lambda _: None
        self._first_unsaved = 0.0
        self._wake = threading.Event()
        self._hurry = threading.Event()
        self._closing = False
        # Reentrant, so that a signal handler that interrupts a save can save too.
        self._turn = threading.RLock()
        self._thread = threading.Thread(target=self._run, name="autosave", daemon=True)

    def start(self, state_changed: Callable[[SaveState], None], came_in: Callable[[Incoming], None]) -> None:
        """Begin to save in the background.

        Args:
            state_changed: Called after each change of state, from any thread.
            came_in: Called when another program's changes were merged, from any thread.
        """
        self._state_changed, self._came_in = state_changed, came_in
        self._thread.start()

    def changed(self, report: Report) -> None:
        """Take a newer report; it is saved within the delay."""
        self._newest = _Given(report, self._next_number, self._accepted)
        if self.state.saving is Saving.SAVED:
            self._tell(SaveState(Saving.WAITING, self.state.at))
        if not self._wake.is_set():
            self._first_unsaved = time.monotonic()
        self._wake.set()

    def adopt_rescue(self, copy: Path) -> None:
        """Take over an emergency copy: a save of the next report that is given takes it away.

        One that cannot be taken over stays where it is, and is found again.
        """
        with suppress(OSError):
            self._copies[taken_over(copy, self._rescuer)] = self._next_number

    @property
    def _next_number(self) -> int:
        return self._newest.number + 1 if self._newest else 1

    def save_soon(self) -> None:
        """Save now what is unsaved, without waiting for it."""
        if self._newest is not self._saved:
            self._hurry.set()
            self._wake.set()

    def accepted(self, incoming: Incoming) -> bool:
        """Note that the reports given from now on hold these changes of another program, and all before them.

        Returns:
            Whether the changes came into this report at all.
        """
        if incoming not in self._came:
            return False
        self._accepted = max(self._accepted, 1 + self._came.index(incoming))
        return True

    def flush(self) -> SaveState:
        """Save the newest report now, in this thread, and return how that went. A signal handler may call it."""
        has_turn = self._turn.acquire(timeout=PATIENCE_SECONDS)
        try:
            # Read only now: while this thread waited, another may have saved a newer one.
            given = self._newest
            if given is None or (given is self._saved and not self._is_displaced):
                return self.state
            if has_turn:
                self._save(given)
            else:
                self._fail(given, "Not saved: the disk does not answer.")
            return self.state
        finally:
            if has_turn:
                self._turn.release()

    def close(self) -> SaveState:
        """Save what is left and end the thread."""
        state = self.flush()
        self._closing = True
        self._hurry.set()
        self._wake.set()
        return state

    def _run(self) -> None:
        pause: float | None = None
        while not self._closing:
            if not self._wake.wait(pause or LOOK_SECONDS) and pause is None:
                self._look()
                continue
            self._hurry.wait(max(0.0, self._first_unsaved + DELAY_SECONDS - time.monotonic()))
            self._hurry.clear()
            self._wake.clear()
            failed = not self._closing and self.flush().saving is Saving.FAILED
            pause = RETRY_SECONDS if failed else None

    def _look(self) -> None:
        """Bring in what another program wrote to the file while there was nothing to save."""
        with self._turn:
            before = self._stored
            if before is None or self._newest is not self._saved or signature(self.path) in {None, before.signature}:
                return
            try:
                stored = load(self.path)
                incoming = joined(before.report, before.report, stored.report)
            except Exception:  # noqa: BLE001 - half written, or broken by hand: the next save reports it, nothing is lost
                return
            self._stored = stored
            # Another wizard's entry line stands in the file in place of ours, which is written again at the end.
            ours = entry_texts(self._newest.report) if self._newest else {}
            self._is_displaced = not ours.items() <= entry_texts(stored.report).items()
            if stored.report != before.report:
                self._came.append(incoming)
                self._call(self._came_in, incoming)

    def _save(self, given: _Given) -> None:
        try:
            stored = self._written(given)
        except PmwizardError as error:
            self._fail(given, str(error), error.hint)
        except OSError as error:
            self._fail(given, error.strerror or str(error))
        except Exception as error:  # noqa: BLE001 - saving goes on whatever one report does to it
            self._fail(given, f"the program has a fault in it ({type(error).__name__})")
        else:
            self._stored, self._saved, self._is_displaced = stored, given, False
            for copy, number in tuple(self._copies.items()):
                if number <= given.number:
                    self._copies.pop(copy, None)
                    remove_rescue(copy)
            self._tell(SaveState(Saving.SAVED, datetime.now(UTC), backup=stored.backup))
            if self._newest is not given:
                self._tell(SaveState(Saving.WAITING, self.state.at))

    def _written(self, given: _Given) -> Stored:
        report = given.report
        for incoming in self._came[given.holds :]:
            report = incoming.into(report)
        before = self._stored
        if before is None:
            return self._first_written(given, report)
        try:
            return save(self.path, report, before)
        except ChangedOnDiskError as changed:
            if self._stored is not before:
                # A signal handler has saved in the midst of this save.
                return self._written(given)
            return self._merged_and_written(before.report, report, changed.found)

    def _merged_and_written(self, base: Report, report: Report, found: Stored) -> Stored:
        incoming = joined(base, report, found.report)
        try:
            saved = save(self.path, incoming.theirs, found)
        except ChangedOnDiskError as again:
            return self._merged_and_written(base, report, again.found)
        if found.report != base:
            self._came.append(incoming)
            self._call(self._came_in, incoming)
        return saved

    def _first_written(self, given: _Given, report: Report) -> Stored:
        """Write a new file, under another name where somebody has taken this one meanwhile."""
        make_reports_folder(self.path.parent)
        try:
            return save(self.path, report, None)
        except (ChangedOnDiskError, ReportUnreadableError):
            if self._stored is None:
                self.path = new_path(self.path.parent, self.path.stem)
            return self._written(given)

    def _fail(self, given: _Given, reason: str, hint: str = "") -> None:
        reason = f"Not saved: {reason.removeprefix('Not saved: ').rstrip('.')}."
        if self._failed and given.number < self._failed.number:
            # While this save hung, a newer report was rescued.
            return
        if given is self._failed and self.state.reason == reason and os.path.lexists(self.state.rescue or ""):
            return
        self._failed = given
        rescue = None
        with suppress(Exception):
            rescue = write_rescue(self.path, given.report, reason, self._rescuer)
            self._copies[rescue] = given.number
        self._tell(SaveState(Saving.FAILED, datetime.now(UTC), reason, rescue, hint=hint))

    def _tell(self, state: SaveState) -> None:
        if state != self.state:
            self.state = state
            self._call(self._state_changed, state)

    def _call(self, listener: Callable[[Any], None], news: object) -> None:
        # A screen that has closed its event loop cannot be called any more; saving goes on without it.
        with suppress(RuntimeError):
            listener(news)
