"""What the step of whys asks back: where an answer stops at a person, and where there is only one chain."""

from __future__ import annotations

from collections.abc import Sequence

from pmwizard.checks import dismissal
from pmwizard.checks.causes import chains_that_end_at_people
from pmwizard.checks.persons import stops_at_person
from pmwizard.draft.session import Session
from pmwizard.model.people import people
from pmwizard.model.whys import Branch
from pmwizard.questions.causes import WHYS_AFTER_PERSON
from pmwizard.ui.screens.whys_changes import TABLE
from pmwizard.ui.text import cut

PERSON_WORDS = (
    f"This stops at a person. {' '.join(WHYS_AFTER_PERSON)}",
    "This stops at a person. What made it sensible then? What would have caught it?",
    "This stops at a person. What made it sensible to do?",
)
"""What is said of an answer that stops at a person, the longest form first."""

ONE_CHAIN = "Only one chain so far. What made it worse, or last longer? Ctrl+T"

_ONE_CHAIN_TOLD = "told that there is one chain"


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
        """Tell whether a chain ends at a person here, and nobody has put that advice aside."""
        if branch is None or not branch.is_leaf or _entry(branch) in self.session.report.review.dismissed:
            return False
        return stops_at_person(branch.why.answer or "", self.people)

    def put_aside(self, branch: Branch) -> str:
        """Let the advice about an answer rest for good; return what to say."""
        if not self.stops_at_person(branch):
            return "There is no advice about this answer"
        review = self.session.report.review
        words = f"put the advice about {cut(branch.why.answer or '', 30)} aside"
        self.session.draft.put("review.dismissed", (*review.dismissed, _entry(branch)), words)
        return "Put aside, in Review too. u brings it back"

    def tells_of_one_chain(self, branches: Sequence[Branch]) -> bool:
        """Tell whether to ask for a second chain; it is asked once while a report is open."""
        if sum(branch.is_leaf for branch in branches) != 1 or _ONE_CHAIN_TOLD in self.session.habits:
            return False
        self.session.habits.add(_ONE_CHAIN_TOLD)
        return True


def _entry(branch: Branch) -> str:
    return dismissal(chains_that_end_at_people.id, f"{TABLE}.{branch.why.id}.answer")
