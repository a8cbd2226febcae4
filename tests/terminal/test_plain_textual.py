"""On plain Textual the wizard sends more bytes, and is the same wizard."""

from __future__ import annotations

import signal
from typing import Any

import pytest

from tests.terminal.conftest import StartWizard
from tests.terminal.harness import CTRL_C, ENTER, F4, TAB, paste
from tests.terminal.test_wizard_surroundings import editor
from tests.terminal.wizard import Home

WAYS: dict[str, dict[str, Any]] = {
    "by the environment": {"environment": {"PMWIZARD_FULL_REPAINT": "1"}},
    "with another version": {"module": "tests.terminal.programs.other"},
}

pytestmark = pytest.mark.parametrize("way", WAYS)


def test_a_report_is_typed_and_saved(start_wizard: StartWizard, home: Home, way: str) -> None:
    wizard = start_wizard("new", **WAYS[way])
    wizard.type("Payments down")
    wizard.send(TAB)
    wizard.send("2")
    wizard.wait_for("(2) SEV2")
    wizard.go_to("3", "Step 3 of 10")
    wizard.wait_for("Time (")
    wizard.type("0742")
    wizard.send(TAB)
    wizard.type("Alert fired")
    wizard.send(ENTER)
    wizard.send(paste("08:00 Rolled back\n08:10 All clear\n"))
    wizard.wait_for("2 events found")
    wizard.send(ENTER)
    wizard.wait_until_saved(home.files[0], "Rolled back", "All clear")
    wizard.quit()
    assert home.report.metadata.title == "Payments down"
    assert home.report.metadata.severity == "SEV2"
    assert [one.event for one in home.report.timeline] == ["Alert fired", "Rolled back", "All clear"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_saves_what_was_typed(start_wizard: StartWizard, home: Home, way: str, number: int) -> None:
    wizard = start_wizard("new", **WAYS[way])
    wizard.type("Payments down")
    wizard.kill(number)
    assert wizard.wait() == 128 + number
    assert home.report.metadata.title == "Payments down"
    assert "Saved " in wizard.words_after_screen()


def test_ctrl_c_in_the_editor_is_the_editors(start_wizard: StartWizard, home: Home, way: str) -> None:
    path = home.write()
    script = """trap 'printf interrupted >> "$2"; exit 0' INT; printf "in the editor "; while :; do sleep 0.1; done"""
    given = {"VISUAL": editor(home, "waits", script), **WAYS[way].get("environment", {})}
    options = {**WAYS[way], "environment": given}
    wizard = start_wizard("edit", path.stem, "--section", "impact", mark="What did users see?", **options)
    wizard.send(F4)
    wizard.wait_for("in the editor")
    wizard.send(CTRL_C)
    wizard.wait_for("interrupted")
    wizard.quit()
    assert home.report.impact.user_facing == "interrupted"
