"""What wide terminals show beside the factors: the one under the cursor whole, and those without an action."""

from __future__ import annotations

from pmwizard.draft.links import without_action
from pmwizard.draft.session import Session
from pmwizard.model.causes import Factor
from pmwizard.questions import Question
from pmwizard.ui.panes import SidePane
from pmwizard.ui.screens.factor_links import link_lines
from pmwizard.ui.screens.factor_view import COLUMNS, FactorView
from pmwizard.ui.text import cut, wrapped


class FactorPane(SidePane):
    """Everything about the factor under the cursor, and how many have no action yet; else help.

    Args:
        session: The open report.
        factors: The checklist.
    """

    def __init__(self, session: Session, factors: FactorView) -> None:
        super().__init__(session)
        self.factors = factors

    def show(self, question: Question | None, section_id: str) -> None:
        """Show what is known of the factor under the cursor, or help."""
        super().show(question, section_id)
        width = max(20, self.size.width - 3)
        factor = self.factors.row.factor
        lines = self._about(factor, width) if factor and not self.factors.opened else list(self._help)
        if factor and self.factors.opened and self.factors.opened.factor_id:
            lines += ["", *link_lines(self.session.report, factor, width)]
        idle = [one for one in without_action(self.session.report) if self.factors.changes.named(one.id)]
        if idle:
            lines += ["", f"Factors without an action: {len(idle)}"]
            lines += [cut(f"  {one.name:<4} {one.words}", width) for one in idle]
        if lines != self._help:
            self._help = lines
            self.refresh()

    def _about(self, factor: Factor, width: int) -> list[str]:
        lines = [f"Factor {factor.id}: {self.factors.row.group.label}"]
        texts = (factor.factor, factor.how_contributed, factor.why_existed)
        for column, text in zip(COLUMNS, texts, strict=True):
            lines += ["", column.label, *(f"  {line}" for line in wrapped(text or "not said yet", width - 2))]
        return [*lines, "", *link_lines(self.session.report, factor, width)]
