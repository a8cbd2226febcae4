"""``pmwizard export``: a report as Markdown in a house layout."""

from __future__ import annotations

from pathlib import Path

import click

from pmwizard.cli.options import LAYOUT_NAME, REPORT_NAME, common_options, folder_to_read


@click.command("export")
@click.argument("report", type=REPORT_NAME)
@click.option("--layout", "-t", metavar="NAME", type=LAYOUT_NAME, help="The house layout; else the report's own.")
@click.option("--output", "-o", metavar="FILE", default="-", help="The file to write; - or none: standard output.")
@click.option("--force", is_flag=True, help="Replace an existing file, which is kept as .bak, .bak.2 ...")
@click.option("--diagrams", is_flag=True, help="With the moments and the whys as Mermaid diagrams.")
@common_options
@click.pass_context
def command(
    context: click.Context, report: str, layout: str | None, output: str, *, force: bool, diagrams: bool
) -> int:
    """Print a report as Markdown in a house layout.

    REPORT is a path, an incident id, a part of one, or - for standard input. What the layout has no place for,
    and its empty slots, are told on standard error.
    """
    from pmwizard.cli.export import export  # noqa: PLC0415 - not for --help

    file = None if output == "-" else Path(output)
    folder = folder_to_read(context)
    return export(context, folder, report, layout, output=file, replace=force, diagrams=diagrams)
