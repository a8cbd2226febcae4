"""Links between whys, factors and actions: told from both ends, and never left without one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pmwizard.draft.draft import Draft
from pmwizard.draft.edits.links import (
    addressed_by,
    factors_from,
    link_names,
    targets,
    why_names,
    without_action,
    without_dangling,
)
from pmwizard.model import Report
from pmwizard.model.parts.causes import Why
from pmwizard.model.paths import without_row
from pmwizard.model.whys import outline
from pmwizard.store.merge.row_ids import renamed

LINKED = Report.model_validate(
    {
        "five_whys": {
            "answers": [
                {"id": "W1", "answer": "timeouts too short"},
                {"id": "W5", "parent": "W1", "answer": "ms, not seconds", "stop": "can_change"},
                {"id": "W2", "answer": "eleven minutes unseen"},
                {"id": "W4", "parent": "W2", "answer": "pushes not shown", "stop": "can_change"},
                {"id": "W7", "parent": "W2", "answer": "nobody on call", "stop": "outside_control"},
            ]
        },
        "contributing_factors": {
            "factors": [
                {"id": "F1", "category": "detection_gap", "factor": "no board", "whys": ["W4"]},
                {"id": "F2", "category": "testing_gap", "factor": "unit untested"},
            ]
        },
        "action_items": [
            {"id": "AI-001", "action": "Show pushes", "addresses": ["F1", "W7"]},
            {"id": "AI-002", "action": "Test units", "addresses": ["W5", "F9"]},
        ],
    }
)


def test_whys_are_called_after_their_place_and_factors_by_their_id() -> None:
    names = {row_id: one.name for row_id, one in targets(LINKED).items()}
    assert names == {"F1": "F1", "F2": "F2", "W1": "W1.1", "W5": "W1.2", "W2": "W2.1", "W4": "W2.2", "W7": "W3.2"}


@given(st.lists(st.integers(0, 6), max_size=14))
def test_every_why_has_a_name_of_its_own(parents: list[int]) -> None:
    whys = [Why(id=f"W{n}", parent=f"W{parent}" if parent < n else None) for n, parent in enumerate(parents)]
    names = why_names(outline(whys))
    assert len(set(names)) == len(whys)


def test_links_are_named_and_a_row_that_is_not_there_is_told_as_gone() -> None:
    first, second = LINKED.action_items
    assert link_names(LINKED, first) == ("F1", "W3.2")
    assert link_names(LINKED, second) == ("W1.2", "F9 (gone)")
    assert link_names(LINKED, LINKED.contributing_factors.factors[0]) == ("W2.2",)


def test_links_are_told_from_the_other_end() -> None:
    assert [one.id for one in addressed_by(LINKED, "F1")] == ["AI-001"]
    assert [one.id for one in addressed_by(LINKED, "W5")] == ["AI-002"]
    assert addressed_by(LINKED, "W1") == ()
    assert [one.id for one in factors_from(LINKED, "W4")] == ["F1"]


def test_factors_and_whys_that_can_change_wait_for_an_action() -> None:
    assert [one.name for one in without_action(LINKED)] == ["F2"]
    without_actions = LINKED.model_copy(update={"action_items": ()})
    assert [one.name for one in without_action(without_actions)] == ["F1", "F2", "W1.2"]
    for_the_why = LINKED.action_items[0].model_copy(update={"addresses": ("W4",)})
    only = LINKED.model_copy(update={"action_items": (for_the_why,)})
    assert [one.name for one in without_action(only)] == ["F2", "W1.2"]


def test_removing_a_row_takes_what_refers_to_it_along_in_one_step() -> None:
    asked = [{"path": "contributing_factors.factors.F1.factor", "question": "since when"}, {"path": "impact.revenue"}]
    report = LINKED.model_validate(
        {
            **LINKED.filled(),
            "follow_ups": asked,
            "review": {"dismissed": ["one-sided contributing_factors.factors.F1", "short contributing_factors"]},
        }
    )
    draft = Draft(report)
    before = draft.report
    draft.remove("contributing_factors.factors.F1", "removed a factor")
    assert draft.report.action_items[0].addresses == ("W7",)
    assert draft.report.review.dismissed == ("short contributing_factors",)
    assert [one.path for one in draft.report.follow_ups] == ["contributing_factors.factors", "impact.revenue"]
    assert draft.undo() == "removed a factor"
    assert draft.report == before


def test_a_removed_why_is_forgotten_by_factors_and_actions() -> None:
    left = without_row(without_row(LINKED, "five_whys.answers.W4"), "five_whys.answers.W7")
    changed = without_dangling(left, {"W4", "W7"})
    assert changed.contributing_factors.factors[0].whys == ()
    assert changed.action_items[0].addresses == ("F1",)
    assert changed.action_items[1] is LINKED.action_items[1], "a reference that was wrong before is not touched"


@given(st.sets(st.sampled_from(["F1", "F2", "W5", "AI-001", "T1", "F9"])))
def test_rows_that_are_still_there_are_not_forgotten(removed: set[str]) -> None:
    kept = without_dangling(LINKED, removed)
    assert kept.contributing_factors == LINKED.contributing_factors
    assert kept.action_items[0] == LINKED.action_items[0]
    assert ("F9" in kept.action_items[1].addresses) is ("F9" not in removed)


def test_a_factor_follows_the_new_id_of_its_why() -> None:
    changed = renamed(LINKED, {"five_whys.answers": {"W4": "W9"}})
    assert changed.contributing_factors.factors[0].whys == ("W9",)
