"""Merging two changed versions of one list: which entries stay, and in which order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

Entry = TypeVar("Entry")
EntryKey = tuple[Hashable, int]
"""What an entry is known by, and how many entries of the same name stand before it."""


def keyed(entries: Iterable[Entry], name: Callable[[Entry], Hashable]) -> dict[EntryKey, Entry]:
    """Return the entries in their order by name; a name that occurs again is counted on."""
    seen: Counter[Hashable] = Counter()
    found: dict[EntryKey, Entry] = {}
    for entry in entries:
        found[name(entry), seen[name(entry)]] = entry
        seen[name(entry)] += 1
    return found


def merged_by_content(
    base: Sequence[Any], ours: Sequence[Any], theirs: Sequence[Any], name: Callable[[Any], Hashable]
) -> tuple[Any, ...]:
    """Return a list with what either side added and without what either side took away.

    An entry is known by its content, so one that was edited was taken away and another added.
    """
    before, left, right = (keyed(entries, name) for entries in (base, ours, theirs))
    kept = {key: entry for side in (left, right) for key, entry in side.items() if _stays(key, before, left, right)}
    return tuple(kept[key] for key in merged_order(tuple(before), tuple(left), tuple(right), kept))


def _stays(
    key: EntryKey, before: Mapping[EntryKey, Any], left: Mapping[EntryKey, Any], right: Mapping[EntryKey, Any]
) -> bool:
    return key not in before or (key in left and key in right)


def merged_order(
    base: tuple[EntryKey, ...], ours: tuple[EntryKey, ...], theirs: tuple[EntryKey, ...], kept: Mapping[EntryKey, Any]
) -> list[EntryKey]:
    """Return the kept keys in an order that follows both sides, the same whichever side is called ours.

    The side that moved entries leads. What only the other side has stands after what it stood after there.
    """
    lead, other = _lead(base, ours, theirs)
    in_lead, in_other = set(lead), set(other)
    following: dict[EntryKey | None, list[EntryKey]] = {None: []}
    place: EntryKey | None = None
    for key in other:
        if key in in_lead:
            place = key
            following[place] = []
        elif key in kept:
            following[place].append(key)
    order: list[EntryKey] = []
    waiting = following[None]
    for key in lead:
        if key in in_other:
            order += waiting
            waiting = following[key]
        if key in kept:
            order.append(key)
    return order + waiting


def _lead(
    base: tuple[EntryKey, ...], ours: tuple[EntryKey, ...], theirs: tuple[EntryKey, ...]
) -> tuple[tuple[EntryKey, ...], tuple[EntryKey, ...]]:
    common = set(base) & set(ours) & set(theirs)
    was, left, right = ([key for key in side if key in common] for side in (base, ours, theirs))
    if left == was and right != was:
        return theirs, ours
    if right == was and left != was:
        return ours, theirs
    return (ours, theirs) if repr(ours) <= repr(theirs) else (theirs, ours)
