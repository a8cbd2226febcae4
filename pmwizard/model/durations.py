"""Lengths of time in words, in the forms that houses write them."""

from __future__ import annotations

from typing import Literal, assert_never, get_args

DurationForm = Literal[
    "hours and minutes always",
    "minutes or hours",
    "minutes up to two hours",
    "free",
]
"""How a house writes a length of time.

``hours and minutes always``: "0 hours 27 minutes". ``minutes or hours``: "27 minutes" under an hour, else
"1 hour 12 minutes". ``minutes up to two hours``: "118 minutes", then "2 hours 5 minutes". ``free``:
"1 h 12 min".
"""

FORMS: tuple[DurationForm, ...] = get_args(DurationForm)

_MINUTE = 60


def in_words(seconds: int, form: DurationForm) -> str:
    """Return a length of time in words, to the nearest minute; what is under a minute is told in seconds.

    Args:
        seconds: The length, in seconds, 0 or more.
        form: The house's way to write it.
    """
    if 0 < seconds < _MINUTE:
        told = f"{seconds} s" if form == "free" else _counted(seconds, "second")
        return f"0 hours 0 minutes {told}" if form == "hours and minutes always" else told
    hours, minutes = _hours_and_minutes(seconds)
    match form:
        case "hours and minutes always":
            return f"{_counted(hours, 'hour')} {_counted(minutes, 'minute')}"
        case "minutes or hours":
            return _in_long(hours, minutes)
        case "minutes up to two hours":
            total = hours * 60 + minutes
            return _counted(total, "minute") if total <= 120 else _in_long(hours, minutes)
        case "free":
            parts = ([f"{hours} h"] if hours else []) + ([f"{minutes} min"] if minutes or not hours else [])
            return " ".join(parts)
        case _:
            assert_never(form)


def _hours_and_minutes(seconds: int) -> tuple[int, int]:
    return divmod((seconds + _MINUTE // 2) // _MINUTE, 60)


def _in_long(hours: int, minutes: int) -> str:
    if not hours:
        return _counted(minutes, "minute")
    if not minutes:
        return _counted(hours, "hour")
    return f"{_counted(hours, 'hour')} {_counted(minutes, 'minute')}"


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
