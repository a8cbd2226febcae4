"""What a command line asks of the screens. Nothing is imported here, so that anything may import it."""

from __future__ import annotations

from dataclasses import dataclass

FALLBACK_LAYOUT = "sre"
"""The layout of a report where nothing names another."""


@dataclass(frozen=True)
class ScreenOptions:
    """How the screens look and read times.

    Attributes:
        zone: The zone of typed and shown times, which wins over the configuration; ``None`` where none was given.
        theme: The name of a theme; ``None`` where none was given.
        ascii: Whether to draw with ASCII characters only.
        mouse: Whether to take the mouse from the terminal.
        debug: Whether to show a traceback when the program fails.
    """

    zone: str | None = None
    theme: str | None = None
    ascii: bool = False
    mouse: bool = False
    debug: bool = False


@dataclass(frozen=True)
class NewReport:
    """What is known of a report before its first screen; ``None`` for what is not.

    ``severity`` is one of SEV1 to SEV4, ``layout`` the name of a layout there is, ``zone`` of a zone there is.
    """

    title: str | None = None
    severity: str | None = None
    layout: str | None = None
    zone: str | None = None
