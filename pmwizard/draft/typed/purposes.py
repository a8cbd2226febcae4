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
    any_name = "|".join([*map(re.escape, sorted(by_name, key=len, reverse=True)), _LIKE_A_NAME])
    name = re.compile(f"(?:{any_name})(?=[\\s,;]|$)", re.IGNORECASE)
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


def echo_of_purpose(purpose: Purpose, known: Mapping[str, Target]) -> str:
    """Return how it is understood what an action is for: the words of what it names, or what is not there."""
    if purpose.unknown:
        return unknown_words(purpose.unknown, known)
    parts = [
        f"{known[one].name} {known[one].words}".strip() if one in known else f"{one} is gone" for one in purpose.ids
    ]
    parts += [f"prevents: {purpose.prevents}"] if purpose.prevents else []
    return f"= {'; '.join(parts)}" if parts else ""


def unknown_words(unknown: Collection[str], known: Mapping[str, Target]) -> str:
    """Return that there is no such factor or why, and what there is."""
    by_letter = ([target.name for target in known.values() if target.name.startswith(letter)] for letter in "FW")
    spans = [names[0] if len(names) == 1 else f"{names[0]} to {names[-1]}" for names in by_letter if names]
    missing = f"There is no {' and no '.join(unknown)}"
    return f"{missing}. Choose from {', '.join(spans)}" if spans else f"{missing}. Enter in words what it prevents"


AREAS: Mapping[str, str] = MappingProxyType({"t": "technical", "p": "process", "c": "communication"})
"""The areas of a lesson by their letter."""

_PREFIX = re.compile(r"([tpc]) +(?=\S)", re.IGNORECASE)


def with_area_taken(table: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a new row, with the letter before a lesson taken as its area where none is chosen."""
    text = values.get("text") or ""
    prefix = None if values.get("area") or table != LESSON_ROWS.path else _PREFIX.match(text)
    return {**values, "area": AREAS[prefix[1].lower()], "text": text[prefix.end() :]} if prefix else dict(values)


def echo_of_area(path: str, raw: str) -> str:
    """Return how the letter before a lesson is understood, "" where there is none."""
    prefix = _PREFIX.match(raw) if path == f"{LESSON_ROWS.path}.text" else None
    return f"= {AREAS[prefix[1].lower()]}: {raw[prefix.end() :].strip()}" if prefix else ""
