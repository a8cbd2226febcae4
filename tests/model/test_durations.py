"""Lengths of time in the words of a house."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmwizard.model.times.words import FORMS, DurationForm, duration_in_words


@pytest.mark.parametrize(
    ("seconds", "form", "words"),
    [
        (27 * 60, "hours and minutes always", "27 minutes"),
        (65254, "hours and minutes always", "18 hours 8 minutes"),
        (3660, "hours and minutes always", "1 hour 1 minute"),
        (3600, "hours and minutes always", "1 hour 0 minutes"),
        (0, "hours and minutes always", "0 minutes"),
        (20, "hours and minutes always", "20 seconds"),
        (27 * 60, "minutes or hours", "27 minutes"),
        (60, "minutes or hours", "1 minute"),
        (72 * 60, "minutes or hours", "1 hour 12 minutes"),
        (7200, "minutes or hours", "2 hours"),
        (0, "minutes or hours", "0 minutes"),
        (45, "minutes or hours", "45 seconds"),
        (59 * 60 + 40, "minutes or hours", "1 hour"),
        (120 * 60, "minutes up to two hours", "120 minutes"),
        (121 * 60, "minutes up to two hours", "2 hours 1 minute"),
        (60, "minutes up to two hours", "1 minute"),
        (72 * 60, "free", "1 h 12 min"),
        (3600, "free", "1 h"),
        (12 * 60, "free", "12 min"),
        (0, "free", "0 min"),
        (5, "free", "5 s"),
    ],
)
def test_a_length_of_time_is_told_as_the_house_tells_it(seconds: int, form: DurationForm, words: str) -> None:
    assert duration_in_words(seconds, form) == words


@given(st.integers(min_value=60, max_value=10**7), st.sampled_from(FORMS))
def test_a_length_in_words_is_right_to_the_minute(seconds: int, form: DurationForm) -> None:
    words = duration_in_words(seconds, form).split()
    units = {"hour": 3600, "hours": 3600, "h": 3600, "minute": 60, "minutes": 60, "min": 60}
    told = sum(int(number) * units[unit] for number, unit in zip(words[::2], words[1::2], strict=True))
    assert abs(told - seconds) <= 30
