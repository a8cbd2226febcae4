"""Rows that took over the id of another: the last row was removed, and a new one got its number.

By its id such a row looks like the old one edited. Merged so with what the other side did to the old row, the two
would be mixed in one.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from pmwizard.model.paths import ID_FORMS, value_at
from pmwizard.model.references import newly_named
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
    for new, old, report, is_ours in ((left, right, theirs, True), (right, left, ours, False)):
        taken_over = tuple(_taken_over(table, before, new))
        named = newly_named(base, report, table) if taken_over else frozenset()
        for row_id in taken_over:
            was_touched = row_id in named or (row_id in old and old[row_id] != before[row_id])
            if was_touched and row_id in old and not _is_another(table, old[row_id], before[row_id]):
                yield row_id, is_ours


def _taken_over(table: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    """Yield the ids that a side gave anew, the highest first: those at the end, for only they become free."""
    for row_id in sorted(before, key=lambda one: _number(table, one), reverse=True):
        if row_id in after:
            if not _number(table, row_id) or not _is_another(table, after[row_id], before[row_id]):
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
    return difflib.SequenceMatcher(None, first, second, autojunk=False).ratio() >= _ALIKE


def _number(table: str, row_id: str) -> int:
    digits = row_id.removeprefix(ID_FORMS[table].partition("{")[0])
    return int(digits) if digits != row_id and digits.isascii() and digits.isdecimal() and len(digits) < 10 else 0


__all__ = ["succeeded"]
