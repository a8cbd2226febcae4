"""Reports that commands are about: finding and reading them, their layouts, and beginning new ones."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import click

from pmwizard.cli.options import found_report
from pmwizard.cli.output import warn
from pmwizard.errors import LayoutError, ReportNameError, UsageError
from pmwizard.layouts.layout import SUFFIX, Layout, available, built_in_folder, load_layout
from pmwizard.model import Report
from pmwizard.model.moments import incident_day
from pmwizard.options import FALLBACK_LAYOUT, NewReport
from pmwizard.questions import section_named
from pmwizard.store.files.read import decoded, load
from pmwizard.store.folder.find import layout_folders, make_reports_folder
from pmwizard.store.folder.list import list_reports, most_used_layout
from pmwizard.store.folder.places import HOUSE_FOLDER
from pmwizard.store.folder.settings import load_configuration
from pmwizard.store.toml import parse

STDIN = "-"
_STDIN_NAME = "standard input"
_DEMO = Path(__file__).parents[1] / "demo" / "INC-2019-07-02-001.toml"


def read_named(context: click.Context, name: str) -> tuple[Report, Path | None]:
    """Return the report of that name and its file; ``-`` reads one from standard input, which has no file.

    Raises:
        PmwizardError: There is no such report, or it cannot be read as one.
    """
    if name == STDIN:
        return parse(decoded(sys.stdin.buffer.read(), _STDIN_NAME), _STDIN_NAME), None
    path = found_report(context, name)
    return load(path).report, path


def section_title(name: str) -> str:
    """Return the short title of a section."""
    section = section_named(name)
    return section.brief if section else name


def all_layouts(folder: Path) -> Mapping[str, Layout | LayoutError]:
    """Return the layouts by name, the house's own among them; a broken one is its error."""
    return available(layout_folders(folder))


def layout_named(folder: Path, name: str) -> Layout:
    """Return the layout of that name, or of that number in the list of layouts.

    Raises:
        UsageError: There is none.
        LayoutError: Its file is broken.
    """
    for place in (*reversed(layout_folders(folder)), built_in_folder()):
        path = place / f"{name}{SUFFIX}"
        if path.name == f"{name}{SUFFIX}" and path.is_file():
            return load_layout(path)
    names = list(all_layouts(folder))
    if name.isdecimal() and 1 <= int(name) <= len(names):
        return layout_named(folder, names[int(name) - 1])
    hint = f"Choose one of: {', '.join(names)}        (pmwizard layouts lists them)"
    raise UsageError(f"there is no layout {name}", hint=hint)


def layout_for(report: Report, wanted: str | None, folder: Path) -> Layout:
    """Return the layout that was asked for, else the report's own, else the usual one here."""
    return layout_named(folder, wanted or report.layout or usual_layout(folder))


def usual_layout(folder: Path) -> str:
    """Return the name of the layout of reports that name none: the configured, the most used here, or ``sre``."""
    return load_configuration(folder).layout or most_used_layout(list_reports(folder)) or FALLBACK_LAYOUT


def name_of(report: Report, path: Path | None) -> str:
    """Return the name by which a report is called on the command line."""
    return report.metadata.incident_id or (path.stem if path else "standard input")


def date_of(report: Report) -> str:
    """Return the date of the incident, as entered, else of its start in UTC; empty when neither is known."""
    day = incident_day(report)
    return day.isoformat() if day else ""


def create_report(folder: Path, new: NewReport, now: datetime) -> Path:
    """Write a new report with the next free incident id of the day; return its file.

    Raises:
        PmwizardError: The file could not be written.
    """
    from pmwizard.draft.session import begun
    from pmwizard.store.files.save import save

    for mistake in load_configuration(folder).mistakes:
        warn(mistake)
    make_reports_folder(folder)
    path, report = begun(folder, new, now)
    save(path, report, None)
    return path


def found_or_rescued(context: click.Context, folder: Path, name: str) -> Path:
    """Return the file of a report, also of one that could never be written but was rescued.

    Raises:
        ReportNameError: There is neither.
    """
    try:
        return found_report(context, name)
    except ReportNameError:
        from pmwizard.draft.saving.rescued import lost_report

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
