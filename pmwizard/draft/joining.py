"""Bringing together a report being edited and what its file holds now."""

from __future__ import annotations

from typing import Any

from pmwizard.model import Report
from pmwizard.model.paths import ID_FORMS, value_at
from pmwizard.store.merging import Merged, merge
from pmwizard.store.renaming import highest_number, identified, renamed


def joined(base: Report, ours: Report, theirs: Report) -> Merged:
    """Merge the report being edited into what its file holds; rows keep the ids they have in the file.

    A row that only this side knows gives way to a row of the file that has the same id. Were the ids in the
    file to change, a change that another program is making to such a row would go to a different one.

    Args:
        base: What both began from.
        ours: The report being edited.
        theirs: The report in the file.
    """
    theirs = identified(theirs, base, ours)
    renames = {table: _giving_way(table, base, ours, theirs) for table in ID_FORMS}
    return merge(base, renamed(ours, {table: ids for table, ids in renames.items() if ids}), theirs)


def _giving_way(table: str, base: Report, ours: Report, theirs: Report) -> dict[str, str]:
    """Return new ids for our new rows, by their old ones.

    What a row is called does not depend on rows added after it, so that the same rows get the same ids when
    this is done again a moment later.
    """
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
