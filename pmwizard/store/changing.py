"""Changing a report file that others may have open: what they write meanwhile stays."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from pmwizard.errors import SaveError
from pmwizard.model.report import Report
from pmwizard.store.locking import alone_in
from pmwizard.store.reading import Stored, load
from pmwizard.store.saving import ChangedOnDiskError, save

PATIENCE_SECONDS = 10.0
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
    with alone_in(Path(os.path.realpath(path)).parent, PATIENCE_SECONDS):
        for _ in range(_MOST_TRIES):
            before = load(path)
            try:
                return save(path, change(before.report), before)
            except ChangedOnDiskError:
                continue
    raise SaveError(f"other programs write {path.name} all the time", hint="End them, then try again")


__all__ = ["change_file"]
