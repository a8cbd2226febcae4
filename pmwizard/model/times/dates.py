"""Typed dates. A date that could be two days is asked about, never guessed."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from pmwizard.model.times.context import MONTHS, WEEKDAYS, NotUnderstood, UnclearError, date_in_words, quoted

_ISO = re.compile(r"^([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})$|^([0-9]{4})([0-9]{2})([0-9]{2})$")
_NUMBERS = re.compile(r"^([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})$|^([0-9]{1,2})/([0-9]{1,2})$")
_DOTTED = re.compile(r"^([0-9]{1,2})\.([0-9]{1,2})\.$")
_SHORT_YEAR = re.compile(r"^([0-9]{2})([-/.])([0-9]{2})\2([0-9]{2})$")
_ORDINAL = re.compile(r"[0-9](?:st|nd|rd|th)\b")
_WORD = re.compile(r"([a-z]+)|([0-9]+)(?:st|nd|rd|th)?(?![0-9a-z])|[ ,./-]+")
_GLUED = re.compile(r"(?<=[0-9])(?!(?:st|nd|rd|th)\b)(?=[a-z])|(?<=[a-z])(?=[0-9])")
_STEP = re.compile(r"^(?:in |(?P<sign>[+-]) ?)?(?P<count>[0-9]{1,4}) ?(?P<unit>d|days?|w|weeks?|m|months?|y|years?)$")
_RELATIVE = {"yesterday": -1, "today": 0, "tomorrow": 1}
_FILLERS = {"the", "of", "on"}
_FIRST_YEAR, _LAST_YEAR = 1900, 2199


def read_date(text: str, today: date) -> date | None:
    """Return the date that a person typed, or ``None`` when it is none or could be several.

    Understood are ``2026-01-15``, ``15 jan``, ``15 January 2026``, ``fri`` (the next one), ``+2w``, ``+3d``,
    ``+1m``, ``today``, ``tomorrow`` and ``yesterday``. A date without a year is the one nearest to ``today``.
    """
    reading = understood_date(text, today)
    return reading if isinstance(reading, date) else None


def understood_date(text: str, today: date) -> date | NotUnderstood:
    """Return the date that a person typed as `read_date` does, or what to tell the person. Never raises."""
    words = " ".join(text.lower().replace("\u2212", "-").split())
    if not words:
        return NotUnderstood("Enter a date such as 2026-01-15")
    try:
        weekday = _named(words, WEEKDAYS)
        if weekday is not None:
            return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
        day = _stepped(words, today) or calendar_day(words, today, today)
    except UnclearError as unclear:
        return unclear.reading
    except (ValueError, OverflowError):
        day = None
    return day or NotUnderstood(f"Date {quoted(text)} is not a date. Use one such as 2026-01-15")


def echo_date(reading: date | NotUnderstood) -> str:
    """Return the line that says how a typed date is understood, while it is typed: ``= Sat 21 Nov 2026``."""
    if isinstance(reading, NotUnderstood):
        return reading.message if reading.choices else "not a date yet"
    return f"= {WEEKDAYS[reading.weekday()][:3].title()} {date_in_words(reading)}"


def _stepped(words: str, today: date) -> date | None:
    match = _STEP.match(words)
    if not match:
        return None
    count = int(match["count"]) * (-1 if match["sign"] == "-" else 1)
    match match["unit"][0]:
        case "d":
            return today + timedelta(days=count)
        case "w":
            return today + timedelta(weeks=count)
        case "m":
            return _months_later(today, count)
        case _:
            return _months_later(today, count * 12)


def _months_later(day: date, count: int) -> date:
    months = day.year * 12 + day.month - 1 + count
    year, month = months // 12, months % 12 + 1
    if not 1 <= year <= 9999:
        raise OverflowError(year)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def calendar_day(text: str, near: date, today: date, latest: date = date.max) -> date | None:
    """Return the day that ``text`` names, or ``None`` when it names none.

    Args:
        text: The words for the day only, in lower case.
        near: A date without a year, or a weekday, is the one nearest to this day.
        today: What ``yesterday`` and ``tomorrow`` count from.
        latest: A date without a year is no later than this, where a year can make it so.

    Raises:
        UnclearError: It could be two days, or its weekday contradicts it. The choices are ISO dates.
    """
    words = text.strip(" ,")
    if words in _RELATIVE:
        return today + timedelta(days=_RELATIVE[words])
    try:
        if match := _ISO.match(words):
            year, month, day = (match[1], match[3], match[4]) if match[1] else (match[5], match[6], match[7])
            return date(int(year), int(month), int(day))
        if match := _NUMBERS.match(words):
            return _from_numbers(match, near, latest)
        if match := _DOTTED.match(words):
            return _on(int(match[1]), int(match[2]), None, near, latest)
        if match := _SHORT_YEAR.match(words):
            return _from_short_year(match, near)
        return _from_words(words, near, latest)
    except UnclearError:
        raise
    except ValueError:
        return None


def _from_numbers(match: re.Match[str], near: date, latest: date) -> date | None:
    first, second = (int(match[1]), int(match[3])) if match[1] else (int(match[5]), int(match[6]))
    year = int(match[4]) if match[4] else None
    day_first, month_first = (_on(first, second, year, near, latest), _on(second, first, year, near, latest))
    if day_first and month_first and day_first != month_first:
        readings = f"{date_in_words(day_first)} or {date_in_words(month_first)}"
        choices = (day_first.isoformat(), month_first.isoformat())
        raise UnclearError(f"{match[0]} could be {readings}. Enter {choices[0]} or {choices[1]}", choices)
    return day_first or month_first


def _from_short_year(match: re.Match[str], near: date) -> date | None:
    """Return the one day that three numbers of two digits can be, with the year at either end."""
    first, second, third = int(match[1]), int(match[3]), int(match[4])
    found: list[date] = []
    for year, month, day in ((third, second, first), (third, first, second), (first, second, third)):
        try:
            read = date(2000 + year, month, day)
        except ValueError:
            continue
        found += [read] if read not in found else []
    if len(found) > 1:
        found.sort(key=lambda day: abs(day - near))
        choices = tuple(day.isoformat() for day in found)
        readings = " or ".join(date_in_words(day) for day in found)
        raise UnclearError(f"{match[0]} could be {readings}. Enter {' or '.join(choices)}", choices)
    return found[0] if found else None


def _from_words(words: str, near: date, latest: date) -> date | None:
    spaced = _GLUED.sub(" ", words)
    parts = list(_WORD.finditer(spaced))
    if sum(len(part[0]) for part in parts) != len(spaced):
        return None
    found: dict[str, int] = {}
    for part in parts:
        if not (part[1] or part[2]) or part[1] in _FILLERS:
            continue
        kind, value = _kind(part)
        if not kind or kind in found:
            return None
        found[kind] = value
    weekday = found.get("weekday")
    if set(found) == {"weekday"}:
        return _nearest_weekday(found["weekday"], near, latest)
    if set(found) == {"day"} and _ORDINAL.search(words) and latest < date.max:
        return _nearest_of_months(found["day"], near, latest)
    if not {"day", "month"} <= set(found):
        return None
    day = _on(found["day"], found["month"], found.get("year"), near, latest)
    if day and weekday is not None and weekday != day.weekday():
        actual, said = WEEKDAYS[day.weekday()].title(), WEEKDAYS[weekday].title()
        raise UnclearError(
            f"{date_in_words(day)} was a {actual}, not a {said}. Enter the date without the day of the week"
        )
    return day


def _nearest_weekday(weekday: int, near: date, latest: date) -> date:
    """Return the day of that name nearest to another; one that is still to come could be the one a week before."""
    day = near + timedelta(days=(weekday - near.weekday() + 3) % 7 - 3)
    if day >= latest:
        days = (day - timedelta(days=7), day)
        choices = tuple(one.isoformat() for one in days)
        said = f"{WEEKDAYS[weekday].title()} could be {date_in_words(days[0])} or {date_in_words(days[1])}"
        raise UnclearError(f"{said}. Enter {choices[0]} or {choices[1]}", choices)
    return day


def _nearest_of_months(day: int, near: date, latest: date) -> date | None:
    months = [_months_later(near.replace(day=1), by) for by in (-1, 0, 1)]
    days = [month.replace(day=day) for month in months if 1 <= day <= monthrange(month.year, month.month)[1]]
    return min(days, key=lambda found: (found > latest, abs(found - near)), default=None)


def _kind(part: re.Match[str]) -> tuple[str, int]:
    if part[2]:
        number = int(part[2])
        if len(part[2]) == 4 and _FIRST_YEAR <= number <= _LAST_YEAR:
            return "year", number
        return ("day", number) if len(part[2]) <= 2 else ("", 0)
    for kind, names, first in (("month", MONTHS, 1), ("weekday", WEEKDAYS, 0)):
        index = _named(part[1], names)
        if index is not None:
            return kind, index + first
    return "", 0


def _named(word: str, names: tuple[str, ...]) -> int | None:
    if len(word) < 3:
        return None
    found = [index for index, name in enumerate(names) if name.startswith(word)]
    return found[0] if len(found) == 1 else None


def _on(day: int, month: int, year: int | None, near: date, latest: date) -> date | None:
    years = [year] if year else [near.year - 1, near.year, near.year + 1]
    candidates = []
    for candidate in years:
        try:
            candidates.append(date(candidate, month, day))
        except ValueError:
            continue
    return min(candidates, key=lambda found: (found > latest, abs(found - near)), default=None)
