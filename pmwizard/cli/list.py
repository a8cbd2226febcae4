"""`pmwizard list`: the reports of a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pmwizard.cli.output import put_json, put_table, warn
from pmwizard.questions.review import STATUS
from pmwizard.store.files.rescue import never_saved
from pmwizard.store.folder.list import Listed, list_reports
from pmwizard.text import shown_path


def list_all(folder: Path, *, as_json: bool) -> int:
    """Put the reports of a folder on standard output; return the exit status."""
    reports = list_reports(folder, to_the_end=True)
    if as_json:
        put_json({"reports": [_as_json(report) for report in reports]})
    elif reports:
        put_table([_row(report) for report in reports])
    else:
        warn(f"no reports in {shown_path(folder)} yet", "Start one: pmwizard new")
    for lost in never_saved(folder):
        warn(f"{lost.stem} could never be saved; a copy of it was rescued", f"Open it: pmwizard edit {lost.stem}")
    return 0


def _row(report: Listed) -> tuple[str, ...]:
    day = report.incident_date.isoformat() if report.incident_date else ""
    if report.problem:
        return report.incident_id, day, "", "not readable", report.problem
    status = STATUS.label_of(report.status or "draft")
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
