"""A list that draws itself from what it is given, however long it is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from pmwizard.ui.text import padded

RowText = Callable[[int, int], str]
"""Returns the text of the row at an index, for a width in cells."""


class RowsView(ScrollView, can_focus=True):
    """A list of rows, one line each. It holds no rows itself; it asks for the text of those in sight."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move_cursor(-1)", "Up", show=False),
        Binding("down", "move_cursor(1)", "Down", show=False),
        Binding("pageup", "move_page(-1)", "Page up", show=False),
        Binding("pagedown", "move_page(1)", "Page down", show=False),
        Binding("home", "move_cursor(-1000000)", "First", show=False),
        Binding("end", "move_cursor(1000000)", "Last", show=False),
        Binding("enter", "act('edit')", "Edit", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--cursor"}

    cursor: reactive[int] = reactive(0)

    class Acted(Message):
        """Posted when a key asks to do something with a row.

        Attributes:
            action: "edit", "delete", "up", "down", "mark" or "add".
            index: The row under the cursor.
        """

        def __init__(self, action: str, index: int) -> None:
            self.action = action
            self.index = index
            super().__init__()

    class Moved(Message):
        """Posted when the cursor comes to another row."""

    def __init__(self, text_of: RowText, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._text_of = text_of
        self.count = 0
        self.show_vertical_scrollbar = False

    def show(self, count: int) -> None:
        """Draw the rows anew; there are ``count`` of them now."""
        if count != self.count:
            self.count = count
            self.virtual_size = Size(self.size.width, count)
        self.cursor = max(0, min(self.cursor, count - 1))
        self.refresh()

    def select(self, index: int) -> None:
        """Put the cursor on a row and bring it into sight."""
        self.cursor = max(0, min(index, self.count - 1))
        self.scroll_to_region(Region(0, self.cursor, 1, 1), animate=False, force=True, immediate=True)

    def watch_cursor(self) -> None:
        """Draw the cursor where it is now."""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        index = self.scroll_offset.y + y
        width = self.size.width
        if index >= self.count:
            return Strip.blank(width, self.rich_style)
        here = self.has_focus and index == self.cursor
        text = padded(f" {'>' if here else ' '} {self._text_of(index, width - 4)}", width)
        style = self.get_component_rich_style("rows--cursor") if here else self.rich_style
        return Strip([Segment(text, style)], width)

    def action_move_cursor(self, by: int) -> None:
        """Move the cursor; past the last row it leaves for the entry line."""
        if by == 1 and self.cursor >= self.count - 1:
            self.post_message(self.Acted("add", self.cursor))
            return
        self.select(self.cursor + by)
        self.post_message(self.Moved())

    def action_move_page(self, by: int) -> None:
        """Move the cursor by a page."""
        self.select(self.cursor + by * max(1, self.size.height - 1))
        self.post_message(self.Moved())

    def action_act(self, action: str) -> None:
        """Tell what to do with the row under the cursor."""
        if self.count or action == "add":
            self.post_message(self.Acted(action, self.cursor))

    def on_focus(self) -> None:
        """Keep the cursor in sight."""
        self.select(self.cursor)

    def on_resize(self) -> None:
        """Keep the cursor in sight where there is less room now."""
        if self.has_focus:
            self.select(self.cursor)


class EditableRows(RowsView):
    """Rows that letters edit, delete, move and mark."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("k", "move_cursor(-1)", "Up", show=False),
        Binding("j", "move_cursor(1)", "Down", show=False),
        Binding("e", "act('edit')", "Edit", show=False),
        Binding("d,delete", "act('delete')", "Delete", show=False),
        Binding("J,shift+down", "act('down')", "Move down", show=False),
        Binding("K,shift+up", "act('up')", "Move up", show=False),
        Binding("space", "act('mark')", "Mark", show=False),
        Binding("a,escape", "act('add')", "Add", show=False),
        Binding("u", "app.undo", "Undo", show=False),
        Binding("f", "app.follow_up", "Needs follow-up", show=False),
    ]


class SteppingRows(RowsView):
    """Rows with headings and gaps among them, at which the cursor does not stop."""

    def __init__(self, text_of: RowText, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(text_of, id=id)
        self.stops: tuple[int, ...] = ()

    def show_stops(self, count: int, stops: Sequence[int]) -> None:
        """Draw the rows anew: how many there are, and where the cursor may stop."""
        self.stops = tuple(stops)
        self.show(count)
        self.select(self.cursor)

    @property
    def place(self) -> int:
        """Which of the stops the cursor is at, counted from 0."""
        return max(0, min(bisect_left(self.stops, self.cursor), len(self.stops) - 1))

    def select(self, index: int) -> None:
        """Put the cursor on the stop at or below a row, with the headings above the first stop in sight."""
        if not self.stops:
            return
        self.cursor = self.stops[min(bisect_left(self.stops, index), len(self.stops) - 1)]
        top = 0 if self.cursor == self.stops[0] else self.cursor
        bottom = self.count - 1 if self.cursor == self.stops[-1] else self.cursor
        self.scroll_to_region(Region(0, bottom, 1, 1), animate=False, force=True, immediate=True)
        self.scroll_to_region(Region(0, top, 1, 1), animate=False, force=True, immediate=True)

    def action_move_cursor(self, by: int) -> None:
        """Move the cursor from stop to stop."""
        if self.stops:
            self.select(self.stops[max(0, min(self.place + by, len(self.stops) - 1))])
            self.post_message(self.Moved())

    @property
    def reach(self) -> str:
        """Which row the cursor is at, and whether there is more than is shown; "" where all is in sight."""
        if self.count <= self.size.height or not self.stops:
            return ""
        below = self.count - self.scroll_offset.y - self.size.height
        more = f", {below} more lines below" if below > 1 else ""
        return f"{self.place + 1} of {len(self.stops)}{more}"
