"""The editor of a mark that is set or not."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from pmwizard.ui.editors.messages import Accepted, Edited


class FlagEditor(Widget, can_focus=True):
    """A box; Space marks and clears it, Enter goes on.

    Args:
        path: The path of the answer.
        text: "yes" for a marked box.
    """

    marked: reactive[bool] = reactive(False)

    def __init__(self, path: str, text: str = "") -> None:
        super().__init__()
        self.path = path
        self.set_reactive(FlagEditor.marked, text == "yes")

    @property
    def text(self) -> str:
        """The word "yes" for a marked box, "" for an empty one."""
        return "yes" if self.marked else ""

    def show(self, text: str) -> None:
        """Mark or clear the box without telling anyone."""
        self.marked = text == "yes"

    def render(self) -> Content:
        """Draw the box."""
        return Content("[x]" if self.marked else "[ ]")

    def on_key(self, event: events.Key) -> None:
        """Mark, clear or go on."""
        if event.key == "enter":
            self.post_message(Accepted(self.path))
        elif event.key in {"space", "x", "y", "n", "backspace"}:
            wanted = {"space": not self.marked, "x": not self.marked, "y": True}.get(event.key, False)
            if wanted != self.marked:
                self.marked = wanted
                self.post_message(Edited(self.path, self.text))
        else:
            return
        event.stop()
        event.prevent_default()
