"""A list with its entry line: rows are added, edited, moved and deleted without leaving it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget

from pmwizard.draft.draft import Draft
from pmwizard.draft.typed.meaning import Ambiguity, ambiguity_at
from pmwizard.draft.typed.purposes import with_area_taken
from pmwizard.draft.unfinished import with_draft
from pmwizard.model.base import Row
from pmwizard.model.paths import ID_FORMS, row_type, value_at
from pmwizard.model.times.context import TimeContext
from pmwizard.questions import Kind, Question
from pmwizard.questions.answers import Unread, read, shown
from pmwizard.text import counted
from pmwizard.ui.dialogs.choose import asks_which
from pmwizard.ui.form.field import Field
from pmwizard.ui.frame.step import Frame
from pmwizard.ui.messages import Accepted, Edited, HintChanged
from pmwizard.ui.text import cut, padded
from pmwizard.ui.widgets.columns import FIXED_WIDTHS, EntryLine
from pmwizard.ui.widgets.list import EditableRows, RowsView

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
            return column.label_of(value)
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


@dataclass(frozen=True)
class Misread:
    """A column whose text is not an answer yet."""

    name: str
    message: str


class RecordList(RecordView):
    """Rows of a report and the line that adds them.

    Enter in the last field adds the row and begins the next; Enter in an empty line goes on. Arrow up goes to
    the rows, where Enter edits, d deletes, J and K move.
    """

    # Adding and editing

    @on(Edited)
    def keep(self, event: Edited) -> None:
        """Keep what is typed in the entry line until it is added."""
        event.stop()
        name = self._name_of(event.path)
        self.draft.keep_draft(self.cell_path(self.entry_path, name), event.raw)
        self.post_message(HintChanged(self.echo(name, event.raw)))

    def _name_of(self, path: str) -> str:
        return next(column.name for column in self.columns if column.path == path)

    def column(self, name: str) -> Question:
        """Return the question of a column."""
        return next(column for column in self.columns if column.name == name)

    def echo(self, name: str, raw: str) -> str:
        """Return what to say about the text typed so far; "" leaves the hint as it is."""
        return self.draft.echo(self.column(name).path, raw) or ""

    @on(Accepted)
    def go_on(self, event: Accepted) -> None:
        """Go to the next field, or add the row."""
        name = self._name_of(event.path)
        texts = self.texts
        if name == self.columns[0].name and self.editing is None and not any(texts.values()):
            event.path = self.path
            return
        event.stop()
        if not self.adds_at(name):
            names = [column.name for column in self.columns]
            self.entry.fields[names[names.index(name) + 1]].editor.focus()
        else:
            self.accept(texts)

    @property
    def texts(self) -> dict[str, str]:
        """What stands in the entry line, by column."""
        return {name: field.editor.text.strip() for name, field in self.entry.fields.items()}

    def accept(self, texts: dict[str, str]) -> None:
        """Add the row in the entry line, or take over the changes to the one being edited."""
        result = self.row_from(texts)
        if isinstance(result, Misread):
            name = result.name
            if asks_which(self.app, self.ambiguity(name, texts[name]), lambda text: self.accept_with(name, text)):
                return
            self.post_message(HintChanged(result.message, self.column(result.name).path))
            self.entry.fields[result.name].editor.focus()
            return
        if self.editing is None:
            self.draft.add(self.path, result, self.words("added", result))
        else:
            self.draft.replace_row(self.entry_path, result, self.words("changed", result))
        self.begin_new()

    def ambiguity(self, name: str, raw: str) -> Ambiguity | None:
        """Return what the text in a column could mean, ``None`` when nothing is unclear."""
        return ambiguity_at(self.draft.report, self.column(name).path, raw, self.draft.now())

    def accept_with(self, name: str, text: str) -> None:
        """Add the row, or take over its changes, with other text in a column."""
        self.put_texts({name: text})
        self.accept(self.texts)

    def put_texts(self, texts: dict[str, str]) -> None:
        """Put texts into the entry line as if they had been typed there."""
        report = self.draft.report
        for name, text in texts.items():
            report = with_draft(report, self.cell_path(self.entry_path, name), text)
        self.draft.replace(report, "the entry line", self.entry_path)
        for name, text in texts.items():
            self.entry.fields[name].show(text)

    def row_from(self, texts: dict[str, str]) -> Row | str | Misread:
        """Return the row that the texts stand for, or which of them is not understood."""
        if self.question.kind is Kind.ENTRIES:
            before = self._before_edit.get(self.columns[0].name)
            text = texts[self.columns[0].name]
            return self.values[self.editing_index] if self.editing and text == before else text
        kind = row_type(self.path)
        values = self.values[self.editing_index].filled() if self.editing is not None else {}
        context = self.draft.context()
        for column in self.columns:
            if self.editing is not None and texts[column.name] == self._before_edit.get(column.name, ""):
                continue
            value = read(column, texts[column.name], context)
            if isinstance(value, Unread):
                return Misread(column.name, value.message)
            values[column.name] = value
        return kind.model_validate(values if self.editing is not None else with_area_taken(self.path, values))

    def understood(self, name: str, raw: str) -> Any:
        """Return the value that a column's text stands for, ``None`` when it is not understood or empty."""
        value = read(self.column(name), raw, self.draft.context())
        return None if isinstance(value, Unread) else value

    def words(self, verb: str, row: Row | str) -> str:
        """Return what a change is called in messages."""
        first = row if isinstance(row, str) else next((str(v) for v in row.filled().values() if v), "")
        return f"{verb} {cut(first, 40)}"

    def begin_new(self) -> None:
        """Empty the entry line for a new row and put the cursor in its first field."""
        self.editing = None
        self._before_edit = {}
        self.entry.set_class(False, "-editing")
        self.entry.show_others(shown=False)
        self.show_draft()
        self.rows.select(len(self.values) - 1)
        self.first_field.editor.focus()
        if isinstance(self.screen, Frame):
            self.screen.show_keys()

    def edit(self, index: int, name: str = "") -> None:
        """Load a row into the entry line and put the cursor in a column."""
        value = self.values[index]
        self.editing = self.row_key(index)
        context = self.draft.context()
        self._before_edit = {column.name: self.cell_text(column, value, context) for column in self.columns}
        self.entry.set_class(True, "-editing")
        self.entry.show_others(shown=True)
        self.entry.display = True
        self.can_focus = False
        self.show_draft()
        self._before_edit = dict(self._as_shown())
        self.entry.fields[name or self.columns[0].name].editor.focus()
        words = f"Editing {self._told(index, 40)}. Esc leaves it as it was"
        self.post_message(HintChanged(words))
        if isinstance(self.screen, Frame) and not any(self.screen.found_at):
            self.screen.say_at_rest(words)

    def _told(self, index: int, width: int) -> str:
        """Return a row as it is told in messages: without the blanks between its columns."""
        return cut(" ".join(self.row_text(index, 80).split()), width)

    def _as_shown(self) -> Iterable[tuple[str, str]]:
        drafts = self.draft.report.drafts
        for name, field in self.entry.fields.items():
            kept = self.cell_path(self.entry_path, name) in drafts
            yield name, self._before_edit[name] if kept else field.editor.text

    def cell_text(self, column: Question, value: Any, context: Any) -> str:
        """Return what the field of a column shows for a row."""
        return str(value) if not isinstance(value, Row) else shown(column, getattr(value, column.name), context)

    def cancel_edit(self) -> None:
        """Leave the row being edited as it was."""
        path = self.entry_path
        self.draft.drop_drafts(path)
        self.begin_new()

    # Rows

    @on(RowsView.Acted)
    def act(self, event: RowsView.Acted) -> None:
        """Do what a key on a row asked for."""
        event.stop()
        match event.action:
            case "edit":
                self.edit(event.index)
            case "delete":
                self.delete(event.index)
            case "up" | "down":
                self.move(event.index, -1 if event.action == "up" else 1)
            case "mark":
                self.mark(event.index)
            case _:
                self.begin_new() if self.editing is None else self.first_field.editor.focus()

    def delete(self, index: int) -> None:
        """Delete a row; undo brings it back."""
        words = self._told(index, 50)
        self.draft.remove(f"{self.path}.{self.row_key(index)}", f"removed {words}")
        self.show_draft()
        self.post_message(HintChanged(f"Removed {words}. u brings it back"))
        if not self.values:
            self.first_field.editor.focus()

    def move(self, index: int, by: int) -> None:
        """Move a row up or down."""
        if not 0 <= index + by < len(self.values):
            return
        self.draft.move(f"{self.path}.{self.row_key(index)}", by, "moved a row")
        self.show_draft()
        self.rows.select(index + by)

    def mark(self, index: int) -> None:
        """Mark a row as done, or not done, where rows have such a mark."""
        flag = next((column for column in self.columns if column.kind is Kind.FLAG), None)
        if flag is None:
            return
        path = f"{self.path}.{self.row_key(index)}.{flag.name}"
        done = not value_at(self.draft.report, path)
        self.draft.put(path, done, "marked done" if done else "marked not done")
        self.show_draft()

    def on_key(self, event: events.Key) -> None:
        """Arrow up goes to the rows, Esc leaves the row being edited as it was."""
        if event.key == "escape" and self.editing is not None:
            self.cancel_edit()
            self.post_message(HintChanged("Left as it was. Ctrl+Z brings the edit back"))
        elif event.key == "up" and not self.rows.has_focus and self.values:
            self.rows.select(len(self.values) - 1)
            self.rows.focus()
        else:
            return
        event.stop()
        event.prevent_default()
