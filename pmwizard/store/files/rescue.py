"""Emergency copies of reports whose files cannot be written.

Each program that has a report open keeps its copy in a folder of its own, so that none writes over the copy of another
one, alive or dead.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import os
import re
import secrets
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pmwizard.errors import SaveError
from pmwizard.store.folder.places import state_folder

if TYPE_CHECKING:
    from datetime import datetime

    from pmwizard.model.report import Report


_NOTE = re.compile(r"# Rescued on (?P<host>[^:\n]*): (?P<reason>[^\n]*)\n")


def rescue_folder() -> Path:
    """Return the folder of emergency copies in the user's state folder; it may not exist yet."""
    return state_folder() / "rescue"


def write_rescue(path: Path, report: Report, reason: str = "", by: str = "one") -> Path:
    """Keep a copy of a report that cannot be saved to ``path``, readable only by its owner.

    Args:
        path: The file that cannot be written.
        report: What it would hold.
        reason: Why it could not be saved, kept in the copy for when it is found.
        by: Who keeps it; only an earlier copy by the same is written over.

    Returns:
        Where the copy is: in the state folder, or where else there is room.

    Raises:
        OSError: There is no room anywhere.
    """
    import socket

    from pmwizard.store import toml

    # The copy's own note stays on one line and shows no control character.
    note = "".join(character if character.isprintable() else " " for character in f"{socket.gethostname()}: {reason}")
    try:
        data = f"# Rescued on {note}\n{toml.dump(report)}".encode()
    except SaveError as error:
        raise OSError(str(error)) from error
    problem: OSError | None = None
    path = Path(os.path.realpath(path))
    for place in _places(path.parent):
        copy = place / by / path.name
        try:
            _write(copy, data)
        except OSError as error:
            problem = error
        else:
            return copy
    raise problem or OSError


def keep_input(data: bytes, now: datetime) -> Path:
    """Keep a text that was given to a command which could not use it, readable only by its owner; return where it is.

    Raises:
        OSError: There is no room anywhere.
    """
    problem: OSError | None = None
    for place in (rescue_folder(), _temporary_folder()):
        kept = place / "input" / f"{now:%Y-%m-%d-%H%M%S}-{os.getpid()}" / "input.txt"
        try:
            _write(kept, data)
        except OSError as error:
            problem = error
        else:
            return kept
    raise problem or OSError


def find_rescue(path: Path) -> Path | None:
    """Return the newest emergency copy for a report, whoever keeps it, older than the report's file or not."""
    path = Path(os.path.realpath(path))
    copies = (copy for copy in _copies(path.parent) if copy.name == path.name)
    found = [(state.st_mtime_ns, copy) for copy in copies if (state := _kept(copy))]
    return max(found)[1] if found else None


def never_saved(folder: Path) -> tuple[Path, ...]:
    """Return the files in a folder of reports that were never written, though there are copies of them."""
    copies = (copy for copy in _copies(folder) if copy.suffix == ".toml" and _kept(copy))
    return tuple(sorted({path for copy in copies if not os.path.lexists(path := folder / copy.name)}))


def taken_over(copy: Path, by: str) -> Path:
    """Have somebody else keep an emergency copy from now on, and return where it is then.

    Raises:
        OSError: The system refuses.
    """
    own = copy.parent.with_name(by) / copy.name
    own.parent.mkdir(mode=0o700, exist_ok=True)
    copy.replace(own)
    with contextlib.suppress(OSError):
        copy.parent.rmdir()
    return own


def set_aside(copy: Path) -> Path:
    """Give an emergency copy a name under which it is not found again, and return that.

    Raises:
        OSError: The system refuses.
    """
    for number in itertools.count(1):
        aside = copy.with_name(f"{copy.name}.kept" if number == 1 else f"{copy.name}.kept.{number}")
        if not os.path.lexists(aside):
            return copy.rename(aside)
    raise AssertionError


def rescue_note(copy: Path) -> tuple[str, str]:
    """Return on which host an emergency copy was made, and why; two empty texts when it does not say."""
    try:
        with copy.open(encoding="utf-8", errors="replace") as file:
            found = _NOTE.match(file.readline(4000))
    except OSError:
        found = None
    return (found["host"], found["reason"]) if found else ("", "")


def remove_rescue(copy: Path) -> None:
    """Remove an emergency copy of a report that is saved now. One that cannot go stays."""
    with contextlib.suppress(OSError):
        copy.unlink(missing_ok=True)
        copy.parent.rmdir()
        copy.parent.parent.rmdir()


def _copies(folder: Path) -> Iterator[Path]:
    """Yield what is kept for the reports of a folder."""
    return (copy for place in _places(folder) for copy in place.glob("*/*"))


def _places(folder: Path) -> Iterator[Path]:
    """Yield where copies for the reports of a folder may be, best first: those of two folders do not meet."""
    name = hashlib.sha256(os.fsencode(os.path.realpath(folder))).hexdigest()[:8]
    yield rescue_folder() / name
    yield _temporary_folder() / name


def _temporary_folder() -> Path:
    user = os.getuid() if hasattr(os, "getuid") else 0
    return Path(tempfile.gettempdir()) / f"pmwizard-{user}"


def _kept(copy: Path) -> os.stat_result | None:
    """Return the state of an emergency copy of this user's own, ``None`` when there is none."""
    with contextlib.suppress(OSError):
        state = copy.lstat()
        if stat.S_ISREG(state.st_mode) and _is_ours(state):
            return state
    return None


def _is_ours(state: os.stat_result) -> bool:
    return not hasattr(os, "getuid") or state.st_uid == os.getuid()


def _write(copy: Path, data: bytes) -> None:
    for folder in reversed(copy.parents[:3]):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        state = folder.lstat()
        if not stat.S_ISDIR(state.st_mode) or not _is_ours(state):
            raise PermissionError
    temporary = copy.with_name(f".{os.getpid()}-{secrets.token_hex(8)}.tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(descriptor)
        temporary.replace(copy)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
