"""Keys are declared in one way, and what they do is offered by the palette under the same name."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import pytest

import pmwizard.ui
from pmwizard.ui.frame.step import Frame
from pmwizard.ui.keys import Key, commands_of
from tests.ui.conftest import OpenWizard
from tests.ui.palette import choose_command
from tests.ui.reports import half_report


def classes_with_keys() -> Iterator[type]:
    """Yield every class of the screens that declares keys."""
    for info in pkgutil.walk_packages(pmwizard.ui.__path__, "pmwizard.ui."):
        module = importlib.import_module(info.name)
        for found in vars(module).values():
            if isinstance(found, type) and found.__module__ == info.name and "BINDINGS" in vars(found):
                yield found


@pytest.mark.parametrize("declaring", [*classes_with_keys()], ids=lambda found: found.__name__)
def test_every_key_is_declared_as_one(declaring: type) -> None:
    assert [binding for binding in vars(declaring)["BINDINGS"] if not isinstance(binding, Key)] == []


def test_the_palette_says_which_key_does_the_same() -> None:
    keys = commands_of(Frame.BINDINGS)
    assert len(keys) == 7
    for key in keys:
        first = key.key.partition(",")[0].replace("ctrl+", "Ctrl+")
        assert key.tooltip.partition(";")[0].lower() == first.lower()


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
