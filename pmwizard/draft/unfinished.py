"""Text that is typed and not understood yet, or not added yet: kept in the report by path."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pmwizard.model import Report
from pmwizard.model.paths import ID_FORMS, is_at_or_below


def with_draft(report: Report, path: str, raw: str) -> Report:
    """Return the report with ``raw`` kept for ``path``; empty text is dropped."""
    others = {key: text for key, text in report.drafts.items() if key != path}
    return _with_drafts(report, {**report.drafts, path: raw} if raw.strip() else others)


def without_drafts(report: Report, path: str) -> Report:
    """Return the report without the typed text kept for ``path`` and what stands below it."""
    return _with_drafts(report, {key: text for key, text in report.drafts.items() if not is_at_or_below(key, path)})


def entry_texts(report: Report) -> dict[str, str]:
    """Return what is typed into entry lines, for rows that are not added yet, by path."""
    return {path: text for path, text in report.drafts.items() if entry_of(path)}


def with_entry_texts(report: Report, texts: Mapping[str, str]) -> Report:
    """Return the report with these texts in its entry lines, and no others."""
    others = {path: text for path, text in report.drafts.items() if not entry_of(path)}
    return _with_drafts(report, others | dict(texts))


def entry_texts_of_both(ours: Report, merged: Report) -> dict[str, str]:
    """Return our texts of entry lines, and those of a merged report for lists where we are typing nothing."""
    own = entry_texts(ours)
    begun = {entry_of(path) for path in own}
    return {path: text for path, text in entry_texts(merged).items() if entry_of(path) not in begun} | own


def entry_of(path: str) -> str:
    """Return the path of the new row that ``path`` is about, "" for any other path."""
    table, new, _ = f"{path}.".partition(".new.")
    return f"{table}{new}" if new else ""


def with_drafts_moved(report: Report, table: str, place: Callable[[int], int]) -> Report:
    """Return the report with the text kept for the rows of a list under their new positions.

    Rows that have ids keep them, so nothing changes there.

    Args:
        report: The report, whose rows have moved already.
        table: The path of the list.
        place: Returns the position that the row at a position has now.
    """
    if table in ID_FORMS or not report.drafts:
        return report
    return _with_drafts(report, {_moved(key, f"{table}.", place): text for key, text in report.drafts.items()})


def _with_drafts(report: Report, drafts: dict[str, str]) -> Report:
    return report if drafts == report.drafts else report.model_copy(update={"drafts": drafts})


def _moved(key: str, begin: str, place: Callable[[int], int]) -> str:
    if not key.startswith(begin):
        return key
    position, dot, below = key.removeprefix(begin).partition(".")
    known = position.isascii() and position.isdecimal() and len(position) < 10
    return f"{begin}{place(int(position))}{dot}{below}" if known else key
