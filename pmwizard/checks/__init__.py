"""The rules of `pmwizard check` and of the Review screen.

A rule is a function from a case to findings. To add one, write it in the module of its family and name it here.
"""

from __future__ import annotations

from datetime import datetime

from pmwizard.checks.actions import nothing_will_change
from pmwizard.checks.answers import (
    answers_missing,
    entries_not_added,
    placeholders_left,
    summaries_not_read,
    texts_not_understood,
)
from pmwizard.checks.finding import SEVERITIES, Case, Finding, Requirements, Rule, Severity
from pmwizard.checks.times import moments_contradict, moments_missing, moments_set_twice
from pmwizard.model import Report
from pmwizard.questions import SECTIONS

__all__ = ["RULES", "Case", "Finding", "Requirements", "Rule", "Severity", "findings"]

RULES: tuple[Rule, ...] = (
    texts_not_understood,
    entries_not_added,
    answers_missing,
    placeholders_left,
    summaries_not_read,
    moments_contradict,
    moments_set_twice,
    moments_missing,
    nothing_will_change,
)
"""Every rule, in the order in which findings of one section are told."""

_PLACE = {section.id: place for place, section in enumerate(SECTIONS)}


def findings(report: Report, layout: Requirements, now: datetime) -> tuple[Finding, ...]:
    """Return what there is to mend, to enter and to think about: the gravest first, then by section.

    Advice that a person has put aside for this report is left out.
    """
    case = Case(report, layout, now)
    aside = set(report.review.dismissed)
    kept = [
        finding
        for rule in RULES
        for finding in rule(case)
        if finding.severity != "advice" or f"{finding.id} {finding.path}" not in aside
    ]
    return tuple(sorted(kept, key=lambda one: (SEVERITIES.index(one.severity), _PLACE.get(one.section, len(_PLACE)))))
