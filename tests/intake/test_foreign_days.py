"""Days that chats head in other languages."""

from __future__ import annotations

import pytest

from tests.intake.conftest import Paste, times


@pytest.mark.parametrize(
    "heading",
    [
        "Montag, 24. November",
        "Montag, den 24. November 2025",
        "24. November",
        "lundi 24 novembre",
        "Lundi 24 novembre 2025",
        "lunes, 24 de noviembre",
        "24 de noviembre de 2025",
        "le 24 novembre",
        "den 24. November",
        "el 24 de noviembre",
        "lun. 24 nov.",
        "--- lundi 24 novembre ---",
        "24.11.",
        "Mo, 24.11.",
    ],
)
def test_a_heading_names_the_day_in_other_languages_too(heading: str) -> None:
    text = f"Dana  23:50\nlate\n{heading}\nDana  09:10\nearly"
    assert times(text) == ["21 23:50", "24 09:10"]
    assert Paste(text).read().skipped == (heading,)


@pytest.mark.parametrize("line", ["24 mayo", "1er mai", "1. März", "3 agosto 2025"])
def test_a_month_of_another_language_alone_is_a_heading(line: str) -> None:
    assert Paste(f"{line}\n13:45 a").read().skipped == (line,)


@pytest.mark.parametrize("line", ["24 servers", "Dana 24 november", "lundi 24", "32 november x", "montag 24 servers"])
def test_other_words_are_no_heading(line: str) -> None:
    assert Paste(f"13:45 a\n{line}").read().skipped == ()


def test_a_date_in_another_language_stands_before_a_time_too() -> None:
    assert times("24 novembre 2025 13:45 restarted\n24 de noviembre 13:50 back") == ["24 13:45", "24 13:50"]


def test_a_date_that_no_month_has_is_told() -> None:
    pasted = Paste("Montag, 31. November\n13:45 a").read()
    assert pasted.unread == ("Montag, 31. November",)
