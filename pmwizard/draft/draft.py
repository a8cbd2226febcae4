"""The report being edited: every change goes through here, can be undone, and is told to those who listen."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from pydantic import ValidationError

from pmwizard.draft.history import History
from pmwizard.model import Report
from pmwizard.model.base import Row, is_empty, tidied
from pmwizard.model.moments import event_of, with_moment
from pmwizard.model.paths import (
    NoSuchPathError,
    in_time_order,
    replaced,
    value_at,
    with_ids,
    with_row,
    with_row_moved,
    without_row,
)
from pmwizard.model.timeline import Moment
from pmwizard.model.times import NotUnderstood, TimeContext, read_time, shown_time, zone_named
from pmwizard.questions import Kind, Question, question_at
from pmwizard.questions.answers import Unread, read, shown

MOMENT_WORDS = {"started": "Impact began", "recovered": "Impact over"}
"""What the events say that "First impact" and "Over at" make, until someone words them anew."""

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
        now = self.now()
        zone = zone_named(self._report.metadata.zone) or UTC
        return TimeContext(day=self.incident_day, zone=zone, now=now, previous=previous)

    @property
    def incident_day(self) -> date:
        """The day of the incident: as entered, else of its start, else today, in the report's zone."""
        zone = zone_named(self._report.metadata.zone) or UTC
        started = event_of(self._report, "started")
        if started and started.at:
            return started.at.astimezone(zone).date()
        return self._report.metadata.incident_date or self.now().astimezone(zone).date()

    def raw(self, path: str) -> str:
        """Return the text that the field for ``path`` shows: typed text not yet understood, else the answer."""
        if path in self._report.drafts:
            return self._report.drafts[path]
        if path.startswith("moments."):
            return self._raw_moment(path)
        question = question_at(path)
        if question is None:
            return ""
        try:
            return shown(question, value_at(self._report, path), self.context())
        except NoSuchPathError:
            return ""

    def edit(self, path: str, raw: str) -> str:
        """Take what was typed into the field for ``path``; return what to do if it is not understood, else "".

        Text that is not understood is kept in ``drafts``, and the answer stays as it was.
        """
        raw = tidied(raw)
        if raw == self.raw(path):
            return self.problem(path)
        question = question_at(path)
        try:
            changed, problem = self._read_into(path, question, raw)
        except (ValidationError, NoSuchPathError):
            changed, problem = (
                self._report,
                f"{question.label if question else path} cannot hold this. Enter other text",
            )
        drafts = {key: text for key, text in changed.drafts.items() if key != path}
        if problem:
            drafts[path] = raw
        if drafts != changed.drafts:
            changed = changed.model_copy(update={"drafts": drafts})
        self._change(changed, question.label if question else path, path, typing=True)
        return problem

    def problem(self, path: str) -> str:
        """Return what to do about the text at ``path`` that is not understood, "" when there is none."""
        raw = self._report.drafts.get(path)
        return self._read_into(path, question_at(path), raw)[1] if raw is not None else ""

    def put(self, path: str, value: Any, words: str) -> None:
        """Store a value that is already of its kind, as one change with the given words."""
        self.replace(replaced(self._report, path, value), words, path)

    def replace(self, report: Report, words: str, path: str = "") -> None:
        """Take a changed report as one change."""
        self._change(report, words, path, typing=False)

    def keep_draft(self, path: str, raw: str) -> None:
        """Keep text of an entry line that is not added yet; empty text lets it go."""
        drafts = {key: text for key, text in self._report.drafts.items() if key != path}
        if raw.strip():
            drafts[path] = tidied(raw)
        if drafts != self._report.drafts:
            self._change(self._report.model_copy(update={"drafts": drafts}), "the entry line", path, typing=True)

    def add(self, table: str, row: Row | str, words: str, *, index: int | None = None) -> None:
        """Add a row, or a text to a list of texts, as one change; its entry line is done with."""
        if isinstance(row, Row):
            changed = with_row(self._report, table, row, index)
        else:
            texts: tuple[str, ...] = value_at(self._report, table)
            position = len(texts) if index is None else index
            changed = replaced(self._report, table, (*texts[:position], row, *texts[position:]))
        self.replace(without_drafts(changed, f"{table}.new"), words, table)

    def replace_row(self, path: str, row: Row | str, words: str) -> None:
        """Put an edited row or text in the place of the one at ``path``, as one change."""
        self.replace(without_drafts(replaced(self._report, path, row), path), words, path)

    def drop_drafts(self, path: str) -> None:
        """Let go of what was typed about the row at ``path`` and not taken over."""
        self.replace(without_drafts(self._report, path), "left as it was", path)

    def remove(self, path: str, words: str) -> None:
        """Remove the row or text at ``path``, and what was typed about it and not understood."""
        self.replace(without_drafts(without_row(self._report, path), path), words, path)

    def move(self, path: str, by: int, words: str) -> None:
        """Move the row or text at ``path`` up (negative) or down in its list."""
        self.replace(with_row_moved(self._report, path, by), words, path)

    def undo(self) -> str | None:
        """Take back the last change and return what it was, or ``None`` at the beginning."""
        step = self._history.undo(self._report)
        if step is None:
            return None
        self._become(step.before)
        return step.words

    def redo(self) -> str | None:
        """Do again what was last taken back and return what it was, or ``None``."""
        found = self._history.redo()
        if found is None:
            return None
        step, after = found
        self._become(after)
        return step.words

    def bring_in(self, change: Callable[[Report], Report]) -> None:
        """Apply a change that came from the file; undo goes on to work and never takes it back."""
        self._history.carry_over(change)
        self._become(in_time_order(with_ids(change(self._report))))

    def _change(self, report: Report, words: str, path: str, *, typing: bool) -> None:
        if report.timeline is not self._report.timeline:
            report = in_time_order(report)
        if report == self._report:
            return
        self._history.record(self._report, words, path, time.monotonic(), typing=typing)
        self._become(report)

    def _become(self, report: Report) -> None:
        before, self._report = self._report, report
        for listener in self._listeners:
            listener(before, report)

    def _read_into(self, path: str, question: Question | None, raw: str) -> tuple[Report, str]:
        """Return the report with ``raw`` understood at ``path``, or as it was and what to do."""
        if path.startswith("moments."):
            return self._read_moment(path, raw)
        if question is None:
            return self._report, ""
        value = read(question, raw, self.context())
        if isinstance(value, Unread):
            return self._report, value.message
        if path == "metadata.zone" and value and zone_named(value) is None:
            return self._report, f"{value} is not a zone we know. Enter a name such as Europe/Paris, or UTC"
        if question.kind is Kind.ENTRIES and is_empty(value):
            return without_row(self._report, path), ""
        return replaced(self._report, path, value), ""

    def _raw_moment(self, path: str) -> str:
        moment: Moment = path.removeprefix("moments.")  # type: ignore[assignment]
        event = event_of(self._report, moment)
        if event is None or event.at is None:
            return ""
        context = self.context()
        return shown_time(event.at, context.zone, day=context.day, approximate=bool(event.approximate))

    def _read_moment(self, path: str, raw: str) -> tuple[Report, str]:
        moment: Moment = path.removeprefix("moments.")  # type: ignore[assignment]
        words = MOMENT_WORDS[moment]
        if not raw.strip():
            return with_moment(self._report, moment, None, approximate=False, event_text=words), ""
        started = event_of(self._report, "started")
        previous = started.at if started and moment != "started" else None
        reading = read_time(raw, self.context(previous))
        if isinstance(reading, NotUnderstood):
            return self._report, reading.message
        changed = with_moment(self._report, moment, reading.at, approximate=reading.approximate, event_text=words)
        if moment == "started" and not changed.metadata.incident_date:
            changed = replaced(changed, "metadata.incident_date", reading.at.astimezone(UTC).date())
        return with_ids(changed), ""


def without_drafts(report: Report, path: str) -> Report:
    """Return the report without the typed text kept for ``path`` and what stands below it."""
    kept = {key: text for key, text in report.drafts.items() if key != path and not key.startswith(f"{path}.")}
    return report if kept == report.drafts else report.model_copy(update={"drafts": kept})
