"""Actions as lines of a table, and what is said about one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pmwizard.draft.edits.links import Target, link_names
from pmwizard.model import Report
from pmwizard.model.parts.actions import ActionItem
from pmwizard.questions.actions import ACTION_KIND, ACTION_STATUS
from pmwizard.ui.text import cut, spread, wrapped
from pmwizard.ui.widgets.columns import table_line

FIRST_CELLS = 8
"""Cells before the words of an action: its number and how far it is."""

NARROWEST = 18
"""Cells that the words of an action have at least; columns go before they get fewer."""

DAYS_WITHOUT_YEAR = 300
"""A due date nearer than that says its year by itself."""

NO_ACTION_YET = "no action yet"


@dataclass(frozen=True)
class ActionCells:
    """What the columns of one action say.

    Attributes:
        number: Its place, with a mark before it where there is a problem.
        box: How far it is, as a mark.
        words: What will be different.
        owner: Who does it.
        priority: How soon.
        due: By when.
        links: What it is for.
    """

    number: str
    box: str
    words: str
    owner: str
    priority: str
    due: str
    links: str

    @property
    def behind(self) -> tuple[str, ...]:
        """The columns behind the words."""
        return (self.owner, self.priority, self.due, self.links)


HEADING = ActionCells("", "", "Action", "Owner", "Pri", "Due", "For")
BOXES = {"open": "[ ]", "in_progress": "[>]", "done": "[x]", "wont_do": "[-]"}
"""How far an action is, as a mark."""

_MOST = (13, 3, 10, 10)
"""The most cells that each column behind the words gets."""

_FIRST_TO_GO = (3, 0)
"""The columns that give way to the words, the first to go first: what it is for, its owner."""


def cells_of(number: str, one: ActionItem, links: Sequence[str], today: date) -> ActionCells:
    """Return what the columns of an action say; without links, in words what it prevents."""
    for_what = ", ".join(links) or one.prevents or ""
    owner = one.owner or "(none)"
    box = BOXES.get(one.status or "", "[ ]")
    return ActionCells(number, box, one.action or "", owner, one.priority or "", shown_due(one.due, today), for_what)


def shown_due(due: date | None, today: date) -> str:
    """Return a due date in few cells."""
    if due is None:
        return "no date"
    return f"{due:%d %b}" if abs((due - today).days) < DAYS_WITHOUT_YEAR else due.isoformat()


def how_far(days: int) -> str:
    """Return how far away a day is."""
    match days:
        case 0:
            return "today"
        case 1:
            return "tomorrow"
        case _:
            return f"in {days} days" if days > 0 else "before today"


def widths_of(rows: Sequence[ActionCells], width: int) -> tuple[int, ...]:
    """Return the cells of each column: no more than its rows need, and none where the words need them."""
    needed = [min(most, max((len(row.behind[index]) for row in rows), default=0)) for index, most in enumerate(_MOST)]
    needed = [max(one, len(HEADING.behind[index])) if one else 0 for index, one in enumerate(needed)]
    for gives_way in (*_FIRST_TO_GO, None):
        words = width - FIRST_CELLS - sum(one + 2 for one in needed if one)
        if words >= NARROWEST or gives_way is None:
            break
        needed[gives_way] = 0
    return (max(1, words), *needed)


def line_of(row: ActionCells, widths: Sequence[int]) -> str:
    """Return one line of the table."""
    return table_line((f"{row.number:>3} {row.box:3} {row.words}", *row.behind), (FIRST_CELLS + widths[0], *widths[1:]))


def waiting_line(target: Target, width: int) -> str:
    """Return the line of a factor or a why that waits for an action."""
    return spread(f"  + For {target.name} {target.words}", NO_ACTION_YET, width)


def said_of(one: ActionItem, known: Mapping[str, Target], problem: str) -> str:
    """Return on one line what the table has no room for: a problem, else what an action is for, and its reason."""
    if problem:
        return problem
    named = [
        f"{known[row_id].name} {known[row_id].words}" if row_id in known else f"{row_id}, which is gone"
        for row_id in one.addresses
    ]
    parts = [ACTION_STATUS.label_of(one.status)] if one.status not in {None, "open"} else []
    if one.status == "wont_do" and one.reason:
        parts = [f"{parts[0]}: {one.reason}"]
    parts += [f"For {'; '.join(named)}"] if named else []
    parts += [f"Prevents: {one.prevents}"] if one.prevents else []
    return ". ".join(parts)


def told_of(report: Report, one: ActionItem, known: Mapping[str, Target], width: int) -> list[str]:
    """Return everything about an action, for the pane beside the list."""
    facts = (
        ("Status", ACTION_STATUS.label_of(one.status)),
        ("Reason", one.reason or ""),
        ("Owner", one.owner or "(none)"),
        ("Due", f"{one.due:%a %d %b %Y}" if one.due else "no date"),
        ("Kind", f"{ACTION_KIND.label_of(one.kind)}: {ACTION_KIND.meaning_of(one.kind)}" if one.kind else ""),
        ("Prevents", one.prevents or ""),
        ("Ticket", one.tracker_issue or ""),
    )
    lines = wrapped(one.action or "", width)
    for name, text in facts:
        lines += _labelled(name, text, width) if text else []
    for row_id, name in zip(one.addresses, link_names(report, one, known), strict=True):
        lines += _labelled("For", f"{name} {known[row_id].words}" if row_id in known else name, width)
    return lines


def _labelled(name: str, text: str, width: int) -> list[str]:
    first, *rest = wrapped(text, width - 10)
    return [f"{name:<9} {first}", *(f"{'':<10}{line}" for line in rest)]


def lines_beside(report: Report, waiting: Sequence[Target], width: int) -> list[str]:
    """Return what has no action yet, who has how many to do, and when they are due, for the pane beside the list."""
    lines = [f"Without an action: {len(waiting)}"] if waiting else []
    lines += [cut(f"  {one.name:<5} {one.words}", width) for one in waiting]
    to_do = [one for one in report.action_items if one.status not in {"done", "wont_do"}]
    if to_do:
        owners: dict[str, int] = {}
        weeks: dict[str, int] = {}
        for one in to_do:
            owners[one.owner or "(none)"] = owners.get(one.owner or "(none)", 0) + 1
        for due in sorted(one.due for one in to_do if one.due):
            year, week, _ = due.isocalendar()
            begins = f"{date.fromisocalendar(year, week, 1):%d %b %Y}"
            weeks[begins] = weeks.get(begins, 0) + 1
        lines += [
            "",
            "To do, by owner",
            *(spread(f"  {cut(name, width - 6)}", str(n), width) for name, n in owners.items()),
        ]
        lines += ["", "Due in the week of", *(spread(f"  {week}", str(n), width) for week, n in weeks.items())]
    return lines
