"""What a question is: words, a kind and the path of its answer."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:  # a list of reports asks for labels, and is quicker without pydantic
    from pmwizard.model.parts.actions import ActionKind


class Kind(StrEnum):
    """The nine kinds of answer, each with an editor of its own."""

    LINE = "line"
    """One line of text."""
    TEXT = "text"
    """Text of many lines, Markdown."""
    CHOICE = "choice"
    """One of a few, or several of them where the question says so."""
    NAMES = "names"
    """Short names on one line, with commas between them."""
    ENTRIES = "entries"
    """A list of texts, entered one after the other."""
    DATE = "date"
    """A calendar date."""
    TIME = "time"
    """An instant, typed in the report's zone."""
    FLAG = "flag"
    """Yes or no; a mark that is set or not."""
    ROWS = "rows"
    """A list of rows with a question for each column."""


@dataclass(frozen=True)
class Choice:
    """One possible answer: the stored value, its name, and what choosing it means."""

    value: str
    label: str
    meaning: str = ""


def plain_choices(*values: str) -> tuple[Choice, ...]:
    """Return choices that are called what they are stored as, and need no explanation."""
    return tuple(Choice(value, value.replace("_", " ")) for value in values)


Suggests = Literal["", "people", "actions"]

Amount = Literal["", "number", "story"]

Prose = Literal["story", "prose", "names", "reference"]
"""The course of events and its causes; other sentences; names, code, addresses or thanks; a zone or the id of a row."""


@dataclass(frozen=True)
class Question:
    """One thing the wizard asks.

    Attributes:
        path: Where the answer stands in the report. A column of a list has the path of the list and its own name,
            ``timeline.event``. Paths that begin with ``moments.`` are views of the timeline's moments.
        kind: How it is answered.
        label: The question as it stands above its field.
        hint: One line of help, at most 16 words.
        help: More help, for those who ask for it.
        choices: The possible answers of a choice.
        several: Whether a choice takes several answers.
        columns: The columns of a list of rows, in the order they are filled in.
        core: Whether it is asked in every layout, even one that does not print it.
        optional: Whether to say beside the label that it may stay empty.
        wide: Whether one line of text needs the whole width.
        lines: The height of a text field, in rows of the terminal.
        noun: What one row of a list is called, for counts and messages.
        missing: What to say where it has no answer, if a sentence made from the label would say less.
        suggests: Whether people or actions of the report are proposed as answers.
        action_kinds: The kinds of action that are proposed.
        amount: Whether the answer is a number, or tells of the impact and may hold one.
        prose: What the answer is to the rules about wording.
        has_default: Whether an empty answer is never missing: it has a default or is computed, or it is asked only
            because of another answer.
        instead: The name of the column that may be filled in its place.
        names_one_thing: Whether it names something, so that two answers in one would name neither.
        keeps_lines: Whether several lines pasted into its one line stay lines.
        is_code: Whether the answer is commands or code, which documents print as typed.
    """

    path: str
    kind: Kind
    label: str
    hint: str = ""
    _: KW_ONLY
    help: str = ""
    choices: tuple[Choice, ...] = ()
    several: bool = False
    columns: tuple[Question, ...] = ()
    core: bool = False
    optional: bool = False
    wide: bool = False
    lines: int = 2
    noun: str = ""
    missing: str = ""
    suggests: Suggests = ""
    action_kinds: tuple[ActionKind, ...] = ()
    amount: Amount = ""
    prose: Prose = "prose"
    has_default: bool = False
    instead: str = ""
    names_one_thing: bool = False
    keeps_lines: bool = False
    is_code: bool = False

    @property
    def name(self) -> str:
        """The last part of the path: the key in its table."""
        return self.path.rpartition(".")[2]

    @property
    def new_row(self) -> str:
        """Where the text of an entry line is kept until its row is added to the list."""
        return f"{self.path}.new"

    @property
    def short(self) -> bool:
        """Whether the field fits beside another one: it holds one line, or its choices explain themselves."""
        if self.kind is Kind.CHOICE:
            return not any(choice.meaning for choice in self.choices)
        return self.kind in {Kind.LINE, Kind.NAMES, Kind.DATE, Kind.TIME} and not self.wide

    def label_of(self, value: str | None) -> str:
        """Return the label of a choice: ``In review`` for ``in_review``; "" for none, other values as they are."""
        return next((choice.label for choice in self.choices if choice.value == value), value or "")

    def meaning_of(self, value: str | None) -> str:
        """Return what choosing a value means: ``someone is on it``; "" for none and for other values."""
        return next((choice.meaning for choice in self.choices if choice.value == value), "")


@dataclass(frozen=True)
class Group:
    """Questions that belong together inside a section; a long section shows one group at a time."""

    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Section:
    """A step of the wizard.

    Attributes:
        id: The name used by ``--section`` and in JSON.
        digit: The key that opens it; never changes.
        title: The name on screen.
        brief: A name of at most eleven letters, for narrow places.
        groups: Its questions.
        empty: What an untouched section says.
    """

    id: str
    digit: str
    title: str
    brief: str
    groups: tuple[Group, ...]
    empty: str = ""

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions of the section, in order."""
        return tuple(question for group in self.groups for question in group.questions)
