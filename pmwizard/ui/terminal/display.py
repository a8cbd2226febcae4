"""Sends the terminal only the cells that changed.

Textual sends whole widgets for every key, since it does not remember what the terminal shows. A `Painter` remembers.
It reads Textual's own updates (private classes of its compositor), so whatever Textual would have drawn is what ends
up on the screen, in fewer bytes.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import TypeGuard

from rich.color import ColorSystem
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

from pmwizard.ui.terminal.cells import Row, Writer, changed_runs
from pmwizard.ui.terminal.likeness import in_ascii


@lru_cache(maxsize=8192)
def _colours(style: Style, color_system: ColorSystem) -> str:
    """Returns what is drawn of a style. Its links and its data for clicks are not drawn."""
    return Strip.render_ansi(style, color_system)


class Painter:
    """Remembers what the terminal shows and turns Textual's updates into the difference.

    Args:
        color_system: How many colours the terminal has.
        ascii_only: Whether the terminal is sent likenesses of all characters that are not ASCII.
    """

    def __init__(self, color_system: ColorSystem, *, ascii_only: bool = False) -> None:
        self._color_system = color_system
        self._ascii_only = ascii_only
        self._rows: list[Row] = []
        self._size = (0, 0)
        self._is_known = False
        self._cursor: tuple[int, int] | None = None

    @staticmethod
    def understands(update: object) -> TypeGuard[CompositorUpdate]:
        """Tells whether an update is of a kind that can be compared with the screen."""
        return isinstance(update, LayoutUpdate | ChopsUpdate)

    def forget(self) -> None:
        """Takes the screen for unknown: everything of the next whole picture is sent."""
        self._is_known = False
        self._cursor = None

    def paint(self, update: CompositorUpdate, size: tuple[int, int], cursor: tuple[int, int]) -> str:
        """Returns the bytes that bring the update on the screen; nothing when the screen already shows it.

        Args:
            update: Textual's update, of a kind that `understands` knows.
            size: Columns and rows of the screen.
            cursor: Column and row where the terminal's cursor is left.
        """
        is_whole = isinstance(update, LayoutUpdate) and (update.region.width, update.region.height) == size
        must_clear = False
        if size != self._size or not self._is_known:
            self._size = size
            self._cursor = None
            self._rows = [Row(size[0], " " if is_whole else None) for _ in range(size[1])]
            self._is_known = is_whole
            must_clear = is_whole
        writer = Writer(self._cursor)
        if must_clear:
            writer.clear()
        rows = self._rows
        for y, spans in _lines(update):
            if not 0 <= y < len(rows):
                continue
            old = rows[y]
            new = old.copy()
            for x, strip in spans:
                self._draw(new, x, strip)
            new.forget_halves()
            for start, end in changed_runs(old, new):
                writer.write(new, y, start, end)
            rows[y] = new
        self._cursor = cursor
        return writer.finish(cursor)

    def _draw(self, row: Row, x: int, strip: Strip) -> None:
        goes_on = False
        for text, style, control in strip:
            if control is None:
                colours = "" if style is None else _colours(style, self._color_system)
                x = row.put(x, in_ascii(text) if self._ascii_only else text, colours, goes_on=goes_on)
                goes_on = True


def _lines(update: CompositorUpdate) -> Iterator[tuple[int, list[tuple[int, Strip]]]]:
    """Yields each row of an update with the strips to draw there and their columns."""
    if isinstance(update, LayoutUpdate):
        for y, strips in enumerate(update.strips, update.region.y):
            spans, x = [], update.region.x
            for strip in strips:
                spans.append((x, strip))
                x += strip.cell_length
            yield y, spans
    elif isinstance(update, ChopsUpdate):
        for y, start, end in update.spans:
            yield y, list(_chops(update, y, start, end))


def _chops(update: ChopsUpdate, y: int, start: int, end: int) -> Iterator[tuple[int, Strip]]:
    for chop_end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
        if strip is None or x > end or chop_end <= start:
            continue
        yield x, strip if start <= x < end and chop_end <= end else strip.crop(0, min(chop_end, end) - x)
