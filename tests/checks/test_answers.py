"""Missing answers, template placeholders and typed texts that are not understood."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmwizard.checks.english.prose import placeholder_in
from pmwizard.checks.finding import Finding
from pmwizard.checks.rules.answers import missing
from pmwizard.questions import SECTIONS

Check = Callable[..., tuple[Finding, ...]]

FORBIDDEN = re.compile(r"\b(please|sorry|oops|valid|invalid|illegal|forbidden|required|must)\b|!", re.IGNORECASE)
QUESTIONS = [question for section in SECTIONS for question in section.questions]


def messages(findings: tuple[Finding, ...], rule: str) -> list[str]:
    return [finding.message for finding in findings if finding.id == rule]


def test_a_report_that_answers_what_is_required_has_no_findings(check: Check) -> None:
    assert check({"metadata": {"title": "Payments failed"}}, required=("metadata.title",)) == ()


def test_a_missing_title_is_told_with_what_to_enter(check: Check) -> None:
    assert check({}, required=("metadata.title",)) == (
        Finding("missing-answer", "missing", "metadata", "metadata.title", "Enter a title: what broke, in one line"),
    )


@pytest.mark.parametrize("answer", ["unknown", "n/a"])
def test_unknown_and_not_applicable_are_answers(check: Check, answer: str) -> None:
    assert check({"impact": {"users_affected": answer}}, required=("impact.users_affected",)) == ()


def test_a_column_that_is_empty_is_told_for_each_row(check: Check) -> None:
    rows = [{"id": "F1", "factor": "No test loads config"}, {"id": "F2", "factor": "X", "why_existed": "Cost"}]
    column = "contributing_factors.factors.why_existed"
    assert check({"contributing_factors": {"factors": rows}}, required=(column,)) == (
        Finding(
            "missing-answer",
            "missing",
            "factors",
            "contributing_factors.factors.F1.why_existed",
            'Enter why it existed for "No test loads config"',
        ),
    )


def test_a_list_without_rows_is_told_once(check: Check) -> None:
    required = ("lessons.went_well.text", "lessons.went_well")
    found = check({}, required=required)
    assert [finding.path for finding in found] == ["lessons.went_well"]


def test_the_incident_date_is_not_missing_when_the_start_is_known(check: Check) -> None:
    at = datetime(2025, 11, 21, 13, 42, tzinfo=UTC)
    assert check({"timeline": [{"at": at, "moment": "started"}]}, required=("metadata.incident_date",)) == ()
    assert len(check({}, required=("metadata.incident_date",))) == 1


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: str(question.path))
def test_every_missing_answer_has_an_instruction_in_plain_words(question: Any) -> None:
    words = missing(question)
    assert words.startswith(("Enter ", "Choose ", "Add "))
    assert not FORBIDDEN.search(words)


@pytest.mark.parametrize(
    ("answer", "left"),
    [
        ("[Name]", "[Name]"),
        ("- [What triggered it]", "- [What triggered it]"),
        ("**[Description and why it contributed]**", "**[Description and why it contributed]**"),
        ("Users were affected for X minutes", "X minutes"),
        ("YYYY-MM-DD", "YYYY-MM-DD"),
        ("from HH:MM on", "HH:MM"),
        ("TODO", "TODO"),
        ("TODO: ask finance", "TODO"),
        ("amount TBD", "TBD"),
        ("…", "…"),
        ("...", "..."),
        ("fine\n[Root cause identified]\nfine", "[Root cause identified]"),
    ],
)
def test_a_placeholder_of_a_template_is_found(answer: str, left: str) -> None:
    assert placeholder_in(answer) == left


@pytest.mark.parametrize(
    "answer",
    [
        "Payments failed",
        "[the dashboard](https://example.org)",
        "[ERROR] connection reset",
        "- [x] rolled back\n- [ ] told customers",
        "set `[Name]` in the file",
        "```\n[Name]\nTBD\n```",
        "TODO app lost tasks",
        "array[0] was empty",
        "unknown",
        "n/a",
        "",
    ],
)
def test_what_a_person_wrote_is_not_taken_for_a_placeholder(answer: str) -> None:
    assert placeholder_in(answer) == ""


def test_a_placeholder_is_told_where_it_stands(check: Check) -> None:
    found = check({"metadata": {"author": "[Name]"}, "timeline": [{"id": "T1", "event": "[Key event]"}]})
    assert [(finding.id, finding.path) for finding in found if finding.id == "placeholder"] == [
        ("placeholder", "metadata.author"),
        ("placeholder", "timeline.T1.event"),
    ]
    assert found[0].message == "Replace [Name] in Author with the answer, or type unknown"


@given(st.text())
def test_looking_for_placeholders_never_raises(answer: str) -> None:
    assert placeholder_in(answer) == "" or answer.strip()


def test_a_time_that_is_not_understood_is_an_error_with_one_instruction(check: Check) -> None:
    assert check({"drafts": {"moments.started": "2575"}}) == (
        Finding(
            "not-understood",
            "error",
            "metadata",
            "moments.started",
            "Time 2575 is not a time. Use 24-hour time such as 1345",
        ),
    )


def test_a_text_typed_for_a_choice_or_a_date_says_what_to_enter(check: Check) -> None:
    drafts = {"metadata.severity": "quite bad", "action_items.AI-001.due": "03/04/2026", "nowhere.at_all": "x"}
    found = check({"action_items": [{"id": "AI-001"}], "drafts": drafts})
    texts = {finding.path: finding.message for finding in found}
    assert set(texts) == set(drafts)
    assert texts["metadata.severity"].startswith("Severity: quite bad")
    assert "03/04/2026" in texts["action_items.AI-001.due"]
    assert {finding.section for finding in found} == {"metadata", "actions", "review"}


def test_a_text_not_understood_is_not_told_as_missing_too(check: Check) -> None:
    found = check({"drafts": {"metadata.incident_date": "soon"}}, required=("metadata.incident_date",))
    assert [finding.id for finding in found] == ["not-understood"]


def test_an_entry_line_that_was_not_added_is_told_once(check: Check) -> None:
    found = check({"drafts": {"timeline.new.at": "1412", "timeline.new.event": "Traffic back"}})
    assert [(finding.id, finding.severity, finding.path) for finding in found] == [("not-added", "missing", "timeline")]
    assert found[0].message == 'Add the event "1412 Traffic back", or clear its line'


def test_a_composed_summary_that_nobody_read_is_missing(check: Check) -> None:
    summary = {"executive": "On 21 Nov …", "drafted": ["executive"]}
    assert messages(check({"summary": summary}, asked=frozenset({"summary.executive"})), "summary-drafted")
    assert not messages(check({"summary": summary}), "summary-drafted")


def test_a_name_that_no_report_has_is_told_with_the_one_that_is_meant(check: Check) -> None:
    found = check({"metadata": {"titel": "A day without orders"}})
    assert [(one.id, one.severity, one.path) for one in found] == [("unknown-key", "advice", "metadata.titel")]
    assert found[0].message == (
        "`metadata.titel` is not a key of a report. Did you mean `metadata.title`? Rename it in the file, or remove it"
    )


@pytest.mark.parametrize(
    ("tables", "message"),
    [
        ({"colour": 3}, "`colour` is not a key of a report, so no document prints it. Where does it belong?"),
        (
            {"timelines": [{"event": "a"}]},
            "`[[timelines]]` is not a list of a report. Did you mean `[[timeline]]`? "
            "Rename it in the file, or remove it",
        ),
        (
            {"timeline": [{"evnt": "a"}, {"evnt": "b"}]},
            "`timeline.evnt` (in 2 rows) is not a key of a report. Did you mean `timeline.event`? "
            "Rename it in the file, or remove it",
        ),
        (
            {"metadata": {"title": "a", "titel": "b"}},
            "`metadata.titel` is not a key of a report. Did you mean `metadata.title`? "
            "That one has an answer: bring the two together in the file",
        ),
    ],
)
def test_what_is_said_of_a_name_that_no_report_has_fits_what_it_holds(
    check: Check, tables: dict[str, Any], message: str
) -> None:
    assert messages(check(tables), "unknown-key") == [message]


def test_a_name_that_no_report_has_is_on_one_line_whatever_it_is(check: Check) -> None:
    (message,) = messages(check({"a\nb\x1b[2J" * 40: "x"}), "unknown-key")
    assert message.isprintable()
    assert len(message) < 200


def test_rows_that_were_begun_and_left_are_as_good_as_none(check: Check) -> None:
    required = ("five_whys.answers.answer", "timeline.event")
    blank = {"five_whys": {"answers": [{"id": "W1"}]}, "timeline": [{"id": "T1"}]}
    assert [one.path for one in check(blank, required=required)] == ["timeline", "five_whys.answers"]
    half = {"five_whys": {"answers": [{"id": "W1", "stop": "can_change"}]}, "timeline": [{"id": "T1", "who": "lee"}]}
    assert [one.path for one in check(half, required=required)] == ["timeline.T1.event", "five_whys.answers.W1.answer"]


def test_a_factor_without_words_is_asked_for_in_words(check: Check) -> None:
    tables = {"contributing_factors": {"factors": [{"id": "F1", "category": "design"}]}}
    found = check(tables, required=("contributing_factors.factors.factor",))
    assert [one.message for one in found] == ["Enter what the factor was"]
