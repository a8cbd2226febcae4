"""The remembered heads of a large folder: quick when nothing changed, and never wrong about what did."""

import json
import os
import stat
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from pmwizard.store.folder import list as heads
from pmwizard.store.folder import list as index
from pmwizard.store.folder import list as listing
from pmwizard.store.folder.list import Index, list_reports, newest_open

Count = Callable[[], int]
OLD = 1_700_000_000_000_000_000


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every folder counts as large, and the user's cache is elsewhere."""
    monkeypatch.setattr(listing, "MOST_FILES_READ_WHOLE", 0)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "pmwizard" / "lists"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three reports written long ago."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in (1, 2, 3):
        put(folder / f"INC-{number}.toml", f"Title {number}")
    return folder


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Count:
    """Count the heads that are read; each call returns how many since the last one."""
    paths: list[Path] = []
    real = heads.listed_by_head

    def counted(path: Path, *, whole: bool) -> heads.Listed | None:
        paths.append(path)
        return real(path, whole=whole)

    monkeypatch.setattr(index, "listed_by_head", counted)

    def since() -> int:
        number = len(paths)
        paths.clear()
        return number

    return since


def put(path: Path, title: str, *, at: int = OLD, more: str = "") -> None:
    path.write_text(f'schema_version = 1\nlayout = "sre"\n[metadata]\ntitle = "{title}"\n{more}', encoding="utf-8")
    os.utime(path, ns=(at, at))


def titles(folder: Path) -> list[str]:
    return sorted(listed.title for listed in list_reports(folder))


def test_a_second_list_reads_no_head_and_says_the_same(folder: Path, read: Count) -> None:
    put(folder / "INC-4.toml", "Büro\u202e", more='incident_date = 2026-01-16\nseverity = "SEV1"\nstatus = "closed"\n')
    first = list_reports(folder)
    assert read() == 4
    assert list_reports(folder) == first
    assert read() == 0
    newest = first[0]
    assert (newest.incident_date, newest.severity, newest.status) == (date(2026, 1, 16), "SEV1", "closed")
    assert newest.path == folder / "INC-4.toml"


@pytest.mark.parametrize("change", ["longer", "later", "another file"])
def test_a_file_that_changed_is_read_anew(change: str, folder: Path, read: Count) -> None:
    assert titles(folder) == ["Title 1", "Title 2", "Title 3"]
    read()
    path = folder / "INC-2.toml"
    if change == "longer":
        put(path, "Title longer")
    elif change == "later":
        put(path, "Title X", at=OLD + 1)
    else:
        put(folder / "new", "Title X")
        (folder / "new").replace(path)
    assert titles(folder)[1] in {"Title 3", "Title X", "Title longer"}
    assert "Title 2" not in titles(folder)
    assert read() == 1


def test_files_that_come_and_go_are_told(folder: Path, read: Count) -> None:
    list_reports(folder)
    (folder / "INC-1.toml").unlink()
    put(folder / "INC-9.toml", "Title 9")
    assert titles(folder) == ["Title 2", "Title 3", "Title 9"]
    assert titles(folder) == ["Title 2", "Title 3", "Title 9"]
    assert read() == 4


@pytest.mark.parametrize(("changed", "later"), [(OLD, 1_900_000_000), (OLD + 123_456, 40_000_000)])
def test_a_file_that_was_just_written_is_not_remembered(
    changed: int, later: int, folder: Path, read: Count, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in folder.iterdir():
        os.utime(path, ns=(changed, changed))
    monkeypatch.setattr("time.time_ns", lambda: changed + later)
    list_reports(folder)
    list_reports(folder)
    assert read() == 6
    monkeypatch.setattr("time.time_ns", lambda: changed + later + 200_000_000)
    list_reports(folder)
    list_reports(folder)
    assert read() == 3


def test_what_cannot_be_read_is_looked_at_each_time(folder: Path, read: Count) -> None:
    (folder / "INC-5.toml").write_text("=")
    (folder / "pyproject.toml").write_text("[project]\n")
    for path in folder.iterdir():
        os.utime(path, ns=(OLD, OLD))
    list_reports(folder)
    read()
    problems = [listed.incident_id for listed in list_reports(folder) if listed.problem]
    assert problems == ["INC-5"]
    assert read() == 2


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"\xff\xfe",
        b"[1, 2]",
        b'{"form": "pmwizard list 0", "files": {}}',
        b'{"form": "pmwizard list 1", "files": 7}',
        b"[" * 100_000,
    ],
)
def test_a_damaged_cache_is_made_anew_without_a_word(
    damage: bytes, folder: Path, cache: Path, read: Count, capfd: pytest.CaptureFixture[str]
) -> None:
    first = list_reports(folder)
    (file,) = cache.iterdir()
    file.write_bytes(damage)
    read()
    assert list_reports(folder) == first
    assert read() == 3
    assert list_reports(folder) == first
    assert read() == 0
    assert "".join(capfd.readouterr()) == ""


@pytest.mark.parametrize(
    "entry", [None, [], "x", [1], ["mark"], ["mark", 1, "", "", "", "", ""], ["mark", *"abcde", "x"]]
)
def test_a_damaged_entry_is_read_anew(entry: object, folder: Path, cache: Path, read: Count) -> None:
    first = list_reports(folder)
    (file,) = cache.iterdir()
    data = json.loads(file.read_bytes())
    mark = data["files"]["INC-2.toml"][:3]
    data["files"]["INC-2.toml"] = [*mark, *entry[1:]] if isinstance(entry, list) and entry[:1] == ["mark"] else entry
    file.write_text(json.dumps(data))
    read()
    assert list_reports(folder) == first
    assert read() == 1


def test_a_cache_that_cannot_be_kept_changes_nothing(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file" / "below"))
    assert len(list_reports(folder)) == len(list_reports(folder)) == 3


def test_a_user_without_a_home_has_nothing_remembered_in_the_working_folder(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "")
    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.chdir(tmp_path)

    def nobody(number: int) -> None:
        raise KeyError(number)

    monkeypatch.setattr("pwd.getpwuid", nobody)
    assert len(list_reports(folder)) == 3
    assert sorted(one.name for one in tmp_path.iterdir()) == ["reports"]


def test_what_is_remembered_is_for_its_owner_alone(folder: Path, cache: Path) -> None:
    list_reports(folder)
    (file,) = cache.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(cache.stat().st_mode) == 0o700


def test_two_folders_are_remembered_apart_and_one_by_two_names_together(
    folder: Path, tmp_path: Path, cache: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    put(other / "INC-1.toml", "Other")
    (tmp_path / "link").symlink_to(folder)
    assert titles(folder) == titles(tmp_path / "link")
    assert titles(other) == ["Other"]
    assert len(list(cache.iterdir())) == 2
    assert all(listed.path.parent == tmp_path / "link" for listed in list_reports(tmp_path / "link"))


def test_many_lists_at_once_leave_a_whole_cache(folder: Path, cache: Path) -> None:
    def look() -> None:
        for _ in range(5):
            assert len(list_reports(folder)) == 3

    threads = [threading.Thread(target=look) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (file,) = cache.iterdir()
    assert set(json.loads(file.read_bytes())["files"]) == {"INC-1.toml", "INC-2.toml", "INC-3.toml"}


def test_a_folder_that_is_gone_is_empty(tmp_path: Path) -> None:
    assert list_reports(tmp_path / "gone") == ()
    assert Index(tmp_path / "gone").listed(()) == []


def test_the_newest_open_report_goes_by_the_day_entered_or_in_its_id_or_of_its_file(folder: Path) -> None:
    assert newest_open(folder) == folder / "INC-3.toml"
    put(folder / "INC-2026-01-10-001.toml", "By its name")
    assert newest_open(folder) == folder / "INC-2026-01-10-001.toml"
    put(folder / "checkout.toml", "By its date", more="incident_date = 2026-01-11\n")
    assert newest_open(folder) == folder / "checkout.toml"
    put(folder / "closed.toml", "Closed", more='incident_date = 2026-01-12\nstatus = "closed"\n')
    assert newest_open(folder) == folder / "checkout.toml"
    put(folder / "fresh.toml", "By its file", at=1_800_000_000_000_000_000)
    assert newest_open(folder) == folder / "fresh.toml"
    assert newest_open(folder / "gone") is None
