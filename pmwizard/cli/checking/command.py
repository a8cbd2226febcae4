"""What `pmwizard check` prints of the reports, each as soon as it is checked, and how it leaves."""

from __future__ import annotations

import gc
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

import click

from pmwizard.checks.finding import FOREMOST, SEVERITIES, Finding, FindingSeverity
from pmwizard.checks.rules import by_weight
from pmwizard.cli.checking.comment import comment_on
from pmwizard.cli.checking.many import cores_for, outcomes
from pmwizard.cli.checking.report import Checked, Checker, Failed, Outcome
from pmwizard.cli.options import Format, found_report
from pmwizard.cli.output import Count, print_told, put, put_json_of_many, put_whole_table
from pmwizard.cli.reports import STDIN, layout_named, read_named, section_title
from pmwizard.errors import PmwizardError
from pmwizard.model import Report
from pmwizard.store.files.read import load
from pmwizard.store.folder.list import list_reports
from pmwizard.text import counted

FOUND, UNREADABLE = 3, 5


def check_reports(
    context: click.Context, folder: Path, names: tuple[str, ...], layout: str | None, *, strict: bool, form: Format
) -> int:
    """Check reports, print the findings, and return the exit status.

    Raises:
        PmwizardError: A report was not found, the layout that was asked for could not be read, or the only report
            could not. Of several reports, those that cannot be read are told and the others checked.
    """
    targets = _targets(context, names, folder)
    checker = Checker(folder, layout, datetime.now(UTC), form=form, strict=strict)
    if len(targets) == 1:
        known: Iterable[Outcome] = (_only(context, targets[0], checker, form),)
    else:
        gc.freeze()
        gc.enable()  # of thousands of reports something would be left
        if layout:
            layout_named(folder, layout)
        known = _all(context, targets, checker)
    seen = _Seen(len(targets))
    with closing(seen.checked(known)) as reports:
        match form:
            case "json":
                put_json_of_many("reports", map(_as_json, reports))
            case "github":
                for report in reports:
                    _put_lines(report.annotations)
            case "markdown":
                checked = list(reports)
                _put_lines(comment_on(checked, seen.failed))
            case _:
                _put_all(reports)
    return seen.status(strict=strict)


def _put_lines(lines: Iterable[str]) -> None:
    for line in lines:
        put(line)


def _targets(context: click.Context, names: tuple[str, ...], folder: Path) -> list[Path | None]:
    """Return the files that are meant, those of a folder by name; ``None`` stands for standard input."""
    targets: list[Path | None] = []
    for name in names or (str(folder),):
        if name == STDIN:
            targets.append(None)
        elif Path(name).is_dir():
            found = (listed.path for listed in list_reports(Path(name)))
            targets.extend(sorted(found, key=attrgetter("name")))
        elif names:
            targets.append(found_report(context, name))
    return targets


def _only(context: click.Context, path: Path | None, checker: Checker, form: Format) -> Checked:
    try:
        return checker.checked(*_read(context, path))
    except PmwizardError as error:
        if error.exit_status == UNREADABLE:
            failed = checker.failed(error, path)
            _put_lines(comment_on((), (failed,)) if form == "markdown" else failed.annotations)
        raise


def _read(context: click.Context, path: Path | None) -> tuple[Report, Path | None]:
    return (load(path).report, path) if path else read_named(context, STDIN)


def _all(context: click.Context, targets: list[Path | None], checker: Checker) -> Iterator[Outcome]:
    """Yield what checking says of each target, in their order; files that stand together are shared among the cores."""
    for is_standard_input, group in groupby(targets, lambda target: target is None):
        if is_standard_input:
            yield _standard_input(context, checker)
        else:
            files = [path for path in group if path]
            with closing(outcomes(files, checker, cores_for(len(files)))) as known:
                yield from known


def _standard_input(context: click.Context, checker: Checker) -> Outcome:
    try:
        return checker.checked(*_read(context, None))
    except PmwizardError as error:
        return checker.failed(error, None)


class _Seen:
    """What was seen so far of the reports of one run.

    Attributes:
        failed: Those that could not be checked.
    """

    def __init__(self, number: int) -> None:
        self.failed: list[Failed] = []
        self._found: set[FindingSeverity] = set()
        self._count = Count(number)

    def checked(self, known: Iterable[Outcome]) -> Generator[Checked, None, None]:
        """Yield the reports that could be checked; of the others, tell why they could not."""
        try:
            for done, outcome in enumerate(known, start=1):
                self._count.clear()
                if isinstance(outcome, Failed):
                    self.failed.append(outcome)
                    _put_lines(outcome.annotations)
                    print_told(outcome.told)
                else:
                    self._found.update(finding.severity for finding in outcome.findings)
                    yield outcome
                self._count.show(done)
        finally:
            self._count.clear()

    def status(self, *, strict: bool) -> int:
        """Return the exit status: that of a failure, else whether something was found that holds a report back."""
        if self.failed:
            return next((one.status for one in self.failed if one.status != UNREADABLE), UNREADABLE)
        return FOUND if "error" in self._found or (strict and "missing" in self._found) else 0


def _as_json(checked: Checked) -> dict[str, Any]:
    return {
        "report": checked.name,
        "path": str(checked.path) if checked.path else None,
        "layout": checked.layout,
        "findings": [asdict(finding) for finding in checked.findings],
    }


def _put_all(reports: Iterable[Checked]) -> None:
    number = 0
    for number, one in enumerate(reports, start=1):
        if number > 1:
            put()
        counts = ", ".join(_counted(one, severity) for severity in SEVERITIES if one.count(severity))
        put(f"{counts or 'Nothing left'} in {one.name} for the layout {one.layout}")
        first = by_weight(one.findings)[:FOREMOST]
        put_whole_table(_rows(one.findings, first), indent="  ")
        if first and one.path:
            put(f"  Fix them: pmwizard edit {one.name} --section {first[0].section}")
    if not number:
        put("No reports to check")


_MANY = 8
"""Findings from which on those that matter most stand apart."""


def _rows(found: tuple[Finding, ...], first: tuple[Finding, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a table of findings: where there are many, those that matter most before the others."""
    if len(found) > _MANY:
        yield ("What matters most:",)
        yield from map(_row, first)
        yield ("The others, by section:",)
        found = tuple(finding for finding in found if finding not in first)
    yield from map(_row, found)


def _row(finding: Finding) -> tuple[str, ...]:
    return finding.severity, section_title(finding.section), finding.message


def _counted(checked: Checked, severity: FindingSeverity) -> str:
    number = checked.count(severity)
    return counted(number, "error") if severity == "error" else f"{number} {severity}"
