"""The entry line of the whys as it is shown: what it asks, and the text typed into it and not added yet."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical

from pmwizard.model.base import tidied
from pmwizard.model.whys import Branch
from pmwizard.questions import Question
from pmwizard.questions.causes import HOW_INSTEAD
from pmwizard.ui.screens.whys_changes import NEW, TABLE, WhyTree
from pmwizard.ui.screens.whys_field import AnswerField, StopReasons, lines_of, quoted_question
from pmwizard.ui.text import cut

OTHER_CAUSE = "Is there another cause?"


class WhyLine(Vertical):
    """The line that asks, and what it asks about.

    Args:
        whys: The tree that answers are added to.
        question: The question of an answer.
    """

    def __init__(self, whys: WhyTree, question: Question) -> None:
        super().__init__()
        self.whys = whys
        self.draft = whys.draft
        self.field = AnswerField(question)
        self.reasons = StopReasons()
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

    def on_mount(self) -> None:
        """Ask for the next answer."""
        self.reasons.display = False

    @property
    def is_typing(self) -> bool:
        """Whether the cursor is in the line."""
        return self.field.has_focus_within

    @property
    def path(self) -> str:
        """Where typed text is kept until it is taken over."""
        if self.editing:
            return f"{TABLE}.{self.editing}.answer"
        return f"{NEW}.{self.asked}" if self.asked else NEW

    @property
    def row_path(self) -> str:
        """The answer that the line changes or asks about; "" for the problem."""
        named = self.editing or self.asked
        return f"{TABLE}.{named}" if named else ""

    # What is shown

    def show_draft(self) -> None:
        """Ask what the kept text answers; forget answers that are gone."""
        drafts = self.draft.report.drafts
        rows = self.whys.branches
        changed = next((one.why.id for one in rows if f"{TABLE}.{one.why.id}.answer" in drafts), None)
        if changed and changed != self.editing:
            self._load(changed)
        elif self.editing and not changed and not (self.is_typing and self.whys.named(self.editing)):
            self.editing = None
        kept = next((path for path in drafts if path == NEW or path.startswith(f"{NEW}.")), None)
        if kept is not None:
            self.asked, self.has_ended = kept.removeprefix(NEW).removeprefix(".") or None, False
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
        self.asked = self.whys.last_open_end
        self.has_ended = bool(self.whys.branches) and self.asked is None

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
            first, *rest = lines_of((pointed_at.why.answer or "")[: 4 * width], width)
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
        up = ("Up List",) if self.whys.branches else ()
        if self.reasons.has_focus:
            return ("c o n ? Reason", "Esc No reason", "Ctrl+N Continue")
        if self.editing:
            return ("Enter Keep", "Esc Leave as it was", *up)
        return ("Enter Next why" if self.asked else "Enter Add", "Ctrl+T Another", *up, "Ctrl+N Continue")

    def _load(self, why_id: str) -> None:
        self.editing = why_id
        self._before_edit = self.whys.words_of(self.whys.named(why_id))
