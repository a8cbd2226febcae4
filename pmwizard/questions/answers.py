"""Answers as they are typed and shown: from raw text to a value of the report, and back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, assert_never

from pmwizard.model.base import tidied
from pmwizard.model.times.context import TimeContext, Unresolved
from pmwizard.model.times.dates import read_date
from pmwizard.model.times.reading import read_time
from pmwizard.model.times.words import shown_time
from pmwizard.questions.question import Kind, Question
from pmwizard.text import one_line, quoted

_YES = frozenset({"yes", "y", "true", "x", "1"})
_NO = frozenset({"no", "n", "false", "0"})

_NAME = re.compile(r'\s*(?:"(?P<quoted>(?:[^"]|"")*)(?:"|$)(?P<rest>[^,]*)|(?P<plain>[^,]*))(?:,|$)')


@dataclass(frozen=True)
class Unread:
    """Typed text that is not an answer yet, with one sentence that says what to enter."""

    message: str


def read(question: Question, raw: str, context: TimeContext) -> Any:
    """Return the value that ``raw`` stands for, ``None`` when it is empty, or :class:`Unread`.

    A list of texts comes back as a tuple, an instant in UTC. Rows have no raw form: their columns are read one by one.
    """
    text = tidied(raw)
    if not text.strip():
        return None
    match question.kind:
        case Kind.TEXT | Kind.ENTRIES | Kind.ROWS:
            return text
        case Kind.LINE:
            return text if question.keeps_lines else one_line(text)
        case Kind.NAMES:
            return split_names(text) or None
        case Kind.CHOICE:
            return _read_choice(question, text)
        case Kind.DATE:
            return _read_date(text, context)
        case Kind.TIME:
            reading = read_time(text, context)
            return Unread(reading.message) if isinstance(reading, Unresolved) else reading.at
        case Kind.FLAG:
            return _read_flag(text)
        case _:
            assert_never(question.kind)


def shown(question: Question, value: Any, context: TimeContext) -> str:
    """Return the text that a field shows for ``value``; reading it again gives the same value.

    A list has no text of its own: its entries, or the columns of its rows, are shown one by one.
    """
    if value is None:
        return ""
    match question.kind:
        case Kind.TEXT | Kind.LINE:
            return str(value)
        case Kind.ENTRIES | Kind.ROWS:
            return value if isinstance(value, str) else ""
        case Kind.NAMES:
            return joined_names(value)
        case Kind.CHOICE:
            return ", ".join(value) if question.several else str(value)
        case Kind.DATE:
            return value.isoformat() if isinstance(value, date) else str(value)
        case Kind.TIME:
            return shown_time(value, context.zone, day=context.day) if isinstance(value, datetime) else str(value)
        case Kind.FLAG:
            return "yes" if value else "no"
        case _:
            assert_never(question.kind)


def split_names(text: str) -> tuple[str, ...]:
    """Split names at commas; a name in double quotes may hold commas itself, and double quotes twice over."""
    names = (
        match["plain"] if match["quoted"] is None else match["quoted"].replace('""', '"') + match["rest"]
        for match in _NAME.finditer(one_line(text))
    )
    return tuple(name.strip() for name in names if name.strip())


def joined_names(names: Iterable[str]) -> str:
    """Join names with commas, those that hold a comma or begin with a quote in double quotes."""
    return ", ".join(
        '"' + name.replace('"', '""') + '"' if "," in name or name.startswith('"') else name
        for name in map(one_line, names)
    )


def _read_choice(question: Question, text: str) -> Any:
    if not question.several:
        return _one_choice(question, text)
    chosen = [_one_choice(question, part) for part in text.split(",") if part.strip()]
    unread = next((choice for choice in chosen if isinstance(choice, Unread)), None)
    if unread:
        return unread
    ordered = (choice.value for choice in question.choices)
    return tuple(value for value in ordered if value in chosen) or None


def _one_choice(question: Question, text: str) -> str | Unread:
    typed = text.strip().casefold()
    for number, choice in enumerate(question.choices, 1):
        if typed in {choice.value.casefold(), choice.label.casefold(), str(number)}:
            return choice.value
    alike = [choice.value for choice in question.choices if choice.label.casefold().startswith(typed)]
    if len(alike) == 1:
        return alike[0]
    offered = ", ".join(choice.label for choice in question.choices)
    return Unread(f"{quoted(text)} is none of the choices. Choose one of: {offered}")


def _read_date(text: str, context: TimeContext) -> date | Unread:
    day = read_date(text, context.today)
    if isinstance(day, date):
        return day
    return Unread(f"{quoted(text)} is not a date yet. Enter a date such as 2026-01-15 or fri")


def _read_flag(text: str) -> bool | Unread:
    typed = text.strip().casefold()
    if typed in _YES:
        return True
    if typed in _NO:
        return False
    return Unread("Enter yes or no")
