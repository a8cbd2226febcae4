"""Errors that end a command, as sentences for the person at the keyboard.

::

    PmwizardError                   1  could not be done
    ├── UsageError                  2  the command line is not understood
    ├── TerminalNeededError         2  a screen or a question needs a terminal
    ├── NoSuchReportError           4  no report goes by that name
    │   └── AmbiguousReportError    4  several reports do
    ├── ReportUnreadableError       5  the file is not a report that can be read
    ├── SaveError                   1  the file could not be written
    ├── ChangedOnDiskError          1  internal, in store.saving: another program wrote the file
    └── LayoutError                 1  in layouts: a layout file cannot be used

The numbers are exit statuses. Nothing here imports pydantic or Textual, so that the command line can
tell an error without loading either.
"""

from __future__ import annotations

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

    def told(self) -> str:
        """Return the whole error for standard error: the sentence, the details and the hint, a line each."""
        return "\n  ".join([f"pmwizard: {self}", *self.details, *([self.hint] if self.hint else [])])


class UsageError(PmwizardError):
    """The command line asks for something that does not exist or does not go together."""

    exit_status = 2


class TerminalNeededError(PmwizardError):
    """A screen or a question is needed, and standard input or output is not a terminal."""

    exit_status = 2


class NoSuchReportError(PmwizardError):
    """No report goes by the name.

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
        return f"no report {self.name} in {self.folder}"


class AmbiguousReportError(NoSuchReportError):
    """Several reports go by a part of a name; ``closest`` holds them."""

    def _sentence(self) -> str:
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
    hint = "Mend it in an editor; until then pmwizard leaves it as it is"

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
