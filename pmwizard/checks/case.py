"""What a rule is given to look at."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from functools import cached_property
from typing import Protocol

from pmwizard.checks.blame_cues import cues_in, name_words
from pmwizard.checks.leaves import Leaf, row_path, texts
from pmwizard.checks.marks import Mark, marks_of
from pmwizard.model import Report
from pmwizard.model.base import is_empty
from pmwizard.model.metadata import SummaryForm
from pmwizard.model.moments import Definition
from pmwizard.model.people import people
from pmwizard.model.timeline import Event, Moment
from pmwizard.model.times import shown_time, zone_named


class Requirements(Protocol):
    """What the checks need to know of a layout."""

    @property
    def required(self) -> tuple[str, ...]:
        """The paths of answers that the house will not go without."""

    @property
    def metrics(self) -> tuple[Definition, ...]:
        """The lengths of time that it prints."""

    @property
    def asked(self) -> frozenset[str]:
        """The paths of all answers that it prints."""

    @property
    def summary_form(self) -> SummaryForm:
        """How long it wants the summary to be."""


@dataclass(frozen=True)
class Case:
    """A report to be checked, the layout it is for, and the current instant.

    What several rules look at is worked out once.
    """

    report: Report
    layout: Requirements
    now: datetime

    @cached_property
    def zone(self) -> tzinfo:
        """The zone in which the report's times are shown."""
        return zone_named(self.report.metadata.zone) or UTC

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """Every text that a person has answered with."""
        return tuple(texts(self.report))

    @cached_property
    def marked(self) -> Mapping[Mark, tuple[Leaf, ...]]:
        """The texts that are worth a closer look, by what for."""
        found: dict[Mark, list[Leaf]] = {}
        names = name_words(self.people)
        for leaf in self.leaves:
            for mark in marks_of(leaf[2], names):
                found.setdefault(mark, []).append(leaf)
        return {mark: tuple(leaves) for mark, leaves in found.items()}

    @cached_property
    def cued(self) -> Mapping[str, tuple[tuple[Leaf, tuple[str, ...]], ...]]:
        """The texts with words that blame, by the class of the words, with those words."""
        found: dict[str, list[tuple[Leaf, tuple[str, ...]]]] = {}
        for leaf in self.marked.get("words", ()):
            cues = cues_in(leaf[2], self.people)
            for blame in dict.fromkeys(cue.blame for cue in cues):
                words = tuple(cue.words for cue in cues if cue.blame == blame)
                found.setdefault(blame, []).append((leaf, words))
        return {blame: tuple(leaves) for blame, leaves in found.items()}

    @cached_property
    def people(self) -> frozenset[str]:
        """The names of the people that the report knows."""
        return frozenset(people(self.report))

    @cached_property
    def tagged(self) -> Mapping[Moment, tuple[tuple[str, Event], ...]]:
        """The events that are a moment, with their paths: those of each moment in time order, untimed ones last."""
        found: dict[Moment, list[tuple[str, Event]]] = {}
        for index, event in enumerate(self.report.timeline):
            if event.moment:
                found.setdefault(event.moment, []).append((row_path("timeline", event, index), event))
        return {moment: tuple(sorted(events, key=_time_of)) for moment, events in found.items()}

    @cached_property
    def timed(self) -> tuple[tuple[datetime, str], ...]:
        """The instants of the timeline with the paths of their events, in time order."""
        timed = [
            (event.at, row_path("timeline", event, index))
            for index, event in enumerate(self.report.timeline)
            if event.at is not None
        ]
        return tuple(sorted(timed, key=lambda one: one[0]))

    def at(self, moment: Moment) -> datetime | None:
        """Return the instant of a moment, ``None`` where it is not known."""
        events = self.tagged.get(moment)
        return events[0][1].at if events else None

    @cached_property
    def incident_day(self) -> date | None:
        """The day of the incident: as entered, else that of its start."""
        started = self.at("started")
        return self.report.metadata.incident_date or (started.astimezone(UTC).date() if started else None)

    @cached_property
    def today(self) -> date:
        """The date in the report's zone."""
        return self.now.astimezone(self.zone).date()

    def shown(self, at: datetime | None, after: datetime | None = None) -> str:
        """Return an instant as the screens show it.

        Args:
            at: The instant.
            after: An instant told just before; the date stands only where the day is another one. Without it, that
                of the start.
        """
        if at is None:
            return "no time"
        began = after or self.at("started") or (self.timed[0][0] if self.timed else None)
        try:
            return shown_time(at, self.zone, day=began.astimezone(self.zone).date() if began else None)
        except OverflowError:
            return shown_time(at, UTC)  # on the first and the last day there are times that no other zone can show

    def asks(self, *paths: str) -> bool:
        """Tell whether the layout prints any of these answers or of their columns."""
        return any(_is_among(path, self.layout.asked) for path in paths)

    def insists_on(self, path: str) -> bool:
        """Tell whether the layout does not go without an answer; where it is empty, another rule says so."""
        return _is_among(path, self.layout.required)


def _time_of(one: tuple[str, Event]) -> tuple[bool, float]:
    at = one[1].at
    return at is None, at.timestamp() if at else 0.0


def _is_among(path: str, paths: Collection[str]) -> bool:
    return path in paths or any(one.startswith(f"{path}.") for one in paths)


def says(text: str | None) -> str:
    """Return a text that says something: not empty, not ``unknown`` and not ``n/a``; else an empty text."""
    if text is None or is_empty(text) or text.strip().casefold() in {"unknown", "n/a"}:
        return ""
    return text
