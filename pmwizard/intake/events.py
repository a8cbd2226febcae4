"""Events from a pasted block, and the same events put into a report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import islice
from types import MappingProxyType

from pmwizard.intake.formats import block_of, pieces_of
from pmwizard.intake.pieces import Block, Piece, Role
from pmwizard.intake.times import OpenPoint, PointAnswers, TimeResolver, has_no_am_or_pm, runs_backwards
from pmwizard.model.moments import event_of, moment_at, proposed_moment
from pmwizard.model.parts.timeline import Event, Moment
from pmwizard.model.paths import in_time_order, with_ids, with_rows
from pmwizard.model.report import Report
from pmwizard.model.times.context import TimeContext, UnresolvedError
from pmwizard.model.times.dates import calendar_day, read_date
from pmwizard.model.times.names import date_in_words

FROM_REPORT, TODAY, ENTERED = "from the report", "today", "as entered"
_UTC_NAMES = frozenset({"UTC", "Z", "GMT", "+00:00", "+0000"})
NO_ANSWERS: PointAnswers = MappingProxyType({})


@dataclass(frozen=True)
class AssumedDay:
    """The day that times without one are on, and where it was taken from."""

    day: date
    source: str

    @property
    def words(self) -> str:
        """The day in words: ``21 Nov 2025, from the report``."""
        return f"{date_in_words(self.day)}, {self.source}"


@dataclass(frozen=True)
class ReadBlock:
    """The events of a block, and what became of its other lines.

    Attributes:
        rows: The events, in the order of the block; those whose time is not known have none.
        joined: How many lines without a time were added to the event above.
        without_time: The lines before the first time; each is a row of its own.
        unread: The lines whose time is not understood; each is a row of its own, without a time.
        waiting: The lines whose time waits for an answer; until then each is a row without a time.
        skipped: The lines that are headings, days, rules and decorations.
        zone: What times without a zone are read in, where the block names another for all or for some of its times.
        assumed: What was assumed because the block does not say: "day", "year", "today" or nothing.
        day: The day that was assumed, or whose year was; ``None`` where the block names all days.
        questions: What has two meanings, to be asked about.
    """

    rows: tuple[Event, ...]
    joined: int = 0
    without_time: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    zone: str = ""
    assumed: str = ""
    day: AssumedDay | None = None
    questions: tuple[OpenPoint, ...] = ()

    @property
    def has_events(self) -> bool:
        """Whether any line names a time, understood or not."""
        return len(self.rows) > len(self.without_time)


@dataclass
class _Row:
    """An event to which further lines may be added."""

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
    return AssumedDay(read, ENTERED) if isinstance(read, date) else read.message


def read_block(text: str, context: TimeContext, day: AssumedDay, answers: PointAnswers = NO_ANSWERS) -> ReadBlock:
    """Return the events in a pasted text. Never raises.

    Args:
        text: The block as it was pasted.
        context: Zone, now and the day of the report.
        day: The day that times without one are on.
        answers: The answers to the questions of an earlier reading.
    """
    block = block_of(text, context.zone, day.day.year)
    pieces = tuple(pieces_of(block))
    day = _day_before_headings(pieces, day, context)
    pasted = _read(block, pieces, context, day, answers)
    if day.source == TODAY and pasted.assumed == "day" and any(row.at and row.at > context.now for row in pasted.rows):
        yesterday = AssumedDay(day.day - timedelta(days=1), "yesterday, so that none is ahead")
        return _read(block, pieces, context, yesterday, answers)
    return pasted


def _read(
    block: Block, pieces: tuple[Piece, ...], context: TimeContext, day: AssumedDay, answers: PointAnswers
) -> ReadBlock:
    today = day.day if day.source == ENTERED else context.today
    resolver = TimeResolver(
        replace(context, day=day.day, previous=None),
        answers,
        today,
        is_newest_first=runs_backwards(pieces),
        has_no_am_or_pm=has_no_am_or_pm(pieces),
    )
    return _Reader(block, resolver).read(pieces, day)


@dataclass
class _Reader:
    """Reads the pieces of a block in order."""

    block: Block
    resolver: TimeResolver
    rows: list[_Row] = field(default_factory=list)
    joined: int = 0
    without_time: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    zones: set[str] = field(default_factory=set)
    _begun: bool = False

    def read(self, pieces: Iterable[Piece], day: AssumedDay) -> ReadBlock:
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
        return ReadBlock(
            tuple(row.event() for row in self.rows),
            self.joined,
            tuple(self.without_time),
            tuple(self.unread),
            tuple(self.waiting),
            tuple(self.skipped),
            self._zone_shown(),
            self.resolver.assumed,
            self._assumed(day),
            tuple(self.resolver.questions.values()),
        )

    def _zone_shown(self) -> str:
        home = str(self.resolver.context.zone)
        named = {"UTC" if zone in _UTC_NAMES else zone for zone in self.zones - {""}} - {home.upper()}
        if "" not in self.zones or not (self.resolver.zone or named):
            return ""
        return f"{self.resolver.zone}, as the block says" if self.resolver.zone else home

    def _assumed(self, day: AssumedDay) -> AssumedDay | None:
        if self.resolver.assumed == "today" and day.source != ENTERED:
            return AssumedDay(self.resolver.today, TODAY)
        return day if self.resolver.assumed else None

    def _words(self, piece: Piece) -> str:
        return " ".join(self.block.line(at).strip() for at in piece.lines)

    def _add(self, piece: Piece) -> None:
        self._begun = True
        asked = self.resolver.asked
        row = _Row(who=piece.who, notes=piece.notes, source=piece.source)
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
            self.rows.append(_Row(parts=[piece.text]))
            return
        self.joined += bool(self.rows[-1].parts)
        self.rows[-1].join(piece.text, is_entry=piece.is_entry)

    def _skip(self, piece: Piece) -> None:
        self.resolver.zone = piece.zone or self.resolver.zone
        words = self._words(piece)
        asked = self.resolver.asked
        if piece.role is Role.DAY and piece.stamp and not self.resolver.begin_day(piece.stamp):
            (self.waiting if self.resolver.asked > asked else self.unread).append(words)
            self.rows.append(_Row(parts=[words]))
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


@dataclass(frozen=True)
class Prepared:
    """Rows as they will be added, in time order, and how many were left out because the timeline has them."""

    rows: tuple[Event, ...]
    known: int = 0


def prepared(report: Report, rows: Iterable[Event]) -> Prepared:
    """Return the rows that a timeline does not have yet, in time order, with proposed moments."""
    there = {(event.at, event.event, event.who) for event in report.timeline}
    given = tuple(rows)
    new = tuple(row for row in given if row.at is None or (row.at, row.event, row.who) not in there)
    ordered = in_time_order(Report(timeline=new)).timeline
    return Prepared(_with_moments(report, ordered), len(given) - len(new))


def added(report: Report, rows: tuple[Event, ...]) -> Report:
    """Return the report with prepared rows among its events, with ids and in time order.

    What stands before the first time of the block stands before all events that have one.
    """
    first = next((place for place, row in enumerate(rows) if row.at is not None), len(rows))
    events = (*rows[:first], *report.timeline, *rows[first:])
    return in_time_order(with_ids(with_rows(report, "timeline", events)))


def _with_moments(report: Report, rows: tuple[Event, ...]) -> tuple[Event, ...]:
    """Return the rows with each moment on the first row that suggests it and that the time allows."""
    taken: set[Moment] = {event.moment for event in report.timeline if event.moment}
    known = {event.moment: event.at for event in report.timeline if event.moment and event.at}
    started = _start(report, rows, taken)
    if started:
        known["started"] = started
    result = []
    for row in rows:
        moment = moment_at(row.event or "", row.at, taken, known) if row.at else None
        if moment and row.at:
            taken.add(moment)
            known[moment] = row.at
        result.append(row.model_copy(update={"moment": moment}) if moment else row)
    return tuple(result)


def _start(report: Report, rows: tuple[Event, ...], taken: set[Moment]) -> datetime | None:
    known = event_of(report, "started")
    if known or "started" in taken:
        return known.at if known else None
    return next((row.at for row in rows if row.at and proposed_moment(row.event or "", ()) == "started"), None)
