"""Making a report file without a screen."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from pmwizard.cli.output import tell
from pmwizard.draft.opening import begun
from pmwizard.options import NewReport
from pmwizard.store.configuration import load_configuration
from pmwizard.store.folder import make_reports_folder
from pmwizard.store.saving import save


def create_report(folder: Path, new: NewReport, now: datetime) -> Path:
    """Write a new report with the next free incident id of the day; return its file.

    Raises:
        PmwizardError: The file could not be written.
    """
    for mistake in load_configuration(folder).mistakes:
        tell(mistake)
    make_reports_folder(folder)
    path, report = begun(folder, new, now)
    save(path, report, None)
    return path
