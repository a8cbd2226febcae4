from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from pmwizard.model import Report
from pmwizard.model.paths import replaced
from pmwizard.ui.screens.hub import HubScreen
from pmwizard.ui.screens.review import ReviewScreen
from tests.ui.conftest import OpenWizard, Wizard
from tests.ui.reports import full_report, half_report

SIZES = [(80, 24), (160, 45)]


def cursor_line(wizard: Wizard) -> str:
    return next(line[line.index(" > ") :] for line in wizard.lines[3:] if " > " in line)


def drafted(wizard: Wizard) -> str:
    return ", ".join(wizard.report.summary.drafted)


def status_of(wizard: Wizard) -> str:
    return wizard.report.metadata.status or ""


@pytest.mark.parametrize("size", SIZES)
async def test_the_review_of_an_empty_report_looks_like_this(
    open_wizard: OpenWizard, snapshot: SnapshotAssertion, size: tuple[int, int]
) -> None:
    async with open_wizard(section="review", size=size) as wizard:
        await wizard.pause()
        assert wizard.text == snapshot
        assert wizard.app.screen.query_one("ReviewList").max_scroll_y == 0


@pytest.mark.parametrize("size", SIZES)
async def test_the_review_of_a_half_done_report_looks_like_this(
    open_wizard: OpenWizard, snapshot: SnapshotAssertion, size: tuple[int, int]
) -> None:
    async with open_wizard(half_report(), "review", size) as wizard:
        await wizard.pause()
        assert wizard.text == snapshot


@pytest.mark.parametrize("size", SIZES)
async def test_the_review_of_a_whole_report_looks_like_this(
    open_wizard: OpenWizard, snapshot: SnapshotAssertion, size: tuple[int, int]
) -> None:
    async with open_wizard(full_report(), "review", size) as wizard:
        await wizard.pause()
        assert wizard.text == snapshot


async def test_the_second_page_of_the_review_looks_like_this(
    open_wizard: OpenWizard, snapshot: SnapshotAssertion
) -> None:
    async with open_wizard(half_report(), "review") as wizard:
        await wizard.press("e")
        assert wizard.text == snapshot


async def test_opening_the_review_edits_nothing(open_wizard: OpenWizard) -> None:
    report = half_report()
    async with open_wizard(report, "review") as wizard:
        await wizard.press("e", "escape", "escape", "escape")
        await wizard.pause()
        assert wizard.report == report


async def test_errors_come_before_missing_answers(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), "review") as wizard:
        assert "! Metadata" in wizard.lines[4]
        assert "- Impact" in wizard.lines[5]


async def test_every_thing_left_is_on_the_review(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), "review", (160, 60)) as wizard:
        await wizard.pause()
        begun = [one for one in wizard.app.session.findings() if one.section in {"metadata", "impact", "timeline"}]
        assert begun
        for finding in begun:
            assert finding.message[:50] in wizard.text


async def test_optional_blanks_are_never_listed_as_left(open_wizard: OpenWizard) -> None:
    report = replaced(full_report(), "links", ())
    async with open_wizard(report, "review", (80, 140)) as wizard:
        await wizard.pause()
        assert "Nothing left. x exports it." in wizard.text
        assert "Not provided: Seen before, Links" in wizard.text


async def test_enter_goes_to_the_field_and_continue_comes_back_to_the_row(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), "review") as wizard:
        await wizard.press("down", "down")
        row = cursor_line(wizard)
        assert "Enter the error budget used" in row
        await wizard.press("enter")
        frame = wizard.app.frame
        assert frame is not None
        assert frame.focused_path == "impact.error_budget"
        await wizard.press("ctrl+n")
        assert isinstance(wizard.app.screen, ReviewScreen)
        assert cursor_line(wizard) == row


async def test_what_was_mended_makes_way_for_the_next_thing(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), "review") as wizard:
        await wizard.press("down", "enter")
        await wizard.type("38%")
        await wizard.press("ctrl+n")
        assert "Enter the error budget used" in cursor_line(wizard)
        assert wizard.report.impact.requests_affected == "38%"


async def test_continue_goes_on_by_itself_where_the_review_was_not_left_for_an_answer(
    open_wizard: OpenWizard,
) -> None:
    async with open_wizard(half_report(), "review") as wizard:
        await wizard.press("down", "enter", "ctrl+o", "7", "ctrl+n")
        assert "Step 8 of 10" in wizard.text


async def test_n_goes_from_thing_to_thing_and_round_again(open_wizard: OpenWizard) -> None:
    async with open_wizard(Report(), "review") as wizard:
        first = cursor_line(wizard)
        seen = {first}
        for _ in range(20):
            await wizard.press("n")
            seen.add(cursor_line(wizard))
        assert len(seen) == 9
        await wizard.press("home")
        assert cursor_line(wizard) == first


async def test_the_summary_is_written_on_the_second_page(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), "review") as wizard:
        await wizard.press("tab")
        await wizard.type("Checkout failed for 27 minutes")
        await wizard.press("ctrl+n")
        assert isinstance(wizard.app.screen, ReviewScreen)
        assert wizard.report.summary.executive == "Checkout failed for 27 minutes"
        await wizard.press("end", "up")
        assert "Checkout failed for 27 minutes" in cursor_line(wizard)


async def test_a_drafted_summary_counts_as_read_once_accepted_or_edited(open_wizard: OpenWizard) -> None:
    report = replaced(full_report(), "summary.drafted", ("executive",))
    async with open_wizard(report, "review") as wizard:
        assert "Check the drafted summary" in wizard.text
        await wizard.press("a")
        assert drafted(wizard) == ""
        await wizard.press("ctrl+z", "e")
        assert drafted(wizard) == "executive"
        await wizard.type("x")
        assert drafted(wizard) == ""


async def test_space_marks_an_open_question_as_answered(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), "review") as wizard:
        await wizard.press("end", "up", "up")
        assert "[ ] What did it cost? (Lee)" in cursor_line(wizard)
        await wizard.press("space")
        assert wizard.report.follow_ups[0].done is True
        assert "[x] What did it cost? (Lee)" in cursor_line(wizard)
        await wizard.press("u")
        assert not wizard.report.follow_ups[0].done


async def test_enter_on_an_open_question_goes_to_what_it_is_about(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), "review") as wizard:
        await wizard.press("end", "up", "up", "enter")
        frame = wizard.app.frame
        assert frame is not None
        assert frame.focused_path == "impact.revenue"


async def test_in_review_needs_nothing_to_be_done(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), "review") as wizard:
        await wizard.press("s", "2")
        assert wizard.report.metadata.status == "in_review"
        assert "In review" in wizard.lines[0]


@pytest.mark.parametrize(("key", "status"), [("3", "approved"), ("4", "closed")])
async def test_approved_with_something_left_asks_for_a_reason(open_wizard: OpenWizard, key: str, status: str) -> None:
    async with open_wizard(half_report(), "review") as wizard:
        await wizard.press("s", key)
        assert status_of(wizard) == ""
        await wizard.type("agreed by all")
        await wizard.press("enter")
        assert status_of(wizard) == status
        assert wizard.report.review.completed_anyway_because == "agreed by all"


@pytest.mark.parametrize("leaving", ["escape", "enter"])
async def test_without_a_reason_the_status_stays(open_wizard: OpenWizard, leaving: str) -> None:
    async with open_wizard(half_report(), "review") as wizard:
        await wizard.press("s", "3", leaving)
        assert status_of(wizard) == ""
        assert "The status stays as it was" in wizard.text


async def test_approved_with_nothing_left_asks_nothing(open_wizard: OpenWizard) -> None:
    async with open_wizard(full_report(), "review") as wizard:
        await wizard.press("s", "3")
        assert wizard.report.metadata.status == "approved"
        assert wizard.report.review.completed_anyway_because is None


async def test_x_shows_the_document_and_esc_comes_back(open_wizard: OpenWizard) -> None:
    async with open_wizard(full_report(), "review") as wizard:
        await wizard.press("x")
        assert "Export preview" in wizard.lines[1]
        await wizard.press("escape")
        assert isinstance(wizard.app.screen, ReviewScreen)


async def test_continue_on_the_list_goes_to_the_overview(open_wizard: OpenWizard) -> None:
    async with open_wizard(full_report(), "review") as wizard:
        await wizard.press("ctrl+n")
        assert isinstance(wizard.app.screen, HubScreen)


async def test_another_size_keeps_the_row(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), "review") as wizard:
        await wizard.press("down", "down")
        row = cursor_line(wizard).split("  ")[-1]
        for size in ((160, 45), (60, 18), (80, 24)):
            await wizard.pilot.resize_terminal(*size)
            await wizard.pause()
            assert row[:30] in cursor_line(wizard)
