"""A time, both ends of a stretch, or a day alone: read in a field as it is read at the beginning of a pasted line."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pmwizard.intake.formats import block_of
from pmwizard.intake.stamps import leading_time
from pmwizard.model.times.context import TimeContext, Unresolved, When
from pmwizard.model.times.reading import read_end, read_when
from pmwizard.model.times.zones import instants
from tests.model.typed import FIRST, NOVEMBER, PARIS, on

NIGHTS = st.integers(0, 3 * 366 * 24 * 60).map(lambda minutes: on("00:00", "2024-01-01") + timedelta(minutes=minutes))
ZONES = ["UTC", "Europe/Berlin", "America/Los_Angeles", "Australia/Lord_Howe", "Asia/Kolkata"]

FORMS = {
    "13:45": [
        "13:45",
        "1:45pm",
        "1:45p",
        "13h45",
        "13:45Z",
        "13:45UTC",
        "13:45h",
        "T13:45Z",
        "@13:45",
        "1:45 p. m.",
        "1:45 P.M.",
        "13:45 (UTC)",
        "13:45 [UTC]",
        "13:45, UTC",
        "um 13:45 Uhr",
        "13.45 Uhr:",
        "14:45CET",
        "14:45 CET/CEST",
        "14:45 Europe/Paris",
        "14:45 Paris time",
        "14:45 Central European Time",
        "5:45 AM PST",
        "5:45 AM PST/PDT",
        "5:45 AM (Pacific)",
        "05:45 Pacific Time",
        "14:45 UTC+1",
        "14:45 (UTC +1)",
        "13:45 UTC / 14:45 CET",
        "13:45 UTC (14:45 CET)",
        "14:45 +0100",
        "14:45 GMT+01:00",
    ],
    "13:45 dated": [
        *("2025-11-21 13:45", "2025-11-21T13:45Z", "2025-11-21, 13:45", "2025-11-21 at 13:45", "2025/11/21 13:45"),
        *("20251121 13:45", "20251121T134500Z", "202511211345", "21-Nov-25 13:45", "@November 21, 2025 1:45 PM"),
        *("Fri 2025-11-21 13:45", "2025-11-21 (Fri) 13:45", "Fri 21/11/2025 13:45", "Fri Nov 21 13:45:00 2025"),
        *(
            "21. November 13:45 Uhr",
            "21/11/2025 \u00e0 13h45",
            "21 novembre 2025 \u00e0 13h45",
            "21. November, 13.45 Uhr",
        ),
        *("21 de noviembre de 2025 a las 13:45", "2025\u5e7411\u670821\u65e5 13:45", "11\u670821\u65e5 13:45"),
        *("Fri Nov 21 14:45:00 2025 +0100", "21/Nov/2025:13:45:00 +0000", "13:45 on 21 November"),
        *("the 21st of November, 2025 13:45", "Nov 21, 13:45", "21.11.2025 13:45", "11/21/25 13:45"),
    ],
    "13:45 about": [
        "~13:45",
        "about 13:45",
        "c. 13:45",
        "13:45?",
        "13:45 ish",
        "13:45 (approx.)",
        "13:45~",
        "etwa 13:45",
        "21 November 2025 ~ 13:45",
        "21 Nov, ~13:45 UTC",
        "2025-11-21 (approx) 13:45",
        "21. November gegen 13:45 Uhr",
        "21 novembre 2025 vers 13h45",
        "21 Nov 2025 about 13:45",
    ],
    "12:00": ["12 noon", "12:00 noon", "12 pm"],
    "18:00": ["18 Uhr", "6 pm", "6 p.m.", "2025-11-21 \u00e0 18h"],
}
STRETCHES = [
    *(
        "13:45-14:10",
        "13:45 \u2013 14:10",
        "13:45 \u2192 14:10",
        "13:45 -> 14:10",
        "13:45 to 14:10",
        "13:45 until 14:10",
    ),
    *(
        "from 13:45 to 14:10",
        "between 13:45 and 14:10",
        "13:45-14:10 UTC",
        "1:45-2:10 PM",
        "05:45 PST \u2013 06:10 PST",
    ),
    *("14:45 CET - 14:10 UTC", "2025-11-21 13:45 to 2025-11-21 14:10", "21 Nov 13:45 - 14:10", "~13:45 - 14:10"),
]


def read(typed: str) -> When:
    reading = read_when(typed, FIRST)
    assert isinstance(reading, When), reading
    return reading


@pytest.mark.parametrize(
    ("kind", "typed"), [(kind, typed) for kind, forms in FORMS.items() for typed in forms], ids=lambda one: one
)
def test_a_field_and_a_line_take_the_same_time(kind: str, typed: str) -> None:
    reading = read(typed.removesuffix(":"))
    assert (reading.at, reading.approximate) == (on(kind.split(maxsplit=1)[0]), kind.endswith("about"))
    found = leading_time(f"{typed.removesuffix(':')}: Alert fired", block_of("", UTC, 2025))
    assert found is not None
    assert (found.rest, found.stamp.about) == ("Alert fired", kind.endswith("about"))
    words = f"{found.stamp.day} {found.stamp.clock} {found.stamp.zone}".strip()
    assert read(words).at == on(kind.split(maxsplit=1)[0])


@pytest.mark.parametrize("typed", STRETCHES)
def test_a_field_and_a_line_take_the_same_stretch(typed: str) -> None:
    reading = read(typed)
    assert (reading.at, reading.until) == (on("13:45"), on("14:10"))
    found = leading_time(f"{typed} - We searched", block_of("", UTC, 2025))
    assert found is not None
    assert found.rest == "We searched"
    assert found.stamp.until


@pytest.mark.parametrize(
    ("typed", "start", "end"),
    [("noon - 1pm", "12:00", "13:00"), ("noon-13:00", "12:00", "13:00"), ("11am to midday", "11:00", "12:00")],
)
def test_a_stretch_may_have_noon_as_an_end(typed: str, start: str, end: str) -> None:
    reading = read(typed)
    assert (reading.at, reading.until) == (on(start), on(end))
    found = leading_time(f"{typed}: failover", block_of("", UTC, 2025))
    assert found is not None
    assert found.rest == "failover"
    assert found.stamp.until


@pytest.mark.parametrize("typed", ["13:45 Pacific region failed", "13:45 Eastern office lost power", "14:00 London"])
def test_words_behind_a_time_that_only_may_be_a_zone_stay_words(typed: str) -> None:
    found = leading_time(f"{typed} again", block_of("", UTC, 2025))
    assert found is not None
    assert found.stamp.zone == ""
    assert found.rest == f"{typed[6:]} again"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2025-11-19", date(2025, 11, 19)),
        ("19 nov", date(2025, 11, 19)),
        ("yesterday", date(2025, 11, 20)),
        ("19. November 2025", date(2025, 11, 19)),
        ("19.11.", date(2025, 11, 19)),
        ("19.11.2025", date(2025, 11, 19)),
        ("20251119", date(2025, 11, 19)),
    ],
)
def test_a_day_alone_is_a_day_without_a_time(typed: str, day: date) -> None:
    assert read_when(typed, FIRST) == When(day=day)
    assert read_when(f"about {typed}", FIRST) == When(day=day, approximate=True)


def test_a_day_that_could_be_two_is_asked_about() -> None:
    reading = read_when("03/04/2026", NOVEMBER)
    assert isinstance(reading, Unresolved)
    assert reading.choices == ("2026-04-03", "2026-03-04")


def test_an_end_on_the_next_day_comes_after_its_start() -> None:
    assert read("23:50-00:10").until == on("00:10", "2025-11-22")
    assert read("23:50 to 24:00").until == on("00:00", "2025-11-22")
    assert read("00:00-24:00").until == on("00:00", "2025-11-22")
    assert read_when("00:10-01:10", PARIS) == When(on("23:10", "2025-11-20"), until=on("00:10"))


def test_ends_of_digits_alone_are_no_offset_from_utc() -> None:
    assert read_when("0405-0500", FIRST) == When(on("04:05"), until=on("05:00"))
    assert read_when("1405-1430", FIRST) == When(on("14:05"), until=on("14:30"))
    assert read_when("1445 +0100", FIRST) == When(on("13:45"), note="from 14:45 +0100")
    assert read_when("0845 -0500", FIRST) == When(on("13:45"), note="from 08:45 -0500")


def test_an_end_that_says_it_is_earlier_is_answered_with_what_to_enter() -> None:
    reading = read_when("21 Nov 13:45 to 20 Nov 14:00", FIRST)
    assert isinstance(reading, Unresolved)
    assert "before its start" in reading.message


def test_what_counts_from_the_event_before_is_still_read() -> None:
    assert read_when("+5", NOVEMBER) == When(on("13:52"))
    assert read_when("", NOVEMBER) == When(on("13:47"))
    assert isinstance(read_when("2575", NOVEMBER), Unresolved)
    assert read_when("20.10", FIRST) == When(on("20:10"))
    assert isinstance(read_when(f"13:45{' ' * 500}x", FIRST), Unresolved)


@given(NIGHTS, st.integers(0, 1439), st.sampled_from(ZONES).map(ZoneInfo))
@example(on("00:45", "2025-10-26"), 150, ZoneInfo("Europe/Berlin"))
@example(on("00:30", "2025-03-30"), 150, ZoneInfo("Europe/Berlin"))
@example(on("04:50", "2025-11-02"), 90, ZoneInfo("America/New_York"))
def test_an_end_is_the_first_such_time_after_its_start(begun: datetime, minute: int, zone: ZoneInfo) -> None:
    clock = time(*divmod(minute, 60))
    local = begun.astimezone(zone)
    context = TimeContext(local.date(), on("00:00", "2027-06-01"), zone)
    reading = read_end(f"{clock:%H:%M}", context, begun)
    days = [local.date() + timedelta(days=days) for days in (0, 1)]
    late = [[at for at in instants(datetime.combine(day, clock), zone) if at >= begun] for day in days]
    if isinstance(reading, Unresolved):
        # It comes twice from then on, or not at all on the day on which it would come first.
        assert len(reading.choices) > 1
        assert len(late[0]) > 1 or not late[0]
        return
    assert reading.at == (late[0] or late[1])[0]


@given(st.text(max_size=90), st.booleans())
def test_no_text_raises_when_read_as_a_when(typed: str, first: bool) -> None:
    reading = read_when(typed, FIRST if first else NOVEMBER)
    assert isinstance(reading, Unresolved) or (reading.at is None) != (reading.day is None)


@given(st.sampled_from(ZONES).map(ZoneInfo), NIGHTS, st.times())
def test_a_typed_stretch_never_ends_before_it_starts(zone: ZoneInfo, start: datetime, end: time) -> None:
    context = TimeContext(start.date(), on("00:00", "2027-02-01"), zone)
    reading = read_when(f"{start:%Y-%m-%d %H:%M} to {end:%H:%M}", context)
    if isinstance(reading, When):
        assert reading.at is not None
        assert reading.until is not None
        assert reading.at <= reading.until
