"""Other terminals and none, the person's own editor, and a bug, around the real program."""

from __future__ import annotations

import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal.conftest import StartWizard
from tests.terminal.harness import CTRL_S, ESCAPE, F1, F4, Terminal, python
from tests.terminal.wizard import Home, keys

LINUX_F1, CTRL_G = b"\x1b[11~", b"\x07"
COLOURED = re.compile(rb"\x1b\[[0-9;]*(?:3[0-7]|4[0-7]|9[0-7]|10[0-7]|[34]8;[25];[0-9;]+)[0-9;]*m")
SURROUNDINGS = {
    "NO_COLOR": {"NO_COLOR": "1"},
    "linux": {"TERM": "linux"},
    "screen": {"TERM": "screen-256color"},
    "vt100 without a locale": {"TERM": "vt100", "LC_ALL": None},
    "LC_ALL=C": {"LC_ALL": "C"},
    "a locale of one byte": {"LC_ALL": "en_US.ISO-8859-1", "PYTHONIOENCODING": "latin-1"},
}
"""Environments by name."""


@pytest.mark.parametrize("name", SURROUNDINGS)
def test_in_any_terminal_text_is_typed_helped_and_saved(start_wizard: StartWizard, home: Home, name: str) -> None:
    wizard = start_wizard("new", environment=SURROUNDINGS[name])
    # Where the locale has no UTF-8, likenesses are shown; the report keeps what was typed.
    shown = "Gruse, naive" if name == "a locale of one byte" else "Grüße, naïve"
    before_help = f"[{shown}"
    wizard.send("Grüße, naïve")
    wizard.wait_for(before_help)
    for key in (F1, LINUX_F1, CTRL_G):
        wizard.send(key)
        wizard.wait_for("Help")
        wizard.wait_until(lambda: before_help not in wizard.text(), what="the help in front")
        wizard.send(ESCAPE)
        wizard.wait_for(before_help)
    wizard.send(keys(ESCAPE, "1", " team"))
    wizard.wait_for(f"{shown} team")
    wizard.quit()
    assert home.report.metadata.title == "Grüße, naïve team"
    assert "\\u" not in wizard.text()
    assert b"\\u2" not in wizard.bytes_since()


def shades(data: bytes) -> set[tuple[str, ...]]:
    """Returns the colours that are set: three numbers each, or one of a palette."""
    found = re.findall(rb"[34]8;(?:2;(\d+);(\d+);(\d+)|5;(\d+))", data)
    return {tuple(part.decode() for part in one if part) for one in found}


def test_without_colour_only_shades_of_grey_are_drawn(start_wizard: StartWizard) -> None:
    wizard = start_wizard("new", environment={"NO_COLOR": "1"})
    wizard.send("Payments down\r2\t2575\x0e")
    wizard.wait_until_still(0.6)
    grey = {("0",), ("7",), ("8",), ("15",), ("16",), ("231",), *((str(number),) for number in range(232, 256))}
    assert {shade for shade in shades(wizard.bytes_since()) if len(shade) == 1} <= grey
    assert all(len(set(shade)) == 1 for shade in shades(wizard.bytes_since()))
    assert not re.search(rb"\x1b\[(?:[0-9;]*;)?(?:3[1-6]|4[1-6]|9[1-6]|10[1-6])m", wizard.bytes_since())


def test_with_colour_there_is_colour(start_wizard: StartWizard) -> None:
    wizard = start_wizard("new", environment={"NO_COLOR": ""})
    wizard.send("Payments down\r2\t2575\x0e")
    wizard.wait_until_still(0.6)
    assert COLOURED.search(wizard.bytes_since())


@pytest.mark.parametrize("command", [[], ["new"], ["demo"], ["edit", "INC-2025-11-21-001"]], ids="_".join)
def test_a_terminal_that_cannot_show_screens_is_told_in_a_sentence(home: Home, command: list[str]) -> None:
    home.write()
    environment = {**home.environment, "TERM": "dumb"}
    with Terminal(python("pmwizard", *command), environment=environment, folder=home.root, size=(160, 24)) as terminal:
        assert terminal.wait() == 2
        terminal.wait_for("needs a terminal that can address its screen, and TERM is dumb")
        assert b"\x1b" not in terminal.bytes_since()


@pytest.mark.parametrize(
    ("redirection", "name"), [("2>/dev/null", "stderr"), ("<&-", "stdin"), (">/dev/null", "stdout")]
)
def test_a_stream_that_is_no_terminal_is_named(home: Home, tmp_path: Path, redirection: str, name: str) -> None:
    told = tmp_path / "told"
    script = f"{sys.executable} -m pmwizard new {redirection}; echo status $?"
    if name == "stderr":
        script = script.replace("/dev/null", str(told))
    with Terminal(["sh", "-c", script], environment=home.environment, folder=home.root) as terminal:
        terminal.wait_for("status 2")
        assert terminal.wait() == 0
        words = told.read_text() if told.exists() else terminal.text()
    assert f"new needs a terminal, and {name} is not one" in words
    assert not home.reports.exists()


COMMANDS = [
    [],
    ["new"],
    ["new", "--no-input"],
    ["edit", "INC-2025-11-21-001"],
    ["demo"],
    ["demo", "--no-input"],
    ["list"],
    ["show", "INC-2025-11-21-001"],
    ["export", "INC-2025-11-21-001"],
    ["check", "INC-2025-11-21-001"],
    ["layouts"],
    ["layouts", "sre"],
    ["schema"],
    ["completion", "bash"],
    ["--help"],
    ["--version"],
]


def test_without_a_terminal_every_command_ends_without_an_escape(home: Home) -> None:
    home.write()
    environment = {name: value for name, value in home.environment.items() if value} | {"PATH": "/usr/bin:/bin"}
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "pmwizard", *command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
            env=environment,
        )
        for command in COMMANDS
    ]
    for command, process in zip(COMMANDS, running, strict=True):
        out, told = process.communicate(timeout=60)
        assert process.returncode in {0, 2}, (command, told)
        assert b"\x1b" not in out + told, command
        assert b"Traceback" not in told, command
        assert bool(process.returncode) == (b"needs a terminal" in told), command


def editor(home: Home, name: str, script: str) -> str:
    """Writes a small editor into the home, under a path with a blank, and returns the command."""
    path = home.root / "my tools" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}")
    path.chmod(0o755)
    return f"'{path}' --wait"


def test_a_text_is_written_in_the_persons_own_editor(start_wizard: StartWizard, home: Home) -> None:
    path = home.write()
    writes = 'printf "%s" "$1 NO_COLOR=[$NO_COLOR] $(stat -c %a "$2")" >> "$2"\nprintf "in the editor "; read line\n'
    wizard = start_wizard(
        "edit",
        path.stem,
        "--section",
        "impact",
        mark="What did users see?",
        environment={"EDITOR": editor(home, "append", writes), "NO_COLOR": ""},
    )
    wizard.type("Checkout failed")
    wizard.wait_until_still(0.6)
    mark = wizard.received
    wizard.send(F4)
    wizard.wait_for("in the editor")
    wizard.wait_until_saved(path, "Checkout failed")
    assert b"\x1b[?1049l" in wizard.bytes_since(mark)
    wizard.send("\r")
    wizard.wait_for("Checkout failed--wait NO_COLOR=[] 600")
    assert list(home.temporary.iterdir()) == []
    wizard.send("!")
    wizard.wait_for("600!")
    wizard.quit()
    assert home.report.impact.user_facing == "Checkout failed--wait NO_COLOR=[] 600!"


def test_an_editor_that_fails_leaves_the_text(start_wizard: StartWizard, home: Home) -> None:
    path = home.write()
    breaks = 'echo broken > "$2"; exit 3\n'
    wizard = start_wizard(
        "edit",
        path.stem,
        "--section",
        "impact",
        mark="What did users see?",
        environment={"EDITOR": editor(home, "fail", breaks)},
    )
    wizard.type("Checkout failed")
    wizard.send(F4)
    wizard.wait_for("ended with status 3")
    wizard.send("!")
    wizard.wait_for("Checkout failed!")
    wizard.quit()
    assert home.report.impact.user_facing == "Checkout failed!"
    assert list(home.temporary.iterdir()) == []


@pytest.mark.parametrize("whole", ["", "1"], ids=["as usual", "on plain Textual"])
def test_a_bug_is_told_in_a_sentence_with_everything_saved(start_wizard: StartWizard, home: Home, whole: str) -> None:
    path = home.write()
    wizard = start_wizard(
        "edit",
        path.stem,
        "--section",
        "metadata",
        module="tests.terminal.programs.crashing",
        mark="",
        environment={"PMWIZARD_FULL_REPAINT": whole},
    )
    before = wizard.modes()
    wizard.wait_for("What broke and who noticed")
    wizard.send(keys(" at Acme Ltd", CTRL_S))
    assert wizard.wait() == 1
    told = wizard.words_after_screen()
    assert re.search(r"pmwizard hit a bug and closed\. Your report is saved \(\d\d:\d\d:\d\d\)\. ", told)
    assert "Details without your text: " in told
    assert told.count(f"Continue with: pmwizard edit {path.stem}") == 1
    assert not any(word in told for word in ("Traceback", "Acme", "Payments", "ActionError(", 'File "'))
    (details,) = (home.state / "pmwizard" / "crashes").iterdir()
    assert stat.S_IMODE(details.stat().st_mode) == 0o600
    written = details.read_text()
    assert "ActionError" in written
    assert "crashing.py" in written
    assert "Acme" not in written
    assert "Payments" not in written
    assert home.report.metadata.title == "Payments down at Acme Ltd"
    assert wizard.modes() == before
