"""Times that are missing, or so far from the others that a day is probably wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from pmwizard.checks.case import Case
from pmwizard.checks.leaves import row_path
from pmwizard.checks.rule import Told, rule
from pmwizard.model.base import is_empty
from pmwizard.model.readings import quoted
from pmwizard.model.timeline import MOMENTS

_FAR = timedelta(days=7)
"""Between the start and any moment but the last: longer incidents are rare, mistyped days are not."""


@rule(
    "time-missing", "time", "missing", "An event without a time stands in no order, and its time is printed as missing"
)
def events_without_time(case: Case) -> Iterator[Told]:
    """An event has words and no time."""
    if "timeline.at" in case.layout.required:
        return
    rows = enumerate(case.report.timeline)
    lost = [(index, row) for index, row in rows if row.at is None and not is_empty(row.event)]
    if lost:
        index, row = lost[0]
        more = {1: "", 2: ", and of one more event"}.get(len(lost), f", and of {len(lost) - 1} more events")
        yield f"{row_path('timeline', row, index)}.at", f'Enter the time of "{quoted(row.event or "")}"{more}'


@rule(
    "moment-far", "time", "advice", "A moment days away from the start is mostly a wrong day, and spoils every figure"
)
def moments_far_away(case: Case) -> Iterator[Told]:
    """A moment other than the close comes more than a week after the start."""
    started = case.at("started")
    if started is None:
        return
    for moment in MOMENTS:
        at = case.at(moment)
        if moment != "closed" and at and at - started > _FAR:
            path = case.tagged[moment][0][0]
            message = (
                f"{moment.title()} {case.shown(at)} is {(at - started).days} days after the start. Is its day right?"
            )
            yield f"{path}.at", message
