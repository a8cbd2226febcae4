"""Each section in one packet, as a laggy line delivers it, is the section typed key by key."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.terminal.conftest import StartWizard
from tests.terminal.harness import CTRL_N, CTRL_O, CTRL_Q, DOWN, ENTER, F3, TAB, UP, paste
from tests.terminal.test_wizard import text_of
from tests.terminal.wizard import Home, Wizard, keys

CTRL_T = b"\x14"
BEGUN = {
    "layout": "sre",
    "metadata": {"title": "Payments down", "incident_id": "INC-1"},
    "timeline": [{"event": "Config push", "at": datetime(2025, 11, 21, 13, 42, tzinfo=UTC)}],
    "five_whys": {"answers": [{"id": "W1", "answer": "No canary"}, {"id": "W2", "parent": "W1", "answer": "Old"}]},
    "contributing_factors": {"factors": [{"id": "F1", "category": "rollout", "factor": "Everywhere at once"}]},
    "action_items": [{"id": "AI-001", "action": "Stage pushes", "owner": "lee"}],
}
"""A report with a row in every list."""

SECTIONS: dict[str, list[bytes | str]] = {
    "1": ["!", ENTER, "2", ENTER, "2025-11-21 1342", ENTER, "+27", ENTER, "checkout, orders", TAB, TAB, "eu"],
    "2": ["Checkout failed", ENTER, "for cards", TAB, "9%", TAB, TAB, "38%", TAB, TAB, "2 k", TAB, TAB, "2"],
    "3": [
        *("1345", ENTER, "Alert fired", ENTER, "+2", ENTER, "Saw the graph", TAB, "dana", ENTER),
        *(UP, "t", "5", UP, "d", "u", ENTER, ENTER, "!", ENTER, TAB, "1350", ENTER, "half a li"),
    ],
    "4": ["A config push", ENTER, "went out", TAB, "A typing slip", TAB, "x", paste("two\nlines"), "y"],
    "5": ["Requests timed out", ENTER, "A unit was wrong", CTRL_T, "Another why", ENTER, UP, UP, ENTER, "!", ENTER],
    "6": [" ", "No alert", ENTER, "Nobody looked", ENTER, "It was new", ENTER, DOWN, " ", "Late page", ENTER],
    "7": ["The rollback", ENTER, "The graphs", ENTER, TAB, "Paging", ENTER, TAB, "a half"],
    "8": ["Add the unit", ENTER, "lee", ENTER, "1", ENTER, ENTER, ENTER, ENTER, UP, "s", "2", TAB, "Then anoth"],
    "9": ["INC-2025-01-01-001", TAB, TAB, "The unit too", TAB, TAB, ENTER, TAB, "x", TAB, "y"],
    "0": [DOWN, DOWN, "n", "n", "s", "2", DOWN, ENTER, "z", F3],
}
"""Keys in every section: text, lists, changes in lists, and a line that is left half typed."""


MARKS = {
    "1": "orders",
    "2": "for cards",
    "3": "half a li",
    "4": "linesy",
    "5": "Another why",
    "6": "It was new",
    "7": "The rollback",
    "8": "Add the unit",
    "9": "The unit too",
    "0": "",
}
"""What the file holds afterwards, so that the keys are known to have arrived where they belong."""

F12 = b"\x1b[24~"


def type_one_by_one(wizard: Wizard, told: Path, parts: list[bytes | str]) -> None:
    """Sends every key by itself, when the one before has had its effect."""
    number = 0
    for part in parts:
        for key in part if isinstance(part, str) else [part]:
            number += 1
            wizard.send(key)
            wizard.send(F12)
            wizard.wait_until(lambda wanted=number: _number(told) == wanted, what=f"an answer after {key!r}")  # type: ignore[misc]


def _number(told: Path) -> int:
    try:
        return int(json.loads(told.read_text())["number"])
    except (OSError, ValueError):
        return 0


@pytest.mark.parametrize("digit", sorted(SECTIONS))
def test_a_section_in_one_packet_is_the_section_typed_key_by_key(
    start_wizard: StartWizard, home: Home, digit: str
) -> None:
    texts = []
    parts: list[bytes | str] = [CTRL_O, digit, *SECTIONS[digit], CTRL_N]
    for name, is_at_once in (("REPORT-1", True), ("REPORT-2", False)):
        path = home.write({**BEGUN, "metadata": {"title": "Payments down", "incident_id": name}}, name)
        told = home.root / f"{name}.told"
        wizard = start_wizard(*(str(told), "edit", name), module="tests.terminal.programs.watched", mark="Overview")
        if is_at_once:
            wizard.send(keys(*parts, CTRL_Q))
        else:
            type_one_by_one(wizard, told, parts)
            wizard.send(CTRL_Q)
        assert wizard.wait() == 0, wizard.text()
        texts.append(text_of(path, name))
    assert texts[0] == texts[1]
    assert MARKS[digit] in texts[0]
