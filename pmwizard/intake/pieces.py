"""The pieces of a pasted block, before any time is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pmwizard.model.times.stamps import Stamp

_LIST_MARK = re.compile(r"^\s*(?:>\s*)*(?:[-*+\u2022\u00b7]\s+)?(?:\[[ xX]\]\s+)?")


class Role(StrEnum):
    """What a piece of a block is."""

    EVENT = "event"
    """Something that happened at the time it names."""
    DAY = "day"
    """A heading that names the day of what follows."""
    MORE = "more"
    """Text without a time: it belongs to the event above."""
    SKIPPED = "skipped"
    """A heading, a rule or a decoration: no event."""


@dataclass(frozen=True)
class Piece:
    """A few lines of a block and what they hold.

    Attributes:
        role: What the lines are.
        lines: Their positions in the block.
        text: What they say, without time and who.
        stamp: The time, where the piece is an event.
        who: Who said or did it, "" where the form does not say.
        notes: A detail from a column of its own.
        source: What shows it, from a column of its own.
        zone: The zone that the piece names for all times without one.
        repeats: Whether an event without a time of its own is at the time of the one above.
        is_entry: Whether text without a time is an entry of a list.
        is_further: Whether it is a further message of the author above.
    """

    role: Role
    lines: tuple[int, ...]
    text: str = ""
    stamp: Stamp | None = None
    who: str = ""
    notes: str = ""
    source: str = ""
    zone: str = ""
    repeats: bool = False
    is_entry: bool = False
    is_further: bool = False


@dataclass(frozen=True)
class Block:
    """The lines of a block and what is known of them as a whole.

    Attributes:
        lines: The lines, control characters made visible, without blanks at their ends.
        is_zone: Returns whether capitals behind a time name a zone.
        is_chat: Whether it was copied from a chat, with names and times on lines of their own.
        is_compact: Whether four digits at the start of a line are a time.
        has_hours: Whether ``15h`` at the start of a line is a time.
        counts_from_start: Whether clocks without a day or a zone count from the start of the incident.
        has_times_last: Whether most of its times stand behind the words that they are about.
        is_irc: Whether it has lines as IRC writes them.
        names: Who speaks in lines such as ``13:45 dana: text``, where most lines with times have that form.
        heads: The authors and times of its messages, by the line at which they begin.
    """

    lines: tuple[str, ...]
    is_zone: Callable[[str], bool] = field(compare=False)
    is_chat: bool = False
    is_compact: bool = False
    has_hours: bool = False
    counts_from_start: bool = False
    has_times_last: bool = False
    is_irc: bool = False
    names: frozenset[str] = frozenset()
    heads: Mapping[int, tuple[Piece, ...]] = field(default_factory=dict, compare=False)

    def line(self, index: int) -> str:
        """Return a line, "" beyond either end."""
        return self.lines[index] if 0 <= index < len(self.lines) else ""

    def words(self, piece: Piece) -> str:
        """Return the lines of a piece without marks of lists and the bars of a table."""
        text = " ".join(_LIST_MARK.sub("", self.line(at)).strip() for at in piece.lines)
        return " ".join(filter(None, map(str.strip, text.split("|")))) if text.startswith("|") else text


BlockForm = Callable[[Block, int], tuple[Piece, ...]]
"""Returns the pieces that begin at a line of a block, none where the line is not of this form."""
