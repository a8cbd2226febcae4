"""Moments are found in the timeline, measured between and edited through it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pmwizard.model import Report
from pmwizard.model.moments import (
    IN_ORDER,
    Definition,
    event_of,
    impact_duration,
    measure,
    measures,
    with_moment_at,
)
from pmwizard.model.parts.timeline import MOMENTS, Event, Moment
from pmwizard.model.picture import incident_bar, moment_marks

START = datetime(2026, 1, 15, 13, 42, tzinfo=UTC)
DETECT = Definition("time_to_detect", "started", "detected")


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def report(*events: dict[str, Any], **parts: Any) -> Report:
    return Report.model_validate({"timeline": list(events), **parts})


def test_a_metric_is_the_time_between_its_two_moments() -> None:
    found = measure(report({"at": at(0), "moment": "started"}, {"at": at(3), "moment": "detected"}), DETECT)
    assert (found.seconds, found.missing, found.override, found.approximate) == (180, (), None, False)
    assert found.start is not None
    assert found.start.moment == "started"


def test_a_metric_without_a_moment_says_which_is_missing() -> None:
    assert measure(report({"at": at(0), "moment": "started"}), DETECT).missing == ("detected",)
    assert measure(Report(), DETECT).missing == ("started", "detected")
    assert measure(Report(), DETECT).seconds is None


def test_a_moment_without_a_time_measures_nothing() -> None:
    found = measure(report({"at": at(0), "moment": "started"}, {"event": "seen", "moment": "detected"}), DETECT)
    assert found.missing == ("detected",)


def test_an_override_stands_beside_what_was_measured() -> None:
    events = ({"at": at(0), "moment": "started"}, {"at": at(3), "moment": "detected"})
    found = measure(report(*events, response={"time_to_detect": "45 min"}), DETECT)
    assert (found.override, found.seconds) == ("45 min", 180)


def test_a_metric_with_an_approximate_end_is_approximate() -> None:
    events = ({"at": at(0), "moment": "started", "approximate": True}, {"at": at(3), "moment": "detected"})
    assert measure(report(*events), DETECT).approximate


def test_moments_in_the_wrong_order_measure_a_negative_time() -> None:
    events = ({"at": at(3), "moment": "started"}, {"at": at(0), "moment": "detected"})
    assert measure(report(*events), DETECT).seconds == -180


def test_impact_lasts_until_recovered_else_until_resolved() -> None:
    started = {"at": at(0), "moment": "started"}
    recovered, resolved = {"at": at(30), "moment": "recovered"}, {"at": at(50), "moment": "resolved"}
    assert impact_duration(report(started, recovered, resolved)).seconds == 1800
    assert impact_duration(report(started, resolved)).seconds == 3000
    assert impact_duration(report(started)).missing == ("recovered",)
    assert impact_duration(report(started, {"event": "?", "moment": "recovered"}, resolved)).seconds == 3000
    assert impact_duration(report(impact={"duration": "1h 30m"})).override == "1h 30m"


def test_the_override_of_a_metric_has_its_own_path() -> None:
    assert DETECT.path == "response.time_to_detect"
    assert impact_duration(Report()).definition.path == "impact.duration"


def test_of_two_events_at_one_moment_the_earlier_counts() -> None:
    starts: list[dict[str, Any]] = [{"moment": "started"}, *({"at": at(m), "moment": "started"} for m in (9, 2))]
    found = event_of(report(*starts), "started")
    assert found is not None
    assert found.at == at(2)


def test_a_moment_that_is_not_there_is_made() -> None:
    made = with_moment_at(report({"id": "T4", "at": at(5), "event": "later"}), "started", at(0), True, "Impact began")
    assert made.timeline[0] == Event(id="T5", at=at(0), approximate=True, event="Impact began", moment="started")
    assert made.timeline[1].event == "later"


def test_a_moment_that_is_there_moves_and_keeps_its_words() -> None:
    deploy = {"at": at(0), "event": "Deploy", "moment": "started", "approximate": True}
    before = report(deploy, {"at": at(5), "event": "x"})
    after = with_moment_at(before, "started", at(7), False, "Impact began")
    assert [event.event for event in after.timeline] == ["x", "Deploy"]
    assert after.timeline[1].at == at(7)
    assert not after.timeline[1].approximate


def test_taking_a_moment_away_removes_only_an_untouched_event() -> None:
    made = with_moment_at(Report(), "recovered", at(0), False, "Impact over")
    assert with_moment_at(made, "recovered", None, False, "Impact over").timeline == ()
    worded = report({"at": at(0), "event": "All green", "moment": "recovered"})
    kept = with_moment_at(worded, "recovered", None, False, "Impact over").timeline
    assert kept == (Event(at=at(0), event="All green"),)
    noted = report({"at": at(0), "event": "Impact over", "who": "Lee", "moment": "recovered"})
    assert len(with_moment_at(noted, "recovered", None, False, "Impact over").timeline) == 1
    assert with_moment_at(Report(), "started", None, False, "Impact began") == Report()


@given(st.sampled_from(MOMENTS), st.integers(-5000, 5000), st.booleans())
def test_a_moment_that_was_set_is_found_again(moment: Moment, minutes: int, approximate: bool) -> None:
    first = with_moment_at(report({"id": "T1", "at": at(1), "event": "x"}), moment, at(3), False, "made")
    second = with_moment_at(first, moment, at(minutes), approximate, "made")
    found = event_of(second, moment)
    assert found is not None
    assert (found.at, bool(found.approximate)) == (at(minutes), approximate)
    assert len(second.timeline) == 2
    assert with_moment_at(second, moment, None, False, "made").timeline == (Event(id="T1", at=at(1), event="x"),)


def test_a_moment_that_gets_a_time_has_no_day_any_more() -> None:
    before = report({"day": START.date(), "event": "x", "moment": "started"})
    (event,) = with_moment_at(before, "started", at(0), False, "Impact began").timeline
    assert (event.at, event.day) == (at(0), None)


def test_an_event_that_ended_outlives_its_moment() -> None:
    before = report({"at": at(0), "until": at(9), "event": "Impact over", "moment": "recovered"})
    (event,) = with_moment_at(before, "recovered", None, False, "Impact over").timeline
    assert (event.until, event.moment) == (at(9), None)


@given(
    st.dictionaries(st.sampled_from(MOMENTS), st.integers(0, 5000), max_size=9),
    st.dictionaries(st.sampled_from(MOMENTS), st.integers(0, 5000)),
    st.sets(st.sampled_from(MOMENTS)),
    st.lists(st.integers(-3, 3), max_size=4),
)
def test_no_figure_knows_of_days_ends_and_what_is_left_out(
    minutes: dict[Moment, int], ends: dict[Moment, int], omitted: set[Moment], days: list[int]
) -> None:
    rows: list[dict[str, Any]] = [{"at": at(minute), "moment": moment} for moment, minute in minutes.items()]
    more = [
        {**row, "until": at(ends[row["moment"]]) if row["moment"] in ends else None, "omit": row["moment"] in omitted}
        for row in rows
    ]
    more += [{"day": START.date() + timedelta(days=each)} for each in days]
    plain, full = report(*rows), report(*more)
    definitions = [Definition("time_to_detect", first, second) for first, second in IN_ORDER]
    assert [one.seconds for one in measures(full, definitions)] == [one.seconds for one in measures(plain, definitions)]
    assert impact_duration(full).seconds == impact_duration(plain).seconds
    assert moment_marks(full) == moment_marks(plain)
    assert incident_bar(full, 60, zone=UTC) == incident_bar(plain, 60, zone=UTC)
