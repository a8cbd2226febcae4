"""Events from a pasted block."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import islice

from pmwizard.intake.formats import block_of, pieces_of
from pmwizard.intake.pieces import Block, Piece, Role
from pmwizard.intake.results import ENTERED, FROM_REPORT, TODAY, AssumedDay, BlockSettings, BlockZone, ReadBlock
from pmwizard.intake.times import TimeResolver, has_no_am_or_pm, runs_backwards
from pmwizard.model.moments import event_of
from pmwizard.model.parts.timeline import Event
from pmwizard.model.report import Report
from pmwizard.model.times.context import TimeContext, UnresolvedError
from pmwizard.model.times.dates import calendar_day, read_date
from pmwizard.model.times.names import date_in_words
from pmwizard.text import one_line, shortened

_UTC_NAMES = frozenset({"UTC", "Z", "GMT", "+00:00", "+0000"})
_LONGEST_QUOTATION = 40


@dataclass
class _Row:
    """An event to which further lines may be added."""

    place: int = 0
    at: datetime | None = None
    approximate: bool = False
    who: str = ""
    notes: str = ""
    source: str = ""
    parts: list[str] = field(default_factory=list)

    def event(self) -> Event:
        return Event(
            at=self.at,
            approximate=self.approximate or None,
            event="".join(self.parts) or None,
            who=self.who or None,
            notes=self.notes or None,
            source=self.source or None,
        )

    def join(self, text: str, *, is_entry: bool) -> None:
        if text:
            self.parts.append(f"{'; ' if is_entry and self.parts else ' ' if self.parts else ''}{text}")


def settings_for(report: Report, context: TimeContext) -> BlockSettings:
    """Return what a block is read by before a person has settled anything: the day and the start of the incident."""
    started = event_of(report, "started")
    return BlockSettings(day_from(report, context), start=started.at if started else None)


def day_from(report: Report, context: TimeContext) -> AssumedDay:
    """Return the day that times without one are on: that of the incident, else today."""
    known = event_of(report, "started") or report.metadata.incident_date
    return AssumedDay(context.day, FROM_REPORT if known else TODAY)


def has_several_events(text: str, context: TimeContext) -> bool:
    """Tell whether at least two lines hold a time with words or an author, which nobody types into a field."""
    pieces = pieces_of(block_of(text, context.zone, context.day.year))
    told = (piece for piece in pieces if piece.role is Role.EVENT and piece.stamp and (piece.text or piece.who))
    return len(tuple(islice(told, 2))) == 2


def day_typed(text: str, context: TimeContext) -> AssumedDay | str:
    """Return the day that a person typed instead, the nearest to the report's, or an instruction."""
    today = context.today
    try:
        day = calendar_day(" ".join(text.lower().split()), context.day, today, today)
    except UnresolvedError as unclear:
        return unclear.unresolved.message
    except (ValueError, OverflowError):
        day = None
    read = day or read_date(text, today)
    return AssumedDay(read, ENTERED, is_assumed=False) if isinstance(read, date) else read.message


def read_block(text: str, context: TimeContext, settings: BlockSettings) -> ReadBlock:
    """Return the events in a pasted text. Never raises.

    Args:
        text: The block as it was pasted.
        context: Zone, now and the day of the report.
        settings: What the report and the person say of its times.
    """
    day = settings.day
    block = block_of(text, context.zone, day.day.year)
    pieces = tuple(pieces_of(block))
    day = _day_before_headings(pieces, day, context)
    pasted = _read(block, pieces, context, replace(settings, day=day))
    if day.source == TODAY and pasted.assumed == "day" and any(row.at and row.at > context.now for row in pasted.rows):
        yesterday = AssumedDay(day.day - timedelta(days=1), "yesterday, so that none is ahead")
        return _read(block, pieces, context, replace(settings, day=yesterday))
    return pasted


def _read(block: Block, pieces: tuple[Piece, ...], context: TimeContext, settings: BlockSettings) -> ReadBlock:
    day = settings.day
    resolver = TimeResolver(
        replace(context, day=day.day, previous=None),
        settings.answers,
        day.day if day.source == ENTERED else context.today,
        is_newest_first=runs_backwards(pieces),
        has_no_am_or_pm=has_no_am_or_pm(pieces),
        zone=settings.zone,
    )
    return _Reader(block, resolver, settings).read(pieces)


@dataclass
class _Reader:
    """Reads the pieces of a block in order."""

    block: Block
    resolver: TimeResolver
    settings: BlockSettings
    rows: list[_Row] = field(default_factory=list)
    joined: int = 0
    without_time: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    zones: set[str] = field(default_factory=set)
    headings: dict[str, str] = field(default_factory=dict)
    _begun: bool = False

    def read(self, pieces: Iterable[Piece]) -> ReadBlock:
        for piece in pieces:
            if piece.stamp and piece.stamp.clock and not piece.stamp.is_epoch:
                self.zones.add(piece.stamp.zone.upper())
            match piece.role:
                case Role.EVENT:
                    self._add(piece)
                case Role.MORE:
                    self._join(piece)
                case Role.DAY | Role.SKIPPED:
                    self._skip(piece)
        rows = tuple(row.event() for row in self.rows)
        return ReadBlock(
            self._zone(),
            self._day(rows),
            rows,
            tuple(row.place for row in self.rows),
            self.joined,
            tuple(self.without_time),
            tuple(self.unread),
            tuple(self.waiting),
            tuple(self.skipped),
            self.resolver.assumed,
            (),
            tuple(self.resolver.questions.values()),
        )

    def _zone(self) -> BlockZone:
        """Return what times without a zone are read in, and why."""
        subject = "Times without a zone" if self.zones - {""} else "Times"
        home = str(self.resolver.context.zone)
        if "" not in self.zones and self.zones:
            return BlockZone("", "Each time names its zone", is_assumed=False)
        if self.settings.zone:
            return BlockZone(self.settings.zone, ENTERED, is_assumed=False, subject=subject)
        if self.headings:
            lines = (shortened(one_line(line), _LONGEST_QUOTATION) for line in self.headings.values())
            says = " and ".join(f'the line "{line}"' for line in lines)
            verb = "say" if len(self.headings) > 1 else "says"
            return BlockZone(", then ".join(self.headings), f"{says} {verb} so", is_assumed=False, subject=subject)
        silent = "nothing in the text says so"
        return BlockZone(home, silent if home in _UTC_NAMES else f"the report's zone, {silent}", subject=subject)

    def _day(self, rows: tuple[Event, ...]) -> AssumedDay:
        day = self.settings.day
        if self.resolver.assumed == "today" and day.source != ENTERED:
            return AssumedDay(self.resolver.today, TODAY)
        if self.resolver.assumed:
            return day
        first = min((row.at for row in rows if row.at), default=None)
        named = first.astimezone(self.resolver.context.zone).date() if first else day.day
        return AssumedDay(named, "as the text says", is_assumed=False)

    def _words(self, piece: Piece) -> str:
        return " ".join(self.block.line(at).strip() for at in piece.lines)

    def _add(self, piece: Piece) -> None:
        self._begun = True
        asked = self.resolver.asked
        row = _Row(piece.lines[0], who=piece.who, notes=piece.notes, source=piece.source)
        reading = self.resolver.read(piece.stamp) if piece.stamp else None
        text = piece.text
        if reading is not None:
            row.at, row.approximate = reading.at, reading.approximate
            text = f"{text}{self._end_shown(piece)}".strip()
        elif piece.repeats and self.rows:
            row.at, row.approximate = self.rows[-1].at, self.rows[-1].approximate
        else:
            text = self._words(piece) if piece.stamp else piece.text
            row.who = "" if piece.stamp else row.who
            (self.waiting if self.resolver.asked > asked else self.unread).append(self._words(piece))
        row.join(text, is_entry=False)
        self.rows.append(row)

    def _end_shown(self, piece: Piece) -> str:
        """Return the end of a range of times, in brackets, in the zone in which its start was read."""
        if not piece.stamp or not piece.stamp.until:
            return ""
        zone = piece.stamp.zone or self.resolver.zone or str(self.resolver.context.zone)
        return f" (until {piece.stamp.until}{'' if zone == 'UTC' else f' {zone}'})"

    def _join(self, piece: Piece) -> None:
        if not self._begun:
            self.without_time.append(piece.text)
            self.rows.append(_Row(piece.lines[0], parts=[piece.text]))
            return
        self.joined += bool(self.rows[-1].parts)
        self.rows[-1].join(piece.text, is_entry=piece.is_entry)

    def _skip(self, piece: Piece) -> None:
        words = self._words(piece)
        if piece.zone and not self.settings.zone:
            self.resolver.zone = piece.zone
            self.headings.setdefault(piece.zone, words)
        asked = self.resolver.asked
        if piece.role is Role.DAY and piece.stamp and not self.resolver.begin_day(piece.stamp):
            (self.waiting if self.resolver.asked > asked else self.unread).append(words)
            self.rows.append(_Row(piece.lines[0], parts=[words]))
            self._begun = True
        else:
            self.skipped.append(words)


def _day_before_headings(pieces: tuple[Piece, ...], day: AssumedDay, context: TimeContext) -> AssumedDay:
    """Return the day of the times before the first heading that names one: no later than the day before it."""
    if day.source not in {FROM_REPORT, TODAY}:
        return day
    stamped = [(piece.role, piece.stamp) for piece in pieces if piece.stamp]
    first = next((place for place, (_, stamp) in enumerate(stamped) if stamp.day), 0)
    if not first or stamped[first][0] is not Role.DAY:
        return day
    today = context.today
    try:
        named = calendar_day(stamped[first][1].day.lower(), day.day, today, today)
    except (UnresolvedError, ValueError, OverflowError):
        named = None
    if named is None or day.day < named:
        return day
    return AssumedDay(named - timedelta(days=1), f"the day before {date_in_words(named)}")
