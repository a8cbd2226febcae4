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


class SidePane(Widget):
    """Help for the focused field, and below it the lines of the export that this section makes."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._help: list[str] = []
        self._notes: list[str] = []
        self._export: list[str] = []

    def show(self, question: Question | None, section_id: str) -> None:
        """Show help for a question and the export of a section."""
        width = max(20, self.size.width - 3)
        lines: list[str] = []
        if question is not None:
            lines = [f"Help: {question.label}", "", *wrapped(question.hint, width)]
            if question.help:
                lines += ["", *wrapped(question.help, width)]
            if question.choices:
                lines += [
                    "",
                    *(
                        cut(f"{one.label}: {one.meaning}" if one.meaning else one.label, width)
                        for one in question.choices
                    ),
                ]
        if lines != self._help:
            self._help = lines
            self.refresh()
        self.section_id = section_id

    def show_notes(self, title: str, notes: Sequence[str]) -> None:
        """Show notes below the help, under a title; nothing where there are none."""
        width = max(20, self.size.width - 3)
        lines = [line for note in notes for line in wrapped(note, width)]
        lines = ["", "-" * width, title, "", *lines] if lines else []
        if lines != self._notes:
            self._notes = lines
            self.refresh()

    @property
    def room(self) -> int:
        """How many lines of the document fit below the help."""
        return self.size.height - len(self._help) - len(self._notes) - 4

    def show_export(self, lines: list[str]) -> None:
        """Show these lines of the export."""
        if lines != self._export:
            self._export = lines
            self.refresh()

    def render(self) -> Content:
        """Draw help above export."""
        width = max(20, self.size.width - 3)
        export = [cut(line, width) for line in self._export]
        head = ["", "-" * width, f"In the {self.session.layout.name} document", ""] if export else []
        text = Content("\n".join(f" {line}" for line in [*self._help, *self._notes, *head, *export]))
        return text.stylize("bold", 0, len(self._help[0]) + 1) if self._help else text
