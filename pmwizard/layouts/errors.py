"""What can be wrong with a layout."""

from __future__ import annotations

from pathlib import Path

from pmwizard.errors import PmwizardError


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
        self.hint = "Mend the layout file, or choose another layout"


class LayoutFaultError(Exception):
    """Something wrong in a template, told by code that does not know the file.

    ``line`` is counted in the template, when it is known.
    """

    def __init__(self, cause: str, line: int | None = None) -> None:
        super().__init__(cause)
        self.cause = cause
        self.line = line
