"""Who, what and when: the head of a report."""

from __future__ import annotations

from typing import Literal, get_args

from pmwizard.model.base import Day, Part, Text, Texts

Severity = Literal["SEV1", "SEV2", "SEV3", "SEV4"]
Status = Literal["draft", "in_review", "approved", "closed"]
FIRST_STATUS: Status = "draft"
"""The status of a report until another one is chosen."""

SummaryForm = Literal["one line", "2-3 sentences", "impact, cause, resolution", "2-3 paragraphs"]
"""How long a house wants the summary to be, or which sentences it wants."""

SUMMARY_FORMS: tuple[SummaryForm, ...] = get_args(SummaryForm)


class Metadata(Part):
    """What identifies the incident and the people around its report."""

    title: Text | None = None
    incident_id: Text | None = None
    hotfix_id: Text | None = None
    tracker_issue: Text | None = None
    severity: Severity | None = None
    severity_justification: Text | None = None
    status: Status | None = None
    incident_date: Day | None = None
    postmortem_date: Day | None = None
    next_review_date: Day | None = None
    author: Text | None = None
    reporter: Text | None = None
    incident_commander: Text | None = None
    facilitator: Text | None = None
    zone: Text | None = None
    reviewers: Texts = ()
    attendees: Texts = ()
    services_affected: Texts = ()


class Summary(Part):
    """The incident in a line and in a paragraph; ``drafted`` names what no person has accepted yet."""

    one_line: Text | None = None
    executive: Text | None = None
    drafted: tuple[Literal["one_line", "executive"], ...] = ()
