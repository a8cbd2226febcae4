"""Lengths of time as people type them: ``3 h 5 min``, ``about two hours``, ``10-15 min``."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SECONDS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800}
_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_COUNTS = {word: float(count) for count, word in enumerate(_NUMBERS)} | dict.fromkeys(("a", "an"), 1.0)
_COUNTS |= dict.fromkeys(("half", "half a", "half an"), 0.5)
_LONGEST = 80
_NUMBER = rf"\d+(?:[.,]\d+)?|\b(?:{'|'.join(sorted(map(re.escape, _COUNTS), key=len, reverse=True))})\b"
_UNIT = r"(?P<unit>s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?)(?![a-z])\.?"
_PART = re.compile(rf"(?P<number>{_NUMBER})\s*-?\s*{_UNIT}(?:\s*(?:,|and|&)?\s*)")
_HOURS_MINUTES = re.compile(r"(?P<hours>\d+)\s*h\s*(?P<minutes>[0-5]\d)")
_STRETCH = re.compile(rf"(?P<first>{_NUMBER})\s*(?:-|\u2013|to)\s*(?P<rest>(?:{_NUMBER})\s*{_UNIT})")
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_ABOUT = re.compile(r"(?:about|around|approximately|approx\.?|roughly|circa|ca\.?|nearly|almost|some|~|\u2248)\s*")
_OVER = re.compile(r"(?:over|more than|at least|>=?|\u2265)\s*")
_UNDER = re.compile(r"(?:under|less than|at most|up to|within|<=?|\u2264)\s*")


@dataclass(frozen=True)
class SaidLength:
    """What a typed length can mean, in seconds: all that is rounded to it, and more where it says about."""

    shortest: float
    longest: float

    def holds(self, seconds: float, *, approximate: bool = False) -> bool:
        """Tell whether a length is the typed one; one that is ``approximate`` may be off by a tenth."""
        margin = seconds / 10 if approximate else 0
        return self.shortest - margin <= seconds <= self.longest + margin


def said_length(text: str) -> SaidLength | None:
    """Return what a typed length of time means, or ``None`` where it is none or holds more than a length."""
    if len(text) > _LONGEST:
        return None
    words = " ".join(_BRACKETS.sub("", text.lower()).split()).rstrip(".+")
    is_about, words = _without(_ABOUT, words)
    is_over, words = _without(_OVER, words)
    is_under, words = _without(_UNDER, words)
    stretch = _STRETCH.fullmatch(words)
    if stretch:
        last = _total(stretch["rest"])
        first = _total(f"{stretch['first']} {stretch['unit']}")
        if first is None or last is None:
            return None
        return SaidLength(first[0] - last[1], last[0] + last[1])
    found = _total(words.removesuffix(" or so"))
    if found is None:
        return None
    seconds, margin = found
    if is_about or words.endswith(" or so"):
        margin = max(2 * margin, seconds / 10)
    return SaidLength(0 if is_under else seconds - margin, float("inf") if is_over else seconds + margin)


def _without(sign: re.Pattern[str], words: str) -> tuple[bool, str]:
    found = sign.match(words)
    return found is not None, words[found.end() :] if found else words


def _total(words: str) -> tuple[float, float] | None:
    """Return the seconds of a length and half of the smallest unit it is told in, at least a minute."""
    glued = _HOURS_MINUTES.fullmatch(words)
    if glued:
        return int(glued["hours"]) * 3_600 + int(glued["minutes"]) * 60, 60
    total, margin, position = 0.0, 0.0, 0
    while found := _PART.match(words, position):
        number, unit = found["number"], _SECONDS[found["unit"][0]]
        total += _count(number) * unit
        decimals = len(re.split("[.,]", number)[1]) if re.search(r"\d[.,]\d", number) else 0
        margin = unit / 10**decimals / 2
        position = found.end()
    return (total, max(margin, 60)) if position and position == len(words) else None


def _count(number: str) -> float:
    return _COUNTS[number] if number in _COUNTS else float(number.replace(",", "."))
