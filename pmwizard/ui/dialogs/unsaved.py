"""What is asked before leaving a report that could be saved nowhere."""

from __future__ import annotations

from pmwizard.draft.autosave import SaveState
from pmwizard.ui.dialogs.picker import Offer, Picker

LEAVE = "leave"
"""The value of the offer to leave all the same."""


class Unsaved(Picker):
    """Whether to stay with a text that is on no disk, or to leave without it.

    Args:
        state: Why it could not be saved.
    """

    def __init__(self, state: SaveState) -> None:
        offers = [Offer("s", "Stay, and go on trying to save", ""), Offer("l", "Leave, and lose the text", LEAVE)]
        text = f"{state.reason} There is no copy of it either. {state.hint}".strip()
        super().__init__("Your text is only on this screen", offers, text=text)
