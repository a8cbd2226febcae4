"""Section 5: the tree of whys. Each answer becomes the next question, until something can be changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.command import Provider

from pmwizard.draft.links import factors_from
from pmwizard.model.whys import Branch
from pmwizard.questions.answers import one_line
from pmwizard.ui.dialogs.picker import Picker
from pmwizard.ui.editors.messages import Accepted, Edited
from pmwizard.ui.rows import RowsView
from pmwizard.ui.screens.whys_changes import PROBLEM, TABLE
from pmwizard.ui.screens.whys_commands import WhyCommands
from pmwizard.ui.screens.whys_entry import WhyEntry
from pmwizard.ui.screens.whys_links import group_offers
from pmwizard.ui.screens.whys_prompt import ActionPrompt
from pmwizard.ui.screens.whys_reading import FOLLOWS, ReadBack
from pmwizard.ui.screens.whys_tree import REASON_KEYS
from pmwizard.ui.screens.whys_view import ASKS_HOW, WhysView
from pmwizard.ui.text import cut


class WhysScreen(WhysView):
    """The step of whys: what its keys do."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+t", "another", "Another answer", show=False, priority=True),
    ]
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {WhyCommands}

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
        ended = self.entry.has_ended
        self._tells_of_one_chain = ended and self.advice.tells_of_one_chain(self.whys.branches)
        self.show_tree()
        self.say("")
        self.show_keys()

    @on(WhyEntry.Left)
    def go_to_tree(self, event: WhyEntry.Left) -> None:
        """Put the cursor in the tree."""
        event.stop()
        self.show_tree()
        place = self.whys.position(event.why_id)
        if place is not None:
            self.rows.select(place)
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
        elif self.is_in_entry:
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
        self.show_keys()
        self.show_place()
        self.after_pause()

    @on(RowsView.Acted)
    def act(self, event: RowsView.Acted) -> None:
        """Do what a key on an answer asked for."""
        event.stop()
        position, action = event.index, event.action
        branch = self.whys.branches[position] if position < len(self.whys.branches) else None
        if branch is None or action == "leave":
            self.entry.focus_field()
        elif action == "edit":
            self.entry.edit(branch)
        elif action == "deeper":
            self.entry.ask(branch.why.id)
        elif action in {"factor", "action", "read", "how"}:
            self.call_next(self.run_action, action)
        else:
            self._show_change(branch, self._changed_by(action, position, branch))

    def _changed_by(self, action: str, position: int, branch: Branch) -> str:
        """Change the tree as a key on an answer asked for; return what to say."""
        reason = next((one for one in REASON_KEYS.values() if one == action), None)
        if action == "delete":
            return self.whys.remove(position)
        if action == "main":
            return self.whys.switch_main(position)
        if action == "aside":
            return self.advice.put_aside(branch)
        return self.whys.switch_stop(position, reason) if reason else self.whys.rearrange(position, action)

    # What is made of an answer

    def action_factor(self) -> None:
        """Ask for the group of a factor, and make it of the chosen answer."""
        branch = self.chosen
        if branch is None:
            self.say("Go to an answer first")
            return
        made = factors_from(self.session.report, branch.why.id or "")
        if made:
            self.say(f"This is {made[0].id} already. It stands in Contributing factors")
            return

        def chosen(category: str | None) -> None:
            still = self.whys.named(branch.why.id)
            if category and still:
                self._show_made(still, self.links.make_factor(still.why, category))

        title = f"Group of: {cut(one_line(branch.why.answer or ''), 50)}"
        self.app.push_screen(Picker(title, group_offers(), "other"), chosen)

    def action_action(self) -> None:
        """Ask what will be different, and make it an action for the chosen answer."""
        branch = self.chosen
        if branch is None:
            self.say("Go to an answer first")
            return

        def entered(texts: tuple[str, ...] | None) -> None:
            still = self.whys.named(branch.why.id)
            if texts and texts[0].strip() and still:
                self._show_made(still, self.links.make_action(still.why, texts[0]))

        self.app.push_screen(ActionPrompt(branch.why.answer or ""), entered)

    def _show_made(self, branch: Branch, words: str) -> None:
        """Show what was made, with the cursor where it was."""
        if self.is_in_tree:
            self._show_change(branch, words)
        else:
            self.show_draft()
            self.say(words)

    # Other ways to look at it

    def action_how(self) -> None:
        """Ask how instead of why, or why again, until the report is closed."""
        self.session.habits ^= {ASKS_HOW}
        self.entry.asks_how = ASKS_HOW in self.session.habits
        self.show_place()
        self.say(f"Asks {'how instead of why' if self.entry.asks_how else 'why again'} from now on. h changes it")

    def action_read(self) -> None:
        """Read the chains back."""
        if not self.whys.branches:
            self.say("There is no chain to read back yet")
            return

        async def read(answer: str | None) -> None:
            if answer == FOLLOWS:
                await self.run_action("app.go_on")
            elif answer:
                await self.focus_path(answer)

        self.app.push_screen(ReadBack(self.whys), read)

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
