"""The pieces of a block read in order: each line becomes an event, a part of one, or is set aside."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import pairwise

from pmwizard.intake.formats.zones import zone_mentioned
from pmwizard.intake.pieces import Block, Piece, Role
from pmwizard.intake.points import Notice
from pmwizard.intake.results import (
    AS_SAID,
    ENTERED,
    FROM_REPORT,
    TODAY,
    AssumedDay,
    BlockSettings,
    BlockZone,
    ReadBlock,
)
from pmwizard.intake.starts import START, since_start
from pmwizard.intake.times import StampRead, TimeResolver
from pmwizard.model.parts.timeline import Event
from pmwizard.model.times.context import UnresolvedError
from pmwizard.model.times.names import date_in_words
from pmwizard.model.times.zones import zone_meant
from pmwizard.text import one_line, shortened

GoesOn = Callable[[float], bool]
"""Is called with the share of the work that is done, and returns whether to go on."""

_UTC_NAMES = frozenset({"UTC", "Z", "GMT", "+00:00", "+0000"})
_LONGEST_QUOTATION = 40
_LINES_LOOKED_AT = 200
_LIKE_CLOCK = re.compile(r"\W*(?:[^\W\d_]{1,6}\.?\s+)?\W{0,2}[0-9]{1,2}[:h][0-9]{2}(?![\w:])")
"""What a person takes for a clock behind a day."""
_OF_A_PLACE = re.compile(
    r"\blocal time\b|\btime[ -]?zone\b|\bheures? locales?\b|\bhora local\b|\bora locale\b|\bortszeit\b"
    r"|\u73fe\u5730\u6642\u9593",
    re.IGNORECASE,
)
_PIECES_AT_ONCE = 500
_MOSTLY = 2
_A_DAY = timedelta(days=1)
_STILL_THE_INCIDENT = timedelta(days=2)


class ReadingStoppedError(Exception):
    """Whoever asked for a block to be read wants it no more."""


@dataclass
class _Row:
    """An event to which further lines may be added."""

    place: int = 0
    read: StampRead = field(default_factory=StampRead)
    who: str = ""
    notes: str = ""
    source: str = ""
    parts: list[str] = field(default_factory=list)

    def event(self) -> Event:
        return Event(
            at=self.read.at,
            day=self.read.day,
            until=self.read.until,
            approximate=self.read.approximate or None,
            event="".join(self.parts) or None,
            who=self.who or None,
            notes=self.notes or None,
            source=self.source or None,
        )

    def join(self, text: str, *, is_entry: bool) -> None:
        if text:
            self.parts.append(f"{'; ' if is_entry and self.parts else ' ' if self.parts else ''}{text}")


@dataclass
class Reader:
    """Reads the pieces of a block in order.

    Args:
        block: The block.
        resolver: Reads its times.
        settings: What the report and the person say of them.
        zone_shown: The time whose zone holds for those without one too, "" for none.
    """

    block: Block
    resolver: TimeResolver
    settings: BlockSettings
    zone_shown: str = ""
    _rows: list[_Row] = field(default_factory=list)
    _joined: int = 0
    _without_time: list[str] = field(default_factory=list)
    _unread: list[str] = field(default_factory=list)
    _waiting: list[str] = field(default_factory=list)
    _skipped: list[str] = field(default_factory=list)
    _zones: set[str] = field(default_factory=set)
    _headings: dict[str, str] = field(default_factory=dict)
    _local: str = ""
    """A line that belongs to an event and speaks of the time of a place."""
    _is_above_zones: bool = False
    """Whether a time without a zone stands above the first line that names one for all, and not in that zone."""
    _counts_from_1970: bool = False
    """Whether a time counts the seconds since 1970, which are in UTC whatever the report's zone."""
    _begun: bool = False

    def read(self, pieces: Sequence[Piece], goes_on: GoesOn) -> ReadBlock:
        """Return what the block comes to.

        Raises:
            ReadingStoppedError: ``goes_on`` said so.
        """
        for count, piece in enumerate(pieces):
            if not count % _PIECES_AT_ONCE and not goes_on(count / len(pieces)):
                raise ReadingStoppedError
            self._counts_from_1970 |= bool(piece.stamp and piece.stamp.is_epoch)
            if piece.stamp and piece.stamp.clock and not (piece.stamp.is_epoch or since_start(piece.stamp.clock)):
                self._zones.add(piece.stamp.zone.upper())
                self._is_above_zones |= not (piece.stamp.zone or self.resolver.zone)
            match piece.role:
                case Role.EVENT:
                    self._add(piece)
                case Role.MORE:
                    self._join(piece)
                case Role.DAY | Role.SKIPPED:
                    self._skip(piece)
        rows = tuple(row.event() for row in self._rows)
        self._compare(rows)
        return ReadBlock(
            self._zone(),
            self._day(rows),
            rows,
            tuple(row.place for row in self._rows),
            self._joined,
            tuple(self._without_time),
            tuple(self._unread),
            tuple(self._waiting),
            tuple(self._skipped),
            self.resolver.days.assumed,
            self.resolver.notices.sentences(),
            tuple(self.resolver.points.open.values()),
        )

    # Pieces

    def _words(self, piece: Piece) -> str:
        return " ".join(self.block.line(at).strip() for at in piece.lines)

    def _add(self, piece: Piece) -> None:
        self._begun = True
        asked = self.resolver.points.asked
        row = _Row(piece.lines[0], who=piece.who, notes=piece.notes, source=piece.source)
        reading = self.resolver.read(piece.stamp) if piece.stamp else None
        text = piece.text
        if reading is not None and piece.stamp and piece.stamp.clock.startswith(START) and not (text or piece.who):
            # The start is named for what counts from it; nothing is told of it.
            self._skipped.append(self._words(piece))
            return
        if reading is not None:
            row.read = reading
            text = self._with_lost_end(piece) if reading.is_end_lost else piece.text
            if reading.at is None and _LIKE_CLOCK.match(text):
                self._unread.append(self._words(piece))
        elif piece.repeats and self._rows:
            row.read = replace(self._rows[-1].read, until=None)
        else:
            text = self.block.words(piece) if piece.stamp else piece.text
            row.who = "" if piece.stamp else row.who
            (self._waiting if self.resolver.points.asked > asked else self._unread).append(self._words(piece))
        row.join(text, is_entry=False)
        self._rows.append(row)

    def _with_lost_end(self, piece: Piece) -> str:
        """Return the words of a stretch with its end, which is not understood, behind them."""
        if piece.stamp is None:
            return piece.text
        end = " ".join(filter(None, [piece.stamp.until_day, piece.stamp.until, piece.stamp.until_zone]))
        self.resolver.notices.add(Notice.END_KEPT, end)
        return f"{piece.text} (until {end})".strip()

    def _join(self, piece: Piece) -> None:
        if not (self._begun and self._rows):
            self._without_time.append(piece.text)
            self._rows.append(_Row(piece.lines[0], parts=[piece.text]))
            return
        if not self._local and _OF_A_PLACE.search(piece.text):
            self._local = piece.text
        self._joined += bool(self._rows[-1].parts)
        self._rows[-1].join(piece.text, is_entry=piece.is_entry)

    def _skip(self, piece: Piece) -> None:
        words = self._words(piece)
        if piece.zone and not self.settings.zone:
            self.resolver.zone = piece.zone
            self._headings.setdefault(piece.zone, words)
        asked = self.resolver.points.asked
        if piece.role is Role.DAY and piece.stamp and not self.resolver.begin_day(piece.stamp):
            (self._waiting if self.resolver.points.asked > asked else self._unread).append(words)
            self._rows.append(_Row(piece.lines[0], parts=[words]))
            self._begun = True
        else:
            self._skipped.append(words)

    # What is said of the times

    def _zone(self) -> BlockZone:
        """Return what times without a zone are read in, and why."""
        subject = "Times without a zone" if self._zones - {""} else "Times"
        home = str(self.resolver.context.zone)
        if "" not in self._zones and self._zones:
            return BlockZone("", "Each time names its zone", is_assumed=False)
        if self._counts_from_1970 and not self._zones:
            return BlockZone("", "Times count from the start of 1970, in UTC", is_assumed=False)
        if self.settings.zone:
            return BlockZone(self.settings.zone, ENTERED, is_assumed=False, subject=subject)
        if self._headings:
            lines = (shortened(one_line(line), _LONGEST_QUOTATION) for line in self._headings.values())
            says = " and ".join(f'the line "{line}"' for line in lines)
            verb = "say" if len(self._headings) > 1 else "says"
            above = [home] if self._is_above_zones else []
            names = ", then ".join([*above, *map(self._meant, self._headings)])
            return BlockZone(names, f"{says} {verb} so", is_assumed=False, subject=subject)
        if self.zone_shown:
            return BlockZone(self.resolver.zone, f"in order with {self.zone_shown}", subject=subject)
        silent = self._silence()
        return BlockZone(home, silent if home in _UTC_NAMES else f"the report's zone, {silent}", subject=subject)

    def _silence(self) -> str:
        """Return that no line names the zone of all times, or which line may mean one that is not understood."""
        lines = [*self._without_time, *self._skipped][:_LINES_LOOKED_AT]
        mention = next((line for line in lines if _OF_A_PLACE.search(line) or zone_mentioned(line, self.block)), "")
        if not (mention or self._local):
            return "nothing in the text says so"
        return f'the line "{shortened(one_line(mention or self._local), _LONGEST_QUOTATION)}" may mean another'

    def _meant(self, name: str) -> str:
        """Return the name of a zone, with the place that was chosen where several have it."""
        context = self.resolver.context
        try:
            zone_meant(name, datetime(context.day.year, context.day.month, context.day.day), context.zone)  # noqa: DTZ001 - the time in the zone that is looked for
        except UnresolvedError as error:
            choices = error.unresolved.choices
            chosen = self.settings.answers.get(choices, -1)
            return f"{name} ({choices[chosen]})" if 0 <= chosen < len(choices) else name
        return name

    def _day(self, rows: Iterable[Event]) -> AssumedDay:
        day = self.settings.day
        if self.resolver.days.assumed == "today" and day.source != ENTERED:
            copied = self.resolver.days.today
            return AssumedDay(copied, TODAY if copied == self.resolver.context.today else ENTERED)
        zone = self.resolver.context.zone
        days = [row.at.astimezone(zone).date() if row.at else row.day for row in rows]
        named = min(filter(None, days), default=None)
        return day if self.resolver.days.assumed or named is None else AssumedDay(named, AS_SAID, is_assumed=False)

    def _compare(self, rows: Sequence[Event]) -> None:
        """Say which times are out of order, far from their neighbours, ahead of now or away from the incident."""
        notices, context = self.resolver.notices, self.resolver.context
        timed = [row.at for row in rows if row.at]
        self._compare_neighbours(timed)
        for at in timed:
            if at > context.now:
                notices.add(Notice.AHEAD, self._shown(at, context.now))
        start = self.settings.start
        if start and timed and all(abs(at - start) > _STILL_THE_INCIDENT for at in timed):
            day, first = (date_in_words(at.astimezone(context.zone).date()) for at in (start, timed[0]))
            notices.add(Notice.AWAY, f"{first}, and it began on {day}")
        elif not start and self.settings.day.source == FROM_REPORT and timed:
            known = date_in_words(self.settings.day.day)
            days = [at.astimezone(context.zone).date() for at in timed]
            if all(abs(day - self.settings.day.day) > _A_DAY for day in days):
                notices.add(Notice.AWAY, f"{date_in_words(days[0])}, and it was on {known}")

    def _compare_neighbours(self, timed: Sequence[datetime]) -> None:
        notices, is_newest_first = self.resolver.notices, self.resolver.is_newest_first
        downs = sum(after < before for before, after in pairwise(timed))
        if downs > 1 and downs > _MOSTLY * sum(after > before for before, after in pairwise(timed)):
            is_newest_first = True
            notices.examples.setdefault(Notice.NEWEST_FIRST, "")
        for before, after in pairwise(timed):
            step = before - after if is_newest_first else after - before
            shown = f"{self._shown(after, before)} below {self._shown(before, after)}"
            if abs(step) > _A_DAY:
                notices.add(Notice.FAR, shown)
            elif step < timedelta():
                notices.add(Notice.LATER if is_newest_first else Notice.EARLIER, shown)

    def _shown(self, at: datetime, other: datetime | None = None) -> str:
        zone = self.resolver.context.zone
        local = at.astimezone(zone)
        is_other_day = other is not None and other.astimezone(zone).date() != local.date()
        return f"{local:%H:%M} on {date_in_words(local.date())}" if is_other_day else f"{local:%H:%M}"
