"""Rows that took over the id of another: the last row was removed, and a new one got its number.

By its id such a row looks like the old one edited. Merged so with what the other side did to the old row, the two
would be mixed in one.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from pmwizard.model.paths import ID_FORMS, value_at
from pmwizard.model.references import ids_named
from pmwizard.model.report import Report

_MAIN = {
    "timeline": "event",
    "five_whys.answers": "answer",
    "contributing_factors.factors": "factor",
    "action_items": "action",
}
"""The text by which people know a row."""

_ALIKE = 0.45
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
    for row_id in sorted(key for key in before if key in left and key in right):
        was, one, other = before[row_id], left[row_id], right[row_id]
        if one == was and other == was:
            continue
        ours_is_new, theirs_is_new = (_is_another(table, row, was) for row in (one, other))
        if ours_is_new is theirs_is_new:
            continue
        new, old, old_row = (left, theirs, other) if ours_is_new else (right, ours, one)
        was_touched = old_row != was or _namings(old, table, row_id) > _namings(base, table, row_id)
        if was_touched and _was_free(table, row_id, before, new):
            yield row_id, ours_is_new


def _is_another(table: str, row: Any, was: Any) -> bool:
    """Tell whether a row has nothing in common with what stood under its id before."""
    text, before = (getattr(one, _MAIN[table]) or "" for one in (row, was))
    if not text.strip() or not before.strip() or _are_alike(text, before):
        return False
    known = was.known()
    same = [value for key, value in row.known().items() if key != "id" and known.get(key) == value]
    return not any(isinstance(value, datetime) or (isinstance(value, str) and len(value) >= _TELLING) for value in same)


def _are_alike(one: str, other: str) -> bool:
    first, second = sorted(text.casefold()[:_MOST_COMPARED] for text in (one, other))
    return difflib.SequenceMatcher(None, first, second, autojunk=False).ratio() >= _ALIKE


def _was_free(table: str, row_id: str, before: dict[str, Any], after: dict[str, Any]) -> bool:
    """Tell whether a side could give an id anew: none of the rows with higher numbers is left there."""
    number = _number(table, row_id)
    later = (key for key in before if number and _number(table, key) > number)
    return number > 0 and all(key not in after or _is_another(table, after[key], before[key]) for key in later)


def _number(table: str, row_id: str) -> int:
    digits = row_id.removeprefix(ID_FORMS[table].partition("{")[0])
    return int(digits) if digits != row_id and digits.isascii() and digits.isdecimal() and len(digits) < 10 else 0


def _namings(report: Report, table: str, row_id: str) -> int:
    return sum(named == row_id for named in ids_named(report, table))


__all__ = ["succeeded"]
