"""The events of the incident and the moments among them."""

from __future__ import annotations

from typing import Literal, get_args

from pmwizard.model.base import Day, Flag, Instant, Row, Text

Moment = Literal[
    "started", "detected", "acknowledged", "declared", "diagnosed", "mitigated", "recovered", "resolved", "closed"
]

MOMENTS: tuple[Moment, ...] = get_args(Moment)
"""The nine moments that metrics are measured between, in their usual order."""


class Event(Row):
    """One thing seen, done or decided, at an instant in UTC or on a day.

    Attributes:
        day: Stands instead of ``at`` where only the day is known. No length of time is measured by it.
        until: The end of something that went on for a while. No length of time is measured by it.
        omit: Whether the event is in the record and not in the document.
    """

    id: Text | None = None
    at: Instant | None = None
    day: Day | None = None
    until: Instant | None = None
    approximate: Flag | None = None
    omit: Flag | None = None
    event: Text | None = None
    who: Text | None = None
    notes: Text | None = None
    source: Text | None = None
    moment: Moment | None = None
