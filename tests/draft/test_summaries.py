from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmwizard.checks.english.prose import sentences
from pmwizard.draft.summary.composition import composed
from pmwizard.model import Report
from pmwizard.model.parts.metadata import SUMMARY_FORMS, SummaryForm
from pmwizard.model.parts.timeline import Event
from pmwizard.model.paths import replaced
from tests.layouts.conftest import REPORTS, sample_reports

DATA = Path(__file__).parent.parent / "data"
SAMPLES = {path.stem: path for path in (*sorted(DATA.glob("*.toml")), *sorted((DATA / "sparse").glob("*.toml")))}

START = datetime(2025, 11, 21, 13, 42, tzinfo=UTC)

FRAME = """
on from to utc at and there was were is are an the one all none of others among them an incident experienced for about
as reported no end recorded affected resulting in following impact users requests peak error rate revenue data lost or
changed could be read not written became wrong corrupt good root cause trigger service services issue recovered resolved
mitigated permanent resolution immediate mitigation action actions done yet still do both neither
duration minutes minute hours hour seconds
second a january february march april may june july august september october november december
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
    "resolution": {"immediate": ["Paged the owner"], "permanent": ["Checked the unit of every key"]},
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
            "moment": st.sampled_from(["started", "mitigated", "recovered", "resolved", "closed", None]),
            "omit": st.none() | st.booleans(),
        }
    )
    part = st.fixed_dictionaries
    data = st.sampled_from([None, "none", "read_only", "corruption", "permanent_loss", "unknown"])
    names = st.lists(texts.map(lambda text: text or "x"), max_size=6)
    status = st.sampled_from([None, "open", "in_progress", "done", "wont_do"])
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


def said(form: SummaryForm = "2-3 sentences", **changes: Any) -> str:
    """Return the summary of the facts with some of them changed: ``impact__revenue`` is a key in a table."""
    report = Report.model_validate(FACTS)
    for path, value in changes.items():
        report = replaced(report, path.replace("__", "."), value)
    return composed(report, form)


def events(*rows: dict[str, Any]) -> tuple[Event, ...]:
    return tuple(Event.model_validate(row) for row in rows)


BEGUN, STOPPED, OVER = FACTS["timeline"]


def test_three_sentences_tell_what_and_when_then_the_effect_then_the_end_the_actions_and_the_cause() -> None:
    assert said() == (
        "On 21 November 2025 from 13:42 to 14:09 UTC (27 minutes), payments-api and checkout were affected: "
        "Payments API returned 500s. "
        "Users got an error page; users affected: about 12 000 (9%); no data was lost or changed. "
        'Service recovered at 14:09 UTC ("Back to normal"), the one action is not done yet, '
        "and the root cause was the following: The unit was read as milliseconds."
    )


def test_a_house_that_asks_for_impact_cause_and_resolution_gets_its_own_sentences() -> None:
    assert said("impact, cause, resolution") == (
        'On 21 November 2025, payments-api and checkout experienced an incident, "Payments API returned 500s", '
        "for 27 minutes, resulting in the following: users got an error page. "
        "The root cause was the following: The unit was read as milliseconds. "
        "Service recovered at 14:09 UTC: Back to normal."
    )


def test_a_noun_phrase_takes_the_place_that_the_house_leaves_for_it() -> None:
    text = said(
        "impact, cause, resolution",
        metadata__title="Global outage of the payments API",
        impact__user_facing="Elevated errors for one user in ten.",
        root_cause__technical="Exhaustion of the connection pool.",
    )
    assert text.startswith(
        "On 21 November 2025, payments-api and checkout experienced a global outage of the payments API "
        "for 27 minutes, resulting in elevated errors for one user in ten. "
        "The root cause was exhaustion of the connection pool. Service"
    )


@pytest.mark.parametrize(
    ("title", "services", "told"),
    [
        ("Redis outage", ("redis",), "redis experienced an outage for"),
        ("Outage of Redis", ("Redis",), "Redis experienced an outage for"),
        ("Redis outage", ("redis", "web"), "redis and web experienced a Redis outage for"),
        ('Page said "try later"', ("web",), "web experienced an incident for 27 minutes"),
        ("`rm -rf` on db1", ("db1",), 'db1 experienced an incident, "`rm -rf` on db1", for'),
        (None, ("web",), "web experienced an incident for 27 minutes"),
        ("Redis outage", (), 'there was an incident, "Redis outage", for 27 minutes'),
    ],
)
def test_no_word_of_a_title_is_doubled_and_names_keep_their_case(
    title: str | None, services: tuple[str, ...], told: str
) -> None:
    assert told in said("impact, cause, resolution", metadata__title=title, metadata__services_affected=services)


@pytest.mark.parametrize(
    ("path", "value", "part"),
    [
        ("metadata__services_affected", (), "experienced"),
        ("timeline", events({**BEGUN, "moment": None}), "27 minutes"),
        ("timeline", events({**BEGUN, "moment": None}), "On 21"),
        ("impact__user_facing", "unknown", "error page"),
        ("root_cause", {}, "root cause"),
    ],
)
def test_what_is_not_known_leaves_whole(path: str, value: Any, part: str) -> None:
    facts = Report.model_validate(FACTS)
    assert part in composed(facts, "impact, cause, resolution")
    values = {**facts.model_dump(), **({path: value} if "__" not in path else {})}
    report = replaced(facts, path.replace("__", "."), value) if "__" in path else Report.model_validate(values)
    text = composed(report, "impact, cause, resolution")
    assert part not in text
    assert text.endswith(".")
    assert not re.search(r"unknown|None| [,.:]|,,|for ?[,.]|in ?[,.]", text)


def test_a_title_with_a_colon_stands_in_quotation_marks() -> None:
    assert 'checkout were affected ("Shop: down"). ' in said(metadata__title="Shop: down")
    assert "checkout were affected: Shop down. " in said(metadata__title="Shop down")


def test_without_a_user_facing_impact_a_figure_is_the_result() -> None:
    text = said("impact, cause, resolution", impact__user_facing=None)
    assert "resulting in an impact on users: about 12 000 (9%). " in text


def test_one_line_is_what_happened_and_what_it_did() -> None:
    assert said("one line") == (
        "On 21 November 2025 from 13:42 to 14:09 UTC (27 minutes), payments-api and checkout were affected: "
        "Payments API returned 500s. Users got an error page."
    )
    assert said("one line", metadata__services_affected=()) == (
        "On 21 November 2025 from 13:42 to 14:09 UTC (27 minutes) there was an incident: Payments API returned 500s. "
        "Users got an error page."
    )


def test_one_line_says_less_where_all_of_it_is_too_long_and_is_never_cut() -> None:
    title = "Payments API returned 500s after the push of a configuration with another unit for its timeouts"
    assert said("one line", metadata__title=title, impact__user_facing=None) == (
        f"On 21 November 2025: {title}. Users affected: about 12 000 (9%)."
    )
    assert said("one line", metadata__title=f"{title} in all regions but the one of the north") == (
        f"On 21 November 2025: {title} in all regions but the one of the north."
    )
    assert said("one line", metadata__title=f"{title} {title}") == ""


def test_paragraphs_tell_the_course_and_the_actions_too() -> None:
    first, second, third = said("2-3 paragraphs").split("\n\n")
    assert "27 minutes" in first
    assert second == (
        "A push changed the timeout. The root cause was the following: The unit was read as milliseconds. "
        "Service recovered at 14:09 UTC: Back to normal."
    )
    assert third == "The one action is not done yet: Name the unit in the key."


@pytest.mark.parametrize("form", SUMMARY_FORMS)
@pytest.mark.parametrize(
    "facts", [{}, {"metadata": {"title": "Outage"}}, {"metadata": {"incident_date": date(2025, 11, 21)}}]
)
def test_too_few_facts_make_no_summary(form: SummaryForm, facts: dict[str, Any]) -> None:
    assert composed(Report.model_validate(facts), form) == ""


# When


def test_a_date_without_an_event_is_not_told() -> None:
    facts = {**FACTS, "timeline": [{"at": START, "event": "Config push"}]}
    for day, told in ((START.date(), True), (START.date() + timedelta(days=1), False)):
        report = Report.model_validate({**facts, "metadata": {**FACTS["metadata"], "incident_date": day}})
        for form in SUMMARY_FORMS:
            text = composed(report, form)
            assert text
            assert (f"{day:%-d %B %Y}" in text) is told


def test_a_day_of_the_zone_that_is_another_one_in_utc_is_told_in_utc() -> None:
    zone: dict[str, Any] = {"metadata__zone": "America/Los_Angeles", "metadata__incident_date": date(2025, 11, 20)}
    night = events({**BEGUN, "at": datetime(2025, 11, 21, 6, 48, tzinfo=UTC)})
    assert said("impact, cause, resolution", timeline=night, **zone).startswith("On 21 November 2025 UTC, payments")
    assert said(timeline=night, **zone).startswith("On 21 November 2025 from 06:48 UTC")
    evening = events({**BEGUN, "at": datetime(2025, 11, 20, 22, 48, tzinfo=UTC)})
    assert said("impact, cause, resolution", timeline=evening, **zone).startswith("On 20 November 2025, payments")


@pytest.mark.parametrize(
    ("rows", "when"),
    [
        ((BEGUN,), "On 21 November 2025 from 13:42 UTC (no end recorded), payments-api"),
        ((BEGUN, STOPPED), "On 21 November 2025 from 13:42 UTC (no end recorded), payments-api"),
        (
            (BEGUN, {"day": date(2025, 11, 22), "event": "x", "moment": "closed"}),
            "On 21 November 2025 from 13:42 UTC, pay",
        ),
        ((), "payments-api and checkout were"),
        (({"day": START.date(), "event": "x", "moment": "started"},), "On 21 November 2025, payments-api"),
        (
            (BEGUN | {"approximate": True}, OVER),
            "On 21 November 2025 from about 13:42 to 14:09 UTC (about 27 minutes), ",
        ),
        (
            (BEGUN, OVER | {"at": START + timedelta(days=1)}),
            "From 21 November 2025 13:42 to 22 November 2025 13:42 UTC (24 hours), ",
        ),
        ((BEGUN, OVER | {"at": START + timedelta(seconds=20)}), "On 21 November 2025 at 13:42 UTC (20 seconds), pay"),
        ((BEGUN, OVER | {"at": START - timedelta(hours=1)}), "On 21 November 2025 from 13:42 UTC, payments-api"),
    ],
)
def test_the_time_is_told_as_far_as_it_is_known(rows: tuple[dict[str, Any], ...], when: str) -> None:
    assert said(timeline=events(*rows)).startswith(when)


@pytest.mark.parametrize(
    ("typed", "told", "ends"),
    [
        (None, "from 13:42 to 14:09 UTC (27 minutes), payments-api", True),
        ("27 min", "from 13:42 to 14:09 UTC (27 min, as reported), payments-api", True),
        ("1h 30m", "On 21 November 2025 (1h 30m, as reported), payments-api", True),
        ("about 2 hours", "On 21 November 2025 (about 2 hours, as reported), payments-api", True),
        ("from lunch to tea", "On 21 November 2025 (duration as reported: from lunch to tea), payments-api", True),
        ("45m (partial: 2h)", "On 21 November 2025, payments-api", True),
        ("unknown", "On 21 November 2025, payments-api", True),
        ("ongoing", "On 21 November 2025 (duration as reported: ongoing), payments-api", False),
        ("3 h so far", "On 21 November 2025 (duration as reported: 3 h so far), payments-api", False),
    ],
)
def test_a_length_that_a_person_typed_stands_alone_and_marked(typed: str | None, told: str, ends: bool) -> None:
    text = said(impact__duration=typed)
    assert told in text
    assert ("recovered" in text) is ends
    assert (" to 14:09" in text) is (typed in {None, "27 min"})


def test_days_without_a_start_are_not_told_of_the_day_that_was_entered() -> None:
    facts: dict[str, Any] = {"timeline": (), "impact__duration": "9 days", "metadata__incident_date": START.date()}
    assert said(**facts).startswith("On 21 November 2025, payments-api")
    assert "; duration as reported: 9 days; " in said(**facts)
    assert "(9 hours, as reported)" in said(**{**facts, "impact__duration": "9 hours"})


def test_a_length_with_brackets_of_its_own_stands_in_none() -> None:
    assert "; duration as reported: 45m (partial: 2h); " in said(impact__duration="45m (partial: 2h)")


def test_what_goes_on_is_told_so_in_the_sentence_of_the_house() -> None:
    text = said("impact, cause, resolution", impact__duration="ongoing")
    assert "(duration as reported: ongoing), resulting in" in text


def test_a_title_that_says_how_long_stands_beside_no_other_length() -> None:
    for form in SUMMARY_FORMS:
        assert "27 minutes" not in said(form, metadata__title="Checkout down for 18 hours", resolution={})
        if form != "one line":
            assert "27 minutes" in said(form)


# What it did


@pytest.mark.parametrize(
    ("change", "is_told"),
    [
        ({}, True),
        ({"impact__data_affected_notes": "200 carts had to be repaired"}, False),
        ({"impact__data_affected_notes": "Nothing to repair"}, False),
        ({"root_cause__what_happened": "The job deleted carts."}, False),
        ({"impact__user_facing": "Orders of an hour were lost"}, False),
        ({"timeline": events(BEGUN, OVER, {"event": "Carts corrupted"})}, False),
    ],
)
def test_that_no_data_was_lost_is_told_where_nothing_else_may_say_so(change: dict[str, Any], is_told: bool) -> None:
    assert ("no data was lost or changed" in said(**change)) is is_told


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        ("corruption", "data became wrong or corrupt"),
        ("permanent_loss", "data was lost for good"),
        ("read_only", "data could be read, not written"),
        ("unknown", ""),
    ],
)
def test_the_data_are_told_as_they_were_chosen(chosen: str, told: str) -> None:
    text = said(impact__data_affected=chosen)
    assert told in text
    assert ("data" in text) is bool(told)
    text = said(impact__data_affected=chosen, impact__data_affected_notes="Restored the next day.")
    assert "; data affected: Restored the next day. " in text
    assert text.count("data") == 1
    assert "; data: Nothing to repair. " in said(impact__data_affected_notes="Nothing to repair")


def test_an_answer_that_tells_nothing_by_itself_is_left_out() -> None:
    text = said(
        "2-3 paragraphs",
        impact__user_facing="None that we know of.",
        impact__users_affected="none",
        impact__requests_affected="unknown",
        impact__revenue="not known yet",
        root_cause__what_happened="See above",
        root_cause__technical="Still under investigation",
        root_cause__trigger="none",
    )
    assert "Users affected: none; no data" in text
    assert text.lower().count("none") == 1
    for words in ("See above", "trigger", "root cause", "requests", "revenue"):
        assert words not in text


def test_an_answer_with_a_semicolon_stands_last() -> None:
    text = said(impact__users_affected="all; 9 were paid twice", impact__data_affected="corruption")
    assert "page; data became wrong or corrupt; users affected: all; 9 were paid twice. " in text


def test_the_same_words_are_told_once() -> None:
    same = "The unit was read as milliseconds"
    text = said("2-3 paragraphs", root_cause__what_happened=f"{same}.", root_cause__trigger=same)
    assert text.count(same) == 1
    text = said(metadata__title="Users saw errors", impact__user_facing="users saw errors.")
    assert text.lower().count("users saw errors") == 1


def test_services_are_named_or_counted_truly() -> None:
    names = ("a", "b", "c", "d", "e")
    assert "UTC (27 minutes), a, b, c, d and e were affected" in said(metadata__services_affected=names)
    many = (*names, "f", "g")
    assert "7 services, among them a, b, c and d, were affected" in said(metadata__services_affected=many)
    long = ("web", "the part of the shop in which customers who have no account yet pay with a voucher")
    assert "2 services, among them web, were affected" in said(metadata__services_affected=long)
    assert "web was affected" in said(metadata__services_affected=("web",))


# What ended it


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ((STOPPED, OVER), "service recovered at 14:09 UTC: Back to normal"),
        ((OVER | {"moment": "resolved"}, STOPPED), "the issue was resolved at 14:09 UTC: Back to normal"),
        ((STOPPED,), "the issue was mitigated at 14:07 UTC: Old config restored"),
        ((STOPPED, OVER | {"omit": True}), "the issue was mitigated at 14:07 UTC: Old config restored"),
        ((STOPPED, OVER | {"event": None}), "the issue was mitigated at 14:07 UTC: Old config restored"),
        ((STOPPED, OVER | {"event": "Errors not back to normal yet"}), "the issue was mitigated at 14:07 UTC"),
        ((OVER | {"approximate": True},), "service recovered at about 14:09 UTC: Back to normal"),
        (
            (OVER | {"at": None, "day": date(2025, 11, 22)},),
            "service recovered on 22 November 2025: Back to normal",
        ),
        (
            (OVER | {"at": START + timedelta(hours=12)},),
            "service recovered at 01:42 UTC on 22 November 2025: Back to normal",
        ),
        ((OVER | {"at": START - timedelta(hours=1)},), "service recovered: Back to normal"),
        ((OVER | {"event": "Impact over"},), "service recovered at 14:09 UTC"),
        ((OVER | {"at": None},), "service recovered: Back to normal"),
        ((), "the permanent resolution was the following: Checked the unit of every key"),
    ],
)
def test_what_ended_it_is_the_event_that_did_in_its_own_words(rows: tuple[dict[str, Any], ...], told: str) -> None:
    text = said("2-3 paragraphs", timeline=events(BEGUN, *rows))
    assert told in text.replace("Service rec", "service rec").replace("The ", "the ")
    assert not re.search("Paged the owner|Impact over", text)


def test_a_mitigation_is_never_what_ended_it() -> None:
    report = Report.model_validate(
        {**FACTS, "timeline": [BEGUN], "resolution": {"immediate": ["Failed over", "Restarted"]}}
    )
    text = composed(report, "impact, cause, resolution")
    assert "The immediate mitigation was the following: Failed over; Restarted." in text
    assert not re.search("recovered|resolved|ended", text)


def test_an_event_that_is_left_out_of_documents_is_not_told() -> None:
    report = replaced(Report.model_validate(FACTS), "timeline.2.omit", value=True)
    assert "Back to normal" not in composed(report, "2-3 sentences")
    assert "(27 minutes)" in composed(report, "2-3 sentences")


# What follows


@pytest.mark.parametrize(
    ("statuses", "told"),
    [
        ((), ""),
        (("wont_do",), ""),
        (("open",), "The one action is not done yet: Action 0."),
        (("done",), "The one action is done: Action 0."),
        (("done", "done"), "Both actions are done. Done: Action 0; Action 1."),
        (("done",) * 3, "All 3 actions are done. Done: Action 0; Action 1; Action 2."),
        ((None, "in_progress", "wont_do"), "Neither action is done yet. Still to do: Action 0; Action 1."),
        (("done", "open"), "1 of 2 actions is done. Still to do: Action 1."),
        (("done", "done", "open"), "2 of 3 actions are done. Still to do: Action 2."),
        (("open",) * 4, "None of 4 actions is done yet. Still to do, among others: Action 0; Action 1; Action 2."),
    ],
)
def test_actions_are_counted_by_their_status(statuses: tuple[str | None, ...], told: str) -> None:
    rows = [{"action": f"Action {number}", "status": status} for number, status in enumerate(statuses)]
    report = Report.model_validate({**FACTS, "action_items": rows})
    *_, last = composed(report, "2-3 paragraphs").split("\n\n")
    assert last == told if told else "action" not in last


def test_a_row_without_an_action_is_none() -> None:
    report = Report.model_validate({**FACTS, "action_items": [{"owner": "lee"}, {"action": "Stage pushes"}]})
    assert composed(report, "2-3 paragraphs").endswith("\n\nThe one action is not done yet: Stage pushes.")


def test_the_most_urgent_actions_are_named_first() -> None:
    rows = [{"action": priority, "priority": priority} for priority in ("P2", "P1", "P0")]
    report = Report.model_validate({**FACTS, "action_items": rows})
    assert composed(report, "2-3 paragraphs").endswith("Still to do: P0; P1; P2.")


# Laws


@pytest.mark.parametrize("report", SAMPLES)
def test_the_drafts_of_the_sample_reports_are_the_ones_that_were_read(report: str) -> None:
    facts = Report.model_validate(tomllib.loads(SAMPLES[report].read_text(encoding="utf-8")))
    drafts = "\n".join(f"## {form}\n\n{composed(facts, form) or '(none)'}\n" for form in SUMMARY_FORMS)
    kept = Path(__file__).parent / "summaries" / f"{report}.md"
    if os.environ.get("PMWIZARD_WRITE_GOLDEN"):
        kept.write_text(drafts, encoding="utf-8")
    assert drafts == kept.read_text(encoding="utf-8")


def leaves(value: Any) -> list[str]:
    """Return every text in the values of a report."""
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for one in inner for text in leaves(one)]


def without(value: Any, keep: Callable[[], bool]) -> Any:
    """Return the values of a report with some of its facts taken away."""
    if isinstance(value, dict):
        return {key: without(inner, keep) for key, inner in value.items() if isinstance(inner, dict) or keep()}
    return [without(inner, keep) for inner in value if keep()] if isinstance(value, list | tuple) else value


def quotes_of(text: str) -> list[str]:
    """Return what a draft says in the words of answers: behind colons, and in quotation marks."""
    return re.findall(r"(?:following|others|to do|Done|UTC|affected|rate|impact): ([^;.()`]+)", text)


@given(
    seed=st.integers(0, 10**9),
    share=st.sampled_from([0.3, 0.6, 0.9]),
    name=st.sampled_from(sorted(set(REPORTS) - {"empty"})),
    form=st.sampled_from(SUMMARY_FORMS),
)
def test_any_part_of_a_report_makes_whole_sentences_of_its_own_words(
    seed: int, share: float, name: str, form: SummaryForm
) -> None:
    chance = Random(seed)
    whole = sample_reports()[name].model_dump(exclude_none=True)
    facts = without(whole, lambda: chance.random() < share)
    report = Report.model_validate({**facts, "schema_version": 1})
    text = composed(report, form)
    for sentence in text.split("\n\n"):
        assert not text or sentence.endswith(".")
    assert not re.search(r"\.\.|\u2026|None\b(?! of)|  |[:;,(]\s*[:;,).]|\( ?\)|\b(\w+) \1\b|\bunknown\b", text)
    for mark in ('"', "`"):
        assert text.count(mark) % 2 == 0
    assert text.count("(") == text.count(")")
    typed = [" ".join(answer.casefold().split()) for answer in leaves(facts)]
    for quoted in quotes_of(text):
        assert any(quoted.casefold() in answer for answer in typed), quoted


@given(report=reports(ANSWERS), form=FORMS)
def test_every_subset_of_the_facts_makes_whole_sentences(report: Report, form: SummaryForm) -> None:
    text = composed(report, form)
    assert "..." not in text
    assert not re.search(r"None\b(?! of)|[:;,(]\s*(?:[;:,)]|\.(?!\.)|$)|\bunknown\b", text)
    if text:
        assert text.endswith(".")
        assert text[0].isupper() or not text[0].isalpha() or "-" in text.split()[0]
    paragraphs = text.split("\n\n")
    assert len(paragraphs) <= (3 if form == "2-3 paragraphs" else 1)
    if form != "2-3 paragraphs":
        assert len(sentences(text)) <= (2 if form == "one line" else 3)


@given(report=reports(TEXTS), form=FORMS)
def test_whatever_was_typed_the_summary_is_tidy_and_not_too_long(report: Report, form: SummaryForm) -> None:
    text = composed(report, form)
    assert text == text.strip()
    assert "  " not in text
    assert not re.search(r"\n(?!\n)", text.replace("\n\n", ""))
    assert len(text) <= {"one line": 160, "2-3 paragraphs": 3000}.get(form, 2000)
    assert not text or text.endswith(".")


@given(report=reports(ANSWERS), form=FORMS)
def test_every_word_comes_from_the_report_or_from_the_frame_of_the_sentence(report: Report, form: SummaryForm) -> None:
    typed = re.sub(r"[^a-z0-9]", " ", report.model_dump_json().lower()).split()
    frame = set(FRAME.split())
    words = re.sub(r"[^a-z0-9]", " ", composed(report, form).lower()).split()
    assert {word for word in words if not word.isdigit()} <= {*typed, *frame}
