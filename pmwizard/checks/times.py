"""Moments of the timeline that contradict each other, are set twice, or are missing."""

from __future__ import annotations

from collections.abc import Iterator

from pmwizard.checks.finding import Case, Finding, found
from pmwizard.checks.leaves import row_path
from pmwizard.model.moments import Definition, event_of, measure
from pmwizard.model.timeline import MOMENTS, Event, Moment
from pmwizard.model.times import shown_time
from pmwizard.questions.timeline import MOMENT_CHOICES

_IN_ORDER: tuple[tuple[Moment, Moment], ...] = (
    ("started", "detected"),
    ("started", "acknowledged"),
    ("started", "diagnosed"),
    ("started", "mitigated"),
    ("started", "recovered"),
    ("started", "resolved"),
    ("detected", "acknowledged"),
    ("mitigated", "resolved"),
    ("resolved", "closed"),
)
"""Pairs of moments of which the first never comes later. Users may recover before the cause is mitigated."""

_MEANINGS = {choice.value: choice.meaning for choice in MOMENT_CHOICES}


def moments_contradict(case: Case) -> Iterator[Finding]:
    """One moment stands before another that comes first."""
    for first, second in _IN_ORDER:
        early, late = event_of(case.report, first), event_of(case.report, second)
        if not (early and late and early.at and late.at) or late.at >= early.at:
            continue
        first_time, second_time = _shown(case, early), _shown(case, late)
        if (first, second) == ("started", "recovered"):
            message = f"Over at {second_time} is before first impact {first_time}. Change one of them"
        else:
            message = f"{second.title()} {second_time} is before {first} {first_time}. Move one, or retag it"
        yield found("time-order", "error", f"{_path(case, late)}.at", message)


def moments_set_twice(case: Case) -> Iterator[Finding]:
    """Several events are the same moment."""
    for moment in MOMENTS:
        events = [event for event in case.report.timeline if event.moment == moment]
        if len(events) < 2:
            continue
        times = " and ".join(_shown(case, event) for event in events)
        count = "twice" if len(events) == 2 else f"{len(events)} times"
        message = f"{moment.title()} is set {count}, at {times}. Keep one"
        yield found("moment-twice", "error", f"{_path(case, events[-1])}.moment", message)


def moments_missing(case: Case) -> Iterator[Finding]:
    """The layout measures from or to a moment that the timeline lacks, and no time is given in words."""
    if not case.report.timeline and any(path.startswith("timeline") for path in case.layout.required):
        return
    needed: dict[Moment, list[Definition]] = {}
    for definition in case.layout.metrics:
        measured = measure(case.report, definition)
        if measured.override:
            continue
        for moment in measured.missing:
            needed.setdefault(moment, []).append(definition)
    for moment in MOMENTS:
        if moment in needed:
            message = f"Enter when it was {moment} ({_MEANINGS[moment]}). {_metrics(needed[moment])}"
            yield found("moment-missing", "missing", "timeline", message)


def _metrics(definitions: list[Definition]) -> str:
    names = [definition.name.replace("_", " ").capitalize() for definition in definitions]
    if len(names) > 2:
        return f"{len(names)} times are measured with it"
    return (
        f"{' and '.join([names[0], *(name.lower() for name in names[1:])])} {'needs' if len(names) == 1 else 'need'} it"
    )


def _path(case: Case, event: Event) -> str:
    index = next(index for index, one in enumerate(case.report.timeline) if one is event)
    return row_path("timeline", event, index)


def _shown(case: Case, event: Event) -> str:
    if event.at is None:
        return "no time"
    started = event_of(case.report, "started")
    day = started.at.astimezone(case.zone).date() if started and started.at else None
    return shown_time(event.at, case.zone, day=day)
