"""One line of the review."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

from rich.cells import cell_len

from pmwizard.checks import Finding
from pmwizard.model.visible import visible
from pmwizard.ui.document_lines import folded
from pmwizard.ui.text import cut, padded, spread

NAME_WIDTH = 13
INDENT = 2 + NAME_WIDTH

ADVICE, ASIDE = "advice", "aside"
"""The folds: the advice, and what of it is put aside."""


class RowKind(Enum):
    """What a line of the review is about."""

    TEXT = "text"
    MORE = "more"
    FINDING = "finding"
    ADVICE = "advice"
    ASIDE = "aside"
    FOLD = "fold"
    ANSWER = "answer"
    QUESTION = "question"
    STATUS = "status"


_KEYS = {
    RowKind.ADVICE: ("Enter Change", "d Put aside"),
    RowKind.ASIDE: ("Enter Change", "d Take up"),
    RowKind.FOLD: ("Enter Open",),
    RowKind.QUESTION: ("Space Answered", "Enter Go there"),
}


@dataclass(frozen=True)
class ReviewRow:
    """One line.

    Attributes:
        kind: What it is about; the cursor does not stop at plain text, nor where a line goes on.
        text: What it says.
        name: What stands before it, such as the section.
        mark: One character before the name: how grave it is, or the section's digit.
        path: The answer it leads to.
        section_id: The section that asks for that answer.
        hint: What the hint line says of it.
        finding: What was found, for a line about that.
        follow_up: The path of the open question.
        fold: What the line opens.
        note: What stands at its end.
        is_drafted: Whether it is about a drafted text.
    """

    kind: RowKind
    text: str
    name: str = ""
    mark: str = ""
    path: str = ""
    section_id: str = ""
    hint: str = ""
    finding: Finding | None = None
    follow_up: str = ""
    fold: str = ""
    note: str = ""
    is_drafted: bool = False

    @property
    def is_stop(self) -> bool:
        """Whether the cursor stops here."""
        return self.kind not in {RowKind.TEXT, RowKind.MORE}

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that do something with this line, the most useful first."""
        return _KEYS.get(self.kind, ("Enter Change",)) + (("a Accept",) if self.is_drafted else ())

    @property
    def key(self) -> str:
        """What tells this line apart from the others, whatever its number."""
        what = f"{self.finding.id} {self.finding.message}" if self.finding else self.fold or self.mark
        return f"{self.kind.value} {self.follow_up or self.path} {what}"

    def saying(self, text: str, hint: str) -> ReviewRow:
        """Return the row with another text and another hint."""
        return replace(self, text=text, hint=hint)

    def line(self, width: int) -> str:
        """Return the line for a width."""
        if self.kind in {RowKind.TEXT, RowKind.FOLD}:
            return cut(self.text, width)
        if self.kind is RowKind.MORE:
            return cut(f"{'':{INDENT}}{self.text}", width)
        return spread(f"{self.mark or ' '} {padded(self.name, NAME_WIDTH)}{self.text}", self.note, width)


def going_on(row: ReviewRow, width: int, most: int = 100) -> Iterator[ReviewRow]:
    """Yield a row, and as many lines below it as the rest of its text takes; ``most`` lines in all."""
    room = width - (cell_len(row.note) + 1 if row.note else 0)
    first, *rest = folds(row.text, room)
    shown = rest if len(rest) < most else [*rest[: most - 2], f"{rest[most - 2]} .."]
    yield replace(row, text=first)
    yield from more(shown)


def more(lines: Iterable[str]) -> Iterator[ReviewRow]:
    """Yield lines with which a text goes on."""
    return (ReviewRow(RowKind.MORE, line) for line in lines)


def folds(text: str, width: int) -> list[str]:
    """Return a text broken into lines, its own line breaks left out."""
    return folded(" ".join(visible(text).split()), max(20, width)) or [""]
