"""What a report leaves open: lessons of earlier incidents, what nobody knows, actions whose effect nobody saw."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from pmwizard.checks.english.prose import Pattern
from pmwizard.checks.rule import Case, Problem, is_english, rule, says, texts
from pmwizard.checks.rules.actions import planned_actions
from pmwizard.checks.rules.answers import label_in_sentence, row_name
from pmwizard.model.base import is_empty
from pmwizard.model.parts.records import RelatedIncident
from pmwizard.model.paths import is_at_or_below
from pmwizard.questions import SECTIONS, question_at

_ABOUT_EARLIER = Pattern(
    r"\b(?:(?:earlier|previous|prior|last|past|similar|former) (?:\w+ )?(?:incidents?|outages?|post-?mortems?|lessons?"
    r"|actions?)|lessons? (?:\w+ ){0,4}(?:not|never|appl\w+)|(?:lessons?|actions?) (?:of|from)"
    r"|(?:actions?|fix|follow-?ups?) (?:\w+ ){0,4}(?:never|not|postponed|dropped|unfinished)"
    r"|happened (?:before|again)|(?:second|third) time|carried over|not carried|already known)\b"
)
_SAYS_WHY = Pattern(
    r"\b(?:because|since|as the|postponed|delayed|never (?:done|finished|built)|not (?:done|finished|carried|followed)"
    r"|still open|was dropped|no (?:owner|time))\b"
)
_WHERE_WHY = (
    "five_whys.",
    "contributing_factors.",
    "root_cause.",
    "lessons.",
    "analysis.",
    "action_items",
    "prevention.",
    "detection.",
)


@rule(
    "lesson-unapplied",
    "lessons",
    "advice",
    "A lesson that was learned and not applied is a cause of its own",
    "Google SRE workbook; PagerDuty",
)
def lessons_not_applied(case: Case) -> Iterator[Problem]:
    """The lessons of an earlier incident were not applied, and nothing asks or says why."""
    asked = any(is_at_or_below(row.path or "", "related_incidents") for row in case.report.follow_ups)
    rows = [(index, row) for index, row in enumerate(case.report.related_incidents) if row.lessons_applied == "no"]
    if asked or not rows or not is_english(case):
        return
    told = [text for _, _, text in texts(case.report, _WHERE_WHY)]
    told += [row.question or "" for row in case.report.follow_ups]
    for index, row in rows:
        if not _is_asked(row, told):
            name = says(row.id) or (says(row.similarity) and f'"{row_name(row)}"') or "an earlier incident"
            message = f"The lessons of {name} were not applied. Why not, and what would make it different now?"
            yield f"related_incidents.{index}.lessons_applied", message


def _is_asked(row: RelatedIncident, told: list[str]) -> bool:
    own_id = says(row.id)
    return bool(_SAYS_WHY.search(row.similarity or "")) or any(
        (own_id and own_id in text) or _ABOUT_EARLIER.search(text) for text in told
    )


_MANY = 4
_NAMED = 3
_CHOICES = tuple(
    (question.path, attrgetter(question.path))
    for section in SECTIONS
    for question in section.questions
    if any(choice.value == "unknown" for choice in question.choices)
)
"""The answers that are chosen, where one of the choices is that it is not known."""


@rule(
    "unknown-many",
    "review",
    "advice",
    "What nobody is to find out stays unknown",
    "Google SRE",
)
def unknowns_left(case: Case) -> Iterator[Problem]:
    """Four or more answers are unknown, and nobody is named who finds out."""
    if case.report.metadata.status == "closed":
        return
    looked_into = [row.path or "" for row in case.report.follow_ups if says(row.who) or row.done]
    typed = [path for path, asked, text in case.leaves if path == asked and text.strip().casefold() == "unknown"]
    chosen = [path for path, value_in in _CHOICES if value_in(case.report) == "unknown"]
    unknown = [
        question
        for path in (*typed, *chosen)
        if case.asks(path) and not any(is_at_or_below(one, path) for one in looked_into)
        if (question := question_at(path))
    ]
    if len(unknown) >= _MANY:
        names = ", ".join(label_in_sentence(question) for question in unknown[:_NAMED])
        more = f" and {len(unknown) - _NAMED} more"
        yield "follow_ups", f"{len(unknown)} answers are unknown, and nobody is to find out: {names}{more}. Who could?"


@rule(
    "action-verified",
    "action",
    "advice",
    "Done is not the same as it works: somebody saw its effect",
    "Lunney, Lueder, Beyer; Google SRE workbook",
)
def done_and_not_verified(case: Case) -> Iterator[Problem]:
    """Actions are done, and nothing says that their effect was seen."""
    done = [(row, action) for row, action in planned_actions(case) if action.status == "done" and says(action.action)]
    bare = [(row, action) for row, action in done if not action.verified_on and is_empty(action.verified_how)]
    if len(bare) == 1:
        row, action = bare[0]
        yield f"{row}.verified_how", f'"{row_name(action)}" is done. What has shown since that it works?'
    elif bare:
        which = "none says how its" if len(bare) == len(done) else f"{len(bare)} of them do not say how their"
        seen = "effect was seen. What has shown since that they work?"
        yield "action_items", f"{len(done)} actions are done, and {which} {seen}"
