"""What a rule is and what it finds: its name, its severity and the reason for asking."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from pmwizard.checks.case import Case
from pmwizard.model.paths import ID_FORMS
from pmwizard.questions import question_at, section_of

Severity = Literal["error", "missing", "advice"]

SEVERITIES: tuple[Severity, ...] = ("error", "missing", "advice")
"""The severities, the gravest first."""


@dataclass(frozen=True)
class Finding:
    """One thing to fix, to enter or to think about.

    Attributes:
        id: The rule's name, stable and public.
        severity: How grave it is; errors and missing answers hold back the approval of a report.
        section: The id of the section in which it is fixed.
        path: The answer it is about, rows named by their ids; a list's own path where the list is meant.
        message: One sentence or two that say what to do.
    """

    id: str
    severity: Severity
    section: str
    path: str
    message: str

    @property
    def dismissal(self) -> str:
        """What the report remembers of it once it is put aside: the rule, and a path that other edits leave alone."""
        return dismissal(self.id, self.path)


def dismissal(rule: str, path: str) -> str:
    """Return what a report remembers of advice that is put aside: ``rule path``.

    Rows go by their ids. A row of a list without ids has none that lasts, so there the advice of that rule is put
    aside for the whole list.
    """
    has_lasting_name = any(path.startswith(f"{table}.") for table in ID_FORMS)
    question = None if has_lasting_name else question_at(path)
    return f"{rule} {question.path if question else path}"


def found(rule: str, severity: Severity, path: str, message: str) -> Finding:
    """Return a finding about the answer at ``path``, in the section where that is asked."""
    section = section_of(path)
    return Finding(rule, severity, section.id if section else "review", path, message)


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
