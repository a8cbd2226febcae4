"""The three fields of a factor, open under its line of the checklist."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from pmwizard.model.base import tidied
from pmwizard.questions import Question
from pmwizard.ui.editors.field import Field
from pmwizard.ui.screens.factor_links import HUMAN, HUMAN_QUESTION
from pmwizard.ui.text import padded

HEIGHT = 3
HUMAN_LABEL = "What made it easy"


class InlineField(Field):
    """A field with its label and its box on one line."""

    def render(self) -> Content:
        """Draw the label and the box around the editor."""
        mark = ">" if self.has_focus_within else " "
        start = f" {mark}   {self.label:<18} ["
        return Content(f"{padded(start, self.size.width - 1)}]").stylize("bold", 5, 5 + len(self.label))


class FactorFields(Vertical):
    """What the factor is, how it contributed and why it existed.

    Args:
        columns: The three questions.
    """

    def __init__(self, columns: Sequence[Question]) -> None:
        super().__init__()
        self._why = next(column for column in columns if column.name == "why_existed")
        self.fields = {column.name: InlineField(column, column.path) for column in columns}

    def compose(self) -> ComposeResult:
        """Place the fields below each other."""
        yield from self.fields.values()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the fields, in order."""
        return tuple(self.fields)

    @property
    def texts(self) -> dict[str, str]:
        """What stands in the fields, by name."""
        return {name: field.editor.text.strip() for name, field in self.fields.items()}

    @property
    def focused_name(self) -> str:
        """The field with the cursor, "" for none."""
        return next((name for name, field in self.fields.items() if field.has_focus_within), "")

    def ask_about(self, category: str) -> None:
        """Word the questions for a group of factors: behind a human action stands what made it easy."""
        why = self.fields["why_existed"]
        is_human = category == HUMAN
        why.question = replace(self._why, label=HUMAN_LABEL, hint=HUMAN_QUESTION) if is_human else self._why
        why.label = why.question.label
        why.refresh()

    def show(self, texts: dict[str, str]) -> None:
        """Show these texts."""
        for name, field in self.fields.items():
            if tidied(field.editor.text) != tidied(texts[name]):
                field.show(texts[name])

    def enter(self, name: str = "") -> None:
        """Put the cursor in a field, the first if none is named."""
        self.fields[name if name in self.fields else self.names[0]].editor.focus()

    def step(self, by: int) -> bool:
        """Put the cursor in the field before or after; tell whether there is one."""
        place = self.names.index(self.focused_name) + by
        if not 0 <= place < len(self.names):
            return False
        self.enter(self.names[place])
        return True
