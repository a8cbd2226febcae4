"""What wide terminals show beside the form: the sections at the left, help and the export at the right."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widget import Widget

from pmwizard.draft.session import Session
from pmwizard.questions import Question
from pmwizard.ui.text import cut, spread, wrapped


class SectionsPane(Widget):
    """The sections with their states."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._text = ""

    def show(self, section_id: str) -> None:
        """Show the states as they are now."""
        lines = [" Sections", ""]
        for state in self.session.states():
            mark = ">" if state.section.id == section_id else " "
            name = f"{mark}{state.section.digit} {state.section.brief}"
            lines.append(spread(name, state.note or state.progress.value, 25))
        open_questions = sum(not one.done for one in self.session.report.follow_ups)
        lines += ["", f" Open questions: {open_questions}"]
        text = "\n".join(lines)
        if text != self._text:
            self._text = text
            self.refresh()

    def render(self) -> Content:
        """Draw the sections."""
        return Content(self._text).stylize("bold", 0, len(" Sections"))


class EmptyText(Widget):
    """What stands in place of rows while there are none.

    Args:
        text: How to begin.
        example: A line to show below it where there is room.
    """

    def __init__(self, text: str, example: str = "") -> None:
        super().__init__()
        self.text, self.example = text, example

    def render(self) -> Content:
        """Draw the text and the example."""
        lines = wrapped(self.text, min(72, self.size.width - 6))
        if self.example:
            gap = [""] if self.size.height > len(lines) + 1 else []
            lines = [*lines, *gap, cut(self.example, self.size.width - 4)]
        return Content("\n".join(f"   {line}" for line in lines))


def help_lines(question: Question | None, width: int) -> list[str]:
    """Return help for a question on lines of ``width`` cells; nothing where there is no question."""
    if question is None:
        return []
    lines = [f"Help: {question.label}", "", *wrapped(question.hint, width)]
    if question.help:
        lines += ["", *wrapped(question.help, width)]
    if question.choices:
        choices = (f"{one.label}: {one.meaning}" if one.meaning else one.label for one in question.choices)
        lines += ["", *(cut(choice, width) for choice in choices)]
    return lines


class SidePane(Widget):
    """What a step says beside its body, and below it the lines of the export that this section makes."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._lines: list[str] = []
        self._notes: list[str] = []
        self._export: list[str] = []

    @property
    def text_width(self) -> int:
        """The cells of a line."""
        return max(20, self.size.width - 3)

    def show_lines(self, lines: list[str]) -> None:
        """Show what the step says now, its title first."""
        if lines != self._lines:
            self._lines = lines
            self.refresh()

    def show_notes(self, title: str, notes: Sequence[str]) -> None:
        """Show notes below the help, under a title; nothing where there are none."""
        width = self.text_width
        lines = [line for note in notes for line in wrapped(note, width)]
        lines = ["", "-" * width, title, "", *lines] if lines else []
        if lines != self._notes:
            self._notes = lines
            self.refresh()

    @property
    def room(self) -> int:
        """How many lines of the document fit below the help."""
        return self.size.height - len(self._lines) - len(self._notes) - 4

    def show_export(self, lines: list[str]) -> None:
        """Show these lines of the export."""
        if lines != self._export:
            self._export = lines
            self.refresh()

    def render(self) -> Content:
        """Draw help above export."""
        export = [cut(line, self.text_width) for line in self._export]
        head = ["", "-" * self.text_width, f"In the {self.session.layout.name} document", ""] if export else []
        text = Content("\n".join(f" {line}" for line in [*self._lines, *self._notes, *head, *export]))
        return text.stylize("bold", 0, len(self._lines[0]) + 1) if self._lines else text
