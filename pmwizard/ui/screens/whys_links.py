"""What is made of an answer to a why: contributing factors and actions that stay linked to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from pmwizard.draft.draft import Draft
from pmwizard.draft.links import linked_ids
from pmwizard.model import Report
from pmwizard.model.actions import ActionItem
from pmwizard.model.causes import CATEGORIES, Factor, Why
from pmwizard.model.paths import next_id, replaced, with_row
from pmwizard.questions.answers import one_line
from pmwizard.questions.causes import CATEGORY_CHOICES
from pmwizard.ui.dialogs.picker import Offer
from pmwizard.ui.editors.choice import choice_keys
from pmwizard.ui.text import cut

FACTORS = "contributing_factors.factors"
RULED_OUT = "contributing_factors.ruled_out"
ACTIONS = "action_items"


class WhyLinks:
    """The factors and actions of the report being edited that were made of its whys.

    Args:
        draft: The report being edited.
    """

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self._seen: tuple[object, object] = ((), ())
        self._made: Mapping[str, Sequence[Factor | ActionItem]] = {}

    def rows_of(self, why_id: str | None) -> Sequence[Factor | ActionItem]:
        """Return the factors, then the actions, that refer to an answer."""
        report = self.draft.report
        factors, actions = report.contributing_factors.factors, report.action_items
        if self._seen[0] is not factors or self._seen[1] is not actions:
            made: dict[str, list[Factor | ActionItem]] = defaultdict(list)
            rows: tuple[Factor | ActionItem, ...] = (*factors, *actions)
            for row in rows:
                for one in linked_ids(row):
                    made[one].append(row)
            self._seen, self._made = (factors, actions), made
        return self._made.get(why_id or "", ())

    def made_of(self, why_id: str | None) -> tuple[str, ...]:
        """Return the ids of the factors and actions that refer to an answer."""
        return tuple(row.id for row in self.rows_of(why_id) if row.id)

    def make_factor(self, why: Why, category: str) -> str:
        """Make a factor of an answer, in a group that is then no longer ruled out; return what to say."""
        report = self.draft.report
        group = next(one for one in CATEGORIES if one == category)
        factor_id = next_id(report, FACTORS)
        row = Factor(id=factor_id, category=group, factor=one_line(why.answer or ""), whys=(why.id or "",))
        changed = _looked_at(with_row(report, FACTORS, row), group)
        self.draft.replace(changed, f"made {factor_id} of {cut(why.answer or '', 30)}", FACTORS)
        label = next(one.label for one in CATEGORY_CHOICES if one.value == group)
        return f"Now also {factor_id}, under {label}. Ctrl+Z takes it back"

    def make_action(self, why: Why, text: str) -> str:
        """Make an open action that changes what an answer says; return what to say."""
        report = self.draft.report
        action_id = next_id(report, ACTIONS)
        row = ActionItem(id=action_id, action=one_line(text), status="open", addresses=(why.id or "",))
        self.draft.replace(with_row(report, ACTIONS, row), f"added {cut(text, 40)}", ACTIONS)
        return f"{action_id} waits in Action items for owner and date. Ctrl+Z takes it back"


def _looked_at(report: Report, category: str) -> Report:
    """Return the report in which a group is not ruled out."""
    out = report.contributing_factors.ruled_out
    kept = tuple(one for one in out if one != category)
    return report if kept == out else replaced(report, RULED_OUT, kept)


def group_offers() -> list[Offer]:
    """Return the groups of factors, each with one key: a digit, or the first letter."""
    keys = choice_keys(CATEGORY_CHOICES)
    return [
        Offer(key or one.label[0].lower(), f"{one.label:<22} {one.meaning}", one.value)
        for key, one in zip(keys, CATEGORY_CHOICES, strict=True)
    ]
