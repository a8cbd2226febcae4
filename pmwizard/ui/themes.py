"""Colours: a dark and a light theme, one of high contrast, and the terminal's own sixteen colours."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.theme import Theme

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
