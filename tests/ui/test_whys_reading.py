"""The whys read back, by keys."""

from __future__ import annotations

import pytest

from pmwizard.model import Report
from pmwizard.model.parts.causes import FiveWhys, Why
from pmwizard.model.whys import outline
from pmwizard.ui.sections.whys.read_back import read_back
from tests.ui.conftest import OpenWizard
from tests.ui.palette import choose_command

TREE = (
    Why(id="W1", answer="timeouts"),
    Why(id="W2", parent="W1", answer="the unit was taken for seconds, as everywhere else in the file and its examples"),
    Why(id="W3", parent="W2", answer="no unit in the key", stop="can_change", main=True),
    Why(id="W4", parent="W1", answer="pushed everywhere at once"),
)
GROWN = Report(five_whys=FiveWhys(problem="Payments failed", answers=TREE))


def test_chains_are_read_from_their_end_to_the_problem() -> None:
    lines = [f"{one.lead}{one.text}" for one in read_back(outline(TREE), "Payments failed")]
    assert lines == [
        "Chain 1 of 2: can change, main chain",
        "no unit in the key",
        f"therefore {TREE[1].answer}",
        "therefore timeouts",
        "therefore Payments failed",
        "",
        "Chain 2 of 2: open end",
        "pushed everywhere at once",
        "therefore timeouts",
        "therefore Payments failed",
    ]


@pytest.mark.parametrize("size", [(80, 24), (60, 18), (160, 45)])
async def test_every_word_is_read_at_every_size(size: tuple[int, int], open_wizard: OpenWizard) -> None:
    async with open_wizard(GROWN, "whys", size) as wizard:
        await wizard.press("up", "v")
        said = " ".join(wizard.text.split())
        for why in TREE:
            assert why.answer is not None
            assert why.answer in said
        assert "> Yes, each line leads to the next. Go on" in wizard.text
        assert max(len(line) for line in wizard.lines[2:-2] if "-" * 20 not in line) <= 84


async def test_enter_accepts_and_goes_on(open_wizard: OpenWizard) -> None:
    async with open_wizard(GROWN, "whys") as wizard:
        await wizard.press("up", "v", "enter")
        assert "Contributing factors" in wizard.lines[1]
        assert wizard.report == GROWN


async def test_enter_on_a_line_changes_that_answer_and_esc_leads_back(open_wizard: OpenWizard) -> None:
    async with open_wizard(GROWN, "whys") as wizard:
        await wizard.press("up", "v", "down", "down", "down")
        assert " >   therefore timeouts" in wizard.text
        assert "Enter Change this line" in wizard.text
        await wizard.press("enter", "X", "enter")
        assert wizard.report.five_whys.answers[0].answer == "timeoutsX"
        await wizard.press("v", "escape", "d")
        assert wizard.report.five_whys.answers == ()


async def test_the_problem_is_changed_from_its_line(open_wizard: OpenWizard) -> None:
    async with open_wizard(GROWN, "whys") as wizard:
        await wizard.press("up", "v", "up")
        assert "line 7 of 7" in wizard.text
        assert "Enter Change this line" in wizard.text
        await wizard.press("enter", "X")
        assert wizard.report.five_whys.problem == "Payments failedX"


async def test_long_chains_scroll_and_the_chosen_line_stays_in_sight(open_wizard: OpenWizard) -> None:
    rows = tuple(Why(id=f"W{n}", parent=f"W{n - 1}" if n > 1 else None, answer=f"cause {n}") for n in range(1, 201))
    async with open_wizard(Report(five_whys=FiveWhys(problem="It broke", answers=rows)), "whys") as wizard:
        await wizard.press("up", "v")
        assert "more below" in wizard.text
        await wizard.press("pagedown")
        assert "more above and below" in wizard.text
        await wizard.press("up", "up")
        assert " >   therefore cause 1\n" in f"{wizard.text}\n".replace(" \n", "\n")
        assert "line 200 of 201" in wizard.text
        await wizard.press("end", "down")
        assert " >   cause 200" in wizard.text


async def test_another_size_keeps_the_chosen_line(open_wizard: OpenWizard) -> None:
    async with open_wizard(GROWN, "whys") as wizard:
        await wizard.press("up", "v", "up", "up", "up")
        for size in ((60, 18), (160, 45), (80, 24)):
            await wizard.pilot.resize_terminal(*size)
            await wizard.pilot.pause()
            assert " >   pushed everywhere at once" in wizard.text
            assert "Yes, each line leads to the next" in wizard.text


async def test_without_an_answer_there_is_nothing_to_read_back(open_wizard: OpenWizard) -> None:
    async with open_wizard(Report(), "whys") as wizard:
        await choose_command(wizard, "read the chains")
        assert "There is no chain to read back yet" in wizard.text
