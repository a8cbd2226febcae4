"""Changing a file that other programs write too."""

from pathlib import Path

import pytest

from pmwizard.errors import NoSuchReportError, SaveError
from pmwizard.model import Report
from pmwizard.model.parts.timeline import Event
from pmwizard.model.paths import with_row
from pmwizard.store.files.read import load
from pmwizard.store.files.save import change_file
from pmwizard.store.toml import dump


def with_event(report: Report, text: str) -> Report:
    return with_row(report, "timeline", Event(event=text))


def events(path: Path) -> list[str | None]:
    return [event.event for event in load(path).report.timeline]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "INC-1.toml"
    path.write_text(dump(Report()), encoding="utf-8")
    return path


def test_the_change_is_made_to_what_the_file_holds(path: Path) -> None:
    stored = change_file(path, lambda report: with_event(report, "one"))
    assert stored.report == load(path).report
    change_file(path, lambda report: with_event(report, "two"))
    assert events(path) == ["one", "two"]


def test_what_an_editor_wrote_in_between_stays(path: Path) -> None:
    seen = []

    def change(report: Report) -> Report:
        seen.append(len(report.timeline))
        if len(seen) < 4:
            # An editor takes no turns.
            path.write_text(dump(with_event(report, f"editor {len(seen)}")), encoding="utf-8")
        return with_event(report, "ours")

    change_file(path, change)
    assert seen == [0, 1, 2, 3]
    assert events(path) == ["editor 1", "editor 2", "editor 3", "ours"]


def test_a_file_that_never_rests_is_told_and_not_overwritten(path: Path) -> None:
    def change(report: Report) -> Report:
        path.write_text(dump(with_event(report, "editor")), encoding="utf-8")
        return with_event(report, "ours")

    with pytest.raises(SaveError, match=r"other programs write INC-1\.toml all the time"):
        change_file(path, change)
    assert "ours" not in events(path)


def test_a_file_behind_a_link_is_changed_where_it_is(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "link.toml"
    link.parent.mkdir()
    link.symlink_to(path)
    change_file(link, lambda report: with_event(report, "one"))
    assert link.is_symlink()
    assert events(path) == ["one"]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoSuchReportError):
        change_file(tmp_path / "gone.toml", lambda report: report)
