"""Writing an exported document: whole or not at all, never over another file unasked."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from pmwizard.errors import PmwizardError

MOST_KEPT = 9
"""So many former texts of a document are kept beside it: ``.bak``, ``.bak.2`` and on; then the oldest gives way."""


class NotWrittenError(PmwizardError):
    """A document could not be written; the file that was there is as it was."""


def write_document(target: Path, text: str, *, replace: bool, keep: Path | None = None) -> Path | None:
    """Write a document; return where the file that it replaced is kept, or ``None`` when it replaced none.

    Args:
        target: The file to write; a symbolic link is followed, a device or a pipe written to.
        text: The whole document.
        replace: Whether an existing file may be replaced; it is kept beside as ``.bak``, ``.bak.2`` and on.
        keep: A file that is never replaced: the report itself.

    Raises:
        NotWrittenError: The file is there and may not be replaced, or the disk refused.
    """
    try:
        target = target.resolve()
        if target.is_dir():
            raise NotWrittenError(f"{target} is a folder", hint="Enter the name of a file in it")
        if keep is not None and target == keep.resolve():
            raise NotWrittenError(f"{target.name} is the report itself", hint="Enter another file name")
        if not target.exists():
            _write_whole(target, text.encode())
            return None
        if not target.is_file():
            target.write_bytes(text.encode())
            return None
        former = target.read_bytes()
        if former == text.encode():
            return None
        backup = _place_for(target, former)
        if not replace:
            hint = f"Replace it with --force; the old text is then kept in {backup.name}"
            raise NotWrittenError(f"{target.name} is there already, with other text", hint=hint)
        mode = target.stat().st_mode & 0o777
        _write_whole(backup, former, mode=mode)
        _write_whole(target, text.encode(), mode=mode)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise NotWrittenError(
            f"{target} was not written: {reason}", hint="Choose another place with --output"
        ) from error
    return backup


def _place_for(target: Path, former: bytes) -> Path:
    """Return where the former text of a document is kept: where it is already, else a free name, else the oldest."""
    endings = (".bak", *(f".bak.{number}" for number in range(2, MOST_KEPT + 1)))
    places = [target.with_name(target.name + ending) for ending in endings]
    kept = [place for place in places if place.is_file()]
    same = next((place for place in kept if place.stat().st_size == len(former) and place.read_bytes() == former), None)
    free = (place for place in places if not place.exists() and not place.is_symlink())
    oldest = min(kept, key=lambda place: place.stat().st_mtime_ns, default=places[0])
    return same or next(free, oldest)


def _write_whole(target: Path, content: bytes, mode: int | None = None) -> None:
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_usual_mode() if mode is None else mode)
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def _usual_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
