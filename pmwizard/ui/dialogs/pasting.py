"""A dialog that shows what a pasted block comes to, before anything is added."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget

from pmwizard.draft.draft import Draft
from pmwizard.draft.progress import counted
from pmwizard.intake.adding import Prepared, added, prepared
from pmwizard.intake.events import AssumedDay, Pasted, day_from, day_typed, read_block
from pmwizard.intake.reading import LEFT_OPEN, Answers
from pmwizard.model.readings import WEEKDAYS, in_words
from pmwizard.model.timeline import Event
from pmwizard.questions import Kind, Question
from pmwizard.questions.answers import one_line
from pmwizard.ui.dialogs.prompt import Prompt
from pmwizard.ui.editors.line import LineEditor
from pmwizard.ui.lines import Line
from pmwizard.ui.rows import RowsView
from pmwizard.ui.text import cut, padded, plain, wrapped

DAY = Question(
    path="pasted.day",
    kind=Kind.DATE,
    label="Day of the first time that names none",
    hint="A date such as 2026-01-15, 15 jan, yesterday",
)
_MOMENT_WIDTH, _WHO_WIDTH = 12, 14
_LINES_TOLD = 2


def offer(screen: Widget, draft: Draft, text: str, show: Callable[[], None]) -> None:
    """Show what a pasted block comes to, and add it as one change when the person says so.

    A block that names no time is a text of several lines: it goes into the field it was pasted into, on one line.

    Args:
        screen: Where it was pasted.
        draft: The report being edited.
        text: The block.
        show: Called when events were added.
    """
    app = screen.app
    first = read_block(text, draft.context(), day_from(draft.report, draft.context()))
    if not first.tells_events:
        if isinstance(app.focused, LineEditor):
            app.focused.go_on_with(one_line(text))
        return

    def decided(rows: tuple[Event, ...] | None) -> None:
        if rows:
            # The report may have changed below the dialog.
            new = prepared(draft.report, rows).rows
            told = f"{counted(len(new), 'event')} added"
            draft.replace(added(draft.report, new), told, "timeline")
            show()
            app.notify(f"{told}. Ctrl+Z takes {'them' if len(new) != 1 else 'it'} back", markup=False)

    app.push_screen(Pasting(draft, text, first), decided)


@dataclass(frozen=True)
class _Item:
    """One line of the preview: an event, or words of our own."""

    event: Event | None = None
    words: str = ""


class About(Widget):
    """Lines about the block: what was assumed, what was left out, what is asked."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[tuple[str, bool], ...] = ()

    def show(self, lines: Sequence[tuple[str, bool]]) -> None:
        """Draw other lines; those marked are set off."""
        self._lines = tuple(lines)
        self.styles.height = len(self._lines)
        self.refresh()

    def render(self) -> Content:
        """Draw the lines."""
        width = self.size.width - 1
        return Content("\n").join([plain(f" {cut(text, width)}", "bold" if bold else "") for text, bold in self._lines])


class Pasting(ModalScreen[tuple[Event, ...] | None]):
    """The events of a block as they will be. Enter adds them all, Esc leaves everything as it was.

    Args:
        draft: The report being edited.
        text: The block.
        first: The block as it was read.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "add", "Add all", show=False, priority=True),
        Binding("escape", "dismiss(None)", "Cancel", show=False, priority=True),
        Binding("ctrl+q", "app.leave", "Quit", show=False, priority=True),
    ]

    def __init__(self, draft: Draft, text: str, first: Pasted) -> None:
        super().__init__()
        self.draft = draft
        self.text = text
        self.day: AssumedDay = day_from(draft.report, draft.context())
        self.answers: Answers = {}
        self.leaves_out = False
        self.read = first
        self.prepared = Prepared(())
        self.said = ""
        self._items: tuple[_Item, ...] = ()
        self.told = About()
        self.rows = RowsView(self._text_of)
        self.foot = Line(id="dialog-hint")

    def compose(self) -> ComposeResult:
        """Place what is told above the rows."""
        with Vertical(id="dialog"):
            yield self.told
            yield self.rows
            yield self.foot

    def on_mount(self) -> None:
        """Show the block."""
        self.show_block()
        self.rows.focus()
        self.call_after_refresh(self.show_keys)

    # What is shown

    def read_again(self) -> None:
        """Read the block with another day or with an answer."""
        self.read = read_block(self.text, self.draft.context(), self.day, self.answers)
        self.said = ""
        self.show_block()

    def show_block(self) -> None:
        """Show what the block comes to."""
        self.prepared = prepared(self.draft.report, self.chosen_rows)
        self._items = tuple(self._listed())
        self.told.show(list(self._lines()))
        self.rows.show(len(self._items))
        self.show_keys()

    @property
    def chosen_rows(self) -> tuple[Event, ...]:
        """The rows to add; those before the first time can be left out."""
        return self.read.rows[len(self.read.without_time) if self.leaves_out else 0 :]

    def show_keys(self) -> None:
        """Show the keys that work."""
        if self.read.questions:
            keys = [f"1-{len(self.read.questions[0].choices)} Answer", "Esc Cancel"]
        else:
            keys = [f"Enter Add {'all' if len(self.prepared.rows) != 1 else 'it'}", "Esc Cancel"]
        if self.read.assumed:
            keys.append("d Other day")
        if self.read.without_time:
            keys.append("w Put back" if self.leaves_out else "w Leave out")
        if len(self._items) > self.rows.size.height:
            keys.append("Arrows Scroll")
        while len("   ".join(keys)) > self.foot.size.width - 2 and len(keys) > 2:
            keys.pop()
        self.foot.show("   ".join(keys))

    def on_resize(self) -> None:
        """Show the keys that fit."""
        self.call_after_refresh(self.show_keys)

    def _lines(self) -> list[tuple[str, bool]]:
        read, width = self.read, 72
        found = f"{counted(len(self.prepared.rows), 'event')} found"
        if read.joined:
            found += f", {counted(read.joined, 'line')} without a time joined to the line above"
        lines = [(found, True), (self._day_line(), False)]
        if read.without_time:
            what = "Left out" if self.leaves_out else "Kept without a time"
            lines.append((f"{what}, before the first time: {_some(read.without_time)}", False))
        if read.unread and not read.questions:
            lines.append((f"Time not understood, kept without one: {_some(read.unread)}", False))
        if self.prepared.known:
            have = "is" if self.prepared.known == 1 else "are"
            lines.append((f"{self.prepared.known} {have} in the timeline already and not added again", False))
        for question in read.questions[:1]:
            lines += [(line, True) for line in wrapped(f"{question.message}. Which one?", width)]
            offers = [f"{number} {_told_choice(one)}" for number, one in enumerate(question.choices, 1)]
            lines += [(f"  {line}", True) for line in wrapped("   ".join([*offers, "0 not known"]), width)]
        if self.said:
            lines.append((self.said, True))
        return lines

    def _day_line(self) -> str:
        read = self.read
        if read.day is None:
            return "All days are told in the block"
        if read.assumed == "year":
            return f"Year assumed: {read.day.day.year}, {read.day.source}"
        return f"Day assumed: {read.day.words}"

    def _listed(self) -> list[_Item]:
        zone = self.draft.context().zone
        items: list[_Item] = []
        day: date | None = None
        for event in self.prepared.rows:
            if event.at is not None:
                at = event.at.astimezone(zone).date()
                if at != day:
                    items.append(_Item(words=f"{WEEKDAYS[at.weekday()][:3].title()} {in_words(at)}"))
                    day = at
            items.append(_Item(event))
        if self.read.aside:
            items.append(_Item(words="Not events, not added"))
            items += [_Item(words=f"  {line}") for line in self.read.aside]
        return items

    def _text_of(self, index: int, width: int) -> str:
        item = self._items[index]
        event = item.event
        if event is None:
            return cut(item.words, width)
        when = "?" if self.read.questions else "no time"
        if event.at is not None:
            local = event.at.astimezone(self.draft.context().zone)
            when = f"{'~' if event.approximate else ''}{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"
            when = f"~{when}" if event.approximate and not local.second else when
        who = f"  {cut(event.who, _WHO_WIDTH)}" if event.who else ""
        head = f"{padded(when, 9)} {padded(event.moment or '', _MOMENT_WIDTH)} "
        return head + padded(event.event or "", max(8, width - len(head) - len(who))) + who

    # Keys

    def action_add(self) -> None:
        """Add all, unless a question is open."""
        if self.read.questions:
            self.said = f"Press 1 to {len(self.read.questions[0].choices)} first, or 0 where it is not known"
            self.show_block()
        else:
            self.dismiss(self.chosen_rows)

    def on_key(self, event: events.Key) -> None:
        """Answer a question, choose another day, leave out what has no time."""
        if event.character is None or not event.is_printable:
            return
        event.stop()
        if event.character.isdecimal() and self.read.questions:
            self._answer(int(event.character) - 1)
        elif event.character == "d" and self.read.assumed:
            self._ask_day()
        elif event.character == "w" and self.read.without_time:
            self.leaves_out = not self.leaves_out
            self.show_block()

    def _answer(self, choice: int) -> None:
        question = self.read.questions[0]
        if choice < len(question.choices):
            self.answers = {**self.answers, question.key: LEFT_OPEN if choice < 0 else choice}
            self.read_again()

    def _ask_day(self) -> None:
        def entered(texts: tuple[str, ...] | None) -> None:
            if not texts or not texts[0].strip():
                return
            day = day_typed(texts[0], self.draft.context())
            if isinstance(day, AssumedDay):
                self.day = day
                self.read_again()
            else:
                self.said = day
                self.show_block()

        self.app.push_screen(Prompt("Which day was it?", [DAY]), entered)


def _some(lines: Sequence[str]) -> str:
    """Return the first of some lines, and how many more there are."""
    told = ", ".join(cut(line, 30) for line in lines[:_LINES_TOLD])
    more = len(lines) - _LINES_TOLD
    return f"{told}, and {more} more" if more > 0 else told


def _told_choice(choice: str) -> str:
    """Return a choice as it is offered; a date in words, since its order is what is asked."""
    try:
        return in_words(date.fromisoformat(choice))
    except ValueError:
        return choice
