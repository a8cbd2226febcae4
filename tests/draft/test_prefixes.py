"""A letter before a lesson says what it is about."""

from __future__ import annotations

import pytest

from pmwizard.draft.typed.meaning import echo
from pmwizard.draft.typed.purposes import with_area_taken
from pmwizard.model import Report
from tests.draft.conftest import NOW

TABLE = "lessons.takeaways"


@pytest.mark.parametrize(
    ("typed", "area", "text"),
    [
        ("t units belong into names", "technical", "units belong into names"),
        ("P  pushes need stages", "process", "pushes need stages"),
        ("c say more sooner", "communication", "say more sooner"),
        ("to know is better", None, "to know is better"),
        ("x marks", None, "x marks"),
        ("p", None, "p"),
    ],
)
def test_a_letter_and_a_blank_are_taken_as_the_area(typed: str, area: str | None, text: str) -> None:
    taken = with_area_taken(TABLE, {"text": typed})
    assert (taken.get("area"), taken["text"]) == (area, text)


def test_a_letter_stays_where_an_area_is_chosen_or_none_is_asked() -> None:
    chosen = {"text": "c compilers differ", "area": "technical"}
    assert with_area_taken(TABLE, chosen) == chosen
    assert with_area_taken("lessons.went_well", {"text": "c compilers differ"}) == {"text": "c compilers differ"}
    assert with_area_taken(TABLE, {"text": None}) == {"text": None}


def test_the_area_is_told_while_the_lesson_is_typed() -> None:
    assert echo(Report(), f"{TABLE}.text", "p stages", NOW) == "= process: stages"
    assert echo(Report(), f"{TABLE}.text", "stages", NOW) is None
    assert echo(Report(), "lessons.went_well.text", "p stages", NOW) is None
