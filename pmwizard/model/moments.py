"""The moments of an incident: proposed from what an event says, and the lengths of time between them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pmwizard.model.base import is_empty
from pmwizard.model.days import day_in
from pmwizard.model.parts.response import Response
from pmwizard.model.parts.timeline import Event, Moment
from pmwizard.model.paths import in_time_order, revised, value_at, with_row
from pmwizard.model.report import Report
from pmwizard.model.times.context import TimeContext
from pmwizard.model.times.lengths import said_length

METRICS = tuple(name for name in Response.model_fields if name.startswith("time_to_"))
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
    """The value of a metric in one report.

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
    def is_measured(self) -> bool:
        """Whether both moments are known and stand in order."""
        return self.seconds is not None and self.seconds >= 0

    @property
    def agrees(self) -> bool | None:
        """Whether the typed length is the one between the moments, but for rounding.

        ``None`` where only one of the two is known, or where what was typed cannot be told.
        """
        said = said_length(self.override) if self.override is not None and self.is_measured else None
        if said is None or self.seconds is None:
            return None
        return said.holds(self.seconds, approximate=self.approximate)

    @property
    def missing(self) -> tuple[Moment, ...]:
        """The moments that the timeline lacks to compute this metric, the earlier first."""
        ends = ((self.start, self.definition.start), (self.end, self.definition.end))
        return tuple(moment for event, moment in ends if event is None)


def moments_of(report: Report) -> dict[Moment, Event]:
    """Return the event of each moment there is: the earliest one with a time, else the first without one.

    All are found in one pass: a long timeline is gone through once, not once for each moment.
    """
    events: dict[Moment, Event] = {}
    for moment, event in [(event.moment, event) for event in report.timeline if event.moment]:
        first = events.get(moment)
        if first is None or (event.at is not None and (first.at is None or event.at < first.at)):
            events[moment] = event
    return events


def event_of(report: Report, moment: Moment) -> Event | None:
    """Return the event that is this moment, as `moments_of` does."""
    return moments_of(report).get(moment)


def incident_day(report: Report) -> date | None:
    """Return the day of the incident: the one that was entered, else the one in its zone on which it started."""
    started = event_of(report, "started")
    return report.metadata.incident_date or (day_in(started.at, report.zone) if started and started.at else None)


def day_of(report: Report, now: datetime) -> date:
    """Return the day of the incident, in the report's zone: of its start, as entered, of its first event, or today."""
    started = event_of(report, "started")
    if started and started.at:
        return day_in(started.at, report.zone)
    first = next((event.at for event in report.timeline if event.at), now)
    return report.metadata.incident_date or day_in(first, report.zone)


def context_of(report: Report, now: datetime, previous: datetime | None = None) -> TimeContext:
    """Return what typed times are read against: the day of the incident, its zone, now, and the event before."""
    return TimeContext(day=day_of(report, now), zone=report.zone, now=now, previous=previous)


def measures(report: Report, definitions: Iterable[Definition]) -> list[Measure]:
    """Return what the report's timeline, or the reporter's override, says of metrics."""
    events = {moment: event for moment, event in moments_of(report).items() if event.at is not None}
    return [_measure(report, definition, events) for definition in definitions]


def measure(report: Report, definition: Definition) -> Measure:
    """Return what the report's timeline, or the reporter's override, says of a metric."""
    return measures(report, [definition])[0]


def _measure(report: Report, definition: Definition, events: Mapping[Moment, Event]) -> Measure:
    override = value_at(report, definition.path)
    start, end = events.get(definition.start), events.get(definition.end)
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
    ends: tuple[Moment, ...] = ("recovered", "resolved")
    to_recovered, to_resolved = measures(report, [Definition(DURATION, "started", end) for end in ends])
    return to_resolved if to_recovered.end is None and to_resolved.end else to_recovered


def with_moment_at(report: Report, moment: Moment, at: datetime | None, approximate: bool, event_text: str) -> Report:
    """Return the report with a moment at an instant.

    The moment's event gets the time; where there is none, an event with ``event_text`` is made. Without an
    instant the moment is removed: with its event when that still says ``event_text`` and nothing more,
    else from its event alone.
    """
    event = event_of(report, moment)
    if event is None:
        if at is None:
            return report
        made = Event(at=at, approximate=approximate or None, event=event_text, moment=moment)
        return in_time_order(with_row(report, "timeline", made))
    if at is not None:
        return in_time_order(
            _with_event(report, event, revised(event, at=at, day=None, approximate=approximate or None))
        )
    has_more = event.who or event.notes or event.source or event.day or event.until
    untouched = event.event in (None, event_text) and not has_more
    return _with_event(report, event, None if untouched else revised(event, moment=None))


def _with_event(report: Report, old: Event, new: Event | None) -> Report:
    """Return the report with ``new`` in the place of ``old``, or without ``old``."""
    index = next(index for index, event in enumerate(report.timeline) if event is old)
    events = (*report.timeline[:index], *([new] if new else []), *report.timeline[index + 1 :])
    return report.model_copy(update={"timeline": events})


def moment_at(event: str, at: datetime, taken: Collection[Moment], known: Mapping[Moment, datetime]) -> Moment | None:
    """Return the moment that the words of an event suggest, if it is not set yet and the time allows it.

    The first sentence that suggests one decides.

    Args:
        event: What happened.
        at: When, aware.
        taken: The moments that are set.
        known: The instants of moments. An event before the start is no moment.
    """
    return first_possible(_moments_said(event), at, taken, known)


def _moments_said(event: str) -> Iterator[Moment]:
    from pmwizard.model.proposals import moments_said  # noqa: PLC0415 - a start goes without its many patterns

    return moments_said(event)


def first_possible(
    moments: Iterable[Moment], at: datetime, taken: Collection[Moment], known: Mapping[Moment, datetime]
) -> Moment | None:
    """Return the first of the moments that words suggest which is not set yet and which the time allows.

    The arguments are those of `moment_at`.
    """
    if "started" in known and at < known["started"]:
        return None
    late = {first for first, second in IN_ORDER if second in known and at > known[second]}
    early = {second for first, second in IN_ORDER if first in known and at < known[first]}
    return next((moment for moment in moments if moment not in taken and moment not in late | early), None)


def moment_of_new(event: Event, rows: Sequence[Event]) -> Moment | None:
    """Return the moment that a new event's words suggest, given the events there are; none without its time."""
    taken = {one.moment for one in rows if one.moment}
    known = {one.moment: one.at for one in rows if one.moment and one.at}
    if event.at is None:
        return None
    return moment_at(event.event or "", event.at, taken, known)
