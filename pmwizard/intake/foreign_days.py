"""Headings of days in German, French and Spanish, as chats set them between the messages of two days."""

from __future__ import annotations

import re

from pmwizard.model.times.context import MONTHS, WEEKDAYS

_FOREIGN_MONTHS = (
    "januar februar märz april mai juni juli august september oktober november dezember",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
)
_FOREIGN_WEEKDAYS = (
    "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "lunes martes miércoles jueves viernes sábado domingo",
)
_MONTH = {word: month for words in _FOREIGN_MONTHS for word, month in zip(words.split(), MONTHS, strict=True)}
_WEEKDAY = {word: day for words in _FOREIGN_WEEKDAYS for word, day in zip(words.split(), WEEKDAYS, strict=True)}
_NUMBERS = re.compile(r"[\s#*_>=~|-]*(?:[^\W\d_]{2},?\s+)?(?P<number>[0-9]{2})\.(?P<month>0[1-9]|1[0-2])\.[\s:*_=~|-]*")
_HEADING = re.compile(
    r"[\s#*_>=~|-]*(?:(?P<weekday>[^\W\d_]+),?\s+)?(?:le\s+|den\s+|el\s+)?(?P<number>[0-9]{1,2})(?:\.|er)?\s+"
    r"(?:de\s+)?(?P<month>[^\W\d_]+)(?:\s+(?:de\s+)?(?P<year>(?:19|20)[0-9]{2}))?[\s:*_=~|-]*",
    re.IGNORECASE,
)


def day_in_english(line: str) -> str:
    """Return the words of the day that a heading names, in English, "" where it is no such heading."""
    if match := _NUMBERS.fullmatch(line):
        return f"{match['number']} {MONTHS[int(match['month']) - 1]}"
    match = _HEADING.fullmatch(line)
    if match is None:
        return ""
    month, weekday = _MONTH.get(match["month"].lower(), ""), _WEEKDAY.get((match["weekday"] or "").lower(), "")
    if not month or bool(match["weekday"]) != bool(weekday):
        return ""
    return " ".join(filter(None, (weekday, match["number"], month, match["year"])))
