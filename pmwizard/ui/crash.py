"""What is told after a bug: where it happened, and never what the reporter wrote."""

from __future__ import annotations

import os
import traceback
from datetime import UTC, datetime
from pathlib import Path

from pmwizard.draft.saving.autosave import Saving
from pmwizard.draft.session import Session
from pmwizard.store.folder.find import name_for_commands
from pmwizard.store.folder.places import state_folder
from pmwizard.terminal.crashes import details, write_details
from pmwizard.ui.frame.step import clock


def words_after_crash(error: BaseException, session: Session, *, debug: bool) -> str:
    """Write the details of a bug to a file and return what to print.

    The file holds the kind of the error and the places in the code it went through; messages and values are left
    out, since they may hold text of the report.
    """
    folder = state_folder() / "crashes"
    try:
        told = f"Details without your text: {write_details(folder, error, datetime.now(UTC))}"
    except OSError:
        told = f"Where it happened:\n{details(error)}"
    words = f"pmwizard hit a bug and closed. {_where_the_report_is(session)} {told}"
    if session.path.exists():
        words += f"\nContinue with: pmwizard edit {name_for_commands(session.path, os.environ, Path.cwd())}"
    return words + ("\n" + "".join(traceback.format_exception(error)) if debug else "")


def _where_the_report_is(session: Session) -> str:
    state = session.autosave.state
    if state.saving is Saving.FAILED:
        return f"{state.reason} A copy is in {state.rescue}." if state.rescue else state.reason
    if not session.path.exists():
        return "Nothing was entered, so no file was made."
    return f"Your report is saved ({clock(state.at)})." if state.at else "Your report is saved."
