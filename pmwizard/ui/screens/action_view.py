"""The list of actions as it is shown: a line for each, and below them what waits for an action."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import ClassVar

from pmwizard.draft.links import Target, targets, without_action
from pmwizard.draft.session import Session
from pmwizard.model.actions import ActionItem
from pmwizard.questions.actions import ACTIONS
from pmwizard.ui.editors.line import LineEditor
from pmwizard.ui.records import RecordList
from pmwizard.ui.screens.action_rows import HEADING, Cells, cells_of, line_of, said_of, waiting_line, widths_of

FOR = "addresses"
"""The column that says what an action is for."""

_ALWAYS = ("action", "owner", "priority", "due", FOR)
_NAMES = (*_ALWAYS, "prevents", "tracker_issue")
_WIDTHS = {"owner": 22, "priority": 12, "due": 18, "status": 22, "kind": 26}


class ActionView(RecordList):
    """Actions in the reporter's order, and what waits for one.

    Args:
        session: The open report.
    """

    first_alone: ClassVar[bool] = True

    def __init__(self, session: Session) -> None:
        question, _why_none = ACTIONS.questions
        by_name = {column.name: column for column in question.columns}
        asked = [by_name[name] for name in _NAMES if name in _ALWAYS or by_name[name].path in session.layout.asked]
        self.known: dict[str, Target] = {}
        self.waiting: tuple[Target, ...] = ()
        self.problems: dict[str, str] = {}
        self._widths: tuple[int, tuple[int, ...]] = (0, ())
        super().__init__(question, session.draft, asked, standalone=True)
        for name, width in _WIDTHS.items():
            self.entry.fields[name].styles.width = width
        for name in ("action", FOR):
            editor = self.entry.fields[name].editor
            if isinstance(editor, LineEditor):
                editor.suggests = True

    @property
    def row_count(self) -> int:
        """The actions, and what waits for one."""
        return len(self.values) + len(self.waiting)

    def show_draft(self) -> None:
        """Show the report as it is now."""
        self.known = targets(self.draft.report)
        self.waiting = without_action(self.draft.report)
        self._widths = (0, ())
        super().show_draft()

    def show_problems(self, problems: dict[str, str]) -> None:
        """Mark the actions about which something is wrong."""
        if problems != self.problems:
            self.problems = problems
            self.rows.refresh()

    def heading(self, width: int) -> str:
        """Return the names of the columns."""
        hidden = 0 < self.rows.size.height < self.row_count
        place = f"   {self.rows.cursor + 1} of {self.row_count}" if hidden else ""
        return line_of(replace(HEADING, words=f"{HEADING.words}{place}"), self._widths_for(width))

    def row_text(self, index: int, width: int) -> str:
        """Return the line of one action, or of what waits for one."""
        if index >= len(self.values):
            return waiting_line(self.waiting[index - len(self.values)], width)
        return line_of(self._cells(index), self._widths_for(width))

    def _cells(self, index: int) -> Cells:
        one: ActionItem = self.values[index]
        number = f"{'!' if one.id in self.problems else ''}{index + 1}"
        links = [self.known[row_id].name if row_id in self.known else f"{row_id}?" for row_id in one.addresses]
        return cells_of(number, one, links, self.today)

    def _widths_for(self, width: int) -> tuple[int, ...]:
        if self._widths[0] != width:
            self._widths = (width, widths_of([self._cells(index) for index in range(len(self.values))], width))
        return self._widths[1]

    @property
    def today(self) -> date:
        """The day it is in the report's zone."""
        context = self.draft.context()
        return context.now.astimezone(context.zone).date()

    @property
    def waiting_here(self) -> Target | None:
        """What waits for an action on the row under the cursor."""
        place = self.rows.cursor - len(self.values)
        return self.waiting[place] if self.rows.has_focus and 0 <= place < len(self.waiting) else None

    @property
    def action_here(self) -> ActionItem | None:
        """The action on the row under the cursor."""
        found = self.rows.has_focus and self.rows.cursor < len(self.values)
        return self.values[self.rows.cursor] if found else None

    def hint(self) -> str:
        """Return what is to say about the row under the cursor; "" where it says everything itself."""
        if self.waiting_here:
            return f"Enter starts an action for {self.waiting_here.name} {self.waiting_here.words}"
        one = self.action_here
        return said_of(one, self.known, self.problems.get(one.id or "", "")) if one else ""
