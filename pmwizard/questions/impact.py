"""Section 2: what the incident did to users, to the business and to the responders."""

from __future__ import annotations

from typing import Any

from pmwizard.questions.question import Choice, Group, Kind, Question, Section

DATA = (
    Choice("none", "none lost", "none lost or changed"),
    Choice("read_only", "read-only", "could be read, not written"),
    Choice("corruption", "wrong or corrupt", "wrong or corrupt, repaired or to be repaired"),
    Choice("permanent_loss", "lost for good", "some of it cannot be brought back"),
    Choice("unknown", "not known", "not known yet"),
)

YES_NO = (
    Choice("yes", "broken", "a promise to customers was broken"),
    Choice("no", "kept", "every promise to customers was kept"),
    Choice("unknown", "not known", "not known yet"),
    Choice("n/a", "none made", "no promise applies"),
)


def _line(name: str, label: str, hint: str, *, core: bool = False, optional: bool = True, **facts: Any) -> Question:
    path = f"impact.{name}"
    return Question(path, Kind.LINE, label, hint, core=core, optional=optional, **facts)


_WHAT_USERS_FELT = (
    Question(
        "impact.user_facing",
        Kind.TEXT,
        "What did users see?",
        "What they tried, what they got instead, what still worked",
        core=True,
        missing="Enter what users saw, or type unknown",
        amount="story",
    ),
    _line(
        "users_affected",
        "Users affected",
        "A number or a share, and how you know. unknown is an answer",
        core=True,
        optional=False,
        amount="number",
    ),
    _line(
        "requests_affected",
        "Requests or operations affected",
        "A number or a share of failed calls. unknown is an answer",
        core=True,
        optional=False,
        amount="number",
    ),
    _line(
        "error_rate_peak", "Peak error rate", "Share of failed calls at the worst minute", core=True, amount="number"
    ),
    _line(
        "duration",
        "Lasted",
        "Empty: from the timeline. Type here only to override it",
        core=True,
        missing="Enter how long it lasted, or type unknown",
        has_default=True,
    ),
    _line(
        "revenue",
        "Money",
        "Loss, credits or refunds. A range is fine, and so is unknown",
        core=True,
        missing="Enter what it cost, or type unknown",
        amount="number",
    ),
    _line("error_budget", "Error budget used", "Per cent of this month's budget", core=True, amount="number"),
    Question(
        "impact.data_affected",
        Kind.CHOICE,
        "Data",
        "None, read-only, wrong, or lost for good",
        choices=DATA,
        core=True,
        missing="Choose what happened to data",
    ),
    Question(
        "impact.sla_breach",
        Kind.CHOICE,
        "Promise to customers",
        "Kept or broken",
        choices=YES_NO,
        core=True,
        optional=True,
        missing="Choose whether the promise to customers was kept",
    ),
    _line("support_tickets", "Support tickets", "How many wrote in", core=True, amount="number"),
    _line(
        "customer_notifications",
        "Customers told",
        "What was said, where and when",
        core=True,
        missing="Enter what customers were told, or type unknown",
        amount="number",
    ),
)

_REACH = (
    _line("user_segments", "Who most?", "Plans or platforms hit harder than others", amount="story"),
    _line("geographic_distribution", "Where?", "Regions hit harder than others", amount="story"),
    Question(
        "impact.features_impacted", Kind.NAMES, "Features impacted", "What users could not do. Commas between them"
    ),
    Question(
        "impact.systems_affected", Kind.NAMES, "Systems affected", "Hosts, databases, services. Commas between them"
    ),
    _line("data_affected_notes", "Which data?", "What was lost, wrong or read-only, and since when", amount="story"),
    _line("strategies_affected", "Strategies affected", "How many, or which", amount="number"),
    _line("trades_missed", "Trades missed", "How many, or which", amount="number"),
    Question(
        "impact.performance",
        Kind.TEXT,
        "Performance",
        "What was slower, and by how much",
        optional=True,
        missing="Enter what became slower, or type unknown",
        amount="story",
    ),
)

_BUSINESS_AND_PEOPLE = (
    _line("cancellations", "Cancellations", "How many customers left because of it", amount="number"),
    _line("sla_credits", "SLA credits", "What customers are owed", amount="number"),
    Question(
        "impact.reputation",
        Kind.TEXT,
        "Outside attention",
        "Press, social media, big customers",
        optional=True,
        amount="story",
    ),
    Question(
        "impact.teams_involved",
        Kind.NAMES,
        "Teams involved",
        "Which teams responded. Commas between them",
        optional=True,
    ),
    _line("engineer_hours", "Engineer hours", "Hours spent on the incident, all people together", amount="number"),
    Question(
        "impact.opportunity_cost",
        Kind.TEXT,
        "What had to wait",
        "Work that was put off because of it",
        optional=True,
        amount="story",
    ),
    Question(
        "metadata.severity_justification",
        Kind.TEXT,
        "Why this severity",
        "The rule or number that puts it here",
        optional=True,
    ),
)

IMPACT = Section(
    id="impact",
    digit="2",
    title="Impact",
    brief="Impact",
    groups=(
        Group("What users felt", _WHAT_USERS_FELT),
        Group("Reach", _REACH),
        Group("Business and people", _BUSINESS_AND_PEOPLE),
    ),
)
