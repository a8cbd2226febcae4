"""What typed text means for a report: another report, what to do instead, or which of several readings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType

from pydantic import ValidationError

from pmwizard.draft.typed.doubts import doubt_about_moment
from pmwizard.draft.typed.purposes import echo_of_area
from pmwizard.draft.typed.suggestions import echo_of_name, suggests
from pmwizard.draft.typed.times import (
    Ambiguity,
    ambiguity_of_time,
    local_day,
    read_event,
    read_on,
    shown_when,
    timed,
)
from pmwizard.model import Report
from pmwizard.model.base import is_empty
from pmwizard.model.moments import context_of, event_of, with_moment_at
from pmwizard.model.parts.timeline import Event, Moment
from pmwizard.model.paths import NoSuchPathError, replaced, value_at, without_row
from pmwizard.model.times.context import ResolvedTime, TimeContext, Unresolved
from pmwizard.model.times.dates import echo_date, read_date
from pmwizard.model.times.reading import read_end
from pmwizard.model.times.words import echo_time, shown_time
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

MOMENT_WORDS: Mapping[Moment, str] = MappingProxyType({"started": "Impact began", "recovered": "Impact over"})
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
        if question.path == _EVENT_TIME:
            return shown_when(value_at(report, path.rpartition(".")[0]), context.zone, context.day)
        value = value_at(report, path)
    except NoSuchPathError:
        return ""
    return shown(question, value, context)


def with_answer(report: Report, path: str, raw: str, now: datetime, *, is_meant: bool = False) -> tuple[Report, str]:
    """Return the report with ``raw`` understood at ``path`` and "", or the report as it was and what to do.

    Args:
        report: The report as it was before the field was typed into: a time keeps the day that it has there.
        path: The answer.
        raw: What was typed.
        now: The current instant.
        is_meant: Whether a person has said that an odd time is meant.
    """
    question = question_at(path)
    if question is None:
        return report, f"Nothing is asked at {path}. Enter it in the file"
    try:
        if path in MOMENT_PATHS:
            return _with_moment(report, MOMENT_PATHS[path], raw, now, is_meant=is_meant)
        return _with_value(report, path, question, raw, now)
    except (ValidationError, NoSuchPathError):
        return report, f"{question.label} cannot hold this. Enter other text"


def _with_value(report: Report, path: str, question: Question, raw: str, now: datetime) -> tuple[Report, str]:
    if question.kind is Kind.ROWS or (question.kind is Kind.ENTRIES and path == question.path):
        return report, f"{question.label} is a list. Enter one {question.noun or 'entry'} at a time"
    if question.path == _EVENT_TIME and raw.strip():
        return _with_event_time(report, path.rpartition(".")[0], raw, context_of(report, now))
    value = read(question, raw, context_of(report, now))
    if isinstance(value, Unread):
        return report, value.message
    if path == TIME_ZONE.path and value:
        if zone_named(value) is None:
            return report, f"{quoted(value)} is not a zone we know. {zone_advice(value)}"
        value = zone_key(value)
    if question.kind is Kind.ENTRIES and is_empty(value):
        return without_row(report, path), ""
    changed = replaced(report, path, value)
    is_dated = path == TIME_ZONE.path and report.metadata.incident_date is not None
    return (_with_incident_date(report, changed) if is_dated else changed), ""


def _with_event_time(report: Report, path: str, raw: str, context: TimeContext) -> tuple[Report, str]:
    event: Event = value_at(report, path)
    reading = read_event(raw, context, local_day(event, context.zone) or context.day)
    return (
        (report, reading.message)
        if isinstance(reading, Unresolved)
        else (replaced(report, path, timed(event, reading)), "")
    )


def _moment_shown(report: Report, moment: Moment, now: datetime) -> str:
    event = event_of(report, moment)
    if event is None or event.at is None:
        return ""
    context, about = context_of(report, now), bool(event.approximate)
    day = report.metadata.incident_date or context.day
    clock = shown_time(event.at, context.zone, day=day, approximate=about)
    reading = moment_read(report, moment, clock, now)
    reads_back = isinstance(reading, ResolvedTime) and reading.at == event.at
    return clock if reads_back else shown_time(event.at, context.zone, approximate=about)


def moment_read(
    report: Report, moment: Moment, raw: str, now: datetime, *, is_meant: bool = False
) -> ResolvedTime | Unresolved:
    """Return what a typed time of a moment stands for.

    A time of the day alone keeps the day that the moment has. The end of the impact, where it has none, is the first
    such time after its start. What would put an end before its start has to be meant so.
    """
    started, event = event_of(report, "started"), event_of(report, moment)
    start = started.at if started and moment != "started" else None
    before = event.at if event else None
    context = context_of(report, now, start)
    if before is not None:
        reading = read_on(raw, context, before.astimezone(context.zone).date())
    elif start is not None:
        reading = read_end(raw, context, start)
    else:
        reading = read_on(raw, context, context.day)
    if is_meant or isinstance(reading, Unresolved) or reading.at == before:
        return reading
    doubt = _doubt(report, moment, reading)
    return doubt.as_unread("Enter its day too") if doubt else reading


def _doubt(report: Report, moment: Moment, reading: ResolvedTime) -> Ambiguity | None:
    known = event_of(report, moment) or Event(moment=moment)
    return doubt_about_moment(
        report, known.model_copy(update={"at": reading.at, "approximate": reading.approximate or None})
    )


def _with_moment(report: Report, moment: Moment, raw: str, now: datetime, *, is_meant: bool) -> tuple[Report, str]:
    words = MOMENT_WORDS[moment]
    if not raw.strip():
        changed = with_moment_at(report, moment, None, approximate=False, event_text=words)
    else:
        reading = moment_read(report, moment, raw, now, is_meant=is_meant)
        if isinstance(reading, Unresolved):
            return report, reading.message
        changed = with_moment_at(report, moment, reading.at, approximate=reading.approximate, event_text=words)
    return (_with_incident_date(report, changed) if moment == "started" else changed), ""


def _with_incident_date(before: Report, after: Report) -> Report:
    """Return the report with its incident date moved along with first impact, unless it was entered as another."""
    was, day = map(_day_of_start, (before, after))
    entered = after.metadata.incident_date
    return replaced(after, INCIDENT_DATE.path, day) if entered in (None, was) and entered != day else after


def _day_of_start(report: Report) -> date | None:
    started = event_of(report, "started")
    return local_day(started, report.zone) if started else None


def ambiguity_at(report: Report, path: str, raw: str, now: datetime) -> Ambiguity | None:
    """Return what the text typed for the answer at ``path`` could mean, ``None`` when nothing is unclear."""
    if path in MOMENT_PATHS:
        return _ambiguity_of_moment(report, MOMENT_PATHS[path], raw, now)
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
    return Ambiguity(reading.message.partition(". Enter")[0], meanings)


def _ambiguity_of_moment(report: Report, moment: Moment, raw: str, now: datetime) -> Ambiguity | None:
    reading = moment_read(report, moment, raw, now, is_meant=True)
    if isinstance(reading, ResolvedTime):
        is_odd = isinstance(moment_read(report, moment, raw, now), Unresolved)
        return _doubt(report, moment, reading) if is_odd else None
    context = context_of(report, now)
    return ambiguity_of_time(raw, context, lambda text, _: moment_read(report, moment, text, now, is_meant=True))


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
