"""Moments that contradict each other, are set twice or are missing."""

from collections.abc import Callable
from typing import Any

import pytest

from pmwizard.checks import Finding
from pmwizard.model.moments import Definition

Check = Callable[..., tuple[Finding, ...]]

DETECT = Definition("time_to_detect", "started", "detected")
RESOLVE = Definition("time_to_resolve", "started", "resolved")


def timeline(**clocks: str) -> dict[str, Any]:
    from datetime import datetime

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
            "Detected 13:40 is before started 13:42. Move one, or retag it",
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
    assert found.message == "Over at 13:20 is before first impact 13:42. Change one of them"


def test_another_day_is_named(check: Check) -> None:
    tables = timeline(started="13:42", detected="13:40")
    tables["timeline"][1]["at"] = tables["timeline"][1]["at"].replace(day=20)
    (found,) = check(tables)
    assert found.message.startswith("Detected 2025-11-20 13:40 is before started 13:42")


def test_a_moment_set_twice_is_an_error(check: Check) -> None:
    tables = timeline(started="13:42", detected="13:45")
    tables["timeline"].append({**tables["timeline"][1], "id": "T9"})
    (found,) = check(tables)
    assert (found.id, found.severity, found.path) == ("moment-twice", "error", "timeline.T9.moment")
    assert found.message == "Detected is set twice, at 13:45 and 13:45. Keep one"


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
