"""The lines of a form that stand for questions not shown: a closed group, and what other layouts ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from pmwizard.questions import Question
from pmwizard.ui.editors.messages import Told
from pmwizard.ui.text import cut, spread


class OpeningLine(Widget, can_focus=True):
    """A line that stands for questions: Enter and Space open them, and so does typing, which goes on in the first."""

    WHAT_ENTER_DOES: ClassVar[str] = ""
    """What is told while the line has the focus."""

    def wish(self, character: str = "") -> Message:
        """Return the message that asks for the questions, with what was typed on the line."""
        raise NotImplementedError

    def on_key(self, event: events.Key) -> None:
        """Ask for the questions."""
        if event.key in {"enter", "space"}:
            self.post_message(self.wish())
        elif event.character and event.is_printable:
            self.post_message(self.wish(event.character))
        else:
            return
        event.stop()
        event.prevent_default()

    def on_focus(self) -> None:
        """Draw the mark and say what Enter does."""
        self.refresh()
        self.post_message(Told(self.WHAT_ENTER_DOES))


class Header(OpeningLine):
    """The line of a group; Enter opens it."""

    WHAT_ENTER_DOES = "Enter opens these questions"

    class Opened(Message):
        """Posted when the group is to be opened.

        Attributes:
            header: The line of that group.
            character: What was typed on it, to go on with in its first field.
        """

        def __init__(self, header: Header, character: str = "") -> None:
            self.header = header
            self.character = character
            super().__init__()

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title
        self.note = ""
        self.is_open = False

    def show(self, note: str, *, is_open: bool) -> None:
        """Show how much is answered, and whether the group is open."""
        self.note, self.is_open = note, is_open
        self.can_focus = not is_open
        self.refresh()

    def render(self) -> Content:
        """Draw the line."""
        mark = ">" if self.has_focus else " "
        sign = "-" if self.is_open else "+"
        line = Content(spread(f" {mark} {sign} {self.title}", self.note, self.size.width - 1))
        return line.stylize("bold", 5, 5 + len(self.title))

    def wish(self, character: str = "") -> Message:
        """Return that the group is to be opened."""
        return self.Opened(self, character)


class More(OpeningLine):
    """The line behind which the questions wait that the layout does not print."""

    WHAT_ENTER_DOES = "Other layouts print these. Enter shows them"

    class Wanted(Message):
        """Posted when the waiting questions are to be asked too.

        Attributes:
            character: What was typed on the line, to go on with in the first of them.
        """

        def __init__(self, character: str = "") -> None:
            self.character = character
            super().__init__()

    def __init__(self, waiting: Sequence[Question]) -> None:
        super().__init__()
        self.waiting = tuple(waiting)

    def render(self) -> Content:
        """Draw the line."""
        mark = ">" if self.has_focus else " "
        names = ", ".join(question.label.rstrip("?").lower() for question in self.waiting)
        text = f" {mark} + {len(self.waiting)} more optional: {names}"
        return Content(spread(cut(text, self.size.width - 10), "[ Show ]", self.size.width - 1))

    def wish(self, character: str = "") -> Message:
        """Return that the questions are to be asked."""
        return self.Wanted(character)
