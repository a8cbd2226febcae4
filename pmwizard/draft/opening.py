"""Opening a report for editing: one that is there, or a new one."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from pmwizard.draft.autosave import Autosave
from pmwizard.draft.draft import Draft
from pmwizard.draft.session import FALLBACK_LAYOUT, Session
from pmwizard.layouts.library import available
from pmwizard.model import Report
from pmwizard.model.metadata import Metadata
from pmwizard.options import NewReport
from pmwizard.store.author import author_of
from pmwizard.store.configuration import load_configuration
from pmwizard.store.folder import layout_folders, new_incident_id, new_path
from pmwizard.store.listing import list_reports, most_used_layout
from pmwizard.store.reading import Stored, load


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


def with_zone(session: Session, zone: str | None) -> Session:
    """Show and read the times of a session in another zone; the instants stay as they are."""
    if zone and (session.report.metadata.zone or "UTC") != zone:
        session.draft.put("metadata.zone", zone, f"chose the zone {zone}")
    return session


def _session(folder: Path, path: Path, report: Report, stored: Stored | None) -> Session:
    layouts = available(layout_folders(folder))
    return Session(Draft(report), Autosave(path, stored), folder, layouts)
