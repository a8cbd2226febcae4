"""Advice that a person puts aside for a report, and takes up again."""

from __future__ import annotations

from pmwizard.checks import Finding
from pmwizard.model import Report
from pmwizard.model.paths import replaced

_PATH = "review.dismissed"


def entry_for(finding: Finding) -> str:
    """Return how the report remembers that a finding is put aside: its rule, and a path that lasts."""
    return finding.dismissal


def is_put_aside(report: Report, finding: Finding) -> bool:
    """Tell whether a finding is put aside; errors and missing answers never are."""
    return finding.severity == "advice" and entry_for(finding) in report.review.dismissed


def put_aside(report: Report, finding: Finding) -> Report:
    """Return the report with a piece of advice put aside; as it was for an error or a missing answer."""
    entry = entry_for(finding)
    if finding.severity != "advice" or entry in report.review.dismissed:
        return report
    return replaced(report, _PATH, (*report.review.dismissed, entry))


def taken_up(report: Report, finding: Finding) -> Report:
    """Return the report with a piece of advice told again."""
    entry = entry_for(finding)
    return replaced(report, _PATH, tuple(one for one in report.review.dismissed if one != entry))
