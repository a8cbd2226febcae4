"""``pmwizard list``: the reports here, the newest first."""

from __future__ import annotations

import click

from pmwizard.cli.options import common_options, folder_to_read


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
@common_options
@click.pass_context
def command(context: click.Context, as_json: bool) -> int:
    """List the reports here, the newest first; those that cannot be read with why.

    In a folder of more than 300 files only the heads are read; pmwizard check reads every report whole.
    """
    from pmwizard.cli.list import list_all  # noqa: PLC0415 - not for --help

    return list_all(folder_to_read(context, needed=True), as_json=as_json)
