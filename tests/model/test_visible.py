"""Text that cannot steer a terminal."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from pmwizard.text import visible

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
