"""What the export preview is made of: the document, the name of its file, and what it leaves out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget

from pmwizard.draft.session import Session
from pmwizard.errors import LayoutError
from pmwizard.layouts.layout import Layout
from pmwizard.layouts.rendering import Rendering, rendered, unprinted
from pmwizard.limits import MOST_ROWS_DRAWN_AT_ONCE
from pmwizard.model import Report
from pmwizard.questions import named
from pmwizard.store.folder.find import file_name
from pmwizard.text import counted
from pmwizard.ui.form.line import LineEditor
from pmwizard.ui.frame.panes import SidePane
from pmwizard.ui.keys import Key
from pmwizard.ui.text import cut, folded, wrapped
from pmwizard.ui.widgets.document import (
    DocumentLine,
    DocumentView,
    difference_lines,
    reading_lines,
    source_lines,
)

View = Literal["markdown", "read", "difference"]
VIEWS: tuple[tuple[str, View, str], ...] = (
    ("m", "markdown", "Markdown"),
    ("r", "read", "read"),
    ("d", "difference", "difference from the file"),
)

TARGET = "export.target"
"""The path that stands for the file name, which is no answer of the report."""


@dataclass(frozen=True)
class Made:
    """A document made for the screen.

    Attributes:
        layout: The layout it is in.
        report: The report it was made from.
        rendering: The document, ``None`` where the layout is broken.
        problem: What is wrong with the layout.
        empty: The slots that nothing fills, in words.
        homeless: The facts that the layout has no place for, in words.
    """

    layout: Layout
    report: Report
    rendering: Rendering | None = None
    problem: str = ""
    empty: tuple[str, ...] = ()
    homeless: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The document."""
        return self.rendering.text if self.rendering else ""


def made(report: Report, layout: Layout) -> Made:
    """Return the document of a report in a layout, with what it leaves out and leaves open."""
    try:
        rendering = rendered(report, layout)
    except LayoutError as error:
        return Made(layout, report, problem=str(error))
    return Made(layout, report, rendering, "", named(rendering.empty_slots), named(unprinted(rendering)))


def shown_lines(document: Made, view: View, there: str | None, width: int) -> Sequence[DocumentLine]:
    """Return the lines that a view of a document shows; ``there`` is the text of the file, if there is one."""
    if document.problem:
        return [DocumentLine(line, 1) for line in wrapped(document.problem, width)]
    match view:
        case "markdown":
            return source_lines(document.text, width)
        case "read":
            return reading_lines(document.text, width)
        case "difference" if there is None:
            return [DocumentLine("There is no such file yet. Enter writes it.", 1)]
        case "difference" if there == document.text:
            return [DocumentLine("The file holds this document, to the letter.", 1)]
        case _:
            return difference_lines(there or "", document.text, width)


class DocumentKeys(DocumentView):
    """The document, with the keys that show it in other ways."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Key(digit, f"screen.take_layout({int(digit) - 1})", "Layout") for digit in "123456789"),
        *(Key(key, f"screen.take_view('{view}')", words) for key, view, words in VIEWS),
        Key("left,h", "screen.step_layout(-1)", "Layout before"),
        Key("right", "screen.step_layout(1)", "Next layout"),
        Key("l", "screen.list_all", "List what is empty or left out"),
        Key("enter", "screen.write", "Write the file"),
    ]


class Target(Widget):
    """The name of the file to write, and what stands there now."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.editor = LineEditor(TARGET, text)
        self.note = ""

    def compose(self) -> ComposeResult:
        """Place the editor."""
        yield self.editor

    def show_note(self, note: str) -> None:
        """Say what stands at that name now."""
        if note != self.note:
            self.note = note
            self.refresh()

    def render(self) -> Content:
        """Draw the label, the box and the note."""
        mark = ">" if self.has_focus_within else " "
        inside = self.size.width - 13 - 18
        return Content(cut(f" {mark} Write to [{' ' * inside}] {self.note}", self.size.width)).stylize("bold", 3, 11)

    def on_descendant_focus(self) -> None:
        """Draw the mark."""
        self.refresh()

    def on_descendant_blur(self) -> None:
        """Take the mark away."""
        self.refresh()


class CoveragePane(SidePane):
    """What the layout has no place for and what is still empty, in full."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._coverage: list[str] = []

    def show_coverage(self, document: Made) -> None:
        """Show what a document leaves out and leaves open."""
        self._coverage = coverage_lines(document, max(20, self.size.width - 3))
        self.refresh()

    def render(self) -> Content:
        """Draw both lists, as far as they fit."""
        room = self.size.height
        lines = self._coverage
        if len(lines) > room > 1:
            lines = [*lines[: room - 1], f"  and {len(lines) - room + 1} more: l lists all"]
        return Content("\n".join(f" {line}" for line in lines))


def is_long(report: Report) -> bool:
    """Tell whether making the document takes longer than a key may wait."""
    rows = len(report.timeline) + len(report.action_items) + len(report.five_whys.answers) + len(report.links)
    return rows > MOST_ROWS_DRAWN_AT_ONCE


def on_disk(path: Path) -> str | None:
    """Return the text of a file, ``None`` when there is none or it cannot be read."""
    try:
        return path.read_bytes().decode(errors="replace")
    except OSError:
        return None


def default_target(session: Session) -> Path:
    """Return the file a document goes to unless another is named: beside the report."""
    stem = file_name(session.report.metadata.incident_id or session.path.stem).removesuffix(".toml")
    return session.path.with_name(f"postmortem_{stem}.md")


def choices_line(name: str, choices: Sequence[tuple[str, str, bool]], width: int) -> str:
    """Return what can be chosen by which key, the chosen one's key in brackets; closer together where it is narrow.

    Args:
        name: What is chosen.
        choices: Each choice's key and words, and whether it is the chosen one.
        width: The room there is.
    """
    wide = "  ".join(f"({key}) {words}" if is_chosen else f" {key}  {words}" for key, words, is_chosen in choices)
    close = "  ".join(f"({key}) {words}" if is_chosen else f"{key} {words}" for key, words, is_chosen in choices)
    return f"{name:<8}{wide if cell_len(wide) <= width - 10 else close}"


def summed(noun: str, names: Sequence[str], none: str) -> str:
    """Return a count and the names: ``2 empty slots: Links, Owner``."""
    return f"{counted(len(names), noun)}: {', '.join(names)}" if names else none


def without_place_words(document: Made) -> str:
    """Return what a layout has no place for, in one line."""
    if not document.homeless:
        return "Every answer has a place in this layout"
    return f"{len(document.homeless)} without a place here, kept in the report: {', '.join(document.homeless)}"


def coverage_lines(document: Made, width: int) -> list[str]:
    """Return both lists in full, a line for each name."""
    lines = [f"Empty in the {document.layout.name} document", ""]
    lines += _listed(document.empty, width)
    lines += ["", "No place in this layout, kept in the report", ""]
    return lines + _listed(document.homeless, width)


def _listed(names: Sequence[str], width: int) -> list[str]:
    return [f"  {line}" for name in names for line in folded(name, width - 2, "  ")] or ["  Nothing"]
