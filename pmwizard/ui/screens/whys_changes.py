"""What can be done to the tree of whys: each act is one change of the report, and is told in a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pmwizard.draft.draft import Draft, without_drafts
from pmwizard.draft.links import addressed_by, factors_from, why_names, without_dangling
from pmwizard.draft.progress import counted
from pmwizard.draft.why_questions import with_open_questions
from pmwizard.model.causes import StopReason, Why
from pmwizard.model.paths import next_id, replaced
from pmwizard.model.whys import (
    Branch,
    Whys,
    indented,
    moved,
    open_ends,
    outdented,
    outline,
    position_of,
    with_answer,
    with_main_chain,
    with_stop,
    without_branch,
)
from pmwizard.questions.causes import STOP_REASONS
from pmwizard.ui.text import cut

PROBLEM = "five_whys.problem"
TABLE = "five_whys.answers"
NEW = f"{TABLE}.new"

REASON_WORDS: Mapping[str, str] = {choice.value: choice.label for choice in STOP_REASONS}
"""What the reasons to stop are called."""

NOTED = "Noted as an open question. It stands in Review"


class WhyTree:
    """The tree of whys of the report being edited.

    Args:
        draft: The report being edited.
    """

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self._outlined: tuple[Whys, tuple[Branch, ...]] = ((), ())
        self._named: tuple[tuple[Branch, ...], tuple[str, ...]] = ((), ())

    @property
    def answers(self) -> Whys:
        """The answers in the order of the report."""
        return self.draft.report.five_whys.answers

    @property
    def branches(self) -> tuple[Branch, ...]:
        """The answers in reading order, each in its place."""
        if self._outlined[0] is not self.answers:
            self._outlined = (self.answers, outline(self.answers))
        return self._outlined[1]

    def name(self, position: int) -> str:
        """Return what the answer at a position is called elsewhere: ``W2.1``."""
        if self._named[0] is not self.branches:
            self._named = (self.branches, why_names(self.branches))
        return self._named[1][position]

    @property
    def problem(self) -> str:
        """The problem as stored."""
        return self.draft.report.five_whys.problem or ""

    @property
    def proposal(self) -> str:
        """What is proposed as the problem: the title."""
        return self.draft.report.metadata.title or ""

    def position(self, why_id: str | None) -> int | None:
        """Return the position of the answer with that id."""
        return position_of(self.branches, why_id) if why_id else None

    def named(self, why_id: str | None) -> Branch | None:
        """Return the answer with that id in its place."""
        position = self.position(why_id)
        return None if position is None else self.branches[position]

    def above(self, branch: Branch | None) -> Branch | None:
        """Return the answer that this one explains."""
        return self.branches[branch.parent] if branch and branch.parent is not None else None

    def words_of(self, branch: Branch | None) -> str:
        """Return what an answer says; the problem where there is none."""
        return (branch.why.answer or "") if branch else self.problem or self.proposal

    @property
    def last_open_end(self) -> str | None:
        """The last answer at which a chain ends without a reason."""
        ends = open_ends(self.branches)
        return self.branches[ends[-1]].why.id if ends else None

    def add(self, text: str, parent_id: str | None) -> str:
        """Add an answer and return its id; what was typed for it is done with."""
        why_id = next_id(self.draft.report, TABLE)
        why = Why(id=why_id, answer=text)
        self._store(with_answer(self.answers, why, self.position(parent_id)), f"added {cut(text, 40)}", NEW)
        return why_id

    def change(self, why_id: str, text: str) -> None:
        """Give an answer other words."""
        path = f"{TABLE}.{why_id}.answer"
        changed = with_open_questions(replaced(self.draft.report, path, text), self.answers)
        self.draft.replace(without_drafts(changed, path), f"changed {cut(text, 40)}", TABLE)

    def stop(self, position: int, reason: StopReason | None) -> None:
        """Note why a chain ends."""
        words = f"stopped: {REASON_WORDS[reason]}" if reason else "took the reason to stop away"
        self._store(with_stop(self.answers, position, reason), words)

    def switch_stop(self, position: int, reason: StopReason) -> str:
        """Note why a chain ends, or take that reason away again; return what to say."""
        branch = self.branches[position]
        if not branch.is_leaf:
            return "A chain stops at its last why. Go to that one first"
        if branch.why.stop == reason:
            self.stop(position, None)
            return "This chain has no reason to stop now"
        self.stop(position, reason)
        return NOTED if reason == "unknown" else ""

    def switch_main(self, position: int) -> str:
        """Mark the chain that ends here as the main one, or take the mark away; return what to say."""
        if not self.branches[position].is_leaf:
            return "Mark the last why of a chain: layouts with five lines print that chain"
        self._store(with_main_chain(self.answers, position), "marked the main chain")
        return ""

    def remove(self, position: int) -> str:
        """Remove an answer with all below it and the links to them; return what to say."""
        branch = self.branches[position]
        gone = [one.why.id or "" for one in self.branches[position : position + branch.size]]
        links = self._linked(gone)
        words = cut(branch.why.answer or "an empty answer", 24 if links else 30)
        below = f" and {counted(branch.size - 1, 'why')} below it" if branch.size > 1 else ""
        changed = without_branch(self.answers, position)
        self._store(changed, f"removed {words}{below}", *(f"{TABLE}.{one}" for one in gone), removed=gone)
        if links:
            what = counted(branch.size, "why") if below else words
            return f"Removed {what} and {counted(len(links), 'link')} ({cut(', '.join(links), 22)}). u brings them back"
        return f"Removed {words}{below}. u brings {'them' if below else 'it'} back"

    def _linked(self, why_ids: Sequence[str]) -> list[str]:
        """Return the ids of the factors and actions that refer to any of these answers."""
        report = self.draft.report
        factors = [row.id for one in why_ids for row in factors_from(report, one)]
        actions = [row.id for one in why_ids for row in addressed_by(report, one)]
        return [row_id for row_id in dict.fromkeys([*factors, *actions]) if row_id]

    def rearrange(self, position: int, action: str) -> str:
        """Move an answer with all below it among its siblings, or to another level; return what to say."""
        match action:
            case "up" | "down":
                changed = moved(self.answers, position, -1 if action == "up" else 1)
                unmoved = "No other answer to the same question stands on that side"
            case "outdent":
                changed = outdented(self.answers, position)
                unmoved = "This answers the problem itself; no level is higher"
            case _:
                changed = indented(self.answers, position)
                unmoved = "No answer to the same question stands before this one"
        if changed == tuple(branch.why for branch in self.branches):
            return unmoved
        self._store(changed, f"moved {cut(self.words_of(self.branches[position]), 40)}")
        return ""

    def _store(self, answers: Whys, words: str, *done_with: str, removed: Sequence[str] = ()) -> None:
        changed = with_open_questions(replaced(self.draft.report, TABLE, answers), self.answers)
        for path in done_with:
            changed = without_drafts(changed, path)
        self.draft.replace(without_dangling(changed, removed), words, TABLE)
