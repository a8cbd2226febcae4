"""What will be changed because of the incident."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Literal

from pmwizard.model.base import Day, Row, Text, Texts
from pmwizard.model.times.dates import stepped

Priority = Literal["P0", "P1", "P2"]
ActionStatus = Literal["open", "in_progress", "done", "wont_do"]
FIRST_ACTION_STATUS: ActionStatus = "open"
"""The status of an action until another one is chosen."""
ActionKind = Literal["prevent", "detect", "limit", "recover", "learn"]


class ActionItem(Row):
    """One change, with one owner and a date; P0, P1 and P2 mean this week, month and quarter.

    Attributes:
        verified_on: The day on which its effect was seen in production.
        verified_how: What showed it.
    """

    id: Text | None = None
    action: Text | None = None
    owner: Text | None = None
    priority: Priority | None = None
    due: Day | None = None
    status: ActionStatus | None = None
    reason: Text | None = None
    prevents: Text | None = None
    addresses: Texts = ()
    kind: ActionKind | None = None
    verified_on: Day | None = None
    verified_how: Text | None = None
    tracker_issue: Text | None = None


_DAYS: Mapping[Priority, int] = MappingProxyType({"P0": 7, "P1": 30, "P2": 90})
_MONTHS: Mapping[Priority, int] = MappingProxyType({"P1": 1, "P2": 3})


def latest_due(priority: Priority, begin: date) -> date:
    """Return the last day on which an action of a priority is in time, counted from a day such as the post-mortem's.

    P0 has a week, P1 a calendar month and P2 a quarter.
    """
    months = _MONTHS.get(priority)
    return stepped(begin, months=months) if months else begin + timedelta(days=_DAYS[priority])


def proposed_due(priority: Priority, begin: date, today: date) -> date:
    """Return the date to propose for an action of a priority.

    Args:
        priority: How soon it is to be done.
        begin: The day from which that is counted.
        today: The current day; where that time is over already, it is counted from here.
    """
    for first in (begin, today):
        day = min(first + timedelta(days=_DAYS[priority]), latest_due(priority, first))
        if day >= today:
            return day
    return today
