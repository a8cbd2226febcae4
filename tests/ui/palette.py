"""Choosing a command from the palette."""

from __future__ import annotations

from textual.command import CommandPalette

from tests.ui.conftest import Wizard

_PATIENCE = 200
"""Rounds of the event loop in which the palette, which searches aside, finds a command and runs it."""


async def choose_command(wizard: Wizard, letters: str) -> None:
    """Open the palette, search by a few letters and take the first command."""
    await wizard.press("ctrl+p")
    await wizard.type(letters)
    await wizard.finish_work()
    for _ in range(_PATIENCE):
        if not isinstance(wizard.app.screen, CommandPalette):
            break
        await wizard.press("enter")
    await wizard.app.terminal.type_ahead.settled()
    await wizard.pilot.pause()
