"""What the checks ask of trigger and cause, of the whys, and of factors and what went wrong."""

from collections.abc import Callable
from typing import Any

import pytest

from pmwizard.checks.finding import Finding

Check = Callable[..., tuple[Finding, ...]]

CAUSE = frozenset({"root_cause.trigger", "root_cause.technical", "root_cause.what_happened"})
FACTORS = frozenset({"contributing_factors.factors.factor"})


def pairs(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(finding.id, finding.path) for finding in findings]


def whys(*answers: dict[str, Any], problem: str = "Payments failed") -> dict[str, Any]:
    return {"five_whys": {"problem": problem, "answers": list(answers)}}


def test_a_cause_without_a_trigger_asks_for_it(check: Check) -> None:
    tables = {"root_cause": {"what_happened": "The queue filled up"}}
    assert pairs(check(tables, asked=CAUSE)) == [("cause-trigger", "root_cause.trigger")]
    assert check(tables, asked=CAUSE - {"root_cause.trigger"}) == ()


def test_a_trigger_that_the_house_insists_on_is_told_once(check: Check) -> None:
    tables = {"root_cause": {"what_happened": "The queue filled up"}}
    found = check(tables, asked=CAUSE, required=("root_cause.trigger",))
    assert pairs(found) == [("missing-answer", "root_cause.trigger")]


def test_a_trigger_without_a_cause_asks_for_that(check: Check) -> None:
    tables = {"root_cause": {"trigger": "Config push 4812"}}
    assert pairs(check(tables, asked=CAUSE)) == [("cause-trigger", "root_cause.technical")]


def test_a_trigger_that_says_what_the_cause_says(check: Check) -> None:
    cause = {"trigger": "Config push 4812.", "technical": "config push 4812", "what_happened": "Calls timed out"}
    assert pairs(check({"root_cause": cause}, asked=CAUSE)) == [("cause-same", "root_cause.trigger")]
    assert check({"root_cause": {**cause, "technical": "The unit is not in the key"}}, asked=CAUSE) == ()
    assert check({"root_cause": {**cause, "trigger": "unknown", "technical": "unknown"}}, asked=CAUSE) == ()


def test_one_factor_asks_for_a_second_or_a_reason(check: Check) -> None:
    tables: dict[str, Any] = {"contributing_factors": {"factors": [{"id": "F1", "factor": "No stages"}]}}
    assert pairs(check(tables, asked=FACTORS)) == [("factor-few", "contributing_factors.factors")]
    assert check({**tables, "review": {"one_factor_because": "A cut cable"}}, asked=FACTORS) == ()
    assert check({"contributing_factors": {"factors": []}}, asked=FACTORS) == ()


def test_an_answer_that_repeats_its_question(check: Check) -> None:
    tables = whys(
        {"id": "W1", "answer": "Because payments failed."},
        {"id": "W2", "parent": "W1", "answer": "Calls timed out"},
        {"id": "W3", "parent": "W2", "answer": "calls timed out", "stop": "can_change"},
    )
    found = [one for one in check(tables) if one.id == "why-repeats"]
    assert [one.path for one in found] == ["five_whys.answers.W1.answer", "five_whys.answers.W3.answer"]
    assert not check(whys({"id": "W1", "answer": "Calls timed out", "stop": "can_change"}))


def test_a_chain_that_just_ends_asks_on(check: Check) -> None:
    tables = whys(
        {"id": "W1", "answer": "Calls timed out"},
        {"id": "W2", "parent": "W1", "answer": "The unit was wrong"},
        {"id": "W3", "answer": "Nobody saw the push", "stop": "can_change"},
    )
    assert pairs(check(tables)) == [("why-open", "five_whys.answers.W2.stop")]


@pytest.mark.parametrize("answer", ["Dana forgot the unit", "Human error", "dana pushed it by hand"])
def test_a_chain_that_stops_at_a_person_asks_what_made_sense(check: Check, answer: str) -> None:
    tables = {"metadata": {"author": "Dana"}, **whys({"id": "W1", "answer": answer})}
    assert check(tables) == (
        Finding(
            "why-person",
            "advice",
            "whys",
            "five_whys.answers.W1.answer",
            "This stops at a person. What made the action make sense at the time? What would have caught it?",
        ),
    )


def test_an_answer_that_is_asked_on_may_name_a_person(check: Check) -> None:
    tables = whys(
        {"id": "W1", "answer": "Dana ran the push"},
        {"id": "W2", "parent": "W1", "answer": "The runbook says so", "stop": "can_change"},
    )
    assert check({"metadata": {"author": "Dana"}, **tables}) == ()


def factor(factor_id: str, text: str, **more: Any) -> dict[str, Any]:
    return {"id": factor_id, "factor": text, **more}


ACTION = {"id": "AI-001", "action": "Load config fixtures from files", "addresses": ["F1"]}


def unaddressed(check: Check, *factors: dict[str, Any], **tables: Any) -> list[str]:
    tables.setdefault("action_items", [ACTION])
    found = check({"contributing_factors": {"factors": list(factors)}, **tables})
    return [one.path for one in found if one.id == "factor-action"]


def test_a_factor_that_no_action_is_for(check: Check) -> None:
    one, other = factor("F1", "No test loads config"), factor("F2", "Pages reach one person")
    assert unaddressed(check, one, other) == ["contributing_factors.factors.F2.factor"]
    assert unaddressed(check, factor("F9", "Pages reach one person", whys=["F1"])) == []


def test_an_action_decided_against_covers_its_factor(check: Check) -> None:
    declined = {
        "id": "AI-002",
        "action": "Page two people",
        "addresses": ["F2"],
        "status": "wont_do",
        "reason": "Noise",
    }
    assert unaddressed(check, factor("F2", "Alarms go to one phone"), action_items=[ACTION, declined]) == []


def test_without_links_a_shared_word_ties_an_action_to_a_factor(check: Check) -> None:
    unlinked = {"id": "AI-001", "action": "Test the restore of backups"}
    assert unaddressed(check, factor("F1", "No backup was ever restored"), action_items=[unlinked]) == []
    assert unaddressed(check, factor("F1", "Disks are slow"), action_items=[unlinked]) != []


def test_factors_wait_for_the_first_action(check: Check) -> None:
    assert unaddressed(check, factor("F1", "Disks are slow"), action_items=[]) == []
    reason = {"no_actions_because": "Replaced next week"}
    assert unaddressed(check, factor("F2", "Disks are slow"), review=reason) == []


def test_a_thing_that_went_wrong_and_is_in_no_plan(check: Check) -> None:
    lessons = {"went_wrong": [{"text": "Rollback needed two builds"}, {"text": "Fixtures were built in code"}]}
    tables = {"lessons": lessons, "action_items": [ACTION]}
    found = [one for one in check(tables) if one.id == "wrong-action"]
    assert [(one.path, '"Rollback needed two builds".' in one.message) for one in found] == [
        ("lessons.went_wrong", True)
    ]
    covered = {**tables, "prevention": {"faster_response": "One build is enough to roll back"}}
    assert not [one for one in check(covered) if one.id == "wrong-action"]


def test_detection_without_a_method(check: Check) -> None:
    asked = frozenset({"detection.methods"})
    (found,) = check({"detection": {"how": "A graph"}}, asked=asked)
    assert (found.id, found.severity, found.path) == ("detection-method", "missing", "detection.methods")
    assert check({"detection": {"how": "A graph", "methods": ["monitoring"]}}, asked=asked) == ()
    assert check({}, asked=asked) == ()


def test_lessons_look_at_every_side(check: Check) -> None:
    asked = frozenset({"lessons.went_well.text", "lessons.went_wrong.text", "lessons.lucky"})
    well = {"went_well": [{"text": "The switch worked"}]}
    found = check({"lessons": well}, asked=asked)
    assert pairs(found) == [("lesson-missing", "lessons.went_wrong"), ("lesson-missing", "lessons.lucky")]
    insisted = check({"lessons": well}, asked=asked, required=("lessons.lucky", "lessons.went_wrong"))
    assert {one.id for one in insisted} == {"missing-answer"}
    assert {one.path for one in insisted} == {"lessons.went_wrong", "lessons.lucky"}
    assert check({}, asked=asked) == ()
