"""What typed text means for a report: another report, what to do instead, or which of several readings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType

from pydantic import ValidationError

from pmwizard.draft.typed.purposes import echo_of_area
from pmwizard.draft.typed.suggestions import echo_of_name, suggests
from pmwizard.model import Report
from pmwizard.model.base import is_empty
from pmwizard.model.moments import context_of, event_of, with_moment_at
from pmwizard.model.parts.timeline import Event, Moment
from pmwizard.model.paths import NoSuchPathError, replaced, value_at, without_row
from pmwizard.model.times.context import ResolvedTime, TimeContext, Unresolved
from pmwizard.model.times.dates import echo_date, read_date
from pmwizard.model.times.reading import read_time
from pmwizard.model.times.words import echo_time, instant_in_words, shown_time
from pmwizard.model.times.zones import zone_advice, zone_key, zone_named
from pmwizard.questions import Kind, Question, question_at
from pmwizard.questions.answers import Unread, read, shown
from pmwizard.questions.metadata import FIRST_IMPACT, IMPACT_OVER, INCIDENT_DATE, TIME_ZONE
from pmwizard.questions.timeline import EVENT_TIME
from pmwizard.text import quoted

MOMENT_PATHS: Mapping[str, Moment] = MappingProxyType(
    {FIRST_IMPACT.path: "started", IMPACT_OVER.path: "recovered"},
)
"""The questions that edit the time of an event of the timeline."""

_MOMENT_WORDS: Mapping[Moment, str] = MappingProxyType({"started": "Impact began", "recovered": "Impact over"})
"""What the events say that "First impact" and "Over at" make, until someone words them anew."""

_EVENT_TIME = EVENT_TIME.path


def answer_shown(report: Report, path: str, now: datetime) -> str:
    """Return the text that stands for the answer at ``path``, and reads back the same; "" where there is none."""
    if path in MOMENT_PATHS:
        return _moment_shown(report, MOMENT_PATHS[path], now)
    question = question_at(path)
    if question is None:
        return ""
    context = context_of(report, now)
    try:
        value = value_at(report, path)
        if question.path == _EVENT_TIME and value:
            about = bool(value_at(report, f"{path.rpartition('.')[0]}.approximate"))
            return shown_time(value, context.zone, day=context.day, approximate=about)
    except NoSuchPathError:
        return ""
    return shown(question, value, context)


def with_answer(report: Report, path: str, raw: str, now: datetime) -> tuple[Report, str]:
    """Return the report with ``raw`` understood at ``path`` and "", or the report as it was and what to do."""
    question = question_at(path)
    if question is None:
        return report, f"Nothing is asked at {path}. Enter it in the file"
    try:
        if path in MOMENT_PATHS:
            return _with_moment(report, MOMENT_PATHS[path], raw, now)
        return _with_value(report, path, question, raw, now)
    except (ValidationError, NoSuchPathError):
        return report, f"{question.label} cannot hold this. Enter other text"


def _with_value(report: Report, path: str, question: Question, raw: str, now: datetime) -> tuple[Report, str]:
    if question.kind is Kind.ROWS or (question.kind is Kind.ENTRIES and path == question.path):
        return report, f"{question.label} is a list. Enter one {question.noun or 'entry'} at a time"
    if question.path == _EVENT_TIME and raw.strip():
        reading = read_time(raw, context_of(report, now))
        if isinstance(reading, Unresolved):
            return report, reading.message
        about = f"{path.rpartition('.')[0]}.approximate"
        return replaced(replaced(report, path, reading.at), about, reading.approximate or None), ""
    value = read(question, raw, context_of(report, now))
    if isinstance(value, Unread):
        return report, value.message
    if path == TIME_ZONE.path and value:
        if zone_named(value) is None:
            return report, f"{quoted(value)} is not a zone we know. {zone_advice(value)}"
        value = zone_key(value)
    if question.kind is Kind.ENTRIES and is_empty(value):
        return without_row(report, path), ""
    return replaced(report, path, value), ""


def _moment_shown(report: Report, moment: Moment, now: datetime) -> str:
    event = event_of(report, moment)
    if event is None or event.at is None:
        return ""
    context, about = context_of(report, now), bool(event.approximate)
    clock = shown_time(event.at, context.zone, day=context.day, approximate=about)
    reading = moment_read(report, moment, clock, now)
    reads_back = isinstance(reading, ResolvedTime) and reading.at == event.at
    return clock if reads_back else shown_time(event.at, context.zone, approximate=about)


def moment_read(report: Report, moment: Moment, raw: str, now: datetime) -> ResolvedTime | Unresolved:
    """Return what a typed time of a moment stands for; the end of the impact is read against its start."""
    started = event_of(report, "started")
    if moment == "started" or started is None or started.at is None:
        return read_time(raw, context_of(report, now))
    reading = read_time(raw, context_of(report, now, started.at))
    if isinstance(reading, ResolvedTime) and reading.at < started.at and "the day before" in reading.note:
        # The nearest such time lies before first impact; what is meant is the first one after it.
        return read_time(raw, context_of(report, now, started.at + timedelta(hours=12)))
    return reading


def _with_moment(report: Report, moment: Moment, raw: str, now: datetime) -> tuple[Report, str]:
    words = _MOMENT_WORDS[moment]
    if not raw.strip():
        changed = with_moment_at(report, moment, None, approximate=False, event_text=words)
    else:
        reading = moment_read(report, moment, raw, now)
        if isinstance(reading, Unresolved):
            return report, reading.message
        changed = with_moment_at(report, moment, reading.at, approximate=reading.approximate, event_text=words)
    return (_with_incident_date(report, changed) if moment == "started" else changed), ""


def _with_incident_date(before: Report, after: Report) -> Report:
    """Return the report with its incident date moved along with first impact, unless it was entered as another."""
    was, day = (_utc_day(event_of(report, "started")) for report in (before, after))
    entered = after.metadata.incident_date
    return replaced(after, INCIDENT_DATE.path, day) if entered in (None, was) and entered != day else after


def _utc_day(event: Event | None) -> date | None:
    return event.at.astimezone(UTC).date() if event and event.at else None


@dataclass(frozen=True)
class Ambiguity:
    """Several meanings of a typed text.

    Attributes:
        question: What is unclear, in one sentence.
        meanings: The day or instant of each meaning in words, by the text to type for it.
    """

    question: str
    meanings: Mapping[str, str]


def ambiguity_of_time(
    raw: str, context: TimeContext, read: Callable[[str, TimeContext], ResolvedTime | Unresolved] = read_time
) -> Ambiguity | None:
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
    return Ambiguity(_question(reading), meanings)


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
    today = context.today
    reading = read_date(raw, today)
    if isinstance(reading, date) or not reading.choices:
        return None
    meanings = {choice: echo_date(read_date(choice, today)).removeprefix("= ") for choice in reading.choices}
    return Ambiguity(_question(reading), meanings)


def _question(reading: Unresolved) -> str:
    return reading.message.partition(". Enter")[0]


def echo(report: Report, path: str, raw: str, now: datetime) -> str | None:
    """Return how ``raw`` is understood at ``path``, "" while there is nothing to say, ``None`` where nothing ever is.

    Times and dates are shown as they are understood; where a person is asked for, who fits what is typed.
    """
    question, is_blank = question_at(path), not raw.strip()
    if moment := MOMENT_PATHS.get(path):
        started = None if moment == "started" else event_of(report, "started")
        context = context_of(report, now, started.at if started else None)
        return "" if is_blank else echo_time(moment_read(report, moment, raw, now), context, since="first impact")
    if suggests(path):
        return "" if is_blank else echo_of_name(report, path, raw)
    if area := echo_of_area(path, raw):
        return area
    if question is None or question.kind is not Kind.DATE:
        return None
    return "" if is_blank else echo_date(read_date(raw, context_of(report, now).today))
