"""The rows of a pasted block as its preview lists them: below their days, some of them left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, tzinfo

from pmwizard.draft.edits.timeline import time_in_list
from pmwizard.intake.adding import Prepared
from pmwizard.intake.results import ReadBlock
from pmwizard.model.parts.timeline import Event, Moment
from pmwizard.model.times.names import date_with_weekday
from pmwizard.ui.text import cut, padded, wrapped
from pmwizard.ui.widgets.list import ListLine

_MOMENT_WIDTH, _WHO_WIDTH, _CLOCK_WIDTH = 12, 14, 6
_NARROWEST = 46
"""Cells that a line has in the smallest terminal."""

_LEFT_OUT, _IN_RUN = "-", "*"


@dataclass(frozen=True)
class Item:
    """One line of the preview: the event at a position among the rows, or words of our own."""

    row: int = -1
    words: str = ""


@dataclass(frozen=True)
class PastedRows:
    """The lines of a preview.

    Attributes:
        ready: The rows.
        items: The lines: rows below their days, then what is no event.
        zone: The zone in which times are shown.
        waiting: The words of rows whose time waits for an answer.
        clock_width: The cells of the widest time.
        line_of: The line of each row, by its place in the block.
    """

    ready: Prepared = field(default_factory=Prepared)
    items: tuple[Item, ...] = ()
    zone: tzinfo = UTC
    waiting: frozenset[str] = frozenset()
    clock_width: int = _CLOCK_WIDTH
    line_of: Mapping[int, int] = field(default_factory=dict)

    def event_at(self, line: int) -> Event | None:
        """Return the event on a line, ``None`` where there is none."""
        row = self.items[line].row if 0 <= line < len(self.items) else -1
        return self.ready.events[row] if row >= 0 else None

    def places(self, first: int, last: int) -> list[int]:
        """Return the places in the block of the rows from one line to another."""
        first, last = sorted((first, last))
        return [self.ready.places[item.row] for item in self.items[max(0, first) : last + 1] if item.row >= 0]

    def clock(self, event: Event) -> str:
        """Return when an event was: a time, both ends of a stretch, or that none is known."""
        if event.at is None:
            return "?" if event.event in self.waiting else "no time"
        return time_in_list(event, self.zone)

    def line(
        self, index: int, width: int, left_out: frozenset[int], moments: Mapping[int, Moment], run: range
    ) -> ListLine:
        """Return a line for a width in cells.

        Args:
            index: The line.
            width: Its cells.
            left_out: The places of rows that are not to be added.
            moments: The moments that are proposed, by the position of the row.
            run: The lines of the run that is being chosen.
        """
        item = self.items[index]
        event = self.event_at(index)
        if event is None:
            # The cursor goes through what is no event too, so that all of it can be read.
            return ListLine(cut(item.words, width), kind="row" if item.words[:1] == " " else "heading")
        place = self.ready.places[item.row]
        is_left_out = place in left_out
        sign = _IN_RUN if index in run else _LEFT_OUT if is_left_out else " "
        moment = "" if is_left_out else moments.get(item.row, "")
        who = f"  {cut(event.who, _WHO_WIDTH)}" if event.who else ""
        moment_width = _MOMENT_WIDTH if moments else 0
        head = f"{sign} {padded(self.clock(event), self.clock_width)} {padded(moment, moment_width)} "
        text = head + padded(event.event or "", max(8, width - len(head) - len(who))) + who
        return ListLine(text, str(place), is_dim=is_left_out)


def rows_of(ready: Prepared, read: ReadBlock, zone: tzinfo, width: int) -> PastedRows:
    """Return the lines for rows, with what there is to say of their times and what is no event below them.

    Args:
        ready: The rows.
        read: The block as it was read.
        zone: The zone in which times are shown.
        width: The cells of a line, in which sentences are wrapped.
    """
    items = tuple(_items(ready, read, zone, max(_NARROWEST, width)))
    rows = PastedRows(ready, items, zone, frozenset(read.waiting))
    widest = max(map(len, map(rows.clock, ready.events)), default=0)
    line_of = {ready.places[item.row]: line for line, item in enumerate(items) if item.row >= 0}
    return PastedRows(ready, items, zone, rows.waiting, max(_CLOCK_WIDTH, widest), line_of)


def _items(ready: Prepared, read: ReadBlock, zone: tzinfo, width: int) -> Iterator[Item]:
    day: date | None = None
    for row, event in enumerate(ready.events):
        on = event.at.astimezone(zone).date() if event.at else event.day
        if on and on != day:
            yield Item(words=date_with_weekday(on))
            day = on
        yield Item(row)
    notices = [line for one in read.notices for line in wrapped(one, width, "  ")] if len(read.notices) > 1 else ()
    for heading, lines in (("About the times", notices), ("Not events, not added", read.skipped)):
        if lines:
            yield Item(words=heading)
            yield from (Item(words=f"  {line}") for line in lines)
