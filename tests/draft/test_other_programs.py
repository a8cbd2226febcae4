"""Another program writes the same file: both sets of changes end in it, and come into the report being edited."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from pmwizard.draft.saving.autosave import Saving
from pmwizard.model import Report
from pmwizard.model.parts.timeline import Event
from pmwizard.store.files.read import Stored, load
from pmwizard.store.files.save import ChangedOnDiskError, save

Until = Callable[[Callable[[], object]], None]
OpenWizard = Callable[..., Any]

NAME = "INC-1.toml"
SAVE = "pmwizard.draft.saving.autosave.save"


def titled(title: str) -> Report:
    return Report.model_validate({"metadata": {"title": title}})


def events(report: Report) -> list[str]:
    return sorted(event.event or "" for event in report.timeline)


def with_event(report: Report, event: str) -> Report:
    return report.model_copy(update={"timeline": (*report.timeline, Event(event=event))})


def written_by_another(path: Path, event: str) -> None:
    while True:
        stored = load(path)
        with suppress(ChangedOnDiskError):
            save(path, with_event(stored.report, event), stored)
            return


def test_what_another_program_wrote_is_merged_and_comes_in(open_wizard: OpenWizard, path: Path) -> None:
    wizard = open_wizard(path, background=False)
    written_by_another(path, "Theirs")
    wizard.draft.add("timeline", Event(event="Ours"), "added")
    assert wizard.autosave.flush().saving is Saving.SAVED
    assert events(wizard.on_disk) == ["Ours", "Theirs"]
    assert [incoming.changes for incoming in wizard.incoming] == [("Timeline +1 event",)]
    wizard.take_all()
    assert events(wizard.draft.report) == ["Ours", "Theirs"]
    wizard.autosave.flush()
    assert wizard.on_disk == wizard.draft.report


def test_changes_given_before_what_came_in_is_taken_lose_nothing(open_wizard: OpenWizard, path: Path) -> None:
    wizard = open_wizard(path, background=False)
    for number in range(4):
        written_by_another(path, f"Theirs {number}")
        wizard.draft.add("timeline", Event(event=f"Ours {number}"), "added")
        wizard.autosave.flush()
        wizard.draft.edit("impact.revenue", str(number))
        wizard.autosave.flush()
        assert len(events(wizard.on_disk)) == 2 * number + 2
    wizard.take_all()
    wizard.autosave.flush()
    both = sorted([f"{side} {number}" for side in ("Ours", "Theirs") for number in range(4)])
    assert events(wizard.on_disk) == events(wizard.draft.report) == both
    assert wizard.on_disk.impact.revenue == "3"


def test_a_save_between_accepting_and_taking_keeps_what_came_in(open_wizard: OpenWizard, path: Path) -> None:
    wizard = open_wizard(path, background=False)
    written_by_another(path, "Theirs")
    wizard.draft.edit("impact.revenue", "10")
    wizard.autosave.flush()
    wizard.draft.edit("impact.revenue", "20")
    wizard.autosave.accepted(wizard.incoming[0])
    wizard.autosave.flush()
    assert events(wizard.on_disk) == ["Theirs"]


def test_what_came_in_and_was_removed_here_stays_removed(open_wizard: OpenWizard, path: Path) -> None:
    wizard = open_wizard(path, background=False)
    written_by_another(path, "Theirs")
    wizard.draft.edit("impact.revenue", "10")
    wizard.autosave.flush()
    wizard.take_all()
    wizard.draft.remove("timeline.T1", "removed")
    wizard.autosave.flush()
    assert wizard.on_disk.timeline == ()


def test_undo_after_something_came_in_keeps_it(open_wizard: OpenWizard, path: Path) -> None:
    wizard = open_wizard(path, background=False)
    wizard.draft.edit("impact.revenue", "10")
    written_by_another(path, "Theirs")
    wizard.autosave.flush()
    wizard.take_all()
    wizard.draft.undo()
    wizard.autosave.flush()
    assert events(wizard.on_disk) == ["Theirs"]
    assert wizard.on_disk.impact.revenue is None


def test_what_came_into_another_report_is_left_alone(open_wizard: OpenWizard, path: Path, tmp_path: Path) -> None:
    one, other = open_wizard(path, background=False), open_wizard(tmp_path / "INC-2.toml", background=False)
    written_by_another(path, "Theirs")
    one.draft.edit("impact.revenue", "10")
    one.autosave.flush()
    other.session.take(one.incoming[0])
    assert other.draft.report == Report()


def test_an_answer_both_changed_is_told_as_a_conflict(open_wizard: OpenWizard, path: Path) -> None:
    wizard = open_wizard(path, background=False)
    stored = load(path)
    save(path, titled("Theirs"), stored)
    wizard.draft.edit("metadata.title", "Ours")
    wizard.autosave.flush()
    (conflict,) = wizard.incoming[0].conflicts
    assert (conflict.path, conflict.yours, conflict.theirs) == ("metadata.title", "Ours", "Theirs")


def test_an_editor_that_only_lays_the_file_out_anew_brings_nothing_in(open_wizard: OpenWizard, path: Path) -> None:
    wizard = open_wizard(path, background=False)
    path.write_text(path.read_text(encoding="utf-8").replace(" = ", "   =   "), encoding="utf-8")
    wizard.draft.edit("impact.revenue", "10")
    assert wizard.autosave.flush().saving is Saving.SAVED
    assert wizard.incoming == []
    assert wizard.on_disk.impact.revenue == "10"


def test_a_third_change_during_the_merge_is_merged_too(
    open_wizard: OpenWizard, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wizard = open_wizard(path, background=False)
    others = iter(["Second", "Third"])

    def overtaken(file: Path, report: Report, expected: Stored | None) -> Stored:
        other = next(others, None)
        if other:
            written_by_another(file, other)
        return save(file, report, expected)

    monkeypatch.setattr(SAVE, overtaken)
    wizard.draft.add("timeline", Event(event="First"), "added")
    assert wizard.autosave.flush().saving is Saving.SAVED
    assert events(wizard.on_disk) == ["First", "Second", "Third"]
    wizard.take_all()
    assert events(wizard.draft.report) == ["First", "Second", "Third"]


def test_a_file_that_is_gone_is_made_again(open_wizard: OpenWizard, path: Path) -> None:
    wizard = open_wizard(path, background=False)
    path.unlink()
    wizard.draft.edit("impact.revenue", "10")
    assert wizard.autosave.flush().saving is Saving.SAVED
    assert (wizard.on_disk.metadata.title, wizard.on_disk.impact.revenue) == ("Down", "10")
