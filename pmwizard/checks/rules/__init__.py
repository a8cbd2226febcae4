"""The rules, by what they look at, and what all of them find in a report."""

from __future__ import annotations

from datetime import datetime

from pmwizard.checks.finding import SEVERITIES, CheckResult, Finding, dismissals, is_dismissed
from pmwizard.checks.rule import Case, Requirements, Rule
from pmwizard.checks.rules import actions, answers, causes, impact, privacy, review, times
from pmwizard.checks.rules.blame import WORDINGS
from pmwizard.model import Report
from pmwizard.questions import SECTIONS

_RULES: tuple[Rule, ...] = (
    answers.texts_not_understood,
    answers.entries_not_added,
    answers.keys_not_known,
    answers.answers_missing,
    privacy.placeholders_left,
    review.summaries_not_read,
    times.moments_contradict,
    times.moments_set_twice,
    times.moments_without_time,
    times.ends_before_starts,
    times.events_with_time_and_day,
    times.incident_dates_without_event,
    times.events_in_the_future,
    times.dates_in_the_future,
    times.moments_missing,
    times.events_without_time,
    times.moments_far_away,
    times.begins_with_detection,
    times.gaps,
    times.events_without_source,
    impact.no_number,
    impact.symptom_inside,
    impact.partial_outage,
    causes.trigger_or_cause_empty,
    causes.trigger_is_cause,
    impact.no_method,
    causes.answers_that_repeat,
    causes.chains_that_end_at_people,
    causes.chains_without_end,
    causes.few_factors,
    causes.factors_without_action,
    causes.one_side_only,
    causes.nothing_follows,
    actions.nothing_will_change,
    actions.without_owner,
    actions.without_priority,
    actions.without_due_date,
    actions.due_before_incident,
    actions.due_in_the_past,
    actions.due_outside_horizon,
    actions.several_owners,
    actions.begins_without_verb,
    actions.vague,
    actions.aimed_at_people,
    actions.nothing_soon,
    actions.one_priority,
    actions.none_prevents,
    actions.none_detects_or_limits,
    actions.customers_noticed,
    actions.many,
    review.facilitator_took_part,
    review.author_approves,
    review.urgent_action_open,
    review.summary_too_long,
    *WORDINGS,
    privacy.secrets,
    privacy.mail_addresses,
    privacy.public_addresses,
)

RULES: tuple[Rule, ...] = (*_RULES, review.finished_with_errors(_RULES))
"""Every rule, in the order in which the findings of one section are shown."""

_PLACE = {section.id: place for place, section in enumerate(SECTIONS)}


def check_report(report: Report, layout: Requirements, now: datetime) -> CheckResult:
    """Return what the rules find in a report."""
    case, known = Case(report, layout, now), dismissals(report)
    sides: tuple[list[Finding], list[Finding]] = ([], [])
    for finding in sorted((finding for rule in RULES for finding in rule(case)), key=_order):
        sides[is_dismissed(finding, known)].append(finding)
    return CheckResult(*map(tuple, sides))


def findings(report: Report, layout: Requirements, now: datetime) -> tuple[Finding, ...]:
    """Return what there is to fix, to enter and to think about, less the dismissed advice."""
    return check_report(report, layout, now).open


def _order(finding: Finding) -> tuple[int, int]:
    return SEVERITIES.index(finding.severity), _PLACE.get(finding.section, len(_PLACE))
