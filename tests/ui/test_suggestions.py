"""Names already in the report are offered; nothing changes what was typed but taking one of them."""

from __future__ import annotations

from pmwizard.model import Report
from tests.ui.conftest import OpenWizard
from tests.ui.person import Person

NAMED = Report.model_validate({"metadata": {"author": "Lee Ito", "attendees": ["Dana Okafor", "Leo Brandt"]}})


async def test_enter_takes_what_is_typed_though_a_longer_name_fits(open_wizard: OpenWizard) -> None:
    async with open_wizard(NAMED, section="actions") as wizard:
        await wizard.send(*"Do it", "enter", *"lee", "enter", "1", "enter", "enter")
        assert [one.owner for one in wizard.report.action_items] == ["lee"]


async def test_the_names_that_fit_are_told_and_down_offers_them(open_wizard: OpenWizard) -> None:
    async with open_wizard(NAMED, section="actions") as wizard:
        await wizard.send(*"Do it", "enter")
        assert "One person, who has said yes. Down lists names" in wizard.text
        await wizard.type("le")
        assert "Down takes a name: Lee Ito, Leo Brandt" in wizard.text
        await wizard.press("down", "down", "escape")
        assert wizard.app.focused.text == "le"  # type: ignore[union-attr]
        await wizard.press("down", "down", "enter")
        assert wizard.app.focused.text == "Leo Brandt"  # type: ignore[union-attr]
        await wizard.send("enter", "1", "enter", "enter")
        assert [one.owner for one in wizard.report.action_items] == ["Leo Brandt"]


async def test_a_name_is_taken_by_keys_typed_ahead(open_wizard: OpenWizard) -> None:
    async with open_wizard(NAMED, section="actions") as wizard:
        await wizard.send(*"Do it", "enter", *"ok", "down", "enter", "enter", "0", "enter", "enter")
        (action,) = wizard.report.action_items
        assert (action.action, action.owner, action.priority) == ("Do it", "Dana Okafor", "P0")


async def test_more_than_one_owner_is_told_at_once_and_taken(open_wizard: OpenWizard) -> None:
    async with open_wizard(NAMED, section="actions") as wizard:
        await wizard.send(*"Do it", "enter", *"lee, dana")
        assert "More than one owner. Enter the one person who has said yes" in wizard.text
        await wizard.send("enter", "1", "enter", "enter")
        assert [one.owner for one in wizard.report.action_items] == ["lee, dana"]


async def test_names_are_offered_wherever_a_person_is_asked_for(open_wizard: OpenWizard) -> None:
    async with open_wizard(NAMED, section="timeline") as wizard:
        await wizard.send(*"0900", "enter", *"Alert", "tab", *"da", "down", "enter", "enter")
        assert [one.who for one in wizard.report.timeline] == ["Dana Okafor"]
        await wizard.send("ctrl+f", *"Since when", "enter", *"le", "down", "enter", "enter")
        assert [one.who for one in wizard.report.follow_ups] == ["Lee Ito"]


async def test_a_name_is_added_behind_those_before_it(open_wizard: OpenWizard) -> None:
    async with open_wizard(NAMED, section="metadata") as wizard:
        await Person(wizard, NAMED).reach("metadata.attendees")
        await wizard.send(*", le", "down", "enter")
        assert wizard.report.metadata.attendees == ("Dana Okafor", "Leo Brandt", "Lee Ito")


async def test_where_nobody_is_named_down_says_so(open_wizard: OpenWizard) -> None:
    async with open_wizard(section="actions") as wizard:
        await wizard.send(*"Do it", "enter", "down")
        assert "Nobody else is named in this report yet" in wizard.text


async def test_an_action_is_taken_as_a_row_of_what_prevents(open_wizard: OpenWizard) -> None:
    report = Report.model_validate(
        {"layout": "hotfix", "action_items": [{"id": "AI-001", "action": "Alert on lag", "kind": "detect"}]}
    )
    async with open_wizard(report, section="prevention") as wizard:
        await Person(wizard, report).reach("prevention.alerts.name")
        assert "Down lists actions" in wizard.text
        await wizard.send("down", "enter", *["enter"] * 8)
        assert [one.name for one in wizard.report.prevention.alerts] == ["Alert on lag"]


async def test_a_lesson_takes_its_area_from_the_letter_before_it(open_wizard: OpenWizard) -> None:
    async with open_wizard(Report(layout="hotfix"), section="lessons") as wizard:
        await Person(wizard, Report()).reach("lessons.takeaways.text")
        await wizard.type("p pushes need stages")
        assert "= process: pushes need stages" in wizard.text
        await wizard.send("enter", "enter")
        (lesson,) = wizard.report.lessons.takeaways
        assert (lesson.area, lesson.text) == ("process", "pushes need stages")
