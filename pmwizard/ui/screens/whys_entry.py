"""The entry line of the whys: it adds and changes answers, and asks why a chain stops."""

from __future__ import annotations

from textual import events, on
from textual.message import Message

from pmwizard.draft.draft import without_drafts
from pmwizard.model.whys import Branch
from pmwizard.ui.editors.messages import Accepted, Edited
from pmwizard.ui.screens.whys_field import StopReasons
from pmwizard.ui.screens.whys_line import WhyLine


class WhyEntry(WhyLine):
    """The line that asks: Enter adds, changes, or stops the chain at an empty line."""

    class Settled(Message):
        """Posted when something was added, changed or left, and the line asks something else."""

    class Finished(Message):
        """Posted at Enter on an empty line when no answer is asked about."""

    class Left(Message):
        """Posted when the line has no more to do and the tree is to have the cursor.

        Attributes:
            words: What to say then.
            why_id: The answer that the cursor goes to, ``None`` for the one that is asked about.
        """

        def __init__(self, words: str = "", why_id: str | None = None) -> None:
            self.words = words
            self.why_id = why_id
            super().__init__()

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
            self.reasons.ask(asked.why.answer or "", asked.why.stop)
            self.field.display, self.reasons.display = False, True
            self.reasons.focus()
        else:
            self.ask(None, has_ended=True)

    @on(StopReasons.Chosen)
    def stop_because(self, event: StopReasons.Chosen) -> None:
        """Note why the chain stops."""
        event.stop()
        position = self.whys.position(self.asked)
        if position is not None:
            self.whys.stop(position, event.reason)
        self._go_on_from_end()

    @on(StopReasons.Kept)
    def stop_as_it_is(self, event: StopReasons.Kept) -> None:
        """Leave the end of the chain as it is."""
        event.stop()
        self._go_on_from_end()

    def _go_on_from_end(self) -> None:
        """Ask for another cause of the problem; the end of the chain stays at hand."""
        end = self.asked
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

    def on_key(self, event: events.Key) -> None:
        """Up goes to the tree; Esc leaves an answer as it was."""
        if event.key == "escape" and self.editing:
            left = self.editing
            self.draft.drop_drafts(self.path)
            self.editing = None
            self._show_text()
            self.post_message(self.Left("Left as it was. Ctrl+Z brings the change back", left))
        elif event.key == "up" and self.is_typing and self.whys.branches:
            self.post_message(self.Left())
        else:
            return
        event.stop()
        event.prevent_default()
