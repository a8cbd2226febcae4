"""Every answer of any tree of whys stands in every document that prints whys."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmwizard.layouts.rendering import render, rendered, unprinted
from pmwizard.model import Report
from tests.layouts.conftest import built_in_layouts

ASKED = ("review", "signoff", "hotfix", "sre")
STOPS = ("can_change", "outside_control", "normal_work", "unknown")
STOP_WORDS = ("we can change this", "outside our control", "normal work", "unknown")
SHAPES = (
    "{}",
    "Because {}",
    "because of {} and more.",
    "The {}\n\nand a second paragraph | with `code`",
    "- {}",
    "# {}",
    "```\n{}\n```",
    "1. {}?",
    "<b>{}</b>",
    "unknown {}",
)

ROWS = st.lists(
    st.tuples(
        st.integers(-1, 12),
        st.none() | st.sampled_from(SHAPES),
        st.none() | st.sampled_from(STOPS),
        st.booleans(),
    ),
    max_size=13,
)


def tree(rows: list[tuple[int, str | None, str | None, bool]]) -> Report:
    answers: list[dict[str, Any]] = [
        {
            "id": f"W{number}",
            "parent": f"W{parent}" if parent >= 0 else None,
            "answer": shape and shape.format(word(number)),
            "stop": stop,
            "main": main or None,
        }
        for number, (parent, shape, stop, main) in enumerate(rows)
    ]
    return Report.model_validate({"five_whys": {"problem": "It broke.", "answers": answers}})


def word(number: int) -> str:
    """Return a word that no template and no other answer has."""
    return f"quux{number}zot"


@pytest.mark.parametrize("name", ASKED)
@settings(max_examples=40, deadline=None)
@given(ROWS)
def test_every_answer_is_printed(name: str, rows: list[tuple[int, str | None, str | None, bool]]) -> None:
    report, layout = tree(rows), built_in_layouts()[name]
    text = render(report, layout)
    assert not [number for number, (_, shape, _, _) in enumerate(rows) if shape and word(number) not in text]
    assert not [path for path in unprinted(rendered(report, layout)) if path.startswith("five_whys")]
    told = [each for reasons in re.findall(r"\(stopped here: ([^)]+)\)", text) for each in reasons.split(", ")]
    assert set(told) == {
        words for stop, words in zip(STOPS, STOP_WORDS, strict=True) if any(stop in row for row in rows)
    }
