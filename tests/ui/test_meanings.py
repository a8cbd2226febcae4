"""What could mean several days or instants is asked about with one key, and left as typed when it is not answered."""

from __future__ import annotations

import pytest

from pmwizard.model import Report
from pmwizard.model.moments import event_of
from pmwizard.model.paths import replaced
from tests.ui.conftest import OpenWizard, Wizard
from tests.ui.reports import half_report

PARIS = replaced(half_report(), "metadata.zone", "Europe/Paris")


def started(wizard: Wizard) -> str:
    event = event_of(wizard.report, "started")
    return f"{event.at:%m-%d %H:%M}" if event and event.at else ""


async def go_to(wizard: Wizard, path: str) -> None:
    """Go to a field, and empty it."""
    for _ in range(40):
        if getattr(wizard.app.focused, "path", "") == path:
            await wizard.press("ctrl+u")
            return
        await wizard.press("tab")
    raise AssertionError(path)


@pytest.mark.parametrize(("digit", "stored"), [("1", "11-20 08:15"), ("2", "11-20 13:45")])
async def test_a_zone_of_several_names_is_chosen_with_a_digit(open_wizard: OpenWizard, digit: str, stored: str) -> None:
    async with open_wizard(half_report(), section="metadata") as wizard:
        await go_to(wizard, "moments.started")
        await wizard.type("13:45 IST")
        await wizard.press("enter")
        assert "1  Fri 20 Nov 2026 08:15 UTC" in wizard.text
        assert "2  Fri 20 Nov 2026 13:45 UTC" in wizard.text
        assert started(wizard) == "11-20 13:42"
        await wizard.press(digit)
        assert started(wizard) == stored
        assert wizard.app.focused.path == "moments.recovered"  # type: ignore[union-attr]
        assert "moments.started" not in wizard.report.drafts


async def test_a_local_time_that_came_twice_is_offered_in_both_zones(open_wizard: OpenWizard) -> None:
    async with open_wizard(PARIS, section="metadata") as wizard:
        await go_to(wizard, "moments.started")
        await wizard.type("2026-10-25 02:30")
        await wizard.press("enter")
        assert "1  Sun 25 Oct 2026 02:30 +02:00 Europe/Paris, 00:30 UTC" in wizard.text
        assert "2  Sun 25 Oct 2026 02:30 +01:00 Europe/Paris, 01:30 UTC" in wizard.text
        await wizard.press("2")
        assert started(wizard) == "10-25 01:30"
        shown = wizard.app.screen.focus_previous()
        assert getattr(shown, "text", "") == "02:30 +01:00"


async def test_esc_leaves_the_text_as_typed(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="metadata") as wizard:
        await go_to(wizard, "moments.recovered")
        await wizard.type("3/4/2026 10:00")
        await wizard.press("enter", "escape")
        assert wizard.app.focused.path == "moments.recovered"  # type: ignore[union-attr]
        assert wizard.app.focused.text == "3/4/2026 10:00"  # type: ignore[union-attr]
        assert wizard.report.drafts["moments.recovered"] == "3/4/2026 10:00"


async def test_enter_and_letters_typed_ahead_choose_nothing(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="metadata") as wizard:
        await go_to(wizard, "moments.started")
        await wizard.type("13:45 IST")
        await wizard.press("enter", "enter")
        assert "IST names several zones" in wizard.text
        await wizard.press("n")
        assert wizard.app.focused.path == "moments.recovered"  # type: ignore[union-attr]
        assert wizard.app.focused.text.endswith("n")  # type: ignore[union-attr]
        assert started(wizard) == "11-20 13:42"
        assert wizard.report.drafts["moments.started"] == "13:45 IST"


async def test_arrows_and_enter_choose_too(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="metadata") as wizard:
        await go_to(wizard, "moments.started")
        await wizard.type("13:45 IST")
        await wizard.press("enter", "down", "enter")
        assert started(wizard) == "11-20 13:45"


async def test_a_date_with_day_and_month_exchanged_is_chosen_with_a_digit(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="metadata") as wizard:
        await go_to(wizard, "metadata.incident_date")
        await wizard.type("3/4/2026")
        await wizard.press("enter")
        assert "1  Fri 3 Apr 2026" in wizard.text
        assert "2  Wed 4 Mar 2026" in wizard.text
        await wizard.press("2")
        assert str(wizard.report.metadata.incident_date) == "2026-03-04"


async def test_a_due_date_of_a_row_is_chosen_with_a_digit(open_wizard: OpenWizard) -> None:
    async with open_wizard(Report(layout="sre"), section="actions") as wizard:
        await wizard.type("Alert on failed payments")
        await go_to(wizard, "action_items.due")
        await wizard.type("3/4/2027")
        await wizard.press("enter")
        while not wizard.report.action_items and "could be" not in wizard.text:
            await wizard.press("enter")
        await wizard.press("1")
        assert [str(action.due) for action in wizard.report.action_items] == ["2027-04-03"]


@pytest.mark.parametrize("size", [(60, 18), (80, 24)])
async def test_the_meanings_stand_whole_on_the_screen(open_wizard: OpenWizard, size: tuple[int, int]) -> None:
    async with open_wizard(PARIS, section="metadata", size=size) as wizard:
        await go_to(wizard, "moments.started")
        await wizard.type("13:45 IST")
        await wizard.press("enter")
        assert "3  Fri 20 Nov 2026 12:45 Europe/Paris, 11:45 UTC" in wizard.text
        assert "A digit chooses, or arrows and Enter   Esc back" in wizard.text
