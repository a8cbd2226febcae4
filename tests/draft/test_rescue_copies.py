"""Emergency copies of several sessions on one report: none takes away what only another one holds."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pmwizard.draft.saving.autosave import Saving
from pmwizard.draft.saving.rescued import rescued_for, take_up
from pmwizard.model import Report
from pmwizard.store.files.read import Stored, load
from pmwizard.store.files.rescue import find_rescue, set_aside
from pmwizard.store.files.save import save

OpenWizard = Callable[..., Any]

NAME = "INC-1.toml"
SAVE = "pmwizard.draft.saving.autosave.save"


def answers(folder: Path) -> set[str | None]:
    """Return what the copies in a folder say of the revenue."""
    return {load(copy).report.impact.revenue for copy in folder.rglob(NAME)}


@pytest.mark.usefixtures("full_disk")
def test_a_copy_that_nobody_has_decided_about_outlives_the_next_failure(
    open_wizard: OpenWizard, path: Path, rescue_folder: Path
) -> None:
    ended = open_wizard(path, background=False)
    ended.draft.edit("impact.revenue", "10")
    ended.autosave.flush()
    wizard = open_wizard(path, background=False)
    wizard.draft.edit("impact.revenue", "20")
    assert wizard.autosave.flush().saving is Saving.FAILED
    assert answers(rescue_folder) == {"10", "20"}


def test_a_save_takes_away_the_copy_of_its_own_session_alone(
    open_wizard: OpenWizard, path: Path, rescue_folder: Path, full_disk: Callable[[], None]
) -> None:
    one, other = (open_wizard(path, background=False) for _ in range(2))
    for wizard, answer in ((one, "10"), (other, "20")):
        wizard.draft.edit("impact.revenue", answer)
        assert load(wizard.autosave.flush().rescue).report.impact.revenue == answer
    full_disk()
    assert other.autosave.flush().saving is Saving.SAVED
    assert answers(rescue_folder) == {"10"}
    assert one.autosave.flush().saving is Saving.SAVED
    assert not list(rescue_folder.rglob("*"))


def test_what_was_taken_up_from_a_living_session_is_kept_until_it_is_saved_and_that_one_keeps_its_own(
    open_wizard: OpenWizard, path: Path, rescue_folder: Path, full_disk: Callable[[], None]
) -> None:
    living = open_wizard(path, background=False)
    living.draft.edit("impact.revenue", "10")
    living.autosave.flush()
    wizard = open_wizard(path, background=False)
    rescued = rescued_for(wizard.session)
    assert rescued is not None
    take_up(wizard.session, rescued)
    assert wizard.draft.report.impact.revenue == "10"
    assert len(list(rescue_folder.rglob(NAME))) == 1
    assert living.autosave.flush().rescue.exists()
    living.draft.edit("impact.revenue", "10 or 20")
    living.autosave.flush()
    assert answers(rescue_folder) == {"10", "10 or 20"}
    full_disk()
    assert wizard.autosave.flush().saving is Saving.SAVED
    assert wizard.on_disk.impact.revenue == "10"
    assert answers(rescue_folder) == {"10 or 20"}


@pytest.mark.usefixtures("full_disk")
def test_a_copy_that_somebody_put_aside_is_made_again_while_its_session_lives(
    open_wizard: OpenWizard, path: Path
) -> None:
    wizard = open_wizard(path, background=False)
    wizard.draft.edit("impact.revenue", "10")
    set_aside(wizard.autosave.flush().rescue)
    assert find_rescue(path) is None
    assert wizard.autosave.flush().rescue == find_rescue(path)


def test_a_save_of_what_came_before_leaves_what_was_taken_up(
    open_wizard: OpenWizard, path: Path, rescue_folder: Path, full_disk: Callable[[], None]
) -> None:
    ended = open_wizard(path, background=False)
    ended.draft.edit("impact.revenue", "10")
    ended.autosave.flush()
    full_disk()
    wizard = open_wizard(path, background=False)
    wizard.draft.edit("metadata.title", "Typed before")
    rescued = rescued_for(wizard.session)
    assert rescued is not None
    wizard.autosave.adopt_rescue(rescued.copy)
    wizard.autosave.flush()
    assert answers(rescue_folder) == {"10"}
    wizard.draft.replace(rescued.report, "the rescued copy")
    wizard.autosave.flush()
    assert not answers(rescue_folder)


def test_a_save_that_hung_and_failed_late_leaves_the_newer_copy(
    open_wizard: OpenWizard, path: Path, rescue_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pmwizard.draft.saving.autosave.PATIENCE_SECONDS", 0.01)
    is_hanging, answers_again = threading.Event(), threading.Event()

    def hangs(*_: object) -> Stored:
        is_hanging.set()
        assert answers_again.wait(60)
        raise OSError(5, "the disk fails")

    monkeypatch.setattr(SAVE, hangs)
    wizard = open_wizard(path, background=False)
    wizard.draft.edit("impact.revenue", "10")
    hanging = threading.Thread(target=wizard.autosave.flush)
    hanging.start()
    assert is_hanging.wait(60)
    wizard.draft.edit("impact.revenue", "20")
    state = wizard.autosave.flush()
    assert state.reason == "Not saved: the disk does not answer."
    answers_again.set()
    hanging.join()
    assert answers(rescue_folder) == {"20"}
    monkeypatch.setattr(SAVE, save)


def test_a_fault_while_looking_at_the_file_ends_no_saving_and_forgets_nothing_of_others(
    open_wizard: OpenWizard, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wizard = open_wizard(path, background=False)
    other = open_wizard(path, background=False)
    other.draft.edit("impact.revenue", "10")
    other.autosave.flush()
    real = "pmwizard.draft.saving.autosave.joined"

    def broken(*_: Report) -> None:
        raise RecursionError

    with monkeypatch.context() as patch:
        patch.setattr(real, broken)
        wizard.autosave._look()
    wizard.draft.edit("metadata.title", "Ours")
    assert wizard.autosave.flush().saving is Saving.SAVED
    assert (wizard.on_disk.metadata.title, wizard.on_disk.impact.revenue) == ("Ours", "10")


def test_nothing_is_taken_over_from_where_nothing_can_be_moved(
    open_wizard: OpenWizard, path: Path, full_disk: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = open_wizard(path, background=False)
    ended.draft.edit("impact.revenue", "10")
    copy = ended.autosave.flush().rescue
    full_disk()

    def refused(*_: object) -> None:
        raise PermissionError(13, "not here")

    wizard = open_wizard(path, background=False)
    rescued = rescued_for(wizard.session)
    assert rescued is not None
    monkeypatch.setattr("pmwizard.draft.saving.autosave.taken_over", refused)
    take_up(wizard.session, rescued)
    assert wizard.autosave.flush().saving is Saving.SAVED
    assert wizard.on_disk.impact.revenue == "10"
    assert copy.exists()
