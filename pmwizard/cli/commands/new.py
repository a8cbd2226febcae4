"""``pmwizard new``: start a report."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import click

from pmwizard.cli.options import (
    LAYOUT_NAME,
    SEVERITY_NAME,
    chosen_screen,
    common_options,
    folder_to_write,
    need_a_terminal,
    screen_options,
)
from pmwizard.cli.output import need_output, note, put
from pmwizard.options import NewReport
from pmwizard.text import one_line, shown_path

_WITHOUT = 'Without one, pass the text:  pmwizard new --title "..." --severity SEV2 --no-input'


def _on_one_line(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    from pmwizard.model.base import tidied  # noqa: PLC0415 - the model brings pydantic

    return one_line(tidied(value))


@click.command("new")
@click.option("--title", metavar="TEXT", callback=_on_one_line, help="What broke, in one line.")
@click.option("--severity", metavar="SEV", type=SEVERITY_NAME, help="SEV1, SEV2, SEV3 or SEV4.")
@click.option("--layout", "-t", metavar="NAME", type=LAYOUT_NAME, help="The house layout to ask for.")
@click.option("--no-input", is_flag=True, help="Write the report file, print its path, and ask nothing.")
@screen_options
@common_options
@click.pass_context
def command(
    context: click.Context,
    *,
    title: str | None,
    severity: str | None,
    layout: str | None,
    no_input: bool,
    zone: str | None,
    theme: str | None,
    ascii_only: bool,
    mouse: bool,
) -> int:
    """Start a report.

    Opens the wizard with the cursor in the title. With --no-input it writes the report file and prints its path.
    """
    if no_input:
        need_output()
    else:
        need_a_terminal("new", _WITHOUT)
    folder = folder_to_write(context)
    if layout is not None:
        from pmwizard.cli.reports import layout_named  # noqa: PLC0415 - only where a layout is named

        layout = layout_named(folder, layout).name
    new = NewReport(title, severity, layout, zone)
    if no_input:
        from pmwizard.cli.reports import create_report  # noqa: PLC0415 - the screens make their own
        from pmwizard.store.folder.find import name_for_commands  # noqa: PLC0415

        path = create_report(folder, new, datetime.now(UTC))
        put(shown_path(path))
        note(f"Go on with: pmwizard edit {name_for_commands(path, os.environ, Path.cwd())}")
        return 0
    from pmwizard.ui.start import run  # noqa: PLC0415 - Textual is imported only where a screen is drawn

    screen = chosen_screen(context, zone=zone, theme=theme, ascii_only=ascii_only, mouse=mouse)
    return run(folder, None, None, new, screen)
