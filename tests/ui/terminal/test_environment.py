"""The environment before Textual is imported."""

import io
import subprocess
import sys

import pytest

from pmwizard.terminal.environment import Lacking, lacking, prepare, speaks_utf8


class Tty(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_is_needed_on_input_and_error() -> None:
    tty, file = Tty(), io.StringIO()
    assert lacking(tty, tty, {"TERM": "xterm"}) is None
    assert lacking(tty, tty, {}) is None
    assert lacking(file, tty, {}) is Lacking.TERMINAL
    assert lacking(tty, file, {}) is Lacking.TERMINAL
    assert lacking(None, tty, {}) is Lacking.TERMINAL
    assert lacking(tty, None, {}) is Lacking.TERMINAL


@pytest.mark.parametrize("term", ["dumb", "unknown"])
def test_a_terminal_without_a_screen_is_told_apart(term: str) -> None:
    assert lacking(Tty(), Tty(), {"TERM": term}) is Lacking.SCREEN


def test_an_empty_no_color_means_nothing_and_is_kept_for_programs() -> None:
    environment = {"NO_COLOR": ""}
    assert prepare(environment)["NO_COLOR"] == ""
    assert "NO_COLOR" not in environment


def test_a_no_color_that_says_something_stays() -> None:
    environment = {"NO_COLOR": "1"}
    prepare(environment)
    assert environment["NO_COLOR"] == "1"


@pytest.mark.parametrize("value", ["bogus", "none", ""])
def test_a_colour_system_textual_fails_with_is_dropped(value: str) -> None:
    environment = {"TEXTUAL_COLOR_SYSTEM": value}
    prepare(environment)
    assert "TEXTUAL_COLOR_SYSTEM" not in environment


def test_a_known_colour_system_stays() -> None:
    environment = {"TEXTUAL_COLOR_SYSTEM": "standard"}
    prepare(environment)
    assert environment["TEXTUAL_COLOR_SYSTEM"] == "standard"


def test_nothing_moves_unless_asked_for() -> None:
    environment: dict[str, str] = {}
    prepare(environment)
    assert environment == {"TEXTUAL_ANIMATIONS": "none"}
    environment = {"TEXTUAL_ANIMATIONS": "full"}
    prepare(environment)
    assert environment == {"TEXTUAL_ANIMATIONS": "full"}


@pytest.mark.parametrize("name", ["SSH_CONNECTION", "SSH_TTY"])
def test_over_ssh_escape_waits_longer(name: str) -> None:
    environment = {name: "x"}
    prepare(environment)
    assert environment["ESCDELAY"] == "300"
    environment = {name: "x", "ESCDELAY": "25"}
    prepare(environment)
    assert environment["ESCDELAY"] == "25"


def test_programs_get_the_environment_as_it_was() -> None:
    environment = {"SSH_TTY": "x", "NO_COLOR": "", "LANG": "C"}
    assert prepare(environment) == {"SSH_TTY": "x", "NO_COLOR": "", "LANG": "C"}


def test_standard_error_writes_any_character() -> None:
    file = io.TextIOWrapper(io.BytesIO(), encoding="latin-1")
    prepare({}, file)
    file.write("─ \udc80")
    file.flush()
    assert file.buffer.getvalue() == "─ ?".encode()


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, True),
        ({"LANG": "C"}, True),
        ({"LANG": "en_GB.UTF-8"}, True),
        ({"LC_ALL": "C.utf8", "LANG": "de_DE.ISO-8859-1"}, True),
        ({"LC_ALL": "de_DE.ISO-8859-1@euro", "LANG": "C.UTF-8"}, False),
        ({"LANG": "de_DE"}, False),
    ],
)
def test_a_locale_says_whether_more_than_ascii_is_shown(environment: dict[str, str], expected: bool) -> None:
    assert speaks_utf8(environment) is expected


def test_the_module_does_not_load_textual() -> None:
    code = "import sys, pmwizard.terminal.environment; sys.exit('textual' in sys.modules or 'rich' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
