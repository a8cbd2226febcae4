"""``pmwizard schema``: the JSON Schema of a report and of what scripts get."""

from __future__ import annotations

import click

from pmwizard.cli.options import common_options


@click.command("schema")
@click.argument("of", type=click.Choice(["report", "check", "list"]), default="report")
@common_options
def command(of: str) -> int:
    """Print the JSON Schema (2020-12) of a report, or of what check --json or list --json print."""
    from pmwizard.cli.output import put_json  # noqa: PLC0415 - not for --help
    from pmwizard.cli.schemas import schema_of  # noqa: PLC0415

    put_json(schema_of(of))
    return 0
