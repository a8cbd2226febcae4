"""The words of a time, taken apart: what the grammar of times finds in a typed text or a pasted line."""

from __future__ import annotations

from dataclasses import dataclass, field

PLAIN_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u3000", " "),
        **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
        **dict.fromkeys("\u2236\uff1a", ":"),
        **dict.fromkeys("\u2212\u2010\u2011", "-"),
        **dict.fromkeys("\u301c\uff5e", "~"),
        "\uff08": "(",
        "\uff09": ")",
        "\uff0c": ",",
    }
)
"""Signs and their plain likeness, one for one, so that positions in a text stay what they are."""

ABOUT_WORDS = r"about|around|approx(?:imately|\.)?|circa|ca\.?|c\.|roughly|maybe|perhaps|probably"
"""A regular expression of the words in front of a time, or of a count of minutes, that make it a guess."""


@dataclass(frozen=True)
class Stamp:
    """The words of a time.

    Attributes:
        clock: The time of the day, or seconds since 1970; "" where only the day is known.
        day: The words of the day, "" where there are none.
        zone: The words of the zone, "" where there are none.
        about: Whether the words say that the time is a guess.
        until: The clock at which it ended, where both ends are named.
        until_day: The words of the day of the end, "" where it names none.
        until_zone: The words of the zone of the end, "" where it names none.
        is_unclear: Whether ``until`` may as well be an offset from UTC.
        is_clear: Whether the clock cannot be mistaken for another number or word.
    """

    clock: str
    day: str = ""
    zone: str = ""
    about: bool = False
    until: str = ""
    until_day: str = ""
    until_zone: str = ""
    is_unclear: bool = False
    is_clear: bool = field(default=False, compare=False)

    @property
    def is_epoch(self) -> bool:
        """Whether the clock counts seconds, or parts of them, since 1970."""
        return len(self.clock) >= 10 and self.clock[0] == "1" and ":" not in self.clock
