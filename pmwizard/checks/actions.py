"""What will be done about the incident."""

from __future__ import annotations

from collections.abc import Iterator

from pmwizard.checks.finding import Case, Finding, found
from pmwizard.model.base import is_empty


def nothing_will_change(case: Case) -> Iterator[Finding]:
    """There is no action, and no reason why none."""
    is_asked = any(path.split(".")[0] == "action_items" for path in case.layout.asked)
    if is_asked and not case.report.action_items and is_empty(case.report.review.no_actions_because):
        yield found("no-action", "missing", "action_items", "Add an action, or say why there is none")
