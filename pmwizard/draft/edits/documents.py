"""The document of a report as a house gets it, and the part of it in which an answer is printed, or would be."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pmwizard.draft.complete import complete_text, unread_in
from pmwizard.draft.session import Session
from pmwizard.errors import LayoutError
from pmwizard.layouts.layout import Layout
from pmwizard.layouts.rendering import render, rendered, unprinted
from pmwizard.layouts.template.markdown import plain_words
from pmwizard.model import Report
from pmwizard.model.base import Row, is_empty
from pmwizard.model.moments import event_of
from pmwizard.model.parts.timeline import MOMENTS
from pmwizard.model.paths import NoSuchPathError, replaced, value_at
from pmwizard.questions import Kind, question_at
from pmwizard.questions.catalogue import named
from pmwizard.store.folder.find import file_name


@dataclass(frozen=True)
class PreviewDocument:
    """A document as it is shown before it is written.

    Attributes:
        layout: The layout it is in.
        report: The report it was made from.
        text: The document, "" where the layout is broken.
        problem: What is wrong with the layout.
        empty: The slots that nothing fills, in words.
        without_place: The facts that the layout has no place for, in words.
        omitted: How many events a person has left out of documents.
        unread: The drafted texts in it that nobody has accepted, in words.
        is_complete: Whether what has no place stands below it.
    """

    layout: Layout
    report: Report
    text: str = ""
    problem: str = ""
    empty: tuple[str, ...] = ()
    without_place: tuple[str, ...] = ()
    omitted: int = 0
    unread: tuple[str, ...] = ()
    is_complete: bool = False


def preview_document(report: Report, layout: Layout, *, is_complete: bool = False) -> PreviewDocument:
    """Return the document of a report in a layout, with what it leaves out and leaves open.

    Args:
        report: The report.
        layout: The layout.
        is_complete: Whether what has no place in the layout is added below the document.
    """
    try:
        rendering = rendered(report, layout)
    except LayoutError as error:
        return PreviewDocument(layout, report, problem=str(error), is_complete=is_complete)
    return PreviewDocument(
        layout,
        report,
        complete_text(rendering, layout) if is_complete else rendering.text,
        empty=named(rendering.empty_slots),
        without_place=named(unprinted(rendering)),
        omitted=rendering.omitted,
        unread=named(unread_in(rendering, is_complete=is_complete)),
        is_complete=is_complete,
    )


def default_target(session: Session) -> Path:
    """Return the file a document goes to unless another is named: beside the report."""
    stem = file_name(session.report.metadata.incident_id or session.path.stem).removesuffix(".toml")
    return session.path.with_name(f"postmortem_{stem}.md")


def text_on_disk(path: Path) -> str | None:
    """Return the text of a file, ``None`` when there is none or it cannot be read."""
    try:
        return path.read_bytes().decode(errors="replace")
    except OSError:
        return None


_LONGEST = 30
"""Letters by which an answer is found; a layout may print what follows on another line."""

_BEFORE = 2


def excerpt(document: str, report: Report, path: str, height: int) -> list[str]:
    """Return at most ``height`` lines around the place where a document prints an answer, from its heading on."""
    wanted = _words(report, path)
    lines = document.splitlines()
    place = next((n for n, line in enumerate(lines) if wanted and wanted in plain_words(line)), None)
    if place is None:
        return []
    heading = next((n for n in range(place, -1, -1) if lines[n].startswith("#")), 0)
    if place - heading < height - _BEFORE:
        return lines[heading : heading + height]
    return [lines[heading], "", *lines[place - _BEFORE : place - _BEFORE + height - 2]]


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
            return plain_words(lines[0])[:_LONGEST] if lines else ""
        case tuple():
            return _first(value[0]) if value else ""
        case Row():
            texts = (text for name, text in value.known().items() if name not in {"id", "parent", "category", "moment"})
            return next((_first(text) for text in texts if isinstance(text, str)), "")
        case _:
            return ""


_SLOT = "SlotOfTheAnswerUnderTheCursor"


class Excerpts:
    """Parts of the document of one report after the other; a document is made once, however many parts are shown."""

    def __init__(self) -> None:
        self._made: tuple[Report, Layout, str] | None = None

    def lines(self, report: Report, layout: Layout, path: str, height: int) -> list[str]:
        """Return at most ``height`` lines of the document, none where it does not print the answer at ``path``."""
        try:
            if _is_blank(report, path):
                marked = replaced(report, path, _SLOT)
                lines = excerpt(render(marked, layout), marked, path, height)
                return [line.replace(_SLOT, "Not provided") for line in lines]
            if self._made is None or self._made[0] is not report or self._made[1] is not layout:
                self._made = (report, layout, render(report, layout))
            return excerpt(self._made[2], report, path, height)
        except LayoutError:
            return []


def _is_blank(report: Report, path: str) -> bool:
    """Return whether a text is to be entered at a path and none is."""
    question = question_at(path)
    if question is None or question.kind not in {Kind.LINE, Kind.TEXT}:
        return False
    try:
        return is_empty(value_at(report, path))
    except NoSuchPathError:
        return False
