"""Ends of the wizard that could lose a text: no room anywhere, an editor that is killed, a bug in a dialog."""

from __future__ import annotations

import resource
import signal
from pathlib import Path

import pytest

from tests.terminal.conftest import StartWizard
from tests.terminal.harness import CTRL_C, CTRL_O, CTRL_Q, F1, F4, paste
from tests.terminal.test_wizard_surroundings import editor
from tests.terminal.wizard import Home, Wizard, keys

F12 = b"\x1b[24~"
IMPACT = "What did users see?"


def on_impact(start_wizard: StartWizard, path: Path, **options: object) -> Wizard:
    """Opens a report at a field of many lines."""
    return start_wizard("edit", path.stem, "--section", "impact", mark=IMPACT, **options)


def test_leaving_asks_where_the_text_would_be_lost(start_wizard: StartWizard, home: Home) -> None:
    path = home.write()
    wizard = on_impact(start_wizard, path)
    limits = resource.prlimit(wizard.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(wizard.process.pid, resource.RLIMIT_FSIZE, (0, limits[1]))
    wizard.type("Checkout failed")
    wizard.wait_for("Not saved: ")
    wizard.send(CTRL_Q + CTRL_Q)
    wizard.wait_for("Your text is only on this screen")
    wizard.send("s")
    wizard.wait_until(lambda: "only on this screen" not in wizard.text(), what="the text alone")
    wizard.send("!")
    wizard.wait_for("Checkout failed!")
    wizard.send(CTRL_Q)
    wizard.wait_for("Your text is only on this screen")
    resource.prlimit(wizard.process.pid, resource.RLIMIT_FSIZE, limits)
    wizard.quit()
    assert home.report.impact.user_facing == "Checkout failed!"


def test_who_leaves_all_the_same_is_told_that_it_is_not_saved(start_wizard: StartWizard, home: Home) -> None:
    path = home.write()
    before = path.read_bytes()
    wizard = on_impact(start_wizard, path)
    resource.prlimit(wizard.process.pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
    wizard.type("Checkout failed")
    wizard.send(CTRL_Q)
    wizard.wait_for("Your text is only on this screen")
    wizard.send("l")
    assert wizard.wait() == 1
    assert "Not saved: " in wizard.words_after_screen()
    assert path.read_bytes() == before


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_signal_ends_it_even_where_nothing_can_be_saved(
    start_wizard: StartWizard, home: Home, number: signal.Signals
) -> None:
    path = home.write()
    before = path.read_bytes()
    wizard = on_impact(start_wizard, path)
    resource.prlimit(wizard.process.pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
    wizard.type("Checkout failed")
    wizard.kill(number)
    assert wizard.wait() == 128 + number
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("script", "told", "leaves"),
    [
        ('echo broken > "$2"; kill -9 $$\n', "signal 9", True),
        ("kill -9 $$\n", "signal 9", False),
        ('rm "$2"\n', "could not", False),
    ],
    ids=["killed after a save", "killed before", "takes the file away"],
)
def test_an_editor_that_is_killed_leaves_the_text(
    start_wizard: StartWizard, home: Home, script: str, told: str, leaves: bool
) -> None:
    path = home.write()
    wizard = on_impact(start_wizard, path, environment={"EDITOR": editor(home, "ed", script)})
    wizard.type("Checkout failed")
    wizard.send(F4)
    wizard.wait_for(told)
    wizard.send("!")
    wizard.wait_for("Checkout failed!")
    wizard.quit()
    assert home.report.impact.user_facing == "Checkout failed!"
    assert [one.read_text() for one in home.temporary.iterdir()] == ["broken\n"] * leaves


def test_an_editor_that_is_not_there_is_told_and_its_name_steers_nothing(start_wizard: StartWizard, home: Home) -> None:
    path = home.write()
    name = "/nowhere/\x1b]0;own\x07ed [@click=app.leave]x[/]"
    wizard = on_impact(start_wizard, path, environment={"EDITOR": name})
    wizard.send(keys("Checkout failed", F4))
    wizard.wait_for("could not be used")
    wizard.quit()
    assert b"\x1b]0;own" not in wizard.bytes_since()
    assert home.report.impact.user_facing == "Checkout failed"


def test_what_an_editor_writes_that_is_no_text_steers_nothing(start_wizard: StartWizard, home: Home) -> None:
    path = home.write()
    writes = "printf 'caf\\351 \\033[2J\\033]0;own\\007' > \"$2\"\n"
    wizard = on_impact(start_wizard, path, environment={"EDITOR": editor(home, "ed", writes)})
    wizard.send(keys("Checkout failed", F4))
    wizard.wait_for("caf")
    wizard.quit()
    assert b"\x1b]0;own" not in wizard.bytes_since()
    assert (home.report.impact.user_facing or "").startswith("caf\ufffd")
    assert list(home.temporary.iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_an_end_from_outside_in_an_editor_loses_nothing(
    start_wizard: StartWizard, home: Home, number: signal.Signals
) -> None:
    path = home.write()
    waits = 'trap "" HUP TERM; echo more >> "$2"; echo in the editor; read line\n'
    wizard = on_impact(start_wizard, path, environment={"EDITOR": editor(home, "ed", waits)})
    wizard.send(keys("Checkout failed", F4))
    wizard.wait_for("in the editor")
    wizard.kill(number)
    assert wizard.wait() == 128 + number
    assert home.report.impact.user_facing == "Checkout failed"
    (left,) = home.temporary.iterdir()
    assert left.read_text() == "Checkout failedmore\n"
    assert left.stat().st_mode & 0o777 == 0o600


def test_an_interrupt_typed_in_an_editor_is_the_editors(start_wizard: StartWizard, home: Home) -> None:
    path = home.write()
    wizard = on_impact(
        start_wizard, path, environment={"EDITOR": editor(home, "ed", "echo in the editor; read line\n")}
    )
    wizard.send(keys("Checkout failed", F4))
    wizard.wait_for("in the editor")
    mark = wizard.received
    wizard.send(CTRL_C)
    wizard.wait_for_bytes(b"\x1b[?1049h", mark)
    wizard.wait_for(IMPACT)
    wizard.send("!")
    wizard.wait_until_saved(path, "Checkout failed!")
    wizard.quit()


@pytest.mark.parametrize("dialog", [CTRL_O, F1, b"\x10"], ids=["a picker", "the help", "the commands"])
def test_a_bug_while_a_dialog_is_open_saves_and_tells(start_wizard: StartWizard, home: Home, dialog: bytes) -> None:
    path = home.write()
    wizard = start_wizard(
        "edit", path.stem, "--section", "metadata", module="tests.terminal.programs.crashing", mark=""
    )
    before = wizard.modes()
    wizard.wait_for("What broke and who noticed")
    wizard.send(keys(" at Acme", dialog))
    wizard.wait_until(lambda: "Esc" in wizard.text() or "Search for" in wizard.text(), what="the dialog")
    wizard.send(F12)
    assert wizard.wait() == 1
    told = wizard.words_after_screen()
    assert "pmwizard hit a bug and closed." in told
    assert "Acme" not in told
    assert "Traceback" not in told
    assert home.report.metadata.title == "Payments down at Acme"
    assert wizard.modes() == before


def test_a_paste_of_more_than_any_answer_takes_is_told_and_keys_go_on(start_wizard: StartWizard, home: Home) -> None:
    path = home.write()
    wizard = on_impact(start_wizard, path)
    wizard.send(paste("word line\n" * 250_000) + b"END")
    wizard.wait_for("Nothing of it was taken")
    wizard.wait_for("END")
    wizard.quit()
    assert home.report.impact.user_facing == "END"
