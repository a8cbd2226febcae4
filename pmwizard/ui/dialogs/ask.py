"""Dialogs that ask for a line or two."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from pmwizard.questions import Question
from pmwizard.questions.actions import ACTIONS
from pmwizard.text import one_line
from pmwizard.ui.dialogs.read import Paragraphs
from pmwizard.ui.form.field import Field
from pmwizard.ui.frame.lines import Line
from pmwizard.ui.messages import Accepted, Edited
from pmwizard.ui.text import cut


class Prompt(ModalScreen[tuple[str, ...] | None]):
    """Fields in a box; dismissed with their texts, or ``None`` when left.

    Args:
        title: What is asked for.
        questions: The fields.
        texts: What they hold at first.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", show=False, priority=True),
        Binding("tab", "app.focus_next", "Next field", show=False, priority=True),
        Binding("shift+tab", "app.focus_previous", "Previous field", show=False, priority=True),
    ]

    def __init__(self, title: str, questions: Sequence[Question], texts: Sequence[str] = ()) -> None:
        super().__init__()
        self.heading = title
        filled = [*texts, *([""] * len(questions))]
        self.fields = [Field(one, one.path, text) for one, text in zip(questions, filled, strict=False)]

    def compose(self) -> ComposeResult:
        """Place the fields in a box."""
        with Vertical(id="dialog"):
            yield Line(self.heading)
            yield from self.fields
            yield Line("Enter goes on   Esc back", id="dialog-hint")

    def on_mount(self) -> None:
        """Put the cursor in the first field."""
        self.fields[0].editor.focus()

    @on(Edited)
    def ignore(self, event: Edited) -> None:
        """Keep what is typed to this dialog until it is accepted."""
        event.stop()

    @on(Accepted)
    def go_on(self, event: Accepted) -> None:
        """Go to the next field; after the last, give the texts back."""
        event.stop()
        paths = [field.path for field in self.fields]
        index = paths.index(event.path)
        if index + 1 < len(self.fields):
            self.fields[index + 1].editor.focus()
        else:
            self.dismiss(tuple(field.editor.text for field in self.fields))


LONGEST = 200
"""Cells of a quoted why: the field below it stays in sight."""


class ActionPrompt(Prompt):
    """Asks for an action; dismissed with its text, or ``None`` when left.

    The field is empty: a why says what was, an action what will be.

    Args:
        answer: The why that is to be changed.
    """

    def __init__(self, answer: str) -> None:
        super().__init__("Make an action of this", [ACTIONS.questions[0].columns[0]])
        self.answer = answer

    def compose(self) -> ComposeResult:
        """Place the why above the field."""
        with Vertical(id="dialog"):
            yield Line(self.heading)
            yield Paragraphs(f'\n   "{cut(one_line(self.answer), LONGEST)}"\n')
            yield from self.fields
            yield Line("Start with a verb   Enter adds it   Esc back", id="dialog-hint")
