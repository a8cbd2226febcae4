"""The single lines of the frame: each draws one text, and only when the text changes."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widget import Widget

from pmwizard.ui.text import cut, spread, whole_sentences

_MOST_KEYS = 6
"""The keys that can be taken in at a glance."""

_ROOM_FOR_MORE = 116
"""Cells from which twice as many keys are named."""

_SHORTEST_TITLE = 12
"""Cells in which the beginning of a title still says something, behind the step."""


SMALLEST = (60, 16)
"""The smallest terminal in which a step can be used, in columns and rows."""

USUAL_HEIGHT = 24
"""Rows below which the step stands in the title line."""


class Line(Widget):
    """One line with a text at its left and another at its right.

    Args:
        left: The text at the left.
        right: The text at the right.
        drops_sentences: Whether the left one leaves out its last sentences rather than cut one; F1 shows them all.
        id: The id in stylesheets.
    """

    def __init__(
        self,
        left: str = "",
        right: str = "",
        *,
        drops_sentences: bool = False,
        id: str | None = None,  # noqa: A002 - Textual's own name
    ) -> None:
        super().__init__(id=id)
        self._drops_sentences = drops_sentences
        self.left, self.right = left, right

    def show(self, left: str, right: str = "") -> None:
        """Draw other texts."""
        if (left, right) != (self.left, self.right):
            self.left, self.right = left, right
            self.refresh()

    def render(self) -> Content:
        """Draw the line."""
        if self._drops_sentences:
            width = self.size.width - 2
            return Content(cut(f" {whole_sentences(self.left, width)}", width + 1))
        return Content(spread(f" {self.left}", self.right, self.size.width - 1))


class Divider(Widget):
    """A line across."""

    def render(self) -> Content:
        """Draw the line."""
        return Content("-" * self.size.width)


class KeyLine(Widget):
    """The keys of the moment, as many as fit, each whole.

    Args:
        more: Keys to name too where there is room to spare.
    """

    def __init__(self, more: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.keys: tuple[str, ...] = ()
        self.more = more

    def show(self, keys: tuple[str, ...]) -> None:
        """Show other keys, the most useful first; the last two always stay."""
        if keys != self.keys:
            self.keys = keys
            self.refresh()

    def render(self) -> Content:
        """Draw the keys that fit."""
        width = self.size.width - 2
        first, always = self.keys[:-2], self.keys[-2:]
        most = _MOST_KEYS
        if width >= _ROOM_FOR_MORE:
            first += tuple(key for key in self.more if key not in first)
            most *= 2
        shown = list(always)
        for key in reversed(first[: max(0, most - len(always))]):
            shown.insert(0, key)
        while len("  ".join(shown)) > width and len(shown) > len(always):
            shown.pop(len(shown) - len(always) - 1)
        gap = "   " if len("   ".join(shown)) <= width else "  "
        return Content(cut(" " + gap.join(shown), self.size.width))


class TooSmall(Widget):
    """What covers a step in a terminal too small to use it; the cursor below stays where it is."""

    def render(self) -> Content:
        """Draw the sizes."""
        size = self.app.size
        return Content(f"Terminal is {size.width}x{size.height}. pmwizard needs 60x16.\nEverything typed is saved.")


def title_and_step(step: str, title: str, known: Sequence[str], width: int) -> tuple[str, str]:
    """Return what a title line says that tells the step too: the step whole, then as much of the rest as fits."""
    while known and len(step) + len("  ".join(known)) > width - 3:
        known = known[1:]
    right = "  ".join(known)
    room = width - len(step) - len(right) - 5
    return (f"{step}  {title}" if room >= _SHORTEST_TITLE or not step else step), right
