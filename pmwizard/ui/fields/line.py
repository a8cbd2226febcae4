"""The editor of one line of text."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import Input

from pmwizard.draft.typed.suggestions import suggests
from pmwizard.model.base import tidied
from pmwizard.text import one_line, visible
from pmwizard.ui import keys
from pmwizard.ui.messages import Accepted, Edited, Pasted

LINE_END = "\u240a"
"""What stands for the end of a line where several lines are edited in one."""


class LineEditor(Input):
    """An input that never loses text to a paste, and whose changes are undone with all others.

    Args:
        passes_blocks: Whether a paste of several lines is posted as :class:`Pasted` instead of being joined.
        keeps_lines: Whether several lines stay lines, each end of one shown as a sign that can be deleted. They are
            never passed on.

    Attributes:
        suggests: Whether Down asks for what could be entered; where it does not, Down is left to what is around.
    """

    BINDINGS: ClassVar[list[BindingType]] = [keys.ENTER, keys.SUGGEST, keys.COPY]

    virtual_size: Reactive[Size] = Reactive(Size(0, 0))
    """The cells of the text. Unlike in other widgets, a letter more lays out nothing anew: the room is one line."""

    class SuggestionsRequested(Message):
        """Posted when a person asks what could be entered in the field."""

        def __init__(self, editor: LineEditor) -> None:
            self.editor = editor
            self.path = editor.path
            super().__init__()

        @property
        def control(self) -> LineEditor:
            """The editor, for selectors of handlers."""
            return self.editor

    def __init__(self, path: str, text: str = "", *, passes_blocks: bool = False, keeps_lines: bool = False) -> None:
        super().__init__(select_on_focus=False, compact=True)
        self.path = path
        self.cursor_blink = False
        self._passes_blocks = passes_blocks and not keeps_lines
        self._keeps_lines = keeps_lines
        self.suggests = suggests(path)
        self.show(text)

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.value.replace(LINE_END, "\n") if self._keeps_lines else self.value

    def _shown(self, text: str) -> str:
        return visible(text.strip("\n").replace("\n", LINE_END) if self._keeps_lines else one_line(text))

    def show(self, text: str) -> None:
        """Show ``text`` without posting a message; the cursor stays where it was, or goes to the end of new text.

        Blanks behind the same text stay: the next word may be about to be typed.
        """
        shown = self._shown(text)
        if shown == (self.value.rstrip() if shown else self.value):
            return
        at_end = self.cursor_position >= len(self.value)
        with self.prevent(Input.Changed):
            position = self.cursor_position
            self.value = shown
            self.cursor_position = len(shown) if at_end else min(position, len(shown))

    def on_focus(self) -> None:
        """Bring the cursor into sight: text shown while another field had the focus begins at its beginning."""
        column = cell_len(self.value[: self.cursor_position])
        self.scroll_to_region(Region(column, 0, 1, 1), force=True, animate=False)

    def on_blur(self) -> None:
        """Show the beginning of a text that does not fit."""
        self.scroll_to(x=0, animate=False, force=True, immediate=True)

    def offer(self) -> None:
        """Select the whole text, so that typing replaces it and moving the cursor keeps it."""
        self.select_all()

    def go_on_with(self, character: str) -> None:
        """Take a character as if it had been typed here."""
        self.insert_text_at_cursor(character)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Post what was typed."""
        event.stop()
        self.post_message(Edited(self.path, self.text))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's own signature
        """Take Down only where there is something to suggest."""
        return self.suggests if action == "suggest" else True

    def action_suggest(self) -> None:
        """Ask for what could be entered here."""
        self.post_message(self.SuggestionsRequested(self))

    def action_accept(self) -> None:
        """Say that this answer is done."""
        self.post_message(Accepted(self.path))

    def action_copy_or_tell(self) -> None:
        """Copy the selected text; with none, say how to leave."""
        if self.selected_text:
            self.action_copy()
        else:
            self.app.notify("Ctrl+Q saves and quits", markup=False)

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        text = tidied(event.text).strip("\n")
        if self._passes_blocks and "\n" in text:
            self.post_message(Pasted(self.path, text))
            return
        line = self._shown(text)
        selection = self.selection
        if selection.is_empty:
            self.insert_text_at_cursor(line)
        else:
            self.replace(line, *selection)

    def take(self, text: str) -> None:
        """Take text as if it had been typed."""
        self.value = self._shown(text)
        self.cursor_position = len(self.value)
