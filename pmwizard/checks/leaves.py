"""Walking over the answers of a report."""

from __future__ import annotations

from collections.abc import Iterator

from pmwizard.model import Report
from pmwizard.model.base import Part, Row

_NOT_ANSWERS = {"drafts", "meeting", "layout", "schema_version"}


def texts(report: Report) -> Iterator[tuple[str, str]]:
    """Yield every text that a person has answered with, and its path; rows are named by their ids."""
    for name, value in report.known().items():
        if name not in _NOT_ANSWERS:
            yield from _texts(value, name)


def _texts(value: object, path: str) -> Iterator[tuple[str, str]]:
    match value:
        case str():
            yield path, value
        case Part():
            for name, child in value.known().items():
                yield from _texts(child, f"{path}.{name}")
        case tuple():
            for index, child in enumerate(value):
                yield from _texts(child, row_path(path, child, index))
        case _:
            return


def row_path(table: str, row: object, index: int) -> str:
    """Return the path of a row: with its id where the row has one, else with its position."""
    own_id = getattr(row, "id", None) if isinstance(row, Row) and table != "related_incidents" else None
    return f"{table}.{own_id or index}"
