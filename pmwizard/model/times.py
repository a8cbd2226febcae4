"""Typed times: read in many forms, echoed as understood, shown so that they read back the same.

The grammar is the program's own: a parser that guesses would put an event on a wrong day or hour, and
nobody would see it. What has two readings is asked about.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta, tzinfo

from pmwizard.model.dates import read_date, understood_date
from pmwizard.model.durations import in_words as duration_in_words
from pmwizard.model.readings import WEEKDAYS, NotUnderstood, TimeContext, UnclearError, Understood, in_words, quoted
from pmwizard.model.walls import Wall, wall_time
from pmwizard.model.zones import (
    instants,
    is_usual_offset,
    offset_in_words,
    the_instant,
    zone_meant,
    zone_named,
)

__all__ = [
    "NotUnderstood",
    "TimeContext",
    "Understood",
    "echo_time",
    "read_date",
    "read_time",
    "shown_time",
    "understood_date",
    "zone_named",
]

_LONGEST = 80
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECONDS = {10: 1_000_000, 13: 1_000, 16: 1}

_ABOUT = re.compile(r"^(?:~|(?:about|around|approx(?:imately|\.)?|circa|ca\.?|roughly) ?)(?P<rest>.*)$", re.IGNORECASE)
_OR_SO = re.compile(r"^(?P<rest>.*?)(?: ?\?| or so| ?ish)$", re.IGNORECASE)
_LENGTH = (
    r"(?:(?P<days>[0-9]{1,4}) ?d(?:ays?)?)? ?(?:(?P<hours>[0-9]{1,4}) ?h(?:rs?|ours?)?)? ?"
    r"(?:(?P<minutes>[0-9]{1,5})(?![0-9]) ?(?:m(?:ins?|inutes?)?|(?! ?s)))? ?"
    r"(?:(?P<seconds>[0-9]{1,5}) ?s(?:ecs?|econds?)?)?"
)
_STEP = re.compile(rf"^(?P<sign>[+-]) ?{_LENGTH}$", re.IGNORECASE)
_BARE_STEP = re.compile(r"^[+-] ?[0-9]{4,}$")
_AGO = re.compile(rf"^{_LENGTH} (?P<side>ago|later|after|before)$", re.IGNORECASE)
_NUMBER = re.compile(r"^@?(?P<whole>[0-9]{10}|[0-9]{13}|[0-9]{16})(?:\.(?P<fraction>[0-9]{1,9}))?$")


def read_time(text: str, context: TimeContext) -> Understood | NotUnderstood:
    """Read a time as a tired person types it; an empty text means the same time as the event before.

    A time without a date is the one nearest to the event before, else on the context's day. Never raises.
    """
    try:
        return _read(text, context)
    except UnclearError as unclear:
        return unclear.reading
    except (ValueError, OverflowError):
        return _not_a_time(text)


def _not_a_time(text: str) -> NotUnderstood:
    return NotUnderstood(f"Time {quoted(text)} is not a time. Use 24-hour time such as 1345")


def _read(text: str, context: TimeContext) -> Understood | NotUnderstood:
    words = unicodedata.normalize("NFKC", text).replace("\u2212", "-").replace("(", " ").replace(")", " ")
    words = " ".join(words.strip("[] \t\r\n").split())
    if not words:
        return Understood(_previous(context, "An empty time").astimezone(UTC))
    match = _ABOUT.match(words) or _OR_SO.match(words)
    approximate, words = (True, match["rest"].strip()) if match else (False, words)
    if not words or len(words) > _LONGEST:
        return _not_a_time(text)
    at = _relative(words, context) or _since_epoch(words)
    if at:
        return Understood(at.astimezone(UTC), approximate)
    wall = wall_time(words, _near(context), context.now.astimezone(context.zone).date(), context.zone)
    at, note = _placed(wall, context)
    return Understood(at, approximate, note)


def _near(context: TimeContext) -> date:
    return context.previous.astimezone(context.zone).date() if context.previous else context.day


def _previous(context: TimeContext, subject: str) -> datetime:
    if context.previous is None:
        raise UnclearError(f"{subject} counts from the event before, and there is none. Enter a time such as 1345")
    return context.previous


def _relative(words: str, context: TimeContext) -> datetime | None:
    this_minute = context.now.replace(second=0, microsecond=0)
    if words.lower() in {"now", "just now"}:
        return this_minute
    if _BARE_STEP.match(words):
        return None
    if (match := _STEP.match(words)) and any(match[part] for part in ("days", "hours", "minutes", "seconds")):
        sign = -1 if match["sign"] == "-" else 1
        return _stepped(_previous(context, f"Time {quoted(words)}"), match, sign, context.zone)
    if (match := _AGO.match(words)) and any(match[part] for part in ("days", "hours", "minutes", "seconds")):
        side = match["side"].lower()
        start = this_minute if side == "ago" else _previous(context, f"Time {quoted(words)}")
        return _stepped(start, match, 1 if side in {"later", "after"} else -1, context.zone)
    return None


def _stepped(start: datetime, match: re.Match[str], sign: int, zone: tzinfo) -> datetime:
    days, hours, minutes, seconds = (int(match[part] or 0) for part in ("days", "hours", "minutes", "seconds"))
    if days:
        wall = start.astimezone(zone).replace(tzinfo=None, fold=0) + timedelta(days=sign * days)
        start = the_instant(wall, zone)
    return start + sign * timedelta(hours=hours, minutes=minutes, seconds=seconds)


def _since_epoch(words: str) -> datetime | None:
    match = _NUMBER.match(words)
    if not match:
        return None
    scale = _MICROSECONDS[len(match["whole"])]
    fraction = int((match["fraction"] or "0").ljust(9, "0")) * scale // 1_000_000_000
    return _EPOCH + timedelta(microseconds=int(match["whole"]) * scale + fraction)


def _placed(wall: Wall, context: TimeContext) -> tuple[datetime, str]:
    """Put a time on its day and in its zone, and say what the words left open."""
    local = _on(wall.day or _nearest_day(wall, context), wall) + timedelta(days=wall.shift)
    try:
        zone = zone_meant(wall.zone, local, context.zone) if wall.zone else context.zone
    except UnclearError as error:
        raise _with_choices(error, local, wall, f"{wall.words} ") from error
    try:
        at = the_instant(local, zone)
    except UnclearError as error:
        raise _with_choices(error, local, wall) from error
    return at, _note(at, local, wall, context)


def _note(at: datetime, local: datetime, wall: Wall, context: TimeContext) -> str:
    try:
        at_home = at.astimezone(context.zone)
    except OverflowError:
        return ""
    notes = [] if wall.day else [_day_note(at_home.date(), _near(context))]
    if wall.zone and at_home.replace(tzinfo=None, fold=0) != local:
        notes.append(f"from {local:%H:%M} {wall.zone}")
    return ", ".join(filter(None, notes))


def _on(day: date, wall: Wall) -> datetime:
    return datetime.combine(day, wall.clock) + timedelta(days=wall.ends_day)


def _nearest_day(wall: Wall, context: TimeContext) -> date:
    near = _near(context)
    if context.previous:
        days = [near + timedelta(days=days) for days in (1, 0, -1)]
        return min(days, key=lambda day: _distance(_on(day, wall), wall, context))
    if wall.words.lower() == "midnight":
        message = "Midnight could begin or end the day. Enter 0000 for its start, 2400 for its end"
        raise UnclearError(message, ("0000", "2400"))
    return near


def _distance(candidate: datetime, wall: Wall, context: TimeContext) -> timedelta:
    zone = context.zone
    if wall.zone:
        try:
            zone = zone_meant(wall.zone, candidate, context.zone)
        except UnclearError:
            zone = UTC
    previous = context.previous or context.now
    return abs(candidate.replace(tzinfo=zone).astimezone(UTC) - previous)


def _with_choices(error: UnclearError, local: datetime, wall: Wall, clock: str = "") -> UnclearError:
    day = f"{local.date().isoformat()} " if wall.day or wall.shift else ""
    choices = tuple(f"{day}{clock}{choice}" for choice in error.reading.choices)
    return UnclearError(error.reading.message, choices)


def _day_note(day: date, near: date) -> str:
    match (day - near).days:
        case 0:
            return ""
        case 1:
            return "next day"
        case -1:
            return "the day before"
        case _:
            return in_words(day)


def echo_time(reading: Understood | NotUnderstood, context: TimeContext, *, since: str = "the last event") -> str:
    """Return the line that says how a typed time is understood, while it is typed.

    ``= 14:12 UTC, 3 min after the last event``; ``not a time yet``; what has two readings is asked about. ``since``
    names the event before; first impact is told as ``27 min later``.
    """
    if isinstance(reading, NotUnderstood):
        return reading.message if reading.choices else "not a time yet"
    try:
        local = reading.at.astimezone(context.zone)
    except OverflowError:
        return "not a time yet"
    said = f"= {'about ' if reading.approximate else ''}"
    if context.previous is None or local.date() != context.day:
        said += f"{WEEKDAYS[local.weekday()][:3].title()} {in_words(local.date())} "
    said += f"{_clock_shown(local)} {local.tzname() or offset_in_words(local.utcoffset() or timedelta())}"
    parts = [said]
    if local.utcoffset():
        parts.append(f"{_clock_shown(reading.at)} UTC")
    parts += filter(None, (reading.note,))
    if context.previous is not None:
        parts.append(_after(reading.at - context.previous, since))
    if reading.at > context.now:
        parts.append("in the future")
    return ", ".join(parts)


def _after(difference: timedelta, since: str) -> str:
    seconds = abs(round(difference.total_seconds()))
    if not seconds:
        return f"same time as {since}"
    length = duration_in_words(seconds, "free")
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


def _clock_shown(local: datetime) -> str:
    shown = f"{local:%H:%M}"
    if local.second or local.microsecond:
        shown += f":{local:%S}"
    if local.microsecond:
        shown += f".{local.microsecond:06}".rstrip("0")
    return shown
