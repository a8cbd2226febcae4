from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from threading import Event as Signal
from typing import cast

from pmwizard.draft import checking
from pmwizard.draft.checking import Checker, checked
from pmwizard.draft.dismissals import entry_for, put_aside, taken_up
from pmwizard.draft.draft import Draft
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
        by_hand = replaced(report, "review.dismissed", (entry_for(one),))
        assert one in checked(by_hand, SRE, NOW).told


ENTRIES = ("a lessons.lucky.0", "b lessons.lucky.1", "c lessons.lucky.12", "d links.1.title", "e lessons.lucky")


def kept(change: Callable[[Draft], None]) -> set[str]:
    report = replaced(half_report(), "lessons.lucky", ("one", "two", "three"))
    draft = Draft(replaced(report, "review.dismissed", ENTRIES))
    change(draft)
    return set(draft.report.review.dismissed) - set(ENTRIES[2:])


def test_what_is_put_aside_goes_with_its_entry_when_another_is_removed_added_or_moved() -> None:
    assert kept(lambda draft: draft.remove("lessons.lucky.0", "removed")) - {"c lessons.lucky.11"} == {
        "b lessons.lucky.0"
    }
    assert kept(lambda draft: draft.move("lessons.lucky.0", 1, "moved")) == {"a lessons.lucky.1", "b lessons.lucky.0"}
    assert kept(lambda draft: draft.remove("lessons.lucky.2", "removed")) - {"c lessons.lucky.11"} == {*ENTRIES[:2]}


def test_undo_brings_back_what_was_put_aside_about_a_removed_entry() -> None:
    def there_and_back(draft: Draft) -> None:
        draft.remove("lessons.lucky.0", "removed")
        draft.undo()

    assert kept(there_and_back) == {*ENTRIES[:2]}
