"""What a house has no place for, below its document: every answer that it does not print, under one bold line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pmwizard.checks.rules.review import unread_summaries
from pmwizard.layouts.layout import Layout
from pmwizard.layouts.rendering import Rendering, unprinted
from pmwizard.layouts.template.markdown import fenced, prose
from pmwizard.layouts.template.marks import marked_on_one_line, placed
from pmwizard.layouts.template.shapes import is_choice
from pmwizard.layouts.template.times import event_text
from pmwizard.layouts.template.values import Answer, Budget, PartView, RenderState, row_key
from pmwizard.model.base import Row
from pmwizard.model.moments import DURATION, METRICS, Definition
from pmwizard.model.parts.timeline import Event
from pmwizard.model.paths import ID_FORMS, value_at
from pmwizard.model.report import Report
from pmwizard.questions import SECTIONS, Kind, Question

BELOW = "Also in the report"
"""The bold line above them."""

_TIMES = frozenset({"at", "day", "until", "approximate"})
"""The columns of an event that its time is made of."""

_LENGTHS = frozenset(Definition(name, "started", "resolved").path for name in (DURATION, *METRICS))
"""The lengths that a person typed instead of having them measured, and which a document marks."""

_LONGEST_NAME = 120

_STEP = 2
"""The columns by which an item is moved in below another one."""


def complete_text(rendering: Rendering, layout: Layout) -> str:
    """Return a document with all that it has no place for, in the order of the sections."""
    left = frozenset(unprinted(rendering))
    lines = _Answers(rendering.report, layout, left).lines() if left else []
    return f"{rendering.text}\n**{BELOW}**\n\n{placed(chr(10).join(lines))}\n" if lines else rendering.text


def unread_in(rendering: Rendering, *, is_complete: bool) -> tuple[str, ...]:
    """Return the paths of the drafted summaries in a document that no person has accepted."""
    printed = {f"{part}.{name}" for part, name in rendering.printed}
    return unread_summaries(rendering.report, printed.union(unprinted(rendering) if is_complete else ()))


class _Answers:
    """The answers of a report that a document leaves out, as items of a list.

    Args:
        report: The report as it was printed.
        layout: The house, for its words.
        left: The paths of what is left out; an entry of an answer that is a list has its position behind it.
    """

    def __init__(self, report: Report, layout: Layout, left: frozenset[str]) -> None:
        self._report = report
        self._left = left
        self._view = PartView(report, "", "", RenderState(layout.wordings, Budget(0, 0)))

    def lines(self) -> list[str]:
        """Return the items."""
        questions = (question for section in SECTIONS for question in section.questions)
        return [line for question in questions for line in self._of(question)]

    def _of(self, question: Question) -> Iterator[str]:
        """Yield the answer to one question, where any of it is left out."""
        if question.path.startswith("moments."):
            return
        value = value_at(self._report, question.path)
        if question.kind is Kind.ROWS:
            rows = [line for index, row in enumerate(value) for line in self._row(question, row, index)]
            if rows:
                yield from (f"- {_label(question)}", *rows)
        elif (found := self._kept(question.path, value)) is not None:
            yield self._item(question, found, 0)

    def _kept(self, path: str, value: Any) -> Any:
        """Return what is left out of an answer: all of it, some entries of a list, or ``None`` for nothing."""
        if path in self._left:
            return value
        entries = enumerate(value) if isinstance(value, tuple) else ()
        return tuple(entry for index, entry in entries if f"{path}.{index}" in self._left) or None

    def _row(self, question: Question, row: Row, index: int) -> Iterator[str]:
        """Yield what is left out of one row, below what it is known by."""
        path = f"{question.path}.{row_key(row, question.path, index)}"
        columns = [column for column in question.columns if f"{path}.{column.name}" in self._left]
        if not columns:
            return
        name = _name_of(question, row)
        yield f"  - {self._row_words(question, row, name, is_left=any(column.name == name for column in columns))}"
        for column in columns:
            if column.name != name and not (isinstance(row, Event) and column.name in _TIMES):
                yield self._item(column, getattr(row, column.name), 2 * _STEP)

    def _row_words(self, question: Question, row: Row, name: str, *, is_left: bool) -> str:
        """Return what a row is known by: its text, whole where it is printed nowhere else, and the time of an event."""
        text = getattr(row, name) if name else ""
        time = event_text(row, "when", with_day=True) if isinstance(row, Event) else ""
        text = prose(text, "label" if time else "item", 2 * _STEP) if is_left else marked_on_one_line(_in_short(text))
        if time and text:
            return f"{time}:{'' if text.startswith(chr(10)) else ' '}{text}"
        return time or text or question.noun

    def _item(self, question: Question, value: Any, indent: int) -> str:
        """Return one answer behind its label."""
        opening, inner = f"{' ' * indent}- {_label(question)}", indent + _STEP
        if question.kind is Kind.ENTRIES:
            entries = (prose(entry, "item", inner + _STEP) for entry in value)
            return "\n".join([opening, *(f"{' ' * inner}- {entry}" for entry in entries)])
        answer = Answer(value, self._view, question.name, question.path)
        typed = answer.typed()
        if typed is None:
            return f"{opening} {answer.worded(marked_on_one_line)}"
        if question.is_code:
            return "\n".join([opening, "", *(f"{' ' * inner}{line}" for line in fenced(typed).split("\n"))])
        if question.path in _LENGTHS:
            return f"{opening} {marked_on_one_line(typed)} (as reported)"
        text = prose(typed, "label", inner)
        return f"{opening}{'' if text.startswith(chr(10)) else ' '}{text}"


def _label(question: Question) -> str:
    """Return a label before its answer: with a colon, unless it is a question."""
    return question.label if question.label.endswith("?") else f"{question.label}:"


def _in_short(text: str) -> str:
    """Return what a row is known by where the document has all of it: whole words, as many as fit a line."""
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST_NAME else f"{words[:_LONGEST_NAME].rpartition(' ')[0]} .."


def _name_of(question: Question, row: Row) -> str:
    """Return the column by which people know a row, "" for none: the first text that a person typed there."""
    skipped = {"id", "parent", "path"} if question.path in ID_FORMS else {"parent", "path"}
    texts = (name for name, value in row.known().items() if isinstance(value, str) and name not in skipped)
    return next((name for name in texts if not is_choice(f"{question.path}.{name}")), "")
