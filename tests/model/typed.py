"""Contexts that typed times are read in, and what is read."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from pmwizard.model.times.context import ResolvedTime, TimeContext, Unresolved
from pmwizard.model.times.reading import read_time

NOVEMBER = TimeContext(
    day=date(2025, 11, 21),
    now=datetime(2025, 11, 21, 14, 11, 40, tzinfo=UTC),
    previous=datetime(2025, 11, 21, 13, 47, tzinfo=UTC),
)
FIRST = TimeContext(day=NOVEMBER.day, now=NOVEMBER.now)
PARIS = TimeContext(day=date(2025, 11, 21), now=NOVEMBER.now, zone=ZoneInfo("Europe/Paris"))


def on(clock: str, day: str = "2025-11-21") -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}+00:00")


def at(text: str, context: TimeContext = NOVEMBER) -> datetime:
    reading = read_time(text, context)
    assert isinstance(reading, ResolvedTime), reading
    return reading.at


def told(text: str, context: TimeContext = NOVEMBER) -> Unresolved:
    reading = read_time(text, context)
    assert isinstance(reading, Unresolved), reading
    return reading
