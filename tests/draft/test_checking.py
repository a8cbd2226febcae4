from __future__ import annotations

from datetime import UTC, datetime
from threading import Event as Signal
from typing import cast

from pmwizard.checks import Finding
from pmwizard.draft import findings as checking
from pmwizard.draft.findings import Checker, checked, is_put_aside, put_aside, taken_up
from pmwizard.layouts import Layout, available
from pmwizard.model import Report
from pmwizard.model.paths import replaced
from tests.ui.reports import full_report, half_report

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
SRE = cast("Layout", available([])["sre"])


def test_a_short_report_is_checked_at_once() -> None:
    checker, report = Checker(), half_report()
    first = checker.soon(report, SRE, NOW)
    changed = replaced(report, "impact.requests_affected", "38%")
    assert len(checker.soon(changed, SRE, NOW).told) == len(first.told) - 1
    assert checker.soon(changed, SRE, NOW) is checker.soon(changed, SRE, NOW)


def test_a_long_report_is_checked_aside_and_told_of_once_that_is_done() -> None:
    checker, report, ready = Checker(), long_report(), Signal()
    checker.ready = ready.set
    first = checker.soon(report, SRE, NOW)
    changed = replaced(report, "impact.requests_affected", "38%")
    assert checker.soon(changed, SRE, NOW) is first
    assert ready.wait(30)
    assert checker.soon(changed, SRE, NOW).report is changed
    assert len(checker.soon(changed, SRE, NOW).told) == len(first.told) - 1


def test_a_long_report_can_be_checked_at_once_where_it_matters() -> None:
    checker, report = Checker(), long_report()
    checker.soon(report, SRE, NOW)
    changed = replaced(report, "impact.requests_affected", "38%")
    assert checker.at_once(changed, SRE, NOW).report is changed


def test_another_layout_is_never_answered_with_the_findings_of_the_last() -> None:
    checker, report = Checker(), long_report()
    checker.soon(report, SRE, NOW)
    other = cast("Layout", available([])["signoff"])
    assert checker.soon(report, other, NOW).layout is other


def long_report() -> Report:
    report = half_report()
    return replaced(report, "timeline", (*report.timeline, *[report.timeline[-1]] * (checking.LARGE + 1)))


def test_advice_put_aside_is_told_apart_and_comes_back_when_taken_up() -> None:
    report = replaced(full_report(), "lessons.lucky", ())
    told = checked(report, SRE, NOW).told
    advice = [one for one in told if one.severity == "advice"]
    for one in advice:
        report = put_aside(report, one)
    assert [one for one in checked(report, SRE, NOW).told if one.severity == "advice"] == []
    assert checked(report, SRE, NOW).aside == tuple(advice)
    for one in advice:
        report = taken_up(report, one)
    assert checked(report, SRE, NOW).told == told
    assert report.review.dismissed == ()


def test_errors_and_missing_answers_cannot_be_put_aside() -> None:
    report = half_report()
    grave = [one for one in checked(report, SRE, NOW).told if one.severity != "advice"]
    assert {one.severity for one in grave} == {"error", "missing"}
    for one in grave:
        assert put_aside(report, one) is report
        by_hand = replaced(report, "review.dismissed", (one.dismissal,))
        assert one in checked(by_hand, SRE, NOW).told


def test_advice_about_one_entry_of_a_list_without_ids_is_put_aside_for_the_whole_list() -> None:
    first = Finding("wording", "advice", "lessons", "lessons.lucky.0", "What was seen?")
    second = Finding("wording", "advice", "lessons", "lessons.lucky.4", "What was seen?")
    report = put_aside(Report(), second)
    assert report.review.dismissed == ("wording lessons.lucky",)
    assert is_put_aside(report.review.dismissed, first)
    assert is_put_aside(("wording lessons.lucky.2",), first)
    assert not is_put_aside(("other lessons.lucky", "wording lessons.went_well"), first)
    assert taken_up(
        replaced(report, "review.dismissed", ("wording lessons.lucky.2", "x y")), first
    ).review.dismissed == ("x y",)
