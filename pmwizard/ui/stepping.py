"""Rows of which the cursor stops only at some: headings and gaps are passed over."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from textual.geometry import Region

from pmwizard.ui.rows import RowsView, RowText


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
