"""What the review is made of: its list, and the form of its second page."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.geometry import Region

from pmwizard.draft.draft import Draft
from pmwizard.draft.findings import put_aside, taken_up
from pmwizard.draft.session import Session
from pmwizard.layouts.layout import Layout
from pmwizard.model.base import is_empty
from pmwizard.model.paths import value_at
from pmwizard.questions import Group
from pmwizard.questions.review import REVIEW
from pmwizard.ui.form.field import Field
from pmwizard.ui.form.form import Asks, Form
from pmwizard.ui.form.line import LineEditor
from pmwizard.ui.form.text import TextEditor
from pmwizard.ui.messages import Edited
from pmwizard.ui.sections.review.rows import ReviewRow, RowKind
from pmwizard.ui.widgets.list import SteppingRows

_ROOM = 1000
"""More lines than any form has, so that its groups are never folded."""


class ReviewList(SteppingRows):
    """What is left and what is answered, line by line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("k", "move_cursor(-1)", "Up", show=False),
        Binding("j", "move_cursor(1)", "Down", show=False),
        Binding("n", "screen.next_item", "Next item", show=False),
        Binding("e,tab", "screen.edit_summary", "Edit the summary", show=False),
        Binding("a", "screen.accept", "Accept the drafted summary", show=False),
        Binding("s", "screen.change_status", "Status", show=False),
        Binding("c", "screen.draft_anew", "Draft the summary anew", show=False),
        Binding("d,delete", "screen.put_aside", "Put advice aside, or take it up again", show=False),
        Binding("x", "screen.preview", "Export preview", show=False),
        Binding("space", "act('mark')", "Mark as answered", show=False),
        Binding("u", "app.undo", "Undo", show=False),
        Binding("f", "app.follow_up", "Needs follow-up", show=False),
    ]

    def select(self, index: int) -> None:
        """Put the cursor on a stop, with the lines on which that goes on in sight."""
        super().select(index)
        following = next((stop for stop in self.stops if stop > self.cursor), self.count)
        height = min(following - self.cursor, self.size.height)
        if height > 1:
            self.scroll_to_region(Region(0, self.cursor, 1, height), animate=False, force=True, immediate=True)


class SummaryForm(Form):
    """The summary and the open questions. A text that a person edits is no longer a drafted one."""

    @on(Edited)
    def accept(self, event: Edited) -> None:
        """Take the mark of a drafted text away once it is edited."""
        if accept_drafted(self.draft, event.path):
            # The form takes the text itself after this: only then is its note another.
            self.call_later(self.show_draft)

    async def focus_path(self, path: str) -> bool:
        """Put the cursor at an answer; a drafted text is selected, so that typing replaces it."""
        if path.removeprefix("summary.") in self.draft.report.summary.drafted:
            for one in self.query(Field):
                if one.path == path and isinstance(one.editor, LineEditor | TextEditor):
                    one.editor.offer()
        return await super().focus_path(path)


def accept_drafted(draft: Draft, path: str) -> bool:
    """Take away the mark that a summary is a drafted one; tell whether it was."""
    drafted = draft.report.summary.drafted
    left = tuple(name for name in drafted if path != f"summary.{name}")
    if left == drafted or is_empty(value_at(draft.report, path)):
        return False
    draft.put("summary.drafted", left, "accepted the summary")
    return True


def accept_all(draft: Draft, path: str) -> bool:
    """Accept the drafted text at a path, or all of them where that is none; tell whether there was one."""
    drafted = [f"summary.{name}" for name in draft.report.summary.drafted]
    for one in [path] if path in drafted else drafted:
        accept_drafted(draft, one)
    return bool(drafted)


def mark_answered(draft: Draft, path: str) -> str:
    """Mark an open question as answered, or as open again; return what to say of it."""
    done = not value_at(draft.report, f"{path}.done")
    draft.put(f"{path}.done", done, "marked answered" if done else "marked open")
    return "Marked answered. u takes it back" if done else "Marked open"


def summary_form(draft: Draft) -> SummaryForm:
    """Return the form of the second page: all that the review asks but the status, which has a key of its own."""
    questions = [one for one in REVIEW.questions if one.path != "metadata.status"]

    def note(path: str) -> str:
        is_drafted = path.removeprefix("summary.") in draft.report.summary.drafted
        return "(drafted: typing replaces it, arrows keep it)" if is_drafted else ""

    return SummaryForm([Group("Summary", tuple(questions))], draft, Asks(note=note), _ROOM)


def summary_path(layout: Layout) -> str:
    """Return the path of the summary that a layout prints."""
    return "summary.executive" if "summary.executive" in layout.asked else "summary.one_line"


def draft_summary(session: Session) -> str:
    """Compose the summary where it is still to be written, or was composed of facts that have changed; say so."""
    drafted = session.drafting.drafted(session.report, session.layout)
    if drafted is session.report:
        return ""
    session.draft.replace(drafted, "drafted the summary", "summary")
    return "Summary drafted from your answers. Ctrl+Z takes it back"


def draft_anew(session: Session) -> str:
    """Compose the summary from the facts as they are now, unless a person wrote it; return what to say."""
    drafted = session.drafting.drafted_anew(session.report, session.layout)
    if drafted == session.report:
        return "There is nothing to draft anew"
    session.draft.replace(drafted, "drafted the summary", "summary")
    return "Drafted from your answers. u takes it back"


def turn_advice(session: Session, row: ReviewRow | None) -> str:
    """Put a piece of advice aside, or take it up again; return what to say."""
    finding = row.finding if row else None
    if row is not None and finding is not None and row.kind is RowKind.ADVICE:
        also = sum(one.dismissal == finding.dismissal for one in session.findings()) - 1
        session.draft.replace(put_aside(session.report, finding), "put advice aside", "review.dismissed")
        return f"Put aside{f', with {also} more like it' if also > 0 else ''}. u brings it back"
    if row is not None and finding is not None and row.kind is RowKind.ASIDE:
        session.draft.replace(taken_up(session.report, finding), "took advice up again", "review.dismissed")
        return "Taken up again"
    return "d puts advice aside. What is wrong or missing is mended where Enter goes"
