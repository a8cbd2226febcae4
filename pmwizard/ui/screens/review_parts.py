"""What the review is made of: its list, the form of its second page, and the statuses."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from pmwizard.draft.draft import Draft
from pmwizard.model.base import is_empty
from pmwizard.model.paths import replaced, value_at
from pmwizard.questions import Group
from pmwizard.questions.metadata import STATUSES
from pmwizard.questions.review import REVIEW
from pmwizard.ui.dialogs.picker import Offer
from pmwizard.ui.editors.messages import Edited
from pmwizard.ui.form import Asks, Form
from pmwizard.ui.stepping import SteppingRows
from pmwizard.ui.text import cut

REASON = "review.completed_anyway_because"
HELD_BACK = frozenset({"approved", "closed"})
"""The statuses that errors and missing answers hold back."""

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
        Binding("x", "screen.preview", "Export preview", show=False),
        Binding("space", "act('mark')", "Mark as answered", show=False),
        Binding("u", "app.undo", "Undo", show=False),
        Binding("f", "app.follow_up", "Needs follow-up", show=False),
    ]


class SummaryForm(Form):
    """The summary and the open questions. A text that a person edits is no longer a drafted one."""

    @on(Edited)
    def accept(self, event: Edited) -> None:
        """Take the mark of a drafted text away once it is edited."""
        accept_drafted(self.draft, event.path)


def accept_drafted(draft: Draft, path: str) -> None:
    """Take away the mark that a summary is a drafted one."""
    drafted = draft.report.summary.drafted
    left = tuple(name for name in drafted if path != f"summary.{name}")
    if left != drafted and not is_empty(value_at(draft.report, path)):
        draft.put("summary.drafted", left, f"accepted {cut(path.partition('.')[2].replace('_', ' '), 30)}")


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
    return SummaryForm([Group("Summary", tuple(questions))], draft, Asks(), _ROOM)


def status_offers() -> list[Offer]:
    """Return the statuses to choose from."""
    return [Offer(str(number), f"{one.label:<10} {one.meaning}", one.value) for number, one in enumerate(STATUSES, 1)]


def set_status(draft: Draft, status: str, reason: str = "") -> str:
    """Give the report a status, and the reason for it where something is left; return the status in words."""
    label = next(one.label for one in STATUSES if one.value == status)
    report = replaced(draft.report, "metadata.status", status)
    if reason:
        report = replaced(report, REASON, reason)
    draft.replace(report, f"status {label}")
    return label
