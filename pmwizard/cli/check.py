"""`pmwizard check`: findings in reports, printed for people, for scripts and for GitHub."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

import click

from pmwizard.checks.finding import SEVERITIES, Finding, FindingSeverity
from pmwizard.checks.rules import findings
from pmwizard.cli.options import Format, found_report
from pmwizard.cli.output import print_error, put, put_json, put_table
from pmwizard.cli.reports import STDIN, layout_for, name_of, read_named, section_title
from pmwizard.errors import PmwizardError, ReportUnreadableError
from pmwizard.model import Report
from pmwizard.model.base import Part
from pmwizard.model.moments import event_of
from pmwizard.model.parts.timeline import Moment
from pmwizard.model.paths import NoSuchPathError, is_at_or_below, row_index
from pmwizard.store.files.read import content, decoded
from pmwizard.store.folder.list import list_reports
from pmwizard.store.toml.outline import Lines
from pmwizard.store.toml.outline import Path as Location
from pmwizard.text import counted, visible

_LEVELS = {"error": "error", "missing": "warning", "advice": "notice"}


def annotated(report: Report, path: Path | None, found: tuple[Finding, ...], *, strict: bool) -> Iterator[str]:
    """Yield the workflow command for each finding in a report.

    Args:
        report: The report as its file has it.
        path: Its file; ``None`` for standard input, which has no lines to show anything beside.
        found: What the checks say.
        strict: Whether a missing answer is an error.
    """
    places = Places(report, path) if path and found else None
    for finding in found:
        level = "error" if strict and finding.severity == "missing" else _LEVELS[finding.severity]
        title = f"{section_title(finding.section)}: {finding.id}"
        line = places.line_of(finding.path) if places else None
        yield _command(level, path, line, title, finding.message)


def unreadable(error: PmwizardError, path: Path | None) -> str:
    """Return the workflow command for a report that cannot be read."""
    sentence = error.sentence if isinstance(error, ReportUnreadableError) else str(error)
    line = error.line if isinstance(error, ReportUnreadableError) else None
    return _command("error", path, line or 1, "Not readable", ". ".join(filter(None, (sentence, error.hint))))


def _command(level: str, path: Path | None, line: int | None, title: str, message: str) -> str:
    properties = {"file": _from_workspace(path)} if path else {}
    if path and line:
        properties["line"] = str(line)
    properties["title"] = title
    inner = ",".join(f"{name}={_escaped(visible(value), ':,')}" for name, value in properties.items())
    return f"::{level} {inner}::{_escaped(visible(message), '')}"


def _escaped(text: str, more: str) -> str:
    """Return text without what ends a value: the per cent sign first, for it begins every escape."""
    for character in f"%\r\n{more}":
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def _from_workspace(path: Path) -> str:
    """Return a path as the pull request has it: from the top of the workspace, else from here."""
    whole = path.resolve()
    for top in (os.environ.get("GITHUB_WORKSPACE", ""), str(Path.cwd())):
        if top and whole.is_relative_to(Path(top).resolve()):
            return whole.relative_to(Path(top).resolve()).as_posix()
    return str(path)


_MOMENT = "moments."


class Places:
    """The lines of a report's answers.

    Args:
        report: The report as it was read from the file, its rows in the file's order.
        path: The file.
    """

    def __init__(self, report: Report, path: Path) -> None:
        self._report = report
        try:
            self._lines = Lines(decoded(content(path)[0], path.name).replace("\r\n", "\n"))
        except (OSError, ReportUnreadableError):
            self._lines = Lines("")

    def line_of(self, path: str) -> int:
        """Return the line, from 1, of an answer, of the table or row it is missing from, else the first."""
        line = self._lines.of(_location(self._report, path))
        if line is None:
            entry = next((key for key in self._report.drafts if key.startswith(f"{path}.new")), None)
            line = self._lines.of(("drafts", entry)) if entry else None
        return line or 1


def _location(report: Report, path: str) -> Location:
    """Return the keys and positions that lead to an answer in the file."""
    kept = next(
        (key for key in report.drafts if key == path or (path.endswith(".new") and is_at_or_below(key, path))), None
    )
    if kept is not None:
        return ("drafts", kept)
    if path.startswith(_MOMENT):
        return _of_moment(report, path.removeprefix(_MOMENT))
    node: Any = report
    location: Location = ()
    segments = path.split(".")
    while segments:
        if isinstance(node, tuple):
            length, index = _row(node, segments)
            if not length:
                return location
            node, segments, location = node[index], segments[length:], (*location, index)
        else:
            name = segments.pop(0)
            location = (*location, name)
            node = getattr(node, name, None) if isinstance(node, Part) else None
    return location


def _of_moment(report: Report, moment: str) -> Location:
    event = event_of(report, moment) if moment in get_args(Moment) else None  # type: ignore[arg-type]
    if event is None:
        return ("timeline",)
    return ("timeline", next(index for index, one in enumerate(report.timeline) if one is event), "at")


def _row(rows: tuple[Any, ...], segments: list[str]) -> tuple[int, int]:
    """Return how many segments name a row, an id may hold dots, and the row's position; 0 where none is named."""
    for length in range(len(segments), 0, -1):
        try:
            return length, row_index(rows, ".".join(segments[:length]))
        except NoSuchPathError:
            continue
    return 0, 0


FOUND, UNREADABLE = 3, 5

"""For people, for scripts, and as annotations of a pull request on GitHub."""


@dataclass(frozen=True)
class Checked:
    """A report and what the checks say of it."""

    report: Report
    path: Path | None
    layout: str
    findings: tuple[Finding, ...]

    def count(self, severity: FindingSeverity) -> int:
        """Return the number of findings of a severity."""
        return sum(finding.severity == severity for finding in self.findings)


def check_reports(
    context: click.Context, folder: Path, names: tuple[str, ...], layout: str | None, *, strict: bool, form: Format
) -> int:
    """Check reports, print the findings, and return the exit status.

    Raises:
        PmwizardError: The only report, or its layout, could not be read. Of several reports, those that cannot be
            read are reported and the others checked.
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
            print_error(error)
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
            put(f"  Fix them: pmwizard edit {name} --section {one.findings[0].section}")


def _counted(checked: Checked, severity: FindingSeverity) -> str:
    number = checked.count(severity)
    return counted(number, "error") if severity == "error" else f"{number} {severity}"
