"""Moments and events of the timeline: contradictions, gaps, and what a layout's figures need."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import accumulate, pairwise

from pmwizard.checks.english.denials import denial_in
from pmwizard.checks.english.prose import Pattern
from pmwizard.checks.rule import Case, Problem, length_between, row_path, rule, says
from pmwizard.model.base import is_empty
from pmwizard.model.days import day_by_events, day_in, first_instant, is_day_without_event
from pmwizard.model.moments import IN_ORDER, Definition
from pmwizard.model.parts.timeline import MOMENTS, Moment
from pmwizard.model.times.names import date_in_words as day_in_words
from pmwizard.questions.timeline import MOMENT
from pmwizard.text import quoted

_GAP = timedelta(minutes=15)
_MOST_GAPS = 3
_CLOCK_SKEW = timedelta(minutes=1)
_FEW_EVENTS = 3


@rule(
    "time-order",
    "time",
    "error",
    "A moment stands before one that comes first, so the figures made from them are wrong",
    "firefighter-incident, 2,701 incidents",
)
def moments_contradict(case: Case) -> Iterator[Problem]:
    """One moment stands before another that comes first."""
    for first, second in IN_ORDER:
        early, late = case.at(first), case.at(second)
        if early is None or late is None or late >= early:
            continue
        first_time, second_time = case.shown(early), case.shown(late)
        if (first, second) == ("started", "recovered"):
            message = f"Over at {second_time} is before first impact {first_time}. Which of the two is wrong?"
        else:
            message = f"{second.title()} {second_time} is before {first} {first_time}"
            message += ". Which time is wrong, or is another event the moment?"
        yield f"{case.tagged[second][0][0]}.at", message


@rule("moment-twice", "time", "error", "Each moment happens once; figures cannot be measured from two")
def moments_set_twice(case: Case) -> Iterator[Problem]:
    """Several events are the same moment."""
    for moment in MOMENTS:
        events = case.tagged.get(moment, ())
        if len(events) < 2:
            continue
        times = " and ".join(case.shown(event.at) for _, event in events)
        count = "twice" if len(events) == 2 else f"{len(events)} times"
        yield f"{events[-1][0]}.moment", f"{moment.title()} is set {count}, at {times}. Keep one"


@rule("moment-untimed", "time", "error", "A moment without its time measures nothing, and a day alone is no time")
def moments_without_time(case: Case) -> Iterator[Problem]:
    """A moment is set on an event that has no time."""
    for events in case.tagged.values():
        for path, event in events:
            if event.at is None:
                has = f"is on {day_in_words(event.day)} and has no time" if event.day else "has no time"
                yield f"{path}.at", f"{(event.moment or '').title()} {has}. Enter its time, or take the moment away"


@rule(
    "moment-words",
    "time",
    "advice",
    "An event whose words say that it was not so gives every figure a wrong end",
    "PagerDuty, Timeline",
)
def moments_denied(case: Case) -> Iterator[Problem]:
    """The words of an event contradict the moment that it is marked as."""
    for moment in MOMENTS:
        for path, event in case.tagged.get(moment, ()):
            denial = denial_in(says(event.event), moment)
            if denial:
                message = f'"{quoted(event.event or "")}" is marked as {moment}, and says "{quoted(denial)}"'
                yield f"{path}.moment", f"{message}. Which event is that moment?"


@rule("end-before-start", "time", "error", "What ends before it starts has a wrong time or a wrong day")
def ends_before_starts(case: Case) -> Iterator[Problem]:
    """An event ends before it starts, or before its day."""
    zone = case.report.zone
    for index, row in enumerate(case.report.timeline):
        start = row.at or (first_instant(row.day, zone) if row.day else None)
        if row.until and start and row.until < start:
            begin = f"starts at {case.shown(row.at)}" if row.at else f"is on {day_in_words(day_in(start, zone))}"
            message = f'"{quoted(row.event or "Event")}" {begin} and ends before, at {case.shown(row.until)}'
            yield f"{row_path('timeline', row, index)}.until", f"{message}. Which of the two is wrong?"


@rule("time-and-day", "time", "error", "An event has a time, or a day where only that is known; two may contradict")
def events_with_time_and_day(case: Case) -> Iterator[Problem]:
    """An event has both a time and a day of its own."""
    for index, row in enumerate(case.report.timeline):
        if row.at and row.day:
            both = f"the time {case.shown(row.at)} and the day {day_in_words(row.day)}"
            yield f"{row_path('timeline', row, index)}.day", f"Keep one of {both}: an event has a time or a day"


@rule("date-without-event", "time", "error", "An incident on a day on which nothing happened has a wrong date")
def incident_dates_without_event(case: Case) -> Iterator[Problem]:
    """There are events, and none is on the date of the incident, neither in the report's zone nor in UTC."""
    report = case.report
    day = report.metadata.incident_date
    by_events = day_by_events(report) if day and is_day_without_event(report, day) else None
    if day and by_events:
        message = f"No event is on the incident date {day_in_words(day)}; the events say {day_in_words(by_events)}"
        yield "metadata.incident_date", f"{message}. Which of them is wrong?"


@rule("time-future", "time", "error", "What has happened cannot lie in the future: a day, a year or a zone is wrong")
def events_in_the_future(case: Case) -> Iterator[Problem]:
    """An event has a time or a day after now, or goes on until then."""
    future = sorted(_in_the_future(case, case.now + _CLOCK_SKEW), key=lambda one: one[0])
    if future:
        _, path, when = future[0]
        more = {1: "", 2: ", and so does one more"}.get(len(future), f", and so do {len(future) - 1} more")
        yield path, f"Event {when} lies in the future{more}. Check its day and its zone"


def _in_the_future(case: Case, latest: datetime) -> Iterator[tuple[datetime, str, str]]:
    """Yield an instant after ``latest`` of each event that has one, its path, and the words for it."""
    for at, path in case.timed:
        if at > latest:
            yield at, f"{path}.at", f"at {case.shown(at)}"
    for index, row in enumerate(case.report.timeline):
        begin = first_instant(row.day, case.report.zone) if row.day and row.at is None else None
        if begin and begin > latest:
            yield (
                begin,
                f"{row_path('timeline', row, index)}.day",
                f"on {day_in_words(day_in(begin, case.report.zone))}",
            )
        elif row.until and row.until > latest and (row.at is None or row.at <= latest):
            yield row.until, f"{row_path('timeline', row, index)}.until", f"that ends at {case.shown(row.until)}"


@rule("date-future", "time", "error", "A date on which something happened cannot lie in the future")
def dates_in_the_future(case: Case) -> Iterator[Problem]:
    """The date of something that has happened is after today."""
    # It may already be tomorrow where the person is.
    last = case.now.date() + timedelta(days=1)
    report = case.report
    dates = [("metadata.incident_date", "Incident date", report.metadata.incident_date)]
    past = enumerate(report.related_incidents)
    dates += [(f"related_incidents.{index}.date", "Past incident of", row.date) for index, row in past]
    signed = enumerate(report.review.sign_offs)
    dates += [(f"review.sign_offs.{index}.date", "Signed on", row.date) for index, row in signed]
    for path, name, day in dates:
        if day and day > last:
            yield path, f"{name} {day_in_words(day)} lies in the future. Check the month and the year"


@rule(
    "moment-missing",
    "time",
    "missing",
    "The layout prints a length of time from or to a moment that no event is",
    "firefighter-incident: 22 % of incidents lacked one",
)
def moments_missing(case: Case) -> Iterator[Problem]:
    """The layout measures from or to a moment that the timeline lacks, and no time is given in words."""
    if not case.report.timeline and any(path.startswith("timeline") for path in case.layout.required):
        return
    needed: dict[Moment, list[Definition]] = {}
    for definition in case.layout.metrics:
        if not is_empty(getattr(case.report.response, definition.name, None)):
            continue
        for moment in (definition.start, definition.end):
            if moment not in case.tagged:
                needed.setdefault(moment, []).append(definition)
    for moment in MOMENTS:
        if moment in needed:
            yield "timeline", f"Enter when it was {moment} ({MOMENT.meaning_of(moment)}). {_metrics(needed[moment])}"


def _metrics(definitions: list[Definition]) -> str:
    names = [definition.name.replace("_", " ").capitalize() for definition in definitions]
    if len(names) > 2:
        return f"{len(names)} times are measured with it"
    return f"{names[0]} needs it" if len(names) == 1 else f"{names[0]} and {names[1].lower()} need it"


@rule(
    "time-begin",
    "time",
    "advice",
    "A timeline that begins with the alert leaves out what led to it",
    "PagerDuty; Atlassian",
)
def begins_with_detection(case: Case) -> Iterator[Problem]:
    """No event comes before detection."""
    detected = case.at("detected")
    if detected is None or len(case.timed) < _FEW_EVENTS or case.timed[0][0] < detected:
        return
    alert_day = day_in(detected, case.report.zone)
    if any(row.day < alert_day for row in case.report.timeline if row.day):
        return
    message = f"Nothing is told before {case.shown(detected)}. What was the last change, or the last quiet time?"
    yield "timeline", message


@rule("time-gap", "time", "advice", "A stretch of more than 15 minutes without an event is where the story is missing")
def gaps(case: Case) -> Iterator[Problem]:
    """There is no event for more than 15 minutes inside the incident: the longest such stretches."""
    began, over = case.at("started"), case.at("recovered") or case.at("resolved") or case.at("mitigated")
    if began is None or over is None:
        return
    inside = [(at, path) for at, path in case.timed if began <= at <= over]
    # While something goes on, it is what is told.
    until = {row_path("timeline", row, index): row.until for index, row in enumerate(case.report.timeline) if row.until}
    told = accumulate((max(at, until.get(path, at)) for at, path in inside), max)
    stretches = [
        (early, late, path)
        for early, ((_, path), (late, _)) in zip(told, pairwise(inside), strict=False)
        if late - early > _GAP
    ]
    longest = sorted(stretches, key=lambda one: one[1] - one[0], reverse=True)[:_MOST_GAPS]
    for early, late, path in sorted(longest, key=lambda one: one[0]):
        stretch = f"{case.shown_stretch(early, late)} ({length_between(early, late)})"
        yield path, f"Nothing is told from {stretch}. What was seen or tried then?"


@rule("time-source", "time", "advice", "An event that nothing shows cannot be checked later", "PagerDuty, Data Link")
def events_without_source(case: Case) -> Iterator[Problem]:
    """Events have neither a source nor a note; reported once for a report."""
    events = [event for event in case.report.timeline if not is_empty(event.event)]
    if not case.asks("timeline.source") or len(events) < _FEW_EVENTS:
        return
    bare = sum(not event.source and not event.notes for event in events)
    if bare:
        number, shown = ("1 event has", "it") if bare == 1 else (f"{bare} events have", "them")
        yield "timeline", f"{number} no source and no note. What shows {shown}: a log, a graph, a chat, a ticket?"


_FAR = timedelta(days=7)
"""Between a moment and what is told before it: longer pauses are rare, mistyped days are not."""

_DAYS_LONG = Pattern(r"\b(?:[2-9]|[1-9][0-9]+|two|three|several|many|for|a few) (?:days|weeks|months)\b")
"""What is said of an incident that did take days."""


@rule(
    "time-missing", "time", "missing", "An event without a time stands in no order, and its time is printed as missing"
)
def events_without_time(case: Case) -> Iterator[Problem]:
    """An event has words and no time."""
    if "timeline.at" in case.layout.required:
        return
    rows = enumerate(case.report.timeline)
    lost = [
        (index, row)
        for index, row in rows
        if row.at is None and row.day is None and row.moment is None and not is_empty(row.event)
    ]
    if lost:
        index, row = lost[0]
        more = {1: "", 2: ", and of one more event"}.get(len(lost), f", and of {len(lost) - 1} more events")
        yield f"{row_path('timeline', row, index)}.at", f'Enter the time of "{quoted(row.event or "")}"{more}'


@rule(
    "moment-far", "time", "advice", "A moment days away from the start is mostly a wrong day, and spoils every figure"
)
def moments_far_away(case: Case) -> Iterator[Problem]:
    """A moment other than the close comes more than a week after the start and after what is told before it."""
    started = case.at("started")
    if started is None:
        return
    for moment in MOMENTS:
        at = case.at(moment)
        if moment == "closed" or at is None or at - started <= _FAR:
            continue
        before = max(one for one, _ in case.timed if one < at)
        if at - before > _FAR and not any(_DAYS_LONG.search(text) for _, _, text in case.leaves):
            distance = f"{(at - started).days} days after the start"
            message = f"{moment.title()} {case.shown(at)} is {distance}. Is its day right?"
            yield f"{case.tagged[moment][0][0]}.at", message
