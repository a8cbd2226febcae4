"""Making a report file without a screen."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from pmwizard.model import Report
from pmwizard.model.metadata import Metadata
from pmwizard.options import NewReport
from pmwizard.store.configuration import Configuration, load_configuration
from pmwizard.store.folder import file_name, new_incident_id
from pmwizard.store.saving import save


def create_report(folder: Path, new: NewReport, now: datetime) -> Path:
    """Write a new report with the next free incident id of the day; return its file.

    Raises:
        PmwizardError: The file could not be written.
    """
    configuration = load_configuration(folder)
    incident_id = new_incident_id(folder, now.astimezone(UTC).date())
    report = begun(new, incident_id, configuration, author_of(configuration, os.environ))
    path = folder / file_name(incident_id)
    save(path, report, None)
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
    return Report(layout=new.layout or configuration.layout, metadata=Metadata.model_validate(metadata))


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
