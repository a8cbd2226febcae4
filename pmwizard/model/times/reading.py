"""Read typed times, alone or before the words of an event."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import TypeVar

from pmwizard.model.times.clocks import ParsedTime, clock_of, normalized, parse_time
from pmwizard.model.times.context import ResolvedTime, TimeContext, Unresolved, UnresolvedError, When
from pmwizard.model.times.dates import calendar_day
from pmwizard.model.times.names import date_in_words
from pmwizard.model.times.stamps import Stamp
from pmwizard.model.times.words import shown_time
from pmwizard.model.times.zones import the_instant, zone_meant
from pmwizard.text import quoted

_LONGEST = 80
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECONDS = {10: 1_000_000, 13: 1_000, 16: 1}

_LENGTH = (
    r"(?:(?P<days>[0-9]{1,4}) ?d(?:ays?)?)? ?(?:(?P<hours>[0-9]{1,4}) ?h(?:rs?|ours?)?)? ?"
    r"(?:(?P<minutes>[0-9]{1,5})(?![0-9]) ?(?:m(?:ins?|inutes?)?|(?! ?s)))? ?"
    r"(?:(?P<seconds>[0-9]{1,5}) ?s(?:ecs?|econds?)?)?"
)
_STEP = re.compile(rf"^(?P<sign>[+-]) ?{_LENGTH}$", re.IGNORECASE)
_BARE_STEP = re.compile(r"^[+-] ?(?:[0-9]+ ?d(?:ays?)? ?)?[0-9]{4,}$", re.IGNORECASE)
_FROM_NOW = re.compile(rf"^now ?(?P<sign>[+-]) ?{_LENGTH}$", re.IGNORECASE)
_TWO_WAYS = re.compile(r"^(?P<sign>[+-]) ?(?P<first>[0-9]{1,2}):(?P<second>[0-5][0-9])$")
_AGO = re.compile(rf"^{_LENGTH} (?P<side>ago|later|after|before)$", re.IGNORECASE)
_ORDINARY_DAYS = (date(2024, 6, 12), date(2024, 6, 13))
"""Two days that follow each other, on which no clock changes."""
_A_DAY = timedelta(days=1)
_ENDS_A_DAY = re.compile(r"(?<![0-9])24:?00")
_UNITS = ("days", "hours", "minutes", "seconds")
_SAME = {"same", "same time", "same time as above", "ditto", '"'}
_NUMBERS_TO_TEN = "one two three four five six seven eight nine ten"
_COUNTS = {
    "half an": "30 min of",
    "a quarter of an": "15 min of",
    "an": "1",
    "a": "1",
    **{name: str(number) for number, name in enumerate(_NUMBERS_TO_TEN.split(), 1)},
    "fifteen": "15",
    "twenty": "20",
    "thirty": "30",
}
_COUNT = re.compile(rf"^({'|'.join(_COUNTS)})(?= )", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"[0-9]{1,6}|[0-9]{1,2}[.:][0-9]{2}")
"""Numbers that are a clock rather than a day."""
_NUMBER = re.compile(r"^@?(?P<whole>[0-9]{10}|[0-9]{13}|[0-9]{16})(?:\.(?P<fraction>[0-9]{1,9}))?$")


def read_time(text: str, context: TimeContext) -> ResolvedTime | Unresolved:
    """Read a time as a tired person types it; an empty text means the time of the previous event.

    A time without a date is the one nearest to the previous event, else on the context's day. Never raises.
    """
    return _guarded(text, context, _instant)


def read_when(text: str, context: TimeContext) -> When | Unresolved:
    """Read a time, the two ends of a stretch, or a day without a time. Never raises.

    An end without a day of its own is the first such time after the start.
    """
    return _guarded(text, context, _when)


_Found = TypeVar("_Found", ResolvedTime, When)


def _guarded(text: str, context: TimeContext, read: Callable[[str, TimeContext], _Found]) -> _Found | Unresolved:
    try:
        return read(text, context)
    except UnresolvedError as error:
        return error.unresolved
    except (ValueError, OverflowError):
        return Unresolved(f"Time {quoted(text)} is not a time. Use 24-hour time such as 1345")


def _instant(text: str, context: TimeContext) -> ResolvedTime:
    words, is_about = _words_of(text)
    if at := _counted(words, context):
        return ResolvedTime(at, is_about)
    if _is_day(words, context):
        said = quoted(words)
        raise UnresolvedError(f"{said} is a date without a time. Enter the time as well, such as {said} 13:45")
    parsed = _parsed(words, context)
    _ask_for_one(words, parsed.stamp)
    at, note = _resolved(parsed, context)
    return ResolvedTime(at, is_about or parsed.stamp.about, note)


def _when(text: str, context: TimeContext) -> When:
    words, is_about = _words_of(text)
    if at := _counted(words, context):
        return When(at, approximate=is_about)
    if day := _day_named(words, context):
        return When(day=day, approximate=is_about)
    parsed = _parsed(words, context)
    stamp = parsed.stamp
    if stamp.is_unclear:
        # Read as an offset it would be another time altogether.
        _ask_for_one(words, stamp)
    at, note = _resolved(parsed, context)
    until = _end(stamp, at, context) if stamp.until else None
    if until and until < at:
        said = f"The end of {quoted(words)} is before its start"
        raise UnresolvedError(f"{said}. Enter the day of the end, or the start alone")
    return When(at, until=until, approximate=is_about or stamp.about, note=note)


def _words_of(text: str) -> tuple[str, bool]:
    """Return the words of a typed time, "" where nothing is typed, and whether it is called a guess.

    Raises:
        ValueError: No time is as long, or of marks alone.
    """
    words, is_about = normalized(text)
    if text.strip() and not 0 < len(words) <= _LONGEST:
        raise ValueError(text)
    return words, is_about


def _counted(words: str, context: TimeContext) -> datetime | None:
    """Return the instant, in UTC, of what counts from the event before, from now or from 1970."""
    at = _relative(words, context) or _since_epoch(words) if words else _previous(context, "An empty time")
    return at.astimezone(UTC) if at else None


def _parsed(words: str, context: TimeContext) -> ParsedTime:
    return parse_time(words, _reference_day(context), context.today, context.zone)


def _end(stamp: Stamp, at: datetime, context: TimeContext) -> datetime:
    """Return the end of a stretch that begins at an instant."""
    zone_words = stamp.until_zone or stamp.zone
    if stamp.until_day:
        reading = read_time(f"{stamp.until_day} {stamp.until} {zone_words}".strip(), replace(context, previous=at))
        if isinstance(reading, Unresolved):
            raise UnresolvedError(reading.message)
        return reading.at
    reading = read_end(f"{stamp.until} {zone_words}".strip(), context, at)
    if isinstance(reading, Unresolved):
        begin = shown_time(at, context.zone)
        raise UnresolvedError(reading.message, tuple(f"{begin} to {choice}" for choice in reading.choices))
    return reading.at


def is_clock_alone(text: str, context: TimeContext) -> bool:
    """Tell whether a text says a time of the day and nothing about the day: it goes along from one day to the next."""
    reading = read_when(text, replace(context, day=_ORDINARY_DAYS[0], previous=None))
    texts = reading.choices if isinstance(reading, Unresolved) else (text,)
    return bool(texts) and all(_goes_along(one, context) for one in texts)


def _goes_along(text: str, context: TimeContext) -> bool:
    first, second = (read_when(text, replace(context, day=day, previous=None)) for day in _ORDINARY_DAYS)
    if not isinstance(first, When) or not isinstance(second, When) or not first.at or not second.at:
        return False
    return second.at - first.at == _A_DAY


def read_end(text: str, context: TimeContext, start: datetime) -> ResolvedTime | Unresolved:
    """Read the end of what began at ``start``; a time of the day alone is the first such time from then on.

    Where the clocks show it twice from then on, or skip it, the choices are its readings.
    """
    if not is_clock_alone(text, context):
        return read_time(text, replace(context, previous=start))
    first = start.astimezone(context.zone).date()
    # 24:00 is the midnight that comes, also where the stretch begins at one.
    begun = start + timedelta(microseconds=1) if _ENDS_A_DAY.search(text) else start
    for day in (first + timedelta(days=days) for days in (-1, 0, 1, 2)):
        on_day = replace(context, day=day, previous=None)
        reading = _not_before(begun, read_time(text, on_day), on_day)
        if isinstance(reading, ResolvedTime) and _is_in_the_minute(start, reading.at, context.zone):
            # A start with seconds, and its own minute as the end.
            same = shown_time(start, context.zone)
            said = f"{text.strip()} is in the minute of the start"
            return Unresolved(f"{said}. Enter {same}, or the day too", (same, shown_time(reading.at, context.zone)))
        if reading is not None:
            return reading
    return read_time(text, replace(context, previous=start))


def _is_in_the_minute(start: datetime, end: datetime, zone: tzinfo) -> bool:
    """Return whether an end on a later day shows the minute of a start that has seconds."""
    begun, ended = (at.astimezone(zone) for at in (start, end))
    is_same = (begun.hour, begun.minute) == (ended.hour, ended.minute)
    return is_same and bool(begun.second or begun.microsecond) and begun.date() < ended.date()


def _not_before(
    start: datetime, reading: ResolvedTime | Unresolved, context: TimeContext
) -> ResolvedTime | Unresolved | None:
    """Return a reading that is not before ``start``, ``None`` where all it could mean is."""
    if isinstance(reading, ResolvedTime):
        return reading if reading.at >= start else None
    meant = [read_time(choice, context) for choice in reading.choices]
    known = [one for one in meant if isinstance(one, ResolvedTime)]
    late = [one for one in known if one.at >= start]
    clocks = {one.at.astimezone(context.zone).time() for one in known}
    if len(late) == 1 and len(known) > 1 and len(clocks) == 1:
        return late[0]  # The clocks showed it twice, once before the start.
    return reading if late or not known else None


def _day_named(words: str, context: TimeContext) -> date | None:
    """Return the day that words alone name, ``None`` where they name none.

    Raises:
        UnresolvedError: It could be two days.
    """
    if _BARE_NUMBER.fullmatch(words):
        return None
    return calendar_day(words.lower(), _reference_day(context), context.today, context.today + timedelta(days=1))


def _is_day(words: str, context: TimeContext) -> bool:
    try:
        return _day_named(words, context) is not None
    except UnresolvedError:
        return True


def _ask_for_one(words: str, stamp: Stamp) -> None:
    is_one = clock_of(stamp.until) == clock_of(stamp.clock) if stamp.until else True
    if not is_one or stamp.until_day or stamp.until_zone:
        choices = (
            f"{stamp.day} {stamp.clock} {stamp.zone}".strip(),
            f"{stamp.until_day or stamp.day} {stamp.until} {stamp.until_zone or stamp.zone}".strip(),
        )
        said = f"{quoted(words)} reads like two times. Enter the first alone, such as {choices[0]}"
        raise UnresolvedError(said, choices)


def _reference_day(context: TimeContext) -> date:
    return context.previous.astimezone(context.zone).date() if context.previous else context.day


def _previous(context: TimeContext, subject: str) -> datetime:
    if context.previous is None:
        raise UnresolvedError(f"{subject} counts from the event before, and there is none. Enter a time such as 1345")
    return context.previous


def _relative(words: str, context: TimeContext) -> datetime | None:
    this_minute = context.now.replace(second=0, microsecond=0)
    if words.lower() in {"now", "just now"}:
        return this_minute
    if words.lower() in _SAME:
        return _previous(context, f"Time {quoted(words)}")
    if _BARE_STEP.match(words):
        return None
    if match := _TWO_WAYS.match(words):
        _previous(context, f"Time {quoted(words)}")
        _ask_for_units(words, match)
    if (match := _STEP.match(words)) and any(match[part] for part in _UNITS):
        sign = -1 if match["sign"] == "-" else 1
        return _stepped(_previous(context, f"Time {quoted(words)}"), match, sign, context.zone)
    if (match := _FROM_NOW.match(words)) and any(match[part] for part in _UNITS):
        return _stepped(this_minute, match, -1 if match["sign"] == "-" else 1, context.zone)
    counted = _COUNT.sub(lambda match: _COUNTS[match[0].lower()], words).replace(" of hour", "")
    if (match := _AGO.match(counted)) and any(match[part] for part in _UNITS):
        side = match["side"].lower()
        start = this_minute if side == "ago" else _previous(context, f"Time {quoted(words)}")
        return _stepped(start, match, 1 if side in {"later", "after"} else -1, context.zone)
    return None


def _ask_for_units(words: str, match: re.Match[str]) -> None:
    sign, first, second = match["sign"], int(match["first"]), match["second"]
    choices: tuple[str, ...] = (f"{sign}{first}h{second}", f"{sign}{first}m{second}s")
    if sign == "-":
        # A hyphen in front may be no more than the mark of a list.
        choices = (f"{match['first']}:{second}", *choices)
    said = f"{quoted(words)} could be hours and minutes, or minutes and seconds"
    raise UnresolvedError(f"{said}. Enter {' or '.join(choices[-2:])}", choices)


def _stepped(start: datetime, match: re.Match[str], sign: int, zone: tzinfo) -> datetime:
    days, hours, minutes, seconds = (int(match[part] or 0) for part in _UNITS)
    if days:
        local = start.astimezone(zone).replace(tzinfo=None, fold=0) + timedelta(days=sign * days)
        start = the_instant(local, zone)
    return start + sign * timedelta(hours=hours, minutes=minutes, seconds=seconds)


def _since_epoch(words: str) -> datetime | None:
    match = _NUMBER.match(words)
    if not match:
        return None
    scale = _MICROSECONDS[len(match["whole"])]
    fraction = int((match["fraction"] or "0").ljust(9, "0")) * scale // 1_000_000_000
    return _EPOCH + timedelta(microseconds=int(match["whole"]) * scale + fraction)


def _resolved(parsed: ParsedTime, context: TimeContext) -> tuple[datetime, str]:
    """Put a time on its day and in its zone, and say what the words left open."""
    if parsed.day and parsed.stamp.clock == "midnight":
        raise _which_midnight(parsed.day, parsed.stamp.zone)
    local = _on(parsed.day or _nearest_day(parsed, context), parsed) + timedelta(days=parsed.days_later)
    try:
        zone = zone_meant(parsed.stamp.zone, local, context.zone) if parsed.stamp.zone else context.zone
    except UnresolvedError as error:
        raise _with_choices(error, local, parsed, f"{parsed.stamp.clock} ") from error
    try:
        at = the_instant(local, zone)
    except UnresolvedError as error:
        raise _with_choices(error, local, parsed) from error
    return at, _note(at, local, parsed, context)


def _note(at: datetime, local: datetime, parsed: ParsedTime, context: TimeContext) -> str:
    try:
        at_home = at.astimezone(context.zone)
    except OverflowError:
        return ""
    notes = [] if parsed.day else [_day_note(at_home.date(), _reference_day(context))]
    if parsed.stamp.zone and at_home.replace(tzinfo=None, fold=0) != local:
        notes.append(f"from {local:%H:%M} {parsed.stamp.zone}")
    return ", ".join(filter(None, notes))


def _on(day: date, parsed: ParsedTime) -> datetime:
    return datetime.combine(day, parsed.clock) + timedelta(days=parsed.is_end_of_day)


def _nearest_day(parsed: ParsedTime, context: TimeContext) -> date:
    near = _reference_day(context)
    if context.previous:
        days = [near + timedelta(days=days) for days in (1, 0, -1)]
        return min(days, key=lambda day: _distance(_on(day, parsed), parsed, context))
    if parsed.stamp.clock == "midnight":
        raise _which_midnight()
    return near


def _which_midnight(day: date | None = None, zone: str = "") -> UnresolvedError:
    start, end = (f"{day.isoformat() if day else ''} {clock} {zone}".strip() for clock in ("0000", "2400"))
    said = date_in_words(day) if day else "the day"
    return UnresolvedError(
        f"Midnight could begin or end {said}. Enter {start} for its start, {end} for its end", (start, end)
    )


def _distance(candidate: datetime, parsed: ParsedTime, context: TimeContext) -> timedelta:
    zone = context.zone
    if parsed.stamp.zone:
        try:
            zone = zone_meant(parsed.stamp.zone, candidate, context.zone)
        except UnresolvedError:
            zone = UTC
    previous = context.previous or context.now
    return abs(candidate.replace(tzinfo=zone).astimezone(UTC) - previous)


def _with_choices(error: UnresolvedError, local: datetime, parsed: ParsedTime, clock: str = "") -> UnresolvedError:
    day = f"{local.date().isoformat()} " if parsed.day or parsed.days_later else ""
    choices = tuple(f"{day}{clock}{choice}" for choice in error.unresolved.choices)
    return UnresolvedError(error.unresolved.message, choices)


def _day_note(day: date, near: date) -> str:
    match (day - near).days:
        case 0:
            return ""
        case 1:
            return "next day"
        case -1:
            return "the day before"
        case _:
            return date_in_words(day)


_MOST_WORDS_OF_A_TIME = 8
_MARKS = " \t-\u2013\u2014:|,;]"
_ANY_NUMBER = re.compile(r"^(?:[0-9]{3}|[0-9]{2}00|[0-9]{1,2}\.[0-9]{2})$")
_CLEAR = re.compile(r"(?<![0-9])[0-9]{1,2}:[0-9]{2}(?![0-9])|(?<![0-9])[0-9]{1,2} ?[ap]\.?m\b", re.IGNORECASE)
_ORDINARY = {
    *("sat", "sun", "mon", "wed", "mar", "may", "dec"),
    *("art", "cat", "eat", "wet", "west", "et", "ct", "mt", "pt"),
    *("maybe", "perhaps", "probably", "roughly"),
}
"""Words that can belong either to a time or to what happened then."""


@dataclass(frozen=True)
class Split:
    """A time as typed, and the words after it."""

    time: str
    words: str


@dataclass(frozen=True)
class Splits:
    """The ways to split a line, the likeliest first; ``is_sure`` when only the first can be meant."""

    ways: tuple[Split, ...] = ()
    is_sure: bool = False


def time_and_words(text: str, context: TimeContext) -> Splits:
    """Split a line into the time that it begins with and the words after it."""
    words = text.split()
    found = [
        (count, head)
        for count in range(1, min(len(words), _MOST_WORDS_OF_A_TIME + 1))
        if (any(map(str.isdigit, head := " ".join(words[:count]))) or head.lower() in {"now", "just now"})
        and (isinstance(reading := read_time(head, context), ResolvedTime) or reading.choices)
    ]
    if not found:
        return Splits()
    longest = found[-1][0]
    is_sure = len(found) == 1 or words[longest - 1].strip(_MARKS).lower() not in _ORDINARY
    counts = [longest] if is_sure else [longest, found[-2][0]]
    splits = [
        Split(" ".join(words[:count]).strip(" -\u2013\u2014:|,;"), " ".join(words[count:]).lstrip(_MARKS))
        for count in counts
    ]
    ways = tuple(split for split in splits if split.words)
    return Splits(ways, is_sure and bool(ways) and not _ANY_NUMBER.match(ways[0].time))


def begins_with_a_clock(split: Split) -> bool:
    """Tell whether a time cannot be mistaken for another number."""
    return bool(_CLEAR.search(split.time))
