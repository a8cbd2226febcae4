"""The actions of a report, and what they are good for."""

from __future__ import annotations

import re

from pmwizard.checks.case import Case
from pmwizard.checks.leaves import row_path
from pmwizard.model.actions import ActionItem

_WATCHES = re.compile(
    r"\b(?:alerts?|alarms?|monitor\w*|detect\w*|page|paging|dashboards?|probes?|watch\w*|notice"
    r"|health ?checks?|metrics?)\b",
    re.IGNORECASE,
)

Actions = tuple[tuple[str, ActionItem], ...]
"""Actions with the paths of their rows."""


def planned_actions(case: Case) -> Actions:
    """Return the actions that are done or will be; an empty row is none."""
    return tuple(
        (row_path("action_items", action, index), action)
        for index, action in enumerate(case.report.action_items)
        if action.status != "wont_do"
    )


def open_actions(case: Case) -> Actions:
    """Return the actions that are still to be done."""
    return tuple((path, action) for path, action in planned_actions(case) if action.status != "done")


def detects(case: Case) -> bool:
    """Tell whether anything planned makes it show sooner: by its kind, by its words where no kind is given."""
    if case.report.prevention.alerts or case.report.prevention.dashboards:
        return True
    return any(
        action.kind == "detect" or (action.kind is None and _WATCHES.search(action.action or "") is not None)
        for _, action in planned_actions(case)
    )


def prevents(case: Case) -> bool:
    """Tell whether anything planned keeps it from happening again."""
    prevention = case.report.prevention
    if prevention.tests or prevention.process_changes or prevention.architecture_changes:
        return True
    return any(action.kind == "prevent" for _, action in planned_actions(case))


def limits(case: Case) -> bool:
    """Tell whether anything planned makes it do less harm."""
    return any(action.kind == "limit" for _, action in planned_actions(case))
