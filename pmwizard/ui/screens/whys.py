"""Section 5: the tree of whys. Each answer becomes the next question, until something can be changed."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from pmwizard.draft.progress import counted
from pmwizard.draft.session import Session
from pmwizard.model.whys import Branch, open_ends
from pmwizard.questions import Question
from pmwizard.questions.causes import WHYS
from pmwizard.ui.editors.field import Field
from pmwizard.ui.editors.messages import Accepted, Edited
from pmwizard.ui.frame import Frame
from pmwizard.ui.lines import Line
from pmwizard.ui.rows import RowsView
from pmwizard.ui.screens.whys_changes import PROBLEM, TABLE, WhyTree
from pmwizard.ui.screens.whys_entry import WhyEntry
from pmwizard.ui.screens.whys_tree import REASON_KEYS, TreeRows, branch_text

PROPOSED = "from the title, Enter keeps it"
TREE_HINT = "a deeper why   J K move   < > level   d delete   * main chain   c o n ? stop"


class WhysScreen(Frame):
    """The problem, the tree of answers below it, and the line that asks for the next.

    Args:
        session: The open report.
        path: The answer to begin at; the next question when empty.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+t", "another", "Another answer", show=False, priority=True),
    ]

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

    def on_mount(self) -> None:
        """Show the report and put the cursor where the work goes on."""
        self.entry.ask_next()
        self.show_draft()
        self.call_after_refresh(self.begin)

    async def begin(self) -> None:
        """Put the cursor at the wanted answer, at the problem if it is not settled, else at the next question."""
        if self.start and await self.focus_path(self.start):
            return
        if self.whys.problem or self.whys.branches or self.entry.field.editor.text:
            self.entry.focus_field()
        else:
            self.problem.editor.focus()

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

    async def focus_path(self, path: str) -> bool:
        """Put the cursor at the problem, in the tree, or in the entry line with an answer to change."""
        if path == PROBLEM:
            self.problem.editor.focus()
            return True
        if path != TABLE and not path.startswith(f"{TABLE}."):
            return False
        name = path.removeprefix(TABLE).removeprefix(".")
        row, _, column = (name, "", "") if self.whys.named(name) else name.rpartition(".")
        branch, position = self.whys.named(row), self.whys.position(row)
        if branch is None or position is None:
            self.entry.focus_field()
        elif column == "answer":
            self.entry.edit(branch)
        else:
            self.rows.focus()
            self.rows.select(position)
            self.show_place()
        return True

    # The problem

    @on(Edited)
    def take_problem(self, event: Edited) -> None:
        """Take what was typed as the problem into the report."""
        event.stop()
        self._is_cleared = not event.raw.strip()
        self.session.draft.edit(PROBLEM, event.raw)
        self.problem.note = ""
        self.problem.refresh()
        self.say("")

    @on(Accepted)
    def keep_problem(self, event: Accepted) -> None:
        """Keep the problem and go to the first question."""
        event.stop()
        self._keep_proposal()
        self.entry.focus_field()

    def _keep_proposal(self) -> None:
        text = self.problem.editor.text.strip()
        if text and not self.whys.problem:
            self.session.draft.put(PROBLEM, text, "kept the problem")
            self.show_problem()

    # The entry line

    @on(WhyEntry.Settled)
    def show_settled(self, event: WhyEntry.Settled) -> None:
        """Show the tree as it is now, and what is asked next."""
        event.stop()
        self.show_tree()
        self.say("")
        self.show_keys()

    @on(WhyEntry.Left)
    def go_to_tree(self, event: WhyEntry.Left) -> None:
        """Put the cursor in the tree."""
        event.stop()
        self.show_tree()
        self.say_at_rest(event.words)
        self.rows.focus()

    @on(WhyEntry.Finished)
    async def go_to_next_section(self, event: WhyEntry.Finished) -> None:
        """Go on to the next section."""
        event.stop()
        await self.run_action("app.go_on")

    def action_another(self) -> None:
        """Ask for another answer to the same question."""
        if self.pointed_at:
            self.entry.ask_beside(self.pointed_at)
        elif self.entry.has_focus_within:
            self.entry.another()
        else:
            self._keep_proposal()
            self.entry.ask(None)

    # The tree

    @on(RowsView.Moved)
    def show_row(self, event: RowsView.Moved) -> None:
        """Show the whole answer under the cursor."""
        event.stop()
        self.say("")
        self.show_place()

    @on(RowsView.Acted)
    def act(self, event: RowsView.Acted) -> None:
        """Do what a key on an answer asked for."""
        event.stop()
        position, action = event.index, event.action
        branch = self.whys.branches[position] if position < len(self.whys.branches) else None
        reason = next((one for one in REASON_KEYS.values() if one == action), None)
        if branch is None or action == "leave":
            self.entry.focus_field()
        elif action == "edit":
            self.entry.edit(branch)
        elif action == "deeper":
            self.entry.ask(branch.why.id)
        else:
            if action == "delete":
                words = self.whys.remove(position)
            elif action == "main":
                words = self.whys.switch_main(position)
            elif reason:
                words = self.whys.switch_stop(position, reason)
            else:
                words = self.whys.rearrange(position, action)
            self._show_change(branch, words)

    def _show_change(self, branch: Branch, words: str) -> None:
        """Show the tree after an act, with the cursor still at the same answer."""
        self.show_draft()
        place = self.whys.position(branch.why.id)
        if place is not None:
            self.rows.select(place)
        self.show_place()
        if self.whys.branches:
            self.say(words)
        else:
            self.say_at_rest(words)
            self.entry.focus_field()
