"""What other programs write to the report while it is open."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from pmwizard.model import Report
from pmwizard.model.paths import replaced
from pmwizard.store.files.read import load
from pmwizard.store.files.save import save
from tests.ui.conftest import OpenWizard, Wizard
from tests.ui.reports import half_report


def written_by_another(wizard: Wizard, change: Callable[[Report], Report]) -> None:
    """Change the report file as another program would."""
    stored = load(wizard.app.session.path)
    save(stored.path, change(stored.report), stored)


async def until(wizard: Wizard, condition: Callable[[], bool]) -> None:
    """Wait until something holds."""
    for _ in range(200):
        if condition():
            return
        await asyncio.sleep(0.05)
        await wizard.pilot.pause()
    raise AssertionError(wizard.text)


async def test_what_another_program_wrote_is_shown_though_nothing_is_typed(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="metadata") as wizard:
        written_by_another(wizard, lambda report: replaced(report, "metadata.incident_commander", "Mira"))
        await until(wizard, lambda: "Mira" in wizard.text)
        assert "Merged from disk" in wizard.text
        await wizard.press("ctrl+o", "2")
        assert wizard.app.frame.section_id == "impact"  # type: ignore[union-attr]


async def test_an_answer_that_both_changed_is_asked_about(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="impact") as wizard:
        await wizard.press("tab")
        await wizard.type("mine")
        written_by_another(wizard, lambda report: replaced(report, "impact.users_affected", "theirs"))
        await until(wizard, lambda: "Another program changed Users affected too" in wizard.text)
        await wizard.press("enter")
        assert wizard.report.impact.users_affected == "mine / theirs"
        assert "mine / theirs" in wizard.text


async def test_one_side_is_chosen_with_arrows(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="impact") as wizard:
        await wizard.press("tab")
        await wizard.type("mine")
        written_by_another(wizard, lambda report: replaced(report, "impact.users_affected", "theirs"))
        await until(wizard, lambda: "Another program changed Users affected too" in wizard.text)
        await wizard.press("up", "enter")
        assert wizard.report.impact.users_affected == "theirs"


async def test_leaving_the_question_keeps_both_sides(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="impact") as wizard:
        await wizard.press("tab")
        await wizard.type("mine")
        written_by_another(wizard, lambda report: replaced(report, "impact.users_affected", "theirs"))
        await until(wizard, lambda: "Another program changed Users affected too" in wizard.text)
        await wizard.press("escape")
        assert wizard.report.impact.users_affected == "mine / theirs"


async def test_typing_on_loses_neither_side_nor_a_letter(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="impact") as wizard:
        await wizard.press("tab")
        await wizard.type("mine")
        written_by_another(wizard, lambda report: replaced(report, "impact.users_affected", "theirs"))
        await until(wizard, lambda: "Another program changed Users affected too" in wizard.text)
        await wizard.type(" 12 the")
        said = wizard.report.impact.users_affected
        assert said
        assert "mine" in said
        assert "theirs" in said
        assert "12 the" in said
