"""Ids of rows in a merge: rows without one get theirs, and ids given twice are changed."""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import count
from typing import Any

from pmwizard.model.base import Row
from pmwizard.model.paths import ID_FORMS, highest_number, is_at_or_below, newly_named, value_at, with_rows
from pmwizard.model.report import Report
from pmwizard.store import toml

Renames = Mapping[str, Mapping[str, str]]
"""New ids by table and old id."""


def content_of(row: Row) -> str:
    """Return the row's text without its id."""
    return toml.table_text(row.model_copy(update={"id": None}))


def identified(side: Report, base: Report, *others: Report) -> Report:
    """Return a report whose rows without ids have them: that of the same content in ``base``, else a free one."""
    for table, form in ID_FORMS.items():
        rows: tuple[Any, ...] = value_at(side, table)
        if all(row.id for row in rows):
            continue
        taken = {row.id for row in rows}
        known: dict[str, list[str]] = {}
        for row in reversed(value_at(base, table)):
            if row.id not in taken:
                known.setdefault(content_of(row), []).append(row.id)
        numbers = count(1 + highest_number(table, side, base, *others))
        given = []
        for row in rows:
            matching = known.get(content_of(row)) if not row.id else None
            row_id = row.id or (matching.pop() if matching else form.format(next(numbers)))
            given.append(row if row.id else row.model_copy(update={"id": row_id}))
        side = with_rows(side, table, tuple(given))
    return side


def made_distinct(base: Report, ours: Report, theirs: Report) -> tuple[Report, Report]:
    """Return both sides with other ids for new rows that got the same id and are not the same.

    The row whose content sorts later gets the next free id, and what refers to it on its side follows. So does a row
    that got the id of one that its side removed, while the other side goes on with that one.
    """
    while True:
        left: dict[str, dict[str, str]] = {}
        right: dict[str, dict[str, str]] = {}
        for table, form in ID_FORMS.items():
            numbers = count(1 + highest_number(table, base, ours, theirs))
            for row_id, is_ours in (*_clashes(table, base, ours, theirs), *succeeded(table, base, ours, theirs)):
                loser = left if is_ours else right
                loser.setdefault(table, {})[row_id] = form.format(next(numbers))
        if not left and not right:
            return ours, theirs
        ours, theirs = renamed(ours, left), renamed(theirs, right)


def _clashes(table: str, base: Report, ours: Report, theirs: Report) -> Iterator[tuple[str, bool]]:
    """Yield the ids of new rows that differ, and whether it is ours that gives way, in one order for both sides."""
    known = {row.id for row in value_at(base, table)}
    left, right = ({row.id: row for row in reversed(value_at(side, table))} for side in (ours, theirs))
    for row_id in sorted(key for key in left if key in right and key not in known):
        if left[row_id] != right[row_id]:
            one, other = content_of(left[row_id]), content_of(right[row_id])
            if one != other:
                yield row_id, one > other


def renamed(report: Report, renames: Renames) -> Report:
    """Return the report with other ids on some rows, and with every reference to them changed too."""
    if not renames:
        return report
    for table, ids in renames.items():
        rows = tuple(row.model_copy(update={"id": ids.get(row.id, row.id)}) for row in value_at(report, table))
        report = with_rows(report, table, rows)
    whys, factors = renames.get("five_whys.answers", {}), renames.get("contributing_factors.factors", {})
    answers = tuple(_with(why, "parent", whys.get(why.parent or "")) for why in report.five_whys.answers)
    report = with_rows(report, "five_whys.answers", answers)
    came_from = tuple(
        _with(factor, "whys", tuple(whys.get(one, one) for one in factor.whys))
        for factor in report.contributing_factors.factors
    )
    report = with_rows(report, "contributing_factors.factors", came_from)
    both = {**whys, **factors}
    actions = tuple(
        _with(action, "addresses", tuple(both.get(one, one) for one in action.addresses))
        for action in report.action_items
    )
    report = with_rows(report, "action_items", actions)
    asked = tuple(_with(row, "path", _path(row.path or "", renames)) for row in report.follow_ups)
    report = with_rows(report, "follow_ups", asked)
    dismissed = tuple(_after_rule(entry, renames) for entry in report.review.dismissed)
    review = report.review.model_copy(update={"dismissed": dismissed})
    drafts = {_path(path, renames): text for path, text in report.drafts.items()}
    return report.model_copy(update={"review": review, "drafts": drafts})


def _with(row: Any, key: str, value: object) -> Any:
    return row.model_copy(update={key: value}) if value and value != getattr(row, key) else row


def _after_rule(entry: str, renames: Renames) -> str:
    rule, space, path = entry.partition(" ")
    return rule + space + _path(path, renames)


def _path(path: str, renames: Renames) -> str:
    """Return a path with the new id of the row that it names or leads through."""
    for table, ids in renames.items():
        below = path.removeprefix(f"{table}.")
        if below == path:
            continue
        for old in sorted(ids, key=len, reverse=True):
            if is_at_or_below(below, old):
                return f"{table}.{ids[old]}{below.removeprefix(old)}"
    return path


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


_MAIN = {
    "timeline": "event",
    "five_whys.answers": "answer",
    "contributing_factors.factors": "factor",
    "action_items": "action",
}
"""The text by which people know a row."""

_ALIKE, _ALIKE_WHEN_SHORT = 0.45, 0.75
"""The shares of common letters from which two texts count as one text that was edited."""

_MOST_COMPARED = 400
_TELLING = 12
"""A text this long that stayed the same shows that the row is the same; a name or a number does not."""


def succeeded(table: str, base: Report, ours: Report, theirs: Report) -> Iterator[tuple[str, bool]]:
    """Yield the ids that one side gave to another row, while the other side changed the old one or named it anew.

    Args:
        table: A list whose rows have ids.
        base: What both sides began from.
        ours: Our side.
        theirs: The other side.

    Yields:
        An id, and whether it is our side that gave it to another row.
    """
    before, left, right = ({row.id: row for row in value_at(side, table)} for side in (base, ours, theirs))
    for new, old, report, is_ours in ((left, right, theirs, True), (right, left, ours, False)):
        taken_over = tuple(_taken_over(table, before, new))
        named = newly_named(base, report, table) if taken_over else frozenset()
        for row_id in taken_over:
            was_touched = row_id in named or (row_id in old and old[row_id] != before[row_id])
            if was_touched and row_id in old and not _is_another(table, old[row_id], before[row_id]):
                yield row_id, is_ours


def _taken_over(table: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    """Yield the ids that a side gave anew, the highest first: those at the end, for only they become free."""
    for row_id in sorted(before, key=lambda one: _number_of(table, one), reverse=True):
        if row_id in after:
            if not _number_of(table, row_id) or not _is_another(table, after[row_id], before[row_id]):
                return
            yield row_id


def _is_another(table: str, row: Any, was: Any) -> bool:
    """Tell whether a row has nothing in common with what stood under its id before."""
    if row == was:
        return False
    text, before = (getattr(one, _MAIN[table]) or "" for one in (row, was))
    if not text.strip() or not before.strip() or _are_alike(text, before):
        return False
    known = was.known()
    same = [value for key, value in row.known().items() if key != "id" and known.get(key) == value]
    return not any(isinstance(value, datetime) or (isinstance(value, str) and len(value) >= _TELLING) for value in same)


def _are_alike(one: str, other: str) -> bool:
    first, second = sorted(text.casefold()[:_MOST_COMPARED] for text in (one, other))
    if first in second or second in first:
        return True
    # Half of the letters of "No tests" and "No alert" are the same by chance.
    least = _ALIKE if min(len(first), len(second)) >= _TELLING else _ALIKE_WHEN_SHORT
    return difflib.SequenceMatcher(None, first, second, autojunk=False).ratio() >= least


def _number_of(table: str, row_id: str) -> int:
    digits = row_id.removeprefix(ID_FORMS[table].partition("{")[0])
    return int(digits) if digits != row_id and digits.isascii() and digits.isdecimal() and len(digits) < 10 else 0
