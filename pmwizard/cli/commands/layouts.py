"""``pmwizard layouts``: the house layouts, and what each asks."""

from __future__ import annotations

import click

from pmwizard.cli.options import LAYOUT_NAME, common_options, folder_to_read


@click.command("layouts")
@click.argument("name", required=False, type=LAYOUT_NAME)
@common_options
@click.pass_context
def command(context: click.Context, name: str | None) -> int:
    """List the house layouts; with a NAME, list what that layout asks, section by section.

    A house's own layouts are files in .pmwizard/layouts/ beside the reports.
    """
    from pmwizard.cli.export import put_asked, put_layouts  # noqa: PLC0415 - not for --help

    return put_layouts(folder_to_read(context)) if name is None else put_asked(folder_to_read(context), name)
