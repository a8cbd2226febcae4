"""Which rows are named elsewhere in a report: their ids are not for others, even where the rows are gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pmwizard.model.report import Report


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
