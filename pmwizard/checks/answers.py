"""Answers that are not there yet: missing, or typed and not understood."""

from __future__ import annotations

from collections.abc import Iterator

from pmwizard.checks.case import Case
from pmwizard.checks.leaves import row_path
from pmwizard.checks.rule import Told, rule
from pmwizard.checks.wording import missing, missing_in_row
from pmwizard.model.base import Row, is_empty
from pmwizard.model.paths import NoSuchPathError, value_at
from pmwizard.model.readings import quoted
from pmwizard.model.times import TimeContext
from pmwizard.questions import Kind, Question, question_at
from pmwizard.questions.answers import Unread, read

_NEW = ".new"
"""What the path of an entry line that is not added yet ends with, or goes on from."""

_NEVER_MISSING = {
    "metadata.status",
    "impact.duration",
    "action_items",
    "action_items.status",
    "action_items.owner",
    "action_items.priority",
    "action_items.due",
}
"""Answers that this rule leaves alone: each has a default, a computed value or a rule of its own."""


@rule("missing-answer", "answers", "missing", "An answer that the layout does not go without is empty", "the layouts")
def answers_missing(case: Case) -> Iterator[Told]:
    """An answer that the layout requires is empty."""
    for path in case.layout.required:
        question = question_at(path)
        if question is None or path in _NEVER_MISSING or path.startswith("response.time_to_"):
            continue
        yield from _missing_at(case, path, question)


def _missing_at(case: Case, path: str, question: Question) -> Iterator[Told]:
    if path == "metadata.incident_date" and case.at("started"):
        return
    try:
        value = value_at(case.report, path)
    except NoSuchPathError:
        yield from _missing_in_rows(case, question)
        return
    if is_empty(value) and not _is_drafted(case, path):
        yield (path, missing(question))


def _missing_in_rows(case: Case, column: Question) -> Iterator[Told]:
    table, _, name = column.path.rpartition(".")
    rows: tuple[Row, ...] = value_at(case.report, table)
    owner = question_at(table)
    if not rows and owner is not None and table not in (*_NEVER_MISSING, *case.layout.required):
        yield (table, missing(owner))
    for index, row in enumerate(rows):
        value = getattr(row, name)
        if (isinstance(value, str) and value and not value.isspace()) or not is_empty(value):
            continue
        path = f"{row_path(table, row, index)}.{name}"
        if not _is_drafted(case, path):
            yield (path, missing_in_row(column, row))


def _is_drafted(case: Case, path: str) -> bool:
    return path in case.report.drafts


@rule("not-understood", "answers", "error", "What was typed for a time, a date or a choice cannot be read as one")
def texts_not_understood(case: Case) -> Iterator[Told]:
    """Something typed into a field is not an answer yet."""
    for path, raw in case.report.drafts.items():
        if not _is_new(path):
            yield (path, _what_to_do(case, path, raw))


def _what_to_do(case: Case, path: str, raw: str) -> str:
    question = question_at(path)
    if question is None:
        return f"{quoted(raw)} is kept and not understood. Enter it where it belongs, or clear it"
    reading = read(question, raw, _context(case))
    said = reading.message if isinstance(reading, Unread) else f"{quoted(raw)} is not taken over yet. Enter it again"
    return said if question.kind is Kind.TIME else f"{question.label}: {said}"


def _context(case: Case) -> TimeContext:
    instants = [event.at for event in case.report.timeline if event.at]
    day = case.report.metadata.incident_date or (case.at("started") or case.now).astimezone(case.zone).date()
    return TimeContext(day=day, now=case.now, zone=case.zone, previous=instants[-1] if instants else None)


@rule("not-added", "answers", "missing", "What stands in an entry line is in no list yet, and in no document")
def entries_not_added(case: Case) -> Iterator[Told]:
    """An entry line holds text that was not added to its list."""
    lines: dict[str, str] = {}
    for path, raw in case.report.drafts.items():
        if _is_new(path):
            table = path.partition(_NEW)[0]
            lines[table] = f"{lines[table]} {raw}" if table in lines else raw
    for table, raw in lines.items():
        question = question_at(table)
        noun = question.noun if question and question.noun else "entry"
        yield (table, f'Add the {noun} "{quoted(raw)}", or clear its line')


def _is_new(path: str) -> bool:
    return path.endswith(_NEW) or f"{_NEW}." in path
