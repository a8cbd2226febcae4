"""Answers that are not there yet: missing, or typed and not understood."""

from __future__ import annotations

from collections.abc import Iterator

from pmwizard.checks.rule import Case, Problem, row_path, rule, was_left_blank
from pmwizard.checks.unknown import UNKNOWN_KEY, unknown_key_sentences
from pmwizard.model.base import Row, is_empty
from pmwizard.model.paths import NoSuchPathError, is_at_or_below, value_at
from pmwizard.model.times.context import TimeContext, Unresolved
from pmwizard.model.times.reading import read_when
from pmwizard.questions import Kind, Question, question_at
from pmwizard.questions.actions import ACTION_ROWS
from pmwizard.questions.answers import Unread, read
from pmwizard.questions.timeline import EVENT_TIME, PASTED_BLOCK
from pmwizard.text import quoted

_CAN_BE_UNKNOWN = ("impact.", "detection.", "root_cause.", "resolution.")
_OPENINGS = ("What ", "How ", "Why ", "Who ", "When ")


def missing(question: Question) -> str:
    """Return the instruction for a question that has no answer."""
    if question.missing:
        return question.missing
    can_be_unknown = question.kind in {Kind.LINE, Kind.TEXT} and question.path.startswith(_CAN_BE_UNKNOWN)
    return f"{_instruction(question)}{', or type unknown' if can_be_unknown else ''}"


def missing_in_row(question: Question, row: Row) -> str:
    """Return the instruction for a column that has no answer in one row."""
    instruction, name = question.missing or _instruction(question), row_name(row)
    return f'{instruction} for "{name}"' if name else instruction


def row_name(row: Row) -> str:
    """Return the words by which a person knows a row: its first text that is not an id, cut when long."""
    texts = (value for name, value in row.known().items() if name not in _NO_NAMES)
    return next((quoted(text) for text in texts if isinstance(text, str)), "")


_NO_NAMES = {"id", "category", "parent", "priority", "status", "kind", "moment", "stop", "area"}
"""The ids and choices of rows, by which nobody knows them."""


def label_in_sentence(question: Question) -> str:
    """Return a question's label as it stands in a sentence."""
    label = question.label
    return f'"{label}"' if label.endswith("?") or label.startswith(_OPENINGS) else label


def _instruction(question: Question) -> str:
    label = question.label
    if question.kind in {Kind.ROWS, Kind.ENTRIES}:
        noun = question.noun or "entry"
        return f'Add {"an" if noun[0] in "aeiou" else "a"} {noun} under "{label}"'
    verb = "Choose" if question.kind in {Kind.CHOICE, Kind.FLAG} else "Enter"
    if label.endswith("?"):
        return f'{verb} an answer to "{label}"'
    lowered = label if label[:2].isupper() else label[0].lower() + label[1:]
    article = "" if label.startswith((*_OPENINGS, "The ")) else "the "
    return f"{verb} {article}{lowered}{', such as 2026-01-15' if question.kind is Kind.DATE else ''}"


_NEW = ".new"
"""What the path of an entry line that is not added yet ends with, or goes on from."""

_HAVE_RULES_OF_THEIR_OWN = {ACTION_ROWS.path, *(f"{ACTION_ROWS.path}.{name}" for name in ("owner", "priority", "due"))}


@rule("missing-answer", "answers", "missing", "An answer that the layout does not go without is empty", "the layouts")
def answers_missing(case: Case) -> Iterator[Problem]:
    """An answer that the layout requires is empty."""
    for path in case.layout.required:
        question = question_at(path)
        if question is None or question.has_default or path in _HAVE_RULES_OF_THEIR_OWN:
            continue
        yield from _missing_at(case, path, question)


def _missing_at(case: Case, path: str, question: Question) -> Iterator[Problem]:
    if path == "metadata.incident_date" and case.at("started"):
        return
    try:
        value = value_at(case.report, path)
    except NoSuchPathError:
        yield from _missing_in_rows(case, question)
        return
    if is_empty(value) and path not in case.report.drafts:
        yield path, missing(question)


def _missing_in_rows(case: Case, column: Question) -> Iterator[Problem]:
    table, _, name = column.path.rpartition(".")
    rows: tuple[Row, ...] = value_at(case.report, table)
    owner = question_at(table)
    has_own_rule = table in (*_HAVE_RULES_OF_THEIR_OWN, *case.layout.required)
    if all(was_left_blank(row) for row in rows) and owner is not None and not has_own_rule:
        yield table, missing(owner)
    for index, row in enumerate(rows):
        value = getattr(row, name)
        if was_left_blank(row) or (column.instead and getattr(row, column.instead)):
            continue
        if (isinstance(value, str) and value and not value.isspace()) or not is_empty(value):
            continue
        path = f"{row_path(table, row, index)}.{name}"
        if path not in case.report.drafts:
            yield path, missing_in_row(column, row)


@rule("not-understood", "answers", "error", "What was typed for a time, a date or a choice cannot be read as one")
def texts_not_understood(case: Case) -> Iterator[Problem]:
    """Something typed into a field is not an answer yet."""
    for path, raw in case.report.drafts.items():
        if not _is_new(path):
            yield path, _what_to_do(case, path, raw)


def _what_to_do(case: Case, path: str, raw: str) -> str:
    question = question_at(path)
    if question is None:
        return f"{quoted(raw)} is kept and not understood. Enter it where it belongs, or clear it"
    report = case.report
    previous = next((event.at for event in reversed(report.timeline) if event.at), None)
    day = report.metadata.incident_date or (case.at("started") or case.now).astimezone(report.zone).date()
    context = TimeContext(day=day, now=case.now, zone=report.zone, previous=previous)
    # An event may have two ends, or a day alone.
    reading = read_when(raw, context) if question.path == EVENT_TIME.path else read(question, raw, context)
    message = (
        reading.message
        if isinstance(reading, Unread | Unresolved)
        else f"{quoted(raw)} is not taken over yet. Enter it again"
    )
    return message if question.kind is Kind.TIME else f"{question.label}: {message}"


@rule("not-added", "answers", "missing", "What stands in an entry line is in no list yet, and in no document")
def entries_not_added(case: Case) -> Iterator[Problem]:
    """An entry line holds text that was not added to its list."""
    lines: dict[str, str] = {}
    for path, raw in case.report.drafts.items():
        if is_at_or_below(path, PASTED_BLOCK):
            continue
        if _is_new(path):
            table = path.partition(_NEW)[0]
            lines[table] = f"{lines[table]} {raw}" if table in lines else raw
    if any(is_at_or_below(path, PASTED_BLOCK) for path in case.report.drafts):
        yield PASTED_BLOCK, "A pasted block waits in the timeline. Add its events, or leave it there with Esc"
    for table, raw in lines.items():
        question = question_at(table)
        noun = question.noun if question and question.noun else "entry"
        yield table, f'Add the {noun} "{quoted(raw)}", or clear its line'


@rule(UNKNOWN_KEY, "answers", "advice", "What stands under a name that no report has is in no document")
def keys_not_known(case: Case) -> Iterator[Problem]:
    """The file holds a key, a table or a list under a name that no report has."""
    yield from unknown_key_sentences(case.report)


def _is_new(path: str) -> bool:
    return path.endswith(_NEW) or f"{_NEW}." in path
