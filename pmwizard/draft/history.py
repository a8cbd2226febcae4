"""The changes of a session, to take back and to do again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from pmwizard.model import Report

SAME_STROKE_SECONDS = 2.0
"""Typing in one field without a longer pause is one change."""


@dataclass(frozen=True)
class Step:
    """One change: the report before it, what changed in words, and the path it was made at."""

    before: Report
    words: str
    path: str
    seconds: float


class History:
    """A stack of reports. Reports are immutable, so a step costs only what it changed."""

    def __init__(self) -> None:
        """Begin without a past."""
        self._past: list[Step] = []
        self._future: list[tuple[Step, Report]] = []

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
            self._past[-1] = Step(last.before, last.words, path, seconds)
        else:
            self._past.append(Step(before, words, path, seconds if typing else float("-inf")))

    def undo(self, now: Report) -> Step | None:
        """Return the last step, whose report is the one to go back to, or ``None`` at the beginning."""
        if not self._past:
            return None
        step = self._past.pop()
        self._future.append((step, now))
        return step

    def redo(self) -> tuple[Step, Report] | None:
        """Return the step last undone and the report after it, or ``None``."""
        if not self._future:
            return None
        step, after = self._future.pop()
        self._past.append(Step(step.before, step.words, step.path, float("-inf")))
        return step, after

    def carry_over(self, change: Callable[[Report], Report]) -> None:
        """Apply a change from elsewhere to every remembered report, so that undo never takes it back."""
        self._past = [replace(step, before=change(step.before)) for step in self._past]
        self._future = [(replace(step, before=change(step.before)), change(after)) for step, after in self._future]
