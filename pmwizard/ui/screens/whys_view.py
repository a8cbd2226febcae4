"""What the step of whys shows: the problem, the tree of answers, and what is asked next."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult

from pmwizard.draft.progress import counted
from pmwizard.draft.session import Session
from pmwizard.model.whys import Branch, open_ends
from pmwizard.questions import Question
from pmwizard.questions.causes import WHYS
from pmwizard.ui.editors.field import Field
from pmwizard.ui.frame import Frame
from pmwizard.ui.lines import Line
from pmwizard.ui.screens.whys_changes import PROBLEM, TABLE, WhyTree
from pmwizard.ui.screens.whys_entry import WhyEntry
from pmwizard.ui.screens.whys_tree import TreeRows, branch_text

PROPOSED = "from the title, Enter keeps it"
TREE_HINT = "a deeper why   J K move   < > level   d delete   * main chain   c o n ? stop"


class WhysView(Frame):
    """The problem, the tree of answers below it, and the line that asks for the next.

    Args:
        session: The open report.
        path: The answer to begin at; the next question when empty.
    """

    def __init__(self, session: Session, path: str = "") -> None:
        super().__init__(session)
        problem, answers = WHYS.questions
        self.start = path
        self.whys = WhyTree(session.draft)
        self.problem = Field(problem, PROBLEM)
        self.note_line = Line(id="whys-note")
        self.rows = TreeRows(lambda index, width: branch_text(self.whys.branches[index], width - 1))
        self.entry = WhyEntry(self.whys, answers.columns[0])
        self._is_cleared = False

    @property
    def section_id(self) -> str:
        """The section of whys."""
        return WHYS.id

    def body(self) -> ComposeResult:
        """Yield the problem, the tree and the entry line."""
        yield self.problem
        yield self.note_line
        yield self.rows
        yield self.entry

    # What is shown

    def show_draft(self) -> None:
        """Show the report as it is now."""
        self.show_problem()
        self.entry.show_draft()
        self.show_tree()
        super().show_draft()

    def show_problem(self) -> None:
        """Show the problem, or the title in its place; what a person has just cleared stays empty."""
        stored, title = self.whys.problem, self.whys.proposal
        if stored or not self._is_cleared:
            self.problem.show(stored or title, PROPOSED if title and not stored else "")

    def show_tree(self) -> None:
        """Show the answers, and what the entry line asks."""
        rows = self.whys.branches
        self.rows.can_focus = bool(rows)
        self.rows.show(len(rows))
        if rows and not self.rows.has_focus:
            shown = self.whys.position(self.entry.editing or self.entry.asked)
            self.rows.select(len(rows) - 1 if shown is None else shown)
        self.show_place()

    def show_place(self) -> None:
        """Say which row the cursor is at where they are not all in sight, and what is asked."""
        height, number = self.rows.size.height, len(self.whys.branches)
        hidden = f"{self.rows.cursor + 1} of {number}" if 0 < height < number else ""
        self.note_line.show("" if number else f"  {WHYS.empty}", hidden)
        self.entry.show_question(self.pointed_at)

    @property
    def pointed_at(self) -> Branch | None:
        """The answer under the cursor while it is in the tree."""
        rows = self.whys.branches
        return rows[self.rows.cursor] if self.rows.has_focus and self.rows.cursor < len(rows) else None

    def step(self) -> tuple[str, str]:
        """Return the step, with how many chains there are and how many of them have an open end."""
        left, right = super().step()
        leaves = sum(branch.is_leaf for branch in self.whys.branches)
        if not leaves:
            return left, right
        ends = len(open_ends(self.whys.branches))
        note = f"{counted(leaves, 'chain')}, {counted(ends, 'open end') if ends else 'no open end'}"
        return left, f"{right.partition(' ')[0]}  {note}"

    def hint(self) -> str:
        """Return what the keys do where the focus is."""
        if self.rows.has_focus:
            return TREE_HINT
        return self.entry.hint if self.entry.has_focus_within else super().hint()

    def show_keys(self) -> None:
        """Show the keys that work where the focus is."""
        if self.rows.has_focus:
            keys: tuple[str, ...] = ("Enter Edit", "a Deeper why", "Ctrl+T Another", "Esc Entry line")
        elif self.entry.has_focus_within:
            keys = self.entry.keys
        else:
            keys = ("Enter Keep", "Ctrl+N Continue", "F3 Back", "Ctrl+O Go to")
        self.key_line.show((*keys, "F1 Help", "Ctrl+Q Quit"))

    @on(events.DescendantFocus)
    def show_focused(self) -> None:
        """Show what is asked where the focus is now."""
        self.show_place()

    @on(events.Resize)
    def fit_tree(self) -> None:
        """Fit the question and the place to the new size."""
        self.call_after_refresh(self.show_tree)

    # Where one is

    @property
    def focused_path(self) -> str:
        """The path of the answer under the cursor, or of the field."""
        if self.pointed_at:
            return f"{TABLE}.{self.pointed_at.why.id}"
        if self.entry.reasons.has_focus:
            return f"{self.entry.row_path}.stop"
        return super().focused_path

    @property
    def focused_question(self) -> Question | None:
        """The question that has the focus; in the tree that of an answer."""
        return self.entry.field.question if self.rows.has_focus else super().focused_question

    @property
    def flagged_path(self) -> str:
        """What an open question would be about: the answer under the cursor, changed or asked about."""
        if self.entry.has_focus_within:
            return self.entry.row_path or PROBLEM
        return self.focused_path
