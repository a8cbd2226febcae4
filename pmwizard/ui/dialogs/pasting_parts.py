"""What the preview of a pasted block says: lines above its rows, and the rows as they will be."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo

from textual.content import Content
from textual.widget import Widget

from pmwizard.draft.progress import counted
from pmwizard.intake.adding import Prepared
from pmwizard.intake.events import Pasted
from pmwizard.intake.reading import Question
from pmwizard.model.readings import WEEKDAYS, in_words
from pmwizard.model.timeline import Event
from pmwizard.ui.text import cut, padded, plain, wrapped

_MOMENT_WIDTH, _WHO_WIDTH = 12, 14
_LINES_TOLD = 2


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


def about(read: Pasted, ready: Prepared, width: int, *, leaves_out: bool) -> Iterator[Words]:
    """Yield what is told about a block, the open question last."""
    found = f"{counted(len(ready.rows), 'event')} found"
    if read.joined:
        verb = "join" if read.joined > 1 else "joins"
        found += f", {counted(read.joined, 'line')} without a time {verb} the line above"
    yield Words(found, is_set_off=True)
    yield Words(_day_words(read))
    if read.zone:
        yield Words(f"Times without a zone are read in {read.zone}")
    if read.without_time:
        what = "Left out" if leaves_out else "Kept without a time"
        yield Words(f"{what}, before the first time: {_some(read.without_time)}")
    if read.unread:
        yield Words(f"Time not understood, kept without one: {_some(read.unread)}")
    if ready.known:
        yield Words(f"{ready.known} {'is' if ready.known == 1 else 'are'} in the timeline already and not added again")
    for question in read.questions[:1]:
        yield from _asked(question, width)


def _day_words(read: Pasted) -> str:
    if read.day is None:
        return "All days are told in the block"
    if read.assumed == "year":
        return f"Year assumed: nearest to {read.day.words}"
    if read.assumed == "today":
        return f"Today and yesterday are counted from {read.day.words}"
    return f"Day assumed: {read.day.words}"


def _asked(question: Question, width: int) -> Iterator[Words]:
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
        return in_words(date.fromisoformat(choice))
    except ValueError:
        return choice


def _some(lines: Sequence[str]) -> str:
    """Return the first of some lines, and how many more there are."""
    told = ", ".join(cut(line, 30) for line in lines[:_LINES_TOLD])
    more = len(lines) - _LINES_TOLD
    return f"{told}, and {more} more" if more > 0 else told


def items(ready: Prepared, aside: Sequence[str], zone: tzinfo) -> Iterator[Item]:
    """Yield the rows below the days they are on, then the lines that are no events."""
    day: date | None = None
    for event in ready.rows:
        if event.at is not None:
            at = event.at.astimezone(zone).date()
            if at != day:
                yield Item(words=f"{WEEKDAYS[at.weekday()][:3].title()} {in_words(at)}")
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
