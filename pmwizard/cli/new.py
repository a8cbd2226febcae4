"""`pmwizard new`, `edit` and `demo`: the report that a command begins or goes on with."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path

import click

from pmwizard.cli.options import found_report
from pmwizard.cli.output import warn
from pmwizard.draft.saving.rescued import lost_report
from pmwizard.draft.session import begun
from pmwizard.errors import NoSuchReportError
from pmwizard.options import NewReport
from pmwizard.store.files.save import save
from pmwizard.store.folder.find import make_reports_folder
from pmwizard.store.folder.places import HOUSE_FOLDER
from pmwizard.store.folder.settings import load_configuration

_DEMO = Path(__file__).parents[1] / "demo" / "INC-2019-07-02-001.toml"


def create_report(folder: Path, new: NewReport, now: datetime) -> Path:
    """Write a new report with the next free incident id of the day; return its file.

    Raises:
        PmwizardError: The file could not be written.
    """
    for mistake in load_configuration(folder).mistakes:
        warn(mistake)
    make_reports_folder(folder)
    path, report = begun(folder, new, now)
    save(path, report, None)
    return path


def found_or_rescued(context: click.Context, folder: Path, name: str) -> Path:
    """Return the file of a report, also of one that could never be written but was rescued.

    Raises:
        NoSuchReportError: There is neither.
    """
    try:
        return found_report(context, name)
    except NoSuchReportError:
        lost = lost_report(folder, name)
        if lost is None:
            raise
        return lost


def copied_demo() -> Path:
    """Return a copy of the report of a real incident, in a new folder of its own."""
    folder = Path(tempfile.mkdtemp(prefix="pmwizard-demo-"))
    (folder / HOUSE_FOLDER).mkdir()
    copy = folder / _DEMO.name
    copy.write_bytes(_DEMO.read_bytes())
    return copy
