"""The dialog that asks before a document replaces another text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from pmwizard.ui import keys
from pmwizard.ui.frame.lines import Line
from pmwizard.ui.widgets.document import DocumentLine, DocumentView


class Replacing(ModalScreen[bool]):
    """A difference, and whether to go on; only y goes on.

    Args:
        name: The file that would be replaced.
        lines: What would change in it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*keys.REPLACING_KEYS]

    def __init__(self, name: str, lines: Sequence[DocumentLine]) -> None:
        super().__init__()
        self.heading = f"Already there: {name}"
        self.lines = tuple(lines)
        self.view = DocumentView()

    def compose(self) -> ComposeResult:
        """Place the difference in a box."""
        with Vertical(id="dialog"):
            yield Line(self.heading)
            yield self.view
            yield Line("- goes, + comes. The old text is kept as .bak", id="dialog-hint")
            yield Line(f"Replace it? {keys.REPLACE.name}/{keys.LEAVE_AS_IT_IS.name.upper()}")

    def on_mount(self) -> None:
        """Show the difference."""
        self.view.show(self.lines, from_top=True)
        self.view.focus()
