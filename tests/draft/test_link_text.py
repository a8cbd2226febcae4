"""What is typed into For: names of factors and whys, ids from the file, or words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmwizard.draft.edits.links import targets
from pmwizard.draft.typed.purposes import Purpose, echo_of_purpose, read_purpose
from tests.draft.test_links import LINKED

KNOWN = targets(LINKED)


@pytest.mark.parametrize(
    ("typed", "purpose"),
    [
        ("F1", Purpose(("F1",))),
        ("f1, w2.2", Purpose(("F1", "W4"))),
        ("F1 F2; W1 and w1.2", Purpose(("F1", "F2", "W1", "W5"))),
        ("F1, F1", Purpose(("F1",))),
        ("W7", Purpose(("W7",))),
        ("F9, W2.7", Purpose((), "", ("F9", "W2.7"))),
        ("prevents double charging", Purpose((), "double charging")),
        ("Prevents: F5 appliance drops out", Purpose((), "F5 appliance drops out")),
        ("F2, prevents double charging, again", Purpose(("F2",), "double charging, again")),
        ("Fewer pages at night", Purpose((), "Fewer pages at night")),
        ("prevents", Purpose((), "prevents")),
        ("", Purpose()),
        (" , ", Purpose()),
    ],
)
def test_names_and_words_are_told_apart(typed: str, purpose: Purpose) -> None:
    assert read_purpose(typed, KNOWN) == purpose


def test_a_name_on_screen_goes_before_an_id_of_the_file() -> None:
    renamed = LINKED.five_whys.answers[2].model_copy(update={"id": "W1.2"})
    whys = (*LINKED.five_whys.answers[:2], renamed)
    other = targets(LINKED.model_copy(update={"five_whys": LINKED.five_whys.model_copy(update={"answers": whys})}))
    assert read_purpose("W1.2", other).ids == ("W5",)
    assert read_purpose("W2.1", other).ids == ("W1.2",)


def test_an_id_that_nothing_has_is_taken_where_it_stood_before() -> None:
    assert read_purpose("F9, F1", KNOWN, ("F9",)) == Purpose(("F9", "F1"))


def test_an_id_written_by_hand_may_hold_blanks() -> None:
    assert read_purpose("no board, f2", {}, ("no board",)).ids == ("no board",)
    assert read_purpose("no boards", {}, ("no board",)) == Purpose((), "no boards")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("F2", "= F2 unit untested"),
        ("w2.2, prevents silence", "= W2.2 pushes not shown; prevents: silence"),
        ("F9", "There is no F9. Choose from F1 to F2, W1.1 to W3.2"),
        ("", ""),
    ],
)
def test_what_is_typed_is_told_in_the_words_of_what_it_names(typed: str, said: str) -> None:
    assert echo_of_purpose(read_purpose(typed, KNOWN), KNOWN) == said


def test_where_there_is_nothing_to_name_words_are_asked_for() -> None:
    assert echo_of_purpose(read_purpose("F1", {}), {}) == "There is no F1. Enter in words what it prevents"


@given(st.text())
def test_any_text_is_read_and_none_of_its_words_is_lost(typed: str) -> None:
    purpose = read_purpose(typed, KNOWN)
    kept = "".join(purpose.prevents.split())
    assert "".join(typed.split()).endswith(kept.rstrip(",;")) or kept in "".join(typed.split())
