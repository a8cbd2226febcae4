"""Changes that come in from the file while somebody types leave what is typed alone."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from textual import events

from pmwizard.draft.saving.merging import Incoming
from pmwizard.model import Report
from pmwizard.model.paths import replaced, value_at
from tests.ui.conftest import OpenWizard, Wizard

BEGUN: dict[str, Any] = {"layout": "sre", "metadata": {"title": "Payments down", "status": "draft"}}


def come_in(wizard: Wizard, path: str, value: str) -> None:
    """Lets a change of another program come in, as saving tells of it."""
    base = wizard.report
    incoming = Incoming(base, replaced(base, path, value), ("a change",))
    wizard.app.session.autosave._came.append(incoming)
    wizard.app._changes_came_in(incoming)


PARTS = [
    ("metadata", "metadata.title", " and ", "more", "Payments down and more"),
    ("metadata", "metadata.services_affected", "checkout, ", "refunds", ("checkout", "refunds")),
    ("impact", "impact.user_facing", "one\n", "two", "one\ntwo"),
    ("impact", "impact.users_affected", "about ", "9%", "about 9%"),
]
"""A section, a question, the beginning and the rest of its answer, and the answer."""


@pytest.mark.parametrize("parts", PARTS, ids=lambda parts: parts[1])
async def test_a_field_goes_on_as_it_was_typed(open_wizard: OpenWizard, parts: tuple[str, str, str, str, Any]) -> None:
    section, path, first, rest, answer = parts
    async with open_wizard(Report.model_validate(BEGUN), section) as wizard:
        while getattr(wizard.app.focused, "path", "") != path:
            await wizard.press("tab")
        await wizard.send(*("enter" if letter == "\n" else letter for letter in first))
        come_in(wizard, "impact.revenue", "10")
        await wizard.type(rest)
        assert wizard.report.impact.revenue == "10"
        assert value_at(wizard.report, path) == answer


async def test_letters_on_their_way_are_not_overwritten(open_wizard: OpenWizard) -> None:
    async with open_wizard(Report.model_validate(BEGUN), "impact") as wizard:
        for steps in range(40):
            wizard.app.post_message(events.Key("x", "x"))
            for _ in range(steps):
                await asyncio.sleep(0)
            come_in(wizard, "impact.revenue", str(steps))
        await wizard.app.terminal.type_ahead.settled(20)
        await wizard.pilot.pause()
        assert wizard.report.impact.user_facing == "x" * 40
        assert wizard.report.impact.revenue == "39"


async def test_an_answer_that_came_in_is_shown(open_wizard: OpenWizard) -> None:
    async with open_wizard(Report.model_validate(BEGUN), "impact") as wizard:
        await wizard.type("Checkout failed")
        come_in(wizard, "impact.users_affected", "about 12 000")
        await wizard.pause()
        assert "about 12 000" in wizard.text
        assert "Checkout failed" in wizard.text
