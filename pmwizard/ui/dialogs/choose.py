"""Dialogs that offer a list: a digit, a letter or the arrows choose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import events, on
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen

from pmwizard.draft.progress import SectionState
from pmwizard.draft.typed.suggestions import suggested, with_suggestion, words_for
from pmwizard.draft.typed.times import Ambiguity
from pmwizard.layouts.layout import Layout
from pmwizard.model import Report
from pmwizard.terminal.app import types_ahead
from pmwizard.ui import keys
from pmwizard.ui.dialogs.read import Paragraphs
from pmwizard.ui.fields.line import LineEditor
from pmwizard.ui.frame.lines import Line
from pmwizard.ui.messages import HintChanged
from pmwizard.ui.text import cut, spread
from pmwizard.ui.widgets.list import List, ListLine


@dataclass(frozen=True)
class Option:
    """One line to choose: the key that takes it, what it says, and what it stands for."""

    key: str
    text: str
    value: str
    note: str = ""


_WORTH_SEARCHING = 5
"""So many options are searched by letters."""

_AROUND = 4
"""Lines of the dialog beside its options: the heading, the keys and the border."""


class TypedOn(Message):
    """Posted when a person types on instead of choosing: the letter was meant for what comes behind the dialog.

    Attributes:
        key: The name of the key.
        character: What was typed.
    """

    def __init__(self, key: str, character: str) -> None:
        self.key = key
        self.character = character
        super().__init__()


class Choose(ModalScreen[str]):
    """Options on lines; dismissed with the value taken, or "" when left.

    Args:
        title: What is chosen.
        options: What there is to choose from.
        selected: The value under the cursor at first.
        text: What to know before choosing, above the options.
        foot: The keys; those of this dialog when empty.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*keys.CHOOSE_KEYS]

    def __init__(
        self, title: str, options: Sequence[Option], selected: str = "", *, text: str = "", foot: str = ""
    ) -> None:
        super().__init__()
        self.heading = title
        self.text = text
        self.options = tuple(options)
        self.typed = ""
        self.found = self.options
        self.rows = List(self._line)
        self._selected = selected
        self._foot = foot or self._usual_foot()

    def _usual_foot(self) -> str:
        by_key = ["a key takes its line"] if any(option.key for option in self.options) else []
        search = ["letters search"] if len(self.options) >= _WORTH_SEARCHING else []
        return keys.hint_of(keys.EDIT.says("takes it"), *by_key, *search, keys.LEAVE_CHOICE.says("back"))

    def compose(self) -> ComposeResult:
        """Place the lines in a box."""
        with Vertical(id="dialog"):
            yield Line(self.heading)
            if self.text:
                yield Paragraphs("\n".join(["", *(f" {line}".rstrip() for line in self.text.split("\n")), ""]))
            yield self.rows
            yield Line(self._foot, id="dialog-hint")

    def on_mount(self) -> None:
        """Show the options."""
        self.rows.styles.height = min(len(self.options), 16)
        self.rows.show(len(self.found))
        values = [option.value for option in self.options]
        if self._selected in values:
            self.rows.select(values.index(self._selected))
        self.rows.focus()

    def on_resize(self, event: events.Resize) -> None:
        """Leave room for what stands above and below the options."""
        self.call_after_refresh(self._fit_rows, event.size.height * 9 // 10 - _AROUND)

    def _fit_rows(self, room: int) -> None:
        self.rows.styles.max_height = max(3, room - sum(one.size.height for one in self.query(Paragraphs)))

    def _line(self, index: int, width: int) -> ListLine:
        option = self.found[index]
        text = cut(f"{option.key:<2} {option.text}", width - len(option.note) - 1)
        return ListLine(spread(text, option.note, width), option.value)

    def action_leave(self) -> None:
        """Choose nothing; a search is cleared first."""
        if self.typed:
            self._search("")
        else:
            self.dismiss("")

    @on(List.Acted)
    def take(self, event: List.Acted) -> None:
        """Take the option under the cursor."""
        event.stop()
        if event.action in {"edit", "mark"} and self.found:
            self.dismiss(self.found[event.index].value)

    def on_key(self, event: events.Key) -> None:
        """Take an option by its key, or search by letters."""
        if not event.character or not event.is_printable:
            if event.key == "backspace":
                self._search(self.typed[:-1])
            return
        event.stop()
        for option in self.options:
            if option.key and option.key == event.character and not self.typed:
                self.dismiss(option.value)
                return
        self._search(self.typed + event.character)

    def _search(self, typed: str) -> None:
        found = tuple(option for option in self.options if typed.casefold() in option.text.casefold())
        if found:
            self.typed, self.found = typed, found
            self.query_one(Line).show(f"{self.heading}   {typed}" if typed else self.heading)
            self.rows.show(len(found))
            self.rows.select(0)

    def leave_typing(self, event: events.Key, value: str) -> None:
        """Leave with a value because a person types on; the letter is handed out again behind the dialog."""
        self.app.post_message(TypedOn(event.key, event.character or ""))
        self.dismiss(value)


GO_ON = "go on"
"""What a dialog is dismissed with when the person goes on without an answer."""


class Interruption(Choose):
    """Options that come up while a person types: whoever types on leaves them, and Ctrl+N does where that goes on.

    Args:
        title: What is chosen.
        options: What there is to choose from.
        selected: The value under the cursor at first.
        foot: The keys.
        left: What the dialog is dismissed with when the person types on.
    """

    BINDINGS: ClassVar[list[BindingType]] = [keys.GO_ON_ANYWAY]

    def __init__(self, title: str, options: Sequence[Option], selected: str = "", *, foot: str, left: str = "") -> None:
        super().__init__(title, options, selected, foot=foot)
        self._left = left

    def action_go_on(self) -> None:
        """Go on without an answer."""
        if self._left:
            self.dismiss(self._left)

    def on_key(self, event: events.Key) -> None:
        """Leave where letters are typed: over a slow line they were meant for what comes behind."""
        if event.character and event.is_printable:
            event.stop()
            event.prevent_default()
            self.leave_typing(event, self._left)


class ChooseMeaning(Choose):
    """Meanings on lines. Enter takes one only after the arrows went there: it may have been typed ahead.

    Dismissed with the value chosen, "" when left, and `GO_ON` when a person types on.

    Args:
        question: What is unclear.
        meanings: The value and the words of each meaning.
        leaves_letters: Whether a letter leaves the question open, to be typed where Enter would have led.
    """

    def __init__(self, question: str, meanings: Sequence[tuple[str, str]], *, leaves_letters: bool = False) -> None:
        options = [Option(str(number), words, value) for number, (value, words) in enumerate(meanings, 1)]
        chooses = f"A digit chooses, or arrows and {keys.EDIT.name}"
        super().__init__(question, options, foot=keys.hint_of(chooses, keys.LEAVE_CHOICE.says("back")))
        self._leaves_letters = leaves_letters
        self._moved = False

    @on(List.Moved)
    def note_move(self) -> None:
        """From now on Enter means the line under the cursor."""
        self._moved = True

    @on(List.Acted)
    def take_chosen(self, event: List.Acted) -> None:
        """Take the meaning under the cursor, once somebody went there."""
        event.stop()
        event.prevent_default()
        if self._moved and event.action == "edit":
            self.dismiss(self.options[event.index].value)

    def on_key(self, event: events.Key) -> None:
        """Take a meaning by its digit; a letter is text for the field that comes next."""
        event.prevent_default()
        if not event.character or not event.is_printable:
            return
        event.stop()
        chosen = next((option for option in self.options if option.key == event.character), None)
        if chosen:
            self.dismiss(chosen.value)
        elif self._leaves_letters and not event.character.isdigit():
            self.leave_typing(event, GO_ON)


def is_to_be_asked(app: App[Any], ambiguity: Ambiguity | None) -> bool:
    """Tell whether a text has several meanings, and somebody would see the question: who types ahead would not."""
    return ambiguity is not None and not types_ahead(app)


def which_meaning(ambiguity: Ambiguity, *, leaves_letters: bool = False) -> ChooseMeaning:
    """Return the dialog that asks what a time or a date means; its values are texts that settle it."""
    return ChooseMeaning(ambiguity.question, list(ambiguity.meanings.items()), leaves_letters=leaves_letters)


async def choose_suggestion(app: App[Any], report: Report, editor: LineEditor) -> None:
    """Offer what fits the field of an editor: people the report names, or its actions."""
    names, words = suggested(report, editor.path, editor.text), words_for(editor.path)
    if not names:
        editor.post_message(HintChanged(words.none))
        return
    name = await app.push_screen_wait(Choose(words.title, [Option("", name, name) for name in names]))
    if name:
        editor.take(with_suggestion(editor.path, editor.text, name))


OVERVIEW = "overview"
"""What stands for the overview among the ids of sections."""


async def choose_section(app: App[Any], states: Sequence[SectionState], here: str) -> str:
    """Offer the sections, the one with the id ``here`` first; return an id, `OVERVIEW`, or "" when left."""
    options = [
        Option(one.section.digit, one.section.title, one.section.id, f"{one.progress.value}  {one.note}".strip())
        for one in states
    ]
    return await app.push_screen_wait(Choose("Go to", [*options, Option("h", "Overview", OVERVIEW)], here))


async def choose_layout(app: App[Any], layouts: Sequence[Layout], chosen: Layout) -> str:
    """Offer the house layouts, the chosen one first; return the name of one, "" when left."""
    options = [
        Option(str(number % 10), f"{layout.name:<10} {layout.title}", layout.name)
        for number, layout in enumerate(layouts, 1)
    ]
    return await app.push_screen_wait(Choose("House layout", options, chosen.name))
