"""Options and arguments that several commands take.

What needs the model or the store is imported when it is called, so that ``--help`` starts quickly.
"""

from __future__ import annotations

import functools
import os
import re
import shlex
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Literal, TypeVar

import click
from click.shell_completion import CompletionItem

from pmwizard.errors import ReportNameError, TerminalNeededError, UsageError
from pmwizard.options import ScreenOptions
from pmwizard.terminal.environment import Lacking, lacking
from pmwizard.text import one_line

AnyCommand = TypeVar("AnyCommand", bound=Callable[..., Any])

Format = Literal["human", "json", "github", "markdown"]
"""How ``check`` shows findings."""

_FOLDER, _DEBUG = "pmwizard.folder", "pmwizard.debug"
_SEVERITY = re.compile(r"(?:sev)?[- ]?([1-4])", re.IGNORECASE)


def _remember(key: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def keep(context: click.Context, _: click.Parameter, value: Any) -> None:
        if value:
            context.meta[key] = value

    return keep


def common_options(command: AnyCommand) -> AnyCommand:
    """Take --dir and --debug, which may stand before or after the name of a command."""
    command = click.option(
        "--debug", is_flag=True, expose_value=False, callback=_remember(_DEBUG), help="Show a traceback when it fails."
    )(command)
    return click.option(
        "--dir",
        metavar="FOLDER",
        type=click.Path(path_type=Path),
        expose_value=False,
        is_eager=True,
        callback=_remember(_FOLDER),
        help="The folder of reports.",
    )(command)


def screen_options(command: AnyCommand) -> Callable[..., Any]:
    """Take the options of the screens; the command gets them together as ``screen``."""

    @functools.wraps(command)
    def with_screen(
        *args: Any, zone: str | None, theme: str | None, ascii_only: bool, mouse: bool, **more: Any
    ) -> object:
        debug = bool(click.get_current_context().meta.get(_DEBUG))
        return command(*args, screen=ScreenOptions(zone, theme, ascii_only, mouse, debug), **more)

    taking: Callable[..., Any] = with_screen
    for option in (
        click.option("--mouse", is_flag=True, help="Take clicks; the terminal's own selection then needs Shift."),
        click.option("--ascii", "ascii_only", is_flag=True, help="Draw with ASCII characters only."),
        click.option("--theme", metavar="NAME", help="Colours of the screen."),
        click.option("--zone", metavar="ZONE", callback=_known_zone, help="Zone of typed times, as Europe/Paris."),
    ):
        taking = option(taking)
    return taking


def chosen_folder(context: click.Context) -> Path:
    """Return the folder of reports: --dir, else as the environment and the folders upward say."""
    from pmwizard.store.folder.find import reports_folder

    return reports_folder(context.meta.get(_FOLDER), os.environ, Path.cwd())


def folder_to_read(context: click.Context, *, needed: bool = False) -> Path:
    """Return the folder of reports, which is there if --dir names it.

    Args:
        context: The command's.
        needed: Whether the command reads nothing but this folder; then it is there if PMWIZARD_DIR names it, too.

    Raises:
        UsageError: It is not there, or cannot be looked into.
    """
    from pmwizard.store.folder.find import look_into

    return _looked_at(context, look_into, also_as_the_environment_says=needed)


def folder_to_write(context: click.Context) -> Path:
    """Return the folder of reports, which is there or can be made in one that is.

    Raises:
        UsageError: It cannot.
    """
    from pmwizard.store.folder.find import need_place_for

    return _looked_at(context, need_place_for, also_as_the_environment_says=True)


def _looked_at(context: click.Context, look: Callable[[Path], None], *, also_as_the_environment_says: bool) -> Path:
    folder = chosen_folder(context)
    if context.meta.get(_FOLDER):
        look(folder)
    elif also_as_the_environment_says and os.environ.get("PMWIZARD_DIR", "").strip():
        try:
            look(folder)
        except UsageError as error:
            raise UsageError(f"{error}, as PMWIZARD_DIR names it", hint=error.hint) from None
    return folder


def found_report(context: click.Context, name: str) -> Path:
    """Return the file of the report of that name.

    Raises:
        ReportNameError: There is none, or there are several; the hint names the command that was called.
    """
    from pmwizard.store.folder.find import find_report

    try:
        return find_report(chosen_folder(context), name)
    except ReportNameError as error:
        if error.closest:
            nearest = shlex.quote(error.closest[0][0])
            error.hint = f"Try: pmwizard {context.info_name} {nearest}        (pmwizard list shows all)"
        raise


def _known_zone(_: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    from pmwizard.model.times.zones import zone_advice, zone_key, zone_named

    if zone_named(value) is None:
        raise click.BadParameter(f"there is no zone {value}. {zone_advice(value)}", param=parameter)
    return zone_key(value)


def title_on_one_line(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """Return the value of an option as a report stores a line."""
    if value is None:
        return None
    from pmwizard.model.base import tidied

    return one_line(tidied(value))


def need_a_terminal(what: str, hint: str) -> None:
    """Go on only if there is a terminal to type at and to draw on.

    Raises:
        TerminalNeededError: There is none; ``hint`` says what to do without one.
    """
    for name, stream in (("stdin", sys.stdin), ("stdout", sys.stdout), ("stderr", sys.stderr)):
        # A stream that was closed before the start is None, whatever its type says.
        if not stream or not stream.isatty():
            raise TerminalNeededError(f"{what} needs a terminal, and {name} is not one", hint=hint)
    if lacking(sys.stdin, sys.stderr, os.environ) is Lacking.SCREEN:
        named = f"TERM is {os.environ['TERM']}"
        raise TerminalNeededError(f"{what} needs a terminal that can address its screen, and {named}", hint=hint)


class _Completed(click.ParamType[str]):
    """A text that a shell can complete from a list of names with explanations."""

    def __init__(self, name: str, offered: Callable[[click.Context], Iterable[tuple[str, str | None]]]) -> None:
        self.name = name
        self._offered = offered

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Return the names that begin as what was typed does; where none does, files."""
        del param
        typed = incomplete.lower()
        items = [
            CompletionItem(name, help=words) for name, words in self._offered(ctx) if name.lower().startswith(typed)
        ]
        return items or [CompletionItem(incomplete, type="file" if self.name == "report" else "plain")]


class _SeverityName(_Completed):
    """A severity as people type it: SEV2, sev-2 or 2."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the severity as the report stores it."""
        match = _SEVERITY.fullmatch(value.strip())
        if match is None:
            self.fail(f"{value} is no severity. Enter SEV1, SEV2, SEV3 or SEV4", param, ctx)
        return f"SEV{match[1]}"


class _SectionName(_Completed):
    """The id or digit of a section of the wizard."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the id of the section."""
        from pmwizard.questions import SECTIONS, section_named

        section = section_named(value.lower())
        if section is None:
            self.fail(
                f"there is no section {value}. Choose one of: {', '.join(one.id for one in SECTIONS)}", param, ctx
            )
        return section.id


def _severities(_: click.Context) -> Iterator[tuple[str, str | None]]:
    yield from ((f"SEV{number}", None) for number in range(1, 5))


def _reports(context: click.Context) -> Iterator[tuple[str, str | None]]:
    from pmwizard.store.folder.list import list_reports

    for listed in list_reports(chosen_folder(context)):
        yield listed.incident_id or listed.path.stem, listed.title or None


def _layouts(context: click.Context) -> Iterator[tuple[str, str | None]]:
    from pmwizard.layouts.layout import available
    from pmwizard.store.folder.find import layout_folders

    yield from ((name, None) for name in available(layout_folders(chosen_folder(context))))


def _sections(_: click.Context) -> Iterator[tuple[str, str | None]]:
    from pmwizard.questions import SECTIONS

    yield from ((section.id, section.title) for section in SECTIONS)


REPORT_NAME = _Completed("report", _reports)
"""A path, an incident id or a part of one."""

LAYOUT_NAME = _Completed("layout", _layouts)
SEVERITY_NAME = _SeverityName("severity", _severities)
SECTION_NAME = _SectionName("section", _sections)
