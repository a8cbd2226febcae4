"""Making a report file without a screen."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from pmwizard.cli.output import tell
from pmwizard.model import Report
from pmwizard.model.metadata import Metadata
from pmwizard.options import NewReport
from pmwizard.store.configuration import Configuration, load_configuration
from pmwizard.store.folder import make_reports_folder, new_incident_id, new_path
from pmwizard.store.listing import list_reports, most_used_layout
from pmwizard.store.saving import save


def create_report(folder: Path, new: NewReport, now: datetime) -> Path:
    """Write a new report with the next free incident id of the day; return its file.

    Raises:
        PmwizardError: The file could not be written.
    """
    configuration = load_configuration(folder)
    for mistake in configuration.mistakes:
        tell(mistake)
    layout = new.layout or configuration.layout or most_used_layout(list_reports(folder))
    make_reports_folder(folder)
    incident_id = new_incident_id(folder, now.astimezone(UTC).date())
    path = new_path(folder, incident_id)
    author = author_of(configuration, os.environ)
    save(path, begun(replace(new, layout=layout), incident_id, configuration, author), None)
    return path


def begun(new: NewReport, incident_id: str, configuration: Configuration, author: str | None) -> Report:
    """Return the report that a new one begins as."""
    metadata = {
        "title": new.title,
        "incident_id": incident_id,
        "severity": new.severity,
        "status": "draft",
        "author": author,
        "zone": new.zone or configuration.zone,
    }
    return Report(layout=new.layout, metadata=Metadata.model_validate(metadata))


def author_of(configuration: Configuration, environment: Mapping[str, str]) -> str | None:
    """Return the name of the person at the keyboard: as configured, else as git or the environment has it."""
    if configuration.author:
        return configuration.author
    try:
        asked = subprocess.run(
            ["git", "config", "user.name"],  # noqa: S607 - the git that the person uses
            capture_output=True,
            text=True,
            timeout=2,
            check=False,
        )
        name = asked.stdout.strip()
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        name = ""
    return name or environment.get("USER") or None
