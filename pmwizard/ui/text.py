"""Text on its way to the screen: never markup, never control characters, never too wide."""

from __future__ import annotations

import re
from functools import lru_cache

from rich.cells import cell_len, chop_cells
from textual.content import Content

from pmwizard.text import visible

_SENTENCE_END = re.compile(r"(?<=[.?]) (?=[A-Z])")


def plain(text: str, style: str = "") -> Content:
    """Return text as content that shows exactly these characters, with one style for all of it."""
    content = Content(visible(text))
    return content.stylize(style) if style else content


@lru_cache(maxsize=4096)
def cut(text: str, width: int) -> str:
    """Return text on one line, at most ``width`` cells wide; what is cut off is marked with two dots."""
    line = visible(text).replace("\n", " ").replace("\t", " ")
    if cell_len(line) <= width:
        return line
    if width < 3:
        return (chop_cells(line, max(width, 1)) or [""])[0]
    return chop_cells(line, width - 2)[0].rstrip() + ".."


def whole_sentences(text: str, width: int) -> str:
    """Return as many sentences as fit into ``width`` cells, all of the text where not even the first does."""
    if cell_len(text) <= width:
        return text
    shown = ""
    for sentence in _SENTENCE_END.split(text):
        longer = f"{shown} {sentence}".strip()
        if cell_len(longer.removesuffix(".")) > width:
            break
        shown = longer
    return shown.removesuffix(".") or text


def padded(text: str, width: int) -> str:
    """Return text cut or filled with spaces to exactly ``width`` cells."""
    line = cut(text, width)
    return line + " " * max(0, width - cell_len(line))


def spread(left: str, right: str, width: int) -> str:
    """Return one line with ``left`` at its beginning and ``right`` at its end; the left gives way."""
    right = cut(right, width)
    room = width - cell_len(right) - (1 if right else 0)
    return padded(left, max(room, 0)) + (" " if right else "") + right


def wrapped(text: str, width: int, hanging: str = "") -> list[str]:
    """Return text broken at spaces into lines of at most ``width`` cells.

    Where a line of the text is broken, what goes on begins with ``hanging``.
    """
    width = max(width, 2)
    hanging = hanging[: width // 2]
    return [line for paragraph in visible(text).split("\n") for line in _broken(paragraph, width, hanging)]


def _broken(text: str, width: int, hanging: str) -> list[str]:
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


def flowed(text: str, width: int) -> list[str]:
    """Return text as one paragraph, broken at spaces into lines of at most ``width`` cells."""
    return wrapped(" ".join(text.split()), width)
