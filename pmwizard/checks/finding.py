"""What a check finds, and what it is given to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Literal, Protocol

from pmwizard.model import Report
from pmwizard.model.moments import Definition
from pmwizard.model.times import zone_named
from pmwizard.questions import section_of

Severity = Literal["error", "missing", "advice"]

SEVERITIES: tuple[Severity, ...] = ("error", "missing", "advice")
"""The severities, the gravest first."""


@dataclass(frozen=True)
class Finding:
    """One thing to mend, to enter or to think about.

    Attributes:
        id: The rule's name, stable and public.
        severity: How grave it is; errors and missing answers hold back the approval of a report.
        section: The id of the section in which it is mended.
        path: The answer it is about, rows named by their ids; a list's own path where the list is meant.
        message: One sentence or two that say what to do.
    """

    id: str
    severity: Severity
    section: str
    path: str
    message: str


class Requirements(Protocol):
    """What the checks need to know of a layout."""

    @property
    def required(self) -> tuple[str, ...]:
        """The paths of answers that the house will not go without."""

    @property
    def metrics(self) -> tuple[Definition, ...]:
        """The lengths of time that it prints."""

    @property
    def asked(self) -> frozenset[str]:
        """The paths of all answers that it prints."""


@dataclass(frozen=True)
class Case:
    """A report to be checked, the layout it is for, and the current instant."""

    report: Report
    layout: Requirements
    now: datetime

    @property
    def zone(self) -> tzinfo:
        """The zone in which the report's times are shown."""
        return zone_named(self.report.metadata.zone) or UTC


Rule = Callable[[Case], Iterable[Finding]]
"""A check: it yields what it finds, and nothing when all is well."""


def found(rule: str, severity: Severity, path: str, message: str) -> Finding:
    """Return a finding about the answer at ``path``, in the section where that is asked."""
    section = section_of(path)
    return Finding(rule, severity, section.id if section else "review", path, message)
