"""Programs of ours that write in one folder take turns, and nobody waits for ever."""

import errno
import fcntl
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from pmwizard.model import Report
from pmwizard.model.parts.timeline import Event
from pmwizard.model.paths import with_row
from pmwizard.store.files.lock import alone_in
from pmwizard.store.files.read import load
from pmwizard.store.files.save import save

HOLD = """
import sys
from pathlib import Path
from pmwizard.store.files.lock import alone_in
with alone_in(Path(sys.argv[1]), 5) as alone:
    print(alone, flush=True)
    sys.stdin.read()
"""


def holder(folder: Path) -> "subprocess.Popen[str]":
    """Start another program that has the lock of a folder until its standard input ends."""
    program = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert program.stdout
    assert program.stdout.readline() == "True\n"
    return program


def test_a_folder_belongs_to_one_program_at_a_time(tmp_path: Path) -> None:
    with holder(tmp_path) as other:
        with alone_in(tmp_path, 0) as alone:
            assert not alone
        other.communicate()
    with alone_in(tmp_path, 0) as alone:
        assert alone
    assert list(tmp_path.iterdir()) == []


def test_a_program_that_is_killed_lets_go(tmp_path: Path) -> None:
    with holder(tmp_path) as other:
        other.kill()
        with alone_in(tmp_path, 20) as alone:
            assert alone


def test_a_thread_that_has_the_folder_has_it_again(tmp_path: Path) -> None:
    found = []

    def try_it() -> None:
        with alone_in(tmp_path, 0) as alone:
            found.append(alone)

    with alone_in(tmp_path, 0):
        try_it()
        try_it()
        other = threading.Thread(target=try_it)
        other.start()
        other.join()
    try_it()
    assert found == [True, True, False, True]


def test_a_folder_that_is_not_there_is_waited_for_by_nobody(tmp_path: Path) -> None:
    with alone_in(tmp_path / "gone", 60) as alone:
        assert not alone


def test_a_program_that_never_lets_go_holds_up_no_save(tmp_path: Path) -> None:
    path = tmp_path / "INC-1.toml"
    with holder(tmp_path) as other:
        stored = save(path, with_row(Report(), "timeline", Event(event="seen")), None)
        other.communicate()
    assert load(path).report == stored.report


def test_where_folders_cannot_be_locked_nobody_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.EBADF, "a disk that wants the folder opened for writing")

    monkeypatch.setattr(fcntl, "flock", refused)
    with alone_in(tmp_path, 60) as alone:
        assert not alone
