"""When a summary is composed, and which summaries no person has accepted yet."""

from __future__ import annotations

from collections.abc import Mapping

from pmwizard.draft.summary.composition import composed
from pmwizard.layouts.layout import Layout
from pmwizard.model import Report
from pmwizard.model.base import is_empty
from pmwizard.model.parts.metadata import SUMMARY_FORMS
from pmwizard.model.paths import replaced

SETTLED = frozenset({"approved", "closed"})
"""The statuses in which a report is no longer written by itself."""


def texts_for(report: Report, layout: Layout) -> Mapping[str, str]:
    """Return the summaries that the facts of a report make, by their keys: the one that the layout prints."""
    for name in ("executive", "one_line"):
        if f"summary.{name}" in layout.asked:
            text = composed(report, layout.summary_form)
            return {name: text} if text else {}
    return {}


def with_texts(report: Report, texts: Mapping[str, str]) -> Report:
    """Return a report with composed summaries, marked as drafted."""
    for name, text in texts.items():
        report = replaced(report, f"summary.{name}", text)
    marked = {*report.summary.drafted, *texts}
    drafted = tuple(name for name in ("one_line", "executive") if name in marked)
    return replaced(report, "summary.drafted", drafted)


def accepted(report: Report, path: str) -> Report:
    """Return the report in which the summary at a path is no longer a drafted one; as it was for any other path."""
    drafted = tuple(name for name in report.summary.drafted if path != f"summary.{name}")
    return report if drafted == report.summary.drafted else replaced(report, "summary.drafted", drafted)


def is_outdated(report: Report, path: str) -> bool:
    """Return whether the drafted summary at a path is not what the facts of the report make now, for any house."""
    made = {text for form in SUMMARY_FORMS if (text := composed(report, form))}
    return bool(made) and getattr(report.summary, path.removeprefix("summary.")) not in made


class Drafting:
    """Composes the summaries of one session: again when the facts have changed, never over a person's words.

    Args:
        report: The report as it was opened.
    """

    def __init__(self, report: Report) -> None:
        self._opened = report
        self._made: set[str] = set()

    def drafted(self, report: Report, layout: Layout) -> Report:
        """Return the report with what is still to be composed; the same report where there is nothing.

        A text that was composed before and then taken away is not composed again from the same facts.
        """
        if report.metadata.status in SETTLED:
            return report
        wanted = {
            name: text
            for name, text in texts_for(report, layout).items()
            if (self._is_ours(report, name) if getattr(report.summary, name) else text not in self._made)
            and getattr(report.summary, name) != text
        }
        self._made.update(wanted.values())
        return with_texts(report, wanted) if wanted else report

    def drafted_anew(self, report: Report, layout: Layout) -> Report:
        """Return the report with its summary composed from the facts, unless a person wrote or accepted it."""
        open_texts = {
            name: text
            for name, text in texts_for(report, layout).items()
            if is_empty(getattr(report.summary, name)) or name in report.summary.drafted
        }
        self._made.update(open_texts.values())
        return with_texts(report, open_texts)

    def _is_ours(self, report: Report, name: str) -> bool:
        """Return whether a text stands as it was composed for some house: one that was changed is a person's."""
        if name not in report.summary.drafted:
            return False
        text = getattr(report.summary, name)
        return text in self._made or any(text == composed(self._opened, form) for form in SUMMARY_FORMS)
