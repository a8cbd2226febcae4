"""Nothing is assumed in silence: what a block leaves open is told or asked."""

from __future__ import annotations

import pytest

from tests.intake.conftest import Paste, times, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1:45 PM a\n1:52 b\n2:07 c", ["21 13:45", "21 13:52", "21 14:07"]),
        ("11:50 PM a\n12:10 b\n1:05 c", ["21 23:50", "22 00:10", "22 01:05"]),
        ("11:50 AM a\n12:10 b\n1:05 c", ["21 11:50", "21 12:10", "21 13:05"]),
        ("1:30 a\n1:45 PM b", ["21 13:30", "21 13:45"]),
        ("2:07 c\n1:52 b\n1:45 PM a\n1:40 z", ["21 14:07", "21 13:52", "21 13:45", "21 13:40"]),
        ("11:50 a\n12 noon: b\n12:20 pm c", ["21 11:50", "21 12:00", "21 12:20"]),
        ("1:45:10 PM a\n1:45:40 b", ["21 13:45:10", "21 13:45:40"]),
    ],
)
def test_am_or_pm_holds_for_its_run(text: str, expected: list[str]) -> None:
    pasted = Paste(text).read()
    assert [time for time, _, _ in told(pasted)] == expected
    assert any(notice.startswith("Times without am or pm follow those that have it") for notice in pasted.notices)


def test_am_or_pm_does_not_hold_where_another_time_shows_the_clock_of_24_hours() -> None:
    assert times("1:45 PM a\n13:52 b\n14:07 c") == ["21 13:45", "21 13:52", "21 14:07"]


def test_am_or_pm_does_not_hold_for_another_day() -> None:
    paste = Paste("Nov 21 9:10 PM a\nNov 22 8:00 b")
    (question,) = paste.read().questions
    assert (question.message, question.choices) == ("8:00 could be am or pm", ("am", "pm"))
    assert [time for time, _, _ in told(paste.read({question.key: 1}))] == ["21 21:10", "22 20:00"]


def test_short_hours_without_am_or_pm_are_told_to_be_read_on_the_24_hour_clock() -> None:
    notice = "No time has am or pm: read on the 24-hour clock"
    assert notice in Paste("1:45 a\n1:52 b").read().notices
    assert notice not in Paste("01:45 a\n01:52 b").read().notices
    assert notice not in Paste("9:45 a\n13:52 b").read().notices


def test_a_time_some_hours_back_is_of_the_same_day_or_the_next_and_asked_about() -> None:
    paste = Paste("15:00 a\n09:30 b\n16:00 c")
    asked = paste.read()
    (question,) = asked.questions
    assert question.message == "09:30 after 15:00 on 21 Nov 2025 could be on 21 Nov 2025 or 22 Nov 2025"
    assert asked.waiting == ("09:30 b",)
    assert [time for time, _, _ in told(paste.read({question.key: 0}))] == ["21 15:00", "21 09:30", "21 16:00"]
    assert [time for time, _, _ in told(paste.read({question.key: 1}))] == ["21 15:00", "22 09:30", "22 16:00"]


def test_what_is_out_of_order_or_past_midnight_is_told() -> None:
    pasted = Paste("13:47 a\n13:45 b\n23:58 c\n00:02 d").read()
    assert "Earlier than the line above: 13:45 below 13:47" in pasted.notices
    assert "Past midnight the day goes on: 00:02 is on 22 Nov 2025" in pasted.notices
    assert "The newest line stands first" in Paste("14:07 c\n13:52 b\n13:45 a").read().notices


def test_a_day_far_from_all_others_is_told() -> None:
    pasted = Paste("2025-11-21 13:45 a\n2024-11-21 13:50 b\n2025-11-21 13:55 c").read()
    assert any(notice.startswith("More than a day apart") for notice in pasted.notices)
    ahead = Paste("2026-11-21 13:45 a").read()
    assert "In the future: 13:45 on 21 Nov 2026" in ahead.notices
    assert "All are away from the day of the incident: 21 Nov 2026, and it was on 21 Nov 2025" in ahead.notices


def test_a_message_that_begins_with_yesterday_never_moves_those_below() -> None:
    paste = Paste("2025-11-21 13:45 a\nYesterday at 11:58 we saw it\n13:55 b\n14:10 c")
    asked = paste.read()
    (question,) = asked.questions
    assert [time for time, _, _ in told(asked)] == ["21 13:45", "", "21 13:55", "21 14:10"]
    assert [time for time, _, _ in told(paste.read({question.key: 0}))] == ["21 13:45", "20 11:58", "", ""]
    far = paste.read({question.key: 1})
    assert [time for time, _, _ in told(far)] == ["21 13:45", "30 11:58", "", ""]
    (below,) = far.questions
    assert below.choices == ("30 Nov 2025", "21 Nov 2025")
    settled = paste.read({question.key: 1, below.key: 1})
    assert [time for time, _, _ in told(settled)] == ["21 13:45", "30 11:58", "21 13:55", "21 14:10"]


def test_a_line_that_begins_with_yesterday_and_has_no_time_moves_none_either() -> None:
    paste = Paste("13:45 a\nYesterday: nothing was seen\n14:20 b")
    asked = paste.read()
    (question,) = asked.questions
    assert [time for time, _, _ in told(asked)] == ["21 13:45", "", "21 14:20"]
    assert [time for time, _, _ in told(paste.read({question.key: 1}))] == ["21 13:45", "30", ""]


def test_a_day_before_those_above_is_asked_about_before_others_go_on_from_it() -> None:
    paste = Paste("2025-11-21 13:45 a\n2025-11-18 10:00 b\n10:30 c")
    (question,) = paste.read().questions
    assert question.choices == ("18 Nov 2025", "21 Nov 2025")
    assert [time for time, _, _ in told(paste.read({question.key: 0}))] == ["21 13:45", "18 10:00", "18 10:30"]


def test_a_zone_of_several_names_is_named_with_the_one_chosen() -> None:
    paste = Paste("All times in CST\n13:45 a")
    (question,) = paste.read().questions
    assert (
        paste.read({question.key: 1}).zone.words == 'Times as CST (Asia/Shanghai): the line "All times in CST" says so'
    )


@pytest.mark.parametrize(
    ("text", "zone", "expected", "words"),
    [
        ("13:45 PST a\n13:47 b", "UTC", ["21 21:45", "21 21:47"], "as PST: in order with 13:45 PST"),
        ("14:07 c\n13:47 b\n13:45 PST a", "UTC", ["21 22:07", "21 21:47", "21 21:45"], "as PST"),
        ("14:45 a\n13:47 UTC b", "Europe/Paris", ["21 13:45", "21 13:47"], "as Europe/Paris: the report's zone"),
        ("13:45 UTC a\n13:47 b", "UTC", ["21 13:45", "21 13:47"], "as UTC: nothing in the text says so"),
    ],
)
def test_a_zone_beside_one_time_holds_for_others_only_where_their_order_says_so(
    text: str, zone: str, expected: list[str], words: str
) -> None:
    pasted = Paste(text, zone).read()
    assert [time for time, _, _ in told(pasted)] == expected
    assert f"Times without a zone {words}" in pasted.zone.words


def test_where_both_zones_put_all_in_order_it_is_asked() -> None:
    paste = Paste("13:45 UTC a\n14:07 b", "America/New_York")
    (question,) = paste.read().questions
    message = "Times without a zone could be in UTC, as 13:45 UTC is, or in America/New_York"
    assert (question.message, question.choices) == (message, ("UTC", "America/New_York"))
    assert [time for time, _, _ in told(paste.read({question.key: 0}))] == ["21 13:45", "21 14:07"]
    assert [time for time, _, _ in told(paste.read({question.key: 1}))] == ["21 13:45", "21 19:07"]


def test_where_neither_zone_puts_all_in_order_it_is_asked() -> None:
    paste = Paste("13:45 PST a\n13:47 b\n13:40 PST c\n13:30 d")
    (question,) = paste.read().questions
    assert question.choices == ("PST", "UTC")
    assert [time for time, _, _ in told(paste.read({question.key: 0}))] == [
        "21 21:45",
        "21 21:47",
        "21 21:40",
        "21 21:30",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("23:58 a\n23:59 b\n2025-11-19 00:02 c", ["18 23:58", "18 23:59", "19 00:02"]),
        ("09:00 a\n10:00 b\n2025-11-19 10:30 c", ["19 09:00", "19 10:00", "19 10:30"]),
        ("15:00 a\n09:30 b\n2025-11-19 10:30 c", ["21 15:00", "", "19 10:30"]),
    ],
)
def test_times_above_the_first_day_that_is_named_are_of_that_day_or_those_before(
    text: str, expected: list[str]
) -> None:
    assert [time for time, _, _ in told(Paste(text).read())] == expected


def test_the_day_that_was_taken_from_a_line_below_is_told() -> None:
    pasted = Paste("23:58 a\n2025-11-19 00:02 c").read()
    assert pasted.day_words == "Day assumed: 18 Nov 2025, by the first day that is named, 19 Nov 2025"


def test_a_name_of_several_zones_beside_some_times_is_no_reason_to_assume_one_for_the_others() -> None:
    paste = Paste("14:05 IST a\n14:20 IST b\n18:10 c")
    asked = paste.read()
    assert [question.message for question in asked.questions] == [
        "Times without a zone could be in IST, as 14:05 IST is, or in UTC",
        "IST names several zones",
    ]
    answers = {question.key: 0 for question in asked.questions}
    assert [time for time, _, _ in told(paste.read(answers))] == ["21 08:35", "21 08:50", "21 12:40"]
