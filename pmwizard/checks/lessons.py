"""What was learned: both sides of it."""

from __future__ import annotations

from collections.abc import Iterator

from pmwizard.checks.case import Case
from pmwizard.checks.rule import Told, rule
from pmwizard.model.base import is_empty
from pmwizard.model.paths import value_at

_QUESTIONS = {
    "lessons.went_well": "What went well, and would you want it again?",
    "lessons.went_wrong": "What was hard, slowed you down or surprised you?",
    "lessons.lucky": "Where did luck help? What kept it from being worse may not be there next time",
}


@rule(
    "lesson-missing",
    "lessons",
    "advice",
    "What went well, what went wrong and luck are each worth a look",
    "Google SRE",
)
def one_side_only(case: Case) -> Iterator[Told]:
    """Some lessons are there, and one of the lists that the layout prints and does not insist on is empty."""
    lessons = case.report.lessons
    if is_empty(lessons.went_well) and is_empty(lessons.went_wrong):
        return
    for path, question in _QUESTIONS.items():
        if is_empty(value_at(case.report, path)) and case.asks(path) and not case.insists_on(path):
            yield path, question
