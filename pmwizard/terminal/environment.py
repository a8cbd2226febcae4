"""What must be known and set before Textual is imported, and which hold on the terminal suits the one installed.

Nothing of Textual is imported with this module, since Textual reads the environment when it is imported.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, MutableMapping
from enum import Enum
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from textual.app import App

    from pmwizard.terminal.app import Terminal

TESTED_TEXTUAL = ((8, 2),)
"""The versions of Textual, major and minor, whose private parts are known."""

FULL_REPAINT = "PMWIZARD_FULL_REPAINT"
"""Set to 1, everything runs on plain Textual: for comparing, and for a terminal that gets out of step."""

DEFAULTS = {"TEXTUAL_ANIMATIONS": "none"}
"""Environment variables set unless the person chose a value."""

REMOTE_ESCAPE_DELAY = "300"
"""Milliseconds for the rest of an escape sequence to arrive over a network: shorter, a slow arrow key is text."""

COLOR_SYSTEMS = frozenset({"auto", "standard", "256", "truecolor", "windows"})
"""Values of `TEXTUAL_COLOR_SYSTEM` with which Textual starts."""

_REMOTE = ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY")
_WITHOUT_SCREEN = frozenset({"dumb", "unknown"})


class Lacking(Enum):
    """Why the screens cannot be shown here."""

    TERMINAL = "standard input or standard error is not a terminal"
    SCREEN = "the terminal cannot address its screen (TERM)"


def lacking(
    standard_input: TextIO | None, standard_error: TextIO | None, environment: Mapping[str, str]
) -> Lacking | None:
    """Return what the screens would lack, or None when they can be shown.

    Textual draws on standard error and reads standard input: redirected standard output is no obstacle.
    """
    for stream in (standard_input, standard_error):
        if stream is None or stream.closed or not stream.isatty():
            return Lacking.TERMINAL
    if environment.get("TERM") in _WITHOUT_SCREEN:
        return Lacking.SCREEN
    return None


def speaks_utf8(environment: Mapping[str, str]) -> bool:
    """Return whether the locale promises a terminal that shows more than ASCII.

    No locale at all counts as yes, as Python itself takes UTF-8 there.
    """
    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        if value := environment.get(name):
            if value in {"C", "POSIX"}:
                return True
            charset = value.partition(".")[2].partition("@")[0]
            return charset.lower().replace("-", "") == "utf8" if charset else False
    return True


def prepare(environment: MutableMapping[str, str], standard_error: TextIO | None = None) -> Mapping[str, str]:
    """Set what Textual reads at import; call it before anything imports Textual.

    Args:
        environment: Changed in place; give `os.environ`.
        standard_error: Where Textual draws. It is made to write UTF-8, and never to fail or to grow for a character.

    Returns:
        The environment as it was, for programs started from the screens (an editor, git).
    """
    before = dict(environment)
    # An empty NO_COLOR means nothing (no-color.org), but Textual looks only whether it is there.
    if environment.get("NO_COLOR") == "":
        del environment["NO_COLOR"]
    if environment.get("TEXTUAL_COLOR_SYSTEM", "auto") not in COLOR_SYSTEMS:
        del environment["TEXTUAL_COLOR_SYSTEM"]
    for name, value in DEFAULTS.items():
        environment.setdefault(name, value)
    if any(environment.get(name) for name in _REMOTE):
        environment.setdefault("ESCDELAY", REMOTE_ESCAPE_DELAY)
    reconfigure = getattr(standard_error, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="replace")
    return before


def prepare_process() -> Mapping[str, str]:
    """Prepare this process: `prepare` on its own environment and standard error."""
    return prepare(os.environ, sys.__stderr__)


def hold(
    app: App[Any],
    save: Callable[[], object],
    words_after_crash: Callable[[BaseException], str],
    *,
    ascii_only: bool = False,
) -> Terminal:
    """Return the hold on the terminal that suits the installed Textual; the arguments are those of `Terminal`."""
    from importlib.metadata import version

    from pmwizard.terminal.app import PlainTerminal

    if os.environ.get(FULL_REPAINT, "") not in {"", "0"} or not _is_tested(version("textual")):
        return PlainTerminal(app, save, words_after_crash, ascii_only=ascii_only)
    from pmwizard.terminal.patched import PatchedTerminal

    return PatchedTerminal(app, save, words_after_crash, ascii_only=ascii_only)


def _is_tested(textual: str) -> bool:
    return tuple(int(part) if part.isdecimal() else 0 for part in textual.split(".")[:2]) in TESTED_TEXTUAL
