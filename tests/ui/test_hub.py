from __future__ import annotations

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from pmwizard.model import Report
from pmwizard.model.paths import replaced
from pmwizard.store import toml
from pmwizard.ui.sections.overview import HubScreen
from tests.ui.conftest import OpenWizard
from tests.ui.reports import full_report, half_report

SIZES = [(80, 24), (160, 45)]


@pytest.mark.parametrize("size", SIZES)
async def test_the_overview_of_an_empty_report_looks_like_this(
    open_wizard: OpenWizard, snapshot: SnapshotAssertion, size: tuple[int, int]
) -> None:
    async with open_wizard(size=size) as wizard:
        assert wizard.text == snapshot
        assert wizard.app.screen.query_one("HubRows").max_scroll_y == 0


@pytest.mark.parametrize("size", SIZES)
async def test_the_overview_of_a_half_done_report_looks_like_this(
    open_wizard: OpenWizard, snapshot: SnapshotAssertion, size: tuple[int, int]
) -> None:
    async with open_wizard(half_report(), size=size) as wizard:
        assert wizard.text == snapshot


@pytest.mark.parametrize("size", SIZES)
async def test_the_overview_of_a_whole_report_looks_like_this(
    open_wizard: OpenWizard, snapshot: SnapshotAssertion, size: tuple[int, int]
) -> None:
    async with open_wizard(full_report(), size=size) as wizard:
        assert wizard.text == snapshot


async def test_a_new_report_says_once_what_it_is_about(open_wizard: OpenWizard) -> None:
    async with open_wizard() as wizard:
        assert "Systems and conditions, not" in wizard.text
    async with open_wizard(half_report()) as wizard:
        assert "Systems and conditions, not" not in wizard.text


async def test_opening_the_overview_edits_nothing(open_wizard: OpenWizard) -> None:
    report = half_report()
    async with open_wizard(report) as wizard:
        await wizard.pause()
        assert wizard.report == report
        assert wizard.app.session.draft.undo() is None


@pytest.mark.parametrize("digit", list("1234567890"))
async def test_a_digit_opens_its_section(open_wizard: OpenWizard, digit: str) -> None:
    async with open_wizard(half_report()) as wizard:
        await wizard.press(digit)
        frame = wizard.app.frame
        assert frame is not None
        assert frame.section_id
        assert f"Step {digit if digit != '0' else '10'} of 10" in wizard.text


async def test_enter_opens_the_section_that_comes_next(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report()) as wizard:
        await wizard.press("enter")
        assert "Step 1 of 10" in wizard.text


@pytest.mark.parametrize("section", ["", "impact"])
async def test_a_section_that_the_layout_needs_nothing_of_counts_as_done(open_wizard: OpenWizard, section: str) -> None:
    report = replaced(replaced(full_report(), "layout", "trading"), "five_whys", {})
    async with open_wizard(report, section) as wizard:
        await wizard.pause()
        assert "xxxxxxxxxx  10 of 10 done" in wizard.text
        await wizard.press("ctrl+o")
        assert "Five Whys" not in wizard.text


async def test_the_cursor_goes_past_the_gap_to_the_other_things(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report()) as wizard:
        await wizard.press("end")
        assert any(line.startswith(" > x  Export preview") for line in wizard.lines)
        await wizard.press("up", "up", "up")
        assert any(line.startswith(" > 0  Review and export") for line in wizard.lines)


async def test_x_shows_the_document_and_esc_comes_back(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report()) as wizard:
        await wizard.press("x")
        assert "Export preview" in wizard.lines[1]
        await wizard.press("escape")
        assert isinstance(wizard.app.screen, HubScreen)


async def test_the_only_report_has_no_other_to_open(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report()) as wizard:
        await wizard.press("o")
        assert "This is the only report here" in wizard.text


async def test_another_report_of_the_folder_can_be_opened(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report()) as wizard:
        Path("INC-2019-07-02-001.toml").write_text(toml.dump(full_report()), encoding="utf-8")
        await wizard.press("o")
        assert "Global 502 errors after a firewall" in wizard.text
        await wizard.press("1")
        assert "Global 502 errors after a firewall" in wizard.lines[0]
        assert wizard.report.metadata.incident_id == "INC-2019-07-02-001"


async def test_a_report_that_cannot_be_saved_is_not_left(open_wizard: OpenWizard, tmp_path: Path) -> None:
    async with open_wizard(half_report()) as wizard:
        Path("INC-2019-07-02-001.toml").write_text(toml.dump(full_report()), encoding="utf-8")
        Path("INC-2026-11-20-001.toml").chmod(0o444)
        wizard.app.session.draft.edit("metadata.title", "Typed and not saved")
        await wizard.press("o", "1")
        assert "Not saved" in wizard.text
        assert wizard.report.metadata.title == "Typed and not saved"
        Path("INC-2026-11-20-001.toml").chmod(0o644)


async def test_n_begins_another_report(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report()) as wizard:
        await wizard.press("n")
        assert "Step 1 of 10  Incident metadata" in wizard.text
        assert not wizard.report.metadata.title


async def test_the_states_follow_the_report(open_wizard: OpenWizard) -> None:
    async with open_wizard(Report(layout="sre")) as wizard:
        assert "2  Impact                        To do" in wizard.text
        wizard.app.session.draft.edit("impact.user_facing", "Nothing loaded")
        await wizard.pause()
        assert "2  Impact                        In progress" in wizard.text


async def test_help_and_quit_are_always_among_the_keys(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report()) as wizard:
        keys = wizard.lines[-1]
        assert keys.endswith("F1 Help   Ctrl+Q Quit")
        assert len(keys.split("   ")) <= 6
