"""People are proposed from the report; what is typed is replaced only by a whole name."""

from __future__ import annotations

import pytest

from pmwizard.draft.typed.meaning import echo
from pmwizard.draft.typed.suggestions import (
    names_several,
    suggested,
    suggests,
    with_suggestion,
)
from pmwizard.model import Report
from pmwizard.questions import SECTIONS, Kind
from tests.draft.conftest import NOW

NAMED = Report.model_validate(
    {
        "metadata": {"author": "Lee Ito", "attendees": ["Dana Okafor", "Leo Brandt"]},
        "action_items": [{"id": "AI-001", "action": "a", "owner": "Dana Okafor"}],
        "timeline": [{"id": "T1", "event": "x", "who": "PagerDuty"}],
    }
)
OWNER = "action_items.owner"


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("", ("Dana Okafor", "Lee Ito", "Leo Brandt")),
        ("le", ("Lee Ito", "Leo Brandt")),
        ("OK", ("Dana Okafor",)),
        ("lee i", ("Lee Ito",)),
        ("lee ito", ("Dana Okafor", "Leo Brandt")),
        ("zoe", ("Dana Okafor", "Lee Ito", "Leo Brandt")),
    ],
)
def test_people_who_fit_are_proposed_and_all_where_nobody_does(typed: str, names: tuple[str, ...]) -> None:
    assert suggested(NAMED, OWNER, typed) == names


def test_a_name_replaces_what_was_typed_last() -> None:
    assert with_suggestion(OWNER, "le", "Lee Ito") == "Lee Ito"
    assert with_suggestion("metadata.attendees", "Dana Okafor, le", "Lee Ito") == "Dana Okafor, Lee Ito"
    assert with_suggestion("metadata.attendees", "Dana Okafor,", "Lee Ito") == "Dana Okafor, Lee Ito"
    assert suggested(NAMED, "metadata.attendees", "Dana Okafor, le") == ("Lee Ito", "Leo Brandt")


@pytest.mark.parametrize(
    ("path", "typed", "said"),
    [
        (OWNER, "le", "Down takes a name: Lee Ito, Leo Brandt"),
        (OWNER, "zoe", ""),
        (OWNER, "Lee Ito", ""),
        (OWNER, "lee, dana", "More than one owner. Enter the one person who has said yes"),
        ("metadata.attendees", "lee, da", "Down takes a name: Dana Okafor"),
        ("impact.revenue", "le", None),
    ],
)
def test_who_fits_is_told_while_a_name_is_typed(path: str, typed: str, said: str | None) -> None:
    assert echo(NAMED, path, typed, NOW) == said


@pytest.mark.parametrize("owner", ["lee and dana", "lee, dana", "lee/dana", "lee & dana", "Lee; Dana"])
def test_two_owners_are_more_than_one(owner: str) -> None:
    assert names_several(owner)


@pytest.mark.parametrize("owner", ["lee", "Anderson", "Lee Ito-Brandt", "lee,", ""])
def test_one_owner_is_not_more_than_one(owner: str) -> None:
    assert not names_several(owner)


def test_people_are_proposed_only_where_the_wizard_asks_for_them() -> None:
    assert suggests(OWNER)
    assert not suggests("action_items.action")


def test_names_of_a_changed_report_are_found_anew() -> None:
    assert "Mira" not in suggested(NAMED, OWNER, "")
    head = NAMED.metadata.model_copy(update={"reporter": "Mira"})
    assert "Mira" in suggested(NAMED.model_copy(update={"metadata": head}), OWNER, "")


def test_actions_of_a_fitting_kind_are_proposed_for_what_prevents() -> None:
    actions = [
        {"id": "AI-001", "action": "Alert on errors", "kind": "detect"},
        {"id": "AI-002", "action": "Test units", "kind": "prevent"},
        {"id": "AI-003", "action": "Show pushes"},
        {"id": "AI-004", "action": "Alert on lag", "kind": "detect"},
    ]
    report = Report.model_validate({"action_items": actions, "prevention": {"alerts": [{"name": "Alert on lag"}]}})
    path = "prevention.alerts.name"
    assert suggested(report, path, "") == ("Alert on errors", "Show pushes")
    assert suggested(report, path, "push") == ("Show pushes",)
    assert with_suggestion(path, "push", "Show pushes") == "Show pushes"
    assert echo(report, path, "push", NOW) == ""
    assert suggested(report, "prevention.tests.name", "") == ("Test units", "Show pushes")


def test_actions_are_proposed_by_their_kinds() -> None:
    every = [one for section in SECTIONS for one in section.questions]
    every += [column for one in every for column in one.columns]
    assert {one.path for one in every if one.suggests == "actions"} == {one.path for one in every if one.action_kinds}
    assert {one.kind for one in every if one.suggests} == {Kind.LINE, Kind.NAMES}
