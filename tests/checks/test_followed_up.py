"""What a seasoned reviewer asks of what follows: of whys, data, customers, unknowns, reviews and what was done."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from pmwizard.checks.english.denials import denial_in
from pmwizard.checks.finding import Finding
from pmwizard.model.parts.timeline import Moment

Check = Callable[..., tuple[Finding, ...]]


def of(rule: str, found: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(one.path, one.message) for one in found if one.id == rule]


def action(text: str = "Stage config pushes like code", number: int = 1, **more: Any) -> dict[str, Any]:
    return {"id": f"AI-{number:03}", "action": text, "owner": "lee", "priority": "P1", **more}


def why(number: int, answer: str, **more: Any) -> dict[str, Any]:
    return {"id": f"W{number}", "answer": answer, **more}


# A why that ends in something to change

PASSED = why(1, "The certificate passed every test")
OLD_CLIENT = why(2, "No test connects with an old client", parent="W1", stop="can_change")


def chains(check: Check, *whys: dict[str, Any], actions: Any = None, **tables: Any) -> list[str]:
    found = check({"five_whys": {"answers": list(whys)}, "action_items": actions or [action()], **tables})
    return [path for path, _ in of("why-action", found)]


def test_a_why_that_can_be_changed_and_no_action_changes_is_asked_about(check: Check) -> None:
    tables = {"five_whys": {"answers": [PASSED, OLD_CLIENT]}, "action_items": [action()]}
    message = (
        '"No test connects with an old client" can be changed, and no action does. Which one would, or why leave it?'
    )
    assert of("why-action", check(tables)) == [("five_whys.answers.W2.answer", message)]


@pytest.mark.parametrize(
    "actions",
    [
        [action(addresses=["W2"])],
        [action(addresses=["W1"])],
        [action("Connect with connector 3.x in the release tests")],
        [action(), action("Retire old clients", 2)],
    ],
)
def test_a_why_with_an_action_for_it_is_left_alone(check: Check, actions: list[dict[str, Any]]) -> None:
    assert chains(check, PASSED, OLD_CLIENT, actions=actions) == []


def test_an_action_for_what_leads_to_several_ends_is_not_one_for_each(check: Check) -> None:
    second = why(3, "Nobody owns the renewal", parent="W1", stop="can_change")
    assert chains(check, PASSED, OLD_CLIENT, second, actions=[action(addresses=["W1"])]) == [
        "five_whys.answers.W2.answer",
        "five_whys.answers.W3.answer",
    ]


def test_a_why_that_is_a_factor_too_is_asked_about_there(check: Check) -> None:
    factor = {"id": "F1", "category": "testing_gap", "factor": "No test connects with an old client"}
    tables = {"contributing_factors": {"factors": [factor]}}
    assert chains(check, PASSED, OLD_CLIENT, **tables) == []
    named = {"contributing_factors": {"factors": [{**factor, "factor": "Coverage", "whys": ["W2"]}]}}
    assert chains(check, PASSED, OLD_CLIENT, **named) == []


def test_other_ends_and_reports_without_actions_are_left_alone(check: Check) -> None:
    for stop in ("outside_control", "normal_work", "unknown", None):
        assert chains(check, PASSED, {**OLD_CLIENT, "stop": stop}) == []
    assert of("why-action", check({"five_whys": {"answers": [PASSED, OLD_CLIENT]}})) == []
    reason = {"no_actions_because": "The system is switched off on Friday"}
    assert chains(check, PASSED, OLD_CLIENT, review=reason) == []
    assert chains(check, PASSED, {**OLD_CLIENT, "answer": "The operator forgot the old client"}) == []


# Approved, and by whom


@pytest.mark.parametrize(
    ("review", "path", "words"),
    [
        ({}, "review.approved_by", "Approved, and nothing says by whom and when."),
        ({"date": date(2026, 2, 20)}, "review.approved_by", "Approved, and nothing says by whom."),
        ({"approved_by": "Mia Novak"}, "review.date", "Approved, and nothing says when."),
        ({"approved_by": "unknown"}, "review.approved_by", "Approved, and nothing says by whom and when."),
    ],
)
def test_approved_without_a_name_or_a_day_is_missing_it(
    check: Check, review: dict[str, Any], path: str, words: str
) -> None:
    found = check({"metadata": {"status": "approved"}, "review": review})
    assert [(one.id, one.severity, one.path) for one in found] == [("review-unsigned", "missing", path)]
    assert found[0].message.startswith(words)


def test_what_is_signed_or_not_approved_or_has_a_reason_is_left_alone(check: Check) -> None:
    signed = {"sign_offs": [{"role": "Engineering", "name": "Mia Novak", "date": date(2026, 2, 20)}]}
    whole = {"approved_by": "Mia Novak", "date": date(2026, 2, 20)}
    for review in (signed, whole, {"completed_anyway_because": "The board decided in its meeting"}):
        for status in ("approved", "closed"):
            assert of("review-unsigned", check({"metadata": {"status": status}, "review": review})) == []
    assert of("review-unsigned", check({"metadata": {"status": "in_review"}})) == []
    typed = {"metadata": {"status": "closed"}, "review": {"approved_by": "Mia"}, "drafts": {"review.date": "tue"}}
    assert of("review-unsigned", check(typed)) == []


# Held late


def held(
    check: Check, day: date | None = None, reviewed: date | None = None, zone: str = "UTC"
) -> list[tuple[str, str]]:
    rows = [
        {"id": "T1", "at": datetime.fromisoformat("2026-01-10T20:00:00+00:00"), "moment": "started"},
        {"id": "T2", "at": datetime.fromisoformat("2026-01-10T23:30:00+00:00"), "moment": "resolved"},
    ]
    metadata = {key: value for key, value in (("postmortem_date", day), ("zone", zone)) if value}
    return of("review-late", check({"timeline": rows, "metadata": metadata, "review": {"date": reviewed}}))


def test_a_post_mortem_weeks_after_the_incident_is_asked_about(check: Check) -> None:
    message = "The post-mortem was 27 days after it was over. What could nobody tell any more, and what held it up?"
    assert held(check, date(2026, 2, 6)) == [("metadata.postmortem_date", message)]
    assert held(check, None, date(2026, 2, 6)) == [("review.date", message)]


def test_one_within_two_weeks_is_left_alone_in_the_zone_of_the_report(check: Check) -> None:
    assert held(check, date(2026, 1, 24)) == []
    assert held(check, date(2026, 1, 25)) != []
    assert held(check, date(2026, 1, 25), zone="Europe/Paris") == []
    assert held(check, date(2026, 1, 12), date(2026, 2, 20)) == []
    assert held(check) == []


def test_one_that_is_still_to_come_asks_for_what_can_be_saved(check: Check) -> None:
    ((_, message),) = held(check, date(2026, 4, 1))
    assert (
        message
        == "The post-mortem is to be 81 days after it was over. Who will still know what they saw? Ask them before then"
    )


def test_without_moments_the_day_of_the_incident_counts(check: Check) -> None:
    late = {"incident_date": date(2026, 1, 10), "postmortem_date": date(2026, 2, 10)}
    ((_, message),) = of("review-late", check({"metadata": late}))
    assert message.startswith("The post-mortem was 31 days after the incident.")
    assert of("review-late", check({"metadata": {"postmortem_date": date(2026, 2, 10)}})) == []


# Lessons of an earlier incident

EARLIER = {"id": "INC-2024-007", "similarity": "The same clients were cut off", "lessons_applied": "no"}


def lessons(check: Check, *rows: dict[str, Any], **tables: Any) -> list[tuple[str, str]]:
    return of("lesson-unapplied", check({"related_incidents": list(rows or [EARLIER]), **tables}))


def test_lessons_that_were_not_applied_ask_why(check: Check) -> None:
    message = "The lessons of INC-2024-007 were not applied. Why not, and what would make it different now?"
    assert lessons(check) == [("related_incidents.0.lessons_applied", message)]
    bare = {"similarity": "Clients cut off", "lessons_applied": "no"}
    assert lessons(check, bare)[0][1].startswith('The lessons of "Clients cut off" were not applied.')


@pytest.mark.parametrize(
    "tables",
    [
        {"related_incidents": [{**EARLIER, "lessons_applied": "yes"}]},
        {"related_incidents": [{**EARLIER, "lessons_applied": "unknown"}]},
        {"related_incidents": [{**EARLIER, "similarity": "The same, because the probe was postponed"}]},
        {"follow_ups": [{"path": "related_incidents.0", "question": "Why was nothing done?", "who": "lee"}]},
        {"follow_ups": [{"question": "What became of INC-2024-007?"}]},
        {"five_whys": {"answers": [why(1, "The actions of the last outage were dropped in the reorganisation")]}},
        {"contributing_factors": {"factors": [{"id": "F1", "factor": "Lessons are not tracked after a month"}]}},
        {"action_items": [action("Finish the probe of INC-2024-007")]},
    ],
)
def test_where_something_asks_or_says_why_nothing_is_asked(check: Check, tables: dict[str, Any]) -> None:
    assert of("lesson-unapplied", check({"related_incidents": [EARLIER], **tables})) == []


# Customers

FELT = {"user_facing": "Checkout failed for everyone"}
MESSAGE = "SEV1, and nothing says that customers were told. Who told them what, when, or what kept you from it?"


def untold(check: Check, severity: str = "SEV1", **tables: Any) -> list[tuple[str, str]]:
    return of("customers-untold", check({"metadata": {"severity": severity}, "impact": FELT, **tables}))


def test_a_gravest_incident_of_which_nobody_was_told_is_asked_about(check: Check) -> None:
    assert untold(check) == [("timeline", MESSAGE)]
    asked = frozenset({"impact.customer_notifications"})
    found = check({"metadata": {"severity": "SEV1"}, "impact": FELT}, asked=asked)
    assert of("customers-untold", found) == [("impact.customer_notifications", MESSAGE)]
    assert untold(check, impact={**FELT, "customer_notifications": "none"}) == [
        ("impact.customer_notifications", MESSAGE)
    ]


@pytest.mark.parametrize(
    "tables",
    [
        {"impact": {**FELT, "customer_notifications": "3 notices"}},
        {"impact": {**FELT, "customer_notifications": "unknown"}},
        {"impact": {"user_facing": "none"}},
        {"impact": {"user_facing": "Employees could not log in to internal tools"}},
        {"impact": {}},
        {"timeline": [{"id": "T1", "event": "Status page updated"}]},
        {"timeline": [{"id": "T1", "event": "Status dashboard shows the fault"}]},
        {"timeline": [{"id": "T1", "event": "Told the merchants by mail"}]},
        {"timeline": [{"id": "T1", "event": "Customers were informed"}]},
        {"lessons": {"went_wrong": [{"text": "The status page was late"}]}},
        {"response": {"communication": {"rating": "good", "notes": "Public document throughout"}}},
    ],
)
def test_where_they_were_told_or_felt_nothing_it_is_left_alone(check: Check, tables: dict[str, Any]) -> None:
    assert untold(check, **tables) == []


@pytest.mark.parametrize("severity", ["SEV2", "SEV3", "SEV4"])
def test_lesser_incidents_need_no_notice(check: Check, severity: str) -> None:
    assert untold(check, severity) == []


# Data


def lost(check: Check, kind: str, *actions: dict[str, Any], **tables: Any) -> list[tuple[str, str]]:
    impact = {"data_affected": kind, **tables.pop("impact", {})}
    return of("data-action", check({"impact": impact, "action_items": list(actions), **tables}))


@pytest.mark.parametrize(
    ("kind", "words"), [("corruption", "Data was damaged"), ("permanent_loss", "Data was lost for good")]
)
def test_lost_data_that_nobody_restores_or_tells_of_is_asked_about(check: Check, kind: str, words: str) -> None:
    message = f"{words}, and no action restores it or tells those whose it was. Which one will?"
    assert lost(check, kind, action()) == [("action_items", message)]


@pytest.mark.parametrize(
    "tables",
    [
        {"resolution": {"permanent": ["Reversed the second entry of each account"]}},
        {"resolution": {"immediate": ["Restored from the snapshot"]}},
        {"impact": {"customer_notifications": "A letter to 700 firms"}},
        {"impact": {"data_affected_notes": "Rebuilt from the event log the next day"}},
    ],
)
def test_data_that_was_restored_or_told_of_is_left_alone(check: Check, tables: dict[str, Any]) -> None:
    assert lost(check, "corruption", action(), **tables) == []


def test_an_action_that_restores_or_tells_is_enough(check: Check) -> None:
    assert lost(check, "permanent_loss", action("Rebuild the index from the log")) == []
    assert lost(check, "permanent_loss", action("Write to the 31 firms that lost orders")) == []
    assert lost(check, "none", action()) == []
    assert lost(check, "read_only", action()) == []
    assert lost(check, "corruption") == []


# Unknowns

UNKNOWN = {"users_affected": "unknown", "support_tickets": "Unknown", "revenue": "unknown", "sla_breach": "unknown"}
ASKED = frozenset(f"impact.{name}" for name in (*UNKNOWN, "cancellations"))


def unknowns(check: Check, impact: dict[str, Any] | None = None, **tables: Any) -> list[tuple[str, str]]:
    return of("unknown-many", check({"impact": impact or UNKNOWN, **tables}, asked=ASKED))


def test_many_unknowns_with_nobody_to_find_out_are_told_once(check: Check) -> None:
    ((path, message),) = unknowns(check)
    assert path == "follow_ups"
    assert message.startswith("4 answers are unknown, and nobody is to find out: Users affected, ")
    assert message.endswith(" and 1 more. Who could?")


def test_few_unknowns_or_somebody_who_finds_out_are_left_alone(check: Check) -> None:
    assert unknowns(check, {**UNKNOWN, "revenue": "none"}) == []
    asked = [{"path": "impact.revenue", "question": "What did it cost?", "who": "Finance"}]
    assert unknowns(check, follow_ups=asked) == []
    assert unknowns(check, follow_ups=[{**asked[0], "who": None}]) != []
    assert of("unknown-many", check({"impact": UNKNOWN})) == []


# Done, and does it work


def test_what_is_done_and_was_not_seen_to_work_is_asked_about(check: Check) -> None:
    ((path, message),) = of("action-verified", check({"action_items": [action(status="done")]}))
    assert path == "action_items.AI-001.verified_how"
    assert message == '"Stage config pushes like code" is done. What has shown since that it works?'
    done = [action(number=number, status="done") for number in (1, 2, 3)]
    ((path, message),) = of("action-verified", check({"action_items": done}))
    assert (path, message) == (
        "action_items",
        "3 actions are done, and none says how its effect was seen. What has shown since that they work?",
    )
    done[0]["verified_on"] = date(2026, 2, 1)
    ((_, message),) = of("action-verified", check({"action_items": done}))
    assert message.startswith("3 actions are done, and 2 of them do not say how their effect was seen.")


@pytest.mark.parametrize(
    "more",
    [
        {"status": "open"},
        {"status": "wont_do"},
        {"status": "done", "verified_on": date(2026, 2, 1)},
        {"status": "done", "verified_how": "The drill of March"},
    ],
)
def test_what_is_open_or_was_verified_is_left_alone(check: Check, more: dict[str, Any]) -> None:
    assert of("action-verified", check({"action_items": [action(**more)]})) == []


# Moments whose words deny them

DENIED: dict[str, Moment] = {
    "Rollback failed, errors continue": "mitigated",
    "Restart had no effect": "mitigated",
    "Global kill switch proposed": "mitigated",
    "Failover did not help": "mitigated",
    "Hotfix rejected by CI": "mitigated",
    "Not resolved yet": "resolved",
    "Marked resolved, though errors persist": "resolved",
    "Still seeing timeouts": "resolved",
    "The issue is not fixed": "resolved",
    "Checkout is not back yet": "recovered",
    "Site still down for Asia": "recovered",
    "Latency has not recovered": "recovered",
    "No alert fired": "detected",
    "Nobody noticed the drop": "detected",
    "Root cause still unknown": "diagnosed",
    "No idea what caused it": "diagnosed",
    "Cause is not clear": "diagnosed",
    "Nobody answered the page": "acknowledged",
    "Page was missed": "acknowledged",
    "Decided not to declare an incident": "declared",
    "Incident not closed yet": "closed",
    "Incident reopened": "closed",
}
NOT_DENIED: list[tuple[Moment, str]] = [
    ("mitigated", "Rolled back to v41"),
    ("mitigated", "Rollback failed, so failed over to the standby"),
    ("mitigated", "Certificate with its full chain deployed in Frankfurt"),
    ("mitigated", "Global WAF kill switch executed"),
    ("mitigated", "Turned the feature off; cause still unknown"),
    ("resolved", "Resolved. Cause not known yet"),
    ("resolved", "No more errors, all clear"),
    ("resolved", "Web hooks restored; site back online"),
    ("recovered", "Errors stop; tokens are not accepted from old clients any more"),
    ("recovered", "Traffic and CPU back to expected levels"),
    ("recovered", "No errors since 14:07"),
    ("detected", "Alert: payments_5xx"),
    ("detected", "First client writes that it cannot connect"),
    ("detected", "WAF synthetic test failing, not a false alarm"),
    ("diagnosed", "Cause found: the intermediate is not in the chain"),
    ("diagnosed", "Limit of 8000 connections never lowered, found in the config"),
    ("acknowledged", "On-call could not log in, answers by phone"),
    ("declared", "Declared SEV1, not a drill"),
    ("closed", "Incident closed, cause still unknown"),
    ("started", "Checkout cannot reach the database"),
    ("mitigated", 'Ran "rollback failed" script again and failed over'),
    ("detected", "Customer reports checkout failing, no alert fired"),
    ("detected", "Support forwards the first ticket. No alerts fired until 14:20"),
    ("detected", "Lee notices the drop on the dashboard, no page"),
    ("detected", "Page: queue depth. Nobody had noticed before"),
    ("detected", "Trader on the desk sees no prices"),
    ("detected", "Engineer sees that nothing was paged and calls"),
    ("acknowledged", "Lee answers after nobody responded for 20 min"),
    ("acknowledged", "Second on-call picks up; first one did not answer"),
    ("acknowledged", "SRE joins, no response from the vendor"),
    ("acknowledged", "On-call opens laptop"),
    ("resolved", "Fix live everywhere, status page not updated yet"),
    ("resolved", "Certificate replaced. Root cause not fixed for old clients"),
    ("resolved", "Job changed to ship the chain; Tokyo still slow until 15:00"),
    ("resolved", "Traffic normal, still no explanation from the vendor"),
    ("resolved", "Rollback complete, not a single error since"),
    ("recovered", "Traffic back, cause still not known"),
    ("recovered", "Errors drop to 0.1%, not quite zero"),
    ("recovered", "Users can log in again, mail still slow"),
    ("recovered", "Throughput at 98%, backlog still being worked off"),
    ("recovered", "Orders accepted, though cancellations still failing for a few"),
    ("recovered", "Latency under 200 ms, no change since"),
    ("mitigated", "Restarted the fleet; errors go down, no improvement in Tokyo"),
    ("mitigated", "Blocked the crawler after restart did not help"),
    ("mitigated", "Disabled the flag. Retries still failing for old sessions"),
    ("mitigated", "Failed over; rollback was proposed and rejected"),
    ("mitigated", "Moved traffic to Frankfurt since the fix did not work"),
    ("mitigated", "WAF off globally, fix planned for tomorrow"),
    ("mitigated", "Workaround: clients told to retry, fix in progress"),
    ("mitigated", "Payouts held until the entries are reversed"),
    ("diagnosed", "Cause found: alerts had no idea of the new region"),
    ("diagnosed", "Bad config identified, why it passed is still unclear"),
    ("diagnosed", "The cause is not the network but DNS"),
    ("diagnosed", "Lease bug confirmed, root cause of the load unknown"),
    ("diagnosed", "Not a hardware fault: the firmware resets the counter"),
    ("declared", "SEV2 declared, not an outage"),
    ("declared", "Incident opened; no incident channel yet"),
    ("closed", "Closed; follow-up kept open in OPS-4811"),
    ("closed", "Incident closed, vendor case stays open"),
    ("started", "Nothing works"),
    ("started", "No impact yet, queue begins to fill"),
]


@pytest.mark.parametrize(("event", "moment"), DENIED.items())
def test_an_event_that_denies_its_moment_is_asked_about(check: Check, event: str, moment: Moment) -> None:
    ((path, message),) = of("moment-words", check({"timeline": [{"id": "T1", "event": event, "moment": moment}]}))
    assert path == "timeline.T1.moment"
    assert message.startswith(f'"{event}" is marked as {moment}, and says "')
    assert message.endswith('". Which event is that moment?')


@pytest.mark.parametrize(("moment", "event"), NOT_DENIED)
def test_an_event_that_says_what_it_is_is_left_alone(moment: Moment, event: str) -> None:
    assert denial_in(event, moment) == ""


def test_words_that_deny_another_moment_say_nothing_of_this_one() -> None:
    assert denial_in("Root cause still unknown", "started") == ""
    assert denial_in("Rollback failed", "diagnosed") == ""


# No finding advises to move a date


def test_no_message_about_a_date_asks_for_another_one(check: Check) -> None:
    day = date(2026, 2, 20)
    dues = (day - timedelta(days=400), day + timedelta(days=2), day + timedelta(days=300))
    actions = [action(number=number, due=due) for number, due in enumerate(dues, 1)]
    metadata = {"incident_date": day, "postmortem_date": day + timedelta(days=60), "next_review_date": day}
    rows = [
        {"id": "T1", "at": datetime.fromisoformat("2026-02-20T13:00:00+00:00"), "moment": "started"},
        {"id": "T2", "at": datetime.fromisoformat("2026-02-20T12:00:00+00:00"), "moment": "detected"},
        {"id": "T3", "at": datetime.fromisoformat("2026-02-28T12:00:00+00:00"), "moment": "resolved"},
    ]
    found = check({"metadata": metadata, "action_items": actions, "timeline": rows})
    ids = {"action-due-early", "action-due-past", "action-due-late", "review-late", "time-order", "moment-far"}
    assert ids <= {one.id for one in found}
    for one in found:
        if one.id in ids:
            assert "?" in one.message, one
            for words in ("later date", "earlier date", "date up to", "Move ", "Change the date"):
                assert words not in one.message, one


# What long incidents, few words and blank rows are not asked


def test_a_moment_of_an_incident_that_took_days_is_not_taken_for_a_wrong_day(check: Check) -> None:
    def rows(*days: int) -> list[dict[str, Any]]:
        moments = {0: "started", len(days) - 1: "resolved"}
        return [
            {
                "id": f"T{index}",
                "event": "Restored",
                "at": datetime.fromisoformat(f"2026-02-{day:02}T10:00:00+00:00"),
                "moment": moments.get(index),
            }
            for index, day in enumerate(days)
        ]

    far = of("moment-far", check({"timeline": rows(1, 12)}))
    assert far == [("timeline.T1.at", "Resolved 2026-02-12 10:00 UTC is 11 days after the start. Is its day right?")]
    assert of("moment-far", check({"timeline": rows(1, 5, 9, 12)})) == []
    said = {"title": "Sites gone for up to 11 days"}
    assert of("moment-far", check({"timeline": rows(1, 12), "metadata": said})) == []


def test_a_long_stretch_is_told_in_days(check: Check) -> None:
    rows = [
        {"id": "T1", "at": datetime.fromisoformat("2026-02-01T10:00:00+00:00"), "event": "Lost", "moment": "started"},
        {"id": "T2", "at": datetime.fromisoformat("2026-02-08T10:00:00+00:00"), "event": "Back", "moment": "resolved"},
    ]
    ((_, message),) = of("time-gap", check({"timeline": rows}))
    assert message.startswith("Nothing is told from 10:00 to 2026-02-08 10:00 UTC (7 days).")


def test_a_share_of_machines_is_no_share_of_users(check: Check) -> None:
    told = {"metadata": {"title": "Outage of the API"}}
    assert of("impact-outage", check({**told, "impact": {"requests_affected": "50% of our hosts"}})) == []
    assert of("impact-outage", check({**told, "impact": {"requests_affected": "50% of requests"}})) != []


def wrong(check: Check, text: str, *actions: str, area: str | None = None) -> list[tuple[str, str]]:
    rows = [action(words, number) for number, words in enumerate(actions, 1)]
    lessons = {"went_wrong": [{"text": text, "area": area}]}
    return of("wrong-action", check({"lessons": lessons, "action_items": rows}))


def test_what_went_wrong_in_few_words_or_about_telling_is_matched_with_care(check: Check) -> None:
    assert wrong(check, "Badges did not open the doors", "Stage config pushes") != []
    assert wrong(check, "We should have anticipated it", "Stage config pushes") == []
    assert wrong(check, "Public answer came days late", "Better communication") == []
    assert wrong(check, "Merchants heard it from the press", "Publish updates each hour", area="communication") == []
    assert wrong(check, "Public answer came days late", "Stage config pushes") != []


def test_a_row_that_was_begun_and_left_is_no_action(check: Check) -> None:
    asked = frozenset({"action_items.action", "action_items.owner", "action_items.priority"})
    blank = {"action_items": [{"id": "AI-001", "status": "open"}]}
    assert [one.id for one in check(blank, asked=asked)] == ["no-action"]
    named = {"action_items": [{"id": "AI-001", "status": "open", "owner": "lee"}]}
    ((path, message),) = of("action-priority", check(named, asked=asked))
    assert path == "action_items.AI-001.priority"
    assert message.startswith('Choose a priority for "lee"')


def test_what_is_looked_for_in_words_is_asked_in_english_reports_alone(check: Check) -> None:
    german = "Die Warteschlange lief voll, weil der Dienst nach dem Neustart nicht mehr erreichbar war. " * 5
    tables: dict[str, Any] = {
        "metadata": {"severity": "SEV1"},
        "impact": {"user_facing": german, "data_affected": "corruption"},
        "related_incidents": [EARLIER],
        "action_items": [action("Lease verkürzen")],
    }
    ids = {"customers-untold", "data-action", "lesson-unapplied"}
    assert {one.id for one in check(tables)} & ids == set()
    english = {**tables, "impact": {**tables["impact"], "user_facing": "Checkout failed for everyone"}}
    assert {one.id for one in check(english)} & ids == ids
