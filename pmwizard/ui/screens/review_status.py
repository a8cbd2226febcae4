"""The status of a report: errors and missing answers hold back the last two, unless a reason is given."""

from __future__ import annotations

from dataclasses import replace

from pmwizard.draft.draft import Draft
from pmwizard.draft.drafting import SETTLED
from pmwizard.draft.progress import counted
from pmwizard.model.paths import replaced
from pmwizard.questions import question_at
from pmwizard.questions.metadata import STATUSES
from pmwizard.ui.dialogs.picker import Offer, Picker
from pmwizard.ui.dialogs.prompt import Prompt
from pmwizard.ui.frame import Frame

REASON = "review.completed_anyway_because"


class StatusChanges(Frame):
    """A step on which the status of the report is changed."""

    def action_change_status(self) -> None:
        """Offer the statuses."""
        status = self.session.report.metadata.status or "draft"
        self.app.push_screen(Picker("Status", status_offers(), status), self._take_status)

    def _take_status(self, status: str | None) -> None:
        if not status:
            return
        # What is left is looked at as it is now: an approval is not to rest on what was found a moment ago.
        told = self.session.checked_at_once().told if status in SETTLED else ()
        left = sum(one.severity != "advice" for one in told)
        if left:
            self._ask_reason(status, left)
        else:
            self._set_status(status)

    def _ask_reason(self, status: str, left: int) -> None:
        question = question_at(REASON)
        given = self.session.report.review.completed_anyway_because or ""

        def entered(texts: tuple[str, ...] | None) -> None:
            if texts is None:
                self.say("The status stays as it was")
            elif texts[0].strip():
                self._set_status(status, texts[0])
            else:
                self._ask_reason(status, left)

        if question:
            title = f"{counted(left, 'thing')} left. Enter a reason to go on"
            asked = replace(question, label=f"Why it is {status} with something left", optional=False)
            self.app.push_screen(Prompt(title, [asked], [given]), entered)

    def _set_status(self, status: str, reason: str = "") -> None:
        label = set_status(self.session.draft, status, reason)
        self.show_draft()
        kept = self.session.report.review.completed_anyway_because
        also = ", with the reason given before" if kept and not reason and status in SETTLED else ""
        self.say(f"The status is {label} now{also}. u takes it back")


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
