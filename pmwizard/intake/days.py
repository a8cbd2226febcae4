"""The days of a block: what its words mean, what was assumed, and what is asked about."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from pmwizard.intake.points import Notice, Notices, OpenPoints
from pmwizard.intake.starts import days_later
from pmwizard.model.times.context import Unresolved, UnresolvedError
from pmwizard.model.times.dates import calendar_day
from pmwizard.model.times.names import FIRST_YEAR, LAST_YEAR, begins_with_weekday, date_in_words, date_with_weekday

_A_DAY, _A_YEAR, _NEAR = timedelta(days=1), timedelta(days=366), timedelta(days=3)
_NUMBERS = re.compile(
    r"(?P<first>[0-9]{1,2})(?P<mark>[-/.])(?P<second>[0-9]{1,2})(?:(?P=mark)(?P<third>[0-9]{4}|[0-9]{2}))?"
)
_WRITTEN_YEAR = re.compile(r"[0-9]{4}|[0-9][/.-][0-9]{1,2}[/.-][0-9]{2}")
_YEAR = re.compile(r"[0-9]{4}")
COUNTED = re.compile(r"(?:next|following|same|previous) day|day (?:after|before)|[+-][0-9]{1,3}d", re.IGNORECASE)
"""Words of a day that count from the one before."""
RELATIVE = frozenset({"today", "yesterday", "tomorrow"})
"""Days that count from the one on which a block was copied."""

_ORDERS = {"day": "day before month", "month": "month before day", "year": "year first"}


@dataclass
class DayReader:
    """Reads the days of a block, and keeps what was assumed of them.

    Attributes:
        points: The questions of the block.
        notices: What there is to say of it.
        today: The day on which the block was copied: what "yesterday" counts from.
        first: The day that ``Day 1`` is, ``None`` where it is not known.
        entered: The day that a person entered, which says what a date near it means.
        is_day_zero: Whether the block counts its days from 0.
        order: Whether the day or the month stands first in dates of numbers, "" where none of them says so.
        order_shown: The date that says so.
        weekdays_agree: Whether several dates with a day of the week, and no year, are all of one year.
        assumed: What was taken from elsewhere: "day", "year", "today" or nothing.
    """

    points: OpenPoints
    notices: Notices
    today: date
    first: date | None = None
    entered: date | None = None
    is_day_zero: bool = False
    order: str = ""
    order_shown: str = ""
    weekdays_agree: bool = False
    assumed: str = ""
    _is_anchored: bool = False
    _days: dict[tuple[str, date], date | Unresolved] = field(default_factory=dict)
    _orders_read: dict[tuple[str, date], dict[str, date]] = field(default_factory=dict)

    def read(self, words: str, near: date) -> date | None:
        """Return the day that words name, the nearest to another, or ``None`` while it is not understood.

        Years that only machines write, as 1 for a time that was never set, are no years of an event.
        """
        day = self._day(words, near)
        return day if day and FIRST_YEAR <= day.year <= LAST_YEAR else None

    def _day(self, words: str, near: date) -> date | None:
        later = days_later(words, is_from_zero=self.is_day_zero)
        if later is not None:
            return self._counted(words, later)
        if match := _NUMBERS.fullmatch(words.strip()):
            return self._from_numbers(match, near)
        self._note_assumed(words)
        if (words, near) not in self._days:
            self._days[words, near] = self._read(words, near)
        found = self._days[words, near]
        if isinstance(found, date):
            return found
        if len(found.choices) < 2:
            return None
        if near_entered := self._near_entered(date.fromisoformat(choice) for choice in found.choices):
            return near_entered
        choice = self.points.choice(("date", *found.choices), found.choices, found.message.partition(". ")[0])
        return None if choice is None else date.fromisoformat(found.choices[choice])

    def _counted(self, words: str, later: int) -> date | None:
        self.assumed = self.assumed or "day"
        if self.first is None:
            self.notices.add(Notice.NO_FIRST_DAY, words)
            return None
        if Notice.FIRST_DAY not in self.notices.examples:
            self.notices.add(Notice.FIRST_DAY, f"{words} is {date_in_words(self.first + later * _A_DAY)}")
        return self.first + later * _A_DAY

    def _note_assumed(self, words: str) -> None:
        if _WRITTEN_YEAR.search(words) or (begins_with_weekday(words) and any(map(str.isdigit, words))):
            # A date was on this day of the week in one year only of the last few.
            self._is_anchored = True
        elif not self._is_anchored and not COUNTED.fullmatch(words):
            self.assumed = self.assumed or ("today" if words.lower() in RELATIVE else "year")

    def _read(self, words: str, near: date) -> date | Unresolved:
        plain = " ".join(words.lower().split())
        try:
            found = calendar_day(plain, near, self.today, self.today + _A_DAY)
        except UnresolvedError as error:
            return error.unresolved if error.unresolved.choices else self._contradicted(plain, near) or error.unresolved
        except (ValueError, OverflowError):
            found = None
        return found or Unresolved(words)

    def _contradicted(self, words: str, near: date) -> date | Unresolved | None:
        """Return what a date can be whose day of the week is another: in another year, or one of the two is wrong."""
        weekday, date_alone = words.split(maxsplit=1) if " " in words else (words, "")
        other = _year_of_weekday(words, self.today)
        try:
            day = calendar_day(date_alone, near, self.today, self.today + _A_DAY)
            same_name = calendar_day(weekday.strip(" ,."), day or near, date.max)
        except (UnresolvedError, ValueError, OverflowError):
            return other
        if day is None or (other and (self.weekdays_agree or abs(day - near) > _NEAR)):
            return other
        days = tuple(dict.fromkeys(filter(None, (day, other or same_name))))
        shown = " or ".join(date_with_weekday(one) for one in days)
        return Unresolved(f"{words.title()} could be {shown}", tuple(one.isoformat() for one in days))

    def _from_numbers(self, match: re.Match[str], near: date) -> date | None:
        """Return the day of ``03/11/2025``; which number is the month is asked, once for all dates of the block."""
        self._note_assumed(match[0])
        if (match[0], near) not in self._orders_read:
            self._orders_read[match[0], near] = self._orders(match, near)
        days = self._orders_read[match[0], near]
        if len(set(days.values())) < 2:
            return next(iter(days.values()), None)
        if self.order in days and "year" not in days:
            if Notice.DATE_ORDER not in self.notices.examples:
                self.notices.add(Notice.DATE_ORDER, f"{_ORDERS[self.order]}: {self.order_shown} says so")
            return days[self.order]
        settled = next((order for order in self._settled() if order in days), None)
        if settled:
            return days[settled]
        if near_entered := self._near_entered(days.values()):
            return near_entered
        choices = tuple(day.isoformat() for day in days.values())
        words = " or ".join(map(date_in_words, days.values()))
        choice = self.points.choice(("date", *days), choices, f"{match[0]} could be {words}")
        return None if choice is None else tuple(days.values())[choice]

    def _near_entered(self, days: Iterable[date]) -> date | None:
        """Return the only one of several days that is near the one a person entered."""
        found = [day for day in days if self.entered and abs(day - self.entered) <= _NEAR]
        return found[0] if len(found) == 1 else None

    def _settled(self) -> Iterable[str]:
        """Yield the orders that were chosen for other dates of the block."""
        for key, answer in self.points.answers.items():
            if key[0] == "date" and set(key[1:]) <= set(_ORDERS) and 0 <= answer < len(key) - 1:
                yield key[1 + answer]

    def _orders(self, match: re.Match[str], near: date) -> dict[str, date]:
        """Return the days that three numbers can be by the order they are read in."""
        first, second, third = match["first"], match["second"], match["third"] or ""
        year = third if len(third) != 2 else f"20{third}"
        days = {
            order: found
            for order, (day, month) in {"day": (first, second), "month": (second, first)}.items()
            if (found := self._on(day, month, year, near))
        }
        if match["mark"] == ".":
            days = {order: day for order, day in days.items() if order == "day"} or days
        if days.get("day") == days.get("month"):
            days.pop("month", None)
        if len(third) == 2 and match["mark"] != "." and (other := self._on(third, second, f"20{first.zfill(2)}", near)):
            is_near = [abs(day - known) <= _A_YEAR for day in days.values() for known in (near, self.today)]
            if not any(is_near) and any(abs(other - known) <= _A_YEAR for known in (near, self.today)):
                days["year"] = other
        return days

    def _on(self, day: str, month: str, year: str, near: date) -> date | None:
        latest = self.today + _A_DAY
        years = [int(year)] if year else [near.year - 1, near.year, near.year + 1]
        found = []
        for one in years:
            try:
                found.append(date(one, int(month), int(day)))
            except ValueError:
                continue
        return min(found, key=lambda known: (known > latest, abs(known - near)), default=None)


def order_of(words: Iterable[str]) -> tuple[str, str]:
    """Return the order in which the dates of numbers of a block can only be read, and one that says so, "" for none."""
    shown: dict[str, str] = {}
    for one in words:
        match = _NUMBERS.fullmatch(one.strip())
        if match and match["mark"] != "." and int(match["first"]) > 12 >= int(match["second"]) and match["third"] != "":
            shown.setdefault("day", one)
        elif match and match["mark"] != "." and int(match["second"]) > 12 >= int(match["first"]):
            shown.setdefault("month", one)
    return next(iter(shown.items())) if len(shown) == 1 else ("", "")


def weekdays_agree(words: Iterable[str], today: date) -> bool:
    """Return whether several dates of a block have a day of the week, no year, and are all of the same year."""
    plain = (" ".join(one.lower().split()) for one in words if begins_with_weekday(one) and any(map(str.isdigit, one)))
    days = {_year_of_weekday(one, today) for one in plain}
    return len(days) > 1 and None not in days and len({day.year for day in days if day}) == 1


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
