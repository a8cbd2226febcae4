"""The screen of whys, by keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from pmwizard.model import Report
from pmwizard.model.parts.causes import FiveWhys, Why
from pmwizard.model.parts.metadata import Metadata
from pmwizard.model.whys import outline
from pmwizard.store import toml
from pmwizard.ui.widgets.list import List
from tests.ui.centre import centre
from tests.ui.conftest import OpenWizard, Wizard

TITLE = "Payments API returned 500s"
DATA = Path(__file__).parent.parent / "data"
GITLAB = toml.parse((DATA / "gitlab-2017-01-31.toml").read_text(encoding="utf-8"), "gitlab")
COLD = Report(metadata=Metadata(title=TITLE, incident_id="INC-2026-11-20-001"))
TREE = (
    Why(id="W1", answer="one"),
    Why(id="W2", parent="W1", answer="one one"),
    Why(id="W3", parent="W1", answer="one two", stop="can_change"),
    Why(id="W4", answer="two"),
    Why(id="W5", parent="W4", answer="two one", stop="normal_work"),
)
GROWN = Report(five_whys=FiveWhys(problem="It broke", answers=TREE))
SIZES = [(80, 24), (160, 45)]


def drawn(wizard: Wizard) -> list[str]:
    """Return the answers with their depths, in the order of the report, which is reading order."""
    rows = outline(wizard.report.five_whys.answers)
    assert tuple(row.why for row in rows) == wizard.report.five_whys.answers
    return [f"{row.depth} {row.why.answer}" for row in rows]


def stop_at(wizard: Wizard, number: int) -> str | None:
    """Return why the chain stops at an answer, counted from 1."""
    return wizard.report.five_whys.answers[number - 1].stop


async def to_row(wizard: Wizard, number: int) -> None:
    """Put the cursor on a row of the tree, counted from 1."""
    await wizard.press("up", "home", *["down"] * (number - 1))


async def test_five_answers_from_a_cold_section_take_six_keys_besides_the_words(open_wizard: OpenWizard) -> None:
    async with open_wizard(COLD, "whys") as wizard:
        await wizard.press("enter")
        for word in ("a", "b", "c", "d", "e"):
            await wizard.type(word)
            await wizard.press("enter")
        assert drawn(wizard) == ["1 a", "2 b", "3 c", "4 d", "5 e"]
        assert [why.id for why in wizard.report.five_whys.answers] == ["W1", "W2", "W3", "W4", "W5"]
        assert wizard.report.five_whys.problem == TITLE


async def test_each_answer_is_quoted_by_the_next_question(open_wizard: OpenWizard) -> None:
    async with open_wizard(COLD, "whys") as wizard:
        assert f'Why did this happen?   "{TITLE}"' in wizard.text
        await wizard.press("enter")
        await wizard.type("timeouts")
        await wizard.press("enter")
        assert 'Why did this happen?   "timeouts"' in wizard.text
        assert " > 2 [" in wizard.text


async def test_the_title_is_only_proposed_until_enter_keeps_it(open_wizard: OpenWizard) -> None:
    async with open_wizard(COLD, "whys") as wizard:
        assert f"[{TITLE}" in wizard.text
        await wizard.press("tab", "shift+tab")
        assert wizard.report == COLD
        await wizard.press("enter")
        assert wizard.report.five_whys.problem == TITLE
        await wizard.press("ctrl+z")
        assert wizard.report == COLD


async def test_another_problem_is_typed_over_the_proposal(open_wizard: OpenWizard) -> None:
    async with open_wizard(COLD, "whys") as wizard:
        await wizard.press("ctrl+u")
        await wizard.type("Nobody could pay")
        await wizard.press("enter")
        assert wizard.report.five_whys.problem == "Nobody could pay"
        assert '"Nobody could pay"' in wizard.text


async def test_the_whys_of_a_known_report_are_entered_by_keys_alone(open_wizard: OpenWizard) -> None:
    wanted = GITLAB.five_whys
    async with open_wizard(Report(), "whys") as wizard:
        await wizard.type(wanted.problem or "")
        await wizard.press("enter")
        for why in wanted.answers:
            if why.parent is None and why.id != "W1":
                await wizard.press("ctrl+t")
            await wizard.type(why.answer or "")
            await wizard.press("enter")
            if why.stop:
                await wizard.press("enter", "c")
        assert wizard.report.five_whys == wanted


@pytest.mark.parametrize(
    ("key", "reason"),
    [("c", "can_change"), ("o", "outside_control"), ("n", "normal_work"), ("question_mark", "unknown")],
)
async def test_enter_on_an_empty_line_stops_and_one_key_says_why(
    key: str, reason: str, open_wizard: OpenWizard
) -> None:
    async with open_wizard(COLD, "whys") as wizard:
        await wizard.press("enter", "a", "enter", "enter")
        assert 'Stop here because   "a"' in wizard.text
        await wizard.press(key)
        assert stop_at(wizard, 1) == reason
        await wizard.press("ctrl+z")
        assert stop_at(wizard, 1) is None


async def test_esc_stops_without_a_reason_and_enter_then_goes_on(open_wizard: OpenWizard) -> None:
    async with open_wizard(COLD, "whys") as wizard:
        await wizard.press("enter", "a", "enter", "enter", "escape")
        assert stop_at(wizard, 1) is None
        assert "Is there another cause?" in wizard.text
        await wizard.press("enter")
        assert "Contributing factors" in wizard.lines[1]


async def test_another_cause_of_the_problem_follows_a_stop(open_wizard: OpenWizard) -> None:
    async with open_wizard(COLD, "whys") as wizard:
        await wizard.press("enter", "a", "enter", "b", "enter", "enter", "c", "ctrl+t", "x", "enter")
        assert drawn(wizard) == ["1 a", "2 b", "1 x"]
        assert "+ another cause" in wizard.text


async def test_another_answer_to_the_same_question_climbs_one_level_at_a_time(open_wizard: OpenWizard) -> None:
    async with open_wizard(COLD, "whys") as wizard:
        await wizard.press(
            "enter", "a", "enter", "b", "enter", "ctrl+t", "c", "enter", "ctrl+t", "ctrl+t", "d", "enter"
        )
        assert drawn(wizard) == ["1 a", "2 b", "2 c", "1 d"]


async def test_text_typed_before_another_answer_is_added_first(open_wizard: OpenWizard) -> None:
    async with open_wizard(COLD, "whys") as wizard:
        await wizard.press("enter", "a", "enter", "b", "ctrl+t", "c", "ctrl+t", "d", "enter")
        assert drawn(wizard) == ["1 a", "2 b", "2 c", "2 d"]


async def test_a_branch_at_level_two_takes_one_key_and_the_way_up(open_wizard: OpenWizard) -> None:
    async with open_wizard(GROWN, "whys") as wizard:
        await to_row(wizard, 2)
        await wizard.press("ctrl+t", "x", "enter")
        assert drawn(wizard) == ["1 one", "2 one one", "2 one two", "2 x", "1 two", "2 two one"]


async def test_a_deeper_why_goes_below_the_row_and_takes_its_reason_to_stop_away(open_wizard: OpenWizard) -> None:
    async with open_wizard(GROWN, "whys") as wizard:
        await to_row(wizard, 3)
        await wizard.press("a", "x", "enter")
        assert drawn(wizard)[2:4] == ["2 one two", "3 x"]
        assert stop_at(wizard, 3) is None
        await wizard.press("ctrl+z")
        assert wizard.report.five_whys.answers == TREE


async def test_an_answer_is_changed_in_the_entry_line(open_wizard: OpenWizard) -> None:
    async with open_wizard(GROWN, "whys") as wizard:
        await to_row(wizard, 2)
        await wizard.press("enter")
        assert 'Why did this happen?   "one"' in wizard.text
        await wizard.press("X", "enter")
        assert drawn(wizard)[1] == "2 one oneX"
        assert isinstance(wizard.app.focused, List)
        assert " >   2 one oneX" in wizard.text
        assert not wizard.report.drafts
        await wizard.press("u", "u")
        assert wizard.report == GROWN


async def test_esc_leaves_a_changed_answer_as_it_was_and_undo_brings_the_change_back(open_wizard: OpenWizard) -> None:
    async with open_wizard(GROWN, "whys") as wizard:
        await to_row(wizard, 2)
        await wizard.press("enter", "X", "escape")
        assert wizard.report == GROWN
        assert "Left as it was" in wizard.text
        await wizard.press("u")
        assert wizard.report.drafts == {"five_whys.answers.W2.answer": "one oneX"}
        assert "[one oneX" in wizard.text


async def test_an_emptied_answer_stays_as_it_was(open_wizard: OpenWizard) -> None:
    async with open_wizard(GROWN, "whys") as wizard:
        await to_row(wizard, 1)
        await wizard.press("enter", "ctrl+u", "enter")
        assert wizard.report == GROWN


async def test_deleting_takes_all_below_and_u_brings_it_back(open_wizard: OpenWizard) -> None:
    async with open_wizard(GROWN, "whys") as wizard:
        await to_row(wizard, 1)
        await wizard.press("d")
        assert drawn(wizard) == ["1 two", "2 two one"]
        assert "Removed one and 2 whys below it. u brings them back" in wizard.text
        await wizard.press("u")
        assert wizard.report == GROWN


async def test_deleting_the_last_row_leads_back_to_the_entry_line(open_wizard: OpenWizard) -> None:
    async with open_wizard(COLD, "whys") as wizard:
        await wizard.press("enter", "a", "enter", "up", "d")
        assert "Removed a. u brings it back" in wizard.text
        await wizard.press("x", "enter")
        assert drawn(wizard) == ["1 x"]


@pytest.mark.parametrize(
    ("row", "key", "after"),
    [
        (2, "J", ["1 one", "2 one two", "2 one one", "1 two", "2 two one"]),
        (4, "K", ["1 two", "2 two one", "1 one", "2 one one", "2 one two"]),
        (4, "shift+up", ["1 two", "2 two one", "1 one", "2 one one", "2 one two"]),
        (3, "greater_than_sign", ["1 one", "2 one one", "3 one two", "1 two", "2 two one"]),
        (2, "less_than_sign", ["1 one", "2 one two", "1 one one", "1 two", "2 two one"]),
        (4, "greater_than_sign", ["1 one", "2 one one", "2 one two", "2 two", "3 two one"]),
    ],
)
async def test_rows_move_with_all_below_them(row: int, key: str, after: list[str], open_wizard: OpenWizard) -> None:
    async with open_wizard(GROWN, "whys") as wizard:
        await to_row(wizard, row)
        moved = GROWN.five_whys.answers[row - 1]
        await wizard.press(key)
        assert drawn(wizard) == after
        rows = wizard.app.screen.query_one(List)
        assert wizard.report.five_whys.answers[rows.cursor].id == moved.id
        await wizard.press("u")
        assert wizard.report == GROWN


@pytest.mark.parametrize(("row", "key"), [(1, "K"), (1, "less_than_sign"), (2, "greater_than_sign"), (5, "J")])
async def test_a_row_that_cannot_move_says_so(row: int, key: str, open_wizard: OpenWizard) -> None:
    async with open_wizard(GROWN, "whys") as wizard:
        await to_row(wizard, row)
        before = wizard.lines[-3]
        await wizard.press(key)
        assert wizard.report == GROWN
        assert wizard.lines[-3] != before


async def test_the_main_chain_is_marked_on_its_last_why(open_wizard: OpenWizard) -> None:
    async with open_wizard(GROWN, "whys") as wizard:
        await to_row(wizard, 5)
        await wizard.press("asterisk")
        assert [why.id for why in wizard.report.five_whys.answers if why.main] == ["W5"]
        assert "* main" in wizard.text
        await wizard.press("up", "asterisk")
        assert [why.id for why in wizard.report.five_whys.answers if why.main] == ["W5"]
        await wizard.press("up", "asterisk")
        assert [why.id for why in wizard.report.five_whys.answers if why.main] == ["W3"]
        await wizard.press("asterisk")
        assert not any(why.main for why in wizard.report.five_whys.answers)


async def test_a_key_on_the_last_why_of_a_chain_says_why_it_stops(open_wizard: OpenWizard) -> None:
    async with open_wizard(GROWN, "whys") as wizard:
        await to_row(wizard, 2)
        await wizard.press("question_mark")
        assert stop_at(wizard, 2) == "unknown"
        assert "# not known" in wizard.text
        await wizard.press("question_mark")
        assert stop_at(wizard, 2) is None
        await wizard.press("up", "o")
        assert wizard.report.five_whys.answers == TREE


async def test_typed_text_survives_a_kill_with_its_question(open_wizard: OpenWizard) -> None:
    async with open_wizard(GROWN, "whys") as wizard:
        await to_row(wizard, 4)
        await wizard.press("a")
        await wizard.type("half a th")
        left = wizard.report
    assert left.drafts == {"five_whys.answers.new.W4": "half a th"}
    async with open_wizard(left, "whys") as wizard:
        await wizard.type("ought")
        await wizard.press("enter")
        assert drawn(wizard)[3:] == ["1 two", "2 two one", "2 half a thought"]
        assert not wizard.report.drafts


async def test_text_not_added_yet_goes_along_to_another_question(open_wizard: OpenWizard) -> None:
    async with open_wizard(GROWN, "whys") as wizard:
        await wizard.press("x")
        await to_row(wizard, 5)
        await wizard.press("a", "enter")
        assert drawn(wizard)[-1] == "3 x"


async def test_undoing_an_added_answer_brings_its_text_back_into_the_entry_line(open_wizard: OpenWizard) -> None:
    async with open_wizard(COLD, "whys") as wizard:
        await wizard.press("enter", "a", "enter", "b", "enter", "ctrl+z")
        assert drawn(wizard) == ["1 a"]
        assert " > 2 [b" in wizard.text
        await wizard.press("ctrl+y")
        assert drawn(wizard) == ["1 a", "2 b"]
        assert 'Why did this happen?   "b"' in wizard.text


@pytest.mark.parametrize("text", ["[/x] [bold]", "y" * 5000, "a\x1b[31mb\x07\u202e", "日本語の答え"])
async def test_hostile_answers_break_nothing(text: str, open_wizard: OpenWizard) -> None:
    rows = (Why(id="W1", answer=text), Why(id="W2", parent="W1", answer=f"{text}\n{text}"))
    report = Report(five_whys=FiveWhys(problem=text, answers=rows), metadata=Metadata(title=text))
    async with open_wizard(report, "whys") as wizard:
        await wizard.press("enter", "c", "up", "up", "enter", "enter", "down", "enter", "escape", "d", "u")
        assert wizard.report.five_whys.problem == report.five_whys.problem
        assert [why.answer for why in wizard.report.five_whys.answers] == [why.answer for why in rows]
        assert "\x1b" not in wizard.text
        assert "\u202e" not in wizard.text


async def test_a_tree_out_of_order_is_read_and_written_in_reading_order(open_wizard: OpenWizard) -> None:
    mixed = (TREE[4], TREE[3], TREE[1], TREE[0], TREE[2])
    report = Report(five_whys=FiveWhys(problem="It broke", answers=mixed))
    async with open_wizard(report, "whys") as wizard:
        assert wizard.report == report
        await to_row(wizard, 5)
        await wizard.press("asterisk")
        assert len(drawn(wizard)) == 5


@pytest.mark.parametrize(
    ("path", "focused"),
    [
        ("five_whys.problem", "five_whys.problem"),
        ("five_whys.answers", "five_whys.answers.answer"),
        ("five_whys.answers.W3", "five_whys.answers.W3"),
        ("five_whys.answers.W3.stop", "five_whys.answers.W3"),
        ("five_whys.answers.W3.main", "five_whys.answers.W3"),
        ("five_whys.answers.W3.parent", "five_whys.answers.W3"),
        ("five_whys.answers.new.W3", "five_whys.answers.answer"),
        ("five_whys.answers.W3.answer", "five_whys.answers.answer"),
        ("five_whys.answers.gone", "five_whys.answers.answer"),
    ],
)
async def test_a_finding_leads_to_its_answer(path: str, focused: str, open_wizard: OpenWizard) -> None:
    async with open_wizard(GROWN, "whys") as wizard:
        frame = wizard.app.frame
        assert frame is not None
        assert await frame.focus_path(path)
        await wizard.pilot.pause()
        assert frame.focused_path == focused
        assert not await frame.focus_path("impact.revenue")


async def test_an_open_question_is_about_the_answer_under_the_cursor(open_wizard: OpenWizard) -> None:
    async with open_wizard(GROWN, "whys") as wizard:
        await to_row(wizard, 3)
        await wizard.press("f", "w", "enter", "enter")
        assert wizard.report.follow_ups[0].path == "five_whys.answers.W3"


async def test_esc_pressed_ten_times_changes_nothing(open_wizard: OpenWizard) -> None:
    async with open_wizard(GROWN, "whys") as wizard:
        await wizard.press("up", *["escape"] * 10)
        assert wizard.report == GROWN


async def test_many_rows_tell_which_of_them_is_shown(open_wizard: OpenWizard) -> None:
    rows = tuple(Why(id=f"W{number}", answer=f"because {number}") for number in range(1, 31))
    async with open_wizard(Report(five_whys=FiveWhys(problem="It broke", answers=rows)), "whys") as wizard:
        await to_row(wizard, 12)
        assert "12 of 30" in wizard.text
        assert " > 1 because 12" in wizard.text


@pytest.mark.parametrize("size", [(80, 24), (160, 45), (60, 16)])
async def test_an_empty_section_shows_all_and_begins_in_its_first_field(
    size: tuple[int, int], open_wizard: OpenWizard
) -> None:
    async with open_wizard(COLD, "whys", size) as wizard:
        assert getattr(wizard.app.focused, "path", "") == "five_whys.problem"
        assert "Problem" in wizard.text
        assert "1 [" in wizard.text


@pytest.mark.parametrize("size", SIZES)
async def test_the_empty_section_looks_as_kept(
    size: tuple[int, int], open_wizard: OpenWizard, snapshot: SnapshotAssertion
) -> None:
    async with open_wizard(COLD, "whys", size) as wizard:
        assert centre(wizard) == snapshot


@pytest.mark.parametrize("size", SIZES)
async def test_the_full_section_looks_as_kept(
    size: tuple[int, int], open_wizard: OpenWizard, snapshot: SnapshotAssertion
) -> None:
    async with open_wizard(GITLAB, "whys", size) as wizard:
        assert centre(wizard) == snapshot
        await wizard.press("up")
        assert centre(wizard) == snapshot
        await wizard.press("enter")
        assert centre(wizard) == snapshot
