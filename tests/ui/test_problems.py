"""The list of problems that stands between a section and the next."""

from __future__ import annotations

from tests.ui.conftest import OpenWizard


async def test_what_is_typed_ahead_past_a_problem_is_in_the_next_section(open_wizard: OpenWizard) -> None:
    async with open_wizard(section="metadata") as wizard:
        await wizard.send("tab", "tab", *"2575", "ctrl+n", *"Checkout failed")
        assert wizard.app.frame.section_id == "impact"  # type: ignore[union-attr]
        assert wizard.report.impact.user_facing == "Checkout failed"
        assert wizard.report.drafts == {"moments.started": "2575"}
