"""When actions are due: after the incident, not past, and as soon as their priority says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pmwizard.checks.case import Case
from pmwizard.checks.kinds import Actions, open_actions
from pmwizard.checks.rule import Told, rule
from pmwizard.model.actions import ActionItem, Priority
from pmwizard.model.horizons import latest_due
from pmwizard.model.readings import in_words

_TELL_EACH = 3
_LENGTHS = {"P0": "a week", "P1": "a month", "P2": "a quarter"}


@rule(
    "action-due-early", "action", "error", "An action cannot be due before the incident it follows from", "the layouts"
)
def due_before_incident(case: Case) -> Iterator[Told]:
    """An action is due before the day of the incident."""
    for row, action in open_actions(case):
        if action.due and _is_early(case, action):
            begin = f"Due {in_words(action.due)} is before the incident"
            yield f"{row}.due", f"{begin} of {in_words(case.incident_day or action.due)}. Enter a later date"


@rule(
    "action-due-past", "action", "advice", "An open action whose date has passed is forgotten, or done", "the layouts"
)
def due_in_the_past(case: Case) -> Iterator[Told]:
    """An open action is due before today; many are told as one. A closed report is followed elsewhere."""
    past = _past(case)
    if len(past) > _TELL_EACH:
        first = min(action.due for _, action in past if action.due)
        message = f"{len(past)} open actions were due before today, the first on {in_words(first)}"
        yield "action_items", f"{message}. Enter later dates, or mark them done"
        return
    for row, action in past:
        if action.due:
            yield f"{row}.due", f"Due {in_words(action.due)} is before today. Enter a later date"


def _past(case: Case) -> Actions:
    if case.report.metadata.status == "closed":
        return ()
    return tuple(
        (row, action)
        for row, action in open_actions(case)
        if action.due and action.due < case.today and not _is_early(case, action)
    )


@rule("action-due-late", "action", "advice", "P0 is for a week, P1 for a month, P2 for a quarter", "the layouts")
def due_outside_horizon(case: Case) -> Iterator[Told]:
    """An open action is due later than its priority allows, counted from the post-mortem, else from the incident."""
    start = case.report.metadata.postmortem_date or case.incident_day
    for row, action in open_actions(case):
        if start is None or action.due is None or action.priority is None or action.due < case.today:
            continue
        begin, last = _last_day(action.priority, start, case.today)
        if action.due > last:
            limit = f"{_LENGTHS[action.priority]} from {in_words(begin)}"
            message = f"Due {in_words(action.due)} is later than {action.priority} says, {limit}"
            yield f"{row}.due", f"{message}. Enter a date up to {in_words(last)}, or change the priority"


def _last_day(priority: Priority, start: date, today: date) -> tuple[date, date]:
    """Return from when the time for a priority is counted, and its last day; from today where that has passed."""
    for begin in (start, today):
        try:
            last = latest_due(priority, begin)
        except (ValueError, OverflowError):
            last = date.max
        if last >= today:
            break
    return begin, last


def _is_early(case: Case, action: ActionItem) -> bool:
    return action.due is not None and case.incident_day is not None and action.due < case.incident_day
