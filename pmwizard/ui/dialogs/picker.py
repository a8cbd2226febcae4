"""A dialog that offers a list: a digit, a letter or the arrows choose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from pmwizard.ui.dialogs.reading import Paragraphs
from pmwizard.ui.lines import Line
from pmwizard.ui.rows import RowsView
from pmwizard.ui.text import cut, spread


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
        self.rows = RowsView(self._text_of)
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

    def _text_of(self, index: int, width: int) -> str:
        offer = self.found[index]
        return spread(cut(f"{offer.key:<2} {offer.text}", width - len(offer.note) - 1), offer.note, width)

    def action_leave(self) -> None:
        """Choose nothing; a search is cleared first."""
        if self.typed:
            self._search("")
        else:
            self.dismiss("")

    @on(RowsView.Acted)
    def take(self, event: RowsView.Acted) -> None:
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
