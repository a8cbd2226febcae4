"""Rows of a report above the line that adds them: what is shown, and where its text stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget

from pmwizard.draft.draft import Draft
from pmwizard.draft.progress import counted
from pmwizard.model.base import Row
from pmwizard.model.paths import ID_FORMS, value_at
from pmwizard.model.times import TimeContext
from pmwizard.questions import Kind, Question
from pmwizard.questions.answers import shown
from pmwizard.ui.editors.field import Field
from pmwizard.ui.entry_line import FIXED_WIDTHS, EntryLine
from pmwizard.ui.rows import EditableRows
from pmwizard.ui.text import cut, padded

CELL_WIDTHS = {Kind.FLAG: 3, Kind.CHOICE: 13, Kind.DATE: 10, Kind.TIME: 16}
ROWS_WHEN_CLOSED = 3
ROWS_WHEN_OPEN = 6


class RecordView(Widget, can_focus=True):
    """A list that is closed to its rows until the focus comes to it.

    Args:
        question: The list, with the columns to fill in.
        draft: The report being edited.
        asked: The columns asked of a new row; all of the question's when empty.
        standalone: Whether it has a section to itself and stays open.
    """

    def __init__(
        self, question: Question, draft: Draft, asked: Sequence[Question] = (), *, standalone: bool = False
    ) -> None:
        super().__init__()
        self.question = question
        self.path = question.path
        self.draft = draft
        every = question.columns or (self._entry_column(question),)
        self.asked = tuple(asked or every)
        others = tuple(column for column in every if column not in self.asked)
        self.columns = (*self.asked, *others)
        self.standalone = standalone
        self.editing: str | None = None
        self._before_edit: dict[str, str] = {}
        self.rows = EditableRows(self.row_text if standalone else self._indented)
        self.entry = EntryLine(
            self.asked, others, question.label, passes_blocks=self.passes_blocks, first_alone=self.first_alone
        )
        self.can_focus = not standalone
        self.set_class(standalone, "-standalone")

    passes_blocks: ClassVar[bool] = False
    first_alone: ClassVar[bool] = False

    @staticmethod
    def _entry_column(question: Question) -> Question:
        return Question(path=question.path, kind=Kind.ENTRIES, label="", hint=question.hint)

    def compose(self) -> ComposeResult:
        """Place the rows above the entry line."""
        yield self.rows
        yield self.entry

    def heading(self, width: int) -> str:  # noqa: ARG002 - lists with a section to themselves have one
        """Return what stands above the columns of the rows, "" for nothing."""
        return ""

    def on_mount(self) -> None:
        """Show what the report holds."""
        self.entry.display = self.standalone
        self.entry.show_others(shown=False)
        self.show_draft()

    # What is shown

    @property
    def values(self) -> tuple[Any, ...]:
        """The rows or texts of the list."""
        found: tuple[Any, ...] = value_at(self.draft.report, self.path)
        return found

    @property
    def row_count(self) -> int:
        """How many lines the rows take."""
        return len(self.values)

    def show_draft(self) -> None:
        """Show the report as it is now."""
        self.rows.show(self.row_count)
        if not self.standalone:
            limit = ROWS_WHEN_OPEN if self.entry.display else ROWS_WHEN_CLOSED
            self.rows.styles.height = min(len(self.values), limit)
            if not self.rows.has_focus and self.values:
                self.rows.select(len(self.values) - 1 if self.editing is None else self.editing_index)
        base = self.entry_path
        drafts = self.draft.report.drafts
        for name, field in self.entry.fields.items():
            kept = drafts.get(self.cell_path(base, name))
            text = kept if kept is not None else self._before_edit.get(name, "")
            if field.editor.text != text:
                field.show(text)
        self.refresh()

    def render(self) -> Content:
        """Draw the label and the number of rows."""
        if self.standalone:
            words = self.heading(self.size.width - 4) if self.values else ""
            return Content(cut(f"   {words}", self.size.width) if words else "").stylize("bold")
        count = counted(len(self.values), self.question.noun or "entry") if self.values else "none yet"
        optional = " (optional)" if self.question.optional else ""
        mark = ">" if self.has_focus else " "
        hidden = len(self.values) - self.rows.size.height if self.rows.size.height else 0
        more = f", {hidden} above" if hidden > 0 else ""
        line = cut(f" {mark} {self.question.label}{optional}  {count}{more}", self.size.width)
        return Content(line).stylize("bold", 3, 3 + len(self.question.label))

    def _indented(self, index: int, width: int) -> str:
        """Return a row set off from the names of lists and fields around it."""
        return f"  {self.row_text(index, width - 2)}"

    def row_text(self, index: int, width: int) -> str:
        """Return the line that shows one row."""
        value = self.values[index]
        if not isinstance(value, Row):
            return str(value)
        context = self.draft.context()
        cells = [self._cell(column, getattr(value, column.name), context) for column in self.asked]
        return "  ".join(self._fitted(cells, width))

    def _cell(self, column: Question, value: Any, context: TimeContext) -> str:
        if column.kind is Kind.FLAG:
            return "[x]" if value else "[ ]"
        if column.kind is Kind.CHOICE:
            return next((choice.label for choice in column.choices if choice.value == value), "")
        return shown(column, value, context)

    def _fitted(self, cells: list[str], width: int) -> list[str]:
        flexible = [column for column in self.asked if column.kind not in FIXED_WIDTHS]
        fixed = sum(CELL_WIDTHS[column.kind] for column in self.asked if column.kind in CELL_WIDTHS)
        room = width - fixed - 2 * (len(cells) - 1)
        share = max(6, room // max(1, len(flexible)))
        widths = [CELL_WIDTHS.get(column.kind, share) for column in self.asked]
        return [padded(cell, size) for cell, size in zip(cells, widths, strict=True)]

    # Where text stands

    @property
    def entry_path(self) -> str:
        """The path of the row in the entry line: a new one, or the one being edited."""
        return f"{self.path}.{self.editing or 'new'}"

    def cell_path(self, row_path: str, name: str) -> str:
        """Return the path of one column of a row; a list of texts has no columns."""
        return row_path if self.question.kind is Kind.ENTRIES else f"{row_path}.{name}"

    def row_key(self, index: int) -> str:
        """Return the name of a row in paths: its id, or its position."""
        value = self.values[index]
        return str(value.id) if self.path in ID_FORMS else str(index)

    @property
    def editing_index(self) -> int:
        """The position of the row being edited."""
        for index in range(len(self.values)):
            if self.row_key(index) == self.editing:
                return index
        return 0

    # Opening and closing

    def on_focus(self) -> None:
        """Open, and put the cursor in the entry line."""
        self.open_entry()

    def open_entry(self) -> None:
        """Show the entry line and put the cursor in its first field."""
        self.entry.display = True
        self.can_focus = False
        self.show_draft()
        self.first_field.editor.focus()

    @property
    def first_field(self) -> Field:
        """The first field of the entry line."""
        return next(iter(self.entry.fields.values()))

    @property
    def last_name(self) -> str:
        """The column in which Enter adds the row."""
        return self.asked[-1].name

    def adds_at(self, name: str) -> bool:
        """Tell whether Enter in a column adds the row instead of going to the next."""
        return name == self.last_name or name not in {column.name for column in self.asked}

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:  # noqa: ARG002 - the event itself is the news
        """Close when the focus has left for another field."""
        self.call_later(self._close_when_left)

    def _close_when_left(self) -> None:
        if self.standalone or self.has_focus_within or not self.is_attached:
            return
        if self.screen is self.app.screen and self.screen.focused is not None:
            self.entry.display = False
            self.can_focus = True
            self.show_draft()
