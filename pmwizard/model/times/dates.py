"""Typed dates. A date that could be two days is asked about, never guessed."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from pmwizard.model.times.context import Unresolved, UnresolvedError
from pmwizard.model.times.names import (
    WEEKDAY_PATTERN,
    WEEKDAYS,
    date_in_words,
    date_with_weekday,
    named_date,
    weekday_alone,
    weekday_of,
)
from pmwizard.text import quoted

_ISO = re.compile(r"^([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})$|^([0-9]{4})([0-9]{2})([0-9]{2})$")
_NUMBERS = re.compile(r"^([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})$|^([0-9]{1,2})/([0-9]{1,2})$")
_DOTTED = re.compile(r"^([0-9]{1,2})\.([0-9]{1,2})\.$")
_SHORT_YEAR = re.compile(r"^([0-9]{2})([-/.])([0-9]{2})\2([0-9]{2})$")
_ORDINAL = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)")
_FILLERS = re.compile(r"^(?:(?:the|of|on)(?![a-z])[ ,./-]*)+")
_STEP = re.compile(r"^(?:in |(?P<sign>[+-]) ?)?(?P<count>[0-9]{1,4}) ?(?P<unit>d|days?|w|weeks?|m|months?|y|years?)$")
_RELATIVE = {"yesterday": -1, "today": 0, "tomorrow": 1}
_COUNTED = {"next day": 1, "following day": 1, "day after": 1, "same day": 0, "previous day": -1, "day before": -1}
_DAYS_LATER = re.compile(r"^([+-][0-9]{1,3})d$")
_WITH_WEEKDAY = re.compile(rf"^(?P<weekday>{WEEKDAY_PATTERN})\.?,?\s+(?P<rest>[0-9]+[-/.][0-9]+[-/.]?[0-9]*)$")
_UNITS = {"d": "days", "w": "weeks", "m": "months", "y": "years"}


def read_date(text: str, today: date) -> date | Unresolved:
    """Return the date that a person typed, or an instruction where it is none or could be several.

    Understood are ``2026-01-15``, ``15 jan``, ``15 January 2026``, ``fri`` (the next one), ``+2w``, ``+3d``,
    ``+1m``, ``today``, ``tomorrow`` and ``yesterday``. A date without a year is the one nearest to ``today``.
    Never raises.
    """
    words = " ".join(text.lower().replace("\u2212", "-").split())
    if not words:
        return Unresolved("Enter a date such as 2026-01-15")
    try:
        if (weekday := weekday_alone(words)) is not None:
            return stepped(today, days=1, weekday=weekday)
        if match := _STEP.match(words):
            count = int(match["count"]) * (-1 if match["sign"] == "-" else 1)
            return stepped(today, **{_UNITS[match["unit"][0]]: count})
        day = calendar_day(words, today, today)
    except UnresolvedError as error:
        return error.unresolved
    except (ValueError, OverflowError):
        day = None
    return day or Unresolved(f"Date {quoted(text)} is not a date. Use one such as 2026-01-15")


def echo_date(reading: date | Unresolved) -> str:
    """Return the line that says how a typed date is understood, while it is typed: ``= Sat 21 Nov 2026``."""
    if isinstance(reading, Unresolved):
        return reading.message if reading.choices else "not a date yet"
    return f"= {date_with_weekday(reading)}"


def stepped(
    day: date, *, days: int = 0, weeks: int = 0, months: int = 0, years: int = 0, weekday: int | None = None
) -> date:
    """Return a day moved by these steps, then on to the next ``weekday`` (0 for Monday).

    Steps by months and years end on the last day of a shorter month.

    Raises:
        ValueError: That is outside the years 1 to 9999.
    """
    from dateutil.relativedelta import relativedelta  # noqa: PLC0415 - not needed to show a report

    return day + relativedelta(days=days, weeks=weeks, months=months, years=years, weekday=weekday)


def calendar_day(text: str, near: date, today: date, latest: date = date.max) -> date | None:
    """Return the day that ``text`` names, or ``None`` when it names none.

    Args:
        text: The words for the day only, in lower case.
        near: A date without a year, or a weekday, is the one nearest to this day; ``next day`` counts from it.
        today: What ``yesterday`` and ``tomorrow`` count from.
        latest: A date without a year is no later than this, where a year can make it so.

    Raises:
        UnresolvedError: It could be two days, or its weekday contradicts it. The choices are ISO dates.
    """
    words = text.strip(" ,")
    if words in _RELATIVE:
        return today + timedelta(days=_RELATIVE[words])
    if words in _COUNTED:
        return near + timedelta(days=_COUNTED[words])
    if match := _DAYS_LATER.match(words):
        return near + timedelta(days=int(match[1]))
    if match := _WITH_WEEKDAY.match(words):
        return _on_weekday(match, near, today, latest)
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
    except UnresolvedError:
        raise
    except ValueError:
        return None


def _on_weekday(match: re.Match[str], near: date, today: date, latest: date) -> date | None:
    """Return the date in numbers that was on the day of the week beside it."""
    weekday = weekday_of(match["weekday"])
    try:
        days = [calendar_day(match["rest"], near, today, latest)]
    except UnresolvedError as unclear:
        days = [date.fromisoformat(choice) for choice in unclear.unresolved.choices]
        if not any(day.weekday() == weekday for day in days if day):
            raise
    fitting = [day for day in days if day and day.weekday() == weekday]
    if len(fitting) != 1 and days[0]:
        raise _other_weekday(days[0], weekday or 0)
    return fitting[0] if fitting else None


def _other_weekday(day: date, said: int) -> UnresolvedError:
    actual, other = WEEKDAYS[day.weekday()].title(), WEEKDAYS[said].title()
    return UnresolvedError(
        f"{date_in_words(day)} was a {actual}, not a {other}. Enter the date without the day of the week"
    )


def _from_numbers(match: re.Match[str], near: date, latest: date) -> date | None:
    first, second = (int(match[1]), int(match[3])) if match[1] else (int(match[5]), int(match[6]))
    year = int(match[4]) if match[4] else None
    day_first, month_first = (_on(first, second, year, near, latest), _on(second, first, year, near, latest))
    if day_first and month_first and day_first != month_first:
        raise _several_days(match[0], (day_first, month_first))
    return day_first or month_first


def _several_days(words: str, days: Sequence[date]) -> UnresolvedError:
    choices = tuple(day.isoformat() for day in days)
    readings = " or ".join(map(date_in_words, days))
    return UnresolvedError(f"{words} could be {readings}. Enter {' or '.join(choices)}", choices)


def _from_short_year(match: re.Match[str], near: date) -> date | None:
    """Return the one day that three numbers of two digits can be, with the year at either end."""
    first, second, third = int(match[1]), int(match[3]), int(match[4])
    orders = ((first, second, third), (second, first, third), (third, second, first))
    read = (_on(day, month, 2000 + year, near, date.max) for day, month, year in orders)
    days = sorted(dict.fromkeys(filter(None, read)), key=lambda day: abs(day - near))
    if len(days) > 1:
        raise _several_days(match[0], days)
    return days[0] if days else None


def _from_words(words: str, near: date, latest: date) -> date | None:
    body = _FILLERS.sub("", words).strip(" ,./-")
    weekday = weekday_alone(body)
    if weekday is not None:
        return _nearest_weekday(weekday, near, latest)
    if (match := _ORDINAL.fullmatch(body)) and latest < date.max:
        return _nearest_of_months(int(match[1]), near, latest)
    written = named_date(body)
    day = _on(written.day, written.month, written.year, near, latest) if written else None
    if written and day and written.weekday not in (None, day.weekday()):
        raise _other_weekday(day, written.weekday)
    return day


def _nearest_weekday(weekday: int, near: date, latest: date) -> date:
    """Return the day of that name nearest to another; one that is still to come could be the one a week before."""
    day = stepped(near, days=-3, weekday=weekday)
    if day >= latest:
        raise _several_days(WEEKDAYS[weekday].title(), (day - timedelta(days=7), day))
    return day


def _nearest_of_months(day: int, near: date, latest: date) -> date | None:
    months = [stepped(near.replace(day=1), months=by) for by in (-1, 0, 1)]
    days = [month.replace(day=day) for month in months if 1 <= day <= monthrange(month.year, month.month)[1]]
    return min(days, key=lambda found: (found > latest, abs(found - near)), default=None)


def _on(day: int, month: int, year: int | None, near: date, latest: date) -> date | None:
    years = [year] if year else [near.year - 1, near.year, near.year + 1]
    candidates = []
    for candidate in years:
        try:
            candidates.append(date(candidate, month, day))
        except ValueError:
            continue
    return min(candidates, key=lambda found: (found > latest, abs(found - near)), default=None)
