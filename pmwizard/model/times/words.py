"""Instants and lengths of time in words: echoed while a time is typed, and in the forms that houses write them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Literal, assert_never, get_args

from pmwizard.model.times.context import ResolvedTime, TimeContext, Unresolved
from pmwizard.model.times.names import WEEKDAYS, date_with_weekday
from pmwizard.model.times.zones import instants, is_usual_offset, offset_in_words
from pmwizard.text import counted

DurationForm = Literal["hours and minutes always", "minutes or hours", "minutes up to two hours", "free"]
"""How a house writes a length of time.

All but ``free`` ("1 h 12 min") write "27 minutes" under an hour. From there on ``hours and minutes always`` writes
"1 hour 0 minutes" where ``minutes or hours`` writes "1 hour". ``minutes up to two hours``: "118 minutes", then
"2 hours 5 minutes".
"""

FORMS: tuple[DurationForm, ...] = get_args(DurationForm)

_MINUTE = 60


def duration_in_words(seconds: int, form: DurationForm) -> str:
    """Return a length of time in words, to the nearest minute; under a minute in seconds.

    Args:
        seconds: The length, in seconds, 0 or more.
        form: The house's way to write it.
    """
    if 0 < seconds < _MINUTE:
        return f"{seconds} s" if form == "free" else counted(seconds, "second")
    hours, minutes = divmod((seconds + _MINUTE // 2) // _MINUTE, 60)
    match form:
        case "hours and minutes always":
            return f"{counted(hours, 'hour')} {counted(minutes, 'minute')}" if hours else counted(minutes, "minute")
        case "minutes or hours":
            return _in_long(hours, minutes)
        case "minutes up to two hours":
            total = hours * 60 + minutes
            return counted(total, "minute") if total <= 120 else _in_long(hours, minutes)
        case "free":
            parts = ([f"{hours} h"] if hours else []) + ([f"{minutes} min"] if minutes or not hours else [])
            return " ".join(parts)
        case _:
            assert_never(form)


def _in_long(hours: int, minutes: int) -> str:
    parts = ([counted(hours, "hour")] if hours else []) + ([counted(minutes, "minute")] if minutes or not hours else [])
    return " ".join(parts)


_MANY_DAYS = 3


def echo_time(reading: ResolvedTime | Unresolved, context: TimeContext, *, since: str = "the last event") -> str:
    """Return the line that says how a typed time is understood, while it is typed.

    ``= 14:12 UTC, 3 min after the last event``; ``not a time yet``; what has two meanings is asked about. ``since``
    names the previous event; after first impact it says ``27 min later``.
    """
    if isinstance(reading, Unresolved):
        return reading.message if reading.choices else "not a time yet"
    try:
        local = reading.at.astimezone(context.zone)
    except OverflowError:
        return "not a time yet"
    other_day = context.previous is None or local.date() != context.day
    said = f"= {'about ' if reading.approximate else ''}{_day_shown(local) if other_day else ''}"
    parts = [f"{said}{_clock_shown(local)} {_zone_shown(local, context.zone)}"]
    if local.utcoffset():
        parts.append(_shown_in_utc(reading.at, local))
    parts += filter(None, (reading.note,))
    if context.previous is not None:
        parts.append(_after(reading.at - context.previous, since))
    if reading.at > context.now:
        parts.append("in the future")
    return ", ".join(parts)


def instant_in_words(at: datetime, zone: tzinfo) -> str:
    """Return an instant in a zone and in UTC: ``Fri 21 Nov 2025 14:45 Europe/Paris, 13:45 UTC``."""
    try:
        local = at.astimezone(zone)
    except OverflowError:
        local, zone = at.astimezone(UTC), UTC
    said = f"{_day_shown(local)}{_clock_shown(local)} {_zone_shown(local, zone)}"
    return f"{said}, {_shown_in_utc(at, local)}" if local.utcoffset() else said


def _day_shown(local: datetime) -> str:
    return f"{date_with_weekday(local.date())} "


def _shown_in_utc(at: datetime, local: datetime) -> str:
    utc = at.astimezone(UTC)
    day = f"{WEEKDAYS[utc.weekday()][:3].title()} " if utc.date() != local.date() else ""
    return f"{day}{_clock_shown(utc)} UTC"


def _zone_shown(local: datetime, zone: tzinfo) -> str:
    """Return what a zone is called, with the offset where its clocks show this time twice."""
    offset = offset_in_words(local.utcoffset() or timedelta())
    name = _zone_name(zone, local)
    twice = name != offset and len(instants(local.replace(tzinfo=None, fold=0), zone)) > 1
    return f"{offset} {name}" if twice else name


def _after(difference: timedelta, since: str) -> str:
    seconds = abs(round(difference.total_seconds()))
    if not seconds:
        return f"same time as {since}"
    days = seconds // 86_400
    length = f"{days} days" if days >= _MANY_DAYS else duration_in_words(seconds, "free")
    if difference < timedelta():
        return f"{length} before {since}"
    return f"{length} later" if since == "first impact" else f"{length} after {since}"


def shown_time(at: datetime, zone: tzinfo, *, day: date | None = None, approximate: bool = False) -> str:
    """Return the words that an edit field is filled with: ``13:45`` on ``day``, else ``2025-11-22 00:10``.

    They read back as the same instant in a context of that zone and day with no event before it or one
    less than 12 hours away; words with a date do so after any event.
    """
    about = "about " if approximate else ""
    try:
        local = at.astimezone(zone)
        ways = instants(local.replace(tzinfo=None, fold=0), zone)
    except OverflowError:
        ways = ()
    if not ways or (len(ways) > 1 and not is_usual_offset(local.utcoffset() or timedelta())):
        local = at.astimezone(UTC)
        return f"{about}{local.date().isoformat()} {_clock_shown(local)} UTC"
    date_words = "" if local.date() == day else f"{local.date().isoformat()} "
    offset = f" {offset_in_words(local.utcoffset() or timedelta())}" if len(ways) > 1 else ""
    return f"{about}{date_words}{_clock_shown(local)}{offset}"


def time_with_zone(at: datetime, zone: tzinfo, *, day: date | None = None) -> str:
    """Return the words of `shown_time` with the zone they are in: ``13:45 UTC``, ``00:10 Europe/Paris``."""
    shown = shown_time(at, zone, day=day)
    return shown if shown.endswith(" UTC") else f"{shown} {_zone_name(zone, at)}"


def stretch_with_zone(early: datetime, late: datetime, zone: tzinfo, *, day: date | None = None) -> str:
    """Return a stretch of time with its zone: ``13:45 to 14:10 UTC``; with both offsets where the clocks change."""
    begin, end = time_with_zone(early, zone, day=day), time_with_zone(late, zone, day=_day_there(early, zone))
    name = f" {_zone_name(zone, late)}"
    if begin.endswith(name) and end.endswith(name):
        begin = begin.removesuffix(name)
        if _offset(early, zone) != _offset(late, zone):
            begin = _with_offset(begin, early, zone)
            end = f"{_with_offset(end.removesuffix(name), late, zone)}{name}"
    return f"{begin} to {end}"


def _with_offset(shown: str, at: datetime, zone: tzinfo) -> str:
    offset = offset_in_words(_offset(at, zone))
    return shown if shown.endswith(offset) else f"{shown} {offset}"


def _offset(at: datetime, zone: tzinfo) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()


def _day_there(at: datetime, zone: tzinfo) -> date | None:
    try:
        return at.astimezone(zone).date()
    except OverflowError:
        return None


def _zone_name(zone: tzinfo, at: datetime) -> str:
    """Return what a zone is called; its offset where it has no name."""
    return getattr(zone, "key", "") or ("UTC" if zone is UTC else offset_in_words(_offset(at, zone)))


def _clock_shown(local: datetime) -> str:
    shown = f"{local:%H:%M}"
    if local.second or local.microsecond:
        shown += f":{local:%S}"
    if local.microsecond:
        shown += f".{local.microsecond:06}".rstrip("0")
    return shown
