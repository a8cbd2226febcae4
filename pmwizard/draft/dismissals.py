"""Advice that a person puts aside for a report, and takes up again."""

from __future__ import annotations

from collections.abc import Iterable

from pmwizard.checks import Finding, dismissal
from pmwizard.model import Report
from pmwizard.model.paths import replaced

_PATH = "review.dismissed"


def is_put_aside(dismissed: Iterable[str], finding: Finding) -> bool:
    """Tell whether a finding is among those put aside; errors and missing answers never are."""
    return finding.severity == "advice" and any(_is_about(entry, finding) for entry in dismissed)


def put_aside(report: Report, finding: Finding) -> Report:
    """Return the report with a piece of advice put aside; as it was for an error or a missing answer."""
    dismissed = report.review.dismissed
    if finding.severity != "advice" or is_put_aside(dismissed, finding):
        return report
    return replaced(report, _PATH, (*dismissed, finding.dismissal))


def taken_up(report: Report, finding: Finding) -> Report:
    """Return the report with a piece of advice told again."""
    left = tuple(entry for entry in report.review.dismissed if not _is_about(entry, finding))
    return replaced(report, _PATH, left)


def _is_about(entry: str, finding: Finding) -> bool:
    rule, _, path = entry.partition(" ")
    return rule == finding.id and dismissal(rule, path) == finding.dismissal
