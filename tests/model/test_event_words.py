"""Moments said by words, on lines of many kinds of incidents: a third of them deny it, doubt it or only plan it.

The rules were made by the first list. The second was held out: when it was first looked at, 38 of its 44 moments were
found, none of them wrongly, and none in the 24 lines that say none (precision 1.00, recall 0.86).
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmwizard.model.parts.timeline import MOMENTS
from pmwizard.model.proposals import moments_said

CORPUS = Path(__file__).parent / "corpus"
NONE = "none"


def lines(kind: str) -> list[tuple[str, str]]:
    """Return the moment of each line, and the line."""
    text = (CORPUS / f"moments_{kind}.txt").read_text(encoding="utf-8")
    return [(moment, words) for moment, _, words in (line.partition(": ") for line in text.splitlines())]


def said(words: str) -> str:
    return next(moments_said(words), NONE)


def test_the_lists_are_long_and_a_third_of_them_says_no_moment() -> None:
    for kind, least in (("tuning", 150), ("held_out", 60)):
        counts = Counter(moment for moment, _ in lines(kind))
        assert set(counts) == {*MOMENTS, NONE}
        assert counts.total() >= least
        assert counts[NONE] >= counts.total() / 3


@pytest.mark.parametrize("kind", ["tuning", "held_out"])
def test_no_moment_is_said_that_the_words_do_not_say(kind: str) -> None:
    assert [(said(words), words) for moment, words in lines(kind) if said(words) not in {moment, NONE}] == []


@pytest.mark.parametrize("kind", ["tuning", "held_out"])
def test_most_moments_are_found(kind: str) -> None:
    wanted = [(moment, words) for moment, words in lines(kind) if moment != NONE]
    found = [moment for moment, words in wanted if said(words) == moment]
    assert len(found) >= 0.8 * len(wanted)


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("pagerduty fired", "detected"),
        ("promoted replica", "mitigated"),
        ("logins work again", "recovered"),
        ("site is back up", "recovered"),
        ("killed the migration", "mitigated"),
        ("never failed over", NONE),
        ("rollback failed", NONE),
        ("not resolved yet", NONE),
        ("no alert fired", NONE),
        ("root cause still unknown", NONE),
    ],
)
def test_what_is_denied_or_open_says_nothing(words: str, moment: str) -> None:
    assert said(words) == moment


def test_a_question_says_nothing() -> None:
    for moment, words in lines("tuning"):
        assert said(f"{words.rstrip('.')}?") == NONE, moment


@pytest.mark.parametrize("before", ["We did not see that ", "Not true that ", "If ", "Lee thinks that ", "Maybe "])
def test_words_that_deny_or_doubt_take_back_what_follows(before: str) -> None:
    outcomes = [words for moment, words in lines("tuning") if moment in {"resolved", "closed", "mitigated"}]
    told = [said(before + words.lower()) for words in outcomes if not any(mark in words for mark in ",:-")]
    assert set(told) == {NONE}


def test_case_white_space_and_typographic_quotes_make_no_difference() -> None:
    for _, words in lines("held_out"):
        assert said(words.upper()) == said(f"  {words.replace(' ', '  ')} ") == said(words)
    assert said("Alert didn\u2019t fire") == said("Alert didn't fire") == NONE


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    assert set(moments_said(text)) <= set(MOMENTS)
