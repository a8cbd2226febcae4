"""Dialogs that offer a list: a digit, a letter or the arrows choose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import events, on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen

from pmwizard.draft.draft import Draft
from pmwizard.draft.saving.autosave import SaveState
from pmwizard.draft.typed.meaning import Ambiguity, ambiguity_at
from pmwizard.terminal.app import terminal_of, types_ahead
from pmwizard.ui.dialogs.read import Paragraphs
from pmwizard.ui.frame.lines import Line
from pmwizard.ui.text import cut, spread
from pmwizard.ui.widgets.list import List, ListLine


@dataclass(frozen=True)
class Offer:
    """One line of a picker: the key that takes it, what it says, and what it stands for."""

    key: str
    text: str
    value: str
    note: str = ""


_WORTH_SEARCHING = 5
"""So many offers are searched by letters."""


AROUND = 4
"""Lines of the dialog beside its offers: the heading, the keys and the border."""


class Picker(ModalScreen[str]):
    """Offers on lines; dismissed with the value taken, or "" when left.

    Args:
        title: What is chosen.
        offers: What there is to choose from.
        selected: The value under the cursor at first.
        text: What to know before choosing, above the offers.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", show=False, priority=True),
        Binding("ctrl+q", "app.leave", "Quit", show=False, priority=True),
    ]

    FOOT = "Enter takes it   {keys}Esc back"

    def __init__(self, title: str, offers: Sequence[Offer], selected: str = "", text: str = "") -> None:
        super().__init__()
        self.heading = title
        self.text = text
        self.offers = tuple(offers)
        self.typed = ""
        self.found = self.offers
        self.rows = List(self._line)
        self._selected = selected

    def compose(self) -> ComposeResult:
        """Place the lines in a box."""
        with Vertical(id="dialog"):
            yield Line(self.heading)
            if self.text:
                yield Paragraphs("\n".join(["", *(f" {line}".rstrip() for line in self.text.split("\n")), ""]))
            yield self.rows
            keys = "a key takes its line   " if any(offer.key for offer in self.offers) else ""
            keys += "letters search   " if len(self.offers) >= _WORTH_SEARCHING else ""
            yield Line(self.FOOT.format(keys=keys), id="dialog-hint")

    def on_mount(self) -> None:
        """Show the offers."""
        self.rows.styles.height = min(len(self.offers), 16)
        self.rows.show(len(self.found))
        values = [offer.value for offer in self.offers]
        if self._selected in values:
            self.rows.select(values.index(self._selected))
        self.rows.focus()

    def on_resize(self, event: events.Resize) -> None:
        """Leave room for what stands above and below the offers."""
        self.call_after_refresh(self._fit_rows, event.size.height * 9 // 10 - AROUND)

    def _fit_rows(self, room: int) -> None:
        self.rows.styles.max_height = max(3, room - sum(one.size.height for one in self.query(Paragraphs)))

    def _line(self, index: int, width: int) -> ListLine:
        offer = self.found[index]
        text = cut(f"{offer.key:<2} {offer.text}", width - len(offer.note) - 1)
        return ListLine(spread(text, offer.note, width), offer.value)

    def action_leave(self) -> None:
        """Choose nothing; a search is cleared first."""
        if self.typed:
            self._search("")
        else:
            self.dismiss("")

    @on(List.Acted)
    def take(self, event: List.Acted) -> None:
        """Take the offer under the cursor."""
        event.stop()
        if event.action in {"edit", "mark"} and self.found:
            self.dismiss(self.found[event.index].value)

    def on_key(self, event: events.Key) -> None:
        """Take an offer by its key, or search by letters."""
        if not event.character or not event.is_printable:
            if event.key == "backspace":
                self._search(self.typed[:-1])
            return
        event.stop()
        for offer in self.offers:
            if offer.key and offer.key == event.character and not self.typed:
                self.dismiss(offer.value)
                return
        self._search(self.typed + event.character)

    def _search(self, typed: str) -> None:
        found = tuple(offer for offer in self.offers if typed.casefold() in offer.text.casefold())
        if found:
            self.typed, self.found = typed, found
            self.query_one(Line).show(f"{self.heading}   {typed}" if typed else self.heading)
            self.rows.show(len(found))
            self.rows.select(0)


GO_ON = "go on"
"""What the dialog is dismissed with when the person goes on anyway."""


class Interrupting(Picker):
    """Offers that come while a person types: what is typed on leaves them and goes where it was meant for."""

    LEFT: ClassVar[str] = ""
    """What the dialog is dismissed with when a person types on."""

    class TypedOn(Message):
        """Posted when a person types on instead of choosing.

        Attributes:
            key: The name of the key.
            character: What was typed.
        """

        def __init__(self, key: str, character: str) -> None:
            self.key = key
            self.character = character
            super().__init__()

    def on_key(self, event: events.Key) -> None:
        """Leave where letters are typed: over a slow line they were meant for what comes behind."""
        if event.character and event.is_printable:
            event.stop()
            event.prevent_default()
            self.app.post_message(self.TypedOn(event.key, event.character))
            self.dismiss(self.LEFT)


class Problems(Interrupting):
    """Problems of a section. Enter goes to one, Ctrl+N goes on and leaves them, and so does typing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+n", f"dismiss('{GO_ON}')", "Go on", show=False, priority=True),
    ]

    LEFT = GO_ON
    FOOT = "Enter goes there   Ctrl+N goes on anyway   Esc back"

    def __init__(self, offers: Sequence[Offer]) -> None:
        super().__init__("There is a problem", offers)


LEAVE = "leave"
"""The value of the offer to leave all the same."""


class Unsaved(Picker):
    """Whether to stay with a text that is on no disk, or to leave without it.

    Args:
        state: Why it could not be saved.
    """

    def __init__(self, state: SaveState) -> None:
        offers = [Offer("s", "Stay, and go on trying to save", ""), Offer("l", "Leave, and lose the text", LEAVE)]
        text = f"{state.reason} There is no copy of it either. {state.hint}".strip()
        super().__init__("Your text is only on this screen", offers, text=text)


class Meanings(Picker):
    """Meanings on lines. Enter takes one only after the arrows went there: it may have been typed ahead.

    Args:
        question: What is unclear.
        meanings: The value and the words of each meaning.
        leaves_letters: Whether a letter leaves the question open, to be typed where Enter would have led.
    """

    FOOT = "A digit chooses, or arrows and Enter   Esc back"

    def __init__(self, question: str, meanings: Sequence[tuple[str, str]], *, leaves_letters: bool) -> None:
        offers = [Offer(str(number), words, value) for number, (value, words) in enumerate(meanings, 1)]
        super().__init__(question, offers)
        self.typed_on: tuple[str, str] | None = None
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
            self.dismiss(self.offers[event.index].value)

    def on_key(self, event: events.Key) -> None:
        """Take a meaning by its digit; a letter is text for the field that comes next."""
        event.prevent_default()
        if not event.character or not event.is_printable:
            return
        event.stop()
        chosen = next((offer for offer in self.offers if offer.key == event.character), None)
        if chosen:
            self.dismiss(chosen.value)
        elif self._leaves_letters and not event.character.isdigit():
            self.typed_on = (event.key, event.character)
            self.dismiss("")


def ask_which(
    app: App[Any],
    question: str,
    meanings: Sequence[tuple[str, str]],
    take: Callable[[str], object],
    go_on: Callable[[], object] | None = None,
) -> None:
    """Ask which of a few meanings is meant.

    Args:
        app: The application.
        question: What is unclear.
        meanings: The value and the words of each meaning.
        take: Called with the value that was chosen.
        go_on: Does what Enter would have done, when letters are typed instead of choosing; what was typed is kept.
    """
    dialog = Meanings(question, meanings, leaves_letters=go_on is not None)

    def chosen(value: str | None) -> None:
        if value:
            take(value)
        elif dialog.typed_on and go_on:
            go_on()
            terminal = terminal_of(app)
            if terminal:
                terminal.press_again(*dialog.typed_on)

    app.push_screen(dialog, chosen)


def asks_which(
    app: App[Any],
    ambiguity: Ambiguity | None,
    take: Callable[[str], object],
    go_on: Callable[[], object] | None = None,
) -> bool:
    """Ask which reading of a time or a date is meant; tell whether there is anything to ask, and somebody to see it.

    Args:
        app: The application.
        ambiguity: What is unclear, if anything is.
        take: Called with the text that settles it.
        go_on: Does what Enter would have done, when letters are typed instead of choosing.
    """
    if ambiguity is None or types_ahead(app):
        return False
    ask_which(app, ambiguity.question, list(ambiguity.meanings.items()), take, go_on)
    return True


def settles_first(
    app: App[Any], draft: Draft, path: str, show: Callable[[], object], go_on: Callable[[], object]
) -> bool:
    """Ask what the text kept for an answer means, where that is unclear; tell whether it was asked.

    Args:
        app: The application.
        draft: The report being edited.
        path: The answer.
        show: Called when the answer has changed.
        go_on: Called when the question is settled, or left open by typing on.
    """
    kept = draft.report.drafts.get(path, "")

    def take(text: str) -> None:
        draft.edit(path, text)
        show()
        if not settles_first(app, draft, path, show, go_on):
            go_on()

    return asks_which(app, ambiguity_at(draft.report, path, kept, draft.now()) if kept else None, take, go_on)
