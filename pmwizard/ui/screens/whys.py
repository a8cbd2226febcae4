"""Section 5: the tree of whys. Each answer becomes the next question, until something can be changed."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from pmwizard.model.whys import Branch
from pmwizard.ui.editors.messages import Accepted, Edited
from pmwizard.ui.rows import RowsView
from pmwizard.ui.screens.whys_changes import PROBLEM, TABLE
from pmwizard.ui.screens.whys_entry import WhyEntry
from pmwizard.ui.screens.whys_tree import REASON_KEYS
from pmwizard.ui.screens.whys_view import WhysView


class WhysScreen(WhysView):
    """The step of whys: what its keys do."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+t", "another", "Another answer", show=False, priority=True),
    ]

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
