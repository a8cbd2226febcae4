"""Bringing together a report being edited and what its file holds now."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pmwizard.draft.drafts import entry_of, entry_texts, entry_texts_of_both, with_entry_texts
from pmwizard.model import Report
from pmwizard.model.paths import ID_FORMS, value_at
from pmwizard.store.differences import differences
from pmwizard.store.merging import Conflict, merge
from pmwizard.store.renaming import Renames, highest_number, identified, renamed


@dataclass(frozen=True, eq=False)
class Incoming:
    """Changes that another program made to the file, already merged into what was saved.

    Attributes:
        base: The report that was to be saved.
        theirs: What was saved instead: that report and the other program's changes.
        told: What came in, in short sentences.
        conflicts: Answers that both sides changed.
        renames: Ids of rows of ``base`` that are others in the file, by table and old id.
    """

    base: Report
    theirs: Report
    told: tuple[str, ...] = ()
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
    told = differences(own, with_entry_texts(merged.report, entry_texts(own)))
    conflicts = tuple(one for one in merged.conflicts if not entry_of(one.path))
    in_file = with_entry_texts(merged.report, entry_texts_of_both(own, merged.report))
    return Incoming(ours, in_file, told, conflicts, renames)


def giving_way(base: Report, ours: Report, theirs: Report) -> Renames:
    """Return new ids for our new rows whose ids are taken in the file, by table and old id.

    What a row is called does not depend on rows added after it, so that the same rows get the same ids when
    this is done again a moment later.
    """
    renames = {table: _giving_way(table, base, ours, theirs) for table in ID_FORMS}
    return {table: ids for table, ids in renames.items() if ids}


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
