"""What a rule is: its name, its severity, the reason for it and what looks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from pmwizard.checks.case import Case
from pmwizard.checks.finding import Finding, FindingSeverity
from pmwizard.questions import section_of

Family = Literal[
    "answers", "time", "impact", "summary", "cause", "detection", "lessons", "action", "review", "text", "wording"
]

Problem = tuple[str, str]
"""The path that a finding is about, and its message."""

Look = Callable[[Case], Iterable[Problem]]


@dataclass(frozen=True)
class Rule:
    """A check.

    Attributes:
        id: Its name, stable and public.
        family: What it is about.
        severity: How severe its findings are.
        reason: What it looks for and why, in one line.
        source: Where the reason can be looked up; empty where it is plain.
        look: Returns the paths and messages of what it finds in a case.
    """

    id: str
    family: Family
    severity: FindingSeverity
    reason: str
    source: str
    look: Look

    def __call__(self, case: Case) -> Iterator[Finding]:
        """Yield what the rule finds."""
        for path, message in self.look(case):
            section = section_of(path)
            yield Finding(self.id, self.severity, section.id if section else "review", path, message)


def rule(name: str, family: Family, severity: FindingSeverity, reason: str, source: str = "") -> Callable[[Look], Rule]:
    """Make a rule of a function that looks at a case."""

    def made(look: Look) -> Rule:
        return Rule(name, family, severity, reason, source, look)

    return made
