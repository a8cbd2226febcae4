"""Days in the timeline by keys: a time of the day moves no event, and what became of an edit is said."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from pmwizard.model import Report
from pmwizard.model.paths import replaced, with_rows
from tests.ui.conftest import OpenWizard, Wizard
from tests.ui.reports import half_report

START = datetime(2025, 10, 20, 6, 48, tzinfo=UTC)
"""23:48 on 19 October in Los Angeles."""


def three_days() -> Report:
    """Return an incident over three days."""
    rows = [
        (0, "Error rates rise in the database service", "started"),
        (23, "Alarm of the control plane", "detected"),
        (98, "Name records of the database found empty", "diagnosed"),
        (156, "Records restored", "mitigated"),
        (872, "Launches of servers succeed again", None),
        (965, "All services work as usual", "recovered"),
        (1500, "Backlog of reports done", "resolved"),
    ]
    timeline = [
        {"id": f"T{number}", "at": START + timedelta(minutes=minutes), "event": event, "moment": moment}
        for number, (minutes, event, moment) in enumerate(rows, 1)
    ]
    head = {"title": "Name records empty", "zone": "America/Los_Angeles", "severity": "SEV1"}
    return Report.model_validate({"layout": "sre", "metadata": head, "timeline": timeline})


def day_and_time(wizard: Wizard, name: str) -> str:
    """Return when an event was, in the report's zone."""
    event = next(one for one in wizard.report.timeline if one.id == name)
    return f"{event.at.astimezone(wizard.report.zone):%d %H:%M}" if event.at else "no time"


async def edit_row(wizard: Wizard, number: int) -> None:
    """Begin to edit the event at a place, counted from the first."""
    await wizard.press("up", "home", *["down"] * number, "enter", "ctrl+u")


def hint(wizard: Wizard) -> str:
    """Return what the hint line says."""
    return wizard.lines[-3].strip()


async def test_a_retyped_time_keeps_the_day_of_its_row(open_wizard: OpenWizard) -> None:
    async with open_wizard(three_days(), section="timeline") as wizard:
        await edit_row(wizard, 6)
        assert day_and_time(wizard, "T7") == "21 00:48"
        await wizard.type("0410")
        assert "= Tue 21 Oct 2025 04:10 Los Angeles" in wizard.text
        await wizard.press("enter", "enter")
        assert day_and_time(wizard, "T7") == "21 04:10"
        assert hint(wizard) == "Resolve is now 25 h 46 min (was 22 h 24 min)"


async def test_a_typed_day_moves_the_row_and_the_line_says_so(open_wizard: OpenWizard) -> None:
    async with open_wizard(three_days(), section="timeline") as wizard:
        await edit_row(wizard, 6)
        await wizard.type("20 Oct 1553")
        await wizard.press("enter", "enter")
        assert day_and_time(wizard, "T7") == "20 15:53"
        assert hint(wizard) == "Moved to Mon 20 Oct. Resolve is now 13 h 29 min (was 22 h 24 min)"
        await wizard.type("1")
        assert "Moved to" not in wizard.text


@pytest.mark.parametrize(("size", "is_whole"), [((60, 18), False), ((80, 24), True)])
async def test_the_day_is_said_first_where_there_is_no_room_for_all(
    open_wizard: OpenWizard, size: tuple[int, int], *, is_whole: bool
) -> None:
    async with open_wizard(three_days(), section="timeline", size=size) as wizard:
        await edit_row(wizard, 6)
        await wizard.type("20 Oct 1553")
        await wizard.press("enter", "enter")
        assert hint(wizard).startswith("Moved to Mon 20 Oct")
        assert (hint(wizard) == "Moved to Mon 20 Oct. Resolve is now 13 h 29 min (was 22 h 24 min)") == is_whole


async def test_a_moment_before_one_it_follows_is_asked_about_with_the_other_day(open_wizard: OpenWizard) -> None:
    async with open_wizard(three_days(), section="timeline") as wizard:
        await edit_row(wizard, 6)
        await wizard.type("19 Oct 1553")
        await wizard.press("enter")
        assert "This would be before first impact, Sun 19 Oct 23:48" in wizard.text
        assert "1  Tue 21 Oct 15:53, 40 h 5 min later" in wizard.text
        assert "2  Mon 20 Oct 15:53, 16 h 5 min later" in wizard.text
        assert "3  Sun 19 Oct 15:53, 7 h 55 min earlier" in wizard.text
        assert day_and_time(wizard, "T7") == "21 00:48"
        await wizard.press("2", "enter")
        assert day_and_time(wizard, "T7") == "20 15:53"


async def test_who_means_it_is_asked_once(open_wizard: OpenWizard) -> None:
    async with open_wizard(three_days(), section="timeline") as wizard:
        await edit_row(wizard, 6)
        await wizard.type("19 Oct 1553")
        await wizard.press("enter", "3", "enter")
        assert day_and_time(wizard, "T7") == "19 15:53"
        assert "Resolve is now -10 h 31 min (was 22 h 24 min)" in hint(wizard)


async def test_what_was_asked_and_typed_ahead_is_not_taken(open_wizard: OpenWizard) -> None:
    async with open_wizard(three_days(), section="timeline") as wizard:
        await edit_row(wizard, 6)
        await wizard.send(*"19 Oct 1553", "enter", "enter", "x")
        assert day_and_time(wizard, "T7") == "21 00:48"


async def test_an_event_days_from_all_others_is_asked_about(open_wizard: OpenWizard) -> None:
    async with open_wizard(three_days(), section="timeline") as wizard:
        await wizard.type("20 Nov 1500")
        await wizard.press("enter")
        assert "No other event is within a day of this" in wizard.text
        assert "1  Thu 20 Nov 15:00, 30 days after the nearest" in wizard.text
        assert "2  Mon 20 Oct 15:00, 9 h 48 min before the nearest" in wizard.text
        await wizard.press("1")
        await wizard.type("Review held")
        await wizard.press("enter")
        assert day_and_time(wizard, "T8") == "20 15:00"
        assert hint(wizard) == "Added on Thu 20 Nov"


async def test_an_event_typed_at_a_row_of_another_day_belongs_to_that_day(open_wizard: OpenWizard) -> None:
    async with open_wizard(three_days(), section="timeline") as wizard:
        await wizard.press("up", "home", "a")
        assert "Time on Sun 19 Oct" in wizard.text
        await wizard.type("2330")
        assert "= 23:30 America/Los_Angeles" in wizard.text
        await wizard.press("enter")
        await wizard.type("Automation wrote an old plan")
        await wizard.press("enter")
        assert day_and_time(wizard, "T8") == "19 23:30"
        await wizard.type("2340")
        await wizard.press("enter")
        await wizard.type("Clean-up began")
        await wizard.press("enter")
        assert day_and_time(wizard, "T9") == "19 23:40"
        await wizard.press("up", "end", "a")
        assert "Time (Los Angeles)" in wizard.text
        await wizard.type("0130")
        await wizard.press("enter")
        await wizard.type("Report sent")
        await wizard.press("enter")
        assert day_and_time(wizard, "T10") == "21 01:30"


async def test_a_row_that_is_left_by_tab_says_the_day_too(open_wizard: OpenWizard) -> None:
    async with open_wizard(three_days(), section="timeline") as wizard:
        await wizard.press("up", "up", "tab")
        await wizard.type("1600")
        await wizard.press("enter")
        await wizard.type("Status page says all clear")
        await wizard.press("enter")
        assert day_and_time(wizard, "T8") == "20 16:00"


async def test_a_time_hours_back_at_the_end_is_asked_about(open_wizard: OpenWizard) -> None:
    async with open_wizard(three_days(), section="timeline") as wizard:
        await wizard.type("1500")
        await wizard.press("enter")
        assert "1500 could be on either of two days" in wizard.text
        assert "1  Mon 20 Oct 2025 15:00 America/Los_Angeles, 22:00 UTC" in wizard.text
        assert "2  Tue 21 Oct 2025 15:00 America/Los_Angeles, 22:00 UTC" in wizard.text
        await wizard.press("1")
        await wizard.type("Launches no longer limited")
        await wizard.press("enter")
        assert day_and_time(wizard, "T8") == "20 15:00"
        assert hint(wizard) == "Added on Mon 20 Oct"


async def test_what_is_typed_in_order_between_two_ends_stays_between_them(open_wizard: OpenWizard) -> None:
    rows = (three_days().timeline[0], three_days().timeline[5])
    async with open_wizard(with_rows(three_days(), "timeline", rows), section="timeline") as wizard:
        await wizard.type("0011")
        await wizard.press("enter", "1")
        await wizard.type("Engineers begin to look")
        await wizard.press("enter")
        for typed, words in (("0026", "Names point at it"), ("+12", "Found"), ("0224", "Restored by hand")):
            await wizard.send(*typed, "enter", *words, "enter")
        shown = [day_and_time(wizard, event.id or "") for event in wizard.report.timeline]
        assert shown == ["19 23:48", "20 00:11", "20 00:26", "20 00:38", "20 02:24", "20 15:53"]
        await wizard.press("up", "end", "a")
        await wizard.type("1605")
        assert "12 min after the last event" in hint(wizard)


async def test_what_was_offered_for_one_event_is_asked_about_again_for_another(open_wizard: OpenWizard) -> None:
    far = "2025-10-05 10:00"
    async with open_wizard(three_days(), section="timeline") as wizard:
        await wizard.type(far)
        await wizard.press("enter")
        assert "the nearest" in wizard.text
        await wizard.press("escape", "ctrl+u")
        await wizard.type("+5")
        await wizard.press("enter")
        await wizard.type("Looked again")
        await wizard.press("enter")
        await wizard.type(far)
        await wizard.press("enter")
        assert "the nearest" in wizard.text
        await wizard.press("escape", "ctrl+u", "up", "enter", "ctrl+u")
        await wizard.type(far)
        await wizard.press("enter")
        assert "the nearest" in wizard.text
        assert day_and_time(wizard, "T8") == "21 00:53"


# Days alone, ends, and what is left out


async def test_a_day_alone_is_typed_shown_and_edited(open_wizard: OpenWizard) -> None:
    async with open_wizard(three_days(), section="timeline") as wizard:
        await wizard.type("20 Oct")
        assert hint(wizard) == "= Mon 20 Oct 2025, no time of the day"
        await wizard.press("enter")
        await wizard.type("Other regions serve the work of this one")
        await wizard.press("enter")
        event = next(one for one in wizard.report.timeline if one.id == "T8")
        assert (event.at, str(event.day), event.moment) == (None, "2025-10-20", None)
        assert hint(wizard) == "Added on Mon 20 Oct"
        assert wizard.report.timeline[1].id == "T8"
        assert any(line.split()[:3] == ["20", "Oct", "Other"] for line in wizard.lines)
        await edit_row(wizard, 1)
        await wizard.type("21 Oct")
        await wizard.press("enter", "enter")
        event = next(one for one in wizard.report.timeline if one.id == "T8")
        assert str(event.day) == "2025-10-21"
        assert hint(wizard) == "Moved to Tue 21 Oct"


async def test_a_clock_typed_into_a_day_alone_is_on_that_day(open_wizard: OpenWizard) -> None:
    async with open_wizard(three_days(), section="timeline") as wizard:
        await wizard.send(*"20 Oct", "enter", *"Other regions help", "enter")
        await edit_row(wizard, 1)
        await wizard.type("1130")
        await wizard.press("enter", "enter")
        assert day_and_time(wizard, "T8") == "20 11:30"


async def test_a_moment_goes_with_its_time(open_wizard: OpenWizard) -> None:
    async with open_wizard(three_days(), section="timeline", size=(100, 30)) as wizard:
        await edit_row(wizard, 6)
        await wizard.type("21 Oct")
        await wizard.press("enter", "enter")
        assert hint(wizard) == "No longer resolved, for it has no time. Resolve is not known now (was 22 h 24 min)"
        await edit_row(wizard, 6)
        await wizard.press("escape", "up", "t")
        assert hint(wizard) == "A moment needs a time of the day. Enter edits the event"


async def test_an_end_is_typed_shown_and_edited(open_wizard: OpenWizard) -> None:
    async with open_wizard(three_days(), section="timeline") as wizard:
        await wizard.type("01:05-01:30")
        assert "= Tue 21 Oct 2025 01:05 Los Angeles to 01:30, " in wizard.text
        await wizard.press("enter")
        await wizard.type("Reports sent again")
        await wizard.press("enter")
        event = next(one for one in wizard.report.timeline if one.id == "T8")
        assert event.until == datetime(2025, 10, 21, 8, 30, tzinfo=UTC)
        assert "01:05-01:30" in wizard.text
        await wizard.press("up", "enter")
        assert wizard.app.focused.text == "2025-10-21 01:05-01:30"  # type: ignore[union-attr]
        await wizard.press("ctrl+u")
        await wizard.type("23:50 to 00:10")
        await wizard.press("enter", "enter")
        assert "23:50-00:10 +1d" in wizard.text
        event = next(one for one in wizard.report.timeline if one.id == "T8")
        assert event.until == datetime(2025, 10, 22, 7, 10, tzinfo=UTC)


async def test_space_leaves_an_event_out_and_brings_it_back(open_wizard: OpenWizard) -> None:
    async with open_wizard(three_days(), section="timeline") as wizard:
        before = wizard.report
        await wizard.press("up", "home", "space", "down", "space", "down", "space")
        assert [bool(event.omit) for event in wizard.report.timeline] == [True] * 3 + [False] * 4
        assert "Space Leave out" in wizard.text
        assert hint(wizard) == "In the record, not in the document. Space brings it back. 3 events left out"
        assert sum(line.lstrip(" >").startswith("x ") for line in wizard.lines) == 3
        await wizard.press("space")
        assert [bool(event.omit) for event in wizard.report.timeline] == [True] * 2 + [False] * 5
        await wizard.press("u", "u", "u", "u")
        assert wizard.report == before


async def test_leaving_out_changes_no_length(open_wizard: OpenWizard) -> None:
    async with open_wizard(three_days(), section="timeline") as wizard:
        shown = [line for line in wizard.lines if line.startswith("   Detect")]
        await wizard.press("up", "home", "space")
        assert [line for line in wizard.lines if line.startswith("   Detect")] == shown


# Moments


async def test_t_and_enter_change_nothing(open_wizard: OpenWizard) -> None:
    async with open_wizard(three_days(), section="timeline") as wizard:
        before = wizard.report
        for number in (0, 4):
            await wizard.press("up", "home", *["down"] * number, "t", "enter")
            assert wizard.report == before


async def test_a_moment_taken_from_another_row_is_said_and_given_back_by_u(open_wizard: OpenWizard) -> None:
    async with open_wizard(three_days(), section="timeline", size=(100, 30)) as wizard:
        before = wizard.report.timeline
        await wizard.press("up", "home", "down", "down", "down", "down", "t", "v")
        assert [event.moment for event in wizard.report.timeline[4:6]] == ["recovered", None]
        assert hint(wizard).startswith("Recovered taken from 15:53 All services work as u... u gives it back")
        await wizard.press("u")
        assert wizard.report.timeline == before


async def test_a_moment_that_makes_a_length_negative_is_asked_about(open_wizard: OpenWizard) -> None:
    async with open_wizard(three_days(), section="timeline") as wizard:
        before = wizard.report
        await wizard.press("up", "home", "down", "down", "t", "r")
        assert "This would be before mitigated, Mon 20 Oct 02:24" in wizard.text
        await wizard.press("1")
        assert wizard.report == before
        await wizard.press("t", "r", "2")
        assert wizard.report.timeline[2].moment == "resolved"


# Fields


async def to_field(wizard: Wizard, path: str) -> None:
    """Go to a field and empty it."""
    for _ in range(20):
        if getattr(wizard.app.focused, "path", "") == path:
            await wizard.press("ctrl+u")
            return
        await wizard.press("tab")
    raise AssertionError(path)


async def test_over_at_keeps_its_day_and_says_what_became_of_it(open_wizard: OpenWizard) -> None:
    async with open_wizard(three_days(), section="metadata") as wizard:
        assert "2025-10-20 15:53" in wizard.text
        await to_field(wizard, "moments.recovered")
        await wizard.type("1553")
        await wizard.press("enter")
        assert day_and_time(wizard, "T6") == "20 15:53"
        await wizard.press("shift+tab", "ctrl+u")
        await wizard.type("1420")
        await wizard.press("enter")
        assert day_and_time(wizard, "T6") == "20 14:20"
        assert hint(wizard) == "Duration is now 14 h 32 min (was 16 h 5 min)"


async def test_over_at_rolls_forward_past_midnight(open_wizard: OpenWizard) -> None:
    report = with_rows(three_days(), "timeline", three_days().timeline[:1])
    async with open_wizard(report, section="metadata") as wizard:
        await to_field(wizard, "moments.recovered")
        await wizard.type("2330")
        assert "= Mon 20 Oct 2025 23:30 America/Los_Angeles, Tue 06:30 UTC, 23 h 42 min later" in wizard.text
        await wizard.press("enter")
        assert hint(wizard) == "On Mon 20 Oct, 23 h 42 min after first impact"
        assert "2025-10-20 23:30" in wizard.text


async def test_first_impact_behind_the_end_is_asked_about(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="metadata") as wizard:
        await to_field(wizard, "moments.started")
        await wizard.type("1442")
        await wizard.press("enter")
        assert "This would be after recovered, Fri 20 Nov 14:09" in wizard.text
        assert "1  Thu 19 Nov 14:42, 23 h 27 min earlier" in wizard.text
        await wizard.press("2")
        assert "2026-11-20 14:42" in wizard.text.replace("[14:42", "[2026-11-20 14:42")
        assert wizard.app.focused.path == "moments.recovered"  # type: ignore[union-attr]


async def test_labels_and_values_change_with_the_zone(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="metadata", size=(80, 50)) as wizard:
        assert "First impact (UTC)" in wizard.text
        assert "[13:42" in wizard.text
        await wizard.app.frame.focus_path("metadata.zone")  # type: ignore[union-attr]
        await wizard.type("Asia/Kolkata")
        assert "First impact (Asia/Kolkata)" in wizard.text
        assert "[19:12" in wizard.text
        await wizard.press("ctrl+z")
        assert "First impact (UTC)" in wizard.text
        assert "[13:42" in wizard.text


# The incident's date


@pytest.mark.parametrize("section", ["timeline", "metadata"])
@pytest.mark.parametrize(("digit", "day"), [("1", "2025-10-19"), ("2", "2025-11-30")])
async def test_a_date_without_an_event_is_asked_about_on_the_way_out(
    open_wizard: OpenWizard, section: str, digit: str, day: str
) -> None:
    report = replaced(three_days(), "metadata.incident_date", date(2025, 11, 30))
    async with open_wizard(report, section=section) as wizard:
        await wizard.press("ctrl+n")
        assert "No event is on the incident date, Sun 30 Nov 2025" in wizard.text
        assert "1  Change it to Sun 19 Oct 2025, the day of the first event" in wizard.text
        assert "2  Keep Sun 30 Nov 2025" in wizard.text
        await wizard.press(digit)
        assert str(wizard.report.metadata.incident_date) == day
        await wizard.press("escape", "ctrl+n")
        assert "No event is on the incident date, " not in wizard.text


async def test_figures_say_the_day_of_what_is_on_another_one(open_wizard: OpenWizard) -> None:
    async with open_wizard(three_days(), section="timeline") as wizard:
        assert "20 Oct 02:24 to 00:48 +1d" in wizard.text
    async with open_wizard(three_days(), section="timeline", size=(160, 45)) as wizard:
        assert "22 h 24 min, 20 Oct 2025 02:24 mitigated to 21 Oct 2025 00:48 resolved" in wizard.text
