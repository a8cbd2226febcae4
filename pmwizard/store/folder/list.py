"""The reports in a folder, listed from the first lines of their files."""

from __future__ import annotations

import binascii
import contextlib
import json
import os
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from pmwizard.errors import PmwizardError
from pmwizard.limits import MOST_FILES_READ_WHOLE
from pmwizard.store.folder.places import cache_folder

_SCHEMA_VERSION = 1
_HEAD_BYTES = 8192
_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_METADATA = re.compile(r"^[ \t]*\[[ \t]*metadata[ \t]*\]", re.MULTILINE)
_VERSION = re.compile(rb"^\xef?\xbb?\xbf?(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*schema_version[ \t]*=")
_SIGN = re.compile(rb"schema_version|^[ \t]*(?:\[[ \t]*metadata\b|\[\[[ \t]*timeline\b|metadata[ \t]*\.)", re.MULTILINE)


class Listed(NamedTuple):
    """A report file and what its head says. A tuple, for there may be ten thousand.

    Attributes:
        file: The path of the file.
        incident_id: As the report has it, else the file's name without its ending.
        incident_date: As entered, else ``None``.
        seconds: When the file was last written, since 1970; 0 when that is not known.
        problem: Why the file cannot be read; "" when it can, as far as it was looked at.
    """

    file: str
    incident_id: str
    title: str = ""
    severity: str = ""
    status: str = ""
    layout: str = ""
    incident_date: date | None = None
    seconds: float = 0.0
    problem: str = ""

    @property
    def path(self) -> Path:
        """The file."""
        return Path(self.file)

    @property
    def changed(self) -> datetime | None:
        """When the file was last written, UTC."""
        return datetime.fromtimestamp(self.seconds, UTC) if self.seconds else None


def begins_like_a_report(path: Path) -> bool:
    """Tell whether a file begins like a report that pmwizard wrote."""
    return _VERSION.match(_head(path)[0]) is not None


def _head(path: Path) -> tuple[bytes, float]:
    try:
        with path.open("rb") as file:
            return file.read(_HEAD_BYTES), os.fstat(file.fileno()).st_mtime
    except OSError:
        return b"", 0.0


def listed_by_head(path: Path, *, whole: bool) -> Listed | None:
    """Return what a file's head says, or ``None`` when the file is plainly something else than a report.

    Args:
        path: The file.
        whole: Whether to read the file to its end, so that a mistake anywhere in it is its problem.
    """
    data, changed = _head(path)
    head = _head_tables(data)
    problem = ""
    if head is None or whole:
        from pmwizard.store.files.read import load

        try:
            report = load(path).report
        except PmwizardError as error:
            if head is None and not _looks_like_report(path):
                return None
            head, problem = head or {}, str(error)
        else:
            head = {"layout": report.layout, "metadata": report.metadata.known()}
    metadata = head.get("metadata")
    known: Mapping[str, Any] = metadata if isinstance(metadata, dict) else {}
    day = known.get("incident_date")
    return Listed(
        str(path),
        _text(known.get("incident_id")) or path.stem,
        title=_text(known.get("title")),
        severity=_text(known.get("severity")),
        status=_text(known.get("status")),
        layout=_text(head.get("layout")),
        incident_date=day if type(day) is date else None,
        seconds=changed,
        problem=problem,
    )


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _looks_like_report(path: Path) -> bool:
    """Tell a report with a mistake in it from another program's TOML: by its name, else by words in it."""
    if path.stem.upper().startswith("INC"):
        return True
    from pmwizard.store.files.read import content

    try:
        data, _ = content(path)
    except FileNotFoundError:
        return False
    except OSError:
        data, _ = _head(path)
        if not data:
            return True
    # Text in UTF-16 has a zero beside each of these letters.
    return _SIGN.search(data.replace(b"\0", b"").replace(b"\r", b"\n")) is not None


def _head_tables(data: bytes) -> dict[str, Any] | None:
    """Return the top-level keys and the metadata, or ``None`` when the head alone does not show them."""
    try:
        text = data.decode("utf-8-sig", "strict" if len(data) < _HEAD_BYTES else "ignore").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return None
    metadata = _METADATA.search(text)
    if metadata is None:
        return None
    following = _TABLE.search(text, metadata.end())
    if following is None and len(data) == _HEAD_BYTES:
        return None
    import tomllib

    try:
        head = tomllib.loads(text[: following.start()] if following else text)
    except (ValueError, RecursionError):
        return None
    whole = head.get("schema_version") == _SCHEMA_VERSION and isinstance(head.get("metadata"), dict)
    return head if whole else None


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
        import tempfile

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


_DAY = re.compile(r"(?<![0-9])(?:19|20|21)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])(?![0-9])")


def list_reports(folder: Path, *, to_the_end: bool = False) -> tuple[Listed, ...]:
    """Return the reports in a folder, the newest incident first; a file that cannot be read is listed with why.

    TOML files that are plainly something else are left out. An incident is of the day that was entered, else of the
    day in its id, else of the day its file was written.

    Args:
        folder: Where the reports are.
        to_the_end: Whether to read the files whole, so that a mistake anywhere in one is its problem. Otherwise, and
            in a folder of more than ``MOST_FILES_READ_WHOLE`` files, only the head of a file is read, up to the end of
            its metadata, and a mistake further down is not seen. What these heads said is remembered from call to call.
    """
    entries = tuple(_entries(folder))
    if len(entries) > MOST_FILES_READ_WHOLE:
        found = Index(folder).listed(entries)
    else:
        read = (listed_by_head(Path(entry.path), whole=to_the_end) for entry in entries)
        found = [listed for listed in read if listed]
    return tuple(sorted(found, key=_age, reverse=True))


def _age(listed: Listed) -> tuple[str, str, str]:
    return _day(listed), listed.incident_id, listed.file


def _day(listed: Listed) -> str:
    if listed.incident_date:
        return listed.incident_date.isoformat()
    in_name = _DAY.search(listed.incident_id) or _DAY.search(listed.path.stem)
    if in_name:
        return in_name[0]
    return listed.changed.date().isoformat() if listed.changed else ""


def newest_open(folder: Path) -> Path | None:
    """Return the newest report that is not closed, whether or not it can be read; ``None`` where there is none."""
    return next((listed.path for listed in list_reports(folder) if listed.status != "closed"), None)


def report_files(folder: Path) -> Iterator[Path]:
    """Yield the TOML files in a folder that are not hidden, by name; none when there is no such folder."""
    return (Path(entry.path) for entry in _entries(folder))


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name.lower().endswith(".toml") and not entry.name.startswith("."):
            with contextlib.suppress(OSError):
                if entry.is_file():
                    yield entry


def holds_reports(folder: Path) -> bool:
    """Tell whether any file in a folder begins like a report that pmwizard wrote."""
    return any(map(begins_like_a_report, report_files(folder)))


def most_used_layout(reports: Iterable[Listed]) -> str | None:
    """Return the layout that most of the reports name, the newest one's where several are even."""
    used = [report.layout for report in reports if report.layout]
    return max(dict.fromkeys(used), key=used.count, default=None)
