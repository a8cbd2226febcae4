"""Lengths of time that contradict the moments, and the longest part of an incident without an action."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmwizard.checks.english.lengths import lengths_of_incident
from pmwizard.checks.finding import Finding
from pmwizard.model.moments import Definition

Check = Callable[..., tuple[Finding, ...]]

MITIGATE = Definition("time_to_mitigate", "acknowledged", "mitigated")


def moments(**clocks: str) -> list[dict[str, Any]]:
    return [
        {"id": f"T{number}", "at": datetime.fromisoformat(f"2025-11-21T{clock}+00:00"), "moment": moment}
        for number, (moment, clock) in enumerate(clocks.items(), 1)
    ]


OUTAGE = moments(started="13:42", detected="13:45", acknowledged="13:50", mitigated="15:40", recovered="15:47")


def told(check: Check, rule: str = "length-differs", **tables: Any) -> list[tuple[str, str]]:
    house = {"metrics": (MITIGATE,)}
    found = check({"timeline": OUTAGE, **tables}, **house)
    return [(one.path, one.message) for one in found if one.id == rule]


# Lengths in a text


STATED = {
    "GitLab.com down for 18 hours after the data was removed": "18 hours",
    "The outage lasted 3 hours.": "3 hours",
    "A 27 minute outage of checkout": "27 minute",
    "An 18-hour outage": "18-hour",
    "Users could not log in for about 45 minutes.": "about 45 minutes",
    "The site was unavailable for 2 hours 5 minutes.": "2 hours 5 minutes",
    "Checkout failed for 3 h 5 min": "3 h 5 min",
    "Five hours of downtime": "Five hours",
    "Total impact was 90 minutes": "90 minutes",
    "Service degraded for up to 24 hours": "up to 24 hours",
    "The incident lasted for a total of 73 hours": "73 hours",
}
NOT_STATED = [
    "About six hours of changes were lost",
    "The pool was full for 3 minutes before it failed over",
    "We waited for 20 minutes",
    "The incident response took 30 minutes to begin",
    "The alert fires after 5 minutes",
    "Login failed for 5 m users",
    "Users saw errors until midnight",
    "The cache is warm within 10 minutes",
    "The certificate is valid for 90 days",
    "It was down 3 days ago as well",
    'The page said "down for 3 hours"',
    "Orders up to 2 hours old were affected",
]


@pytest.mark.parametrize(("text", "words"), STATED.items())
def test_a_length_that_is_clearly_of_the_incident_is_found(text: str, words: str) -> None:
    assert [found for found, _ in lengths_of_incident(text, in_brief=True)] == [words]


@pytest.mark.parametrize("text", NOT_STATED)
def test_a_length_of_something_else_is_left_alone(text: str) -> None:
    assert list(lengths_of_incident(text, in_brief=True)) == []


@given(st.text(max_size=80))
def test_no_text_makes_the_search_for_lengths_fail(text: str) -> None:
    assert all(said.shortest <= said.longest for _, said in lengths_of_incident(text, in_brief=True))


# Lengths against the moments


def test_a_typed_duration_that_the_moments_contradict_is_told_with_both(check: Check) -> None:
    message = 'Lasted: "27 min", but the moments say 2 h 5 min (13:42 to 15:47 UTC). Which is right?'
    assert told(check, impact={"duration": "27 min"}) == [("impact.duration", message)]


@pytest.mark.parametrize(
    "words", ["2 h 5 min", "125 minutes", "about 2 hours", "2 hours", "over two hours", "1 h 58 min"]
)
def test_a_typed_duration_that_rounds_what_is_measured_is_left_alone(check: Check, words: str) -> None:
    assert told(check, impact={"duration": words}) == []


def test_a_typed_time_to_something_is_compared_with_each_way_to_measure_it(check: Check) -> None:
    (found,) = told(check, response={"time_to_mitigate": "20 min"})
    assert found[0] == "response.time_to_mitigate"
    assert '"20 min", but the moments say 1 h 50 min (13:50 to 15:40 UTC)' in found[1]
    for words in ("110 min", "1 h 58 min", "1 h 55 min", "unknown", "20 min at first, 2 h in all"):
        assert told(check, response={"time_to_mitigate": words}) == []


def test_a_length_that_the_layout_does_not_print_is_not_compared(check: Check) -> None:
    assert told(check, response={"time_to_resolve": "20 min"}) == []


def test_where_a_moment_is_approximate_there_is_leeway(check: Check) -> None:
    rows = [dict(row) for row in OUTAGE]
    rows[0]["approximate"] = True
    assert told(check, timeline=rows, impact={"duration": "1 h 48 min"}) == []
    assert told(check, timeline=rows, impact={"duration": "3 h 30 min"}) != []


def test_a_length_in_a_title_or_a_summary_is_compared(check: Check) -> None:
    (found,) = told(check, metadata={"title": "Checkout down for 27 minutes"})
    assert found == (
        "metadata.title",
        'Title: "27 minutes", but the moments say 2 h 5 min (13:42 to 15:47 UTC). Which is right?',
    )
    assert told(check, metadata={"title": "Checkout down for two hours"}) == []
    several = {"executive": "Checkout was down for 27 minutes. It was slow after that; the outage lasted 2 h 5 min."}
    assert told(check, summary=several) == []
    drafted = {"executive": "Checkout was down for 27 minutes.", "drafted": ["executive"]}
    assert told(check, summary=drafted) == []


def test_in_a_story_only_what_is_said_of_the_outage_is_compared(check: Check) -> None:
    assert (
        told(check, root_cause={"what_happened": "Search was down for 10 minutes while the index was rebuilt."}) == []
    )
    (found,) = told(check, root_cause={"what_happened": "The outage lasted 20 minutes."})
    assert found[0] == "root_cause.what_happened"


def test_the_same_contradiction_is_told_once(check: Check) -> None:
    title, summary = {"title": "Checkout down for 27 minutes"}, {"one_line": "A 27-minute outage"}
    assert len(told(check, metadata=title, summary=summary)) == 1
    found = told(check, metadata=title, summary=summary, impact={"duration": "27 min"})
    assert [path for path, _ in found] == ["impact.duration"]


def test_without_both_ends_nothing_is_compared(check: Check) -> None:
    title = {"title": "Checkout down for 27 minutes"}
    assert told(check, timeline=moments(started="13:42"), metadata=title, impact={"duration": "3 h"}) == []


def test_a_length_over_a_change_of_the_clocks_is_as_long_as_it_was(check: Check) -> None:
    rows = [
        {"id": "T1", "at": datetime.fromisoformat("2025-10-26T00:30:00+00:00"), "moment": "started"},
        {"id": "T2", "at": datetime.fromisoformat("2025-10-26T02:30:00+00:00"), "moment": "recovered"},
    ]
    tables: dict[str, Any] = {"timeline": rows, "metadata": {"zone": "Europe/Paris"}}
    assert told(check, **tables, impact={"duration": "2 hours"}) == []
    (found,) = told(check, **tables, impact={"duration": "1 h"})
    assert "the moments say 2 h (02:30 +02:00 to 03:30 +01:00 Europe/Paris)" in found[1]


# The longest part


def longest(
    check: Check, *actions: dict[str, Any], rows: list[dict[str, Any]] | None = None, **tables: Any
) -> list[str]:
    numbered = [{"id": f"AI-{number:03}", **action} for number, action in enumerate(actions, 1)]
    found = told(check, "action-longest", timeline=rows or OUTAGE, action_items=numbered, **tables)
    assert {path for path, _ in found} <= {"action_items"}
    return [message for _, message in found]


FIX = {"action": "Put the unit into the name of every timeout key", "kind": "prevent"}
SLOW_TO_SEE = moments(started="13:42", detected="15:00", acknowledged="15:02", mitigated="15:40", recovered="15:47")
SLOW_TO_ANSWER = moments(started="13:42", detected="13:45", acknowledged="15:30", mitigated="15:40", recovered="15:47")
SLOW_TO_FIND = moments(started="13:42", detected="13:45", acknowledged="13:50", diagnosed="15:30", mitigated="15:47")
SLOW_TO_REPAIR = moments(started="13:42", detected="13:45", mitigated="13:50", recovered="15:47")


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (OUTAGE, "Stopping the harm took 1 h 50 min of 2 h 5 min, and no action shortens that."),
        (SLOW_TO_SEE, "Noticing it took 1 h 18 min of 2 h 5 min, and no action shortens that."),
        (SLOW_TO_ANSWER, "Reaching someone took 1 h 45 min of 2 h 5 min, and no action shortens that."),
        (SLOW_TO_FIND, "Finding the cause took 1 h 40 min of 2 h 5 min"),
        (SLOW_TO_REPAIR, "Getting back to normal took 1 h 57 min of 2 h 5 min, and no action shortens that."),
    ],
)
def test_the_longest_part_without_an_action_is_asked_about(check: Check, rows: Any, message: str) -> None:
    (found,) = longest(check, FIX, rows=rows)
    assert found.startswith(message)
    assert found.endswith("?")


@pytest.mark.parametrize(
    ("rows", "action"),
    [
        (OUTAGE, {"action": "Ship it", "kind": "limit"}),
        (OUTAGE, {"action": "Make the rollback one command"}),
        (SLOW_TO_SEE, {"action": "Alert on failed payments"}),
        (SLOW_TO_SEE, {"action": "Count what fails", "kind": "detect"}),
        (SLOW_TO_ANSWER, {"action": "Page the second on-call after 5 minutes"}),
        (SLOW_TO_FIND, {"action": "Show queue depth on the dashboard"}),
        (SLOW_TO_REPAIR, {"action": "Rehearse the restore each month"}),
    ],
)
def test_an_action_that_shortens_the_longest_part_is_enough(check: Check, rows: Any, action: dict[str, Any]) -> None:
    assert longest(check, FIX, action, rows=rows) == []
    assert len(longest(check, FIX, {**action, "status": "wont_do"}, rows=rows)) == 1


def test_short_or_even_or_contradicting_incidents_have_no_longest_part(check: Check) -> None:
    assert (
        longest(check, FIX, rows=moments(started="13:42", detected="13:45", mitigated="14:07", recovered="14:09")) == []
    )
    even = moments(started="13:00", detected="13:30", acknowledged="14:00", mitigated="14:30", recovered="15:00")
    assert longest(check, FIX, rows=even) == []
    assert longest(check, FIX, rows=moments(started="13:42", recovered="15:47")) == []
    assert longest(check, FIX, rows=moments(started="13:42", detected="13:00", mitigated="15:47")) == []
    assert longest(check, rows=OUTAGE) == []


def test_what_another_rule_asks_is_not_asked_again(check: Check) -> None:
    detection = {"methods": ["customer_report"]}
    assert longest(check, FIX, rows=SLOW_TO_SEE, detection=detection) == []
    assert longest(check, FIX, FIX, rows=SLOW_TO_SEE) == []


def test_alerts_and_runbooks_under_prevention_count_as_actions(check: Check) -> None:
    assert longest(check, FIX, rows=SLOW_TO_SEE, prevention={"alerts": [{"name": "Failed payments"}]}) == []
    assert longest(check, FIX, rows=OUTAGE, prevention={"documents": [{"kind": "runbook", "name": "Gateway"}]}) == []
    assert len(longest(check, FIX, rows=OUTAGE, prevention={"alerts": [{"name": "Failed payments"}]})) == 1
