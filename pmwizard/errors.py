"""Errors that end a command, as sentences for the person at the keyboard.

::

    PmwizardError                   1  could not be done
    ├── UsageError                  2  the command line is not understood
    ├── TerminalNeededError         2  a screen or a question needs a terminal
    ├── ReportNameError             4  a name does not mean one report
    │   ├── NoSuchReportError       4  no report goes by it
    │   └── AmbiguousReportError    4  several reports do
    ├── ReportUnreadableError       5  the file is not a report that can be read
    ├── SaveError                   1  the file could not be written
    ├── ChangedOnDiskError          1  internal, in store.files: another program wrote the file
    └── LayoutError                 1  in layouts: a layout file cannot be used

The numbers are exit statuses. Nothing here imports pydantic or Textual, so that the command line can
report an error without loading either.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from pathlib import Path


class PmwizardError(Exception):
    """What went wrong, in a sentence; ``hint`` says what to do next.

    Args:
        message: The sentence.
        details: Further lines, such as the closest names.
        hint: The last line: what to do.
    """

    exit_status: int = 1
    hint: str = ""

    def __init__(self, message: str = "", *, details: Sequence[str] = (), hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.details = tuple(details)
        if hint:
            self.hint = hint

    def in_full(self) -> str:
        """Return the whole error for standard error: the sentence, the details and the hint, a line each."""
        return "\n  ".join([f"pmwizard: {self}", *self.details, *self.hint.splitlines()])


class UsageError(PmwizardError):
    """The command line asks for something that does not exist or does not go together."""

    exit_status = 2


class TerminalNeededError(PmwizardError):
    """A screen or a question is needed, and standard input or output is not a terminal."""

    exit_status = 2


class ReportNameError(PmwizardError):
    """A name does not mean one report.

    Args:
        name: What was asked for.
        folder: Where it was looked for.
        closest: Ids and titles of the reports with the most similar names, best first.
    """

    exit_status = 4

    def __init__(self, name: str, folder: Path, closest: Sequence[tuple[str, str]] = ()) -> None:
        self.name, self.folder, self.closest = name, folder, tuple(closest)
        labels = ["Closest:", *[" " * 8] * len(self.closest)]
        details = [
            f"{label} {key}  {title}".rstrip() for label, (key, title) in zip(labels, self.closest, strict=False)
        ]
        hint = "pmwizard list shows all; pmwizard new starts one"
        if self.closest:
            hint = f"Try: pmwizard edit {self.closest[0][0]}        (pmwizard list shows all)"
        super().__init__(self._sentence(), details=[line.rstrip() for line in details], hint=hint)

    def _sentence(self) -> str:
        raise NotImplementedError


class NoSuchReportError(ReportNameError):
    """No report goes by the name."""

    def _sentence(self) -> str:
        return f"no report {self.name} in {self.folder}"


class AmbiguousReportError(ReportNameError):
    """Several reports go by a name; ``closest`` holds them, by the names of their files where they share one id.

    Args:
        name: What was asked for, or the id that all of them have.
        folder: Where it was looked for.
        closest: The reports.
        is_shared: Whether all of them have the name as their id.
    """

    def __init__(
        self, name: str, folder: Path, closest: Sequence[tuple[str, str]] = (), *, is_shared: bool = False
    ) -> None:
        self.is_shared = is_shared
        super().__init__(name, folder, closest)

    def _sentence(self) -> str:
        if self.is_shared:
            return f"{len(self.closest)} files in {self.folder} have the id {self.name}"
        return f"{self.name} is part of more than one id in {self.folder}"


class ReportUnreadableError(PmwizardError):
    """The file is there and cannot be read as a report; it is left as it is.

    Args:
        file: The name of the file, as the person knows it.
        sentence: What stands in the way.
        line: Where, counted from 1.
        key: The answer it is about, as a path.
        hint: What to do.
    """

    exit_status = 5
    hint = "Fix it in an editor; until then pmwizard leaves it as it is"

    def __init__(
        self, file: str, sentence: str, *, line: int | None = None, key: str | None = None, hint: str = ""
    ) -> None:
        self.file, self.sentence, self.line, self.key = file, sentence, line, key
        place = f"{file}, line {line}" if line else file
        super().__init__(f"{place}: {sentence}", hint=hint)


class SaveError(PmwizardError):
    """The file could not be written; what was there is still there.

    Args:
        reason: Why, such as "no space left on /home".
        hint: What to do.
    """

    def __init__(self, reason: str, *, hint: str = "") -> None:
        self.reason = reason
        super().__init__(f"Not saved: {reason}.", hint=hint)


_WORDS: dict[int, tuple[str, str]] = {
    errno.ENOSPC: ("no space left on {disk}", "Free space, then save again"),
    errno.EDQUOT: ("your quota on {disk} is used up", "Free space, then save again"),
    errno.EFBIG: ("the file would be larger than the system lets it be", "Raise the limit, then save again"),
    errno.EROFS: ("{disk} can only be read", "Make it writable, then save again"),
    errno.EACCES: ("no permission to write in {folder}", "Ask its owner for permission, then save again"),
    errno.EPERM: ("no permission to write in {folder}", "Ask its owner for permission, then save again"),
    errno.ENOENT: ("the folder {folder} is gone", "Bring it back, then save again"),
    errno.ENOTDIR: ("{folder} is not a folder", "Choose another folder"),
    errno.ESTALE: ("the folder {folder} is gone", "Bring it back, then save again"),
    errno.EISDIR: ("{name} is a folder", "Choose another file name"),
    errno.ELOOP: ("the symbolic link {name} leads back to itself", "Remove the link, then save again"),
    errno.ENAMETOOLONG: ("the disk cannot hold a name this long", "Choose a shorter file name"),
    errno.EIO: ("the disk {disk} cannot write", "Look at the disk, then save again"),
    errno.EMFILE: ("too many files are open", "Close other programs, then save again"),
    errno.ENFILE: ("too many files are open", "Close other programs, then save again"),
    errno.EINVAL: ("{name} is not a plain file", "Choose another file name"),
}
"""The reason and what to do, by what the system said."""


def save_error(error: OSError, path: Path) -> SaveError:
    """Return the error for a save to ``path`` that the system refused."""
    number = error.errno or 0
    other = f"the system cannot write {{name}} ({errno.errorcode.get(number, 'unknown')})", "Save again"
    reason, hint = _WORDS.get(number, other)
    return SaveError(reason.format(disk=_disk(path.parent), folder=path.parent, name=path.name), hint=hint)


def _disk(folder: Path) -> Path:
    """Return where the disk that holds ``folder`` is mounted."""
    folder = folder.absolute()
    return next((place for place in (folder, *folder.parents) if os.path.ismount(place)), folder)


class LayoutError(PmwizardError):
    """A layout file cannot be used.

    Attributes:
        file: The layout file.
        line: The line in it, counted from 1, or ``None`` when no single line is to blame.
        cause: What is wrong there, a sentence without its full stop.
    """

    def __init__(self, file: Path, line: int | None, cause: str) -> None:
        place = f"{file}, line {line}" if line else str(file)
        super().__init__(f"{place}: {cause}")
        self.file = file
        self.line = line
        self.cause = cause
        self.hint = "Fix the layout file, or choose another layout"


class LayoutFaultError(Exception):
    """Something wrong in a template, reported by code that does not know the file.

    ``line`` is counted in the template, when it is known.
    """

    def __init__(self, cause: str, line: int | None = None) -> None:
        super().__init__(cause)
        self.cause = cause
        self.line = line
