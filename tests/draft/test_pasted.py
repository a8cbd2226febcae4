"""A pasted block kept in the report until its events are added or left."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmwizard.draft.draft import Draft
from pmwizard.draft.pasted import NOTHING, PastedBlock, kept_block
from pmwizard.model import Report
from pmwizard.store.toml import dump, parse
from tests.clock import NOW

WORDS = st.text(st.characters(categories=("L", "N", "P"), include_characters=" "), min_size=1, max_size=12)
BLOCKS = st.builds(
    PastedBlock,
    text=st.lists(WORDS, min_size=1, max_size=4).map("\n".join).map(str.strip).filter(bool),
    day=st.none() | st.dates(),
    zone=st.sampled_from(["", "UTC", "America/Los_Angeles", "+02:00"]),
    answers=st.dictionaries(st.lists(WORDS, min_size=1, max_size=3).map(tuple), st.integers(-1, 4), max_size=3),
    left_out=st.frozensets(st.integers(0, 200)),
)


@given(BLOCKS)
def test_a_block_comes_back_from_the_file_as_it_was_kept(block: PastedBlock) -> None:
    draft = Draft(Report(), lambda: NOW)
    draft.keep_aside(block.texts)
    assert kept_block(parse(dump(draft.report), "a report")) == block
    draft.keep_aside(NOTHING)
    assert draft.report.drafts == {}
    assert kept_block(draft.report) is None


@pytest.mark.parametrize("settled", ["", "{", "[]", "3", '{"day": "someday"}', '{"left_out": [7]}', '{"answers": 1}'])
def test_a_block_is_kept_though_what_was_settled_cannot_be_read(settled: str) -> None:
    drafts: Mapping[str, str] = {**PastedBlock("13:45 a").texts, "timeline.pasted.new.settled": settled}
    assert kept_block(Report(drafts=dict(drafts))) == PastedBlock("13:45 a")


def test_what_is_kept_aside_is_no_step_of_undo() -> None:
    draft = Draft(Report(), lambda: NOW)
    draft.edit("metadata.title", "Down")
    draft.keep_aside(PastedBlock("13:45 a").texts)
    draft.undo()
    assert kept_block(draft.report) == PastedBlock("13:45 a")
    assert draft.report.metadata.title is None
    assert draft.undo() is None
    draft.redo()
    draft.keep_aside(NOTHING)
    draft.undo()
    assert kept_block(draft.report) is None
