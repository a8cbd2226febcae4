"""The editor of a text of many lines."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.widgets import TextArea

from pmwizard.model.base import tidied
from pmwizard.text import visible
from pmwizard.ui import keys
from pmwizard.ui.messages import Edited


class TextEditor(TextArea):
    """A text area whose changes are undone with all others, and that Tab leaves."""

    BINDINGS: ClassVar[list[BindingType]] = [keys.COPY, keys.NOT_IN_A_TEXT]

    def __init__(self, path: str, text: str = "") -> None:
        super().__init__(
            visible(text),
            soft_wrap=True,
            tab_behavior="focus",
            show_line_numbers=False,
            compact=True,
            highlight_cursor_line=False,
        )
        self.path = path
        self.cursor_blink = False
        self._visited = False

    def on_focus(self) -> None:
        """Go to the end of the text the first time, to write on; until then its beginning is in sight."""
        if not self._visited:
            self._visited = True
            self.move_cursor(self.document.end)

    def show(self, text: str) -> None:
        """Show ``text`` without posting a message; the cursor stays as near as it can."""
        shown = visible(text)
        if tidied(shown) == tidied(self.text):
            return
        with self.prevent(TextArea.Changed):
            location = self.cursor_location
            self.load_text(shown)
            self.move_cursor(min(location, self.document.end))

    def offer(self) -> None:
        """Select the whole text, so that typing replaces it and moving the cursor keeps it."""
        self._visited = True
        self.select_all()

    def go_on_with(self, character: str) -> None:
        """Take a character as if it had been typed at the end."""
        self._visited = True
        self.move_cursor(self.document.end)
        self.insert(character)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Post what was typed."""
        event.stop()
        self.post_message(Edited(self.path, self.text))

    def action_copy_or_tell(self) -> None:
        """Copy the selected text; with none, say how to leave."""
        if self.selected_text:
            self.action_copy()
        else:
            self.app.notify("Ctrl+Q saves and quits", markup=False)

    def action_ignore(self) -> None:
        """Do nothing: the key selects lines in a plain text area and would surprise here."""

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        if result := self._replace_via_keyboard(visible(tidied(event.text)), *self.selection):
            self.move_cursor(result.end_location)

    def take(self, text: str) -> None:
        """Take text as if it had been typed."""
        self.replace(visible(text), self.document.start, self.document.end)
        self.move_cursor(self.document.end)
