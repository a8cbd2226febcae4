"""Taking back everything: over sections, saves, changes of layout and changes that came in from the file."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from pmwizard.model import Report
from pmwizard.model.parts.timeline import Event
from pmwizard.model.paths import with_row
from pmwizard.store.files.read import load
from pmwizard.store.files.save import save
from tests.ui.conftest import Wizard
from tests.ui.reports import full_report, half_report

OpenWizard = Callable[..., AbstractAsyncContextManager[Wizard]]

PATH = Path("INC-2026-11-20-001.toml")
STEPS = 120


async def write_everywhere(wizard: Wizard) -> None:
    """Change the report in many small steps, in many sections, and save now and then."""
    draft = wizard.app.session.draft
    for number in range(STEPS // 4):
        for path in ("metadata.title", "impact.user_facing", "root_cause.trigger", "lessons.acknowledgments"):
            draft.edit(path, f"words {number}")
            draft.end_stroke()
        if number % 10 == 0:
            wizard.app.session.autosave.flush()


async def test_a_hundred_steps_are_taken_back_over_saves_and_what_came_in_stays(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="metadata") as wizard:
        before = wizard.report
        await write_everywhere(wizard)
        wizard.app.session.autosave.flush()
        stored = load(PATH)
        save(PATH, with_row(stored.report, "timeline", Event(event="came in")), stored)
        wizard.app.session.draft.edit("impact.revenue", "none")
        wizard.app.session.autosave.flush()
        await wizard.pause()
        assert [one.event for one in wizard.report.timeline if one.event == "came in"] == ["came in"]
        await wizard.send(*["ctrl+z"] * (STEPS + 1))
        assert "Undone" in wizard.text
        left = tuple(one for one in wizard.report.timeline if one.event != "came in")
        assert wizard.report.model_copy(update={"timeline": left}) == before
        assert len(left) + 1 == len(wizard.report.timeline)
        await wizard.press("ctrl+z")
        assert "Nothing to undo" in wizard.text
        await wizard.send(*["ctrl+y"] * (STEPS + 1))
        assert wizard.report.impact.revenue == "none"
        assert wizard.report.metadata.title == f"words {STEPS // 4 - 1}"


async def test_acts_of_every_screen_are_taken_back_in_their_order(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="timeline") as wizard:
        seen = [answers(wizard.report)]

        async def press(*keys: str) -> None:
            for key in keys:
                await wizard.press(key)
                if answers(wizard.report) != seen[-1]:
                    seen.append(answers(wizard.report))

        await press("up", "t", "m", "d", "ctrl+l", "1", "ctrl+o", "6", "up", "minus", "ctrl+o", "1", "x", "ctrl+l", "2")
        assert len(seen) > 5
        done, seen = seen, seen[-1:]
        while "Nothing to undo" not in wizard.text:
            await press("ctrl+z")
        assert seen == done[::-1]


@pytest.mark.parametrize("section", ["whys", "actions", "timeline"])
async def test_a_removed_row_that_comes_back_has_the_cursor(open_wizard: OpenWizard, section: str) -> None:
    async with open_wizard(full_report(), section=section) as wizard:
        await wizard.press("up", "k", "k", "k")
        before = [line for line in wizard.lines if line.startswith(" >")]
        await wizard.press("d")
        assert [line for line in wizard.lines if line.startswith(" >")] != before
        await wizard.press("u")
        assert [line for line in wizard.lines if line.startswith(" >")] == before


def answers(report: Report) -> Report:
    """Returns a report without the text that is not understood or added yet."""
    return report.model_copy(update={"drafts": {}})
