"""Where the report stands: its sections, and what else can be done."""

from __future__ import annotations

from textual.app import ComposeResult

from pmwizard.ui.frame import Frame
from pmwizard.ui.rows import RowsView
from pmwizard.ui.text import spread


class HubScreen(Frame):
    """The sections with their states."""

    def body(self) -> ComposeResult:
        """Yield the sections."""
        self.rows = RowsView(self._text_of)
        yield self.rows

    def on_mount(self) -> None:
        """Show the states."""
        super().on_mount()
        self.rows.show(len(self.session.states()))

    def _text_of(self, index: int, width: int) -> str:
        state = self.session.states()[index]
        return spread(f"{state.section.digit}  {state.section.title}", f"{state.progress.value}  {state.note}", width)
