"""The changes of a session, to take back and to do again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from pmwizard.model import Report

SAME_STROKE_SECONDS = 2.0
"""Typing in one field without a longer pause is one change."""

NEVER = float("-inf")

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
        last = self._past[-1] if self._past else None
        if typing and last and last.path == path and seconds - last.seconds < SAME_STROKE_SECONDS:
            self._past[-1] = replace(last, seconds=seconds)
        else:
            since = seconds if typing else NEVER
            self._past.append(Step(before, words, path, since, len(self._elsewhere)))

    def before_stroke(self, path: str, seconds: float) -> Report | None:
        """Return the report as it was before the typing that goes on in a field, ``None`` when none does."""
        last = self._past[-1] if self._past else None
        if last and last.path == path and seconds - last.seconds < SAME_STROKE_SECONDS:
            return self._caught_up(last.before, last.known)
        return None

    def end_stroke(self) -> None:
        """Have the next change be one of its own, however soon it comes after typing."""
        if self._past:
            self._past[-1] = replace(self._past[-1], seconds=NEVER)

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
