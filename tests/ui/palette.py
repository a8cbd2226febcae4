"""Choosing a command from the palette."""

from __future__ import annotations

from tests.ui.conftest import Wizard


async def choose_command(wizard: Wizard, letters: str) -> None:
    """Open the palette, search by a few letters and take the first command; each waits for what comes before."""
    await wizard.press("ctrl+p")
    await wizard.type(letters)
    await wizard.press("enter")
