"""Saving: whole or not at all, and never over what nobody has seen."""

import errno
import os
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from pmwizard.errors import ReportUnreadableError, SaveError
from pmwizard.model import Report
from pmwizard.model.paths import replaced
from pmwizard.store.files import save as saving
from pmwizard.store.files.read import Stored, load
from pmwizard.store.files.save import ChangedOnDiskError, save

KILLS = int(os.environ.get("PMWIZARD_KILLS", "6"))
"""How often the saving process is killed; a soak sets more."""

HAND_WRITTEN = '# by hand\nschema_version = 1\n[metadata]\ntitle = "x" # why\n'

Write = Callable[..., Stored]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def titled(title: str) -> Report:
    return replaced(Report(), "metadata.title", title)


def test_a_new_report_is_as_readable_as_the_umask_says(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        stored = save(tmp_path / "a.toml", titled("x"), None)
    finally:
        os.umask(before)
    assert load(stored.path).report == stored.report == titled("x")
    assert stat.S_IMODE(stored.path.stat().st_mode) == 0o640
    assert names(tmp_path) == ["a.toml"]


def test_saving_a_report_that_did_not_change_writes_nothing(write: Write) -> None:
    stored = write(HAND_WRITTEN + "[[timeline]]\nevent = 'no id yet'\n")
    before = stored.path.stat()
    again = save(stored.path, stored.report, stored)
    assert (stored.path.stat().st_mtime_ns, stored.path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
    assert again == stored
    assert save(stored.path, saving.as_written(stored.report), stored) == stored


def test_a_save_gives_rows_their_ids_and_events_their_order(tmp_path: Path) -> None:
    rows = [{"event": "later"}, {"event": "named", "id": "T7"}]
    saved = save(tmp_path / "a.toml", Report.model_validate({"timeline": rows}), None)
    assert [row.id for row in saved.report.timeline] == ["T8", "T7"]
    assert load(tmp_path / "a.toml").report == saved.report


def test_the_mode_of_the_file_is_kept(write: Write) -> None:
    stored = write("schema_version = 1\n")
    stored.path.chmod(0o604)
    save(stored.path, titled("x"), stored)
    assert stat.S_IMODE(stored.path.stat().st_mode) == 0o604


def test_a_symbolic_link_stays_and_its_target_is_written(write: Write, tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    target = write("schema_version = 1\n", "far/real.toml").path
    link = tmp_path / "link.toml"
    link.symlink_to("far/real.toml")
    save(link, titled("x"), load(link))
    assert link.is_symlink()
    assert load(target).report.metadata.title == "x"
    assert names(target.parent) == ["real.toml"]


def test_a_link_to_a_file_that_is_not_there_yet_makes_it(tmp_path: Path) -> None:
    link = tmp_path / "link.toml"
    link.symlink_to("real.toml")
    save(link, titled("x"), None)
    assert link.is_symlink()
    assert load(tmp_path / "real.toml").report.metadata.title == "x"


def test_links_in_a_circle_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.toml").symlink_to("b.toml")
    (tmp_path / "b.toml").symlink_to("a.toml")
    with pytest.raises(SaveError, match="back to itself"):
        save(tmp_path / "a.toml", titled("x"), None)


def test_a_file_under_two_names_is_left_alone(write: Write, tmp_path: Path) -> None:
    stored = write("schema_version = 1\n")
    os.link(stored.path, tmp_path / "other.toml")
    with pytest.raises(SaveError, match="2 names"):
        save(stored.path, titled("x"), stored)
    assert stored.path.read_text() == "schema_version = 1\n"


def test_a_save_killed_while_naming_a_new_file_does_not_hold_up_the_next(write: Write, tmp_path: Path) -> None:
    stored = write("schema_version = 1\n")
    os.link(stored.path, tmp_path / f"{saving.TEMPORARY}1-a.tmp")
    save(stored.path, titled("x"), stored)
    assert names(tmp_path) == ["INC-1.toml"]


def test_a_file_that_can_only_be_read_is_left_alone(write: Write) -> None:
    stored = write("schema_version = 1\n")
    stored.path.chmod(0o444)
    with pytest.raises(SaveError, match=r"INC-1\.toml can only be read"):
        save(stored.path, titled("x"), stored)
    assert stored.path.read_text() == "schema_version = 1\n"


def test_a_file_that_only_others_may_write_is_left_alone(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    stored = write("schema_version = 1\n")
    monkeypatch.setattr(os, "access", lambda path, mode: path != stored.path)
    with pytest.raises(SaveError, match=r"no permission to write INC-1\.toml"):
        save(stored.path, titled("x"), stored)
    assert stored.path.read_text() == "schema_version = 1\n"


def test_a_new_report_never_overwrites_a_file(write: Write) -> None:
    stored = write("schema_version = 1\n")
    with pytest.raises(ChangedOnDiskError) as caught:
        save(stored.path, titled("x"), None)
    assert caught.value.found.report == Report()
    assert stored.path.read_text() == "schema_version = 1\n"


def test_a_file_that_comes_to_be_during_a_save_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.toml"
    real = os.link

    def raced(source: Any, target: Any) -> None:
        path.write_text("schema_version = 1\n")
        real(source, target)

    monkeypatch.setattr(os, "link", raced)
    with pytest.raises(ChangedOnDiskError):
        save(path, titled("x"), None)
    assert names(tmp_path) == ["a.toml"]
    assert path.read_text() == "schema_version = 1\n"


def test_a_disk_without_links_gets_new_files_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*paths: object) -> None:
        raise OSError(errno.EPERM, "no")

    monkeypatch.setattr(os, "link", refused)
    assert load(save(tmp_path / "a.toml", titled("x"), None).path).report == titled("x")
    assert names(tmp_path) == ["a.toml"]


def test_what_another_program_wrote_is_carried_and_kept(write: Write) -> None:
    stored = write("schema_version = 1\n")
    theirs = write('schema_version = 1\n[metadata]\ntitle = "theirs"\n')
    with pytest.raises(ChangedOnDiskError) as caught:
        save(stored.path, titled("ours"), stored)
    assert caught.value.found == theirs
    assert load(stored.path).report == titled("theirs")
    assert save(stored.path, titled("both"), caught.value.found).report == titled("both")


def test_a_file_touched_without_a_change_is_saved_over(write: Write) -> None:
    stored = write("schema_version = 1\n")
    os.utime(stored.path, (0, 0))
    save(stored.path, titled("ours"), stored)
    assert load(stored.path).report == titled("ours")


def test_a_change_made_while_the_new_text_is_written_is_seen(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    stored = write("schema_version = 1\n")
    real = saving._written_beside

    def raced(*args: Any) -> Path:
        temporary = real(*args)
        stored.path.write_text('schema_version = 1\nlayout = "sre"\n')
        return temporary

    monkeypatch.setattr(saving, "_written_beside", raced)
    with pytest.raises(ChangedOnDiskError) as caught:
        save(stored.path, titled("ours"), stored)
    assert caught.value.found.report.layout == "sre"
    assert names(stored.path.parent) == ["INC-1.toml"]


@pytest.mark.parametrize("found", ["schema_version = 1\n<<<<<<< HEAD\n", "schema_version = 9\n", "", "\xff\xfe"])
def test_a_file_that_cannot_be_read_is_never_overwritten(write: Write, found: str) -> None:
    stored = write("schema_version = 1\n")
    stored.path.write_text(found, encoding="latin-1")
    for expected in (stored, None):
        with pytest.raises(ReportUnreadableError):
            save(stored.path, titled("ours"), expected)
    assert stored.path.read_text(encoding="latin-1") == found


def test_a_file_that_is_gone_is_made_again(write: Write) -> None:
    stored = write("schema_version = 1\n")
    stored.path.unlink()
    save(stored.path, titled("ours"), stored)
    assert load(stored.path).report == titled("ours")


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(SaveError, match=r"Not saved: the folder .*gone is gone") as caught:
        save(tmp_path / "gone" / "a.toml", titled("x"), None)
    assert caught.value.hint == "Bring it back, then save again"


def test_a_folder_or_a_pipe_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    with pytest.raises(SaveError, match="is not a plain file"):
        save(tmp_path / "pipe.toml", titled("x"), None)
    with pytest.raises(SaveError, match="is a folder"):
        save(tmp_path, titled("x"), None)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "Not saved: no space left on /"),
        (errno.EDQUOT, "Not saved: your quota on /"),
        (errno.EROFS, "can only be read"),
        (errno.EACCES, "Not saved: no permission to write in /"),
        (errno.EIO, "cannot write"),
        (errno.EFBIG, "larger than the system lets it be"),
        (errno.EBUSY, "the system cannot write INC-1.toml (EBUSY)"),
    ],
)
def test_what_the_system_refuses_is_told_and_leaves_the_file_whole(
    write: Write, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    stored = write("schema_version = 1\n")

    def refused(descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", refused)
        with pytest.raises(SaveError) as caught:
            save(stored.path, titled("x"), stored)
    assert words in str(caught.value)
    assert caught.value.hint
    assert names(stored.path.parent) == ["INC-1.toml"]
    assert stored.path.read_text() == "schema_version = 1\n"
    assert save(stored.path, titled("x"), stored).report == titled("x")


def test_a_limit_on_file_size_leaves_the_file_whole(write: Write) -> None:
    stored = write("schema_version = 1\n")
    program = (
        "import resource, sys; from pathlib import Path\n"
        "from pmwizard.store.files.read import load; from pmwizard.store.files.save import save\n"
        "from pmwizard.model.paths import replaced; from pmwizard.errors import SaveError\n"
        "stored = load(Path(sys.argv[1])); resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try: save(stored.path, replaced(stored.report, 'impact.user_facing', 'x' * 100_000), stored)\n"
        "except SaveError as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, stored.path], capture_output=True, text=True, check=True)
    assert "larger than the system lets it be" in done.stdout
    assert stored.path.read_text() == "schema_version = 1\n"
    assert names(stored.path.parent) == ["INC-1.toml"]


def test_a_text_that_reads_back_otherwise_does_not_replace_the_file(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = write("schema_version = 1\n")
    monkeypatch.setattr(Path, "read_bytes", lambda path: b"rotten")
    with pytest.raises(SaveError, match="cannot write"):
        save(stored.path, titled("x"), stored)
    monkeypatch.undo()
    assert stored.path.read_text() == "schema_version = 1\n"


def test_a_file_with_comments_is_kept_beside_its_first_save(write: Write, tmp_path: Path) -> None:
    stored = write(HAND_WRITTEN)
    stored.path.chmod(0o600)
    saved = save(stored.path, titled("y"), stored)
    assert saved.backup == tmp_path / "INC-1.toml.bak"
    assert saved.backup.read_text() == HAND_WRITTEN
    assert stat.S_IMODE(saved.backup.stat().st_mode) == 0o600
    again = save(stored.path, titled("z"), saved)
    assert again.backup is None
    assert names(tmp_path) == ["INC-1.toml", "INC-1.toml.bak"]


def test_an_older_file_with_comments_is_not_lost_to_a_newer_one(write: Write, tmp_path: Path) -> None:
    save(tmp_path / "INC-1.toml", titled("y"), write(HAND_WRITTEN))
    second = save(tmp_path / "INC-1.toml", titled("z"), write("# again\n" + HAND_WRITTEN))
    assert second.backup == tmp_path / "INC-1.toml.2.bak"
    third = save(tmp_path / "INC-1.toml", titled("y"), write(HAND_WRITTEN))
    assert third.backup == tmp_path / "INC-1.toml.bak"
    assert (tmp_path / "INC-1.toml.bak").read_text() == HAND_WRITTEN


def test_temporary_files_of_killed_saves_are_swept_when_they_are_old(write: Write, tmp_path: Path) -> None:
    stored = write("schema_version = 1\n")
    old, young, foreign = (tmp_path / name for name in (".pmwizard-1-a.tmp", ".pmwizard-2-b.tmp", ".other.tmp"))
    for path in (old, young, foreign):
        path.write_text("x")
    for path in (old, foreign):
        os.utime(path, (0, 0))
    save(stored.path, titled("x"), stored)
    assert not old.exists()
    assert young.exists()
    assert foreign.exists()


def test_a_save_inside_a_save_keeps_the_newer_text(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    stored = write("schema_version = 1\n")
    real = os.fsync
    nested: list[Stored] = []

    def interrupted(descriptor: int) -> None:
        real(descriptor)
        if not nested:
            nested.append(stored)
            nested.append(save(stored.path, titled("newer"), stored))

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(ChangedOnDiskError) as caught:
        save(stored.path, titled("older"), stored)
    assert caught.value.found.report == titled("newer")
    assert load(stored.path).report == titled("newer")


def test_a_signal_handler_can_save_while_the_same_thread_does(write: Write) -> None:
    stored = write("schema_version = 1\n")
    handled: list[str] = []

    def on_signal(number: int, frame: object) -> None:
        try:
            handled.append(save(stored.path, titled(f"signal {len(handled)}"), load(stored.path)).text_digest)
        except ChangedOnDiskError as error:
            handled.append(error.found.text_digest)

    before = signal.signal(signal.SIGALRM, on_signal)
    try:
        for number in range(60):
            signal.setitimer(signal.ITIMER_REAL, 0.0001 * (1 + number % 20))
            try:
                stored = save(stored.path, titled(f"main {number}"), stored)
            except ChangedOnDiskError as error:
                stored = error.found
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert handled
    assert load(stored.path).report.metadata.title
    assert names(stored.path.parent) == ["INC-1.toml"]


def test_threads_that_save_at_once_lose_nothing_unseen(write: Write) -> None:
    stored = write("schema_version = 1\n")
    outcomes: list[str] = []

    def one(number: int) -> None:
        try:
            save(stored.path, titled(str(number)), stored)
            outcomes.append(str(number))
        except ChangedOnDiskError:
            outcomes.append("told")

    threads = [threading.Thread(target=one, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count("told") == 7
    assert load(stored.path).report.metadata.title in outcomes


SAVES_FOR_EVER = """
import sys
from pathlib import Path
from pmwizard.store.files.read import load
from pmwizard.store.files.save import save
from pmwizard.model.paths import replaced
stored = load(Path(sys.argv[1]))
print("ready", flush=True)
number = 0
while True:
    number += 1
    text = f"{number} " + "x" * (number * 997 % 60_000)
    stored = save(stored.path, replaced(stored.report, "impact.user_facing", text), stored)
    print(number, flush=True)
"""


def test_a_kill_at_any_instant_leaves_a_whole_file(write: Write) -> None:
    stored = write("schema_version = 1\n")
    random = Random(7)
    for _ in range(KILLS):
        process = subprocess.Popen(
            [sys.executable, "-c", SAVES_FOR_EVER, stored.path], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        time.sleep(random.uniform(0.005, 0.1))
        process.kill()
        told = process.stdout.read().split("\n")[:-1]
        process.stdout.close()
        process.wait()
        text = load(stored.path).report.impact.user_facing or "0"
        assert int(text.split()[0]) - int(told[-1] if told else 0) in {0, 1} or not told
