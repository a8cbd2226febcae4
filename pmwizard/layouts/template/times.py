"""The times of events in the words of documents, all in UTC."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pmwizard.model.parts.timeline import Event

TimeForm = Literal["clock", "when", "instant"]
"""How the time of an event is written.

``clock``: "14:05-14:30", below the name of its day. ``when``: "14:05 UTC", "2026-01-15 14:05 UTC" away from the
incident's day. ``instant``: "2026-01-15 14:05:00 UTC". A day without a time is its date in each of them.
"""


def clock_text(at: datetime, *, approximate: bool = False, with_day: bool = False) -> str:
    """Return the time of an instant, with seconds when there are any."""
    shown = f"{at.date().isoformat()} {_clock(at)}" if with_day else _clock(at)
    return f"about {shown}" if approximate else shown


def event_text(event: Event, form: TimeForm, *, with_day: bool = False) -> str:
    """Return the time of an event that has a time or a day, and when it ended where that is known.

    Args:
        event: The event.
        form: How it is written.
        with_day: Whether ``when`` has the day.
    """
    begin = event.at or event.day
    if begin is None:
        return ""
    with_seconds = form == "instant" and not event.approximate
    shown = _in_form(begin, form, with_day=with_day, approximate=bool(event.approximate))
    until = "" if event.until in (None, event.at) else _end(begin, event.until, with_seconds=with_seconds)
    is_clock = form != "clock" and (until or event.at)
    return f"{shown}{until}{' UTC' if is_clock else ''}"


def _in_form(begin: datetime | date, form: TimeForm, *, with_day: bool, approximate: bool) -> str:
    about = "about " if approximate else ""
    if not isinstance(begin, datetime):
        return f"{about}{begin.isoformat()}"
    if form != "instant":
        return clock_text(begin, approximate=approximate, with_day=with_day and form == "when")
    # An approximate one has no seconds that nobody gave.
    return f"{begin.date().isoformat()} {f'~{_clock(begin)}' if approximate else _to_the_second(begin)}"


def _end(begin: datetime | date, until: datetime, *, with_seconds: bool) -> str:
    """Return the end of something that went on for a while, with its day where that is another one."""
    shown = _to_the_second(until) if with_seconds else _clock(until)
    if not isinstance(begin, datetime) or begin.date() != until.date():
        return f" to {until.date().isoformat()} {shown}"
    return f"-{shown}"


def _clock(at: datetime) -> str:
    """Return the time of the day; strftime takes four times as long."""
    return _to_the_second(at) if at.second else f"{at.hour:02}:{at.minute:02}"


def _to_the_second(at: datetime) -> str:
    return f"{at.hour:02}:{at.minute:02}:{at.second:02}"
