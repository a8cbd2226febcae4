"""Editing a text in the person's own editor."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from pmwizard.model.base import tidied


class OutsideError(Exception):
    """The editor could not be used; the sentence says why and what to do."""


LARGEST = 2_000_000
"""Bytes that an editor may give back: the screens stay quick with as much, and a report can hold several."""


def edited_outside(text: str, environment: Mapping[str, str]) -> str:
    """Return ``text`` as it is after the person's editor has closed.

    The editor is ``$VISUAL``, else ``$EDITOR``, else ``vi``; either may hold arguments. The text passes through a
    file that only its owner can read. The file goes when the editor has closed, except where it holds what was written
    in an editor that a signal ended, or more than an answer takes.

    Args:
        text: What to edit.
        environment: What the person has set; the editor gets it as it is.

    Raises:
        OutsideError: The editor could not be started, or said that it failed.
    """
    command = environment.get("VISUAL") or environment.get("EDITOR") or "vi"
    path: Path | None = None
    try:
        path = _written(text)
        words = shlex.split(command)
        result = subprocess.run([*words, str(path)], env=dict(environment), check=False)  # noqa: S603 - the person's own choice of program
        found = _found(path, text, words[0], result.returncode)
    except (OSError, ValueError, IndexError) as error:
        _remove(path)
        raise OutsideError(f"{command} could not be used. Set VISUAL to your editor. The text is as it was") from error
    _remove(path)
    return found


def _written(text: str) -> Path:
    handle, name = tempfile.mkstemp(prefix="pmwizard-", suffix=".md", text=False)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except (OSError, ValueError):
        _remove(Path(name))
        raise
    return Path(name)


def _found(path: Path, text: str, editor: str, status: int) -> str:
    """Return what an editor wrote; with a status of its own (``:cq``) it says that nothing is to be taken."""
    if status > 0:
        _remove(path)
        raise OutsideError(f"{editor} ended with status {status}. The text is as it was")
    if status < 0:
        ending = f"{editor} was ended by signal {-status}. The text is as it was"
        if path.read_bytes() in {b"", text.encode()}:
            _remove(path)
            raise OutsideError(ending)
        raise OutsideError(f"{ending}. What the editor wrote is in {path}")
    if path.stat().st_size > LARGEST:
        raise OutsideError(
            f"{editor} gave more than {LARGEST // 1_000_000} MB. The text is as it was, the other in {path}"
        )
    return tidied(path.read_text(encoding="utf-8", errors="replace"))


def _remove(path: Path | None) -> None:
    with suppress(OSError):
        if path is not None:
            path.unlink()
