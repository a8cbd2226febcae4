"""The checklist of contributing factors as rows: every group, and under it its factors where there are several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pmwizard.draft.progress import counted
from pmwizard.model.causes import CATEGORIES, Category, ContributingFactors, Factor
from pmwizard.questions import Choice
from pmwizard.questions.causes import CATEGORY_CHOICES
from pmwizard.ui.screens.factor_links import MORE_TO_SAY, is_explained
from pmwizard.ui.text import cut, padded, spread, wrapped

LABEL_WIDTH = 22
"""Cells of the longest name of a group, and one more."""

WIDTH_FOR_NOTES = 60
"""Cells above which a row says that there is more to say about its factor."""

NO_GROUP = Choice("", "No group yet", "t chooses the group of these")
"""The group shown for factors of a hand-written report that name none."""


@dataclass(frozen=True)
class ChecklistRow:
    """A line of the checklist.

    Attributes:
        group: The group it stands for or belongs to.
        factors: The factors of that group.
        is_ruled_out: Whether the group was looked at and played no part.
        factor: The factor that the line stands for, ``None`` where it stands for none or several.
        number: The place of that factor among all factors, from 1.
        is_below: Whether it is one of several factors, on a line below its group.
    """

    group: Choice
    factors: tuple[Factor, ...]
    is_ruled_out: bool
    factor: Factor | None = None
    number: int = 0
    is_below: bool = False

    @property
    def category(self) -> Category | None:
        """The group as it is stored."""
        return next((one for one in CATEGORIES if one == self.group.value), None)

    @property
    def key(self) -> tuple[str, str]:
        """What tells this line from the others, whatever moves."""
        return self.group.value, (self.factor.id or "") if self.factor and self.is_below else ""


def checklist(part: ContributingFactors, adding_to: str | None = None) -> tuple[ChecklistRow, ...]:
    """Return the lines of the checklist.

    Args:
        part: The factors and the groups ruled out.
        adding_to: The group that a factor is being added to, whose factors then all stand below it.
    """
    numbered = tuple(enumerate(part.factors, 1))
    groups = CATEGORY_CHOICES if all(one.category for one in part.factors) else (*CATEGORY_CHOICES, NO_GROUP)
    rows: list[ChecklistRow] = []
    for group in groups:
        inside = [(number, factor) for number, factor in numbered if (factor.category or "") == group.value]
        found = tuple(factor for _, factor in inside)
        is_ruled_out = group.value in part.ruled_out
        if len(found) == 1 and adding_to != group.value and group is not NO_GROUP:
            rows.append(ChecklistRow(group, found, is_ruled_out, found[0], inside[0][0]))
            continue
        rows.append(ChecklistRow(group, found, is_ruled_out))
        rows += [ChecklistRow(group, found, is_ruled_out, one, number, is_below=True) for number, one in inside]
    return tuple(rows)


def looked_at(part: ContributingFactors) -> int:
    """Return how many groups were looked at, whether they contributed or not."""
    return len({*part.ruled_out, *(factor.category for factor in part.factors if factor.category)})


def row_text(row: ChecklistRow, width: int, *, is_opened: bool = False) -> str:
    """Return the line that shows a group or a factor.

    Args:
        row: What is shown.
        width: The cells there are.
        is_opened: Whether a factor is being added to the group.
    """
    note = (row.factor.id or "") if row.factor else ""
    if row.factor and not is_explained(row.factor) and width > WIDTH_FOR_NOTES:
        note = f"{MORE_TO_SAY}  {note}"
    if row.is_below and row.factor:
        return spread(f"{' ' * 6}{row.factor.factor or '(no text)'}", note, width)
    mark = "[x]" if row.factors or is_opened else "[-]" if row.is_ruled_out else "[ ]"
    if not row.factor:
        note = counted(len(row.factors), "factor") if row.factors else ""
    words = (row.factor.factor or "(no text)") if row.factor else row.group.meaning
    return spread(f"{mark} {padded(row.group.label, LABEL_WIDTH)} {words}", note, width)


def detail_lines(factor: Factor, labels: Sequence[str], width: int, height: int) -> list[str]:
    """Return what is said of a factor, label by label, in at most so many lines.

    Args:
        factor: The factor.
        labels: The names of what it is, how it contributed and why it existed.
        width: The cells of a line.
        height: The number of lines.
    """
    told = [
        (label, text)
        for label, text in zip(labels, (factor.factor, factor.how_contributed, factor.why_existed), strict=True)
        if text
    ]
    indent = max(map(len, labels)) + 2
    lines: list[str] = []
    for index, (label, text) in enumerate(told):
        share = max(1, height - len(lines) - (len(told) - index - 1))
        first, *rest = wrapped(text, width - indent)
        parts = [first, *rest] if len(rest) < share else [first, *rest[: share - 1]]
        if len(rest) >= share:
            parts[-1] = cut(f"{parts[-1]} {rest[share - 1]}", width - indent)
        lines += [f"{label if not number else '':<{indent}}{part}" for number, part in enumerate(parts)]
    return lines[: max(0, height)]
