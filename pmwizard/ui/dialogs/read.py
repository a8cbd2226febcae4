"""Dialogs to read: help, what was found, or what would be overwritten."""

from __future__ import annotations

import re
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget

from pmwizard.text import visible
from pmwizard.ui import keys
from pmwizard.ui.frame.lines import Line
from pmwizard.ui.text import wrapped

_COLUMNS = re.compile(r"( *\S.*?   *)\S| *")

_AROUND = 4
"""Lines of the dialog beside its text: the heading, the keys and the border."""


class Paragraphs(Widget):
    """Lines broken at spaces; what follows a line stands below its second column, where it has one."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._lines = visible(text).split("\n")

    def lines(self, width: int) -> list[str]:
        """Return the lines for a width."""
        return [part for line in self._lines for part in wrapped(line, width, _hanging(line, width))]

    def render(self) -> Content:
        """Draw the lines."""
        return Content("\n".join(self.lines(self.size.width)))

    def get_content_height(self, container: object, viewport: object, width: int) -> int:  # noqa: ARG002 - Textual's own signature
        """Return how many lines there are at a width."""
        return len(self.lines(width))


def _hanging(line: str, width: int) -> str:
    match = _COLUMNS.match(line)
    indent = len(match[1] or match[0]) if match else 0
    return " " * indent if indent <= width // 2 else ""


class Reading(ModalScreen[None]):
    """Text in a box; any of Esc, Enter, F1 and q closes it.

    Args:
        title: What the text is about.
        text: The text, one line a line.
    """

    BINDINGS: ClassVar[list[BindingType]] = [keys.CLOSE]

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self.heading = title
        self.text = text
        self.scroll = VerticalScroll(Paragraphs(text))
        self.foot = Line(id="dialog-hint")

    def compose(self) -> ComposeResult:
        """Place the text in a box."""
        with Vertical(id="dialog"):
            yield Line(self.heading)
            yield self.scroll
            yield self.foot

    def on_mount(self) -> None:
        """Say whether there is more, now and after scrolling."""
        self.watch(self.scroll, "scroll_y", self.show_place)
        self.watch(self.scroll, "virtual_size", self.show_place)

    def show_place(self) -> None:
        """Say whether there is more above or below."""
        places = [
            "more above" if self.scroll.scroll_y > 0 else "",
            "more below" if self.scroll.scroll_y < self.scroll.max_scroll_y else "",
        ]
        hint = keys.hint_of(f"{keys.ARROWS} scroll", keys.CLOSE.says("back"))
        self.foot.show(hint, ", ".join(filter(None, places)).replace(", more", " and"))

    def on_resize(self, event: events.Resize) -> None:
        """Leave room for the keys below the text."""
        self.scroll.styles.max_height = max(1, event.size.height * 9 // 10 - _AROUND)
        self.call_after_refresh(self.show_place)
