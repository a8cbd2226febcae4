"""``pmwizard demo``: look round in the filled report of a real incident."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from pmwizard.cli.options import chosen_screen, common_options, need_a_terminal, screen_options
from pmwizard.cli.output import need_output, note, put

REPORT = "INC-2019-07-02-001.toml"


@click.command("demo")
@click.option("--no-input", is_flag=True, help="Write the copy, print its path, and open no screen.")
@screen_options
@common_options
@click.pass_context
def command(
    context: click.Context, *, no_input: bool, zone: str | None, theme: str | None, ascii_only: bool, mouse: bool
) -> int:
    """Open the filled report of a real incident, in a scratch folder where nothing can go wrong.

    The incident is Cloudflare's of 2 July 2019: one regular expression, 27 minutes of errors worldwide.
    """
    if not no_input:
        need_a_terminal("demo", "Without one, write the report and export it:  pmwizard demo --no-input")
    else:
        need_output()
    path = _copied()
    if no_input:
        put(str(path))
        note(f"Try: pmwizard show {path}\n     pmwizard export {path} -t signoff")
        return 0
    from pmwizard.ui.start import run  # noqa: PLC0415 - Textual is imported only where a screen is drawn

    screen = chosen_screen(context, zone=zone, theme=theme, ascii_only=ascii_only, mouse=mouse)
    return run(path.parent, path, None, None, screen)


def _copied() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="pmwizard-demo-"))
    (folder / ".pmwizard").mkdir()
    copy = folder / REPORT
    copy.write_bytes((Path(__file__).parents[2] / "demo" / REPORT).read_bytes())
    return copy
