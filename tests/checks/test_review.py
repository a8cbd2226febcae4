"""What the checks ask of the review, of secrets and addresses in answers, and of wording where it stands."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmwizard.checks.english.blame import cues_in
from pmwizard.checks.english.prose import sentences, spoken
from pmwizard.checks.finding import Finding
from pmwizard.checks.rules.privacy import mail_address_in, public_address_in
from pmwizard.checks.secrets import secret_in

Check = Callable[..., tuple[Finding, ...]]


APPROVED = {"approved_by": "Sam Reyes", "date": date(2026, 2, 20)}


def pairs(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(finding.id, finding.path) for finding in findings]


@pytest.mark.parametrize("approver", ["Dana Ito", "dana  ito", "@Dana Ito"])
def test_who_wrote_it_does_not_approve_it(check: Check, approver: str) -> None:
    tables = {"metadata": {"author": "Dana Ito"}, "review": {"approved_by": approver}}
    assert pairs(check(tables)) == [("review-approver", "review.approved_by")]
    assert check({"metadata": {"author": "Dana Ito"}, "review": {"approved_by": "Sam Reyes"}}) == ()
    assert check({"metadata": {"author": "unknown"}, "review": {"approved_by": "unknown"}}) == ()


def test_who_took_part_does_not_lead_the_meeting(check: Check) -> None:
    metadata = {"facilitator": "Mia", "incident_commander": "mia"}
    assert pairs(check({"metadata": metadata})) == [("review-facilitator", "metadata.facilitator")]
    acting = {"metadata": {"facilitator": "Mia"}, "timeline": [{"event": "Rolled back", "who": "Mia"}]}
    assert ("review-facilitator", "metadata.facilitator") in pairs(check(acting))
    assert check({"metadata": {"facilitator": "Mia", "attendees": ["Mia", "Lee"]}}) == ()


def test_a_closed_report_with_an_urgent_action_open(check: Check) -> None:
    actions = [{"id": "AI-001", "action": "Stage pushes", "owner": "lee", "priority": "P0", "due": date(2026, 3, 1)}]
    tables: dict[str, Any] = {"metadata": {"status": "closed"}, "action_items": actions, "review": APPROVED}
    assert pairs(check(tables)) == [("review-action", "action_items.AI-001.status")]
    assert check({**tables, "action_items": [{**actions[0], "status": "done", "verified_how": "Seen"}]}) == ()
    assert check({**tables, "metadata": {"status": "approved"}}) == ()


@pytest.mark.parametrize(("status", "word"), [("approved", "Approved"), ("closed", "Closed")])
def test_a_finished_report_in_which_errors_stand(check: Check, status: str, word: str) -> None:
    future = [{"id": "T1", "event": "Pushed", "at": datetime(2027, 1, 1, tzinfo=UTC)}]
    tables: dict[str, Any] = {"metadata": {"status": status}, "timeline": future, "review": APPROVED}
    found = check(tables)
    assert pairs(found) == [("time-future", "timeline.T1.at"), ("review-status", "metadata.status")]
    assert any(one.message.startswith(f"{word}, and an error stands in the report.") for one in found)
    reason = {"completed_anyway_because": "The clock of the host was wrong"}
    assert pairs(check({**tables, "review": reason})) == [("time-future", "timeline.T1.at")]
    assert pairs(check({**tables, "metadata": {"status": "in_review"}})) == [("time-future", "timeline.T1.at")]


KEY = "-----BEGIN RSA " + "PRIVATE KEY-----\nMIIE"
SECRETS = [
    KEY,
    "AWS said AKIA" + "IOSFODNN7EXAMPLE",
    "token ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8",
    "glpat-" + "x1y2z3a4b5c6d7e8f9g0",
    "xoxb-" + "1234567890-abcdefghij",
    "https://hooks.slack.com/services/" + "T0001/B0002/abcdefghijklmnop1234",
    "Authorization: Bearer " + "abc123def456ghi789jkl",
    "eyJhbGciOiJI." + "eyJzdWIiOiIx.abcdefgh1234",
    "psql postgres://app:" + "hunter22@db1/orders",
    "password=" + "hunter22",
    "DB_PASSWORD: " + "s3cr3t-value",
    "export API_KEY='" + "9f8e7d6c5b4a'",
    '"client_secret": "' + 'Zm9vYmFy1"',
]


@pytest.mark.parametrize("text", SECRETS)
def test_what_looks_like_a_secret_is_told_and_never_repeated(check: Check, text: str) -> None:
    (finding,) = check({"resolution": {"commands": text}})
    assert (finding.id, finding.severity, finding.path) == ("secret", "advice", "resolution.commands")
    assert not any(word in finding.message for word in text.split() if len(word) > 7)


@pytest.mark.parametrize(
    "text",
    [
        "The password was rotated",
        "password: rotated after the call",
        "password=$DB_PASSWORD",
        "password=<removed>",
        "password=********",
        "api_key: {{ key }}",
        "the bearer of the pager",
        "Bearer tokens are valid for an hour",
        "https://grafana.example/d/edge-cpu",
        "postgres://app:***@db1/orders",
        "the token server answered slowly",
        "secret: unknown",
        "The ghp tool and AKIAN",
        "key = value",
    ],
)
def test_speaking_of_secrets_is_not_telling_one(text: str) -> None:
    assert secret_in(text) == ""


@pytest.mark.parametrize("text", ["dana.ito@payments.io", "asked (dana@corp.co.uk) first", "mail to a+b@x-y.de."])
def test_a_mail_address_is_told(check: Check, text: str) -> None:
    (finding,) = check({"detection": {"how": text}})
    assert (finding.id, finding.severity, finding.path) == ("mail-address", "advice", "detection.how")


@pytest.mark.parametrize(
    "text", ["@dana", "git@github.com:a/b", "noreply@corp.io", "dana@example.com", "user@host", "a@b.local", "5@10.00"]
)
def test_handles_and_addresses_of_nobody_are_left_alone(text: str) -> None:
    assert mail_address_in(text) == ""


@pytest.mark.parametrize("text", ["Blocked 185.199.108.153 at 14:00", "from 2606:4700:4700::64 on", "(34.1.2.3)"])
def test_a_public_address_is_told(check: Check, text: str) -> None:
    (finding,) = check({"timeline": [{"id": "T1", "at": datetime(2026, 1, 1, tzinfo=UTC), "event": text}]})
    assert (finding.id, finding.severity, finding.path) == ("public-address", "advice", "timeline.T1.event")


@pytest.mark.parametrize(
    "text",
    [
        "10.0.0.12 and 192.168.1.4",
        "203.0.113.9 from the examples",
        "127.0.0.1",
        "version 1.2.3.4",
        "v9.6.0.1",
        "999.1.2.3",
        "1.2.3.4.5",
        "13:45:10 to 14:00:05",
        "fe80::1",
        "8.8.8.8",
        "de:ad:be:ef:00:01",
    ],
)
def test_other_numbers_with_dots_are_left_alone(text: str) -> None:
    assert public_address_in(text) == ""


@given(st.text())
def test_no_text_makes_the_rules_about_texts_raise(text: str) -> None:
    assert isinstance(secret_in(text) + mail_address_in(text) + public_address_in(text), str)
    assert len(spoken(text)) == len(text)
    assert all(sentences(text))
    assert isinstance(cues_in(text, frozenset({"Dana Ito"})), tuple)


def test_why_did_somebody_asks_for_a_name_of_the_report() -> None:
    people = frozenset({"AN", "Dana Ito"})
    assert [cue.words for cue in cues_in("Why did Ito push? Why did AN wait?", people)] == ["Why did Ito", "Why did AN"]
    assert cues_in("Why did an alert stay silent? Why did it fire? Why was the queue full?", people) == ()


STORY = "The team should have looked earlier, and it was properly tested."


@pytest.mark.parametrize(
    "path",
    [
        "timeline.T1.event",
        "root_cause.trigger",
        "five_whys.answers.W1.answer",
        "contributing_factors.factors.F1.factor",
    ],
)
def test_verdicts_after_the_event_are_told_in_the_story(check: Check, path: str) -> None:
    assert ("wording-counterfactual", path) in pairs(check(tables_with(path, STORY)))


@pytest.mark.parametrize(
    "path",
    ["detection.sooner", "detection.gaps", "action_items.AI-001.action", "prevention.recurrence", "lessons.lucky.0"],
)
def test_where_a_question_asks_what_could_be_different_they_are_answers(check: Check, path: str) -> None:
    assert not [one for one in pairs(check(tables_with(path, STORY))) if one[0].startswith("wording-")]


@pytest.mark.parametrize(
    "path", ["detection.sooner", "action_items.AI-001.action", "lessons.lucky.0", "summary.executive"]
)
def test_other_words_are_told_wherever_prose_stands(check: Check, path: str) -> None:
    assert ("wording-animated", path) in pairs(check(tables_with(path, "Add a check for this nightmare")))


@pytest.mark.parametrize("path", ["resolution.commands", "root_cause.code_issue", "lessons.acknowledgments"])
def test_code_and_thanks_are_left_alone(check: Check, path: str) -> None:
    assert check(tables_with(path, "What a nightmare, obviously")) == ()


def tables_with(path: str, text: str) -> dict[str, Any]:
    table, *names = path.split(".")
    rows: dict[str, dict[str, Any]] = {
        "timeline": {"timeline": [{"id": "T1", "event": text}]},
        "five_whys": {"five_whys": {"answers": [{"id": "W1", "answer": text, "stop": "can_change"}]}},
        "contributing_factors": {"contributing_factors": {"factors": [{"id": "F1", "factor": text}]}},
        "action_items": {"action_items": [{"id": "AI-001", "action": text}]},
    }
    if table in rows:
        return rows[table]
    return {table: {names[0]: [text] if names[-1] == "0" else text}}


def test_one_sentence_is_told_once(check: Check) -> None:
    text = "Obviously the team should have seen this nightmare, human error or not."
    found = check({"root_cause": {"what_happened": text}})
    assert [one.id for one in found] == ["wording-human-error"]


@pytest.mark.parametrize(
    "text",
    [
        "Die Warteschlange lief voll, weil der Dienst nach dem Neustart nicht mehr erreichbar war. Ein Disaster. " * 4,
        "La file s'est remplie parce que le service ne répondait plus après le redémarrage. Un disaster. " * 4,
        "La cola se llenó porque el servicio no respondía después del reinicio del nodo. Un disaster. " * 4,
        "De wachtrij liep vol omdat de dienst na de herstart niet meer bereikbaar was. Een disaster. " * 4,
        "Køen løb fuld, fordi tjenesten ikke var til at nå for nogen efter genstarten af den. En disaster. " * 4,
        "キューが一杯になった。再起動の後、サービスは応答しなかった。 disaster です。" * 30,
    ],
    ids=["German", "French", "Spanish", "Dutch", "Danish", "Japanese"],
)
def test_wording_is_left_alone_in_another_language(check: Check, text: str) -> None:
    assert check({"root_cause": {"what_happened": text}}) == ()


def test_terse_english_is_english(check: Check) -> None:
    rows = [
        {"id": f"T{number}", "event": f"Alert {number} fired, error rate back to {number}%"} for number in range(40)
    ]
    found = check({"timeline": rows, "root_cause": {"trigger": "A nightmare"}})
    assert ("wording-animated", "root_cause.trigger") in pairs(found)
