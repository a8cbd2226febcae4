"""Where the days of a timeline begin, and on which line each event stands."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from pmwizard.draft.edits.timeline import EventIndex
from pmwizard.model import Report
from pmwizard.model.parts.metadata import Metadata
from pmwizard.model.parts.timeline import Event
from pmwizard.model.paths import in_time_order

ZONES = [UTC, ZoneInfo("Europe/Paris"), ZoneInfo("America/St_Johns"), ZoneInfo("Asia/Beirut")]
AUTUMN = 1793000000

timelines = st.lists(st.none() | st.integers(AUTUMN, AUTUMN + 5 * 86_400), max_size=40).map(
    lambda seconds: tuple(
        Event(id=f"T{number}", at=at and datetime.fromtimestamp(at, UTC))
        for number, at in enumerate(_in_order(seconds))
    )
)


def _in_order(seconds: list[int | None]) -> list[int | None]:
    """Return the same list with its instants sorted, each gap where it was."""
    instants = iter(sorted(one for one in seconds if one is not None))
    return [None if one is None else next(instants) for one in seconds]


days_alone = st.lists(st.booleans(), max_size=40)


def some_without_time(events: tuple[Event, ...], bare: list[bool], zone: tzinfo) -> tuple[Event, ...]:
    """Return the events, some of them with their day alone, in the order that a report has."""
    pairs = zip(events, [*bare, *[False] * len(events)], strict=False)
    changed = [
        one.model_copy(update={"at": None, "day": one.at.astimezone(zone).date()}) if is_bare and one.at else one
        for one, is_bare in pairs
    ]
    head = Metadata(zone=str(getattr(zone, "key", "UTC")))
    return in_time_order(Report(timeline=tuple(changed), metadata=head)).timeline


def days_one_by_one(events: tuple[Event, ...], zone: tzinfo) -> list[tuple[int, date]]:
    """Return where the day changes, by looking at every event."""
    found: list[tuple[int, date]] = []
    for position, event in enumerate(events):
        day = event.at.astimezone(zone).date() if event.at else event.day
        if day and (not found or found[-1][1] != day):
            found.append((position, day))
    return found


@given(timelines, days_alone, st.sampled_from(ZONES))
def test_days_begin_where_they_change(events: tuple[Event, ...], bare: list[bool], zone: tzinfo) -> None:
    events = some_without_time(events, bare, zone)
    assert list(EventIndex(events, zone, date(2000, 1, 1)).days) == days_one_by_one(events, zone)


@given(timelines, days_alone, st.sampled_from(ZONES))
def test_every_line_is_an_event_or_a_day(events: tuple[Event, ...], bare: list[bool], zone: tzinfo) -> None:
    events = some_without_time(events, bare, zone)
    index = EventIndex(events, zone, date(2000, 1, 1))
    lines = [index.on_line(line) for line in range(index.line_count)]
    assert [line for line in lines if isinstance(line, int)] == list(range(len(events)))
    assert [line for line in lines if isinstance(line, date)] == [day for _, day in index.days]
    assert [index.line_of(position) for position in range(len(events))] == [
        number for number, line in enumerate(lines) if isinstance(line, int)
    ]


@given(timelines)
def test_no_day_is_named_where_all_happened_on_the_incident_s_own(events: tuple[Event, ...]) -> None:
    days = days_one_by_one(events, UTC)
    own = days[0][1] if days else date(2026, 1, 1)
    assert list(EventIndex(events, UTC, own).days) == (days if len(days) > 1 else [])


def test_an_event_is_found_by_its_id() -> None:
    events = (Event(id="T9"), Event(id="T2"))
    index = EventIndex(events, UTC, date(2026, 1, 1))
    assert index.positions == {"T9": 0, "T2": 1}
