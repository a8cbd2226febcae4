"""A time and the words typed behind it are taken apart, and only where the words leave no doubt."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmwizard.model.times.context import ResolvedTime, TimeContext
from pmwizard.model.times.reading import Split, begins_with_a_clock, read_time, time_and_words

NOVEMBER = TimeContext(
    day=date(2025, 11, 21),
    now=datetime(2025, 11, 21, 14, 11, 40, tzinfo=UTC),
    previous=datetime(2025, 11, 21, 13, 47, tzinfo=UTC),
)


@pytest.mark.parametrize(
    ("typed", "time", "words"),
    [
        ("15:39 alert fired", "15:39", "alert fired"),
        ("1345 alert fired", "1345", "alert fired"),
        ("15:39 - alert fired", "15:39", "alert fired"),
        ("15:39: alert fired", "15:39", "alert fired"),
        ("15:39 UTC alert fired", "15:39 UTC", "alert fired"),
        ("1:45 pm team called", "1:45 pm", "team called"),
        ("21 Nov 13:45 alert at 13:44", "21 Nov 13:45", "alert at 13:44"),
        ("yesterday 23:50 it began", "yesterday 23:50", "it began"),
        ("2025-11-21T13:45:10Z level=error", "2025-11-21T13:45:10Z", "level=error"),
        ("+5 min alert fired", "+5 min", "alert fired"),
        ("about 1345 alert fired", "about 1345", "alert fired"),
        ("now restarting pods", "now", "restarting pods"),
        ("14:45 IST alert fired", "14:45 IST", "alert fired"),
    ],
)
def test_a_line_is_taken_apart_behind_its_time(typed: str, time: str, words: str) -> None:
    found = time_and_words(typed, NOVEMBER)
    assert (found.ways, found.is_sure) == ((Split(time, words),), True)


@pytest.mark.parametrize(
    ("typed", "ways"),
    [
        ("15:39 sat down", [Split("15:39 sat", "down"), Split("15:39", "sat down")]),
        ("13:45 maybe a bug", [Split("13:45 maybe", "a bug"), Split("13:45", "maybe a bug")]),
        ("500 errors began", [Split("500", "errors began")]),
        ("2000 requests failed", [Split("2000", "requests failed")]),
        ("12.50 EUR lost", [Split("12.50", "EUR lost")]),
    ],
)
def test_words_and_numbers_that_may_be_no_part_of_a_time_are_asked_about(typed: str, ways: list[Split]) -> None:
    found = time_and_words(typed, NOVEMBER)
    assert (list(found.ways), found.is_sure) == (ways, False)


@pytest.mark.parametrize(
    "typed", ["", "15:39", "alert fired", "5 users reported", "99.95 % up", "alert at 15:39", "2575 x"]
)
def test_a_line_without_time_or_words_stays_whole(typed: str) -> None:
    assert time_and_words(typed, NOVEMBER).ways == ()


def test_only_a_clock_is_looked_for_among_words() -> None:
    assert begins_with_a_clock(Split("15:39", "alert"))
    assert begins_with_a_clock(Split("1:45 pm", "alert"))
    assert not begins_with_a_clock(Split("1345", "requests"))
    assert not begins_with_a_clock(Split("+5", "errors"))


@given(st.sampled_from(["15:39", "1345", "+5", "21 Nov 13:45", "about 1345", "now"]), st.text(max_size=30))
def test_no_word_is_lost_and_the_time_can_be_read(time: str, words: str) -> None:
    for way in time_and_words(f"{time} {words}", NOVEMBER).ways:
        kept = f"{way.time} {way.words}"
        assert [one for one in kept if one.isalnum()] == [one for one in f"{time}{words}" if one.isalnum()]
        reading = read_time(way.time, NOVEMBER)
        assert isinstance(reading, ResolvedTime) or reading.choices
