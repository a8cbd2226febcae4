"""The timeline by keys."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from pmwizard.model import Report
from pmwizard.model.moments import moment_at
from pmwizard.model.parts.timeline import Event
from pmwizard.model.paths import in_time_order, replaced, with_ids, with_rows
from pmwizard.questions import SECTIONS
from tests.clock import NOW
from tests.ui.conftest import OpenWizard, Wizard
from tests.ui.reports import full_report, half_report


def crowded(report: Report) -> Report:
    """Return the report with more events than a screen has lines."""
    start = datetime(2026, 11, 20, 14, 10, tzinfo=UTC)
    rows = (Event(at=start + timedelta(minutes=number), event=f"Watched {number}") for number in range(30))
    return with_ids(with_rows(report, "timeline", (*report.timeline, *rows)))


async def add_event(wizard: Wizard, time: str, words: str) -> None:
    """Add an event: two keys beyond what it says."""
    await wizard.type(time)
    await wizard.press("enter")
    await wizard.type(words)
    await wizard.press("enter")


def told(report: Report) -> list[tuple[str, str | None, str | None]]:
    """Return time, words and moment of each event."""
    return [(f"{event.at:%d %H:%M}", event.event, event.moment) for event in report.timeline]


async def test_events_land_in_time_order_with_proposed_moments(open_wizard: OpenWizard) -> None:
    async with open_wizard(section="timeline") as wizard:
        await add_event(wizard, "21 Nov 13:42", "Errors began after the config push")
        await add_event(wizard, "+3", "Alert payments_5xx fired")
        await add_event(wizard, "1340", "Config push began")
        assert told(wizard.report) == [
            ("21 13:40", "Config push began", None),
            ("21 13:42", "Errors began after the config push", "started"),
            ("21 13:45", "Alert payments_5xx fired", "detected"),
        ]
        assert wizard.app.focused.path == "timeline.at"  # type: ignore[union-attr]


async def test_nothing_is_mitigated_before_it_started(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="timeline") as wizard:
        await add_event(wizard, "1201", "A mail names an error, old code disabled")
        await add_event(wizard, "1405", "New code disabled")
        assert [event.moment for event in wizard.report.timeline] == [None, "started", "mitigated", "recovered"]


async def test_an_empty_time_is_that_of_the_event_above(open_wizard: OpenWizard) -> None:
    async with open_wizard(section="timeline") as wizard:
        await add_event(wizard, "1342", "First")
        await add_event(wizard, "", "Second")
        first, second = wizard.report.timeline
        assert first.at == second.at


async def test_the_echo_says_how_a_time_is_understood(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="timeline") as wizard:
        await wizard.type("1412")
        assert "14:12 UTC, 3 min after the last event" in wizard.text


async def test_a_time_not_understood_is_asked_again_and_kept(open_wizard: OpenWizard) -> None:
    async with open_wizard(section="timeline") as wizard:
        await add_event(wizard, "2575", "Something")
        assert told(wizard.report) == []
        assert "Time 2575 is not a time" in wizard.text
        assert wizard.app.focused.path == "timeline.at"  # type: ignore[union-attr]
        await wizard.press("ctrl+u")
        await wizard.type("about 1345")
        await wizard.press("enter", "enter")
        assert wizard.report.timeline[0].approximate
        assert wizard.report.drafts == {}


async def test_a_moment_is_set_with_two_keys_and_only_once(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="timeline") as wizard:
        await wizard.press("up", "t", "m")
        assert [event.moment for event in wizard.report.timeline] == ["started", "mitigated"]
        await wizard.press("t", "s")
        assert [event.moment for event in wizard.report.timeline] == [None, "started"]
        await wizard.press("t", "t")
        assert [event.moment for event in wizard.report.timeline] == [None, None]


async def test_an_event_is_edited_with_its_note_and_moves_to_its_time(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="timeline") as wizard:
        await wizard.press("up", "enter", "ctrl+u")
        await wizard.type("1300")
        await wizard.press("tab", "tab", "tab")
        await wizard.type("seen in the log")
        await wizard.press("enter")
        assert "This would be before first impact, Fri 20 Nov 13:42" in wizard.text
        await wizard.press("2")
        first = wizard.report.timeline[0]
        assert (first.id, first.notes) == ("T2", "seen in the log")
        assert f"{first.at:%H:%M}" == "13:00"


async def test_figures_name_both_ends_or_what_is_missing(open_wizard: OpenWizard) -> None:
    async with open_wizard(section="timeline") as wizard:
        assert "Detect    not recorded (no started or detected time)" in wizard.text
        await add_event(wizard, "1342", "Errors began")
        await add_event(wizard, "1345", "Alert fired")
        assert "Detect    3 min, 13:42 started to 13:45 detected" in wizard.text
        assert "Respond   not recorded (no acknowledged time)" in wizard.text


@pytest.mark.parametrize(
    ("layout", "size"), [("sre", (80, 24)), ("sre", (60, 18)), ("review", (80, 24)), ("signoff", (60, 18))]
)
async def test_figures_never_run_together(open_wizard: OpenWizard, layout: str, size: tuple[int, int]) -> None:
    report = crowded(half_report()).model_copy(update={"layout": layout})
    async with open_wizard(report, section="timeline", size=size) as wizard:
        names, ends = (re.split(r" +(?=[A-Z]|no )", line.strip()) for line in figures(wizard))
        assert len(names) == len(ends) == len(wizard.app.session.layout.metrics)
        assert all(re.fullmatch(r"no [a-z]+(?: time)?|\d\d:\d\d to \d\d:\d\d", end) for end in ends)


async def test_where_ends_do_not_fit_the_figures_stand_alone(open_wizard: OpenWizard) -> None:
    report = full_report().model_copy(update={"layout": "signoff"})
    async with open_wizard(report, section="timeline", size=(60, 18)) as wizard:
        assert [line.strip() for line in figures(wizard)] == [
            "Detect 3 min  Acknowledge 5 min  Mitigate 25 min",
            "Resolve 1 h 10 min",
        ]


async def test_where_figures_do_not_fit_what_they_lack_is_said_once(open_wizard: OpenWizard) -> None:
    report = crowded(half_report()).model_copy(update={"layout": "review"})
    async with open_wizard(report, section="timeline", size=(60, 18)) as wizard:
        assert "no detected  no acknowledged  no diagnosed\n   no mitigated  no resolved" in wizard.text


def figures(wizard: Wizard) -> list[str]:
    """Return the two lines of figures."""
    first = next(number for number, line in enumerate(wizard.lines) if "Detect" in line)
    return wizard.lines[first : first + 2]


@pytest.mark.parametrize("zone", [None, "America/Argentina/Buenos_Aires"])
async def test_the_step_is_told_whole_however_long_the_rest(open_wizard: OpenWizard, zone: str | None) -> None:
    async with open_wizard(replaced(full_report(), "metadata.zone", zone), section="timeline") as wizard:
        assert "Step 3 of 10  Timeline  " in wizard.lines[1]
        assert "13 of 13 events, times in " in wizard.lines[1]


@pytest.mark.parametrize("section", [section.id for section in SECTIONS])
async def test_a_narrow_terminal_tells_the_step_whole(open_wizard: OpenWizard, section: str) -> None:
    async with open_wizard(full_report(), section=section, size=(60, 18)) as wizard:
        title = next(one.title for one in SECTIONS if one.id == section)
        assert f"of 10  {title}  " in wizard.lines[0]
        assert wizard.lines[0].endswith("SEV1  In review")


async def test_the_empty_timeline_shows_its_line_in_the_smallest_terminal(open_wizard: OpenWizard) -> None:
    async with open_wizard(section="timeline", size=(60, 16)) as wizard:
        assert "No events yet" in wizard.text
        assert any(line.startswith(" > [") for line in wizard.lines)


async def test_a_deleted_event_comes_back(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="timeline") as wizard:
        before = wizard.report.timeline
        await wizard.press("up", "d")
        assert len(wizard.report.timeline) == 1
        await wizard.press("u")
        assert wizard.report.timeline == before


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("Alert payments_5xx fired, on-call paged", "detected"),
        ("On-call acked and joined the call", "acknowledged"),
        ("Incident declared, SEV2", "declared"),
        ("Root cause identified: a regular expression", "diagnosed"),
        ("Rolled back to 4811", "mitigated"),
        ("Traffic back to normal", "recovered"),
        ("All clear given", "resolved"),
        ("Incident closed", "closed"),
        ("Looked at the dashboards", None),
    ],
)
def test_moments_are_proposed_from_words(words: str, moment: str | None) -> None:
    assert moment_at(words, NOW, (), {}) == moment


def test_a_moment_already_taken_is_not_proposed() -> None:
    assert moment_at("Alert fired", NOW, {"detected"}, {}) is None


PARIS = replaced(half_report(), "metadata.zone", "Europe/Paris")


TYPED_TIMES = [
    *[
        (typed, "20 13:45")
        for typed in ("1345", "13:45", "13.45", "13h45", "1:45pm", "1.45 PM", "T13:45Z", "14:45 CET")
    ],
    *[(typed, "20 13:45") for typed in ("about 13:45", "~1345", "20 Nov 13:45", "2026-11-20T13:45Z", "13:45 friday")],
    *[
        ("9:5", "20 09:05"),
        ("905", "20 09:05"),
        ("0945", "20 09:45"),
        ("13:45:10", "20 13:45:10"),
        ("noon", "20 12:00"),
    ],
    *[("+5", "20 14:14"), ("+5m", "20 14:14"), ("-10", "20 13:59"), ("", "20 14:09"), ("now", "21 09:00")],
    *[("1795182300", "20 13:45"), ("1795182300000", "20 13:45"), ("0010", "21 00:10"), ("24:00", "21 00:00")],
]


async def test_a_time_typed_into_the_line_is_stored_as_its_echo_said(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="timeline") as wizard:
        before = wizard.report
        for typed, stored in TYPED_TIMES:
            await wizard.type(typed)
            assert not typed or f"{stored[3:]} UTC" in wizard.lines[-3], typed
            assert wizard.report.timeline == before.timeline
            await wizard.send("enter", *"Something", "enter")
            (event,) = (one for one in wizard.report.timeline if one.event == "Something")
            assert f"{event.at:%d %H:%M:%S}".removesuffix(":00") == stored, typed
            assert bool(event.approximate) == typed.startswith(("about", "~"))
            wizard.app.session.draft.replace(before, "as before")
            wizard.app.frame.show_draft()  # type: ignore[union-attr]


async def test_what_is_no_time_is_told_while_it_is_typed(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="timeline") as wizard:
        for typed in ("2575", "13:75", "quarter past"):
            await wizard.press("ctrl+u")
            await wizard.type(typed)
            assert wizard.lines[-3].strip() == "not a time yet"
            await wizard.send("enter", *"Something", "enter")
            assert f"Time {typed} is not a time. Use 24-hour time such as 1345" in wizard.text
            assert wizard.report.drafts["timeline.new.at"] == typed
            assert len(wizard.report.timeline) == 2


async def test_an_unclear_time_is_settled_with_one_key_when_it_is_entered(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="timeline") as wizard:
        await wizard.type("14:45 IST")
        await wizard.press("enter", "2")
        await wizard.type("Support was called")
        await wizard.press("enter")
        assert told(wizard.report)[-1] == ("20 14:45", "Support was called", None)


async def test_an_unclear_time_typed_ahead_is_asked_about_when_the_event_is_added(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="timeline") as wizard:
        await wizard.send(*"14:45 IST", "enter", *"Support was called", "enter")
        assert len(wizard.report.timeline) == 2
        assert "1  Fri 20 Nov 2026 09:15 UTC" in wizard.text
        await wizard.press("1")
        assert told(wizard.report)[0] == ("20 09:15", "Support was called", None)
        assert wizard.report.drafts.keys() == {"metadata.postmortem_date"}


async def test_a_time_typed_with_the_words_goes_into_its_field(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="timeline") as wizard:
        await wizard.type("15:39 alert fired")
        await wizard.press("enter")
        assert wizard.app.focused.path == "timeline.event"  # type: ignore[union-attr]
        assert "= 15:39 UTC, 1 h 30 min after the last event. Enter adds it" in wizard.text
        await wizard.type(" twice")
        await wizard.press("enter")
        assert told(wizard.report)[-1] == ("20 15:39", "alert fired twice", "detected")


async def test_a_number_with_words_is_asked_about(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="timeline") as wizard:
        await wizard.type("500 errors on checkout")
        await wizard.press("enter")
        assert "1  Fri 20 Nov 2026 05:00 UTC: errors on checkout" in wizard.text
        assert "2  The time of the event above: 500 errors on checkout" in wizard.text
        await wizard.press("2", "enter")
        assert told(wizard.report)[-1] == ("20 14:09", "500 errors on checkout", None)


@pytest.mark.parametrize(
    ("digit", "row"),
    [("1", ("20 15:39", "alert fired", "detected")), ("2", ("20 14:09", "15:39 alert fired", "detected"))],
)
async def test_a_time_among_the_words_is_asked_about(
    open_wizard: OpenWizard, digit: str, row: tuple[str, str, str]
) -> None:
    async with open_wizard(half_report(), section="timeline") as wizard:
        await wizard.press("enter")
        await wizard.type("15:39 alert fired")
        await wizard.press("enter", digit)
        assert told(wizard.report)[-1] == row


def two_days() -> Report:
    """Return a report whose events lie on both sides of midnight."""
    start = datetime(2026, 11, 20, 22, 30, tzinfo=UTC)
    rows = [Event(at=start + timedelta(minutes=30 * number), event=f"Step {number}") for number in range(30)]
    return with_ids(with_rows(Report(layout="sre"), "timeline", tuple(rows)))


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (160, 45)])
async def test_a_row_names_the_day_wherever_it_changes(open_wizard: OpenWizard, size: tuple[int, int]) -> None:
    async with open_wizard(two_days(), section="timeline", size=size) as wizard:
        await wizard.press("up", "home")
        # The first of each line: what stands further right is the pane that comes with a pause.
        found = (re.search(r"\w{3} 2[01] Nov 2026|\d\d:\d\d(?= .*Step \d)", line) for line in wizard.lines)
        rows = [match[0] for match in found if match]
        assert rows[:6] == ["Fri 20 Nov 2026", "22:30", "23:00", "23:30", "Sat 21 Nov 2026", "00:00"]
        await wizard.press("down", "down", "down")
        assert wizard.app.screen.events.position == 3  # type: ignore[attr-defined]
        assert any("> " in line and "00:00" in line and "Step 3" in line for line in wizard.lines)


async def test_the_days_follow_the_zone(open_wizard: OpenWizard) -> None:
    async with open_wizard(replaced(two_days(), "metadata.zone", "Europe/Paris"), section="timeline") as wizard:
        assert "Time (Europe/Paris)" in wizard.text
        await wizard.press("up", "home")
        shown = [line.strip() for line in wizard.lines[4:9]]
        assert [line.split()[0] for line in shown] == ["Fri", ">", "Sat", "00:00", "00:30"]
        assert "Time on Fri 20 Nov" in wizard.text


async def test_the_incident_s_own_day_is_not_named(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="timeline") as wizard:
        assert "Nov 2026" not in wizard.text


async def test_an_event_from_elsewhere_leaves_cursor_and_text_where_they_are(open_wizard: OpenWizard) -> None:
    async with open_wizard(two_days(), section="timeline") as wizard:
        await wizard.type("0010")
        await wizard.press("up", "up", "up")
        before = next(line for line in wizard.lines if line.startswith(" >"))
        height = wizard.lines.index(before)
        early = Event(id="T77", at=datetime(2026, 11, 20, 21, 0, tzinfo=UTC), event="From another wizard")
        wizard.app.session.draft.bring_in(
            lambda report: in_time_order(with_rows(report, "timeline", (*report.timeline, early)))
        )
        wizard.app.frame.show_draft()  # type: ignore[union-attr]
        await wizard.pilot.pause()
        assert wizard.report.timeline[0].id == "T77"
        assert wizard.lines[height] == before
        assert "[0010" in wizard.text


async def test_an_edited_event_that_is_removed_elsewhere_can_be_added_again(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="timeline") as wizard:
        await wizard.press("up", "enter", "tab")
        await wizard.type(", and stayed there")
        wizard.app.session.draft.bring_in(lambda report: with_rows(report, "timeline", report.timeline[:1]))
        wizard.app.frame.show_draft()  # type: ignore[union-attr]
        await wizard.pilot.pause()
        await wizard.press("enter")
        assert told(wizard.report)[-1][1] == "Error rate back under 0.1%, and stayed there"


async def test_a_figure_of_a_person_is_marked_as_reported(open_wizard: OpenWizard) -> None:
    report = replaced(full_report(), "response.time_to_detect", "about 3 minutes")
    async with open_wizard(report, section="timeline", size=(160, 45)) as wizard:
        assert "Detect    about 3 minutes, as reported" in wizard.text
        assert "Respond   2 min, 13:45 detected to 13:47 acknowledged" in wizard.text
    async with open_wizard(report, section="timeline") as wizard:
        assert "Detect about 3 minutes" in figures(wizard)[0]
        assert "as reported" in figures(wizard)[1]


async def test_the_picture_stands_where_no_event_needs_its_lines(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="timeline") as wizard:
        assert "s started 13:42  v recovered 14:09" in wizard.text
    async with open_wizard(crowded(half_report()), section="timeline") as wizard:
        assert "s started" not in wizard.text
        assert any(line.startswith("   Detect") for line in wizard.lines)
    async with open_wizard(crowded(half_report()), section="timeline", size=(160, 45)) as wizard:
        assert "s started 13:42  v recovered 14:09" in wizard.text


async def test_stretches_without_an_event_stand_beside_the_form(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="timeline", size=(160, 45)) as wizard:
        await wizard.pause()
        assert "Gaps worth a question" in wizard.text
        assert "13:42 to 14:09 UTC" in wizard.text


async def test_the_list_says_what_its_letters_do(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="timeline", size=(80, 24)) as wizard:
        await wizard.press("up")
        assert "t and a letter sets a moment, J and K move among equal times, u undoes" in wizard.text
        await wizard.press("escape")
        assert "Empty: same time as above" in wizard.text
