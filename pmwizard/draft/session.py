"""One report open for editing, with its layouts, its folder and its saving: everything a front end needs."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from pmwizard.checks.finding import CheckResult, Finding
from pmwizard.draft.draft import Draft
from pmwizard.draft.progress import SectionState, states
from pmwizard.draft.saving.autosave import Autosave, SaveState
from pmwizard.draft.saving.merging import Incoming
from pmwizard.draft.summary.drafting import Drafting
from pmwizard.errors import LayoutError
from pmwizard.layouts.layout import Layout, available
from pmwizard.model import Report
from pmwizard.model.parts.metadata import Metadata
from pmwizard.options import FALLBACK_LAYOUT, NewReport
from pmwizard.questions.metadata import TIME_ZONE
from pmwizard.store.files.read import Stored, load
from pmwizard.store.folder.find import layout_folders, new_incident_id, new_path
from pmwizard.store.folder.list import list_reports, most_used_layout
from pmwizard.store.folder.settings import author_of, load_configuration


@dataclass
class Session:
    """A report being edited.

    Attributes:
        draft: The report and its changes.
        autosave: What keeps it on disk.
        folder: The folder of reports it belongs to.
        layouts: Every layout by name; a broken one is its error.
        asks_how: Whether a person is asked "How did this come about?" instead of why, until the report is closed.
        second_chain_asked: Whether a person was asked for a second chain of whys, which is done once.
        kept_date: The incident date that a person has kept although no event is on it.
    """

    draft: Draft
    autosave: Autosave
    folder: Path
    layouts: Mapping[str, Layout | LayoutError]
    asks_how: bool = False
    second_chain_asked: bool = False
    kept_date: date | None = None
    drafting: Drafting = field(init=False, repr=False)
    _checked: tuple[Report, Layout, CheckResult] | None = field(default=None, init=False, repr=False)

    def __post_init__(self) -> None:
        """Remember the report as it was opened."""
        self.drafting = Drafting(self.report)

    @property
    def report(self) -> Report:
        """The report as it is now."""
        return self.draft.report

    @property
    def path(self) -> Path:
        """The report file."""
        return self.autosave.path

    @property
    def layout(self) -> Layout:
        """The layout the report names, else the first usable one."""
        chosen = self.layouts.get(self.report.layout or FALLBACK_LAYOUT)
        return chosen if isinstance(chosen, Layout) else self.usable_layouts[0]

    @property
    def usable_layouts(self) -> tuple[Layout, ...]:
        """The layouts that can be rendered, in the order of their digits."""
        return tuple(layout for layout in self.layouts.values() if isinstance(layout, Layout))

    @property
    def is_checked(self) -> bool:
        """Whether the checks have run; the first screen is drawn before they do."""
        return self._checked is not None

    def checked(self) -> CheckResult:
        """Return what the checks find in the report as it is now; the same report is checked once."""
        report, layout = self.report, self.layout
        known = self._checked
        if known is None or known[0] is not report or known[1] is not layout:
            from pmwizard.checks.rules import check_report  # noqa: PLC0415 - a start goes without the rules

            known = self._checked = (report, layout, check_report(report, layout, self.draft.now()))
        return known[2]

    def findings(self) -> tuple[Finding, ...]:
        """Return what is to be fixed, entered and thought about, less the dismissed advice."""
        return self.checked().open

    def states(self) -> tuple[SectionState, ...]:
        """Return how far each section is."""
        return states(self.report, self.layout, self.findings())

    def take(self, incoming: Incoming) -> None:
        """Bring another program's changes into the report being edited; those of another report are left alone."""
        # A report that stays as it is is not given to be saved: two wizards would answer each other for ever.
        if self.autosave.accepted(incoming) and incoming.into(self.report) != self.report:
            self.draft.bring_in(incoming.into)

    def close(self) -> SaveState:
        """Save what is left and stop saving."""
        return self.autosave.close()


def begun(
    folder: Path, new: NewReport, now: datetime, environment: Mapping[str, str] = os.environ
) -> tuple[Path, Report]:
    """Return the file and the first state of a new report; nothing is written.

    Args:
        folder: The folder of reports.
        new: What is known already.
        now: Used for the incident id; aware.
        environment: Where the name of the user stands.
    """
    configuration = load_configuration(folder)
    incident_id = new_incident_id(folder, now.astimezone(UTC).date())
    layout = new.layout or configuration.layout or most_used_layout(list_reports(folder)) or FALLBACK_LAYOUT
    metadata = {
        "title": new.title,
        "incident_id": incident_id,
        "severity": new.severity,
        "status": "draft",
        "author": author_of(configuration, environment),
        "zone": new.zone or configuration.zone,
    }
    return new_path(folder, incident_id), Report(layout=layout, metadata=Metadata.model_validate(metadata))


def new_session(folder: Path, new: NewReport, now: datetime) -> Session:
    """Begin a new report. Its file is written with the first change, not before."""
    path, report = begun(folder, new, now)
    return _session(folder, path, report, None)


def stored_session(folder: Path, path: Path) -> Session:
    """Open the report in a file.

    Raises:
        PmwizardError: There is no such file, or it cannot be read.
    """
    stored = load(path)
    return _session(folder, path, stored.report, stored)


def newest_report(folder: Path) -> Path | None:
    """Return the report to go on with: the newest that can be read and is not closed, else the newest readable."""
    readable = [listed for listed in list_reports(folder) if not listed.problem]
    open_ones = [listed for listed in readable if listed.status != "closed"]
    return next((listed.path for listed in (*open_ones, *readable)), None)


def use_zone(session: Session, zone: str | None) -> str:
    """Show and read the times of a session in another zone; the instants stay as they are, and undo takes it back.

    Returns:
        What to say of it, "" for nothing.
    """
    before = session.report.metadata.zone or "UTC"
    if not zone or zone == before:
        return ""
    session.draft.put(TIME_ZONE.path, zone, f"chose the zone {zone}")
    return f"Times now in {zone}, the same instants. Ctrl+Z goes back to {before}"


def _session(folder: Path, path: Path, report: Report, stored: Stored | None) -> Session:
    layouts = available(layout_folders(folder))
    return Session(Draft(report), Autosave(path, stored), folder, layouts)
