"""The picture that a program's bytes make, by pyte, with types."""

from typing import Any

import pyte

Cell = tuple[str, str, str, bool, bool, bool, bool]
"""Text, colour, background, bold, italics, underlined, reversed."""


class Emulator:
    """The picture that bytes make, by pyte, with types."""

    def __init__(self, size: tuple[int, int]) -> None:
        self._screen: Any = pyte.Screen(*size)
        self._stream: Any = pyte.ByteStream(self._screen)
        self.scale = size

    def feed(self, data: bytes) -> None:
        """Draws what a program wrote."""
        self._stream.feed(data)

    def resize(self, size: tuple[int, int]) -> None:
        """Changes columns and rows."""
        self.scale = size
        self._screen.resize(size[1], size[0])

    @property
    def lines(self) -> list[str]:
        """The rows of text, as long as the screen is wide."""
        return list(self._screen.display)

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and row of the cursor."""
        return self._screen.cursor.x, self._screen.cursor.y

    @property
    def cells(self) -> list[list[Cell]]:
        """Every cell with its colours."""
        columns, rows = self.scale
        buffer = self._screen.buffer
        return [[_cell(buffer[y][x]) for x in range(columns)] for y in range(rows)]


def _cell(char: Any) -> Cell:
    return char.data, char.fg, char.bg, char.bold, char.italics, char.underscore, char.reverse
