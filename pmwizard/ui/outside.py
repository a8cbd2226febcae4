"""Editing a text in the person's own editor."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from pmwizard.model.base import tidied


class OutsideError(Exception):
    """The editor could not be used; the sentence says why and what to do."""


def edited_outside(text: str, environment: Mapping[str, str]) -> str:
    """Return ``text`` as it is after the person's editor has closed.

    The editor is ``$VISUAL``, else ``$EDITOR``, else ``vi``; either may hold arguments. The text passes through a
    file that only its owner can read.

    Args:
        text: What to edit.
        environment: What the person has set; the editor gets it as it is.

    Raises:
        OutsideError: The editor could not be started, or said that it failed.
    """
    command = environment.get("VISUAL") or environment.get("EDITOR") or "vi"
    handle, name = tempfile.mkstemp(prefix="pmwizard-", suffix=".md", text=False)
    path = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        words = shlex.split(command)
        result = subprocess.run([*words, name], env=dict(environment), check=False)  # noqa: S603 - the person's own choice of program
        if result.returncode != 0:
            raise OutsideError(f"{words[0]} ended with status {result.returncode}. The text is as it was")
        return tidied(path.read_text(encoding="utf-8", errors="replace"))
    except (OSError, ValueError, IndexError) as error:
        raise OutsideError(f"{command} could not be used. Set VISUAL to your editor. The text is as it was") from error
    finally:
        path.unlink(missing_ok=True)
