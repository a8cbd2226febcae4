"""A dialog that shows what a pasted block comes to, before anything is added."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, tzinfo
from typing import ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widget import Widget

from pmwizard.draft.draft import Draft
from pmwizard.intake.adding import Prepared, added, prepared
from pmwizard.intake.events import day_typed, has_several_events, read_block, settings_for
from pmwizard.intake.results import LEFT_OPEN, AssumedDay, BlockSettings, BlockZone, OpenPoint, ReadBlock
from pmwizard.limits import MOST_LINES_READ_AT_ONCE
from pmwizard.model.parts.timeline import Event
from pmwizard.model.times.names import date_in_words, date_with_weekday
from pmwizard.questions import Kind, Question
from pmwizard.terminal.app import terminal_of
from pmwizard.text import counted, one_line
from pmwizard.ui import keys
from pmwizard.ui.dialogs.ask import Prompt
from pmwizard.ui.fields.line import LineEditor
from pmwizard.ui.frame.lines import USUAL_HEIGHT, Line
from pmwizard.ui.text import cut, padded, plain, wrapped
from pmwizard.ui.widgets.list import List, ListLine

_MOMENT_WIDTH, _WHO_WIDTH = 12, 14
_LINES_SHOWN, _NOTICES_SHOWN = 2, 3


@dataclass(frozen=True)
class Item:
    """One line of the preview: an event, or words of our own."""

    event: Event | None = None
    words: str = ""


@dataclass(frozen=True)
class Words:
    """One line above the rows; what asks for something is set off."""

    text: str
    is_set_off: bool = False


class About(Widget):
    """Lines about the block: what was assumed, what was left out, what is asked."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[Words, ...] = ()

    def show(self, lines: Sequence[Words]) -> None:
        """Draw other lines."""
        self._lines = tuple(lines)
        self.styles.height = len(self._lines)
        self.refresh()

    def render(self) -> Content:
        """Draw the lines."""
        width = self.size.width - 1
        drawn = [plain(f" {cut(one.text, width)}", "bold" if one.is_set_off else "") for one in self._lines]
        return Content("\n").join(drawn)


def about(read: ReadBlock, ready: Prepared, width: int, *, leaves_out: bool, is_short: bool) -> Iterator[Words]:
    """Yield what there is to say about a block, the open question last."""
    found = f"{counted(len(ready.rows), 'event')} found"
    if read.joined:
        verb = "join" if read.joined > 1 else "joins"
        found += f", {counted(read.joined, 'line')} without a time {verb} the line above"
    yield Words(found, is_set_off=True)
    yield Words(read.day_words)
    yield Words(read.zone.words)
    for notice in read.notices[: 0 if is_short else _NOTICES_SHOWN]:
        yield Words(notice)
    if read.without_time:
        what = "Left out" if leaves_out else "Kept without a time"
        yield Words(f"{what}, before the first time: {_some(read.without_time)}")
    if read.unread:
        yield Words(f"Time not understood, kept without one: {_some(read.unread)}")
    if ready.known:
        yield Words(f"{ready.known} {'is' if ready.known == 1 else 'are'} in the timeline already and not added again")
    for question in read.questions[:1]:
        yield from _asked(question, width)


def _asked(question: OpenPoint, width: int) -> Iterator[Words]:
    for line in wrapped(f"{question.message}. Which one?", width):
        yield Words(line, is_set_off=True)
    offers = [f"{number} {_choice_words(one)}" for number, one in enumerate(question.choices, 1)]
    row = ""
    for one in [*offers, "0 not known"]:
        if row and len(row) + len(one) + 5 > width:
            yield Words(f"  {row}", is_set_off=True)
            row = ""
        row += f"{'   ' if row else ''}{one}"
    yield Words(f"  {row}", is_set_off=True)


def _choice_words(choice: str) -> str:
    """Return a choice as it is offered; a date in words, since its order is what is asked."""
    try:
        return date_in_words(date.fromisoformat(choice))
    except ValueError:
        return choice


def _some(lines: Sequence[str]) -> str:
    """Return the first of some lines, and how many more there are."""
    first = ", ".join(cut(line, 30) for line in lines[:_LINES_SHOWN])
    more = len(lines) - _LINES_SHOWN
    return f"{first}, and {more} more" if more > 0 else first


def items(ready: Prepared, aside: Sequence[str], zone: tzinfo) -> Iterator[Item]:
    """Yield the rows below the days they are on, then the lines that are no events."""
    day: date | None = None
    for event in ready.rows:
        if event.at is not None:
            at = event.at.astimezone(zone).date()
            if at != day:
                yield Item(words=date_with_weekday(at))
                day = at
        yield Item(event)
    if aside:
        yield Item(words="Not events, not added")
        yield from (Item(words=f"  {line}") for line in aside)


def item_text(item: Item, zone: tzinfo, width: int, waiting: Collection[str]) -> str:
    """Return one line of the preview; a time that waits for an answer is a question mark."""
    event = item.event
    if event is None:
        return cut(item.words, width)
    when = "?" if event.event in waiting else "no time"
    if event.at is not None:
        local = event.at.astimezone(zone)
        clock = f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"
        when = f"~{clock}" if event.approximate else clock
    who = f"  {cut(event.who, _WHO_WIDTH)}" if event.who else ""
    head = f"{padded(when, 9)} {padded(event.moment or '', _MOMENT_WIDTH)} "
    return head + padded(event.event or "", max(8, width - len(head) - len(who))) + who


DAY_LABELS = {
    "day": "Day of the first time that names none",
    "year": "Day of the first event, with its year",
    "today": "Day on which the block was copied",
}
PAUSE_AFTER_KEYS = 1.0
"""Seconds without a key after which a block that comes as keys counts as whole."""

_USUAL_WIDTH = 70


class Pasting(ModalScreen[tuple[Event, ...] | None]):
    """The events of a block as they will be. Enter adds them all, Esc leaves everything as it was.

    Args:
        draft: The report being edited.
        text: The block.
        first: The block as it was read; ``None`` where it is still to be read.
        is_whole: Whether nothing more of it comes as keys.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*keys.PASTE_KEYS]

    def __init__(self, draft: Draft, text: str, first: ReadBlock | None = None, *, is_whole: bool = True) -> None:
        super().__init__()
        self.draft = draft
        self.text = text
        self.settings: BlockSettings = settings_for(draft.report, draft.context())
        self.leaves_out = False
        self.read = ReadBlock(BlockZone("", ""), self.settings.day)
        self.prepared = Prepared(())
        self.notice = ""
        self.about = About()
        self.rows = List(self._line)
        self.foot = Line(id="dialog-hint")
        self._first = first
        self._is_reading = True
        self._comes_as_keys = not is_whole
        self._until_whole: Timer | None = None
        self._items: tuple[Item, ...] = ()
        self._waiting: frozenset[str] = frozenset()

    def compose(self) -> ComposeResult:
        """Place what there is to say above the rows."""
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
        self._show_reading()
        if self._until_whole is not None:
            self._until_whole.stop()
        self._until_whole = self.set_timer(PAUSE_AFTER_KEYS, self._is_whole)

    def _is_whole(self) -> None:
        self._comes_as_keys = False
        self.read_again()

    # What is shown

    def read_again(self) -> None:
        """Read the block, with another day or with an answer; a long one while keys go on working."""
        self.notice = ""
        if self.text.count("\n") < MOST_LINES_READ_AT_ONCE:
            self._take(*self._read())
        else:
            self._show_reading()
            self.run_worker(lambda: self.app.call_later(self._take, *self._read()), thread=True, exclusive=True)

    def _read(self) -> tuple[ReadBlock, Prepared]:
        read = read_block(self.text, self.draft.context(), self.settings)
        return read, prepared(self.draft.report, self._chosen(read))

    def _show_reading(self) -> None:
        self._is_reading = True
        self.about.show([Words(f"Reading {self.text.count(chr(10)) + 1:,} lines", is_set_off=True)])
        self.show_keys()

    def _take(self, read: ReadBlock, ready: Prepared) -> None:
        if self.is_attached:
            self.read, self.prepared, self._is_reading = read, ready, False
            self._waiting = frozenset(read.waiting)
            self._items = tuple(items(ready, read.skipped, self.draft.context().zone))
            self.show_block()

    def show_block(self) -> None:
        """Show what the block comes to."""
        width = min(_USUAL_WIDTH, self.app.size.width - 10)
        is_short = self.app.size.height < USUAL_HEIGHT
        lines = list(about(self.read, self.prepared, width, leaves_out=self.leaves_out, is_short=is_short))
        self.about.show([*lines, Words(self.notice, is_set_off=True)] if self.notice else lines)
        self.rows.show(len(self._items))
        self.show_keys()

    def _chosen(self, read: ReadBlock) -> tuple[Event, ...]:
        """Return the rows to add; those before the first time can be left out."""
        return read.rows[len(read.without_time) if self.leaves_out else 0 :]

    def show_keys(self) -> None:
        """Show the keys that work, as many as fit."""
        if self.read.questions:
            shown = [f"1-{len(self.read.questions[0].choices)} Answer", keys.CANCEL.says()]
        else:
            shown = [keys.ADD_ALL.says("Add it" if len(self.prepared.rows) == 1 else ""), keys.CANCEL.says()]
        if self.read.assumed:
            shown.append(keys.OTHER_DAY.says("Other year" if self.read.assumed == "year" else ""))
        if self.read.without_time:
            shown.append(keys.LEAVE_OUT.says("Put back" if self.leaves_out else ""))
        if len(self._items) > self.rows.size.height:
            shown.append("Arrows Scroll")
        while len("   ".join(shown)) > self.foot.size.width - 2 and len(shown) > 2:
            shown.pop()
        self.foot.show("   ".join(shown[1:2] if self._is_reading else shown))

    def on_resize(self, event: events.Resize) -> None:
        """Leave the rows the room there is, and show the keys that fit."""
        self.set_class(event.size.height < USUAL_HEIGHT, "-short")
        self.call_after_refresh(self.show_keys)

    def _line(self, index: int, width: int) -> ListLine:
        return ListLine(item_text(self._items[index], self.draft.context().zone, width, self._waiting))

    # Keys

    def action_add(self) -> None:
        """Add all, unless a question is open."""
        if self._comes_as_keys:
            self._wait_for_more("\n")
        elif self._is_reading:
            return
        elif self.read.questions:
            self.notice = f"Press 1 to {len(self.read.questions[0].choices)} first, or 0 where it is not known"
            self.show_block()
        else:
            self.dismiss(self._chosen(self.read))

    def on_key(self, event: events.Key) -> None:
        """Take what is typed as more of a block that comes as keys."""
        if self._comes_as_keys and (event.is_printable or event.key == "tab"):
            event.stop()
            self._wait_for_more(event.character or "\t")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's own signature
        """Take the keys that this block has a use for."""
        uses = {"answer": self.read.questions, "choose_day": self.read.assumed, "leave_out": self.read.without_time}
        return action not in uses or bool(uses[action] and not self._is_reading)

    def action_choose_day(self) -> None:
        """Ask for another day, or another year."""
        if self.read.assumed:
            self._ask_day(DAY_LABELS[self.read.assumed])

    def action_leave_out(self) -> None:
        """Leave out what has no time, or put it back."""
        self.leaves_out = not self.leaves_out
        self._take(self.read, prepared(self.draft.report, self._chosen(self.read)))

    def action_answer(self, digit: int) -> None:
        """Answer the open question by a digit; 0 leaves it open."""
        choice, question = digit - 1, self.read.questions[0]
        if choice < len(question.choices):
            answers = {**self.settings.answers, question.key: LEFT_OPEN if choice < 0 else choice}
            self.settings = replace(self.settings, answers=answers)
            self.read_again()

    @work
    async def _ask_day(self, label: str) -> None:
        question = Question(path="pasted.day", kind=Kind.DATE, label=label, hint="")
        texts = await self.app.push_screen_wait(Prompt("Which day was it? Such as 2026-01-15, 15 jan", [question]))
        if not texts or not texts[0].strip():
            return
        day = day_typed(texts[0], self.draft.context())
        if isinstance(day, AssumedDay):
            self.settings = replace(self.settings, day=day)
            self.read_again()
        else:
            self.notice = day
            self.show_block()


async def offer_block(widget: Widget, draft: Draft, text: str, show: Callable[[], None]) -> None:
    """Show what a pasted block comes to, and add it as one change when the person says so.

    A block that names no time is a text of several lines: it goes into the field it was pasted into, on one line.

    Args:
        widget: Where it was pasted.
        draft: The report being edited.
        text: The block.
        show: Called when events were added.
    """
    if text.count("\n") >= MOST_LINES_READ_AT_ONCE:
        await _add_from(Pasting(draft, text), widget, show)
        return
    first = read_block(text, draft.context(), settings_for(draft.report, draft.context()))
    if first.has_events:
        await _add_from(Pasting(draft, text, first), widget, show)
    elif isinstance(widget.app.focused, LineEditor):
        widget.app.focused.go_on_with(one_line(text))


def takes_typed_block(widget: Widget, draft: Draft, line: str, show: Callable[[], None]) -> bool:
    """Take a block that a terminal types instead of marking it as pasted, and show what it comes to.

    Where Enter in a field is followed at once by more lines with a time and words each, nobody typed them.

    Args:
        widget: Where Enter was pressed.
        draft: The report being edited.
        line: What stands in the field: the first line of the block.
        show: Called when events were added.
    """
    terminal = terminal_of(widget.app)
    if terminal is None or not line or not terminal.type_ahead.has_waiting:
        return False
    if not has_several_events(f"{line}\n{terminal.type_ahead.text()}", draft.context()):
        return False
    block = f"{line}\n{terminal.type_ahead.text(take=True)}"
    widget.run_worker(_add_from(Pasting(draft, block, is_whole=False), widget, show))
    return True


async def _add_from(dialog: Pasting, widget: Widget, show: Callable[[], None]) -> None:
    """Show a block, and add the events that the person takes."""
    rows = await widget.app.push_screen_wait(dialog)
    if rows is None:
        return
    # The report may have changed below the dialog.
    draft = dialog.draft
    new = prepared(draft.report, rows).rows
    outcome = f"{counted(len(new), 'event')} added"
    if new:
        draft.replace(added(draft.report, new), outcome, "timeline")
        show()
    back = f"Ctrl+Z takes {'them' if len(new) > 1 else 'it'} back" if new else "All are in the timeline already"
    widget.app.notify(f"{outcome}. {back}", markup=False)
