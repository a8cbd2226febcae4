from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmwizard.draft.summary.clauses import clause, listed, opened, opening, whole_clause
from pmwizard.draft.summary.phrases import noun_phrase


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (None, ""),
        ("unknown", ""),
        ("N/A", ""),
        ("unknown so far", ""),
        ("Still under investigation", ""),
        ("The root cause is not known yet", ""),
        ("TODO", ""),
        ("[Name]", ""),
        ("...", ""),
        ("Slow... then dead", ""),
        ("Was it DNS?", ""),
        ("See above", ""),
        ("It broke. It was mended.", "It broke"),
        ("Restarted at 5 p.m. UTC. Then it ran.", "Restarted at 5 p.m. UTC"),
        ("Failed over to db2, approx. Tuesday noon. It ran.", "Failed over to db2, approx. Tuesday noon"),
        ("It was DNS. But only for a minute.", "It was DNS; but only for a minute"),
        (
            "The disk was full. This was wrong: quotas had changed.",
            "The disk was full; this was wrong: quotas had changed",
        ),
        ("# What broke\n\nThe queue grew.", "The queue grew"),
        ("- the queue\n- the cache", "the queue; the cache"),
        ("1. The queue grew\n2. The cache\n   was cold", "The queue grew; The cache was cold"),
        ("- the only item", "the only item"),
        ("These broke:\n- the queue\n- the cache", ""),
        ("These broke:\n\n- the queue", ""),
        ("It runs this:\n```\ncode\n```", ""),
        ("The queue grew.\n- by 4\n- by 5", "The queue grew"),
        ("```\ncode\n```", ""),
        ("```\ncode\n```\nThe queue grew", "The queue grew"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", ""),
        ("> quoted by hand", "quoted by hand"),
        ("> 500 users", "> 500 users"),
        ("- 5%", ""),
        ('It said "try later. Then it stopped.', ""),
        ('It said "try later. Then stop." to all. More.', 'It said "try later. Then stop." to all'),
        ("Ran `rm -rf /. X` twice. More.", "Ran `rm -rf /. X` twice"),
        ("One (of two", ""),
        ("Two parts; one sentence", "Two parts; one sentence"),
        ("word " * 50, ""),
        (f"A short one. {'Word ' * 50}", "A short one"),
    ],
)
def test_an_answer_is_told_by_its_first_sentence_whole_or_not_at_all(text: str | None, told: str) -> None:
    assert clause(text) == told


@given(st.text(alphabet='ab .,;:!?-\n`"()[]*>#1|\u2026', max_size=200))
def test_whatever_is_typed_a_clause_is_whole(text: str) -> None:
    told = clause(text)
    assert len(told) <= 160
    assert "..." not in told
    assert "\u2026" not in told
    assert not told.endswith((".", ":", ",", "?"))
    assert told.count("`") % 2 == told.count('"') % 2 == 0
    assert "\n" not in told


def test_the_opening_of_an_answer_is_as_many_sentences_as_there_is_room_for() -> None:
    text = "One is here. Two is here. Three is here.\n\nFour."
    assert opening(text, 100) == ["One is here", "Two is here", "Three is here"]
    assert opening(text, 25) == ["One is here", "Two is here"]
    assert opening(text, 5) == []
    assert opening("It broke. These did:\n- a\n- b", 100) == ["It broke"]


def test_all_of_a_title_stands_in_a_sentence_or_none_of_it() -> None:
    assert whole_clause("Checkout down. Payments too.") == "Checkout down, Payments too"
    assert whole_clause("Checkout down. Why?") == ""
    assert whole_clause("word " * 50) == ""


def test_a_small_word_opens_a_sentence_with_a_capital_and_a_name_stays_as_it_is() -> None:
    assert opened("users saw errors") == "Users saw errors"
    assert opened("payments-api was affected") == "payments-api was affected"
    assert opened("`rm` ran") == "`rm` ran"


def test_names_are_listed_or_counted_truly() -> None:
    assert listed(["a"], "services") == "a"
    assert listed(["a", "b"], "services") == "a and b"
    assert listed(["a", "b", "c"], "services") == "a, b and c"
    assert listed(list("abcdefg"), "services") == "7 services, among them a, b, c and d"
    assert listed(["a", "long " * 20], "services") == "2 services, among them a"
    assert listed(["long " * 20], "services") == ""
    assert listed([], "services") == ""


@pytest.mark.parametrize(
    ("title", "phrase"),
    [
        ("Global 502 errors after WAF rule release", "global 502 errors after WAF rule release"),
        ("Partial outage", "a partial outage"),
        ("Elevated latency", "elevated latency"),
        ("Redis outage", "a Redis outage"),
        ("Unplanned failure of db1", "an unplanned failure of db1"),
        ("The outage of Monday", "the outage of Monday"),
        ("Loss of connectivity in eu-west-1", "loss of connectivity in eu-west-1"),
        ("Login failures because the certificate was expired", "login failures because the certificate was expired"),
        ("API outage", ""),
        ("Payments API returned 500s", ""),
        ("Cache misses cause latency", ""),
        ("Outage of payments is over", ""),
        ("Deploy triggered errors", ""),
        ("Errors, again", ""),
        ("Checkout down", ""),
        ("", ""),
    ],
)
def test_a_title_stands_after_experienced_where_it_surely_may(title: str, phrase: str) -> None:
    assert noun_phrase(title) == phrase
