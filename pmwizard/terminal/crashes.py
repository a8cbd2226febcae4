"""The report of a bug: where it happened, and nothing that a person typed."""

from __future__ import annotations

import os
import platform
import sys
import traceback
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_PACKAGES = ("pmwizard", "textual", "rich", "pydantic")


def details(error: BaseException) -> str:
    """Describe an exception by its type and the places it passed, without messages or values.

    Messages of exceptions often quote the value that was wrong, which may be text of a report.
    """
    versions = ", ".join(f"{name} {_version(name)}" for name in _PACKAGES)
    lines = [f"Python {platform.python_version()} on {sys.platform}, {versions}", ""]
    lines += _chain(error, seen=set())
    return "\n".join(lines) + "\n"


def write_details(folder: Path, error: BaseException, now: datetime) -> Path:
    """Write `details` to a new file in the folder, readable by its owner alone.

    Raises:
        OSError: The folder or the file cannot be made.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"crash-{now:%Y%m%d-%H%M%S}-{os.getpid()}.txt"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(details(error))
    return path


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "unknown"


def _chain(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    kind = type(error)
    yield f"{kind.__module__}.{kind.__qualname__}"
    for frame, line in traceback.walk_tb(error.__traceback__):
        yield f"  {frame.f_code.co_filename}:{line} {frame.f_code.co_name}"
    inner = list(error.exceptions) if isinstance(error, BaseExceptionGroup) else []
    for other in (error.__cause__, error.__context__, *inner):
        if other is not None and id(other) not in seen:
            yield "from"
            yield from _chain(other, seen)
