"""A time of the day keeps the day of its row or field, an end follows its start, and what is odd is asked about."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pmwizard.draft.draft import Draft
from pmwizard.draft.edits.outcome import outcome_of_event
from pmwizard.draft.typed.doubts import doubt_about_event
from pmwizard.draft.typed.times import read_event, read_on, shown_when
from pmwizard.model import Report
from pmwizard.model.moments import IN_ORDER, Definition
from pmwizard.model.parts.timeline import MOMENTS, Event
from pmwizard.model.paths import with_rows
from pmwizard.model.times.context import ResolvedTime, TimeContext, Unresolved, When
from pmwizard.model.times.reading import is_clock_alone, read_end, read_time
from tests.clock import NOW

ZONES = ["UTC", "Europe/Paris", "America/Los_Angeles", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Kiritimati"]

zones = st.sampled_from(ZONES).map(ZoneInfo)
nights_of_changes = st.sampled_from(
    [
        *[datetime(2025, 3, 9, 8, tzinfo=UTC), datetime(2025, 11, 2, 8, tzinfo=UTC)],
        *[datetime(2025, 3, 30, 1, tzinfo=UTC), datetime(2025, 10, 26, 1, tzinfo=UTC)],
        *[datetime(2025, 4, 5, 15, tzinfo=UTC), datetime(2025, 10, 4, 15, tzinfo=UTC)],
    ]
)
instants = st.one_of(
    st.integers(1735689600, 1798675200).map(lambda at: datetime.fromtimestamp(at // 60 * 60, UTC)),
    st.builds(lambda at, by: at + timedelta(minutes=by), nights_of_changes, st.integers(-900, 900)),
)
clocks = st.times().map(lambda clock: clock.replace(second=0, microsecond=0, fold=0))
forms = st.sampled_from(["{:%H%M}", "{:%H:%M}", "about {:%H:%M}", "{:%H.%M}", "{:%I:%M %p}", "~{:%H%M}", "at {:%H:%M}"])


def context(zone: ZoneInfo, day: date = date(2025, 10, 20), previous: datetime | None = None) -> TimeContext:
    return TimeContext(day, NOW, zone, previous)


@given(zones, instants, clocks, forms, st.none() | instants)
def test_a_time_of_the_day_alone_stays_on_its_day(
    zone: ZoneInfo, at: datetime, clock: time, form: str, previous: datetime | None
) -> None:
    day = at.astimezone(zone).date()
    reading = read_on(form.format(clock), context(zone, previous=previous), day)
    if isinstance(reading, ResolvedTime):
        local = reading.at.astimezone(zone)
        assert (local.date(), local.hour, local.minute) == (day, clock.hour, clock.minute)
    else:
        assert reading.choices  # the clocks showed it twice, or not at all
        for choice in reading.choices:
            meant = read_on(choice, context(zone, previous=previous), day)
            assert isinstance(meant, ResolvedTime)
            assert meant.at.astimezone(zone).date() == day


events = st.builds(
    Event,
    at=instants,
    event=st.just("Something"),
    moment=st.none() | st.sampled_from(MOMENTS),
    approximate=st.none() | st.just(True),
)


@given(st.lists(events, min_size=1, max_size=5), st.sampled_from(ZONES), clocks, forms)
def test_a_retyped_row_keeps_its_day(rows: list[Event], zone: str, clock: time, form: str) -> None:
    draft = Draft(Report.model_validate({"metadata": {"zone": zone}, "timeline": rows}), lambda: NOW)
    for event in draft.report.timeline:
        assert event.at is not None
        before, home = event.at.astimezone(ZoneInfo(zone)).date(), ZoneInfo(zone)
        draft.edit(f"timeline.{event.id}.at", form.format(clock))
        after = next(one for one in draft.report.timeline if one.id == event.id)
        assert after.at is not None
        assert after.at.astimezone(home).date() == before


@given(st.lists(events, max_size=5), st.sampled_from(ZONES), clocks, forms)
def test_a_retyped_field_keeps_its_day(rows: list[Event], zone: str, clock: time, form: str) -> None:
    draft = Draft(Report.model_validate({"metadata": {"zone": zone}, "timeline": rows}), lambda: NOW)
    for path, moment in (("moments.started", "started"), ("moments.recovered", "recovered")):
        held = [event for event in draft.report.timeline if event.moment == moment]
        typed = form.format(clock)
        if len(held) != 1:
            continue
        day = held[0].at.astimezone(ZoneInfo(zone)).date()  # type: ignore[union-attr]
        for end in range(len(typed) + 1):  # emptied first, then key by key
            draft.edit(path, typed[:end])
        (after,) = (event for event in draft.report.timeline if event.id == held[0].id)
        assert after.at is not None
        assert after.at.astimezone(ZoneInfo(zone)).date() == day
        draft.end_stroke()


@given(zones, instants, clocks, forms)
def test_an_end_is_not_before_its_start(zone: ZoneInfo, start: datetime, clock: time, form: str) -> None:
    typed = form.format(clock)
    reading = read_end(typed, context(zone), start)
    if isinstance(reading, Unresolved):
        assert reading.choices
        return
    local = reading.at.astimezone(zone)
    assert (local.hour, local.minute) == (clock.hour, clock.minute)
    assert start <= reading.at <= start + timedelta(days=1, hours=2)
    for day in (local.date() - timedelta(days=1), local.date()):
        earlier = read_on(typed, context(zone), day)
        assert isinstance(earlier, Unresolved) or not start <= earlier.at < reading.at


@given(st.sampled_from(ZONES), instants, clocks, forms)
def test_over_at_is_never_before_first_impact_unless_somebody_says_so(
    zone: str, start: datetime, clock: time, form: str
) -> None:
    row = {"id": "T1", "at": start, "event": "Errors", "moment": "started"}
    draft = Draft(Report.model_validate({"metadata": {"zone": zone}, "timeline": [row]}), lambda: NOW)
    draft.edit("moments.recovered", form.format(clock))
    over = [event.at for event in draft.report.timeline if event.moment == "recovered"]
    assert all(at and at >= start for at in over)
    assert over or draft.ambiguity("moments.recovered")


@given(st.lists(events, min_size=2, max_size=5), instants, clocks)
def test_a_moment_is_put_out_of_order_only_when_that_is_meant(rows: list[Event], at: datetime, clock: time) -> None:
    draft = Draft(Report.model_validate({"timeline": rows}), lambda: NOW)
    event = draft.report.timeline[0]
    assume(event.moment)
    moved = event.model_copy(update={"at": at})
    doubt = doubt_about_event(draft.report, moved, f"{clock:%H:%M}", draft.context())
    known = {one.moment: one.at for one in reversed(draft.report.timeline[1:]) if one.moment}
    backwards = any(
        (moved.moment == first and second in known and at > known[second])  # type: ignore[operator]
        or (moved.moment == second and first in known and at < known[first])  # type: ignore[operator]
        for first, second in IN_ORDER
    )
    assert bool(doubt) == backwards
    for text in doubt.meanings if doubt else ():
        assert isinstance(read_time(text, draft.context()), ResolvedTime)


@pytest.mark.parametrize(
    "typed", ["1405", "14:05", "2:05 pm", "about 1405", "14:05 CET", "14:05 IST", "midnight", "noon"]
)
def test_a_time_of_the_day_says_nothing_about_the_day(typed: str) -> None:
    assert is_clock_alone(typed, context(ZoneInfo("UTC")))


@pytest.mark.parametrize(
    "typed",
    [
        "20 Oct 14:05",
        "2025-10-20 1405",
        "yesterday 1405",
        "Mon 14:05",
        "+5",
        "-10",
        "now",
        "",
        "14:0x",
        "3/4/2026 10:00",
    ],
)
def test_what_says_a_day_or_counts_is_no_time_of_the_day_alone(typed: str) -> None:
    assert not is_clock_alone(typed, context(ZoneInfo("UTC")))


def test_a_time_hours_before_the_last_event_is_asked_about() -> None:
    last = datetime(2025, 10, 20, 1, 26, tzinfo=UTC)
    reading = read_event("1553", context(ZoneInfo("UTC"), previous=last), None)
    assert isinstance(reading, Unresolved)
    assert reading.choices == ("2025-10-19 15:53", "2025-10-20 15:53")
    near = read_event("2350", context(ZoneInfo("UTC"), previous=last), None)
    assert isinstance(near, When)
    assert near.at == datetime(2025, 10, 19, 23, 50, tzinfo=UTC)


def test_a_time_hours_after_the_last_event_is_asked_about_where_the_incident_has_that_time_too() -> None:
    last = datetime(2025, 10, 20, 14, 20, tzinfo=UTC)
    here = context(ZoneInfo("UTC"), previous=last)
    reading = read_event("0011", here, None, datetime(2025, 10, 19, 23, 48, tzinfo=UTC))
    assert isinstance(reading, Unresolved)
    assert reading.choices == ("2025-10-20 00:11", "2025-10-21 00:11")
    back = read_event("0405", context(ZoneInfo("UTC"), previous=last + timedelta(minutes=93)), None)
    assert isinstance(back, Unresolved)
    assert back.choices == ("2025-10-20 04:05", "2025-10-21 04:05")
    later = read_event("0011", here, None, datetime(2025, 10, 20, 13, 0, tzinfo=UTC))
    assert isinstance(later, When)
    assert later.at == datetime(2025, 10, 21, 0, 11, tzinfo=UTC)


def test_an_end_on_the_night_of_the_change_is_the_one_after_the_start() -> None:
    zone = ZoneInfo("America/Los_Angeles")
    start = datetime(2025, 11, 2, 8, 30, tzinfo=UTC)  # 01:30 for the first time
    reading = read_end("0115", context(zone), start)
    assert isinstance(reading, ResolvedTime)
    assert reading.at == datetime(2025, 11, 2, 9, 15, tzinfo=UTC)  # 01:15 for the second


def test_an_end_in_the_minute_of_a_start_with_seconds_is_asked_about() -> None:
    reading = read_end("1342", context(ZoneInfo("UTC")), datetime(2025, 10, 20, 13, 42, 30, tzinfo=UTC))
    assert isinstance(reading, Unresolved)
    assert reading.choices == ("2025-10-20 13:42:30", "2025-10-21 13:42")


def incident() -> Draft:
    """Return a report of an incident over two days."""
    rows = [
        {"at": datetime(2025, 10, 19, 23, 48, tzinfo=UTC), "event": "Errors", "moment": "started"},
        {"at": datetime(2025, 10, 20, 14, 20, tzinfo=UTC), "event": "Better", "moment": "recovered"},
    ]
    return Draft(Report.model_validate({"timeline": rows}), lambda: NOW)


def test_an_end_retyped_before_its_start_is_offered_on_both_days() -> None:
    draft = Draft(
        Report.model_validate(
            {
                "timeline": [
                    {"at": datetime(2025, 10, 20, 13, 0, tzinfo=UTC), "event": "Errors", "moment": "started"},
                    {"at": datetime(2025, 10, 20, 14, 20, tzinfo=UTC), "event": "Better", "moment": "recovered"},
                ]
            }
        ),
        lambda: NOW,
    )
    problem = draft.edit("moments.recovered", "1230")
    assert problem == "This would be before first impact, Mon 20 Oct 13:00. Enter its day too"
    found = draft.ambiguity("moments.recovered")
    assert found
    assert list(found.meanings.values()) == [
        "Tue 21 Oct 12:30, 23 h 30 min later",
        "Mon 20 Oct 12:30, 30 min earlier",
    ]
    draft.edit("moments.recovered", next(iter(found.meanings)), is_meant=True)
    assert draft.report.timeline[-1].at == datetime(2025, 10, 21, 12, 30, tzinfo=UTC)


def test_a_start_typed_behind_the_end_is_taken_once_the_end_is_moved() -> None:
    draft = incident()
    assert draft.edit("moments.started", "2025-10-20 15:00")
    assert draft.report.timeline[0].at == datetime(2025, 10, 19, 23, 48, tzinfo=UTC)
    draft.edit("moments.recovered", "16:10")
    assert [event.at for event in draft.report.timeline] == [
        datetime(2025, 10, 20, 15, 0, tzinfo=UTC),
        datetime(2025, 10, 20, 16, 10, tzinfo=UTC),
    ]
    assert not draft.report.drafts


def test_a_field_that_was_emptied_keeps_its_event_when_it_is_typed_anew() -> None:
    draft = incident()
    for typed in ("", "1", "14", "143", "1430"):
        draft.edit("moments.recovered", typed)
    assert [(event.id, event.event) for event in draft.report.timeline] == [("T1", "Errors"), ("T2", "Better")]
    assert draft.report.timeline[1].at == datetime(2025, 10, 20, 14, 30, tzinfo=UTC)
    assert draft.undo()
    assert draft.report.timeline[1].at == datetime(2025, 10, 20, 14, 20, tzinfo=UTC)


def test_an_edited_moment_is_offered_on_its_own_day_first() -> None:
    draft = incident()
    over = draft.report.timeline[1].model_copy(update={"at": datetime(2025, 10, 18, 4, 10, tzinfo=UTC)})
    later = [one.model_copy(update={"at": datetime(2025, 10, 22, 4, 5, tzinfo=UTC)}) for one in (over,)]
    draft = Draft(with_rows(draft.report, "timeline", (draft.report.timeline[0], *later)), lambda: NOW)
    doubt = doubt_about_event(draft.report, over, "18 Oct 0410", draft.context())
    assert doubt
    assert list(doubt.meanings.values()) == [
        "Wed 22 Oct 04:10, 52 h 22 min later",
        "Mon 20 Oct 04:10, 4 h 22 min later",
        "Sat 18 Oct 04:10, 43 h 38 min earlier",
    ]


def test_an_event_far_from_all_others_is_offered_on_the_day_near_them() -> None:
    draft = incident()
    event = Event(at=datetime(2025, 9, 19, 23, 0, tzinfo=UTC), event="Deploy")
    doubt = doubt_about_event(draft.report, event, "19 Sep 23:00", draft.context())
    assert doubt
    assert doubt.question == "No other event is within a day of this"
    assert list(doubt.meanings.values()) == [
        "Fri 19 Sep 23:00, 30 days before the nearest",
        "Sun 19 Oct 23:00, 48 min before the nearest",
    ]
    assert doubt_about_event(draft.report, event, "-30d", draft.context()) is None


def test_what_became_of_an_edit_says_the_day_first() -> None:
    draft = incident()
    before = draft.report
    over = before.timeline[1]
    draft.edit(f"timeline.{over.id}.at", "2025-10-21 1:33")
    metrics = [Definition("time_to_resolve", "started", "recovered")]
    assert outcome_of_event(before, draft.report, over.id, None, metrics) == (
        "Moved to Tue 21 Oct. Resolve is now 25 h 45 min (was 14 h 32 min)"
    )


when = st.builds(
    lambda at, minutes, about: When(at, until=at + timedelta(minutes=minutes) if minutes else None, approximate=about),
    instants,
    st.none() | st.integers(1, 4000),
    st.booleans(),
) | st.builds(When, day=st.dates(date(2024, 1, 1), date(2026, 11, 20)), approximate=st.booleans())


@given(when, zones, st.dates(date(2025, 3, 1), date(2026, 10, 1)))
def test_what_a_time_is_edited_in_reads_back_the_same(when: When, zone: ZoneInfo, day: date) -> None:
    words = shown_when(when, zone, day)
    own = when.at.astimezone(zone).date() if when.at else when.day
    reading = read_event(words, context(zone, day), own)
    assert isinstance(reading, When), words
    assert (reading.at, reading.day, reading.until) == (when.at, when.day, when.until), words


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("14:05-14:30", "14:05-14:30"),
        ("about 1405", "about 14:05"),
        ("23:50 to 00:10", "23:50 to 2025-10-21 00:10"),
        ("19 Oct", "19 Oct 2025"),
        ("21 Oct 14:05 - 14:30", "2025-10-21 14:05-14:30"),
    ],
)
def test_a_row_holds_a_time_with_an_end_or_a_day_alone(typed: str, shown: str) -> None:
    draft = incident()
    draft.edit("timeline.T2.at", "2025-10-20 12:00")
    draft.edit("timeline.T2.at", typed)
    draft.end_stroke()
    event = next(one for one in draft.report.timeline if one.id == "T2")
    assert shown_when(event, draft.report.zone, date(2025, 10, 20)) == shown
    assert (event.moment is None) == (event.at is None)
