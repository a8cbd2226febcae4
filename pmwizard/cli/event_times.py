"""The time of an event that is added from the command line: understood in one way, or told to be typed anew."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from pmwizard.draft.understanding import context_of
from pmwizard.errors import UsageError
from pmwizard.model import Report
from pmwizard.model.readings import quoted
from pmwizard.model.times import NotUnderstood, TimeContext, Understood, echo_time, read_time, shown_time

_STILL_GOING_ON = timedelta(days=2)
"""An incident whose last event is longer ago is written up afterwards: its times are near that event, not near now."""


@dataclass(frozen=True)
class EventTime:
    """When an event was, and that in words: ``14:12 UTC, 3 min after the last event``."""

    reading: Understood
    words: str


def read_event_time(report: Report, typed: str | None, now: datetime) -> EventTime:
    """Return the time that was typed for a new event, or now to the minute where none was.

    Args:
        report: The report, its timeline in the order of time.
        typed: The time as typed.
        now: Aware.

    Raises:
        UsageError: It is no time, or could be several; the hint says what to type instead.
    """
    last = next((event.at for event in reversed(report.timeline) if event.at), None)
    context = context_of(report, now, last)
    if typed is None:
        reading: Understood | NotUnderstood = read_time("now", context)
    elif not typed.strip():
        raise UsageError("--time is empty", hint="Enter one such as --time 1345, or leave it out for now")
    else:
        reading = _meant(typed, context)
    if isinstance(reading, NotUnderstood):
        raise _unclear(reading.message, reading.choices)
    return EventTime(reading, echo_time(reading, context).removeprefix("= ").removesuffix(", in the future"))


def _meant(typed: str, context: TimeContext) -> Understood | NotUnderstood:
    """Read a time beside the last event, and beside now as well where the incident is still going on."""
    reading = read_time(typed, context)
    if isinstance(reading, NotUnderstood) or not _is_going_on(context):
        return reading
    beside_now = read_time(typed, replace(context, day=_today(context), previous=context.now))
    if isinstance(beside_now, NotUnderstood) or beside_now.at == reading.at or _counts(typed, context):
        return reading
    if reading.at > context.now:
        return beside_now
    if beside_now.at > context.now:
        return reading
    instants = sorted((reading.at, beside_now.at))
    choices = tuple(shown_time(at, context.zone, approximate=reading.approximate) for at in instants)
    return NotUnderstood(f"Time {quoted(typed)} could be on either of two days", choices)


def _is_going_on(context: TimeContext) -> bool:
    if context.previous is None:
        return _today(context) - context.day < _STILL_GOING_ON
    return context.now - context.previous < _STILL_GOING_ON


def _today(context: TimeContext) -> date:
    return context.now.astimezone(context.zone).date()


def _counts(typed: str, context: TimeContext) -> bool:
    """Tell whether a typed time counts from the event before: it is another time after another event."""
    if context.previous is None:
        return False
    later = replace(context, previous=context.previous + timedelta(minutes=1))
    one, other = read_time(typed, context), read_time(typed, later)
    return isinstance(one, Understood) and isinstance(other, Understood) and other.at - one.at == timedelta(minutes=1)


def _unclear(message: str, choices: tuple[str, ...]) -> UsageError:
    sentence, _, hint = message.partition(". ")
    if choices:
        hint = f"Type {' or '.join(f'--time {shlex.quote(choice)}' for choice in choices)}"
    if sentence[1:2].islower():
        sentence = sentence[:1].lower() + sentence[1:]
    return UsageError(sentence, hint=hint or "Type one such as --time 1345")
