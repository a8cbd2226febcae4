"""Walking over the answers of a report."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from pmwizard.model import Report
from pmwizard.model.base import Row
from pmwizard.model.paths import ID_FORMS
from pmwizard.questions import SECTIONS, Kind

_TEXTS = {Kind.LINE, Kind.TEXT, Kind.ENTRIES, Kind.NAMES}
_NOT_WORDS = {
    "metadata.zone",
    "five_whys.answers.parent",
    "action_items.addresses",
    "contributing_factors.factors.whys",
}
"""Answers that are typed as text and name something of the program: a zone, a row."""


Leaf = tuple[str, str, str]
"""One text that a person has answered with: its path with rows named by their ids, the path of its question, itself."""


def _outline() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the path of each text that is asked for, or of each list of rows with the columns that hold text."""
    for section in SECTIONS:
        for question in section.questions:
            if question.kind is Kind.ROWS:
                columns = [one for one in question.columns if one.kind in _TEXTS and one.path not in _NOT_WORDS]
                yield question.path, tuple(column.name for column in columns)
            elif question.kind in _TEXTS and not question.path.startswith("moments."):
                yield question.path, ()


_OUTLINE = tuple((path, columns, attrgetter(path)) for path, columns in _outline() if path not in _NOT_WORDS)


def texts(report: Report, below: tuple[str, ...] = ("",)) -> Iterator[Leaf]:
    """Yield every text that a person has answered with, in the order of the questions.

    Args:
        report: The report.
        below: What the path of a question begins with to be looked at; the path of a list of rows for its columns.
    """
    for path, columns, value_in in _OUTLINE:
        if not path.startswith(below):
            continue
        value = value_in(report)
        if columns:
            yield from _columns(path, columns, value)
        elif isinstance(value, str):
            yield path, path, value
        else:
            yield from ((f"{path}.{index}", path, text) for index, text in enumerate(value or ()) if text)


def _columns(table: str, columns: tuple[str, ...], rows: tuple[Row, ...]) -> Iterator[Leaf]:
    has_ids = table in ID_FORMS
    questions = tuple((name, f"{table}.{name}") for name in columns)
    for index, row in enumerate(rows):
        values = row.__dict__
        row_name = values["id"] if has_ids else None
        for name, question in questions:
            text = values[name]
            if text:
                yield f"{table}.{row_name or index}.{name}", question, text


def row_path(table: str, row: object, index: int) -> str:
    """Return the path of a row: with its id where the row has one, else with its position."""
    own_id = getattr(row, "id", None) if table in ID_FORMS else None
    return f"{table}.{own_id or index}"
