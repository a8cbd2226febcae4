"""Resolve the times of a block to instants; what has two meanings is asked about once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from pmwizard.intake.pieces import Piece, Role
from pmwizard.intake.results import OpenPoint, PointAnswers, PointKey
from pmwizard.model.times.context import ResolvedTime, TimeContext, Unresolved, UnresolvedError
from pmwizard.model.times.dates import calendar_day
from pmwizard.model.times.names import begins_with_weekday, date_in_words
from pmwizard.model.times.reading import read_time
from pmwizard.model.times.stamps import Stamp

_BARE_CLOCK = re.compile(r"(?P<hour>[0-9]{1,2})(?::?(?P<minute>[0-9]{2}))?.*?(?P<half>[ap])?\.?m?\.?", re.IGNORECASE)
_WITHOUT_HALF = re.compile(r"(?:0?[1-9]|1[0-2]):[0-9]{2}")
_MINUTES_OF_DAY = 1440
_PLAIN_STEP = 600


def runs_backwards(pieces: Iterable[Piece]) -> bool:
    """Tell whether the times of a block come newest first; steps of about half a day may go either way."""
    minutes = [found for stamp in _stamps(pieces) if not stamp.day and (found := _minutes(stamp)) is not None]
    # Round the clock, the shorter way: five past midnight comes after ten to it.
    steps = [(after - before) % _MINUTES_OF_DAY for before, after in pairwise(minutes)]
    downs = sum(step > _MINUTES_OF_DAY - _PLAIN_STEP for step in steps)
    ups = sum(0 < step < _PLAIN_STEP for step in steps)
    return downs > max(1, 2 * ups)


def has_no_am_or_pm(pieces: Iterable[Piece]) -> bool:
    """Tell whether all times of a block could be on a clock of twelve hours, none of them with am or pm."""
    return all(_WITHOUT_HALF.fullmatch(stamp.clock) for stamp in _stamps(pieces))


def _stamps(pieces: Iterable[Piece]) -> Iterable[Stamp]:
    return (piece.stamp for piece in pieces if piece.role is Role.EVENT and piece.stamp)


def _minutes(stamp: Stamp) -> int | None:
    match = _BARE_CLOCK.fullmatch(stamp.clock) if len(stamp.clock) < 10 else None
    if match is None:
        return None
    hour = int(match["hour"]) % 12 if match["half"] else int(match["hour"])
    return (hour + (12 if (match["half"] or "").lower() == "p" else 0)) * 60 + int(match["minute"] or 0)


_SHORT_YEAR = re.compile(r"^([0-9]{1,2}([-/.])[0-9]{1,2}\2)([0-9]{2})$")
_THREE_PAIRS = re.compile(r"([0-9]{2})[-/]([0-9]{2})[-/]([0-9]{2})")
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WRITTEN_YEAR = re.compile(r"[0-9]{4}|[0-9][/.-][0-9]{1,2}[/.-][0-9]{2}")
_YEAR = re.compile(r"[0-9]{4}")
_OFFSET = re.compile(r" [+-][0-9]{2}:[0-9]{2}$")
_CLOCK = re.compile(r"[0-9]{2}:[0-9]{2}")
_RELATIVE = frozenset({"today", "yesterday"})
_HALF_A_DAY, _A_DAY, _A_YEAR = timedelta(hours=12), timedelta(days=1), timedelta(days=366)


@dataclass
class TimeResolver:
    """Resolves one time after another, and keeps track of the day of times without one.

    Args:
        context: What times are read against; its day is the one assumed.
        answers: The answers given so far.
        is_newest_first: Whether the block runs backwards.
        has_no_am_or_pm: Whether its times, all without am or pm, could be on a clock of twelve hours.
        zone: The zone that the block names for all its times, "" for that of the report.
        today: The day on which the block was copied: what "yesterday" counts from.
        assumed: What was taken from the context: "day", "year", "today" or nothing.
        questions: What was left open so far.
        asked: How often a time was left open.
    """

    context: TimeContext
    answers: PointAnswers
    today: date
    is_newest_first: bool = False
    has_no_am_or_pm: bool = False
    zone: str = ""
    assumed: str = ""
    questions: dict[PointKey, OpenPoint] = field(default_factory=dict)
    asked: int = 0
    _day: date | None = None
    _is_day_given: bool = False
    _is_anchored: bool = False
    _previous: datetime | None = None
    _days: dict[tuple[str, date], date | Unresolved] = field(default_factory=dict)

    def begin_day(self, stamp: Stamp) -> bool:
        """Take the day that a heading names; tell whether it is understood."""
        day = self._day_of(stamp.day)
        if day is None:
            return False
        self._day, self._is_day_given = day, True
        return True

    def read(self, stamp: Stamp) -> ResolvedTime | None:
        """Return the instant of a time, or ``None`` while it is not understood."""
        if stamp.is_unclear:
            return None
        if stamp.day:
            day = self._day_of(stamp.day)
            if day is None:
                return None
            reading = self._on(stamp, day)
        elif stamp.is_epoch:
            reading = self._taken(read_time(stamp.clock, self.context), stamp)
            day = None
        else:
            reading, day = self._without_day(stamp)
        if reading is not None:
            self._previous = reading.at
            self._day = day or reading.at.astimezone(self.context.zone).date()
            self._is_day_given = False
        return reading

    def _without_day(self, stamp: Stamp) -> tuple[ResolvedTime | None, date]:
        """Return the time, and its day, that best follows the time before it."""
        near = self._day or self.context.day
        if self._day is None:
            self.assumed = "day"
        at_once = self._on(stamp, near)
        if at_once is None or self._previous is None or self._is_day_given:
            return at_once, near
        best, day, least = at_once, near, self._badness(at_once.at)
        for other in (near + _A_DAY, near - _A_DAY):
            by = other - near
            if self._badness(at_once.at + by) < least:
                reading = self._on(stamp, other)
                if reading is not None:
                    best, day, least = reading, other, self._badness(reading.at)
        return self._in_its_half(best, day, self._previous)

    def _in_its_half(self, reading: ResolvedTime, day: date, previous: datetime) -> tuple[ResolvedTime | None, date]:
        """Return a time and its day; where ``1:10`` follows ``12:05`` the answer says which half of the day."""
        before, later = (at.astimezone(self.context.zone) for at in (previous, reading.at))
        sooner = later - _HALF_A_DAY
        if not self.has_no_am_or_pm or self.is_newest_first or sooner < before:
            return reading, day
        choices = (f"{sooner:%H:%M}", f"{later:%H:%M} the next day")
        message = f"{later:%H:%M} after {before:%H:%M} could be {' or '.join(choices)}"
        choice = self._choice(("half",), choices, message)
        if choice is None:
            return None, day
        if choice:
            return reading, day
        return replace(reading, at=sooner.astimezone(UTC)), day + (sooner.date() - later.date())

    def _badness(self, at: datetime) -> timedelta:
        """Return how badly an instant follows the one before it: against the order of the block costs three times."""
        since = at - self._previous if self._previous else timedelta()
        since = -since if self.is_newest_first else since
        return since if since >= timedelta() else -3 * since

    def _on(self, stamp: Stamp, day: date) -> ResolvedTime | None:
        words = f"{day.isoformat()} {stamp.clock} {stamp.zone or self.zone}".strip()
        return self._taken(read_time(words, self.context), stamp)

    def _taken(self, reading: ResolvedTime | Unresolved, stamp: Stamp) -> ResolvedTime | None:
        if isinstance(reading, Unresolved) and (choice := self._answered(reading)):
            settled = read_time(choice, self.context)
            reading = self._in_order(settled, reading) if isinstance(settled, ResolvedTime) else reading
        if isinstance(reading, Unresolved):
            return None
        return replace(reading, approximate=True) if stamp.about else reading

    def _in_order(self, settled: ResolvedTime, unclear: Unresolved) -> ResolvedTime:
        """Return an answered time, or the second time its hour came where the first would be before the time above."""
        is_of_offsets = all(_OFFSET.search(choice) for choice in unclear.choices)
        if not is_of_offsets or self.is_newest_first or self._previous is None or settled.at >= self._previous:
            return settled
        readings = (read_time(choice, self.context) for choice in unclear.choices)
        later = [one for one in readings if isinstance(one, ResolvedTime) and one.at >= self._previous]
        return later[0] if later else settled

    def _day_of(self, words: str) -> date | None:
        near = self._day or self.context.day
        if _WRITTEN_YEAR.search(words) or (begins_with_weekday(words) and any(map(str.isdigit, words))):
            # A date was on this day of the week in one year only of the last few.
            self._is_anchored = True
        elif not self._is_anchored:
            self.assumed = self.assumed or ("today" if words.lower() in _RELATIVE else "year")
        if (words, near) not in self._days:
            self._days[words, near] = self._read_day(words, near)
        found = self._days[words, near]
        if isinstance(found, date):
            return found
        choice = self._answered(found)
        return date.fromisoformat(choice) if choice else None

    def _read_day(self, words: str, near: date) -> date | Unresolved:
        today = self.today
        plain = _SHORT_YEAR.sub(r"\g<1>20\3", " ".join(words.lower().split()))
        try:
            found = calendar_day(plain, near, today, today + _A_DAY)
        except UnresolvedError as error:
            return _year_of_weekday(plain, today) or error.unresolved
        except (ValueError, OverflowError):
            found = None
        if found and (other := _with_year_first(words, found, (near, today))):
            message = f"{words} could be {date_in_words(found)} or {date_in_words(other)}"
            return Unresolved(message, (found.isoformat(), other.isoformat()))
        return found or Unresolved(words)

    def _answered(self, unclear: Unresolved) -> str:
        """Return the choice that an answer has settled; without one the question is kept."""
        if len(unclear.choices) < 2:
            return ""
        choice = self._choice(*_key_of(unclear.choices), unclear.message.partition(". ")[0])
        return "" if choice is None else unclear.choices[choice]

    def _choice(self, key: PointKey, choices: tuple[str, ...], message: str) -> int | None:
        """Return the position of the choice taken, ``None`` where it is left open or still to be asked."""
        answer = self.answers.get(key)
        if answer is None:
            asked = self.questions.get(key) or OpenPoint(key, message, choices, 0)
            self.asked += 1
            self.questions[key] = replace(asked, count=asked.count + 1)
        return answer if answer is not None and 0 <= answer < len(choices) else None


def _with_year_first(words: str, found: date, near: tuple[date, ...]) -> date | None:
    """Return ``25/11/21`` with its year in front, where that is close to a day in ``near`` and ``found`` is not."""
    match = _THREE_PAIRS.fullmatch(words)
    if match is None or any(abs(found - day) <= _A_YEAR for day in near):
        return None
    try:
        other = date(2000 + int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
    return other if any(abs(other - day) <= _A_YEAR for day in near) else None


def _year_of_weekday(words: str, today: date) -> date | None:
    """Return the latest day so far on which the date was that day of the week, where the words name no year."""
    if not words[:1].isalpha() or _YEAR.search(words):
        return None
    for year in range(today.year, today.year - 7, -1):
        try:
            day = calendar_day(f"{words} {year}", today, today)
        except (UnresolvedError, ValueError):
            continue
        if day and day <= today + _A_DAY:
            return day
    return None


def _key_of(choices: tuple[str, ...]) -> tuple[PointKey, tuple[str, ...]]:
    """Return what the choices differ in: the key that all times of the kind share, and the words to choose from."""
    split = [choice.split() for choice in choices]
    if len({len(parts) for parts in split}) > 1:
        return choices, choices
    different = [place for place in range(len(split[0])) if len({parts[place] for parts in split}) > 1]
    words = tuple(" ".join(parts[place] for place in different) for parts in split)
    kinds = (("date", _ISO_DATE), ("clock", _CLOCK))
    kind = next((name for name, pattern in kinds if all(pattern.fullmatch(one) for one in words)), "")
    return ((kind,) if kind else words), words
