"""A typed length of time is understood as far as it says, and no further."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmwizard.model import Report
from pmwizard.model.moments import Definition, measure
from pmwizard.model.times.lengths import said_length
from pmwizard.model.times.words import FORMS, DurationForm, duration_in_words

MINUTE = 60
HOUR = 60 * MINUTE


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("45 min", 45 * MINUTE), ("45m", 45 * MINUTE), ("45 minutes.", 45 * MINUTE), ("45-minute", 45 * MINUTE),
        ("3 h 5 min", 185 * MINUTE), ("1h 30m", 90 * MINUTE), ("1h30", 90 * MINUTE), ("1 hr, 30 mins", 90 * MINUTE),
        ("18 hours and 8 minutes", 18 * HOUR + 8 * MINUTE), ("2.5 hours", 150 * MINUTE), ("1,5 h", 90 * MINUTE),
        ("two hours", 2 * HOUR), ("an hour", HOUR), ("half an hour", 30 * MINUTE), ("90 s", 90),
        ("9 days", 9 * 24 * HOUR), ("1 day 4 h", 28 * HOUR), ("about 2 hours", 2 * HOUR), ("~45 min", 45 * MINUTE),
        ("27 minutes (13:42 to 14:09 UTC)", 27 * MINUTE), ("2 hours or so", 2 * HOUR), ("10-15 min", 12 * MINUTE),
        ("over 3 hours", 4 * HOUR), ("less than 5 minutes", MINUTE), ("<5 min", 0), ("2 to 3 hours", 2.5 * HOUR),
    ],
)  # fmt: skip
def test_a_typed_length_holds_what_it_says(text: str, seconds: float) -> None:
    said = said_length(text)
    assert said is not None
    assert said.holds(seconds)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("45 min", 47 * MINUTE), ("45 min", 43 * MINUTE), ("2 hours", 3 * HOUR), ("over 3 hours", 2 * HOUR),
        ("less than 5 minutes", 10 * MINUTE), ("10-15 min", 20 * MINUTE), ("18 hours", 24 * HOUR + 14 * MINUTE),
        ("about 2 hours", 4 * HOUR), ("9 days", 4 * HOUR), ("0 min", 5 * MINUTE),
    ],
)  # fmt: skip
def test_a_typed_length_holds_no_other_one(text: str, seconds: float) -> None:
    said = said_length(text)
    assert said is not None
    assert not said.holds(seconds)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "unknown",
        "a while",
        "45",
        "13:42 to 14:09",
        "45 min in Europe, 2 h elsewhere",
        "2 months",
        "9" * 90 + " min",
    ],
)
def test_what_is_more_or_less_than_a_length_is_not_understood(text: str) -> None:
    assert said_length(text) is None


@given(st.integers(0, 40 * 24 * HOUR), st.sampled_from(FORMS))
def test_a_length_in_the_words_of_a_house_holds_itself(seconds: int, form: DurationForm) -> None:
    said = said_length(duration_in_words(seconds, form))
    assert said is not None
    assert said.holds(seconds)


@given(st.text(max_size=100))
def test_any_text_is_a_length_or_none(text: str) -> None:
    said_length(text)


@pytest.mark.parametrize(
    ("typed", "agrees"), [("20 min", True), ("45 min", False), ("a while", None), ("unknown", None), (None, None)]
)
def test_a_typed_length_agrees_with_the_moments_or_not(typed: str | None, agrees: bool | None) -> None:
    begin = datetime(2026, 1, 15, 13, 42, tzinfo=UTC)
    rows = [{"at": begin, "moment": "started"}, {"at": begin + timedelta(minutes=20), "moment": "detected"}]
    definition = Definition("time_to_detect", "started", "detected")
    response = {"time_to_detect": typed}
    assert measure(Report.model_validate({"timeline": rows, "response": response}), definition).agrees is agrees
    assert measure(Report.model_validate({"timeline": rows[:1], "response": response}), definition).agrees is None
