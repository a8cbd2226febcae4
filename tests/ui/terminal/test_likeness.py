"""ASCII likenesses of characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from pmwizard.terminal.ascii import in_ascii


@pytest.mark.parametrize(
    ("text", "alike"),
    [
        ("plain", "plain"),
        ("Grüße, naïve", "Gruse, naive"),
        ("e\u0301tat", "etat"),
        ("14:00 \u2013 14:30 \u2014 done\u2026", "14:00 - 14:30 - done."),
        ("\u201cit\u2019s\u201d \u00abhere\u00bb", '"it\'s" "here"'),
        ("a\u00a0b \u2192 c", "a b > c"),
        ("日本", "????"),
        ("5 €", "5 ?"),
        ("👩\u200d🚒", "??"),
        ("\u200b", ""),
    ],
)
def test_what_is_not_ascii_is_drawn_as_something_like_it(text: str, alike: str) -> None:
    assert in_ascii(text) == alike


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_a_likeness_is_ascii_and_takes_the_same_cells(text: str) -> None:
    found = in_ascii(text)
    assert found.isascii()
    assert len(found) == cell_len(text)
