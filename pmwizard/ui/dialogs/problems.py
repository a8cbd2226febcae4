"""What to mend before going on; going on anyway is one key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from pmwizard.ui.dialogs.picker import Offer, Picker

GO_ON = "go on"
"""What the dialog is dismissed with when the person goes on anyway."""


class Problems(Picker):
    """Problems of a section. Enter goes to one, Ctrl+N goes on and leaves them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+n", f"dismiss('{GO_ON}')", "Go on", show=False, priority=True),
    ]
    FOOT = "Enter goes there   Ctrl+N goes on anyway   Esc back"

    def __init__(self, offers: Sequence[Offer]) -> None:
        super().__init__("There is a problem", offers)
