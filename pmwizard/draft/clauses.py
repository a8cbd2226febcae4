"""Answers as parts of a sentence: on one line, without an end mark, never too long."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pmwizard.checks.placeholders import placeholder_in
from pmwizard.checks.prose import sentences
from pmwizard.model.base import is_empty

LONGEST = 160
"""Characters after which an answer is cut in a summary."""

MOST_NAMES = 3
"""Names that are told before the rest is counted."""

_FENCED = re.compile(r"(?ms)^ {0,3}(`{3,}|~{3,}).*?(?:^ {0,3}\1[^\n]*|\Z)")
_NOT_PROSE = re.compile(r"^\s*(?:#{1,6}\s|\|)")
_LEAD = re.compile(r"^(?:\s*(?:>|[-*+\u2022]\s(?:\[[ xX]\]\s)?|[0-9]+[.)]\s))+")
_END_MARKS = " \t\n.,;:!?-\u2026"
_PLAIN_WORD = re.compile(r"[a-z]+(?=[\s,;:]|$)")


def clause(text: str | None, longest: int = LONGEST) -> str:
    """Return the first sentence of an answer as it stands within another; "" where there is none.

    Headings, tables and blocks of code are passed over; what a template left, ``unknown`` and ``n/a`` tell nothing.
    """
    return next((words for sentence in _said(text) if (words := _tidy(sentence, longest))), "")


def whole_clause(text: str | None, longest: int = LONGEST) -> str:
    """Return all of an answer as it stands within a sentence, several of its own joined; "" where there is none."""
    return _tidy(", ".join(sentence.strip(_END_MARKS) for sentence in _said(text)), longest)


def opened(words: str) -> str:
    """Return words as a sentence opens with them: a plain small word gets a capital, a name stays as it is."""
    return words[0].upper() + words[1:] if _PLAIN_WORD.match(words) else words


def listed(names: Sequence[str]) -> str:
    """Return names as a sentence lists them: ``a, b and c``; many are counted: ``a, b, c and 4 more``."""
    told = [words for name in names if (words := clause(name, 40))]
    shown, more = told[:MOST_NAMES], len(told) - MOST_NAMES
    if more > 0:
        return f"{', '.join(shown)} and {more} more"
    return " and ".join(filter(None, (", ".join(shown[:-1]), *shown[-1:])))


def _said(text: str | None) -> list[str]:
    if text is None or is_empty(text) or text.strip().casefold() in {"unknown", "n/a"} or placeholder_in(text):
        return []
    return sentences(_FENCED.sub("\n", text))


def _tidy(sentence: str, longest: int) -> str:
    lines = [_LEAD.sub("", line) for line in sentence.split("\n") if not _NOT_PROSE.match(line)]
    words = " ".join(" ".join(lines).split()).strip(_END_MARKS)
    if not any(character.isalnum() for character in words):
        return ""
    if "`" not in words:
        # A semicolon stands between the clauses of the sentence that this becomes a part of.
        words = words.replace("; ", ", ")
    return _closed(words if len(words) <= longest else f"{_cut(words, longest - 3)}...")


def _cut(words: str, longest: int) -> str:
    head = words[:longest]
    return (head.rpartition(" ")[0] if len(head) < len(words) and " " in head[longest // 2 :] else head).rstrip(
        _END_MARKS
    )


def _closed(words: str) -> str:
    """Return words with what a cut left open closed again: code, bold print, quotation marks and brackets."""
    for mark in ("`", "**", '"'):
        if words.count(mark) % 2:
            words += mark
    for opening, closing in ("()", "[]"):
        words += closing * max(0, words.count(opening) - words.count(closing))
    return words
