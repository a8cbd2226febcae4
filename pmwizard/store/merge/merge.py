"""Merge two sets of changes to one report: field by field, and row by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pmwizard.model.base import Part, Row
from pmwizard.model.parts.causes import Why
from pmwizard.model.parts.timeline import Event
from pmwizard.model.paths import ID_FORMS, in_time_order, newly_named, value_at, with_ids, with_rows
from pmwizard.model.report import Report
from pmwizard.model.whys import in_reading_order
from pmwizard.store.merge.changes import differences
from pmwizard.store.merge.lists import keyed, merged_by_content, merged_order
from pmwizard.store.merge.row_ids import both_identified, made_distinct


def part_circles(whys: dict[Any, Why], before: Mapping[Any, Why]) -> None:
    """Put whys that two sides moved below each other back where they were.

    Args:
        whys: The merged whys by id and count, changed here.
        before: What both sides began from, by the same keys.
    """
    while True:
        moved = [
            key
            for circle in _circles(whys)
            for key in circle
            if key in before and before[key].parent != whys[key].parent
        ]
        if not moved:
            return
        for key in moved:
            whys[key] = whys[key].model_copy(update={"parent": before[key].parent})


def _circles(whys: Mapping[Any, Why]) -> list[list[Any]]:
    """Return the keys of the whys that hang from themselves, circle by circle."""
    circles = []
    seen: set[Any] = set()
    for start in whys:
        way: dict[Any, None] = {}
        key = start
        while key in whys and key not in seen and key not in way:
            way[key] = None
            key = whys[key].parent, 0
        if key in way:
            steps = list(way)
            circles.append(steps[steps.index(key) :])
        seen.update(way)
    return circles


@dataclass(frozen=True)
class Conflict:
    """An answer that both sides changed, each to something else; ``None`` where a side took it away.

    Attributes:
        path: Where the answer stands; a row is named by its id.
        yours: What our side says, which the merged report keeps meanwhile.
        theirs: What the other side says.
        base: What both began from.
        is_alternative: Whether the answer of one side stands beside another of the other side, in whose place it is.
    """

    path: str
    yours: Any
    theirs: Any
    base: Any = None
    is_alternative: bool = False


@dataclass(frozen=True)
class Merged:
    """A merged report.

    Attributes:
        report: Both sides' changes; in a conflict, ours.
        conflicts: What needs a person to choose.
        changes: What came in from their side, in short sentences.
    """

    report: Report
    conflicts: tuple[Conflict, ...] = ()
    changes: tuple[str, ...] = ()


def merge(base: Report, ours: Report, theirs: Report) -> Merged:
    """Merge what two sides made of one report.

    Rows with ids are matched by them, other entries by content. No row that either side added is left
    out, and a row that one side edited, or newly links to, outlives its removal by the other. Where
    there is no conflict, the report is the same whichever side is called ours.

    Args:
        base: What both sides began from.
        ours: Our version; rows without ids get them.
        theirs: The other version.
    """
    if theirs in (base, ours):
        return Merged(ours)
    if ours == base:
        return Merged(theirs, changes=differences(ours, theirs))
    base = with_ids(base)
    left, right = made_distinct(base, *both_identified(base, ours, theirs))
    named = {table: newly_named(base, left, table) | newly_named(base, right, table) for table in ID_FORMS}
    merger = _Merger(named)
    report = merger.part("", base, left, right)
    for table, ids in named.items():
        if ids:
            sides = [value_at(side, table) for side in (base, left, right)]
            kept = {row.id for row in value_at(report, table)}
            if any(row.id in ids and row.id not in kept for row in (*sides[1], *sides[2])):
                # One side left the list as it was, so the other's was taken as a whole.
                report = with_rows(report, table, merger.rows(table, *sides))
    report = with_rows(in_time_order(report), "five_whys.answers", in_reading_order(report.five_whys.answers))
    return Merged(report, tuple(merger.conflicts), differences(left, report))


@dataclass
class _Merger:
    """Merges values of any kind and collects the conflicts met on the way.

    Attributes:
        named: By table, the ids of rows that a side has linked, asked or typed something about.
        conflicts: What both sides changed, each to something else.
    """

    named: Mapping[str, frozenset[str]]
    conflicts: list[Conflict] = field(default_factory=list)

    def part(self, path: str, base: Any, ours: Any, theirs: Any) -> Any:
        """Merge parts of one kind, field by field."""
        update = {
            name: self.value(_below(path, name), getattr(base, name), getattr(ours, name), getattr(theirs, name))
            for name in type(ours).model_fields
        }
        extras = self.table(path, *(part.model_extra or {} for part in (base, ours, theirs)))
        merged = type(ours).model_construct(**update)
        return merged.model_copy(update=extras) if extras else merged

    def table(self, path: str, base: Mapping[str, Any], ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> Any:
        """Merge tables, key by key; a key is absent where its value is ``None``."""
        first, second = (ours, theirs) if list(ours) <= list(theirs) else (theirs, ours)
        merged = {
            key: self.value(_below(path, key), base.get(key), ours.get(key), theirs.get(key))
            for key in dict.fromkeys([*first, *second])
        }
        return {key: value for key, value in merged.items() if value is not None}

    def value(self, path: str, base: Any, ours: Any, theirs: Any) -> Any:
        """Merge what stands at one path; what only one side changed is as that side has it."""
        if _same(ours, theirs) or _same(base, theirs):
            return ours
        if _same(base, ours):
            return theirs
        if isinstance(ours, Part) and isinstance(theirs, Part):
            return self.part(path, base, ours, theirs)
        if _are(tuple | list, base, ours, theirs):
            if path in ID_FORMS:
                return self.rows(path, base or (), ours or (), theirs or ())
            return type(ours or theirs)(merged_by_content(base or (), ours or (), theirs or (), repr))
        if _are(Mapping, base, ours, theirs) and (ours is not None and theirs is not None):
            return self.table(path, base or {}, ours, theirs)
        self.conflicts.append(Conflict(path, ours, theirs, base))
        return ours

    def rows(self, path: str, base: Any, ours: Any, theirs: Any) -> tuple[Any, ...]:
        """Merge rows that have ids."""
        before, left, right = (keyed(rows, lambda row: row.id) for rows in (base, ours, theirs))
        kept: dict[Any, Any] = {}
        for key in dict.fromkeys([*left, *right]):
            was, one, other = before.get(key), left.get(key), right.get(key)
            if one is None or other is None:
                alone = other if one is None else one
                if was is None or alone != was or alone.id in self.named[path]:
                    kept[key] = alone
            elif one == other:
                kept[key] = one
            else:
                was = type(one)() if was is None else was
                kept[key] = self.part(f"{path}.{one.id}", was, one, other)
                self.conflicts += _two_times(f"{path}.{one.id}", kept[key], was, one, other)
        if path == "five_whys.answers":
            _keep_parents(kept, {**left, **right})
            part_circles(kept, before)
        return tuple(kept[key] for key in merged_order(tuple(before), tuple(left), tuple(right), kept))


def _two_times(path: str, merged: Row, base: Any, ours: Any, theirs: Any) -> Iterator[Conflict]:
    """Yield a conflict where one side gave an event a time and the other one a day, for an event has one of them.

    Where both sides changed the day there is such a conflict already.
    """
    if not isinstance(merged, Event) or any(one.at and one.day for one in (ours, theirs)):
        return
    if merged.at and merged.day and base.day in (ours.day, theirs.day):
        yield Conflict(f"{path}.day", ours.day, theirs.day, base.day, is_alternative=True)


def _keep_parents(kept: dict[Any, Why], known: Mapping[Any, Why]) -> None:
    """Keep every why that a kept one hangs from, though a side removed it."""
    for why in list(kept.values()):
        parent = (why.parent, 0)
        while parent in known and parent not in kept:
            kept[parent] = known[parent]
            parent = (known[parent].parent, 0)


def _below(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _are(kind: Any, *values: object) -> bool:
    return all(value is None or isinstance(value, kind) for value in values) and any(
        value is not None for value in values
    )


def _same(one: Any, other: Any) -> bool:
    if one is other or one == other:
        return True
    # Not a number is not equal to itself.
    return isinstance(one, float | list | dict) and repr(one) == repr(other)
