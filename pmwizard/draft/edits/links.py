"""Links between rows: which factors and whys an action changes, and which whys a factor came from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pmwizard.model import Report
from pmwizard.model.parts.actions import ActionItem
from pmwizard.model.parts.causes import Factor
from pmwizard.model.paths import ID_FORMS, is_at_or_below, value_at, with_rows
from pmwizard.model.whys import Branch, outline
from pmwizard.questions.causes import FACTOR_ROWS

GONE = " (gone)"
"""What stands behind the id of a row that is not there any more."""


@dataclass(frozen=True)
class Target:
    """A factor or a why that other rows refer to.

    Attributes:
        id: Its id, by which they refer to it.
        name: What it is called on screen: ``F3``, or ``W2.1`` for the first why of the second chain.
        words: What it says.
    """

    id: str
    name: str
    words: str


def targets(report: Report) -> dict[str, Target]:
    """Return every factor and every why that a row can refer to, by id, in the order of the report."""
    branches = outline(report.five_whys.answers)
    rows = [(one.id, one.id, one.factor) for one in report.contributing_factors.factors]
    rows += [(one.why.id, name, one.why.answer) for one, name in zip(branches, why_names(branches), strict=True)]
    every: dict[str, Target] = {}
    for row_id, name, words in rows:
        if row_id:
            every.setdefault(row_id, Target(row_id, name or "", words or ""))
    return every


def why_names(branches: Collection[Branch]) -> tuple[str, ...]:
    """Return what whys are called after their place: ``W2.3`` is the third why of the second chain.

    An answer that several chains lead through is called after the first of them. Names have a dot, ids that the
    program gives have none, so that neither is taken for the other.
    """
    names, chain = [], 1
    for branch in branches:
        names.append(f"W{chain}.{branch.depth}")
        chain += branch.is_leaf
    return tuple(names)


def linked_ids(row: ActionItem | Factor) -> tuple[str, ...]:
    """Return the ids that an action or a factor refers to."""
    return row.addresses if isinstance(row, ActionItem) else row.whys


def link_names(report: Report, row: ActionItem | Factor, known: Mapping[str, Target] | None = None) -> tuple[str, ...]:
    """Return what the rows are called that an action or a factor refers to; one that is not there is marked as gone.

    The rows that can be referred to are looked up unless they are ``known``.
    """
    known = targets(report) if known is None else known
    return tuple(known[one].name if one in known else f"{one}{GONE}" for one in linked_ids(row))


def addressed_by(report: Report, row_id: str) -> tuple[ActionItem, ...]:
    """Return the actions that change a factor or a why."""
    return tuple(one for one in report.action_items if row_id in one.addresses)


def factors_from(report: Report, why_id: str) -> tuple[Factor, ...]:
    """Return the factors that came from a why."""
    return tuple(one for one in report.contributing_factors.factors if why_id in one.whys)


def without_action(report: Report) -> tuple[Target, ...]:
    """Return the factors that no action changes, then the whys that can be changed and are not.

    An action for a why is one for the factor that came from it; a why that a factor came from is listed as that factor.
    """
    known = targets(report)
    changed = {one for action in report.action_items for one in action.addresses}
    factors = report.contributing_factors.factors
    idle = [one.id for one in factors if one.id and not changed & {one.id, *one.whys}]
    are_factors = {why for one in factors for why in one.whys}
    ends = [one.why for one in outline(report.five_whys.answers) if one.is_leaf and one.why.stop == "can_change"]
    idle += [why.id for why in ends if why.id and why.id not in changed | are_factors]
    return tuple(known[one] for one in idle)


def without_dangling(report: Report, removed: Collection[str]) -> Report:
    """Return the report without references to rows that were removed.

    Actions and factors forget them, dismissed advice about them counts no longer, and open questions about them are
    about their list from now on: the next new row may get the same id.

    Args:
        report: The report, from which the rows are gone already.
        removed: Their ids. An id that a row still has is left alone.
    """
    still = {row.id for table in ID_FORMS for row in value_at(report, table)}
    gone = set(removed) - still
    if not gone:
        return report
    for table, name in (("action_items", "addresses"), (FACTOR_ROWS.path, "whys")):
        rows = tuple(_without(row, name, gone) for row in value_at(report, table))
        if any(new is not old for new, old in zip(rows, value_at(report, table), strict=True)):
            report = with_rows(report, table, rows)
    return _without_paths(report, {f"{table}.{one}": table for table in ID_FORMS for one in gone})


def _without(row: Any, name: str, gone: Collection[str]) -> Any:
    ids: tuple[str, ...] = getattr(row, name)
    kept = tuple(one for one in ids if one not in gone)
    return row if kept == ids else row.model_copy(update={name: kept})


def _without_paths(report: Report, gone: Mapping[str, str]) -> Report:
    """Return the report without what refers by path to rows that are gone; ``gone`` gives the list of each."""
    review = report.review
    dismissed = tuple(one for one in review.dismissed if not any(_above(one.partition(" ")[2], gone)))
    if dismissed != review.dismissed:
        report = report.model_copy(update={"review": review.model_copy(update={"dismissed": dismissed})})
    asked = tuple(
        row.model_copy(update={"path": table}) if (table := next(_above(row.path or "", gone), "")) else row
        for row in report.follow_ups
    )
    return report if asked == report.follow_ups else report.model_copy(update={"follow_ups": asked})


def _above(path: str, gone: Mapping[str, str]) -> Iterator[str]:
    """Yield the list of the removed row that a path names or leads through."""
    return (table for row, table in gone.items() if is_at_or_below(path, row))
