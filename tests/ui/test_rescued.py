"""Work that could not be saved is offered when its report is opened again."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from pmwizard.model import Report
from pmwizard.model.paths import replaced
from pmwizard.store.files.read import load
from pmwizard.store.files.rescue import find_rescue, write_rescue
from tests.clock import set_back
from tests.ui.conftest import SAVED_SECONDS_AGO, Wizard
from tests.ui.reports import half_report

OpenWizard = Callable[..., AbstractAsyncContextManager[Wizard]]

PATH = "INC-2026-11-20-001.toml"
WORDS = "Every checkout failed"


@pytest.fixture(autouse=True)
def _state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "scratch"))


def rescued(report: Report, seconds: float) -> Path:
    """Leave a copy with another answer, so many seconds newer than the file in the folder one works in."""
    copy = write_rescue(
        Path(PATH).absolute(), replaced(report, "impact.user_facing", WORDS), "Not saved: no space left on /home."
    )
    set_back(copy, SAVED_SECONDS_AGO - seconds)
    return copy


async def test_a_report_without_a_copy_asks_nothing(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report()) as wizard:
        assert "Unsaved work" not in wizard.text


async def test_the_copy_is_taken_up_with_one_key_and_the_file_kept(open_wizard: OpenWizard, tmp_path: Path) -> None:
    os.chdir(tmp_path)
    copy = rescued(half_report(), 120)
    async with open_wizard(half_report()) as wizard:
        assert "Unsaved work found" in wizard.text
        assert "The rescued copy is 2 minutes newer than the report." in wizard.text
        assert "could not be saved" in wizard.text
        assert "21 Nov at 08:52" in wizard.text
        assert "space left on /home)" in wizard.text
        assert "Impact: user facing" in wizard.text
        before = Path(PATH).read_bytes()
        await wizard.press("r")
        assert wizard.report.impact.user_facing == WORDS
        assert wizard.app.session.autosave.flush().reason == ""
        assert load(Path(PATH)).report.impact.user_facing == WORDS
        assert Path(f"{PATH}.bak").read_bytes() == before
        assert not copy.exists()
        await wizard.press("ctrl+z")
        assert wizard.report.impact.user_facing == half_report().impact.user_facing


async def test_the_difference_is_shown_before_choosing(open_wizard: OpenWizard, tmp_path: Path) -> None:
    os.chdir(tmp_path)
    rescued(half_report(), 0)
    async with open_wizard(half_report()) as wizard:
        await wizard.press("v")
        assert f'+ user_facing = "{WORDS}"' in wizard.text
        await wizard.press("escape")
        assert "Unsaved work found" in wizard.text


async def test_a_copy_put_aside_is_kept_and_not_offered_again(open_wizard: OpenWizard, tmp_path: Path) -> None:
    os.chdir(tmp_path)
    copy = rescued(half_report(), -40_000)
    async with open_wizard(half_report()) as wizard:
        assert "The report has been written since, 11 hours later, without it." in wizard.text
        await wizard.press("s")
        assert wizard.report.impact == half_report().impact
    assert find_rescue(Path(PATH)) is None
    assert load(copy.with_name(f"{copy.name}.kept")).report.impact.user_facing == WORDS


async def test_a_question_left_open_is_asked_the_next_time(open_wizard: OpenWizard, tmp_path: Path) -> None:
    os.chdir(tmp_path)
    rescued(half_report(), 0)
    async with open_wizard(half_report()) as wizard:
        await wizard.press("escape")
        assert "Unsaved work" not in wizard.text
    async with open_wizard(half_report()) as wizard:
        assert "Unsaved work found" in wizard.text


async def test_the_question_is_whole_in_the_smallest_terminal(open_wizard: OpenWizard, tmp_path: Path) -> None:
    os.chdir(tmp_path)
    rescued(half_report(), 0)
    async with open_wizard(half_report(), size=(60, 18)) as wizard:
        for words in (
            "Changed: Impact: user facing",
            "the file stays beside it",
            "View the diff",
            "put the copy aside",
            "Esc back",
        ):
            assert words in wizard.text, wizard.text
