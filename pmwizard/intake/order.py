"""The order of the times of a block, and the halves of the day that follow from it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from itertools import pairwise

from pmwizard.intake.pieces import Piece, Role
from pmwizard.model.times.context import UnresolvedError
from pmwizard.model.times.scanner import minutes_of
from pmwizard.model.times.stamps import Stamp
from pmwizard.model.times.zones import zone_meant

_MINUTES_OF_DAY, _HALF_A_DAY = 1440, 720
_A_NIGHT, _A_MOMENT = 840, 120
_PLAIN_STEP = 5 / 12
"""The part of a round of the clock that a step takes at the most, to be one forward or back without a doubt."""

_HALF = re.compile(r"[ap]m$")
_NAMED = frozenset({"noon", "midnight"})
_WITHOUT_HALF = re.compile(r"(?:0?[1-9]|1[0-2]):[0-9]{2}(?P<seconds>:[0-9]{2})?")
_UNPADDED = re.compile(r"[1-9]:[0-9]{2}")
_DIGITS = re.compile(r"[0-9]{1,2}(?:[:.h]?[0-9]{2})?\b")


def stamps_of(pieces: Iterable[Piece]) -> Iterator[Stamp]:
    """Yield the times of the events of a block."""
    return (piece.stamp for piece in pieces if piece.role is Role.EVENT and piece.stamp)


def runs_backwards(pieces: Sequence[Piece]) -> bool:
    """Return whether the times of a block come newest first; steps of about half a round may go either way."""
    stamps = [stamp for stamp in stamps_of(pieces) if not stamp.day]
    minutes = [found for stamp in stamps if (found := _minutes(stamp.clock)) is not None]
    lacks_halves = is_halved(pieces) and any(may_lack_half(stamp.clock) for stamp in stamps)
    around = _HALF_A_DAY if lacks_halves else _MINUTES_OF_DAY
    # Round the clock, the shorter way: five past midnight comes after ten to it.
    steps = [(after - before) % around for before, after in pairwise(minutes)]
    downs = sum(step > around * (1 - _PLAIN_STEP) for step in steps)
    ups = sum(0 < step < around * _PLAIN_STEP for step in steps)
    return downs > max(1, 2 * ups)


@lru_cache(maxsize=10_000)
def _minutes(clock: str) -> int | None:
    """Return the minutes since midnight of a clock, ``None`` for seconds since 1970 and what counts from a start."""
    if len(clock) >= 10 and ":" not in clock:
        return None
    return minutes_of(clock) if clock in _NAMED or _DIGITS.match(clock) else None


def has_half(clock: str) -> bool:
    """Return whether a clock names the half of the day."""
    return bool(_HALF.search(clock)) or clock in _NAMED


def may_lack_half(clock: str) -> bool:
    """Return whether a clock could be one of twelve hours without its am or pm."""
    return bool(_WITHOUT_HALF.fullmatch(clock))


def has_no_am_or_pm(pieces: Iterable[Piece]) -> bool:
    """Return whether all times of a block could be on a clock of twelve hours, none of them with am or pm.

    Clocks with seconds are those of machines, which count 24 hours.
    """
    found = (_WITHOUT_HALF.fullmatch(stamp.clock) for stamp in stamps_of(pieces) if stamp.clock)
    return all(match and not match["seconds"] for match in found)


def has_short_hours(pieces: Iterable[Piece]) -> bool:
    """Return whether an hour of a block has a single digit, as clocks of twelve hours write it."""
    return any(_UNPADDED.match(stamp.clock) for stamp in stamps_of(pieces))


def is_halved(pieces: Iterable[Piece]) -> bool:
    """Return whether some times of a block name the half of the day, and none shows the clock of 24 hours."""
    clocks = [stamp.clock for stamp in stamps_of(pieces) if stamp.clock]
    bare = (clock for clock in clocks if not has_half(clock) and _minutes(clock) is not None)
    return any(_HALF.search(clock) for clock in clocks) and all(map(may_lack_half, bare))


def with_halves(pieces: Sequence[Piece], *, is_newest_first: bool) -> tuple[tuple[Piece, ...], tuple[str, ...]]:
    """Return a block whose times have the am or pm that holds for their run, and examples of what was added.

    ``1:45 PM``, ``1:52``, ``2:07`` are all in the afternoon: am or pm is named on the first and holds until it is named
    again. A time without it whose day is another is left alone.
    """
    places = [place for place, piece in enumerate(pieces) if piece.role is Role.EVENT and piece.stamp]
    halves = _halves([pieces[place].stamp for place in places], is_newest_first=is_newest_first)
    found = list(pieces)
    examples = []
    for place, half in zip(places, halves, strict=True):
        stamp = pieces[place].stamp
        if stamp and half:
            found[place] = replace(pieces[place], stamp=replace(stamp, clock=f"{stamp.clock} {half}"))
            examples.append(f"{stamp.clock} as {stamp.clock} {half}")
    return tuple(found), tuple(examples)


def _halves(stamps: Sequence[Stamp | None], *, is_newest_first: bool) -> list[str]:
    """Return the half of the day that each time lacks, "" where it has one or none follows."""
    halves = [""] * len(stamps)
    for is_forward in (True, False):
        places = range(len(stamps)) if is_forward else range(len(stamps) - 1, -1, -1)
        last: Stamp | None = None
        for place in places:
            stamp = stamps[place]
            if stamp is None:
                continue
            if may_lack_half(stamp.clock) and not halves[place]:
                is_of_run = last is not None and (stamp.day in {"", last.day} or not last.day)
                if last is None or not is_of_run:
                    last = None
                    continue
                halves[place] = _half_near(stamp.clock, last.clock, is_later=is_forward != is_newest_first)
            has_named = halves[place] or has_half(stamp.clock)
            day = stamp.day or (last.day if last else "")
            clock = f"{stamp.clock} {halves[place]}" if halves[place] else stamp.clock
            last = replace(stamp, clock=clock, day=day) if has_named else None
    return halves


def _half_near(clock: str, other: str, *, is_later: bool) -> str:
    """Return the half of the day in which a clock comes soonest after another, or before it; a little back is near."""
    base, minute = minutes_of(other), minutes_of(f"{clock} am")

    def badness(minutes: int) -> int:
        step = (minutes - base if is_later else base - minutes) % _MINUTES_OF_DAY
        return min(step, 3 * (_MINUTES_OF_DAY - step))

    return "am" if badness(minute) <= badness(minute + _HALF_A_DAY) else "pm"


def midnights_between(stamps: Sequence[Stamp]) -> int | None:
    """Return how many midnights lie between the first and the last of some times, ``None`` where that is in doubt."""
    minutes = [_minutes(stamp.clock) for stamp in stamps]
    if None in minutes or len({stamp.zone for stamp in stamps}) > 1:
        return None
    found = 0
    for before, after in pairwise(minute for minute in minutes if minute is not None):
        if after < before:
            ahead = after + _MINUTES_OF_DAY - before
            if _A_NIGHT < ahead < _MINUTES_OF_DAY - _A_MOMENT:
                return None
            found += ahead <= _A_NIGHT
    return found


@dataclass(frozen=True)
class ZoneBeside:
    """The one zone that stands beside some times of a block, while others name none.

    Attributes:
        name: The words of the zone.
        shown: The first time that names it.
        fits: Whether the times without a zone are in order with the others if they are in it.
        fits_home: Whether they are in order if they are in the zone of the report.
    """

    name: str
    shown: str
    fits: bool
    fits_home: bool


def zone_beside(pieces: Iterable[Piece], home: tzinfo, day: date, *, is_newest_first: bool) -> ZoneBeside | None:
    """Return the zone beside some times of a block that times without one may be in as well, ``None`` for none."""
    stamps = [stamp for stamp in stamps_of(pieces) if _minutes(stamp.clock) is not None]
    names = {stamp.zone for stamp in stamps}
    if "" not in names or len(names) != 2:
        return None
    first = next(stamp for stamp in stamps if stamp.zone)
    noon = datetime.combine(day, time(12))
    try:
        meant = zone_meant(first.zone, noon, home)
    except UnresolvedError:
        # Several places use that name: nothing says in which of the two zones the others are.
        return ZoneBeside(first.zone, f"{first.clock} {first.zone}", fits=True, fits_home=True)
    there, here = (noon.replace(tzinfo=zone).utcoffset() or timedelta() for zone in (meant, home))
    if there == here:
        return None
    later = round((here - there).total_seconds() / 60)
    pairs = [(one, other) for one, other in pairwise(stamps) if bool(one.zone) != bool(other.zone)]

    def is_in_order(shift: int) -> bool:
        """Return whether no time steps back if those with a zone are so many minutes later on the other clock."""
        for one, other in pairs:
            before, after = (minutes_of(stamp.clock) + (shift if stamp.zone else 0) for stamp in (one, other))
            step = (before - after if is_newest_first else after - before) % _MINUTES_OF_DAY
            if step >= _HALF_A_DAY:
                return False
        return True

    return ZoneBeside(first.zone, f"{first.clock} {first.zone}", is_in_order(0), is_in_order(later))
