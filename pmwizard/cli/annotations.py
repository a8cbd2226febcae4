"""Findings as GitHub shows them beside the lines of a pull request."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from pmwizard.checks import Finding
from pmwizard.cli.output import visible
from pmwizard.cli.places import Places
from pmwizard.cli.words import section_title
from pmwizard.errors import PmwizardError, ReportUnreadableError
from pmwizard.model import Report

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
    told = error.sentence if isinstance(error, ReportUnreadableError) else str(error)
    line = error.line if isinstance(error, ReportUnreadableError) else None
    return _command("error", path, line or 1, "Not readable", ". ".join(filter(None, (told, error.hint))))


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
