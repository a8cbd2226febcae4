"""A long text that scrolls: Markdown as lines, drawn one by one as they come into sight."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import ClassVar, Literal

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from pmwizard.layouts.template.markdown import plain_words
from pmwizard.limits import MOST_LINES_COMPARED
from pmwizard.text import visible
from pmwizard.ui import keys
from pmwizard.ui.text import padded, wrapped
from pmwizard.ui.widgets.columns import column_widths, table_line

LineKind = Literal["text", "heading", "added", "removed", "faint"]
_KINDS: dict[str, LineKind] = {"+": "added", "-": "removed", "@": "faint", " ": "text"}

_HEADING = re.compile(r"(#{1,6}) +(.*)")
_ITEM = re.compile(r"(\s*)([-*+]|\d{1,9}[.)])( +\[[ xX]\])? +")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_RULE = re.compile(r"(?:-{3,}|={3,}|\*{3,})")
_SEPARATOR = re.compile(r"\|?[\s:|-]+\|?")
_CELLS = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True)
class DocumentLine:
    """One line on screen.

    Attributes:
        text: What it says.
        number: The line of the document it comes from, counted from 1.
        kind: What it is, for its style.
    """

    text: str
    number: int
    kind: LineKind = "text"


def source_lines(text: str, width: int) -> list[DocumentLine]:
    """Return the Markdown source, long lines broken."""
    return [
        DocumentLine(part, number, "heading" if _HEADING.match(line) else "text")
        for number, line in enumerate(visible(text).splitlines(), 1)
        for part in wrapped(line.expandtabs(4), width, "  ")
    ]


def reading_lines(text: str, width: int) -> list[DocumentLine]:
    """Return the document as plain text to read: tables lined up, no marks of Markdown."""
    return list(_read(visible(text).splitlines(), width))


def _read(lines: Sequence[str], width: int) -> Iterator[DocumentLine]:
    index, fence = 0, ""
    while index < len(lines):
        line, number = lines[index].expandtabs(4), index + 1
        index += 1
        marker = _FENCE.match(line)
        if fence or marker:
            if marker and (not fence or (marker[1].startswith(fence) and not line.strip(" `~"))):
                fence = "" if fence else marker[1]
            else:
                yield from (DocumentLine(f"    {one}", number) for one in wrapped(line, width - 4))
        elif line.startswith("|"):
            first = index - 1
            while index < len(lines) and lines[index].startswith("|"):
                index += 1
            yield from _table(lines[first:index], number, width)
        else:
            yield from _block(line, number, width)


def _block(line: str, number: int, width: int) -> Iterator[DocumentLine]:
    heading = _HEADING.match(line)
    if heading:
        words = plain_words(heading[2])
        yield from (DocumentLine(one, number, "heading") for one in wrapped(words, width))
        if len(heading[1]) <= 2:
            yield DocumentLine(("=" if len(heading[1]) == 1 else "-") * min(cell_len(words), width), number, "heading")
        return
    if _RULE.fullmatch(line.strip()):
        yield DocumentLine("-" * width, number, "faint")
        return
    item = _ITEM.match(line)
    hanging = " " * len(item[0]) if item else ""
    yield from (DocumentLine(one, number) for one in wrapped(plain_words(line), width, hanging))


def _table(lines: Sequence[str], number: int, width: int) -> Iterator[DocumentLine]:
    rows = [
        (number + offset, [plain_words(cell.strip(), is_cell=True) for cell in _CELLS.split(line.strip().strip("|"))])
        for offset, line in enumerate(lines)
        if not _SEPARATOR.fullmatch(line.strip())
    ]
    count = max((len(cells) for _, cells in rows), default=0)
    filled = [[*cells, *[""] * (count - len(cells))] for _, cells in rows]
    longest = [max(1, *map(cell_len, column)) for column in zip(*filled, strict=True)]
    # The longest columns share what the others leave; none has fewer than six cells.
    limits = range(max(longest, default=0), 6, -1)
    limit = next((most for most in limits if sum(min(size, most) for size in longest) <= width - 2 * (count - 1)), 6)
    widths = column_widths([size if size <= limit else None for size in longest], width, least=6)
    for index, ((at, _), cells) in enumerate(zip(rows, filled, strict=True)):
        broken = [wrapped(cell, size) for cell, size in zip(cells, widths, strict=True)]
        for parts in zip_longest(*broken, fillvalue=""):
            yield DocumentLine(table_line(parts, widths).rstrip(), at, "heading" if index == 0 else "text")


def difference_lines(old: str, new: str, width: int) -> list[DocumentLine]:
    """Return what a new text changes in an old one: ``-`` for what goes, ``+`` for what comes."""
    before, after = visible(old).splitlines(), visible(new).splitlines()
    return [
        DocumentLine(part, number, _KINDS[sign])
        for number, sign, line in _compared(before, after)
        for part in wrapped(f"{sign} {line.expandtabs(4)}", width, f"{sign}   ")
    ]


def _compared(before: list[str], after: list[str]) -> Iterator[tuple[int, str, str]]:
    """Yield the number of the line in the new text, a sign and the line, for what differs and a little around it."""
    if len(before) + len(after) > MOST_LINES_COMPARED:
        same = 0
        while same < min(len(before), len(after)) and before[same] == after[same]:
            same += 1
        tail = 0
        while tail < min(len(before), len(after)) - same and before[-1 - tail] == after[-1 - tail]:
            tail += 1
        yield same + 1, "@", f"from line {same + 1}"
        yield from ((same + 1, "-", line) for line in before[same : len(before) - tail])
        yield from ((n, "+", line) for n, line in enumerate(after[same : len(after) - tail], same + 1))
        return
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for group in matcher.get_grouped_opcodes(2):
        yield group[0][3] + 1, "@", f"from line {group[0][3] + 1}"
        for tag, first, last, start, end in group:
            if tag == "equal":
                yield from ((n, " ", line) for n, line in enumerate(after[start:end], start + 1))
                continue
            yield from ((start + 1, "-", line) for line in before[first:last])
            yield from ((n, "+", line) for n, line in enumerate(after[start:end], start + 1))


class DocumentView(ScrollView, can_focus=True, inherit_bindings=False):
    """Lines to read; the arrows and the page keys scroll."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.SCROLLING]
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"document--{kind}" for kind in ("heading", "added", "removed", "faint")}

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
