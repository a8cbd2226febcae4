"""What typed text could mean where it has several readings: each with the text that settles it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from pmwizard.draft.understanding import MOMENT_PATHS, context_of, moment_read
from pmwizard.model import Report
from pmwizard.model.dates import echo_date, understood_date
from pmwizard.model.readings import NotUnderstood, TimeContext, Understood
from pmwizard.model.times import instant_in_words, read_time
from pmwizard.questions import Kind, question_at


@dataclass(frozen=True)
class Reading:
    """One meaning of a text: what to type for it, and which day or instant that is."""

    text: str
    words: str


@dataclass(frozen=True)
class Ambiguity:
    """Several meanings of a text, and what is unclear about it in one sentence."""

    question: str
    readings: tuple[Reading, ...]


def ambiguity_of_time(
    raw: str, context: TimeContext, read: Callable[[str, TimeContext], Understood | NotUnderstood] = read_time
) -> Ambiguity | None:
    """Return the instants that a typed time could be, ``None`` when it has one reading or none.

    Args:
        raw: The time as typed.
        context: What it is read against.
        read: How it is read, where that is not the usual way.
    """
    reading = read(raw, context)
    if isinstance(reading, Understood) or not reading.choices:
        return None
    found = []
    for choice in reading.choices:
        meant = read(choice, context)
        words = instant_in_words(meant.at, context.zone) if isinstance(meant, Understood) else choice
        found.append(Reading(choice, words))
    return Ambiguity(_question(reading), tuple(found))


def ambiguity_at(report: Report, path: str, raw: str, now: datetime) -> Ambiguity | None:
    """Return what the text typed for the answer at ``path`` could mean, ``None`` when nothing is unclear."""
    if path in MOMENT_PATHS:
        moment = MOMENT_PATHS[path]
        return ambiguity_of_time(raw, context_of(report, now), lambda text, _: moment_read(report, moment, text, now))
    question = question_at(path)
    if question is None or question.kind not in {Kind.DATE, Kind.TIME}:
        return None
    context = context_of(report, now)
    if question.kind is Kind.TIME:
        return ambiguity_of_time(raw, context)
    today = context.now.astimezone(context.zone).date()
    reading = understood_date(raw, today)
    if isinstance(reading, date) or not reading.choices:
        return None
    found = (Reading(one, echo_date(understood_date(one, today)).removeprefix("= ")) for one in reading.choices)
    return Ambiguity(_question(reading), tuple(found))


def _question(reading: NotUnderstood) -> str:
    return reading.message.partition(". Enter")[0]
