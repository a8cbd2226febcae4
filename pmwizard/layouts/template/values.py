"""The values that a template sees: answers and figures that record when they are printed, within a budget of work."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from pmwizard.errors import LayoutFaultError
from pmwizard.layouts.template.marks import in_sentence, marked, quoted_words
from pmwizard.layouts.template.shapes import is_choice, is_list_of_rows, says_nothing
from pmwizard.layouts.template.times import clock_text
from pmwizard.model.base import Part, is_empty
from pmwizard.model.moments import Measure
from pmwizard.model.parts.actions import FIRST_ACTION_STATUS
from pmwizard.model.parts.metadata import FIRST_STATUS
from pmwizard.model.parts.timeline import Event
from pmwizard.model.paths import ID_FORMS
from pmwizard.model.times.words import DurationForm, duration_in_words

LARGEST_TEXT = 200_000
"""The most characters that a text put together inside a template may have."""

LARGEST_NUMBER = 10**12


@dataclass(eq=False, repr=False, slots=True)
class Budget:
    """Steps and characters that are left.

    A step is a turn of a loop, a call or a filter; characters are those printed, joined or read by a
    filter. Both are counted, not timed, so that a layout that works once always works.
    """

    steps: int
    characters: int

    def spend(self, steps: int, characters: int = 0) -> None:
        """Take steps and characters away.

        Raises:
            LayoutFaultError: There are not as many left.
        """
        self.steps -= steps
        if self.steps < 0:
            raise LayoutFaultError("the layout takes more steps than a document of this report can need")
        self.characters -= characters
        if self.characters < 0:
            raise LayoutFaultError("the layout prints more text than a document of this report can need")


NOT_PROVIDED = "Not provided"
_ASSUMED: Mapping[str, str] = {"metadata.status": FIRST_STATUS, "action_items.status": FIRST_ACTION_STATUS}
"""What holds until a person chooses something else."""

_KNOWN_ANSWERS: Mapping[str, str] = {"unknown": "Unknown", "n/a": "N/A"}


@dataclass
class RenderState:
    """One rendering: the house's wordings, and what was printed and found empty on the way.

    ``printed`` holds addresses of answers as pairs of their row or part and their key; ``filled`` and ``empty``
    hold flattened paths of slots, in the order of the document.
    """

    wordings: Mapping[str, Mapping[str, str]]
    budget: Budget
    printed: set[tuple[str, str]] = field(default_factory=set)
    filled: set[str] = field(default_factory=set)
    empty: dict[str, None] = field(default_factory=dict)

    def empty_slots(self) -> tuple[str, ...]:
        """Return the slots that printed nothing wherever they stand."""
        return tuple(path for path in self.empty if path not in self.filled)


class Answer:
    """One answer, or the list of answers to one question.

    Args:
        value: What was answered.
        owner: The part or row that holds it.
        name: Its key there.
        slot: The flattened path of the question.
        note: What a document has to say about it, printed behind it.
    """

    __slots__ = ("name", "note", "owner", "slot", "state", "value")

    def __init__(self, value: Any, owner: PartView, name: str, slot: str, note: str = "") -> None:
        self.note = note
        self.value = value
        self.owner = owner
        self.name = name
        self.slot = slot
        self.state = owner.state

    def mark(self) -> None:
        """Note that the document holds this answer."""
        self.state.printed.add((self.owner.path, self.name))
        self.state.filled.add(self.slot)

    def typed(self) -> str | None:
        """Return the text the reporter typed, or ``None`` for a choice, a date or no answer; notes it as printed."""
        if not isinstance(self.value, str) or is_empty(self.value) or is_choice(self.slot):
            return None
        if self.value.strip().lower() in _KNOWN_ANSWERS:
            return None
        self.mark()
        return self.value

    def worded(self, escape: Callable[[str], str]) -> str:
        """Return what stands in a slot for this answer, through ``escape`` where a person typed it."""
        if is_empty(self.value) and self.slot in _ASSUMED:
            return self._word(_ASSUMED[self.slot], escape)
        if is_empty(self.value):
            self.state.empty.setdefault(self.slot)
            return NOT_PROVIDED
        self.mark()
        if isinstance(self.value, tuple):
            return ", ".join(dict.fromkeys(self._word(item, escape) for item in self.value))
        return self._word(self.value, escape) + self.note

    def _word(self, value: Any, escape: Callable[[str], str]) -> str:
        wording = self.state.wordings.get(self.slot)
        key = str(value).lower() if isinstance(value, bool) else value
        if wording is not None and key in wording:
            return wording[key]
        if isinstance(value, str):
            known = _KNOWN_ANSWERS.get(value.strip().lower())
            if known is not None:
                return known
            if is_choice(self.slot):
                return value.replace("_", " ").capitalize() if value.islower() else value
            return escape(value)
        if isinstance(value, bool):
            return "Yes" if value else "No"
        if isinstance(value, datetime):
            return f"{value:%Y-%m-%d %H:%M} UTC"
        return value.isoformat() if isinstance(value, date) else escape(str(value))

    def __str__(self) -> str:
        return self.worded(marked)

    def __bool__(self) -> bool:
        return not is_empty(self.value) and self.value is not False

    def __eq__(self, other: object) -> bool:
        is_same = bool(self.value == (other.value if isinstance(other, Answer) else other))
        if is_same and self:
            self.mark()
        return is_same

    def __hash__(self) -> int:
        return hash(self.value)

    def __contains__(self, item: object) -> bool:
        return any(entry == item for entry in self)

    def __iter__(self) -> Iterator[Answer]:
        if isinstance(self.value, tuple):
            for index, item in enumerate(self.value):
                yield Answer(item, self.owner, f"{self.name}.{index}", self.slot)

    def __len__(self) -> int:
        return len(self.value) if isinstance(self.value, tuple) else 0


@dataclass(eq=False, repr=False, slots=True)
class Joined:
    """Several answers to one question printed in one place, such as the deeper levels of a chain of whys.

    With a ``question`` between them each is a sentence; without, they are a list.
    """

    answers: tuple[Answer, ...]
    slot: str
    state: RenderState
    question: str = ""

    def worded(self, escape: Callable[[str], str]) -> str:
        """Return the answers one after the other, the first one through ``escape``."""
        if not self.answers:
            self.state.empty.setdefault(self.slot)
            return NOT_PROVIDED
        words = [answer.worded(escape if answer is self.answers[0] else in_sentence) for answer in self.answers]
        if not self.question:
            return ", ".join(dict.fromkeys(words))
        return f" {self.question} ".join([*(_ended(each) for each in words[:-1]), words[-1]])

    def __str__(self) -> str:
        return self.worded(marked)

    def __bool__(self) -> bool:
        return any(self.answers)


def _ended(words: str) -> str:
    """Return words with a full stop, unless they end with a stop of their own."""
    return words if words.endswith((".", "?", "!", ":", "…")) else f"{words}."


@dataclass(eq=False, repr=False, slots=True)
class Quote:
    """An answer quoted in a question: printed on one line, and empty when there is nothing to quote."""

    answer: Answer | None

    def __bool__(self) -> bool:
        return bool(self.answer)

    def __str__(self) -> str:
        if not self.answer:
            return NOT_PROVIDED
        return self.answer.worded(quoted_words).strip()


class PartView:
    """A part or a row of a report."""

    __slots__ = ("_computed", "_fields", "part", "path", "state", "table")

    def __init__(self, part: Part, path: str, table: str, state: RenderState) -> None:
        self.part: Any = part
        self.path = path
        self.table = table
        self.state = state
        self._fields: dict[str, Any] = {}
        self._computed: Mapping[str, Callable[[PartView], Any]] = {}

    def field(self, name: str) -> Any:
        """Return an answer, a part or the rows of a list.

        Raises:
            LayoutFaultError: A report has no such key here.
        """
        found = self._fields.get(name)
        if found is None:
            found = self._fields[name] = self._made(name)
        return found

    def is_unanswered(self, name: str) -> bool:
        """Tell whether a key of this row holds nothing at all; takes less than to ask its answer."""
        return name in self.part.__dict__ and self.part.__dict__[name] is None

    def add(self, name: str, value: Any) -> None:
        """Give the view a computed field."""
        self._fields[name] = value

    def compute(self, fields: Mapping[str, Callable[[PartView], Any]]) -> None:
        """Give the view fields that are computed from it when a template asks for them."""
        self._computed = fields

    def _made(self, name: str) -> Any:
        if name in self._computed:
            return self._computed[name](self)
        if name not in self.part.__dict__:  # holds all fields, and nothing else
            raise LayoutFaultError(f"a report has no key {f'{self.table}.{name}'.lstrip('.')}")
        value = self.part.__dict__[name]
        table = f"{self.table}.{name}" if self.table else name
        if isinstance(value, Part):
            return PartView(value, f"{self.path}.{name}" if self.path else name, table, self.state)
        if isinstance(value, tuple) and is_list_of_rows(table):
            path = f"{self.path}.{name}" if self.path else name
            told = (view for view in row_views(value, path, table, self.state) if not says_nothing(view.part, table))
            return Rows(tuple(told), table, self.state)
        return Answer(value, self, name, table)


def row_views(rows: tuple[Part, ...], path: str, table: str, state: RenderState) -> Iterator[PartView]:
    """Yield a view of each row, at its address."""
    for index, row in enumerate(rows):
        yield PartView(row, f"{path}.{row_key(row, table, index)}", table, state)


def row_key(row: Part, table: str, index: int) -> str:
    """Return how paths name a row: by its id where rows have ids, else by its position."""
    return (row.__dict__.get("id") if table in ID_FORMS else None) or str(index)


@dataclass(eq=False, repr=False, slots=True)
class Rows:
    """Rows of a list, or some of them; ``condition`` says which, for the list of empty slots."""

    items: tuple[PartView, ...]
    table: str
    state: RenderState
    condition: str = ""

    @property
    def slot(self) -> str:
        """The flattened path, with the choice that narrows it: ``links (graph, dashboard)``."""
        return f"{self.table} ({self.condition})" if self.condition else self.table

    def __iter__(self) -> Iterator[PartView]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __add__(self, other: Rows) -> Rows:
        return Rows(self.items + other.items, self.table, self.state, self.condition)


@dataclass(eq=False, repr=False, slots=True)
class Record:
    """Computed values under names of their own."""

    fields: Mapping[str, Any]

    def field(self, name: str) -> Any:
        """Return a computed value.

        Raises:
            LayoutFaultError: Nothing of that name is computed.
        """
        if name not in self.fields:
            raise LayoutFaultError(f"nothing is computed under the name {name}")
        value = self.fields[name]
        return value() if callable(value) else value


_NOT_RECORDED = "not recorded"


@dataclass(eq=False, repr=False, slots=True)
class Figure:
    """A measure in words. Printed as a whole it reads "12 minutes (13:42 started to 13:54 mitigated)".

    Its fields: ``value`` is the length alone, ``ends`` what stands in the brackets, ``start`` and ``end``
    the times of the two moments. These have their day unless both are on ``home``, the day in the document's head.
    ``is_reported`` tells whether the length is one that a person typed; where it is not clearly the one between the
    moments, that one stands in the brackets.
    """

    measure: Measure
    form: DurationForm
    state: RenderState
    home: date | None = None

    def field(self, name: str) -> str | bool:
        """Return one side of the figure.

        Raises:
            LayoutFaultError: A figure has no such side.
        """
        match name:
            case "value":
                return self._value()
            case "ends":
                return self._ends()
            case "start":
                return self._clock(self.measure.start, self.measure.definition.start)
            case "end":
                return self._clock(self.measure.end, self.measure.definition.end)
            case "is_reported":
                return self._reported() is not None
            case _:
                raise LayoutFaultError(f"a metric has no {name}; it has value, ends, start, end and is_reported")

    def __bool__(self) -> bool:
        return self.measure.override is not None or self.measure.is_measured

    def __str__(self) -> str:
        return f"{self._value()} ({self._ends()})"

    def _reported(self) -> str | None:
        """Return the length in the words of a person; that it is unknown counts only until it is measured."""
        typed = self.measure.override
        known = None if typed is None else _KNOWN_ANSWERS.get(typed.strip().lower())
        return typed if known is None else None if self.measure.is_measured else known

    def _value(self) -> str:
        path = self.measure.definition.path
        if self.measure.override is not None:
            part, _, name = path.partition(".")
            self.state.printed.add((part, name))
        reported = self._reported()
        if reported is not None:
            self.state.filled.add(path)
            return marked(reported)
        if not self.measure.is_measured:
            self.state.empty.setdefault(path)
            return _NOT_RECORDED
        self.state.filled.add(path)
        return self._measured()

    def _measured(self) -> str:
        seconds = self.measure.seconds or 0
        return ("about " if self.measure.approximate else "") + duration_in_words(seconds, self.form)

    def _ends(self) -> str:
        if self._reported() is None:
            return self._between()
        if not self.measure.is_measured:
            return "as reported"
        if self.measure.agrees:
            return f"as reported, {self._between()}"
        return f"as reported; measured: {self._measured()}, {self._between()}"

    def _between(self) -> str:
        definition = self.measure.definition
        if self.measure.missing:
            return f"no {' or '.join(self.measure.missing)} time"
        start, end = (self._clock(self.measure.start), self._clock(self.measure.end))
        if not self.measure.is_measured:
            return f"{end} {definition.end} is before {start} {definition.start}"
        return f"{start} {definition.start} to {end} {definition.end}"

    def _clock(self, event: Event | None, moment: str = "") -> str:
        if event is None or event.at is None:
            return f"{_NOT_RECORDED} (no {moment} time)"
        start, end = self.measure.start, self.measure.end
        days = {each.at.date() for each in (start, end) if each is not None and each.at is not None}
        with_day = days != {self.home}
        return clock_text(event.at, approximate=bool(event.approximate), with_day=with_day)
