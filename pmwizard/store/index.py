"""What the heads of the files in a large folder said when they were read last, so that they need not be read again.

Kept in the user's cache folder, one file for each folder of reports. It is used for lists alone, and a file counts as
the one that was read only while its inode, its time of change and its size are the same. What is in the cache is never
needed: where it is damaged, of another version or cannot be written, the heads are read.
"""

from __future__ import annotations

import binascii
import contextlib
import json
import os
import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from pmwizard.store.heads import Listed, listed_by_head
from pmwizard.store.own_folders import cache_folder

_FORM = "pmwizard list 1"
_COARSE_NANOSECONDS, _FINE_NANOSECONDS = 2_000_000_000, 50_000_000
"""A file that was written within this time could be written again without a new time of change, and is not remembered.

Some disks keep whole seconds, or pairs of them; those that keep fractions move on with the clock of the system.
"""


class Index:
    """The remembered heads of the files in one folder.

    Args:
        folder: The folder of reports.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = os.path.realpath(folder)
        name = f"{binascii.crc32(os.fsencode(self._folder)):08x}.json"
        self.path = cache_folder() / "lists" / name

    def listed(self, entries: Iterable[os.DirEntry[str]]) -> list[Listed]:
        """Return what the heads of files say; those that changed, or were never read, are read and remembered."""
        before, now = self._remembered(), time.time_ns()
        found: list[Listed] = []
        kept: dict[str, Any] = {}
        for entry in entries:
            try:
                state = entry.stat()
            except OSError:
                continue
            known = before.get(entry.name)
            mark = [state.st_ino, state.st_mtime_ns, state.st_size]
            listed = _from(known, mark, entry.path) if known else None
            if listed is None:
                listed = listed_by_head(Path(entry.path), whole=False)
                known = [*mark, *_fields(listed)] if listed and not listed.problem else None
            if listed is not None:
                found.append(listed)
            if known and now - state.st_mtime_ns > _to_wait(state.st_mtime_ns):
                kept[entry.name] = known
        if kept != before:
            self._remember(kept)
        return found

    def _remembered(self) -> dict[str, Any]:
        try:
            data = json.loads(self.path.read_bytes())
        except (OSError, ValueError, RecursionError):
            return {}
        is_ours = isinstance(data, dict) and (data.get("form"), data.get("folder")) == (_FORM, self._folder)
        files = data.get("files") if is_ours else None
        return files if isinstance(files, dict) else {}

    def _remember(self, files: dict[str, Any]) -> None:
        """Write the cache whole or not at all; of two programs that write it at once, one wins."""
        import tempfile  # noqa: PLC0415 - most lists write nothing, and are quicker without it

        with contextlib.suppress(OSError, ValueError):
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor, name = tempfile.mkstemp(prefix=f"{self.path.name}.", dir=self.path.parent)
            temporary = Path(name)
            try:
                with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                    data = {"form": _FORM, "folder": self._folder, "files": files}
                    file.write(json.dumps(data, separators=(",", ":")))
                temporary.replace(self.path)
            finally:
                temporary.unlink(missing_ok=True)


def _to_wait(changed: int) -> int:
    return _FINE_NANOSECONDS if changed % 1_000_000 else _COARSE_NANOSECONDS


def _fields(listed: Listed) -> list[str]:
    day = listed.incident_date.isoformat() if listed.incident_date else ""
    return [listed.incident_id, listed.title, listed.severity, listed.status, listed.layout, day]


def _from(known: Any, mark: list[int], path: str) -> Listed | None:
    """Return what was remembered of a file, or ``None`` where it is of another file or no memory of ours."""
    if not (isinstance(known, list) and len(known) == len(mark) + 6 and known[:3] == mark):
        return None
    incident_id, title, severity, status, layout, day = known[3:]
    if not (type(incident_id) is type(title) is type(severity) is type(status) is type(layout) is type(day) is str):
        return None
    try:
        on = date.fromisoformat(day) if day else None
    except ValueError:
        return None
    return Listed(path, incident_id, title, severity, status, layout, on, mark[1] / 1e9)
