"""What typed times and dates are read against, and the results of reading them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo


@dataclass(frozen=True)
class TimeContext:
    """What a typed time is read against.

    Attributes:
        day: The day of a time without a date, when there is no previous event.
        now: The current instant, with a zone.
        zone: The zone of a time without one.
        previous: The instant of the previous event; ``+5`` and an empty text count from it.
    """

    day: date
    now: datetime
    zone: tzinfo = UTC
    previous: datetime | None = None

    @property
    def today(self) -> date:
        """The current day in the zone."""
        return self.now.astimezone(self.zone).date()


@dataclass(frozen=True)
class ResolvedTime:
    """An instant in UTC; ``note`` says what was added to the typed text: ``next day``, ``from 14:45 CET``."""

    at: datetime
    approximate: bool = False
    note: str = ""


@dataclass(frozen=True)
class When:
    """When something happened: an instant, or a day where no clock is known.

    Attributes:
        at: The instant in UTC, ``None`` where only the day is known.
        day: The day, ``None`` where the instant is known.
        until: The instant in UTC at which it ended, ``None`` where no end is named.
        approximate: Whether the time is called a guess.
        note: What was added to the typed text: ``next day``, ``from 14:45 CET``.
    """

    at: datetime | None = None
    day: date | None = None
    until: datetime | None = None
    approximate: bool = False
    note: str = ""


@dataclass(frozen=True)
class Unresolved:
    """A typed time or date with no meaning or several: what to do, and a text to choose for each meaning."""

    message: str
    choices: tuple[str, ...] = ()


class UnresolvedError(ValueError):
    """A typed time or date has no meaning, or more than one; ``unresolved`` says what to do."""

    def __init__(self, message: str, choices: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.unresolved = Unresolved(message, choices)
