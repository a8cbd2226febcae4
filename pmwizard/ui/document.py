"""A long text that scrolls, drawn line by line: only what is in sight costs anything."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from pmwizard.ui.document_lines import DocumentLine
from pmwizard.ui.text import padded


class DocumentView(ScrollView, can_focus=True):
    """Lines to read; the arrows and the page keys scroll."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "scroll_by(-1)", "Up", show=False),
        Binding("down,j", "scroll_by(1)", "Down", show=False),
        Binding("pageup,b", "scroll_pages(-1)", "Page up", show=False),
        Binding("pagedown,space", "scroll_pages(1)", "Page down", show=False),
        Binding("home,g", "scroll_by(-1000000000)", "Beginning", show=False),
        Binding("end,G", "scroll_by(1000000000)", "End", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "document--heading",
        "document--added",
        "document--removed",
        "document--faint",
    }

    class Scrolled(Message):
        """Posted when other lines have come into sight."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[DocumentLine, ...] = ()
        self.show_vertical_scrollbar = False

    def show(self, lines: Sequence[DocumentLine], *, from_top: bool) -> None:
        """Show other lines, from the top or from the line of the document that is shown first now."""
        number = 0 if from_top else self.first_number
        self.lines = tuple(lines)
        self.virtual_size = Size(self.size.width, len(self.lines))
        first = next((index for index, line in enumerate(self.lines) if line.number >= number), 0)
        self._go_to(0 if from_top else first)
        self.refresh()

    @property
    def first_number(self) -> int:
        """The line of the document that is shown first."""
        first = self.scroll_offset.y
        return self.lines[first].number if first < len(self.lines) else 1

    @property
    def has_more(self) -> bool:
        """Whether there are lines below those in sight."""
        return self.scroll_offset.y + self.size.height < len(self.lines)

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width = self.size.width
        index = self.scroll_offset.y + y
        if index >= len(self.lines):
            return Strip.blank(width, self.rich_style)
        line = self.lines[index]
        style = self.rich_style if line.kind == "text" else self.get_component_rich_style(f"document--{line.kind}")
        return Strip([Segment(padded(f"  {line.text}", width), style)], width)

    def _go_to(self, line: int) -> None:
        last = max(0, len(self.lines) - self.size.height)
        self.scroll_to(y=max(0, min(line, last)), animate=False, force=True, immediate=True)

    def action_scroll_by(self, by: int) -> None:
        """Scroll by so many lines."""
        self._go_to(self.scroll_offset.y + by)
        self.post_message(self.Scrolled())

    def action_scroll_pages(self, by: int) -> None:
        """Scroll by so many pages, less a line to hold on to."""
        self.action_scroll_by(by * max(1, self.size.height - 1))

    def on_resize(self, event: events.Resize) -> None:
        """Keep the lines in sight at another size."""
        self.virtual_size = Size(event.size.width, len(self.lines))
