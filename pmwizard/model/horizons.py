"""When an action of a priority is due: P0 within a week, P1 within a month, P2 within a quarter."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from pmwizard.model.parts.actions import Priority

_DAYS: Mapping[Priority, int] = MappingProxyType({"P0": 7, "P1": 30, "P2": 90})
_MONTHS: Mapping[Priority, int] = MappingProxyType({"P1": 1, "P2": 3})


def latest_due(priority: Priority, begin: date) -> date:
    """Return the last day on which an action of a priority is in time, counted from a day such as the post-mortem's."""
    months = _MONTHS.get(priority)
    return _months_after(begin, months) if months else begin + timedelta(days=_DAYS[priority])


def proposed_due(priority: Priority, begin: date, today: date) -> date:
    """Return the date to propose for an action of a priority.

    Args:
        priority: How soon it is to be done.
        begin: The day from which that is counted.
        today: The day it is; where the time is over already, it is counted from here.
    """
    for first in (begin, today):
        day = min(first + timedelta(days=_DAYS[priority]), latest_due(priority, first))
        if day >= today:
            return day
    return today


def _months_after(day: date, count: int) -> date:
    """Return the same day some months later, the last one of the month where that has fewer days."""
    months = day.year * 12 + day.month - 1 + count
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
