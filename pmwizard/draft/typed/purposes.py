"""Short ways to type what a row is about: what an action is for, and the area of a lesson."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from pmwizard.draft.edits.links import Target
from pmwizard.questions.lessons import LESSON_ROWS

_LIKE_A_NAME = r"[fw][0-9]+(?:\.[0-9]+)*"
_PREVENTS = re.compile(r"prevents?\b[: ]*", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s,;]*(and\b[\s,;]*)?", re.IGNORECASE)


@dataclass(frozen=True)
class Purpose:
    """What an action is for.

    Attributes:
        ids: The ids of the factors and whys it changes.
        prevents: In words, what it prevents or improves.
        unknown: Names that look like those of a factor or a why and are none.
    """

    ids: tuple[str, ...] = ()
    prevents: str = ""
    unknown: tuple[str, ...] = ()


def read_purpose(text: str, known: Mapping[str, Target], kept: Collection[str] = ()) -> Purpose:
    """Return what typed text stands for: names such as ``F3, W2.1``, and behind them words, if any.

    A name on screen goes before an id: whys are called after their place, whatever their id in the file.

    Args:
        text: What was typed.
        known: The factors and whys there are, by id.
        kept: Ids that are taken as they are, though nothing has them.
    """
    by_name = {one.casefold(): one for one in (*kept, *known)}
    by_name |= {target.name.casefold(): target.id for target in known.values()}
    name = _pattern(by_name)
    ids: list[str] = []
    unknown: list[str] = []
    start = 0
    while found := name.match(text, _BETWEEN.match(text, start).end()):  # type: ignore[union-attr]
        row_id = by_name.get(found[0].casefold())
        (ids if row_id else unknown).append(row_id or found[0])
        start = found.end()
    words = text[start:].strip(" ,;\t")
    prefix = _PREVENTS.match(words)
    words = words[prefix.end() :] if prefix and words[prefix.end() :] else words
    return Purpose(tuple(dict.fromkeys(ids)), words, tuple(unknown))


def _pattern(names: Collection[str]) -> re.Pattern[str]:
    """Return what matches one of the names, the longest that fits, or what looks like a name and is none."""
    known = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return re.compile(f"(?:{known}{'|' if known else ''}{_LIKE_A_NAME})(?=[\\s,;]|$)", re.IGNORECASE)


def echo_of_purpose(purpose: Purpose, known: Mapping[str, Target]) -> str:
    """Return how it is understood what an action is for: the words of what it names, or what is not there."""
    if purpose.unknown:
        return unknown_words(purpose.unknown, known)
    said = [
        f"{known[one].name} {known[one].words}".strip() if one in known else f"{one} is gone" for one in purpose.ids
    ]
    said += [f"prevents: {purpose.prevents}"] if purpose.prevents else []
    return f"= {'; '.join(said)}" if said else ""


def unknown_words(unknown: Collection[str], known: Mapping[str, Target]) -> str:
    """Return that there is no such factor or why, and what there is."""
    names = [target.name for target in known.values()]
    there = ", ".join(_spans(names))
    missing = f"There is no {' and no '.join(unknown)}"
    return f"{missing}. Choose from {there}" if there else f"{missing}. Enter in words what it prevents"


def _spans(names: Collection[str]) -> list[str]:
    """Return the first and last of the factors and of the whys."""
    spans = []
    for letter in ("F", "W"):
        alike = [name for name in names if name.startswith(letter)]
        if alike:
            spans.append(alike[0] if len(alike) == 1 else f"{alike[0]} to {alike[-1]}")
    return spans


AREAS: Mapping[str, str] = MappingProxyType({"t": "technical", "p": "process", "c": "communication"})
"""The areas of a lesson by their letter."""

_PREFIX = re.compile(r"([tpc]) +(?=\S)", re.IGNORECASE)


def with_area_taken(table: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a new row, with the letter before a lesson taken as its area where none is chosen."""
    found = _PREFIX.match(values.get("text") or "") if table == LESSON_ROWS.path and not values.get("area") else None
    if not found:
        return dict(values)
    return {**values, "area": AREAS[found[1].lower()], "text": values["text"][found.end() :]}


def echo_of_area(path: str, raw: str) -> str:
    """Return how the letter before a lesson is understood, "" where there is none."""
    found = _PREFIX.match(raw) if path == f"{LESSON_ROWS.path}.text" else None
    return f"= {AREAS[found[1].lower()]}: {raw[found.end() :].strip()}" if found else ""
