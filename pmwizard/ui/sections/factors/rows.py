"""The lines of the checklist of contributing factors, and the fields that open under one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from pmwizard.draft.edits.factors import HUMAN, HUMAN_QUESTION, MORE_TO_SAY, ChecklistRow, is_explained
from pmwizard.model.base import tidied
from pmwizard.model.parts.causes import Factor
from pmwizard.questions import Question
from pmwizard.text import counted
from pmwizard.ui.fields.field import Field
from pmwizard.ui.text import cut, padded, spread, wrapped

LABEL_WIDTH = 22
"""Cells of the longest name of a group, and one more."""

WIDTH_FOR_NOTES = 60
"""Cells above which a row says that there is more to say about its factor."""


def row_text(row: ChecklistRow, width: int, *, is_adding: bool = False) -> str:
    """Return the line that shows a group, to which a factor is being added or not, or a factor."""
    note = (row.factor.id or "") if row.factor else ""
    if row.factor and not is_explained(row.factor) and width > WIDTH_FOR_NOTES:
        note = f"{MORE_TO_SAY}  {note}"
    if row.is_below and row.factor:
        return spread(f"{' ' * 6}{row.factor.factor or '(no text)'}", note, width)
    mark = "[x]" if row.factors or is_adding else "[-]" if row.is_ruled_out else "[ ]"
    if not row.factor:
        note = counted(len(row.factors), "factor") if row.factors else ""
    words = (row.factor.factor or "(no text)") if row.factor else row.group.meaning
    return spread(f"{mark} {padded(row.group.label, LABEL_WIDTH)} {words}", note, width)


def detail_lines(factor: Factor, labels: Sequence[str], width: int, height: int) -> list[str]:
    """Return what a factor says of itself, each answer behind its label, in at most ``height`` lines."""
    texts = (factor.factor, factor.how_contributed, factor.why_existed)
    answered = [(label, text) for label, text in zip(labels, texts, strict=True) if text]
    indent = max(map(len, labels)) + 2
    lines: list[str] = []
    for index, (label, text) in enumerate(answered):
        share = max(1, height - len(lines) - (len(answered) - index - 1))
        first, *rest = wrapped(text, width - indent)
        parts = [first, *rest][:share]
        if len(rest) >= share:
            parts[-1] = cut(f"{parts[-1]} {rest[share - 1]}", width - indent)
        lines += [f"{label if not number else '':<{indent}}{part}" for number, part in enumerate(parts)]
    return lines[: max(0, height)]


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
    """The three questions about a factor: what it is, how it contributed and why it existed."""

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
        """Put the cursor in the field before or after; return whether there is one."""
        place = self.names.index(self.focused_name) + by
        if not 0 <= place < len(self.names):
            return False
        self.enter(self.names[place])
        return True
