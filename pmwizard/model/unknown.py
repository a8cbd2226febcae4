"""Keys of a report file that the program does not know, each with the known one it was probably meant to be."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from pmwizard.model.base import Part, Row
from pmwizard.model.paths import ID_FORMS, annotations_by_path, row_type_of
from pmwizard.model.report import Report

KeyKind = Literal["key", "table", "list"]
"""What stands under a name: a value, a table of keys, or a list of rows."""


@dataclass(frozen=True)
class UnknownKey:
    """A key, a table or a list of rows that no report has.

    Attributes:
        path: Where it stands; a row is named by its id or position.
        column: The same without the row.
        kind: What it holds.
        rows: In how many rows of its list it stands, the first of them being that of ``path``; 0 outside of lists.
        nearest: The paths of the known keys that are meant, where any is near; of columns without their row.
        is_taken: Whether the nearest holds an answer already.
    """

    path: str
    column: str
    kind: KeyKind
    rows: int = 0
    nearest: tuple[str, ...] = ()
    is_taken: bool = False


def unknown_keys(report: Report) -> tuple[UnknownKey, ...]:
    """Return what a report's file holds under names that no report has, in the order of the file format.

    What is empty is none, and neither is what stands in a table whose keys are its own, such as the meeting's. Only
    of the first hundred the nearest known keys are looked for.
    """
    found = enumerate(_below(report, "", ""))
    return tuple(_unknown(report, one, is_compared=number < _MOST_COMPARED) for number, one in found)


_MOST_COMPARED = 100
"""The most names that are compared with those of a report: thousands are the file of another program."""

_Found = tuple[str, str, str, Any, int]
"""The path of a part or row, that of its table, a name in it, what stands there, and in how many rows; 0 for none."""


def _below(part: Part, path: str, table: str) -> Iterator[_Found]:
    """Yield the unknown names of a part and of all that is below it."""
    if not type(part).model_fields:
        return
    yield from ((path, table, name, value, 0) for name, value in _extra(part))
    for name, value in part.__dict__.items():
        here = f"{path}.{name}" if path else name
        if isinstance(value, Part):
            yield from _below(value, here, here)
        elif isinstance(value, tuple) and value and isinstance(value[0], Row):
            yield from _in_rows(value, here)


def _extra(part: Part) -> Iterator[tuple[str, Any]]:
    return ((name, value) for name, value in (part.model_extra or {}).items() if not _is_blank(value))


def _in_rows(rows: Iterable[Any], table: str) -> Iterator[_Found]:
    """Yield the unknown names in the rows of a list, each once."""
    found: dict[str, tuple[str, Any, int]] = {}
    for index, row in enumerate(rows):
        if row.model_extra:
            path = f"{table}.{(row.id if table in ID_FORMS else None) or index}"
            for name, value in _extra(row):
                first, held, count = found.get(name, (path, value, 0))
                found[name] = (first, held, count + 1)
    yield from ((path, table, name, value, count) for name, (path, value, count) in found.items())


def _is_blank(value: object) -> bool:
    """Tell whether a value that may be of any kind holds nothing that could be lost."""
    match value:
        case None:
            return True
        case str():
            return not value.strip()
        case Mapping():
            return all(map(_is_blank, value.values()))
        case list() | tuple():
            return all(map(_is_blank, value))
        case _:
            return False


def _unknown(report: Report, found: _Found, *, is_compared: bool) -> UnknownKey:
    path, table, name, value, rows = found
    kind = _kind_of(value)
    nearest = nearest_keys(table, name, kind) if is_compared else ()
    is_taken = len(nearest) == 1 and not rows and _is_filled(report, nearest[0])
    column = f"{table}.{name}" if table else name
    return UnknownKey(f"{path}.{name}" if rows else column, column, kind, rows, nearest, is_taken)


def _kind_of(value: object) -> KeyKind:
    if isinstance(value, Mapping):
        return "table"
    are_rows = isinstance(value, list | tuple) and value and all(isinstance(entry, Mapping) for entry in value)
    return "list" if are_rows else "key"


def _is_filled(report: Report, path: str) -> bool:
    """Tell whether an answer stands at a path that leads into no list of rows."""
    node: Any = report
    for name in path.split("."):
        if not isinstance(node, Part):
            return False
        node = node.known().get(name)
    return not (isinstance(node, Part) or _is_blank(node))


# The nearest known key

_LEAST_HERE, _LEAST_ELSEWHERE = 0.72, 0.86
"""The shares of common letters from which a name counts as another one misspelt, in its own table and in others."""

_MOST = 2
"""The most keys that are named: with more of them none is near."""

_SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "action": ("action_items",),
    "actor": ("timeline.who",),
    "assignee": ("action_items.owner",),
    "author": ("timeline.who",),
    "by": ("timeline.who",),
    "date": ("metadata.incident_date", "timeline.day", "action_items.due"),
    "deadline": ("action_items.due",),
    "description": ("timeline.event", "action_items.action", "contributing_factors.factors.factor"),
    "event": ("timeline",),
    "id": ("metadata.incident_id",),
    "link": ("timeline.source", "links.url", "action_items.tracker_issue"),
    "message": ("timeline.event",),
    "owner": ("timeline.who",),
    "task": ("action_items.action",),
    "text": ("timeline.event", "action_items.action", "contributing_factors.factors.factor"),
    "time": ("timeline.at",),
    "timestamp": ("timeline.at",),
    "url": ("timeline.source", "action_items.tracker_issue"),
    "what": ("timeline.event", "action_items.action"),
    "when": ("timeline.at", "action_items.due"),
    "why": ("five_whys.answers",),
}
"""Other words for a key, by their stems, with the keys they stand for; each is meant in its own table alone."""

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_BETWEEN = re.compile(r"[^a-z0-9]+")


def nearest_keys(table: str, name: str, kind: KeyKind) -> tuple[str, ...]:
    """Return the paths of the known keys that a name in a table probably stands for, none where none is near.

    They are looked for in this order: the same name in other letters or number in its table, another word for a key,
    the same name in another table, a name misspelt in its table, then in another.

    Args:
        table: The path of the table, or of the list whose row it is; "" for the top of the file.
        name: The unknown name.
        kind: What stands under it; a table is not meant to be a key.
    """
    wanted = _stem(name)
    here, elsewhere = _known(kind, table)
    if same := here.get(wanted):
        return same
    for path in _SYNONYMS.get(wanted, ()):
        owner = path.rpartition(".")[0]
        if owner in {table, "" if table else "metadata"} and _kind_of_annotation(annotations_by_path()[path]) == kind:
            return (path,)
    if same := elsewhere.get(wanted):
        return same if len(same) <= _MOST else ()
    for names, least in ((here, _LEAST_HERE), (elsewhere, _LEAST_ELSEWHERE)):
        close = difflib.get_close_matches(wanted, names, n=1, cutoff=least)
        if close:
            return names[close[0]] if len(names[close[0]]) <= _MOST else ()
    return ()


def _stem(name: str) -> str:
    """Return a name by which spellings of one word are the same: small letters, with ``_`` between words, no plural."""
    words = _BETWEEN.sub("_", _HUMP.sub("_", name).casefold()).strip("_")
    if words.endswith("ies"):
        return f"{words[:-3]}y"
    return words[:-1] if words.endswith("s") and not words.endswith("ss") else words


@cache
def _known(kind: KeyKind, table: str) -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, tuple[str, ...]]]:
    """Return the known keys of a kind by the stems of their names: those of a table, and those of all others.

    Columns of rows are not meant where a key stands outside of rows, unless no other key has their name.
    """
    here: dict[str, tuple[str, ...]] = {}
    plain: dict[str, tuple[str, ...]] = {}
    columns: dict[str, tuple[str, ...]] = {}
    for path, annotation in annotations_by_path().items():
        owner, _, name = path.rpartition(".")
        if _kind_of_annotation(annotation) == kind:
            is_column = row_type_of(annotations_by_path().get(owner)) is not None
            names = here if owner == table else columns if is_column else plain
            names[_stem(name)] = (*names.get(_stem(name), ()), path)
    return here, {**columns, **plain}


def _kind_of_annotation(annotation: Any) -> KeyKind:
    if row_type_of(annotation) is not None:
        return "list"
    return "table" if isinstance(annotation, type) and issubclass(annotation, Part) else "key"
