"""The step of the contributing factors. Every group is looked at once; those that played a part say how and why."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult

from pmwizard.draft.edits.factors import is_explained, link_lines, path_of
from pmwizard.draft.edits.links import without_action
from pmwizard.draft.session import Session
from pmwizard.model.parts.causes import Factor
from pmwizard.model.paths import is_at_or_below
from pmwizard.questions import Question, Section
from pmwizard.questions.causes import FACTOR_GROUP, FACTOR_ROWS, FACTORS, RULED_OUT
from pmwizard.ui import keys
from pmwizard.ui.fields.field import Field
from pmwizard.ui.frame.step import Frame
from pmwizard.ui.messages import Edited
from pmwizard.ui.sections.factors.checklist import COLUMNS, FactorList, Opened
from pmwizard.ui.text import cut, wrapped

GROUP_HINT = keys.hint_of(
    keys.PLAYED_A_PART.says("played a part"),
    keys.RULE_OUT.says("did not"),
    keys.ANOTHER_FACTOR.says("another factor in this group"),
)
FACTOR_HINT = keys.hint_of(
    keys.ANOTHER_FACTOR.says("another"),
    keys.ITS_ACTION.says("its action"),
    keys.together("order", *keys.FACTOR_ORDER),
    keys.DELETE_FACTOR.says("delete"),
    keys.OTHER_GROUP.says("group"),
)


class FactorsScreen(Frame):
    """The checklist, and below it why there is only one factor where there is one."""

    def __init__(self, session: Session, section: Section, start: str = "") -> None:
        super().__init__(session, section, start)
        self.factors = FactorList(session.draft)
        self.reason = Field(FACTORS.questions[-1], FACTORS.questions[-1].path)

    def body(self) -> ComposeResult:
        """Yield the checklist and the question below it."""
        yield self.factors
        yield self.reason

    def on_mount(self) -> None:
        """Show the report."""
        self.show_draft()

    def focus_first(self) -> None:
        """Put the cursor in fields left open, or in the list."""
        if self.factors.opened:
            self.factors.fields.enter()
        else:
            self.factors.list.focus()

    # What is shown

    def show_draft(self) -> None:
        """Show the report as it is now."""
        was_in_list = self.factors.list.has_focus
        self.factors.show_draft()
        if was_in_list and self.factors.opened:
            self.factors.fields.enter()
        self.show_reason()
        super().show_draft()

    def show_reason(self) -> None:
        """Ask why there is only one factor where there is one, or where that was answered."""
        answered = self.session.draft.raw(self.reason.path)
        shown = len(self.session.report.contributing_factors.factors) == 1 or bool(answered)
        if not shown and self.reason.has_focus_within:
            self.factors.list.focus()
        self.reason.display = shown
        self.reason.show(answered)

    def side_lines(self, width: int) -> list[str]:
        """Return all that is known of the factor under the cursor, else help; and which factors have no action yet."""
        factor, opened = self.factors.row.factor, self.factors.opened
        lines = self._factor_lines(factor, width) if factor and not opened else super().side_lines(width)
        if factor and opened and opened.factor_id:
            lines += ["", *(cut(line, width) for line in link_lines(self.session.report, factor))]
        idle = [one for one in without_action(self.session.report) if self.factors.changes.named(one.id)]
        if idle:
            lines += ["", f"Factors without an action: {len(idle)}"]
            lines += [cut(f"  {one.name:<4} {one.words}", width) for one in idle]
        return lines

    def _factor_lines(self, factor: Factor, width: int) -> list[str]:
        lines = [f"Factor {factor.id}: {self.factors.row.group.label}"]
        texts = (factor.factor, factor.how_contributed, factor.why_existed)
        for column, text in zip(COLUMNS, texts, strict=True):
            lines += ["", column.label, *(f"  {line}" for line in wrapped(text or "not said yet", width - 2))]
        return [*lines, "", *(cut(line, width) for line in link_lines(self.session.report, factor))]

    def step(self) -> tuple[str, str]:
        """Return the step, with how many groups were looked at."""
        left, right = super().step()
        part = self.session.report.contributing_factors
        rest = sum(not is_explained(factor) for factor in part.factors)
        note = f", {rest} to fill" if rest else ""
        looked_at = {*part.ruled_out, *(factor.category for factor in part.factors if factor.category)}
        return left, f"{right.partition(' ')[0]}  {len(looked_at)} of {len(FACTOR_GROUP.choices)} looked at{note}"

    def hint(self) -> str:
        """Return what the keys do, or what the focused field asks."""
        if not self.factors.list.has_focus:
            return super().hint()
        return FACTOR_HINT if self.factors.row.factor else GROUP_HINT

    def keys_here(self) -> Sequence[str]:
        """Return the keys of the list, of the fields, or of the question below them."""
        if self.factors.list.has_focus:
            return keys.PLAYED_A_PART.says(), keys.RULE_OUT.says(), keys.EDIT.says(), keys.CONTINUE.says()
        if self.factors.opened and self.factors.fields.has_focus_within:
            last = self.factors.fields.focused_name == self.factors.fields.names[-1]
            return keys.ENTER.says("Keep" if last else ""), keys.LEAVE_ROW.says(), keys.CONTINUE.says()
        return keys.CONTINUE.says(), keys.SHIFT_TAB.says("List"), keys.GO_TO.says()

    # Where one is

    @property
    def focused_path(self) -> str:
        """The path of the factor with the cursor, or of its field."""
        if self.factors.opened and self.factors.fields.focused_name and self.factors.opened.factor_id:
            return f"{self.factors.opened.path}.{self.factors.fields.focused_name}"
        if self.factors.list.has_focus:
            return path_of(self.factors.row.factor) if self.factors.row.factor else FACTOR_ROWS.path
        return super().focused_path

    @property
    def focused_question(self) -> Question | None:
        """The question that has the focus; in the list that of the factors."""
        return FACTORS.questions[0] if self.factors.list.has_focus else super().focused_question

    @property
    def flagged_path(self) -> str:
        """What an open question would be about."""
        opened = self.factors.opened
        if opened and self.factors.fields.focused_name:
            return opened.path if opened.factor_id else FACTOR_ROWS.path
        return self.focused_path

    async def focus_path(self, path: str) -> bool:
        """Put the cursor in the list, in a field of a factor, or in the question below."""
        if path == self.reason.path:
            self.reason.display = True
            self.reason.editor.focus()
            return True
        if path != RULED_OUT.path and not is_at_or_below(path, FACTOR_ROWS.path):
            return False
        for factor in self.session.report.contributing_factors.factors:
            if path_of(factor) in {path, path.rpartition(".")[0]}:
                self.factors.open(Opened(factor.category or "", factor.id or ""), path.rpartition(".")[2])
                return True
        self.focus_first()
        if path == RULED_OUT.path and not self.factors.opened:
            rows = enumerate(self.factors.rows)
            self.factors.select(next((index for index, row in rows if not row.factors and not row.is_ruled_out), 0))
        return True

    @on(FactorList.Changed)
    def show_change(self, event: FactorList.Changed) -> None:
        """Show what depends on the factors."""
        event.stop()
        self.show_reason()
        self.show_frame()

    @on(Edited)
    def take_reason(self, event: Edited) -> None:
        """Take the reason for a single factor into the report."""
        event.stop()
        self.session.draft.edit(event.path, event.raw)
