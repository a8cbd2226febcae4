"""More of what people type at 3 a.m.: understood where it has one reading, asked about where it has several."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pmwizard.model.times.context import ResolvedTime, TimeContext, Unresolved
from pmwizard.model.times.dates import read_date
from pmwizard.model.times.reading import read_time
from pmwizard.model.times.words import echo_time, instant_in_words
from tests.model.typed import FIRST, NOVEMBER, PARIS, at, on, told


@pytest.mark.parametrize(
    ("typed", "instant"),
    [
        *[
            (typed, on("13:45"))
            for typed in ("T13:45Z", "T1345", "t13:45", "1345z", "13:45 (UTC)", "[13:45]", "(1345)")
        ],
        *[(typed, on("13:45")) for typed in ("at 1345", "@13:45", "@ 1345", "13:45.", "13:45,", "13:45 -", "1345:")],
        *[
            (typed, on("13:45"))
            for typed in ("13: 45", "13 :45", "13;45", "13\u223645", "13\uff1a45", "13:45h", "13.45 Uhr")
        ],
        *[(typed, on("12:00")) for typed in ("midday", "12 noon", "12:00 noon", "NOON")],
        *[(typed, on("00:10", "2025-11-22")) for typed in ("+1d 00:10", "+1d 0010", "+ 1 day 00:10", "next day 00:10")],
        *[
            (typed, on("00:10", "2025-11-22"))
            for typed in ("00:10 the next day", "0010 next day", "the day after 0010")
        ],
        ("-1d 23:50", on("23:50", "2025-11-20")),
        ("the day before, 23:50", on("23:50", "2025-11-20")),
        ("same day 23:50", on("23:50")),
        ("same", on("13:47")),
        ("ditto", on("13:47")),
        ('"', on("13:47")),
        ("now - 5 min", on("14:06")),
        ("now-5", on("14:06")),
        ("now+1h", on("15:11")),
        ("2 min ago", on("14:09")),
        ("an hour ago", on("13:11")),
        ("half an hour ago", on("13:41")),
        ("five minutes later", on("13:52")),
        ("a quarter of an hour later", on("14:02")),
        ("1 day 5 min later", on("13:52", "2025-11-22")),
        ("13:45 yesterday", on("13:45", "2025-11-20")),
        ("yesterday at 1:45 p.m.", on("13:45", "2025-11-20")),
        ("21st 13:45", on("13:45")),
        ("the 20th at 23:50", on("23:50", "2025-11-20")),
        ("30th 23:50", on("23:50", "2025-10-30")),
        ("21.11. 13:45", on("13:45")),
        ("11/21/25 13:45", on("13:45")),
        ("Fri Nov 21 13:45:10 2025", on("13:45:10")),
        ("Fri Nov 21 14:45:10 2025 +0100", on("13:45:10")),
        ("24:00", on("00:00", "2025-11-22")),
    ],
)
def test_a_time_is_understood_with_what_people_put_around_it(typed: str, instant: datetime) -> None:
    assert at(typed) == instant


@pytest.mark.parametrize(
    "typed",
    [
        "13:45ish",
        "13:45 ish",
        "about 13:45 or so",
        "maybe 13:45",
        "13:45 maybe",
        "13:45 (approx.)",
        "c. 13:45",
        "13:45~",
    ],
)
def test_a_guess_is_marked_wherever_the_word_for_it_stands(typed: str) -> None:
    assert read_time(typed, NOVEMBER) == ResolvedTime(on("13:45"), approximate=True)


def test_a_guess_in_another_zone_is_converted() -> None:
    assert read_time("~13:45 CET", NOVEMBER) == ResolvedTime(on("12:45"), approximate=True, note="from 13:45 CET")


@pytest.mark.parametrize(
    ("typed", "instants"),
    [
        ("+1:30", [on("15:17"), on("13:48:30")]),
        ("+0:05", [on("13:52"), on("13:47:05")]),
        ("- 13:45", [on("13:45"), on("00:02"), on("13:33:15")]),
        ("13:45-13:50", [on("13:45"), on("13:50")]),
        ("13:45 to 13:50", [on("13:45"), on("13:50")]),
        ("13:45 \u2013 13:50", [on("13:45"), on("13:50")]),
        ("21/11/25 13:45", [on("13:45"), on("13:45", "2021-11-25")]),
        ("25-11-13 13:45", [on("13:45", "2025-11-13"), on("13:45", "2013-11-25")]),
        ("03/04/2026 13:45", [on("13:45", "2026-04-03"), on("13:45", "2026-03-04")]),
        ("3/4 13:45 UTC", [on("13:45", "2025-04-03"), on("13:45", "2025-03-04")]),
        ("sat 13:45", [on("13:45", "2025-11-15"), on("13:45", "2025-11-22")]),
        ("21 nov midnight", [on("00:00"), on("00:00", "2025-11-22")]),
        ("midnight on friday", [on("00:00"), on("00:00", "2025-11-22")]),
    ],
)
def test_what_has_several_readings_offers_each(typed: str, instants: list[datetime]) -> None:
    assert [at(choice) for choice in told(typed).choices] == instants


def test_two_times_of_a_report_in_another_zone_offer_times_there() -> None:
    assert [at(choice, PARIS) for choice in told("14:45-14:50", PARIS).choices] == [on("13:45"), on("13:50")]


@pytest.mark.parametrize(
    "typed",
    [
        *["quarter past", "half past 1", "half 2", "1 o'clock", "lunch time", "5", "5 min", "13 45", "1 3:45", ":45"],
        *[
            "may 13:45",
            "nov 13:45",
            "21 13:45",
            "13:45 sun rises",
            "mar",
            "sat",
            "1345 may",
            "day 2 00:10",
            "500 errors",
        ],
        *[
            "-",
            "--",
            ":",
            ".",
            "~",
            "@",
            "now then",
            "+1d +1d 00:10",
            "+1d 21 nov 13:45",
            "last friday 13:45",
            "14:45 +2",
        ],
    ],
)
def test_stray_words_and_half_a_time_are_never_guessed_at(typed: str) -> None:
    assert told(typed).choices == ()


def test_a_trailing_shift_moves_what_the_echo_said_and_a_leading_one_counts_from_the_event_before() -> None:
    assert at("0010") == on("00:10", "2025-11-22")
    assert at("0010 -1d") == on("00:10")
    assert at("-1d 0010") == on("00:10", "2025-11-20")


@pytest.mark.parametrize(
    ("typed", "context", "echo"),
    [
        ("14:45", PARIS, "= Fri 21 Nov 2025 14:45 Europe/Paris, 13:45 UTC"),
        ("00:10", PARIS, "= Fri 21 Nov 2025 00:10 Europe/Paris, Thu 23:10 UTC"),
        ("26 oct 02:30 CET", PARIS, "= Sun 26 Oct 2025 02:30 +01:00 Europe/Paris, 01:30 UTC"),
        ("may 5 13:45", NOVEMBER, "= Mon 5 May 2025 13:45 UTC, 200 days before the last event"),
        ("noon", FIRST, "= Fri 21 Nov 2025 12:00 UTC"),
    ],
)
def test_the_echo_names_zone_and_day(typed: str, context: TimeContext, echo: str) -> None:
    assert echo_time(read_time(typed, context), context) == echo


def test_an_instant_is_told_in_the_report_s_zone_and_in_utc() -> None:
    assert instant_in_words(on("13:45"), PARIS.zone) == "Fri 21 Nov 2025 14:45 Europe/Paris, 13:45 UTC"
    assert instant_in_words(on("23:30"), PARIS.zone) == "Sat 22 Nov 2025 00:30 Europe/Paris, Fri 23:30 UTC"
    assert instant_in_words(on("13:45"), UTC) == "Fri 21 Nov 2025 13:45 UTC"


words = st.lists(
    st.sampled_from(
        [
            "13:45",
            "1345",
            "21",
            "nov",
            "fri",
            "midnight",
            "next day",
            "+1d",
            "about",
            "now",
            "-",
            "to",
            "UTC",
            "IST",
            "25",
        ]
    ),
    max_size=6,
).map(" ".join)


@given(words, st.sampled_from([FIRST, NOVEMBER, PARIS]))
@example("13:45 - 13:45", NOVEMBER)
def test_every_offered_reading_can_be_read_and_they_differ(typed: str, context: TimeContext) -> None:
    reading = read_time(typed, context)
    if isinstance(reading, Unresolved) and reading.choices:
        settled = [read_time(choice, context) for choice in reading.choices]
        assert all(isinstance(one, ResolvedTime) or one.choices for one in settled), (typed, settled)
        assert len({str(one) for one in settled}) == len(reading.choices) > 1


@pytest.mark.parametrize(("typed", "day"), [("11/21/25", date(2025, 11, 21)), ("15.1.", date(2026, 1, 15))])
def test_a_date_with_a_short_year_or_none_is_understood(typed: str, day: date) -> None:
    assert read_date(typed, NOVEMBER.day) == day


def test_a_date_of_three_short_numbers_is_asked_about() -> None:
    reading = read_date("01/02/03", NOVEMBER.day)
    assert isinstance(reading, Unresolved)
    assert set(reading.choices) == {"2003-02-01", "2003-01-02", "2001-02-03"}
    assert read_date("15th", NOVEMBER.day) == Unresolved("Date 15th is not a date. Use one such as 2026-01-15")
