"""The entry line of the whys: it adds and changes answers, and asks why a chain stops."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from pmwizard.draft.edits.whys import WhyTree
from pmwizard.draft.unfinished import without_drafts
from pmwizard.model.base import tidied
from pmwizard.model.parts.causes import StopReason, Why
from pmwizard.model.paths import is_at_or_below
from pmwizard.model.whys import Branch, open_ends
from pmwizard.questions.causes import HOW_INSTEAD, WHY_ROWS, WHY_STOP
from pmwizard.text import one_line
from pmwizard.ui import keys
from pmwizard.ui.fields.field import Field
from pmwizard.ui.messages import Accepted, Edited
from pmwizard.ui.text import cut, flowed, padded


class AnswerField(Field):
    """The entry line: two lines that say what is asked, and the box with the depth of the answer."""

    def __init__(self) -> None:
        question = WHY_ROWS.columns[0]
        super().__init__(question, question.path)
        self.head: tuple[str, str] = ("", "")
        self.depth = 1

    def ask(self, head: tuple[str, str], depth: int) -> None:
        """Say what is asked, and how deep the answer will stand."""
        if (head, depth) != (self.head, self.depth):
            self.head, self.depth = head, depth
            self.editor.styles.margin = (2, 2, 0, 5 + len(str(depth)))
            self.refresh()

    def render(self) -> Content:
        """Draw what is asked above the box."""
        width = self.size.width
        mark = ">" if self.has_focus_within else " "
        box = f" {mark} {self.depth} ["
        lines = [padded(f"   {line}", width) for line in self.head]
        asked = len(self.head[0].partition("   ")[0])
        return Content("\n".join([*lines, f"{padded(box, width - 1)}]"])).stylize("bold", 3, 3 + asked)


def quoted_question(asked: str, quote: str, more: str, width: int) -> tuple[str, str]:
    """Return two lines that quote what is asked about; ``more`` stands in the second where the quote leaves room."""
    start = f"{asked}   "
    if not quote:
        return asked, more
    lines = flowed(one_line(f'"{quote[: 4 * width]}"'), width - len(start))
    if len(lines) == 1:
        return start + lines[0], more
    rest = " ".join(lines[1:])
    second = cut(rest, width - len(start))
    return start + lines[0], " " * len(start) + (second if second == rest else f'{second}"')


class StopReasons(Widget, can_focus=True):
    """The reasons to stop at an answer, ``why``; one key chooses."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.REASON_KEYS]

    @dataclass
    class Chosen(Message):
        """Posted when a key chooses the reason to stop, ``None`` for none, or leaves the one that stands."""

        reason: StopReason | None

    why: reactive[Why | None] = reactive(None)

    def render(self) -> Content:
        """Draw the reasons with their keys."""
        width = self.size.width
        quote, chosen = (self.why.answer or "", self.why.stop) if self.why else ("", None)
        first, second = quoted_question("Stop here because", quote, "", width - 5)
        mark = ">" if self.has_focus else " "
        reasons = [
            f"{f'({key})' if reason == chosen else key} {WHY_STOP.label_of(reason)}"
            for key, reason in keys.REASON_BY_KEY.items()
        ]
        hint = keys.hint_of(*reasons, keys.NO_REASON.says("no reason"))
        lines = (f"   {first}", f"   {second}", f" {mark} {hint}")
        return Content("\n".join(padded(line, width) for line in lines)).stylize(
            "bold", 3, 3 + len("Stop here because")
        )

    def action_choose(self, reason: StopReason | None) -> None:
        """Stop for a reason, or for none."""
        self.post_message(self.Chosen(reason))

    def action_keep(self) -> None:
        """Leave the reason as it is."""
        self.post_message(self.Chosen(self.why.stop if self.why else None))


OTHER_CAUSE = "Is there another cause?"


class WhyEntry(Vertical):
    """The entry line: Enter adds an answer, keeps a changed one, or stops the chain where the line is empty."""

    BINDINGS: ClassVar[list[BindingType]] = [keys.LEAVE_ROW, keys.TO_LIST]

    class Settled(Message):
        """Posted when something was added, changed or left, and the line asks something else."""

    class Finished(Message):
        """Posted at Enter on an empty line when no answer is asked about."""

    @dataclass
    class Left(Message):
        """Posted when the tree is to have the cursor.

        Attributes:
            hint: What the hint line says then.
            why_id: The answer that the cursor goes to, ``None`` for the one that is asked about.
        """

        hint: str = ""
        why_id: str | None = None

    def __init__(self, whys: WhyTree) -> None:
        super().__init__()
        self.whys = whys
        self.draft = whys.draft
        self.field = AnswerField()
        self.reasons = StopReasons()
        self.reasons.display = False
        self.asked: str | None = None
        """The answer that the line asks about, ``None`` for the problem."""
        self.has_ended = False
        """Whether no chain is open, so that the line offers to begin another."""
        self.editing: str | None = None
        """The answer that the line changes."""
        self.stopped: str | None = None
        """The answer at which a chain was just stopped."""
        self.asks_how = False
        """Whether the line asks how instead of why."""
        self._before_edit = ""
        self._seen: frozenset[str | None] = frozenset()

    def compose(self) -> ComposeResult:
        """Place the field, and the reasons that take its place."""
        yield self.field
        yield self.reasons

    @property
    def is_typing(self) -> bool:
        """Whether the cursor is in the line."""
        return self.field.has_focus_within

    @property
    def path(self) -> str:
        """Where typed text is kept until it is taken over."""
        if self.editing:
            return f"{WHY_ROWS.path}.{self.editing}.answer"
        return f"{WHY_ROWS.new_row}.{self.asked}" if self.asked else WHY_ROWS.new_row

    @property
    def row_path(self) -> str:
        """The answer that the line changes or asks about; "" for the problem."""
        named = self.editing or self.asked
        return f"{WHY_ROWS.path}.{named}" if named else ""

    # What is shown

    def show_draft(self) -> None:
        """Ask what the kept text answers; forget answers that are gone."""
        drafts = self.draft.report.drafts
        rows = self.whys.branches
        changed = next((one.why.id for one in rows if f"{WHY_ROWS.path}.{one.why.id}.answer" in drafts), None)
        if changed and changed != self.editing:
            self._load(changed)
        elif self.editing and not changed and not (self.is_typing and self.whys.named(self.editing)):
            self.editing = None
        kept = next((path for path in drafts if is_at_or_below(path, WHY_ROWS.new_row)), None)
        if kept is not None:
            self.asked, self.has_ended = kept.removeprefix(WHY_ROWS.new_row).removeprefix(".") or None, False
        elif self.asked and self.whys.named(self.asked) is None:
            self.ask_next()
        else:
            self._go_on_from_redone()
        self._note_seen()
        self._show_text()

    def _go_on_from_redone(self) -> None:
        """Ask about the answer to what is asked that was not there before: redo brings such back."""
        above = self.whys.position(self.asked)
        new = [one.why.id for one in self.whys.branches if one.parent == above and one.why.id not in self._seen]
        if new and not self.editing and not self.has_ended:
            self.asked = new[-1]

    def _note_seen(self) -> None:
        self._seen = frozenset(one.why.id for one in self.whys.branches)

    def ask_next(self) -> None:
        """Ask about the last open end; where no chain is open, for another cause."""
        branches = self.whys.branches
        ends = open_ends(branches)
        self.asked = branches[ends[-1]].why.id if ends else None
        self.has_ended = bool(branches) and self.asked is None

    def _show_text(self) -> None:
        text = self.draft.report.drafts.get(self.path, self._before_edit if self.editing else "")
        if tidied(self.field.editor.text) != tidied(text):
            self.field.show(text)

    def show_question(self, pointed_at: Branch | None = None) -> None:
        """Show what is asked, or the whole text of the answer that the tree points at."""
        width = max(20, (self.size.width or 80) - 5)
        label, hint = HOW_INSTEAD if self.asks_how else (self.field.question.label, self.field.question.hint)
        asked, edited = self.whys.named(self.asked), self.whys.named(self.editing)
        depth = edited.depth if edited else asked.depth + 1 if asked else 1
        if pointed_at:
            first, *rest = flowed(one_line((pointed_at.why.answer or "")[: 4 * width]), width)
            head = (first, cut(" ".join(rest), width))
        elif self.has_ended and not edited:
            head = quoted_question(OTHER_CAUSE, self.whys.words_of(None), hint, width)
        else:
            about = self.whys.above(edited) if edited else asked
            head = quoted_question(label, self.whys.words_of(about), hint, width)
        self.field.ask(head, depth)

    @property
    def hint(self) -> str:
        """What the keys do here."""
        if self.reasons.has_focus:
            return "One key says why this chain stops here. Esc leaves it open"
        if self.editing:
            return "Changing this answer. Enter keeps the change, Esc leaves it as it was"
        if self.has_ended:
            return "Enter adds a cause; empty, it goes on. Up, then v reads the chains back"
        if self.asked is None:
            return "Enter adds the cause. Enter on an empty line goes on to the next section"
        return "Enter: next why. Enter on an empty line: stop here. Ctrl+T: another cause"

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that work here, the most useful first."""
        up = (keys.TO_LIST.says(),) if self.whys.branches else ()
        if self.reasons.has_focus:
            return f"{' '.join(keys.REASON_BY_KEY)} Reason", keys.NO_REASON.says(), keys.CONTINUE.says()
        if self.editing:
            return keys.ENTER.says("Keep"), keys.LEAVE_ROW.says(), *up
        return keys.ENTER.says("Next why" if self.asked else "Add"), keys.ANOTHER.says(), *up, keys.CONTINUE.says()

    def _load(self, why_id: str) -> None:
        self.editing = why_id
        self._before_edit = self.whys.words_of(self.whys.named(why_id))

    # Asking

    def ask(self, why_id: str | None, *, has_ended: bool = False) -> None:
        """Ask why an answer came about, or the problem; text typed and not added goes along."""
        self.finish_edit()
        old, self.asked, self.has_ended, self.stopped = self.path, why_id, has_ended, None
        report = self.draft.report
        if old in report.drafts and old != self.path:
            drafts = {**without_drafts(report, old).drafts, self.path: report.drafts[old]}
            self.draft.replace(report.model_copy(update={"drafts": drafts}), "asked about another why")
        self._note_seen()
        self._show_text()
        self.focus_field()
        self.post_message(self.Settled())

    def focus_field(self) -> None:
        """Put the cursor in the line, in the place of the reasons if they are shown."""
        self.reasons.display, self.field.display = False, True
        self.field.editor.focus()

    def another(self) -> None:
        """Ask for another answer to the same question; typed text is added first."""
        text = self.field.editor.text.strip()
        if self.reasons.has_focus:
            self.ask(None)
        elif self.editing:
            self.ask_beside(self.whys.named(self.editing))
        elif text:
            self.whys.add(text, self.asked)
            self.ask(self.asked)
        else:
            self.ask_beside(self.whys.named(self.asked))

    def ask_beside(self, branch: Branch | None) -> None:
        """Ask what an answer answers."""
        above = self.whys.above(branch)
        self.ask(above.why.id if above else None)

    def stop_here(self) -> None:
        """Ask why the chain stops, where it has an open end."""
        asked = self.whys.named(self.asked)
        if asked is None:
            self.post_message(self.Finished())
        elif asked.is_leaf:
            self.reasons.why = asked.why
            self.field.display, self.reasons.display = False, True
            self.reasons.focus()
        else:
            self.ask(None, has_ended=True)

    @on(StopReasons.Chosen)
    def stop_because(self, event: StopReasons.Chosen) -> None:
        """Note why the chain stops, and ask for another cause of the problem; the end of the chain stays at hand."""
        event.stop()
        end, branch, position = self.asked, self.whys.named(self.asked), self.whys.position(self.asked)
        if branch and position is not None and branch.why.stop != event.reason:
            self.whys.stop(position, event.reason)
        self.ask(None, has_ended=True)
        self.stopped = end

    # Typing

    @on(Edited)
    def keep(self, event: Edited) -> None:
        """Keep what is typed until it is taken over."""
        event.stop()
        self.draft.keep_draft(self.path, event.raw)

    @on(Accepted)
    def accept(self, event: Accepted) -> None:
        """Add or change an answer; stop at an empty line."""
        event.stop()
        text = self.field.editor.text.strip()
        if self.editing:
            changed = self.editing
            self.finish_edit()
            self.post_message(self.Left(why_id=changed))
        elif text:
            self.ask(self.whys.add(text, self.asked))
        else:
            self.stop_here()

    # Changing

    def edit(self, branch: Branch) -> None:
        """Load an answer into the line."""
        self.finish_edit()
        self._load(branch.why.id or "")
        self._show_text()
        if self.path not in self.draft.report.drafts:
            self._before_edit = self.field.editor.text
        self.focus_field()
        self.post_message(self.Settled())

    def finish_edit(self) -> None:
        """Take over the changed answer; an emptied one stays as it was."""
        if not self.editing:
            return
        text = self.field.editor.text.strip()
        if self.whys.named(self.editing) and text and text != self._before_edit.strip():
            self.whys.change(self.editing, text)
        else:
            self.draft.drop_drafts(self.path)
        self.editing = None
        self._show_text()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's own signature
        """Leave an answer only where one is changed, and go to the tree only from the line and where it has answers."""
        if action == keys.LEAVE_ROW.action:
            return bool(self.editing)
        return action != keys.TO_LIST.action or bool(self.is_typing and self.whys.branches)

    def action_leave_row(self) -> None:
        """Leave the answer being changed as it was."""
        left = self.editing
        self.draft.drop_drafts(self.path)
        self.editing = None
        self._show_text()
        self.post_message(self.Left("Left as it was. Ctrl+Z brings the change back", left))

    def action_go_to_list(self) -> None:
        """Go to the tree."""
        self.post_message(self.Left())
