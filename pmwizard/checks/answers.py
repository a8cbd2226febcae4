"""Answers that are not there yet: missing, left as a template had them, or typed and not understood."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from pmwizard.checks.finding import Case, Finding, found
from pmwizard.checks.leaves import row_path, texts
from pmwizard.checks.wording import missing, missing_in_row, named
from pmwizard.model.base import Row, is_empty
from pmwizard.model.moments import event_of
from pmwizard.model.paths import NoSuchPathError, value_at
from pmwizard.model.readings import quoted
from pmwizard.model.times import TimeContext
from pmwizard.questions import Kind, Question, question_at
from pmwizard.questions.answers import Unread, read

_NEW = ".new"
"""What the path of an entry line that is not added yet ends with, or goes on from."""

_HAVE_A_DEFAULT = {"metadata.status", "impact.duration", "action_items", "action_items.status"}
"""Answers that are never missing: each has a default, a computed value or a rule of its own."""

_CODE = re.compile(r"(?ms)^ {0,3}(`{3,}|~{3,}).*?(?:^ {0,3}\1|\Z)|(?<!`)(`+)(?!`).*?(?<!`)\2(?!`)")
_BRACKETS = re.compile(r"^(?:[-*>\s]|\*\*)*\[(?![ xX]\])[^\[\]]+\][.\s*]*$")
_FORMS = re.compile(
    r"\[(?:Name|Names|Number|Number or %|Person|Date|Time|Action|Description|Explanation|Answer)\]"
    r"|\bYYYY-MM-DD\b|\bHH:MM\b|\bX (?:minutes|hours)\b|\bX%|\b(?:TODO|FIXME)(?=:|\s*$)|\bTBD\b|\bbd://xxx\b"
)
_ELLIPSIS = re.compile(r"^\s*(?:…|\.\.\.|\?+|-+|x{3,})\s*$", re.IGNORECASE)


def answers_missing(case: Case) -> Iterator[Finding]:
    """An answer that the layout requires is empty."""
    for path in case.layout.required:
        question = question_at(path)
        if question is None or path in _HAVE_A_DEFAULT or path.startswith("response.time_to_"):
            continue
        yield from _missing_at(case, path, question)


def _missing_at(case: Case, path: str, question: Question) -> Iterator[Finding]:
    if path == "metadata.incident_date" and _started(case):
        return
    try:
        value = value_at(case.report, path)
    except NoSuchPathError:
        yield from _missing_in_rows(case, question)
        return
    if is_empty(value) and not _is_drafted(case, path):
        yield found("missing-answer", "missing", path, missing(question))


def _missing_in_rows(case: Case, column: Question) -> Iterator[Finding]:
    table, _, name = column.path.rpartition(".")
    rows: tuple[Row, ...] = value_at(case.report, table)
    owner = question_at(table)
    if not rows and owner is not None and table not in (*_HAVE_A_DEFAULT, *case.layout.required):
        yield found("missing-answer", "missing", table, missing(owner))
    for index, row in enumerate(rows):
        path = f"{row_path(table, row, index)}.{name}"
        if is_empty(getattr(row, name)) and not _is_drafted(case, path):
            yield found("missing-answer", "missing", path, missing_in_row(column, row))


def _started(case: Case) -> datetime | None:
    event = event_of(case.report, "started")
    return event.at if event else None


def _is_drafted(case: Case, path: str) -> bool:
    return path in case.report.drafts


def placeholders_left(case: Case) -> Iterator[Finding]:
    """An answer still holds what a template had in its place."""
    for path, text in texts(case.report):
        left = placeholder_in(text)
        question = question_at(path)
        if left and question is not None:
            message = f"Replace {quoted(left)} in {named(question)} with the answer, or type unknown"
            yield found("placeholder", "missing", path, message)


def placeholder_in(text: str) -> str:
    """Return the first placeholder of a template in ``text``, outside code, or an empty text."""
    prose = _CODE.sub(" ", text)
    if _ELLIPSIS.match(prose):
        return prose.strip()
    for line in prose.split("\n"):
        if _BRACKETS.match(line):
            return line.strip()
        if form := _FORMS.search(line):
            return form[0]
    return ""


def texts_not_understood(case: Case) -> Iterator[Finding]:
    """Something typed into a field is not an answer yet."""
    for path, raw in case.report.drafts.items():
        if not _is_new(path):
            yield found("not-understood", "error", path, _what_to_do(case, path, raw))


def _what_to_do(case: Case, path: str, raw: str) -> str:
    question = question_at(path)
    if question is None:
        return f"{quoted(raw)} is kept and not understood. Enter it where it belongs, or clear it"
    reading = read(question, raw, _context(case))
    said = reading.message if isinstance(reading, Unread) else f"{quoted(raw)} is not taken over yet. Enter it again"
    return said if question.kind is Kind.TIME else f"{question.label}: {said}"


def _context(case: Case) -> TimeContext:
    instants = [event.at for event in case.report.timeline if event.at]
    day = case.report.metadata.incident_date
    if not day:
        day = (_started(case) or case.now).astimezone(case.zone).date()
    return TimeContext(day=day, now=case.now, zone=case.zone, previous=instants[-1] if instants else None)


def entries_not_added(case: Case) -> Iterator[Finding]:
    """An entry line holds text that was not added to its list."""
    lines: dict[str, str] = {}
    for path, raw in case.report.drafts.items():
        if _is_new(path):
            table = path.partition(_NEW)[0]
            lines[table] = f"{lines[table]} {raw}" if table in lines else raw
    for table, raw in lines.items():
        question = question_at(table)
        noun = question.noun if question and question.noun else "entry"
        yield found("not-added", "missing", table, f'Add the {noun} "{quoted(raw)}", or clear its line')


def _is_new(path: str) -> bool:
    return path.endswith(_NEW) or f"{_NEW}." in path


def summaries_not_read(case: Case) -> Iterator[Finding]:
    """A summary that the layout prints is still the composed one."""
    for name in case.report.summary.drafted:
        path = f"summary.{name}"
        if path in case.layout.asked and not is_empty(value_at(case.report, path)):
            yield found("summary-drafted", "missing", path, "Check the drafted summary, and accept or change it")
