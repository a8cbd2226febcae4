"""The moments of an incident and the lengths of time between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from pmwizard.model.base import is_empty
from pmwizard.model.paths import in_time_order, revised, with_row
from pmwizard.model.report import Report
from pmwizard.model.timeline import Event, Moment

METRICS: tuple[str, ...] = (
    "time_to_detect",
    "time_to_acknowledge",
    "time_to_respond",
    "time_to_diagnose",
    "time_to_mitigate",
    "time_to_resolve",
)
"""The metrics a layout can define, named like the keys of ``response`` that override them."""

DURATION = "duration"
"""The name of the duration of impact, which ``impact.duration`` overrides."""


IN_ORDER: tuple[tuple[Moment, Moment], ...] = (
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


@dataclass(frozen=True)
class Definition:
    """What a metric measures: the time from one moment to another."""

    name: str
    start: Moment
    end: Moment

    @property
    def path(self) -> str:
        """The path of the answer that overrides this metric."""
        return "impact.duration" if self.name == DURATION else f"response.{self.name}"


@dataclass(frozen=True)
class Measure:
    """A metric as one report has it.

    ``start`` and ``end`` are events that have a time. ``seconds`` is the time between them, negative when
    they stand in the wrong order, and ``None`` when one is missing. ``override`` is what a person typed
    instead.
    """

    definition: Definition
    start: Event | None
    end: Event | None
    seconds: int | None
    override: str | None
    approximate: bool

    @property
    def missing(self) -> tuple[Moment, ...]:
        """The moments that the timeline lacks to compute this metric, the earlier first."""
        ends = ((self.start, self.definition.start), (self.end, self.definition.end))
        return tuple(moment for event, moment in ends if event is None)


def event_of(report: Report, moment: Moment) -> Event | None:
    """Return the event that is this moment: the earliest one with a time, else the first without one."""
    return _moments_of(report.timeline).get(moment)


_RECENT: dict[int, tuple[tuple[Event, ...], Mapping[Moment, Event]]] = {}
"""The moments of the timelines asked about last, by the identity of a timeline, which is held and never changes."""

_MOST_RECENT = 8


def _moments_of(timeline: tuple[Event, ...]) -> Mapping[Moment, Event]:
    """Return the event of each moment; a screen asks for them many times before a timeline changes."""
    known = _RECENT.get(id(timeline))
    if known is not None and known[0] is timeline:
        return known[1]
    found: dict[Moment, Event] = {}
    for event in timeline:
        if event.moment is not None:
            first = found.get(event.moment)
            if first is None or (event.at is not None and (first.at is None or event.at < first.at)):
                found[event.moment] = event
    if len(_RECENT) >= _MOST_RECENT:
        _RECENT.clear()
    _RECENT[id(timeline)] = (timeline, found)
    return found


def incident_day(report: Report) -> date | None:
    """Return the day of the incident: the one that was entered, else the one in UTC on which it started."""
    started = event_of(report, "started")
    return report.metadata.incident_date or (started.at.date() if started and started.at else None)


def measure(report: Report, definition: Definition) -> Measure:
    """Return what the report's timeline, or the reporter's override, says of a metric."""
    if definition.name == DURATION:
        override = report.impact.duration
    else:
        override = getattr(report.response, definition.name, None)
    start, end = _timed(report, definition.start), _timed(report, definition.end)
    seconds = None
    if start is not None and end is not None and start.at is not None and end.at is not None:
        seconds = round((end.at - start.at).total_seconds())
    return Measure(
        definition=definition,
        start=start,
        end=end,
        seconds=seconds,
        override=None if is_empty(override) else override,
        approximate=any(event.approximate for event in (start, end) if event is not None),
    )


def impact_duration(report: Report) -> Measure:
    """Return the duration of impact: from started to recovered, or to resolved when recovered is not recorded."""
    end: Moment = "resolved" if _timed(report, "recovered") is None and _timed(report, "resolved") else "recovered"
    return measure(report, Definition(DURATION, "started", end))


def with_moment(report: Report, moment: Moment, at: datetime | None, approximate: bool, event_text: str) -> Report:
    """Return the report with a moment at an instant.

    The moment's event gets the time; where there is none, an event with ``event_text`` is made. Without an
    instant the moment is taken away: with its event when that still says ``event_text`` and nothing more,
    else from its event alone.
    """
    event = event_of(report, moment)
    if event is None:
        if at is None:
            return report
        made = Event(at=at, approximate=approximate or None, event=event_text, moment=moment)
        return in_time_order(with_row(report, "timeline", made))
    if at is not None:
        return in_time_order(_with_event(report, event, revised(event, at=at, approximate=approximate or None)))
    untouched = event.event in (None, event_text) and not (event.who or event.notes or event.source)
    return _with_event(report, event, None if untouched else revised(event, moment=None))


def _with_event(report: Report, old: Event, new: Event | None) -> Report:
    """Return the report with another event in the place of ``old``, or none there."""
    index = next(index for index, event in enumerate(report.timeline) if event is old)
    events = (*report.timeline[:index], *([new] if new else []), *report.timeline[index + 1 :])
    return report.model_copy(update={"timeline": events})


def _timed(report: Report, moment: Moment) -> Event | None:
    event = event_of(report, moment)
    return event if event is not None and event.at is not None else None
