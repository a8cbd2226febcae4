"""Addresses of answers in a report, and new reports made by changing what stands at one.

A path is dotted: ``impact.revenue``, ``response.communication.rating``. A row is named by its id where
rows have ids (``timeline.T3.event``), else by its position, counted from 0 (``prevention.alerts.0.name``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pmwizard.model.base import Part, Row
from pmwizard.model.report import Report

ID_FORMS: Mapping[str, str] = {
    "timeline": "T{}",
    "five_whys.answers": "W{}",
    "contributing_factors.factors": "F{}",
    "action_items": "AI-{:03}",
}
"""The lists whose rows have ids, and the form of an id made from a number."""

AnyPart = TypeVar("AnyPart", bound=Part)


class NoSuchPathError(KeyError):
    """Nothing stands at the path: a key the format does not have, or a row that is gone."""


def value_at(report: Report, path: str) -> Any:
    """Return what stands at ``path``: a value, a part, a row or a tuple of rows.

    Raises:
        NoSuchPathError: The path leads nowhere in this report.
    """
    node: Any = report
    for segment in path.split("."):
        if isinstance(node, tuple):
            node = node[row_index(node, segment)]
        elif isinstance(node, Part) and segment in type(node).model_fields:
            node = getattr(node, segment)
        else:
            raise NoSuchPathError(path)
    return node


def row_index(rows: tuple[Any, ...], name: str) -> int:
    """Return the position of the row that has the id ``name``, or that ``name`` counts.

    Raises:
        NoSuchPathError: No row has that id or position.
    """
    for index, row in enumerate(rows):
        if getattr(row, "id", None) == name:
            return index
    if name.isdecimal() and int(name) < len(rows):
        return int(name)
    raise NoSuchPathError(name)


def replaced(report: Report, path: str, value: object) -> Report:
    """Return the report with ``value`` at ``path``; ``None`` or an empty value takes the answer away.

    Only the part that holds the answer is validated again.

    Raises:
        NoSuchPathError: The path leads nowhere in this report.
        pydantic.ValidationError: The value is not of the kind that stands there.
    """
    return _replaced(report, path.split("."), value)


def _replaced(part: AnyPart, segments: list[str], value: object) -> AnyPart:
    name, *rest = segments
    if name not in type(part).model_fields:
        raise NoSuchPathError(name)
    if not rest:
        return revised(part, **{name: value})
    child = getattr(part, name)
    if isinstance(child, Part):
        return part.model_copy(update={name: _replaced(child, rest, value)})
    if not isinstance(child, tuple):
        raise NoSuchPathError(name)
    index = row_index(child, rest[0])
    if len(rest) == 1:
        return revised(part, **{name: (*child[:index], value, *child[index + 1 :])})
    if not isinstance(child[index], Part):
        raise NoSuchPathError(".".join(rest))
    row = _replaced(child[index], rest[1:], value)
    return part.model_copy(update={name: (*child[:index], row, *child[index + 1 :])})


def revised(part: AnyPart, **changes: object) -> AnyPart:
    """Return the part with the given fields changed and validated; the others are taken as they are.

    Raises:
        pydantic.ValidationError: A value is not of its field's kind.
    """
    return type(part).model_validate({**part.filled(), **changes})


def with_row(report: Report, table: str, row: Row, index: int | None = None) -> Report:
    """Return the report with ``row`` in the list at ``table``, before position ``index`` or last.

    A row of a list whose rows have ids gets the next free one, unless it brings its own.
    """
    rows: tuple[Row, ...] = value_at(report, table)
    if table in ID_FORMS and not getattr(row, "id", None):
        row = row.model_copy(update={"id": next_id(report, table)})
    position = len(rows) if index is None else index
    return replaced(report, table, (*rows[:position], row, *rows[position:]))


def without_row(report: Report, path: str) -> Report:
    """Return the report without the row or list entry at ``path``."""
    table, _, name = path.rpartition(".")
    rows: tuple[object, ...] = value_at(report, table)
    index = row_index(rows, name)
    return replaced(report, table, rows[:index] + rows[index + 1 :])


def with_row_moved(report: Report, path: str, by: int) -> Report:
    """Return the report with the row at ``path`` moved by so many places, at most to an end of its list."""
    table, _, name = path.rpartition(".")
    rows: list[object] = list(value_at(report, table))
    index = row_index(tuple(rows), name)
    row = rows.pop(index)
    rows.insert(max(0, min(len(rows), index + by)), row)
    return replaced(report, table, tuple(rows))


def next_id(report: Report, table: str) -> str:
    """Return the id that the next new row of ``table`` gets: one more than the highest number in use."""
    form = ID_FORMS[table]
    prefix = form.partition("{")[0]
    numbers = (str(row.id or "").removeprefix(prefix) for row in value_at(report, table))
    return form.format(1 + max((int(number) for number in numbers if number.isdecimal()), default=0))


def with_ids(report: Report) -> Report:
    """Return the report with an id on every row of the lists whose rows have ids."""
    for table in ID_FORMS:
        rows = value_at(report, table)
        if all(row.id for row in rows):
            continue
        for index, row in enumerate(rows):
            if not row.id:
                report = replaced(report, f"{table}.{index}.id", next_id(report, table))
    return report


def in_time_order(report: Report) -> Report:
    """Return the report with its timeline sorted by time; an event without a time stays after the one before it."""
    keyed, latest = [], None
    for event in report.timeline:
        latest = event.at or latest
        keyed.append((latest, event))
    timed = [pair for pair in keyed if pair[0] is not None]
    events = tuple(event for instant, event in keyed if instant is None)
    events += tuple(event for _, event in sorted(timed, key=lambda pair: pair[0].timestamp() if pair[0] else 0.0))
    return report if events == report.timeline else report.model_copy(update={"timeline": events})
