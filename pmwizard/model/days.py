"""The days of events: where a day begins, and which days the events of a report stand on."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, tzinfo

from pmwizard.model.parts.timeline import Event
from pmwizard.model.report import Report


def first_instant(day: date, zone: tzinfo) -> datetime:
    """Return the instant in UTC at which a day begins in a zone."""
    begin = datetime.combine(day, time.min, zone)
    try:
        return begin.astimezone(UTC)
    except OverflowError:  # on the first and the last day that there are
        return begin.replace(tzinfo=UTC)


def day_in(at: datetime, zone: tzinfo) -> date:
    """Return the day of an instant in a zone."""
    try:
        return at.astimezone(zone).date()
    except OverflowError:
        return at.date()


def days_of_events(report: Report, zone: tzinfo) -> frozenset[date]:
    """Return the days in a zone on which the events stand, begin or end."""
    instants = {at for event in report.timeline for at in (event.at, event.until) if at}
    return frozenset({day_in(at, zone) for at in instants} | {event.day for event in report.timeline if event.day})


def day_by_events(report: Report) -> date | None:
    """Return the day of the incident in the report's zone as its events say it; ``None`` where they say nothing.

    It is that of the start, else that of the first event.
    """
    starts = [event for event in report.timeline if event.moment == "started" and event.at]
    days = [_day_of(event, report.zone) for event in starts or report.timeline]
    return min((day for day in days if day), default=None)


def _day_of(event: Event, zone: tzinfo) -> date | None:
    return day_in(event.at, zone) if event.at else event.day


def is_day_without_event(report: Report, day: date) -> bool:
    """Tell whether there are events and none is on a day, neither in the report's zone nor in UTC.

    What goes on for a while is on all the days from its begin to its end.
    """
    if any(day in days_of_events(report, zone) for zone in (report.zone, UTC)):
        return False
    spans = [(event.at, event.until) for event in report.timeline if event.at and event.until]
    return bool(day_by_events(report)) and not any(early.date() <= day <= late.date() for early, late in spans)
