"""Emergency copies of reports whose files cannot be written."""

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

import platformdirs

from pmwizard.errors import SaveError

if TYPE_CHECKING:
    from pmwizard.model.report import Report

_NOTE = re.compile(r"# Rescued on (?P<host>[^:\n]*): (?P<reason>[^\n]*)\n")


def rescue_folder() -> Path:
    """Return the folder of emergency copies in the user's state folder; it may not exist yet."""
    return platformdirs.user_state_path("pmwizard", appauthor=False) / "rescue"


def write_rescue(path: Path, report: Report, reason: str = "") -> Path:
    """Keep a copy of a report that cannot be saved to ``path``, readable only by its owner.

    Args:
        path: The file that cannot be written.
        report: What it would hold.
        reason: Why it could not be saved, kept in the copy for when it is found.

    Returns:
        Where the copy is: in the state folder, or where else there is room.

    Raises:
        OSError: There is no room anywhere.
    """
    import socket  # noqa: PLC0415 - lists ask for copies too, and are quicker without it

    from pmwizard.store import toml  # noqa: PLC0415 - and without pydantic, which this brings

    # The copy's own note stays on one line and shows no control character.
    note = "".join(character if character.isprintable() else " " for character in f"{socket.gethostname()}: {reason}")
    try:
        data = f"# Rescued on {note}\n{toml.dump(report)}".encode()
    except SaveError as error:
        raise OSError(str(error)) from error
    problem: OSError | None = None
    for copy in _places(path):
        try:
            _write(copy, data)
        except OSError as error:
            problem = error
        else:
            return copy
    raise problem or OSError


def find_rescue(path: Path) -> Path | None:
    """Return the newest emergency copy for a report, older than its file or not; saving the report removes it."""
    found = [(state.st_mtime_ns, copy) for copy in _places(path) if (state := _kept(copy))]
    return max(found)[1] if found else None


def never_saved(folder: Path) -> tuple[Path, ...]:
    """Return the files in a folder of reports that were never written, though there are copies of them."""
    copies = (copy for place in _places(folder / "any.toml") for copy in place.parent.glob("*.toml") if _kept(copy))
    return tuple(sorted({path for copy in copies if not os.path.lexists(path := folder / copy.name)}))


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


def remove_rescue(path: Path) -> None:
    """Remove the emergency copies for a report, now that its file is saved. Copies that cannot go stay."""
    for copy in _places(path):
        with contextlib.suppress(OSError):
            copy.unlink(missing_ok=True)
            copy.parent.rmdir()


def _places(path: Path) -> Iterator[Path]:
    """Yield where the copy for a report may be, best first: reports of one name in two folders do not meet."""
    path = Path(os.path.realpath(path))
    folder = hashlib.sha256(os.fsencode(path.parent)).hexdigest()[:8]
    yield rescue_folder() / folder / path.name
    user = os.getuid() if hasattr(os, "getuid") else 0
    yield Path(tempfile.gettempdir()) / f"pmwizard-{user}" / folder / path.name


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
    for folder in (copy.parent.parent, copy.parent):
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
