"""Edits of the tree of whys: each is one change of the report, and returns what to say about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from pmwizard.checks.english.people import stops_at_person
from pmwizard.checks.finding import dismissal, dismissals
from pmwizard.checks.rules.causes import chains_that_end_at_people
from pmwizard.draft.draft import Draft
from pmwizard.draft.edits.factors import with_group_in
from pmwizard.draft.edits.links import addressed_by, factors_from, linked_ids, why_names, without_dangling
from pmwizard.draft.session import Session
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
    open_ends,
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
        why_id = next_id(self.draft.report, WHY_ROWS.path)
        why = Why(id=why_id, answer=text)
        self._store(
            with_why(self.answers, why, self.position(parent_id)), f"added {shortened(text, 40)}", WHY_ROWS.new_row
        )
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
        gone = [one.why.id or "" for one in self.branches[position : position + branch.size]]
        links = self._linked(gone)
        words = shortened(branch.why.answer or "an empty answer", 24 if links else 30)
        below = f" and {counted(branch.size - 1, 'why')} below it" if branch.size > 1 else ""
        changed = without_branch(self.answers, position)
        self._store(changed, f"removed {words}{below}", *(f"{WHY_ROWS.path}.{one}" for one in gone), removed=gone)
        if links:
            what = counted(branch.size, "why") if below else words
            shown = shortened(", ".join(links), 22)
            return f"Removed {what} and {counted(len(links), 'link')} ({shown}). u brings them back"
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
        self._store(changed, f"moved {shortened(self.words_of(self.branches[position]), 40)}")
        return ""

    def _store(self, answers: Whys, words: str, *done_with: str, removed: Sequence[str] = ()) -> None:
        changed = with_open_questions(replaced(self.draft.report, WHY_ROWS.path, answers), self.answers)
        for path in done_with:
            changed = without_drafts(changed, path)
        self.draft.replace(without_dangling(changed, removed), words, WHY_ROWS.path)


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
        factor_id = next_id(report, FACTOR_ROWS.path)
        row = Factor(id=factor_id, category=group, factor=one_line(why.answer or ""), whys=(why.id or "",))
        changed = with_group_in(with_row(report, FACTOR_ROWS.path, row), group)
        self.draft.replace(changed, f"made {factor_id} of {shortened(why.answer or '', 30)}", FACTOR_ROWS.path)
        return f"Now also {factor_id}, under {FACTOR_GROUP.label_of(group)}. Ctrl+Z takes it back"

    def make_action(self, why: Why, text: str) -> str:
        """Make an open action that changes what an answer says; return what to say."""
        report = self.draft.report
        action_id = next_id(report, ACTION_ROWS.path)
        row = ActionItem(id=action_id, action=one_line(text), status="open", addresses=(why.id or "",))
        self.draft.replace(with_row(report, ACTION_ROWS.path, row), f"added {shortened(text, 40)}", ACTION_ROWS.path)
        return f"{action_id} waits in Action items for owner and date. Ctrl+Z takes it back"


PERSON_WORDS = (
    f"This stops at a person. {' '.join(WHYS_AFTER_PERSON)}",
    "This stops at a person. What made it sensible then? What would have caught it?",
    "This stops at a person. What made it sensible to do?",
)
"""What is said of an answer that stops at a person, the longest form first."""

ONE_CHAIN = "Only one chain so far. What made it worse, or last longer? Ctrl+T"


class WhyAdvice:
    """Advice on the whys of an open report; it never holds anything back.

    Args:
        session: The open report.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self._seen: tuple[object, ...] = ()
        self._people: tuple[str, ...] = ()

    @property
    def people(self) -> tuple[str, ...]:
        """The names of people in the report, looked for anew when a part that holds names has changed."""
        report = self.session.report
        seen = (report.metadata, report.timeline, report.action_items, report.follow_ups, report.review)
        if len(self._seen) != len(seen) or any(a is not b for a, b in zip(seen, self._seen, strict=True)):
            self._seen, self._people = seen, people(report)
        return self._people

    def stops_at_person(self, branch: Branch | None) -> bool:
        """Return whether a chain ends at a person here and that advice is not dismissed."""
        if branch is None or not branch.is_leaf or _dismissal(branch) in dismissals(self.session.report):
            return False
        return stops_at_person(branch.why.answer or "", self.people)

    def dismiss(self, branch: Branch) -> str:
        """Dismiss the advice about an answer; return what to say."""
        if not self.stops_at_person(branch):
            return "There is no advice about this answer"
        dismissed = self.session.report.review.dismissed
        words = f"put the advice about {shortened(branch.why.answer or '', 30)} aside"
        self.session.draft.put("review.dismissed", (*dismissed, _dismissal(branch)), words)
        return "Put aside, in Review too. u brings it back"

    def asks_for_second_chain(self, branches: Sequence[Branch]) -> bool:
        """Return whether to ask for a second chain; it is asked once while a report is open."""
        if sum(branch.is_leaf for branch in branches) != 1 or self.session.second_chain_asked:
            return False
        self.session.second_chain_asked = True
        return True


def _dismissal(branch: Branch) -> str:
    return dismissal(chains_that_end_at_people.id, f"{WHY_ROWS.path}.{branch.why.id}.answer")


# Open questions about chains that stop because something is not known yet


def _question_about(why: Why) -> str:
    """Return the open question about an answer at which a chain stops because something is not known."""
    return f'Why did this happen? "{one_line(why.answer or "")}"'


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
        why_id = next((one for one, why in left.items() if _is_untouched(row, why)), None)
        if why_id is None:
            rows.append(row)
        elif why_id in now:
            rows.append(row.model_copy(update={"question": _question_about(now[why_id])}))
    rows += [_about(why) for why_id, why in now.items() if why_id not in left and _about(why) not in rows]
    return report if tuple(rows) == report.follow_ups else with_rows(report, "follow_ups", tuple(rows))


def _about(why: Why) -> FollowUp:
    return FollowUp(path=f"{WHY_ROWS.path}.{why.id}", question=_question_about(why))


def _is_untouched(row: FollowUp, why: Why) -> bool:
    return row == _about(why)
