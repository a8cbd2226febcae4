"""Typed times and dates: what people type at 3 a.m. is understood, asked about, or kept as typed."""

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pmwizard.model.times.context import ResolvedTime, TimeContext, Unresolved
from pmwizard.model.times.dates import read_date
from pmwizard.model.times.reading import read_time
from pmwizard.model.times.words import echo_time, shown_time
from pmwizard.model.times.zones import zone_named
from tests.model.typed import FIRST, NOVEMBER, PARIS, at, on, told

ZONES = ["UTC", "Europe/Paris", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "America/St_Johns"]


@pytest.mark.parametrize(
    ("typed", "instant"),
    [
        *[(typed, on("13:45")) for typed in ("1345", "13:45", "13.45", "13h45", "1:45pm", "1.45 PM", "145pm", "1345Z")],
        *[(typed, on("09:05")) for typed in ("9:5", "905", "0905", "9:05 am", "9.05")],
        *[(typed, on("13:52")) for typed in ("+5", "+5m", "+ 5", "+5 min", "5 min later")],
        ("0945", on("09:45")),
        ("13:45:10", on("13:45:10")),
        ("134510", on("13:45:10")),
        ("13:45:10,250", on("13:45:10.250")),
        ("-10", on("13:37")),
        ("\u221210", on("13:37")),
        ("+90s", on("13:48:30")),
        ("+1h30", on("15:17")),
        ("", on("13:47")),
        ("   ", on("13:47")),
        ("now", on("14:11")),
        ("5 min ago", on("14:06")),
        ("noon", on("12:00")),
        ("12am", on("00:00", "2025-11-22")),
        ("21 Nov 13:45", on("13:45")),
        ("Nov 21, 2025 at 1:45\u202fPM", on("13:45")),
        ("13:45 on 21 november", on("13:45")),
        ("fri 13:45", on("13:45")),
        ("yesterday 23:50", on("23:50", "2025-11-20")),
        ("11/21 13:45", on("13:45")),
        ("21/11/2025 13:45", on("13:45")),
        ("2025-11-21T13:45Z", on("13:45")),
        ("2025-11-21T14:45+01:00", on("13:45")),
        ("2025-11-21 13:45:10.5+00", on("13:45:10.5")),
        ("20251121T134500Z", on("13:45")),
        ("202511211345", on("13:45")),
        ("21/Nov/2025:13:45:10 +0000", on("13:45:10")),
        ("Fri, 21 Nov 2025 13:45:00 +0000", on("13:45")),
        ("Fri Nov 21 13:45:10 UTC 2025", on("13:45:10")),
        ("14:45 CET", on("13:45")),
        ("14:45 CET 21 nov", on("13:45")),
        ("14:45 Europe/Paris", on("13:45")),
        ("14:45 europe/paris", on("13:45")),
        ("14:45 UTC+1", on("13:45")),
        ("14:45 GMT+01:00", on("13:45")),
        ("14:45 +0100", on("13:45")),
        ("8:45 am ET", on("13:45")),
        ("1763732700", on("13:45")),
        ("1763732700123", on("13:45:00.123")),
        ("0010", on("00:10", "2025-11-22")),
        ("2400", on("00:00", "2025-11-22")),
        ("21 Nov 24:00", on("00:00", "2025-11-22")),
    ],
)
def test_a_time_is_understood_in_the_form_people_type(typed: str, instant: datetime) -> None:
    assert at(typed) == instant


@pytest.mark.parametrize("typed", ["about 13:45", "~1345", "approx. 1345", "circa 13:45", "1345ish", "13:45?"])
def test_a_rough_time_is_marked_as_approximate(typed: str) -> None:
    assert read_time(typed, NOVEMBER) == ResolvedTime(on("13:45"), approximate=True)


@pytest.mark.parametrize(
    "typed", ["2575", "13:75", "9", "13", "+0130", "-", "stuff", "Mar 32", "13:45am", "31 Feb 10:00"]
)
def test_what_is_no_time_is_answered_with_one_instruction(typed: str) -> None:
    assert told(typed) == Unresolved(f"Time {typed} is not a time. Use 24-hour time such as 1345")


def test_a_time_after_midnight_is_the_nearest_to_the_event_before_and_says_its_day() -> None:
    before_midnight = TimeContext(day=NOVEMBER.day, now=on("09:00", "2025-11-23"), previous=on("23:50"))
    assert read_time("0010", before_midnight) == ResolvedTime(on("00:10", "2025-11-22"), note="next day")
    after_midnight = TimeContext(day=NOVEMBER.day, now=on("09:00", "2025-11-23"), previous=on("00:10", "2025-11-22"))
    assert read_time("23:50", after_midnight) == ResolvedTime(on("23:50"), note="the day before")


def test_a_shift_by_days_mends_a_wrong_day() -> None:
    assert at("0010 -1d") == on("00:10")
    assert at("1345 +1d") == on("13:45", "2025-11-22")
    assert at("+1d") == on("13:47", "2025-11-22")


def test_a_day_later_is_the_same_time_on_the_wall_across_a_change_of_the_clocks() -> None:
    context = TimeContext(PARIS.day, PARIS.now, PARIS.zone, previous=on("12:00", "2025-10-25"))
    assert at("+1d", context) == on("13:00", "2025-10-26")


def test_without_an_event_before_a_time_is_on_the_day_of_the_incident() -> None:
    assert at("0010", FIRST) == on("00:10")
    assert at("13:45", PARIS) == on("12:45")


@pytest.mark.parametrize("typed", ["", "+5", "-10", "+1d"])
def test_what_counts_from_the_event_before_says_so_when_there_is_none(typed: str) -> None:
    assert "there is none" in told(typed, FIRST).message


def test_a_date_without_a_year_is_not_in_the_future() -> None:
    january = TimeContext(day=date(2026, 1, 2), now=on("10:00", "2026-01-02"))
    assert at("31 dec 23:50", january) == on("23:50", "2025-12-31")
    assert at("30 mar 23:50", FIRST) == on("23:50", "2025-03-30")


def test_a_date_alone_asks_for_the_time() -> None:
    for typed in ("2025-11-21", "21 nov 2025", "today"):
        assert "Enter the time as well" in told(typed).message


def test_a_converted_time_says_from_what() -> None:
    assert read_time("14:45 CET", NOVEMBER) == ResolvedTime(on("13:45"), note="from 14:45 CET")


def test_day_and_month_that_could_be_exchanged_are_asked_about() -> None:
    reading = told("03/04/2026 10:00")
    assert reading.choices == ("2026-04-03 10:00", "2026-03-04 10:00")
    assert {at(choice) for choice in reading.choices} == {on("10:00", "2026-04-03"), on("10:00", "2026-03-04")}


@pytest.mark.parametrize("name", ["IST", "CST", "BST", "AST"])
def test_an_abbreviation_of_several_zones_is_asked_about(name: str) -> None:
    reading = told(f"14:45 {name}")
    assert reading.message.startswith(f"{name} names several zones")
    assert len({at(choice) for choice in reading.choices}) == len(reading.choices) >= 2


def test_an_abbreviation_of_the_report_s_own_zone_means_that_zone() -> None:
    kolkata = TimeContext(NOVEMBER.day, NOVEMBER.now, ZoneInfo("Asia/Kolkata"))
    assert at("14:45 IST", kolkata) == on("09:15")


def test_an_abbreviation_out_of_season_is_asked_about() -> None:
    reading = told("2 jul 14:45 CET")
    assert reading.message.startswith("CET is not in use on 2 Jul 2025")
    assert [at(choice) for choice in reading.choices] == [on("12:45", "2025-07-02"), on("13:45", "2025-07-02")]


def test_a_local_time_that_came_twice_is_asked_about() -> None:
    reading = told("26 Oct 2025 02:30", PARIS)
    assert "came twice" in reading.message
    assert [at(choice, PARIS) for choice in reading.choices] == [on("00:30", "2025-10-26"), on("01:30", "2025-10-26")]
    assert at("26 Oct 2025 02:30 CEST", PARIS) == on("00:30", "2025-10-26")


def test_a_local_time_that_was_skipped_is_asked_about() -> None:
    reading = told("30 Mar 2025 02:30", PARIS)
    assert "was skipped by the clocks" in reading.message
    assert [at(choice, PARIS) for choice in reading.choices] == [on("00:30", "2025-03-30"), on("01:30", "2025-03-30")]


@pytest.mark.parametrize("typed", ["14:05-14:20", "10:05-10:30", "14:05-16:00"])
def test_two_times_with_a_hyphen_are_not_taken_for_an_offset(typed: str) -> None:
    assert "reads like two times" in told(typed).message


def test_a_day_of_the_week_that_contradicts_its_date_is_told() -> None:
    assert told("Mon 21 Nov 2025 13:45").message.startswith("21 Nov 2025 was a Friday, not a Monday")


def test_midnight_alone_is_asked_about() -> None:
    assert told("midnight", FIRST).choices == ("0000", "2400")


@pytest.mark.parametrize(
    ("typed", "context", "echo"),
    [
        ("1412", NOVEMBER, "= 14:12 UTC, 25 min after the last event, in the future"),
        ("1347", NOVEMBER, "= 13:47 UTC, same time as the last event"),
        ("about 1345", NOVEMBER, "= about 13:45 UTC, 2 min before the last event"),
        ("2575", NOVEMBER, "not a time yet"),
        ("1342", FIRST, "= Fri 21 Nov 2025 13:42 UTC"),
        ("12:42", PARIS, "= Fri 21 Nov 2025 12:42 Europe/Paris, 11:42 UTC"),
        ("14:45 CET", NOVEMBER, "= 13:45 UTC, from 14:45 CET, 2 min before the last event"),
    ],
)
def test_a_time_is_echoed_as_understood(typed: str, context: TimeContext, echo: str) -> None:
    assert echo_time(read_time(typed, context), context) == echo


def test_the_echo_names_the_day_when_it_is_another() -> None:
    context = TimeContext(day=NOVEMBER.day, now=on("09:00", "2025-11-23"), previous=on("23:50"))
    assert echo_time(read_time("0010", context), context) == (
        "= Sat 22 Nov 2025 00:10 UTC, next day, 20 min after the last event"
    )


def test_the_echo_asks_when_there_are_two_readings() -> None:
    assert echo_time(read_time("14:45 IST", NOVEMBER), NOVEMBER).startswith("IST names several zones")


@pytest.mark.parametrize(
    ("instant", "day", "shown"),
    [
        (on("13:45"), NOVEMBER.day, "13:45"),
        (on("13:45:10"), NOVEMBER.day, "13:45:10"),
        (on("00:10", "2025-11-22"), NOVEMBER.day, "2025-11-22 00:10"),
        (on("13:45"), None, "2025-11-21 13:45"),
    ],
)
def test_a_field_shows_the_date_only_where_it_is_another(instant: datetime, day: date | None, shown: str) -> None:
    assert shown_time(instant, UTC, day=day) == shown
    assert shown_time(instant, UTC, day=day, approximate=True) == f"about {shown}"


zones = st.one_of(
    st.sampled_from(ZONES).map(ZoneInfo),
    st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)


@given(st.datetimes(timezones=st.just(UTC)), zones, st.booleans(), st.booleans())
@example(datetime(2025, 11, 2, 5, 30, tzinfo=UTC), ZoneInfo("America/New_York"), False, True)
@example(datetime(2025, 11, 2, 6, 30, tzinfo=UTC), ZoneInfo("America/New_York"), False, True)
@example(datetime(1, 1, 1, tzinfo=UTC), ZoneInfo("America/New_York"), False, True)
def test_what_is_shown_reads_back_as_the_same_instant(
    instant: datetime, zone: tzinfo, approximate: bool, dated: bool
) -> None:
    try:
        local = instant.astimezone(zone).date()
    except OverflowError:
        local = instant.date()
    shown = shown_time(instant, zone, day=None if dated else local, approximate=approximate)
    context = TimeContext(day=local, now=NOVEMBER.now, zone=zone)
    assert read_time(shown, context) == ResolvedTime(instant, approximate)


@given(
    st.integers(0, 5_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),
    zones,
    st.timedeltas(timedelta(hours=-11), timedelta(hours=11)),
)
def test_what_is_shown_reads_back_beside_another_event(instant: datetime, zone: tzinfo, away: timedelta) -> None:
    local = instant.astimezone(zone).date()
    context = TimeContext(local, NOVEMBER.now, zone, previous=instant + away)
    assert at(shown_time(instant, zone, day=local), context) == instant


fragments = st.lists(
    st.sampled_from(
        [*"0123456789:./-+~ TZ", "12", "2025", "nov", "fri", "pm", "CET", "IST", "UTC", " +1d", "about ", "h"]
    )
)


@given(st.one_of(st.text(), fragments.map("".join)), st.booleans())
def test_no_typed_text_raises(typed: str, first: bool) -> None:
    for context in (FIRST if first else NOVEMBER, PARIS):
        reading = read_time(typed, context)
        assert "\n" not in echo_time(reading, context)
        assert isinstance(reading, Unresolved) or reading.at.utcoffset() == timedelta()
    read_date(typed, NOVEMBER.day)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-01-15", date(2026, 1, 15)),
        ("15 jan", date(2026, 1, 15)),
        ("jan 15", date(2026, 1, 15)),
        ("15 January 2026", date(2026, 1, 15)),
        ("the 15th of January, 2026", date(2026, 1, 15)),
        ("15-Jan-2026", date(2026, 1, 15)),
        ("15.1.2026", date(2026, 1, 15)),
        ("1/15/2026", date(2026, 1, 15)),
        ("4/4/2026", date(2026, 4, 4)),
        ("fri", date(2025, 11, 28)),
        ("saturday", date(2025, 11, 22)),
        ("+2w", date(2025, 12, 5)),
        ("+3d", date(2025, 11, 24)),
        ("in 3 days", date(2025, 11, 24)),
        ("+1m", date(2025, 12, 21)),
        ("-1y", date(2024, 11, 21)),
        ("today", date(2025, 11, 21)),
        ("tomorrow", date(2025, 11, 22)),
        ("yesterday", date(2025, 11, 20)),
    ],
)
def test_a_date_is_understood_in_the_form_people_type(typed: str, day: date) -> None:
    assert read_date(typed, NOVEMBER.day) == day


@pytest.mark.parametrize(
    "typed", ["", "x", "32 jan", "03/04/2026", "may", "5", "Mon 21 Nov 2025", "1345", "30 feb 2026"]
)
def test_a_date_is_never_guessed(typed: str) -> None:
    assert isinstance(read_date(typed, NOVEMBER.day), Unresolved)


def test_a_month_later_ends_with_a_shorter_month() -> None:
    assert read_date("+1m", date(2026, 1, 31)) == date(2026, 2, 28)


def test_a_date_that_could_be_two_offers_both() -> None:
    reading = read_date("03/04/2026", NOVEMBER.day)
    assert isinstance(reading, Unresolved)
    assert reading.choices == ("2026-04-03", "2026-03-04")


@given(st.dates())
def test_an_iso_date_reads_back(day: date) -> None:
    assert read_date(day.isoformat(), NOVEMBER.day) == day


def test_zones_are_found_by_name() -> None:
    assert zone_named(None) == zone_named("UTC") == zone_named("") == UTC
    assert zone_named("Europe/Paris") == zone_named("europe/paris") == ZoneInfo("Europe/Paris")
    assert zone_named("America/New York") == ZoneInfo("America/New_York")
    for name in ("Atlantis/Capital", "Europe", "../etc/passwd", "\0", "x" * 5000):
        assert zone_named(name) is None
