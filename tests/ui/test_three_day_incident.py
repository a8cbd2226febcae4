"""An incident over three days, entered by keys as somebody new would, in Los Angeles: file and document say what was.

The course of events is that of a large outage of a cloud region in October 2025, told in our own words.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from pmwizard.layouts.layout import Layout, available
from pmwizard.layouts.rendering import render
from pmwizard.model import Report
from pmwizard.model.parts.timeline import Event
from pmwizard.store.files.read import load
from tests.ui.conftest import OpenWizard, Wizard

LOS_ANGELES = ZoneInfo("America/Los_Angeles")

EVENTS = [
    # What is typed; a digit where it is asked which day; what happened; the day and the time it was.
    ("0011", "1", "Engineers begin to look at rising error rates", "20 00:11"),
    ("0026", "", "Many services point to name lookups of the database", "20 00:26"),
    ("+12", "", "Root cause identified: the name record is empty", "20 00:38"),
    ("1:15am", "", "First workaround lets internal tools connect", "20 01:15"),
    ("0225", "", "Name records restored by hand", "20 02:25"),
    ("0225", "", "Launch service has lost its leases and cannot catch up", "20 02:25"),
    ("4.14", "", "Engineers throttle new work and restart hosts", "20 04:14"),
    ("0528", "", "All leases are back, some launches succeed", "20 05:28"),
    ("05:30 - 14:09", "", "Load balancers take healthy targets out now and then", "20 05:30"),
    ("0652", "", "Monitoring sees the failing health checks", "20 06:52"),
    ("0936", "", "Automatic failover of load balancers switched off", "20 09:36"),
    ("1036", "", "Network state reaches new machines in time again", "20 10:36"),
    ("1123", "", "More launches are let through", "20 11:23"),
    ("about 1350", "", "Launches work without limits", "20 13:50"),
    ("1409", "", "Automatic failover switched on again", "20 14:09"),
    ("1448", "", "Container services start tasks as usual", "20 14:48"),
    ("1501", "", "All services work as usual, backlogs remain", "20 15:01"),
    ("1553", "", "Incident resolved for customers", "20 15:53"),
    ("0405", "2", "The last clusters of the data warehouse are back", "21 04:05"),
]


async def add(wizard: Wizard, typed: str, digit: str, words: str) -> None:
    """Add an event, and say which day it was where that is asked."""
    await wizard.type(typed)
    await wizard.press("enter", *([digit] if digit else []))
    await wizard.type(words)
    await wizard.press("enter")


def local(at: datetime | None) -> str:
    """Return a day and a time as they were in Los Angeles."""
    return f"{at.astimezone(LOS_ANGELES):%d %H:%M}" if at else ""


def event(report: Report, words: str) -> Event:
    """Return the event with these words."""
    return next(one for one in report.timeline if one.event == words)


async def enter(wizard: Wizard) -> None:
    """Enter the ends of the impact and then all that happened."""
    await wizard.press("tab", "1", "tab")
    await wizard.type("19 Oct 2025 2348")
    await wizard.press("enter")
    await wizard.type("1420")
    await wizard.press("enter", "ctrl+n", "ctrl+n")
    for typed, digit, words, _ in EVENTS:
        await add(wizard, typed, digit, words)


async def test_an_incident_over_three_days_is_entered_as_it_was(open_wizard: OpenWizard) -> None:
    begun = Report.model_validate({"layout": "sre", "metadata": {"title": "Names of the database are empty"}})
    begun = begun.model_copy(
        update={"metadata": begun.metadata.model_copy(update={"zone": "America/Los_Angeles", "status": "draft"})}
    )
    async with open_wizard(begun, section="metadata") as wizard:
        await enter(wizard)
        report = wizard.report
        assert [local(one.at) for one in report.timeline][:2] == ["19 23:48", "20 00:11"]
        for _, _, words, when in EVENTS:
            assert not when or local(event(report, words).at) == when, words
        assert local(event(report, EVENTS[8][2]).until) == "20 14:09"
        assert len(report.timeline) == 2 + 19

        # Times are typed anew: each stays on its day.
        for place, typed, when in ((20, "0410", "21 04:10"), (2, "0027", "20 00:27"), (0, "2347", "19 23:47")):
            await wizard.press("up", "home", *["down"] * place, "enter", "ctrl+u")
            await wizard.type(typed)
            await wizard.press("enter", "enter")
            assert local(wizard.report.timeline[place].at) == when

        # So do the ends of the impact.
        await wizard.press("ctrl+o", "1")
        await wizard.press("tab", "tab", "tab", "ctrl+u")
        await wizard.type("1420")
        await wizard.press("enter")
        over = next(one for one in wizard.report.timeline if one.moment == "recovered")
        assert local(over.at) == "20 14:20"
        await wizard.press("shift+tab", "ctrl+u")
        await wizard.type("1501")
        await wizard.press("enter")
        assert "Duration is now 15 h 14 min (was 14 h 33 min)" in wizard.text
        path = wizard.app.session.path
        await wizard.press("ctrl+q")

    stored = load(path).report
    instants = [one.at for one in stored.timeline if one.at]
    assert instants == sorted(instants)
    assert instants[-1] - instants[0] == timedelta(days=1, hours=4, minutes=23)
    assert stored.timeline[0].at == datetime(2025, 10, 20, 6, 47, tzinfo=UTC)
    sre = available([])["sre"]
    assert isinstance(sre, Layout)
    document = render(stored, sre)
    for words in ("2025-10-20", "2025-10-21", "12:30-21:09"):
        assert words in document
    assert "2026" not in document.partition("## Timeline")[2].partition("\n## ")[0]
