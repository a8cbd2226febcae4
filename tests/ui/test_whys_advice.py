"""What the step of whys asks back, by keys."""

from __future__ import annotations

from pmwizard.model import Report
from pmwizard.model.parts.causes import FiveWhys, Why
from pmwizard.model.parts.metadata import Metadata
from tests.ui.conftest import OpenWizard
from tests.ui.palette import choose_command

COLD = Report(metadata=Metadata(title="Payments failed", incident_commander="Mira Lindqvist"))
BLAMING = COLD.model_copy(
    update={"five_whys": FiveWhys(problem="It broke", answers=(Why(id="W1", answer="Mira forgot the unit"),))}
)
PERSON = "This stops at a person. What made it sensible then? What would have caught it?"
LONG = "This stops at a person. What made the action make sense at the time? What would have caught it?"
ONE_CHAIN = "Only one chain so far. What made it worse, or last longer? Ctrl+T"


async def test_an_answer_that_stops_at_a_person_is_asked_back_and_nothing_is_held_up(open_wizard: OpenWizard) -> None:
    async with open_wizard(COLD, "whys") as wizard:
        await wizard.press("enter", *"Mira forgot the unit", "enter")
        assert PERSON in wizard.text
        await wizard.press(*"no unit", "enter")
        assert PERSON not in wizard.text
        await wizard.press(*"human error", "enter")
        assert PERSON in wizard.text
        await wizard.press("enter", "n")
        assert PERSON not in wizard.text
        assert [why.answer for why in wizard.report.five_whys.answers] == [
            "Mira forgot the unit",
            "no unit",
            "human error",
        ]


async def test_the_advice_about_a_person_is_put_aside_for_good_and_comes_back_with_u(open_wizard: OpenWizard) -> None:
    async with open_wizard(BLAMING, "whys") as wizard:
        await wizard.press("up")
        assert PERSON in wizard.text
        assert "x Put aside" in wizard.text
        assert "why-person" in {one.id for one in wizard.app.session.findings()}
        await wizard.press("x")
        assert "why-person" not in {one.id for one in wizard.app.session.findings()}
        await wizard.press("escape", "up")
        assert PERSON not in wizard.text
        await wizard.press("x")
        assert "There is no advice about this answer" in wizard.text
        await wizard.press("u")
        assert wizard.report == BLAMING
        await wizard.press("escape", "up")
        assert PERSON in wizard.text
    async with open_wizard(BLAMING, "whys", (160, 45)) as wizard:
        assert LONG in wizard.text


async def test_a_single_chain_is_told_once(open_wizard: OpenWizard) -> None:
    async with open_wizard(COLD, "whys") as wizard:
        await wizard.press("enter", "a", "enter", "enter", "c")
        assert ONE_CHAIN in wizard.text
        await wizard.press("ctrl+t")
        assert ONE_CHAIN not in wizard.text
        await wizard.press("up", "a", "b", "enter", "enter", "n")
        assert ONE_CHAIN not in wizard.text


async def test_the_end_of_a_chain_that_can_be_changed_says_what_can_be_made_of_it(open_wizard: OpenWizard) -> None:
    async with open_wizard(COLD, "whys") as wizard:
        await wizard.press("enter", "a", "enter", "enter", "n", "b", "enter", "enter", "c")
        assert "Up, then F makes it a contributing factor, A an action" in wizard.text
        await wizard.press("up", "F", "1")
        assert wizard.report.contributing_factors.factors[0].whys == ("W2",)


async def test_how_is_asked_instead_of_why_until_the_report_is_closed(open_wizard: OpenWizard) -> None:
    async with open_wizard(BLAMING, "whys") as wizard:
        await wizard.press("up", "a")
        await choose_command(wizard, "ask how")
        assert 'How did this come about?   "Mira forgot the unit"' in wizard.text
        assert "What did people see?" in wizard.text
        await wizard.press("ctrl+o", "6", "ctrl+o", "5")
        assert "How did this come about?" in wizard.text
        await wizard.press("x", "enter", "up", "h", "escape")
        assert 'Why did this happen?   "x"' in wizard.text
        assert [why.answer for why in wizard.report.five_whys.answers] == ["Mira forgot the unit", "x"]
