"""Where in a report's file an answer stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

from pmwizard.errors import ReportUnreadableError
from pmwizard.model import Report
from pmwizard.model.base import Part
from pmwizard.model.moments import event_of
from pmwizard.model.paths import NoSuchPathError, row_index
from pmwizard.model.timeline import Moment
from pmwizard.store.reading import content, decoded
from pmwizard.store.structure import Lines
from pmwizard.store.structure import Path as Location

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
        (key for key in report.drafts if key == path or (path.endswith(".new") and key.startswith(f"{path}."))), None
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
