"""The reports in a folder, told from the first lines of their files."""

from __future__ import annotations

import contextlib
import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from pmwizard.errors import PmwizardError
from pmwizard.model.report import SCHEMA_VERSION, Report
from pmwizard.store.reading import content, load

_HEAD_BYTES = 8192
_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_METADATA = re.compile(r"^[ \t]*\[[ \t]*metadata[ \t]*\]", re.MULTILINE)
_VERSION = re.compile(rb"^\xef?\xbb?\xbf?(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*schema_version[ \t]*=")
_SIGN = re.compile(rb"schema_version|^[ \t]*(?:\[[ \t]*metadata\b|\[\[[ \t]*timeline\b|metadata[ \t]*\.)", re.MULTILINE)

MOST_READ_WHOLE = 300
"""So many files of a folder are read to their ends for a list that tells problems; of more, the heads alone."""

_MOST_FILES_FOR_NAMES = 50


@dataclass(frozen=True)
class Listed:
    """A report file and what its head says.

    Attributes:
        path: The file.
        incident_id: As the report has it, else the file's name without its ending.
        problem: Why the file cannot be read; "" when it can, as far as it was looked at.
        changed: When the file was last written, UTC.
    """

    path: Path
    incident_id: str
    title: str = ""
    severity: str = ""
    status: str = ""
    layout: str = ""
    incident_date: date | None = None
    changed: datetime | None = None
    problem: str = ""


@dataclass(frozen=True)
class Names:
    """Names already used in reports, the most frequent first."""

    people: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()


def list_reports(folder: Path, *, to_the_end: bool = False) -> tuple[Listed, ...]:
    """Return the reports in a folder, the newest incident first; a file that cannot be read is listed with why.

    TOML files that are plainly something else are left out.

    Args:
        folder: Where the reports are.
        to_the_end: Whether to read the files whole, so that a mistake anywhere in one is its problem. Otherwise, and
            in a folder of more than ``MOST_READ_WHOLE`` files, only the head of a file is read, up to the end of its
            metadata, and a mistake further down is not seen.
    """
    paths = tuple(report_files(folder))
    whole = to_the_end and len(paths) <= MOST_READ_WHOLE
    found = [one for path in paths if (one := _listed(path, whole=whole))]
    return tuple(sorted(found, key=_age, reverse=True))


def _age(listed: Listed) -> tuple[date, str, str]:
    return listed.incident_date or date.min, listed.incident_id, listed.path.name


def report_files(folder: Path) -> Iterator[Path]:
    """Yield the TOML files in a folder that are not hidden, by name; none when there is no such folder."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name.lower().endswith(".toml") and not entry.name.startswith("."):
            with contextlib.suppress(OSError):
                if entry.is_file():
                    yield Path(entry.path)


def holds_reports(folder: Path) -> bool:
    """Tell whether any file in a folder begins like a report that pmwizard wrote."""
    return any(_VERSION.match(_head(path)[0]) for path in report_files(folder))


def _head(path: Path) -> tuple[bytes, float]:
    try:
        with path.open("rb") as file:
            return file.read(_HEAD_BYTES), os.fstat(file.fileno()).st_mtime
    except OSError:
        return b"", 0.0


def _listed(path: Path, *, whole: bool) -> Listed | None:
    data, changed = _head(path)
    head = _head_tables(data)
    problem = ""
    if head is None or whole:
        try:
            report = load(path).report
        except PmwizardError as error:
            if head is None and not _looks_like_report(path):
                return None
            head, problem = head or {}, str(error)
        else:
            head = {"layout": report.layout, "metadata": report.metadata.known()}
    metadata = head.get("metadata")
    known: Mapping[str, Any] = metadata if isinstance(metadata, dict) else {}
    day = known.get("incident_date")
    return Listed(
        path,
        _text(known.get("incident_id")) or path.stem,
        title=_text(known.get("title")),
        severity=_text(known.get("severity")),
        status=_text(known.get("status")),
        layout=_text(head.get("layout")),
        incident_date=day if type(day) is date else None,
        changed=datetime.fromtimestamp(changed, UTC) if changed else None,
        problem=problem,
    )


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _looks_like_report(path: Path) -> bool:
    """Tell a report with a mistake in it from another program's TOML: by its name, else by words in it."""
    if path.stem.upper().startswith("INC"):
        return True
    try:
        data, _ = content(path)
    except FileNotFoundError:
        return False
    except OSError:
        data, _ = _head(path)
        if not data:
            return True
    # Text in UTF-16 has a zero beside each of these letters.
    return _SIGN.search(data.replace(b"\0", b"").replace(b"\r", b"\n")) is not None


def _head_tables(data: bytes) -> dict[str, Any] | None:
    """Return the top-level keys and the metadata, or ``None`` when the head alone does not show them."""
    try:
        text = data.decode("utf-8-sig", "strict" if len(data) < _HEAD_BYTES else "ignore").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return None
    metadata = _METADATA.search(text)
    if metadata is None:
        return None
    following = _TABLE.search(text, metadata.end())
    if following is None and len(data) == _HEAD_BYTES:
        return None
    try:
        head = tomllib.loads(text[: following.start()] if following else text)
    except (ValueError, RecursionError):
        return None
    whole = head.get("schema_version") == SCHEMA_VERSION and isinstance(head.get("metadata"), dict)
    return head if whole else None


def most_used_layout(reports: Iterable[Listed]) -> str | None:
    """Return the layout that most of the reports name, the newest one's where several are even."""
    used = [report.layout for report in reports if report.layout]
    return max(dict.fromkeys(used), key=used.count, default=None)


def names_used(folder: Path) -> Names:
    """Return the names of people, services and teams in the newest reports of a folder."""
    reports = []
    for listed in list_reports(folder)[:_MOST_FILES_FOR_NAMES]:
        with contextlib.suppress(PmwizardError):
            reports.append(load(listed.path).report)
    return names_in(reports)


def names_in(reports: Iterable[Report]) -> Names:
    """Return the names of people, services and teams in some reports."""
    people: list[str] = []
    services: list[str] = []
    teams: list[str] = []
    for report in reports:
        head = report.metadata
        people += filter(None, (head.author, head.reporter, head.incident_commander, head.facilitator))
        people += [*head.reviewers, *head.attendees]
        people += [name for name in (row.who for row in report.timeline) if name]
        people += [name for name in (row.owner for row in report.action_items) if name]
        people += [name for name in (row.name for row in report.review.sign_offs) if name]
        services += [*head.services_affected, *report.impact.systems_affected]
        teams += report.impact.teams_involved
    return Names(_by_use(people), _by_use(services), _by_use(teams))


def _by_use(names: list[str]) -> tuple[str, ...]:
    counted: dict[str, int] = {}
    for name in names:
        if name.casefold() not in {"unknown", "n/a"} and "\n" not in name:
            counted[name] = counted.get(name, 0) + 1
    return tuple(sorted(counted, key=lambda name: -counted[name]))
