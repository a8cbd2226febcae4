"""Ids for the rows of two sides that have none: the same new row on both sides gets the same id."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from pmwizard.model.paths import ID_FORMS, value_at, with_rows
from pmwizard.model.report import Report
from pmwizard.store.renaming import highest_number

_Rows = list[Any]


def both_identified(base: Report, ours: Report, theirs: Report) -> tuple[Report, Report]:
    """Return both sides with an id on every row of the lists whose rows have ids.

    A row without one is that of the same content in ``base``, else that of the same content on the other side, else a
    new one. The result does not depend on which side is called ours.
    """
    for table in ID_FORMS:
        left, right = (list(value_at(side, table)) for side in (ours, theirs))
        if all(row.id for row in (*left, *right)):
            continue
        known = value_at(base, table)
        for rows in (left, right):
            _take_over(rows, known)
        taken = {row.id for row in known}
        ids = [[row for row in rows if row.id and row.id not in taken] for rows in (left, right)]
        _take_over(left, ids[1])
        _take_over(right, ids[0])
        _number(left, right, table, 1 + highest_number(table, base, ours, theirs))
        ours, theirs = with_rows(ours, table, tuple(left)), with_rows(theirs, table, tuple(right))
    return ours, theirs


def _take_over(rows: _Rows, known: Sequence[Any]) -> None:
    """Give rows without an id those of known rows with the same content, each to one."""
    taken = {row.id for row in rows}
    free: defaultdict[str, list[str]] = defaultdict(list)
    for row in reversed(known):
        if row.id not in taken:
            free[_content(row)].append(row.id)
    for index, row in enumerate(rows):
        if not row.id and free and (ids := free.get(_content(row))):
            rows[index] = row.model_copy(update={"id": ids.pop()})


def _number(left: _Rows, right: _Rows, table: str, first: int) -> None:
    """Give new ids to what has none: in the order of the rows where one side has such rows, else in that of content."""
    contents = [[_content(row) for row in rows if not row.id] for rows in (left, right)]
    order = contents[0] or contents[1]
    if all(contents):
        most = Counter(contents[0]) | Counter(contents[1])
        order = sorted(most.elements())
    for rows in (left, right):
        ids: defaultdict[str, list[str]] = defaultdict(list)
        for number, content in enumerate(order, first):
            ids[content].insert(0, ID_FORMS[table].format(number))
        for index, row in enumerate(rows):
            if not row.id:
                rows[index] = row.model_copy(update={"id": ids[_content(row)].pop()})


def _content(row: Any) -> str:
    """Return a row's content without its id; there may be ten thousand rows, so not as it is written."""
    return repr({key: value for key, value in row.filled().items() if key != "id"})
