"""Emergency copies."""

import os
import stat
from pathlib import Path

import pytest

from pmwizard.model import Report
from pmwizard.model.paths import replaced
from pmwizard.store.files import rescue
from pmwizard.store.files.read import load
from pmwizard.store.files.rescue import (
    find_rescue,
    never_saved,
    remove_rescue,
    rescue_folder,
    rescue_note,
    set_aside,
    taken_over,
    write_rescue,
)
from pmwizard.store.files.save import save


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A state folder and a scratch folder of the test's own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "scratch"))
    return tmp_path / "state"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A report file that holds something older."""
    path = tmp_path / "INC-1.toml"
    save(path, Report(), None)
    os.utime(path, (1_000_000, 1_000_000))
    return path


NEWER = replaced(Report(), "metadata.title", "newer")


def test_a_copy_is_readable_by_its_owner_alone(path: Path, state: Path) -> None:
    copy = write_rescue(path, NEWER, "no space left on /home")
    assert copy.name == "INC-1.toml"
    assert copy.is_relative_to(rescue_folder())
    assert copy.is_relative_to(state)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    assert load(copy).report == NEWER
    assert rescue_note(copy)[1] == "no space left on /home"


def test_a_copy_is_found_whatever_has_been_written_to_the_file_since(path: Path) -> None:
    assert find_rescue(path) is None
    copy = write_rescue(path, NEWER)
    assert find_rescue(path) == copy
    os.utime(copy, (900_000, 900_000))
    assert find_rescue(path) == copy


def test_a_copy_set_aside_is_kept_and_found_no_more(path: Path) -> None:
    first = set_aside(write_rescue(path, NEWER))
    second = set_aside(write_rescue(path, NEWER))
    assert find_rescue(path) is None
    assert first != second
    assert load(first).report == load(second).report == NEWER


def test_reports_that_were_never_written_are_named(path: Path) -> None:
    write_rescue(path, NEWER)
    write_rescue(path.with_name("lost.toml"), NEWER)
    assert never_saved(path.parent) == (path.with_name("lost.toml"),)
    assert never_saved(path.parent / "elsewhere") == ()


def test_a_copy_of_a_report_that_never_was_written_is_found(tmp_path: Path) -> None:
    copy = write_rescue(tmp_path / "never.toml", NEWER)
    assert find_rescue(tmp_path / "never.toml") == copy


def test_a_second_copy_takes_the_place_of_the_first(path: Path) -> None:
    write_rescue(path, Report())
    copy = write_rescue(path, NEWER)
    assert load(copy).report == NEWER
    assert [found.name for found in copy.parent.iterdir()] == ["INC-1.toml"]


def test_removing_takes_every_copy_away(path: Path) -> None:
    copy = write_rescue(path, NEWER)
    remove_rescue(copy)
    assert find_rescue(path) is None
    assert not copy.parent.exists()
    remove_rescue(copy)


def test_reports_of_one_name_in_two_folders_do_not_meet(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "INC-1.toml"
    assert write_rescue(path, NEWER) != write_rescue(other, Report())
    assert load(find_rescue(path) or path).report == NEWER


def test_a_copy_goes_where_there_is_room(path: Path, state: Path, tmp_path: Path) -> None:
    state.write_text("no folder")
    copy = write_rescue(path, NEWER)
    assert copy.is_relative_to(tmp_path / "scratch")
    assert find_rescue(path) == copy


def test_no_room_anywhere_is_an_error(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(descriptor: int) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(os, "fsync", refused)
    with pytest.raises(OSError, match="full"):
        write_rescue(path, NEWER)
    assert find_rescue(path) is None


def test_a_folder_of_somebody_else_is_not_trusted(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rescue, "_is_ours", lambda state: False)
    with pytest.raises(PermissionError):
        write_rescue(path, NEWER)


def test_a_note_stays_on_its_line(path: Path) -> None:
    copy = write_rescue(path, NEWER, "a\nschema_version = 9\x1b[2J")
    assert load(copy).report == NEWER
    assert "\x1b" not in copy.read_text()


def test_copies_that_several_keep_are_kept_apart_and_the_newest_is_found(path: Path) -> None:
    first, second = write_rescue(path, Report(), by="one"), write_rescue(path, NEWER, by="other")
    os.utime(second, (900_000, 900_000))
    assert find_rescue(path) == first
    assert taken_over(first, "other") == second
    assert load(second).report == Report()
    assert not first.parent.exists()


def test_a_report_behind_a_link_has_its_copy_whichever_name_it_is_opened_by(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "link.toml"
    link.parent.mkdir()
    link.symlink_to(path)
    copy = write_rescue(link, NEWER)
    assert find_rescue(path) == find_rescue(link) == copy


def test_a_user_without_a_home_has_copies_outside_the_working_folder(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_home(tmp_path, monkeypatch)
    copy = write_rescue(path, NEWER)
    assert copy.is_relative_to(tmp_path / "scratch")
    assert find_rescue(path) == copy
    assert not Path("~").exists()


def without_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Go on as a user whom the system does not know, with nothing in the environment that leads home."""

    def nobody(number: int) -> None:
        raise KeyError(number)

    for name in ("HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pwd.getpwuid", nobody)
    monkeypatch.chdir(tmp_path)
