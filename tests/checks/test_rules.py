"""The rules together: their names, what they say of whole reports, and advice that is dismissed."""

import os
import re
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pmwizard
from pmwizard.checks.english.prose import placeholder_in
from pmwizard.checks.finding import SEVERITIES, Finding, dismissal
from pmwizard.checks.rule import Family
from pmwizard.checks.rules import RULES, findings
from pmwizard.layouts.layout import Layout, available
from pmwizard.model import Report
from pmwizard.model.parts.actions import ActionItem
from pmwizard.model.paths import NoSuchPathError, replaced, value_at, with_row, without_row
from pmwizard.questions import SECTIONS, question_at
from pmwizard.store.files.read import load

Check = Callable[..., tuple[Finding, ...]]

DATA = Path(__file__).parents[1] / "data"
GOLDEN = Path(__file__).parent / "golden"
TEMPLATES = Path(__file__).parents[1] / "layouts" / "house-templates"
LAYOUTS = available([])
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
FORBIDDEN = re.compile(
    r"\b(please|sorry|oops|valid|invalid|illegal|forbidden|required|must)\b|!|[\U0001F300-\U0001FAFF]", re.IGNORECASE
)


def layout(name: str) -> Layout:
    found = LAYOUTS[name]
    assert isinstance(found, Layout)
    return found


@cache
def report_of(name: str) -> Report:
    if name == "empty":
        return Report()
    folder = Path(pmwizard.__file__).parent / "demo" if name == "INC-2019-07-02-001" else DATA
    return load(folder / f"{name}.toml").report


# What the rules are


def test_each_rule_has_a_name_in_words_of_its_own() -> None:
    ids = [rule.id for rule in RULES]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+){1,2}|placeholder|secret", name) for name in ids)


def test_each_rule_says_what_it_is_about_and_why() -> None:
    families = set(get_args(Family))
    for rule in RULES:
        assert rule.family in families
        assert rule.severity in SEVERITIES
        assert 20 < len(rule.reason) < 110
        assert not rule.reason.endswith(".")
        assert not FORBIDDEN.search(rule.reason)
    assert {rule.family for rule in RULES} == families


# What they say of whole reports


REPORTS = ["full", "gitlab-2017-01-31", "cloudflare-2019-07-02", "INC-2019-07-02-001"]
GOLDENS = [
    ("empty", "sre"),
    ("INC-2019-07-02-001", "sre"),
    ("cloudflare-2019-07-02", "sre"),
    ("gitlab-2017-01-31", "signoff"),
    ("gitlab-2017-01-31", "trading"),
    ("full", "hotfix"),
]


@pytest.mark.parametrize(("name", "house"), GOLDENS)
def test_the_findings_of_a_report_are_those_that_were_read(name: str, house: str) -> None:
    found = findings(report_of(name), layout(house), NOW)
    text = "".join(f"{one.severity:8} {one.id:24} {one.path}\n    {one.message}\n" for one in found)
    golden = GOLDEN / f"{name}.{house}.txt"
    if os.environ.get("PMWIZARD_WRITE_GOLDEN"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("house", list(LAYOUTS))
def test_a_new_report_gets_no_advice(house: str) -> None:
    assert {one.severity for one in findings(Report(), layout(house), NOW)} == {"missing"}


@pytest.mark.parametrize("house", list(LAYOUTS))
def test_a_first_answer_draws_at_most_one_piece_of_advice(house: str) -> None:
    for section in SECTIONS:
        for question in section.questions:
            if question.kind in {"line", "text"} and not question.path.startswith("moments."):
                report = replaced(Report(), question.path, "The queue was full")
                advice = [one for one in findings(report, layout(house), NOW) if one.severity == "advice"]
                assert len(advice) <= 1, (question.path, advice)


@pytest.mark.parametrize("house", list(LAYOUTS))
@pytest.mark.parametrize("name", [*REPORTS, "empty"])
def test_each_finding_leads_to_an_answer_and_says_it_calmly(name: str, house: str) -> None:
    report = report_of(name)
    for one in findings(report, layout(house), NOW):
        assert question_at(one.path), one
        assert one.section in {section.id for section in SECTIONS}
        said = re.sub(r'"[^"]*"', "", one.message)
        assert not FORBIDDEN.search(said), one
        assert re.match(r"[A-Z0-9 :]", said), one
        assert len(re.findall(r"[.?](?: |$)", said)) <= 3, one
        if not one.path.startswith("moments."):
            _ = value_at(report, one.path)


@pytest.mark.parametrize("house", list(LAYOUTS))
@pytest.mark.parametrize("name", REPORTS)
def test_nothing_is_told_twice(name: str, house: str) -> None:
    found = findings(report_of(name), layout(house), NOW)
    assert Counter((one.id, one.path) for one in found if one.path != "timeline").most_common(1)[0][1] == 1
    assert Counter(one.message for one in found).most_common(1)[0][1] == 1


# Placeholders


PLACEHOLDER = re.compile(
    r"\[[^\[\] ][^\[\]]*\](?!\()|YYYY-[A-Z-]+|HH:MM(?::SS)?|INC-X+|SEV-X|\$X|X (?:minutes|hours)|X%|hotfix-###"
    r"|@username|@names?|bd://xxx"
)


@pytest.mark.parametrize("house", list(LAYOUTS))
def test_every_placeholder_of_a_template_is_known(house: str) -> None:
    text = (TEMPLATES / f"{house}.md").read_text(encoding="utf-8")
    left = {one for one in PLACEHOLDER.findall(text) if one not in {"[x]", "[X]"}}
    assert len(left) > 20
    assert [one for one in sorted(left) if not placeholder_in(one)] == []
    assert [one for one in sorted(left) if one.startswith("[") and not placeholder_in(f"- {one}")] == []


# Advice that is dismissed


def advice(report: Report) -> set[str]:
    return {one.dismissal for one in findings(report, layout("sre"), NOW) if one.severity == "advice"}


def test_dismissed_advice_stays_dismissed_after_other_edits() -> None:
    report = report_of("gitlab-2017-01-31")
    aside = {
        "time-gap timeline.T8",
        "factor-action contributing_factors.factors.F3.factor",
        "wrong-action lessons.went_wrong",
    }
    assert aside <= advice(report)
    report = replaced(report, "review.dismissed", tuple(sorted(aside)))
    assert not aside & advice(report)
    report = without_row(report, "contributing_factors.factors.F1")
    report = without_row(report, "timeline.T2")
    report = without_row(report, "lessons.went_wrong.0")
    report = replaced(report, "contributing_factors.factors.F3.factor", "Staging has slow disks")
    assert not aside & advice(report)
    assert advice(report)


def test_only_advice_can_be_dismissed() -> None:
    report = report_of("gitlab-2017-01-31")
    every = findings(report, layout("signoff"), NOW)
    report = replaced(report, "review.dismissed", tuple(one.dismissal for one in every))
    left = findings(report, layout("signoff"), NOW)
    assert {one.severity for one in left} == {"missing"}
    assert left == tuple(one for one in every if one.severity == "missing")


def test_advice_about_a_row_without_id_is_dismissed_for_its_list(check: Check) -> None:
    lessons = {"went_well": [{"text": "What a nightmare"}, {"text": "Calm"}]}
    (finding,) = check({"lessons": lessons})
    assert finding.path == "lessons.went_well.0.text"
    assert finding.dismissal == "wording-animated lessons.went_well.text"
    for entry in (finding.dismissal, f"{finding.id} {finding.path}"):
        turned = {"went_well": lessons["went_well"][::-1]}
        assert check({"lessons": turned, "review": {"dismissed": [entry]}}) == ()


@pytest.mark.parametrize(
    ("path", "remembered"),
    [
        ("timeline.T3.event", "timeline.T3.event"),
        ("five_whys.answers.W2.answer", "five_whys.answers.W2.answer"),
        ("impact.user_facing", "impact.user_facing"),
        ("lessons.lucky.3", "lessons.lucky"),
        ("links.0.url", "links.url"),
        ("timeline", "timeline"),
    ],
)
def test_a_report_remembers_paths_that_last(path: str, remembered: str) -> None:
    assert dismissal("any-rule", path) == f"any-rule {remembered}"


def test_what_a_stranger_wrote_under_dismissed_harms_nothing(check: Check) -> None:
    tables: dict[str, Any] = {
        "metadata": {"author": "A"},
        "review": {"dismissed": ["", " ", "x", "a b c", "é timeline."]},
    }
    assert check(tables) == ()


# A row more


def test_a_finding_about_a_row_follows_the_row() -> None:
    report = with_row(report_of("full"), "action_items", row=ActionItem(action="Improve it", id="AI-900"))
    late = ActionItem(id="AI-901", action="Add it", owner="Sam", priority="P0", due=date(2026, 8, 1))
    report = with_row(report, "action_items", late, index=0)
    found = {(one.id, one.path) for one in findings(report, layout("hotfix"), NOW)}
    assert ("action-vague", "action_items.AI-900.action") in found
    assert ("action-due-late", "action_items.AI-901.due") in found
    with pytest.raises(NoSuchPathError):
        value_at(report, "action_items.AI-999.due")


TEXTS = [question.path for section in SECTIONS for question in section.questions if question.kind in {"line", "text"}]
DAYS = ["metadata.incident_date", "metadata.postmortem_date", "review.date", "action_items.AI-001.due"]


@settings(max_examples=40, deadline=None)
@given(
    texts=st.dictionaries(st.sampled_from([path for path in TEXTS if "moments." not in path]), st.text(max_size=60)),
    days=st.dictionaries(st.sampled_from(DAYS), st.dates()),
    status=st.sampled_from(["draft", "closed"]),
)
def test_no_answer_makes_a_check_fail(texts: dict[str, str], days: dict[str, date], status: str) -> None:
    report = replaced(report_of("full"), "metadata.status", status)
    for path, value in [*texts.items(), *days.items()]:
        report = replaced(report, path, value)
    for one in findings(report, layout("trading"), NOW):
        assert one.message
        assert question_at(one.path)


# Every rule in a test

WORDINGS = {
    "wording-counterfactual": "The team should have tested the limit before the push.",
    "wording-normative": "The change was carelessly prepared and poorly reviewed.",
    "wording-human-error": "The outage was caused by human error.",
    "wording-person": "Dana Ito forgot to check the limit.",
    "wording-who": "Nobody knows who broke the build.",
    "wording-animated": "The restart was a complete nightmare.",
    "wording-tacit": "Obviously the limit was too low.",
    "wording-overclaim": "We never test the limits of the queue.",
}


@pytest.mark.parametrize("name", WORDINGS)
def test_each_class_of_words_is_asked_about(check: Check, name: str) -> None:
    tables = {"metadata": {"author": "Dana Ito"}, "root_cause": {"what_happened": WORDINGS[name]}}
    assert [one.id for one in check(tables) if one.id.startswith("wording-")] == [name]


def test_every_rule_stands_in_a_test() -> None:
    texts = [file.read_text(encoding="utf-8") for file in sorted(Path(__file__).parent.glob("test_*.py"))]
    assert [rule.id for rule in RULES if not any(f'"{rule.id}"' in text for text in texts)] == []
