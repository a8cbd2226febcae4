"""What the times of a block tell together: which way it runs, and whether they leave the half of the day open."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from pmwizard.intake.pieces import Piece, Role, Stamp

_CLOCK = re.compile(r"(?P<hour>[0-9]{1,2})(?::?(?P<minute>[0-9]{2}))?.*?(?P<half>[ap])?\.?m?\.?", re.IGNORECASE)
_WITHOUT_HALF = re.compile(r"(?:0?[1-9]|1[0-2]):[0-9]{2}")
_MINUTES_OF_DAY = 1440
_PLAIN_STEP = 600


def runs_backwards(pieces: Iterable[Piece]) -> bool:
    """Tell whether the times of a block come newest first; steps of about half a day may go either way."""
    minutes = [found for stamp in _stamps(pieces) if not stamp.day and (found := _minutes(stamp)) is not None]
    # Round the clock, the shorter way: five past midnight comes after ten to it.
    steps = [(after - before) % _MINUTES_OF_DAY for before, after in pairwise(minutes)]
    downs = sum(step > _MINUTES_OF_DAY - _PLAIN_STEP for step in steps)
    ups = sum(0 < step < _PLAIN_STEP for step in steps)
    return downs > max(1, 2 * ups)


def leaves_half_open(pieces: Iterable[Piece]) -> bool:
    """Tell whether all times of a block could be on a clock of twelve hours, none of them with am or pm."""
    return all(_WITHOUT_HALF.fullmatch(stamp.clock) for stamp in _stamps(pieces))


def _stamps(pieces: Iterable[Piece]) -> Iterable[Stamp]:
    return (piece.stamp for piece in pieces if piece.role is Role.EVENT and piece.stamp)


def _minutes(stamp: Stamp) -> int | None:
    match = _CLOCK.fullmatch(stamp.clock) if len(stamp.clock) < 10 else None
    if match is None:
        return None
    hour = int(match["hour"]) % 12 if match["half"] else int(match["hour"])
    return (hour + (12 if (match["half"] or "").lower() == "p" else 0)) * 60 + int(match["minute"] or 0)
