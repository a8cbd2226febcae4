"""What a rule is, and the case that it looks at."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, lru_cache
from itertools import islice
from operator import attrgetter
from typing import Literal, Protocol

from pmwizard.checks.english.blame import cues_in
from pmwizard.checks.english.prose import without_code, words
from pmwizard.checks.finding import Finding, FindingSeverity
from pmwizard.model import Report
from pmwizard.model.base import Row, is_empty
from pmwizard.model.days import day_in
from pmwizard.model.moments import Definition
from pmwizard.model.parts.metadata import SummaryForm
from pmwizard.model.parts.timeline import Event, Moment
from pmwizard.model.paths import ID_FORMS, is_at_or_below
from pmwizard.model.people import people
from pmwizard.model.times.words import duration_in_words, stretch_with_zone, time_with_zone
from pmwizard.questions import SECTIONS, Kind, section_of
from pmwizard.text import counted

_TEXTS = {Kind.LINE, Kind.TEXT, Kind.ENTRIES, Kind.NAMES}


Leaf = tuple[str, str, str]
"""One text that a person has answered with: its path with rows named by their ids, the path of its question, itself."""


def _outline() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the path of each text that is asked for, or of each list of rows with the columns that hold text."""
    for section in SECTIONS:
        for question in section.questions:
            if question.kind is Kind.ROWS:
                columns = [one for one in question.columns if one.kind in _TEXTS and one.prose != "reference"]
                yield question.path, tuple(column.name for column in columns)
            elif question.kind in _TEXTS and question.prose != "reference":
                yield question.path, ()


_OUTLINE = tuple((path, columns, attrgetter(path)) for path, columns in _outline())


def texts(report: Report, below: tuple[str, ...] = ("",)) -> Iterator[Leaf]:
    """Yield every text that a person has answered with, in the order of the questions.

    Args:
        report: The report.
        below: What the path of a question begins with to be looked at; the path of a list of rows for its columns.
    """
    for path, columns, value_in in _OUTLINE:
        if not path.startswith(below):
            continue
        value = value_in(report)
        if columns:
            yield from _columns(path, columns, value)
        elif isinstance(value, str):
            yield path, path, value
        else:
            yield from ((f"{path}.{index}", path, text) for index, text in enumerate(value or ()) if text)


def _columns(table: str, columns: tuple[str, ...], rows: tuple[Row, ...]) -> Iterator[Leaf]:
    questions = tuple((name, f"{table}.{name}") for name in columns)
    for index, row in enumerate(rows):
        path, values = row_path(table, row, index), row.__dict__
        yield from ((f"{path}.{name}", question, text) for name, question in questions if (text := values[name]))


def row_path(table: str, row: object, index: int) -> str:
    """Return the path of a row: with its id where the row has one, else with its position."""
    own_id = getattr(row, "id", None) if table in ID_FORMS else None
    return f"{table}.{own_id or index}"


_SAYS_NOTHING_ALONE = {"id", "parent", "status"}


def was_left_blank(row: Row) -> bool:
    """Return whether a row was begun and left: it has an id, a parent and a status at most."""
    return all(name in _SAYS_NOTHING_ALONE for name in row.known())


_FUNCTION_WORDS = words(
    """
    the of and that with from were not this had which by have been it are be after before when because while then they
    their its could would should did but until to all than into nobody what
    """
)
"""Words of English sentences; those that are words of other European languages as well are few."""

_LEAST_SHARE = 0.04
_FEWEST_WORDS = 40
_SAMPLE = 300
_REMEMBERED = 1 << 12
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


def is_english(case: Case) -> bool:
    """Return whether a report's texts are English, as far as its first 300 texts of several words show.

    They are where at least one word in 25 is a function word of English: in English prose about one in five is, in
    the terse lines of a timeline one in ten, in another language with English terms in it hardly one in a hundred.
    A report of fewer than 40 words counts as English.
    """
    texts = (text for _, _, text in case.leaves if " " in text)
    return _is_english("\n".join(islice(texts, _SAMPLE)))


@lru_cache(maxsize=16)
def _is_english(text: str) -> bool:
    every = _WORD.findall(without_code(text).casefold())
    return len(every) < _FEWEST_WORDS or sum(word in _FUNCTION_WORDS for word in every) >= _LEAST_SHARE * len(every)


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
    def leaves(self) -> tuple[Leaf, ...]:
        """Every text that a person has answered with."""
        return tuple(texts(self.report))

    @cached_property
    def cued(self) -> Mapping[str, tuple[tuple[Leaf, tuple[str, ...]], ...]]:
        """The texts with words that blame, by the class of the words, with those words."""
        found: dict[str, list[tuple[Leaf, tuple[str, ...]]]] = {}
        for leaf in self.leaves:
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
        return self.report.metadata.incident_date or (day_in(started, self.report.zone) if started else None)

    @cached_property
    def today(self) -> date:
        """The date in the report's zone."""
        return self.now.astimezone(self.report.zone).date()

    def shown(self, at: datetime | None) -> str:
        """Return an instant as the screens show it, with its zone; its date where it is not on the day of the start."""
        if at is None:
            return "no time"
        try:
            return time_with_zone(at, self.report.zone, day=self._first_day)
        except OverflowError:
            return time_with_zone(at, UTC)  # on the first and the last day there are times no other zone can show

    def shown_stretch(self, early: datetime, late: datetime) -> str:
        """Return a stretch of time with its zone, its dates where they are not the day of the start."""
        try:
            return stretch_with_zone(early, late, self.report.zone, day=self._first_day)
        except OverflowError:
            return stretch_with_zone(early, late, UTC)

    @cached_property
    def _first_day(self) -> date | None:
        """The day of the start in the report's zone, which the times on it go without."""
        began = self.at("started") or (self.timed[0][0] if self.timed else None)
        return began.astimezone(self.report.zone).date() if began else None

    def asks(self, *paths: str) -> bool:
        """Return whether the layout prints any of these answers or of their columns."""
        return any(_is_among(path, self.layout.asked) for path in paths)

    def insists_on(self, path: str) -> bool:
        """Return whether the layout does not go without an answer; where it is empty, another rule says so."""
        return _is_among(path, self.layout.required)


_LONG = timedelta(days=3)
"""A length of time that is told in days."""


def length_between(early: datetime, late: datetime) -> str:
    """Return the time between two instants in words, whatever the clocks did: ``1 h 10 min``, ``17 days``."""
    length = late - early
    if length >= _LONG:
        return counted(round(length / timedelta(days=1)), "day")
    return duration_in_words(round(length.total_seconds()), "free")


def _time_of(one: tuple[str, Event]) -> tuple[bool, float]:
    at = one[1].at
    return at is None, at.timestamp() if at else 0.0


@lru_cache(maxsize=_REMEMBERED)
def _is_among(path: str, paths: frozenset[str] | tuple[str, ...]) -> bool:
    return any(is_at_or_below(other, path) for other in paths)


def says(text: str | None) -> str:
    """Return a text that says something: not empty, not ``unknown`` and not ``n/a``; else an empty text."""
    if text is None or is_empty(text) or text.strip().casefold() in {"unknown", "n/a"}:
        return ""
    return text


Family = Literal[
    "answers", "time", "impact", "summary", "cause", "detection", "lessons", "action", "review", "text", "wording"
]

Problem = tuple[str, str]
"""The path that a finding is about, and its message."""

Look = Callable[[Case], Iterable[Problem]]


@dataclass(frozen=True)
class Rule:
    """A check.

    Attributes:
        id: Its name, stable and public.
        family: What it is about.
        severity: How severe its findings are.
        reason: What it looks for and why, in one line.
        source: Where the reason can be looked up; empty where it is plain.
        look: Returns the paths and messages of what it finds in a case.
    """

    id: str
    family: Family
    severity: FindingSeverity
    reason: str
    source: str
    look: Look

    def __call__(self, case: Case) -> Iterator[Finding]:
        """Yield what the rule finds."""
        for path, message in self.look(case):
            section = section_of(path)
            yield Finding(self.id, self.severity, section.id if section else "review", path, message)


def rule(name: str, family: Family, severity: FindingSeverity, reason: str, source: str = "") -> Callable[[Look], Rule]:
    """Make a rule of a function that looks at a case."""
    return lambda look: Rule(name, family, severity, reason, source, look)
