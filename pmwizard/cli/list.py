"""`pmwizard list` and `pmwizard layouts`: the reports of a folder, and the house layouts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pmwizard.cli.output import put, put_json, put_table, tell
from pmwizard.cli.reports import all_layouts, layout_named
from pmwizard.cli.words import choice_label, shown_path
from pmwizard.layouts.layout import Layout, built_in_folder
from pmwizard.questions import SECTIONS, Question
from pmwizard.store.files.rescue import never_saved
from pmwizard.store.folder.list import Listed, list_reports


def list_all(folder: Path, *, as_json: bool) -> int:
    """Put the reports of a folder on standard output; return the exit status."""
    reports = list_reports(folder, to_the_end=True)
    if as_json:
        put_json({"reports": [_as_json(report) for report in reports]})
    elif reports:
        put_table([_row(report) for report in reports])
    else:
        tell(f"no reports in {shown_path(folder)} yet", "Start one: pmwizard new")
    for lost in never_saved(folder):
        tell(f"{lost.stem} could never be saved; a copy of it was rescued", f"Take it up: pmwizard edit {lost.stem}")
    return 0


def _row(report: Listed) -> tuple[str, ...]:
    day = report.incident_date.isoformat() if report.incident_date else ""
    if report.problem:
        return report.incident_id, day, "", "not readable", report.problem
    status = choice_label("metadata.status", report.status or "draft")
    return report.incident_id, day, report.severity, status, report.title or "(no title yet)"


def _as_json(report: Listed) -> dict[str, Any]:
    return {
        "id": report.incident_id,
        "title": report.title or None,
        "date": report.incident_date.isoformat() if report.incident_date else None,
        "severity": report.severity or None,
        "status": report.status or None,
        "layout": report.layout or None,
        "problem": report.problem or None,
        "path": str(report.path),
    }


def put_layouts(folder: Path) -> int:
    """List the layouts: name, title and where each comes from; a broken one with its cause."""
    usable, broken = [], []
    for name, layout in all_layouts(folder).items():
        if isinstance(layout, Layout):
            usable.append((name, layout.title, _origin(layout.path)))
        else:
            place = f"{shown_path(layout.file)}:{layout.line}" if layout.line else shown_path(layout.file)
            broken.append((name, "broken", f"{place}: {layout.cause}"))
    put_table(usable)
    put_table(broken)
    return 0


def _origin(path: Path) -> str:
    return "built in" if path.parent.resolve() == built_in_folder().resolve() else shown_path(path)


def put_asked(folder: Path, name: str) -> int:
    """List what one layout asks, by section.

    Raises:
        PmwizardError: There is no such layout, or it is broken.
    """
    layout = layout_named(folder, name)
    put(f"{layout.name}  {layout.title}  ({_origin(layout.path)})")
    for section in SECTIONS:
        asked = [line for question in section.questions for line in _lines(question, layout)]
        if asked:
            put()
            put(f"{section.digit}  {section.title}")
            put_table(asked, indent="   ")
    return 0


def _lines(question: Question, layout: Layout) -> list[tuple[str, str]]:
    columns = [column for column in question.columns if column.path in layout.asked]
    if question.path not in layout.asked and not columns:
        return []
    needed = {path for path in layout.required if path == question.path or path.startswith(f"{question.path}.")}
    mark = "needed" if needed else ""
    names = f": {', '.join(column.label.lower() for column in columns)}" if columns else ""
    return [(mark, f"{question.label}{names}")]
