"""What sections, choices and files are called on the command line."""

from __future__ import annotations

from functools import cache

from pmwizard.questions import question_at, section_named


def section_title(name: str) -> str:
    """Return the short title of a section."""
    section = section_named(name)
    return section.brief if section else name


@cache
def choice_label(path: str, value: str | None) -> str:
    """Return the name of a stored choice: ``In review`` for ``in_review``; empty for none."""
    question = question_at(path)
    return question.label_of(value) if question else value or ""
