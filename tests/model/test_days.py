"""The days that events are on, in the zone of their report."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmwizard.model import Report
from pmwizard.model.days import day_by_events, first_instant, has_event_on, is_day_without_event

NIGHT = datetime(2025, 10, 20, 6, 48, tzinfo=UTC)
ZONES = st.sampled_from(
    ["Europe/Paris", "America/Los_Angeles", "Pacific/Kiritimati", "Africa/Cairo", "America/Sao_Paulo", "UTC"]
)
HOURS = st.integers(-3000, 3000)


def report(*rows: dict[str, Any], **metadata: Any) -> Report:
    return Report.model_validate({"metadata": metadata, "timeline": rows})


@given(st.dates(date(1990, 1, 2), date(2035, 1, 1)), ZONES)
def test_a_day_begins_with_its_first_instant_also_where_the_clocks_leave_midnight_out(day: date, zone: str) -> None:
    begin = first_instant(day, ZoneInfo(zone))
    assert begin.astimezone(ZoneInfo(zone)).date() == day
    assert (begin - timedelta(seconds=1)).astimezone(ZoneInfo(zone)).date() == day - timedelta(days=1)


@given(ZONES, HOURS, st.integers(0, 100), st.integers(-5, 130))
def test_an_event_is_on_each_day_of_its_course_and_on_no_other(zone: str, hour: int, length: int, days: int) -> None:
    at, until = NIGHT + timedelta(hours=hour), NIGHT + timedelta(hours=hour + length)
    first, last = (one.astimezone(ZoneInfo(zone)).date() for one in (at, until))
    day = first + timedelta(days=days)
    assert has_event_on(report({"at": at, "until": until}), day, ZoneInfo(zone)) is (first <= day <= last)
    assert has_event_on(report({"at": at}), day, ZoneInfo(zone)) is (day == first)


def test_the_last_day_that_there_is_can_be_asked_for() -> None:
    last = datetime.max.replace(tzinfo=UTC, microsecond=0)
    assert has_event_on(report({"at": last}), date.max, UTC)
    assert not has_event_on(report({"at": NIGHT}), date.max, UTC)


@pytest.mark.parametrize(
    ("rows", "day"),
    [
        ([], None),
        ([{"event": "no time"}], None),
        ([{"at": NIGHT}], date(2025, 10, 19)),
        ([{"day": date(2025, 10, 17)}, {"at": NIGHT}], date(2025, 10, 17)),
        ([{"day": date(2025, 10, 17)}, {"at": NIGHT + timedelta(days=1), "moment": "started"}], date(2025, 10, 20)),
        ([{"day": date(2025, 10, 17), "moment": "started"}, {"at": NIGHT}], date(2025, 10, 17)),
        ([{"at": NIGHT + timedelta(days=3)}, {"at": NIGHT}], date(2025, 10, 19)),
    ],
)
def test_the_events_say_the_day_of_the_start_else_of_the_first_event(
    rows: list[dict[str, Any]], day: date | None
) -> None:
    assert day_by_events(report(*rows, zone="America/Los_Angeles")) == day


def test_a_day_without_event_is_one_in_neither_zone() -> None:
    night = report({"at": NIGHT}, zone="America/Los_Angeles")
    days = [date(2025, 10, number) for number in (18, 19, 20, 21)]
    assert [is_day_without_event(night, day) for day in days] == [True, False, False, True]
    assert not is_day_without_event(report({"event": "no time"}), days[0])
    assert not is_day_without_event(report({"day": days[0]}), days[0])
    assert is_day_without_event(report({"day": days[1]}), days[0])
