"""Times counted from the start of an incident: ``T0 13:45``, ``T+12m``, ``T-10 min``, ``T+00:12``, and ``Day 2``."""

from __future__ import annotations

import re
from datetime import timedelta

_UNITS = (
    r"(?:(?P<days>[0-9]{1,3})\s?d(?:ays?)?\s?)?(?:(?P<hours>[0-9]{1,3})\s?h(?:rs?|ours?)?\s?)?"
    r"(?:(?P<minutes>[0-9]{1,4})\s?m(?:ins?|inutes?)?\s?|(?<=[0-9][hH])(?P<rest>[0-5][0-9]))?"
    r"(?:(?P<seconds>[0-9]{1,4})\s?s(?:ecs?|econds?)?)?"
)
_COLONS = r"(?P<first>[0-9]{1,3}):(?P<second>[0-9]{2})(?::(?P<third>[0-9]{2}))?"
_COUNTED = re.compile(
    rf"T\s?(?P<sign>[+-])\s?(?:(?P<colons>{_COLONS})|(?=[0-9]+\s?[dhms])(?P<units>{_UNITS})|(?P<bare>[0-9]{{1,4}}))(?<![\s])(?!\w|:[0-9])",
    re.IGNORECASE,
)
_START = re.compile(r"T\s?(?:[+-]\s?)?0(?![\w.]|:[0-9]|\s?[hms]\b)(?:\s*[-:=|,(]?\s*(?=[0-9@~]))?", re.IGNORECASE)
_DAY = re.compile(r"(?:day|tag|jour|d[ií]a)\s?#?(?P<number>[0-9]{1,3})|d\s?\+\s?(?P<later>[0-9]{1,3})", re.IGNORECASE)
_DAY_AT = re.compile(r"d\s?\+\s?[0-9]{1,3}(?=[ ,:]+[0-9])", re.IGNORECASE)
_HOURS = re.compile(r"T\s?[+-]\s?00:[0-9]{2}", re.IGNORECASE)
START = "T0"
"""The words for the start itself, which stand before its clock."""


def counted_at(text: str, at: int) -> tuple[str, int] | None:
    """Return the words of a time counted from the start that begin at a position of a text, and where they end."""
    match = _COUNTED.match(text, at)
    return (" ".join(match[0].split()), match.end()) if match else None


def start_at(text: str, at: int) -> int:
    """Return where ``T0`` that begins at a position of a text ends, 0 where there is none."""
    match = _START.match(text, at)
    return match.end() if match else 0


def is_clear_count(words: str) -> bool:
    """Return whether a time counted from the start cannot be mistaken for a name such as ``T-34``."""
    match = _COUNTED.fullmatch(words)
    return words == START or (match is not None and not match["bare"])


def since_start(words: str) -> tuple[timedelta, ...]:
    """Return the lengths from the start that words can mean: none, one, or hours and minutes before the other."""
    if words == START:
        return (timedelta(),)
    match = _COUNTED.fullmatch(words)
    if match is None:
        return ()
    sign = -1 if match["sign"] == "-" else 1
    if match["bare"]:
        return (sign * timedelta(minutes=int(match["bare"])),)
    if match["units"]:
        days, hours, minutes, seconds = (int(match[name] or 0) for name in ("days", "hours", "minutes", "seconds"))
        minutes += int(match["rest"] or 0)
        return (sign * timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds),)
    first, second = int(match["first"]), int(match["second"])
    if match["third"]:
        return (sign * timedelta(hours=first, minutes=second, seconds=int(match["third"])),)
    lengths = (timedelta(hours=first, minutes=second), timedelta(minutes=first, seconds=second))
    if match["first"].startswith("00"):
        return (sign * lengths[0],)
    return (sign * lengths[1],) if first > 99 else (sign * lengths[0], sign * lengths[1])


def shows_hours(words: str) -> bool:
    """Return whether two numbers counted from the start can only be hours and minutes, as in ``T+00:12``."""
    return bool(_HOURS.fullmatch(words))


def day_number_at(text: str, at: int) -> tuple[str, int] | None:
    """Return the words ``D+1`` that begin at a position of a text before a clock, and where that begins."""
    match = _DAY_AT.match(text, at)
    return ("".join(match[0].split()), match.end() + 1) if match else None


def is_day_zero(words: str) -> bool:
    """Return whether the first of numbered days is 0."""
    match = _DAY.fullmatch(words.strip())
    return match is not None and match["number"] is not None and int(match["number"]) == 0


def days_later(words: str, *, is_from_zero: bool) -> int | None:
    """Return how many days after the first one a numbered day is: 1 for ``Day 2`` and for ``D+1``."""
    match = _DAY.fullmatch(words.strip())
    if match is None:
        return None
    return int(match["later"]) if match["later"] else int(match["number"]) - (not is_from_zero)
