"""A time and the words typed behind it in one go: ``15:39 alert fired``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pmwizard.model.readings import TimeContext, Understood
from pmwizard.model.times import read_time

_MOST_WORDS_OF_A_TIME = 8
_MARKS = " \t-\u2013\u2014:|,;]"
_ANY_NUMBER = re.compile(r"^(?:[0-9]{3}|[0-9]{2}00|[0-9]{1,2}\.[0-9]{2})$")
_CLEAR = re.compile(r"(?<![0-9])[0-9]{1,2}:[0-9]{2}(?![0-9])|(?<![0-9])[0-9]{1,2} ?[ap]\.?m\b", re.IGNORECASE)
_ORDINARY = {
    *("sat", "sun", "mon", "wed", "mar", "may", "dec"),
    *("art", "cat", "eat", "wet", "west", "et", "ct", "mt", "pt"),
    *("maybe", "perhaps", "probably", "roughly"),
}
"""Words that can belong to a time, and as well to what happened then."""


@dataclass(frozen=True)
class Split:
    """A time as typed, and the words behind it."""

    time: str
    words: str


@dataclass(frozen=True)
class Splits:
    """The ways to take a line apart, the likeliest first; ``is_sure`` when there is no other way to mean it."""

    ways: tuple[Split, ...] = ()
    is_sure: bool = False


def time_and_words(text: str, context: TimeContext) -> Splits:
    """Return how a line begins with a time and goes on with words. Words that are no part of a time stay words."""
    words = text.split()
    found = [
        (count, head)
        for count in range(1, min(len(words), _MOST_WORDS_OF_A_TIME + 1))
        if _may_be_a_time(head := " ".join(words[:count]))
        and (isinstance(reading := read_time(head, context), Understood) or reading.choices)
    ]
    if not found:
        return Splits()
    longest = found[-1][0]
    is_sure = len(found) == 1 or words[longest - 1].strip(_MARKS).lower() not in _ORDINARY
    counts = [longest] if is_sure else [longest, found[-2][0]]
    ways = tuple(way for way in (_split(words, count) for count in counts) if way.words)
    return Splits(ways, is_sure and bool(ways) and not _ANY_NUMBER.match(ways[0].time))


def begins_with_a_clock(split: Split) -> bool:
    """Tell whether a time is one that no number of something else looks like."""
    return bool(_CLEAR.search(split.time))


def _may_be_a_time(head: str) -> bool:
    return any(map(str.isdigit, head)) or head.lower() in {"now", "just now"}


def _split(words: list[str], count: int) -> Split:
    rest = " ".join(words[count:])
    return Split(" ".join(words[:count]).strip(" -\u2013\u2014:|,;"), rest.lstrip(_MARKS))
