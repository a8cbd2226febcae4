"""The checklist of contributing factors as it is drawn: lines, and a gap for the fields of the one that is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from pmwizard.questions import Question
from pmwizard.questions.causes import FACTORS
from pmwizard.ui.editors.messages import Told
from pmwizard.ui.screens.factor_changes import NEW, TABLE, FactorChanges
from pmwizard.ui.screens.factor_fields import HEIGHT, FactorFields
from pmwizard.ui.screens.factor_links import NO_ACTION, link_lines
from pmwizard.ui.screens.factor_rows import ChecklistRow, checklist, detail_lines, row_text
from pmwizard.ui.text import padded

COLUMNS: tuple[Question, ...] = FACTORS.questions[0].columns[1:]
"""What is asked of a factor once its group is chosen."""


@dataclass(frozen=True)
class Opened:
    """The factor whose fields are open: one of a group, or a new one where it has no id."""

    category: str
    factor_id: str = ""

    @property
    def path(self) -> str:
        """Where text typed into the fields is kept."""
        return f"{TABLE}.{self.factor_id}" if self.factor_id else f"{NEW}.{self.category}"


class FactorView(Widget, can_focus=True):
    """All groups with their factors, one line each.

    Args:
        changes: The factors.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "go(-1)", "Up", show=False),
        Binding("down,j", "go(1)", "Down", show=False),
        Binding("pageup", "go(-10)", "Page up", show=False),
        Binding("pagedown", "go(10)", "Page down", show=False),
        Binding("home", "go(-1000000)", "First", show=False),
        Binding("end", "go(1000000)", "Last", show=False),
    ]

    def __init__(self, changes: FactorChanges) -> None:
        super().__init__()
        self.changes = changes
        self.fields = FactorFields(COLUMNS)
        self.rows: tuple[ChecklistRow, ...] = ()
        self.opened: Opened | None = None
        self.cursor = 0
        self.first = 0
        """The line drawn at the top."""
        self.linked: list[str] = []
        """What the open factor is linked to, drawn below its fields."""

    def compose(self) -> ComposeResult:
        """Place the fields; they move to the line that is open."""
        yield self.fields

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's own signature
        """Take the keys of the list only while it has the cursor, and not from its fields."""
        return self.has_focus

    def place(self) -> None:
        """Draw the lines anew, those in sight that matter now."""
        adding_to = self.opened.category if self.opened and not self.opened.factor_id else None
        self.rows = checklist(self.changes.part, adding_to)
        if self.opened:
            self.cursor = self.row_of(self.opened)
        self.cursor = max(0, min(self.cursor, len(self.rows) - 1))
        factor = self.changes.named(self.opened.factor_id) if self.opened else None
        self.linked = link_lines(self.changes.draft.report, factor, self.size.width - 10) if factor else []
        gap = HEIGHT + len(self.linked) if self.opened else 0
        room = max(1, self.size.height or 17)
        total = len(self.rows) + gap
        room -= total > room
        self.first = max(min(self.first, self.cursor, total - room), self.cursor + gap - room + 1, 0)
        self.fields.styles.margin = (self.cursor + 1 - self.first, 0, 0, 0)
        self.refresh()

    def row_of(self, opened: Opened) -> int:
        """Return the line under which the fields stand: the factor's own, or the last one of its group."""
        found = [index for index, row in enumerate(self.rows) if row.group.value == opened.category]
        own = [index for index in found if (factor := self.rows[index].factor) and factor.id == opened.factor_id]
        return (own or found[-1:] or [0])[0]

    @property
    def row(self) -> ChecklistRow:
        """The line with the cursor."""
        return self.rows[min(self.cursor, len(self.rows) - 1)]

    def render(self) -> Content:
        """Draw the lines in sight; the fields stand in the gap."""
        width, height = self.size
        opened = self.cursor if self.opened else -1
        lines: list[str] = []
        for index, row in enumerate(self.rows):
            here = self.has_focus and index == self.cursor
            is_new = index == opened and not (self.opened and self.opened.factor_id)
            text = row_text(row, width - 4, is_opened=is_new)
            lines.append(padded(f" {'>' if here else ' '} {text}", width))
            if index == opened:
                lines += [" " * width] * HEIGHT
                lines += [padded(f"     {line}", width) for line in self.linked]
        if len(lines) > height:
            note = f"{self.cursor + 1} of {len(self.rows)}"
            lines = [*lines[self.first : self.first + height - 1], f"{note:>{width - 1}} "]
        else:
            lines += self._detail(width, height - len(lines))
        content = Content("\n".join(lines))
        if not self.has_focus:
            return content
        start = (self.cursor - self.first) * (width + 1)
        return content.stylize("reverse", start, start + width)

    def _detail(self, width: int, height: int) -> list[str]:
        """Return what is said of the factor under the cursor, in the lines left below the list."""
        factor = self.row.factor
        if factor is None or self.opened or height < 2:
            return []
        labels = [column.label for column in COLUMNS]
        room = height - 1
        linked = link_lines(self.changes.draft.report, factor, width - 4)
        linked = [f"{line}. A starts one" if line == NO_ACTION else line for line in linked]
        told = detail_lines(factor, labels, width - 4, room) if room >= len(labels) else []
        told += linked[max(0, len(linked) - room + len(told)) :]
        return ["", *(f"   {line}" for line in told)]

    def on_resize(self) -> None:
        """Keep what matters in sight."""
        self.place()

    def on_focus(self) -> None:
        """Draw the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Take the cursor away."""
        self.refresh()

    def select(self, index: int) -> None:
        """Put the cursor on a line."""
        self.cursor = index
        self.place()
        self.post_message(Told(""))

    def action_go(self, by: int) -> None:
        """Move the cursor."""
        self.select(max(0, min(self.cursor + by, len(self.rows) - 1)))
