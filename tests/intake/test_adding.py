"""Pasted events among those a report has."""

from __future__ import annotations

from pmwizard.intake.adding import added, prepared
from pmwizard.model import Report
from pmwizard.model.parts.timeline import Event
from tests.intake.conftest import Paste, block


def pasted_into(report: Report, text: str) -> Report:
    """Return the report with the events of a text."""
    return added(report, prepared(report, Paste(text).read().rows).chosen(report))


def test_events_get_ids_moments_and_their_place_in_time() -> None:
    first = Report(timeline=(Event(id="T7", at=Paste("13:46 x").read().rows[0].at, event="Typed"),))
    report = pasted_into(first, block("eleven_lines.txt"))
    assert [event.id for event in report.timeline] == ["T8", "T9", "T7", *(f"T{n}" for n in range(10, 19))]
    assert [event.moment for event in report.timeline] == [
        "started",
        "detected",
        None,
        "acknowledged",
        None,
        "declared",
        None,
        "diagnosed",
        "mitigated",
        "recovered",
        "resolved",
        "closed",
    ]


def test_a_moment_is_proposed_once_and_not_where_it_is_set() -> None:
    first = pasted_into(Report(), "13:45 Alert fired\n13:46 Second alert fired")
    assert [event.moment for event in first.timeline] == ["detected", None]
    again = pasted_into(first, "13:47 Third alert fired\n13:48 Restored")
    assert [event.moment for event in again.timeline] == ["detected", None, None, "mitigated"]


def test_nothing_ends_before_the_start() -> None:
    report = pasted_into(Report(), "13:40 Old code disabled\n13:42 Errors began\n13:50 New code disabled")
    assert [event.moment for event in report.timeline] == [None, "started", "mitigated"]


def test_an_event_without_a_time_is_no_moment() -> None:
    report = pasted_into(Report(), "Alert fired\n13:45 Acked")
    assert [(event.at is None, event.moment) for event in report.timeline] == [(True, None), (False, "acknowledged")]


def test_what_the_timeline_has_is_not_added_again() -> None:
    first = pasted_into(Report(), "13:45 Alert fired\n13:46 Acked")
    ready = prepared(first, Paste("13:46 Acked\n13:47 Restored").read().rows)
    assert ([row.event for row in ready.events], ready.known) == (["Restored"], 1)


def test_what_has_no_time_stays_where_it_stood() -> None:
    first = pasted_into(Report(), "13:45 Alert fired")
    report = pasted_into(first, "Night shift\n12:30 Pushed\n25:75 Nobody knows\n14:00 Restored")
    assert [event.event for event in report.timeline] == [
        "Night shift",
        "Pushed",
        "25:75 Nobody knows",
        "Alert fired",
        "Restored",
    ]


def test_a_row_that_is_left_out_gives_its_moment_to_the_next() -> None:
    read = Paste("13:45 Errors began\n13:46 Alert fired\n13:47 Second alert fired").read()
    ready = prepared(Report(), read.rows, read.places)
    assert ready.moments(Report()) == {0: "started", 1: "detected"}
    assert ready.moments(Report(), {1}) == {0: "started", 2: "detected"}
    assert [(row.event, row.moment) for row in ready.chosen(Report(), {0, 2})] == [("Alert fired", "detected")]


def test_equal_rows_keep_their_places_in_the_block() -> None:
    read = Paste("13:46 same\n13:45 first\n13:46 same").read()
    ready = prepared(Report(), read.rows, read.places)
    assert ready.places == (1, 0, 2)
    assert [row.event for row in ready.chosen(Report(), {0})] == ["first", "same"]
