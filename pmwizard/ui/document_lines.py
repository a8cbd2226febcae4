"""A Markdown document as lines of a terminal: its source, plain reading, and the difference from another text."""

from __future__ import annotations

import difflib
import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rich.cells import cell_len, chop_cells

from pmwizard.model.visible import visible

LineKind = Literal["text", "heading", "added", "removed", "faint"]

_MOST_COMPARED = 3000
"""Lines that are compared one by one; what differs in longer texts is shown as taken away and put in."""

_HEADING = re.compile(r"(#{1,6}) +(.*)")
_ITEM = re.compile(r"(\s*)([-*+]|\d{1,9}[.)])( +\[[ xX]\])? +")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_RULE = re.compile(r"(?:-{3,}|={3,}|\*{3,})")
_SEPARATOR = re.compile(r"\|?[\s:|-]+\|?")
_CELLS = re.compile(r"(?<!\\)\|")
_STRONG = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BREAK = re.compile(r"<br ?/?>")


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


def folded(text: str, width: int, hanging: str = "") -> list[str]:
    """Break text at spaces into lines of at most ``width`` cells; lines after the first begin with ``hanging``."""
    if cell_len(text) <= width:
        return [text]
    lines: list[str] = []
    line = ""
    for word in re.findall(r"\s*\S+", text):
        if line.strip() and cell_len(line) + cell_len(word.rstrip()) > width:
            lines.append(line)
            line = hanging + word.lstrip()
        else:
            line += word
        while cell_len(line) > width:
            head = chop_cells(line, width)[0]
            lines.append(head)
            line = hanging + line[len(head) :]
    return [*lines, line]


def source_lines(text: str, width: int) -> list[DocumentLine]:
    """Return the Markdown source, long lines broken."""
    found: list[DocumentLine] = []
    for number, line in enumerate(visible(text).splitlines(), 1):
        kind: LineKind = "heading" if _HEADING.match(line) else "text"
        found += [DocumentLine(one, number, kind) for one in folded(line.expandtabs(4), width, "  ")]
    return found


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
                yield from (DocumentLine(f"    {one}", number) for one in folded(line, width - 4))
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
        yield from (DocumentLine(one, number, "heading") for one in folded(words, width))
        if len(heading[1]) <= 2:
            yield DocumentLine(("=" if len(heading[1]) == 1 else "-") * min(cell_len(words), width), number, "heading")
        return
    if _RULE.fullmatch(line.strip()):
        yield DocumentLine("-" * width, number, "faint")
        return
    item = _ITEM.match(line)
    hanging = " " * len(item[0]) if item else ""
    yield from (DocumentLine(one, number) for one in folded(plain_words(line), width, hanging))


def plain_words(text: str) -> str:
    """Return one line of Markdown without its marks: bold, escapes and entities."""
    parts = re.split(r"(`+[^`]*`+)", text)
    for index in range(0, len(parts), 2):
        parts[index] = html.unescape(_ESCAPED.sub(r"\1", _STRONG.sub(r"\1", _BREAK.sub(" ", parts[index]))))
    return "".join(parts)


def _table(lines: Sequence[str], number: int, width: int) -> Iterator[DocumentLine]:
    rows = [
        (number + offset, [plain_words(cell.strip()) for cell in _CELLS.split(line.strip().strip("|"))])
        for offset, line in enumerate(lines)
        if not _SEPARATOR.fullmatch(line.strip())
    ]
    columns = max((len(cells) for _, cells in rows), default=0)
    if not columns:
        return
    natural = [max((cell_len(cells[c]) for _, cells in rows if c < len(cells)), default=1) for c in range(columns)]
    widths = _shrunk(natural, width - 2 * (columns - 1))
    for index, (at, cells) in enumerate(rows):
        broken = [folded(cell, size) for cell, size in zip(cells, widths, strict=False)]
        for level in range(max(map(len, broken), default=0)):
            parts = [column[level] if level < len(column) else "" for column in broken]
            text = "  ".join(
                part + " " * max(0, size - cell_len(part)) for part, size in zip(parts, widths, strict=False)
            )
            yield DocumentLine(text.rstrip(), at, "heading" if index == 0 else "text")


def _shrunk(natural: list[int], room: int) -> list[int]:
    """Return the widths of columns, the widest made narrower until all fit."""
    widths = [max(1, size) for size in natural]
    while sum(widths) > room and max(widths) > 6:
        widest = widths.index(max(widths))
        others = sorted(widths)[-2] if len(widths) > 1 else 0
        over = sum(widths) - room
        widths[widest] -= max(1, min(over, widths[widest] - max(others, 6)))
    return widths


def difference_lines(old: str, new: str, width: int) -> list[DocumentLine]:
    """Return what a new text changes in an old one: ``-`` for what goes, ``+`` for what comes."""
    before, after = visible(old).splitlines(), visible(new).splitlines()
    found: list[DocumentLine] = []
    for number, sign, line in _compared(before, after):
        kind: LineKind = {"+": "added", "-": "removed", "@": "faint"}.get(sign, "text")  # type: ignore[assignment]
        found += [
            DocumentLine(one, number, kind) for one in folded(f"{sign} {line.expandtabs(4)}", width, f"{sign}   ")
        ]
    return found


def _compared(before: list[str], after: list[str]) -> Iterator[tuple[int, str, str]]:
    """Yield the number of the line in the new text, a sign and the line, for what differs and a little around it."""
    if len(before) + len(after) > _MOST_COMPARED:
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
