"""A list with its entry line: rows are added, edited, moved and deleted without leaving it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget

from pmwizard.draft.draft import Draft
from pmwizard.draft.typed.meaning import ambiguity_at
from pmwizard.draft.typed.purposes import with_area_taken
from pmwizard.draft.typed.times import Ambiguity
from pmwizard.model.base import Row
from pmwizard.model.paths import ID_FORMS, is_at_or_below, row_type, value_at
from pmwizard.model.times.context import TimeContext
from pmwizard.questions import Kind, Question
from pmwizard.questions.answers import Unread, read, shown
from pmwizard.text import counted
from pmwizard.ui import keys
from pmwizard.ui.dialogs.choose import is_to_be_asked, which_meaning
from pmwizard.ui.fields.field import Field
from pmwizard.ui.messages import Accepted, Edited, HintChanged
from pmwizard.ui.text import cut
from pmwizard.ui.widgets.columns import EntryLine, column_widths, table_line
from pmwizard.ui.widgets.list import EditableList, List, ListLine

_CELL_WIDTHS = {Kind.FLAG: 3, Kind.CHOICE: 13, Kind.DATE: 10, Kind.TIME: 16}
_ROWS_WHEN_CLOSED = 3
_ROWS_WHEN_OPEN = 6


@dataclass(frozen=True)
class Misread:
    """A column whose text is not an answer yet."""

    name: str
    message: str


class RecordList(Widget, can_focus=True):
    """Rows of a report and the line that adds them; in a form it is closed to its rows until the focus comes to it.

    Enter in the last field adds the row and begins the next; Enter in an empty line goes on. Arrow up goes to
    the rows, where Enter edits, d deletes, J and K move.

    Args:
        asked: The columns asked of a new row; all of the question's when empty.
        standalone: Whether it has a section to itself and stays open.
    """

    BINDINGS: ClassVar[list[BindingType]] = [keys.LEAVE_ROW, keys.TO_LIST]

    passes_blocks: ClassVar[bool] = False
    """Whether pastes of many lines are passed on."""

    first_alone: ClassVar[bool] = False
    """Whether the first column has a line to itself."""

    def __init__(
        self, question: Question, draft: Draft, asked: Sequence[Question] = (), *, standalone: bool = False
    ) -> None:
        super().__init__()
        self.question = question
        self.path = question.path
        self.draft = draft
        every = question.columns or (Question(path=self.path, kind=Kind.ENTRIES, label="", hint=question.hint),)
        self.asked = tuple(asked or every)
        others = tuple(column for column in every if column not in self.asked)
        self.columns = (*self.asked, *others)
        self.standalone = standalone
        self.editing: str | None = None
        """The key of the row in the entry line, ``None`` for a new one."""
        self._before_edit: dict[str, str] = {}
        self.empty_text: Widget | None = None
        """What is shown while there are no rows."""
        self.rows = EditableList(self.line, self._line_of_key)
        self.entry = EntryLine(
            self.asked, others, question.label, passes_blocks=self.passes_blocks, first_alone=self.first_alone
        )
        self.can_focus = not standalone
        self.set_class(standalone, "-standalone", update=False)  # it is styled when it is mounted

    def compose(self) -> ComposeResult:
        """Place the rows above the entry line."""
        yield self.rows
        yield self.entry

    def on_mount(self) -> None:
        """Show what the report holds."""
        self.entry.display = self.standalone
        self.entry.show_others(shown=False)
        self.show_draft()

    # What is shown

    @property
    def values(self) -> tuple[Any, ...]:
        """The rows or texts of the list."""
        rows: tuple[Any, ...] = value_at(self.draft.report, self.path)
        return rows

    @property
    def line_count(self) -> int:
        """How many lines the rows take."""
        return len(self.values)

    def show_draft(self) -> None:
        """Show the report as it is now."""
        self.rows.show(self.line_count)
        if self.empty_text:
            self.empty_text.display = not self.values
        if not self.standalone:
            limit = _ROWS_WHEN_OPEN if self.entry.display else _ROWS_WHEN_CLOSED
            self.rows.styles.height = min(len(self.values), limit)
            if not self.rows.has_focus and self.values:
                self.select(len(self.values) - 1 if self.editing is None else self.editing_position)
        drafts = self.draft.report.drafts
        for name, field in self.entry.fields.items():
            kept = drafts.get(self.cell_path(self.entry_path, name))
            text = kept if kept is not None else self._before_edit.get(name, "")
            if field.editor.text != text:
                field.show(text)
        self.refresh()

    def render(self) -> Content:
        """Draw the label and the number of rows."""
        width = self.size.width
        if self.standalone:
            heading = self.heading(width - 4) if self.values else ""
            return Content(cut(f"   {heading}", width) if heading else "").stylize("bold")
        count = counted(len(self.values), self.question.noun or "entry") if self.values else "none yet"
        optional = " (optional)" if self.question.optional else ""
        mark = ">" if self.has_focus else " "
        hidden = len(self.values) - self.rows.size.height if self.rows.size.height else 0
        more = f", {hidden} above" if hidden > 0 else ""
        line = cut(f" {mark} {self.question.label}{optional}  {count}{more}", width)
        return Content(line).stylize("bold", 3, 3 + len(self.question.label))

    def heading(self, width: int) -> str:  # noqa: ARG002 - lists with a section to themselves have one
        """Return what stands above the columns of the rows, "" for nothing."""
        return ""

    def line(self, index: int, width: int) -> ListLine:
        """Return the line at an index; in a form it is set off from the names of lists and fields around it."""
        indent = 0 if self.standalone else 2
        return ListLine(" " * indent + self.row_text(index, width - indent), self.row_key(index))

    def row_text(self, position: int, width: int) -> str:
        """Return the line that shows one row."""
        value = self.values[position]
        if not isinstance(value, Row):
            return str(value)
        context = self.draft.context()
        cells = [self._cell(column, getattr(value, column.name), context) for column in self.asked]
        widths = [_CELL_WIDTHS.get(column.kind) for column in self.asked]
        return table_line(cells, column_widths(widths, width, least=6))

    def _cell(self, column: Question, value: Any, context: TimeContext) -> str:
        if column.kind is Kind.FLAG:
            return "[x]" if value else "[ ]"
        return column.label_of(value) if column.kind is Kind.CHOICE else shown(column, value, context)

    # Where rows and texts stand

    def position_at(self, line: int) -> int:
        """Return the position of the row on a line."""
        return line

    def line_at(self, position: int) -> int:
        """Return the line of the row at a position."""
        return position

    @property
    def position(self) -> int:
        """The position of the row under the cursor."""
        return self.position_at(self.rows.cursor)

    def select(self, position: int) -> None:
        """Put the cursor of the rows on one of them."""
        self.rows.select(self.line_at(position))

    def row_key(self, position: int) -> str:
        """Return the name of a row in paths: its id, or its position."""
        return str(self.values[position].id) if self.path in ID_FORMS else str(position)

    def position_of(self, key: str | None) -> int | None:
        """Return the position of the row with a key, ``None`` where there is none."""
        return next((place for place in range(len(self.values)) if self.row_key(place) == key), None)

    def _line_of_key(self, key: str) -> int | None:
        position = self.position_of(key)
        return None if position is None else self.line_at(position)

    @property
    def path_here(self) -> str:
        """The path of the row under the cursor or being edited; of the list where there is neither."""
        if self.rows.has_focus and self.position < len(self.values):
            return f"{self.path}.{self.row_key(self.position)}"
        return self.path if self.editing is None else self.entry_path

    @property
    def editing_position(self) -> int:
        """The position of the row being edited."""
        return self.position_of(self.editing) or 0

    @property
    def entry_path(self) -> str:
        """The path of the row in the entry line: a new one, or the one being edited."""
        return f"{self.path}.{self.editing or 'new'}"

    def cell_path(self, row_path: str, name: str) -> str:
        """Return the path of one column of a row; a list of texts has no columns."""
        return row_path if self.question.kind is Kind.ENTRIES else f"{row_path}.{name}"

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

    def close_when_left(self) -> None:
        """Show the rows alone, unless the focus is in the list or the list is alone on its screen."""
        if self.entry.display and not self.standalone and not self.has_focus_within:
            self.entry.display = False
            self.can_focus = True
            self.show_draft()

    @property
    def first_field(self) -> Field:
        """The first field of the entry line."""
        return next(iter(self.entry.fields.values()))

    # What is typed

    @on(Edited)
    def keep(self, event: Edited) -> None:
        """Keep what is typed in the entry line until it is added."""
        event.stop()
        name = self.name_of(event.path)
        self.draft.keep_draft(self.cell_path(self.entry_path, name), event.raw)
        self.post_message(HintChanged(self.echo(name, event.raw)))

    def name_of(self, path: str) -> str:
        """Return the name of the column with a path."""
        return next(column.name for column in self.columns if column.path == path)

    def column(self, name: str) -> Question:
        """Return the question of a column."""
        return next(column for column in self.columns if column.name == name)

    def echo(self, name: str, raw: str) -> str:
        """Return what to say about the text typed so far; "" leaves the hint as it is."""
        return self.draft.echo(self.column(name).path, raw) or ""

    def adds_at(self, name: str) -> bool:
        """Tell whether Enter in a column adds the row instead of going to the next."""
        return name == self.asked[-1].name or name not in {column.name for column in self.asked}

    @on(Accepted)
    def go_on(self, event: Accepted) -> None:
        """Go to the next field, or add the row."""
        name, texts = self.name_of(event.path), self.texts
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

    def put_texts(self, texts: dict[str, str]) -> None:
        """Put texts into the entry line as if they had been typed there."""
        kept = {self.cell_path(self.entry_path, name): text for name, text in texts.items()}
        self.draft.keep_drafts(self.entry_path, kept)
        for name, text in texts.items():
            self.entry.fields[name].show(text)

    # Adding and editing

    def accept(self, texts: dict[str, str]) -> None:
        """Take over what stands in the entry line, and begin the next row."""
        if self.takes(texts):
            self.begin_new()

    def takes(self, texts: dict[str, str]) -> bool:
        """Add the row in the entry line, or change the one being edited; say or ask what is not understood.

        Returns:
            Whether it was added or changed.
        """
        result = self.row_from(texts)
        if isinstance(result, Misread):
            name = result.name
            if (unclear := self.ambiguity(name, texts[name])) and is_to_be_asked(self.app, unclear):
                self._settle(name, unclear)
                return False
            self.post_message(HintChanged(result.message, self.column(name).path))
            self.entry.fields[name].editor.focus()
            return False
        if self.editing is None:
            self.draft.add(self.path, result, self.words("added", result))
        else:
            self.draft.replace_row(self.entry_path, result, self.words("changed", result))
        return True

    @work
    async def _settle(self, name: str, ambiguity: Ambiguity) -> None:
        """Ask what the text in a column means, and add the row with that."""
        text = await self.app.push_screen_wait(which_meaning(ambiguity))
        if text:
            self.put_texts({name: text})
            self.accept(self.texts)

    def ambiguity(self, name: str, raw: str) -> Ambiguity | None:
        """Return what the text in a column could mean, ``None`` when nothing is unclear."""
        return ambiguity_at(self.draft.report, self.column(name).path, raw, self.draft.now())

    def row_from(self, texts: dict[str, str]) -> Row | str | Misread:
        """Return the row that the texts stand for, or which of them is not understood."""
        edited = None if self.editing is None else self.values[self.editing_position]
        if self.question.kind is Kind.ENTRIES:
            name = self.columns[0].name
            return edited if edited and texts[name] == self._before_edit.get(name) else texts[name]
        values = {} if edited is None else edited.filled()
        context = self.draft.context()
        for column in self.columns:
            if edited is not None and texts[column.name] == self._before_edit.get(column.name, ""):
                continue
            value = read(column, texts[column.name], context)
            if isinstance(value, Unread):
                return Misread(column.name, value.message)
            values[column.name] = value
        return row_type(self.path).model_validate(with_area_taken(self.path, values) if edited is None else values)

    def understood(self, name: str, raw: str) -> Any:
        """Return the value that a column's text stands for, ``None`` when it is not understood or empty."""
        value = read(self.column(name), raw, self.draft.context())
        return None if isinstance(value, Unread) else value

    def words(self, verb: str, row: Row | str) -> str:
        """Return what a change is called in messages."""
        first = row if isinstance(row, str) else next((str(value) for value in row.filled().values() if value), "")
        return f"{verb} {cut(first, 40)}"

    @property
    def place_of_new(self) -> int:
        """The position of the row that a new one is typed below: the last."""
        return max(0, len(self.values) - 1)

    def begin_new(self, position: int = -1, news: str = "") -> None:
        """Empty the entry line for a new row, below the one at a position, and put the cursor in its first field."""
        self.editing = None
        self._before_edit = {}
        self.entry.show_others(shown=False)
        self.show_draft()
        self.select(position if position >= 0 else len(self.values) - 1)
        self.post_message(HintChanged(news, is_repeated=bool(news) and not self.first_field.has_focus_within))
        self.first_field.editor.focus()

    def edit(self, position: int, name: str = "") -> None:
        """Load a row into the entry line and put the cursor in a column."""
        name = name or self.columns[0].name
        value, context = self.values[position], self.draft.context()
        self.editing = self.row_key(position)
        self._before_edit = {column.name: self.cell_text(column, value, context) for column in self.columns}
        self.entry.show_others(shown=True)
        self.entry.display = True
        self.can_focus = False
        self.show_draft()
        drafts = self.draft.report.drafts
        for column_name, field in self.entry.fields.items():
            if self.cell_path(self.entry_path, column_name) not in drafts:
                self._before_edit[column_name] = field.editor.text
        words = f"Editing {self.row_in_words(position, 40)}. Esc leaves it as it was"
        self.post_message(HintChanged(words, self.column(name).path))
        self.entry.fields[name].editor.focus()

    def edit_at(self, path: str) -> bool:
        """Edit the row that a path leads to, in the column that it names; return whether there is such a row."""
        row, _, column = path.removeprefix(self.path).strip(".").partition(".")
        position = self.position_of(row)
        if position is not None:
            self.edit(position, column if column in self.entry.fields else "")
        return position is not None

    def row_in_words(self, position: int, width: int) -> str:
        """Return a row for messages: without the blanks between its columns."""
        return cut(" ".join(self.row_text(position, 80).split()), width)

    def cell_text(self, column: Question, value: Any, context: TimeContext) -> str:
        """Return what the field of a column shows for a row."""
        return str(value) if not isinstance(value, Row) else shown(column, getattr(value, column.name), context)

    # Rows

    @on(List.Acted)
    def act(self, event: List.Acted) -> None:
        """Do what a key on a row asked for."""
        event.stop()
        position = self.position_at(event.index)
        match event.action:
            case "add":
                self.go_to_entry()
            case "edit":
                self.edit(position)
            case "delete":
                self.delete(position)
            case "up" | "down":
                self.move(position, -1 if event.action == "up" else 1)
            case "mark":
                self.mark(position)

    @on(List.EndPassed)
    def go_to_entry(self) -> None:
        """Put the cursor in the entry line."""
        self.begin_new() if self.editing is None else self.first_field.editor.focus()

    def delete(self, position: int) -> None:
        """Delete a row; undo brings it back."""
        words = self.row_in_words(position, 50)
        self.draft.remove(f"{self.path}.{self.row_key(position)}", f"removed {words}")
        self.show_draft()
        self.post_message(HintChanged(f"Removed {words}. u brings it back"))
        if not self.values:
            self.first_field.editor.focus()

    def move(self, position: int, by: int) -> None:
        """Move a row up or down."""
        if 0 <= position + by < len(self.values):
            self.draft.move(f"{self.path}.{self.row_key(position)}", by, "moved a row")
            self.show_draft()
            self.select(position + by)

    def mark(self, position: int) -> None:
        """Mark a row as done, or not done, where rows have such a mark."""
        flag = next((column for column in self.columns if column.kind is Kind.FLAG), None)
        if flag:
            path = f"{self.path}.{self.row_key(position)}.{flag.name}"
            done = not value_at(self.draft.report, path)
            self.draft.put(path, done, "marked done" if done else "marked not done")
            self.show_draft()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's own signature
        """Leave a row only where one is edited, and go to the list only where it has rows."""
        if action == keys.LEAVE_ROW.action:
            return self.editing is not None
        return action != keys.TO_LIST.action or (not self.rows.has_focus and self.rows.length > 0)

    def action_leave_row(self) -> None:
        """Leave the row being edited as it was."""
        was_typed, left = self.has_typing(self.editing or ""), self.row_in_words(self.editing_position, 24)
        self.draft.drop_drafts(self.entry_path)
        self.begin_new()
        back = ". Ctrl+Z brings the edit back" if was_typed else ""
        self.post_message(HintChanged(f"Left {left} as it was{back}", is_repeated=True))

    def has_typing(self, key: str) -> bool:
        """Tell whether text is typed about a row that is not taken over."""
        path = f"{self.path}.{key}"
        return any(is_at_or_below(kept, path) for kept in self.draft.report.drafts)

    def edit_what_came_back(self, paths: Collection[str]) -> None:
        """Edit the row whose text, typed and not taken over, undo has brought back, so that it is seen."""
        kept = next((one for one in paths if is_at_or_below(one, self.path)), "")
        if kept and self.editing is None:
            self.edit_at(kept)

    def action_go_to_list(self) -> None:
        """Go to the last of the rows, or to the one that a new row is typed below."""
        self.select(self.place_of_new)
        self.rows.focus()
