"""Text that would steer a terminal, in every answer: nothing of it reaches the terminal, on any screen or command."""

from __future__ import annotations

from typing import Any

import pytest

from pmwizard.model.base import Part, Row
from pmwizard.store.files.read import load
from tests.terminal.conftest import StartWizard
from tests.terminal.harness import CTRL_N, CTRL_O, ENTER, ESCAPE, F1, ROOT, TAB, paste
from tests.terminal.wizard import Home, keys

STEERING = "\x1b]0;own\x07\x1b[2J\x1b[?1049l\x9b31m\x90q\x9c\u202eevil\u2066\x00\x7f [@click=app.quit]q[/] {{ 1 }} [/x]"
"""A window title, an erased screen, colours, a device control, bidi overrides, NUL, and marks of three languages."""

NEVER = [
    b"\x1b]0",
    b"own\x07",
    b"[2J\x1b[?1049l",
    b"\xc2\x9b",
    b"\xc2\x90",
    b"\x00",
    *(c.encode() for c in "\u202e\u2066"),
]
"""What would reach the terminal if it were not made visible; the program itself writes none of it."""

FULL = ROOT / "tests" / "data" / "full.toml"

KEPT = {"layout", "id", "incident_id", "zone", "path", "parent", "addresses", "dismissed", "url"}


def steered(value: Any, name: str = "") -> Any:
    """Returns a part of a report with the text in every answer that is words."""
    match value:
        case str() if name not in KEPT:
            return STEERING
        case tuple():
            return tuple(steered(one, name) for one in value)
        case Part():
            fields = type(value).model_fields
            texts = {key: steered(one, key) for key, one in value.known().items() if _is_words(fields[key].annotation)}
            parts = {key: steered(one, key) for key, one in value.known().items() if _is_part(one)}
            return value.model_copy(update={**texts, **parts})
        case _:
            return value


def _is_words(annotation: object) -> bool:
    return "Literal" not in str(annotation) and "str" in str(annotation)


def _is_part(value: object) -> bool:
    return isinstance(value, Part) or (isinstance(value, tuple) and bool(value) and isinstance(value[0], Row))


def assert_unharmed(data: bytes) -> None:
    """Asserts that nothing of the text was written as it is."""
    assert [found for found in NEVER if found in data] == []


def test_no_screen_passes_on_what_steers_a_terminal(start_wizard: StartWizard, home: Home) -> None:
    path = home.write(steered(load(FULL).report), "INC-1")
    before = load(path).report
    wizard = start_wizard(mark="Overview")
    for digit, title in enumerate(("Incident metadata", "Impact", "Timeline", "What happened", "Five Whys"), 1):
        wizard.go_to(str(digit), f"of 10  {title}")
    for digit, title in ((6, "Contributing factors"), (7, "What we learned"), (8, "Action items"), (9, "Prevention")):
        wizard.go_to(str(digit), f"of 10  {title}")
        wizard.send(keys(TAB, TAB, F1))
        wizard.wait_for("Esc back")
        wizard.send(ESCAPE)
    wizard.resize(160, 45)
    wizard.go_to("0", "of 10  Review")
    wizard.send(CTRL_N)
    wizard.wait_until_still()
    wizard.quit()
    assert_unharmed(wizard.bytes_since())
    after = load(path).report
    assert after.model_copy(update={"summary": before.summary}) == before


@pytest.mark.parametrize("command", ["list", "show", "check", "export"])
def test_no_command_passes_on_what_steers_a_terminal(start_wizard: StartWizard, home: Home, command: str) -> None:
    home.write(steered(load(FULL).report), "INC-1")
    terminal = start_wizard(command, *(["INC-1"] if command != "list" else []), mark="", picture=False)
    assert terminal.wait() in {0, 3}, terminal.bytes_since()
    terminal.wait_until_still(0.1)
    assert b"evi" in terminal.bytes_since()
    assert_unharmed(terminal.bytes_since())
    assert b"\x1b" not in terminal.bytes_since()


@pytest.mark.parametrize(
    ("digit", "title"), [("1", "Incident metadata"), ("2", "Impact"), ("5", "Five Whys"), ("7", "What we learned")]
)
def test_a_paste_that_steers_a_terminal_is_text(start_wizard: StartWizard, home: Home, digit: str, title: str) -> None:
    path = home.write()
    wizard = start_wizard("edit", path.stem, mark="Overview")
    wizard.send(CTRL_O + digit.encode())
    wizard.wait_for(f"of 10  {title}")
    wizard.send(keys(paste(STEERING), ENTER))
    wizard.wait_for("evil")
    wizard.wait_until_saved(path, "evil")
    wizard.quit()
    assert_unharmed(wizard.bytes_since())
