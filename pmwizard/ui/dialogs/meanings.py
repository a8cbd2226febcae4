"""A dialog that asks which of a few meanings is meant: a digit chooses, nothing else does by accident."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from textual import events, on
from textual.app import App

from pmwizard.draft.choosing import Ambiguity, ambiguity_at
from pmwizard.draft.draft import Draft
from pmwizard.ui.dialogs.picker import Offer, Picker
from pmwizard.ui.rows import RowsView


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

    @on(RowsView.Moved)
    def note_move(self) -> None:
        """From now on Enter means the line under the cursor."""
        self._moved = True

    @on(RowsView.Acted)
    def take_chosen(self, event: RowsView.Acted) -> None:
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
            press_again = getattr(app, "press_again", None)
            if press_again:
                press_again(*dialog.typed_on)

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
    if ambiguity is None or getattr(app, "types_ahead", False):
        return False
    ask_which(app, ambiguity.question, [(one.text, one.words) for one in ambiguity.readings], take, go_on)
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
