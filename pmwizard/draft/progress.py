"""How far a report has come, section by section."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from pmwizard.checks.finding import Finding
from pmwizard.draft.typed.meaning import MOMENT_PATHS
from pmwizard.layouts.layout import Layout
from pmwizard.model import Report
from pmwizard.model.base import is_empty
from pmwizard.model.moments import event_of
from pmwizard.model.paths import is_at_or_below, value_at
from pmwizard.questions import SECTIONS, Kind, Question, Section
from pmwizard.questions.timeline import EVENT_TIME
from pmwizard.text import counted


class Progress(Enum):
    """The state of a section, in the words of the screen."""

    TO_DO = "To do"
    IN_PROGRESS = "In progress"
    DONE = "Done"
    PROBLEM = "There is a problem"


@dataclass(frozen=True)
class SectionState:
    """A section's progress, with what is left or what is there in a few words."""

    section: Section
    progress: Progress
    note: str


def is_asked(question: Question, layout: Layout) -> bool:
    """Return whether a layout prints the answer to a question, or to one of its columns."""
    if question.path in MOMENT_PATHS:
        return EVENT_TIME.path in layout.asked
    return question.path in layout.asked or any(column.path in layout.asked for column in question.columns)


def is_insisted_on(question: Question, layout: Layout) -> bool:
    """Return whether a layout does not go without the answer to a question, or to one of its columns."""
    return any(is_at_or_below(path, question.path) for path in layout.required)


def is_answered(report: Report, question: Question) -> bool:
    """Return whether there is any answer to a question."""
    if question.path in MOMENT_PATHS:
        event = event_of(report, MOMENT_PATHS[question.path])
        return event is not None and event.at is not None
    return not is_empty(value_at(report, question.path))


def sections_for(report: Report, layout: Layout) -> tuple[Section, ...]:
    """Return the sections that the layout needs or that hold an answer; the review is always among them."""
    return tuple(
        section
        for section in SECTIONS
        if section.id == "review"
        or any(is_asked(question, layout) for question in section.questions)
        or any(is_answered(report, question) for question in section.questions)
    )


def states(report: Report, layout: Layout, findings: Sequence[Finding]) -> tuple[SectionState, ...]:
    """Return the state of every section the layout needs, in order."""
    each = (
        state_of(section, report, layout, [one for one in findings if one.section == section.id])
        for section in sections_for(report, layout)
    )
    return tuple(_held_back(state, findings) for state in each)


def sections_done(states: Sequence[SectionState]) -> int:
    """Return how many of all sections are done; one that the layout needs nothing of has nothing to do."""
    return len(SECTIONS) - sum(state.progress is not Progress.DONE for state in states)


def _held_back(state: SectionState, findings: Sequence[Finding]) -> SectionState:
    """Return the state of the review as in progress while anything is left elsewhere; other states as they are."""
    left = sum(finding.severity != "advice" for finding in findings)
    if state.section.id != "review" or state.progress is not Progress.DONE or not left:
        return state
    return SectionState(state.section, Progress.IN_PROGRESS, f"{left} left")


def state_of(section: Section, report: Report, layout: Layout, findings: Sequence[Finding]) -> SectionState:
    """Return how far one section is, given the findings about it: they alone say what is left."""
    errors = [finding for finding in findings if finding.severity == "error"]
    missing = [finding for finding in findings if finding.severity == "missing"]
    if errors:
        return SectionState(section, Progress.PROBLEM, counted(len(errors), "problem"))
    if not any(is_answered(report, question) for question in section.questions):
        return SectionState(section, Progress.TO_DO, "")
    if missing:
        return SectionState(section, Progress.IN_PROGRESS, f"{len(missing)} to do")
    return SectionState(section, Progress.DONE, _counts(section, report, layout))


def _counts(section: Section, report: Report, layout: Layout) -> str:
    """Return how many rows the first list has that is not empty, one that the layout prints before any other."""
    rows = [question for question in section.questions if question.kind is Kind.ROWS]
    for question in sorted(rows, key=lambda one: not is_asked(one, layout)):
        if number := len(value_at(report, question.path)):
            return counted(number, question.noun)
    return ""
