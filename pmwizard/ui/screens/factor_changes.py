"""What can be done to the contributing factors: each act is one change of the report, told in a sentence."""

from __future__ import annotations

from collections.abc import Mapping

from pmwizard.draft.draft import Draft, without_drafts
from pmwizard.draft.link_text import read_purpose
from pmwizard.draft.links import targets
from pmwizard.draft.progress import counted
from pmwizard.model import Report
from pmwizard.model.causes import CATEGORIES, Category, ContributingFactors, Factor
from pmwizard.model.paths import replaced, revised, with_row
from pmwizard.questions.causes import CATEGORY_CHOICES
from pmwizard.ui.screens.factor_rows import ChecklistRow
from pmwizard.ui.text import cut

TABLE = "contributing_factors.factors"
NEW = f"{TABLE}.new"
RULED_OUT = "contributing_factors.ruled_out"

FOR = "action_items.new.addresses"
"""Where it is kept what an action is for that is not added yet."""

CHOOSE_ONE = "This group has several factors. Go down to one of them"


def path_of(factor: Factor) -> str:
    """Return where a factor stands."""
    return f"{TABLE}.{factor.id}"


def ruled_out_with(part: ContributingFactors, category: Category, *, is_out: bool) -> tuple[Category, ...]:
    """Return the groups ruled out, with one in or out of them, in the order of the checklist."""
    wanted = {*part.ruled_out, category} if is_out else {*part.ruled_out} - {category}
    return tuple(one for choice in CATEGORY_CHOICES for one in CATEGORIES if one == choice.value and one in wanted)


class FactorChanges:
    """The factors of the report being edited.

    Args:
        draft: The report being edited.
    """

    def __init__(self, draft: Draft) -> None:
        self.draft = draft

    @property
    def part(self) -> ContributingFactors:
        """The factors and the groups ruled out."""
        return self.draft.report.contributing_factors

    def named(self, factor_id: str) -> Factor | None:
        """Return the factor with that id."""
        return next((one for one in self.part.factors if one.id == factor_id), None)

    def add(self, category: Category, texts: Mapping[str, str]) -> Factor:
        """Add a factor and return it; its group is then no longer ruled out."""
        row = Factor.model_validate({"category": category, **texts})
        changed = with_row(self._not_ruled_out(category), TABLE, row)
        self.draft.replace(without_drafts(changed, NEW), f"added {cut(texts['factor'], 40)}", TABLE)
        return self.part.factors[-1]

    def change(self, factor: Factor, texts: Mapping[str, str]) -> Factor:
        """Give a factor other words and return it; only the texts given change."""
        path = path_of(factor)
        row = revised(factor, **{name: text or None for name, text in texts.items()})
        changed = without_drafts(replaced(self.draft.report, path, row), path)
        self.draft.replace(changed, f"changed {cut(row.factor or '', 40)}", TABLE)
        return row

    def switch_ruled_out(self, row: ChecklistRow) -> str:
        """Note that a group played no part, or take that back; return what to say."""
        if row.category is None:
            return "t chooses the group of these factors first"
        if row.factors:
            return f"{row.group.label} has {counted(len(row.factors), 'factor')}. d removes one; then - rules it out"
        out = not row.is_ruled_out
        words = f"{'ruled out' if out else 'no longer ruled out'} {row.group.label}"
        self.draft.put(RULED_OUT, ruled_out_with(self.part, row.category, is_out=out), words)
        return ""

    def remove(self, row: ChecklistRow) -> str:
        """Remove a factor; return what to say."""
        if row.factor is None:
            return CHOOSE_ONE if row.factors else "There is no factor in this group. Space adds one"
        words = cut(row.factor.factor or row.group.label, 40)
        self.draft.remove(path_of(row.factor), f"removed {words}")
        return f"Removed {words}. u brings it back"

    def move(self, row: ChecklistRow, by: int) -> str:
        """Move a factor in the order in which factors are printed; return what to say."""
        if row.factor is None:
            return CHOOSE_ONE if row.factors else "There is no factor in this group to move"
        if not 1 <= row.number + by <= len(self.part.factors):
            return f"This factor is printed {'first' if by < 0 else 'last'} already"
        words = cut(row.factor.factor or row.group.label, 40)
        self.draft.move(path_of(row.factor), by, f"moved {words}")
        return f"Printed as factor {row.number + by} of {len(self.part.factors)}"

    def begin_action(self, row: ChecklistRow) -> str:
        """Put a factor into the entry line of actions; return what to say where there is none."""
        if row.factor is None:
            return CHOOSE_ONE if row.factors else "There is no factor in this group. Space adds one"
        report, name = self.draft.report, row.factor.id or ""
        typed = report.drafts.get(FOR, "")
        if name not in read_purpose(typed, targets(report)).ids:
            self.draft.keep_draft(FOR, ", ".join(filter(None, (name, typed))))
        return ""

    def put_in(self, factor: Factor, category: Category) -> None:
        """Put a factor into another group, which is then no longer ruled out."""
        changed = replaced(self._not_ruled_out(category), f"{path_of(factor)}.category", category)
        self.draft.replace(changed, f"put {cut(factor.factor or 'a factor', 30)} into another group", TABLE)

    def _not_ruled_out(self, category: Category) -> Report:
        report = self.draft.report
        if category not in self.part.ruled_out:
            return report
        return replaced(report, RULED_OUT, ruled_out_with(self.part, category, is_out=False))
