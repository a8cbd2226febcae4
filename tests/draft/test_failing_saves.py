"""What cannot be saved is told, rescued and tried again; a name that is taken is left alone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pmwizard.draft.saving.autosave import Saving
from pmwizard.model import Report
from pmwizard.store.files import rescue
from pmwizard.store.files.read import Stored, load
from pmwizard.store.files.save import save
from pmwizard.store.toml import dump

Until = Callable[[Callable[[], object]], None]
OpenWizard = Callable[..., Any]

NAME = "INC-1.toml"
SAVE = "pmwizard.draft.saving.autosave.save"


def titled(title: str) -> Report:
    return Report.model_validate({"metadata": {"title": title}})


@pytest.mark.usefixtures("often_saved")
def test_what_cannot_be_saved_is_rescued_and_tried_again(
    open_wizard: OpenWizard, path: Path, until: Until, full_disk: Callable[[], None], rescue_folder: Path
) -> None:
    wizard = open_wizard(path)
    wizard.draft.edit("impact.revenue", "10")
    until(lambda: wizard.autosave.state.saving is Saving.FAILED)
    state = wizard.autosave.state
    assert state.reason == "Not saved: no space left on device."
    assert state.rescue is not None
    assert load(state.rescue).report.impact.revenue == "10"
    assert wizard.draft.report.impact.revenue == "10"
    assert rescue.rescue_note(state.rescue)[1] == state.reason
    full_disk()
    until(lambda: wizard.autosave.state.saving is Saving.SAVED)
    assert wizard.on_disk.impact.revenue == "10"
    assert not list(rescue_folder.rglob(NAME))


@pytest.mark.usefixtures("full_disk", "often_saved")
def test_a_failure_is_told_once_while_nothing_new_is_typed(open_wizard: OpenWizard, path: Path, until: Until) -> None:
    wizard = open_wizard(path)
    tries = 0
    real = wizard.autosave._save

    def counted(given: Any) -> None:
        nonlocal tries
        tries += 1
        real(given)

    wizard.autosave._save = counted
    wizard.draft.edit("impact.revenue", "10")
    until(lambda: tries >= 4)
    assert [state.saving for state in wizard.states].count(Saving.FAILED) == 1


@pytest.mark.usefixtures("full_disk", "often_saved")
def test_the_rescued_copy_follows_the_typing(open_wizard: OpenWizard, path: Path, until: Until) -> None:
    wizard = open_wizard(path)
    wizard.draft.edit("impact.revenue", "10")
    until(lambda: wizard.autosave.state.rescue)
    wizard.draft.edit("impact.revenue", "20")
    copy = wizard.autosave.state.rescue
    until(lambda: load(copy).report.impact.revenue == "20")


@pytest.mark.usefixtures("often_saved")
def test_a_save_asked_for_after_a_failure_is_tried_at_once(
    open_wizard: OpenWizard,
    path: Path,
    until: Until,
    full_disk: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("pmwizard.draft.saving.autosave.RETRY_SECONDS", 3600.0)
    wizard = open_wizard(path)
    wizard.draft.edit("impact.revenue", "10")
    until(lambda: wizard.autosave.state.saving is Saving.FAILED)
    full_disk()
    wizard.autosave.save_soon()
    until(lambda: wizard.autosave.state.saving is Saving.SAVED)


@pytest.mark.usefixtures("often_saved")
def test_a_fault_in_the_program_does_not_end_saving(
    open_wizard: OpenWizard, path: Path, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> Stored:
        raise ValueError("a fault")

    monkeypatch.setattr(SAVE, broken)
    wizard = open_wizard(path)
    wizard.draft.edit("impact.revenue", "10")
    until(lambda: wizard.autosave.state.saving is Saving.FAILED)
    assert wizard.autosave.state.rescue is not None
    monkeypatch.setattr(SAVE, save)
    until(lambda: wizard.autosave.state.saving is Saving.SAVED)
    assert wizard.on_disk.impact.revenue == "10"


@pytest.mark.usefixtures("full_disk")
def test_where_there_is_no_room_at_all_the_failure_is_told_without_a_copy(
    open_wizard: OpenWizard, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_: object) -> Path:
        raise OSError(28, "no space left on device")

    monkeypatch.setattr("pmwizard.draft.saving.autosave.write_rescue", no_room)
    wizard = open_wizard(path, background=False)
    wizard.draft.edit("impact.revenue", "10")
    state = wizard.autosave.flush()
    assert (state.saving, state.rescue) == (Saving.FAILED, None)


BROKEN = 'schema_version = 1\n[metadata\ntitle = "half'


@pytest.mark.usefixtures("often_saved")
def test_a_file_that_becomes_unreadable_is_never_overwritten(open_wizard: OpenWizard, path: Path, until: Until) -> None:
    wizard = open_wizard(path)
    path.write_text(BROKEN, encoding="utf-8")
    wizard.draft.edit("impact.revenue", "10")
    until(lambda: wizard.autosave.state.saving is Saving.FAILED)
    state = wizard.autosave.state
    assert state.reason.startswith(f"Not saved: {NAME}, line 2: ")
    assert state.hint == "Enter the missing ]"
    assert state.rescue is not None
    assert load(state.rescue).report.impact.revenue == "10"
    wizard.draft.edit("impact.revenue", "20")
    wizard.autosave.flush()
    assert path.read_text(encoding="utf-8") == BROKEN
    path.write_text(dump(titled("Mended")), encoding="utf-8")
    until(lambda: wizard.autosave.state.saving is Saving.SAVED)
    assert (wizard.on_disk.metadata.title, wizard.on_disk.impact.revenue) == ("Mended", "20")


# New files


def test_a_new_report_is_written_with_the_first_change(open_wizard: OpenWizard, tmp_path: Path) -> None:
    wizard = open_wizard(tmp_path / "reports" / NAME, background=False)
    wizard.autosave.flush()
    assert not (tmp_path / "reports").exists()
    wizard.draft.edit("metadata.title", "Down")
    assert wizard.autosave.flush().saving is Saving.SAVED
    assert wizard.on_disk.metadata.title == "Down"


@pytest.mark.parametrize("others", [dump(titled("Somebody else's")), BROKEN])
def test_a_new_report_whose_name_was_taken_gets_another(open_wizard: OpenWizard, tmp_path: Path, others: str) -> None:
    wizard = open_wizard(tmp_path / NAME, background=False)
    (tmp_path / NAME).write_text(others, encoding="utf-8")
    wizard.draft.edit("metadata.title", "Ours")
    assert wizard.autosave.flush().saving is Saving.SAVED
    assert wizard.session.path.name == "INC-1-2.toml"
    assert wizard.on_disk.metadata.title == "Ours"
    assert (tmp_path / NAME).read_text(encoding="utf-8") == others


def test_the_rescued_copy_under_the_first_name_goes_when_the_report_is_saved_under_another(
    open_wizard: OpenWizard, tmp_path: Path, full_disk: Callable[[], None], rescue_folder: Path
) -> None:
    wizard = open_wizard(tmp_path / NAME, background=False)
    wizard.draft.edit("metadata.title", "Ours")
    assert wizard.autosave.flush().rescue is not None
    (tmp_path / NAME).write_text(dump(titled("Somebody else's")), encoding="utf-8")
    full_disk()
    assert wizard.autosave.flush().saving is Saving.SAVED
    assert not list(rescue_folder.rglob("*.toml"))
