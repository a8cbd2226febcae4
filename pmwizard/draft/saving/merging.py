"""Bringing together a report being edited and what its file holds now, and settling what both changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pmwizard.draft.unfinished import entry_of, entry_texts, entry_texts_of_both, with_entry_texts
from pmwizard.model import Report
from pmwizard.model.base import Row
from pmwizard.model.moments import context_of
from pmwizard.model.parts.records import FollowUp
from pmwizard.model.paths import ID_FORMS, NoSuchPathError, highest_number, replaced, value_at, with_row
from pmwizard.model.times.context import TimeContext
from pmwizard.questions import Kind, Question, name_at, question_at
from pmwizard.questions.answers import joined_names, shown
from pmwizard.store.merge.changes import differences
from pmwizard.store.merge.merge import Conflict, merge
from pmwizard.store.merge.row_ids import Renames, identified, renamed


@dataclass(frozen=True, eq=False)
class Incoming:
    """Changes that another program made to the file, already merged into what was saved.

    Attributes:
        base: The report that was to be saved.
        theirs: What was saved instead: that report and the other program's changes.
        changes: What came in, in short sentences.
        conflicts: Answers that both sides changed.
        renames: Ids of rows of ``base`` that are others in the file, by table and old id.
    """

    base: Report
    theirs: Report
    changes: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    renames: Renames = field(default_factory=dict)

    def into(self, report: Report) -> Report:
        """Return a report that goes on from ``base``, with the changes that came in.

        Its entry lines stay as they are: what others type into theirs is on its way to rows of their own.
        """
        later = giving_way(self.base, report, self.theirs)
        renames = {table: {**self.renames.get(table, {}), **later.get(table, {})} for table in ID_FORMS}
        merged = merge(renamed(self.base, self.renames), renamed(report, renames), self.theirs).report
        return with_entry_texts(merged, entry_texts(renamed(report, renames)))


def joined(base: Report, ours: Report, theirs: Report) -> Incoming:
    """Merge the report being edited into what its file holds; ``theirs`` of the result is the merged report.

    Rows keep the ids they have in the file, and a row that only this side knows gives way. Were ids in the
    file to change, a change that another program is making to a row would go to a different one.

    Entry lines are everyone's own: where both sides type into the same, the file holds ours, and each side
    goes on with its own text.

    Args:
        base: What both began from.
        ours: The report being edited.
        theirs: The report in the file.
    """
    theirs = identified(theirs, base, ours)
    renames = giving_way(base, ours, theirs)
    own = renamed(ours, renames)
    merged = merge(base, own, theirs)
    changes = differences(own, with_entry_texts(merged.report, entry_texts(own)))
    conflicts = tuple(one for one in merged.conflicts if not entry_of(one.path))
    in_file = with_entry_texts(merged.report, entry_texts_of_both(own, merged.report))
    return Incoming(ours, in_file, changes, conflicts, renames)


def giving_way(base: Report, ours: Report, theirs: Report) -> Renames:
    """Return new ids for our new rows whose ids are taken in the file, by table and old id.

    What a row is called does not depend on rows added after it, so that the same rows get the same ids when
    this is done again a moment later.
    """
    return {table: ids for table in ID_FORMS if (ids := _giving_way(table, base, ours, theirs))}


def _giving_way(table: str, base: Report, ours: Report, theirs: Report) -> dict[str, str]:
    known = {row.id for row in value_at(base, table)}
    in_file: dict[str, Any] = {row.id: row for row in value_at(theirs, table)}
    highest = highest_number(table, base, theirs)
    renames: dict[str, str] = {}
    taken = set(in_file)
    for row in sorted(value_at(ours, table), key=lambda row: (len(row.id or ""), row.id or "")):
        if row.id in known or in_file.get(row.id) == row:
            continue
        if row.id in taken:
            highest += 1
            renames[row.id] = ID_FORMS[table].format(highest)
        taken.add(renames.get(row.id, row.id))
        highest = max(highest, _number(table, renames.get(row.id, row.id)))
    return renames


def _number(table: str, row_id: str) -> int:
    begin = ID_FORMS[table].partition("{")[0]
    digits = row_id.removeprefix(begin)
    return int(digits) if digits != row_id and digits.isascii() and digits.isdecimal() and len(digits) < 10 else 0


_ONE_LINE = 56


def settled(report: Report, conflicts: Iterable[Conflict], now: datetime) -> tuple[Report, tuple[str, ...]]:
    """Return a merged report in which both sides' answers are kept, and what was done with each, in sentences.

    Texts stand one after the other. Of other answers ours stands, and theirs is in an open question about it.

    Args:
        report: The merged report, which has our side of every conflict.
        conflicts: The answers that both sides changed.
        now: Aware.
    """
    settlements = []
    for conflict in conflicts:
        report, done = _settled(report, conflict, now)
        settlements.append(f"{_name_of(report, conflict.path)}: {done}")
    return report, tuple(settlements)


def _settled(report: Report, conflict: Conflict, now: datetime) -> tuple[Report, str]:
    path, context = conflict.path, context_of(report, now)
    ours, theirs = (_quoted(path, value, context) for value in (conflict.yours, conflict.theirs))
    if conflict.is_alternative and conflict.base is None:
        words = f"{ours or theirs} stands beside what the other version has in its place. Keep one"
        return _with(report, path, conflict.yours or conflict.theirs), words
    if conflict.yours is None:
        return _with(report, path, conflict.theirs), f"taken away here; {theirs} from the other version is kept"
    if conflict.theirs is None:
        return report, f"taken away in the other version; {ours} is kept"
    if takes_both(conflict):
        return _with(report, path, joined_texts(conflict.yours, conflict.theirs)), "both are kept, one after the other"
    question = f"{_name_of(report, path)} is {ours} here and {theirs} in another version. Which holds?"
    return _with_question(report, path, question), f"{ours} is kept, and {theirs} is in an open question"


def takes_both(conflict: Conflict) -> bool:
    """Return whether both sides' answers can stand in one: both are free text."""
    if not (isinstance(conflict.yours, str) and isinstance(conflict.theirs, str)):
        return False
    if conflict.path.startswith("drafts."):
        return True
    question = _asked_at(conflict.path)
    return question is not None and question.kind in {Kind.LINE, Kind.TEXT} and not question.names_one_thing


def _asked_at(path: str) -> Question | None:
    """Return the question of this very answer, not that of the list it stands in."""
    question = question_at(path)
    return question if question and question.name == path.rpartition(".")[2] else None


def joined_texts(ours: str, theirs: str) -> str:
    """Return both sides' texts, one after the other; one that holds the other already as it is."""
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
    row = FollowUp(path=_row_of(report, path) or path, question=question)
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
