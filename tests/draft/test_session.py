"""A session: which layout is shown, what the checks find, how far each section is."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

OpenWizard = Callable[..., Any]


def test_a_session_checks_a_report_once(open_wizard: OpenWizard, path: Path) -> None:
    session = open_wizard(path, background=False).session
    assert session.findings() is session.findings()
    assert next(state.section.id for state in session.states()) == "metadata"
    assert session.layout.name == "sre"
    session.draft.put("layout", "no such layout", "chose")
    assert session.layout is session.usable_layouts[0]
