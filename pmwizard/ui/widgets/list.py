"""A list of any length that asks for the lines in sight, and for no others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Literal

from rich.segment import Segment
from textual import events, on
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from pmwizard.ui import keys
from pmwizard.ui.text import padded

_MARGIN = 4
"""Cells of a line that its text does not get: the mark of the cursor and the space around it."""


@dataclass(frozen=True)
class ListLine:
    """One line of a list.

    Attributes:
        text: What it says.
        key: What identifies its row while rows come, go and move; "" where nothing does.
        kind: A ``row`` is where the cursor stops; with ``more`` the row above goes on; a ``heading`` stands above rows;
            ``text`` is anything else between rows, such as an empty line.
        is_dim: Whether it stands back, as what is left out does; its text says so too.
    """

    text: str
    key: str = ""
    kind: Literal["row", "more", "heading", "text"] = "row"
    is_dim: bool = False

    @property
    def is_stop(self) -> bool:
        """Whether the cursor stops here."""
        return self.kind == "row"


class List(ScrollView, can_focus=True):
    """Lines with a cursor that stops at rows. The list holds no lines: it asks for each when it is drawn.

    A screen calls :meth:`show` with the number of lines whenever they may have changed. The cursor then stays with its
    row, found by its key, and the row stays at its height on screen; where the row is gone, the cursor takes the row
    that stands there now. :meth:`select` moves the cursor and brings its row into sight: all of its lines, the
    headings right above it, and whatever stands above the first row or below the last.

    Args:
        line: Returns the line at an index for a width in cells. It is asked for the lines in sight and for those
            around the cursor, however long the list is.
        find: Returns the index of the row with a key, ``None`` where there is none. Without it all lines are asked
            for when a row has moved: give it where a list may be long.

    Attributes:
        length: How many lines there are.
        cursor: The index of the line with the cursor.
        key: The key of the row with the cursor, as it was last shown.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*keys.LIST_KEYS]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"list--cursor", "list--heading", "list--dim"}

    cursor: reactive[int] = reactive(0, repaint=False)

    class Acted(Message):
        """Posted when a key asks to do something with a row.

        Attributes:
            action: What to do: "edit" for Enter, and what other keys of the list are bound to.
            index: The line with the cursor.
            key: The key of its row.
        """

        def __init__(self, action: str, index: int, key: str) -> None:
            self.action = action
            self.index = index
            self.key = key
            super().__init__()

    class Moved(Message):
        """Posted when an arrow or a page key has moved the cursor, or tried to."""

    class EndPassed(Message):
        """Posted when Down is pressed on the last row."""

    def __init__(self, line: Callable[[int, int], ListLine], find: Callable[[str], int | None] | None = None) -> None:
        super().__init__()
        self.length = 0
        self._line = line
        self._find = find or self._found_by_looking
        self.key = ""
        self.show_vertical_scrollbar = False

    @property
    def lines_below(self) -> int:
        """How many lines there are below those in sight."""
        return max(0, self.length - self.scroll_offset.y - self.size.height)

    def show(self, length: int) -> None:
        """Draw all lines; there are ``length`` of them now."""
        self.length = length
        if length != self.virtual_size.height:
            self.virtual_size = Size(self.size.width, length)
        before = self.cursor
        self._put_cursor(self._place_of_row())
        if self.cursor != before:
            self._scroll(self.scroll_offset.y + self.cursor - before)
        self.refresh()

    def stay(self) -> None:
        """Leave the cursor where it is when rows change next, for a row that comes back there."""
        self.key = ""

    def select(self, index: int) -> None:
        """Put the cursor on the row at a line, or on the nearest one, and bring it into sight."""
        self._put_cursor(index)
        if self.length:
            self._bring_into_sight()

    def _line_at(self, index: int) -> ListLine:
        return self._line(index, (self.size.width or 80) - _MARGIN)

    def _place_of_row(self) -> int:
        """Return where the row with the cursor is now; the same line where it is gone."""
        if not self.key or (self.cursor < self.length and self._line_at(self.cursor).key == self.key):
            return self.cursor
        place = self._find(self.key)
        return self.cursor if place is None else place

    def _found_by_looking(self, key: str) -> int | None:
        return next((index for index in range(self.length) if self._line_at(index).key == key), None)

    def _put_cursor(self, index: int, *, upwards: bool = False) -> None:
        self.cursor = self._stop_near(index, upwards=upwards)
        self.key = self._line_at(self.cursor).key if self.length else ""

    def _stop_near(self, index: int, *, upwards: bool = False) -> int:
        """Return the line nearest to an index at which the cursor stops; the one further down is looked for first."""
        if not self.length:
            return 0
        index = max(0, min(index, self.length - 1))
        down, up = range(index, self.length), range(index, -1, -1)
        for places in (up, down) if upwards else (down, up):
            for place in places:
                if self._line_at(place).is_stop:
                    return place
        return index

    def _bring_into_sight(self) -> None:
        last, height = self.length - 1, self.size.height
        top, end = self.cursor, self.cursor
        while top and not self._line_at(top - 1).is_stop:
            top -= 1
        if top:
            top = self.cursor
            while self._line_at(top - 1).kind == "heading":
                top -= 1
        while end < last and self._line_at(end + 1).kind == "more":
            end += 1
        bottom = end
        while bottom < last and not self._line_at(bottom + 1).is_stop:
            bottom += 1
        y = self.scroll_offset.y
        for first, final in ((top, bottom if bottom == last else end), (self.cursor, end)):
            y = min(max(y, final - height + 1), first)
        self._scroll(y)

    def _scroll(self, y: int) -> None:
        if y != self.scroll_offset.y:
            self.scroll_to(y=max(0, y), animate=False, force=True, immediate=True)

    def watch_cursor(self, before: int, now: int) -> None:
        """Draw the line that the cursor has left and the one it is on."""
        self.refresh_lines(before)
        self.refresh_lines(now)

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        index, width = self.scroll_offset.y + y, self.size.width
        if index >= self.length:
            return Strip.blank(width, self.rich_style)
        line = self._line(index, width - _MARGIN)
        is_here = self.has_focus and index == self.cursor
        part = "cursor" if is_here else "heading" if line.kind == "heading" else "dim" if line.is_dim else ""
        style = self.get_component_rich_style(f"list--{part}") if part else self.rich_style
        return Strip([Segment(padded(f" {'>' if is_here else ' '} {line.text}", width), style)], width)

    def _go(self, index: int, *, upwards: bool) -> None:
        self._put_cursor(index, upwards=upwards)
        if self.length:
            self._bring_into_sight()
        self.post_message(self.Moved())

    def action_move(self, by: int) -> None:
        """Move the cursor to the row before or after."""
        if by > 0 and self._stop_near(self.cursor + 1) <= self.cursor:
            self.post_message(self.EndPassed())
        else:
            self._go(self.cursor + by, upwards=by < 0)

    def action_move_page(self, by: int) -> None:
        """Move the cursor by pages."""
        self._go(self.cursor + by * max(1, self.size.height - 1), upwards=by < 0)

    def action_go_to(self, index: int) -> None:
        """Move the cursor to a row, counted from the end where the index is negative."""
        self._go(index if index >= 0 else self.length + index, upwards=index < 0)

    def action_act(self, action: str) -> None:
        """Ask to do something with the row under the cursor."""
        if self.length or action == "add":
            self.post_message(self.Acted(action, self.cursor, self.key))

    @on(events.Focus)
    @on(events.Resize)
    def keep_in_sight(self) -> None:
        """Keep the cursor in sight, also where there is less room now."""
        self.select(self.cursor)


class EditableList(List):
    """A list whose rows are edited, deleted, moved and marked by letters."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.ENTRY_ROW_KEYS]
