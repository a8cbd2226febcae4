"""The command ``pmwizard`` itself: its help, its commands, and how a run of one ends."""

from __future__ import annotations

import gc
import os
import sys
import traceback
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from pmwizard import __version__
from pmwizard.cli.commands import COMMANDS
from pmwizard.cli.options import common_options, folder_to_write, need_a_terminal, screen_options
from pmwizard.cli.output import print_error, warn
from pmwizard.errors import PmwizardError
from pmwizard.options import ScreenOptions

INTERRUPTED, PIPE_CLOSED, USAGE, FAILED = 130, 141, 2, 1

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


class Program(click.Group):
    """The group of all commands, with its own help and with errors in our words."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, by use."""
        del ctx
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that was called, or name the closest."""
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            import difflib

            closest = difflib.get_close_matches(args[0], self.commands, n=1)
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
            for number, command in enumerate(commands):
                lines.append(f"{use if not number else '':9}{command.name:14}{command.short_help}\n")
        formatter.write(_HELP.format(commands="".join(lines)))


@click.group(
    cls=Program,
    commands=[command for commands in COMMANDS.values() for command in commands],
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, message="%(prog)s %(version)s")
@common_options
@screen_options
@click.pass_context
def pmwizard(context: click.Context, screen: ScreenOptions) -> int:
    """Open the overview: the reports here, to start, go on and export."""
    if context.invoked_subcommand is not None:
        if screen != ScreenOptions(debug=screen.debug):
            raise click.UsageError(f"options of the screen go after {context.invoked_subcommand}", context)
        return 0
    need_a_terminal("the wizard", "Without one: pmwizard list, pmwizard export REPORT, pmwizard --help")
    from pmwizard.ui.start import open_wizard

    return open_wizard(folder_to_write(context), None, None, None, screen)


def run_and_exit(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the program and leave with its exit status; no error shows a traceback without ``--debug``.

    Most objects made while a command starts live to its end, so nothing is collected then: the screens turn
    collection on once the first of them is drawn, and the other commands are short.
    """
    gc.disable()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "true")
    status = run(sys.argv[1:] if arguments is None else list(arguments))
    gc.freeze()  # else the interpreter looks through everything once more before it ends
    sys.exit(status)


def run(arguments: list[str]) -> int:
    """Run one command and return its exit status."""
    try:
        status = pmwizard.main(arguments, prog_name="pmwizard", standalone_mode=False)
        if sys.stdout:
            sys.stdout.flush()
    except (PipeClosedError, BrokenPipeError):
        _close_quietly()
        return PIPE_CLOSED
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except click.UsageError as error:
        warn(_usage_sentence(error), f"Try: {_command_of(error)} --help")
        return USAGE
    except click.ClickException as error:
        warn(error.format_message())
        return error.exit_code
    except PmwizardError as error:
        if "--debug" in arguments:
            traceback.print_exc()
        print_error(error)
        return error.exit_status
    except Exception as error:  # noqa: BLE001 - the last place where a failure can become a sentence
        return _print_bug(error, "--debug" in arguments)
    return status if isinstance(status, int) else 0


def _close_quietly() -> None:
    """Give standard output somewhere to go, so that closing it at exit says nothing."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, sys.stdout.fileno())


def _print_bug(error: Exception, debug: bool) -> int:
    if debug:
        traceback.print_exc()
    if isinstance(error, OSError) and error.strerror:
        place = f" ({error.filename})" if error.filename else ""
        warn(f"could not go on: {error.strerror.lower()}{place}")
    else:
        warn(
            f"this failed inside the program ({type(error).__name__}). Reports on disk are as they were",
            "Run the same with --debug to see where",
        )
    return FAILED


def _usage_sentence(error: click.UsageError) -> str:
    match error:
        case click.MissingParameter(param=click.Parameter() as parameter):
            return f"{_shown(parameter)} is missing"
        case click.NoSuchOption():
            closest = f". Closest: {', '.join(error.possibilities)}" if error.possibilities else ""
            return f"there is no option {error.option_name}{closest}"
        case click.BadParameter(param=click.Parameter() as parameter):
            return f"{_shown(parameter)}: {error.message}".rstrip(".")
        case _:
            message = error.message.rstrip(".")
            return message[:1].lower() + message[1:]


def _shown(parameter: click.Parameter) -> str:
    if isinstance(parameter, click.Option):
        return parameter.opts[-1]
    return (parameter.name or "").upper()


def _command_of(error: click.UsageError) -> str:
    return error.ctx.command_path if error.ctx else "pmwizard"
