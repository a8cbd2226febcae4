"""The reports in a folder, told from the first lines of their files."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pmwizard.errors import PmwizardError
from pmwizard.store.heads import Listed, begins_like_a_report, listed_by_head
from pmwizard.store.index import Index

if TYPE_CHECKING:
    from pmwizard.model.report import Report

MOST_READ_WHOLE = 300
"""So many files of a folder are read to their ends for a list that tells problems; of more, the heads alone."""

_MOST_FILES_FOR_NAMES = 50
_DAY = re.compile(r"(?<![0-9])(?:19|20|21)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])(?![0-9])")


@dataclass(frozen=True)
class Names:
    """Names already used in reports, the most frequent first."""

    people: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()


def list_reports(folder: Path, *, to_the_end: bool = False) -> tuple[Listed, ...]:
    """Return the reports in a folder, the newest incident first; a file that cannot be read is listed with why.

    TOML files that are plainly something else are left out. An incident is of the day that was entered, else of the
    day in its id, else of the day its file was written.

    Args:
        folder: Where the reports are.
        to_the_end: Whether to read the files whole, so that a mistake anywhere in one is its problem. Otherwise, and
            in a folder of more than ``MOST_READ_WHOLE`` files, only the head of a file is read, up to the end of its
            metadata, and a mistake further down is not seen. What these heads said is remembered from call to call.
    """
    entries = tuple(_entries(folder))
    if len(entries) > MOST_READ_WHOLE:
        found = Index(folder).listed(entries)
    else:
        read = (listed_by_head(Path(entry.path), whole=to_the_end) for entry in entries)
        found = [listed for listed in read if listed]
    return tuple(sorted(found, key=_age, reverse=True))


def _age(listed: Listed) -> tuple[str, str, str]:
    return _day(listed), listed.incident_id, listed.file


def _day(listed: Listed) -> str:
    if listed.incident_date:
        return listed.incident_date.isoformat()
    in_name = _DAY.search(listed.incident_id) or _DAY.search(listed.path.stem)
    if in_name:
        return in_name[0]
    return listed.changed.date().isoformat() if listed.changed else ""


def newest_open(folder: Path) -> Path | None:
    """Return the newest report that is not closed, whether or not it can be read; ``None`` where there is none."""
    return next((listed.path for listed in list_reports(folder) if listed.status != "closed"), None)


def report_files(folder: Path) -> Iterator[Path]:
    """Yield the TOML files in a folder that are not hidden, by name; none when there is no such folder."""
    return (Path(entry.path) for entry in _entries(folder))


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name.lower().endswith(".toml") and not entry.name.startswith("."):
            with contextlib.suppress(OSError):
                if entry.is_file():
                    yield entry


def holds_reports(folder: Path) -> bool:
    """Tell whether any file in a folder begins like a report that pmwizard wrote."""
    return any(map(begins_like_a_report, report_files(folder)))


def most_used_layout(reports: Iterable[Listed]) -> str | None:
    """Return the layout that most of the reports name, the newest one's where several are even."""
    used = [report.layout for report in reports if report.layout]
    return max(dict.fromkeys(used), key=used.count, default=None)


def names_used(folder: Path) -> Names:
    """Return the names of people, services and teams in the newest reports of a folder."""
    from pmwizard.store.reading import load  # noqa: PLC0415 - a list needs no whole report, and it brings pydantic

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


__all__ = [
    "MOST_READ_WHOLE",
    "Listed",
    "Names",
    "holds_reports",
    "list_reports",
    "most_used_layout",
    "names_in",
    "names_used",
    "newest_open",
    "report_files",
]
