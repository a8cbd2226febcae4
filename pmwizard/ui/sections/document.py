"""The document as a house gets it: in every layout, beside the file on disk, and written from here."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar, Literal

from rich.cells import cell_len
from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from pmwizard.draft.edits.documents import PreviewDocument, default_target, preview_document, text_on_disk
from pmwizard.draft.session import Session
from pmwizard.limits import MOST_ROWS_DRAWN_AT_ONCE
from pmwizard.model import Report
from pmwizard.questions.review import REVIEW
from pmwizard.store.files.export import NotWrittenError, write_document
from pmwizard.text import counted, shown_path
from pmwizard.ui import keys
from pmwizard.ui.dialogs.read import Reading
from pmwizard.ui.dialogs.replace import Replacing
from pmwizard.ui.fields.line import LineEditor
from pmwizard.ui.frame.lines import Divider, Line
from pmwizard.ui.frame.step import Frame
from pmwizard.ui.messages import Accepted, DocumentWritten, Edited, PreviewLeft
from pmwizard.ui.saved import state_words
from pmwizard.ui.text import cut, wrapped
from pmwizard.ui.widgets.document import DocumentLine, DocumentView, difference_lines, reading_lines, source_lines

View = Literal["markdown", "read", "difference"]
VIEWS: tuple[tuple[str, View, str], ...] = (
    ("m", "markdown", "Markdown"),
    ("r", "read", "read"),
    ("d", "difference", "difference from the file"),
)

TARGET = "export.target"
"""The path that stands for the file name, which is no answer of the report."""


class TargetField(Widget):
    """The name of the file to write, and in ``note`` what stands there now."""

    note: reactive[str] = reactive("")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.editor = LineEditor(TARGET, text)

    def compose(self) -> ComposeResult:
        """Place the editor."""
        yield self.editor

    def render(self) -> Content:
        """Draw the label, the box and the note."""
        mark = ">" if self.has_focus_within else " "
        inside = self.size.width - 13 - 18
        return Content(cut(f" {mark} Write to [{' ' * inside}] {self.note}", self.size.width)).stylize("bold", 3, 11)

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def draw_mark(self) -> None:
        """Draw the mark where the cursor is, and take it away where it is not."""
        self.refresh()


class PreviewScreen(Frame):
    """The document in a layout; Enter writes it. Esc goes back to the section ``origin``, "" for the overview."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.DOCUMENT_KEYS]

    def __init__(self, session: Session, origin: str = "") -> None:
        super().__init__(session, REVIEW)
        self.origin = origin
        self.layout_shown = session.layout
        self.view: View = "markdown"
        self.document = DocumentView()
        self.target = TargetField(shown_path(default_target(session)))
        self.layouts_line, self.views_line = Line(), Line()
        self.empty_line, self.without_place_line = Line(), Line()
        self._shown: PreviewDocument | None = None
        self._is_complete = False
        self._on_disk: str | None = None
        self._shown_width = 0

    def body(self) -> ComposeResult:
        """Yield the choices, the document, what it lacks, and where it goes."""
        yield from (self.layouts_line, self.views_line, Divider())
        yield from (self.document, Divider())
        yield from (self.empty_line, self.without_place_line, self.target)

    def on_mount(self) -> None:
        """Show the document in the report's own layout."""
        self.show_frame()
        self.document.focus()
        self.call_after_refresh(self._show_document)
        self.call_after_refresh(self._look_at_target)

    @work(exclusive=True, group="preview")
    async def _show_document(self, *, from_top: bool = False) -> None:
        """Show the document of the report as it is now: at once, or with the help of a thread where it is long."""
        document = self._shown
        report, layout = self.session.report, self.layout_shown
        is_aside = is_long(report)
        if document is None or not self._is_of_now(document):
            if is_aside:
                self.say("Making the document")
            from_top = from_top or document is None or document.layout is not layout
            make = partial(preview_document, report, layout, is_complete=self._is_complete)
            document = self._shown = await asyncio.to_thread(make) if is_aside else make()
        self._shown_width = self.document.size.width
        break_up = partial(shown_lines, document, self.view, self._on_disk, max(30, self._shown_width - 4))
        self.document.show(await asyncio.to_thread(break_up) if is_aside else break_up(), from_top=from_top)
        empty, left_out = document.empty, document.without_place
        drafts = f"{' and '.join(document.unread)}: drafted, not accepted. " if document.unread else ""
        slots = f"{counted(len(empty), 'empty slot')}: {', '.join(empty)}"
        where = "added below, c leaves them out" if document.is_complete else "c adds them below"
        kept = f"{len(left_out)} without a place here, {where}: {', '.join(left_out)}"
        events = f"{counted(document.omitted, 'event')} left out. " if document.omitted else ""
        self.empty_line.show(drafts + (slots if empty else "No slot of this layout is empty"))
        self.without_place_line.show(events + (kept if left_out else "Every answer has a place in this layout"))
        self.show_side()
        if is_aside:
            self.say("")
        self.show_frame()

    def _is_of_now(self, document: PreviewDocument) -> bool:
        """Tell whether a document was made from the report, the layout and the choice of now."""
        is_same = document.report is self.session.report and document.layout is self.layout_shown
        return is_same and document.is_complete == self._is_complete

    @work(exclusive=True, group="target")
    async def _look_at_target(self) -> None:
        """Read what stands at the target in the background: the disk may be far away."""
        path = self.target_path
        text = await asyncio.to_thread(text_on_disk, path) if path else None
        if path != self.target_path:
            return
        is_other, self._on_disk = text != self._on_disk, text
        same = text is not None and self._shown is not None and text == self._shown.text
        self.target.note = "new file" if text is None else "up to date" if same else "exists, differs"
        if self.view == "difference" and is_other:
            self._show_document(from_top=True)

    @property
    def target_path(self) -> Path | None:
        """The file to write, ``None`` where no name is given."""
        typed = self.target.editor.text.strip()
        return Path(typed).expanduser() if typed else None

    # What is shown

    def show_draft(self) -> None:
        """Make the document anew after a change."""
        super().show_draft()
        self._show_document()

    def catch_up(self) -> None:
        """Break the lines for another width, and look at the target again."""
        super().catch_up()
        if self._shown and self.document.size.width != self._shown_width:
            self._show_document()
        self._look_at_target()

    def show_frame(self) -> None:
        """Bring the choices up to date too."""
        super().show_frame()
        layouts = [(str(n), one.name, one is self.layout_shown) for n, one in enumerate(self.session.usable_layouts, 1)]
        views = [(key, words, view == self.view) for key, view, words in VIEWS]
        self.layouts_line.show(choices_line("Layout", layouts, self.size.width))
        self.views_line.show(choices_line("View", views, self.size.width))

    def step(self) -> tuple[str, str]:
        """Say which layout of how many is shown."""
        layouts = self.session.usable_layouts
        place = next((number for number, one in enumerate(layouts, 1) if one is self.layout_shown), 1)
        own = ", the report's own" if self.layout_shown is self.session.layout else ""
        return "Export preview", f"layout {place} of {len(layouts)}: {self.layout_shown.name}{own}"

    def show_state(self) -> None:
        """Show where the text is, and which line is shown first."""
        total = self._shown.text.count("\n") if self._shown else 0
        more = ", more below" if self.document.has_more else ""
        where = f"line {self.document.first_number} of {total}{more}" if total and self.view != "difference" else ""
        self.state_line.show(state_words(self.session.autosave.state, str(self.session.path)), where)

    def hint(self) -> str:
        """Say what the focused part is for."""
        if self.target.editor.has_focus:
            return "Enter writes it, where you started unless a folder is named"
        own = self.layout_shown is self.session.layout
        ending = ", l lists what is left out" if own else ". Ctrl+L keeps this layout"
        return f"Enter writes it, Tab its name{ending}"

    def side_lines(self, width: int) -> list[str]:
        """Return what the document leaves open and leaves out, as far as there is room."""
        lines = coverage_lines(self._shown, width) if self._shown else []
        room = self.side_pane.size.height
        return lines if len(lines) <= room else [*lines[: room - 1], f"  and {len(lines) - room + 1} more: l lists all"]

    def keys_here(self) -> Sequence[str]:
        """Return the keys of the document, or of the field for its file."""
        if self.target.editor.has_focus:
            return keys.ENTER.says("Write"), keys.LEAVE_DOCUMENT.says(), keys.EDITOR.says()
        return [key.says() for key in (keys.WRITE, keys.OTHER_LAYOUT[0], keys.DIFFERENCE, keys.LEAVE_DOCUMENT)]

    @on(DocumentView.Scrolled)
    def show_place(self, event: DocumentView.Scrolled) -> None:
        """Say which line is shown first."""
        event.stop()
        self.show_state()

    # What keys do

    def action_take_layout(self, index: int) -> None:
        """Show the document in another layout; the report keeps its own."""
        layouts = self.session.usable_layouts
        if 0 <= index < len(layouts):
            self.layout_shown = layouts[index]
            self.show_frame()
            self._show_document()
            self._look_at_target()

    def action_step_layout(self, by: int) -> None:
        """Show the document in the next layout, or the one before."""
        layouts = self.session.usable_layouts
        here = layouts.index(self.layout_shown) if self.layout_shown in layouts else 0
        self.action_take_layout((here + by) % len(layouts))

    def action_take_view(self, view: View) -> None:
        """Show the document in another way."""
        self.view = view
        self._show_document(from_top=view == "difference")
        self.show_frame()
        if view == "difference":
            self._look_at_target()

    def action_complete(self) -> None:
        """Add what has no place in the layout below the document, or leave it out again."""
        self._is_complete = not self._is_complete
        self._show_document()
        self._look_at_target()

    def action_list_all(self) -> None:
        """List all that is empty or left out."""
        if self._shown:
            self.app.push_screen(Reading("Empty, and left out", "\n".join(coverage_lines(self._shown, 66))))

    def action_go_back(self) -> None:
        """Go back to where the document was asked for."""
        self.post_message(PreviewLeft(self.origin))

    # Writing

    @on(Edited)
    def note_target(self, event: Edited) -> None:
        """Look at the file of the new name, on a pause in typing."""
        event.stop()
        self.target.note = ""
        self.after_pause()

    @on(Accepted)
    async def write_accepted(self, event: Accepted) -> None:
        """Write the file."""
        event.stop()
        await self.action_write()

    async def action_write(self) -> None:
        """Write the document; a file with another text is shown first, and asked about."""
        path = self.target_path
        if path is None:
            self.say("Enter a file name")
            self.target.editor.focus()
            return
        document = self._shown
        if document is None or not self._is_of_now(document):
            make = partial(preview_document, self.session.report, self.layout_shown, is_complete=self._is_complete)
            document = await asyncio.to_thread(make)
        if document.problem:
            self.say(document.problem)
            return
        text = document.text
        there = await asyncio.to_thread(text_on_disk, path)
        if there is None:
            await self._write(path, text, replace=False)
        elif there == text:
            self.say(f"{shown_path(path)} holds this document already")
        else:
            lines = await asyncio.to_thread(difference_lines, there, text, min(64, self.app.size.width - 13))
            self.app.clear_notifications()  # They would stand over the question.
            self._ask_to_replace(path, text, lines)

    @work
    async def _ask_to_replace(self, path: Path, text: str, lines: Sequence[DocumentLine]) -> None:
        """Write the document over a file with another text when the person says so."""
        if await self.app.push_screen_wait(Replacing(path.name, lines)):
            await self._write(path, text, replace=True)
        else:
            self.say(f"{path.name} is as it was")

    async def _write(self, path: Path, text: str, *, replace: bool) -> None:
        try:
            backup = await asyncio.to_thread(write_document, path, text, replace=replace, keep=self.session.path)
        except NotWrittenError as error:
            self.say(f"Not written: {error}")
            return
        self.post_message(DocumentWritten(path.resolve()))
        kept = f"; the old text is in {backup.name}" if backup else ""
        drafted = self._shown.unread if self._shown else ()
        self.say(f"Wrote {shown_path(path)}{kept}{'. Its summary is a draft' if drafted else ''}")
        self._look_at_target()


def is_long(report: Report) -> bool:
    """Return whether making the document of a report takes longer than a key may wait."""
    rows = len(report.timeline) + len(report.action_items) + len(report.five_whys.answers) + len(report.links)
    return rows > MOST_ROWS_DRAWN_AT_ONCE


def shown_lines(document: PreviewDocument, view: View, there: str | None, width: int) -> Sequence[DocumentLine]:
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


def coverage_lines(document: PreviewDocument, width: int) -> list[str]:
    """Return what a document leaves open and leaves out, a line for each name."""
    lines = [f"{name}: drafted, not accepted yet" for name in document.unread]
    if document.omitted:
        lines.append(f"{counted(document.omitted, 'event')} of the timeline left out with Space")
    for title, names in (
        (f"Empty in the {document.layout.name} document", document.empty),
        (
            f"No place in this layout, {'added below' if document.is_complete else 'kept in the report'}",
            document.without_place,
        ),
    ):
        listed = [f"  {line}" for name in names for line in wrapped(name, width - 2, "  ")]
        lines += [*([""] if lines else []), title, "", *(listed or ["  Nothing"])]
    return lines
