"""Ids of rows before a merge: rows without one get theirs, and ids given twice are told apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from pmwizard.model import paths
from pmwizard.model.base import Row
from pmwizard.model.paths import ID_FORMS, value_at, with_rows
from pmwizard.model.report import Report
from pmwizard.store import toml
from pmwizard.store.successors import succeeded

Renames = Mapping[str, Mapping[str, str]]
"""New ids by table and old id."""


def content_of(row: Row) -> str:
    """Return the row's text without its id."""
    return toml.table_text(row.model_copy(update={"id": None}))


def highest_number(table: str, *reports: Report) -> int:
    """Return the highest number that an id of the table has in any of the reports, or that is named there."""
    return max(paths.highest_number(report, table) for report in reports)


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


def told_apart(base: Report, ours: Report, theirs: Report) -> tuple[Report, Report]:
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
            if below == old or below.startswith(f"{old}."):
                return f"{table}.{ids[old]}{below.removeprefix(old)}"
    return path
