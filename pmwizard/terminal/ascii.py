"""ASCII stand-ins for other characters, for terminals that show nothing else. Each takes as many cells as before."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import normalize

from rich.cells import split_graphemes
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_ALIKE = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500\u2501\u2504\u2508\u254c\u2550", "-"),
    **dict.fromkeys("\u2018\u2019\u201a\u2032\u2039\u203a", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u2033\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2026\u00b7", "."),
    **dict.fromkeys("\u2022\u25cf\u25aa", "*"),
    **dict.fromkeys("\u2192\u21d2\u25b6\u25b8", ">"),
    **dict.fromkeys("\u2190\u21d0\u25c0\u25c2", "<"),
    **dict.fromkeys("\u2502\u2503\u2551\u258f\u258e\u2595", "|"),
    **dict.fromkeys("\u250c\u2510\u2514\u2518\u251c\u2524\u252c\u2534\u253c\u256d\u256e\u256f\u2570", "+"),
    **dict.fromkeys("\u2588\u2589\u258a\u258b\u2593\u2592\u2591", "#"),
    "\u240a": "/",
    "\u00d7": "x",
    "\u00d8": "O",
    "\u00f8": "o",
    "\u00df": "s",
    "\u0110": "D",
    "\u0111": "d",
    "\u0131": "i",
    "\u0141": "L",
    "\u0142": "l",
}
"""What Unicode itself knows no simpler form of."""


@lru_cache(maxsize=4096)
def in_ascii(text: str) -> str:
    """Return a text in ASCII that takes the same cells: é is e, a dash is -, what has none is ?."""
    if text.isascii():
        return text
    return "".join(_alike(text[start:end], width) for start, end, width in split_graphemes(text)[0])


def _alike(character: str, width: int) -> str:
    """Return the stand-in for one character as a person sees it, base and combining marks."""
    if character.isascii() or not width:
        return character if character.isascii() else ""
    simple = "".join(one for one in normalize("NFKD", character) if one.isascii() and one.isprintable())
    found = _ALIKE.get(character[0]) or simple
    return found if len(found) == width else "?" * width


class AsciiFilter(LineFilter):
    """Has Textual draw everything in ASCII."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - colours stay
        """Return a line of the screen in ASCII."""
        return [Segment(in_ascii(text), style, control) for text, style, control in segments]
