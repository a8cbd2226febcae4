"""The report being edited: every change goes through here, can be undone, and is sent to those who listen."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from pmwizard.draft.edits.links import without_dangling
from pmwizard.draft.summary.drafting import accepted
from pmwizard.draft.typed.meaning import ambiguity_at, answer_shown, echo, with_answer
from pmwizard.draft.typed.times import Ambiguity
from pmwizard.draft.unfinished import with_draft, with_drafts_moved, without_drafts
from pmwizard.model import Report
from pmwizard.model.base import Row, tidied
from pmwizard.model.moments import context_of, day_of
from pmwizard.model.paths import (
    in_time_order,
    is_at_or_below,
    replaced,
    value_at,
    with_ids,
    with_row,
    with_row_moved,
    without_row,
)
from pmwizard.model.times.context import TimeContext
from pmwizard.questions import Kind, question_at
from pmwizard.questions.metadata import FIRST_IMPACT, IMPACT_OVER

SAME_STROKE_SECONDS = 2.0
"""Typing in one field without a longer pause is one change."""

NEVER = float("-inf")

_TYPED_IN_ROW = "the entry line"
"""What a change of text that is in no row yet is called."""

_ENDS = (FIRST_IMPACT.path, IMPACT_OVER.path)
"""Each may become clear by the other."""

Change = Callable[[Report], Report]


@dataclass(frozen=True)
class Step:
    """One change.

    Attributes:
        before: The report before it.
        words: What changed.
        path: Where.
        seconds: When typing went on there last; minus infinity when it cannot go on.
        known: How many changes from elsewhere the report already had.
    """

    before: Report
    words: str
    path: str
    seconds: float
    known: int


class History:
    """A stack of reports. Reports are immutable, so a step costs only what it changed."""

    def __init__(self) -> None:
        """Begin without a past."""
        self._past: list[Step] = []
        self._future: list[tuple[Step, Report, int]] = []
        self._elsewhere: list[Change] = []

    def record(self, before: Report, words: str, path: str, seconds: float, *, typing: bool) -> None:
        """Remember the report as it was before a change; typing on in one field extends the last step.

        Args:
            before: The report before the change.
            words: What changed, for the message that undo shows.
            path: Where it changed.
            seconds: A clock reading; only differences count.
            typing: Whether the change is one key in a field rather than a whole act.
        """
        self._future.clear()
        if typing and self._goes_on(path, seconds):
            self._past[-1] = replace(self._past[-1], seconds=seconds)
        else:
            since = seconds if typing else NEVER
            self._past.append(Step(before, words, path, since, len(self._elsewhere)))

    def before_stroke(self, path: str, seconds: float) -> Report | None:
        """Return the report as it was before the typing that goes on in a field, ``None`` when none does."""
        last = self._past[-1] if self._goes_on(path, seconds) else None
        return self._caught_up(last.before, last.known) if last else None

    def _goes_on(self, path: str, seconds: float) -> bool:
        last = self._past[-1] if self._past else None
        return last is not None and last.path == path and seconds - last.seconds < SAME_STROKE_SECONDS

    def end_stroke(self) -> None:
        """Have the next change be one of its own, however soon it comes after typing."""
        if self._past:
            self._past[-1] = replace(self._past[-1], seconds=NEVER)

    def forget_typing(self, path: str) -> None:
        """Forget what was typed about a row that is taken over now: undo goes back to before all of it."""
        self._past = [
            replace(step, before=without_drafts(step.before, path))
            for step in self._past
            if step.words != _TYPED_IN_ROW or not is_at_or_below(step.path, path)
        ]

    def undo(self, now: Report) -> Step | None:
        """Return the last step, whose report is the one to go back to, or ``None`` at the beginning.

        A step that came to nothing, such as a letter typed and erased, is passed over.
        """
        while self._past:
            step = self._past.pop()
            before = self._caught_up(step.before, step.known)
            if before != now:
                step = replace(step, before=before, seconds=NEVER, known=len(self._elsewhere))
                self._future.append((step, now, len(self._elsewhere)))
                return step
        return None

    def redo(self) -> tuple[Step, Report] | None:
        """Return the step last undone and the report after it, or ``None``."""
        if not self._future:
            return None
        step, after, known = self._future.pop()
        self._past.append(step)
        return step, self._caught_up(after, known)

    def carry_over(self, change: Change) -> None:
        """Have a change from elsewhere in every remembered report, so that undo never takes it back.

        It is applied when a report is gone back to: a long session remembers hundreds.
        """
        self._elsewhere.append(change)

    def _caught_up(self, report: Report, known: int) -> Report:
        for change in self._elsewhere[known:]:
            report = change(report)
        return report


Listener = Callable[[Report, Report], None]
"""Called after each change with the report before and after it."""


def _now() -> datetime:
    return datetime.now(UTC)


class Draft:
    """One report, its past and its future.

    Args:
        report: The report as loaded, or a new one.
        now: A clock that returns aware datetimes.
    """

    def __init__(self, report: Report, now: Callable[[], datetime] = _now) -> None:
        self._report = in_time_order(with_ids(report))
        self._history = History()
        self._listeners: list[Listener] = []
        self._typed_into: tuple[str, Report] | None = None
        self.now = now

    @property
    def report(self) -> Report:
        """The report as it is now."""
        return self._report

    def listen(self, listener: Listener) -> None:
        """Call ``listener`` after every change."""
        self._listeners.append(listener)

    def context(self, previous: datetime | None = None) -> TimeContext:
        """Return what typed times are read against: the day of the incident, its zone, now, and the event before."""
        return context_of(self._report, self.now(), previous)

    @property
    def incident_day(self) -> date:
        """The day of the incident: of its start, else as entered, else today, in the report's zone."""
        return day_of(self._report, self.now())

    @property
    def day_shown(self) -> date:
        """The day that the report says it is about: a time on another one has its day beside it."""
        return self._report.metadata.incident_date or self.incident_day

    def raw(self, path: str) -> str:
        """Return the text that the field for ``path`` shows: typed text not yet understood, else the answer."""
        kept = self._report.drafts.get(path)
        return answer_shown(self._report, path, self.now()) if kept is None else kept

    def edit(self, path: str, raw: str, *, is_meant: bool = False) -> str:
        """Take what was typed into the field for ``path``; return what to do if it is not understood, else "".

        Text that is not understood is kept in ``drafts``, and the answer stays as it was.

        Args:
            path: The answer.
            raw: The whole text of its field.
            is_meant: Whether a person has said that an odd time is meant.
        """
        raw, before = tidied(raw), self.before_typing(path)
        if raw == self.raw(path) and before is self._report and not is_meant:
            return self.problem(path)
        question = question_at(path)
        changed, problem = with_answer(before, path, raw, self.now(), is_meant=is_meant)
        problem = problem if raw else ""
        if question and question.kind is Kind.ENTRIES and not raw and changed is not self._report:
            changed = _without_kept_for(changed, path)
        else:
            if problem and question and question.kind is Kind.DATE:
                # What the first letters of this text were understood as is not what it says now.
                changed = self._history.before_stroke(path, time.monotonic()) or changed
            changed = with_draft(changed, path, raw if problem else "")
        for one, other in (_ENDS, _ENDS[::-1]):
            changed = self._reading_again(changed, other) if path == one else changed
        changed = accepted(changed, path)  # A summary that a person has changed is no longer a drafted one.
        self._change(changed, question.label if question else "typed text", path, typing=True)
        if question and question.kind is Kind.TIME:
            self._typed_into = (path, before)
        return problem

    def before_typing(self, path: str) -> Report:
        """Return the report as it was when somebody began to type at ``path``: times are read on the days they had."""
        return self._typed_into[1] if self._typed_into and self._typed_into[0] == path else self._report

    def problem(self, path: str) -> str:
        """Return what to do about the text at ``path`` that is not understood, "" when there is none."""
        kept = self._report.drafts.get(path)
        return "" if kept is None else with_answer(self.before_typing(path), path, kept, self.now())[1]

    def ambiguity(self, path: str) -> Ambiguity | None:
        """Return what the text kept for the answer at ``path`` could mean, ``None`` where nothing is unclear."""
        kept = self._report.drafts.get(path)
        return ambiguity_at(self.before_typing(path), path, kept, self.now()) if kept else None

    def echo(self, path: str, raw: str) -> str | None:
        """Return how a time or date typed at ``path`` is understood so far, ``None`` where none is asked."""
        return echo(self.before_typing(path), path, raw, self.now())

    def put(self, path: str, value: Any, words: str) -> None:
        """Store a value that is already of its kind, as one change with the given words."""
        self.replace(replaced(self._report, path, value), words, path)

    def replace(self, report: Report, words: str, path: str = "") -> None:
        """Take a changed report as one change."""
        self._change(report, words, path, typing=False)

    def keep_draft(self, path: str, raw: str) -> None:
        """Keep text of an entry line that is not added yet; empty text lets it go."""
        self._change(with_draft(self._report, path, tidied(raw)), _TYPED_IN_ROW, path, typing=True)

    def keep_drafts(self, row_path: str, texts: Mapping[str, str]) -> None:
        """Keep texts by path of one row that is not added or taken over yet, as one change."""
        report = self._report
        for path, raw in texts.items():
            report = with_draft(report, path, raw)
        self.replace(report, _TYPED_IN_ROW, row_path)

    def keep_aside(self, texts: Mapping[str, str]) -> None:
        """Keep texts by path that are no change of the report, as what stands in a dialog: undo passes them over.

        An empty text lets the one at its path go.
        """

        def kept(report: Report) -> Report:
            for path, raw in texts.items():
                report = with_draft(report, path, raw)
            return report

        if kept(self._report) is not self._report:
            self._history.carry_over(kept)
            self._become(kept(self._report))

    def add(self, table: str, row: Row | str, words: str, *, index: int | None = None) -> None:
        """Add a row, or a text to a list of texts, as one change; its entry line is done with."""
        if isinstance(row, Row):
            changed = with_row(self._report, table, row, index)
        else:
            texts: tuple[str, ...] = value_at(self._report, table)
            position = len(texts) if index is None else index
            changed = replaced(self._report, table, (*texts[:position], row, *texts[position:]))
        if index is not None:
            changed = with_drafts_moved(changed, table, lambda old: old + 1 if old >= index else old)
        self.replace(without_drafts(changed, f"{table}.new"), words, table)

    def replace_row(self, path: str, row: Row | str, words: str) -> None:
        """Put an edited row or text in the place of the one at ``path``, as one change with its typing."""
        changed = without_drafts(replaced(self._report, path, row), path)
        self._history.forget_typing(path)
        self._change(changed, words, path, typing=False, before=without_drafts(self._report, path))

    def drop_drafts(self, path: str) -> None:
        """Drop what was typed about the row at ``path`` and not taken over."""
        self.replace(without_drafts(self._report, path), "left as it was", path)

    def remove(self, path: str, words: str) -> None:
        """Remove the row or text at ``path``, what was typed about it and not understood, and references to it."""
        removed = getattr(value_at(self._report, path), "id", None)
        changed = _without_kept_for(without_row(self._report, path), path)
        self.replace(without_dangling(changed, {removed} if removed else ()), words, path)

    def move(self, path: str, by: int, words: str) -> None:
        """Move the row or text at ``path`` up (negative) or down in its list."""
        table, _, name = path.rpartition(".")
        changed = with_row_moved(self._report, path, by)
        if name.isdecimal():
            old = int(name)
            new = max(0, min(len(value_at(changed, table)) - 1, old + by))
            changed = with_drafts_moved(changed, table, lambda place: _place_after_move(place, old, new))
        self.replace(changed, words, path)

    def end_stroke(self) -> None:
        """Have the next change be undone alone: what was typed so far is done, and its days are those to keep."""
        self._history.end_stroke()
        self._typed_into = None

    def undo(self) -> str | None:
        """Take back the last change and return what it was, or ``None`` at the beginning."""
        step = self._history.undo(self._report)
        if step is None:
            return None
        self._become(step.before)
        return step.words

    def redo(self) -> str | None:
        """Do again what was last taken back and return what it was, or ``None``."""
        redone = self._history.redo()
        if redone is None:
            return None
        step, after = redone
        self._become(after)
        return step.words

    def bring_in(self, change: Callable[[Report], Report]) -> None:
        """Apply a change that came from the file; undo goes on to work and never takes it back."""

        def in_order(report: Report) -> Report:
            return in_time_order(with_ids(change(report)))

        self._history.carry_over(in_order)
        if self._typed_into:
            path, before = self._typed_into
            self._typed_into = path, in_order(before)
        self._become(in_order(self._report), goes_on=True)

    def _change(self, report: Report, words: str, path: str, *, typing: bool, before: Report | None = None) -> None:
        """Take a changed report; undo goes back to ``before``, where that is not the report as it is now."""
        if report.timeline is not self._report.timeline or report.metadata.zone != self._report.metadata.zone:
            # A day begins elsewhere in another zone, and so may stand before or after other events.
            report = in_time_order(report)
        if report == self._report:
            return
        before = before or self._report
        if report != before:
            self._history.record(before, words, path, time.monotonic(), typing=typing)
        self._become(report)

    def _become(self, report: Report, *, goes_on: bool = False) -> None:
        before, self._report = self._report, report
        self._typed_into = self._typed_into if goes_on else None
        for listener in self._listeners:
            listener(before, report)

    def _reading_again(self, report: Report, path: str) -> Report:
        """Return the report with the text kept for ``path`` understood, where another answer has made that possible."""
        kept = report.drafts.get(path)
        if kept is None:
            return report
        changed, problem = with_answer(report, path, kept, self.now())
        return report if problem else with_draft(changed, path, "")


def _without_kept_for(report: Report, path: str) -> Report:
    """Return the report without the text kept for a row that is gone; what is kept for those after it moves up."""
    table, _, name = path.rpartition(".")
    report = without_drafts(report, path)
    gone = int(name) if name.isdecimal() else None
    return report if gone is None else with_drafts_moved(report, table, lambda place: place - (place > gone))


def _place_after_move(place: int, old: int, new: int) -> int:
    """Return the position that the entry at ``place`` has after the one at ``old`` was moved to ``new``."""
    if place == old:
        return new
    if old < place <= new:
        return place - 1
    return place + 1 if new <= place < old else place
