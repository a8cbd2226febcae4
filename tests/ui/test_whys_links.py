"""What is made of an answer to a why: factors, actions and open questions, by keys."""

from __future__ import annotations

from pmwizard.draft.edits.links import why_names
from pmwizard.model import Report
from pmwizard.model.parts.actions import ActionItem
from pmwizard.model.parts.causes import ContributingFactors, Factor, FiveWhys, Why
from pmwizard.model.parts.metadata import Metadata
from pmwizard.model.parts.records import FollowUp
from pmwizard.model.whys import outline
from pmwizard.ui.widgets.list import List
from tests.ui.conftest import OpenWizard, Wizard
from tests.ui.palette import choose_command

TREE = (
    Why(id="W1", answer="the unit is not\npart of the name"),
    Why(id="W2", parent="W1", answer="keys came before the check", stop="can_change"),
    Why(id="W3", answer="config is not staged", stop="can_change"),
)
GROWN = Report(
    metadata=Metadata(title="Payments failed"),
    five_whys=FiveWhys(problem="It broke", answers=TREE),
    contributing_factors=ContributingFactors(ruled_out=("design", "rollout")),
)
LINKED = GROWN.model_copy(
    update={
        "contributing_factors": ContributingFactors(
            factors=(Factor(id="F1", category="design", factor="keys", whys=("W2",)),)
        ),
        "action_items": (
            ActionItem(id="AI-001", action="Stage config", addresses=("W3", "F1")),
            ActionItem(id="AI-002", action="Check keys", addresses=("W2",)),
        ),
        "follow_ups": (FollowUp(path="five_whys.answers.W2", question="since when?"),),
    }
)


async def to_row(wizard: Wizard, number: int) -> None:
    """Put the cursor on a row of the tree, counted from 1."""
    await wizard.press("up", "home", *["down"] * (number - 1))


def row_with(wizard: Wizard, words: str) -> str:
    """Return the line of the screen that shows some words."""
    return next(line for line in wizard.lines if words in line)


async def test_an_answer_becomes_a_factor_of_the_group_that_one_key_chooses(open_wizard: OpenWizard) -> None:
    async with open_wizard(GROWN, "whys") as wizard:
        await to_row(wizard, 2)
        assert "F make it a contributing factor   A make it an action" in wizard.text
        await wizard.press("F", "0")
        factor = wizard.report.contributing_factors.factors[0]
        assert (factor.id, factor.category, factor.whys) == ("F1", "design", ("W2",))
        assert factor.factor == "keys came before the check"
        assert wizard.report.contributing_factors.ruled_out == ("rollout",)
        assert row_with(wizard, "2 keys came").endswith("# can change  -> F1")
        assert "Now also F1, under Design or coupling. Ctrl+Z takes it back" in wizard.text
        await wizard.press("F")
        assert "This is F1 already" in wizard.text
        assert isinstance(wizard.app.focused, List)
        await wizard.press("ctrl+z")
        assert wizard.report == GROWN


async def test_a_factor_without_a_chosen_group_is_other_and_esc_makes_none(open_wizard: OpenWizard) -> None:
    async with open_wizard(GROWN, "whys", (60, 18)) as wizard:
        await to_row(wizard, 1)
        await wizard.press("F")
        assert "> o  Other" in wizard.text
        await wizard.press("escape")
        assert wizard.report == GROWN
        await wizard.press("F", "enter")
        assert [one.category for one in wizard.report.contributing_factors.factors] == ["other"]
        assert wizard.report.contributing_factors.factors[0].factor == "the unit is not part of the name"


async def test_an_answer_becomes_an_action_in_words_of_its_own(open_wizard: OpenWizard) -> None:
    async with open_wizard(GROWN, "whys") as wizard:
        await to_row(wizard, 3)
        await wizard.press("A")
        assert '"config is not staged"' in wizard.text
        assert "What will be different when it is done?" in wizard.text
        await wizard.press("enter")
        assert wizard.report == GROWN
        await wizard.press("A", *"stage it", "enter")
        assert wizard.report.action_items == (
            ActionItem(id="AI-001", action="stage it", status="open", addresses=("W3",)),
        )
        assert "-> AI-001" in row_with(wizard, "1 config is")
        assert "AI-001 waits in Action items for owner and date" in wizard.text
        await wizard.press("u")
        assert wizard.report == GROWN


async def test_factors_and_actions_are_made_of_keys_typed_ahead(open_wizard: OpenWizard) -> None:
    async with open_wizard(GROWN, "whys") as wizard:
        await wizard.send("up", "F", "h", "A", *"fix it", "enter", "up", "A", "x", "enter", "v", "escape", "J")
        assert [one.whys for one in wizard.report.contributing_factors.factors] == [("W3",)]
        assert [(one.action, one.addresses) for one in wizard.report.action_items] == [
            ("fix it", ("W3",)),
            ("x", ("W2",)),
        ]


async def test_links_are_shown_on_the_row_as_far_as_there_is_room(open_wizard: OpenWizard) -> None:
    async with open_wizard(LINKED, "whys", (60, 18)) as wizard:
        assert row_with(wizard, "2 keys came").endswith("# can change  -> F1 +1")
        assert row_with(wizard, "1 config is").endswith("# can change  -> AI-001")


async def test_deleting_a_branch_takes_the_links_to_it_along_and_u_brings_all_back(open_wizard: OpenWizard) -> None:
    async with open_wizard(LINKED, "whys") as wizard:
        await to_row(wizard, 1)
        await wizard.press("d")
        assert "Removed 2 whys and 2 links (F1, AI-002). u brings them back" in wizard.text
        assert wizard.report.contributing_factors.factors[0].whys == ()
        assert [one.addresses for one in wizard.report.action_items] == [("W3", "F1"), ()]
        assert [one.path for one in wizard.report.follow_ups] == ["five_whys.answers"]
        await wizard.press("u")
        assert wizard.report == LINKED


async def test_not_known_leaves_an_open_question_that_goes_with_another_reason(open_wizard: OpenWizard) -> None:
    async with open_wizard(GROWN, "whys") as wizard:
        await to_row(wizard, 3)
        await wizard.press("question_mark")
        asked = FollowUp(path="five_whys.answers.W3", question='Why did this happen? "config is not staged"')
        assert list(wizard.report.follow_ups) == [asked]
        assert "Noted as an open question. It stands in Review" in wizard.text
        await wizard.press("o")
        assert not list(wizard.report.follow_ups)
        await wizard.press("u")
        assert list(wizard.report.follow_ups) == [asked]
        await wizard.press("a", "x", "enter")
        assert not list(wizard.report.follow_ups)


async def test_the_palette_makes_a_factor_of_the_answer_asked_about(open_wizard: OpenWizard) -> None:
    async with open_wizard(GROWN, "whys") as wizard:
        await to_row(wizard, 2)
        await wizard.press("a")
        await choose_command(wizard, "make a factor")
        await wizard.press("1")
        factors = wizard.report.contributing_factors.factors
        assert [(one.category, one.whys) for one in factors] == [("detection_gap", ("W2",))]


async def test_the_widest_screen_shows_the_chain_its_links_and_questions(open_wizard: OpenWizard) -> None:
    async with open_wizard(LINKED, "whys", (160, 45)) as wizard:
        await to_row(wizard, 2)
        await wizard.pause()
        pane = [line[113:].rstrip() for line in wizard.lines]
        start = pane.index("keys came before the check")
        name = why_names(outline(TREE))[1]
        assert pane[start - 2] == f"{name} read back"
        assert wizard.lines[5][:111].rstrip().endswith(f"   {name}")
        assert pane[start + 1 : start + 5] == [
            "therefore the unit is not part of the name",
            "therefore It broke",
            "",
            "Stops here: we can change this",
        ]
        links = pane.index("Made of it")
        assert pane[links + 1 : links + 4] == ["F1 keys", "  AI-001 Stage config", "AI-002 Check keys"]
        assert "Ask on" in pane


async def test_a_chain_longer_than_the_pane_keeps_its_ends(open_wizard: OpenWizard) -> None:
    rows = tuple(Why(id=f"W{n}", parent=f"W{n - 1}" if n > 1 else None, answer=f"cause {n}") for n in range(1, 61))
    async with open_wizard(Report(five_whys=FiveWhys(problem="It broke", answers=rows)), "whys", (160, 45)) as wizard:
        await wizard.press("up")
        await wizard.pause()
        assert "therefore cause 59" in wizard.text
        assert "more between)" in wizard.text
        assert "therefore It broke" in wizard.text
        assert "Ask on" in wizard.text
        assert len(outline(wizard.report.five_whys.answers)) == 60
