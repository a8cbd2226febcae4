"""How the wizard starts: which report it opens, and how its screens look."""

from __future__ import annotations

import sys
import threading
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from pmwizard.draft.saving.rescued import lost_report, lost_session
from pmwizard.draft.session import new_session, newest_report, stored_session
from pmwizard.options import NewReport, ScreenOptions
from pmwizard.store.files.rescue import never_saved
from pmwizard.store.folder.settings import load_configuration
from pmwizard.terminal.environment import prepare_process, speaks_utf8
from pmwizard.ui.saved import print_end

SWITCH_SECONDS = 0.0005
"""How long a key waits for the threads that save and check, each time it has to: a tenth of what Python has."""

_REST_SECONDS = 1.5
"""How long after the start the steps that are not shown yet are imported in the background."""


def open_wizard(
    folder: Path, report: Path | None, section: str | None, new: NewReport | None, options: ScreenOptions
) -> int:
    """Show the wizard until it is left; return the exit status of the process.

    Args:
        folder: The folder of reports.
        report: The report to open; without it the newest one, or a new one in a folder without reports.
        section: The section to begin at.
        new: What is known of a new report, to begin one.
        options: How the screens look.

    Raises:
        PmwizardError: The report cannot be opened.
    """
    environment = prepare_process()
    sys.setswitchinterval(SWITCH_SECONDS)
    from pmwizard.ui.app import WizardApp  # noqa: PLC0415 - reads the environment when it is imported

    found = report or (None if new else lost_report(folder) or newest_report(folder))
    if found:
        is_lost = found in never_saved(folder)
        session = lost_session(folder, found) if is_lost else stored_session(folder, found)
    else:
        session = new_session(folder, new or NewReport(), datetime.now(UTC))
        section = section or "metadata"
    configuration = load_configuration(folder)
    options = replace(
        options,
        theme=options.theme or configuration.theme,
        ascii=options.ascii or bool(configuration.ascii) or not speaks_utf8(environment),
        mouse=options.mouse or bool(configuration.mouse),
    )
    app = WizardApp(session, options, section or "", environment)
    _import_later()
    status = app.terminal.run_to_end(mouse=options.mouse)
    for mistake in configuration.mistakes:
        print(mistake, file=sys.stderr)  # noqa: T201 - the screen is gone
    print_end(app.session, app.written, has_crashed=app.terminal.failure is not None)
    return status


def _import_later() -> None:
    """Import, aside, the steps that are not shown yet: opening one would wait for all that it needs."""
    from pmwizard.ui.sections import import_all  # noqa: PLC0415 - Textual reads the environment when it is imported

    rest = threading.Timer(_REST_SECONDS, import_all)
    rest.daemon = True
    rest.start()
