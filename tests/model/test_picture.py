"""The bar has every moment, in order, to scale, and its legend says when each was."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmwizard.model import Report
from pmwizard.model.parts.timeline import MOMENTS
from pmwizard.model.picture import LETTERS, NARROWEST_BAR, SEVERAL_MOMENTS, incident_bar, moment_marks
from pmwizard.model.times.zones import zone_named

START = datetime(2025, 11, 21, 13, 42, tzinfo=UTC)
PARIS = zone_named("Europe/Paris") or UTC


def report(**minutes: float | None) -> Report:
    events: list[dict[str, Any]] = [
        {"moment": moment, "event": moment} | ({} if at is None else {"at": START + timedelta(minutes=at)})
        for moment, at in minutes.items()
    ]
    return Report.model_validate({"timeline": events})


def test_a_bar_has_its_moments_to_scale_and_their_times_below() -> None:
    lines = incident_bar(report(started=0, detected=3, acknowledged=5, mitigated=25, resolved=27), 55, zone=UTC)
    assert lines == (
        "s-----d---a---------------------------------------m---r",
        "s 13:42  d 13:45  a 13:47  m 14:07  r 14:09",
    )


def test_moments_have_their_names_where_these_fit() -> None:
    assert incident_bar(report(started=0, resolved=27), 40, zone=UTC)[1] == "s started 13:42  r resolved 14:09"


def test_the_names_take_as_many_lines_as_there_is_room_for() -> None:
    known = report(started=0, detected=3, acknowledged=5, resolved=27)
    assert incident_bar(known, 40, zone=UTC)[1:] == ("s 13:42  d 13:45  a 13:47  r 14:09",)
    assert incident_bar(known, 40, zone=UTC, legend_lines=2)[1:] == (
        "s started 13:42  d detected 13:45",
        "a acknowledged 13:47  r resolved 14:09",
    )


def test_moments_that_share_a_place_share_a_star() -> None:
    lines = incident_bar(report(started=0, detected=0, acknowledged=1, mitigated=150, closed=600), 40, zone=UTC)
    assert lines == (
        "*---------m----------------------------c",
        "* s 13:42, d 13:42, a 13:43  m 16:12",
        "c 23:42",
    )


def test_a_wait_for_the_close_much_longer_than_all_before_is_left_out() -> None:
    lines = incident_bar(report(started=0, detected=3, resolved=27, closed=1240), 60, zone=UTC)
    assert lines == (
        "s-----d-------------------------------------------------r//c",
        "s 21 Nov 13:42  d 13:45  r 14:09  // c 22 Nov 10:22",
    )
    assert incident_bar(report(started=0, detected=3, resolved=27, closed=100), 60, zone=UTC)[0].count("/") == 0
    assert incident_bar(report(started=0, detected=3, resolved=1240), 60, zone=UTC)[0].count("/") == 0
    assert incident_bar(report(started=0, closed=1240), 60, zone=UTC)[0] == "s" + "-" * 58 + "c"


def test_a_moment_without_a_time_is_not_on_the_bar() -> None:
    lines = incident_bar(report(started=0, detected=None, resolved=9), 40, zone=UTC)
    assert lines == ("s" + "-" * 38 + "r", "s started 13:42  r resolved 13:51")


@pytest.mark.parametrize("known", [{}, {"started": 0}, {"started": 0, "detected": 0}, {"started": 0, "closed": None}])
def test_without_two_instants_there_is_nothing_to_draw(known: dict[str, float | None]) -> None:
    assert incident_bar(report(**known), 80, zone=UTC) == ()


def test_on_too_few_columns_nothing_is_drawn() -> None:
    assert incident_bar(report(started=0, resolved=9), NARROWEST_BAR - 1, zone=UTC) == ()
    assert incident_bar(report(started=0, resolved=9), NARROWEST_BAR, zone=UTC) != ()


def test_the_date_stands_where_the_day_changes_in_the_zone_of_the_report() -> None:
    late = report(started=0, detected=600, resolved=700)
    assert incident_bar(late, 80, zone=UTC)[1] == ("s started 21 Nov 13:42  d detected 23:42  r resolved 22 Nov 01:22")
    assert incident_bar(late, 80, zone=PARIS)[1] == (
        "s started 21 Nov 14:42  d detected 22 Nov 00:42  r resolved 02:22"
    )


def test_the_year_is_told_when_there_are_two() -> None:
    months = report(started=0, resolved=60 * 24 * 60)
    assert incident_bar(months, 80, zone=UTC)[1] == "s started 21 Nov 2025 13:42  r resolved 20 Jan 2026 13:42"


def test_a_time_that_the_clocks_showed_twice_has_its_offset() -> None:
    first = datetime(2025, 10, 26, 0, 30, tzinfo=UTC)
    events = [
        {"at": first + timedelta(hours=number), "moment": moment}
        for number, moment in enumerate(("started", "detected", "resolved"))
    ]
    lines = incident_bar(Report.model_validate({"timeline": events}), 72, zone=PARIS)
    assert lines[1] == "s started 02:30 +02:00  d detected 02:30 +01:00  r resolved 03:30"


def test_seconds_are_told_when_there_are_any_and_about_is_a_tilde() -> None:
    events = [
        {"at": START, "moment": "started", "approximate": True},
        {"at": START + timedelta(seconds=5), "moment": "resolved"},
    ]
    lines = incident_bar(Report.model_validate({"timeline": events}), 40, zone=UTC)
    assert lines[1] == "s started ~13:42  r resolved 13:42:05"


def test_moments_in_a_wrong_order_stand_where_their_times_are() -> None:
    assert (
        incident_bar(report(started=5, detected=0, resolved=10), 41, zone=UTC)[0]
        == "d" + "-" * 19 + "s" + "-" * 19 + "r"
    )


SECONDS = st.one_of(st.integers(0, 90), st.integers(0, 10_000), st.integers(-(10**7), 10**8))
INCIDENTS = st.dictionaries(st.sampled_from(MOMENTS), st.tuples(SECONDS, st.booleans()), max_size=9)


@settings(deadline=None)
@given(INCIDENTS, st.integers(NARROWEST_BAR, 160), st.sampled_from([UTC, PARIS]))
def test_any_bar_fits_is_in_order_and_is_to_scale(moments: dict[str, tuple[int, bool]], width: int, zone: Any) -> None:
    events = [
        {"at": START + timedelta(seconds=at), "moment": moment, "approximate": approximate}
        for moment, (at, approximate) in moments.items()
    ]
    told = Report.model_validate({"timeline": events})
    marks = moment_marks(told)
    lines = incident_bar(told, width, zone=zone)
    if len({mark.at for mark in marks}) < 2:
        assert lines == ()
        return
    assert all(len(line) <= width and line.isascii() and line.isprintable() for line in lines)
    bar, legend = lines[0], " ".join(lines[1:])
    assert len(bar) == width
    letters = re.findall(r"(?:^|[ *]) ?([a-z])(?= (?:[a-z]+ )?~?\d)", legend)
    assert letters == [LETTERS[mark.moment] for mark in marks]
    shown = [sign for sign in bar if sign not in f"-/{SEVERAL_MOMENTS}"]
    assert [letter for letter in letters if letter in shown] == shown
    if "/" in bar:
        assert bar.endswith("//c")
        assert marks[-1].at - marks[-2].at > 3 * (marks[-2].at - marks[0].at)
        bar, marks = bar[:-3], marks[:-1]
    span = marks[-1].at - marks[0].at
    for mark in marks:
        exact = (mark.at - marks[0].at) / span * (len(bar) - 1)
        near = bar[max(0, int(exact) - 1) : int(exact) + 2]
        assert LETTERS[mark.moment] in near or SEVERAL_MOMENTS in near


@settings(deadline=None)
@given(st.integers(0, 3 * 10**11))
def test_no_instant_is_too_far_away_to_be_drawn(seconds: int) -> None:
    first = datetime(1, 1, 1, tzinfo=UTC)
    events = [{"at": first, "moment": "started"}, {"at": first + timedelta(seconds=seconds + 1), "moment": "closed"}]
    for zone in (UTC, PARIS, zone_named("America/New_York") or UTC):
        assert len(incident_bar(Report.model_validate({"timeline": events}), 80, zone=zone)[0]) == 80
