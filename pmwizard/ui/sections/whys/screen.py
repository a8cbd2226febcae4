"""The step of the whys. Each answer becomes the next question, until something can be changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType

from pmwizard.draft.edits.links import factors_from
from pmwizard.draft.edits.whys import ONE_CHAIN, PERSON_WORDS, WhyTree, make_action, make_factor
from pmwizard.draft.session import Session
from pmwizard.model.paths import is_at_or_below
from pmwizard.model.whys import Branch, open_ends
from pmwizard.questions import Question, Section
from pmwizard.questions.actions import ACTIONS
from pmwizard.questions.causes import FACTOR_GROUP, WHY_PROBLEM, WHY_ROWS, WHYS, WHYS_AFTER_PERSON, WHYS_TO_ASK_ON
from pmwizard.text import counted, one_line
from pmwizard.ui import keys
from pmwizard.ui.dialogs.ask import Prompt
from pmwizard.ui.dialogs.choose import Choose, Option
from pmwizard.ui.fields.choice import choice_keys
from pmwizard.ui.fields.field import Field
from pmwizard.ui.frame.lines import Line
from pmwizard.ui.frame.step import Frame
from pmwizard.ui.messages import Accepted, Edited
from pmwizard.ui.sections.whys.entry import WhyEntry
from pmwizard.ui.sections.whys.read_back import FOLLOWS, ReadBack, chain_lines, hanging, made_lines
from pmwizard.ui.sections.whys.tree import ROWS_AT_LEAST, TreeList, branch_text, row_hint
from pmwizard.ui.text import cut
from pmwizard.ui.widgets.list import List, ListLine

PROPOSED = "from the title, Enter keeps it"

AFTER_CHANGE = (
    "Up, then F makes it a contributing factor, A an action. Empty Enter goes on",
    "Up, then F makes it a factor, A an action",
)
AFTER_UNKNOWN = ("Noted as an open question. Enter on an empty line goes on", "Noted as an open question")


LONGEST_QUOTE = 200
"""Cells of a quoted why: the field below it stays in sight."""


class WhysScreen(Frame):
    """The five whys: the problem, the tree of answers below it, and the line that asks for the next."""

    BINDINGS: ClassVar[list[BindingType]] = [keys.ANOTHER]

    def __init__(self, session: Session, section: Section, start: str = "") -> None:
        super().__init__(session, section, start)
        self.whys = WhyTree(session.draft)
        self.problem = Field(WHY_PROBLEM, WHY_PROBLEM.path)
        self.note_line = Line(id="whys-note")
        self.rows = TreeList(self._line, self.whys.position)
        self.entry = WhyEntry(self.whys)
        self.entry.asks_how = session.asks_how
        self._is_cleared = False
        self._asks_for_second_chain = False

    def _line(self, index: int, width: int) -> ListLine:
        branch = self.whys.branches[index]
        return ListLine(branch_text(branch, self.whys.made_of(branch.why.id), width - 1), branch.why.id or "")

    def command_keys(self) -> Sequence[keys.Key]:
        """Return the keys of the tree: they work on the chosen answer, wherever the cursor is."""
        return keys.commands_of(TreeList.BINDINGS)

    def body(self) -> ComposeResult:
        """Yield the problem, the tree and the entry line."""
        yield from (self.problem, self.note_line, self.rows, self.entry)

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
        self.rows.styles.max_height = max(ROWS_AT_LEAST, len(rows) + 1)
        if rows and not self.is_in_tree:
            shown = self.whys.position(self.entry.editing or self.entry.asked or self.entry.stopped)
            self.rows.select(len(rows) - 1 if shown is None else shown)
        self.show_place()

    def show_place(self) -> None:
        """Say which answer the cursor is at, and where in the list when not all is in sight; and what is asked."""
        height, number = self.rows.size.height, len(self.whys.branches)
        place = [self.whys.name(self.rows.cursor)] if self.pointed_at else []
        place += [f"{self.rows.cursor + 1} of {number}"] if 0 < height < number else []
        self.note_line.show("" if number else f"  {WHYS.empty}", "   ".join(place))
        self.entry.show_question(self.pointed_at)

    @property
    def is_in_tree(self) -> bool:
        """Whether the cursor is in the tree, be it below a dialog or the palette that is about to go."""
        return self.focused is self.rows

    @property
    def is_in_entry(self) -> bool:
        """Whether the cursor is in the entry line, be it below a dialog or the palette that is about to go."""
        return self.focused is not None and self.entry in self.focused.ancestors

    @property
    def pointed_at(self) -> Branch | None:
        """The answer under the cursor while it is in the tree."""
        rows = self.whys.branches
        return rows[self.rows.cursor] if self.is_in_tree and self.rows.cursor < len(rows) else None

    def step(self) -> tuple[str, str]:
        """Return the step, with how many chains there are and how many of them have an open end."""
        left, right = super().step()
        leaves = sum(branch.is_leaf for branch in self.whys.branches)
        if not leaves:
            return left, right
        ends = len(open_ends(self.whys.branches))
        note = f"{counted(leaves, 'chain')}, {counted(ends, 'open end') if ends else 'no open end'}"
        return left, f"{right.partition(' ')[0]}  {note}"

    @property
    def chosen(self) -> Branch | None:
        """The answer that is pointed at, changed, asked about, or at which a chain was just stopped."""
        entry = self.entry
        named = (entry.editing or entry.asked or entry.stopped) if self.is_in_entry else None
        return self.pointed_at or self.whys.named(named)

    def hint(self) -> str:
        """Return what the keys do where the focus is, or what to think of first."""
        if not self.is_in_tree and not self.is_in_entry:
            return super().hint()
        width = max(20, self.app.size.width - 2)
        entry, pointed_at = self.entry, self.pointed_at
        asked = self.whys.named(entry.asked) if self.is_in_entry and not entry.editing else None
        if self.whys.stops_at_person(pointed_at or asked):
            return longest(PERSON_WORDS, width)
        if pointed_at:
            return row_hint(pointed_at, self.whys.made_of(pointed_at.why.id), width)
        if entry.has_ended and self._asks_for_second_chain:
            return ONE_CHAIN
        stopped = self.whys.named(entry.stopped) if entry.has_ended and not entry.editing else None
        reason = stopped.why.stop if stopped else None
        if stopped and reason == "can_change" and not self.whys.made_of(stopped.why.id):
            return longest(AFTER_CHANGE, width)
        return longest(AFTER_UNKNOWN, width) if reason == "unknown" else entry.hint

    def keys_here(self) -> Sequence[str]:
        """Return the keys of the tree, of the entry line, or of the problem."""
        if self.is_in_tree:
            third = keys.DISMISS if self.whys.stops_at_person(self.pointed_at) else keys.ANOTHER
            return [key.says() for key in (keys.EDIT, keys.DEEPER, third, keys.TO_ENTRY)]
        if self.is_in_entry:
            return self.entry.keys
        return keys.ENTER.says("Keep"), keys.CONTINUE.says(), keys.BACK.says(), keys.GO_TO.says()

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
            return f"{WHY_ROWS.path}.{self.pointed_at.why.id}"
        if self.entry.reasons.has_focus:
            return f"{self.entry.row_path}.stop"
        return super().focused_path

    def side_lines(self, width: int) -> list[str]:
        """Return the chain that ends at the chosen answer, what was made of it, and questions for a facilitator."""
        branch = self.chosen
        position = self.whys.position(branch.why.id) if branch else None
        if branch is None or position is None:
            return super().side_lines(width)
        about_person = self.whys.stops_at_person(branch)
        rest = [
            *made_lines(self.session.report, self.whys.rows_of(branch.why.id), width),
            "",
            "This stops at a person. Ask" if about_person else "Ask on",
        ]
        for question in (*(WHYS_AFTER_PERSON if about_person else ()), *WHYS_TO_ASK_ON):
            rest += hanging("- ", question, width)
        return [*chain_lines(self.whys, position, width, max(4, self.side_pane.size.height - len(rest) - 1)), *rest]

    @property
    def focused_question(self) -> Question | None:
        """The question that has the focus; in the tree that of an answer."""
        return self.entry.field.question if self.is_in_tree else super().focused_question

    @property
    def flagged_path(self) -> str:
        """What an open question would be about: the answer under the cursor, changed or asked about."""
        if self.is_in_entry:
            return self.entry.row_path or WHY_PROBLEM.path
        return self.focused_path

    def on_mount(self) -> None:
        """Show the report."""
        self.entry.ask_next()
        self.show_draft()

    def focus_first(self) -> None:
        """Put the cursor at the problem if it is not settled, else at the next question."""
        if self.whys.problem or self.whys.branches or self.entry.field.editor.text:
            self.entry.focus_field()
        else:
            self.problem.editor.focus()

    async def focus_path(self, path: str) -> bool:
        """Put the cursor at the problem, in the tree, or in the entry line with an answer to change."""
        if path == WHY_PROBLEM.path:
            self.problem.editor.focus()
            return True
        if not is_at_or_below(path, WHY_ROWS.path):
            return False
        name = path.removeprefix(WHY_ROWS.path).removeprefix(".")
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
        self.session.draft.edit(WHY_PROBLEM.path, event.raw)
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
            self.session.draft.put(WHY_PROBLEM.path, text, "kept the problem")
            self.show_problem()

    # The entry line

    @on(WhyEntry.Settled)
    def show_settled(self, event: WhyEntry.Settled) -> None:
        """Show the tree as it is now, and what is asked next."""
        event.stop()
        is_one_chain = sum(branch.is_leaf for branch in self.whys.branches) == 1
        # A second chain is asked for once while a report is open.
        self._asks_for_second_chain = self.entry.has_ended and is_one_chain and not self.session.second_chain_asked
        self.session.second_chain_asked |= self._asks_for_second_chain
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
        self.say_at_rest(event.hint)
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

    @on(List.Moved)
    def show_row(self, event: List.Moved) -> None:
        """Show the whole answer under the cursor."""
        event.stop()
        self.say("")
        self.show_keys()
        self.show_place()
        self.after_pause()

    @on(List.EndPassed)
    def action_leave_tree(self) -> None:
        """Go back to the entry line."""
        self.entry.focus_field()

    @on(List.Acted)
    def act(self, event: List.Acted) -> None:
        """Do what a key on an answer asked for."""
        event.stop()
        branch = self.whys.named(event.key)
        if branch is None:
            self.entry.focus_field()
        elif event.action == "edit":
            self.entry.edit(branch)
        elif event.action == "deeper":
            self.entry.ask(branch.why.id)
        else:
            self._show_change(self._changed_by(event.action, event.index, branch))

    def _changed_by(self, action: str, position: int, branch: Branch) -> str:
        """Change the tree as a key on an answer asked for; return what to say."""
        match action:
            case "delete":
                return self.whys.remove(position)
            case "main":
                return self.whys.switch_main(position)
            case "dismiss":
                return self.whys.dismiss(branch)
        reason = next((reason for reason in keys.REASON_BY_KEY.values() if reason == action), None)
        return self.whys.switch_stop(position, reason) if reason else self.whys.rearrange(position, action)

    # What is made of an answer

    @work
    async def action_factor(self) -> None:
        """Ask for the group of a factor, and make it of the chosen answer."""
        branch = self.chosen
        if branch is None:
            self.say("Go to an answer first")
            return
        made = factors_from(self.session.report, branch.why.id or "")
        if made:
            self.say(f"This is {made[0].id} already. It stands in Contributing factors")
            return
        title = f"Group of: {cut(one_line(branch.why.answer or ''), 50)}"
        options = [
            Option(key or group.label[0].lower(), f"{group.label:<22} {group.meaning}", group.value)
            for key, group in zip(choice_keys(FACTOR_GROUP.choices), FACTOR_GROUP.choices, strict=True)
        ]
        category = await self.app.push_screen_wait(Choose(title, options, "other"))
        still = self.whys.named(branch.why.id)
        if category and still:
            self._show_change(make_factor(self.session.draft, still.why, category))

    @work
    async def action_action(self) -> None:
        """Ask what will be different, and make it an action for the chosen answer."""
        branch = self.chosen
        if branch is None:
            self.say("Go to an answer first")
            return
        # The field is empty: a why says what was, an action what will be.
        quoted = f'   "{cut(one_line(branch.why.answer or ""), LONGEST_QUOTE)}"'
        foot = keys.hint_of("Start with a verb", keys.ENTER.says("adds it"), keys.LEAVE_FIELDS.says("back"))
        question = ACTIONS.questions[0].columns[0]
        texts = await self.app.push_screen_wait(Prompt("Make an action of this", [question], above=quoted, foot=foot))
        still = self.whys.named(branch.why.id)
        if texts and texts[0].strip() and still:
            self._show_change(make_action(self.session.draft, still.why, texts[0]))

    # Other ways to look at it

    def action_how(self) -> None:
        """Ask how instead of why, or why again, until the report is closed."""
        self.session.asks_how = not self.session.asks_how
        self.entry.asks_how = self.session.asks_how
        self.show_place()
        self.say(f"Asks {'how instead of why' if self.entry.asks_how else 'why again'} from now on. h changes it")

    @work
    async def action_read(self) -> None:
        """Read the chains back."""
        if not self.whys.branches:
            self.say("There is no chain to read back yet")
            return
        answer = await self.app.push_screen_wait(ReadBack(self.whys))
        if answer == FOLLOWS:
            await self.run_action("app.go_on")
        elif answer:
            await self.focus_path(answer)

    def _show_change(self, message: str) -> None:
        """Show the tree after an act; the cursor goes to the entry line where no answer is left."""
        self.show_draft()
        if self.is_in_tree and self.whys.branches:
            self.rows.select(self.rows.cursor)
        if self.whys.branches:
            self.say(message)
        else:
            self.say_at_rest(message)
            self.entry.focus_field()


def longest(forms: Sequence[str], width: int) -> str:
    """Return the first form that fits, the last where none does."""
    return next((form for form in forms if cell_len(form) <= width), forms[-1])
