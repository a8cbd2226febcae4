"""Open questions about chains of whys that stop for want of knowledge."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmwizard.draft.edits.whys import with_open_questions
from pmwizard.model import Report
from pmwizard.model.parts.causes import FiveWhys, Why
from pmwizard.model.parts.records import FollowUp
from pmwizard.model.paths import replaced

OPEN = Report(five_whys=FiveWhys(answers=(Why(id="W1", answer="it\nbroke"), Why(id="W2", answer="slow"))))
STOPPED = replaced(OPEN, "five_whys.answers.W1.stop", "unknown")
ASKED = FollowUp(path="five_whys.answers.W1", question='Why did this happen? "it broke"')


def after(before: Report, now: Report) -> tuple[FollowUp, ...]:
    """Return the open questions after the whys of one report became those of another."""
    return with_open_questions(now, before.five_whys.answers).follow_ups


def test_a_chain_that_stops_at_what_is_not_known_leaves_a_question() -> None:
    assert after(OPEN, STOPPED) == (ASKED,)
    assert after(OPEN, OPEN) == ()


def test_a_question_asked_already_is_not_asked_twice() -> None:
    assert after(OPEN, replaced(STOPPED, "follow_ups", (ASKED,))) == (ASKED,)


@pytest.mark.parametrize(
    "now",
    [
        OPEN,
        replaced(OPEN, "five_whys.answers.W1.stop", "can_change"),
        replaced(OPEN, "five_whys.answers", OPEN.five_whys.answers[1:]),
    ],
    ids=["no reason", "another reason", "the answer is gone"],
)
def test_the_question_goes_with_its_reason(now: Report) -> None:
    other = FollowUp(path="timeline", question="who saw it?")
    assert after(STOPPED, replaced(now, "follow_ups", (ASKED, other))) == (other,)


@pytest.mark.parametrize("changes", [{"who": "ana"}, {"done": True}, {"question": "why so slow?"}, {"due": "soon"}])
def test_a_question_that_a_person_has_touched_stays(changes: dict[str, object]) -> None:
    touched = FollowUp.model_validate({**ASKED.filled(), **changes})
    assert after(STOPPED, replaced(OPEN, "follow_ups", (touched,))) == (touched,)


def test_the_question_follows_the_words_of_its_answer() -> None:
    reworded = replaced(STOPPED, "five_whys.answers.W1.answer", "it stalled")
    found = after(STOPPED, replaced(reworded, "follow_ups", (ASKED,)))
    assert [one.question for one in found] == ['Why did this happen? "it stalled"']


def test_questions_that_were_there_before_are_left_alone() -> None:
    assert after(STOPPED, STOPPED) == ()


@given(st.sets(st.sampled_from(["W1", "W2"])), st.lists(st.sampled_from(["W1", "W2"]), max_size=2))
def test_stopping_and_going_on_leaves_all_other_questions_as_they_were(stopped: set[str], asked: list[str]) -> None:
    other = tuple(FollowUp(path=f"five_whys.answers.{one}", question="since when?") for one in asked)
    before = replaced(OPEN, "follow_ups", other)
    changed = before
    for why_id in stopped:
        changed = replaced(changed, f"five_whys.answers.{why_id}.stop", "unknown")
    noted = with_open_questions(changed, before.five_whys.answers)
    assert len(noted.follow_ups) == len(other) + len(stopped)
    back = noted.model_copy(update={"five_whys": before.five_whys})
    assert with_open_questions(back, noted.five_whys.answers) == before
