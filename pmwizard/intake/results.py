"""What was read from a pasted block, and what a person has settled about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

from pmwizard.model.parts.timeline import Event
from pmwizard.model.times.names import date_in_words
from pmwizard.text import counted, shortened

FROM_REPORT, TODAY, ENTERED, AS_SAID = "from the report", "today", "as entered", "as the text says"
"""Where the day of a block comes from."""

PointKey = tuple[str, ...]
"""What a question is about: times with the same key have the same answer."""

LEFT_OPEN = -1
"""The answer to a question that leaves the times it is about unread."""

PointAnswers = Mapping[PointKey, int]
"""The position of the choice taken, or `LEFT_OPEN`, by the key of its question."""

_LINES_SHOWN, _LONGEST_LINE = 2, 40

NO_ANSWERS: PointAnswers = MappingProxyType({})


@dataclass(frozen=True)
class OpenPoint:
    """What a block leaves open, with an answer that holds for all its times of that kind.

    Attributes:
        key: What the answer is remembered by.
        message: What could be meant.
        choices: What to choose from, in words.
        count: How many times it is about.
    """

    key: PointKey
    message: str
    choices: tuple[str, ...]
    count: int = 1

    @property
    def is_of_zone(self) -> bool:
        """Whether a zone that a person enters answers it."""
        return self.key == ("zone",) or all("/" in word for word in self.key)

    @property
    def is_of_day(self) -> bool:
        """Whether a day that a person enters answers it."""
        return self.key[0] in {"date", "relative"}


@dataclass(frozen=True)
class AssumedDay:
    """The day that times without one are on.

    Attributes:
        day: The day.
        source: Where it was taken from, in words.
        is_assumed: Whether neither the block nor a person says so.
    """

    day: date
    source: str
    is_assumed: bool = True

    @property
    def words(self) -> str:
        """The day in words: ``21 Nov 2025, from the report``."""
        return f"{date_in_words(self.day)}, {self.source}"


@dataclass(frozen=True)
class BlockZone:
    """The zone that times without one are read in.

    Attributes:
        name: The zone as it is named; with several of them, each.
        reason: Why it is this one: ``nothing in the text says so``, ``the line "Times in PST" says so``.
        is_assumed: Whether neither the block nor a person says so.
        subject: The times that are read in it.
    """

    name: str
    reason: str
    is_assumed: bool = True
    subject: str = "Times"

    @property
    def words(self) -> str:
        """The zone as a sentence: ``Times as UTC: nothing in the text says so``."""
        return f"{self.subject} as {self.name}: {self.reason}" if self.name else self.reason


@dataclass(frozen=True)
class BlockSettings:
    """What a block is read by, beside its text.

    Attributes:
        day: The day of times without one: that of the report, or the one that a person entered.
        zone: The zone that a person entered for all times without one of their own, "" for what the block names.
        answers: The answers to the questions of an earlier reading.
        start: The start of the incident, from which ``T+12m`` and ``Day 2`` count where the block names no other.
    """

    day: AssumedDay
    zone: str = ""
    answers: PointAnswers = field(default_factory=lambda: NO_ANSWERS)
    start: datetime | None = None


def some(lines: Sequence[str]) -> str:
    """Return the first of some lines, and how many more there are."""
    first = ", ".join(shortened(line, _LONGEST_LINE) for line in lines[:_LINES_SHOWN])
    more = len(lines) - _LINES_SHOWN
    return f"{first}, and {more} more" if more > 0 else first


@dataclass(frozen=True)
class ReadBlock:
    """The events of a block, and what became of its other lines.

    Attributes:
        zone: What times without a zone are read in, and why.
        day: What times without a day are on, and why.
        rows: The events, in the order of the block; those whose time is not known have none.
        places: The position of the first line of each event in the block.
        joined: How many lines without a time were added to the event above.
        without_time: The lines before the first time; each is a row of its own.
        unread: The lines whose time is not understood; each is a row of its own, without a time.
        waiting: The lines whose time waits for an answer; until then each is a row without a time.
        skipped: The lines that are headings, days, rules and decorations.
        assumed: What was assumed of the day because the block does not say: "day", "year", "today" or nothing.
        notices: What else there is to know about the times, in sentences.
        questions: What has two meanings, to be asked about.
    """

    zone: BlockZone
    day: AssumedDay
    rows: tuple[Event, ...] = ()
    places: tuple[int, ...] = ()
    joined: int = 0
    without_time: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    assumed: str = ""
    notices: tuple[str, ...] = ()
    questions: tuple[OpenPoint, ...] = ()

    @property
    def told(self) -> tuple[str, ...]:
        """What there is to say about the block, in sentences: what was assumed, left out, joined and not understood."""
        lines = [self.zone.words, self.day_words, *self.notices]
        if self.joined:
            lines.append(f"{counted(self.joined, 'line')} without a time joined to the line above")
        if self.without_time:
            lines.append(f"Kept without a time, before the first: {some(self.without_time)}")
        if self.unread:
            lines.append(f"Time not understood, kept without one: {some(self.unread)}")
        if self.skipped:
            lines.append(f"Not events: {some(self.skipped)}")
        return tuple(lines)

    @property
    def asked(self) -> tuple[str, ...]:
        """What has two meanings, in sentences with all of them."""
        return tuple(
            f"{point.message}: {', '.join(point.choices)}" if point.choices else point.message
            for point in self.questions
        )

    @property
    def has_events(self) -> bool:
        """Whether any line names a time, understood or not."""
        return len(self.rows) > len(self.without_time)

    @property
    def day_words(self) -> str:
        """The day as a sentence: ``Day assumed: 21 Nov 2025, from the report``."""
        match self.assumed:
            case "day":
                return f"Day{' assumed' if self.day.is_assumed else ''}: {self.day.words}"
            case "year":
                return f"Year assumed: nearest to {self.day.words}"
            case "today":
                return f"Today and yesterday are counted from {self.day.words}"
            case _:
                return "All days are given in the block" if self.day.source == AS_SAID else f"Day: {self.day.words}"
