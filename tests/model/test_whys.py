"""The tree of whys: reading order, and branches that are added, moved and removed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmwizard.model.parts.causes import Why
from pmwizard.model.whys import (
    Whys,
    chain_to,
    in_reading_order,
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


def tree(*rows: str) -> Whys:
    """Return answers written as ``name`` or ``name<parent``."""
    pairs = (row.partition("<") for row in rows)
    return tuple(Why(id=name, parent=parent or None, answer=f"because {name}") for name, _, parent in pairs)


def drawn(answers: Whys) -> str:
    """Return a tree as names with their depths, in reading order."""
    return " ".join(f"{branch.depth}{branch.why.id}" for branch in outline(answers))


TREE = tree("a", "b<a", "c<b", "d<a", "e", "f<e")


def test_each_branch_stands_whole_before_the_next() -> None:
    mixed = tree("a", "e", "d<a", "f<e", "b<a", "c<b")
    assert drawn(mixed) == "1a 2d 2b 3c 1e 2f"
    assert drawn(in_reading_order(mixed)) == drawn(mixed)


def test_an_answer_to_an_unknown_one_answers_the_problem() -> None:
    assert drawn(tree("a<gone", "b<a")) == "1a 2b"


def test_a_circle_of_parents_loses_no_answer() -> None:
    assert drawn(tree("a<c", "b<a", "c<b", "d<d")) == "1a 2b 3c 1d"


def test_a_chain_of_ten_thousand_whys_is_read() -> None:
    rows = tuple(Why(id=f"W{n}", parent=f"W{n - 1}" if n else None) for n in range(10_000))
    assert outline(rows)[-1].depth == 10_000


def test_a_branch_knows_its_size_its_parent_and_whether_it_is_another_answer() -> None:
    rows = outline(TREE)
    assert [row.size for row in rows] == [4, 2, 1, 1, 2, 1]
    assert [row.parent for row in rows] == [None, 0, 1, 0, None, 4]
    assert [row.why.id for row in rows if row.is_another] == ["d", "e"]


def test_an_open_end_is_an_answer_that_nothing_explains_and_that_gives_no_reason() -> None:
    rows = outline(with_stop(TREE, 2, "normal_work"))
    assert [rows[position].why.id for position in open_ends(rows)] == ["d", "f"]


def test_a_new_answer_is_the_last_to_its_question() -> None:
    assert drawn(with_why(TREE, Why(id="x"), 0)) == "1a 2b 3c 2d 2x 1e 2f"
    assert drawn(with_why(TREE, Why(id="x"), 2)) == "1a 2b 3c 4x 2d 1e 2f"
    assert drawn(with_why(TREE, Why(id="x"), None)) == "1a 2b 3c 2d 1e 2f 1x"


def test_a_chain_that_goes_on_takes_the_main_mark_with_it_and_has_no_reason_to_stop() -> None:
    marked = with_main_chain(with_stop(TREE, 2, "can_change"), 2)
    rows = with_why(marked, Why(id="x"), 2)
    assert (rows[2].stop, rows[2].main, rows[3].main) == (None, None, True)


def test_a_branch_beside_the_end_of_a_chain_does_not_take_its_marks() -> None:
    rows = with_why(with_main_chain(TREE, 2), Why(id="x"), 1)
    assert [row.id for row in rows if row.main] == ["c"]


def test_removing_an_answer_removes_all_below_it() -> None:
    assert drawn(without_branch(TREE, 1)) == "1a 2d 1e 2f"
    assert drawn(without_branch(TREE, 0)) == "1e 2f"


@pytest.mark.parametrize(
    ("position", "by", "after"),
    [
        (1, 1, "1a 2d 2b 3c 1e 2f"),
        (3, -1, "1a 2d 2b 3c 1e 2f"),
        (0, 1, "1e 2f 1a 2b 3c 2d"),
        (4, -1, "1e 2f 1a 2b 3c 2d"),
        (0, -1, "1a 2b 3c 2d 1e 2f"),
        (2, 1, "1a 2b 3c 2d 1e 2f"),
    ],
)
def test_a_branch_moves_whole_among_the_answers_to_its_question(position: int, by: int, after: str) -> None:
    assert drawn(moved(TREE, position, by)) == after


def test_a_branch_goes_up_a_level_right_after_its_parent() -> None:
    assert drawn(outdented(TREE, 1)) == "1a 2d 1b 2c 1e 2f"
    assert drawn(outdented(TREE, 2)) == "1a 2b 2c 2d 1e 2f"
    assert outdented(TREE, 0) == TREE


def test_a_branch_goes_down_a_level_under_the_answer_before_it() -> None:
    assert drawn(indented(TREE, 3)) == "1a 2b 3c 3d 1e 2f"
    assert drawn(indented(TREE, 4)) == "1a 2b 3c 2d 2e 3f"
    assert indented(TREE, 1) == TREE


def test_going_down_under_the_end_of_the_main_chain_makes_it_go_on() -> None:
    rows = indented(with_main_chain(with_stop(tree("a", "b", "c<b"), 0, "can_change"), 0), 1)
    assert drawn(rows) == "1a 2b 3c"
    assert [(row.stop, row.main) for row in rows] == [(None, None), (None, None), (None, True)]


def test_only_one_chain_is_the_main_one_and_the_mark_can_be_taken_away() -> None:
    rows = with_main_chain(with_main_chain(TREE, 2), 5)
    assert [row.id for row in rows if row.main] == ["f"]
    assert not any(row.main for row in with_main_chain(rows, 5))


def test_a_chain_leads_from_the_problem_to_an_answer() -> None:
    rows = outline(TREE)
    assert chain_to(rows, 2) == (0, 1, 2)
    assert position_of(rows, "d") == 3
    assert position_of(rows, "gone") is None


names = st.sampled_from("abcdefgh")


@st.composite
def any_tree(draw: st.DrawFn) -> Whys:
    ids = draw(st.lists(names, min_size=1, max_size=8))
    return tuple(Why(id=one, parent=draw(st.none() | names), main=draw(st.none() | st.just(True))) for one in ids)


def ids_of(answers: Whys) -> list[str | None]:
    return sorted(why.id or "" for why in answers)  # type: ignore[return-value]


@given(any_tree(), st.data())
def test_no_change_of_place_loses_or_doubles_an_answer(answers: Whys, data: st.DataObject) -> None:
    position = data.draw(st.integers(0, len(answers) - 1))
    for changed in (
        in_reading_order(answers),
        moved(answers, position, 1),
        moved(answers, position, -1),
        outdented(answers, position),
        indented(answers, position),
        with_main_chain(answers, position),
    ):
        assert ids_of(changed) == ids_of(answers)


@given(any_tree(), st.data())
def test_moving_down_and_up_again_changes_nothing(answers: Whys, data: st.DataObject) -> None:
    rows = in_reading_order(answers)
    if len({row.id for row in rows}) < len(rows):
        return
    position = data.draw(st.integers(0, len(rows) - 1))
    down = moved(rows, position, 1)
    if down != rows:
        place = position_of(outline(down), rows[position].id)
        assert place is not None
        assert moved(down, place, -1) == rows


@given(any_tree(), st.data())
def test_going_down_a_level_and_up_again_changes_only_marks(answers: Whys, data: st.DataObject) -> None:
    rows = in_reading_order(answers)
    if len({row.id for row in rows}) < len(rows):
        return
    position = data.draw(st.integers(0, len(rows) - 1))
    deeper = indented(rows, position)
    if deeper != rows:
        assert drawn(outdented(deeper, position)) == drawn(rows)
