"""Edits of the timeline by keys: one step back for a row, no text that nobody sees, and questions about days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from pmwizard.model import Report
from pmwizard.model.base import Row
from pmwizard.model.parts.timeline import Event
from pmwizard.model.paths import with_rows
from pmwizard.terminal.keyboard import PasteRefused
from tests.ui.conftest import OpenWizard, Wizard
from tests.ui.test_timeline_days import START, day_and_time, edit_row, hint, three_days

OVER = START + timedelta(minutes=965)
"""15:53 on the next day in Los Angeles."""


def with_stretch() -> Report:
    """Return an incident with a row from 14:05 to 14:30."""
    at = datetime(2025, 10, 20, 21, 5, tzinfo=UTC)
    rows: list[Row] = [*three_days().timeline]
    rows[4] = Event(id="T5", at=at, until=at + timedelta(minutes=25), event="Launches of servers succeed again")
    return with_rows(three_days(), "timeline", tuple(rows))


def two_ends() -> Report:
    """Return an incident of which only start and end are known, as the first section asks for them."""
    rows = (three_days().timeline[0], three_days().timeline[5])
    return with_rows(three_days(), "timeline", tuple(rows))


def stretch(wizard: Wizard, name: str) -> str:
    """Return both ends of an event, in the report's zone."""
    event = next(one for one in wizard.report.timeline if one.id == name)
    return " to ".join(f"{at.astimezone(wizard.report.zone):%d %H:%M}" for at in (event.at, event.until) if at)


# One step, and nothing hidden


async def test_one_undo_takes_a_kept_edit_back_with_all_of_its_typing(open_wizard: OpenWizard) -> None:
    async with open_wizard(with_stretch(), section="timeline") as wizard:
        before = wizard.report
        await edit_row(wizard, 4)
        for text in ("14:0", "5-14:", "50"):
            await wizard.type(text)
            wizard.app.session.draft.end_stroke()
        await wizard.press("enter", "enter")
        assert stretch(wizard, "T5") == "20 14:05 to 20 14:50"
        await wizard.press("up", "u")
        assert wizard.report == before
        assert not wizard.report.drafts
        await wizard.press("ctrl+y")
        assert stretch(wizard, "T5") == "20 14:05 to 20 14:50"
        assert not wizard.report.drafts


async def test_the_editor_of_a_row_taken_back_shows_the_row(open_wizard: OpenWizard) -> None:
    async with open_wizard(with_stretch(), section="timeline") as wizard:
        await edit_row(wizard, 4)
        await wizard.type("14:05-14:50")
        await wizard.press("enter", "enter", "up", "u")
        await wizard.press("up", "home", *["down"] * 4, "enter")
        assert wizard.app.focused.text == "2025-10-20 14:05-14:30"  # type: ignore[union-attr]
        await wizard.press("enter", "enter")
        assert stretch(wizard, "T5") == "20 14:05 to 20 14:30"


async def test_an_edit_that_comes_to_nothing_is_no_step(open_wizard: OpenWizard) -> None:
    async with open_wizard(with_stretch(), section="timeline") as wizard:
        await wizard.press("up", "home", "space")
        left_out = wizard.report
        await edit_row(wizard, 4)
        await wizard.type("14:05-14:30")
        await wizard.press("enter", "enter")
        assert wizard.report == left_out
        await wizard.press("up", "u")
        assert not wizard.report.timeline[0].omit


async def test_what_esc_left_is_told_and_comes_back_in_sight(open_wizard: OpenWizard) -> None:
    async with open_wizard(with_stretch(), section="timeline") as wizard:
        await edit_row(wizard, 4)
        await wizard.type("1500")
        await wizard.press("escape")
        assert hint(wizard) == "Left 14:05-14:30 Launches o.. as it was. Ctrl+Z brings the edit back"
        assert not wizard.report.drafts
        await wizard.press("ctrl+z")
        assert wizard.report.drafts == {"timeline.T5.at": "1500"}
        assert wizard.app.focused.text == "1500"  # type: ignore[union-attr]
        await wizard.press("enter", "enter")
        assert day_and_time(wizard, "T5") == "20 15:00"


async def test_esc_of_an_untouched_row_promises_nothing(open_wizard: OpenWizard) -> None:
    async with open_wizard(with_stretch(), section="timeline") as wizard:
        await wizard.press("up", "home", *["down"] * 4, "enter", "escape")
        assert hint(wizard) == "Left 14:05-14:30 Launches o.. as it was"


async def test_the_row_that_is_edited_has_a_sign(open_wizard: OpenWizard) -> None:
    async with open_wizard(with_stretch(), section="timeline") as wizard:
        assert not [line for line in wizard.lines if line.lstrip(" >").startswith("* ")]
        await edit_row(wizard, 4)
        (line,) = [line for line in wizard.lines if line.lstrip(" >").startswith("* ")]
        assert "14:05-14:30" in line
        await wizard.press("escape")
        assert not [line for line in wizard.lines if line.lstrip(" >").startswith("* ")]


async def test_a_stretch_waiting_in_a_row_is_not_called_two_times(open_wizard: OpenWizard) -> None:
    async with open_wizard(with_stretch(), section="timeline") as wizard:
        await edit_row(wizard, 4)
        await wizard.type("14:05-14:50")
        messages = [one.message for one in wizard.app.session.findings() if one.path == "timeline.T5.at"]
        assert messages == ["14:05-14:50 is not taken over yet. Enter it again"]


# Days that could differ


async def test_a_clock_that_may_lie_between_start_and_end_is_asked_about(open_wizard: OpenWizard) -> None:
    async with open_wizard(two_ends(), section="timeline") as wizard:
        await wizard.type("2352")
        await wizard.press("enter")
        assert "2352 could be on either of two days" in wizard.text
        assert "1  Sun 19 Oct 2025 23:52 America/Los_Angeles" in wizard.text
        assert "2  Mon 20 Oct 2025 23:52 America/Los_Angeles" in wizard.text
        await wizard.press("1")
        await wizard.type("Alarm of the control plane")
        await wizard.press("enter")
        assert day_and_time(wizard, "T1") == "19 23:48"
        assert [day_and_time(wizard, one.id or "") for one in wizard.report.timeline][1] == "19 23:52"


@pytest.mark.parametrize("typed", ["1605", "1930", "2330"])
async def test_a_clock_that_can_only_be_after_the_end_is_not_asked_about(open_wizard: OpenWizard, typed: str) -> None:
    async with open_wizard(two_ends(), section="timeline") as wizard:
        await wizard.type(typed)
        await wizard.press("enter")
        assert wizard.app.focused.path == "timeline.event"  # type: ignore[union-attr]
        await wizard.type("Report sent")
        await wizard.press("enter")
        assert day_and_time(wizard, wizard.report.timeline[-1].id or "") == f"20 {typed[:2]}:{typed[2:]}"


async def test_a_clock_soon_after_the_last_event_is_not_asked_about(open_wizard: OpenWizard) -> None:
    async with open_wizard(three_days(), section="timeline") as wizard:
        await wizard.type("0130")
        await wizard.press("enter")
        assert wizard.app.focused.path == "timeline.event"  # type: ignore[union-attr]


async def test_a_long_stretch_without_its_days_is_asked_about(open_wizard: OpenWizard) -> None:
    async with open_wizard(with_stretch(), section="timeline") as wizard:
        await edit_row(wizard, 4)
        await wizard.type("14:05-13:50")
        await wizard.press("enter")
        assert "This would last 23 h 45 min" in wizard.text
        assert "1  Mon 20 Oct 13:50 to Mon 20 Oct 14:05, 15 min" in wizard.text
        assert "2  Mon 20 Oct 14:05 to Tue 21 Oct 13:50, 23 h 45 min" in wizard.text
        assert "3  Mon 20 Oct 14:05 alone, without an end" in wizard.text
        await wizard.press("2", "enter")
        assert stretch(wizard, "T5") == "20 14:05 to 21 13:50"


@pytest.mark.parametrize(("digit", "expected"), [("1", "20 13:50 to 20 14:05"), ("3", "20 14:05")])
async def test_a_long_stretch_can_be_turned_round_or_loses_its_end(
    open_wizard: OpenWizard, digit: str, expected: str
) -> None:
    async with open_wizard(with_stretch(), section="timeline") as wizard:
        await edit_row(wizard, 4)
        await wizard.type("14:05-13:50")
        await wizard.press("enter", digit, "enter")
        assert stretch(wizard, "T5") == expected


async def test_a_night_is_no_long_stretch(open_wizard: OpenWizard) -> None:
    async with open_wizard(with_stretch(), section="timeline") as wizard:
        await edit_row(wizard, 4)
        await wizard.type("21:05 to 08:30")
        await wizard.press("enter", "enter")
        assert stretch(wizard, "T5") == "20 21:05 to 21 08:30"


@pytest.mark.parametrize("row", [None, 4])
async def test_an_end_before_its_start_is_refused_wherever_it_is_typed(
    open_wizard: OpenWizard, row: int | None
) -> None:
    async with open_wizard(with_stretch(), section="timeline") as wizard:
        if row is not None:
            await edit_row(wizard, row)
        await wizard.type("2025-10-19 22:00 to 2025-10-19 21:00")
        await wizard.press("enter")
        assert hint(wizard).startswith("The end of 2025-10-19 22:00 to 2025-10-19 21:00 is before its start")
        assert wizard.app.focused.text == "2025-10-19 22:00 to 2025-10-19 21:00"  # type: ignore[union-attr]


# Zones and days


async def test_a_time_beside_another_date_has_its_day_after_a_change_of_zone(open_wizard: OpenWizard) -> None:
    report = three_days()
    head = report.metadata.model_copy(update={"incident_date": date(2025, 10, 18)})
    async with open_wizard(report.model_copy(update={"metadata": head}), section="metadata") as wizard:
        await wizard.app.frame.focus_path("metadata.zone")  # type: ignore[union-attr]
        await wizard.press("ctrl+u")
        await wizard.type("Asia/Tokyo")
        assert "First impact (Asia/Tokyo)" in wizard.text
        assert "[2025-10-20 15:48" in wizard.text


async def test_a_day_alone_stands_above_its_times_as_soon_as_the_zone_changes(open_wizard: OpenWizard) -> None:
    rows = [*three_days().timeline[:6], Event(id="T8", day=date(2025, 10, 20), event="Other regions help")]
    report = with_rows(three_days(), "timeline", tuple(rows))
    async with open_wizard(report, section="metadata") as wizard:
        assert [one.id for one in wizard.report.timeline][:2] == ["T1", "T8"]
        await wizard.app.frame.focus_path("metadata.zone")  # type: ignore[union-attr]
        await wizard.press("ctrl+u")
        await wizard.type("Asia/Tokyo")
        assert [one.id for one in wizard.report.timeline][:2] == ["T8", "T1"]
        await wizard.press("ctrl+o", "3")
        assert wizard.lines.index(next(line for line in wizard.lines if "Other regions" in line)) < wizard.lines.index(
            next(line for line in wizard.lines if "Error rates rise" in line)
        )


# What is seen


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (160, 45)])
async def test_the_clock_of_a_long_time_is_in_sight_while_its_row_is_edited(
    open_wizard: OpenWizard, size: tuple[int, int]
) -> None:
    async with open_wizard(with_stretch(), section="timeline", size=size) as wizard:
        await wizard.press("up", "home", *["down"] * 4, "enter")
        assert "[2025-10-20 14:05-14:30 " in wizard.text
        assert "[Launches of" in wizard.text


async def test_what_became_of_a_paste_that_is_too_long_stays_until_a_key(open_wizard: OpenWizard) -> None:
    async with open_wizard(with_stretch(), section="timeline", size=(60, 18)) as wizard:
        await wizard.app.on_event(PasteRefused())
        await wizard.pause()
        assert "More than 2 MB was pasted" in wizard.text
        assert "pmwizard import FILE --into REPORT --only timeline" in wizard.text
        await wizard.press("a")
        assert "More than 2 MB" not in wizard.text
        assert wizard.app.focused.text == "a"  # type: ignore[union-attr]
