"""What a rule finds, and the advice that a person has dismissed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from pmwizard.model import Report
from pmwizard.model.paths import ID_FORMS, replaced
from pmwizard.questions import question_at

FindingSeverity = Literal["error", "missing", "advice"]

SEVERITIES: tuple[FindingSeverity, ...] = ("error", "missing", "advice")
"""The severities, the most severe first."""


@dataclass(frozen=True)
class Finding:
    """One thing to fix, to enter or to think about.

    Attributes:
        id: The rule's name, stable and public.
        severity: How severe it is; errors and missing answers hold back the approval of a report.
        section: The id of the section in which it is fixed.
        path: The answer it is about, rows named by their ids; a list's own path where the list is meant.
        message: One sentence or two that say what to do.
    """

    id: str
    severity: FindingSeverity
    section: str
    path: str
    message: str

    @property
    def dismissal(self) -> str:
        """What the report remembers of it once it is dismissed: the rule, and a path that other edits leave alone."""
        return dismissal(self.id, self.path)


FOREMOST = 5
"""Findings that are named before the others where there are many."""


@dataclass(frozen=True)
class CheckResult:
    """What the rules find in a report, the most severe first, then by section.

    Attributes:
        open: What there is to fix, to enter and to think about.
        dismissed: The advice that a person has dismissed for this report.
        by_weight: What is open, with what matters most first, whatever its section.
    """

    open: tuple[Finding, ...]
    dismissed: tuple[Finding, ...]
    by_weight: tuple[Finding, ...]

    @property
    def advice(self) -> tuple[Finding, ...]:
        """The open advice: the five pieces that matter most, then the others by section."""
        first = tuple(one for one in self.by_weight if one.severity == "advice")[:FOREMOST]
        return (*first, *(one for one in self.open if one.severity == "advice" and one not in first))


def dismissal(rule: str, path: str) -> str:
    """Return what a report remembers of dismissed advice: ``rule path``.

    Rows go by their ids. A row of a list without ids has no name that lasts, so there the advice of that rule is
    dismissed for the whole list.
    """
    has_lasting_name = any(path.startswith(f"{table}.") for table in ID_FORMS)
    question = None if has_lasting_name else question_at(path)
    return f"{rule} {question.path if question else path}"


def dismissals(report: Report) -> frozenset[str]:
    """Return the dismissals of a report, those written by hand about one row of a list as about the whole list."""
    return frozenset(_lasting(entry) for entry in report.review.dismissed)


def is_dismissed(finding: Finding, known: Collection[str]) -> bool:
    """Return whether a finding is among the dismissals of a report; errors and missing answers never are."""
    return finding.severity == "advice" and finding.dismissal in known


def with_dismissed(report: Report, finding: Finding) -> Report:
    """Return the report with a piece of advice dismissed; as it was for an error or a missing answer."""
    if finding.severity != "advice" or is_dismissed(finding, dismissals(report)):
        return report
    return replaced(report, "review.dismissed", (*report.review.dismissed, finding.dismissal))


def with_restored(report: Report, finding: Finding) -> Report:
    """Return the report with a piece of advice no longer dismissed."""
    kept = tuple(entry for entry in report.review.dismissed if _lasting(entry) != finding.dismissal)
    return replaced(report, "review.dismissed", kept)


def _lasting(entry: str) -> str:
    rule, _, path = entry.partition(" ")
    return dismissal(rule, path)
