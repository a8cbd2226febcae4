"""The part of a document in which an answer is printed."""

from __future__ import annotations

from typing import Any

from pmwizard.model import Report
from pmwizard.model.base import Row
from pmwizard.model.moments import event_of
from pmwizard.model.paths import NoSuchPathError, value_at
from pmwizard.model.timeline import MOMENTS
from pmwizard.ui.document_lines import plain_words

_LONGEST = 30
"""Letters by which an answer is found; a layout may print what follows on another line."""

_BEFORE = 2


def excerpt(document: str, report: Report, path: str, height: int) -> list[str]:
    """Return at most ``height`` lines around the place where a document prints an answer, from its heading on."""
    wanted = _words(report, path)
    lines = document.splitlines()
    found = next((n for n, line in enumerate(lines) if wanted and wanted in plain_words(line)), None)
    if found is None:
        return []
    heading = next((n for n in range(found, -1, -1) if lines[n].startswith("#")), 0)
    if found - heading < height - _BEFORE:
        return lines[heading : heading + height]
    return [lines[heading], "", *lines[found - _BEFORE : found - _BEFORE + height - 2]]


def _words(report: Report, path: str) -> str:
    """Return the first words of an answer, "" for one that has none."""
    for moment in MOMENTS:
        if path == f"moments.{moment}":
            event = event_of(report, moment)
            return _first(event) if event else ""
    try:
        return _first(value_at(report, path))
    except NoSuchPathError:
        return ""


def _first(value: Any) -> str:
    match value:
        case str():
            lines = [line.strip() for line in value.splitlines() if line.strip()]
            return lines[0][:_LONGEST] if lines else ""
        case tuple():
            return _first(value[0]) if value else ""
        case Row():
            texts = (text for name, text in value.known().items() if name not in {"id", "parent", "category", "moment"})
            return next((_first(text) for text in texts if isinstance(text, str)), "")
        case _:
            return ""
