"""Typed times on their day: a time of the day alone stays on the day of its row or field, and an end follows its start.

Read alone, a time of the day is the one nearest to another time. Here it is known which day it belongs to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from pmwizard.model.times.context import ResolvedTime, TimeContext, Unresolved
from pmwizard.model.times.reading import read_time
from pmwizard.model.times.words import instant_in_words, shown_time

TimeReader = Callable[[str, TimeContext], ResolvedTime | Unresolved]
"""How a typed time is read."""

_ORDINARY_DAYS = (date(2024, 6, 12), date(2024, 6, 13))
"""Two days that follow each other, on which no clock changes."""

_MINUTE, _DAY = timedelta(minutes=1), timedelta(days=1)
_PLAINLY_BEFORE = timedelta(hours=6)
"""A time that lies further back on the day before may as well be one of the same day."""


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
    if isinstance(reading, ResolvedTime) or not reading.choices:
        return None
    meanings = {}
    for choice in reading.choices:
        meant = read(choice, context)
        meanings[choice] = instant_in_words(meant.at, context.zone) if isinstance(meant, ResolvedTime) else choice
    return Ambiguity(reading.message.partition(". Enter")[0], meanings)


def is_clock_alone(text: str, context: TimeContext) -> bool:
    """Tell whether a text says a time of the day and nothing about the day: it goes along from one day to the next."""
    reading = read_time(text, replace(context, day=_ORDINARY_DAYS[0], previous=None))
    texts = (text,) if isinstance(reading, ResolvedTime) else reading.choices
    return bool(texts) and all(_goes_along(one, context) for one in texts)


def _goes_along(text: str, context: TimeContext) -> bool:
    first, second = (read_time(text, replace(context, day=day, previous=None)) for day in _ORDINARY_DAYS)
    return isinstance(first, ResolvedTime) and isinstance(second, ResolvedTime) and second.at - first.at == _DAY


def read_on(text: str, context: TimeContext, day: date) -> ResolvedTime | Unresolved:
    """Read a typed time; a time of the day alone is one of ``day``, however near another day is."""
    if is_clock_alone(text, context):
        return read_time(text, replace(context, day=day, previous=None))
    return read_time(text, context)


def read_end(text: str, context: TimeContext, start: datetime) -> ResolvedTime | Unresolved:
    """Read the end of what began at ``start``; a time of the day alone is the first such time from then on."""
    if not is_clock_alone(text, context):
        return read_time(text, replace(context, previous=start))
    first = start.astimezone(context.zone).date()
    for day in (first + timedelta(days=days) for days in (-1, 0, 1, 2)):
        reading = _from(start, read_time(text, replace(context, day=day, previous=None)), replace(context, day=day))
        if isinstance(reading, ResolvedTime) and reading.at - start > _DAY - _MINUTE:
            # A start with seconds, and its own minute as the end.
            same = shown_time(start, context.zone)
            said = f"{text.strip()} is in the minute of the start"
            return Unresolved(f"{said}. Enter {same}, or the day too", (same, shown_time(reading.at, context.zone)))
        if reading is not None:
            return reading
    return read_time(text, replace(context, previous=start))


def _from(
    start: datetime, reading: ResolvedTime | Unresolved, context: TimeContext
) -> ResolvedTime | Unresolved | None:
    """Return a reading that is not before ``start``, ``None`` where all it could mean is."""
    if isinstance(reading, ResolvedTime):
        return reading if reading.at >= start else None
    meant = [read_time(choice, replace(context, previous=None)) for choice in reading.choices]
    known = [one for one in meant if isinstance(one, ResolvedTime)]
    late = [one for one in known if one.at >= start]
    clocks = {one.at.astimezone(context.zone).time() for one in known}
    if len(late) == 1 and len(known) > 1 and len(clocks) == 1:
        return late[0]  # The clocks showed it twice, once before the start.
    return reading if late or not known else None


def read_event(text: str, context: TimeContext, day: date | None) -> ResolvedTime | Unresolved:
    """Read the time of an event of a list: a time of the day alone is one of ``day``, ``None`` for a new last event."""
    return _read_last(text, context) if day is None else read_on(text, context, day)


def _read_last(text: str, context: TimeContext) -> ResolvedTime | Unresolved:
    """Read the time of an event after all others: the nearest such time, asked about where it is hours back."""
    reading = read_time(text, context)
    previous = context.previous
    if isinstance(reading, Unresolved) or previous is None or previous - reading.at < _PLAINLY_BEFORE:
        return reading
    zone = context.zone
    last = previous.astimezone(zone).date()
    if reading.at.astimezone(zone).date() >= last or not is_clock_alone(text, context):
        return reading
    same_day = read_time(text, replace(context, day=last, previous=None))
    if isinstance(same_day, Unresolved):
        return same_day
    choices = tuple(shown_time(one.at, zone, approximate=one.approximate) for one in (same_day, reading))
    return Unresolved(f"{text.strip()} could be before or after the last event. Enter its day too", choices)
