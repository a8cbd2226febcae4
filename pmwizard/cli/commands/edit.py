"""``pmwizard edit``: go on with a report."""

from __future__ import annotations

from pathlib import Path

import click

from pmwizard.cli.options import (
    REPORT_NAME,
    SECTION_NAME,
    chosen_screen,
    common_options,
    folder_to_read,
    found_report,
    need_a_terminal,
    screen_options,
)
from pmwizard.errors import NoSuchReportError


def found_or_lost(context: click.Context, folder: Path, name: str) -> Path:
    """Return the file of a report, also of one that could never be written but was rescued.

    Raises:
        NoSuchReportError: There is neither.
    """
    try:
        return found_report(context, name)
    except NoSuchReportError:
        from pmwizard.draft.saving.rescued import lost_report  # noqa: PLC0415 - rarely needed

        lost = lost_report(folder, name)
        if lost is None:
            raise
        return lost


@click.command("edit")
@click.argument("report", type=REPORT_NAME)
@click.option("--section", metavar="NAME", type=SECTION_NAME, help="Open this section: metadata, impact, timeline ...")
@screen_options
@common_options
@click.pass_context
def command(
    context: click.Context,
    *,
    report: str,
    section: str | None,
    zone: str | None,
    theme: str | None,
    ascii_only: bool,
    mouse: bool,
) -> int:
    """Go on with a report: all of it, or one section."""
    folder = folder_to_read(context)
    path = found_or_lost(context, folder, report)
    need_a_terminal("edit", f"Without one: pmwizard show {path.stem}, pmwizard export {path.stem}")
    from pmwizard.ui.start import run  # noqa: PLC0415 - Textual is imported only where a screen is drawn

    screen = chosen_screen(context, zone=zone, theme=theme, ascii_only=ascii_only, mouse=mouse)
    return run(folder, path, section, None, screen)
