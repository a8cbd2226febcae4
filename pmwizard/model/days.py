"""The days of events: where a day begins, and whether an event of a report is on it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo

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


def has_event_on(report: Report, day: date, zone: tzinfo) -> bool:
    """Tell whether an event is on a day in a zone: it has that day, or its time or a part of its course is on it."""
    begin = first_instant(day, zone)
    end = first_instant(day + timedelta(days=1), zone) if day < date.max else datetime.max.replace(tzinfo=UTC)
    return any(
        event.at < end and (event.at >= begin or (event.until is not None and event.until >= begin))
        if event.at
        else event.day == day
        for event in report.timeline
    )


def is_day_without_event(report: Report, day: date) -> bool:
    """Tell whether there are events and none is on a day, neither in the report's zone nor in UTC."""
    if any(has_event_on(report, day, zone) for zone in {report.zone, UTC}):
        return False
    return any(event.at or event.day for event in report.timeline)


def day_by_events(report: Report) -> date | None:
    """Return the day of the incident in the report's zone as its events say it; ``None`` where they say nothing.

    It is that of the start, else that of the first event.
    """
    starts = [event for event in report.timeline if event.moment == "started" and event.at]
    rows = starts or report.timeline
    first = min((event.at for event in rows if event.at), default=None)
    days = [event.day for event in rows if event.day and not event.at]
    return min([*days, *([day_in(first, report.zone)] if first else [])], default=None)
