"""Saving without being asked, with real files: in time, by hand, from several threads and from signal handlers."""

import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pmwizard.draft.saving.autosave import Autosave, Saving
from pmwizard.model import Report
from pmwizard.store.files.read import Stored, load
from pmwizard.store.files.save import save

Until = Callable[[Callable[[], object]], None]
OpenWizard = Callable[..., Any]

NAME = "INC-1.toml"
SAVE = "pmwizard.draft.saving.autosave.save"


def titled(title: str) -> Report:
    return Report.model_validate({"metadata": {"title": title}})


def test_a_change_is_saved_without_being_asked(open_wizard: OpenWizard, path: Path, until: Until) -> None:
    wizard = open_wizard(path)
    wizard.draft.edit("impact.revenue", "10")
    assert wizard.autosave.state.saving is Saving.WAITING
    until(lambda: wizard.on_disk.impact.revenue == "10")
    until(lambda: wizard.autosave.state.saving is Saving.SAVED)
    assert wizard.autosave.state.at is not None


def test_typing_on_does_not_put_off_the_save(open_wizard: OpenWizard, path: Path, until: Until) -> None:
    wizard = open_wizard(path)
    before = path.read_bytes()
    typed = iter(range(10_000))

    def typing_on() -> bool:
        wizard.draft.edit("impact.revenue", str(next(typed)))
        return path.read_bytes() != before

    until(typing_on)


@pytest.mark.usefixtures("seldom_saved")
def test_a_save_asked_for_comes_at_once(open_wizard: OpenWizard, path: Path, until: Until) -> None:
    wizard = open_wizard(path)
    wizard.draft.edit("impact.revenue", "10")
    wizard.autosave.save_soon()
    until(lambda: wizard.on_disk.impact.revenue == "10")


def test_nothing_is_written_when_nothing_changed(open_wizard: OpenWizard, path: Path) -> None:
    before = path.stat()
    wizard = open_wizard(path)
    wizard.autosave.save_soon()
    wizard.autosave.changed(wizard.draft.report)
    assert wizard.autosave.flush().saving is Saving.SAVED
    assert wizard.session.close().saving is Saving.SAVED
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_closing_saves_what_is_left_and_ends_the_thread(open_wizard: OpenWizard, path: Path, until: Until) -> None:
    wizard = open_wizard(path)
    wizard.draft.edit("impact.revenue", "10")
    assert wizard.session.close().saving is Saving.SAVED
    assert wizard.on_disk.impact.revenue == "10"
    until(lambda: not wizard.autosave._thread.is_alive())


def test_a_file_with_comments_is_kept_and_told_of_once(open_wizard: OpenWizard, path: Path) -> None:
    path.write_text("# by hand\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    wizard = open_wizard(path, background=False)
    wizard.draft.edit("impact.revenue", "10")
    wizard.autosave.flush()
    wizard.draft.edit("impact.revenue", "100")
    wizard.autosave.flush()
    told = [state.backup for state in wizard.states if state.backup]
    assert told == [path.with_name(f"{NAME}.bak")]


# Several threads, and signals


@pytest.mark.usefixtures("seldom_saved")
def test_any_thread_can_save(open_wizard: OpenWizard, path: Path) -> None:
    wizard = open_wizard(path)
    wizard.draft.edit("impact.revenue", "10")
    threads = [threading.Thread(target=wizard.autosave.flush) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wizard.on_disk.impact.revenue == "10"
    assert wizard.autosave.state.saving is Saving.SAVED


@pytest.mark.usefixtures("often_saved")
def test_the_last_of_many_changes_is_the_one_on_disk(open_wizard: OpenWizard, path: Path, until: Until) -> None:
    wizard = open_wizard(path)
    for number in range(300):
        wizard.draft.edit("impact.revenue", str(number))
        if number % 7 == 0:
            wizard.autosave.flush()
    until(lambda: wizard.autosave.state.saving is Saving.SAVED)
    assert wizard.on_disk.impact.revenue == "299"


def test_a_change_made_while_a_save_is_under_way_is_still_unsaved(
    open_wizard: OpenWizard, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wizard = open_wizard(path, background=False)

    def typed_meanwhile(*arguments: Any) -> Stored:
        stored = save(*arguments)
        monkeypatch.setattr(SAVE, save)
        wizard.draft.edit("impact.revenue", "20")
        return stored

    monkeypatch.setattr(SAVE, typed_meanwhile)
    wizard.draft.edit("impact.revenue", "10")
    assert wizard.autosave.flush().saving is Saving.WAITING
    assert wizard.autosave.flush().saving is Saving.SAVED
    assert wizard.on_disk.impact.revenue == "20"


def test_a_save_that_waited_for_another_does_not_write_what_is_older(
    open_wizard: OpenWizard, path: Path, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    wizard = open_wizard(path, background=False)
    wizard.draft.edit("impact.revenue", "10")
    with wizard.autosave._turn:
        late = threading.Thread(target=wizard.autosave.flush)
        late.start()
        wizard.draft.edit("impact.revenue", "20")
        wizard.autosave.flush()
    late.join()
    assert wizard.on_disk.impact.revenue == "20"
    assert wizard.autosave.state.saving is Saving.SAVED


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("is_new", [False, True])
def test_a_signal_in_the_midst_of_a_save_saves_too(
    open_wizard: OpenWizard, path: Path, monkeypatch: pytest.MonkeyPatch, when: str, is_new: bool
) -> None:
    if is_new:
        path.unlink()
    wizard = open_wizard(path, background=False)

    def interrupted(*arguments: Any) -> Stored:
        monkeypatch.setattr(SAVE, save)
        if when == "before":
            os.kill(os.getpid(), signal.SIGUSR1)
        stored = save(*arguments)
        if when == "after":
            os.kill(os.getpid(), signal.SIGUSR1)
        return stored

    saved_in_handler: list[Saving] = []
    monkeypatch.setattr(SAVE, interrupted)
    handler = signal.signal(signal.SIGUSR1, lambda *_: saved_in_handler.append(wizard.autosave.flush().saving))
    try:
        wizard.draft.edit("impact.revenue", "10")
        assert wizard.autosave.flush().saving is Saving.SAVED
    finally:
        signal.signal(signal.SIGUSR1, handler)
    assert saved_in_handler == [Saving.SAVED]
    assert wizard.on_disk.impact.revenue == "10"
    assert wizard.incoming == []
    assert [file.name for file in path.parent.glob("*.toml")] == [NAME]


def test_a_disk_that_does_not_answer_keeps_no_signal_waiting(
    open_wizard: OpenWizard, path: Path, monkeypatch: pytest.MonkeyPatch, rescue_folder: Path
) -> None:
    monkeypatch.setattr("pmwizard.draft.saving.autosave.PATIENCE_SECONDS", 0.05)
    answers, asked = threading.Event(), threading.Event()

    def stalled(*arguments: Any) -> Stored:
        asked.set()
        answers.wait(20)
        return save(*arguments)

    monkeypatch.setattr(SAVE, stalled)
    wizard = open_wizard(path, background=False)
    wizard.draft.edit("impact.revenue", "10")
    other = threading.Thread(target=wizard.autosave.flush)
    other.start()
    asked.wait(20)
    state = wizard.autosave.flush()
    assert (state.saving, state.reason) == (Saving.FAILED, "Not saved: the disk does not answer.")
    assert state.rescue is not None
    assert load(state.rescue).report.impact.revenue == "10"
    answers.set()
    other.join()
    assert wizard.autosave.state.saving is Saving.SAVED
    assert not list(rescue_folder.rglob(NAME))


def test_a_screen_that_is_gone_does_not_stop_saving(path: Path) -> None:
    def gone(_: object) -> None:
        raise RuntimeError("Event loop is closed")

    autosave = Autosave(path, load(path))
    autosave.start(gone, gone)
    autosave.changed(titled("Still down"))
    assert autosave.close().saving is Saving.SAVED
    assert load(path).report.metadata.title == "Still down"
