"""Events of which only the day is known or that go on for a while, and the date of the incident beside them."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from pmwizard.checks.finding import Finding

Check = Callable[..., tuple[Finding, ...]]

NOON = datetime(2025, 11, 21, 12, tzinfo=UTC)
DAY = date(2025, 11, 21)


def row(minutes: float | None = None, day: date | None = None, until: float | None = None, **more: Any) -> Any:
    at = None if minutes is None else NOON + timedelta(minutes=minutes)
    end = None if until is None else NOON + timedelta(minutes=until)
    return {"at": at, "day": day, "until": end, "event": "Disk full", **more}


def of(rule: str, found: tuple[Finding, ...]) -> list[tuple[str, str, str]]:
    return [(one.severity, one.path, one.message) for one in found if one.id == rule]


@pytest.fixture
def told(check: Check) -> Callable[..., list[tuple[str, str, str]]]:
    """Return what one rule finds in a timeline, rows named T1, T2 and so on."""

    def found(rule: str, *rows: Any, asked: Any = None, **metadata: Any) -> list[tuple[str, str, str]]:
        named = [{"id": f"T{number}", **one} for number, one in enumerate(rows, 1)]
        return of(rule, check({"metadata": metadata, "timeline": named}, **(asked or {})))

    return found


Told = Callable[..., list[tuple[str, str, str]]]


def test_a_moment_on_a_day_alone_is_an_error(told: Told) -> None:
    message = "Detected is on 21 Nov 2025 and has no time. Enter its time, or take the moment away"
    assert told("moment-untimed", row(0), row(day=DAY, moment="detected")) == [("error", "timeline.T2.at", message)]
    message = "Detected has no time. Enter its time, or take the moment away"
    assert told("moment-untimed", row(moment="detected")) == [("error", "timeline.T1.at", message)]
    assert told("moment-untimed", row(0, moment="detected"), row(day=DAY), row()) == []


def test_a_moment_without_time_is_told_once(check: Check) -> None:
    rows = [row(moment="detected"), row(day=DAY, moment="started")]
    assert {one.id for one in check({"timeline": rows})} == {"moment-untimed"}


def test_an_end_before_its_start_is_an_error(told: Told) -> None:
    message = '"Disk full" starts at 12:00 UTC and ends before, at 11:55 UTC. Which of the two is wrong?'
    assert told("end-before-start", row(0, until=-5)) == [("error", "timeline.T1.until", message)]
    message = '"Disk full" is on 21 Nov 2025 and ends before, at 2025-11-20 23:00 UTC. Which of the two is wrong?'
    assert told("end-before-start", row(0), row(day=DAY, until=-780)) == [("error", "timeline.T2.until", message)]
    rows = row(0, until=0), row(0, until=5), row(day=DAY, until=-720), row(until=-5), row(0)
    assert told("end-before-start", *rows) == []


def test_a_day_begins_in_the_zone_of_the_report_for_its_end_too(told: Told) -> None:
    rows = row(0), row(day=DAY, until=-600)
    assert told("end-before-start", *rows) == []
    assert len(told("end-before-start", *rows, zone="America/Los_Angeles")) == 1


def test_a_time_and_a_day_on_one_event_are_an_error(told: Told) -> None:
    message = "Keep one of the time 12:00 UTC and the day 21 Nov 2025: an event has a time or a day"
    assert told("time-and-day", row(0, day=DAY)) == [("error", "timeline.T1.day", message)]
    assert told("time-and-day", row(0), row(day=DAY), row()) == []


def test_an_incident_date_without_an_event_is_an_error(told: Told) -> None:
    message = "No event is on the incident date 22 Nov 2025; the events say 21 Nov 2025"
    found = told("date-without-event", row(0, moment="started"), row(-1500), incident_date=date(2025, 11, 22))
    assert found == [("error", "metadata.incident_date", f"{message}. Which of them is wrong?")]


@pytest.mark.parametrize(
    ("rows", "metadata"),
    [
        ([row(0)], {"incident_date": DAY}),
        ([row(0)], {}),
        ([], {"incident_date": DAY}),
        ([row(None)], {"incident_date": date(2025, 11, 22)}),
        ([row(0), row(day=date(2025, 11, 22))], {"incident_date": date(2025, 11, 22)}),
        ([row(0, until=4000)], {"incident_date": date(2025, 11, 23)}),
        ([row(0)], {"incident_date": date(2025, 11, 22), "zone": "Pacific/Kiritimati"}),
        ([row(0)], {"incident_date": DAY, "zone": "Pacific/Kiritimati"}),
    ],
)
def test_an_incident_date_that_an_event_is_on_is_right(told: Told, rows: list[Any], metadata: Any) -> None:
    assert told("date-without-event", *rows, **metadata) == []


def test_days_and_ends_in_the_future_are_told(told: Told) -> None:
    message = "Event on 2 Mar 2026 lies in the future. Check its day and its zone"
    assert told("time-future", row(day=date(2026, 3, 2)), row(0)) == [("error", "timeline.T1.day", message)]
    assert told("time-future", row(day=date(2026, 3, 1)), row(0)) == []
    assert told("time-future", row(day=date(2026, 3, 2)), zone="Pacific/Kiritimati") == []
    message = "Event that ends at 2026-03-01 13:00 UTC lies in the future. Check its day and its zone"
    assert told("time-future", row(0, until=144_060)) == [("error", "timeline.T1.until", message)]
    assert told("time-future", row(0, until=143_999)) == []


def test_a_day_answers_for_a_time(check: Check, told: Told) -> None:
    assert told("time-missing", row(day=DAY)) == []
    assert told("time-missing", row()) != []
    rows = {"timeline": [row(day=DAY), row()]}
    assert [one.path for one in check(rows, required=("timeline.at",))] == ["timeline.1.at"]


def test_an_earlier_day_is_a_story_before_the_alert(told: Told) -> None:
    rows = row(0, moment="detected"), row(1), row(2)
    assert len(told("time-begin", *rows)) == 1
    assert len(told("time-begin", *rows, row(day=DAY))) == 1
    assert told("time-begin", *rows, row(day=date(2025, 11, 20))) == []


def test_nothing_is_missing_while_an_event_goes_on(told: Told) -> None:
    begin, end = row(0, moment="started"), row(60, moment="resolved")
    assert len(told("time-gap", begin, row(5), end)) == 1
    assert told("time-gap", begin, row(5, until=50), row(10), end) == []
    ((_, path, message),) = told("time-gap", begin, row(5, until=30), end)
    assert (path, message) == (
        "timeline.T2",
        "Nothing is told from 12:30 to 13:00 UTC (30 min). What was seen or tried then?",
    )


def test_a_left_out_event_counts_for_figures_and_findings(told: Told) -> None:
    rows = row(0, moment="started"), row(-5, moment="detected", omit=True)
    ((_, path, _),) = told("time-order", *rows)
    assert path == "timeline.T2.at"
