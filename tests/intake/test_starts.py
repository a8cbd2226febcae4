"""Times counted from a start, numbered days, and events of which only the day is known."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from pmwizard.intake.adding import added, prepared
from pmwizard.intake.events import read_block, settings_for
from pmwizard.model import Report
from pmwizard.model.moments import context_of
from tests.intake.conftest import NOW, Paste, rows, times, told


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("T+2m", "21 13:47"),
        ("T+2 min", "21 13:47"),
        ("T + 2 minutes", "21 13:47"),
        ("T+90s", "21 13:46:30"),
        ("T+1h", "21 14:45"),
        ("T+1h05", "21 14:50"),
        ("T+1h 5m", "21 14:50"),
        ("T+2d", "23 13:45"),
        ("T+00:12", "21 13:57"),
        ("T+00:12:30", "21 13:57:30"),
        ("T+120:00", "21 15:45"),
        ("T+15", "21 14:00"),
        ("T-10 min", "21 13:35"),
        ("T0", "21 13:45"),
        ("T+0", "21 13:45"),
    ],
)
def test_times_count_from_the_start_that_the_block_names(words: str, expected: str) -> None:
    assert times(f"T0 13:45 - Alert fired\n{words} - Acked") == ["21 13:45", expected]


def test_a_start_below_the_times_that_count_to_it_is_found() -> None:
    pasted = Paste("T-10m Deploy\nT0: 13:45 UTC - Alert fired\nT+2m Acked").read()
    assert told(pasted) == [
        ("21 13:35", "Deploy", None),
        ("21 13:45", "Alert fired", None),
        ("21 13:47", "Acked", None),
    ]
    assert "T+ counts from T0, 13:45 on 21 Nov 2025" in pasted.notices


def test_what_could_be_hours_or_minutes_is_asked_about_once() -> None:
    paste = Paste("T0 13:45 a\nT+1:05 b\nT+2:10 c")
    (question,) = paste.read().questions
    assert question.message == "T+1:05 could be hours and minutes or minutes and seconds"
    assert [time for time, _, _ in told(paste.read({question.key: 0}))] == ["21 13:45", "21 14:50", "21 15:55"]
    assert [time for time, _, _ in told(paste.read({question.key: 1}))] == ["21 13:45", "21 13:46:05", "21 13:47:10"]


def test_without_a_start_the_events_have_no_time_and_that_is_told() -> None:
    pasted = Paste("T+2m - Acked\nT+27m - Recovered").read()
    assert told(pasted) == [("", "T+2m - Acked", None), ("", "T+27m - Recovered", None)]
    assert pasted.notices == ("Counted from a start that is not known: T+2m, and 1 more",)


def test_without_a_start_in_the_block_that_of_the_incident_counts() -> None:
    report = Report.model_validate({"timeline": [{"at": datetime(2025, 11, 21, 9, tzinfo=UTC), "moment": "started"}]})
    context = context_of(report, NOW)
    pasted = read_block("T+12m Acked", context, settings_for(report, context))
    assert told(pasted) == [("21 09:12", "Acked", None)]
    assert "T+ counts from the start of the incident, 09:00 on 21 Nov 2025" in pasted.notices
    assert told(read_block("T-5m a\nT0 13:45 b", context, settings_for(report, context)))[0] == ("21 13:40", "a", None)


@pytest.mark.parametrize("line", ["T-34 tanks", "Team call", "T-shirts sent", "T+", "Tried again"])
def test_other_words_that_begin_with_a_t_are_no_times(line: str) -> None:
    assert rows(f"{line}\n13:45 a")[0] == ("", line, None)


def test_numbered_days_count_from_the_day_of_the_incident() -> None:
    text = "Day 1 22:10 - Alert fired\nDay 2 09:15 - Vendor came\nDay 3 00:05 - Closed"
    pasted = Paste(text).read()
    assert told(pasted) == [
        ("21 22:10", "Alert fired", None),
        ("22 09:15", "Vendor came", None),
        ("23 00:05", "Closed", None),
    ]
    assert "Days are counted: Day 1 is 21 Nov 2025" in pasted.notices
    assert pasted.assumed == "day"


def test_two_numbers_are_hours_and_minutes_where_another_can_only_be() -> None:
    pasted = Paste("T0 13:45 a\nT+00:12 b\nT+01:30 c").read()
    assert [time for time, _, _ in told(pasted)] == ["21 13:45", "21 13:57", "21 15:15"]
    assert pasted.questions == ()


def test_a_start_that_tells_nothing_is_no_event() -> None:
    pasted = Paste("T0 = 13:45 UTC\nT+2m Acked").read()
    assert (told(pasted), pasted.skipped) == ([("21 13:47", "Acked", None)], ("T0 = 13:45 UTC",))


def test_days_may_be_counted_from_zero() -> None:
    assert times("D+0 22:10 - Alert fired\nD+1 09:15 - Vendor came") == ["21 22:10", "22 09:15"]
    assert times("22:10 - Alert fired\nD+1 09:15 - Vendor came") == ["21 22:10", "22 09:15"]
    assert times("Day 0 22:10 - Alert fired\nDay 1 09:15 - Vendor came") == ["21 22:10", "22 09:15"]


def test_numbered_days_of_an_unknown_day_have_no_time_until_it_is_entered() -> None:
    text = "Day 1 22:10 - Alert fired\nDay 2 09:15 - Vendor came"
    pasted = Paste(text, source="today").read()
    assert [row.at for row in pasted.rows] == [None, None]
    assert pasted.notices == ("Counted from a day that is not known: Day 1, and 1 more",)
    assert pasted.assumed == "day"
    again = Paste(text, day=date(2025, 11, 3), source="as entered").read()
    assert [time for time, _, _ in told(again)] == ["03 22:10", "04 09:15"]


def test_an_end_is_the_first_such_time_after_its_beginning() -> None:
    pasted = Paste("23:50 - 00:20 a\n00:30 b\n14:10 - 13:45 c").read()
    assert [time for time, _, _ in told(pasted)] == ["21 23:50-00:20", "22 00:30", "22 14:10-13:45"]
    assert [row.until and row.until.day for row in pasted.rows] == [22, None, 23]
    assert "Ends more than 12 hours later: 14:10 to 13:45" in pasted.notices


def test_both_ends_have_their_zone() -> None:
    assert rows("05:45 PST \u2013 14:00 UTC Failover ran") == [("21 13:45-14:00", "Failover ran", None)]


def test_the_end_takes_the_half_of_the_day_of_its_beginning() -> None:
    assert rows("1:45 PM - 2:10 Failover ran\n2:20 PM b")[0] == ("21 13:45-14:10", "Failover ran", None)


def test_an_end_that_the_clocks_showed_twice_is_asked_about() -> None:
    paste = Paste("01:50 - 02:10 a", "Europe/Paris", date(2025, 10, 26))
    (question,) = paste.read().questions
    assert [time for time, _, _ in told(paste.read({question.key: 0}))] == ["25 23:50-00:10"]
    assert [time for time, _, _ in told(paste.read({question.key: 1}))] == ["25 23:50-01:10"]


def test_known_events_are_those_of_the_same_day_or_time() -> None:
    first = added(Report(), prepared(Report(), Paste("13:45 a").read().rows).events)
    ready = prepared(first, Paste("13:45 a\n13:45 b").read().rows)
    assert ([row.event for row in ready.events], ready.known) == (["b"], 1)
