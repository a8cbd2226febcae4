"""``pmwizard show``: one report on one screen."""

from __future__ import annotations

import click

from pmwizard.cli.options import LAYOUT_NAME, REPORT_NAME, common_options, folder_to_read


@click.command("show")
@click.argument("report", type=REPORT_NAME)
@click.option(
    "--layout", "-t", metavar="NAME", type=LAYOUT_NAME, help="Whose figures and needs; else the report's own."
)
@click.option("--json", "as_json", is_flag=True, help="The whole report, as pmwizard schema describes it.")
@common_options
@click.pass_context
def command(context: click.Context, report: str, layout: str | None, as_json: bool) -> int:
    """Show one report on one screen: its head, moments, figures, and what is missing.

    REPORT is a path, an incident id, a part of one, or - for standard input.
    """
    from pmwizard.cli.show import show  # noqa: PLC0415 - not for --help

    return show(context, folder_to_read(context), report, layout, as_json=as_json)
