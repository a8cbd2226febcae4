"""How the findings of all rules come together."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest

from pmwizard.checks.finding import Finding, dismissals, is_dismissed, with_dismissed, with_restored
from pmwizard.checks.rule import Case, Problem, rule
from pmwizard.checks.rules import check_report
from pmwizard.layouts.layout import Layout, available
from pmwizard.model import Report
from pmwizard.model.paths import replaced
from pmwizard.store.files.read import load

DATA = Path(__file__).parents[1] / "data"
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)

Check = Callable[..., tuple[Finding, ...]]


def test_no_action_and_no_reason_is_missing(check: Check) -> None:
    asked = frozenset({"action_items.owner"})
    (finding,) = check({}, asked=asked)
    assert (finding.id, finding.severity, finding.section) == ("no-action", "missing", "actions")
    assert check({"review": {"no_actions_because": "Already replaced"}}, asked=asked) == ()
    assert check({"action_items": [{"action": "Stage pushes", "owner": "lee"}]}, asked=asked) == ()
    assert check({}) == ()


def test_errors_come_first_then_what_is_missing_by_section(check: Check) -> None:
    findings = check(
        {"drafts": {"action_items.AI-001.due": "soon"}},
        required=("root_cause.trigger", "metadata.title"),
    )
    assert [(finding.severity, finding.section) for finding in findings] == [
        ("error", "actions"),
        ("missing", "metadata"),
        ("missing", "response"),
    ]


def test_a_finding_names_the_section_where_it_is_fixed() -> None:
    paths = ("action_items.AI-001.owner", "metadata.severity_justification", "no.such.path")

    @rule("any", "answers", "advice", "")
    def everywhere(_: Case) -> Iterator[Problem]:
        """There is something about each of these answers."""
        yield from ((path, "") for path in paths)

    case = Case(Report(), cast("Layout", available([])["sre"]), NOW)
    assert [finding.section for finding in everywhere(case)] == ["actions", "impact", "review"]


def test_advice_that_is_dismissed_is_kept_apart_until_it_is_restored() -> None:
    report, layout = load(DATA / "full.toml").report, cast("Layout", available([])["sre"])
    before = check_report(report, layout, NOW)
    advice = [finding for finding in before.open if finding.severity == "advice"]
    assert advice
    for finding in advice:
        report = with_dismissed(report, finding)
    after = check_report(report, layout, NOW)
    assert [finding for finding in after.open if finding.severity == "advice"] == []
    assert [finding for finding in after.dismissed if finding in advice] == advice
    for finding in advice:
        report = with_restored(report, finding)
    assert check_report(report, layout, NOW).open == before.open


def test_errors_and_missing_answers_are_never_dismissed() -> None:
    report, layout = Report.model_validate({"drafts": {"timeline.T1.at": "soon"}}), available([])["sre"]
    severe = [one for one in check_report(report, cast("Layout", layout), NOW).open if one.severity != "advice"]
    assert {finding.severity for finding in severe} == {"error", "missing"}
    for finding in severe:
        assert with_dismissed(report, finding) is report
        by_hand = replaced(report, "review.dismissed", (finding.dismissal,))
        assert finding in check_report(by_hand, cast("Layout", layout), NOW).open


def test_advice_about_one_entry_of_a_list_without_ids_is_dismissed_for_the_whole_list() -> None:
    first = Finding("wording", "advice", "lessons", "lessons.lucky.0", "What was seen?")
    second = Finding("wording", "advice", "lessons", "lessons.lucky.4", "What was seen?")
    report = with_dismissed(Report(), second)
    assert report.review.dismissed == ("wording lessons.lucky",)
    assert with_dismissed(report, first) is report
    by_hand = replaced(report, "review.dismissed", ("wording lessons.lucky.2", "x y"))
    assert is_dismissed(first, dismissals(by_hand))
    assert with_restored(by_hand, first).review.dismissed == ("x y",)
    others = replaced(report, "review.dismissed", ("other lessons.lucky", "wording lessons.went_well"))
    assert not is_dismissed(first, dismissals(others))


@pytest.mark.parametrize("name", ["gitlab-2017-01-31", "cloudflare-2019-07-02", "full", "clocks-2025-10-26"])
@pytest.mark.parametrize("house", ["sre", "signoff"])
def test_what_matters_most_comes_first_and_nothing_is_lost(name: str, house: str) -> None:
    checked = check_report(load(DATA / f"{name}.toml").report, cast("Layout", available([])[house]), NOW)
    ordered = checked.by_weight
    assert sorted(map(repr, ordered)) == sorted(map(repr, checked.open))
    assert [one.severity == "error" for one in ordered] == sorted(one.severity == "error" for one in ordered)[::-1]
    others = [one.id for one in ordered if one.severity != "error"]
    kinds = len(set(others))
    assert len(set(others[:kinds])) == kinds
    advice = [one for one in checked.open if one.severity == "advice"]
    assert set(checked.advice) == set(advice)
    assert checked.advice[:5] == tuple(one for one in ordered if one.severity == "advice")[:5]
    assert [one for one in advice if one in checked.advice[5:]] == list(checked.advice[5:])


def test_a_contradiction_is_named_before_a_word() -> None:
    report = Report.model_validate(
        {
            "metadata": {"title": "Checkout down for 20 minutes"},
            "root_cause": {"what_happened": "Obviously the pool was too small."},
            "timeline": [
                {"id": "T1", "at": datetime(2026, 2, 1, 10, tzinfo=UTC), "moment": "started"},
                {"id": "T2", "at": datetime(2026, 2, 1, 12, tzinfo=UTC), "moment": "resolved"},
            ],
        }
    )
    checked = check_report(report, cast("Layout", available([])["sre"]), NOW)
    advice = [one.id for one in checked.by_weight if one.severity == "advice"]
    assert advice.index("length-differs") < advice.index("time-gap") < advice.index("wording-tacit")
