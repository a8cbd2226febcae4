"""Addresses of answers, and new reports made by changing what stands at one."""

import time
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from pmwizard.model import Report
from pmwizard.model.parts.causes import Factor, Why
from pmwizard.model.parts.timeline import Event
from pmwizard.model.paths import (
    ID_FORMS,
    NoSuchPathError,
    in_time_order,
    is_at_or_below,
    next_id,
    replaced,
    row_type,
    value_at,
    with_ids,
    with_row,
    with_row_moved,
    with_rows,
    without_row,
)


def built(**tables: Any) -> Report:
    return Report.model_validate(tables)


ROWS = built(
    timeline=[{"id": "T1", "event": "one"}, {"id": "T2", "event": "two"}, {"event": "unnamed"}],
    prevention={"alerts": [{"name": "first"}, {"name": "second"}]},
    related_incidents=[{"id": "1", "link": "a"}, {"id": "INC.0", "link": "b"}],
    lessons={"lucky": ["a", "b", "c"]},
)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("timeline.T2.event", "two"),
        ("timeline.2.event", "unnamed"),
        ("prevention.alerts.1.name", "second"),
        ("related_incidents.0.link", "a"),
        ("related_incidents.1.link", "b"),
        ("lessons.lucky.2", "c"),
        ("impact.revenue", None),
        ("response.communication.rating", None),
    ],
)
def test_a_path_leads_to_its_answer(path: str, value: object) -> None:
    assert value_at(ROWS, path) == value


@pytest.mark.parametrize(
    "path",
    [
        "nothing",
        "impact.nothing",
        "impact.revenue.deeper",
        "timeline.T9",
        "timeline.9",
        "timeline.-1",
        "timeline.\u0663",
        "timeline.99999999999999999999",
        "timeline.T1.nothing",
        "related_incidents.INC.0.link",
        "",
        ".",
    ],
)
def test_a_path_that_leads_nowhere_is_told(path: str) -> None:
    with pytest.raises(NoSuchPathError):
        value_at(ROWS, path)
    with pytest.raises(NoSuchPathError):
        replaced(ROWS, path, "x")


def test_the_id_of_another_incident_does_not_name_a_row() -> None:
    changed = replaced(ROWS, "related_incidents.1.link", "new")
    assert [row.link for row in changed.related_incidents] == ["a", "new"]


def test_an_id_with_dots_names_its_row_and_the_longest_fits() -> None:
    report = built(action_items=[{"id": "AI", "action": "short"}, {"id": "AI.1", "action": "long"}])
    assert value_at(report, "action_items.AI.1.action") == "long"
    assert value_at(report, "action_items.AI.action") == "short"
    changed = replaced(report, "action_items.AI.1.owner", "Ana")
    assert [row.owner for row in changed.action_items] == [None, "Ana"]
    assert [row.id for row in without_row(changed, "action_items.AI.1").action_items] == ["AI"]
    assert [row.id for row in with_row_moved(changed, "action_items.AI.1", -1).action_items] == ["AI.1", "AI"]


def test_a_changed_answer_leaves_the_rest_the_same_objects() -> None:
    changed = replaced(ROWS, "timeline.T1.who", "Ana")
    assert changed.timeline[0].who == "Ana"
    assert ROWS.timeline[0].who is None
    assert changed.timeline[1] is ROWS.timeline[1]
    assert changed.prevention is ROWS.prevention


@pytest.mark.parametrize("nothing", [None, "", " \n", [], ()])
def test_an_empty_value_takes_the_answer_away(nothing: object) -> None:
    report = replaced(Report(), "lessons.lucky", ["a"])
    assert replaced(report, "lessons.lucky", nothing) == Report()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("impact.revenue", 5),
        ("metadata.severity", "SEV9"),
        ("timeline.T1.at", datetime(2025, 1, 1)),  # noqa: DTZ001 - a time without a zone is what is refused
        ("timeline.T1.approximate", "yes"),
        ("metadata.incident_date", "2025-01-01"),
        ("lessons.lucky", "a"),
        ("timeline.T1", 3),
    ],
)
def test_a_value_of_another_kind_is_refused(path: str, value: object) -> None:
    with pytest.raises(ValidationError):
        replaced(ROWS, path, value)


def test_unknown_keys_outlive_a_change() -> None:
    report = built(impact={"revenue": "1", "house": 7}, timeline=[{"id": "T1", "weight": 2}])
    changed = replaced(replaced(report, "impact.revenue", "2"), "timeline.T1.event", "x")
    assert changed.impact.model_extra == {"house": 7}
    assert changed.timeline[0].model_extra == {"weight": 2}


def test_a_row_gets_the_next_free_id_unless_it_brings_one() -> None:
    report = with_row(ROWS, "timeline", Event(event="new"))
    assert report.timeline[-1].id == "T3"
    assert with_row(report, "timeline", Event(id="mine"), 0).timeline[0].id == "mine"
    assert with_row(Report(), "action_items", row_type("action_items")()).action_items[0].model_dump()["id"] == "AI-001"


@pytest.mark.parametrize(
    ("ids", "following"),
    [
        ([], "AI-001"),
        (["AI-001", "AI-007"], "AI-008"),
        (["AI-999"], "AI-1000"),
        (["17", "AI-x", "AI-", "AI-\u0663", "AI-99999999999999999999"], "AI-001"),
    ],
)
def test_the_next_id_is_one_more_than_the_highest(ids: list[str], following: str) -> None:
    report = built(action_items=[{"id": row_id, "action": "a"} for row_id in ids])
    assert next_id(report, "action_items") == following


@given(st.lists(st.sampled_from([None, "T1", "T3", "own"]), max_size=8))
def test_ids_are_given_where_there_are_none_and_others_are_kept(ids: list[str | None]) -> None:
    report = built(timeline=[{"event": str(at), "id": row_id} for at, row_id in enumerate(ids)])
    named = with_ids(report)
    assert [one.id for one, old in zip(named.timeline, ids, strict=True) if old] == [old for old in ids if old]
    given_ids = [one.id for one, old in zip(named.timeline, ids, strict=True) if not old]
    assert len(set(given_ids)) == len(given_ids)
    assert not set(given_ids) & set(ids)
    assert with_ids(named) is named


def test_every_list_with_ids_gets_them() -> None:
    report = built(
        timeline=[{"event": "a"}],
        five_whys={"answers": [{"answer": "a"}]},
        contributing_factors={"factors": [{"factor": "a"}]},
        action_items=[{"action": "a"}],
    )
    assert [value_at(with_ids(report), table)[0].id for table in ID_FORMS] == ["T1", "W1", "F1", "AI-001"]


def test_ten_thousand_rows_get_their_ids_at_once() -> None:
    report = built(timeline=[{"event": "a"} for _ in range(10_000)])
    began = time.process_time()
    assert with_ids(report).timeline[-1].id == "T10000"
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("by", "order"),
    [(-1, ["b", "a", "c"]), (1, ["a", "c", "b"]), (-9, ["b", "a", "c"]), (9, ["a", "c", "b"]), (0, "abc")],
)
def test_a_row_moves_within_its_list(by: int, order: list[str]) -> None:
    assert with_row_moved(ROWS, "lessons.lucky.1", by).lessons.lucky == tuple(order)


def test_rows_and_texts_are_removed() -> None:
    assert [row.event for row in without_row(ROWS, "timeline.T1").timeline] == ["two", "unnamed"]
    assert without_row(ROWS, "lessons.lucky.0").lessons.lucky == ("b", "c")
    for path in ("lessons.lucky.3", "lessons.lucky", "timeline.T1.event"):
        with pytest.raises(NoSuchPathError):
            without_row(ROWS, path)


def test_events_stand_in_the_order_of_time_and_one_without_a_time_after_the_one_before_it() -> None:
    def at(hour: int) -> datetime:
        return datetime(2025, 11, 21, hour, tzinfo=UTC)

    report = built(
        timeline=[
            {"event": "first, untimed"},
            {"event": "late", "at": at(15)},
            {"event": "after late"},
            {"event": "early", "at": at(13)},
            {"event": "late too", "at": at(15)},
        ]
    )
    ordered = in_time_order(report)
    assert [row.event for row in ordered.timeline] == ["first, untimed", "early", "late", "after late", "late too"]
    assert in_time_order(ordered) is ordered


MINUTE = timedelta(minutes=1)
DAYS = st.dates(date(2025, 3, 28), date(2025, 4, 2))
INSTANTS = st.integers(0, 5 * 24 * 60).map(lambda minutes: datetime(2025, 3, 28, tzinfo=UTC) + minutes * MINUTE)
ZONES = st.sampled_from(["Europe/Paris", "America/Los_Angeles", "Pacific/Kiritimati", "Africa/Cairo", None])
ROW = st.one_of(st.builds(Event, at=INSTANTS), st.builds(Event, day=DAYS), st.builds(Event))


@given(st.lists(ROW, max_size=8), ZONES)
def test_a_day_stands_before_all_that_has_a_time_on_it_and_after_all_that_came_earlier(
    rows: list[Event], zone: str | None
) -> None:
    report = built(metadata={"zone": zone}, timeline=rows)
    ordered = in_time_order(report)
    assert sorted(map(repr, ordered.timeline)) == sorted(map(repr, report.timeline))
    assert in_time_order(ordered) is ordered
    dated = [(row.at.astimezone(report.zone).date() if row.at else row.day, row) for row in ordered.timeline]
    known = [(day, row.at is not None, row.at or datetime.min.replace(tzinfo=UTC)) for day, row in dated if day]
    assert known == sorted(known)


@given(st.dates(), ZONES)
def test_a_day_begins_in_every_zone_on_the_first_and_on_the_last_day_too(day: date, zone: str | None) -> None:
    report = built(metadata={"zone": zone}, timeline=[{"day": day}, {"day": date.min}, {"day": date.max}])
    assert {row.day for row in in_time_order(report).timeline} == {day, date.min, date.max}


def test_the_kind_of_a_lists_rows_is_known() -> None:
    assert row_type("five_whys.answers") is Why
    assert row_type("contributing_factors.factors") is Factor
    for path in ("impact", "lessons.lucky", "nothing", "impact.revenue"):
        with pytest.raises(NoSuchPathError):
            row_type(path)


def test_rows_can_be_put_in_place_without_validation() -> None:
    rows = (Why(id="W1"),)
    assert with_rows(Report(), "five_whys.answers", rows).five_whys.answers is rows


def test_a_path_leads_on_from_another_by_whole_segments() -> None:
    assert is_at_or_below("timeline.T1", "timeline.T1")
    assert is_at_or_below("timeline.T1.who", "timeline.T1")
    assert not is_at_or_below("timeline.T10", "timeline.T1")
    assert not is_at_or_below("timeline", "timeline.T1")
