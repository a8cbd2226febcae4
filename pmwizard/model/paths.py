"""Paths of answers in a report, and copies of a report with the answer at a path changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC
from functools import cache
from itertools import chain, count
from operator import itemgetter, le
from typing import Any, TypeVar, get_args, get_origin

from pmwizard.model.base import Part, Row
from pmwizard.model.days import first_instant
from pmwizard.model.parts.actions import ActionItem
from pmwizard.model.parts.causes import Factor, Why
from pmwizard.model.parts.timeline import Event
from pmwizard.model.report import Report

ID_FORMS: Mapping[str, str] = {
    "timeline": "T{}",
    "five_whys.answers": "W{}",
    "contributing_factors.factors": "F{}",
    "action_items": "AI-{:03}",
}
"""The lists whose rows have ids, and the form of an id made from a number."""

_MOST_DIGITS = 10
"""Nobody counts rows in ten digits, and int() of a very long text takes too long."""

AnyPart = TypeVar("AnyPart", bound=Part)


def is_at_or_below(path: str, other: str) -> bool:
    """Tell whether a path is another one or leads on from it: ``timeline.T1.who`` and ``timeline.T1``."""
    return path == other or path.startswith(f"{other}.")


class NoSuchPathError(KeyError):
    """There is nothing at the path: the format has no such key, or the row was removed."""


def value_at(report: Report, path: str) -> Any:
    """Return what is at ``path``: a value, a part, a row or a tuple of rows.

    Raises:
        NoSuchPathError: The path leads nowhere in this report.
    """
    node: Any = report
    segments = path.split(".")
    while segments:
        if isinstance(node, tuple):
            index, segments = _row_named_first(node, segments)
            node = node[index]
        elif isinstance(node, Part) and segments[0] in type(node).model_fields:
            node = getattr(node, segments.pop(0))
        else:
            raise NoSuchPathError(path)
    return node


def _row_named_first(rows: tuple[Any, ...], segments: list[str]) -> tuple[int, list[str]]:
    """Return the position of the row that the first segments name, and the segments after its name."""
    names = {".".join(segments[:length]): length for length in range(1, len(segments) + 1)}
    found, longest = -1, 0
    for index, row_id in enumerate(_ids(rows)):
        length = names.get(row_id, 0) if row_id else 0
        if length > longest:
            found, longest = index, length
    return (found, segments[longest:]) if longest else (_counted_row(rows, segments[0]), segments[1:])


def _ids(rows: tuple[Any, ...]) -> Iterator[str | None]:
    """Yield the rows' ids; the id of a related incident is another incident's and names no row here."""
    return (row.id for row in rows) if rows and isinstance(rows[0], Event | Why | Factor | ActionItem) else iter(())


def row_index(rows: tuple[Any, ...], name: str) -> int:
    """Return the position of the row that has the id ``name``, or that ``name`` counts.

    Raises:
        NoSuchPathError: No row has that id or position.
    """
    index = next((index for index, row_id in enumerate(_ids(rows)) if row_id == name), None)
    return _counted_row(rows, name) if index is None else index


def _counted_row(rows: tuple[Any, ...], name: str) -> int:
    """Return the position that ``name`` counts, where no row goes by it."""
    if name.isascii() and name.isdecimal() and len(name) < _MOST_DIGITS and int(name) < len(rows):
        return int(name)
    raise NoSuchPathError(name)


def replaced(report: Report, path: str, value: object) -> Report:
    """Return the report with ``value`` at ``path``; ``None`` or an empty value removes the answer.

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
    index, below = _row_named_first(child, rest)
    if not below:
        return revised(part, **{name: (*child[:index], value, *child[index + 1 :])})
    if not isinstance(child[index], Part):
        raise NoSuchPathError(".".join(rest))
    row = _replaced(child[index], below, value)
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
    table, index = _table_and_index(report, path)
    rows: tuple[object, ...] = value_at(report, table)
    return replaced(report, table, rows[:index] + rows[index + 1 :])


def with_row_moved(report: Report, path: str, by: int) -> Report:
    """Return the report with the row at ``path`` moved by so many places, at most to an end of its list."""
    table, index = _table_and_index(report, path)
    rows: list[object] = list(value_at(report, table))
    row = rows.pop(index)
    rows.insert(max(0, min(len(rows), index + by)), row)
    return replaced(report, table, tuple(rows))


def _table_and_index(report: Report, path: str) -> tuple[str, int]:
    """Return the path of the list that ``path`` leads into, and the position of the entry it names."""
    segments = path.split(".")
    for length in range(1, len(segments)):
        table = ".".join(segments[:length])
        rows = value_at(report, table)
        if isinstance(rows, tuple):
            index, below = _row_named_first(rows, segments[length:])
            if not below:
                return table, index
    raise NoSuchPathError(path)


def next_id(report: Report, table: str) -> str:
    """Return the id that the next new row of ``table`` gets: one more than `highest_number`."""
    return ID_FORMS[table].format(1 + highest_number(table, report))


def highest_number(table: str, *reports: Report) -> int:
    """Return the highest number in the ids of a table's rows, and in those that are named elsewhere in the reports.

    The id of a row that is gone stays its own while anything names it. 0 if there is none; ids of another form than
    the table's do not count.
    """
    prefix = ID_FORMS[table].partition("{")[0]
    ids = chain.from_iterable((*_ids(value_at(report, table)), *ids_named(report, table)) for report in reports)
    begin, longest = len(prefix), len(prefix) + _MOST_DIGITS
    # One pass without a call of ours for each of ten thousand rows.
    numbers = [
        int(digits)
        for row_id in ids
        if row_id and row_id.startswith(prefix) and len(row_id) < longest
        if (digits := row_id[begin:]).isdecimal() and digits.isascii()
    ]
    return max(numbers, default=0)


def with_ids(report: Report) -> Report:
    """Return the report with an id on every row of the lists whose rows have ids."""
    for table in ID_FORMS:
        rows = value_at(report, table)
        if all(row.id for row in rows):
            continue
        numbers = count(1 + highest_number(table, report))
        form = ID_FORMS[table]
        given = tuple(row if row.id else row.model_copy(update={"id": form.format(next(numbers))}) for row in rows)
        report = with_rows(report, table, given)
    return report


def with_rows(report: Report, table: str, rows: tuple[Any, ...]) -> Report:
    """Return the report with other rows, which need no validation, in the list at ``table``."""
    return _with_rows(report, table.split("."), rows)


def _with_rows(part: AnyPart, segments: list[str], rows: tuple[Any, ...]) -> AnyPart:
    name, *rest = segments
    return part.model_copy(update={name: _with_rows(getattr(part, name), rest, rows) if rest else rows})


def in_time_order(report: Report) -> Report:
    """Return the report with its timeline sorted by time.

    An event of a day comes before all that has a time on that day in the report's zone; one without a time and a day
    stays after the one before it.
    """
    rows = report.timeline
    zone = report.zone if any(event.day for event in rows) else UTC
    places = [
        (event.at, 1) if event.at else (first_instant(event.day, zone), 0) if event.day else None for event in rows
    ]
    known = [place for place in places if place]
    if all(map(le, known, known[1:])):
        return report
    undated, dated, latest = [], [], None
    for place, event in zip(places, rows, strict=True):
        latest = place or latest
        if latest is None:
            undated.append(event)
        else:
            dated.append((latest, event))
    dated.sort(key=itemgetter(0))
    return report.model_copy(update={"timeline": (*undated, *(event for _, event in dated))})


def row_type(table: str) -> type[Row]:
    """Return the kind of the rows in the list at ``table``.

    Raises:
        NoSuchPathError: There is no list of rows at that path.
    """
    kind = row_type_of(annotations_by_path().get(table))
    if kind is None:
        raise NoSuchPathError(table)
    return kind


def row_type_of(annotation: Any) -> type[Row] | None:
    """Return the kind of the rows that a field of a part holds, ``None`` where it is no list of rows."""
    item = get_args(annotation)[0] if get_origin(annotation) is tuple else None
    return item if isinstance(item, type) and issubclass(item, Row) else None


@cache
def annotations_by_path() -> Mapping[str, Any]:
    """Return the annotation of every key, table and list of the format by its path, columns without their row."""
    return dict(_annotations(Report, ""))


def _annotations(part: type[Part], path: str) -> Iterator[tuple[str, Any]]:
    for name, info in part.model_fields.items():
        here, annotation = f"{path}.{name}" if path else name, info.annotation
        yield here, annotation
        below = row_type_of(annotation) or annotation
        if isinstance(below, type) and issubclass(below, Part):
            yield from _annotations(below, here)


def ids_named(report: Report, table: str) -> Iterator[str]:
    """Yield the ids of rows of ``table`` that other parts of the report name; the same id may come again."""
    if table in {"five_whys.answers", "contributing_factors.factors"}:
        for action in report.action_items:
            yield from action.addresses
    if table == "five_whys.answers":
        yield from (why.parent for why in report.five_whys.answers if why.parent)
        for factor in report.contributing_factors.factors:
            yield from factor.whys
    begin = f"{table}."
    for path in _paths(report):
        if path.startswith(begin):
            yield path.removeprefix(begin).partition(".")[0]


def newly_named(before: Report, after: Report, table: str) -> frozenset[str]:
    """Return the ids of rows of ``table`` that more of a report names than before."""
    named = Counter(ids_named(after, table))
    named.subtract(ids_named(before, table))
    return frozenset(row_id for row_id, more in named.items() if more > 0)


def _paths(report: Report) -> Iterator[str]:
    yield from report.drafts
    yield from (row.path for row in report.follow_ups if row.path)
    yield from (entry.partition(" ")[2] for entry in report.review.dismissed)
