"""What a field can propose from the rest of the report, as far as it fits what is typed: people, and actions."""

from __future__ import annotations

import re
from typing import NamedTuple

from pmwizard.model import Report
from pmwizard.model.parts.actions import ActionKind
from pmwizard.model.paths import value_at
from pmwizard.model.people import people
from pmwizard.questions import Kind, Question, question_at
from pmwizard.questions.actions import ACTION_OWNER
from pmwizard.questions.answers import joined_names, split_names


class SuggestionWords(NamedTuple):
    """What stands above suggestions, that Down lists them, and that there are none."""

    title: str
    offered: str
    none: str


_PEOPLE = SuggestionWords("People named in this report", "Down lists names", "Nobody else is named in this report yet")
_ACTIONS = SuggestionWords("Actions of this report", "Down lists actions", "No other action fits here")

_MORE_THAN_ONE = re.compile(r"[,;/&+]|\band\b", re.IGNORECASE)
_WORDS = re.compile(r"\w+")

_WITH_ROWS = ("timeline", "action_items", "follow_ups", "review")

_named: dict[str, tuple[tuple[object, ...], tuple[str, ...]]] = {}
"""The people found last in rows, with the rows in which they were found."""


def suggests(path: str) -> bool:
    """Return whether anything is proposed for the question at a path."""
    return bool((question := _asked(path)) and question.suggests)


def _asked(path: str) -> Question | None:
    """Return the question that is asked at exactly this path, not that of a row."""
    question = question_at(path)
    return question if question and question.path == path else None


def _action_kinds(path: str) -> tuple[ActionKind, ...]:
    return question.action_kinds if (question := _asked(path)) else ()


def _takes_several(path: str) -> bool:
    return (question := _asked(path)) is not None and question.kind is Kind.NAMES


def words_for(path: str) -> SuggestionWords:
    """Return what the suggestions at a path are called."""
    return _ACTIONS if _action_kinds(path) else _PEOPLE


def suggested(report: Report, path: str, text: str) -> tuple[str, ...]:
    """Return what to propose for what is typed at a path; all but what is typed already while nothing fits.

    A name fits where one of its words begins with what was typed last.
    """
    if _action_kinds(path):
        return _actions(report, path, text)
    *before, last = _parts(path, text)
    typed = {one.casefold() for one in (*before, last)}
    names = [name for name in _people(report) if name.casefold() not in typed]
    return tuple(name for name in names if _fits(name, last)) or tuple(names)


def with_suggestion(path: str, text: str, name: str) -> str:
    """Return what the field holds once a proposed name is taken: it replaces what was typed last."""
    *before, _ = _parts(path, text)
    return joined_names((*before, name)) if _takes_several(path) else name


def echo_of_name(report: Report, path: str, raw: str) -> str:
    """Return what to say about a name while it is typed: who fits, or that there is more than one owner."""
    if path == ACTION_OWNER.path and names_several(raw):
        return "More than one owner. Enter the one person who has said yes"
    if _action_kinds(path):
        return ""
    last = _parts(path, raw)[-1]
    fitting = [name for name in suggested(report, path, raw) if last and _fits(name, last)]
    return f"Down takes a name: {', '.join(fitting[:3])}" if fitting else ""


def names_several(owner: str) -> bool:
    """Return whether an owner is more than one person."""
    return len([part for part in _MORE_THAN_ONE.split(owner) if part.strip()]) > 1


def _parts(path: str, text: str) -> tuple[str, ...]:
    """Return the names typed so far; the last one may still be typed, and may be empty."""
    if not _takes_several(path):
        return (text.strip(),)
    names = split_names(text)
    return (*names, "") if not names or text.rstrip().endswith(",") else names


def _actions(report: Report, path: str, text: str) -> tuple[str, ...]:
    """Return the actions of a fitting kind, then those of no kind, that the list does not name yet."""
    passed_over = {text, *(row.name for row in value_at(report, path.rpartition(".")[0]))}
    kinds = _action_kinds(path)
    fitting = [one for one in report.action_items if one.kind in kinds or one.kind is None]
    fitting.sort(key=lambda one: one.kind is None)
    every = tuple(one.action for one in fitting if one.action and one.action not in passed_over)
    return tuple(action for action in every if text.casefold() in action.casefold()) or every


def _fits(name: str, typed: str) -> bool:
    name = name.casefold()
    return any(name.startswith(typed.casefold(), word.start()) for word in _WORDS.finditer(name))


def _people(report: Report) -> tuple[str, ...]:
    """Return the people a report names; its rows are looked through only where they changed.

    The head of the report changes with every letter typed into it, and is short.
    """
    rows = {name: getattr(report, name) for name in _WITH_ROWS}
    before, names = _named.get("rows", ((), ()))
    if not before or any(one is not other for one, other in zip(before, rows.values(), strict=True)):
        names = people(Report().model_copy(update=rows))
        _named["rows"] = (tuple(rows.values()), names)
    known = {name.casefold() for name in names}
    head = people(Report().model_copy(update={"metadata": report.metadata}))
    return (*names, *(name for name in head if name.casefold() not in known))


def hint_with_suggestions(question: Question, report: Report) -> str:
    """Return the hint of a question, and that Down lists suggestions where it does."""
    if not suggests(question.path) or not suggested(report, question.path, ""):
        return question.hint
    return f"{question.hint}. {words_for(question.path).offered}"
