"""Typed times taken apart: a day and a clock in either order, a zone, an end, a number of days later."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, time, timedelta, tzinfo

from pmwizard.model.times.context import UnresolvedError
from pmwizard.model.times.dates import calendar_day
from pmwizard.model.times.stamps import ABOUT_WORDS, PLAIN_SIGNS, Stamp
from pmwizard.model.times.zones import is_zone_name

_LONGEST = 200
_SIGNS = str.maketrans({"\u2013": "-", "\u2014": "-", "\u2019": "'", "\u200b": " "})
_COLON = re.compile(r"(?<![0-9])([0-9]{1,2}) ?[:;] ?(?=[0-9]{2}(?![0-9]))")
_WRAPPED = re.compile(r"^[\[(](?P<words>[^\[\]()]*)[\])]$")
_DOTTED_DAY = re.compile(r"^[0-3]?[0-9]\.(?:0?[1-9]|1[0-2])\.$")
_TRAIL = re.compile(r"(?<=[0-9a-z)])[ ]*[,.;:|-]+$", re.IGNORECASE)
_ABOUT = re.compile(rf"^(?:~|(?:{ABOUT_WORDS}) ?)(?P<rest>.*)$", re.IGNORECASE)
_OR_SO = re.compile(
    r"^(?P<rest>.*?)(?: ?\?| ?~| or so| ?ish| \(?approx(?:imately|\.)?\)?| maybe| perhaps| roughly)$", re.IGNORECASE
)


def normalized(text: str) -> tuple[str, bool]:
    """Return a typed time without filler words, and whether it is called approximate."""
    if len(text.strip()) > _LONGEST:
        # No time is as long, and a sign of it may stand for eighteen letters.
        return "", False
    words = unicodedata.normalize("NFKC", text.translate(PLAIN_SIGNS)).translate(_SIGNS)
    words = " ".join(words.split())
    if match := _WRAPPED.match(words):
        words = match["words"].strip()
    about = False
    for _ in range(2):
        match = _ABOUT.match(words) or _OR_SO.match(words)
        if match is None:
            break
        about, words = True, match["rest"].strip()
    whole = words if _DOTTED_DAY.search(words) else _TRAIL.sub("", words)
    return _COLON.sub(r"\1:", whole).strip(), about


_SHIFT = re.compile(r"^(?P<body>.*?[^ +-]) ?(?P<days>[+-][0-9]{1,3}) ?d(?:ays?)?$", re.IGNORECASE)
_CLOCK = re.compile(
    r"(?P<hour>[0-9]{1,2})(?::(?P<minute>[0-9]{1,2})|[.h](?P<minute2>[0-9]{2}))"
    r"(?:[:.](?P<second>[0-9]{2})(?:[.,](?P<fraction>[0-9]{1,9}))?)?(?: ?(?P<half>[ap])m)?"
    r"|(?P<compact>[0-9]{3,4}|[0-9]{6})(?: ?(?P<half2>[ap])m)?"
    r"|(?P<hour3>[0-9]{1,2}) ?(?P<half3>[ap])m"
    r"|(?P<named>noon|midnight)"
)


@dataclass(frozen=True)
class ParsedTime:
    """A typed time taken apart, before it is put on a day and in a zone.

    Attributes:
        clock: The time of the day.
        stamp: The words of its parts.
        day: The day, where the words name one.
        days_later: The days that ``+1d`` moves it by.
        is_end_of_day: Whether it is 24:00, which is midnight of the day after.
    """

    clock: time
    stamp: Stamp
    day: date | None = None
    days_later: int = 0
    is_end_of_day: bool = False


def parse_time(words: str, near: date, today: date, home: tzinfo) -> ParsedTime:
    """Take the words apart.

    Args:
        words: The typed words, white space collapsed, without a word for "about".
        near: A date without a year, or a weekday, is the one nearest to this day; ``next day`` counts from it.
        today: What ``yesterday`` counts from.
        home: The report's zone, whose abbreviations are known too.

    Raises:
        UnresolvedError: The words could mean two times; says what to type.
        ValueError: They are not a time.
    """
    from pmwizard.model.times.scanner import stamp_from  # noqa: PLC0415 -- its patterns are compiled with the first time

    body, shift = words, 0
    if match := _SHIFT.match(words):
        body, shift = match["body"], int(match["days"])
    found = stamp_from(body, 0, lambda name: is_zone_name(name, home, near.year), is_typed=True)
    if found is None or found[1] < len(body):
        raise ValueError(words)
    stamp = found[0]
    clock, is_end_of_day = clock_of(stamp.clock)
    return ParsedTime(clock, stamp, _day_of(stamp, near, today), shift, is_end_of_day)


def _day_of(stamp: Stamp, near: date, today: date) -> date | None:
    if not stamp.day:
        return None
    try:
        day = calendar_day(stamp.day.lower(), near, today, today + timedelta(days=1))
    except UnresolvedError as error:
        behind = f"{stamp.clock} {stamp.zone}".strip()
        choices = tuple(f"{choice} {behind}" for choice in error.unresolved.choices)
        raise UnresolvedError(error.unresolved.message, choices) from error
    if day is None:
        raise ValueError(stamp.day)
    return day


def clock_of(words: str) -> tuple[time, bool]:
    """Return the time of the day that a clock shows, and whether it is 24:00.

    Raises:
        ValueError: No clock shows it.
    """
    match = _CLOCK.fullmatch(words)
    if match is None:
        raise ValueError(words)
    if match["named"]:
        return (time(12) if match["named"] == "noon" else time(0)), False
    if match["compact"]:
        digits = match["compact"] if len(match["compact"]) == 6 else match["compact"].zfill(4) + "00"
        hour, minute, second = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    else:
        hour, minute = int(match["hour"] or match["hour3"]), int(match["minute"] or match["minute2"] or 0)
        second = int(match["second"] or 0)
    half = match["half"] or match["half2"] or match["half3"] or ""
    if half and (hour == 0 or hour > (23 if half == "p" else 12)):
        raise ValueError(words)
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    later = (hour, minute, second) == (24, 0, 0)
    microsecond = int((match["fraction"] or "0").ljust(6, "0")[:6])
    return time(0 if later else hour, minute, second, microsecond), later
