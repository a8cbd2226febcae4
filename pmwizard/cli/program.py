"""Running a command: its exit status, and errors as sentences."""

from __future__ import annotations

import gc
import os
import sys
import traceback
from collections.abc import Sequence
from typing import NoReturn

import click

from pmwizard.cli.output import tell, tell_error
from pmwizard.cli.root import PipeClosedError, pmwizard
from pmwizard.errors import PmwizardError

INTERRUPTED, PIPE_CLOSED, USAGE, FAILED = 130, 141, 2, 1


def main(arguments: Sequence[str] | None = None) -> NoReturn:
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
        tell(_usage_sentence(error), f"Try: {_command_of(error)} --help")
        return USAGE
    except click.ClickException as error:
        tell(error.format_message())
        return error.exit_code
    except PmwizardError as error:
        if "--debug" in arguments:
            traceback.print_exc()
        tell_error(error)
        return error.exit_status
    except Exception as error:  # noqa: BLE001 - the last place where a failure can be told in words
        return _told_as_bug(error, "--debug" in arguments)
    return status if isinstance(status, int) else 0


def _close_quietly() -> None:
    """Give standard output somewhere to go, so that closing it at exit says nothing."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, sys.stdout.fileno())


def _told_as_bug(error: Exception, debug: bool) -> int:
    if debug:
        traceback.print_exc()
    if isinstance(error, OSError) and error.strerror:
        place = f" ({error.filename})" if error.filename else ""
        tell(f"could not go on: {error.strerror.lower()}{place}")
    else:
        tell(
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
