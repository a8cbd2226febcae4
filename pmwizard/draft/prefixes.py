"""A letter before a lesson that says what it is about: ``t``, ``p`` or ``c``, and a blank."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

LESSONS = "lessons.takeaways"

AREAS: Mapping[str, str] = MappingProxyType({"t": "technical", "p": "process", "c": "communication"})
"""The areas of a lesson by their letter."""

_PREFIX = re.compile(r"([tpc]) +(?=\S)", re.IGNORECASE)


def with_area_taken(table: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a new row, with the letter before a lesson taken as its area where none is chosen."""
    found = _PREFIX.match(values.get("text") or "") if table == LESSONS and not values.get("area") else None
    if not found:
        return dict(values)
    return {**values, "area": AREAS[found[1].lower()], "text": values["text"][found.end() :]}


def echo_of_area(path: str, raw: str) -> str:
    """Return how the letter before a lesson is understood, "" where there is none."""
    found = _PREFIX.match(raw) if path == f"{LESSONS}.text" else None
    return f"= {AREAS[found[1].lower()]}: {raw[found.end() :].strip()}" if found else ""
