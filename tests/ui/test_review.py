from __future__ import annotations

import re
from dataclasses import replace

import pytest
from syrupy.assertion import SnapshotAssertion

from pmwizard.checks.finding import Finding
from pmwizard.checks.rules import RULES
from pmwizard.model import Report
from pmwizard.model.paths import replaced
from pmwizard.questions import section_of
from pmwizard.store.files.read import load
from pmwizard.ui.sections.overview import HubScreen
from pmwizard.ui.sections.review.screen import ReviewScreen
from tests.ui.conftest import OpenWizard, Wizard
from tests.ui.reports import full_report, half_report

SIZES = [(80, 24), (160, 45), (60, 18)]


@pytest.fixture(autouse=True)
def advice(monkeypatch: pytest.MonkeyPatch) -> list[Finding]:
    """The advice that the checks give, whatever the rules are: what a test puts in here."""
    given: list[Finding] = []

    severe = [rule for rule in RULES if rule.severity != "advice"]
    monkeypatch.setattr("pmwizard.checks.rules.RULES", [*severe, lambda _: given])
    return given


def asked(path: str, words: str = "What was seen then?") -> Finding:
    section = section_of(path)
    assert section is not None
    return Finding("a-question", "advice", section.id, path, words)


def many(number: int) -> list[Finding]:
    """Return pieces of advice about the events of the whole report, each in two lines or more."""
    words = "This stretch has no event. What was being tried then, and what did people think was going on?"
    events = full_report().timeline
    return [
        replace(asked(f"timeline.{events[index % len(events)].id}.event", f"{words} ({index})"), id=f"rule-{index}")
        for index in range(number)
    ]


def cursor_line(wizard: Wizard) -> str:
    # Beside the list stands the document, whose quotations begin with the same mark.
    screen = wizard.app.screen
    assert isinstance(screen, ReviewScreen)
    lines = [line[: screen.list.region.right] for line in wizard.lines[1:]]
    return next(line[line.index(" > ") :] for line in lines if " > " in line)


def drafted(wizard: Wizard) -> str:
    return ", ".join(wizard.report.summary.drafted)


def dismissed(wizard: Wizard) -> tuple[str, ...]:
    return wizard.report.review.dismissed


def summary_of(wizard: Wizard) -> str:
    return wizard.report.summary.executive or ""


def status_of(wizard: Wizard) -> str:
    return wizard.report.metadata.status or ""


def focused_path(wizard: Wizard) -> str:
    assert wizard.app.frame is not None
    return wizard.app.frame.focused_path


async def go_to_line(wizard: Wizard, words: str) -> None:
    """Go down until the line with these words is under the cursor."""
    screen = wizard.app.screen
    assert isinstance(screen, ReviewScreen)
    rows = [row for row, line in screen._lines if line.is_stop]
    wanted = next(number for number, row in enumerate(rows) if words in f"{row.name} {row.text}")
    await wizard.send("home", *["down"] * wanted)
    assert words[:30] in cursor_line(wizard)


# What it looks like


@pytest.mark.parametrize("size", SIZES[:2])
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
    report = replaced(half_report(), "metadata.status", "approved")
    async with open_wizard(report, "review", size) as wizard:
        await wizard.pause()
        assert wizard.text == snapshot


@pytest.mark.parametrize("size", SIZES)
async def test_the_review_of_a_whole_report_looks_like_this(
    open_wizard: OpenWizard, snapshot: SnapshotAssertion, advice: list[Finding], size: tuple[int, int]
) -> None:
    advice += many(12)
    async with open_wizard(full_report(), "review", size) as wizard:
        await wizard.pause()
        assert wizard.text == snapshot


@pytest.mark.parametrize("size", SIZES)
async def test_open_advice_looks_like_this(
    open_wizard: OpenWizard, snapshot: SnapshotAssertion, advice: list[Finding], size: tuple[int, int]
) -> None:
    advice += [*many(3), asked("action_items", "All actions prevent. Which one will notice sooner?")]
    report = replaced(full_report(), "review.dismissed", (f"rule-0 {advice[0].path}",))
    async with open_wizard(report, "review", size) as wizard:
        await wizard.press("n", "enter")
        await wizard.pause()
        assert wizard.text == snapshot


async def test_the_second_page_of_the_review_looks_like_this(
    open_wizard: OpenWizard, snapshot: SnapshotAssertion
) -> None:
    report = replaced(full_report(), "summary.drafted", ("executive",))
    async with open_wizard(report, "review") as wizard:
        await wizard.press("e")
        assert wizard.text == snapshot


# What is left


async def test_errors_come_before_missing_answers(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), "review") as wizard:
        assert "! Metadata" in wizard.lines[4]
        assert "- Impact" in wizard.lines[6]


async def test_every_thing_left_is_told_whole(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), "review", (60, 60)) as wizard:
        await wizard.pause()
        shown = " ".join(wizard.text.split())
        begun = [one for one in wizard.app.session.findings() if one.section in {"metadata", "impact", "timeline"}]
        assert begun
        for finding in begun:
            assert finding.message in shown


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
        assert focused_path(wizard) == "impact.error_budget"
        assert "Enter the error budget used, or type unknown" in wizard.text
        await wizard.press("ctrl+n")
        assert isinstance(wizard.app.screen, ReviewScreen)
        assert cursor_line(wizard) == row


async def test_every_thing_found_is_two_keys_from_its_field_and_one_key_back(
    open_wizard: OpenWizard, advice: list[Finding]
) -> None:
    report = replaced(full_report(), "impact.error_budget", None)
    assert report.links[1].title
    about = {
        "timeline": f"timeline.{report.timeline[3].id}",
        "response": "root_cause.trigger",
        "whys": f"five_whys.answers.{report.five_whys.answers[2].id}.answer",
        "factors": f"contributing_factors.factors.{report.contributing_factors.factors[1].id}.why_existed",
        "lessons": "lessons.lucky",
        "actions": f"action_items.{report.action_items[1].id}.owner",
        "prevention": "links.1.title",
    }
    advice += [asked(path, f"What about {path}?") for path in about.values()]
    async with open_wizard(report, "review") as wizard:
        await wizard.press("n", "enter")
        for section, path in about.items():
            row = cursor_line(wizard)
            assert path[:50] in row
            await wizard.press("enter")
            frame = wizard.app.frame
            assert frame is not None
            assert frame.section_id == section, path
            assert f"What about {path}?" in wizard.text
            column = re.sub(r"\.(?:[A-Z]+-?)?\d+", "", path)
            assert frame.focused_path in (path, column, f"{column}.at")
            assert frame.flagged_path in path or report.links[1].title[:12] in wizard.text
            await wizard.press("ctrl+n")
            assert cursor_line(wizard) == row
            await wizard.press("n")


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


# Advice


async def test_advice_is_one_line_until_it_is_opened(open_wizard: OpenWizard, advice: list[Finding]) -> None:
    advice += many(60)
    async with open_wizard(full_report(), "review") as wizard:
        assert "nothing left, 60 advice" in wizard.lines[1]
        assert "+ 60 things a reviewer would ask" in wizard.text
        assert "Status" in wizard.text
        await wizard.press("n", "enter")
        assert "- 60 things a reviewer would ask" in wizard.text
        assert "? Timeline     This stretch has no event." in cursor_line(wizard)
        await wizard.send(*["n"] * 59)
        assert "going on? (59)" in wizard.text
        await wizard.press("n")
        assert cursor_line(wizard).startswith(" > ? Timeline")
        await wizard.press("up", "enter")
        assert "+ 60 things a reviewer would ask" in cursor_line(wizard)


async def test_names_that_no_report_has_stand_above_the_advice_and_are_put_aside_like_it(
    open_wizard: OpenWizard, advice: list[Finding]
) -> None:
    report = replaced(full_report(), "metadata", {**full_report().metadata.filled(), "titel": "a"})
    words = "`metadata.titel` is not a key of a report. Did you mean `metadata.title`?"
    advice += [*many(2), Finding("unknown-key", "advice", "review", "metadata.titel", words)]
    async with open_wizard(report, "review") as wizard:
        assert "metadata.titel in the file is not known" in wizard.text
        assert "In the file, and in no document" in wizard.text
        assert f"? Review       {words[:50]}" in cursor_line(wizard)
        await wizard.press("enter")
        assert "Change it with an editor in INC-2026-11-20-001.toml" in wizard.text
        await wizard.press("n")
        assert "+ 2 things a reviewer would ask" in cursor_line(wizard)
        await wizard.press("up", "d")
        assert "In the file, and in no document" not in wizard.text
        assert dismissed(wizard) == ("unknown-key metadata.titel",)
        assert wizard.report.metadata.model_extra == {"titel": "a"}


async def test_a_report_whose_names_are_all_known_is_opened_without_a_word(open_wizard: OpenWizard) -> None:
    async with open_wizard(full_report()) as wizard:
        assert "not known" not in wizard.text


async def test_advice_put_aside_is_gone_stays_so_and_comes_back(open_wizard: OpenWizard, advice: list[Finding]) -> None:
    advice += many(2)
    entry = f"rule-0 {advice[0].path}"
    async with open_wizard(full_report(), "review") as wizard:
        await wizard.press("n", "enter", "d")
        assert dismissed(wizard) == (entry,)
        assert "- 1 thing a reviewer would ask" in wizard.text
        assert "+ 1 put aside" in wizard.text
        assert "going on? (1)" in wizard.text
        path = wizard.app.session.path
        await wizard.press("ctrl+q")
    assert load(path).report.review.dismissed == (entry,)
    async with open_wizard(load(path).report, "review") as wizard:
        await wizard.press("end", "home", "down")
        assert "+ 1 put aside" in cursor_line(wizard)
        await wizard.press("enter")
        assert "(0)" in wizard.text
        await wizard.press("d")
        assert dismissed(wizard) == ()
        assert "+ 2 things a reviewer would ask" in wizard.text


@pytest.mark.parametrize("key", ["u", "ctrl+z"])
async def test_putting_aside_is_undone(open_wizard: OpenWizard, advice: list[Finding], key: str) -> None:
    advice += many(1)
    async with open_wizard(full_report(), "review") as wizard:
        await wizard.press("n", "enter", "d")
        assert "a reviewer would ask" not in wizard.text
        await wizard.press(key)
        assert dismissed(wizard) == ()
        assert "1 thing a reviewer would ask" in wizard.text


async def test_errors_and_missing_answers_are_never_put_aside(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), "review") as wizard:
        await wizard.press("d", "down", "d", "end", "d")
        assert dismissed(wizard) == ()
        assert "1 error, 16 missing" in wizard.text
        assert "d puts advice aside" in wizard.text


async def test_keys_typed_ahead_put_one_thing_aside_after_the_other(
    open_wizard: OpenWizard, advice: list[Finding]
) -> None:
    advice += many(5)
    async with open_wizard(full_report(), "review") as wizard:
        await wizard.send("n", "enter", "d", "d", "n", "d")
        assert dismissed(wizard) == tuple(f"rule-{number} {advice[number].path}" for number in (0, 1, 3))


# The summary


async def test_a_summary_is_drafted_from_the_answers_and_told(open_wizard: OpenWizard) -> None:
    report = half_report()
    async with open_wizard(report, "review") as wizard:
        assert summary_of(wizard).startswith("On 20 November 2026, payments-api and checkout experienced an incident, ")
        assert drafted(wizard) == "executive"
        assert "Summary drafted from your answers. Ctrl+Z takes it back" in wizard.text
        await go_to_line(wizard, "Summary")
        assert "(drafted: Enter edits, a accepts it)" in cursor_line(wizard)
        assert " ".join(summary_of(wizard).split()) in " ".join(wizard.text.split())
        assert "Check the drafted summary" in wizard.text
        await wizard.press("ctrl+z")
        assert wizard.report == report


async def test_a_summary_that_was_taken_back_is_drafted_again_only_from_other_facts(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), "review") as wizard:
        await wizard.press("ctrl+z", "ctrl+o", "1", "ctrl+o", "0")
        assert summary_of(wizard) == ""
        await go_to_line(wizard, "Summary")
        assert "not written yet. c drafts it from your answers" in cursor_line(wizard)
        await wizard.press("ctrl+o", "1")
        await wizard.send(*" again", "ctrl+o", "0")
        assert "payments-api" in summary_of(wizard)


async def test_a_drafted_summary_follows_the_facts_until_it_is_accepted(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), "review") as wizard:
        before = summary_of(wizard)
        wizard.app.session.draft.put("impact.user_facing", "all firms were cut off", "users")
        await wizard.press("ctrl+o", "1", "ctrl+o", "0")
        assert "resulting in the following: all firms were cut off" in summary_of(wizard)
        assert before != summary_of(wizard)
        await wizard.press("a")
        assert drafted(wizard) == ""
        wizard.app.session.draft.put("impact.user_facing", "nobody was cut off", "users")
        await wizard.press("ctrl+o", "1", "ctrl+o", "0")
        assert "following: all firms were cut off" in summary_of(wizard)


async def test_a_drafted_summary_that_was_changed_elsewhere_is_left_alone_until_asked(open_wizard: OpenWizard) -> None:
    report = replaced(half_report(), "summary.executive", "My own words.")
    async with open_wizard(replaced(report, "summary.drafted", ("executive",)), "review") as wizard:
        assert summary_of(wizard) == "My own words."
        await go_to_line(wizard, "Summary")
        assert "c drafts it anew" in wizard.text
        await wizard.press("c")
        assert "payments-api" in summary_of(wizard)
        await wizard.press("u")
        assert summary_of(wizard) == "My own words."


async def test_a_summary_that_a_person_wrote_is_never_composed_over(open_wizard: OpenWizard) -> None:
    async with open_wizard(replaced(half_report(), "summary.executive", "Mine."), "review") as wizard:
        await wizard.press("c")
        assert summary_of(wizard) == "Mine."
        assert drafted(wizard) == ""


@pytest.mark.parametrize("status", ["approved", "closed"])
async def test_a_report_that_is_approved_is_not_written_in(open_wizard: OpenWizard, status: str) -> None:
    report = replaced(half_report(), "metadata.status", status)
    async with open_wizard(report, "review") as wizard:
        await wizard.pause()
        assert wizard.report == report


async def test_opening_the_review_of_a_report_with_a_summary_edits_nothing(open_wizard: OpenWizard) -> None:
    report = full_report()
    async with open_wizard(report, "review") as wizard:
        await wizard.press("e", "escape", "escape", "escape")
        await wizard.pause()
        assert wizard.report == report


async def test_the_summary_in_one_line_is_drafted_where_the_layout_prints_that(open_wizard: OpenWizard) -> None:
    async with open_wizard(replaced(half_report(), "layout", "signoff"), "review") as wizard:
        assert drafted(wizard) == "one_line"
        assert summary_of(wizard) == ""
        await wizard.press("e")
        assert focused_path(wizard) == "summary.one_line"


async def test_typing_replaces_a_drafted_summary(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), "review") as wizard:
        await wizard.send("tab", *"Checkout failed for 27 minutes", "ctrl+n")
        assert isinstance(wizard.app.screen, ReviewScreen)
        assert summary_of(wizard) == "Checkout failed for 27 minutes"
        assert drafted(wizard) == ""
        await go_to_line(wizard, "Checkout failed for 27 minutes")


async def test_moving_the_cursor_keeps_a_drafted_summary_to_be_changed(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), "review") as wizard:
        composed = summary_of(wizard)
        await wizard.press("e", "right")
        await wizard.type(" More.")
        assert summary_of(wizard) == f"{composed} More."
        assert drafted(wizard) == ""


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


# Open questions


async def test_space_marks_an_open_question_as_answered(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), "review") as wizard:
        await go_to_line(wizard, "[ ] What did it cost? (Lee)")
        await wizard.press("space")
        assert wizard.report.follow_ups[0].done is True
        assert "[x] What did it cost? (Lee)" in cursor_line(wizard)
        await wizard.press("u")
        assert not wizard.report.follow_ups[0].done


async def test_enter_on_an_open_question_goes_to_what_it_is_about(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), "review") as wizard:
        await go_to_line(wizard, "[ ] What did it cost? (Lee)")
        await wizard.press("enter")
        assert focused_path(wizard) == "impact.revenue"
        await wizard.press("ctrl+n")
        assert "[ ] What did it cost? (Lee)" in cursor_line(wizard)


# The status


async def test_in_review_needs_nothing_to_be_done(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), "review") as wizard:
        await wizard.press("s", "2")
        assert wizard.report.metadata.status == "in_review"
        assert "In review" in wizard.lines[0]


@pytest.mark.parametrize(("key", "status"), [("3", "approved"), ("4", "closed")])
async def test_approved_with_something_left_asks_for_a_reason(open_wizard: OpenWizard, key: str, status: str) -> None:
    async with open_wizard(half_report(), "review") as wizard:
        await wizard.send("s", key, *"agreed by all", "enter")
        assert status_of(wizard) == status
        assert wizard.report.review.completed_anyway_because == "agreed by all"
        assert f'Left, though the status is "{status.capitalize()}"' in wizard.text


async def test_lowering_the_status_keeps_the_reason(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), "review") as wizard:
        await wizard.send("s", "3", *"agreed", "enter", "s", "1")
        assert status_of(wizard) == "draft"
        assert wizard.report.review.completed_anyway_because == "agreed"
        await wizard.press("s", "4", "enter")
        assert status_of(wizard) == "closed"


async def test_without_a_reason_the_status_stays(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), "review") as wizard:
        await wizard.press("s", "3", "enter")
        assert "Enter a reason to go on" in wizard.text
        await wizard.press("escape")
        assert status_of(wizard) == ""
        assert "The status stays as it was" in wizard.text


async def test_approved_with_nothing_but_advice_left_asks_nothing(
    open_wizard: OpenWizard, advice: list[Finding]
) -> None:
    advice += many(3)
    async with open_wizard(full_report(), "review") as wizard:
        await wizard.press("s", "3")
        assert wizard.report.metadata.status == "approved"
        assert wizard.report.review.completed_anyway_because is None


# Going on


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


async def test_beside_the_answers_stands_where_the_document_prints_the_one_under_the_cursor(
    open_wizard: OpenWizard,
) -> None:
    report = replaced(full_report(), "impact.error_budget", None)
    async with open_wizard(report, "review", (160, 45)) as wizard:
        await wizard.pause()
        assert "- **Error budget consumed:** Not provided" in wizard.text
        await go_to_line(wizard, "Got lucky")
        await wizard.pause()
        assert "- **Error budget consumed:** Not provided" not in wizard.text
        assert report.lessons.lucky[0][:20] in wizard.text[wizard.text.index("In the sre document") :]
