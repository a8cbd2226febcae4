"""How far a report and its sections have come."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import pmwizard
from pmwizard.checks.finding import Finding
from pmwizard.checks.rules import findings
from pmwizard.draft.progress import Progress, is_answered, is_asked, sections_for, states
from pmwizard.layouts.layout import Layout, available
from pmwizard.model import Report
from pmwizard.questions import question_at
from pmwizard.store.files.read import load

LAYOUTS = available([])
DEMO = next((Path(pmwizard.__file__).parent / "demo").glob("*.toml"))
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def layout(name: str = "sre") -> Layout:
    found = LAYOUTS[name]
    assert isinstance(found, Layout)
    return found


def of(section_id: str, found: list[Finding] | None = None, **tables: Any) -> tuple[Progress, str]:
    report = Report.model_validate(tables)
    state = next(one for one in states(report, layout(), found or []) if one.section.id == section_id)
    return state.progress, state.note


def test_an_empty_section_is_to_do() -> None:
    assert of("impact") == (Progress.TO_DO, "")


def test_a_section_with_a_first_answer_is_in_progress_and_says_what_is_left() -> None:
    missing = Finding("answer-missing", "missing", "impact", "impact.users_affected", "Enter how many users")
    assert of("impact", [missing], impact={"user_facing": "500s"}) == (Progress.IN_PROGRESS, "1 to do")


def test_a_list_that_may_stay_empty_leaves_its_section_done() -> None:
    links = [{"title": "Post", "url": "https://example.org"}]
    assert of("prevention", links=links) == (Progress.DONE, "1 link")


def test_the_rows_that_the_layout_prints_are_counted() -> None:
    alerts = [{"name": "One"}, {"name": "Two"}]
    links = [{"title": "Post"}]
    assert of("prevention", links=links, prevention={"alerts": alerts}) == (Progress.DONE, "1 link")


@pytest.mark.parametrize("name", sorted(LAYOUTS))
def test_sections_and_the_review_agree_on_what_is_left(name: str) -> None:
    report = load(DEMO).report.model_copy(update={"layout": name})
    found = findings(report, layout(name), NOW)
    left = {finding.section for finding in found if finding.severity != "advice"}
    unfinished = {one.section.id for one in states(report, layout(name), found) if one.progress is not Progress.DONE}
    assert unfinished - {"review"} == left - {"review"}
    assert ("review" in unfinished) == bool(left)


def test_a_section_whose_rows_are_there_is_done_and_counts_them() -> None:
    events = [{"event": "Pushed", "at": NOW}, {"event": "Alert", "at": NOW}]
    assert of("timeline", timeline=events) == (Progress.DONE, "2 events")


def test_an_error_makes_a_section_a_problem() -> None:
    error = Finding("time-order", "error", "timeline", "timeline.T1", "Move one")
    assert of("timeline", [error], timeline=[{"event": "Pushed"}]) == (Progress.PROBLEM, "1 problem")


def test_a_moment_is_answered_when_its_event_has_a_time() -> None:
    started = question_at("moments.started")
    assert started is not None
    without = Report.model_validate({"timeline": [{"event": "Impact began", "moment": "started"}]})
    timed = Report.model_validate({"timeline": [{"event": "Impact began", "moment": "started", "at": NOW}]})
    assert (is_answered(without, started), is_answered(timed, started)) == (False, True)


def test_moments_are_asked_where_a_layout_prints_times() -> None:
    recovered = question_at("moments.recovered")
    assert recovered is not None
    assert is_asked(recovered, layout())


@pytest.mark.parametrize("name", sorted(LAYOUTS))
def test_the_review_is_always_there_and_sections_keep_their_order(name: str) -> None:
    shown = [section.digit for section in sections_for(Report(), layout(name))]
    assert shown[-1] == "0"
    assert shown[:-1] == sorted(shown[:-1])


@pytest.mark.parametrize("name", sorted(LAYOUTS))
def test_an_answer_keeps_its_section_in_the_list(name: str) -> None:
    report = Report.model_validate({"links": [{"url": "https://example.org"}], "five_whys": {"problem": "Down"}})
    assert {"whys", "prevention"} <= {section.id for section in sections_for(report, layout(name))}


def test_an_empty_report_has_every_section_to_do() -> None:
    found = findings(Report(), layout(), NOW)
    assert {state.progress for state in states(Report(), layout(), found)} == {Progress.TO_DO}
