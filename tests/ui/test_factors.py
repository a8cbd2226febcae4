"""The screen of contributing factors, by keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from pmwizard.model import Report
from pmwizard.model.parts.causes import CATEGORIES, ContributingFactors, Factor
from pmwizard.model.parts.metadata import Metadata
from pmwizard.model.parts.records import Review
from pmwizard.questions.causes import FACTOR_GROUP
from pmwizard.store import toml
from tests.ui.centre import centre
from tests.ui.conftest import OpenWizard, Wizard

DATA = Path(__file__).parent.parent / "data"
GITLAB = toml.parse((DATA / "gitlab-2017-01-31.toml").read_text(encoding="utf-8"), "gitlab")
COLD = Report(metadata=Metadata(incident_id="INC-2026-11-20-001"))
ORDER = [choice.value for choice in FACTOR_GROUP.choices]
FOUND = ContributingFactors(
    ruled_out=("dependency_failure",),
    factors=(
        Factor(id="F1", category="detection_gap", factor="no alert", how_contributed="hid it", why_existed="cost"),
        Factor(id="F2", category="testing_gap", factor="no test", how_contributed="let it pass"),
        Factor(id="F3", category="testing_gap", factor="no canary"),
    ),
)
GROWN = COLD.model_copy(update={"contributing_factors": FOUND})
SIZES = [(80, 24), (160, 45)]


def factors(wizard: Wizard) -> list[str]:
    """Return what the factors are, in the order they are printed."""
    return [factor.factor or "" for factor in wizard.report.contributing_factors.factors]


def ruled_out(wizard: Wizard) -> list[str]:
    """Return the groups that were looked at and played no part."""
    return list(wizard.report.contributing_factors.ruled_out)


def row(wizard: Wizard, text: str) -> str:
    """Return the line of the screen that holds a text."""
    return next(line for line in wizard.lines if text in line)


async def to_row(wizard: Wizard, number: int) -> None:
    """Put the cursor on a line of the checklist, counted from 1."""
    await wizard.press("home", *["down"] * (number - 1))


async def write(wizard: Wizard, *texts: str) -> None:
    """Fill the three open fields."""
    for text in texts:
        await wizard.type(text)
        await wizard.press("enter")


async def test_a_factor_takes_one_key_to_mark_and_three_to_accept(open_wizard: OpenWizard) -> None:
    async with open_wizard(COLD, "factors") as wizard:
        await wizard.press("space", "a", "enter", "b", "enter", "c", "enter", "space", "d", "enter", "enter", "enter")
        first, second = wizard.report.contributing_factors.factors
        assert (first.id, first.category, first.factor) == ("F1", "detection_gap", "a")
        assert (first.how_contributed, first.why_existed) == ("b", "c")
        assert (second.id, second.category, second.factor, second.why_existed) == ("F2", "process_gap", "d", None)
        assert not wizard.report.drafts


async def test_all_groups_are_looked_at_and_the_three_states_are_told_apart(open_wizard: OpenWizard) -> None:
    async with open_wizard(COLD, "factors") as wizard:
        assert wizard.text.count("[ ]") == len(CATEGORIES)
        await wizard.press("space")
        await write(wizard, "no alert", "", "")
        await wizard.press("minus")
        assert row(wizard, "Detection gap").startswith("   [x]")
        assert row(wizard, "Process or runbook").startswith(" > [-]")
        assert row(wizard, "Testing gap").startswith("   [ ]")
        assert "2 of 13 looked at" in wizard.text
        assert ruled_out(wizard) == ["process_gap"]


async def test_the_factors_of_a_known_report_are_entered_by_keys_alone(open_wizard: OpenWizard) -> None:
    wanted = GITLAB.contributing_factors
    async with open_wizard(COLD, "factors") as wizard:
        for category in ORDER:
            found = [factor for factor in wanted.factors if factor.category == category]
            if category in wanted.ruled_out:
                await wizard.press("minus")
            for factor in found:
                await wizard.press("space")
                await write(wizard, factor.factor or "", factor.how_contributed or "", factor.why_existed or "")
            if not found:
                await wizard.press("down")
        assert wizard.report.contributing_factors == wanted


async def test_ruling_out_is_taken_back_by_the_same_key(open_wizard: OpenWizard) -> None:
    async with open_wizard(COLD, "factors") as wizard:
        await wizard.press("end", "minus", "home", "minus")
        assert ruled_out(wizard) == ["detection_gap", "other"]
        await wizard.press("minus")
        assert ruled_out(wizard) == ["other"]
        await wizard.press("u")
        assert ruled_out(wizard) == ["detection_gap", "other"]
        await wizard.press("u", "u")
        assert wizard.report == COLD


async def test_a_group_with_factors_is_not_ruled_out_before_they_are_deleted(open_wizard: OpenWizard) -> None:
    async with open_wizard(GROWN, "factors") as wizard:
        await wizard.press("minus")
        assert wizard.report == GROWN
        assert "Detection gap has 1 factor. d removes one; then - rules it out" in wizard.text


async def test_a_factor_in_a_group_ruled_out_brings_it_back_in(open_wizard: OpenWizard) -> None:
    async with open_wizard(COLD, "factors") as wizard:
        await wizard.press("minus", "space")
        await write(wizard, "no alert", "", "")
        assert ruled_out(wizard) == []
        await wizard.press("u")
        assert ruled_out(wizard) == ["detection_gap"]


async def test_three_empty_fields_add_nothing_and_leave_the_group_unmarked(open_wizard: OpenWizard) -> None:
    async with open_wizard(COLD, "factors") as wizard:
        await wizard.press("space", "enter", "enter", "enter")
        assert wizard.report == COLD
        assert row(wizard, "Detection gap").startswith(" > [ ]")


async def test_a_factor_that_says_how_but_not_what_is_asked_for_what(open_wizard: OpenWizard) -> None:
    async with open_wizard(COLD, "factors") as wizard:
        await wizard.press("space", "enter", "b", "enter", "enter")
        assert "Enter what the condition was, in a few words" in wizard.text
        await wizard.press("a", "enter", "enter", "enter")
        assert factors(wizard) == ["a"]
        assert wizard.report.contributing_factors.factors[0].how_contributed == "b"


async def test_esc_leaves_it_as_it_was_and_undo_brings_the_text_back(open_wizard: OpenWizard) -> None:
    async with open_wizard(COLD, "factors") as wizard:
        await wizard.press("space", "a", "escape")
        assert wizard.report == COLD
        assert "Left as it was" in wizard.text
        await wizard.press("ctrl+z")
        assert wizard.report.drafts == {"contributing_factors.factors.new.detection_gap.factor": "a"}
        await wizard.press("b", "enter", "enter", "enter")
        assert factors(wizard) == ["ab"]


async def test_typed_text_survives_a_kill(open_wizard: OpenWizard) -> None:
    async with open_wizard(COLD, "factors") as wizard:
        await to_row(wizard, 3)
        await wizard.press("space", "a", "enter", "b")
        left = wizard.report
    async with open_wizard(left, "factors") as wizard:
        await wizard.press("enter", "enter", "enter")
        (only,) = wizard.report.contributing_factors.factors
        assert (only.category, only.factor, only.how_contributed) == ("testing_gap", "a", "b")
        assert not wizard.report.drafts


async def test_enter_opens_a_factor_and_changes_only_what_was_typed(open_wizard: OpenWizard) -> None:
    async with open_wizard(GROWN, "factors") as wizard:
        await wizard.press("enter", "enter", "X", "enter", "enter")
        assert wizard.report.contributing_factors.factors[0] == FOUND.factors[0].model_copy(
            update={"how_contributed": "hid itX"}
        )
        await wizard.press("enter", "enter", "enter", "ctrl+u", "enter")
        assert wizard.report.contributing_factors.factors[0].why_existed is None


async def test_a_text_of_many_lines_stays_whole_unless_it_is_changed(open_wizard: OpenWizard) -> None:
    long = Factor(id="F1", category="other", factor="a", how_contributed="one\n\n- two", why_existed="x")
    report = Report(contributing_factors=ContributingFactors(factors=(long,)))
    async with open_wizard(report, "factors") as wizard:
        await wizard.press("end", "enter", "enter", "enter", "Y", "enter")
        (only,) = wizard.report.contributing_factors.factors
        assert (only.how_contributed, only.why_existed) == ("one\n\n- two", "xY")


async def test_several_factors_of_a_group_stand_below_it(open_wizard: OpenWizard) -> None:
    async with open_wizard(COLD, "factors") as wizard:
        await wizard.press("space")
        await write(wizard, "first", "", "")
        await wizard.press("up", "a")
        await write(wizard, "second", "", "")
        assert factors(wizard) == ["first", "second"]
        assert "2 factors" in row(wizard, "Detection gap")
        assert row(wizard, "second").startswith("         second")
        await wizard.press("up", "enter", "X", "enter", "enter", "enter")
        assert factors(wizard) == ["first", "secondX"]


async def test_factors_move_in_the_order_they_are_printed(open_wizard: OpenWizard) -> None:
    async with open_wizard(GROWN, "factors") as wizard:
        await wizard.press("J")
        assert factors(wizard) == ["no test", "no alert", "no canary"]
        assert "Printed as factor 2 of 3" in wizard.text
        assert row(wizard, "no alert").endswith(" F1")
        await wizard.press("shift+down", "J")
        assert factors(wizard) == ["no test", "no canary", "no alert"]
        assert "This factor is printed last already" in wizard.text
        await to_row(wizard, 4)
        await wizard.press("J", "K")
        assert factors(wizard) == ["no test", "no canary", "no alert"]
        await wizard.press("u", "u", "u", "u")
        assert wizard.report == GROWN


async def test_a_factor_is_deleted_and_brought_back(open_wizard: OpenWizard) -> None:
    async with open_wizard(GROWN, "factors") as wizard:
        await wizard.press("d")
        assert factors(wizard) == ["no test", "no canary"]
        assert "Removed no alert. u brings it back" in wizard.text
        assert row(wizard, "Detection gap").startswith(" > [ ]")
        await wizard.press("u")
        assert wizard.report == GROWN
        await to_row(wizard, 3)
        await wizard.press("d")
        assert wizard.report == GROWN
        assert "several factors" in wizard.text


async def test_a_factor_is_put_into_another_group(open_wizard: OpenWizard) -> None:
    async with open_wizard(GROWN, "factors") as wizard:
        await wizard.press("t", "d", "e", "p", "e", "n", "enter")
        assert wizard.report.contributing_factors.factors[0].category == "dependency_failure"
        assert ruled_out(wizard) == []
        assert row(wizard, "Dependency").startswith(" > [x]")
        await wizard.press("u")
        assert wizard.report == GROWN


async def test_a_factor_of_no_group_can_be_given_one(open_wizard: OpenWizard) -> None:
    report = Report(contributing_factors=ContributingFactors(factors=(Factor(id="F1", factor="lost"),)))
    async with open_wizard(report, "factors") as wizard:
        await wizard.press("end", "t", "enter")
        assert wizard.report.contributing_factors.factors[0].category == "detection_gap"
        assert "No group yet" not in wizard.text


async def test_every_act_is_undone_and_done_again(open_wizard: OpenWizard) -> None:
    async with open_wizard(COLD, "factors") as wizard:
        await wizard.press("space")
        await write(wizard, "a", "", "")
        await wizard.press("minus", "up", "d")
        done = wizard.report
        await wizard.press("ctrl+z", "ctrl+z", "ctrl+z")
        assert wizard.report.contributing_factors == COLD.contributing_factors
        await wizard.press("ctrl+z")
        assert wizard.report == COLD
        await wizard.press("ctrl+y", "ctrl+y", "ctrl+y", "ctrl+y")
        assert wizard.report == done
        await wizard.press("home", "minus")
        assert "detection_gap" in ruled_out(wizard)


async def test_why_only_one_factor_is_asked_while_there_is_one(open_wizard: OpenWizard) -> None:
    async with open_wizard(COLD, "factors") as wizard:
        assert "Why only one factor" not in wizard.text
        await wizard.press("space")
        await write(wizard, "a", "", "")
        assert "Why only one factor" in wizard.text
        await wizard.press("tab")
        await wizard.type("It was [/x]")
        assert wizard.report.review.one_factor_because == "It was [/x]"
        await wizard.press("tab", "space")
        await write(wizard, "b", "", "")
        assert "Why only one factor" in wizard.text


@pytest.mark.parametrize("text", ["[/x] [bold]", "y" * 5000, "a\x1b[31mb\x07\u202e", "日本語の答え"])
async def test_hostile_texts_break_nothing(text: str, open_wizard: OpenWizard) -> None:
    one = Factor(id="F1", category="detection_gap", factor=text, how_contributed=text, why_existed=f"{text}\n{text}")
    two = Factor(id="F2", category="other", factor=text)
    report = Report(
        contributing_factors=ContributingFactors(factors=(one, two)), review=Review(one_factor_because=text)
    )
    async with open_wizard(report, "factors") as wizard:
        await wizard.press("enter", "enter", "enter", "enter", "end", "enter", "escape", "t", "escape", "d", "u")
        assert wizard.report.contributing_factors == report.contributing_factors
        assert "\x1b" not in wizard.text
        assert "\u202e" not in wizard.text


@pytest.mark.parametrize(
    ("path", "focused"),
    [
        ("contributing_factors.factors", "contributing_factors.factors.F1"),
        ("contributing_factors.ruled_out", "contributing_factors.factors"),
        ("contributing_factors.factors.F2", "contributing_factors.factors.F2.factor"),
        ("contributing_factors.factors.F2.why_existed", "contributing_factors.factors.F2.why_existed"),
        ("contributing_factors.factors.F2.category", "contributing_factors.factors.F2.factor"),
        ("contributing_factors.factors.gone", "contributing_factors.factors.F1"),
        ("review.one_factor_because", "review.one_factor_because"),
    ],
)
async def test_a_finding_leads_to_its_answer(path: str, focused: str, open_wizard: OpenWizard) -> None:
    async with open_wizard(GROWN, "factors") as wizard:
        frame = wizard.app.frame
        assert frame is not None
        assert await frame.focus_path(path)
        await wizard.pilot.pause()
        assert frame.focused_path == focused
        assert not await frame.focus_path("impact.revenue")


async def test_an_open_question_is_about_the_factor_under_the_cursor(open_wizard: OpenWizard) -> None:
    async with open_wizard(GROWN, "factors") as wizard:
        await wizard.press("f", "w", "enter", "enter")
        assert wizard.report.follow_ups[0].path == "contributing_factors.factors.F1"


async def test_esc_pressed_ten_times_changes_nothing(open_wizard: OpenWizard) -> None:
    async with open_wizard(GROWN, "factors") as wizard:
        await wizard.press("enter", *["escape"] * 10)
        assert wizard.report == GROWN


@pytest.mark.parametrize("size", [(80, 24), (60, 16), (160, 45)])
@pytest.mark.parametrize("key", ["home", "end"])
async def test_the_open_fields_are_in_sight(key: str, size: tuple[int, int], open_wizard: OpenWizard) -> None:
    several = tuple(Factor(id=f"F{n}", category="design", factor=f"factor number {n}") for n in range(1, 12))
    report = Report(contributing_factors=ContributingFactors(factors=several))
    async with open_wizard(report, "factors", size) as wizard:
        await wizard.press(key, "space", "a")
        assert row(wizard, " > ").startswith("   What") or " >   What" in row(wizard, "What  ")
        body = wizard.app.screen.query_one("#body").region
        for field in wizard.app.screen.query("InlineField"):
            assert body.contains_region(field.region)
            assert "]" in wizard.lines[field.region.y]


async def test_the_empty_section_shows_every_group_and_begins_at_the_first(open_wizard: OpenWizard) -> None:
    async with open_wizard(COLD, "factors") as wizard:
        assert all(choice.label in wizard.text for choice in FACTOR_GROUP.choices)
        assert row(wizard, "Detection gap").startswith(" > ")


@pytest.mark.parametrize("size", SIZES)
async def test_the_empty_section_looks_as_kept(
    size: tuple[int, int], open_wizard: OpenWizard, snapshot: SnapshotAssertion
) -> None:
    async with open_wizard(COLD, "factors", size) as wizard:
        assert centre(wizard) == snapshot
        await wizard.press("space")
        assert centre(wizard) == snapshot


@pytest.mark.parametrize("size", SIZES)
async def test_the_full_section_looks_as_kept(
    size: tuple[int, int], open_wizard: OpenWizard, snapshot: SnapshotAssertion
) -> None:
    async with open_wizard(GITLAB, "factors", size) as wizard:
        assert centre(wizard) == snapshot
        await wizard.press("a")
        assert centre(wizard) == snapshot


LINKED = Report.model_validate(
    {
        "five_whys": {"answers": [{"id": "W1", "answer": "pushes not shown", "stop": "can_change"}]},
        "contributing_factors": {
            "factors": [
                {"id": "F1", "category": "detection_gap", "factor": "no board", "why_existed": "cost", "whys": ["W1"]},
                {"id": "F2", "category": "process_gap", "factor": "no stages"},
            ]
        },
        "action_items": [{"id": "AI-001", "action": "Show pushes", "addresses": ["F1"]}],
    }
)


async def test_an_open_factor_tells_the_why_it_came_from_and_its_actions(open_wizard: OpenWizard) -> None:
    async with open_wizard(LINKED, section="factors") as wizard:
        assert "Action 1 Show pushes" in wizard.text
        await wizard.press("enter")
        assert "From W1.1 pushes not shown" in wizard.text
        assert "Action 1 Show pushes" in wizard.text
        await wizard.press("escape", "down", "enter")
        assert "No action changes this yet" in wizard.text


async def test_one_key_starts_the_action_of_a_factor(open_wizard: OpenWizard) -> None:
    async with open_wizard(LINKED, section="factors") as wizard:
        await wizard.press("down")
        assert "No action changes this yet. A starts one" in wizard.text
        await wizard.send("A", *"Stage pushes", "enter", "enter", "1", "enter", "enter")
        assert wizard.report.action_items[1].addresses == ("F2",)


async def test_a_group_without_a_factor_has_no_action_to_start(open_wizard: OpenWizard) -> None:
    async with open_wizard(LINKED, section="factors") as wizard:
        await wizard.press("end", "A")
        assert "There is no factor in this group. Space adds one" in wizard.text


async def test_a_human_action_asks_what_made_it_easy_and_is_taken_without(open_wizard: OpenWizard) -> None:
    async with open_wizard(LINKED, section="factors") as wizard:
        await to_row(wizard, ORDER.index("human_error") + 1)
        await wizard.send("space", *"typed by hand", "enter", "enter")
        assert "What made it easy" in wizard.text
        assert "What made it easy to do and hard to notice" in wizard.text
        await wizard.press("enter")
        assert "Noted. Say too what made it easy to do and hard to notice" in wizard.text
        assert "more to say" in row(wizard, "typed by hand")
        await wizard.send("up", "enter", "down", "down", *"two keys look alike", "enter")
        assert wizard.report.contributing_factors.factors[2].why_existed == "two keys look alike"
        assert "more to say" not in row(wizard, "typed by hand")


async def test_a_factor_is_explained_by_how_or_why(open_wizard: OpenWizard) -> None:
    async with open_wizard(LINKED, section="factors") as wizard:
        await wizard.pause()
        assert "1 to fill" in wizard.text
        await wizard.send("down", "enter", "down", *"hid it", "enter", "enter")
        await wizard.pause()
        assert "to fill" not in wizard.text


async def test_the_pane_beside_tells_the_factor_under_the_cursor(open_wizard: OpenWizard) -> None:
    async with open_wizard(LINKED, section="factors", size=(160, 45)) as wizard:
        await wizard.pause()
        assert "Factor F1: Detection gap" in wizard.text
        assert "Factors without an action: 1" in wizard.text
