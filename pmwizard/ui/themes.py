"""How the screens look: style sheets, a dark and a light theme, one of high contrast, the terminal's own colours."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.app import App
from textual.theme import Theme

import pmwizard

_DARK = Theme(
    name="pmwizard-dark",
    primary="#7fb2ff",
    secondary="#8a8f98",
    accent="#ffd479",
    foreground="#e6e6e6",
    background="#121417",
    surface="#121417",
    panel="#1c1f24",
    warning="#ffd479",
    error="#ff9d94",
    success="#8fd6a0",
    dark=True,
)

_LIGHT = Theme(
    name="pmwizard-light",
    primary="#0b4fa8",
    secondary="#5c6370",
    accent="#7a4b00",
    foreground="#1a1a1a",
    background="#fbfbf8",
    surface="#fbfbf8",
    panel="#ededE8",
    warning="#7a4b00",
    error="#a31515",
    success="#1b6b33",
    dark=False,
)

_CONTRAST = Theme(
    name="pmwizard-contrast",
    primary="#ffff00",
    secondary="#ffffff",
    accent="#ffff00",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    warning="#ffff00",
    error="#ffff00",
    success="#ffffff",
    dark=True,
)

NAMES = {"dark": "pmwizard-dark", "light": "pmwizard-light", "contrast": "pmwizard-contrast", "ansi": "ansi-dark"}
"""The names people use, and Textual's own."""


def use_theme(app: App[Any], name: str | None) -> None:
    """Make the themes known and use one of them; the dark one where the name is not known."""
    for theme in (_DARK, _LIGHT, _CONTRAST):
        app.register_theme(theme)
    app.theme = NAMES.get(name or "dark", NAMES["dark"])


def stylesheets() -> list[Path]:
    """Return the style sheets, beside the package in a checkout, inside it when installed.

    No rule of one overrides a rule of another.
    """
    package = Path(pmwizard.__file__).parent
    folder = package / "styles"
    if not folder.is_dir():
        folder = package.parent / "styles"
    return sorted(folder.glob("*.tcss"))
