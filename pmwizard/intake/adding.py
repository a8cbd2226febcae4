"""Events of a pasted block put into a report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from pmwizard.model.moments import event_of, moment_at, proposed_moment
from pmwizard.model.parts.timeline import Event, Moment
from pmwizard.model.paths import in_time_order, with_ids, with_rows
from pmwizard.model.report import Report


@dataclass(frozen=True)
class Prepared:
    """Rows as they will be added, in time order, and how many were left out because the timeline has them."""

    rows: tuple[Event, ...]
    known: int = 0


def prepared(report: Report, rows: Iterable[Event]) -> Prepared:
    """Return the rows that a timeline does not have yet, in time order, with proposed moments."""
    there = set(map(_identity, report.timeline))
    given = tuple(rows)
    new = tuple(row for row in given if _identity(row) not in there)
    ordered = in_time_order(Report(timeline=new, metadata=report.metadata)).timeline
    return Prepared(_with_moments(report, ordered), len(given) - len(new))


def _identity(row: Event) -> tuple[object, ...]:
    """Return what two events have in common that are one."""
    return row.at, row.day, row.event, row.who


def added(report: Report, rows: tuple[Event, ...]) -> Report:
    """Return the report with prepared rows among its events, with ids and in time order.

    What stands before the first time of the block stands before all events that have one.
    """
    first = next((place for place, row in enumerate(rows) if row.at or row.day), len(rows))
    events = (*rows[:first], *report.timeline, *rows[first:])
    return in_time_order(with_ids(with_rows(report, "timeline", events)))


def _with_moments(report: Report, rows: tuple[Event, ...]) -> tuple[Event, ...]:
    """Return the rows with each moment on the first row that suggests it and that the time allows."""
    taken: set[Moment] = {event.moment for event in report.timeline if event.moment}
    known = {event.moment: event.at for event in report.timeline if event.moment and event.at}
    started = _start(report, rows, taken)
    if started:
        known["started"] = started
    result = []
    for row in rows:
        moment = moment_at(row.event or "", row.at, taken, known) if row.at else None
        if moment and row.at:
            taken.add(moment)
            known[moment] = row.at
        result.append(row.model_copy(update={"moment": moment}) if moment else row)
    return tuple(result)


def _start(report: Report, rows: tuple[Event, ...], taken: set[Moment]) -> datetime | None:
    known = event_of(report, "started")
    if known or "started" in taken:
        return known.at if known else None
    return next((row.at for row in rows if row.at and proposed_moment(row.event or "", ()) == "started"), None)
