"""Which way a block runs, and the ends of stretches in the zone of the report."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from pmwizard.intake.events import read_block
from pmwizard.intake.results import FROM_REPORT, AssumedDay, BlockSettings, ReadBlock
from pmwizard.model.times.context import TimeContext

DAY = date(2021, 1, 4)
NOW = datetime(2026, 11, 21, 13, tzinfo=UTC)


def pasted(text: str, zone: str = "UTC") -> ReadBlock:
    context = TimeContext(day=DAY, zone=ZoneInfo(zone), now=NOW)
    return read_block(text, context, BlockSettings(AssumedDay(DAY, FROM_REPORT)))


def test_a_block_of_notes_in_no_order_does_not_run_backwards() -> None:
    text = "06:57 a\n07:01 b\n07:15 c\n14:05 d\n2021-01-04 15:30 e\n08:30 f\n20:51 g\n16:40 h\n10:40 i"
    days = [row.at.day for row in pasted(text).rows if row.at]
    assert days[:5] == [4, 4, 4, 4, 4]
    assert min(days) == 4


def test_a_block_with_the_newest_first_does() -> None:
    rows = pasted("00:20 over\n00:05 better\n23:50 worse\n23:40 begun\n23:30 calm").rows
    assert [row.at.hour for row in rows if row.at] == [0, 0, 23, 23, 23]
    assert [row.at for row in rows] == sorted((row.at for row in rows if row.at), reverse=True)


def test_the_end_of_a_stretch_is_on_the_clock_of_its_beginning() -> None:
    text = "16:40 - 17:05 raised by hand\n17:10 over"
    until = pasted(text, "America/Los_Angeles").rows[0].until
    assert until == datetime(2021, 1, 5, 1, 5, tzinfo=UTC)
    assert pasted(text).rows[0].until == datetime(2021, 1, 4, 17, 5, tzinfo=UTC)
