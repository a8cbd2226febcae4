"""Resolve the times of a block to instants; what has two meanings is asked about once."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from pmwizard.intake.days import RELATIVE, DayReader
from pmwizard.intake.order import has_half, may_lack_half
from pmwizard.intake.points import Notice, Notices, OpenPoints
from pmwizard.intake.results import PointKey
from pmwizard.intake.starts import START, since_start
from pmwizard.model.times.context import ResolvedTime, TimeContext, Unresolved, UnresolvedError
from pmwizard.model.times.names import date_in_words
from pmwizard.model.times.reading import read_end, read_time
from pmwizard.model.times.stamps import Stamp
from pmwizard.model.times.zones import the_instant, zone_meant

_OFFSET = re.compile(r" [+-][0-9]{2}:[0-9]{2}$")
_CLOCK = re.compile(r"[0-9]{2}:[0-9]{2}")
_PLAIN = re.compile(
    r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,](?P<fraction>[0-9]{1,9}))?)?"
    r"(?: ?(?P<half>[ap])m)?"
)
_HALF_A_DAY, _A_DAY = timedelta(hours=12), timedelta(days=1)
_A_NIGHT, _A_MOMENT = timedelta(hours=14), timedelta(hours=2)
"""A time that far ahead of the one above is on the next day; one that little behind is out of order."""

FROM_INCIDENT = "the start of the incident"
"""What times counted from a start count from where the block names none."""

_NO_HOUR = 24
_ENDS = ("an end", "an offset from UTC")


@dataclass(frozen=True)
class StampRead:
    """What the words of a time mean: an instant, or only a day, and the instant of the end where there is one."""

    at: datetime | None = None
    day: date | None = None
    until: datetime | None = None
    approximate: bool = False
    is_end_lost: bool = False


@dataclass(frozen=True)
class _State:
    """Where the times of a block have come to: the day of times without one, and the time before."""

    day: date | None = None
    previous: datetime | None = None
    zone: str = ""
    is_day_given: bool = False
    open_day: str = ""
    """The words of a heading with a day that waits for an answer, as the times below it do."""


@dataclass
class TimeResolver:
    """Resolves one time after another, and keeps track of the day of times without one.

    Args:
        context: What times are read against; its day is the one assumed.
        days: Reads the words of days.
        points: The questions of the block.
        notices: What there is to say of its times.
        is_newest_first: Whether the block runs backwards.
        has_no_am_or_pm: Whether its times, all without am or pm, could be on a clock of twelve hours.
        is_halved: Whether some of its times have am or pm.
        counts_from_today: Whether "yesterday" among its times counts from today without a doubt.
        copied_on: The days on which it may have been copied, from which "yesterday" counts; none where it was today.
        zone: The zone that holds for all its times, "" for that of the report.
        entered: The zone that a person entered, which also says what abbreviations such as IST mean.
        counts_hours: Whether times such as ``T+1:05`` count hours and minutes.
        start: The start that times such as ``T+12m`` count from; ``None`` while it is not known.
        start_source: What that start is, in words.
        waits_for_start: Whether a time counted from a start that was not known.
    """

    context: TimeContext
    days: DayReader
    points: OpenPoints
    notices: Notices
    is_newest_first: bool = False
    has_no_am_or_pm: bool = False
    is_halved: bool = False
    counts_from_today: bool = True
    copied_on: tuple[date, ...] = ()
    zone: str = ""
    entered: tzinfo | None = None
    counts_hours: bool = False
    start: datetime | None = None
    start_source: str = FROM_INCIDENT
    waits_for_start: bool = False
    _state: _State = field(default_factory=_State)
    _before: _State | None = None
    """Where the times had come to above one that is far from them."""

    def begin_day(self, stamp: Stamp) -> bool:
        """Take the day that a heading names; return whether it is understood."""
        asked = self.points.asked
        day = self._day_copied(stamp)
        if day is None:
            self._state = replace(self._state, open_day=stamp.day if self.points.asked > asked else "")
            return False
        self._state, self._before = replace(self._state, day=day, is_day_given=True, open_day=""), None
        return True

    def read(self, stamp: Stamp) -> StampRead | None:
        """Return what the words of a time mean, or ``None`` while they are not understood."""
        if stamp.clock[:1] in {"T", "t"} and (stamp.clock == START or since_start(stamp.clock)):
            return self._counted(stamp)
        if stamp.clock.startswith(START):
            read = self.read(replace(stamp, clock=stamp.clock.removeprefix(START).strip()))
            if read and read.at:
                self.start, self.start_source = read.at, START
            return read
        if stamp.is_unclear:
            settled = self._end_or_offset(stamp)
            return None if settled is None else self.read(settled)
        if not stamp.clock:
            return self._day_alone(stamp)
        return self._timed(stamp)

    # Times

    def _timed(self, stamp: Stamp) -> StampRead | None:
        if self.is_halved and may_lack_half(stamp.clock) and not has_half(stamp.clock):
            half = self.points.choice(("am or pm",), ("am", "pm"), f"{stamp.clock} could be am or pm")
            if half is None:
                return None
            stamp = replace(stamp, clock=f"{stamp.clock} {('am', 'pm')[half]}")
        if stamp.is_epoch:
            reading = read_time(stamp.clock, self.context)
            at, day = (reading.at if isinstance(reading, ResolvedTime) else None), None
        elif stamp.day:
            day = self._day_of_event(stamp)
            at = None if day is None else self._on(stamp, day)
        else:
            at, day = self._without_day(stamp)
        if at is None:
            self._go_on_from_open(stamp, day)
            return None
        self._move(stamp, at, day or at.astimezone(self.context.zone).date())
        until, is_lost = self._end(stamp, at)
        return StampRead(at, None, until, stamp.about, is_lost)

    def _go_on_from_open(self, stamp: Stamp, day: date | None) -> None:
        """Let later times follow what an open time most likely is, where its day is known: they need no answer."""
        is_day_known = day is not None and isinstance(self._reading(stamp, day), Unresolved)
        likely = self._peek(stamp, day) if day and is_day_known else None
        if day and likely and self._before is None:
            self._state = _State(day, likely, stamp.zone)

    def _move(self, stamp: Stamp, at: datetime, day: date) -> None:
        """Go on from a time; from one far from those above only where that is settled."""
        above = self._before or self._state
        self._before = above if self._is_far(stamp, at, above) else None
        self._state = _State(day, at, stamp.zone)

    def _is_far(self, stamp: Stamp, at: datetime, above: _State) -> bool:
        """Return whether a day that a time names is so far from those above that others may not go on from it."""
        if above.previous is None or not (stamp.day or stamp.is_epoch):
            return False
        step = self._step(at, above.previous)
        return step < -_A_DAY or (step > _A_DAY and stamp.day.lower() in RELATIVE and not self.counts_from_today)

    def _step(self, at: datetime, previous: datetime) -> timedelta:
        """Return how far a time is from another in the order of the block, negative against it."""
        return previous - at if self.is_newest_first else at - previous

    def _settle_far(self, stamp: Stamp) -> bool:
        """Return whether it is known if a time without a day goes on from one that is far from those above."""
        far, above = self._state, self._before
        if above is None or above.day is None or far.day is None:
            return True
        choices = (date_in_words(far.day), date_in_words(above.day))
        message = f"{stamp.clock} could be on {' or '.join(choices)}, the day of the line above or of those before it"
        choice = self.points.choice(("far", *choices), choices, message)
        if choice is not None:
            self._state, self._before = (above if choice else far), None
        return choice is not None

    def _without_day(self, stamp: Stamp) -> tuple[datetime | None, date | None]:
        """Return the time, and its day, that best follows the time before it."""
        is_day_open = bool(self._state.open_day) and self._day_copied(Stamp("", self._state.open_day)) is None
        if is_day_open or not self._settle_far(stamp):
            return None, None
        state = self._state
        near = state.day or self.context.day
        if state.day is None:
            self.days.assumed = "day"
        if state.previous is None or state.is_day_given:
            return self._on(stamp, near), near
        soon = self._peek(stamp, near)
        if soon and timedelta() <= self._step(soon, state.previous) < _HALF_A_DAY:
            return self._on(stamp, near), near
        found = {day: at for day in (near - _A_DAY, near, near + _A_DAY) if (at := self._peek(stamp, day))}
        steps = {day: self._step(at, state.previous) for day, at in found.items()}
        ahead = min((step for step in steps.values() if step >= timedelta()), default=None)
        behind = max((step for step in steps.values() if step < timedelta()), default=None)
        if ahead is None or behind is None:
            return self._on(stamp, near), near
        day_of = {step: day for day, step in steps.items()}
        return self._in_order(stamp, day_of[behind], day_of[ahead], -behind, ahead)

    def _in_order(
        self, stamp: Stamp, day_behind: date, day_ahead: date, behind: timedelta, ahead: timedelta
    ) -> tuple[datetime | None, date]:
        """Return a time on one of two days: the one out of order, or the one further on in the block."""
        previous = self._state.previous or self.context.now
        above = previous.astimezone(self.context.zone)
        clock = f"{self._shown(stamp, day_ahead):%H:%M}"
        if self.has_no_am_or_pm and not self.is_newest_first and ahead >= _HALF_A_DAY:
            return self._in_its_half(stamp, day_ahead, above)
        if ahead <= _A_NIGHT:
            if day_ahead != (self._state.day or day_ahead):
                self.notices.add(Notice.NEXT_DAY, f"{clock} is on {date_in_words(day_ahead)}")
            return self._on(stamp, day_ahead), day_ahead
        # Times in several zones may stand in the order of their clocks.
        if behind <= _A_MOMENT or (stamp.zone != self._state.zone and behind < _HALF_A_DAY):
            return self._on(stamp, day_behind), day_behind
        choices = (f"{date_in_words(day_behind)}, out of order", date_in_words(day_ahead))
        days = " or ".join(map(date_in_words, (day_behind, day_ahead)))
        message = f"{clock} after {above:%H:%M} on {date_in_words(above.date())} could be on {days}"
        choice = self.points.choice(("order",), choices, message)
        if choice is None:
            return None, day_ahead
        day = day_ahead if choice else day_behind
        return self._on(stamp, day), day

    def _in_its_half(self, stamp: Stamp, day: date, above: datetime) -> tuple[datetime | None, date]:
        """Return a time and its day; where ``1:10`` follows ``12:05`` the answer says which half of the day."""
        later = self._shown(stamp, day)
        sooner = later - _HALF_A_DAY
        choices = (f"{sooner:%H:%M}", f"{later:%H:%M} the next day")
        message = f"{later:%H:%M} after {above:%H:%M} could be {' or '.join(choices)}"
        choice = self.points.choice(("half",), choices, message)
        if choice is None:
            return None, day
        if choice:
            return self._on(stamp, day), day
        return sooner.astimezone(UTC), day + (sooner.date() - later.date())

    def _shown(self, stamp: Stamp, day: date) -> datetime:
        """Return a time on a day as a clock in the report's zone shows it."""
        return (self._peek(stamp, day) or self.context.now).astimezone(self.context.zone)

    # Times counted from the start, days alone, ends

    def _counted(self, stamp: Stamp) -> StampRead | None:
        lengths = since_start(stamp.clock)
        if self.start is None:
            self.waits_for_start = True
            self.notices.add(Notice.NO_START, stamp.clock)
            return None
        if len(lengths) > 1 and not self.counts_hours:
            choices = ("hours and minutes", "minutes and seconds")
            choice = self.points.choice(("length",), choices, f"{stamp.clock} could be {' or '.join(choices)}")
            if choice is None:
                return None
            lengths = lengths[choice:]
        local = self.start.astimezone(self.context.zone)
        if Notice.START not in self.notices.examples:
            self.notices.add(Notice.START, f"{self.start_source}, {local:%H:%M} on {date_in_words(local.date())}")
        at = self.start + lengths[0]
        self._state, self._before = _State(at.astimezone(self.context.zone).date(), at), None
        return StampRead(at, approximate=stamp.about)

    def _day_alone(self, stamp: Stamp) -> StampRead | None:
        day = self._day_of_event(stamp)
        if day is None:
            return None
        above = self._before or self._state
        noon = datetime.combine(day, time(12), self.context.zone)
        self._before = above if self._is_far(stamp, noon, above) else None
        self._state = _State(day, above.previous, above.zone, is_day_given=True)
        return StampRead(day=day, approximate=stamp.about)

    def _end_or_offset(self, stamp: Stamp) -> Stamp | None:
        """Return a time whose ``-05:00`` is settled to be its end or its offset from UTC."""
        message = (
            f"{stamp.clock}-{stamp.until} could be {stamp.clock} to {stamp.until}, or {stamp.clock} at -{stamp.until}"
        )
        choice = self.points.choice(("end",), _ENDS, message)
        if choice is None:
            return None
        settled = replace(stamp, is_unclear=False)
        return replace(settled, until="", zone=f"-{stamp.until}") if choice else settled

    def _end(self, stamp: Stamp, start: datetime) -> tuple[datetime | None, bool]:
        """Return the end of a stretch, the first such time after its start, and whether it could not be read."""
        if not stamp.until:
            return None, False
        end = replace(stamp, clock=stamp.until, zone=stamp.until_zone or stamp.zone, until="")
        if stamp.until_day:
            day = self._day_of(stamp.until_day)
            at = None if day is None else self._on(end, day)
            is_lost = at is None or at < start
            return (None if is_lost else at), is_lost
        clocks = [stamp.until]
        if has_half(stamp.clock) and may_lack_half(stamp.until):
            clocks = [f"{stamp.until} am", f"{stamp.until} pm"]
        context = replace(self.context, previous=None)
        readings = [read_end(f"{clock} {end.zone or self.zone}".strip(), context, start) for clock in clocks]
        at = min((found for one in readings if (found := self._settled(one))), default=None)
        if at == start:
            return None, False
        if at and at - start > _HALF_A_DAY:
            self.notices.add(Notice.LONG, f"{stamp.clock} to {stamp.until}")
        return at, at is None

    # Reading

    def _peek(self, stamp: Stamp, day: date) -> datetime | None:
        """Return a time on a day, the first of several that it can mean while that is open; nothing is asked."""
        read = self._reading(stamp, day)
        if isinstance(read, ResolvedTime):
            return read.at
        if not read.choices:
            return None
        answer = self.points.answers.get(_key_of(read.choices)[0], 0)
        choice = self._named_by_entered(read.choices) or read.choices[max(0, answer)]
        settled = read_time(choice, self.context)
        return self._in_turn(settled, read).at if isinstance(settled, ResolvedTime) else None

    def _on(self, stamp: Stamp, day: date) -> datetime | None:
        """Return a time on a day; what it leaves open is asked about."""
        return self._settled(self._reading(stamp, day))

    def _settled(self, reading: ResolvedTime | Unresolved) -> datetime | None:
        """Return an instant; what is open is asked about."""
        if isinstance(reading, ResolvedTime):
            return reading.at
        choice = self._answered(reading)
        settled = read_time(choice, self.context) if choice else reading
        return self._in_turn(settled, reading).at if isinstance(settled, ResolvedTime) else None

    def _reading(self, stamp: Stamp, day: date) -> ResolvedTime | Unresolved:
        zone = stamp.zone or self.zone
        context = replace(self.context, zone=self.entered) if self.entered else self.context
        at = _plain_instant(stamp.clock, day, zone, context.zone)
        if at is not None:
            return ResolvedTime(at)
        return read_time(f"{day.isoformat()} {stamp.clock} {zone}".strip(), context)

    def _in_turn(self, settled: ResolvedTime, unclear: Unresolved) -> ResolvedTime:
        """Return an answered time, or the second time its hour came where the first would be before the time above."""
        previous = self._state.previous
        is_of_offsets = all(_OFFSET.search(choice) for choice in unclear.choices)
        if not is_of_offsets or self.is_newest_first or previous is None or settled.at >= previous:
            return settled
        readings = (read_time(choice, self.context) for choice in unclear.choices)
        later = [one for one in readings if isinstance(one, ResolvedTime) and one.at >= previous]
        return later[0] if later else settled

    def _day_of(self, words: str) -> date | None:
        return self.days.read(words, self._state.day or self.context.day)

    def _day_copied(self, stamp: Stamp) -> date | None:
        """Return a day; what "yesterday" counts from is asked where the incident was days ago."""
        words = stamp.day.lower()
        if words in RELATIVE and self.copied_on and self.counts_from_today:
            choices = tuple(f"copied on {date_in_words(day)}" for day in self.copied_on)
            message = f'"{stamp.day}" counts from the day on which the text was copied'
            choice = self.points.choice(("relative", "copied"), choices, message)
            if choice is None:
                return None
            self.days.today = self.copied_on[choice]
        return self._day_of(stamp.day)

    def _day_of_event(self, stamp: Stamp) -> date | None:
        """Return the day of an event; "yesterday" among days of another kind is asked about."""
        words = stamp.day.lower()
        near = self._state.day or self.context.day
        if words not in RELATIVE or self.counts_from_today or abs(near - self.days.today) <= _A_DAY:
            return self._day_copied(stamp)
        by = {"yesterday": -1, "today": 0, "tomorrow": 1}[words] * _A_DAY
        choices = tuple(f"from {date_in_words(day)}" for day in (near, self.days.today))
        message = f'"{stamp.day}" could count {choices[0]}, the day of the lines above, or {choices[1]}, today'
        choice = self.points.choice(("relative",), choices, message)
        return None if choice is None else (near, self.days.today)[choice] + by

    def _answered(self, unclear: Unresolved) -> str:
        """Return the choice that an answer has settled; without one the question is kept."""
        if len(unclear.choices) < 2:
            return ""
        if named := self._named_by_entered(unclear.choices):
            return named
        choice = self.points.choice(*_key_of(unclear.choices), unclear.message.partition(". ")[0])
        return "" if choice is None else unclear.choices[choice]

    def _named_by_entered(self, choices: tuple[str, ...]) -> str:
        """Return the choice that names the zone a person entered, "" for none."""
        key = getattr(self.entered, "key", "")
        return next((choice for choice in choices if key and choice.split()[-1] == key), "")


def _plain_instant(clock: str, day: date, zone: str, home: tzinfo) -> datetime | None:
    """Return the instant of a clock in digits where its zone leaves no doubt, ``None`` where it has to be looked at."""
    match = _PLAIN.fullmatch(clock)
    if match is None:
        return None
    hour = int(match["hour"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"] == "p" else 0) if 1 <= hour <= 12 else _NO_HOUR
    microsecond = int((match["fraction"] or "0").ljust(6, "0")[:6])
    try:
        local = datetime.combine(day, time(hour, int(match["minute"]), int(match["second"] or 0), microsecond))
        meant = zone_meant(zone, local, home) if zone else home
        return local.replace(tzinfo=UTC) if meant is UTC else the_instant(local, meant)
    except (UnresolvedError, ValueError, OverflowError):
        return None


def _key_of(choices: tuple[str, ...]) -> tuple[PointKey, tuple[str, ...]]:
    """Return what the choices differ in: the key that all times of the kind share, and the words to choose from."""
    split = [choice.split() for choice in choices]
    if len({len(parts) for parts in split}) > 1:
        return choices, choices
    different = [place for place in range(len(split[0])) if len({parts[place] for parts in split}) > 1]
    words = tuple(" ".join(parts[place] for place in different) for parts in split)
    is_clock = all(_CLOCK.fullmatch(one) for one in words)
    return (("clock",) if is_clock else words), words
