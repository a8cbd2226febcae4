"""Help, and other text to read."""

from __future__ import annotations

import pytest

from tests.ui.conftest import OpenWizard


@pytest.mark.parametrize("size", [(80, 24), (60, 18), (60, 16), (160, 45)])
async def test_help_is_read_whole_to_its_end(open_wizard: OpenWizard, size: tuple[int, int]) -> None:
    async with open_wizard(section="metadata", size=size) as wizard:
        await wizard.press("f1")
        assert wizard.text.isascii()
        assert "Arrows scroll   Esc back" in wizard.text
        while "below" in next(line for line in wizard.lines if "Arrows scroll" in line):
            await wizard.press("down")
        assert "start of a line." in wizard.text
        await wizard.press("escape")
        assert "Arrows scroll" not in wizard.text


async def test_long_lines_of_help_are_broken_below_their_words(open_wizard: OpenWizard) -> None:
    async with open_wizard(section="metadata") as wizard:
        await wizard.press("f1")
        first = next(line for line in wizard.lines if "accept and go to the next field" in line)
        second = wizard.lines[wizard.lines.index(first) + 1]
        assert second.index("field of an entry line") == first.index("accept")
