"""What the checks ask of the actions: owners, dates, wording and what they are good for."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from pmwizard.checks.finding import Finding
from pmwizard.checks.rules.actions import is_aimed_at_people, is_vague, lacks_verb
from pmwizard.model.parts.actions import Priority, latest_due, proposed_due

Check = Callable[..., tuple[Finding, ...]]

COLUMNS = frozenset({"action_items.action", "action_items.owner", "action_items.priority", "action_items.due"})
INCIDENT = {"incident_date": date(2026, 2, 20)}


APPROVED = {"approved_by": "Sam Reyes", "date": date(2026, 2, 28)}


def action(number: int = 1, **more: Any) -> dict[str, Any]:
    return {
        "id": f"AI-{number:03}",
        "action": "Stage config pushes like code",
        "owner": "lee",
        "priority": "P1",
        "due": date(2026, 3, 10),
        **more,
    }


def without(name: str, **more: Any) -> dict[str, Any]:
    return {key: value for key, value in action(**more).items() if key != name}


def told(check: Check, *actions: dict[str, Any], **tables: Any) -> list[tuple[str, str]]:
    found = check({"metadata": INCIDENT, "action_items": list(actions), **tables}, asked=COLUMNS)
    return [(one.id, one.path) for one in found]


def test_a_whole_action_has_no_findings(check: Check) -> None:
    assert told(check, action()) == []


@pytest.mark.parametrize(
    ("name", "rule", "message"),
    [
        ("owner", "action-owner", 'Enter one owner for "Stage config pushes like code"'),
        (
            "priority",
            "action-priority",
            'Choose a priority for "Stage config pushes like code": P0 this week, P1 this month, P2 this quarter',
        ),
        ("due", "action-due", 'Enter a due date for "Stage config pushes like code"'),
    ],
)
def test_an_open_action_needs_owner_priority_and_date(check: Check, name: str, rule: str, message: str) -> None:
    found = check({"action_items": [without(name)]}, asked=COLUMNS)
    assert [(one.id, one.severity, one.path) for one in found] == [(rule, "missing", f"action_items.AI-001.{name}")]
    assert found[0].message == message
    assert check({"action_items": [without(name)]}, asked=COLUMNS - {f"action_items.{name}"}) == ()
    assert told(check, without(name, status="done", verified_how="No push skipped a stage in May")) == []
    assert told(check, without(name, status="wont_do", reason="Replaced soon")) == []


def test_a_date_follows_from_the_priority_and_is_asked_for_after_it(check: Check) -> None:
    bare = {"id": "AI-001", "action": "Stage config pushes", "owner": "lee"}
    assert told(check, bare) == [("action-priority", "action_items.AI-001.priority")]


def test_an_owner_typed_and_not_read_is_not_missing_too(check: Check) -> None:
    drafts = {"action_items.AI-001.due": "soonish"}
    assert told(check, without("due"), drafts=drafts) == [("not-understood", "action_items.AI-001.due")]


@pytest.mark.parametrize("owner", ["lee, dana", "lee and dana", "lee / dana", "Lee & Dana", "lee or dana"])
def test_two_owners_are_a_question(check: Check, owner: str) -> None:
    assert told(check, action(owner=owner)) == [("action-owners", "action_items.AI-001.owner")]


@pytest.mark.parametrize("owner", ["lee", "R&D", "Sandy Anderson", "platform team", "unknown"])
def test_one_owner_is_one(check: Check, owner: str) -> None:
    assert told(check, action(owner=owner)) == []


def test_due_before_the_incident_is_an_error(check: Check) -> None:
    found = check({"metadata": INCIDENT, "action_items": [action(due=date(2026, 2, 19))]})
    assert [(one.id, one.severity, one.path) for one in found] == [
        ("action-due-early", "error", "action_items.AI-001.due")
    ]
    assert found[0].message == "Due 19 Feb 2026 is before the incident of 20 Feb 2026. Is its year right?"


def test_due_in_the_past_is_told_while_the_action_is_open(check: Check) -> None:
    past = date(2026, 2, 25)
    (found,) = check({"metadata": INCIDENT, "action_items": [action(due=past)]})
    assert (found.id, found.severity) == ("action-due-past", "advice")
    assert found.message == "It was due 25 Feb 2026, and is open. Is it done, given up, or what is in its way?"
    assert told(check, action(due=past, status="done", verified_on=date(2026, 2, 27))) == []
    assert told(check, action(due=past), metadata={**INCIDENT, "status": "closed"}, review=APPROVED) == []
    assert told(check, action(due=date(2026, 3, 1))) == []


def test_many_dates_in_the_past_are_told_once(check: Check) -> None:
    actions = [action(number, due=date(2026, 2, 20 + number), kind="prevent") for number in range(1, 6)]
    (found,) = [one for one in check({"metadata": INCIDENT, "action_items": actions}) if one.id == "action-due-past"]
    assert found.path == "action_items"
    assert found.message.startswith("5 open actions were due before today, the first on 21 Feb 2026")


@pytest.mark.parametrize(
    ("priority", "due"), [("P0", date(2026, 3, 9)), ("P1", date(2026, 4, 16)), ("P2", date(2026, 6, 16))]
)
def test_due_later_than_the_priority_says(check: Check, priority: Priority, due: date) -> None:
    metadata = {"incident_date": date(2026, 3, 1), "postmortem_date": date(2026, 3, 15 if priority != "P0" else 1)}
    found = check({"metadata": metadata, "action_items": [action(priority=priority, due=due)]})
    assert [(one.id, one.severity) for one in found] == [("action-due-late", "advice")]
    assert f"later than {priority} says" in found[0].message
    earlier = action(priority=priority, due=latest_due(priority, metadata["postmortem_date"]))
    assert check({"metadata": metadata, "action_items": [earlier]}) == ()


def test_the_date_that_is_proposed_is_never_told_to_be_late(check: Check) -> None:
    for begin in (date(2025, 1, 31), date(2026, 1, 31), date(2026, 2, 28)):
        priorities: tuple[Priority, ...] = ("P0", "P1", "P2")
        for priority in priorities:
            proposed = action(priority=priority, due=proposed_due(priority, begin, date(2026, 3, 1)))
            assert check({"metadata": {"incident_date": begin}, "action_items": [proposed]}) == ()


def test_users_felt_it_and_all_can_wait(check: Check) -> None:
    impact = {"users_affected": "31 of 248 firms"}
    later = [action(number, priority="P2") for number in (1, 2, 3)]
    assert told(check, *later, impact=impact) == [("action-urgent", "action_items")]
    assert told(check, *later, impact={"users_affected": "none"}) == [("action-one-priority", "action_items")]
    assert told(check, *later, action(4), impact=impact) == []


def test_all_of_one_priority(check: Check) -> None:
    assert told(check, action(1), action(2), action(3)) == [("action-one-priority", "action_items")]
    assert told(check, action(1), action(2)) == []


def test_kinds_are_looked_at_once_every_action_has_one(check: Check) -> None:
    assert told(check, action(1, kind="learn"), action(2, kind="detect")) == [("action-prevents", "action_items")]
    assert told(check, action(1, kind="prevent"), action(2, kind="prevent")) == [("action-limits", "action_items")]
    assert told(check, action(1, kind="prevent"), action(2, kind="limit")) == []
    assert told(check, action(1, kind="learn"), action(2)) == []
    assert (
        told(check, action(1, kind="prevent"), action(2, kind="recover"), prevention={"alerts": [{"name": "A"}]}) == []
    )


def test_a_customer_noticed_first_and_nothing_shows_it_sooner(check: Check) -> None:
    detection = {"methods": ["customer_report"]}
    assert told(check, action(), detection=detection) == [("detect-action", "action_items")]
    assert told(check, action(action="Alert on failed logins"), detection=detection) == []
    assert told(check, action(kind="detect"), detection=detection) == []
    both = [action(1, kind="prevent"), action(2, kind="recover")]
    assert told(check, *both, detection=detection) == [("detect-action", "action_items")]
    assert told(check, action(), detection={"methods": ["monitoring"]}) == []


def test_more_than_ten_open_actions(check: Check) -> None:
    priorities = ("P0", "P1")
    actions = [action(number, priority=priorities[number % 2], due=date(2026, 3, 2)) for number in range(1, 12)]
    metadata = {**INCIDENT, "postmortem_date": date(2026, 3, 1)}
    assert told(check, *actions, metadata=metadata) == [("action-many", "action_items")]
    assert told(check, *actions[:10], metadata=metadata) == []
    assert told(check, *actions[:10], {**actions[10], "status": "done", "verified_how": "x"}, metadata=metadata) == []


VERBS = [
    "Add a canary stage",
    "Alert on the size of the bucket",
    "Document the failover",
    "Bring the second line into use",
    "Re-run the import each night",
    "Throttle retries",
    "Defragment the index",
    "`rm` asks before it deletes",
    "2 approvals for a push",
    "Monitor handshakes",
]
THINGS = [
    "Better alerting",
    "The canary stage",
    "Monitoring of the bucket",
    "Automation for failover",
    "Documentation is out of date",
    "Runbook for failover",
    "New dashboard",
    "We need a canary",
    "Missing alert for the bucket",
    "Visibility of pushes",
]
EFFORTS = [
    "Improve monitoring",
    "Investigate the lease",
    "Look into retries",
    "Consider a second vendor",
    "Make the deploy safer",
    "Review the runbook",
    "Explore options for caching",
]
RESULTS = [
    "Improve the page time to 2 minutes",
    "Investigate the lease and write the cause into the runbook",
    "Review every rule that backtracks",
    "Make the failover run by itself",
    "Consider retries at most once",
    "Reduce the pool",
]
TO_PEOPLE = [
    "Be more careful with pushes",
    "Remind everyone of the checklist",
    "Retrain the operators",
    "Engineers must check the host",
    "Tell the team to read the runbook",
    "Pay more attention to alerts",
    "Raise awareness of the limits",
    "Follow the runbook",
]
TO_SYSTEMS = [
    "Check the host name before a delete",
    "Send reminders of open actions by mail",
    "Show the host in the prompt",
    "Teach the probe the old protocol",
    "Train the model on new data",
]


@pytest.mark.parametrize("text", THINGS)
def test_an_action_that_begins_with_a_thing(check: Check, text: str) -> None:
    assert lacks_verb(text)
    assert told(check, action(action=text)) == [("action-verb", "action_items.AI-001.action")]


@pytest.mark.parametrize("text", [*VERBS, *RESULTS, *TO_SYSTEMS])
def test_an_action_that_says_what_someone_does(check: Check, text: str) -> None:
    assert told(check, action(action=text)) == []


@pytest.mark.parametrize("text", EFFORTS)
def test_an_effort_without_a_result(check: Check, text: str) -> None:
    assert is_vague(text)
    (found,) = check({"metadata": INCIDENT, "action_items": [action(action=text)]})
    assert found.id == "action-vague"
    assert found.message == f'"{text}": how will someone see that it is done?'


@pytest.mark.parametrize("text", TO_PEOPLE)
def test_an_action_aimed_at_people(check: Check, text: str) -> None:
    assert is_aimed_at_people(text)
    assert told(check, action(action=text)) == [("action-people", "action_items.AI-001.action")]


def test_a_report_in_another_language_is_not_asked_for_english_verbs(check: Check) -> None:
    german = "Die Warteschlange lief voll, weil der Dienst nach dem Neustart nicht mehr erreichbar war. " * 5
    assert told(check, action(action="Automation der Sicherung"), root_cause={"what_happened": german}) == []
