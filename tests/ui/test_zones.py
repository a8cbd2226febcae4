"""The zone of a report: how times are shown and typed, never what they are."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from hypothesis import example, given, settings
from hypothesis import strategies as st

from pmwizard.draft.draft import Draft
from pmwizard.layouts.layout import available
from pmwizard.layouts.rendering import render
from pmwizard.model import Report
from pmwizard.model.parts.timeline import MOMENTS, Event
from pmwizard.model.paths import replaced, with_ids, with_rows
from pmwizard.model.times.zones import zone_key, zone_named, zones_like
from pmwizard.options import ScreenOptions
from pmwizard.store import toml
from tests.clock import NOW
from tests.ui.conftest import OpenWizard
from tests.ui.reports import half_report

ZONES = ["UTC", "Europe/Paris", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Kiritimati"]

events = st.builds(
    Event,
    at=st.none() | st.integers(1767225600, 1798675200).map(lambda at: datetime.fromtimestamp(at, UTC)),
    approximate=st.none() | st.just(True),
    event=st.just("Something"),
    moment=st.none() | st.sampled_from(MOMENTS),
)
reports = st.lists(events, max_size=6).map(
    lambda rows: Draft(with_ids(with_rows(Report(layout="sre"), "timeline", tuple(rows)))).report
)
half_typed = st.dictionaries(
    st.sampled_from(["timeline.new.at", "moments.started", "moments.recovered", "metadata.incident_date"]),
    st.sampled_from(["14:4", "14:45 IS", "02:30", "3/4/2026", "yester"]),
    max_size=3,
)


def rows_with_times(report: Report) -> list[str]:
    """Return what a document says of the events; its date is one of the place, and rows of days depend on that."""
    document = render(report, available([])["sre"])  # type: ignore[arg-type]
    return [line for line in document.splitlines() if re.match(r"\| \D?[0-9]{2}:", line)]


@settings(max_examples=25, deadline=None)
@example(
    Draft(Report(timeline=(Event(at=datetime(2026, 4, 1, 18, 30, tzinfo=UTC), moment="started"),))).report, {}, ZONES
)
@given(reports, half_typed, st.lists(st.sampled_from(ZONES), min_size=1, max_size=3))
def test_another_zone_changes_no_instant_and_no_typed_text(
    report: Report, drafts: dict[str, str], zones: list[str]
) -> None:
    report = report.model_copy(update={"drafts": drafts})
    draft = Draft(report, lambda: NOW)
    shown = {path: draft.raw(path) for path in ("moments.started", "moments.recovered")}
    for zone in zones:
        assert draft.edit("metadata.zone", zone) == ""
        for path in shown:
            assert draft.edit(path, draft.raw(path)) == draft.problem(path)
        assert draft.report.timeline == report.timeline
        assert draft.report.drafts == report.drafts
        stored = toml.parse(toml.dump(draft.report), "r.toml")
        assert [event.at for event in stored.timeline] == [event.at for event in report.timeline]
    assert draft.report.metadata == report.metadata.model_copy(update={"zone": zones[-1]})
    assert rows_with_times(draft.report) == rows_with_times(report)


async def test_the_zone_of_the_command_line_is_stored_told_and_undone(open_wizard: OpenWizard) -> None:
    options = ScreenOptions(zone="Europe/Paris")
    async with open_wizard(half_report(), section="timeline", options=options) as wizard:
        assert wizard.report.metadata.zone == "Europe/Paris"
        assert "times in Europe/Paris" in wizard.lines[1]
        assert "Time (Europe/Paris)" in wizard.text
        assert "14:42" in wizard.text
        assert "Times now in Europe/Paris, the same instants. Ctrl+Z goes back to UTC" in wizard.text
        wizard.app.session.autosave.flush()
        assert 'zone = "Europe/Paris"' in wizard.app.session.path.read_text(encoding="utf-8")
        await wizard.press("ctrl+z")
        assert not wizard.report.metadata.zone
        assert "times in UTC" in wizard.lines[1]
        assert "13:42" in wizard.text


async def test_the_zone_of_the_command_line_is_told_wherever_the_wizard_begins(open_wizard: OpenWizard) -> None:
    for section in ("", "metadata", "impact", "review"):
        async with open_wizard(half_report(), section, options=ScreenOptions(zone="Europe/Paris")) as wizard:
            assert "Times now in Europe/Paris" in wizard.text, section


async def test_the_zone_that_a_report_has_is_not_told(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="timeline", options=ScreenOptions(zone="UTC")) as wizard:
        assert "Times now in" not in wizard.text
        assert wizard.report.metadata.zone is None


async def test_the_zone_is_typed_in_a_hurry_and_its_times_are_echoed_in_utc_too(open_wizard: OpenWizard) -> None:
    async with open_wizard(replaced(half_report(), "metadata.zone", "Europe/Paris"), section="timeline") as wizard:
        await wizard.type("1512")
        assert "= 15:12 Europe/Paris, 14:12 UTC, 3 min after the last event" in wizard.text
        await wizard.press("ctrl+u")
        await wizard.type("14:12 UTC")
        assert "= 15:12 Europe/Paris, 14:12 UTC, from 14:12 UTC, 3 min after the last event" in wizard.text
        await wizard.press("enter")
        await wizard.type("Seen in the log")
        await wizard.press("enter")
        assert wizard.report.timeline[-1].at == datetime(2026, 11, 20, 14, 12, tzinfo=UTC)


async def test_a_place_names_the_zone_where_the_whole_name_has_no_room(open_wizard: OpenWizard) -> None:
    for zone, size, label in (
        ("America/New_York", (80, 24), "Time (New York)"),
        ("Europe/Paris", (60, 18), "Time (Paris)"),
        ("America/Argentina/Buenos_Aires", (60, 18), "Time "),
    ):
        async with open_wizard(replaced(half_report(), "metadata.zone", zone), "timeline", size) as wizard:
            assert label in wizard.text


def test_a_zone_is_stored_as_it_is_usually_written() -> None:
    draft = Draft(Report(), lambda: NOW)
    assert draft.edit("metadata.zone", "europe/paris") == ""
    assert draft.report.metadata.zone == "Europe/Paris"
    assert (zone_key("america/New York"), zone_key("utc"), zone_key("Z")) == ("America/New_York", "UTC", "UTC")


def test_a_mistyped_zone_is_answered_with_the_closest_names() -> None:
    draft = Draft(Report(), lambda: NOW)
    assert draft.edit("metadata.zone", "Paris") == "Paris is not a zone we know. Enter Europe/Paris"
    assert (
        draft.edit("metadata.zone", "Mars") == "Mars is not a zone we know. Enter a name such as Europe/Paris, or UTC"
    )
    assert zones_like("asia/calcuta") == ("Asia/Calcutta",)
    assert zones_like("utc+1") == zones_like("") == zones_like("x" * 500) == zones_like("\0\0\0") == ()


@given(st.text(max_size=60))
def test_every_proposed_zone_is_one(name: str) -> None:
    assert all(zone_named(near) for near in zones_like(name))


def test_the_day_of_the_incident_is_that_of_the_zone() -> None:
    start = Event(at=datetime(2026, 11, 20, 23, 30, tzinfo=UTC), event="Errors", moment="started")
    draft = Draft(with_rows(Report(), "timeline", (start,)), lambda: NOW)
    assert draft.incident_day == date(2026, 11, 20)
    draft.edit("metadata.zone", "Europe/Paris")
    assert draft.incident_day == date(2026, 11, 21)
    assert draft.context().zone == ZoneInfo("Europe/Paris")


async def test_the_zone_is_chosen_on_the_screen_and_taken_back(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), "timeline") as wizard:
        instants = [one.at for one in wizard.report.timeline]
        wizard.app.action_choose_zone()
        await wizard.pause()
        await wizard.press("ctrl+u")
        await wizard.type("Pariss")
        await wizard.press("enter")
        assert "There is no zone Pariss. Enter Europe/Paris" in wizard.text
        await wizard.press("ctrl+u")
        await wizard.type("europe/paris")
        await wizard.press("enter")
        await wizard.pause()
        assert wizard.report.metadata.zone == "Europe/Paris"
        assert "times in Europe/Paris" in wizard.text
        assert [one.at for one in wizard.report.timeline] == instants
        await wizard.press("ctrl+z")
        assert not wizard.report.metadata.zone


async def test_the_palette_offers_the_zone(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), "timeline") as wizard:
        await wizard.press("ctrl+p")
        await wizard.type("zone")
        await wizard.pause()
        assert "Choose the zone of times" in wizard.text
