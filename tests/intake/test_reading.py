"""Days, zones and questions: what a block leaves open is told or asked, never guessed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from pmwizard.intake.events import day_from, day_typed, zone_typed
from pmwizard.intake.results import LEFT_OPEN
from pmwizard.model import Report
from pmwizard.model.times.context import TimeContext
from tests.intake.conftest import DAY, NOW, Paste, times, told


def test_a_block_that_runs_past_midnight_goes_on_to_the_next_day() -> None:
    assert times("23:50 a\n00:10 b\n09:00 c\n23:00 d\n00:30 e") == [
        "21 23:50",
        "22 00:10",
        "22 09:00",
        "22 23:00",
        "23 00:30",
    ]


def test_a_long_night_is_no_day_back() -> None:
    assert times("20:00 a\n09:00 b") == ["21 20:00", "22 09:00"]


def test_lines_a_little_out_of_order_stay_on_their_day() -> None:
    assert times("13:47 a\n13:45 b\n23:58 c\n00:02 d\n23:59 e\n00:05 f") == [
        "21 13:47",
        "21 13:45",
        "21 23:58",
        "22 00:02",
        "21 23:59",
        "22 00:05",
    ]


def test_a_block_with_the_newest_line_first_runs_backwards() -> None:
    assert times("00:30 d\n00:10 c\n23:50 b\n23:40 a") == ["21 00:30", "21 00:10", "20 23:50", "20 23:40"]


def test_days_named_in_the_block_win() -> None:
    text = "# 20 Nov 2025\n23:50 a\n00:10 b\n## 2025-11-23\n08:00 c\nMonday, November 24th\n9:05 AM d\n"
    text += "2025-11-25 10:00 e\n10:05 f"
    pasted = Paste(text).read()
    assert [time for time, _, _ in told(pasted)] == [
        "20 23:50",
        "21 00:10",
        "23 08:00",
        "24 09:05",
        "25 10:00",
        "25 10:05",
    ]
    assert pasted.day.words == "20 Nov 2025, as the text says"
    assert not pasted.day.is_assumed


def test_today_and_yesterday_count_from_now() -> None:
    pasted = Paste("Yesterday\n13:45 a\nToday\n08:00 b", source="today").read()
    assert [time for time, _, _ in told(pasted)] == ["30 13:45", "01 08:00"]
    assert pasted.assumed == "today"
    assert pasted.day.words == "1 Dec 2025, today"
    again = Paste("Yesterday\n13:45 a\nToday\n08:00 b", day=DAY, source="as entered").read()
    assert [time for time, _, _ in told(again)] == ["20 13:45", "21 08:00"]


@pytest.mark.parametrize("text", ["Yesterday\n13:45 a\nToday\n08:00 b", "Yesterday at 13:45 a\nToday at 08:00 b"])
@pytest.mark.parametrize(
    ("answer", "expected"),
    [(0, ["21 13:45", "22 08:00"]), (1, ["20 13:45", "21 08:00"]), (2, ["30 13:45", "01 08:00"])],
)
def test_the_day_that_yesterday_counts_from_is_asked_where_the_incident_was_days_ago(
    text: str, answer: int, expected: list[str]
) -> None:
    asked = Paste(text).read()
    (question,) = asked.questions
    assert question.choices == ("copied on 22 Nov 2025", "copied on 21 Nov 2025", "copied on 1 Dec 2025")
    assert {row.at for row in asked.rows} == {None}
    assert [time for time, _, _ in told(Paste(text).read({question.key: answer}))] == expected


def test_yesterday_is_not_asked_about_the_day_after_the_incident() -> None:
    pasted = Paste("Yesterday at 13:45 a", now=datetime(2025, 11, 22, 9, tzinfo=UTC)).read()
    assert ([time for time, _, _ in told(pasted)], pasted.questions) == (["21 13:45"], ())


def test_times_below_a_day_that_waits_for_an_answer_wait_too() -> None:
    pasted = Paste("12:00 x\n\n## 03/11/2025\n13:45 a\n14:00 b\n\n## 2025-11-20\n15:00 c").read()
    assert [time for time, _, _ in told(pasted)][1:] == ["", "", "", "20 15:00"]
    assert pasted.waiting == ("## 03/11/2025", "13:45 a", "14:00 b")


def test_a_day_of_the_week_that_the_year_contradicts_names_the_year() -> None:
    now = datetime(2026, 11, 21, tzinfo=UTC)
    pasted = Paste("Monday, November 21st\n13:45 a", day=date(2026, 3, 2), now=now).read()
    assert [row.at.year if row.at else 0 for row in pasted.rows] == [2022]


@pytest.mark.parametrize(
    ("heading", "other"),
    [("Thursday, November 21st", "2024-11-21"), ("Wednesday 21 November", "2025-11-19"), ("Wed, 21 Nov", "2025-11-19")],
)
def test_a_day_of_the_week_that_the_day_of_the_incident_contradicts_is_asked_about(heading: str, other: str) -> None:
    paste = Paste(f"{heading}\n13:45 a")
    (question,) = paste.read().questions
    assert question.choices == ("2025-11-21", other)
    assert told(paste.read({question.key: 0})) == [("21 13:45", "a", None)]


def test_days_of_the_week_that_agree_on_a_year_name_it() -> None:
    pasted = Paste("Thursday, November 21st\n13:45 a\nFriday, November 22nd\n09:00 b").read()
    assert [f"{row.at:%Y-%m-%d}" for row in pasted.rows if row.at] == ["2024-11-21", "2024-11-22"]
    assert pasted.questions == ()
    assert "All are away from the day of the incident: 21 Nov 2024, and it was on 21 Nov 2025" in pasted.notices


def test_lines_before_the_first_day_named_are_of_the_day_before() -> None:
    pasted = Paste("23:50 a\nFriday, November 21st\n00:10 b").read()
    assert [time for time, _, _ in told(pasted)] == ["20 23:50", "21 00:10"]
    assert pasted.day.words == "20 Nov 2025, the day before 21 Nov 2025"


def test_the_day_assumed_is_told_and_can_be_another() -> None:
    assert Paste("13:45 a").read().day == day_from(Report.model_validate({"metadata": {"incident_date": DAY}}), CONTEXT)
    again = Paste("13:45 a", day=date(2025, 11, 3), source="as entered").read()
    assert told(again) == [("03 13:45", "a", None)]
    assert again.day.words == "3 Nov 2025, as entered"


def test_times_of_today_that_are_still_to_come_are_of_yesterday() -> None:
    pasted = Paste("22:52 a\n23:10 b", day=NOW.date(), source="today").read()
    assert [time for time, _, _ in told(pasted)] == ["30 22:52", "30 23:10"]
    assert "yesterday" in pasted.day.words


CONTEXT = TimeContext(DAY, NOW)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("20 nov", date(2025, 11, 20)), ("fri", date(2025, 11, 21)), ("2025-01-02", date(2025, 1, 2))],
)
def test_another_day_is_typed_in_any_form(text: str, expected: date) -> None:
    day = day_typed(text, CONTEXT)
    assert not isinstance(day, str)
    assert day.day == expected


@pytest.mark.parametrize("text", ["someday", "03/11/2025", "99 nov"])
def test_a_day_that_cannot_be_read_is_told(text: str) -> None:
    assert text in str(day_typed(text, CONTEXT))


# Zones


def test_the_zone_of_the_report_is_that_of_times_without_one() -> None:
    assert times("13:45 a\n13:45 UTC b\n13:46 -0500 c", "America/New_York") == ["21 18:45", "21 13:45", "21 18:46"]


def test_the_day_is_that_of_the_zone_of_the_report() -> None:
    assert times("23:50 a\n00:10 b", "Asia/Tokyo") == ["21 14:50", "21 15:10"]


@pytest.mark.parametrize(
    ("text", "zone", "expected"),
    [
        ("13:45 a\n13:46 b", "UTC", "Times as UTC: nothing in the text says so"),
        (
            "13:45 a\n13:46 b",
            "Europe/Paris",
            "Times as Europe/Paris: the report's zone, nothing in the text says so",
        ),
        ("13:45 UTC a\n13:46 b", "UTC", "Times without a zone as UTC: nothing in the text says so"),
        ("13:45 UTC a\n13:46Z b", "Europe/Paris", "Each time names its zone"),
        ("All times in CET\n13:45 a", "UTC", 'Times as CET: the line "All times in CET" says so'),
    ],
)
def test_what_times_without_a_zone_are_read_in_is_always_told(text: str, zone: str, expected: str) -> None:
    assert Paste(text, zone).read().zone.words == expected


def test_a_zone_that_is_entered_wins_over_that_of_the_block_and_not_over_that_of_a_time() -> None:
    pasted = Paste("All times in CET\n13:45 a\n13:46 UTC b").read(entered_zone="America/New_York")
    assert [time for time, _, _ in told(pasted)] == ["21 18:45", "21 13:46"]
    assert pasted.zone.words == "Times without a zone as America/New_York: as entered"
    assert not pasted.zone.is_assumed


def test_each_event_knows_the_first_line_it_stands_on() -> None:
    assert Paste("Night shift\n\n13:45 a\nmore\n\n13:46 b").read().places == (0, 2, 5)


# Questions


def test_a_zone_of_several_names_is_asked_about_once_for_the_block() -> None:
    paste = Paste("13:45 CST a\n13:46 CST b\n13:47 UTC c")
    asked = paste.read()
    (question,) = asked.questions
    assert question.message == "CST names several zones"
    assert question.choices == ("America/Chicago", "Asia/Shanghai", "America/Havana")
    assert question.count == 2
    assert [row.at is None for row in asked.rows] == [True, True, False]
    settled = paste.read({question.key: 1})
    assert [time for time, _, _ in told(settled)] == ["21 05:45", "21 05:46", "21 13:47"]
    assert settled.questions == ()


def test_the_order_of_day_and_month_is_asked_about_once() -> None:
    paste = Paste("03/11/2025 13:45 a\n04/11/2025 13:45 b\n11/11/2025 13:45 c")
    (question,) = paste.read().questions
    assert question.choices == ("2025-11-03", "2025-03-11")
    months = [f"{row.at:%d %b}" for row in paste.read({question.key: 0}).rows if row.at]
    assert months == ["03 Nov", "04 Nov", "11 Nov"]
    months = [f"{row.at:%d %b}" for row in paste.read({question.key: 1}).rows if row.at]
    assert months == ["11 Mar", "11 Apr", "11 Nov"]


@pytest.mark.parametrize(
    ("text", "expected", "says"),
    [
        ("03/11/2025 13:45 a\n13/11/2025 13:45 c", ["03 Nov", "13 Nov"], "day before month: 13/11/2025"),
        ("11/13/2025 13:45 a\n11/03/2025 13:45 c", ["13 Nov", "03 Nov"], "month before day: 11/13/2025"),
    ],
)
def test_one_date_that_can_only_be_read_one_way_settles_the_order_of_all(
    text: str, expected: list[str], says: str
) -> None:
    pasted = Paste(text).read()
    assert [f"{row.at:%d %b}" for row in pasted.rows if row.at] == expected
    assert f"Dates are read {says} says so" in pasted.notices
    assert pasted.questions == ()


def test_an_hour_that_came_twice_is_asked_about() -> None:
    paste = Paste("01:50 a\n02:10 b\n02:30 c\n03:10 d", "Europe/Paris", date(2025, 10, 26))
    (question,) = paste.read().questions
    assert question.choices == ("+02:00", "+01:00")
    assert question.count == 2
    assert [time for time, _, _ in told(paste.read({question.key: 0}))] == [
        "25 23:50",
        "26 00:10",
        "26 00:30",
        "26 02:10",
    ]
    assert [time for time, _, _ in told(paste.read({question.key: 1}))][1:3] == ["26 01:10", "26 01:30"]


def test_an_hour_that_comes_twice_in_the_block_is_each_in_its_turn() -> None:
    paste = Paste("02:10 a\n02:50 b\n02:05 c\n02:40 d\n03:10 e", "Europe/Paris", date(2025, 10, 26))
    (question,) = paste.read().questions
    assert [time for time, _, _ in told(paste.read({question.key: 0}))] == [
        "26 00:10",
        "26 00:50",
        "26 01:05",
        "26 01:40",
        "26 02:10",
    ]


def test_an_hour_that_never_came_is_asked_about() -> None:
    paste = Paste("02:30 a", "Europe/Paris", date(2025, 3, 30))
    (question,) = paste.read().questions
    assert question.choices == ("01:30", "03:30")
    assert told(paste.read({question.key: 1})) == [("30 01:30", "a", None)]


def test_what_nobody_knows_is_kept_without_a_time() -> None:
    paste = Paste("13:45 CST a")
    (question,) = paste.read().questions
    pasted = paste.read({question.key: LEFT_OPEN})
    assert told(pasted) == [("", "13:45 CST a", None)]
    assert pasted.unread == ("13:45 CST a",)
    assert pasted.questions == ()


def test_a_heading_of_two_days_is_asked_about_and_then_no_event() -> None:
    paste = Paste("03/11/2025\n13:45 a")
    asked = paste.read()
    (question,) = asked.questions
    assert asked.waiting == ("03/11/2025", "13:45 a")
    settled = paste.read({question.key: 0})
    assert told(settled) == [("03 13:45", "a", None)]
    assert (settled.waiting, settled.skipped) == ((), ("03/11/2025",))


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (0, ["01 11:50", "01 12:05", "01 14:10", "01 14:30", "01 15:00"]),
        (1, ["01 11:50", "01 12:05", "02 02:10", "02 02:30", "02 03:00"]),
        (LEFT_OPEN, ["01 11:50", "01 12:05", "", "", ""]),
    ],
)
def test_an_hour_after_noon_without_its_half_of_the_day_is_asked_about(answer: int, expected: list[str]) -> None:
    # Clocks go back in the night that follows.
    zone, text = "America/Chicago", "11:50 a\n12:05 b\n2:10 c\n2:30 d\n3:00 e"
    paste = Paste(text, zone, date(2025, 11, 1))
    question, *others = paste.read().questions
    assert question.message == "02:10 after 12:05 could be 14:10 or 02:10 the next day"
    assert (question.choices, others) == (("14:10", "02:10 the next day"), [])
    read = paste.read({question.key: answer})
    assert [f"{row.at.astimezone(ZoneInfo(zone)):%d %H:%M}" if row.at else "" for row in read.rows] == expected
    assert read.questions == ()


@pytest.mark.parametrize("last", ["13:10 c", "1:10 PM c", "00:10 c", "1:10:00 c"])
def test_one_time_that_shows_the_clock_settles_all_halves_of_the_day(last: str) -> None:
    assert Paste(f"11:50 a\n12:05 b\n1:15 d\n{last}").read().questions == ()


@pytest.mark.parametrize(
    "line",
    [
        "All times UTC-8.",
        "Timeline (PST)",
        "## Timeline - UTC-8",
        "**Incident timeline (PST):**",
        "Timeline of events, America/Los_Angeles",
    ],
)
def test_a_timeline_may_be_headed_by_its_zone(line: str) -> None:
    pasted = Paste(f"{line}\n05:45 a\n13:50 UTC b").read()
    assert told(pasted) == [("21 13:45", "a", None), ("21 13:50", "b", None)]
    assert pasted.zone.reason.endswith("says so")
    assert not pasted.zone.is_assumed


@pytest.mark.parametrize("line", ["Timeline (draft)", "Timeline", "Timeline - ours", "The timeline is in PST or so"])
def test_other_words_beside_a_timeline_are_no_zone(line: str) -> None:
    assert Paste(f"{line}\n13:45 a").read().zone.is_assumed


@pytest.mark.parametrize(
    "head",
    [
        "| Time (UTC-8) | Event |\n|---|---|\n| {} | a |",
        "| Time in PST | Event |\n|---|---|\n| {} | a |",
        "When UTC-8\tEvent\n{}\ta",
        "2025-11-21 (UTC-8)\n{} a",
        "Times: America/Los_Angeles\n{} a",
    ],
)
def test_a_zone_beside_a_head_is_that_of_the_times_below(head: str) -> None:
    pasted = Paste(head.format("05:45")).read()
    assert told(pasted) == [("21 13:45", "a", None)]
    assert pasted.zone.reason.endswith("says so")
    assert not pasted.zone.is_assumed


def test_a_year_of_two_digits_that_may_stand_in_front_is_asked_about() -> None:
    paste = Paste("25/11/21 13:45:12 INFO a\n25/11/22 00:10:00 INFO b")
    (question,) = paste.read().questions
    assert question.message == "25/11/21 could be 25 Nov 2021 or 21 Nov 2025"
    assert question.count == 2
    assert [time for time, _, _ in told(paste.read({question.key: 1}))] == ["21 13:45:12", "22 00:10"]
    assert Paste("21/11/25 13:45:12 a\n21.11.25 13:46 b").read().questions == ()


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("utc", "UTC"),
        ("pst", "PST"),
        ("pacific", "America/Los_Angeles"),
        ("PST/PDT", "America/Los_Angeles"),
        ("europe/paris", "Europe/Paris"),
        ("new york", "America/New_York"),
        ("+01:00", "+01:00"),
        ("UTC -8", "UTC-8"),
    ],
)
def test_a_zone_for_all_times_is_typed_in_any_form(typed: str, name: str) -> None:
    zone = zone_typed(typed, CONTEXT)
    assert not isinstance(zone, str)
    assert zone.name == name
    assert Paste("13:45 a").read(entered_zone=name).rows[0].at is not None


@pytest.mark.parametrize("typed", ["", "nowhere", "13:45", "x" * 500])
def test_a_zone_that_is_not_known_is_told(typed: str) -> None:
    assert "Europe/Paris" in str(zone_typed(typed, CONTEXT))
