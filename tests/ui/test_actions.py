"""Actions by keys."""

from __future__ import annotations

from datetime import date

from pmwizard.model import Report
from tests.ui.conftest import OpenWizard, Wizard

LINKED = Report.model_validate(
    {
        "five_whys": {"answers": [{"id": "W1", "answer": "too short"}, {"id": "W2", "answer": "unseen"}]},
        "contributing_factors": {"factors": [{"id": "F1", "category": "testing_gap", "factor": "unit untested"}]},
    }
)


async def add_action(wizard: Wizard, words: str, owner: str, priority: str) -> None:
    """Add an action that gets its due date from the priority: five keys beyond what it says."""
    await wizard.type(words)
    await wizard.press("enter")
    await wizard.type(owner)
    await wizard.press("enter", priority, "enter", "enter")


async def test_an_action_is_added_with_its_due_date_from_the_priority(open_wizard: OpenWizard) -> None:
    async with open_wizard(section="actions") as wizard:
        await add_action(wizard, "Add the unit to every timeout key", "lee", "1")
        (action,) = wizard.report.action_items
        assert (action.id, action.owner, action.priority, action.status) == ("AI-001", "lee", "P1", "open")
        assert action.due == date(2026, 12, 21)
        assert wizard.app.focused.path == "action_items.action"  # type: ignore[union-attr]


async def test_a_typed_date_wins_over_the_proposed_one(open_wizard: OpenWizard) -> None:
    async with open_wizard(section="actions") as wizard:
        await wizard.type("Do it")
        await wizard.press("enter", "enter", "0")
        assert "= Sat 28 Nov 2026, in 7 days. Enter keeps it, another date replaces it" in wizard.text
        await wizard.type("15 jan 2027")
        assert "= Fri 15 Jan 2027, in 55 days" in wizard.text
        await wizard.press("enter", "enter")
        assert wizard.report.action_items[0].due == date(2027, 1, 15)


async def test_a_typed_date_is_written_on_where_it_is_met_again(open_wizard: OpenWizard) -> None:
    async with open_wizard(section="actions") as wizard:
        await wizard.type("Do it")
        await wizard.press("enter", "enter", "0")
        await wizard.type("15 jan")
        await wizard.press("shift+tab", "tab")
        await wizard.type(" 2027")
        await wizard.press("enter", "enter")
        assert wizard.report.action_items[0].due == date(2027, 1, 15)


async def test_status_goes_round_and_asks_why_it_will_not_be_done(open_wizard: OpenWizard) -> None:
    async with open_wizard(section="actions") as wizard:
        await add_action(wizard, "Do it", "lee", "1")
        await wizard.press("up", "s", "s")
        assert [one.status for one in wizard.report.action_items] == ["done"]
        await wizard.press("s")
        await wizard.type("Costs more than it saves")
        await wizard.press("enter")
        assert [(one.status, one.reason) for one in wizard.report.action_items] == [
            ("wont_do", "Costs more than it saves")
        ]


async def test_how_it_was_verified_is_asked_of_an_action_that_is_done(open_wizard: OpenWizard) -> None:
    async with open_wizard(section="actions") as wizard:
        await add_action(wizard, "Do it", "lee", "1")
        await wizard.press("up", "enter")
        assert "Verified" not in wizard.text
        await wizard.press("escape", "up", "s", "s")
        assert "Enter opens it, to say how that was verified" in wizard.text
        await wizard.press("enter")
        for path, text in (("verified_on", "24 nov 2026"), ("verified_how", "No page since")):
            while getattr(wizard.app.focused, "path", "") != f"action_items.{path}":
                await wizard.press("tab")
            await wizard.type(text)
        await wizard.press("enter", "up")
        (action,) = wizard.report.action_items
        assert (action.verified_on, action.verified_how) == (date(2026, 11, 24), "No page since")
        assert "Done, verified 24 Nov 2026: No page since" in wizard.text


async def test_kind_links_and_ticket_are_entered_by_editing(open_wizard: OpenWizard) -> None:
    async with open_wizard(LINKED, section="actions") as wizard:
        await add_action(wizard, "Do it", "lee", "1")
        await wizard.press("up", "y", "2", "enter")
        for path, text in (("addresses", "F1, W2"), ("tracker_issue", "#1102")):
            while getattr(wizard.app.focused, "path", "") != f"action_items.{path}":
                await wizard.press("tab")
            await wizard.type(text)
        await wizard.press("enter")
        (action,) = wizard.report.action_items
        assert (action.kind, action.addresses, action.tracker_issue) == ("detect", ("F1", "W2"), "#1102")


async def test_no_actions_need_a_reason_and_it_is_asked_for(open_wizard: OpenWizard) -> None:
    async with open_wizard(section="actions") as wizard:
        while getattr(wizard.app.focused, "path", "") != "review.no_actions_because":
            await wizard.press("tab")
        await wizard.type("Nothing to change")
        assert wizard.report.review.no_actions_because == "Nothing to change"


async def test_actions_are_moved_deleted_and_brought_back(open_wizard: OpenWizard) -> None:
    async with open_wizard(section="actions") as wizard:
        await add_action(wizard, "First", "lee", "1")
        await add_action(wizard, "Second", "dana", "2")
        await wizard.press("up", "K")
        assert [one.action for one in wizard.report.action_items] == ["Second", "First"]
        await wizard.press("d", "u")
        assert [one.id for one in wizard.report.action_items] == ["AI-002", "AI-001"]
