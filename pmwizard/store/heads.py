"""What the head of a report file says: enough to list it, without reading it to its end."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pmwizard.errors import PmwizardError

if TYPE_CHECKING:
    from pmwizard.model.report import Report

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
        try:
            report = _loaded(path)
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


def _loaded(path: Path) -> Report:
    from pmwizard.store.reading import load  # noqa: PLC0415 - most lists need no whole report, and it brings pydantic

    return load(path).report


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _looks_like_report(path: Path) -> bool:
    """Tell a report with a mistake in it from another program's TOML: by its name, else by words in it."""
    if path.stem.upper().startswith("INC"):
        return True
    from pmwizard.store.reading import content  # noqa: PLC0415 - it brings pydantic

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
    import tomllib  # noqa: PLC0415 - lists of remembered heads are quicker without it

    try:
        head = tomllib.loads(text[: following.start()] if following else text)
    except (ValueError, RecursionError):
        return None
    whole = head.get("schema_version") == _SCHEMA_VERSION and isinstance(head.get("metadata"), dict)
    return head if whole else None
