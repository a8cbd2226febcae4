"""Pasted blocks, and short ways to say what they come to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from pmwizard.intake.events import read_block
from pmwizard.intake.results import NO_ANSWERS, AssumedDay, BlockSettings, PointAnswers, ReadBlock
from pmwizard.model.parts.timeline import Event
from pmwizard.model.times.context import TimeContext

BLOCKS = Path(__file__).parent.parent / "data" / "pasted"
DAY = date(2025, 11, 21)
NOW = datetime(2025, 12, 1, 9, 0, tzinfo=UTC)

Told = tuple[str, str | None, str | None]


@dataclass(frozen=True)
class Paste:
    """A block and what it is read against."""

    text: str
    zone: str = "UTC"
    day: date = DAY
    now: datetime = NOW
    source: str = "from the report"

    def read(self, answers: PointAnswers = NO_ANSWERS, entered_zone: str = "") -> ReadBlock:
        """Read the block."""
        context = TimeContext(self.day, self.now, ZoneInfo(self.zone))
        return read_block(self.text, context, BlockSettings(AssumedDay(self.day, self.source), entered_zone, answers))


def block(name: str) -> str:
    """Return a block of tests/data/pasted."""
    return (BLOCKS / name).read_text(encoding="utf-8")


def told(pasted: ReadBlock) -> list[Told]:
    """Return time in UTC, words and who of each row; behind the time the clock of its end."""
    return [(shown(row), row.event, row.who) for row in pasted.rows]


def shown(row: Event) -> str:
    """Return the time of a row: ``21 13:45``, ``21 13:45-14:00``, or ``21`` alone where only the day is known."""
    at = f"{row.at:%d %H:%M:%S}".removesuffix(":00") if row.at else f"{row.day:%d}" if row.day else ""
    return f"{at}-{row.until:%H:%M}" if row.until else at


def rows(text: str, zone: str = "UTC") -> list[Told]:
    """Read a text and return its rows."""
    return told(Paste(text, zone).read())


def times(text: str, zone: str = "UTC") -> list[str]:
    """Read a text and return the times of its rows alone, without their ends."""
    return [time.partition("-")[0] for time, _, _ in rows(text, zone)]
