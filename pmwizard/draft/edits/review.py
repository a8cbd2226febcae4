"""What can be done to a report in its review: to its status, its drafted summary, the advice and the open questions."""

from __future__ import annotations

from pmwizard.checks.finding import Finding, dismissals, is_dismissed, with_dismissed, with_restored
from pmwizard.draft.draft import Draft
from pmwizard.draft.session import Session
from pmwizard.draft.summary.drafting import SETTLED, accepted
from pmwizard.layouts.layout import Layout
from pmwizard.model.paths import replaced, value_at
from pmwizard.questions.review import COMPLETED_ANYWAY, STATUS, SUMMARY, SUMMARY_IN_ONE_LINE

REASON = COMPLETED_ANYWAY.path
"""The path of the reason to approve or close a report in which something is left."""


def left_before(session: Session, status: str) -> int:
    """Return how many errors and missing answers hold a status back."""
    found = session.findings() if status in SETTLED else ()
    return sum(finding.severity != "advice" for finding in found)


def set_status(draft: Draft, status: str, reason: str = "") -> str:
    """Give the report a status, and a reason where something is left; return what to say."""
    label = STATUS.label_of(status)
    report = replaced(draft.report, STATUS.path, status)
    given_before = report.review.completed_anyway_because
    if reason:
        report = replaced(report, REASON, reason)
    draft.replace(report, f"status {label}")
    also = ", with the reason given before" if given_before and not reason and status in SETTLED else ""
    return f"The status is {label} now{also}. u takes it back"


def summary_path(layout: Layout) -> str:
    """Return the path of the summary that a layout prints."""
    return SUMMARY.path if SUMMARY.path in layout.asked else SUMMARY_IN_ONE_LINE.path


def is_drafted(draft: Draft, path: str) -> bool:
    """Return whether the text at a path is a summary that was drafted and that nobody has accepted yet."""
    return path.removeprefix("summary.") in draft.report.summary.drafted


def draft_summary(session: Session) -> str:
    """Compose the summary where it is missing, or was composed of facts that have changed; return what to say."""
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


def accept_summary(draft: Draft, path: str) -> str:
    """Accept the drafted text at a path, or all drafted texts where there is none; return what to say."""
    drafted = [f"summary.{name}" for name in draft.report.summary.drafted]
    for drafted_path in [path] if path in drafted else drafted:
        draft.replace(accepted(draft.report, drafted_path), "accepted the summary", "summary.drafted")
    return "Accepted. u takes it back" if drafted else "No text is a drafted one"


def dismiss_or_restore(session: Session, finding: Finding | None) -> str:
    """Dismiss a piece of advice, or bring it back where it was dismissed; return what to say."""
    if finding is None or finding.severity != "advice":
        return "d puts advice aside. What is wrong or missing is fixed where Enter goes"
    if is_dismissed(finding, dismissals(session.report)):
        session.draft.replace(with_restored(session.report, finding), "took advice up again", "review.dismissed")
        return "Taken up again"
    also = sum(other.dismissal == finding.dismissal for other in session.findings()) - 1
    session.draft.replace(with_dismissed(session.report, finding), "put advice aside", "review.dismissed")
    return f"Put aside{f', with {also} more like it' if also > 0 else ''}. u brings it back"


def mark_answered(draft: Draft, path: str) -> str:
    """Mark an open question as answered, or as open again; return what to say."""
    done = not value_at(draft.report, f"{path}.done")
    draft.put(f"{path}.done", done, "marked answered" if done else "marked open")
    return "Marked answered. u takes it back" if done else "Marked open"
