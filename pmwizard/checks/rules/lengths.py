"""Lengths of time: what is stated against what the moments say, and whether the longest part will be shorter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

from pmwizard.checks.english.lengths import Length, lengths_of_incident, typed_length
from pmwizard.checks.english.prose import Pattern
from pmwizard.checks.rule import Case, Problem, length_between, rule, says
from pmwizard.checks.rules.actions import customers_noticed, none_detects_or_limits, planned_actions
from pmwizard.checks.rules.answers import label_in_sentence
from pmwizard.model.base import is_empty
from pmwizard.model.moments import IN_ORDER, Definition, impact_duration
from pmwizard.model.parts.actions import ActionKind
from pmwizard.model.parts.timeline import MOMENTS, Moment
from pmwizard.model.paths import value_at
from pmwizard.questions import question_at

_BEGINS: tuple[Moment, ...] = ("started", "detected")
_ENDS: tuple[Moment, ...] = ("mitigated", "recovered", "resolved")
_TOLD_IN_BRIEF = ("metadata.title", "summary.one_line", "summary.executive")
_TOLD_AT_LENGTH = ("impact.user_facing", "metadata.severity_justification", "root_cause.what_happened")
_LEAST_LEEWAY = 600
_LEEWAY = 0.1
"""The share by which a length may be another one whose ends are approximate, and at least ten minutes."""


@rule(
    "length-differs",
    "time",
    "advice",
    "A length that is stated and one that is measured cannot both be so",
    "Google SRE workbook",
)
def stated_lengths_differ(case: Case) -> Iterator[Problem]:
    """A length of time that is typed, or told in words, is not the one between the moments."""
    differ = False
    for path, definition in _typed(case):
        length = typed_length(says(value_at(case.report, path)))
        ends = _ENDS if path == definition.path == "impact.duration" else (definition.end,)
        begins = _BEGINS if ends is _ENDS else MOMENTS
        if length and not _agrees(case, length, begins, ends) and (measured := _measured(case, definition)):
            differ = True
            yield path, _both(path, length, *measured)
    duration = impact_duration(case.report).definition
    measured = None if differ else _measured(case, duration)
    if measured and (told := next(_told(case), None)):
        yield told[0], _both(*told, *measured)


def _typed(case: Case) -> Iterator[tuple[str, Definition]]:
    """Yield the paths of the lengths that are typed and printed, with what they measure."""
    for definition in (impact_duration(case.report).definition, *case.layout.metrics):
        if not is_empty(value_at(case.report, definition.path)):
            yield definition.path, definition


def _told(case: Case) -> Iterator[tuple[str, Length]]:
    """Yield the texts none of whose lengths may be that of the incident, with the longest one in each."""
    drafted = {f"summary.{name}" for name in case.report.summary.drafted}
    for path in (*_TOLD_IN_BRIEF, *_TOLD_AT_LENGTH):
        text = "" if path in drafted else says(value_at(case.report, path))
        lengths = tuple(lengths_of_incident(text, in_brief=path in _TOLD_IN_BRIEF))
        if lengths and not any(_agrees(case, length, _BEGINS, _ENDS) for length in lengths):
            yield path, max(lengths, key=lambda one: one.most)


def _agrees(case: Case, length: Length, begins: tuple[Moment, ...], ends: tuple[Moment, ...]) -> bool:
    """Return whether a length may be the one between some of the moments."""
    approximate = {moment for moment, events in case.tagged.items() if events[0][1].approximate}
    for begin, end in ((begin, end) for begin in begins for end in ends):
        early, late = case.at(begin), case.at(end)
        if early and late:
            seconds = (late - early).total_seconds()
            leeway = max(_LEAST_LEEWAY, _LEEWAY * seconds) if {begin, end} & approximate else 0
            if length.may_be(seconds, leeway):
                return True
    return False


def _measured(case: Case, definition: Definition) -> tuple[str, str] | None:
    """Return the length between two moments and the stretch between them, in words."""
    early, late = case.at(definition.start), case.at(definition.end)
    if early is None or late is None or late < early:
        return None
    return length_between(early, late), case.shown_stretch(early, late)


def _both(path: str, length: Length, measured: str, stretch: str) -> str:
    question = question_at(path)
    label = label_in_sentence(question) if question else path
    return f'{label}: "{length.words}", but the moments say {measured} ({stretch}). Which is right?'


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
    parts = _parts(case)
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
    """Return the parts of an incident: the moments that each leads to, the last one known, and its two ends."""
    end: Moment = "recovered" if case.at("recovered") else "resolved"
    over = case.at(end)
    known: list[tuple[tuple[Moment, ...], datetime]] = []
    waiting: tuple[Moment, ...] = ()
    for moment in (*_PARTS, end):
        at, name = case.at(moment), "recovered" if moment == end else moment
        waiting = (*waiting, name)
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
