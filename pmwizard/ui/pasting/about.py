"""What the preview of a pasted block says above its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from textual.content import Content
from textual.widget import Widget

from pmwizard.intake.adding import Prepared
from pmwizard.intake.results import OpenPoint, ReadBlock, some
from pmwizard.model.times.names import date_in_words
from pmwizard.text import counted
from pmwizard.ui import keys
from pmwizard.ui.text import cut, plain, wrapped

_NOTICES_SHOWN = 3


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
        self.styles.height = 0

    def show(self, lines: Sequence[Words]) -> None:
        """Draw other lines."""
        if tuple(lines) != self._lines:
            self._lines = tuple(lines)
            self.styles.height = len(self._lines)
            self.refresh()

    def render(self) -> Content:
        """Draw the lines."""
        width = self.size.width - 1
        drawn = [plain(f" {cut(one.text, width)}", "bold" if one.is_set_off else "") for one in self._lines]
        return Content("\n").join(drawn)


def about(
    read: ReadBlock, ready: Prepared, lines: int, left_out: int, width: int, *, leaves_out: bool, is_short: bool
) -> Iterator[Words]:
    """Yield what there is to say about a block, the open question last.

    Args:
        read: The block as it was read.
        ready: Its rows as they would be added.
        lines: How many lines it has.
        left_out: How many rows are not to be added.
        width: The cells of a line.
        leaves_out: Whether the lines before the first time are not to be added.
        is_short: Whether there is room for what matters most alone.
    """
    for line in wrapped(_found(read, ready, lines, left_out), width):
        yield Words(line, is_set_off=True)
    if not read.has_events:
        choices = "Enter adds each as an event without a time, p puts all into the words"
        yield from map(Words, wrapped(choices, width))
        return
    changes = "" if is_short else ". {} changes it"
    day = changes.format(keys.OTHER_DAY.names) if read.assumed else ""
    zone = changes.format(keys.OTHER_ZONE.names) if read.zone.name else ""
    for sentence in (read.day_words + day, read.zone.words + zone):
        yield from map(Words, wrapped(sentence, width))
    if not (is_short and read.questions):
        details = _details(read, ready, leaves_out=leaves_out, is_short=is_short)
        # Rows without a time say so themselves where there is no room to say it twice.
        for sentence in islice(details, 2 if is_short else None):
            yield from map(Words, [sentence] if is_short else wrapped(sentence, width))
    for question in read.questions[:1]:
        yield from _asked(question, width)


def about_failure(details: str, width: int) -> Iterator[Words]:
    """Yield what there is to say about a block that brought up a bug."""
    for line in wrapped("This text could not be read: p puts it into the words, Esc leaves it", width):
        yield Words(line, is_set_off=True)
    yield from map(Words, wrapped(details, width) if details else ())


def _found(read: ReadBlock, ready: Prepared, lines: int, left_out: int) -> str:
    if not read.has_events:
        found = f"No times found in {counted(lines, 'line')}"
        return f"{found}, {left_out} of them left out" if left_out else found
    found = f"{counted(len(ready.events), 'event')} found"
    if left_out:
        found += f", {left_out} left out"
    if read.joined:
        verb = "join" if read.joined > 1 else "joins"
        found += f", {counted(read.joined, 'line')} without a time {verb} the line above"
    return found


def _details(read: ReadBlock, ready: Prepared, *, leaves_out: bool, is_short: bool) -> Iterator[str]:
    shown = 1 if is_short else _NOTICES_SHOWN
    yield from read.notices[:shown]
    if len(read.notices) > shown:
        yield f"{len(read.notices) - shown} more about the times, below the rows"
    if read.without_time:
        what = "Left out" if leaves_out else "Kept without a time"
        yield f"{what}, before the first time: {some(read.without_time)}"
    if read.unread:
        yield f"Time not understood, kept without one: {some(read.unread)}"
    if ready.known:
        yield f"{ready.known} {'is' if ready.known == 1 else 'are'} in the timeline already and not added again"


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
