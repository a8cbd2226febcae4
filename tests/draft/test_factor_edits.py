"""Edits of the contributing factors, without a screen."""

from __future__ import annotations

import pytest

from pmwizard.draft.draft import Draft
from pmwizard.draft.edits.factors import FactorChanges, checklist, link_lines, with_group_in, with_group_out
from pmwizard.model import Report
from pmwizard.text import shortened

LINKED = Report.model_validate(
    {
        "five_whys": {"answers": [{"id": "W1", "answer": "the guard was off"}]},
        "contributing_factors": {
            "factors": [{"id": "F1", "category": "design", "factor": "one queue", "whys": ["W1"]}],
            "ruled_out": ["other", "rollout"],
        },
        "action_items": [{"id": "AI-001", "action": "split the queue", "addresses": ["F1"]}],
    }
)


def test_groups_ruled_out_stand_in_the_order_of_the_checklist() -> None:
    assert with_group_out(LINKED, "code_defect").contributing_factors.ruled_out == ("code_defect", "rollout", "other")


def test_a_group_that_played_a_part_is_no_longer_ruled_out() -> None:
    assert with_group_in(LINKED, "rollout").contributing_factors.ruled_out == ("other",)
    assert with_group_in(LINKED, "design") is LINKED


def test_a_factor_is_added_as_one_change_and_brings_its_group_back() -> None:
    draft = Draft(LINKED)
    added = FactorChanges(draft).add("rollout", {"factor": "everywhere at once"})
    assert added.id == "F2"
    assert draft.report.contributing_factors.ruled_out == ("other",)
    assert draft.undo() == "added everywhere at once"
    assert draft.report == LINKED


def test_a_group_with_factors_cannot_be_ruled_out() -> None:
    draft = Draft(LINKED)
    row = next(row for row in checklist(LINKED.contributing_factors) if row.factor)
    assert "has 1 factor" in FactorChanges(draft).switch_ruled_out(row)
    assert draft.report == LINKED


def test_a_factor_names_its_whys_and_its_actions() -> None:
    lines = link_lines(LINKED, LINKED.contributing_factors.factors[0])
    assert lines == ["From W1.1 the guard was off", "Action 1 split the queue"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [("as it is", "as it is"), ("two\nlines", "two lines"), ("longer than that", "longer.."), ("\x1b[2J", "\u241b[2J")],
)
def test_words_of_a_message_are_on_one_short_line(text: str, shown: str) -> None:
    assert shortened(text, 9) == shown
