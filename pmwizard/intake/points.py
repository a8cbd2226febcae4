"""What a block leaves open while it is read, and what there is to say of its times."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from enum import StrEnum

from pmwizard.intake.results import OpenPoint, PointAnswers, PointKey


@dataclass
class OpenPoints:
    """The questions of a block, each asked once for all the times that it is about.

    Attributes:
        answers: The answers given so far.
        open: What is left open, by the key of its question.
        asked: How often a time was left open.
    """

    answers: PointAnswers
    open: dict[PointKey, OpenPoint] = field(default_factory=dict)
    asked: int = 0

    def choice(self, key: PointKey, choices: tuple[str, ...], message: str) -> int | None:
        """Return the position of the choice taken, ``None`` where it is left open or still to be asked."""
        answer = self.answers.get(key)
        if answer is None:
            asked = self.open.get(key) or OpenPoint(key, message, choices, 0)
            self.asked += 1
            self.open[key] = replace(asked, count=asked.count + 1)
        return answer if answer is not None and 0 <= answer < len(choices) else None


class Notice(StrEnum):
    """What there is to say of the times of a block. The example stands where the braces are."""

    NEWEST_FIRST = "The newest line stands first"
    DATE_ORDER = "Dates are read {}"
    HALVES = "Times without am or pm follow those that have it: {}"
    NO_HALVES = "No time has am or pm: read on the 24-hour clock"
    START = "T+ counts from {}"
    NO_START = "Counted from a start that is not known: {}"
    FIRST_DAY = "Days are counted: {}"
    NO_FIRST_DAY = "Counted from a day that is not known: {}"
    NEXT_DAY = "Past midnight the day goes on: {}"
    EARLIER = "Earlier than the line above: {}"
    LATER = "Later than the line above, though the newest stands first: {}"
    FAR = "More than a day apart: {}"
    LONG = "Ends more than 12 hours later: {}"
    END_KEPT = "The end of a time is not understood and stays in the words: {}"
    AHEAD = "In the future: {}"
    AWAY = "All are away from the day of the incident: {}"


@dataclass
class Notices:
    """What there is to say of the times of a block, each kind with its first example and how many there are."""

    examples: dict[Notice, str] = field(default_factory=dict)
    counts: Counter[Notice] = field(default_factory=Counter)

    def add(self, notice: Notice, example: str = "") -> None:
        """Say something, or count once more what has been said."""
        self.examples.setdefault(notice, example)
        self.counts[notice] += 1

    def sentences(self) -> tuple[str, ...]:
        """Return what there is to say, in a fixed order."""
        return tuple(
            notice.format(self.examples[notice]) + self._more(notice) for notice in Notice if notice in self.examples
        )

    def _more(self, notice: Notice) -> str:
        more = self.counts[notice] - 1
        return f", and {more} more" if more and "{}" in notice else ""
