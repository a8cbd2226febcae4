"""The dialog that makes an action of a why: the why stands above, and what will be different is typed below."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical

from pmwizard.questions.actions import ACTIONS
from pmwizard.questions.answers import one_line
from pmwizard.ui.dialogs.prompt import Prompt
from pmwizard.ui.dialogs.reading import Paragraphs
from pmwizard.ui.lines import Line
from pmwizard.ui.text import cut

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
