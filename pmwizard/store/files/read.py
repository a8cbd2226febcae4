"""Reading a report file, and remembering what was read."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from pmwizard.errors import NoSuchReportError, ReportUnreadableError
from pmwizard.model.report import Report
from pmwizard.store import toml
from pmwizard.store.toml.outline import MOST_BYTES

_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")

Signature = tuple[int, int, int]
"""Inode, time of change in nanoseconds, and size: another signature means another file content."""


@dataclass(frozen=True)
class Stored:
    """A report and the file it was read from or written to.

    Attributes:
        report: What the file holds.
        path: The file, as it was named.
        text_digest: SHA-256 of the file's bytes, in hex.
        signature: What ``signature`` returned then; cheap to compare, to notice that the file changed.
        backup: Where the save that made this kept the file as it was, because it had comments.
    """

    report: Report
    path: Path
    text_digest: str
    signature: Signature | None
    backup: Path | None = None


def load(path: Path) -> Stored:
    """Read the report in a file.

    Raises:
        NoSuchReportError: There is no such file.
        ReportUnreadableError: The file is there, and cannot be read or is not a report.
    """
    try:
        data, state = content(path)
    except FileNotFoundError:
        raise NoSuchReportError(path.name, path.parent) from None
    except OSError as error:
        raise ReportUnreadableError(path.name, _why_unreadable(error), hint=_HINTS.get(error.errno or 0, "")) from None
    return stored(path, data, state)


def stored(path: Path, data: bytes, state: Signature | None) -> Stored:
    """Return what the bytes of a report file hold.

    Raises:
        ReportUnreadableError: They are not a report.
    """
    text = decoded(data, path.name)
    report = toml.parse(text, path.name)
    return Stored(report, path, digest(data), state)


def content(path: Path) -> tuple[bytes, Signature]:
    """Return the bytes of a file and its signature, and never wait for a pipe.

    Raises:
        OSError: The file is not there, cannot be read, is not a plain file (``EINVAL``) or is larger
            than a report can be (``EFBIG``).
    """
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    with os.fdopen(descriptor, "rb") as file:
        state = os.fstat(descriptor)
        if stat.S_ISDIR(state.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(state.st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
    return data, _signature(state)


def decoded(data: bytes, name: str) -> str:
    """Return the text of a report file's bytes: UTF-8, with or without a byte order mark.

    Raises:
        ReportUnreadableError: The bytes are of another encoding.
    """
    if data.startswith(_UTF_16_MARKS):
        raise ReportUnreadableError(name, "this is text in UTF-16; a report is in UTF-8", hint="Save it as UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        sentence = f"byte {data[error.start]:#04x} is not UTF-8"
        raise ReportUnreadableError(name, sentence, line=line, hint="Save the file as UTF-8") from None


def digest(data: bytes) -> str:
    """Return the digest by which two contents of a file are distinguished."""
    return hashlib.sha256(data).hexdigest()


def signature(path: Path) -> Signature | None:
    """Return the signature of a file, or ``None`` when it is not there."""
    try:
        return _signature(path.stat())
    except OSError:
        return None


def _signature(state: os.stat_result) -> Signature:
    return state.st_ino, state.st_mtime_ns, state.st_size


_HINTS = {
    errno.EACCES: "Ask its owner for permission to read it",
    errno.EISDIR: "Name a report in it, or pass it with --dir",
    errno.EINVAL: "Name a file",
    errno.EFBIG: "Remove what pmwizard did not write",
}


def _why_unreadable(error: OSError) -> str:
    match error.errno:
        case errno.EACCES | errno.EPERM:
            return "there is no permission to read this file"
        case errno.EISDIR:
            return "this is a folder"
        case errno.EINVAL:
            return "this is not a plain file"
        case errno.EFBIG:
            return f"the file is larger than {MOST_BYTES // 1_000_000} MB"
        case errno.ELOOP:
            return "this symbolic link leads back to itself"
        case errno.ENOTDIR | errno.ENAMETOOLONG:
            return "there cannot be a file of this name"
        case errno.EIO:
            return "the disk cannot read it"
        case _:
            return f"the system cannot read it ({errno.errorcode.get(error.errno or 0, 'unknown')})"
