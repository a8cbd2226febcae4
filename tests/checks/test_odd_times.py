"""Times that are missing, or far from the others."""

from __future__ import annotations

from datetime import UTC, datetime

from pmwizard.checks.rules import findings
from pmwizard.layouts.layout import Layout, available
from pmwizard.model import Report

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def told(timeline: list[dict[str, object]]) -> list[tuple[str, str, str]]:
    layout = available([])["sre"]
    assert isinstance(layout, Layout)
    report = Report.model_validate({"timeline": timeline})
    return [
        (one.id, one.path, one.message)
        for one in findings(report, layout, NOW)
        if one.id in {"time-missing", "moment-far"}
    ]


def at(day: int, hour: int = 12) -> datetime:
    return datetime(2026, 1, day, hour, tzinfo=UTC)


def test_events_without_a_time_are_asked_for_once() -> None:
    rows: list[dict[str, object]] = [{"id": "T1", "event": "25:75 push"}, {"id": "T2", "event": "alert"}]
    message = 'Enter the time of "25:75 push", and of one more event'
    assert told(rows) == [("time-missing", "timeline.T1.at", message)]
    assert told([{"id": "T1", "at": at(1), "event": "push"}, {"id": "T2"}]) == []


def test_a_moment_more_than_a_week_after_the_start_is_asked_about() -> None:
    start = {"id": "T1", "at": at(1), "event": "Impact began", "moment": "started"}
    late = {"id": "T2", "at": at(31), "event": "Found", "moment": "diagnosed"}
    found = told([start, late])
    assert [one[:2] for one in found] == [("moment-far", "timeline.T2.at")]
    assert found[0][2].endswith("is 30 days after the start. Is its day right?")


def test_a_close_weeks_later_and_moments_of_a_long_week_are_left_alone() -> None:
    start = {"id": "T1", "at": at(1), "event": "Impact began", "moment": "started"}
    found = {"id": "T2", "at": at(8), "event": "Found", "moment": "diagnosed"}
    closed = {"id": "T3", "at": at(31), "event": "Closed", "moment": "closed"}
    assert told([start, found, closed]) == []
