"""A dialog that shows what a pasted block comes to, before anything is added."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.timer import Timer

from pmwizard.draft.draft import Draft
from pmwizard.intake.adding import Prepared, prepared
from pmwizard.intake.events import AssumedDay, Pasted, day_from, day_typed, read_block
from pmwizard.intake.reading import LEFT_OPEN, Answers
from pmwizard.model.timeline import Event
from pmwizard.questions import Kind, Question
from pmwizard.ui.dialogs.pasting_parts import About, Item, Words, about, item_text, items
from pmwizard.ui.dialogs.prompt import Prompt
from pmwizard.ui.frame import USUAL_HEIGHT
from pmwizard.ui.lines import Line
from pmwizard.ui.rows import RowsView

DAY_LABELS = {
    "day": "Day of the first time that names none",
    "year": "Day of the first event, with its year",
    "today": "Day on which the block was copied",
}
PAUSE_AFTER_KEYS = 1.0
"""Seconds without a key after which a block that comes as keys counts as whole."""

LONG_BLOCK = 3_000
"""Lines from which a block is read in a thread of its own: it takes longer than a key may wait."""

_USUAL_WIDTH = 70


class Pasting(ModalScreen[tuple[Event, ...] | None]):
    """The events of a block as they will be. Enter adds them all, Esc leaves everything as it was.

    Args:
        draft: The report being edited.
        text: The block.
        first: The block as it was read; ``None`` where it is still to be read.
        is_whole: Whether nothing more of it comes as keys.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "add", "Add all", show=False, priority=True),
        Binding("escape", "dismiss(None)", "Cancel", show=False, priority=True),
        Binding("ctrl+q", "app.leave", "Quit", show=False, priority=True),
    ]

    def __init__(self, draft: Draft, text: str, first: Pasted | None = None, *, is_whole: bool = True) -> None:
        super().__init__()
        self.draft = draft
        self.text = text
        self.day: AssumedDay = day_from(draft.report, draft.context())
        self.answers: Answers = {}
        self.leaves_out = False
        self.read = Pasted(())
        self.prepared = Prepared(())
        self.said = ""
        self.about = About()
        self.rows = RowsView(self._text_of)
        self.foot = Line(id="dialog-hint")
        self._first = first
        self._is_reading = True
        self._comes_as_keys = not is_whole
        self._until_whole: Timer | None = None
        self._items: tuple[Item, ...] = ()
        self._waiting: frozenset[str] = frozenset()

    def compose(self) -> ComposeResult:
        """Place what is told above the rows."""
        with Vertical(id="dialog"):
            yield self.about
            yield self.rows
            yield self.foot

    def on_mount(self) -> None:
        """Show the block, once it is whole."""
        self.rows.focus()
        if self._comes_as_keys:
            self._wait_for_more("")
        elif self._first:
            self._take(self._first, prepared(self.draft.report, self._first.rows))
        else:
            self.read_again()
        self.call_after_refresh(self.show_keys)

    # A block that comes as keys

    def _wait_for_more(self, typed: str) -> None:
        self.text += typed
        self._tell_reading()
        if self._until_whole is not None:
            self._until_whole.stop()
        self._until_whole = self.set_timer(PAUSE_AFTER_KEYS, self._is_whole)

    def _is_whole(self) -> None:
        self._comes_as_keys = False
        self.read_again()

    # What is shown

    def read_again(self) -> None:
        """Read the block, with another day or with an answer; a long one while keys go on working."""
        self.said = ""
        if self.text.count("\n") < LONG_BLOCK:
            self._take(*self._read())
        else:
            self._tell_reading()
            self.run_worker(lambda: self.app.call_later(self._take, *self._read()), thread=True, exclusive=True)

    def _read(self) -> tuple[Pasted, Prepared]:
        read = read_block(self.text, self.draft.context(), self.day, self.answers)
        return read, prepared(self.draft.report, self._chosen(read))

    def _tell_reading(self) -> None:
        self._is_reading = True
        self.about.show([Words(f"Reading {self.text.count(chr(10)) + 1:,} lines", is_set_off=True)])
        self.show_keys()

    def _take(self, read: Pasted, ready: Prepared) -> None:
        if self.is_attached:
            self.read, self.prepared, self._is_reading = read, ready, False
            self._waiting = frozenset(read.waiting)
            self._items = tuple(items(ready, read.aside, self.draft.context().zone))
            self.show_block()

    def show_block(self) -> None:
        """Show what the block comes to."""
        width = min(_USUAL_WIDTH, self.app.size.width - 10)
        lines = list(about(self.read, self.prepared, width, leaves_out=self.leaves_out))
        self.about.show([*lines, Words(self.said, is_set_off=True)] if self.said else lines)
        self.rows.show(len(self._items))
        self.show_keys()

    def _chosen(self, read: Pasted) -> tuple[Event, ...]:
        """Return the rows to add; those before the first time can be left out."""
        return read.rows[len(read.without_time) if self.leaves_out else 0 :]

    def show_keys(self) -> None:
        """Show the keys that work, as many as fit."""
        if self.read.questions:
            keys = [f"1-{len(self.read.questions[0].choices)} Answer", "Esc Cancel"]
        else:
            keys = [f"Enter Add {'all' if len(self.prepared.rows) != 1 else 'it'}", "Esc Cancel"]
        if self.read.assumed:
            keys.append("d Other year" if self.read.assumed == "year" else "d Other day")
        if self.read.without_time:
            keys.append("w Put back" if self.leaves_out else "w Leave out")
        if len(self._items) > self.rows.size.height:
            keys.append("Arrows Scroll")
        while len("   ".join(keys)) > self.foot.size.width - 2 and len(keys) > 2:
            keys.pop()
        self.foot.show("   ".join(keys[1:2] if self._is_reading else keys))

    def on_resize(self, event: events.Resize) -> None:
        """Leave the rows the room there is, and show the keys that fit."""
        self.set_class(event.size.height < USUAL_HEIGHT, "-short")
        self.call_after_refresh(self.show_keys)

    def _text_of(self, index: int, width: int) -> str:
        zone = self.draft.context().zone
        return item_text(self._items[index], zone, width, self._waiting)

    # Keys

    def action_add(self) -> None:
        """Add all, unless a question is open."""
        if self._comes_as_keys:
            self._wait_for_more("\n")
        elif self._is_reading:
            return
        elif self.read.questions:
            self.said = f"Press 1 to {len(self.read.questions[0].choices)} first, or 0 where it is not known"
            self.show_block()
        else:
            self.dismiss(self._chosen(self.read))

    def on_key(self, event: events.Key) -> None:
        """Answer a question, choose another day, leave out what has no time."""
        if self._comes_as_keys and (event.is_printable or event.key == "tab"):
            event.stop()
            self._wait_for_more(event.character or "\t")
        elif event.character and event.is_printable and not self._is_reading:
            event.stop()
            self._act(event.character)

    def _act(self, letter: str) -> None:
        if letter.isdecimal() and self.read.questions:
            self._answer(int(letter) - 1)
        elif letter == "d" and self.read.assumed:
            self._ask_day(DAY_LABELS[self.read.assumed])
        elif letter == "w" and self.read.without_time:
            self.leaves_out = not self.leaves_out
            self._take(self.read, prepared(self.draft.report, self._chosen(self.read)))

    def _answer(self, choice: int) -> None:
        question = self.read.questions[0]
        if choice < len(question.choices):
            self.answers = {**self.answers, question.key: LEFT_OPEN if choice < 0 else choice}
            self.read_again()

    def _ask_day(self, label: str) -> None:
        question = Question(path="pasted.day", kind=Kind.DATE, label=label, hint="")
        self.app.push_screen(Prompt("Which day was it? Such as 2026-01-15, 15 jan", [question]), self._day_entered)

    def _day_entered(self, texts: tuple[str, ...] | None) -> None:
        if not texts or not texts[0].strip():
            return
        day = day_typed(texts[0], self.draft.context())
        if isinstance(day, AssumedDay):
            self.day = day
            self.read_again()
        else:
            self.said = day
            self.show_block()
