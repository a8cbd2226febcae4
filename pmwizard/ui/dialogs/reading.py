"""A dialog to read: help, or what was found."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from pmwizard.ui.lines import Line
from pmwizard.ui.text import plain


class Reading(ModalScreen[None]):
    """Text in a box; any of Esc, Enter, F1 and q closes it.

    Args:
        title: What the text is about.
        text: The text, one line a line.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q,f1,ctrl+g", "dismiss(None)", "Back", show=False, priority=True),
    ]

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self.heading = title
        self.text = text

    def compose(self) -> ComposeResult:
        """Place the text in a box."""
        with Vertical(id="dialog"):
            yield Line(self.heading)
            with VerticalScroll():
                yield Static(plain(self.text), markup=False)
            yield Line("Arrows scroll   Esc back", id="dialog-hint")
