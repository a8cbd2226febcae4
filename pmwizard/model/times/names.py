"""Dates written with the name of a month, in English, German, French and Spanish."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

_MONTHS = (
    "january januar jänner janvier enero",
    "february februar février febrero",
    "march märz mrz mars marzo",
    "april avril abril",
    "may mai mayo",
    "june juni juin junio",
    "july juli juillet julio",
    "august août agosto",
    "september septembre septiembre setiembre",
    "october oktober octobre octubre",
    "november novembre noviembre",
    "december dezember décembre diciembre",
)
_WEEKDAYS = (
    "monday mo montag lundi lunes",
    "tuesday di dienstag mardi martes",
    "wednesday mi mittwoch mercredi miércoles",
    "thursday do donnerstag jeudi jueves",
    "friday fr freitag vendredi viernes",
    "saturday sa samstag samedi sábado",
    "sunday so sonntag dimanche domingo",
)
MONTHS, WEEKDAYS = (tuple(names.split()[0] for names in table) for table in (_MONTHS, _WEEKDAYS))
"""The English names, in lower case."""

_SHORTEST = 3
_BETWEEN = (" ", "the", "of", "on", "st", "nd", "rd", "th", "den", "der", "le", "er", "el", "de", "del", "º")
"""What may stand between the parts of a date and says nothing about it."""

_PARTS = re.compile(r"[^\W\d_]+|[0-9]+|[^ ,./-]")
_LONGEST_DATE = 60
FIRST_YEAR, LAST_YEAR = 1900, 2199
"""The years of dates that people write about incidents."""
_PROBES = (datetime(2000, 1, 1), datetime(2004, 2, 2))  # noqa: DTZ001 - dates alone; leap years, so that 29 Feb is one


def date_in_words(day: date) -> str:
    """Return a date as a sentence has it: ``21 Nov 2025``, the same in every locale."""
    return f"{day.day} {MONTHS[day.month - 1][:3].title()} {day.year}"


def date_with_weekday(day: date) -> str:
    """Return a date with its day of the week: ``Fri 21 Nov 2025``."""
    return f"{WEEKDAYS[day.weekday()][:3].title()} {date_in_words(day)}"


def _abbreviations(table: Iterable[str]) -> dict[str, int]:
    """Return the position in the table of every name, and of every beginning of names that has one meaning."""
    positions: dict[str, set[int]] = {}
    for index, names in enumerate(table):
        for name in names.split() + _without_accents(names).split():
            for length in range(min(_SHORTEST, len(name)), len(name) + 1):
                positions.setdefault(name[:length], set()).add(index)
    return {word: indexes.pop() for word, indexes in positions.items() if len(indexes) == 1}


def _without_accents(text: str) -> str:
    return "".join(mark for mark in unicodedata.normalize("NFD", text) if not unicodedata.combining(mark))


_MONTH_OF = _abbreviations(_MONTHS)
_ENGLISH_WEEKDAY_OF = _abbreviations(WEEKDAYS)
_WEEKDAY_OF = {word: index for word, index in _abbreviations(_WEEKDAYS).items() if word not in _MONTH_OF}
MONTH_PATTERN, WEEKDAY_PATTERN = ("|".join(sorted(names, reverse=True)) for names in (_MONTH_OF, _WEEKDAY_OF))
"""Regular expressions, for any case, of the names of a month, and of those of the day of the week beside one."""


def weekday_alone(word: str) -> int | None:
    """Return the day of the week that an English name or its beginning stands for, 0 for Monday."""
    return _ENGLISH_WEEKDAY_OF.get(word.lower())


def weekday_of(word: str) -> int | None:
    """Return the day of the week that a name beside a date stands for in any of the four languages, 0 for Monday."""
    return _WEEKDAY_OF.get(word.lower())


def begins_with_weekday(words: str) -> bool:
    """Tell whether the first word names a day of the week in any of the four languages."""
    parts = _PARTS.findall(words)
    return bool(parts) and parts[0].lower() in _WEEKDAY_OF


@dataclass(frozen=True)
class NamedDate:
    """A day and a month, with the year and the day of the week (0 for Monday) where they are written too."""

    day: int
    month: int
    year: int | None = None
    weekday: int | None = None


def named_date(words: str) -> NamedDate | None:
    """Return the date that is written with the name of a month, or ``None`` where there is no such date.

    Whatever the parser finds has to stand in the words: its numbers are the day and the year in four digits, and no
    other.
    """
    parts = _PARTS.findall(unicodedata.normalize("NFC", words).lower())
    if len(words) > _LONGEST_DATE or not any(part in _MONTH_OF for part in parts):
        return None
    weekdays = [_WEEKDAY_OF[part] for part in parts if part in _WEEKDAY_OF]
    try:
        first, second = (_parser()(" ".join(parts), default=default) for default in _PROBES)
    except (ValueError, OverflowError):
        return None
    # A default stands for whatever the words leave open, so that differs between the two.
    year = first.year if first.year == second.year else None
    numbers = sorted((part for part in parts if part[0] in "0123456789"), key=len)
    if first.day != second.day or len(weekdays) > 1 or not _are_numbers_of(numbers, first.day, year):
        return None
    return NamedDate(first.day, first.month, year, *weekdays)


def _are_numbers_of(numbers: list[str], day: int, year: int | None) -> bool:
    """Tell whether the numbers, shortest first, are the day, the year in four digits if there is one, and no other."""
    lengths = [len(number) for number in numbers]
    if year is None:
        return lengths in ([1], [2]) and int(numbers[0]) == day
    is_in_range = FIRST_YEAR <= year <= LAST_YEAR
    return is_in_range and lengths in ([1, 4], [2, 4]) and [int(number) for number in numbers] == [day, year]


@cache
def _parser() -> Callable[..., datetime]:
    """Return dateutil's parser without its clocks and zones; it is imported when the first such date is read."""
    from dateutil.parser import parser, parserinfo  # noqa: PLC0415

    class FourLanguages(parserinfo):
        def __init__(self) -> None:
            self.JUMP, self.PERTAIN = list(_BETWEEN), []
            self.HMS, self.AMPM, self.UTCZONE = [], [], []
            super().__init__()

        def month(self, name: str) -> int | None:
            index = _MONTH_OF.get(name.lower())
            return None if index is None else index + 1

        def weekday(self, name: str) -> int | None:
            return _WEEKDAY_OF.get(name.lower())

    return parser(FourLanguages()).parse
