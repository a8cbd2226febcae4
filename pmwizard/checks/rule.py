"""What a rule is: a question to a report, with its name, its gravity and the reason for asking."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from pmwizard.checks.case import Case
from pmwizard.checks.finding import Finding, Severity, found

Family = Literal[
    "answers", "time", "impact", "summary", "cause", "detection", "lessons", "action", "review", "text", "wording"
]

Told = tuple[str, str]
"""The path that a finding is about, and its message."""

Look = Callable[[Case], Iterable[Told]]


@dataclass(frozen=True)
class Rule:
    """A check.

    Attributes:
        id: Its name, stable and public.
        family: What it is about.
        severity: How grave its findings are.
        reason: What it looks for and why, in one line.
        source: Where the reason can be looked up; empty where it is plain.
        look: What finds it: the paths and messages in a case, none when all is well.
    """

    id: str
    family: Family
    severity: Severity
    reason: str
    source: str
    look: Look

    def __call__(self, case: Case) -> Iterator[Finding]:
        """Yield what the rule finds."""
        for path, message in self.look(case):
            yield found(self.id, self.severity, path, message)


def rule(name: str, family: Family, severity: Severity, reason: str, source: str = "") -> Callable[[Look], Rule]:
    """Make a rule of a function that looks at a case."""

    def made(look: Look) -> Rule:
        return Rule(name, family, severity, reason, source, look)

    return made
