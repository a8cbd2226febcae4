"""Lengths of time: what is stated against what the moments say, and whether the longest part will be shorter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise, product

from pmwizard.checks.english.lengths import lengths_of_incident
from pmwizard.checks.english.prose import Pattern
from pmwizard.checks.rule import Case, Problem, is_english, length_between, rule, says
from pmwizard.checks.rules.actions import customers_noticed, none_detects_or_limits, planned_actions
from pmwizard.checks.rules.answers import label_in_sentence
from pmwizard.model.base import is_empty
from pmwizard.model.moments import IN_ORDER, Definition, impact_duration
from pmwizard.model.parts.actions import ActionKind
from pmwizard.model.parts.timeline import MOMENTS, Moment
from pmwizard.model.paths import value_at
from pmwizard.model.times.lengths import SaidLength, said_length
from pmwizard.questions import question_at
from pmwizard.text import quoted

_BEGINS: tuple[Moment, ...] = ("started", "detected")
_ENDS: tuple[Moment, ...] = ("mitigated", "recovered", "resolved")
_TOLD_IN_BRIEF = ("metadata.title", "summary.one_line", "summary.executive")
_TOLD_AT_LENGTH = ("impact.user_facing", "metadata.severity_justification", "root_cause.what_happened")
_LEEWAY = 600
"""Seconds by which the time between two moments may be another where one of them is approximate."""


@rule(
    "length-differs",
    "time",
    "advice",
    "A length that is stated and one that is measured cannot both be so",
    "Google SRE workbook",
)
def stated_lengths_differ(case: Case) -> Iterator[Problem]:
    """A length of time that is typed, or told in words, is not the one between the moments."""
    duration = impact_duration(case.report).definition
    differ = False
    for definition in (duration, *case.layout.metrics):
        words = says(value_at(case.report, definition.path))
        said = said_length(words)
        begins, ends = (_BEGINS, _ENDS) if definition is duration else (MOMENTS, (definition.end,))
        if said and not _agrees(case, said, begins, ends) and (measured := _measured(case, definition)):
            differ = True
            yield definition.path, _both(definition.path, words, measured)
    measured = "" if differ else _measured(case, duration)
    if measured and (told := next(_told(case), None)):
        path, words = told
        yield path, _both(path, words, measured)


def _told(case: Case) -> Iterator[tuple[str, str]]:
    """Yield the texts none of whose lengths may be that of the incident, with the longest one in each."""
    drafted = {f"summary.{name}" for name in case.report.summary.drafted}
    for path in (*_TOLD_IN_BRIEF, *_TOLD_AT_LENGTH):
        text = "" if path in drafted else says(value_at(case.report, path))
        lengths = tuple(lengths_of_incident(text, in_brief=path in _TOLD_IN_BRIEF))
        if lengths and not any(_agrees(case, said, _BEGINS, _ENDS) for _, said in lengths):
            yield path, max(lengths, key=lambda one: one[1].shortest)[0]


def _agrees(case: Case, said: SaidLength, begins: tuple[Moment, ...], ends: tuple[Moment, ...]) -> bool:
    """Return whether what is said may be the time between some of the moments, but for a rounding."""
    approximate = {moment for moment, events in case.tagged.items() if events[0][1].approximate}
    for begin, end in product(begins, ends):
        early, late = case.at(begin), case.at(end)
        if early and late:
            seconds = (late - early).total_seconds()
            leeway = _LEEWAY if {begin, end} & approximate else 0
            if any(said.holds(seconds + by, approximate=True) for by in (-leeway, 0, leeway)):
                return True
    return False


def _measured(case: Case, definition: Definition) -> str:
    """Return the time between two moments and its ends, in words; an empty text where it is not known."""
    early, late = case.at(definition.start), case.at(definition.end)
    if early is None or late is None or late < early:
        return ""
    return f"{length_between(early, late)} ({case.shown_stretch(early, late)})"


def _both(path: str, words: str, measured: str) -> str:
    question = question_at(path)
    label = label_in_sentence(question) if question else path
    return f'{label}: "{quoted(words)}", but the moments say {measured}. Which is right?'


# The longest part

_PARTS: tuple[Moment, ...] = ("started", "detected", "acknowledged", "diagnosed", "mitigated")
_SHORTEST_INCIDENT = 1800
_SHORTEST_PART = 900
_NAMES: dict[Moment, tuple[str, str]] = {
    "detected": ("Noticing it", "What would show it sooner?"),
    "acknowledged": ("Reaching someone", "What would bring the right person sooner?"),
    "diagnosed": ("Finding the cause", "What would point to the cause sooner?"),
    "mitigated": ("Stopping the harm", "What would make the way out shorter: a switch, a rollback, practice?"),
    "recovered": ("Getting back to normal", "What would make the repair quicker or smaller?"),
}
_KINDS: dict[Moment, tuple[ActionKind, ...]] = {
    "detected": ("detect",),
    "acknowledged": ("detect", "recover"),
    "diagnosed": ("detect", "learn", "recover"),
    "mitigated": ("limit", "recover", "learn"),
    "recovered": ("limit", "recover", "learn"),
}
_WATCHING = r"alert\w*|alarm\w*|monitor\w*|detect\w*|pag(?:e|es|ing)\b|probe\w*|watch\w*|health ?check\w*|synthetic\w*"
_CALLING = r"page\w*|paging|on-?call|rota\w*|escalat\w*|contact\w*|phone\w*"
_SHOWING = r"dashboard\w*|logs?|logging|log lines?|trac(?:e|es|ing)|metrics?|runbook\w*|playbook\w*|diagnos\w*|debug\w*"
_UNDOING = (
    r"roll\w*[ -]?back\w*|revert\w*|restor\w*|recover\w*|fail\w*[ -]?over\w*|kill[ -]?switch\w*|switch(?:es)?|flags?"
    r"|backups?|snapshots?|runbook\w*|playbook\w*|drills?|rehears\w*|practi[cs]\w*|faster|quick\w*|sooner|one command"
    r"|automat\w*|stag(?:e|es|ed)|limit\w*|isolat\w*|shed\w*|capacity|break[ -]?glass|out[ -]of[ -]band|access"
)
_WORDS: dict[Moment, Pattern] = {
    "detected": Pattern(rf"\b(?:{_WATCHING}|{_CALLING})\b"),
    "acknowledged": Pattern(rf"\b(?:{_WATCHING}|{_CALLING})\b"),
    "diagnosed": Pattern(rf"\b(?:{_WATCHING}|{_SHOWING})\b"),
    "mitigated": Pattern(rf"\b(?:{_UNDOING})\b"),
    "recovered": Pattern(rf"\b(?:{_UNDOING})\b"),
}


@rule(
    "action-longest",
    "action",
    "advice",
    "The longest part of an incident is where most can be won",
    "Google SRE workbook; PagerDuty",
)
def longest_part_stays(case: Case) -> Iterator[Problem]:
    """More than half of the incident was one part of it, there are actions, and none makes that part shorter."""
    parts = _parts(case) if is_english(case) else []
    if len(parts) < 2 or not planned_actions(case) or not is_empty(case.report.review.no_actions_because):
        return
    (first, _), *_, (_, last) = [(early, late) for _, early, late in parts]
    ends, early, late = max(parts, key=lambda one: one[2] - one[1])
    whole, part = (last - first).total_seconds(), (late - early).total_seconds()
    if whole < _SHORTEST_INCIDENT or part < max(_SHORTEST_PART, whole / 2):
        return
    if any(_shortens(case, moment) for moment in ends) or _is_asked_already(case, ends):
        return
    name, question = _NAMES[ends[-1]]
    lengths = f"{length_between(early, late)} of {length_between(first, last)}"
    yield "action_items", f"{name} took {lengths}, and no action shortens that. {question}"


def _parts(case: Case) -> list[tuple[tuple[Moment, ...], datetime, datetime]]:
    """Return the parts of an incident: the moments that each leads to, the last one known, and its two ends.

    What follows once the harm is stopped, where no recovery is told, is not a part that anybody waits for.
    """
    ends: tuple[Moment, ...] = ("recovered", "mitigated", "resolved")
    end: Moment = next((moment for moment in ends if case.at(moment)), "resolved")
    over = case.at(end)
    known: list[tuple[tuple[Moment, ...], datetime]] = []
    waiting: tuple[Moment, ...] = ()
    for moment in (*_PARTS, *(() if end in _PARTS else (end,))):
        at = case.at(moment)
        waiting = (*waiting, "recovered" if moment == "resolved" else moment)
        if at and over and at <= over and (not known or at >= known[-1][1]):
            known.append((waiting, at))
            waiting = ()
    if not known or known[0][0] != ("started",) or _is_out_of_order(case):
        return []
    return [(names, early, late) for (_, early), (names, late) in pairwise(known)]


def _is_out_of_order(case: Case) -> bool:
    instants = ((case.at(first), case.at(second)) for first, second in IN_ORDER)
    return any(early and late and late < early for early, late in instants)


def _shortens(case: Case, moment: Moment) -> bool:
    """Return whether anything planned makes the part that leads to a moment shorter."""
    prevention = case.report.prevention
    listed: tuple[object, ...] = (*prevention.documents, says(prevention.faster_response))
    if moment == "detected":
        listed = (*prevention.alerts, *prevention.dashboards, says(prevention.faster_detection))
    elif moment == "diagnosed":
        listed = (*listed, *prevention.dashboards)
    return any(listed) or any(
        action.kind in _KINDS[moment] or _WORDS[moment].search(f"{action.action or ''} {action.prevents or ''}")
        for _, action in planned_actions(case)
    )


def _is_asked_already(case: Case, ends: tuple[Moment, ...]) -> bool:
    """Return whether another rule asks the same."""
    return any(none_detects_or_limits.look(case)) or ("detected" in ends and any(customers_noticed.look(case)))
