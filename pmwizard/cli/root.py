"""The command ``pmwizard`` itself: its help, and its commands, each imported when it is called."""

from __future__ import annotations

import difflib
import importlib
from typing import Any

import click

from pmwizard import __version__
from pmwizard.cli.options import chosen_screen, common_options, folder_to_write, need_a_terminal, screen_options

COMMANDS = {
    "Write": {
        "new": "start a report",
        "edit": "go on with a report, or with one section of it",
        "log": "add one event from any shell, mid-incident",
        "demo": "look round in the filled report of a real incident",
    },
    "Read": {
        "list": "the reports here, the newest first",
        "show": "one report on one screen",
        "export": "a report as Markdown in a house layout",
    },
    "Scripts": {
        "check": "what is missing, contradicts itself or cannot be read",
        "layouts": "the house layouts, and what each asks",
        "schema": "the JSON Schema of a report and of each --json",
        "completion": "completion for bash, zsh or fish",
        "merge-driver": "lets git merge reports answer by answer, row by row",
    },
}
"""The commands by use, each with what it does in a line."""

_HELP = """\
pmwizard takes you from an incident to a finished, blameless post-mortem.
  pmwizard                                              the reports here
  pmwizard new --title "Payments API returned 500s"     a new report
  pmwizard export INC-2025-11-21-001 -t sre -o post-mortem.md

{commands}
REPORT is a path, an incident id or a part of one. Without a terminal nothing is
asked. --dir FOLDER and --debug go with every command; --version; -h, --help.
Exit status: 0 done, 1 could not, 2 usage or no terminal, 3 check found errors,
4 no such report, 5 not readable as a report.
"""


class PipeClosedError(Exception):
    """Who read standard output has gone. Click would take the system's own error for a failure."""


class Commands(click.Group):
    """A group that imports a command when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, by use."""
        del ctx
        return [name for names in COMMANDS.values() for name in names]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of a command and return the command."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command = importlib.import_module(f"pmwizard.cli.commands.{cmd_name.replace('-', '_')}").command
        if not isinstance(command, click.Command):
            raise TypeError(cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that was called, or name the closest."""
        if args and not args[0].startswith("-") and args[0] not in self.list_commands(ctx):
            closest = difflib.get_close_matches(args[0], self.list_commands(ctx), n=1)
            nearest = f". Closest: pmwizard {closest[0]}" if closest else ""
            raise click.UsageError(f"there is no command {args[0]}{nearest}", ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was called.

        Raises:
            PipeClosedError: Standard output was closed before all was written.
        """
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise PipeClosedError from error

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help of the program: examples first, then the commands by use."""
        del ctx
        lines = []
        for use, commands in COMMANDS.items():
            for number, (name, does) in enumerate(commands.items()):
                lines.append(f"{use if not number else '':9}{name:14}{does}\n")
        formatter.write(_HELP.format(commands="".join(lines)))


@click.group(cls=Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(prog)s %(version)s")
@common_options
@screen_options
@click.pass_context
def pmwizard(context: click.Context, zone: str | None, theme: str | None, ascii_only: bool, mouse: bool) -> int:
    """Open the hub: the reports here, to start, go on and export."""
    if context.invoked_subcommand is not None:
        if zone or theme or ascii_only or mouse:
            raise click.UsageError(f"options of the screen go after {context.invoked_subcommand}", context)
        return 0
    need_a_terminal("the wizard", "Without one: pmwizard list, pmwizard export REPORT, pmwizard --help")
    from pmwizard.ui.start import run  # noqa: PLC0415 - Textual is imported only where a screen is drawn

    screen = chosen_screen(context, zone=zone, theme=theme, ascii_only=ascii_only, mouse=mouse)
    return run(folder_to_write(context), None, None, None, screen)
