"""Which people a report names."""

from __future__ import annotations

from pmwizard.model import Report
from pmwizard.model.people import is_person, people


def test_those_named_most_often_come_first() -> None:
    report = Report.model_validate(
        {
            "metadata": {"author": "Dana Ito", "attendees": ["lee", "Mira"]},
            "timeline": [{"who": "Lee"}, {"who": "lee, dana ito"}, {"who": "deploy-bot"}],
            "action_items": [{"owner": "lee"}],
        }
    )
    assert people(report) == ("lee", "Dana Ito", "Mira")


def test_an_empty_report_names_nobody() -> None:
    assert people(Report()) == ()


def test_machines_teams_and_addresses_are_not_people() -> None:
    names = ("alert", "deploy-bot", "PagerDuty alert", "on-call", "support team", "INC-4", "#incident", "a" * 41)
    assert not [name for name in names if is_person(name)]
    assert all(map(is_person, ("Ada", "jean-luc", "O'Brien", "Bob Abbot", "@dana")))
