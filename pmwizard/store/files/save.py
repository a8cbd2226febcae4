"""Write a report file: whole or not at all, and never over what nobody has seen."""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
import secrets
import stat
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from pmwizard.errors import PmwizardError, SaveError, save_error
from pmwizard.model.paths import in_time_order, with_ids
from pmwizard.model.report import Report
from pmwizard.store import toml
from pmwizard.store.files.lock import alone_in
from pmwizard.store.files.read import Signature, Stored, content, digest, load, signature, stored
from pmwizard.store.toml.outline import has_comments

TEMPORARY = ".pmwizard-"
"""How the names of temporary files begin, and ``.tmp`` is how they end."""

_STALE_SECONDS = 3600.0
_PATIENCE_SECONDS = 1.0
_NO_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EINVAL}

# Reentrant, so that a signal handler that interrupts a save can save too.
_turn = threading.RLock()
_tickets = itertools.count(1)
_newest_done: dict[str, int] = {}


class ChangedOnDiskError(PmwizardError):
    """Another program wrote the file since it was read; nothing was overwritten.

    Args:
        found: What the file holds now, to be merged.
    """

    def __init__(self, found: Stored) -> None:
        self.found = found
        super().__init__(
            f"Not saved: {found.path.name} was changed by another program.", hint="Merge both, then save again"
        )


def save(path: Path, report: Report, expected: Stored | None) -> Stored:
    """Write a report to its file and return what the file then holds.

    Rows get their ids and the timeline its order, so the returned report can differ in these. Where this
    changes nothing, nothing is written. May be called from any thread, and from a signal handler while
    another save is under way.

    Args:
        path: The file. A symbolic link is followed; the link stays.
        report: What to write.
        expected: What was last read from or written to the file; ``None`` makes a new file. A file that
            has gone since is made again.

    Raises:
        ChangedOnDiskError: The file holds something else than expected, or there is one already.
        ReportUnreadableError: Something else than expected is there, and it is not a report.
        SaveError: The file could not be written, and is as it was.
    """
    ticket = next(_tickets)
    written = as_written(report)
    if expected is not None and (report is expected.report or written == as_written(expected.report)):
        return replace(expected, backup=None)
    data = toml.dump(written).encode()
    target = Path(os.path.realpath(path))
    try:
        with _waiting_turn(), alone_in(target.parent, _PATIENCE_SECONDS):
            return _replace(target, Stored(written, path, digest(data), None), data, expected, ticket)
    except OSError as error:
        raise save_error(error, target) from None


def as_written(report: Report) -> Report:
    """Return the report as a save writes it: ids on the rows that have ids, and events in the order of time."""
    return in_time_order(with_ids(report))


@contextlib.contextmanager
def _waiting_turn() -> Iterator[None]:
    """Wait for another save in this process, though not for ever: its disk may have stopped answering."""
    taken = _turn.acquire(timeout=_PATIENCE_SECONDS)
    try:
        yield
    finally:
        if taken:
            _turn.release()


def _replace(target: Path, done: Stored, data: bytes, expected: Stored | None, ticket: int) -> Stored:
    before = _present(target)
    if before is not None:
        if digest(before[0]) == done.text_digest:
            return replace(done, signature=before[1])
        if expected is None or digest(before[0]) != expected.text_digest:
            raise ChangedOnDiskError(stored(done.path, *before))
    state = _writable_state(target) if before else None
    commented = before and state and has_comments(before[0].decode("utf-8", "replace"))
    backup = _kept(target, before[0], state) if before and state and commented else None
    temporary = _written_beside(target, data, state)
    place = str(target)
    _newest_done.setdefault(place, 0)
    try:
        if signature(target) != (before[1] if before else None):
            raise ChangedOnDiskError(stored(done.path, *content(target)))
        if before is None:
            _named_anew(temporary, target, done.path)
        # Without a call of Python code in between, no signal handler can save after the comparison.
        elif _newest_done[place] < ticket:
            os.replace(temporary, place)  # noqa: PTH105 - Path.replace is Python code
        else:
            raise ChangedOnDiskError(stored(done.path, *content(target)))
        _newest_done[place] = ticket
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()
    _flush_folder(target.parent)
    return replace(done, signature=signature(target), backup=backup)


def _present(target: Path) -> tuple[bytes, Signature] | None:
    try:
        return content(target)
    except FileNotFoundError:
        return None


def _writable_state(target: Path) -> os.stat_result:
    """Return the state of the file to replace.

    Raises:
        SaveError: It must not be replaced: it is protected against writing or has a second name.
    """
    state = target.stat()
    if not state.st_mode & 0o222:
        raise SaveError(f"{target.name} can only be read", hint="Make it writable, then save again")
    # On a disk that can only be read, the attempt to write tells more.
    if not os.access(target, os.W_OK) and os.access(target.parent, os.W_OK):
        raise SaveError(f"no permission to write {target.name}", hint="Ask its owner for permission, then save again")
    if state.st_nlink > 1:
        _sweep(target.parent, state.st_ino)
        state = target.stat()
    if state.st_nlink > 1:
        raise SaveError(
            f"{target.name} is one file under {state.st_nlink} names (hard links), and a save would part them",
            hint="Copy it to a file of its own, and continue with that",
        )
    return state


def kept_beside(path: Path) -> Path | None:
    """Keep a report file as it is under another name beside it, and return that; ``None`` when there is no file.

    Raises:
        SaveError: The system refuses.
    """
    target = Path(os.path.realpath(path))
    try:
        return _kept(target, target.read_bytes(), target.stat())
    except FileNotFoundError:
        return None
    except OSError as error:
        raise save_error(error, target) from None


def _kept(target: Path, data: bytes, state: os.stat_result) -> Path:
    """Keep the content of a file under the first free name beside it, or one that has this content already."""
    for number in itertools.count(1):
        backup = target.with_name(f"{target.name}.bak" if number == 1 else f"{target.name}.{number}.bak")
        with contextlib.suppress(FileExistsError):
            _write(backup, data, state)
            return backup
        with contextlib.suppress(OSError):
            if content(backup)[0] == data:
                return backup
    raise AssertionError


def _written_beside(target: Path, data: bytes, state: os.stat_result | None) -> Path:
    """Write the data to a new file in the target's folder, flush it, read it back, and return the file."""
    _sweep(target.parent)
    temporary = target.with_name(f"{TEMPORARY}{os.getpid()}-{secrets.token_hex(8)}.tmp")
    _write(temporary, data, state)
    return temporary


def _write(path: Path, data: bytes, state: os.stat_result | None) -> None:
    """Make a new file with the owner and mode of ``state``, or those of any new file.

    Raises:
        FileExistsError: There is one already.
        OSError: It could not be written whole; nothing of it is left.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(path, flags, 0o600 if state else 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            if state and hasattr(os, "fchown"):
                with contextlib.suppress(OSError):
                    os.fchown(descriptor, state.st_uid, state.st_gid)
            if state:
                path.chmod(stat.S_IMODE(state.st_mode))
            file.write(data)
            file.flush()
            os.fsync(descriptor)
        _compare(path, data)
    except BaseException:
        with contextlib.suppress(OSError):
            path.unlink()
        raise


def _compare(path: Path, data: bytes) -> None:
    if path.read_bytes() != data:
        raise OSError(errno.EIO, os.strerror(errno.EIO), str(path))


def _named_anew(temporary: Path, target: Path, path: Path) -> None:
    """Give the temporary file the target's name, unless there is a file of that name by now."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise ChangedOnDiskError(stored(path, *content(target))) from None
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        # This disk knows no links; that the name was free was seen a moment ago.
        temporary.replace(target)


def _flush_folder(folder: Path) -> None:
    """Make a change of names in a folder last through a power cut, where the system can."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _sweep(folder: Path, inode: int | None = None) -> None:
    """Remove temporary files that a killed save left: an hour ago, or as a second name of the file ``inode``."""
    oldest = time.time() - _STALE_SECONDS
    with contextlib.suppress(OSError):
        for entry in os.scandir(folder):
            if entry.name.startswith(TEMPORARY) and entry.name.endswith(".tmp"):
                with contextlib.suppress(OSError):
                    state = entry.stat(follow_symlinks=False)
                    if state.st_mtime < oldest or state.st_ino == inode:
                        Path(entry.path).unlink()


_PATIENCE_OF_CHANGES = 10.0
"""How long a change waits for its turn; then it goes on without one, and still overwrites nothing."""

_MOST_TRIES = 100


def change_file(path: Path, change: Callable[[Report], Report]) -> Stored:
    """Change the report in a file and return what the file then holds.

    Args:
        path: The file.
        change: Returns the changed report, from what the file holds now. Called again where another program wrote
            the file in between.

    Raises:
        NoSuchReportError: There is no such file.
        ReportUnreadableError: The file cannot be read as a report.
        SaveError: The file could not be written.
    """
    with alone_in(Path(os.path.realpath(path)).parent, _PATIENCE_OF_CHANGES):
        for _ in range(_MOST_TRIES):
            before = load(path)
            try:
                return save(path, change(before.report), before)
            except ChangedOnDiskError:
                continue
    raise SaveError(f"other programs write {path.name} all the time", hint="End them, then try again")
