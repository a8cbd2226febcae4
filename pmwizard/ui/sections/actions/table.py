"""Actions as lines of a table, and what is said about one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from pmwizard.draft.edits.links import Target, link_names
from pmwizard.model import Report
from pmwizard.model.parts.actions import ActionItem
from pmwizard.questions.actions import ACTION_KIND, ACTION_STATUS
from pmwizard.ui.text import cut, spread, wrapped
from pmwizard.ui.widgets.columns import column_widths

NARROWEST = 26
"""Cells that an action has at least, with its number and how far it is; columns go before it gets fewer."""

DAYS_WITHOUT_YEAR = 300
"""A due date nearer than that says its year by itself."""

HEADING = (f"{'':8}Action", "Owner", "Pri", "Due", "For")
BOXES = {"open": "[ ]", "in_progress": "[>]", "done": "[x]", "wont_do": "[-]"}
"""How far an action is, as a mark."""

_MOST = (13, 3, 10, 10)
"""The most cells that each column behind the action gets."""

_FIRST_TO_GO = (3, 0)
"""The columns that give way to the action, the first to go first: what it is for, its owner."""


def action_cells(number: str, action: ActionItem, links: Sequence[str], today: date) -> tuple[str, ...]:
    """Return what the columns say of an action; without links, in words what it prevents."""
    due = "no date"
    if action.due:
        is_near = abs((action.due - today).days) < DAYS_WITHOUT_YEAR
        due = f"{action.due:%d %b}" if is_near else action.due.isoformat()
    first = f"{number:>3} {BOXES.get(action.status or '', '[ ]'):3} {action.action or ''}"
    return first, action.owner or "(none)", action.priority or "", due, ", ".join(links) or action.prevents or ""


def action_widths(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Return the cells of each column: no more than its rows need, and none where the action needs them."""
    needed = [
        max(len(name), min(most, longest)) if (longest := max(map(len, cells), default=0)) else 0
        for (name, *cells), most in zip([*zip(HEADING, *rows, strict=True)][1:], _MOST, strict=True)
    ]
    for gives_way in _FIRST_TO_GO:
        if column_widths((None, *needed), width, least=0)[0] < NARROWEST:
            needed[gives_way] = 0
    return column_widths((None, *needed), width, least=9)


def how_far(days: int) -> str:
    """Return how far away a day is."""
    return {0: "today", 1: "tomorrow"}.get(days) or (f"in {days} days" if days > 0 else "before today")


def action_in_brief(action: ActionItem, known: Mapping[str, Target], problem: str) -> str:
    """Return on one line what the table has no room for: a problem, else what an action is for, and its reason."""
    if problem:
        return problem
    named = [
        f"{known[row_id].name} {known[row_id].words}" if row_id in known else f"{row_id}, which is gone"
        for row_id in action.addresses
    ]
    parts = [ACTION_STATUS.label_of(action.status)] if action.status not in {None, "open"} else []
    if action.status == "wont_do" and action.reason:
        parts = [f"{parts[0]}: {action.reason}"]
    elif action.status == "done":
        parts = [progress(action)]
    parts += [f"For {'; '.join(named)}"] if named else []
    parts += [f"Prevents: {action.prevents}"] if action.prevents else []
    return ". ".join(parts)


def progress(action: ActionItem) -> str:
    """Return how far an action is, and for one that is done when and how that was verified."""
    label = ACTION_STATUS.label_of(action.status)
    if action.status != "done" or not (action.verified_on or action.verified_how):
        return label
    day = f" {action.verified_on:%d %b %Y}" if action.verified_on else ""
    return f"{label}, verified{day}{f': {action.verified_how}' if action.verified_how else ''}"


def action_in_full(report: Report, action: ActionItem, known: Mapping[str, Target], width: int) -> list[str]:
    """Return everything about an action, for the pane beside the list."""
    facts = (
        ("Status", progress(action)),
        ("Reason", action.reason or ""),
        ("Owner", action.owner or "(none)"),
        ("Due", f"{action.due:%a %d %b %Y}" if action.due else "no date"),
        ("Kind", f"{ACTION_KIND.label_of(action.kind)}: {ACTION_KIND.meaning_of(action.kind)}" if action.kind else ""),
        ("Prevents", action.prevents or ""),
        ("Ticket", action.tracker_issue or ""),
    )
    lines = wrapped(action.action or "", width)
    for name, text in facts:
        lines += _labelled(name, text, width) if text else []
    for row_id, name in zip(action.addresses, link_names(report, action, known), strict=True):
        lines += _labelled("For", f"{name} {known[row_id].words}" if row_id in known else name, width)
    return lines


def _labelled(name: str, text: str, width: int) -> list[str]:
    first, *rest = wrapped(text, width - 10)
    return [f"{name:<9} {first}", *(f"{'':<10}{line}" for line in rest)]


def lines_beside(report: Report, waiting: Sequence[Target], width: int) -> list[str]:
    """Return what has no action yet, who has how many to do, and when they are due, for the pane beside the list."""
    lines = [f"Without an action: {len(waiting)}"] if waiting else []
    lines += [cut(f"  {target.name:<5} {target.words}", width) for target in waiting]
    to_do = [action for action in report.action_items if action.status not in {"done", "wont_do"}]
    if to_do:
        owners = Counter(action.owner or "(none)" for action in to_do)
        mondays = sorted(action.due - timedelta(action.due.weekday()) for action in to_do if action.due)
        weeks = Counter(f"{monday:%d %b %Y}" for monday in mondays)
        for title, counts in (("To do, by owner", owners), ("Due in the week of", weeks)):
            lines += ["", title, *(spread(f"  {cut(name, width - 6)}", str(n), width) for name, n in counts.items())]
    return lines
