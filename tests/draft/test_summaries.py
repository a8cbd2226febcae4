from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmwizard.checks.english.prose import sentences
from pmwizard.draft.summary import clause, composed, listed
from pmwizard.model import Report
from pmwizard.model.parts.metadata import SUMMARY_FORMS, SummaryForm
from pmwizard.model.paths import replaced

START = datetime(2025, 11, 21, 13, 42, tzinfo=UTC)

FRAME = """
on from to utc was were affected about as reported minutes minute hours hour seconds second and more users requests peak
error rate money no data lost or changed could be read not written became wrong corrupt for good root cause trigger what
ended it fixed by actions action follow follows among them january february march april may june july august september
october november december
"""
"""The words that the sentences themselves are made of."""

FACTS: dict[str, Any] = {
    "metadata": {"title": "Payments API returned 500s", "services_affected": ["payments-api", "checkout"]},
    "impact": {
        "user_facing": "users got an error page. Reads worked.",
        "users_affected": "about 12 000 (9%)",
        "data_affected": "none",
        "revenue": "unknown",
    },
    "timeline": [
        {"at": START, "event": "Config push", "moment": "started"},
        {"at": START + timedelta(minutes=25), "event": "Old config restored", "moment": "mitigated"},
        {"at": START + timedelta(minutes=27), "event": "Back to normal", "moment": "recovered"},
    ],
    "root_cause": {"what_happened": "A push changed the timeout.", "technical": "The unit was read as milliseconds."},
    "action_items": [{"action": "Name the unit in the key."}, {"action": "Stage pushes", "status": "wont_do"}],
}

WORDS = st.lists(
    st.sampled_from(["the", "queue", "grew", "payments-api", "12%", "about", "Config", "4812", "`rm -rf`", "(slow)"]),
    min_size=1,
    max_size=60,
).map(" ".join)
ENDS = st.sampled_from(["", ".", "...", "?", "!", ";", ":", ". More of it.", "\n\n- a list", "\n```\ncode\n```", "  "])
ANSWERS = st.none() | st.just("unknown") | st.just("n/a") | st.builds(str.__add__, WORDS, ENDS)
TEXTS = st.none() | st.text(max_size=400) | ANSWERS
FORMS = st.sampled_from(SUMMARY_FORMS)


def reports(texts: st.SearchStrategy[str | None]) -> st.SearchStrategy[Report]:
    """Return reports of which any facts may be missing."""
    instants = st.none() | st.integers(0, 10**6).map(lambda seconds: START + timedelta(seconds=seconds))
    event = st.fixed_dictionaries(
        {
            "at": instants,
            "approximate": st.booleans(),
            "event": texts,
            "moment": st.sampled_from(["started", "mitigated", "recovered", "resolved", None]),
        }
    )
    part = st.fixed_dictionaries
    data = st.sampled_from([None, "none", "read_only", "corruption", "permanent_loss", "unknown"])
    names = st.lists(texts.map(lambda text: text or "x"), max_size=6)
    status = st.sampled_from([None, "open", "wont_do"])
    return part(
        {
            "metadata": part(
                {
                    "title": texts,
                    "services_affected": names,
                    "incident_date": st.none() | st.dates(date(2025, 1, 1), date(2026, 1, 1)),
                }
            ),
            "impact": part(
                {
                    "user_facing": texts,
                    "users_affected": texts,
                    "requests_affected": texts,
                    "error_rate_peak": texts,
                    "revenue": texts,
                    "duration": texts,
                    "data_affected": data,
                }
            ),
            "timeline": st.lists(event, max_size=4),
            "root_cause": part({"what_happened": texts, "technical": texts, "trigger": texts}),
            "resolution": part({"immediate": names, "permanent": names}),
            "action_items": st.lists(part({"action": texts, "status": status}), max_size=5),
        }
    ).map(Report.model_validate)


def test_three_sentences_tell_what_and_when_then_the_effect_then_the_cause_and_the_end() -> None:
    assert composed(Report.model_validate(FACTS), "2-3 sentences") == (
        "On 21 November 2025 from 13:42 to 14:09 UTC (27 minutes), payments-api and checkout were affected: "
        "Payments API returned 500s. "
        "Users got an error page; users affected: about 12 000 (9%); no data was lost or changed. "
        "Root cause: The unit was read as milliseconds; what ended it: Old config restored; 1 action follows."
    )


def test_an_event_that_is_left_out_of_documents_is_not_told() -> None:
    report = replaced(Report.model_validate(FACTS), "timeline.1.omit", value=True)
    assert "Old config" not in composed(report, "2-3 sentences")
    assert "(27 minutes)" in composed(report, "2-3 sentences")


def test_a_date_without_an_event_is_not_told() -> None:
    facts = {**FACTS, "timeline": [{"at": START, "event": "Config push"}]}
    for day, told in ((START.date(), True), (START.date() + timedelta(days=1), False)):
        report = Report.model_validate({**facts, "metadata": {**FACTS["metadata"], "incident_date": day}})
        for form in SUMMARY_FORMS:
            text = composed(report, form)
            assert text
            assert (f"{day:%-d %B %Y}" in text) is told


def test_one_line_is_the_first_of_them() -> None:
    text = composed(Report.model_validate(FACTS), "one line")
    assert text.endswith("payments-api and checkout were affected: Payments API returned 500s.")
    assert "\n" not in text


def test_one_line_says_less_where_all_of_it_is_too_long() -> None:
    title = "Payments API returned 500s after the push of a configuration with another unit for its timeouts"
    report = Report.model_validate(FACTS | {"metadata": FACTS["metadata"] | {"title": title}})
    assert composed(report, "one line") == f"On 21 November 2025 (27 minutes): {title}."
    report = Report.model_validate(FACTS | {"metadata": FACTS["metadata"] | {"title": f"{title} {title}"}})
    assert composed(report, "one line").startswith(title)
    assert composed(report, "one line").endswith("...")


def test_paragraphs_tell_the_course_and_the_actions_too() -> None:
    first, second, third = composed(Report.model_validate(FACTS), "2-3 paragraphs").split("\n\n")
    assert "27 minutes" in first
    assert second == (
        "A push changed the timeout. Root cause: The unit was read as milliseconds. What ended it: Old config restored."
    )
    assert third == "1 action follows: Name the unit in the key."


@pytest.mark.parametrize("form", SUMMARY_FORMS)
@pytest.mark.parametrize(
    "facts", [{}, {"metadata": {"title": "Outage"}}, {"metadata": {"incident_date": date(2025, 11, 21)}}]
)
def test_too_few_facts_make_no_summary(form: SummaryForm, facts: dict[str, Any]) -> None:
    assert composed(Report.model_validate(facts), form) == ""


@pytest.mark.parametrize(
    ("change", "when"),
    [
        ({"timeline": FACTS["timeline"][:1]}, "On 21 November 2025 from 13:42 UTC, payments-api"),
        ({"timeline": []}, "Payments-api and checkout were"),
        ({"timeline": [], "metadata": {"title": "x", "incident_date": START.date()}}, "On 21 November 2025: x"),
        ({"impact": {"duration": "1h 30m", "user_facing": "x"}}, "(1h 30m, as reported), payments-api"),
        (
            {"timeline": [FACTS["timeline"][0] | {"approximate": True}, FACTS["timeline"][2]]},
            "from about 13:42 to 14:09 UTC (about 27 minutes), ",
        ),
        (
            {"timeline": [FACTS["timeline"][0], FACTS["timeline"][2] | {"at": START + timedelta(days=1)}]},
            "From 21 November 2025 13:42 to 22 November 2025 13:42 UTC (24 hours), ",
        ),
        (
            {"timeline": [FACTS["timeline"][0], FACTS["timeline"][2] | {"at": START - timedelta(hours=1)}]},
            "On 21 November 2025 from 13:42 UTC, payments-api",
        ),
    ],
)
def test_the_time_is_told_as_far_as_it_is_known(change: dict[str, Any], when: str) -> None:
    text = composed(Report.model_validate(FACTS | change), "2-3 sentences")
    assert when in text or when.lower() in text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (None, ""),
        ("unknown", ""),
        ("N/A", ""),
        ("TODO", ""),
        ("[Name]", ""),
        ("...", ""),
        ("It broke. It was mended.", "It broke"),
        ("# What broke\n\n- the queue\n- the cache", "the queue"),
        ("```\ncode\n```", ""),
        ("```\ncode\n```\nThe queue grew", "The queue grew"),
        ('It said "try later. Then it stopped.', 'It said "try later"'),
        ("Two parts; one sentence", "Two parts, one sentence"),
        (f"{'word ' * 50}(end)", f"{('word ' * 31).strip()}..."),
    ],
)
def test_an_answer_is_told_by_its_first_sentence(text: str | None, told: str) -> None:
    assert clause(text) == told


def test_an_answer_that_tells_nothing_by_itself_is_left_out() -> None:
    empty = {"user_facing": "None.", "users_affected": "none"}
    cause = {"what_happened": "See above", "technical": "The unit was read as milliseconds.", "trigger": "none"}
    text = composed(Report.model_validate(FACTS | {"impact": empty, "root_cause": cause}), "2-3 paragraphs")
    assert "Users affected: none." in text
    assert text.lower().count("none") == 1
    assert "See above" not in text
    assert "trigger" not in text.lower()


def test_many_services_are_counted() -> None:
    assert listed(["a", "b", "c", "d", "e"]) == "a, b, c and 2 more"
    assert listed(["a"]) == "a"
    assert listed(["a", "b"]) == "a and b"


@given(report=reports(ANSWERS), form=FORMS)
def test_every_subset_of_the_facts_makes_whole_sentences(report: Report, form: SummaryForm) -> None:
    text = composed(report, form)
    assert "None" not in text
    assert not re.search(r"[:;,(]\s*(?:[;:,)]|\.(?!\.)|$)|\.\.\.\.|\bunknown\b", text)
    if text:
        assert text.endswith(".")
        assert text[0].isupper() or not text[0].isalpha() or "-" in text.split()[0]
    paragraphs = text.split("\n\n")
    assert len(paragraphs) <= (3 if form == "2-3 paragraphs" else 1)
    if form != "2-3 paragraphs":
        assert len(sentences(text)) <= (1 if form == "one line" else 3)


@given(report=reports(TEXTS), form=FORMS)
def test_whatever_was_typed_the_summary_is_tidy_and_not_too_long(report: Report, form: SummaryForm) -> None:
    text = composed(report, form)
    assert text == text.strip()
    assert "  " not in text
    assert not re.search(r"\n(?!\n)", text.replace("\n\n", ""))
    assert len(text) <= {"one line": 160, "2-3 sentences": 1500, "2-3 paragraphs": 2200}[form]
    assert not text or text.rstrip('`"*)]').endswith((".", "...")) or text.endswith(".")


@given(report=reports(ANSWERS), form=FORMS)
def test_every_word_comes_from_the_report_or_from_the_frame_of_the_sentence(report: Report, form: SummaryForm) -> None:
    typed = re.sub(r"[^a-z0-9]", " ", report.model_dump_json().lower()).split()
    frame = set(FRAME.split())
    words = re.sub(r"[^a-z0-9]", " ", composed(report, form).lower()).split()
    assert {word for word in words if not word.isdigit()} <= {*typed, *frame}
