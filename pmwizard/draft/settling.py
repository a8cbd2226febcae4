"""Settling answers that two sides changed where nobody can be asked: both texts stay, and what is open is told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from pmwizard.draft.naming import name_at
from pmwizard.draft.understanding import context_of
from pmwizard.model import Report
from pmwizard.model.base import Row
from pmwizard.model.paths import NoSuchPathError, replaced, value_at, with_row
from pmwizard.model.records import FollowUp
from pmwizard.model.times import TimeContext
from pmwizard.questions import Kind, Question, question_at
from pmwizard.questions.answers import joined_names, shown
from pmwizard.store.merging import Conflict

_ONE_LINE = 56
_NAMES_OF_THINGS = {
    "metadata.incident_id",
    "metadata.hotfix_id",
    "metadata.tracker_issue",
    "metadata.zone",
    "five_whys.answers.parent",
}
"""Lines that name something: two of them in one name neither."""


def settled(report: Report, conflicts: Iterable[Conflict], now: datetime) -> tuple[Report, tuple[str, ...]]:
    """Return a merged report in which both sides' answers are kept, and what was done with each, in sentences.

    Texts stand one after the other. Of other answers ours stands, and theirs is in an open question about it.

    Args:
        report: The merged report, which has our side of every conflict.
        conflicts: The answers that both sides changed.
        now: Aware.
    """
    told = []
    for conflict in conflicts:
        report, done = _settled(report, conflict, now)
        told.append(f"{_name_of(report, conflict.path)}: {done}")
    return report, tuple(told)


def _settled(report: Report, conflict: Conflict, now: datetime) -> tuple[Report, str]:
    path, context = conflict.path, context_of(report, now)
    ours, theirs = (_quoted(path, value, context) for value in (conflict.yours, conflict.theirs))
    if conflict.yours is None:
        return _with(report, path, conflict.theirs), f"taken away here; {theirs} from the other version is kept"
    if conflict.theirs is None:
        return report, f"taken away in the other version; {ours} is kept"
    if takes_both(conflict):
        return _with(report, path, _both(conflict.yours, conflict.theirs)), "both are kept, one after the other"
    question = f"{_name_of(report, path)} is {ours} here and {theirs} in another version. Which holds?"
    return _with_question(report, path, question), f"{ours} is kept, and {theirs} is in an open question"


def takes_both(conflict: Conflict) -> bool:
    """Tell whether both sides' answers can stand in one: both are free text."""
    if not (isinstance(conflict.yours, str) and isinstance(conflict.theirs, str)):
        return False
    if conflict.path.startswith("drafts."):
        return True
    question = _asked_at(conflict.path)
    if question is None or question.path in _NAMES_OF_THINGS:
        return False
    return question.kind in {Kind.LINE, Kind.TEXT}


def _asked_at(path: str) -> Question | None:
    """Return the question of this very answer, not that of the list it stands in."""
    question = question_at(path)
    return question if question and question.name == path.rpartition(".")[2] else None


def _both(ours: str, theirs: str) -> str:
    if theirs in ours:
        return ours
    if ours in theirs:
        return theirs
    gap = "\n" if "\n" in ours + theirs or max(len(ours), len(theirs)) > _ONE_LINE else " / "
    return f"{ours}{gap}{theirs}"


def _with(report: Report, path: str, value: Any) -> Report:
    """Return the report with a value at a path, where the report has such a place."""
    table, _, key = path.partition(".")
    if table == "drafts":
        return report.model_copy(update={"drafts": {**report.drafts, key: value}})
    try:
        return replaced(report, path, value)
    except NoSuchPathError:
        return _with_question(report, path, f"{path} was {value} in another version. Does it still hold?")


def _with_question(report: Report, path: str, question: str) -> Report:
    about = _row_of(report, path) or path
    row = FollowUp(path=about, question=question)
    return report if row in report.follow_ups else with_row(report, "follow_ups", row)


def _name_of(report: Report, path: str) -> str:
    row = _row_of(report, path)
    key = path.rpartition(".")[2].replace("_", " ").capitalize()
    return f"{key} of {row.rpartition('.')[2]}" if row else name_at(path)


def _row_of(report: Report, path: str) -> str:
    """Return the path of the row that an answer belongs to, "" for an answer that belongs to none."""
    above = path.rpartition(".")[0]
    try:
        return above if above and isinstance(value_at(report, above), Row) else ""
    except NoSuchPathError:
        return ""


def _quoted(path: str, value: Any, context: TimeContext) -> str:
    question = _asked_at(path)
    if question is not None and question.kind not in {Kind.ENTRIES, Kind.ROWS}:
        return shown(question, value, context)
    return joined_names(map(str, value)) if isinstance(value, tuple) else str(value)
