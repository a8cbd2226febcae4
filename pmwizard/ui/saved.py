"""What is said of where the text is: on the state line, at the end, and after a bug."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from pmwizard.draft.saving.autosave import SaveState, Saving
from pmwizard.draft.session import Session
from pmwizard.store.folder.find import name_for_commands
from pmwizard.store.folder.places import state_folder
from pmwizard.terminal.crashes import details, write_details


def state_words(state: SaveState, path: str) -> str:
    """Return what the state line says."""
    match state.saving:
        case Saving.SAVED:
            return f"Saved {clock(state.at)}  {path}" if state.at else path
        case Saving.WAITING:
            return f"Saving  {path}"
        case Saving.FAILED:
            copy = f" Copy also in {state.rescue}" if state.rescue else ""
            return f"{state.reason} Your text is still here.{copy}"


def clock(at: datetime | None) -> str:
    """Return the time of day, to the second, where the terminal is."""
    return at.astimezone().strftime("%H:%M:%S") if at else ""


def print_end(session: Session, written: Iterable[Path], *, has_crashed: bool) -> None:
    """Print which documents were written, where the report is, and how to go on with it."""
    for document in written:
        print(document)  # noqa: T201 - the documents are what the command gives
    if has_crashed:
        return  # What was printed about the bug says the rest already.
    path, state = session.path, session.autosave.state
    if state.saving is Saving.FAILED:
        copy = f" A copy is in {state.rescue}." if state.rescue else ""
        print(f"{state.reason}{copy}", file=sys.stderr)  # noqa: T201 - the screen is gone
    elif path.exists():
        print(f"Saved {path}. {_how_to_continue(path)}")  # noqa: T201 - the screen is gone
    else:
        print("Nothing was entered, so no file was made.")  # noqa: T201 - the screen is gone


def crash_words(error: BaseException, session: Session, *, debug: bool) -> str:
    """Write the details of a bug to a file and return what to print.

    The file holds the kind of the error and the places in the code it went through; messages and values are left
    out, since they may hold text of the report.
    """
    where = details_words(error) or f"Where it happened:\n{details(error)}"
    words = f"pmwizard hit a bug and closed. {_where_the_report_is(session)} {where}"
    if session.path.exists():
        words += f"\n{_how_to_continue(session.path)}"
    return words + ("\n" + "".join(traceback.format_exception(error)) if debug else "")


def details_words(error: BaseException) -> str:
    """Write the details of a bug to a file and return where they are, "" where that failed."""
    try:
        return f"Details without your text: {write_details(state_folder() / 'crashes', error, datetime.now(UTC))}"
    except OSError:
        return ""


def _how_to_continue(path: Path) -> str:
    return f"Continue with: pmwizard edit {name_for_commands(path, os.environ, Path.cwd())}"


def _where_the_report_is(session: Session) -> str:
    state = session.autosave.state
    if state.saving is Saving.FAILED:
        return f"{state.reason} A copy is in {state.rescue}." if state.rescue else state.reason
    if not session.path.exists():
        return "Nothing was entered, so no file was made."
    return f"Your report is saved ({clock(state.at)})." if state.at else "Your report is saved."
