"""What the document says about a line of the review: the lines around the answer, or around the slot it is to fill."""

from __future__ import annotations

from pmwizard.layouts.errors import LayoutError
from pmwizard.layouts.layout import Layout
from pmwizard.layouts.rendering import render
from pmwizard.model import Report
from pmwizard.model.base import is_empty
from pmwizard.model.paths import NoSuchPathError, replaced, value_at
from pmwizard.questions import Kind, question_at
from pmwizard.ui.excerpt import excerpt

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
            return excerpt(self._document(report, layout), report, path, height)
        except LayoutError:
            return []

    def _document(self, report: Report, layout: Layout) -> str:
        made = self._made
        if made is None or made[0] is not report or made[1] is not layout:
            made = self._made = (report, layout, render(report, layout))
        return made[2]


def _is_blank(report: Report, path: str) -> bool:
    """Tell whether a text is to be entered at a path and none is."""
    question = question_at(path)
    if question is None or question.kind not in {Kind.LINE, Kind.TEXT}:
        return False
    try:
        return is_empty(value_at(report, path))
    except NoSuchPathError:
        return False
