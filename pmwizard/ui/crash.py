"""What is told after a bug: where it happened, and never what the reporter wrote."""

from __future__ import annotations

import os
import traceback
from datetime import UTC, datetime
from pathlib import Path

from platformdirs import user_state_path

from pmwizard import __version__
from pmwizard.draft.session import Session
from pmwizard.store.folder import name_for_commands


def words_after_crash(error: BaseException, session: Session, *, debug: bool) -> str:
    """Write the details of a bug to a file and return what to print.

    The file holds the kind of the error and the places in the code it went through; messages and values are left
    out, since they may hold text of the report.
    """
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    details = "\n".join([f"pmwizard {__version__}", type(error).__name__, *places, ""])
    folder = user_state_path("pmwizard", appauthor=False) / "crashes"
    told = f"Details without your text: {folder}"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / f"{datetime.now(UTC):%Y%m%dT%H%M%S}.txt"
        path.write_text(details, encoding="utf-8")
        told = f"Details without your text: {path}"
    except OSError:
        told = f"Where it happened:\n{details}"
    name = name_for_commands(session.path, os.environ, Path.cwd())
    words = f"pmwizard hit a bug and closed. Your report is saved. {told}\nContinue with: pmwizard edit {name}"
    return words + ("\n" + "".join(traceback.format_exception(error)) if debug else "")
