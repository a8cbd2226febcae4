"""Nothing typed into the wizard is lost: signals, lost terminals, files that cannot be written, other programs."""

from __future__ import annotations

import resource
import shutil
import signal
import stat
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pmwizard.model.parts.timeline import Event
from pmwizard.model.paths import with_row
from pmwizard.store.files.lock import alone_in
from pmwizard.store.files.read import load
from pmwizard.store.files.save import ChangedOnDiskError, save
from tests.terminal.conftest import StartWizard
from tests.terminal.harness import CTRL_N, ENTER, TAB
from tests.terminal.soak import Soak
from tests.terminal.wizard import FIRST_LINE, Home, Wizard, holds, keys

LONG = 30.0
"""Patience where a save is tried anew every five seconds."""


def hang_up(wizard: Wizard) -> None:
    """Closes the window."""
    wizard.hang_up()


def ended_by(number: int) -> object:
    """Returns what sends a signal."""
    return lambda wizard: wizard.kill(number)


ENDS = [(ended_by(signal.SIGHUP), 129), (ended_by(signal.SIGTERM), 143), (hang_up, 129)]
ENDS_IDS = ["SIGHUP", "SIGTERM", "the window closed"]


@pytest.mark.parametrize(("end", "status"), ENDS, ids=ENDS_IDS)
def test_an_end_from_outside_saves_the_field_and_the_line_being_typed(
    start_wizard: StartWizard, home: Home, end: object, status: int
) -> None:
    path = home.write()
    wizard = start_wizard("edit", path.stem, "--section", "timeline", mark="Time (")
    before = wizard.modes()
    wizard.send(keys("2025-11-21 1345", ENTER, "Alert fi"))
    wizard.wait_for("Alert fi")
    mark = wizard.received
    assert callable(end)
    end(wizard)
    assert wizard.wait() == status
    found = load(path).report
    assert found.drafts == {"timeline.new.at": "2025-11-21 1345", "timeline.new.event": "Alert fi"}
    if end is not hang_up:
        assert wizard.modes() != before
        wizard.wait_for_bytes(b"\x1b[?1049l", mark)
    again = start_wizard("edit", path.stem, "--section", "timeline", mark="Alert fi")
    again.send(keys(TAB, "red", ENTER))
    again.wait_for("13:45")
    again.send(CTRL_N)
    again.wait_for("Step 4 of 10")
    again.send("The push")
    again.wait_for("The push")
    end(again)
    assert again.wait() == status
    found = load(path).report
    assert [one.event for one in found.timeline] == ["Alert fired"]
    assert found.root_cause.what_happened == "The push"
    assert not found.drafts


def test_an_end_from_outside_saves_while_another_program_never_lets_go_of_the_folder(
    start_wizard: StartWizard, home: Home
) -> None:
    path = home.write()
    wizard = start_wizard("edit", path.stem, "--section", "impact", mark="What did users see?")
    with alone_in(home.reports, LONG) as is_alone:
        assert is_alone
        wizard.type("Checkout failed")
        wizard.kill(signal.SIGHUP)
        assert wizard.wait() == 129
        assert home.report.impact.user_facing == "Checkout failed"


def test_killed_at_any_instant_the_file_is_whole_and_at_most_a_second_behind(tmp_path: Path) -> None:
    soak = Soak(tmp_path, seed=20251121)
    for _ in range(4):
        kill = soak.kill_once()
        assert not kill.problem
        # The soak measures on a machine that does nothing else; here other tests run beside it.
        assert kill.lag <= 2.0 + kill.hiccup


def test_a_report_removed_while_it_is_open_is_there_again_with_the_next_word(
    start_wizard: StartWizard, home: Home
) -> None:
    path = home.write()
    wizard = start_wizard("edit", path.stem, "--section", "metadata")
    path.unlink()
    wizard.type(" again")
    wizard.wait_until(path.exists, what="the file")
    wizard.quit()
    assert home.report.metadata.title == "Payments down again"


def folder_removed(reports: Path) -> object:
    """Takes the folder away and returns how to bring it back."""
    shutil.rmtree(reports)
    return reports.mkdir


def folder_replaced(reports: Path) -> object:
    """Puts a file where the folder was and returns how to undo that."""
    kept = reports.with_name("kept")
    reports.rename(kept)
    reports.write_text("no folder")

    def undo() -> None:
        reports.unlink()
        kept.rename(reports)

    return undo


def report_only_readable(reports: Path) -> object:
    """Takes the right to write from the file and returns how to give it back."""
    (path,) = reports.glob("*.toml")
    path.chmod(0o444)
    return lambda: path.chmod(0o644)


@pytest.mark.parametrize(
    ("obstacle", "words"),
    [
        (folder_removed, "Not saved: the folder"),
        (folder_replaced, "is not a folder"),
        (report_only_readable, "can only be read"),
    ],
    ids=["the folder is gone", "a file in its place", "only readable"],
)
def test_what_cannot_be_saved_is_told_rescued_and_saved_once_it_can_be(
    start_wizard: StartWizard, home: Home, obstacle: object, words: str
) -> None:
    path = home.write()
    wizard = start_wizard("edit", path.stem, "--section", "impact", mark="What did users see?", size=(160, 30))
    assert callable(obstacle)
    clear = obstacle(home.reports)
    wizard.type("Checkout failed")
    wizard.wait_for(words)
    wizard.wait_for("Your text is still here.")
    (copy,) = home.state.rglob(path.name)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert load(copy).report.impact.user_facing == "Checkout failed"
    wizard.type(" for cards")
    clear()
    wizard.wait_until(lambda: holds(path, "for cards"), LONG, "the text in the file")
    wizard.wait_for("Saved ")
    assert not list(home.state.rglob(path.name))
    wizard.quit()
    assert home.report.impact.user_facing == "Checkout failed for cards"


def test_leaving_while_it_cannot_be_saved_tells_where_the_copy_is(start_wizard: StartWizard, home: Home) -> None:
    path = home.write()
    wizard = start_wizard("edit", path.stem, "--section", "impact", mark="What did users see?")
    shutil.rmtree(home.reports)
    wizard.type("Checkout failed")
    wizard.quit(status=1)
    (copy,) = home.state.rglob(path.name)
    told = wizard.words_after_screen().replace("\r\n", "")
    assert "Not saved: the folder" in told
    assert str(copy) in told
    assert load(copy).report.impact.user_facing == "Checkout failed"


def test_what_was_rescued_is_offered_and_taken_up_the_next_time(start_wizard: StartWizard, home: Home) -> None:
    path = home.write()
    before = path.read_bytes()
    wizard = start_wizard("edit", path.stem, "--section", "impact", mark="What did users see?")
    shutil.rmtree(home.reports)
    wizard.type("Checkout failed")
    wizard.quit(status=1)
    home.reports.mkdir()
    path.write_bytes(before)
    again = start_wizard("edit", path.stem, "--section", "impact", mark="Unsaved work found")
    again.send("r")
    again.wait_until_saved(path, "Checkout failed")
    again.quit()
    assert path.with_name(f"{path.name}.bak").read_bytes() == before
    assert not list(home.state.rglob("*.toml"))


def test_a_report_that_could_never_be_saved_is_listed_and_taken_up(start_wizard: StartWizard, home: Home) -> None:
    wizard = start_wizard("new", mark=FIRST_LINE)
    home.reports.write_text("no folder")
    wizard.type("Checkout failed")
    wizard.quit(status=1)
    home.reports.unlink()
    home.reports.mkdir()
    listed = start_wizard("list", mark="could never be saved")
    assert listed.wait() == 0
    again = start_wizard(mark="Unsaved work found")
    again.wait_for("never written")
    again.send("r")
    again.wait_for("Checkout failed")
    again.quit()
    assert home.report.metadata.title == "Checkout failed"


def test_a_disk_that_takes_no_more_cuts_nothing(start_wizard: StartWizard, home: Home) -> None:
    path = home.write()
    before = path.read_bytes()
    wizard = start_wizard("edit", path.stem, "--section", "impact", mark="What did users see?", size=(160, 30))
    limits = resource.prlimit(wizard.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(wizard.process.pid, resource.RLIMIT_FSIZE, (100, limits[1]))
    wizard.type("Checkout failed")
    wizard.wait_for("Not saved: the file would be larger than the system lets it be.")
    assert path.read_bytes() == before
    assert [one.name for one in home.reports.iterdir() if one.suffix == ".tmp"] == []
    resource.prlimit(wizard.process.pid, resource.RLIMIT_FSIZE, limits)
    wizard.send("!")
    wizard.wait_until_saved(path, "Checkout failed!")
    wizard.wait_for("Saved ")
    wizard.quit()


BEGUN = {
    "layout": "sre",
    "metadata": {"title": "Payments down", "incident_id": "INC-1"},
    "timeline": [{"id": "T1", "at": datetime(2025, 11, 21, 13, 42, tzinfo=UTC), "event": "Impact began"}],
}


def add_event(path: Path, text: str) -> None:
    """Adds an event to a report as another program would."""
    while True:
        stored = load(path)
        event = Event(at=datetime(2025, 11, 21, 14, 0, tzinfo=UTC), event=text)
        with suppress(ChangedOnDiskError):
            save(path, with_row(stored.report, "timeline", event), stored)
            return


def test_two_wizards_and_another_program_on_one_report_lose_no_line(start_wizard: StartWizard, home: Home) -> None:
    path = home.write(BEGUN, "INC-1")
    one = start_wizard("edit", "INC-1", "--section", "timeline", mark="Impact began", size=(90, 50))
    two = start_wizard("edit", "INC-1", "--section", "timeline", mark="Impact began", size=(90, 50))
    three = start_wizard("edit", "INC-1", "--section", "impact", mark="What did users see?")
    for number in range(1, 6):
        one.send(keys(f"134{number}", ENTER, f"one saw {number}", ENTER))
        two.send(keys(f"135{number}", ENTER, f"two saw {number}", ENTER))
        three.send(f"line {number}\r")
        add_event(path, f"a script saw {number}")
        one.wait_for(f"one saw {number}")
        two.wait_for(f"two saw {number}")
        three.wait_for(f"line {number}")
        add_event(path, f"another saw {number}")
        wizard = (one, two, three)[number % 3]
        wizard.wait_until_saved(path, f"line {number}", f"one saw {number}", f"two saw {number}")
    for wizard in (one, two, three):
        wizard.quit()
    lines = sorted(f"{who} saw {number}" for who in ("one", "two", "a script", "another") for number in range(1, 6))
    assert sorted(row.event or "" for row in home.report.timeline) == sorted(["Impact began", *lines])
    assert home.report.impact.user_facing == "\n".join(f"line {number}" for number in range(1, 6))


def test_what_came_in_from_disk_is_told_and_shown(start_wizard: StartWizard, home: Home) -> None:
    path = home.write(BEGUN, "INC-1")
    wizard = start_wizard("edit", "INC-1", "--section", "timeline", mark="Impact began")
    add_event(path, "A script saw it")
    wizard.send(keys("1350", ENTER, "Half a li"))
    wizard.wait_for("Merged from disk: Timeline")
    wizard.wait_for("A script saw it")
    wizard.wait_for("Half a li")
    wizard.send(keys("ne", ENTER))
    wizard.wait_for("13:50")
    wizard.quit()
    assert [row.event for row in home.report.timeline] == ["Impact began", "Half a line", "A script saw it"]


def test_two_half_typed_lines_are_each_their_own_to_the_end(start_wizard: StartWizard, home: Home) -> None:
    path = home.write(BEGUN, "INC-1")
    one = start_wizard("edit", "INC-1", "--section", "timeline", mark="Impact began")
    two = start_wizard("edit", "INC-1", "--section", "timeline", mark="Impact began")
    one.send(keys("1350", ENTER, "one sa"))
    one.wait_until_saved(path, "one sa")
    two.send(keys("1355", ENTER, "two sa"))
    two.wait_until_saved(path, "two sa")
    add_event(path, "A script saw it")
    for wizard in (one, two):
        wizard.wait_for("A script saw it")
    assert "two sa" not in one.text()
    assert "one sa" not in two.text()
    two.send(keys("w it", ENTER))
    two.wait_until_saved(path, "two saw it")
    one.wait_for("two saw it")
    one.kill(signal.SIGHUP)
    assert one.wait() == 129
    assert home.report.drafts == {"timeline.new.at": "1350", "timeline.new.event": "one sa"}
    two.quit()
    assert [row.event for row in home.report.timeline] == ["Impact began", "two saw it", "A script saw it"]
    assert home.report.drafts == {"timeline.new.at": "1350", "timeline.new.event": "one sa"}
