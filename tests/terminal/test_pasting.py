"""Blocks pasted into the timeline of the real program."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from tests.terminal.conftest import StartWizard
from tests.terminal.harness import ENTER, ESCAPE, F4, TAB, UP, paste
from tests.terminal.wizard import Home, keys

BLOCKS = Path(__file__).parent.parent / "data" / "pasted"
ELEVEN = (BLOCKS / "eleven_lines.txt").read_text(encoding="utf-8")
CHAT = (BLOCKS / "slack_desktop.txt").read_text(encoding="utf-8")
UNDO = b"\x1a"


def told(home: Home) -> list[tuple[str, str | None]]:
    """Return time and words of each event in the file."""
    return [(f"{one.at:%H:%M}" if one.at else "", one.event) for one in home.report.timeline]


def test_a_marked_paste_is_shown_added_and_taken_back(start_wizard: StartWizard, home: Home) -> None:
    path = home.write()
    wizard = start_wizard("edit", path.stem, "--section", "timeline", mark="No events yet")
    wizard.send(paste(ELEVEN))
    wizard.wait_for("11 events found")
    wizard.send(ENTER)
    wizard.wait_for("11 events added. Ctrl+Z takes them back")
    wizard.wait_until_saved(path, 'event = "Incident closed"')
    expected = [(line[:5], line[8:]) for line in ELEVEN.splitlines()]
    assert told(home) == expected
    wizard.send(UNDO)
    wizard.wait_for("No events yet")
    wizard.quit()
    assert home.report.timeline == ()


@pytest.mark.parametrize(("block", "count", "end"), [(ELEVEN, 11, "\r"), (CHAT, 7, "\r\n")], ids=["lines", "chat"])
def test_a_paste_that_the_terminal_types_is_shown_as_well(
    start_wizard: StartWizard, home: Home, block: str, count: int, end: str
) -> None:
    path = home.write()
    wizard = start_wizard("edit", path.stem, "--section", "timeline", mark="No events yet")
    wizard.send(block.replace("\n", end))
    wizard.wait_for("Add all")
    assert f"{count} events found" in wizard.text()
    wizard.send(ENTER)
    wizard.wait_for(f"{count} events added")
    wizard.quit()
    assert len(home.report.timeline) == count
    assert home.report.drafts == {}


@pytest.mark.parametrize("end", ["\x1b[106;5u", "\x1b[27;5;106~", "\x1b[13;1u"])
def test_line_ends_that_a_terminal_encodes_as_keys_are_line_ends(
    start_wizard: StartWizard, home: Home, end: str
) -> None:
    path = home.write()
    wizard = start_wizard("edit", path.stem, "--section", "timeline", mark="No events yet")
    wizard.send(paste(f"13:45 Alert{end}13:47 Acked"))
    wizard.wait_for("2 events found")
    wizard.send(ENTER)
    wizard.wait_for("2 events added")
    wizard.quit()
    assert told(home) == [("13:45", "Alert"), ("13:47", "Acked")]


def test_a_paste_that_is_left_leaves_what_was_typed(start_wizard: StartWizard, home: Home) -> None:
    path = home.write()
    wizard = start_wizard("edit", path.stem, "--section", "timeline", mark="No events yet")
    wizard.type("about 1345")
    wizard.send(paste(ELEVEN))
    wizard.wait_for("11 events found")
    wizard.send(ESCAPE)
    wizard.wait_for("[about 1345")
    wizard.quit()
    assert home.report.timeline == ()
    assert home.report.drafts == {"timeline.new.at": "about 1345"}


def test_a_block_in_its_preview_outlives_a_kill_and_is_offered_again(start_wizard: StartWizard, home: Home) -> None:
    path = home.write()
    wizard = start_wizard("edit", path.stem, "--section", "timeline", mark="No events yet")
    wizard.send(paste(ELEVEN))
    wizard.wait_for("11 events found")
    wizard.send(b"  ")
    wizard.wait_for("2 left out")
    wizard.wait_until_saved(path, "Incident closed", "[[0, 1]]")
    wizard.kill(signal.SIGKILL)
    wizard.wait()
    again = start_wizard("edit", path.stem, mark="11 events found, 2 left out")
    again.send(ENTER)
    again.wait_for("9 events added")
    again.quit()
    assert [words for _, words in told(home)] == [line[8:] for line in ELEVEN.splitlines()[2:]]
    assert home.report.drafts == {}


def test_a_block_in_its_preview_outlives_the_terminal(start_wizard: StartWizard, home: Home) -> None:
    path = home.write()
    wizard = start_wizard("edit", path.stem, "--section", "timeline", mark="No events yet")
    wizard.send(paste(ELEVEN))
    wizard.wait_for("11 events found")
    wizard.hang_up()
    wizard.wait()
    assert ELEVEN.strip() in home.report.drafts.values()


def test_the_lines_of_a_note_stay_lines_in_an_editor_of_ones_own(
    start_wizard: StartWizard, home: Home, tmp_path: Path
) -> None:
    path = home.write()
    script = tmp_path / "editor.py"
    script.write_text("import sys\nopen(sys.argv[1], 'a').write('\\nfrom the editor\\n')", encoding="utf-8")
    visual = {"VISUAL": f"{sys.executable} {script}"}
    wizard = start_wizard("edit", path.stem, "--section", "timeline", mark="No events yet", environment=visual)
    wizard.send(keys("1345", ENTER, "Alert fired", ENTER))
    wizard.wait_until_saved(path, "Alert fired")
    wizard.send(keys(UP, ENTER, TAB, TAB, TAB))
    wizard.wait_for("A number or detail that shows it")
    wizard.send(paste("13:45:00 ERROR\n13:45:01 ERROR"))
    wizard.wait_for("13:45:01 ERROR")
    wizard.send(F4)
    wizard.wait_for("from the editor")
    wizard.send(ENTER)
    wizard.wait_until_saved(path, "from the editor")
    wizard.quit()
    (event,) = home.report.timeline
    assert event.notes == "13:45:00 ERROR\n13:45:01 ERROR\nfrom the editor"
