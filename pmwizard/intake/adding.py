"""Events of a pasted block put into a report."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from pmwizard.model.moments import event_of, first_possible
from pmwizard.model.parts.timeline import Event, Moment
from pmwizard.model.paths import in_time_order, with_ids, with_rows
from pmwizard.model.proposals import moments_said
from pmwizard.model.report import Report


@dataclass(frozen=True)
class Prepared:
    """Rows as they would be added, in time order, without those that the timeline has.

    Attributes:
        events: The rows; no moment is set yet.
        places: The position in the block of each, where they were given.
        known: How many were left out because the timeline has them.
        said: The moments that the words of rows suggest, by the position of the row.
    """

    events: tuple[Event, ...] = ()
    places: tuple[int, ...] = ()
    known: int = 0
    said: Mapping[int, tuple[Moment, ...]] = field(default_factory=dict)

    def moments(self, report: Report, left_out: Collection[int] = ()) -> dict[int, Moment]:
        """Return the moments to propose, by the position of their row: each for the first row that it can be.

        Args:
            report: The report that the rows are for.
            left_out: The places of rows that are not added.
        """
        taken: set[Moment] = {event.moment for event in report.timeline if event.moment}
        known = {event.moment: event.at for event in report.timeline if event.moment and event.at}
        said = {
            index: moments for index, moments in self.said.items() if not left_out or self.places[index] not in left_out
        }
        started = self._start(report, said, taken)
        if started:
            known["started"] = started
        proposed: dict[int, Moment] = {}
        for index, moments in said.items():
            at = self.events[index].at
            moment = first_possible(moments, at, taken, known) if at else None
            if moment and at:
                taken.add(moment)
                known[moment] = at
                proposed[index] = moment
        return proposed

    def _start(
        self, report: Report, said: Mapping[int, Sequence[Moment]], taken: Collection[Moment]
    ) -> datetime | None:
        known = event_of(report, "started")
        if known or "started" in taken:
            return known.at if known else None
        starts = (self.events[index].at for index, moments in said.items() if moments[0] == "started")
        return next((at for at in starts if at), None)

    def chosen(self, report: Report, left_out: Collection[int] = ()) -> tuple[Event, ...]:
        """Return the rows to add, with their moments; the arguments are those of `moments`."""
        moments = self.moments(report, left_out)
        return tuple(
            row.model_copy(update={"moment": moments[index]}) if index in moments else row
            for index, row in enumerate(self.events)
            if not left_out or self.places[index] not in left_out
        )


def prepared(report: Report, rows: Iterable[Event], places: Sequence[int] = ()) -> Prepared:
    """Return the rows that a timeline does not have yet, in time order.

    Args:
        report: The report that they are for.
        rows: The rows, in the order of their block.
        places: The position in the block of each.
    """
    given = tuple(rows)
    new = without_known(report, given)
    ordered = in_time_order(report.model_copy(update={"timeline": new})).timeline
    # Rows stay the same objects when they are put in order; two of them may be equal.
    place_of = {id(row): place for row, place in zip(given, places, strict=False)}
    said = {index: moments for index, row in enumerate(ordered) if (moments := tuple(moments_said(row.event or "")))}
    return Prepared(ordered, tuple(place_of.get(id(row), -1) for row in ordered), len(given) - len(new), said)


def without_known(report: Report, rows: Iterable[Event]) -> tuple[Event, ...]:
    """Return the rows that a timeline does not have yet."""
    there = set(map(_identity, report.timeline))
    return tuple(row for row in rows if _identity(row) not in there)


def _identity(row: Event) -> tuple[object, ...]:
    """Return what two events have in common that are one."""
    return row.at, row.day, row.event, row.who


def added(report: Report, rows: tuple[Event, ...]) -> Report:
    """Return the report with chosen rows among its events, with ids and in time order.

    What stands before the first time of the block stands before all events that have one.
    """
    first = next((place for place, row in enumerate(rows) if row.at or row.day), len(rows))
    events = (*rows[:first], *report.timeline, *rows[first:])
    return in_time_order(with_ids(with_rows(report, "timeline", events)))
