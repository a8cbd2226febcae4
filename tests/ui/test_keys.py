"""Keys are declared in one way, and what they do is offered by the palette under the same name."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import pmwizard.ui
from pmwizard.questions import SECTIONS
from pmwizard.ui import keys
from pmwizard.ui.frame.step import Frame
from pmwizard.ui.keys import IN_FIELDS, IN_LISTS, PLACES, SAVE, WHYS_KEYS, Key, commands_of
from tests.ui.conftest import OpenWizard, Wizard
from tests.ui.palette import choose_command
from tests.ui.reports import half_report


def classes_with_keys() -> Iterator[type]:
    """Yield every class of the screens that declares keys."""
    for info in pkgutil.walk_packages(pmwizard.ui.__path__, "pmwizard.ui."):
        module = importlib.import_module(info.name)
        for found in vars(module).values():
            if isinstance(found, type) and found.__module__ == info.name and "BINDINGS" in vars(found):
                yield found


def declared_keys() -> list[Key]:
    """Return every key that the module of keys declares, alone or among others."""
    values = vars(keys).values()
    together = [key for value in values if isinstance(value, tuple) for key in value if isinstance(key, Key)]
    return [*(value for value in values if isinstance(value, Key)), *together]


@pytest.mark.parametrize("declaring", [*classes_with_keys()], ids=lambda found: found.__name__)
def test_every_key_is_declared_where_all_keys_are(declaring: type) -> None:
    declared = set(map(id, declared_keys()))
    assert [binding for binding in vars(declaring)["BINDINGS"] if id(binding) not in declared] == []


NAMES = "|".join(re.escape(name) for name in sorted({key.name for key in declared_keys()} | {keys.ARROWS}))
LISTED = re.compile(rf"(?:^|   )(?:{NAMES})(?: (?:{NAMES}))* \S")
"""A key and a word, as lists of keys have them; between two of them stand three blanks."""

ON_THE_KEY_LINE = re.compile(r"(?:Enter|Esc|Space|Tab|End|Home|Pg(?:Dn|Up)|F\d+|Ctrl\+\w)(?:, \S+)? [A-Z]")


MODULES = sorted(path for path in Path(pmwizard.ui.__file__).parent.rglob("*.py") if path.name != "keys.py")


@pytest.mark.parametrize("module", MODULES, ids=lambda path: f"{path.parent.name}.{path.stem}")
def test_what_lists_keys_takes_them_from_their_declaration(module: Path) -> None:
    constants = [node.value for node in ast.walk(ast.parse(module.read_text())) if isinstance(node, ast.Constant)]
    texts = [text for text in constants if isinstance(text, str) and "\n" not in text]
    assert [text for text in texts if "   " in text and LISTED.search(text)] == []
    assert [text for text in texts if ON_THE_KEY_LINE.match(text)] == []


def test_the_palette_says_which_key_does_the_same() -> None:
    commands = commands_of(Frame.BINDINGS)
    assert len(commands) == 7
    assert [key.place for key in commands][:3] == ["F1", "F4", "Ctrl+L"]
    assert SAVE.place == "Ctrl+S; saving is automatic"
    assert [key.place for key in commands_of(WHYS_KEYS)][:2] == ["F in the list", "A in the list"]


def test_every_key_of_help_is_bound() -> None:
    bound = [binding for declaring in classes_with_keys() for binding in vars(declaring)["BINDINGS"]]
    assert [key for helped in (IN_FIELDS, IN_LISTS, *PLACES.values()) for key in helped if key not in bound] == []


def unbound(wizard: Wizard) -> list[str]:
    """Return the keys of the key line that no binding takes where the focus is."""
    assert wizard.app.frame is not None
    shown = [text.split()[0] for text in wizard.app.frame.key_line.keys]
    bound = set(wizard.app.screen.active_bindings)
    return [name for name in shown if not keys_of(name) <= bound]


def keys_of(name: str) -> set[str]:
    """Return what Textual calls the keys that stand on the key line as a name."""
    first, dash, last = name.partition("-")
    if first and dash:
        return set("0123456789"[int(first) : int(last) + 1])
    named = {"Esc": "escape", "-": "minus", "?": "question_mark"}
    return {named.get(name, name if len(name) == 1 else name.lower())}


@pytest.mark.parametrize("section", ["", *(section.id for section in SECTIONS)])
async def test_every_key_of_the_key_line_is_bound(open_wizard: OpenWizard, section: str) -> None:
    async with open_wizard(half_report(), section) as wizard:
        assert unbound(wizard) == []
        for pressed in (["up"], ["enter"], ["down"], ["escape"], ["shift+tab"], ["tab", "tab"]):
            await wizard.press(*pressed)
            await wizard.pause()
            assert unbound(wizard) == []


async def test_a_command_of_one_step_is_offered_on_that_step_alone(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), "whys") as wizard:
        await wizard.press("ctrl+p")
        await wizard.type("how instead")
        await wizard.pause()
        assert "Ask how instead of why" in wizard.text
        await wizard.press("escape", "escape")
        await choose_command(wizard, "how instead")
        assert "Asks how instead of why from now on" in wizard.text
    async with open_wizard(half_report(), "impact") as wizard:
        await wizard.press("ctrl+p")
        await wizard.type("how instead")
        await wizard.pause()
        assert "Ask how instead of why" not in wizard.text
