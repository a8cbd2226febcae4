"""Text for people: nothing in it can steer a terminal, and it reads as a sentence does."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmwizard.text import counted, one_line, quoted, shown_path, visible

STEERING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029"


@given(text=st.text(st.characters(codec="utf-8")))
def test_no_control_and_no_direction_mark_is_left(text: str) -> None:
    shown = visible(text)
    assert not any(unicodedata.category(one) == "Cc" and one not in "\n\t" for one in shown)
    assert not set(shown) & set(STEERING)


@given(text=st.text(st.characters(codec="utf-8")))
def test_every_character_stays_one_character(text: str) -> None:
    assert len(visible(text)) == len(text)
    assert visible(visible(text)) == visible(text)


def test_each_control_has_its_own_picture() -> None:
    assert visible("\x00\x1b[31m\x7f\r\x08") == "␀␛[31m␡␍␈"
    assert visible("\x9b31m") == "\ufffd31m"
    assert visible("abc\u202edef\u2028") == "abc\ufffddef␤"


def test_what_people_type_is_text() -> None:
    words = "Ä £ § º ✓ 漢字 العربية 👩‍🚒\tline\nnext"
    assert visible(words) == words


@pytest.mark.parametrize(
    ("number", "noun", "words"),
    [(1, "event", "1 event"), (2, "why", "2 whys"), (0, "open question", "0 open questions")],
)
def test_things_are_counted_in_words(number: int, noun: str, words: str) -> None:
    assert counted(number, noun) == words


def test_a_noun_with_a_plural_of_its_own_takes_that() -> None:
    assert [counted(number, "entry", "entries") for number in (1, 2)] == ["1 entry", "2 entries"]


def test_line_breaks_become_single_spaces_and_other_spaces_stay() -> None:
    assert one_line(" Config \n\n  pushed\u2028to  all ") == "Config pushed to  all"


def test_a_quote_is_on_one_line_and_short() -> None:
    assert quoted("13:4\t5\x1b") == "13:4 5"
    assert quoted("x" * 40) == "x" * 40
    assert quoted("x" * 41) == "x" * 38 + ".."


def test_a_quote_ends_with_a_whole_word() -> None:
    assert quoted("Test the restore of PostgreSQL backups automatically") == "Test the restore of PostgreSQL backups .."
    assert quoted("The whole queue of our mails is full, so nothing goes") == "The whole queue of our mails is full .."


@given(st.lists(st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=30), min_size=1, max_size=20))
def test_no_word_of_a_quote_is_cut(words: list[str]) -> None:
    text = " ".join(words)
    shown = quoted(text)
    assert len(shown) <= 41
    if shown != text:
        told = shown.removesuffix(" ..")
        assert shown.endswith(" ..")
        assert text.startswith(told)
        assert not text[len(told) :].lstrip(",;:-(\u2013\u2014")[:1].strip()


def test_a_path_is_shown_as_a_person_here_would_type_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert shown_path(tmp_path / "out" / "a.md") == "./out/a.md"
    assert shown_path(tmp_path.parent / "a.md") == str(tmp_path.parent / "a.md")
