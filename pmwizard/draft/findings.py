"""The findings of the report being edited, and the advice that a person puts aside."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from threading import Thread

from pmwizard.checks import Finding, dismissal, findings
from pmwizard.layouts.layout import Layout
from pmwizard.model import Report
from pmwizard.model.paths import replaced

_PATH = "review.dismissed"


def is_put_aside(dismissed: Iterable[str], finding: Finding) -> bool:
    """Tell whether a finding is among those put aside; errors and missing answers never are."""
    return finding.severity == "advice" and any(_is_about(entry, finding) for entry in dismissed)


def put_aside(report: Report, finding: Finding) -> Report:
    """Return the report with a piece of advice put aside; as it was for an error or a missing answer."""
    dismissed = report.review.dismissed
    if finding.severity != "advice" or is_put_aside(dismissed, finding):
        return report
    return replaced(report, _PATH, (*dismissed, finding.dismissal))


def taken_up(report: Report, finding: Finding) -> Report:
    """Return the report with a piece of advice told again."""
    left = tuple(entry for entry in report.review.dismissed if not _is_about(entry, finding))
    return replaced(report, _PATH, left)


def _is_about(entry: str, finding: Finding) -> bool:
    rule, _, path = entry.partition(" ")
    return rule == finding.id and dismissal(rule, path) == finding.dismissal


LARGE = 1000
"""Rows from which on checking takes longer than a key may wait."""


@dataclass(frozen=True)
class Checked:
    """What the checks found.

    Attributes:
        report: The report that was checked.
        layout: The layout it was checked for.
        every: What was found, the gravest first.
        dismissed: What of it a person has put aside.
    """

    report: Report
    layout: Layout
    every: tuple[Finding, ...]
    dismissed: tuple[str, ...]

    @cached_property
    def told(self) -> tuple[Finding, ...]:
        """What is to be fixed, entered and thought about, the most severe first."""
        return tuple(one for one in self.every if not is_put_aside(self.dismissed, one))

    @cached_property
    def aside(self) -> tuple[Finding, ...]:
        """The advice that a person has put aside."""
        return tuple(one for one in self.every if is_put_aside(self.dismissed, one))


def checked(report: Report, layout: Layout, now: datetime) -> Checked:
    """Return what the checks find in a report, what is put aside told apart."""
    every = findings(replaced(report, "review.dismissed", ()), layout, now)
    return Checked(report, layout, every, report.review.dismissed)


def is_long(report: Report) -> bool:
    """Tell whether checking a report takes longer than a key may wait."""
    return len(report.timeline) + len(report.five_whys.answers) + len(report.action_items) > LARGE


def _told_to_nobody() -> None:
    """Do nothing."""


class Checker:
    """Checks one report again and again as it changes.

    Attributes:
        ready: Called in another thread once a long report has been checked.
    """

    def __init__(self) -> None:
        self.ready: Callable[[], None] = _told_to_nobody
        self._known: Checked | None = None
        self._thread: Thread | None = None

    def at_once(self, report: Report, layout: Layout, now: datetime) -> Checked:
        """Return what the checks find in a report as it is."""
        known = self._known
        if known is None or known.report is not report or known.layout is not layout:
            known = self._known = checked(report, layout, now)
        return known

    def soon(self, report: Report, layout: Layout, now: datetime) -> Checked:
        """Return what the checks find; for a long report what they found last, while it is checked anew aside."""
        known = self._known
        if known is None or known.layout is not layout or not is_long(report):
            return self.at_once(report, layout, now)
        if known.dismissed != report.review.dismissed:
            # Putting aside takes effect at once: the next such key is for the next piece of advice.
            known = self._known = replace(known, dismissed=report.review.dismissed)
        if known.report is not report and self._thread is None:
            self._thread = Thread(target=self._check, args=(report, layout, now), name="checks", daemon=True)
            self._thread.start()
        return known

    def stop_telling(self) -> None:
        """Tell nobody any more when a check is ready."""
        self.ready = _told_to_nobody

    def _check(self, report: Report, layout: Layout, now: datetime) -> None:
        try:
            self._known = checked(report, layout, now)
        except Exception:  # noqa: BLE001 - the next check is made at once, where a bug is told
            self._known = None
        self._thread = None
        self.ready()
