"""Every section as it looks: empty, half done and whole, on a small and on a large terminal."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from pmwizard.model import Report
from pmwizard.model.paths import replaced
from pmwizard.questions import SECTIONS
from tests.ui.centre import centre
from tests.ui.conftest import OpenWizard
from tests.ui.reports import full_report, half_report

SIZES = [(80, 24), (160, 45)]
FORMS = ["metadata", "impact", "timeline", "response", "lessons", "actions", "prevention"]
EVERY = [section.id for section in SECTIONS]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("section", FORMS)
async def test_a_section_of_an_empty_report_looks_like_this(
    open_wizard: OpenWizard, snapshot: SnapshotAssertion, section: str, size: tuple[int, int]
) -> None:
    async with open_wizard(section=section, size=size) as wizard:
        assert centre(wizard) == snapshot


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("section", FORMS)
async def test_a_section_of_a_half_done_report_looks_like_this(
    open_wizard: OpenWizard, snapshot: SnapshotAssertion, section: str, size: tuple[int, int]
) -> None:
    async with open_wizard(half_report(), section=section, size=size) as wizard:
        assert centre(wizard) == snapshot


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("section", FORMS)
async def test_a_section_of_a_whole_report_looks_like_this(
    open_wizard: OpenWizard, snapshot: SnapshotAssertion, section: str, size: tuple[int, int]
) -> None:
    async with open_wizard(full_report(), section=section, size=size) as wizard:
        assert centre(wizard) == snapshot


@pytest.mark.parametrize("section", EVERY)
async def test_an_empty_section_needs_no_scrolling_marks_the_focus_and_names_six_keys(
    open_wizard: OpenWizard, section: str
) -> None:
    async with open_wizard(section=section) as wizard:
        body = wizard.app.screen.query_one("#body")
        for widget in body.query("*"):
            if not widget.region.height:
                continue
            rows = widget.max_scroll_y if widget.is_scrollable and not widget.has_focus else 0
            assert not rows, f"{section} is {rows} rows too high at 80x24 in the layout sre"
        assert wizard.app.focused is not None
        assert body in wizard.app.focused.ancestors
        marked = [line for line in wizard.lines[3:20] if line[:3].strip() == ">" or line.strip().startswith("> ")]
        assert marked, wizard.text
        keys = wizard.lines[23]
        assert "F1 Help" in keys
        assert "Ctrl+Q Quit" in keys
        assert len([part for part in keys.split("  ") if part.strip()]) <= 6
        assert ".." not in keys


@pytest.mark.parametrize("section", EVERY)
async def test_opening_a_section_edits_nothing(open_wizard: OpenWizard, section: str) -> None:
    report = replaced(half_report(), "summary.executive", "Checkout failed for 27 minutes.")
    async with open_wizard(report, section=section) as wizard:
        await wizard.press("tab", "tab", "shift+tab", "escape")
        assert wizard.report == report
        assert wizard.app.session.draft.undo() is None


@pytest.mark.parametrize("section", EVERY)
async def test_escape_ten_times_changes_nothing(open_wizard: OpenWizard, section: str) -> None:
    report = full_report()
    async with open_wizard(report, section=section) as wizard:
        before = wizard.report
        await wizard.press(*["escape"] * 10)
        assert wizard.report == before
        assert wizard.app.is_running


async def test_sections_follow_each_other_to_the_last_and_back(open_wizard: OpenWizard) -> None:
    async with open_wizard(section="metadata") as wizard:
        ids = [state.section.id for state in wizard.app.session.states()]
        seen = [wizard.app.frame.section_id]  # type: ignore[union-attr]
        for _ in ids[1:]:
            await wizard.press("ctrl+n")
            seen.append(wizard.app.frame.section_id)  # type: ignore[union-attr]
        assert seen == ids
        await wizard.press("f3")
        assert wizard.app.frame.section_id == ids[-2]  # type: ignore[union-attr]


async def test_any_section_is_two_keys_away_from_any_field(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="impact") as wizard:
        for section in SECTIONS:
            await wizard.press("ctrl+o", section.digit)
            assert wizard.app.frame.section_id == section.id  # type: ignore[union-attr]
            await wizard.press("ctrl+o", "2")


async def test_resizing_keeps_focus_text_and_cursor(open_wizard: OpenWizard) -> None:
    async with open_wizard(section="impact") as wizard:
        await wizard.press("tab")
        await wizard.type("about 12 000")
        await wizard.press("left", "left")
        for size in [(160, 45), (60, 18), (40, 10), (80, 24)]:
            await wizard.pilot.resize_terminal(*size)
            await wizard.pilot.pause()
        await wizard.type("5")
        assert wizard.report.impact.users_affected == "about 12 0500"


async def test_too_small_a_terminal_says_so(open_wizard: OpenWizard) -> None:
    async with open_wizard(section="impact", size=(50, 12)) as wizard:
        assert "Terminal is 50x12. pmwizard needs 60x16." in wizard.text


async def test_what_the_layout_insists_on_is_not_called_optional(open_wizard: OpenWizard) -> None:
    async with open_wizard(Report(layout="signoff"), "impact") as wizard:
        assert "Peak error rate" in wizard.text
        assert "Peak error rate (optional)" not in wizard.text
        assert "Support tickets (optional)" in wizard.text
