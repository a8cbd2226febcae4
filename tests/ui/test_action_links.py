"""What actions are for: told on the row, typed by name, and begun from what has no action yet."""

from __future__ import annotations

from datetime import date

from pmwizard.model import Report
from tests.ui.conftest import OpenWizard

LINKED = Report.model_validate(
    {
        "metadata": {"incident_date": date(2026, 11, 20)},
        "five_whys": {
            "answers": [
                {"id": "W1", "answer": "timeouts too short"},
                {"id": "W5", "parent": "W1", "answer": "ms, not seconds", "stop": "can_change"},
            ]
        },
        "contributing_factors": {
            "factors": [
                {"id": "F1", "category": "detection_gap", "factor": "pushes not shown"},
                {"id": "F2", "category": "testing_gap", "factor": "unit untested"},
            ]
        },
        "action_items": [
            {"id": "AI-001", "action": "Show pushes", "owner": "lee", "status": "open", "addresses": ["F1", "F9"]}
        ],
    }
)


async def test_a_row_tells_what_it_is_for_and_what_is_gone(open_wizard: OpenWizard) -> None:
    async with open_wizard(LINKED, section="actions") as wizard:
        assert "F1, F9?" in wizard.text
        await wizard.press("up")
        assert "For F1 pushes not shown; F9, which is gone" in wizard.text
        await wizard.press("l")
        assert wizard.app.focused.text == "F1, F9"  # type: ignore[union-attr]
        await wizard.send(*", w1.2", "enter")
        assert wizard.report.action_items[0].addresses == ("F1", "F9", "W5")


async def test_one_key_starts_an_action_for_a_factor_that_has_none(open_wizard: OpenWizard) -> None:
    async with open_wizard(LINKED, section="actions") as wizard:
        assert "+ For F2 unit untested" in wizard.text
        assert "+ For W1.2 ms, not seconds" in wizard.text
        assert "1 action, 2 causes without one" in wizard.text
        await wizard.press("up", "down", "enter")
        assert "For F2 unit untested" in wizard.lines[-3]
        await wizard.send(*"Test units", "enter", *"lee", "enter", "1", "enter", "enter")
        assert wizard.report.action_items[1].addresses == ("F2",)
        assert "+ For F2" not in wizard.text
        await wizard.pause()
        assert "2 actions, 1 cause without one" in wizard.text


async def test_down_offers_what_has_no_action_before_any_word_is_typed(open_wizard: OpenWizard) -> None:
    async with open_wizard(LINKED, section="actions") as wizard:
        await wizard.send("down", "down", "enter", *"Name units", "enter", *"lee", "enter", "0", "enter", "enter")
        (_, action) = wizard.report.action_items
        assert (action.action, action.addresses, action.due) == ("Name units", ("W5",), date(2026, 11, 27))


async def test_keys_without_an_action_to_work_on_say_so(open_wizard: OpenWizard) -> None:
    async with open_wizard(LINKED, section="actions") as wizard:
        await wizard.press("up", "down", "d")
        assert "There is no action for F2 yet. Enter starts one" in wizard.text
        await wizard.press("s", "y", "l", "J")
        assert wizard.report.action_items == LINKED.action_items


async def test_a_name_is_told_in_words_and_an_unknown_one_is_not_taken(open_wizard: OpenWizard) -> None:
    async with open_wizard(LINKED, section="actions") as wizard:
        await wizard.send(*"Test units", "enter", "enter", "1", "enter", *"f2")
        assert "= F2 unit untested" in wizard.text
        await wizard.send(*", F7", "enter")
        assert "There is no F7. Choose from F1 to F2, W1.1 to W1.2" in wizard.text
        assert wizard.report.action_items == LINKED.action_items
        await wizard.send("backspace", "1", "enter")
        assert wizard.report.action_items[1].addresses == ("F2", "F1")


async def test_words_say_what_an_action_prevents(open_wizard: OpenWizard) -> None:
    async with open_wizard(LINKED, section="actions") as wizard:
        await wizard.send(*"Test units", "enter", "enter", "1", "enter", *"F2, prevents silent errors", "enter")
        action = wizard.report.action_items[1]
        assert (action.addresses, action.prevents) == (("F2",), "silent errors")


async def test_a_date_typed_one_field_too_late_is_told(open_wizard: OpenWizard) -> None:
    """Elsewhere Enter follows the digit of a choice; here the digit alone goes on to the due date."""
    async with open_wizard(LINKED, section="actions") as wizard:
        await wizard.send(*"Test units", "enter", "enter", "1", "enter", *"15 jan", "enter")
        assert "This is a date. Shift+Tab goes back to Due" in wizard.text
        assert len(wizard.report.action_items) == 1


async def test_what_is_offered_stands_before_words_and_behind_names(open_wizard: OpenWizard) -> None:
    async with open_wizard(LINKED, section="actions") as wizard:
        await wizard.send(*"Test units", "enter", "enter", "1", "enter", "down", "enter", *", prevents x")
        await wizard.send("down", *"w1.2", "enter")
        assert wizard.app.focused.text == "W1.2, F2, prevents x"  # type: ignore[union-attr]


async def test_a_removed_factor_is_forgotten_by_its_action_in_one_step(open_wizard: OpenWizard) -> None:
    async with open_wizard(LINKED, section="factors") as wizard:
        await wizard.press("d")
        assert list(wizard.report.action_items[0].addresses) == ["F9"]
        await wizard.press("u")
        assert list(wizard.report.action_items[0].addresses) == ["F1", "F9"]


async def test_a_date_before_today_is_told_and_taken(open_wizard: OpenWizard) -> None:
    async with open_wizard(LINKED, section="actions") as wizard:
        await wizard.send(*"Test units", "enter", "enter", "1", *"2026-11-19")
        assert "= Thu 19 Nov 2026, before today" in wizard.text
        await wizard.send("enter", "enter")
        assert wizard.report.action_items[1].due == date(2026, 11, 19)


async def test_beside_the_list_stands_who_has_how_much_to_do_by_when(open_wizard: OpenWizard) -> None:
    async with open_wizard(LINKED, section="actions", size=(160, 45)) as wizard:
        await wizard.pause()
        assert "Without an action: 2" in wizard.text
        assert "To do, by owner" in wizard.text
        await wizard.press("up")
        await wizard.pause()
        assert "For       F9 (gone)" in wizard.text


async def test_the_pane_and_rows_fit_a_small_terminal(open_wizard: OpenWizard) -> None:
    async with open_wizard(LINKED, section="actions", size=(60, 18)) as wizard:
        assert all(len(line) <= 60 for line in wizard.lines)
        assert "Show pushes" in wizard.text


async def test_where_not_all_rows_are_in_sight_the_heading_tells_the_place(open_wizard: OpenWizard) -> None:
    actions = [{"id": f"AI-{number:03}", "action": f"Do {number}"} for number in range(1, 21)]
    async with open_wizard(Report.model_validate({"action_items": actions}), section="actions") as wizard:
        await wizard.press("up", "up")
        assert "Action   19 of 20" in wizard.text
