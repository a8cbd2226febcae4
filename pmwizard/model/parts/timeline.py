"""The events of the incident and the moments among them."""

from __future__ import annotations

from typing import Literal, get_args

from pmwizard.model.base import Flag, Instant, Row, Text

Moment = Literal[
    "started", "detected", "acknowledged", "declared", "diagnosed", "mitigated", "recovered", "resolved", "closed"
]

MOMENTS: tuple[Moment, ...] = get_args(Moment)
"""The nine moments that metrics are measured between, in their usual order."""


class Event(Row):
    """One thing seen, done or decided, at an instant in UTC."""

    id: Text | None = None
    at: Instant | None = None
    approximate: Flag | None = None
    event: Text | None = None
    who: Text | None = None
    notes: Text | None = None
    source: Text | None = None
    moment: Moment | None = None
