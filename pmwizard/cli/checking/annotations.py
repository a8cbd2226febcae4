"""Findings as annotations of a pull request on GitHub."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from pmwizard.checks.finding import Finding
from pmwizard.cli.reports import section_title
from pmwizard.errors import PmwizardError, ReportUnreadableError
from pmwizard.model import Report
from pmwizard.model.base import Part
from pmwizard.model.moments import event_of
from pmwizard.model.parts.timeline import Moment
from pmwizard.model.paths import NoSuchPathError, is_at_or_below, row_index
from pmwizard.store.files.read import content, decoded
from pmwizard.store.toml.outline import Lines
from pmwizard.store.toml.outline import Path as Location
from pmwizard.text import visible

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
    """Return the workflow command for a report that cannot be read, or not be checked for its layout."""
    sentence = error.sentence if isinstance(error, ReportUnreadableError) else str(error)
    line = error.line if isinstance(error, ReportUnreadableError) else None
    title = "Not readable" if isinstance(error, ReportUnreadableError) else "Not checked"
    return _command("error", path, line or 1, title, ". ".join(filter(None, (sentence, error.hint))))


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
