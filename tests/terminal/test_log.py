"""Events that are logged from other shells while the wizard has the report open."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime

from pmwizard.store.files.read import load
from tests.terminal.conftest import StartWizard
from tests.terminal.harness import ENTER, TAB, python
from tests.terminal.wizard import Home, holds

REPORT = {
    "layout": "sre",
    "metadata": {"title": "Payments down", "incident_id": "INC-2025-11-21-001"},
    "timeline": [
        {"id": "T1", "at": datetime(2025, 11, 21, 13, 42, tzinfo=UTC), "event": "Pushed", "moment": "started"}
    ],
}
LOGGED = [f"logged {number:02}" for number in range(20)]


def logs(home: Home, *texts: str) -> list[subprocess.Popen[bytes]]:
    """Starts one ``log`` for each text, all at once."""
    environment = {name: value for name, value in home.environment.items() if value is not None}
    return [
        subprocess.Popen(
            python("pmwizard", "log", "--time", "2025-11-21 13:50", "--who", "", text),
            env={"PATH": "/usr/bin:/bin", **environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for text in texts
    ]


def end(programs: list[subprocess.Popen[bytes]]) -> None:
    """Waits until all have ended well."""
    for program in programs:
        _, said = program.communicate(timeout=60)
        assert program.returncode == 0, said.decode()


def test_twenty_events_logged_at_once_are_in_the_file_and_on_the_screen(start_wizard: StartWizard, home: Home) -> None:
    path = home.write(REPORT)
    wizard = start_wizard("edit", path.stem, "--section", "timeline", mark="Pushed", size=(100, 50))
    end(logs(home, *LOGGED))
    report = load(path).report
    assert sorted(event.event or "" for event in report.timeline) == ["Pushed", *LOGGED]
    assert len({event.id for event in report.timeline}) == 21
    for text in LOGGED:
        wizard.wait_for(text)
    wizard.quit()
    assert load(path).report == report


def test_what_is_being_typed_goes_on_while_others_log(start_wizard: StartWizard, home: Home) -> None:
    path = home.write(REPORT)
    wizard = start_wizard("edit", path.stem, "--section", "timeline", mark="Pushed", size=(100, 50))
    wizard.send(b"1345" + TAB + b"Alert fi")
    wizard.wait_for("Alert fi")
    programs = logs(home, *LOGGED[:4])
    wizard.send(b"red")
    wizard.wait_for("Alert fired")
    end(programs)
    wizard.wait_for(LOGGED[3])
    wizard.send(ENTER)
    wizard.wait_until(lambda: holds(path, 'event = "Alert fired"'))
    wizard.quit()
    found = load(path).report
    assert sorted(event.event or "" for event in found.timeline) == ["Alert fired", "Pushed", *LOGGED[:4]]
    assert not found.drafts
