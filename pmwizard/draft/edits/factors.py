"""Edits of the contributing factors: each is one change of the report, and returns what to say about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pmwizard.draft.draft import Draft
from pmwizard.draft.edits.links import addressed_by, link_names, targets
from pmwizard.draft.typed.purposes import read_purpose
from pmwizard.draft.unfinished import without_drafts
from pmwizard.model import Report
from pmwizard.model.parts.causes import CATEGORIES, Category, ContributingFactors, Factor
from pmwizard.model.paths import replaced, revised, with_row
from pmwizard.questions import Choice
from pmwizard.questions.actions import ACTION_ROWS
from pmwizard.questions.causes import FACTOR_GROUP, FACTOR_ROWS, RULED_OUT
from pmwizard.text import counted, shortened

_NEW_PURPOSE = f"{ACTION_ROWS.new_row}.addresses"
"""Where it is kept what an action is for that is not added yet."""

CHOOSE_ONE = "This group has several factors. Go down to one of them"


def path_of(factor: Factor) -> str:
    """Return where a factor stands."""
    return f"{FACTOR_ROWS.path}.{factor.id}"


def with_group_out(report: Report, category: Category) -> Report:
    """Return the report with a group ruled out, those ruled out in the order of the checklist."""
    out = {*report.contributing_factors.ruled_out, category}
    return replaced(report, RULED_OUT.path, tuple(one.value for one in RULED_OUT.choices if one.value in out))


def with_group_in(report: Report, category: Category) -> Report:
    """Return the report with a group no longer ruled out."""
    out = report.contributing_factors.ruled_out
    kept = tuple(one for one in out if one != category)
    return report if kept == out else replaced(report, RULED_OUT.path, kept)


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
        is_below: Whether it is one of several factors, on a line below its group.
    """

    group: Choice
    factors: tuple[Factor, ...]
    is_ruled_out: bool
    factor: Factor | None = None
    is_below: bool = False

    @property
    def category(self) -> Category | None:
        """The group as it is stored."""
        return next((one for one in CATEGORIES if one == self.group.value), None)

    @property
    def key(self) -> str:
        """What identifies this line, whatever moves."""
        return f"{self.group.value} {self.factor.id if self.factor and self.is_below else ''}"


def checklist(part: ContributingFactors, adding_to: str | None = None) -> tuple[ChecklistRow, ...]:
    """Return the lines of the checklist; all factors of the group that one is being added to stand below it."""
    groups = FACTOR_GROUP.choices if all(one.category for one in part.factors) else (*FACTOR_GROUP.choices, NO_GROUP)
    rows: list[ChecklistRow] = []
    for group in groups:
        factors = tuple(factor for factor in part.factors if (factor.category or "") == group.value)
        is_ruled_out = group.value in part.ruled_out
        if len(factors) == 1 and adding_to != group.value and group is not NO_GROUP:
            rows.append(ChecklistRow(group, factors, is_ruled_out, factors[0]))
            continue
        rows.append(ChecklistRow(group, factors, is_ruled_out))
        rows += [ChecklistRow(group, factors, is_ruled_out, factor, is_below=True) for factor in factors]
    return tuple(rows)


class FactorChanges:
    """The factors of the report being edited."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft

    @property
    def part(self) -> ContributingFactors:
        """The factors and the groups ruled out."""
        return self.draft.report.contributing_factors

    def named(self, factor_id: str) -> Factor | None:
        """Return the factor with that id."""
        return next((factor for factor in self.part.factors if factor.id == factor_id), None)

    def add(self, category: Category, texts: Mapping[str, str]) -> Factor:
        """Add a factor and return it; its group is then no longer ruled out."""
        row = Factor.model_validate({"category": category, **texts})
        changed = with_row(with_group_in(self.draft.report, category), FACTOR_ROWS.path, row)
        words = f"added {shortened(texts['factor'], 40)}"
        self.draft.replace(without_drafts(changed, FACTOR_ROWS.new_row), words, FACTOR_ROWS.path)
        return self.part.factors[-1]

    def change(self, factor: Factor, texts: Mapping[str, str]) -> Factor:
        """Give a factor other words and return it; only the texts given change."""
        path = path_of(factor)
        row = revised(factor, **{name: text or None for name, text in texts.items()})
        changed = without_drafts(replaced(self.draft.report, path, row), path)
        self.draft.replace(changed, f"changed {shortened(row.factor or '', 40)}", FACTOR_ROWS.path)
        return row

    def switch_ruled_out(self, row: ChecklistRow) -> str:
        """Note that a group played no part, or take that back; return what to say."""
        if row.category is None:
            return "t chooses the group of these factors first"
        if row.factors:
            return f"{row.group.label} has {counted(len(row.factors), 'factor')}. d removes one; then - rules it out"
        out = not row.is_ruled_out
        words = f"{'ruled out' if out else 'no longer ruled out'} {row.group.label}"
        changed = (with_group_out if out else with_group_in)(self.draft.report, row.category)
        self.draft.replace(changed, words, RULED_OUT.path)
        return ""

    def remove(self, row: ChecklistRow) -> str:
        """Remove a factor; return what to say."""
        if row.factor is None:
            return CHOOSE_ONE if row.factors else "There is no factor in this group. Space adds one"
        words = shortened(row.factor.factor or row.group.label, 40)
        self.draft.remove(path_of(row.factor), f"removed {words}")
        return f"Removed {words}. u brings it back"

    def move(self, row: ChecklistRow, by: int) -> str:
        """Move a factor in the order in which factors are printed; return what to say."""
        if row.factor is None:
            return CHOOSE_ONE if row.factors else "There is no factor in this group to move"
        number = self.part.factors.index(row.factor) + 1 + by
        if not 1 <= number <= len(self.part.factors):
            return f"This factor is printed {'first' if by < 0 else 'last'} already"
        words = shortened(row.factor.factor or row.group.label, 40)
        self.draft.move(path_of(row.factor), by, f"moved {words}")
        return f"Printed as factor {number} of {len(self.part.factors)}"

    def begin_action(self, row: ChecklistRow) -> str:
        """Put a factor into the entry line of actions; return what to say where there is none."""
        if row.factor is None:
            return CHOOSE_ONE if row.factors else "There is no factor in this group. Space adds one"
        report, name = self.draft.report, row.factor.id or ""
        typed = report.drafts.get(_NEW_PURPOSE, "")
        if name not in read_purpose(typed, targets(report)).ids:
            self.draft.keep_draft(_NEW_PURPOSE, ", ".join(filter(None, (name, typed))))
        return ""

    def put_in(self, factor: Factor, category: Category) -> None:
        """Put a factor into another group, which is then no longer ruled out."""
        changed = replaced(with_group_in(self.draft.report, category), f"{path_of(factor)}.category", category)
        words = f"put {shortened(factor.factor or 'a factor', 30)} into another group"
        self.draft.replace(changed, words, FACTOR_ROWS.path)


HUMAN = "human_error"
HUMAN_QUESTION = "What made it easy to do and hard to notice"
NO_ACTION = "No action changes this yet"
MORE_TO_SAY = "more to say"

_MOST_LINES = 3


def is_explained(factor: Factor) -> bool:
    """Return whether a factor says what it is and one of how and why; of a human action, what made it easy to do."""
    why = factor.why_existed if factor.category == HUMAN else factor.how_contributed or factor.why_existed
    return bool(factor.factor and why)


def still_to_say(factor: Factor) -> str:
    """Return what a factor does not say yet, as what to do; "" where it says enough."""
    if is_explained(factor):
        return ""
    if factor.category == HUMAN:
        return f"Say too {HUMAN_QUESTION[0].lower()}{HUMAN_QUESTION[1:]}"
    return "Say too how it contributed, or why it existed"


def link_lines(report: Report, factor: Factor) -> list[str]:
    """Return the whys a factor came from and the actions that change it, one on a line each, in at most three lines."""
    known = targets(report)
    lines = [
        f"From {name} {known[why].words if why in known else ''}".strip()
        for name, why in zip(link_names(report, factor, known), factor.whys, strict=True)
    ]
    actions = addressed_by(report, factor.id or "")
    lines += [f"Action {report.action_items.index(one) + 1} {one.action or ''}".strip() for one in actions]
    lines += [] if actions else [NO_ACTION]
    if len(lines) > _MOST_LINES:
        lines[_MOST_LINES - 1 :] = [f"and {len(lines) - _MOST_LINES + 1} more"]
    return lines
