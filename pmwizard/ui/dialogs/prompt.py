"""A dialog that asks for one or two lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from pmwizard.questions import Question
from pmwizard.ui.editors.field import Field
from pmwizard.ui.editors.messages import Accepted, Edited
from pmwizard.ui.lines import Line


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
