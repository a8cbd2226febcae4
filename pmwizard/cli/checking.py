"""Checking reports and telling what was found, to people and to scripts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import click

from pmwizard.checks import Finding, findings
from pmwizard.checks.finding import SEVERITIES, Severity
from pmwizard.cli.annotations import annotated, unreadable
from pmwizard.cli.common import found_report
from pmwizard.cli.output import counted, put, put_json, put_table, tell_error
from pmwizard.cli.reports import STDIN, layout_for, name_of, read_named
from pmwizard.cli.words import section_title
from pmwizard.errors import PmwizardError
from pmwizard.model import Report
from pmwizard.store.listing import list_reports

FOUND, UNREADABLE = 3, 5

Form = Literal["human", "json", "github"]
"""For people, for scripts, and as annotations of a pull request on GitHub."""


@dataclass(frozen=True)
class Checked:
    """A report and what the checks say of it."""

    report: Report
    path: Path | None
    layout: str
    findings: tuple[Finding, ...]

    def count(self, severity: Severity) -> int:
        """Return the number of findings of a severity."""
        return sum(finding.severity == severity for finding in self.findings)


def check(
    context: click.Context, folder: Path, names: tuple[str, ...], layout: str | None, *, strict: bool, form: Form
) -> int:
    """Check reports, tell what was found, and return the exit status.

    Raises:
        PmwizardError: The only report, or its layout, could not be read. Of several reports, those that cannot be
            read are told and the others checked.
    """
    targets = list(_targets(names, folder))
    checked: list[Checked] = []
    is_unreadable = False
    for name in targets:
        try:
            checked.append(_checked(context, folder, name, layout))
        except PmwizardError as error:
            if form == "github" and error.exit_status == UNREADABLE:
                put(unreadable(error, _path_of(context, name)))
            if len(targets) == 1 or error.exit_status != UNREADABLE:
                raise
            tell_error(error)
            is_unreadable = True
    match form:
        case "json":
            put_json({"reports": [_as_json(one) for one in checked]})
        case "github":
            for one in checked:
                for line in annotated(one.report, one.path, one.findings, strict=strict):
                    put(line)
        case _:
            _put_all(checked)
    if is_unreadable:
        return UNREADABLE
    return FOUND if any(one.count("error") or (strict and one.count("missing")) for one in checked) else 0


def _checked(context: click.Context, folder: Path, name: str, layout: str | None) -> Checked:
    report, path = read_named(context, name)
    chosen = layout_for(report, layout, folder)
    return Checked(report, path, chosen.name, findings(report, chosen, datetime.now(UTC)))


def _path_of(context: click.Context, name: str) -> Path | None:
    return None if name == STDIN else found_report(context, name)


def _targets(names: tuple[str, ...], folder: Path) -> Iterable[str]:
    """Name the reports that are meant, those of a folder one by one."""
    for name in names or (str(folder),):
        if name != STDIN and Path(name).is_dir():
            yield from (str(listed.path) for listed in list_reports(Path(name)))
        elif names:
            yield name


def _as_json(checked: Checked) -> dict[str, Any]:
    return {
        "report": name_of(checked.report, checked.path),
        "path": str(checked.path) if checked.path else None,
        "layout": checked.layout,
        "findings": [asdict(finding) for finding in checked.findings],
    }


def _put_all(checked: list[Checked]) -> None:
    if not checked:
        put("No reports to check")
    for number, one in enumerate(checked):
        if number:
            put()
        name = name_of(one.report, one.path)
        counts = ", ".join(_counted(one, severity) for severity in SEVERITIES if one.count(severity))
        put(f"{counts or 'Nothing left'} in {name} for the layout {one.layout}")
        rows = [(finding.severity, section_title(finding.section), finding.message) for finding in one.findings]
        put_table(rows, indent="  ")
        if one.findings and one.path:
            put(f"  Mend them: pmwizard edit {name} --section {one.findings[0].section}")


def _counted(checked: Checked, severity: Severity) -> str:
    number = checked.count(severity)
    return counted(number, "error") if severity == "error" else f"{number} {severity}"
