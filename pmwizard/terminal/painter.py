"""What the terminal shows, and the shortest bytes that make another picture of it. Leans on private updates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeGuard

from rich.cells import cell_len, split_graphemes
from rich.color import ColorSystem
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

_SINGLE = frozenset(
    chr(code)
    for start, end in ((0x20, 0x7F), (0xA1, 0xAD), (0xAE, 0x300), (0x370, 0x483), (0x2500, 0x25FD))
    for code in range(start, end)
)
_FIRST_EMOJI = 0x1F000
"""From here on terminals do not agree how wide characters are."""

_GAP = 4
"""Up to so many unchanged cells cost no more bytes to send again than to jump over."""

_CONTROLS = dict.fromkeys(
    [*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C]
)


class Pen(NamedTuple):
    """The parts of an SGR sequence that can be changed one by one."""

    attributes: str
    colour: str
    background: str


class CellRow:
    """One row of cells."""

    __slots__ = ("colours", "texts")

    def __init__(self, width: int, text: str | None) -> None:
        """Fill the row with one text in the terminal's own colours."""
        self.texts: list[str | None] = [text] * width
        self.colours: list[str] = [""] * width

    def copy(self) -> CellRow:
        """Return a row that can be changed apart from this one."""
        other = CellRow(0, None)
        other.texts, other.colours = self.texts[:], self.colours[:]
        return other

    def put(self, x: int, text: str, colours: str, *, goes_on: bool = False) -> int:
        """Write a text from column `x` on and return the column after it. What does not fit is left out.

        Args:
            x: Column.
            text: What to write.
            colours: How.
            goes_on: Whether the text goes on from what stands before it: a combining mark joins that cell.
        """
        width = len(self.texts)
        pieces: Sequence[str] = text
        if not _SINGLE.issuperset(text):
            mark, pieces = _pieces(text)
            before = x - 2 if 1 < x <= width and self.texts[x - 1] == "" else x - 1
            if mark and goes_on and 0 <= before < width and self.texts[before]:
                self.texts[before] = f"{self.texts[before]}{mark}"
        room = max(width - x, 0)
        fitting = pieces[:room]
        if len(pieces) > room > 0 and pieces[room] == "":
            fitting = [*fitting[:-1], " "]
        self.texts[x : x + len(pieces)] = fitting
        self.colours[x : x + len(pieces)] = [colours] * min(len(pieces), room)
        return x + len(pieces)

    def forget_halves(self) -> None:
        """Make halves of wide characters whose other half is gone unknown: what a terminal shows there differs."""
        texts = self.texts
        for x, text in enumerate(texts):
            after = texts[x + 1] if x + 1 < len(texts) else None
            is_wide = bool(text) and text not in _SINGLE and cell_len(text or "") == 2
            if is_wide and after != "":
                texts[x] = None
            elif after == "" and not is_wide:
                texts[x + 1] = None


@lru_cache(maxsize=4096)
def _pieces(text: str) -> tuple[str, list[str]]:
    """Divide a text into cells; what has no width of its own joins the cell before it, if need be of another text."""
    cells: list[str] = []
    mark = ""
    for start, end, width in split_graphemes(text)[0]:
        piece = text[start:end].translate(_CONTROLS)
        if width:
            cells += [piece or " ", ""][:width]
        elif cells:
            cells[-2 if cells[-1] == "" else -1] += piece
        else:
            mark += piece
    return mark, cells


def is_disputed(text: str | None) -> bool:
    """Return whether terminals may take the text of a cell for another width than we do."""
    return text is not None and (len(text) > 1 or (len(text) == 1 and ord(text) >= _FIRST_EMOJI))


@lru_cache(maxsize=4096)
def pen(colours: str) -> Pen:
    """Divide the parameters of an SGR sequence into attributes, colour and background."""
    attributes: list[str] = []
    colour = background = ""
    codes = iter(colours.split(";") if colours else ())
    for code in codes:
        value = code
        if code in {"38", "48"}:
            kind = next(codes, "5")
            value = ";".join([code, kind, *(next(codes, "0") for _ in range(1 if kind == "5" else 3))])
        number = int(code or 0)
        if 30 <= number <= 39 or 90 <= number <= 97:
            colour = value
        elif 40 <= number <= 49 or 100 <= number <= 107:
            background = value
        else:
            attributes.append(code)
    return Pen(";".join(attributes), colour, background)


@lru_cache(maxsize=16384)
def change(before: str, after: str) -> str:
    """Return the shortest SGR sequence from one set of colours to another."""
    if before == after:
        return ""
    whole = f"\x1b[0;{after}m" if after else "\x1b[m"
    if not before:
        return f"\x1b[{after}m"
    old, new = pen(before), pen(after)
    had, has = old.attributes.split(";"), new.attributes.split(";")
    if old.attributes and not set(had) <= set(has):
        return whole
    parts = [attribute for attribute in has if attribute and attribute not in had]
    if old.colour != new.colour:
        parts.append(new.colour or "39")
    if old.background != new.background:
        parts.append(new.background or "49")
    return min(f"\x1b[{';'.join(parts)}m", whole, key=len)


def changed_runs(old: CellRow, new: CellRow) -> Iterator[tuple[int, int]]:
    """Yield the stretches of columns (from, to) of a row that have to be sent, in order.

    From the first cell whose width terminals dispute, a row is sent whole.
    """
    if old.texts == new.texts and old.colours == new.colours:
        return
    cells = zip(old.texts, new.texts, old.colours, new.colours, strict=True)
    changed = [x for x, (a, b, c, d) in enumerate(cells) if b is not None and (a != b or c != d)]
    if not changed:
        return
    width = len(new.texts)
    disputed = next((x for x in range(width) if is_disputed(old.texts[x]) or is_disputed(new.texts[x])), width)
    start = end = -1
    for x in changed:
        if x >= disputed:
            break
        if start < 0:
            start = x
        elif x - end > _GAP or len(set(new.colours[end - 1 : x])) > 1 or None in new.texts[end:x]:
            yield _whole_cells(new, start, end)
            start = x
        end = x + 1
    if start >= 0:
        yield _whole_cells(new, start, end)
    if changed[-1] >= disputed:
        yield max(disputed, end), width


def _whole_cells(row: CellRow, start: int, end: int) -> tuple[int, int]:
    """Widen a stretch so that it holds both halves of wide characters."""
    while start > 0 and row.texts[start] == "" and row.texts[start - 1] is not None:
        start -= 1
    while end < len(row.texts) and row.texts[end] == "":
        end += 1
    return start, end


class Writer:
    """Collects the bytes of one update, from a cursor (column, row) on that may be unknown."""

    def __init__(self, cursor: tuple[int, int] | None) -> None:
        self._parts: list[str] = []
        self._at = cursor
        self._colours = ""

    def clear(self) -> None:
        """Blank the screen in the terminal's own colours."""
        self._parts.append("\x1b[m\x1b[2J")

    def move(self, x: int, y: int) -> None:
        """Move the cursor, by the shorter way on its own row."""
        if self._at == (x, y):
            return
        if self._at is not None and self._at[1] == y and x:
            step = x - self._at[0]
            self._parts.append(f"\x1b[{'' if abs(step) == 1 else abs(step)}{'C' if step > 0 else 'D'}")
        elif x == 0:
            self._parts.append(f"\x1b[{y + 1}H")
        else:
            self._parts.append(f"\x1b[{y + 1};{x + 1}H")
        self._at = (x, y)

    def write(self, row: CellRow, y: int, start: int, end: int) -> None:
        """Write the cells of a row from column `start` up to `end`."""
        texts, colours = row.texts, row.colours
        width = len(texts)
        if all(text == " " for text in texts[end:]) and not any(colours[end:]):
            end = width
        blank_from = end
        if end == width:
            while blank_from > start and texts[blank_from - 1] == " " and not colours[blank_from - 1]:
                blank_from -= 1
        if end - blank_from < 4:
            blank_from = end
        for x in range(start, blank_from):
            text = texts[x]
            if not text:
                continue
            self.move(x, y)
            self._turn_to(colours[x])
            self._parts.append(text)
            after = x + (2 if x + 1 < width and texts[x + 1] == "" else 1)
            self._at = None if is_disputed(text) or after >= width else (after, y)
        if blank_from < end:
            self.move(blank_from, y)
            self._turn_to("")
            self._parts.append("\x1b[K")

    def finish(self, cursor: tuple[int, int]) -> str:
        """Return everything written, ending in the terminal's own colours and with the cursor in its place."""
        self._turn_to("")
        self.move(*cursor)
        return "".join(self._parts)

    def _turn_to(self, colours: str) -> None:
        if colours != self._colours:
            self._parts.append(change(self._colours, colours))
            self._colours = colours


@lru_cache(maxsize=8192)
def _colours(style: Style, color_system: ColorSystem) -> str:
    """Return what is drawn of a style. Its links and its data for clicks are not drawn."""
    return Strip.render_ansi(style, color_system)


class Painter:
    """Remembers what the terminal shows and turns Textual's updates into the difference."""

    def __init__(self, color_system: ColorSystem) -> None:
        self._color_system = color_system
        self._rows: list[CellRow] = []
        self._size = (0, 0)
        self._is_known = False
        self._cursor: tuple[int, int] | None = None

    @staticmethod
    def understands(update: object) -> TypeGuard[CompositorUpdate]:
        """Return whether an update is of a kind that can be compared with the screen."""
        return isinstance(update, LayoutUpdate | ChopsUpdate)

    def forget(self) -> None:
        """Take the screen for unknown: everything of the next whole picture is sent."""
        self._is_known = False
        self._cursor = None

    def paint(self, update: CompositorUpdate, size: tuple[int, int], cursor: tuple[int, int]) -> str:
        """Return the bytes that bring the update on the screen; nothing when the screen already shows it.

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
            self._rows = [CellRow(size[0], " " if is_whole else None) for _ in range(size[1])]
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

    def _draw(self, row: CellRow, x: int, strip: Strip) -> None:
        goes_on = False
        for text, style, control in strip:
            if control is None:
                colours = "" if style is None else _colours(style, self._color_system)
                x = row.put(x, text, colours, goes_on=goes_on)
                goes_on = True


def _lines(update: CompositorUpdate) -> Iterator[tuple[int, list[tuple[int, Strip]]]]:
    """Yield each row of an update with the strips to draw there and their columns."""
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
