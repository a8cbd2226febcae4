"""The rules of `pmwizard check` and of the Review screen.

A rule is a function from a case to paths and messages, named with its severity and its reason. To add one, write it
in the module of its family and name it in ``RULES``.
"""

from __future__ import annotations

from datetime import datetime

from pmwizard.checks.case import Case, Requirements
from pmwizard.checks.rule import SEVERITIES, Finding, Rule, Severity, dismissal
from pmwizard.checks.rules import actions, answers, causes, impact, privacy, review, times
from pmwizard.checks.rules import actions as due_dates
from pmwizard.checks.rules import causes as lessons
from pmwizard.checks.rules import impact as detection
from pmwizard.checks.rules import privacy as placeholders
from pmwizard.checks.rules import review as summary
from pmwizard.checks.rules import times as odd_times
from pmwizard.checks.rules.blame import WORDINGS
from pmwizard.model import Report
from pmwizard.questions import SECTIONS

__all__ = ["RULES", "Case", "Finding", "Requirements", "Rule", "Severity", "dismissal", "findings"]

_RULES: tuple[Rule, ...] = (
    answers.texts_not_understood,
    answers.entries_not_added,
    answers.answers_missing,
    placeholders.placeholders_left,
    summary.summaries_not_read,
    times.moments_contradict,
    times.moments_set_twice,
    times.events_in_the_future,
    times.dates_in_the_future,
    times.moments_missing,
    odd_times.events_without_time,
    odd_times.moments_far_away,
    times.begins_with_detection,
    times.gaps,
    times.events_without_source,
    impact.no_number,
    impact.symptom_inside,
    impact.partial_outage,
    causes.trigger_or_cause_empty,
    causes.trigger_is_cause,
    detection.no_method,
    causes.answers_that_repeat,
    causes.chains_that_end_at_people,
    causes.chains_without_end,
    causes.few_factors,
    causes.factors_without_action,
    lessons.one_side_only,
    causes.nothing_follows,
    actions.nothing_will_change,
    actions.without_owner,
    actions.without_priority,
    actions.without_due_date,
    due_dates.due_before_incident,
    due_dates.due_in_the_past,
    due_dates.due_outside_horizon,
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
    summary.summary_too_long,
    *WORDINGS,
    privacy.secrets,
    privacy.mail_addresses,
    privacy.public_addresses,
)

RULES: tuple[Rule, ...] = (*_RULES, review.finished_with_errors(_RULES))
"""Every rule, in the order in which findings of one section are told."""

_PLACE = {section.id: place for place, section in enumerate(SECTIONS)}


def findings(report: Report, layout: Requirements, now: datetime) -> tuple[Finding, ...]:
    """Return what there is to fix, to enter and to think about: the most severe first, then by section.

    Advice that a person has put aside for this report is left out.
    """
    case = Case(report, layout, now)
    aside = {_lasting(entry) for entry in report.review.dismissed}
    every = [finding for rule in RULES for finding in rule(case)]
    kept = [finding for finding in every if finding.severity != "advice" or finding.dismissal not in aside]
    return tuple(sorted(kept, key=lambda one: (SEVERITIES.index(one.severity), _PLACE.get(one.section, len(_PLACE)))))


def _lasting(entry: str) -> str:
    rule, _, path = entry.partition(" ")
    return dismissal(rule, path)
