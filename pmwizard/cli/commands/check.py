"""``pmwizard check``: what is missing, contradicts itself or cannot be read."""

from __future__ import annotations

from typing import cast

import click

from pmwizard.cli.options import LAYOUT_NAME, REPORT_NAME, common_options, folder_to_read


@click.command("check")
@click.argument("reports", nargs=-1, type=REPORT_NAME)
@click.option("--layout", "-t", metavar="NAME", type=LAYOUT_NAME, help="The house layout; else each report's own.")
@click.option("--strict", is_flag=True, help="Leave with status 3 for missing answers too.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--format", "form", type=click.Choice(["human", "json", "github"]), default="human", help="How to tell.")
@common_options
@click.pass_context
def command(
    context: click.Context, *, reports: tuple[str, ...], layout: str | None, strict: bool, as_json: bool, form: str
) -> int:
    """Tell what is missing in reports, contradicts itself or cannot be read.

    REPORTS are reports or folders of them, or - for standard input; none means all that are here. Leaves with
    status 3 when there are errors. With --format github each finding is an annotation of its line in a pull request.
    """
    from pmwizard.cli.check import Form, check  # noqa: PLC0415 - not for --help

    folder = folder_to_read(context, needed=not reports)
    return check(context, folder, reports, layout, strict=strict, form="json" if as_json else cast("Form", form))
