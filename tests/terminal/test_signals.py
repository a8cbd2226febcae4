"""Whatever ends the program, what was typed is saved and the terminal is given back."""

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.conftest import StartForm
from tests.terminal.harness import CTRL_Q, Terminal, python

Typed = Callable[[], dict[str, str]]
F8, F9, F10 = b"\x1b[19~", b"\x1b[20~", b"\x1b[21~"


def type_title(terminal: Terminal, text: str = "Payments down") -> None:
    terminal.send(text)
    terminal.wait_for(text)


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGHUP, 129), (signal.SIGINT, 130), (signal.SIGQUIT, 131), (signal.SIGTERM, 143)]
)
def test_a_signal_saves_restores_the_terminal_and_ends(
    start_form: StartForm, typed: Typed, number: int, status: int
) -> None:
    terminal = start_form(wait=False)
    before = terminal.modes()
    terminal.wait_for("First screen")
    assert terminal.modes() != before
    type_title(terminal)
    mark = terminal.received
    terminal.kill(number)
    assert terminal.wait() == status
    assert typed()["title"] == "Payments down"
    assert terminal.modes() == before
    terminal.wait_for_bytes(b"\x1b[?1049l", mark)


def test_keys_still_on_their_way_are_saved_after_a_signal(start_form: StartForm, typed: Typed) -> None:
    terminal = start_form()
    type_title(terminal)
    terminal.send(b"\t" + b"x" * 300)
    terminal.wait_for("xxx")
    terminal.kill()
    assert terminal.wait() == 143
    assert set(typed()["owner"]) == {"x"}


def test_many_signals_end_it_once(start_form: StartForm, typed: Typed) -> None:
    terminal = start_form()
    type_title(terminal)
    for _ in range(5):
        terminal.kill(signal.SIGTERM)
    assert terminal.wait() == 143
    assert typed()["title"] == "Payments down"


def test_a_blocked_program_saves_at_once_and_ends(start_form: StartForm, typed: Typed, state: Path) -> None:
    terminal = start_form(wait=False)
    before = terminal.modes()
    terminal.wait_for("First screen")
    type_title(terminal)
    terminal.send(F8)
    time.sleep(0.3)  # F8 shows nothing; were it still on its way, the test would be the one above
    mark = terminal.received
    terminal.kill()
    terminal.wait_until(state.exists)
    assert typed()["title"] == "Payments down"
    assert terminal.wait() == 143
    assert terminal.modes() == before
    terminal.wait_for_bytes(b"\x1b[?1049l", mark)


def test_a_terminal_that_nobody_reads_does_not_hold_up_the_end(
    start_form: StartForm, typed: Typed, state: Path
) -> None:
    terminal = start_form(wait=False)
    before = terminal.modes()
    terminal.wait_for("First screen")
    type_title(terminal, "begun ")
    with terminal.stalled():
        terminal.send(b"\x0e\x1bOR" * 60)  # a new screen each time: more bytes than the line takes
        terminal.send(b"ended" + F10)
        terminal.wait_until(lambda: state.exists() and "ended" in state.read_text(), what="saving while stalled")
        state.unlink()
        terminal.kill()
        assert terminal.wait() == 143
    assert typed()["title"] == "begun ended"
    assert terminal.modes() == before


@pytest.mark.parametrize("ignored", [False, True], ids=["heard", "SIGHUP ignored by the parent"])
def test_a_closed_window_saves_and_ends(start_form: StartForm, typed: Typed, ignored: bool) -> None:
    def ignore() -> None:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)

    terminal = start_form(before=ignore if ignored else None)
    type_title(terminal)
    terminal.hang_up()
    assert terminal.wait() == 129
    assert typed()["title"] == "Payments down"


def test_the_end_of_input_saves_and_ends(start_form: StartForm, typed: Typed, tmp_path: Path) -> None:
    terminal = Terminal(
        ["sh", "-c", f"printf abc | '{sys.executable}' -m tests.terminal.programs.form {tmp_path / 'state.json'}"]
    )
    with terminal:
        assert terminal.wait() == 129
    assert typed() is not None


def test_a_stray_continue_signal_does_no_harm(start_form: StartForm, typed: Typed) -> None:
    terminal = start_form(wait=False)
    before = terminal.modes()
    terminal.wait_for("First screen")
    for _ in range(3):
        terminal.kill(signal.SIGCONT)
    type_title(terminal, "every key arrives once")
    terminal.send(CTRL_Q)
    assert terminal.wait() == 0
    assert typed()["title"] == "every key arrives once"
    assert terminal.modes() == before


@pytest.mark.parametrize("stop", [signal.SIGTSTP, signal.SIGSTOP], ids=["SIGTSTP", "SIGSTOP"])
def test_stopping_and_going_on_in_a_shell(tmp_path: Path, typed: Typed, stop: int) -> None:
    program = " ".join(python("tests.terminal.programs.form", str(tmp_path / "state.json")))
    shell = ["bash", "--norc", "--noprofile", "-i"]
    with Terminal(shell, environment={"PS1": "prompt> ", "HISTFILE": ""}) as terminal:
        terminal.wait_for("prompt>")
        terminal.send("stty -a | md5sum; echo fir''st\r")
        terminal.wait_for("\nfirst")
        terminal.send(f"exec 3>&1; {program} & echo $! > {tmp_path}/pid; fg\r")
        terminal.wait_for("First screen")
        type_title(terminal, "before")
        terminal.wait_until_still()
        picture = terminal.cells()
        os.kill(int((tmp_path / "pid").read_text()), stop)
        terminal.wait_for("Stopped")
        mark = terminal.received
        terminal.send("echo in the sh''ell; fg\r")
        terminal.wait_for_bytes(b"in the shell", mark)
        terminal.wait_until(lambda: terminal.cells() == picture, what="the picture as before")
        type_title(terminal, " after")
        terminal.send(CTRL_Q)
        terminal.wait_for("The end.")
        assert typed()["title"] == "before after"
        mark = terminal.received
        terminal.send("stty -a | md5sum; echo la''st\r")
        terminal.wait_for_bytes(b"\nlast", mark)
        sums = [line.split()[0] for line in terminal.bytes_since().decode().splitlines() if line.endswith("  -")]
        assert sums[0] == sums[-1]


def test_a_bug_is_told_in_words_and_described_without_what_was_typed(
    start_form: StartForm, typed: Typed, state: Path
) -> None:
    terminal = start_form(wait=False)
    before = terminal.modes()
    terminal.wait_for("First screen")
    type_title(terminal, "the secret of the house")
    mark = terminal.received
    terminal.send(F9)
    assert terminal.wait() == 1
    terminal.wait_for_bytes(b"The form hit a bug and closed. What you typed is saved.", mark)
    shown = terminal.bytes_since(mark)
    assert b"Traceback" not in shown
    assert b"secret" not in shown
    assert typed()["title"] == "the secret of the house"
    written = state.with_suffix(".crash").read_text()
    assert "builtins.RuntimeError" in written
    assert "form.py" in written
    assert "action_bug" in written
    assert "secret" not in written
    assert terminal.modes() == before


def test_an_interrupt_typed_in_another_program_is_that_programs_alone(start_form: StartForm, typed: Typed) -> None:
    terminal = start_form()
    type_title(terminal)
    terminal.send(b"\x1b[15~")
    terminal.wait_for("NO_COLOR")
    mark = terminal.received
    terminal.send(b"\x03")
    terminal.wait_for_bytes(b"First screen", mark)
    type_title(terminal, " again")
    terminal.send(CTRL_Q)
    assert terminal.wait() == 0
    assert typed()["title"] == "Payments down again"
