"""Typed times on their day: a time of the day alone stays on the day of its row or field, and an end follows its start.

Read alone, a time of the day is the one nearest to another time. Here it is known which day it belongs to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo

from pmwizard.model.days import day_in
from pmwizard.model.parts.timeline import Event
from pmwizard.model.paths import revised
from pmwizard.model.times.context import ResolvedTime, TimeContext, Unresolved, When
from pmwizard.model.times.names import date_in_words, date_with_weekday
from pmwizard.model.times.reading import is_clock_alone, read_time, read_when
from pmwizard.model.times.words import echo_time, instant_in_words, shown_time
from pmwizard.model.times.zones import is_usual_offset, offset_in_words

TimeReader = Callable[[str, TimeContext], ResolvedTime | When | Unresolved]
"""How a typed time is read."""

_USUAL_LENGTH = 76
"""The letters of an echo from which a zone is called by its place alone."""

_TWO_CLOCKS = 2
"""The colons of two times to the minute, without an offset from UTC."""

_PLAINLY_NEAR = timedelta(hours=6)
"""A time of another day that is further away may as well be one of the same day."""

_SOON_AFTER = timedelta(hours=1)
"""Where an incident is over, a time further behind its end may as well be one of its course."""

_MOST_DAYS_BACK = 3
"""As many days before are offered."""


@dataclass(frozen=True)
class Ambiguity:
    """Several meanings of a typed text.

    Attributes:
        question: What is unclear, in one sentence.
        meanings: The day or instant of each meaning in words, by the text to type for it.
        is_doubt: Whether the text has one meaning, which is odd: it is taken once a person says so.
    """

    question: str
    meanings: Mapping[str, str]
    is_doubt: bool = False

    def as_unread(self, advice: str) -> Unresolved:
        """Return what to say where nobody can be asked, with what to enter instead."""
        return Unresolved(f"{self.question}. {advice}", tuple(self.meanings))


def ambiguity_of_time(raw: str, context: TimeContext, read: TimeReader = read_time) -> Ambiguity | None:
    """Return the instants that a typed time could be, ``None`` when it has one reading or none.

    Args:
        raw: The time as typed.
        context: What it is read against.
        read: How it is read, where that is not the usual way.
    """
    reading = read(raw, context)
    if not isinstance(reading, Unresolved) or not reading.choices:
        return None
    meanings = {}
    for choice in reading.choices:
        meant = read(choice, context)
        meanings[choice] = choice if isinstance(meant, Unresolved) else when_in_words(meant, context.zone)
    return Ambiguity(reading.message.partition(". Enter")[0], meanings)


def when_in_words(reading: ResolvedTime | When, zone: tzinfo) -> str:
    """Return an instant in a zone and in UTC, or a day alone: ``Fri 21 Nov 2025``."""
    if isinstance(reading, When) and reading.day:
        return date_with_weekday(reading.day)
    return instant_in_words(reading.at, zone) if reading.at else ""


def read_on(text: str, context: TimeContext, day: date) -> ResolvedTime | Unresolved:
    """Read a typed time; a time of the day alone is one of ``day``, however near another day is."""
    if is_clock_alone(text, context):
        return read_time(text, replace(context, day=day, previous=None))
    return read_time(text, context)


def refusal(text: str, reading: When | Unresolved, context: TimeContext) -> str:
    """Return why the two ends of a stretch cannot be taken, "" for any other text."""
    if isinstance(reading, When) or reading.choices:
        return ""
    first = read_time(text, context)
    return reading.message if isinstance(first, Unresolved) and first.choices else ""


def read_event(
    text: str, context: TimeContext, day: date | None, first: datetime | None = None, *, is_over: bool = False
) -> When | Unresolved:
    """Read the time, the two ends or the day of an event of a list.

    A time of the day alone is one of ``day``. Without it, it is the one nearest to the event before, and is asked
    about where that is hours away and another day may as well be meant: people type what happened in order, and not
    always.

    Args:
        text: The time as typed.
        context: What it is read against.
        day: The day that the event has, or is known to have.
        first: The instant of the first event there is.
        is_over: Whether the incident is over with the event before: what is typed next mostly came before that.
    """
    is_clock = is_clock_alone(text, context)
    if day is not None:
        return read_when(text, replace(context, day=day, previous=None) if is_clock else context)
    reading, previous = read_when(text, context), context.previous
    if isinstance(reading, Unresolved) or not is_clock or previous is None or reading.at is None:
        return reading
    if first is not None and reading.at - previous >= (_SOON_AFTER if is_over else _PLAINLY_NEAR):
        inside = [*_on_days_before(text, context, reading.at, first), reading]
        if len(inside) > 1 and reading.at.astimezone(context.zone).date() == previous.astimezone(context.zone).date():
            return _either_of(text, inside, context.zone)
    other = _other_day(text, context, previous, reading.at)
    if other is None or other.at is None or other.at > context.now:
        return reading
    if reading.at > previous > other.at and first is not None and other.at < first:
        return reading  # It went on over midnight; nothing is known from before that.
    return _either_of(text, [reading, other] if reading.at < other.at else [other, reading], context.zone)


def _either_of(text: str, ways: Sequence[When], zone: tzinfo) -> Unresolved:
    days = "one of several days" if ways[2:] else "either of two days"
    choices = tuple(shown_when(one, zone) for one in ways)
    return Unresolved(f"{text.strip()} could be on {days}. Enter its day too", choices)


def _on_days_before(text: str, context: TimeContext, at: datetime, first: datetime) -> list[When]:
    """Return the same time of the day on the days before an instant, from the first event on; of many the last."""
    own = at.astimezone(context.zone).date()
    days = [own - timedelta(days=days) for days in range(_MOST_DAYS_BACK, 0, -1)]
    readings = [read_when(text, replace(context, day=day, previous=None)) for day in days]
    return [one for one in readings if isinstance(one, When) and one.at and first <= one.at < at]


def _other_day(text: str, context: TimeContext, previous: datetime, nearest: datetime) -> When | None:
    """Return a time of the day on the day on which it may as well be meant, ``None`` where only the nearest is.

    That is the day of the event before, for a time hours away on another one, and the next for one hours back.
    """
    own = previous.astimezone(context.zone).date()
    is_own = nearest.astimezone(context.zone).date() == own
    if abs(nearest - previous) < _PLAINLY_NEAR or (is_own and nearest > previous):
        return None
    reading = read_when(text, replace(context, day=own + timedelta(days=is_own), previous=None))
    return reading if isinstance(reading, When) and reading.at != nearest else None


def local_day(event: Event | None, zone: tzinfo) -> date | None:
    """Return the day of an event, ``None`` where neither its time nor its day is known."""
    if event is None:
        return None
    return day_in(event.at, zone) if event.at else event.day


def date_beside(day: date, near: date) -> str:
    """Return a day with its day of the week, and the year where it is not that of ``near``: ``Mon 20 Oct``."""
    words = date_with_weekday(day)
    return words if day.year != near.year else words.rpartition(" ")[0]


def timed(event: Event, when: When) -> Event:
    """Return an event with what was typed as its time; without a time it is no moment."""
    moment = event.moment if when.at else None
    about = when.approximate or None
    return revised(event, at=when.at, day=when.day, until=when.until, approximate=about, moment=moment)


def shown_when(when: When | Event, zone: tzinfo, day: date | None = None) -> str:
    """Return the words that the time of an event is edited in: ``14:05-14:30`` on ``day``, ``19 Oct 2025``."""
    about = "about " if when.approximate else ""
    if when.at is None:
        return f"{about}{date_in_words(when.day)}" if when.day else ""
    begin = shown_time(when.at, zone, day=day, approximate=bool(when.approximate))
    if when.until is None:
        return begin
    begin_day = when.at.astimezone(zone).date()
    end = shown_time(when.until, zone, day=begin_day)
    offset = when.until.astimezone(zone).utcoffset() or timedelta()
    if _ends_in_zone(begin) and not _ends_in_zone(end):
        # An end without a zone is read in that of the start, which may not be its own in the night the clocks change.
        end = f"{end} {offset_in_words(offset)}" if is_usual_offset(offset) else f"{shown_time(when.until, UTC)} UTC"
    is_plain = begin.removeprefix(about).count(":") + end.count(":") == _TWO_CLOCKS and " " not in end
    return f"{begin}-{end}" if is_plain else f"{begin} to {end}"


def _ends_in_zone(words: str) -> bool:
    return words.rpartition(" ")[2][0] in "+-U"


def echo_when(reading: When | Unresolved, context: TimeContext, *, since: str) -> str:
    """Return the line that says how the typed time of an event is understood."""
    if isinstance(reading, Unresolved):
        return echo_time(reading, context)
    if reading.at is None:
        return f"= {'about ' if reading.approximate else ''}{when_in_words(reading, context.zone)}, no time of the day"
    words = echo_time(ResolvedTime(reading.at, reading.approximate, reading.note), context, since=since)
    name = getattr(context.zone, "key", "")
    if len(words) > _USUAL_LENGTH and name:
        words = words.replace(name, name.rpartition("/")[2].replace("_", " "))
    if len(words) > _USUAL_LENGTH:
        words = words.replace(f" after {since}", " later").replace(f" before {since}", " earlier")
    if reading.until is None:
        return words
    first, comma, rest = words.partition(", ")
    end = shown_time(reading.until, context.zone, day=reading.at.astimezone(context.zone).date())
    return f"{first} to {end}{comma}{rest}"
