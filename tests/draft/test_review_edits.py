"""What the review does to a report."""

from __future__ import annotations

from pmwizard.draft.draft import Draft
from pmwizard.draft.edits.review import accept_summary, is_drafted, mark_answered, set_status
from pmwizard.model import Report
from pmwizard.model.parts.metadata import Metadata, Summary
from pmwizard.model.parts.records import FollowUp

DRAFTED = Report(summary=Summary(executive="It broke.", one_line="Broken.", drafted=("one_line", "executive")))


def test_one_undo_takes_back_a_summary_typed_over_and_that_it_is_a_persons_own() -> None:
    draft = Draft(DRAFTED)
    draft.edit("summary.executive", "We broke it.")
    assert not is_drafted(draft, "summary.executive")
    assert is_drafted(draft, "summary.one_line")
    draft.undo()
    assert draft.report == DRAFTED


def test_the_drafted_text_at_a_path_is_accepted_alone_and_all_of_them_without_one() -> None:
    draft = Draft(DRAFTED)
    assert accept_summary(draft, "summary.one_line") == "Accepted. u takes it back"
    assert is_drafted(draft, "summary.executive")
    assert not is_drafted(draft, "summary.one_line")
    accept_summary(draft, "timeline")
    assert not is_drafted(draft, "summary.executive")
    assert accept_summary(draft, "") == "No text is a drafted one"


def test_a_status_says_when_a_reason_given_before_is_kept() -> None:
    draft = Draft(Report(metadata=Metadata(status="draft")))
    assert set_status(draft, "approved", "It is late") == "The status is Approved now. u takes it back"
    assert draft.report.review.completed_anyway_because == "It is late"
    assert set_status(draft, "closed") == "The status is Closed now, with the reason given before. u takes it back"
    assert set_status(draft, "draft") == "The status is Draft now. u takes it back"


def test_an_open_question_is_answered_and_opened_again() -> None:
    draft = Draft(Report(follow_ups=(FollowUp(question="Why then?"),)))
    assert mark_answered(draft, "follow_ups.0") == "Marked answered. u takes it back"
    assert draft.report.follow_ups[0].done
    assert mark_answered(draft, "follow_ups.0") == "Marked open"
