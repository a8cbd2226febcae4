"""Which way a block runs, and the ends of stretches in the zone of the report."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from pmwizard.intake.events import read_block
from pmwizard.intake.results import FROM_REPORT, AssumedDay, BlockSettings, ReadBlock
from pmwizard.model.times.context import TimeContext
from tests.intake.conftest import Paste, told

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


def test_an_incident_of_three_days_keeps_its_days() -> None:
    text = """#inc-east
Sunday, October 19th
Dana Ito
  11:48 PM
The endpoint of the database stops resolving
11:52
Alarms for error rates fire
Monday, October 20th
Lee Park
  12:11 AM
Investigation began
Dana Ito
  12:26 AM
Its record in DNS is empty
1:15
A temporary fix lets some services connect
Lee Park  2:40 AM
Names resolve again
Yesterday at 11:58 PM we saw the first throttles
Dana Ito
  9:38 AM
Failover of load balancers disabled
10:37
Throttling of launches relaxed
1:50 PM
Launches are usual again
Tuesday, October 21st
Lee Park
  4:10 AM
The last clusters are restored
"""
    context = TimeContext(day=date(2025, 10, 19), zone=ZoneInfo("America/Los_Angeles"), now=NOW)
    read = read_block(text, context, BlockSettings(AssumedDay(date(2025, 10, 19), FROM_REPORT)))
    local = [f"{row.at.astimezone(context.zone):%d %H:%M}" if row.at else row.event for row in read.rows]
    assert local == [
        *("19 23:48", "19 23:52", "20 00:11", "20 00:26", "20 01:15", "20 02:40"),
        *("20 09:38", "20 10:37", "20 13:50", "21 04:10"),
    ]
    assert (read.questions, read.unread, {row.who for row in read.rows}) == ((), (), {"Dana Ito", "Lee Park"})


def test_the_end_of_a_stretch_is_on_the_clock_of_its_beginning() -> None:
    text = "16:40 - 17:05 raised by hand\n17:10 over"
    until = pasted(text, "America/Los_Angeles").rows[0].until
    assert until == datetime(2021, 1, 5, 1, 5, tzinfo=UTC)
    assert pasted(text).rows[0].until == datetime(2021, 1, 4, 17, 5, tzinfo=UTC)


def test_times_below_one_that_came_twice_are_on_its_day() -> None:
    block = Paste("02:00 PM a\n01:00 AM b\n03:01 AM c\n12:00 PM d", "America/New_York", date(2025, 11, 1)).read()
    assert [time for time, _, _ in told(block)] == ["01 18:00", "", "02 08:01", "02 17:00"]
    assert [question.message.partition(" on ")[0] for question in block.questions] == ["01:00 came twice"]
