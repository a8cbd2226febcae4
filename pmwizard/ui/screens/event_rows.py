"""The rows of a timeline, with a line that names the day wherever the day changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.strip import Strip

from pmwizard.model.readings import WEEKDAYS, in_words
from pmwizard.ui.rows import EditableRows, RowText
from pmwizard.ui.screens.event_index import EventIndex
from pmwizard.ui.text import padded


class EventRows(EditableRows):
    """Events, one line each, below the days they are on. The cursor passes over the days.

    Args:
        text_of: Returns the text of the event at a position, for a width in cells.
        index: Returns where the days begin.
    """

    def __init__(self, text_of: RowText, index: Callable[[], EventIndex]) -> None:
        super().__init__(text_of)
        self._index = index
        self._shown: EventIndex | None = None

    def show(self, count: int) -> None:
        """Draw the events anew; there are ``count`` of them now."""
        self.count = count
        index = self._index()
        if self._shown is None or index.line_count != self._shown.line_count:
            self.virtual_size = Size(self.size.width, index.line_count)
        self._shown = index
        self.cursor = max(0, min(self.cursor, count - 1))
        self.refresh()

    def select(self, index: int) -> None:
        """Put the cursor on an event and bring it into sight, with its day where that stands right above."""
        self.cursor = max(0, min(index, self.count - 1))
        line, height = self._index().line_of(self.cursor), 1
        if self._index().is_first_of_day(self.cursor) and self.size.height > 1:
            line, height = line - 1, 2
        self.scroll_to_region(Region(0, line, 1, height), animate=False, force=True, immediate=True)

    @property
    def shown(self) -> EventIndex | None:
        """The timeline as it was when it was shown last."""
        return self._shown

    def follow(self, index: int, above: int) -> None:
        """Put the cursor on an event that has moved, and keep it ``above`` lines below the first one in sight."""
        self.cursor = max(0, min(index, self.count - 1))
        line = self._index().line_of(self.cursor)
        self.scroll_to(y=max(0, line - above), animate=False, force=True, immediate=True)

    def watch_cursor(self) -> None:
        """Draw the cursor where it is now."""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        line = self.scroll_offset.y + y
        width = self.size.width
        index = self._index()
        if line >= index.line_count or not self.count:
            return Strip.blank(width, self.rich_style)
        found = index.on_line(line)
        if isinstance(found, date):
            text = padded(f"     {day_in_words(found)}", width)
            return Strip([Segment(text, self.rich_style + Style(bold=True))], width)
        here = self.has_focus and found == self.cursor
        text = padded(f" {'>' if here else ' '} {self._text_of(found, width - 4)}", width)
        style = self.get_component_rich_style("rows--cursor") if here else self.rich_style
        return Strip([Segment(text, style)], width)


def day_in_words(day: date) -> str:
    """Return a day as a row of its own: ``Sat 22 Nov 2025``."""
    return f"{WEEKDAYS[day.weekday()][:3].title()} {in_words(day)}"
