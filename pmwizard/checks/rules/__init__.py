"""The rules, by what they look at, and what all of them find in a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from operator import itemgetter

from pmwizard.checks.finding import SEVERITIES, CheckResult, Finding, dismissals, is_dismissed
from pmwizard.checks.rule import Case, Requirements, Rule
from pmwizard.checks.rules import actions, answers, causes, impact, lengths, privacy, records, review, times
from pmwizard.checks.rules.blame import WORDINGS
from pmwizard.model import Report
from pmwizard.questions import SECTIONS

_RULES: tuple[Rule, ...] = (
    # What cannot be so, and what must not leave the house.
    answers.texts_not_understood,
    answers.keys_not_known,
    times.moments_contradict,
    times.moments_set_twice,
    times.moments_without_time,
    times.ends_before_starts,
    times.events_with_time_and_day,
    times.incident_dates_without_event,
    times.events_in_the_future,
    times.dates_in_the_future,
    actions.due_before_incident,
    privacy.secrets,
    lengths.stated_lengths_differ,
    times.moments_denied,
    times.moments_far_away,
    # What is not there.
    answers.entries_not_added,
    privacy.placeholders_left,
    review.summaries_not_read,
    review.approved_by_nobody,
    impact.no_number,
    times.moments_missing,
    impact.no_method,
    actions.nothing_will_change,
    times.events_without_time,
    actions.without_owner,
    actions.without_priority,
    actions.without_due_date,
    # Whom it harmed, and what will be different.
    impact.customers_not_told,
    impact.lost_data_left,
    causes.chains_that_end_at_people,
    causes.chains_without_action,
    records.lessons_not_applied,
    causes.factors_without_action,
    actions.customers_noticed,
    lengths.longest_part_stays,
    actions.none_prevents,
    actions.none_detects_or_limits,
    actions.nothing_soon,
    actions.aimed_at_people,
    actions.vague,
    causes.nothing_follows,
    review.urgent_action_open,
    actions.due_in_the_past,
    actions.due_outside_horizon,
    records.done_and_not_verified,
    actions.several_owners,
    actions.many,
    answers.answers_missing,
    # How it is told.
    causes.trigger_is_cause,
    causes.trigger_or_cause_empty,
    causes.few_factors,
    causes.chains_without_end,
    causes.answers_that_repeat,
    times.gaps,
    times.begins_with_detection,
    impact.partial_outage,
    impact.symptom_inside,
    records.unknowns_left,
    review.held_late,
    review.author_approves,
    review.facilitator_took_part,
    *WORDINGS,
    # The form.
    causes.one_side_only,
    privacy.mail_addresses,
    privacy.public_addresses,
    review.summary_too_long,
    actions.one_priority,
    actions.begins_without_verb,
    times.events_without_source,
)

RULES: tuple[Rule, ...] = (*_RULES, review.finished_with_errors(_RULES))
"""Every rule, those whose findings matter most first: so are the findings of one section shown."""

_WEIGHT = {rule.id: place for place, rule in enumerate(RULES)}
_PLACE = {section.id: place for place, section in enumerate(SECTIONS)}


def check_report(report: Report, layout: Requirements, now: datetime) -> CheckResult:
    """Return what the rules find in a report."""
    case, known = Case(report, layout, now), dismissals(report)
    found: tuple[list[Finding], list[Finding]] = ([], [])
    for finding in sorted((finding for rule in RULES for finding in rule(case)), key=_order):
        found[is_dismissed(finding, known)].append(finding)
    return CheckResult(tuple(found[0]), tuple(found[1]), by_weight(found[0]))


def findings(report: Report, layout: Requirements, now: datetime) -> tuple[Finding, ...]:
    """Return what there is to fix, to enter and to think about, less the dismissed advice."""
    return check_report(report, layout, now).open


def by_weight(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings with what matters most first: errors, then of each rule the first finding before any second.

    Args:
        found: The findings, as they are ordered by severity and section.
    """
    seen: Counter[str] = Counter()
    keyed = []
    for finding in found:
        weight = _WEIGHT.get(finding.id, len(_WEIGHT))
        keyed.append(((finding.severity != "error", seen[finding.id], weight), finding))
        seen[finding.id] += 1
    return tuple(finding for _, finding in sorted(keyed, key=itemgetter(0)))


def _order(finding: Finding) -> tuple[int, int]:
    return SEVERITIES.index(finding.severity), _PLACE.get(finding.section, len(_PLACE))
