"""A dialog that shows what would be overwritten, and asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from pmwizard.ui.document import DocumentView
from pmwizard.ui.document_lines import DocumentLine
from pmwizard.ui.lines import Line


class Replacing(ModalScreen[bool]):
    """A difference, and whether to go on; only y goes on.

    Args:
        name: The file that would be replaced.
        lines: What would change in it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "dismiss(True)", "Replace", show=False, priority=True),
        Binding("n,escape,enter,q", "dismiss(False)", "Leave it", show=False, priority=True),
        Binding("ctrl+q", "app.leave", "Quit", show=False, priority=True),
    ]

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
            yield Line("Replace it? y/N")

    def on_mount(self) -> None:
        """Show the difference."""
        self.view.show(self.lines, from_top=True)
        self.view.focus()
