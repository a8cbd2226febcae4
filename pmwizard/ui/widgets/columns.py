"""Columns: cells of a table fitted to a line, and fields placed side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from pmwizard.questions import Kind, Question
from pmwizard.ui.fields.field import Field
from pmwizard.ui.text import padded

_GAP = "  "


def column_widths(wanted: Sequence[int | None], width: int, least: int) -> list[int]:
    """Return the cells of each column of a table.

    Args:
        wanted: The cells that each column needs; ``None`` for one that shares in what the others leave, 0 for one that
            is left out.
        width: The cells of a line.
        least: The cells that a sharing column gets even where the line is too short.
    """
    gaps = len(_GAP) * (sum(size != 0 for size in wanted) - 1)
    rest = width - gaps - sum(size or 0 for size in wanted)
    share = max(least, rest // max(1, sum(size is None for size in wanted)))
    return [share if size is None else size for size in wanted]


def table_line(cells: Sequence[str], widths: Sequence[int]) -> str:
    """Return one line of a table; a column without cells is left out, with the gap beside it."""
    return _GAP.join(padded(cell, size) for cell, size in zip(cells, widths, strict=True) if size)


_LINE_WIDTH = 76
_FIELD_WIDTHS = {Kind.TIME: 20, Kind.DATE: 18, Kind.CHOICE: 20, Kind.FLAG: 10}
_SHARING_WIDTH = 24


def in_lines(columns: Iterable[Question]) -> list[list[Question]]:
    """Break columns into lines that fit the width of a form."""
    lines: list[list[Question]] = []
    used = _LINE_WIDTH + 1
    for column in columns:
        width = _FIELD_WIDTHS.get(column.kind, _SHARING_WIDTH)
        if used + width > _LINE_WIDTH:
            lines.append([])
            used = 0
        lines[-1].append(column)
        used += width
    return lines


class EntryLine(Vertical):
    """The fields of one row, side by side where they fit; those not asked stand below and wait for editing.

    Args:
        asked: The columns that every new row is asked for.
        others: The columns shown only while a row is edited.
        label: What the first field says where its column is called like the list.
        passes_blocks: Whether pastes of many lines are passed on.
        first_alone: Whether the first column has a line to itself.
    """

    def __init__(
        self,
        asked: Sequence[Question],
        others: Sequence[Question],
        label: str,
        *,
        passes_blocks: bool = False,
        first_alone: bool = False,
    ) -> None:
        super().__init__()
        self.fields = {
            column.name: Field(
                column,
                column.path,
                label="Add" if column.label in {label, ""} else None,
                brief=True,
                passes_blocks=passes_blocks,
            )
            for column in (*asked, *others)
        }
        lines = [asked[:1], *in_lines(asked[1:])] if first_alone else in_lines(asked)
        self._lines = [self._line(columns) for columns in lines]
        self._other_lines = [self._line(columns) for columns in in_lines(others)]

    def _line(self, columns: Sequence[Question]) -> Horizontal:
        fields = [self.fields[column.name] for column in columns]
        for field in fields:
            field.styles.width = _FIELD_WIDTHS.get(field.question.kind) or "1fr"
        return Horizontal(*fields)

    def compose(self) -> ComposeResult:
        """Place the fields."""
        yield from (*self._lines, *self._other_lines)

    def show_others(self, *, shown: bool) -> None:
        """Show or hide the columns that are not asked."""
        for line in self._other_lines:
            line.display = shown
