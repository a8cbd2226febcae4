"""A field: a label, a box drawn in characters, and the editor inside it."""

from __future__ import annotations

from typing import assert_never

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget

from pmwizard.questions import Kind, Question
from pmwizard.ui.fields.choice import ChoiceEditor, FlagEditor
from pmwizard.ui.fields.line import LineEditor
from pmwizard.ui.fields.text import TextEditor
from pmwizard.ui.text import padded

OPTIONAL = " (optional)"

Editor = LineEditor | TextEditor | ChoiceEditor | FlagEditor


def editor_for(question: Question, path: str, text: str, *, brief: bool = False, passes_blocks: bool = False) -> Editor:
    """Return the editor for a question's kind, filled with ``text``."""
    match question.kind:
        case Kind.TEXT:
            return TextEditor(path, text)
        case Kind.CHOICE:
            return ChoiceEditor(question, path, text, brief=brief)
        case Kind.FLAG:
            return FlagEditor(path, text)
        case Kind.LINE | Kind.NAMES | Kind.DATE | Kind.TIME | Kind.ENTRIES | Kind.ROWS:
            return LineEditor(path, text, passes_blocks=passes_blocks, keeps_lines=question.keeps_lines)
        case _:
            assert_never(question.kind)


def labelled(label: str, note: str, width: int) -> str:
    """Return a label with its note, in the longest form that fits.

    What gives way, in this order, is that the answer is optional, the zone, and the ends of a figure.
    """
    if not note:
        return label
    short = label.removesuffix(OPTIONAL)
    if note.startswith("("):
        place = note.rpartition("/")[2].strip("()").replace("_", " ")
        forms = [label.replace(short, f"{short} {note}", 1), f"{short} {note}", f"{short} ({place})"]
        return next((one for one in forms if cell_len(one) <= width), forms[-1])
    forms = [f"{label}  {note}", f"{short}  {note}", f"{short}  {note.rpartition(' ')[0] or note}"]
    return next((one for one in forms if cell_len(one) <= width), f"{short}  {note.partition(',')[0]}")


class Field(Widget):
    """One question with its editor. The focused field has a mark in front.

    Args:
        label: The label, where it is not the question's own.
        brief: Whether a choice shows only what is chosen.
        passes_blocks: Whether a paste of many lines is passed on.
    """

    def __init__(
        self,
        question: Question,
        path: str,
        text: str = "",
        *,
        label: str | None = None,
        brief: bool = False,
        passes_blocks: bool = False,
    ) -> None:
        super().__init__()
        self.question = question
        self.path = path
        self.label = question.label + (OPTIONAL if question.optional else "") if label is None else label
        self.note = ""
        self.answer = text
        """The answer that the text in the editor stands for; text that was typed a moment ago is not part of it yet."""
        self.brief = brief
        self.editor = editor_for(question, path, text, brief=brief, passes_blocks=passes_blocks)
        if isinstance(self.editor, TextEditor):
            self.editor.styles.height = question.lines

    def compose(self) -> ComposeResult:
        """Place the editor inside the box."""
        yield self.editor

    def show(self, text: str, note: str = "") -> None:
        """Show ``text`` in the editor, and a note behind the label, without posting a message."""
        self.editor.show(text)
        self._show_note(note)

    def show_answer(self, answer: str, note: str = "") -> None:
        """Show an answer as :meth:`show` does, but leave text as it was typed while it stands for that answer."""
        if answer != self.answer:
            self.answer = answer
            self.editor.show(answer)
        self._show_note(note)

    def _show_note(self, note: str) -> None:
        if note != self.note:
            self.note = note
            self.refresh()

    def render(self) -> Content:
        """Draw the label and the box around the editor."""
        width = self.size.width
        label = padded(f"   {labelled(self.label, self.note, width - 4)}", width)
        mark = ">" if self.has_focus_within else " "
        end = 3 + len(self.label.removesuffix(OPTIONAL))
        if isinstance(self.editor, ChoiceEditor | FlagEditor):
            return Content(f"{label}\n {mark}").stylize("bold", 3, end)
        rows = max(1, self.size.height - 1)
        inside = " " * max(0, width - 5)
        lefts, rights = [f" {mark} [", *["    "] * (rows - 1)], [*" " * (rows - 1), "]"]
        box = [f"{left}{inside}{right}" for left, right in zip(lefts, rights, strict=True)]
        return Content("\n".join([label, *box])).stylize("bold", 3, end)

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def draw_mark(self) -> None:
        """Draw the mark, or take it away."""
        self.refresh()
