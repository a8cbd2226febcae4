"""Edits of the tree of whys: each is one change of the report, and returns what to say about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pmwizard.checks.english.people import stops_at_person
from pmwizard.checks.finding import dismissal, dismissals
from pmwizard.checks.rules.causes import chains_that_end_at_people
from pmwizard.draft.draft import Draft
from pmwizard.draft.edits.factors import with_group_in
from pmwizard.draft.edits.links import linked_ids, why_names, without_dangling
from pmwizard.draft.unfinished import without_drafts
from pmwizard.model import Report
from pmwizard.model.parts.actions import ActionItem
from pmwizard.model.parts.causes import CATEGORIES, Factor, StopReason, Why
from pmwizard.model.parts.records import FollowUp
from pmwizard.model.paths import next_id, replaced, with_row, with_rows
from pmwizard.model.people import people
from pmwizard.model.whys import (
    Branch,
    Whys,
    indented,
    moved,
    outdented,
    outline,
    position_of,
    with_main_chain,
    with_stop,
    with_why,
    without_branch,
)
from pmwizard.questions.actions import ACTION_ROWS
from pmwizard.questions.causes import FACTOR_GROUP, FACTOR_ROWS, WHY_ROWS, WHY_STOP, WHYS_AFTER_PERSON
from pmwizard.text import counted, one_line, shortened

NOTED = "Noted as an open question. It stands in Review"

PERSON_WORDS = (
    f"This stops at a person. {' '.join(WHYS_AFTER_PERSON)}",
    "This stops at a person. What made it sensible then? What would have caught it?",
    "This stops at a person. What made it sensible to do?",
)
"""What the hint says about an answer at which a chain stops at a person, the longest form first."""

ONE_CHAIN = "Only one chain so far. What made it worse, or last longer? Ctrl+T"


class WhyTree:
    """The tree of whys of the report being edited, what was made of its answers, and advice on them."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self._outlined: tuple[Whys, tuple[Branch, ...]] = ((), ())
        self._linked_from: tuple[object, object] = ((), ())
        self._rows_of: dict[str, list[Factor | ActionItem]] = {}
        self._names_from: tuple[object, ...] = ()
        self._names: tuple[str, ...] = ()

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
        return why_names(self.branches)[position]

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

    def add(self, text: str, parent_id: str | None) -> str:
        """Add an answer and return its id; what was typed for it is done with."""
        why_id = next_id(self.draft.report, WHY_ROWS.path)
        answers = with_why(self.answers, Why(id=why_id, answer=text), self.position(parent_id))
        self._store(answers, f"added {shortened(text, 40)}", WHY_ROWS.new_row)
        return why_id

    def change(self, why_id: str, text: str) -> None:
        """Give an answer other words."""
        path = f"{WHY_ROWS.path}.{why_id}.answer"
        changed = with_open_questions(replaced(self.draft.report, path, text), self.answers)
        self.draft.replace(without_drafts(changed, path), f"changed {shortened(text, 40)}", WHY_ROWS.path)

    def stop(self, position: int, reason: StopReason | None) -> None:
        """Note why a chain ends."""
        words = f"stopped: {WHY_STOP.label_of(reason)}" if reason else "took the reason to stop away"
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
        ids = [one.why.id or "" for one in self.branches[position : position + branch.size]]
        rows = [row for why_id in ids for row in self.rows_of(why_id)]
        rows.sort(key=lambda row: isinstance(row, ActionItem))
        links = list(dict.fromkeys(row.id for row in rows if row.id))
        answer = shortened(branch.why.answer or "an empty answer", 24 if links else 30)
        below = f" and {counted(branch.size - 1, 'why')} below it" if branch.size > 1 else ""
        paths = (f"{WHY_ROWS.path}.{why_id}" for why_id in ids)
        self._store(without_branch(self.answers, position), f"removed {answer}{below}", *paths, removed=ids)
        if links:
            what = counted(branch.size, "why") if below else answer
            shown = shortened(", ".join(links), 22)
            return f"Removed {what} and {counted(len(links), 'link')} ({shown}). u brings them back"
        return f"Removed {answer}{below}. u brings {'them' if below else 'it'} back"

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
        self._store(changed, f"moved {shortened(self.words_of(self.branches[position]), 40)}")
        return ""

    def _store(self, answers: Whys, words: str, *done_with: str, removed: Sequence[str] = ()) -> None:
        changed = with_open_questions(replaced(self.draft.report, WHY_ROWS.path, answers), self.answers)
        for path in done_with:
            changed = without_drafts(changed, path)
        self.draft.replace(without_dangling(changed, removed), words, WHY_ROWS.path)

    # What was made of the answers

    def rows_of(self, why_id: str | None) -> Sequence[Factor | ActionItem]:
        """Return the factors, then the actions, that refer to an answer."""
        report = self.draft.report
        factors, actions = report.contributing_factors.factors, report.action_items
        if self._linked_from[0] is not factors or self._linked_from[1] is not actions:
            self._linked_from, self._rows_of = (factors, actions), defaultdict(list)
            rows: tuple[Factor | ActionItem, ...] = (*factors, *actions)
            for row in rows:
                for linked in linked_ids(row):
                    self._rows_of[linked].append(row)
        return self._rows_of.get(why_id or "", ())

    def made_of(self, why_id: str | None) -> tuple[str, ...]:
        """Return the ids of the factors and actions that refer to an answer."""
        return tuple(row.id for row in self.rows_of(why_id) if row.id)

    # Advice, which never holds anything back

    def stops_at_person(self, branch: Branch | None) -> bool:
        """Return whether a chain ends at a person here and that advice is not dismissed."""
        report = self.draft.report
        if branch is None or not branch.is_leaf or _dismissal(branch) in dismissals(report):
            return False
        parts = (report.metadata, report.timeline, report.action_items, report.follow_ups, report.review)
        if self._names_from != parts:  # Typing a why changes none of them.
            self._names_from, self._names = parts, people(report)
        return stops_at_person(branch.why.answer or "", self._names)

    def dismiss(self, branch: Branch) -> str:
        """Dismiss the advice about an answer; return what to say."""
        if not self.stops_at_person(branch):
            return "There is no advice about this answer"
        dismissed = self.draft.report.review.dismissed
        words = f"put the advice about {shortened(branch.why.answer or '', 30)} aside"
        self.draft.put("review.dismissed", (*dismissed, _dismissal(branch)), words)
        return "Put aside, in Review too. u brings it back"


def _dismissal(branch: Branch) -> str:
    return dismissal(chains_that_end_at_people.id, f"{WHY_ROWS.path}.{branch.why.id}.answer")


def make_factor(draft: Draft, why: Why, category: str) -> str:
    """Make a factor of an answer, in a group that is then no longer ruled out; return what to say."""
    report = draft.report
    group = next(one for one in CATEGORIES if one == category)
    factor_id = next_id(report, FACTOR_ROWS.path)
    row = Factor(id=factor_id, category=group, factor=one_line(why.answer or ""), whys=(why.id or "",))
    changed = with_group_in(with_row(report, FACTOR_ROWS.path, row), group)
    draft.replace(changed, f"made {factor_id} of {shortened(why.answer or '', 30)}", FACTOR_ROWS.path)
    return f"Now also {factor_id}, under {FACTOR_GROUP.label_of(group)}. Ctrl+Z takes it back"


def make_action(draft: Draft, why: Why, text: str) -> str:
    """Make an open action that changes what an answer says; return what to say."""
    action_id = next_id(draft.report, ACTION_ROWS.path)
    row = ActionItem(id=action_id, action=one_line(text), status="open", addresses=(why.id or "",))
    draft.replace(with_row(draft.report, ACTION_ROWS.path, row), f"added {shortened(text, 40)}", ACTION_ROWS.path)
    return f"{action_id} waits in Action items for owner and date. Ctrl+Z takes it back"


# Open questions about chains that stop because something is not known yet


def with_open_questions(report: Report, before: Sequence[Why]) -> Report:
    """Return the report with an open question for each chain that now stops at what is not known.

    Where a chain does not stop there any more, its question goes again, unless a person has touched it. The question
    follows the words of the answer.

    Args:
        report: The report, whose whys have changed already.
        before: The whys before that change.
    """
    left = {why.id: why for why in before if why.id and why.stop == "unknown"}
    now = {why.id: why for why in report.five_whys.answers if why.id and why.stop == "unknown"}
    if left == now:
        return report
    rows: list[FollowUp] = []
    for row in report.follow_ups:
        why_id = next((why_id for why_id, why in left.items() if row == _open_question(why)), None)
        if why_id is None:
            rows.append(row)
        elif why_id in now:
            rows.append(_open_question(now[why_id]))
    asked = [_open_question(why) for why_id, why in now.items() if why_id not in left]
    rows += [row for row in asked if row not in rows]
    return report if tuple(rows) == report.follow_ups else with_rows(report, "follow_ups", tuple(rows))


def _open_question(why: Why) -> FollowUp:
    question = f'Why did this happen? "{one_line(why.answer or "")}"'
    return FollowUp(path=f"{WHY_ROWS.path}.{why.id}", question=question)
