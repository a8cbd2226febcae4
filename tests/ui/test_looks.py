"""What a person sees at a glance: keys, states and messages, whole at every width."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pmwizard.model import Report
from pmwizard.ui.text import whole_sentences
from tests.ui.conftest import OpenWizard

EVENTS = Report.model_validate(
    {
        "timeline": [
            {
                "id": "T1",
                "at": datetime(2026, 11, 20, 13, 42, tzinfo=UTC),
                "moment": "started",
                "event": "Rule deployed",
            },
            {"id": "T2", "at": datetime(2026, 11, 20, 13, 45, tzinfo=UTC), "event": "Alert fired, on-call paged"},
        ]
    }
)


async def test_sixty_columns_have_room_for_the_keys_that_lead_on(open_wizard: OpenWizard) -> None:
    async with open_wizard(section="timeline", size=(60, 18)) as wizard:
        assert wizard.lines[-1].strip() == "Enter Add  Up List  Ctrl+N Continue  F1 Help  Ctrl+Q Quit"


async def test_sixty_columns_have_hints_of_whole_sentences(open_wizard: OpenWizard) -> None:
    async with open_wizard(section="timeline", size=(60, 18)) as wizard:
        assert wizard.lines[-3].strip() == "1345, +5, now. Unsure? about 1345"


@pytest.mark.parametrize(
    ("width", "shown"),
    [(60, "One line. No cause yet? Later."), (25, "One line. No cause yet?"), (8, "One line")],
)
def test_what_does_not_fit_is_left_out_by_whole_sentences(width: int, shown: str) -> None:
    assert whole_sentences("One line. No cause yet? Later.", width) == shown


def test_a_sentence_too_long_by_itself_stays_whole() -> None:
    assert whole_sentences("What broke and who noticed. Later", 9) == "What broke and who noticed. Later"


@pytest.mark.parametrize(("size", "is_there"), [((160, 45), True), ((80, 24), False)])
async def test_a_wide_terminal_names_the_keys_for_any_place_too(
    open_wizard: OpenWizard, size: tuple[int, int], is_there: bool
) -> None:
    async with open_wizard(section="timeline", size=size) as wizard:
        assert ("Ctrl+O Go to   Ctrl+P Commands   F1 Help" in wizard.lines[-1]) is is_there


@pytest.mark.parametrize("size", [(60, 18), (60, 24), (80, 24)])
async def test_no_state_of_the_overview_is_cut(open_wizard: OpenWizard, size: tuple[int, int]) -> None:
    async with open_wizard(EVENTS, size=size) as wizard:
        await wizard.pause()
        rows = [line for line in wizard.lines if "Timeline" in line or "Prevention and" in line or "Review and" in line]
        assert rows
        assert not [line for line in rows if ".." in line]


async def test_the_row_that_is_being_changed_is_told_and_how_to_leave_it(open_wizard: OpenWizard) -> None:
    async with open_wizard(EVENTS, section="timeline") as wizard:
        await wizard.press("up", "enter")
        assert "Editing 13:45 Alert fired, on-call paged. Esc leaves it as it was" in wizard.lines[-3]
        assert "Enter Keep   Esc Leave as it was" in wizard.lines[-1]
        await wizard.press("escape")
        assert "Enter Add" in wizard.lines[-1]


async def test_a_removed_row_is_told_in_words_and_not_in_columns(open_wizard: OpenWizard) -> None:
    async with open_wizard(EVENTS, section="timeline") as wizard:
        await wizard.press("up", "d")
        assert "Removed 13:45 Alert fired, on-call paged. u brings it back" in wizard.lines[-3]
        assert [event.id for event in wizard.report.timeline] == ["T1"]


async def test_the_commands_are_asked_for_in_plain_characters(open_wizard: OpenWizard) -> None:
    async with open_wizard(section="metadata") as wizard:
        await wizard.press("ctrl+p")
        assert "Search for a command" in wizard.text
        assert wizard.text.isascii()


async def test_a_tall_terminal_names_the_moments_on_the_bar(open_wizard: OpenWizard) -> None:
    moments = ("started", "detected", "acknowledged", "declared", "mitigated", "resolved")
    events = [
        {"id": f"T{place}", "at": datetime(2026, 11, 20, 13, 10 * place, tzinfo=UTC), "moment": moment, "event": moment}
        for place, moment in enumerate(moments)
    ]
    async with open_wizard(Report.model_validate({"timeline": events}), section="timeline", size=(160, 45)) as wizard:
        assert "s started 13:00  d detected 13:10  a acknowledged 13:20" in wizard.text
        assert "m mitigated 13:40  r resolved 13:50" in wizard.text


async def test_help_says_what_the_signs_on_the_bar_mean(open_wizard: OpenWizard) -> None:
    async with open_wizard(section="timeline") as wizard:
        await wizard.press("f1", "end")
        assert "* stands for several moments in one place" in wizard.text
