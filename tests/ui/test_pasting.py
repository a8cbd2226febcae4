"""Blocks pasted into the timeline, by keys."""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from textual import events

from pmwizard.draft.pasted import PastedBlock
from pmwizard.intake.reader import ReadingStoppedError
from pmwizard.limits import MOST_LINES_READ_AT_ONCE
from pmwizard.model.paths import replaced, value_at
from pmwizard.ui.fields.text import TextEditor
from tests.ui.conftest import OpenWizard, Wizard, key_event
from tests.ui.reports import half_report

BLOCKS = Path(__file__).parent.parent / "data" / "pasted"
ELEVEN = (BLOCKS / "eleven_lines.txt").read_text(encoding="utf-8")
SECOND_DAY = "23:50 - Watched it\n00:10 - Back to normal"


def told(wizard: Wizard) -> list[tuple[str, str | None]]:
    """Return day, time and words of each event."""
    return [(f"{one.at:%d %H:%M}" if one.at else "", one.event) for one in wizard.report.timeline]


@pytest.mark.parametrize("tabs", [0, 1], ids=["time", "what"])
async def test_eleven_lines_are_added_with_one_key_and_taken_back_with_one(open_wizard: OpenWizard, tabs: int) -> None:
    async with open_wizard(section="timeline") as wizard:
        await wizard.press(*["tab"] * tabs)
        await wizard.paste(ELEVEN)
        assert "11 events found" in wizard.text
        assert "Enter Add all   Esc Cancel   Space Leave out   v Several" in wizard.text
        await wizard.press("enter")
        assert [words for _, words in told(wizard)] == [line[8:] for line in ELEVEN.splitlines()]
        assert wizard.report.timeline[0].moment == "started"
        assert "11 events added. Ctrl+Z takes them back" in wizard.text
        assert "Detect 3 min" in wizard.text
        await wizard.press("ctrl+z")
        assert wizard.report.timeline == ()
        await wizard.press("ctrl+y")
        assert len(wizard.report.timeline) == 11


async def test_lines_that_the_terminal_types_are_a_paste_as_well(open_wizard: OpenWizard) -> None:
    async with open_wizard(section="timeline") as wizard:
        await wizard.send(*(letter if letter != "\n" else "enter" for letter in ELEVEN))
        async with asyncio.timeout(30):
            while "11 events found" not in wizard.text:
                await wizard.pilot.pause(0.05)
        await wizard.press("enter")
        assert len(wizard.report.timeline) == 11
        assert wizard.report.drafts == {}
        await wizard.press("ctrl+z")
        assert wizard.report.timeline == ()


async def test_events_typed_ahead_are_events(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="timeline") as wizard:
        await wizard.send(*"1412", "enter", *"Saw it", "enter", *"1415", "enter", *"Wrote it down", "enter")
        assert told(wizard)[2:] == [("20 14:12", "Saw it"), ("20 14:15", "Wrote it down")]


async def test_esc_adds_nothing_and_leaves_what_was_typed(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="timeline") as wizard:
        before = wizard.report.timeline
        await wizard.type("1412")
        await wizard.press("enter")
        await wizard.type("Something se")
        await wizard.paste(ELEVEN)
        await wizard.press("escape")
        await wizard.type("en")
        assert wizard.report.timeline == before
        assert "[1412" in wizard.text
        assert "[Something seen" in wizard.text


async def test_the_day_assumed_is_told_and_changed(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="timeline") as wizard:
        await wizard.paste(SECOND_DAY)
        assert "Day assumed: 20 Nov 2026, from the report. d changes it" in wizard.text
        assert "Sat 21 Nov 2026" in wizard.text
        await wizard.press("d")
        await wizard.type("someday")
        await wizard.press("enter")
        assert "someday is not a date" in wizard.text
        await wizard.press("d")
        await wizard.type("13 nov")
        await wizard.press("enter")
        assert "Day: 13 Nov 2026, as entered" in wizard.text
        await wizard.press("enter")
        assert told(wizard)[:2] == [("13 23:50", "Watched it"), ("14 00:10", "Back to normal")]


async def test_what_has_two_readings_is_asked_in_one_key_each(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="timeline") as wizard:
        await wizard.paste("13:45 CST - Alert fired\n13:50 CST - Acked\n03/11/2026 14:00 UTC - Looked back")
        assert "CST names several zones. Which one?" in wizard.text
        await wizard.press("enter")
        assert "Press 1 to 3 first" in wizard.text
        assert len(wizard.report.timeline) == 2
        await wizard.press("1")
        assert "03/11/2026 could be 3 Nov 2026 or 11 Mar 2026. Which one?" in wizard.text
        assert "1 3 Nov 2026   2 11 Mar 2026   0 not known" in wizard.text
        await wizard.press("1", "enter")
        assert told(wizard)[0] == ("03 14:00", "Looked back")
        assert told(wizard)[-2:] == [("20 19:45", "Alert fired"), ("20 19:50", "Acked")]


async def test_lines_without_a_time_and_times_not_understood_are_shown(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="timeline") as wizard:
        await wizard.paste((BLOCKS / "notes.txt").read_text(encoding="utf-8"))
        assert "8 events found, 1 line without a time joins the line above" in wizard.text
        assert "Kept without a time, before the first time: Timeline of the night" in wizard.text
        assert "Time not understood, kept without one: 25:75 - nobody wrote this down" in wizard.text
        await wizard.press("w")
        assert "8 events found, 1 left out" in wizard.text
        assert "Enter Add 7" in wizard.text
        assert "Left out, before the first time: Timeline of the night" in wizard.text
        await wizard.press("enter")
        words = [words for _, words in told(wizard)]
        assert "Timeline of the night" not in words
        assert "25:75 - nobody wrote this down" in words


async def test_what_is_no_event_is_listed_below_the_rows(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="timeline") as wizard:
        await wizard.paste((BLOCKS / "slack_desktop.txt").read_text(encoding="utf-8"))
        assert "All days are given in the block" in wizard.text
        await wizard.press("end")
        assert "Saturday, November 22nd" in wizard.text
        assert "Last reply today at 2:15 PM" in wizard.text


async def test_what_is_there_already_is_not_added_again(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="timeline") as wizard:
        await wizard.paste(SECOND_DAY)
        await wizard.press("enter")
        await wizard.paste(f"{SECOND_DAY}\n00:20 - All clear given")
        assert "1 event found" in wizard.text
        assert "2 are in the timeline already and not added again" in wizard.text
        await wizard.press("enter")
        assert len(wizard.report.timeline) == 5


async def test_a_paste_without_times_into_the_words_is_words(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="timeline") as wizard:
        await wizard.type("1412")
        await wizard.press("enter")
        await wizard.type("It said: ")
        await wizard.paste("upstream gone\n  twice")
        await wizard.press("enter")
        assert told(wizard)[-1] == ("20 14:12", "It said: upstream gone twice")
        await wizard.type("1415")
        await wizard.press("enter")
        await wizard.paste("13:45 - this is one line")
        assert "found" not in wizard.text
        await wizard.press("enter")
        assert told(wizard)[-1] == ("20 14:15", "13:45 - this is one line")


async def test_a_paste_over_the_rows_is_one_into_the_timeline(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="timeline") as wizard:
        await wizard.press("up")
        await wizard.paste("13:50 - One line is enough here")
        assert "1 event found" in wizard.text
        await wizard.press("enter")
        assert told(wizard)[1] == ("20 13:50", "One line is enough here")
        assert "1 event added. Ctrl+Z takes it back" in wizard.text


async def test_times_are_read_and_shown_in_the_zone_of_the_report(open_wizard: OpenWizard) -> None:
    report = replaced(half_report(), "metadata.zone", "Europe/Paris")
    async with open_wizard(report, section="timeline") as wizard:
        await wizard.paste("15:20 - Looked\n14:25 UTC - Saw it")
        assert "15:20" in wizard.text
        assert "15:25" in wizard.text
        assert "Times without a zone as Europe/Paris: the report's zone" in wizard.text
        await wizard.press("enter")
        assert told(wizard)[-2:] == [("20 14:20", "Looked"), ("20 14:25", "Saw it")]


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (160, 45)])
async def test_the_preview_fits_the_terminal(open_wizard: OpenWizard, size: tuple[int, int]) -> None:
    async with open_wizard(half_report(), section="timeline", size=size) as wizard:
        await wizard.paste((BLOCKS / "notes.txt").read_text(encoding="utf-8").replace("0010 -", "13:45 CST -"))
        assert "Times without a zone could be in CST" in wizard.text
        assert "0 not known" in wizard.text
        assert "1-2 Answer   Esc Cancel" in wizard.text
        await wizard.press("2")
        assert "CST names several zones. Which one?" in wizard.text
        assert "0 not known" in wizard.text
        assert "1-3 Answer   Esc Cancel" in wizard.text
        assert any("23:40" in line for line in wizard.lines)
        await wizard.press("3")
        assert "Enter Add all   Esc Cancel" in wizard.text
        assert any("23:40" in line for line in wizard.lines)


async def test_a_long_block_is_read_while_keys_go_on_working(open_wizard: OpenWizard) -> None:
    lines = [
        f"{14 + n // 360:02}:{n // 6 % 60:02}:{n % 6 * 10:02} Step {n}" for n in range(MOST_LINES_READ_AT_ONCE + 1)
    ]
    async with open_wizard(half_report(), section="timeline") as wizard:
        await wizard.paste("\n".join(lines))
        assert "Esc Cancel" in wizard.text
        await wizard.finish_work()
        assert f"{MOST_LINES_READ_AT_ONCE + 1} events found" in wizard.text
        await wizard.press("end", "enter")
        assert len(wizard.report.timeline) == MOST_LINES_READ_AT_ONCE + 3
        await wizard.press("ctrl+z")
        assert len(wizard.report.timeline) == 2


async def test_a_line_without_a_time_does_not_wait_for_an_answer(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="timeline") as wizard:
        await wizard.paste("Night shift\n13:45 CST - Alert fired")
        assert re.search(r"no time +Night shift", wizard.text)
        assert re.search(r"[?] +13:45 CST - Alert fired", wizard.text)


# What is assumed, changed for all rows at once


async def test_the_zone_assumed_is_told_and_changed_for_all_rows(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="timeline") as wizard:
        await wizard.paste(ELEVEN)
        assert "Times as UTC: nothing in the text says so. z changes it" in wizard.text
        await wizard.press("z")
        await wizard.type("nowhere at all")
        await wizard.press("enter")
        assert "nowhere at all" in wizard.text
        assert "is not known here" in wizard.text
        await wizard.press("z")
        await wizard.type("Pacific")
        await wizard.press("enter")
        assert "Times as America/Los_Angeles: as entered. z changes it" in wizard.text
        await wizard.press("enter")
        assert told(wizard)[2][0] == "20 21:42"
        assert told(wizard)[-1][0] == "20 22:30"


async def test_times_that_all_name_their_zone_are_not_asked_about(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="timeline") as wizard:
        await wizard.paste("2026-11-20T13:45:00Z Alert fired\n2026-11-20T13:47:00Z Acked")
        assert "Each time names its zone" in wizard.text
        await wizard.press("z", "d")
        assert "changes it" not in wizard.text
        await wizard.press("enter")
        assert len(wizard.report.timeline) == 4


# Rows that are left out


async def test_space_leaves_a_row_out_and_steps_on(open_wizard: OpenWizard) -> None:
    async with open_wizard(section="timeline") as wizard:
        await wizard.paste(ELEVEN)
        await wizard.press("space", "space", "down", "space")
        assert "11 events found, 3 left out" in wizard.text
        assert "Enter Add 8" in wizard.text
        assert re.search(r"  - 13:42 +Errors began", wizard.text)
        await wizard.press("up", "space")
        assert "11 events found, 2 left out" in wizard.text
        await wizard.press("enter")
        assert [when for when, _ in told(wizard)] == [f"20 {line[:5]}" for line in ELEVEN.splitlines()[2:]]
        assert "9 events added" in wizard.text


async def test_a_moment_goes_to_the_next_row_when_the_first_is_left_out(open_wizard: OpenWizard) -> None:
    async with open_wizard(section="timeline") as wizard:
        await wizard.paste("13:45 Alert fired\n13:46 Second alert fired")
        await wizard.press("space")
        assert re.search(r"13:46 +detected", wizard.text)
        await wizard.press("enter")
        assert [event.moment for event in wizard.report.timeline] == ["detected"]


@pytest.mark.parametrize(
    ("keys", "left_out"),
    [
        (("v", "down", "down", "space"), [0, 1, 2]),
        (("down", "shift+down", "shift+down", "space"), [1, 2, 3]),
        (("end", "shift+up", "space"), [9, 10]),
        (("down", "v", "end", "space"), [*range(1, 11)]),
        (("down", "down", "a"), [0, 1, 2]),
        (("down", "down", "b"), [*range(2, 11)]),
        (("b", "down", "a"), [*range(2, 11)]),
        (("v", "down", "escape"), []),
        (("v", "down", "v", "down", "space"), [2]),
        (("space", "up", "v", "down", "down", "space"), []),
    ],
)
async def test_a_run_of_rows_is_left_out_at_once(
    open_wizard: OpenWizard, keys: tuple[str, ...], left_out: list[int]
) -> None:
    lines = ELEVEN.splitlines()
    async with open_wizard(section="timeline") as wizard:
        await wizard.paste(ELEVEN)
        await wizard.press(*keys)
        if len(left_out) < len(lines):
            await wizard.press("enter")
        expected = [line[8:] for place, line in enumerate(lines) if place not in left_out]
        assert [words for _, words in told(wizard)] == expected


async def test_rows_stay_left_out_when_the_block_is_read_anew(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="timeline") as wizard:
        await wizard.paste("2026-11-20 13:45 Alert\n2026-11-20 09:00 UTC - Nightly job\n2026-11-20 13:50 Acked")
        await wizard.press("home", "space")
        assert re.search(r"- 09:00 +Nightly job", wizard.text)
        await wizard.press("z")
        await wizard.type("Asia/Tokyo")
        await wizard.press("enter")
        assert re.search(r"- 09:00 +Nightly job", wizard.text)
        await wizard.press("enter")
        assert [words for _, words in told(wizard)][:2] == ["Alert", "Acked"]


# A block without times


NO_TIMES = "Dana says that it fell over\nLee asks why\n\nnobody knows\nthey look"


async def test_a_block_without_times_says_so_and_is_added_or_left(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="timeline") as wizard:
        await wizard.type("14")
        await wizard.paste(NO_TIMES)
        assert "No times found in 4 lines" in wizard.text
        await wizard.press("escape")
        assert len(wizard.report.timeline) == 2
        assert "[14 " in wizard.text
        await wizard.paste(NO_TIMES)
        await wizard.press("down", "space", "enter")
        lines = [line for line in NO_TIMES.splitlines() if line]
        assert [event.event for event in wizard.report.timeline if not event.at] == [lines[0], *lines[2:]]


async def test_a_block_without_times_goes_into_the_words_by_one_key(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="timeline") as wizard:
        await wizard.type("1412")
        await wizard.paste(NO_TIMES)
        await wizard.press("p", "enter")
        assert told(wizard)[-1] == ("20 14:12", " ".join(NO_TIMES.split()))
        assert wizard.report.drafts == half_report().drafts


# What stands in the preview is kept


async def test_a_block_is_kept_until_it_is_added_and_is_no_step_of_undo(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="timeline") as wizard:
        await wizard.paste(ELEVEN)
        assert wizard.report.drafts["timeline.pasted.new.text"] == ELEVEN.strip()
        await wizard.press("space")
        assert "[[0, 0]]" in wizard.report.drafts["timeline.pasted.new.settled"]
        await wizard.press("enter")
        assert wizard.report.drafts == half_report().drafts
        assert len(wizard.report.timeline) == 12
        await wizard.press("ctrl+z")
        assert wizard.report.drafts == half_report().drafts
        assert len(wizard.report.timeline) == 2
        await wizard.paste(ELEVEN)
        await wizard.press("escape", "ctrl+z")
        assert wizard.report.drafts == half_report().drafts


async def test_a_block_that_was_neither_added_nor_left_is_shown_again(open_wizard: OpenWizard) -> None:
    block = PastedBlock("13:45 a\n13:46 b\n13:47 c", date(2026, 11, 13), "Asia/Tokyo", left_out=frozenset({1}))
    report = half_report().model_copy(update={"drafts": block.texts})
    async with open_wizard(report, section="timeline") as wizard:
        assert "3 events found, 1 left out" in wizard.text
        assert "Day: 13 Nov 2026, as entered. d changes it" in wizard.text
        await wizard.press("enter")
        assert told(wizard)[:2] == [("13 04:45", "a"), ("13 04:47", "c")]
        assert wizard.report.drafts == {}


# A bug in reading loses nothing

UNREADABLE = "This text could not be read: p puts it into the words, Esc leaves it"


@pytest.fixture
def crashes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder of the details of bugs."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state" / "pmwizard" / "crashes"


@pytest.fixture
def broken_reading(monkeypatch: pytest.MonkeyPatch, crashes: Path) -> Path:
    """Every reading of a block fails as a bug would; the folder of its details."""

    def failing(*_: object, **__: object) -> None:
        raise OverflowError("date value out of range")

    for name in ("preview.read_block", "offer.read_block", "offer.has_several_events"):
        monkeypatch.setattr(f"pmwizard.ui.pasting.{name}", failing)
    return crashes


LONG = "\n".join(["13:45 a"] * (MOST_LINES_READ_AT_ONCE + 1))


@pytest.mark.parametrize("tabs", [0, 1], ids=["time", "what"])
@pytest.mark.parametrize("block", ["13:45 a\n13:46 b", LONG], ids=["short", "long"])
async def test_a_block_that_brings_up_a_bug_is_kept_and_told(
    open_wizard: OpenWizard, broken_reading: Path, block: str, tabs: int
) -> None:
    async with open_wizard(half_report(), section="timeline") as wizard:
        await wizard.press(*["tab"] * tabs)
        await wizard.paste(block)
        assert UNREADABLE in wizard.text
        assert "Details without your text: " in wizard.text
        (details,) = broken_reading.iterdir()
        assert "OverflowError" in details.read_text()
        assert "13:45" not in details.read_text()
        assert "Esc Cancel   p Into the words" in wizard.text
        assert wizard.report.drafts["timeline.pasted.new.text"] == block
        await wizard.press("enter", "space", "v", "d", "z", "x", "1")
        assert UNREADABLE in wizard.text
        await wizard.press("escape")
        assert UNREADABLE not in wizard.text
        assert wizard.report == half_report()
        await wizard.paste("13:45 a\n13:46 b")
        await wizard.press("p")
        assert "[13:45 a 13:46 b" in wizard.text
        assert "timeline.pasted.new.text" not in wizard.report.drafts
        await wizard.press("ctrl+u")
        await wizard.type("goes on")
        assert "goes on" in wizard.text


@pytest.mark.usefixtures("broken_reading")
async def test_a_report_that_keeps_an_unreadable_block_opens(open_wizard: OpenWizard) -> None:
    report = half_report().model_copy(update={"drafts": PastedBlock("13:45 a\n13:46 b").texts})
    async with open_wizard(report, section="timeline") as wizard:
        assert UNREADABLE in wizard.text
        await wizard.press("p")
        assert "[13:45 a 13:46 b" in wizard.text
    async with open_wizard(report, section="timeline") as wizard:
        await wizard.press("escape")
        assert wizard.report.drafts == {}


@pytest.mark.usefixtures("broken_reading")
async def test_lines_that_the_terminal_types_are_kept_where_they_bring_up_a_bug(open_wizard: OpenWizard) -> None:
    async with open_wizard(section="timeline") as wizard:
        await wizard.send(*(letter if letter != "\n" else "enter" for letter in ELEVEN))
        async with asyncio.timeout(30):
            while UNREADABLE not in wizard.text:
                await wizard.pilot.pause(0.05)
        assert wizard.report.drafts["timeline.pasted.new.text"].strip() == ELEVEN.strip()


@pytest.mark.usefixtures("crashes")
async def test_a_bug_in_showing_the_rows_is_told_too(open_wizard: OpenWizard, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> None:
        raise OverflowError("date value out of range")

    async with open_wizard(half_report(), section="timeline") as wizard:
        with monkeypatch.context() as patched:
            patched.setattr("pmwizard.ui.pasting.preview.rows_of", failing)
            await wizard.paste(ELEVEN)
            assert UNREADABLE in wizard.text
            await wizard.press("escape")
        await wizard.paste(ELEVEN)
        assert "11 events found" in wizard.text
        monkeypatch.setattr("pmwizard.ui.pasting.preview.about", failing)
        await wizard.press("space")
        assert UNREADABLE in wizard.text
        await wizard.press("enter")
        assert len(wizard.report.timeline) == 2
        assert wizard.report.drafts["timeline.pasted.new.text"] == ELEVEN.strip()


# Text stays text


async def to_note(wizard: Wizard) -> None:
    """Edit the first event, and put the cursor in its note."""
    await wizard.press("up", "home", "enter")
    for _ in range(6):
        if getattr(wizard.app.focused, "path", "") == "timeline.notes":
            return
        await wizard.press("tab")
    raise AssertionError(wizard.text)


async def test_a_log_in_a_note_is_text_and_keeps_its_lines(open_wizard: OpenWizard) -> None:
    log = "13:45:00 ERROR timeout\n13:45:01 ERROR timeout\n  at Payments.charge"
    async with open_wizard(half_report(), section="timeline") as wizard:
        await to_note(wizard)
        await wizard.paste(log)
        assert "found" not in wizard.text
        await wizard.press("enter")
        assert wizard.report.timeline[0].notes == log
        await to_note(wizard)
        await wizard.press("end")
        await wizard.type("!")
        await wizard.press("enter")
        assert wizard.report.timeline[0].notes == f"{log}!"
        await to_note(wizard)
        await wizard.press("shift+tab")
        await wizard.type("Lee")
        await wizard.press("enter")
        assert (wizard.report.timeline[0].who, wizard.report.timeline[0].notes) == ("Lee", f"{log}!")


async def test_a_line_end_in_a_note_can_be_deleted(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="timeline") as wizard:
        await to_note(wizard)
        await wizard.paste("one\ntwo")
        await wizard.press("home", "right", "right", "right", "delete", "enter")
        assert wizard.report.timeline[0].notes == "onetwo"


async def test_a_block_with_times_in_who_is_offered_and_one_without_is_a_name(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="timeline") as wizard:
        await to_note(wizard)
        await wizard.press("shift+tab")
        await wizard.paste("Dana\nLee")
        await wizard.press("enter")
        assert wizard.report.timeline[0].who == "Dana Lee"


@pytest.mark.parametrize("section", ["response", "impact"])
async def test_a_log_in_another_section_is_text(open_wizard: OpenWizard, section: str) -> None:
    async with open_wizard(half_report(), section=section) as wizard:
        for _ in range(30):
            if isinstance(wizard.app.focused, TextEditor):
                break
            await wizard.press("tab")
        assert isinstance(wizard.app.focused, TextEditor)
        path = wizard.app.focused.path
        await wizard.paste(ELEVEN)
        assert "events found" not in wizard.text
        assert ELEVEN.strip() in value_at(wizard.report, path)
        await wizard.type("more")
        assert ELEVEN.strip() in value_at(wizard.report, path)
        assert value_at(wizard.report, path).endswith("more")


# Long blocks


async def test_a_long_block_says_how_far_it_is_read_and_esc_ends_that(
    open_wizard: OpenWizard, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on, stopped = threading.Event(), threading.Event()

    def slow(text: str, context: object, settings: object, goes_on: Callable[[float], bool] = lambda _: True) -> None:
        goes_on(0.42)
        may_go_on.wait(20)
        if not goes_on(0.5):
            stopped.set()
            raise ReadingStoppedError

    monkeypatch.setattr("pmwizard.ui.pasting.preview.read_block", slow)
    async with open_wizard(half_report(), section="timeline") as wizard:
        wizard.app.post_message(
            events.Paste("\n".join(f"13:{n % 60:02} x" for n in range(MOST_LINES_READ_AT_ONCE + 1)))
        )
        async with asyncio.timeout(20):
            while "42%" not in wizard.text:
                await wizard.pilot.pause(0.05)
            wizard.app.post_message(key_event("escape"))
            while "Reading" in wizard.text:
                await wizard.pilot.pause(0.05)
            may_go_on.set()
            while not stopped.is_set():
                await wizard.pilot.pause(0.05)
        assert len(wizard.report.timeline) == 2
        assert "timeline.pasted.new.text" not in wizard.report.drafts


async def test_what_is_no_event_can_be_scrolled_to_however_much_it_is(open_wizard: OpenWizard) -> None:
    headings = "\n".join(f"## Heading {number}\n" for number in range(60))
    async with open_wizard(half_report(), section="timeline") as wizard:
        await wizard.paste(f"13:45 Alert fired\n{headings}")
        await wizard.press("end")
        assert "Heading 59" in wizard.text
        await wizard.press("space")
        assert "left out" not in wizard.text
