"""The real program from an empty folder to a saved report, on a terminal."""

from __future__ import annotations

import os
import shlex
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pmwizard.model import Report
from pmwizard.model.paths import value_at
from pmwizard.store.toml import dump
from tests.terminal.conftest import StartWizard
from tests.terminal.harness import CTRL_N, CTRL_Q, CTRL_S, DOWN, ENTER, ESCAPE, LEFT, TAB, UP, Terminal
from tests.terminal.wizard import Home, keys

JOURNEY: list[tuple[str, list[bytes | str]]] = [
    ("Step 1 of 10", ["Payments down", ENTER, "2", ENTER, "2025-11-21 1342", ENTER, "+27", ENTER, "checkout"]),
    ("Step 2 of 10", [CTRL_N, "Checkout failed", ENTER, "for cards", TAB, "9%", TAB, TAB, "38%"]),
    ("Step 3 of 10", [CTRL_N, "1345", ENTER, "Alert fired", ENTER, "+2", ENTER, "Saw the graph", TAB, "dana", ENTER]),
    ("Step 4 of 10", [CTRL_N, "A config push", TAB, "A typing slip"]),
    ("Step 5 of 10", [CTRL_N, ENTER, "Requests timed out", ENTER, "A unit was wrong", ENTER]),
    ("Step 6 of 10", [CTRL_N, " ", "No alert", ENTER, "Nobody looked", ENTER, "It was new", ENTER]),
    ("Step 7 of 10", [CTRL_N, "The rollback", ENTER, ENTER]),
    ("Step 8 of 10", [CTRL_N, "Add the unit", ENTER, "lee", ENTER, "1", ENTER, ENTER, ENTER, ENTER]),
    ("Step 9 of 10", [CTRL_N, "INC-2025-01-01-001", TAB, TAB, "The unit too", TAB, TAB, ENTER]),
    ("Step 10 of 10", [CTRL_N]),
]
"""Every section in the order of Continue: the line that tells its step, and the keys that begin with reaching it."""

TYPED = {
    "metadata.title": "Payments down",
    "metadata.severity": "SEV2",
    "metadata.services_affected": ("checkout",),
    "impact.user_facing": "Checkout failed\nfor cards",
    "impact.users_affected": "9%",
    "impact.error_rate_peak": "38%",
    "root_cause.what_happened": "A config push",
    "root_cause.trigger": "A typing slip",
    "five_whys.problem": "Payments down",
}


def assert_all_is_there(report: Report) -> None:
    """Holds a report to what the journey types."""
    assert {path: value_at(report, path) for path in TYPED} == TYPED
    assert [(f"{one.at:%d %H:%M}", one.event, one.moment, one.who) for one in report.timeline] == [
        ("21 13:42", "Impact began", "started", None),
        ("21 13:45", "Alert fired", "detected", None),
        ("21 13:47", "Saw the graph", None, "dana"),
        ("21 14:09", "Impact over", "recovered", None),
    ]
    assert [one.answer for one in report.five_whys.answers] == ["Requests timed out", "A unit was wrong"]
    (factor,) = report.contributing_factors.factors
    assert (factor.factor, factor.how_contributed, factor.why_existed) == ("No alert", "Nobody looked", "It was new")
    assert [one.text for one in report.lessons.went_well] == ["The rollback"]
    (action,) = report.action_items
    assert (action.action, action.owner, action.priority) == ("Add the unit", "lee", "P1")
    assert action.due is not None
    assert [(one.id, one.similarity) for one in report.related_incidents] == [("INC-2025-01-01-001", "The unit too")]
    assert not report.drafts


def test_times_of_a_report_over_three_days_are_retyped_and_events_left_out(
    start_wizard: StartWizard, home: Home
) -> None:
    started, over, closed = (datetime(2025, 10, 20, 6, 48, tzinfo=UTC) + timedelta(hours=hours) for hours in (0, 9, 28))
    rows = [
        {"id": "T1", "at": started, "event": "Errors begin", "moment": "started"},
        {"id": "T2", "at": over, "event": "All works", "moment": "recovered"},
        {"id": "T3", "at": closed, "event": "Incident closed", "moment": "closed"},
    ]
    path = home.write({"layout": "sre", "metadata": {"zone": "America/Los_Angeles"}, "timeline": rows})
    wizard = start_wizard("edit", str(path), "--section", "timeline", mark="Time (Los Angeles)")
    wizard.send(keys(UP, ENTER, b"\x15", "0410", ENTER, ENTER))
    wizard.wait_for("04:10")
    wizard.send(keys(UP, b"\x1b[H", " ", DOWN, " ", "a", "2355", ENTER, "An old plan", ENTER))
    wizard.wait_for("An old plan")
    wizard.quit()
    report = home.report
    shown = [f"{one.at.astimezone(report.zone):%d %H:%M}" for one in report.timeline if one.at]
    assert shown == ["19 23:48", "20 08:48", "20 23:55", "21 04:10"]
    assert [bool(one.omit) for one in report.timeline] == [True, True, False, False]


def text_of(path: Path, incident_id: str) -> str:
    """Returns what a file holds, less the name of the report."""
    return path.read_text(encoding="utf-8").replace(incident_id, "INC")


def test_a_person_goes_from_an_empty_folder_to_a_report_on_disk(start_wizard: StartWizard, home: Home) -> None:
    ours, shells = os.openpty()
    wizard = start_wizard(mark="", before=lambda: os.dup2(shells, 1))
    before = wizard.modes()
    wizard.wait_for("Step 1 of 10")
    for step, pressed in JOURNEY:
        for part in pressed:
            wizard.send(part)
            if part == CTRL_N:
                wizard.wait_for(step)
        wizard.wait_for(step)
    wizard.wait_for('Before it can be "Approved"')
    assert wizard.modes() != before
    mark = wizard.received
    wizard.quit()
    wizard.wait_for_bytes(b"\x1b[?1049l", mark)
    end = wizard.bytes_since(mark)
    # The picture as it was, the cursor, no marks around pastes, no word of the focus, and keys as any shell reads them.
    assert all(mode in end for mode in (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?2004l", b"\x1b[?1004l", b"\x1b[<u"))
    assert not any(mode in wizard.bytes_since() for mode in (b"\x1b[?1000h", b"\x1b[?1003h", b"\x1b[?1006h"))
    assert wizard.modes() == before
    assert_all_is_there(home.report)
    (path,) = home.files
    told = os.read(ours, 1000).decode().strip()
    assert told == f"Saved {path}. Continue with: pmwizard edit {path.stem}"
    for descriptor in (ours, shells):
        os.close(descriptor)


def test_a_whole_report_in_one_packet_is_the_one_typed_bit_by_bit(start_wizard: StartWizard, home: Home) -> None:
    wizard = start_wizard()
    whole = [part for _, pressed in JOURNEY for part in pressed]
    wizard.send(keys(*whole, CTRL_Q))
    assert wizard.wait() == 0
    assert_all_is_there(home.report)
    (at_once,) = home.files

    slow = start_wizard("new", "--layout", "sre")
    for part in whole:
        mark = slow.received
        slow.send(part)
        slow.wait_until(lambda mark=mark: slow.received > mark, what=f"an answer to {part!r}")  # type: ignore[misc]
    slow.quit()
    (by_bit,) = set(home.files) - {at_once}
    assert text_of(by_bit, by_bit.stem) == text_of(at_once, at_once.stem)


def test_what_is_typed_while_the_program_starts_is_heard(start_wizard: StartWizard, home: Home) -> None:
    wizard = start_wizard("new", mark="")
    wizard.send("Payments down\r2\r2025-11-21 1342\r")
    wizard.wait_for("When users no longer felt it")
    wizard.quit()
    assert home.report.metadata.title == "Payments down"
    assert home.report.metadata.severity == "SEV2"
    assert [one.event for one in home.report.timeline] == ["Impact began"]


def test_how_to_continue_holds_wherever_the_report_is(start_wizard: StartWizard, home: Home, tmp_path: Path) -> None:
    elsewhere = tmp_path / "a folder" / "of its own"
    elsewhere.parent.mkdir()
    wizard = start_wizard("--dir", str(elsewhere), "new", "--title", "Elsewhere", environment={"PMWIZARD_DIR": None})
    wizard.type("!")
    wizard.quit()
    told = wizard.words_after_screen().replace("\r\n", "")
    command = shlex.split(told.rpartition("Continue with: ")[2])
    assert command[0] == "pmwizard"
    again = start_wizard(*command[1:], mark="Elsewhere!", environment={"PMWIZARD_DIR": None})
    again.quit()
    assert len(list(elsewhere.glob("*.toml"))) == 1


def test_leaving_at_once_makes_no_file_and_says_so(start_wizard: StartWizard, home: Home) -> None:
    wizard = start_wizard("new")
    wizard.quit()
    assert "Nothing was entered, so no file was made." in wizard.words_after_screen()
    assert not home.reports.exists()


def test_a_report_opens_at_the_section_asked_for(start_wizard: StartWizard, home: Home) -> None:
    path = home.write()
    before = path.read_bytes()
    wizard = start_wizard("edit", path.stem, "--section", "impact", mark="What did users see?")
    wizard.wait_until(lambda: wizard.cursor() == (4, 4), what="the caret in the first field")
    assert wizard.lines()[4].startswith(" > [")
    assert path.read_bytes() == before
    wizard.send("Checkout failed")
    wizard.wait_until(lambda: wizard.cursor() == (19, 4), what="the caret behind the text")
    wizard.quit()
    assert home.report.impact.user_facing == "Checkout failed"


def test_a_new_report_takes_what_the_command_says(start_wizard: StartWizard, home: Home) -> None:
    wizard = start_wizard("new", "--title", "Orders stuck", "--severity", "SEV1", "--layout", "trading")
    wizard.wait_for("trading  SEV1  Draft")
    wizard.wait_for("[Orders stuck ")
    wizard.send("!")
    wizard.wait_for("Orders stuck!")
    wizard.quit()
    assert home.report.layout == "trading"
    assert home.report.metadata.title == "Orders stuck!"
    assert home.report.metadata.severity == "SEV1"


def test_where_there_are_reports_the_newest_is_shown_as_a_whole(start_wizard: StartWizard, home: Home) -> None:
    home.write({"metadata": {"title": "Older", "incident_id": "INC-2025-11-20-001"}}, "INC-2025-11-20-001")
    home.write({"metadata": {"title": "Newer", "incident_id": "INC-2025-11-21-001"}}, "INC-2025-11-21-001")
    wizard = start_wizard(mark="Newer")
    assert "Incident metadata" in wizard.text()
    assert "2 reports" in wizard.text()
    wizard.send("2")
    wizard.wait_for("Step 2 of 10")
    wizard.quit()


def body(terminal: Terminal) -> tuple[str, ...]:
    """Returns the rows of the step that is shown, as they begin."""
    return tuple(line[:60] for line in terminal.lines())


def test_any_change_of_size_while_typing_keeps_text_and_cursor(start_wizard: StartWizard, home: Home) -> None:
    path = home.write()
    wizard = start_wizard("edit", path.stem, "--section", "impact", mark="What did users see?")
    wizard.send(keys("first line", ENTER, "secnd", LEFT, LEFT))
    wizard.wait_until(lambda: wizard.cursor() == (7, 5), what="the caret in the second line")
    wizard.wait_until_saved(path, "secnd")
    wizard.wait_until_still(0.6)
    at_first = wizard.cells()
    for size, shown in [
        ((160, 45), "Sections"),
        ((60, 18), "secnd"),
        ((50, 12), "needs 60x16"),
        ((80, 24), "secnd"),
    ]:
        wizard.resize(*size)
        wizard.wait_for(shown)
    wizard.wait_until(lambda: wizard.cells() == at_first, what="the picture as it was")
    assert wizard.cursor() == (7, 5)
    for size, letter in [((160, 45), "o"), ((60, 18), "x"), ((50, 12), "y"), ((80, 24), "z")]:
        wizard.resize(*size)
        wizard.send(letter)
    wizard.wait_for("secoxyznd")
    wizard.quit()
    assert home.report.impact.user_facing == "first line\nsecoxyznd"


@pytest.mark.parametrize("key", [ESCAPE, CTRL_S], ids=["Escape", "Ctrl+S"])
def test_no_key_of_habit_leaves_or_changes_anything(start_wizard: StartWizard, home: Home, key: bytes) -> None:
    path = home.write()
    before = dump(home.report)
    wizard = start_wizard("edit", path.stem, "--section", "metadata")
    for _ in range(10):
        mark = wizard.received
        wizard.send(key + LEFT)
        wizard.wait_until(lambda mark=mark: wizard.received > mark)  # type: ignore[misc]
    wizard.quit()
    assert dump(home.report) == before
