"""All questions, once, in the sections of the wizard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from pmwizard.questions.actions import ACTIONS
from pmwizard.questions.causes import FACTORS, WHYS
from pmwizard.questions.impact import IMPACT
from pmwizard.questions.lessons import LESSONS
from pmwizard.questions.metadata import METADATA
from pmwizard.questions.prevention import PREVENTION
from pmwizard.questions.question import Kind, Question, Section
from pmwizard.questions.response import RESPONSE
from pmwizard.questions.review import REVIEW
from pmwizard.questions.timeline import TIMELINE

SECTIONS: tuple[Section, ...] = (
    METADATA,
    IMPACT,
    TIMELINE,
    RESPONSE,
    WHYS,
    FACTORS,
    LESSONS,
    ACTIONS,
    PREVENTION,
    REVIEW,
)
"""The ten sections in the order a person can best answer them."""

COMPUTED: Mapping[str, str] = MappingProxyType(
    {
        "schema_version": "the version of the file format",
        "layout": "chosen with Ctrl+L",
        "timeline.id": "given when the row is made",
        "five_whys.answers.id": "given when the row is made",
        "contributing_factors.factors.id": "given when the row is made",
        "contributing_factors.factors.whys": "kept when a why is made a factor",
        "action_items.id": "given when the row is made",
        "summary.drafted": "kept while a summary is composed from the facts",
        "review.dismissed": "kept when advice is dismissed",
        "follow_ups.path": "where Ctrl+F was pressed",
        "drafts": "typed and not understood yet",
        "meeting": "what a meeting adds",
        "imported": "where an imported report came from",
    }
)
"""Paths that no question asks, and where their values come from."""


def _with_columns() -> Iterator[tuple[str, tuple[Section, Question]]]:
    for section in SECTIONS:
        for question in section.questions:
            yield question.path, (section, question)
            for column in question.columns:
                yield column.path, (section, column)


_BY_PATH = dict(_with_columns())
_LISTS = {path for path, (_, question) in _BY_PATH.items() if question.kind in {Kind.ROWS, Kind.ENTRIES}}


def section_named(name: str) -> Section | None:
    """Return the section with that id or digit."""
    return next((section for section in SECTIONS if name in {section.id, section.digit}), None)


def question_at(path: str) -> Question | None:
    """Return the question of a path, where row ids and positions are left out or not."""
    found = _BY_PATH.get(path) or _BY_PATH.get(without_rows(path))
    return found[1] if found else None


def section_of(path: str) -> Section | None:
    """Return the section in which the answer at ``path`` is asked."""
    while path:
        found = _BY_PATH.get(path) or _BY_PATH.get(without_rows(path))
        if found:
            return found[0]
        path = path.rpartition(".")[0]
    return None


def without_rows(path: str) -> str:
    """Return a path without its row: ``timeline.T3.event`` becomes ``timeline.event``.

    The name of a row may hold dots itself.
    """
    segments = path.split(".")
    for length in range(1, len(segments)):
        table = ".".join(segments[:length])
        if table in _LISTS:
            column = f"{table}.{segments[-1]}"
            return column if length + 1 < len(segments) and column in _BY_PATH else table
    return path


def named(paths: Iterable[str]) -> tuple[str, ...]:
    """Return what answers are called, each once; the columns of a list stand behind it: ``Sign-off (role, name)``.

    A path may say in brackets which rows are meant: ``links (graph, dashboard)``.
    """
    columns: dict[str, dict[str, None]] = {}
    whole: set[str] = set()
    for path in paths:
        bare, _, some = path.partition(" ")
        question = _question_above(bare)
        table = question_at(question.path.rpartition(".")[0]) if question else None
        name = name_at(table.path if table else bare)
        inner = columns.setdefault(name, {})
        if some:
            inner[some.strip("()").replace("_", " ")] = None
        elif question and table and question.label != table.label:
            inner[question.label.rstrip("?").lower()] = None
        elif question and table:
            # What the rows are called by is all of them to a reader.
            whole.add(name)
    return tuple(
        f"{name} ({', '.join(inner)})" if inner and name not in whole else name for name, inner in columns.items()
    )


def name_at(path: str) -> str:
    """Return what the answer at a path is called, or the section of ``section.lessons``."""
    if section := section_named(path.removeprefix("section.")) if path.startswith("section.") else None:
        return section.title
    question = _question_above(path)
    return question.label.rstrip("?") if question else path


def _question_above(path: str) -> Question | None:
    question = question_at(path)
    while question is None and "." in path:
        path = path.rpartition(".")[0]
        question = question_at(path)
    return question
