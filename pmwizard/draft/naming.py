"""What answers are called, in few words: for what a document leaves out and leaves open."""

from __future__ import annotations

from collections.abc import Iterable

from pmwizard.questions import Question, question_at


def named(paths: Iterable[str]) -> tuple[str, ...]:
    """Return what answers are called, each once; the columns of a list stand behind it: ``Sign-off (role, name)``.

    A path may say in brackets which rows are meant: ``links (graph, dashboard)``.
    """
    columns: dict[str, dict[str, None]] = {}
    for path in paths:
        bare, _, some = path.partition(" ")
        question = _question_of(bare)
        table = question_at(question.path.rpartition(".")[0]) if question else None
        inner = columns.setdefault(name_at(table.path if table else bare), {})
        if some:
            inner[some.strip("()").replace("_", " ")] = None
        elif question and table and question.label != table.label:
            inner[question.label.rstrip("?").lower()] = None
    return tuple(f"{name} ({', '.join(inner)})" if inner else name for name, inner in columns.items())


def name_at(path: str) -> str:
    """Return what the answer at a path is called."""
    question = _question_of(path)
    return question.label.rstrip("?") if question else path


def _question_of(path: str) -> Question | None:
    question = question_at(path)
    while question is None and "." in path:
        path = path.rpartition(".")[0]
        question = question_at(path)
    return question
