"""What to mend before going on; going on anyway is one key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from pmwizard.ui.dialogs.picker import Offer, Picker

GO_ON = "go on"
"""What the dialog is dismissed with when the person goes on anyway."""


class Interrupting(Picker):
    """Offers that come while a person types: what is typed on leaves them and goes where it was meant for."""

    LEFT: ClassVar[str] = ""
    """What the dialog is dismissed with when a person types on."""

    class TypedOn(Message):
        """Posted when a person types on instead of choosing.

        Attributes:
            key: The name of the key.
            character: What was typed.
        """

        def __init__(self, key: str, character: str) -> None:
            self.key = key
            self.character = character
            super().__init__()

    def on_key(self, event: events.Key) -> None:
        """Leave where letters are typed: over a slow line they were meant for what comes behind."""
        if event.character and event.is_printable:
            event.stop()
            event.prevent_default()
            self.app.post_message(self.TypedOn(event.key, event.character))
            self.dismiss(self.LEFT)


class Problems(Interrupting):
    """Problems of a section. Enter goes to one, Ctrl+N goes on and leaves them, and so does typing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+n", f"dismiss('{GO_ON}')", "Go on", show=False, priority=True),
    ]

    LEFT = GO_ON
    FOOT = "Enter goes there   Ctrl+N goes on anyway   Esc back"

    def __init__(self, offers: Sequence[Offer]) -> None:
        super().__init__("There is a problem", offers)
