"""Work that could not be saved the last time: what the copy of it holds, and taking it up again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pmwizard.draft.draft import Draft
from pmwizard.draft.saving.autosave import Autosave
from pmwizard.draft.session import Session
from pmwizard.errors import PmwizardError
from pmwizard.layouts.layout import available
from pmwizard.model import Report
from pmwizard.model.parts.metadata import Metadata
from pmwizard.store import toml
from pmwizard.store.files.read import load
from pmwizard.store.files.rescue import find_rescue, never_saved, rescue_note, set_aside
from pmwizard.store.files.save import kept_beside
from pmwizard.store.folder.find import layout_folders
from pmwizard.store.merge.changes import differences


@dataclass(frozen=True)
class Rescued:
    """A copy of work that could not be saved.

    Attributes:
        copy: The file it is in.
        report: What it holds.
        at: When it was written, in UTC.
        host: On which machine, "" when it does not say.
        reason: Why the report could not be saved, "" when it does not say.
        seconds: How much newer than the report's file it is; negative where the file is newer, ``None`` without a file.
        changed: What it changes in the report, in short sentences.
    """

    copy: Path
    report: Report
    at: datetime
    host: str
    reason: str
    seconds: float | None
    changed: tuple[str, ...]


def rescued_for(session: Session) -> Rescued | None:
    """Return the work on a report that could not be saved the last time, if there is any that the report lacks."""
    copy = find_rescue(session.path)
    if copy is None:
        return None
    try:
        report = load(copy).report
        written = copy.stat().st_mtime
        saved = session.path.stat().st_mtime if session.path.exists() else None
    except (OSError, PmwizardError):
        return None
    changed = differences(session.report, Draft(report).report)
    if not changed:
        return None
    host, reason = rescue_note(copy)
    seconds = None if saved is None else written - saved
    return Rescued(copy, report, datetime.fromtimestamp(written, UTC), host, reason, seconds, changed)


def take_up(session: Session, rescued: Rescued) -> Path | None:
    """Put rescued work in place of the report, as one change; return where the file as it was is kept.

    Raises:
        PmwizardError: The file could not be kept, and nothing has changed.
    """
    kept = kept_beside(session.path)
    session.autosave.adopt_rescue(rescued.copy)
    session.draft.replace(rescued.report, "the rescued copy")
    return kept


def leave_aside(rescued: Rescued) -> Path:
    """Keep rescued work where it is asked about no more, and return where.

    Raises:
        OSError: The system refuses.
    """
    return set_aside(rescued.copy)


def as_texts(session: Session, rescued: Rescued) -> tuple[str, str]:
    """Return the report and the rescued work as they stand in files, to be compared."""
    return toml.dump(session.report), toml.dump(rescued.report)


def lost_report(folder: Path, name: str = "") -> Path | None:
    """Return the file of a report that was never written though work on it was rescued.

    Args:
        folder: The folder of reports.
        name: Its incident id or a part of it that fits no other; the newest where no name is given.
    """
    found = [path for path in never_saved(folder) if name.casefold().removesuffix(".toml") in path.stem.casefold()]
    return found[-1] if found and (len(found) == 1 or not name) else None


def lost_session(folder: Path, path: Path) -> Session:
    """Begin again with a report whose file was never written."""
    report = Report(metadata=Metadata(incident_id=path.stem, status="draft"))
    return Session(Draft(report), Autosave(path, None), folder, available(layout_folders(folder)))
