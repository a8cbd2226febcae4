"""Moments that contradict each other, are set twice or are missing."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from pmwizard.checks.finding import Finding
from pmwizard.model.moments import Definition

Check = Callable[..., tuple[Finding, ...]]

DETECT = Definition("time_to_detect", "started", "detected")
RESOLVE = Definition("time_to_resolve", "started", "resolved")


def timeline(**clocks: str) -> dict[str, Any]:
    return {
        "timeline": [
            {"id": f"T{number}", "at": datetime.fromisoformat(f"2025-11-21T{clock}+00:00"), "moment": moment}
            for number, (moment, clock) in enumerate(clocks.items(), 1)
        ]
    }


def test_moments_in_order_have_no_findings(check: Check) -> None:
    clocks = {
        "started": "13:42",
        "detected": "13:45",
        "acknowledged": "13:55",
        "mitigated": "14:07",
        "resolved": "14:09",
    }
    assert check(timeline(**clocks)) == ()


def test_moments_out_of_order_are_told_with_both_times(check: Check) -> None:
    found = check(timeline(started="13:42", detected="13:40"))
    assert found == (
        Finding(
            "time-order",
            "error",
            "timeline",
            "timeline.T2.at",
            "Detected 13:40 UTC is before started 13:42 UTC. Which time is wrong, or is another event the moment?",
        ),
    )


@pytest.mark.parametrize(
    "clocks",
    [
        {"started": "13:42", "mitigated": "13:00"},
        {"detected": "13:42", "acknowledged": "13:00"},
        {"mitigated": "13:42", "resolved": "13:00"},
        {"resolved": "13:42", "closed": "13:00"},
    ],
)
def test_each_pair_of_moments_has_an_order(check: Check, clocks: dict[str, str]) -> None:
    assert [finding.id for finding in check(timeline(**clocks))] == ["time-order"]


def test_recovered_before_mitigated_is_normal(check: Check) -> None:
    assert check(timeline(started="13:00", recovered="13:10", mitigated="13:20")) == ()


def test_over_before_first_impact_is_told_in_the_words_of_the_fields(check: Check) -> None:
    (found,) = check(timeline(started="13:42", recovered="13:20"))
    assert found.message == "Over at 13:20 UTC is before first impact 13:42 UTC. Which of the two is wrong?"


def test_another_day_is_named(check: Check) -> None:
    tables = timeline(started="13:42", detected="13:40")
    tables["timeline"][1]["at"] = tables["timeline"][1]["at"].replace(day=20)
    (found,) = check(tables)
    assert found.message.startswith("Detected 2025-11-20 13:40 UTC is before started 13:42 UTC")


def test_a_moment_set_twice_is_an_error(check: Check) -> None:
    tables = timeline(started="13:42", detected="13:45")
    tables["timeline"].append({**tables["timeline"][1], "id": "T9"})
    (found,) = check(tables)
    assert (found.id, found.severity, found.path) == ("moment-twice", "error", "timeline.T9.moment")
    assert found.message == "Detected is set twice, at 13:45 UTC and 13:45 UTC. Keep one"


def test_a_moment_that_a_metric_needs_is_missing(check: Check) -> None:
    (found,) = check(timeline(started="13:42"), metrics=(DETECT,))
    assert (found.id, found.severity, found.section) == ("moment-missing", "missing", "timeline")
    assert found.message == "Enter when it was detected (someone or something noticed). Time to detect needs it"


def test_one_moment_that_two_metrics_need_is_told_once(check: Check) -> None:
    found = check(timeline(detected="13:42", resolved="14:00"), metrics=(DETECT, RESOLVE))
    assert [finding.message for finding in found] == [
        "Enter when it was started (users first felt it). Time to detect and time to resolve need it"
    ]


def test_a_metric_in_words_needs_no_moment(check: Check) -> None:
    assert check({**timeline(started="13:42"), "response": {"time_to_detect": "3 min"}}, metrics=(DETECT,)) == ()


def test_without_any_event_the_missing_timeline_says_it_all(check: Check) -> None:
    found = check({}, required=("timeline",), metrics=(DETECT,))
    assert [finding.id for finding in found] == ["missing-answer"]


def events(*clocks: str, **more: Any) -> list[dict[str, Any]]:
    return [
        {"id": f"T{number}", "at": f"2025-11-21T{clock}:00Z", "event": f"Event {number}", **more}
        for number, clock in enumerate(clocks, 1)
    ]


def of(rule: str, findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(one.path, one.message) for one in findings if one.id == rule]


def at(rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"timeline": [{**row, "at": datetime.fromisoformat(row["at"])} for row in rows]}


def test_events_in_the_future_are_told_once(check: Check) -> None:
    rows = events("13:42", "13:50", "13:55")
    rows[1]["at"] = "2026-11-21T13:50:00Z"
    rows[2]["at"] = "2026-11-21T13:55:00Z"
    ((path, message),) = of("time-future", check(at(rows)))
    assert path == "timeline.T2.at"
    assert (
        message == "Event at 2026-11-21 13:50 UTC lies in the future, and so does one more. Check its day and its zone"
    )
    rows[1]["at"] = rows[2]["at"] = "2026-03-01T12:00:30Z"
    assert of("time-future", check(at(rows))) == []


def test_a_date_in_the_future_is_an_error_where_something_has_happened(check: Check) -> None:
    tables = {
        "metadata": {"incident_date": date(2026, 3, 3), "next_review_date": date(2027, 1, 1)},
        "related_incidents": [{"id": "INC-1", "date": date(2027, 1, 1)}],
        "review": {"sign_offs": [{"role": "Author", "date": date(2026, 3, 2)}]},
    }
    found = [one for one in check(tables) if one.id == "date-future"]
    assert [(one.severity, one.path) for one in found] == [
        ("error", "metadata.incident_date"),
        ("error", "related_incidents.0.date"),
    ]
    assert found[0].message == "Incident date 3 Mar 2026 lies in the future. Check the month and the year"


def test_a_story_that_begins_with_the_alert_asks_what_came_before(check: Check) -> None:
    rows = events("13:42", "13:45", "13:50")
    rows[0]["moment"] = "detected"
    ((path, message),) = of("time-begin", check(at(rows)))
    assert path == "timeline"
    assert message == "Nothing is told before 13:42 UTC. What was the last change, or the last quiet time?"
    assert of("time-begin", check(at(rows[:2]))) == []
    earlier = [*rows, {"id": "T9", "at": "2025-11-21T13:30:00Z", "event": "Config pushed"}]
    assert of("time-begin", check(at(earlier))) == []


def test_a_stretch_without_an_event_is_a_question_that_names_its_ends(check: Check) -> None:
    rows = events("13:00", "13:42", "13:57", "14:13", "15:00")
    rows[1]["moment"], rows[3]["moment"] = "started", "recovered"
    assert of("time-gap", check(at(rows))) == [
        ("timeline.T3", "Nothing is told from 13:57 to 14:13 UTC (16 min). What was seen or tried then?")
    ]


def test_a_stretch_over_a_change_of_the_clocks_is_as_long_as_it_was(check: Check) -> None:
    rows = events("00:30", "01:30", "02:40")
    for row in rows:
        row["at"] = row["at"].replace("2025-11-21", "2025-10-26")
    rows[0]["moment"], rows[2]["moment"] = "started", "resolved"
    told = of("time-gap", check({**at(rows), "metadata": {"zone": "Europe/Paris"}}))
    assert [message.partition(".")[0] for _, message in told] == [
        "Nothing is told from 02:30 +02:00 to 02:30 +01:00 Europe/Paris (1 h)",
        "Nothing is told from 02:30 +01:00 to 03:40 Europe/Paris (1 h 10 min)",
    ]


def test_the_day_of_a_stretch_is_told_once(check: Check) -> None:
    rows = events("23:00", "23:50", "23:55")
    rows[1]["at"], rows[2]["at"] = "2025-11-22T00:30:00Z", "2025-11-22T02:00:00Z"
    rows[0]["moment"], rows[2]["moment"] = "started", "resolved"
    assert [message.partition(".")[0] for _, message in of("time-gap", check(at(rows)))] == [
        "Nothing is told from 23:00 to 2025-11-22 00:30 UTC (1 h 30 min)",
        "Nothing is told from 2025-11-22 00:30 to 02:00 UTC (1 h 30 min)",
    ]


def test_of_many_stretches_the_three_longest_are_told(check: Check) -> None:
    rows = events("13:00", "14:00", "14:20", "16:00", "16:30", "18:30")
    rows[0]["moment"], rows[-1]["moment"] = "started", "resolved"
    assert [path for path, _ in of("time-gap", check(at(rows)))] == ["timeline.T1", "timeline.T3", "timeline.T5"]


def test_no_stretch_is_told_while_the_incident_goes_on(check: Check) -> None:
    rows = events("13:00", "14:00")
    rows[0]["moment"] = "started"
    assert of("time-gap", check(at(rows))) == []


def test_events_without_source_or_note_are_told_once(check: Check) -> None:
    asked = frozenset({"timeline.source"})
    rows = [*events("13:00", "13:10"), *events("13:20", notes="CPU at 100%"), *events("13:30", source="#incident")]
    ((path, message),) = of("time-source", check(at(rows), asked=asked))
    assert path == "timeline"
    assert message == "2 events have no source and no note. What shows them: a log, a graph, a chat, a ticket?"
    assert of("time-source", check(at(rows))) == []
    assert of("time-source", check(at(rows[:2]), asked=asked)) == []
    assert of("time-source", check(at(events("13:00", "13:10", "13:20", notes="a")), asked=asked)) == []


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/Los_Angeles", "Nowhere/At_All"])
@pytest.mark.parametrize("at", [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)])
def test_the_first_and_the_last_instant_can_be_told(check: Check, zone: str, at: datetime) -> None:
    rows = [{"id": f"T{number}", "at": at, "moment": "started"} for number in (1, 2)]
    assert "moment-twice" in {one.id for one in check({"metadata": {"zone": zone}, "timeline": rows})}
