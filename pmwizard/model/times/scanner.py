"""The one grammar of times: a day, a clock, a zone, an end and a word for "about", in the orders people write them.

A typed time is a text that is a stamp and nothing else; a line of a pasted block begins with one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from pmwizard.model.times.names import MONTH_PATTERN, MONTHS, WEEKDAY_PATTERN
from pmwizard.model.times.stamps import ABOUT_WORDS, Stamp
from pmwizard.model.times.zones import ZONE_WORDS, zone_in_words

ZoneTest = Callable[[str], bool]
"""Tells whether capitals behind a time name a zone; the names in use depend on the zone of the report."""

# Days

_MONTH = rf"(?:{MONTH_PATTERN})\b\.?"
_WEEKDAY = rf"(?:{WEEKDAY_PATTERN})\b\.?"
_ENGLISH_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_YEAR = r"(?:19|20|21)[0-9]{2}(?![0-9]|:[0-9]{2}(?!:))"
_NUMBER = r"[0-9]{1,2}(?:st|nd|rd|th|er|\u00ba)?(?![0-9]|:[0-9])"
_ISO = r"[0-9]{4}(?P<mark>[-/.])[0-9]{1,2}(?P=mark)[0-9]{1,2}(?![0-9])"
_NUMBERS = (
    r"(?:[0-9]{1,2}(?P<mark2>[-/.])[0-9]{1,2}(?P=mark2)(?:[0-9]{4}|[0-9]{2})"
    r"|[0-9]{1,2}\.\s[0-9]{1,2}\.\s[0-9]{4})(?![0-9])"
)
_NAMED = (
    rf"(?:(?:the|den|der|le|el)\s+)?(?:"
    rf"(?P<number>{_NUMBER})\.?(?:\s+|[-/])?(?:(?:of|de)\s+)?(?P<month>{_MONTH})"
    rf"(?:(?:,?\s+(?:de[l]?\s+)?|[-/])(?P<year>{_YEAR})|[-/](?P<short_year>[0-9]{{2}})(?![0-9:]))?"
    rf"|(?P<month2>{_MONTH})(?:\s+|[-/])?(?P<number2>{_NUMBER})(?:(?:,?\s+|[-/])(?P<year2>{_YEAR}))?"
    rf"|(?P<year3>{_YEAR}),?[\s-]+(?P<month3>{_MONTH})[\s-]+(?P<number3>{_NUMBER}))"
)
_EAST_ASIAN = (
    r"(?:(?P<east_year>[0-9]{4})\s?[\u5e74\ub144]\s?)?(?P<east_month>0?[1-9]|1[0-2])\s?[\u6708\uc6d4]\s?(?P<east_number>[0-9]{1,2})\s?[\u65e5\u53f7\uc77c]"
    r"(?:\s?\([\u65e5\u6708\u706b\u6c34\u6728\u91d1\u571f]\))?"
)
_DATE = (
    rf"(?:(?P<weekday>{_WEEKDAY}),?\s+)?(?P<date>(?P<iso>{_ISO})|(?P<numbers>{_NUMBERS})|(?P<named>{_NAMED}))"
    rf"(?:,?\s*\(?(?P<weekday2>{_WEEKDAY})\)?)?|(?P<east>{_EAST_ASIAN})"
)
_WHOLE_DATE = re.compile(_DATE, re.IGNORECASE)
_SHORT_DATE = re.compile(
    r"(?P<numbers>[0-9]{1,2}/[0-9]{1,2}(?![0-9/])|[0-9]{1,2}\.(?:0[1-9]|1[0-2]|[1-9])\.|[0-9]{2}-[0-9]{2}(?![-0-9]))"
    rf"|(?P<other>{_ENGLISH_WEEKDAY}|(?:the\s+)?[0-9]{{1,2}}(?:st|nd|rd|th)\b)",
    re.IGNORECASE,
)
"""Days that only a clock beside them makes days, the numbers of a fraction or a page among them."""
_RUN_TOGETHER = re.compile(r"(?P<date>(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01]))(?=T?[0-9]{4}|\s)")
_COUNTED = re.compile(
    r"(?:on\s+)?(?:the\s+)?(?P<counted>(?:next|following|same|previous)\s+day|day\s+(?:after|before)|day\s+[0-9]{1,2}\b)"
    r"|(?P<shift>[+-]\s?[0-9]{1,3})\s?d(?:ays?)?\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"(?P<relative>today|yesterday|tomorrow|heute|gestern|morgen)\b", re.IGNORECASE)
_ENGLISH = {"heute": "today", "gestern": "yesterday", "morgen": "tomorrow"}
_JOIN = re.compile(
    rf"(?P<about>\s*\((?:{ABOUT_WORDS})\)\s+(?=[0-9]))|(?P<open>\s*,?\s*[\[(])(?=[0-9]{{1,2}}[:.h][0-9]{{2}})|"
    r"T(?=[0-9])|:(?=[0-9]{2}:[0-9]{2}:[0-9]{2})|:\s+(?=[0-9]{1,2}[:.h][0-9]{2}|[0-9]{1,2}\s?[ap]m)|(?=[0-9]{4}(?:[0-9]{2})?(?:$|[^0-9]))"
    r"|\s*,?\s+(?:(?:at|um|a\s+las?|\u00e0s?|alle|klo|kl\.?|om)\s+|@\s*|[-\u2013\u2014|]\s+)?|,\s*",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?:at|on|um|from|since|as\s+of|starting|between|von|ab|de|\u00e0s?|a\s+las?|alle(?:\s+ore)?|kl\.?|klo)\s+(?=[0-9A-Z~])|@\s*(?=[0-9A-Z])|T(?=[0-9]{2}:?[0-9]{2})",
    re.IGNORECASE,
)

_CLOSING = re.compile(r"[\])]")
_OF_CLOCKS = re.compile(r"um\b|kl\b|klo\b|a\s+las\b|\u00e0s\b|alle\b", re.IGNORECASE)
_OF_HOURS = re.compile(r"\b(?:klo?\b|a\s+las\b|\u00e0s\b)", re.IGNORECASE)
"""What makes a number behind it the hour of a clock, and not a count of something."""
_HOUR_ALONE = re.compile(r"(?:[01]?[0-9]|2[0-4])(?=\s|$)")

# Clocks

_PARTS_OF_DAY = {
    "am": r"in the morning|de la ma(?:\u00f1|n)ana|de la madrugada|da manh(?:\u00e3|a)|da madrugada|du matin|di mattina"
    r"|del mattino|morgens|vormittags",
    "pm": r"in the (?:afternoon|evening)|de la tarde|da tarde|de l['\u2019]apr(?:\u00e8|e)s[- ]midi|du soir"
    r"|(?:di|del) pomeriggio|(?:di|della) sera|nachmittags|abends",
    "night": r"at night|de la noche|da noite|di notte|nachts",
}
"""Words behind a clock that say which half of the day it is in."""
_IN_WORDS = "|".join(_PARTS_OF_DAY.values())
_HALF = rf"(?:\s?[ap]\.?\s?m\b\.?|(?<=[0-9])[ap]\b|(?:\s?Uhr)?\s(?:{_IN_WORDS})\b)"
_PART_OF_DAY = re.compile(
    rf"(?:\s?uhr)?\s(?:{'|'.join(f'(?P<{name}>{words})' for name, words in _PARTS_OF_DAY.items())})$"
)
_LAST_HOUR_OF_NIGHT = 6
_HALF_OF_DAY = re.compile(r"\s?(?P<half>[ap])\.?\s?m?\b\.?$", re.IGNORECASE)
_HOUR_WORD = r"(?:\s?(?:Uhr|hrs?|hs|hours|heures|horas)\b\.?|\s?h\b)"
_COLONS = rf"[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}}(?:[.,][0-9]{{1,9}})?)?(?![0-9])(?:{_HALF}|{_HOUR_WORD})?(?!:[0-9])"
_EAST_ASIAN_HALF = r"\u5348\u524d|\u5348\u5f8c|\u4e0a\u5348|\u4e0b\u5348|\uc624\uc804|\uc624\ud6c4"
_CLEAR = (
    rf"(?:12\s|12[:.]00\s)(?:noon|midnight)\b|{_COLONS}|[0-9]{{1,2}}(?:[.:]?[0-9]{{2}})?{_HALF}|[0-9]{{1,2}}[.][0-9]{{2}}\s?Uhr\b|[0-9]{{1,2}}\s?Uhr\b"
    rf"|(?:{_EAST_ASIAN_HALF})\s?[0-9]{{1,2}}:[0-9]{{2}}(?![0-9:])"
    rf"|(?:(?:{_EAST_ASIAN_HALF})\s?)?[0-9]{{1,2}}\s?[\u6642\u65f6\u70b9\uc2dc](?:\s?[0-9]{{1,2}}\s?[\u5206\ubd84])?"
    r"|[0-9]{1,2}h[0-9]{2}(?![0-9a-z])|[0-9]{1,2}\sh\s[0-9]{2}(?=\s*(?:$|[-\u2013\u2014:|]))"
)
_CLEAR_CLOCK = re.compile(_CLEAR, re.IGNORECASE)
_BARE_CLOCK = re.compile(
    r"(?:(?:[01][0-9]|2[0-4])[0-5][0-9](?:[0-5][0-9](?=Z))?(?:\s?(?:h(?:rs)?|hours)\b)?|[0-9]{1,2}\.[0-9]{2})(?![0-9.%])"
    r"|(?:noon|midday|midnight)\b",
    re.IGNORECASE,
)
_TYPED_CLOCK = re.compile(
    r"(?:[0-9]{3,4}|[0-9]{6})(?:\s?(?:h(?:rs)?|hours)\b)?(?![0-9])|[0-9]{1,2}[:.][0-9]{1,2}(?:[.:][0-9]{2})?(?![0-9])",
    re.IGNORECASE,
)
_DAY_CLOCK = re.compile(r"[0-9]{6}(?![0-9])|(?:[01]?[0-9]|2[0-4])h\b", re.IGNORECASE)
"""Clocks that only a day before them, or others of their form, make clocks."""
_CLOCK_AT_ONCE = re.compile(r"[0-9]{1,2}:")
"""What no day, and no word in front of a time, begins with."""
_HOURS_AND_MINUTES = re.compile(r"(?P<hour>[0-9]{1,2})(?:[:.h]?(?P<minute>[0-9]{2}))?")
_HOUR_WORDS = re.compile(rf"{_HOUR_WORD}$", re.IGNORECASE)
_DOTTED_CLOCK = re.compile(r"[0-9]{1,2}\.[0-9]{2}")
_EAST_ASIAN_CLOCK = re.compile(
    rf"(?P<half>{_EAST_ASIAN_HALF})?\s?(?P<hour>[0-9]{{1,2}})"
    r"(?:\s?[\u6642\u65f6\u70b9\uc2dc](?:\s?(?P<minute>[0-9]{1,2})\s?[\u5206\ubd84])?|:(?P<minute2>[0-9]{2}))"
)
_AFTER_NOON = ("\u5348\u5f8c", "\u4e0b\u5348", "\uc624\ud6c4")
_WIDE_HOUR = re.compile(r"\s?h\s?(?=[0-9])", re.IGNORECASE)
_ABOUT = re.compile(
    rf"(?:[~\u2248]\s*|(?:{ABOUT_WORDS}|gegen|etwa|vers"
    r"|before|after|by|shortly\s+(?:before|after)|kurz\s+(?:vor|nach)|aux\s+environs\s+de|peu\s+(?:apr\u00e8s|avant)|(?:hacia|sobre|a\s+eso\s+de)\s+las?)\s*)"
    r"(?=[0-9])",
    re.IGNORECASE,
)
_GUESS = re.compile(
    r"(?:\s?\?|\s?~(?!\s?[0-9])(?=[\s:,;\])]|$)|[\s-]?ish\b|\s?\u9803|\s?\u5de6\u53f3|\s?\((?:approx(?:imately|\.)?|about|ca\.?|estimated|est\.)\)"
    r"|\s(?:or\s+so|approx(?:imately|\.)?)(?=\s*(?:$|[-\u2013\u2014:,;|\])])))",
    re.IGNORECASE,
)
_TYPED_GUESS = re.compile(r"\s(?:maybe|perhaps|roughly|probably)(?=\s*$)", re.IGNORECASE)

# Zones

_OFFSET = r"(?:UTC|GMT)(?:\s?[+-]|[+-]\s)[0-9]{1,2}(?::?[0-9]{2})?(?![0-9])|[+-][0-9]{2}:?[0-9]{2}(?![0-9]|:[0-9])"
_ZONE = re.compile(
    rf",?\s?(?P<open>[(\[])\s?(?P<within>{_OFFSET}|{ZONE_WORDS}|[A-Z]{{1,5}}(?:/[A-Z]{{2,5}})?|[A-Z][a-z]+/[A-Za-z_/]+)\s?[)\]]"
    r"|,?\s?(?P<utc>Z|UTC|GMT|z)(?![A-Za-z0-9/]|\s?[+-][0-9]|[+-]\s?[0-9])"
    rf"|\s?(?P<offset>{_OFFSET})"
    r"|(?P<short>[+-][0-9]{2})(?![0-9:])"
    r"|\s(?P<place>[A-Za-z]+/[A-Za-z_]+(?:/[A-Za-z_]+)?)(?![A-Za-z0-9/])"
    r"|,?\s?(?P<pair>[A-Z]{2,5}/[A-Z]{2,5})(?![A-Za-z0-9])"
    r"|,?\s?(?P<name>[A-Z]{2,5})(?![A-Za-z0-9_'/-])"
    rf"|,?\s(?P<words>{ZONE_WORDS})(?=\s*(?:$|[-\u2013\u2014:|,;\])=>*_]))"
)
_LOCAL = re.compile(r"\s?\(local(?:\s+time)?\)|\slocal\s+time\b", re.IGNORECASE)
_TYPED_NAME = re.compile(r"\s?(?P<name>[a-z]{2,5})(?![a-z0-9_'-])", re.IGNORECASE)
_SECONDS = re.compile(r":[0-9]{2}(?:[.,][0-9]+)?$")
_SAME_ELSEWHERE = re.compile(r"\s?(?:/\s?|\()", re.IGNORECASE)

# Ends, and days behind a clock

_TO = re.compile(
    r"[*_`]*\s?(?:[-\u2013\u2014~]|->|=>|\u2192|\bto\b|\band\b|\buntil\b|\btill?\b|\bthrough\b|\bbis\b|\bhasta\b|\b\u00e0\b|\u304b\u3089|\bjusqu'\u00e0\b)\s?[*_`]*(?=[0-9A-Z~])",
    re.IGNORECASE,
)
_MAY_BE_END = re.compile(r"-[0-9]{2}:[0-9]{2}")
_COMPACT_END = re.compile(r"-[0-9]{2}:?[0-9]{2}")
"""What may be the end of a stretch as well as an offset from UTC, behind a clock with a colon and without."""
_UTC_OFFSET = re.compile(r"-(?:(?:0[1-9]|1[0-2]):00|0[239]:30)")
_BEHIND = re.compile(r",?\s+(?:on\s+)?", re.IGNORECASE)
_AFTER_DAY = re.compile(r"\s*(?:$|[\])*_|:,]|[-\u2013\u2014]+\s)")
_YEAR_BEHIND = re.compile(rf"\s+(?P<year>{_YEAR})(?=\s|$|[\]:,])")
_HALF_A_DAY = 720
"""Minutes."""


def minutes_of(clock: str) -> int:
    """Return the minutes since midnight that the words of a clock come to."""
    match = _HOURS_AND_MINUTES.match(clock)
    if match is None:
        return _HALF_A_DAY if clock == "noon" else 0
    hour, half = int(match["hour"]), _HALF_OF_DAY.search(clock)
    if half and hour <= 12:
        hour = hour % 12 + (12 if half["half"].lower() == "p" else 0)
    return hour * 60 + int(match["minute"] or 0)


def stamp_from(
    text: str, at: int, is_zone: ZoneTest, *, is_typed: bool = False, has_hours: bool = False, is_compact: bool = False
) -> tuple[Stamp, int] | None:
    """Return the time that begins at a position of a text, and where it ends, or ``None``.

    Args:
        text: The text, with `PLAIN_SIGNS`.
        at: The position.
        is_zone: Tells names of zones from other words.
        is_typed: Whether only a time is expected: digits alone are a clock then, and zones may be in small letters.
        has_hours: Whether ``15h`` is a clock, as beside others such as ``14h45``, and no length of time.
        is_compact: Whether ``1430-1445`` are two clocks, as beside others such as ``1345``.
    """
    return _Scanner(text, at, is_zone, is_typed, has_hours, is_compact).stamp()


def day_at(text: str, at: int) -> tuple[str, int] | None:
    """Return the words of a day that begins at a position of a text, and where it ends, or ``None``.

    Days that only a clock beside them would make one, such as ``11/21`` and ``Friday``, are none.
    """
    match = _WHOLE_DATE.match(text, at) or _RELATIVE.match(text, at)
    return (_day_words(match), match.end()) if match else None


@dataclass
class _Scanner:
    """A position in a text that moves over the parts of a time."""

    text: str
    at: int
    is_zone: ZoneTest
    is_typed: bool
    has_hours: bool
    is_compact: bool
    _is_machine: bool = False
    """Whether a ``T`` joins day and clock, as machines write them."""
    _is_compact: bool = False
    """Whether the last clock is of digits alone."""
    _is_led: bool = False
    """Whether a word stands in front that only clocks have."""
    _takes_hour: bool = False
    """Whether a word stands in front that makes a number an hour."""
    _is_open: bool = False
    """Whether a bracket was opened between day and clock."""
    _is_clear: bool = False
    """Whether the last clock cannot be mistaken for anything else."""

    def stamp(self) -> tuple[Stamp, int] | None:
        """Take a time with all that stands around it."""
        lead, about, day = None, False, ""
        if not _CLOCK_AT_ONCE.match(self.text, self.at):
            lead = self._take(_LEAD)
            self._is_led = bool(lead and _OF_CLOCKS.match(lead[0]))
            self._takes_hour = bool(lead and _OF_HOURS.match(lead[0]))
            about = bool(self._take(_ABOUT))
            day, about_too = self._day()
            about = about or about_too or bool(self._take(_ABOUT))
        found = self._clock_and_zone(has_day=bool(day))
        if found is None:
            return None
        clock, zone, guess = found
        if self._is_open and not self._take(_CLOSING):
            return None
        stamp = Stamp(clock, day, zone, about or guess, is_clear=self._is_clear)
        stamp = self._with_day_behind(stamp)
        stamp = self._with_end(stamp, is_between=bool(lead and lead[0].lower().startswith("between")))
        if stamp.zone:
            self._skip_the_same_elsewhere()
        return stamp, self.at

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        match = pattern.match(self.text, self.at)
        if match:
            self.at = match.end()
        return match

    def _day(self) -> tuple[str, bool]:
        """Take the day before a clock, and say whether a word for "about" stands between them."""
        for pattern in (_WHOLE_DATE, _RUN_TOGETHER, _SHORT_DATE, _RELATIVE, _COUNTED):
            day = pattern.match(self.text, self.at)
            joined = _JOIN.match(self.text, day.end()) if day else None
            if day and joined and (joined[0] or pattern is _RUN_TOGETHER):
                self.at, self._is_machine = joined.end(), joined[0] == "T"
                self._is_open, self._takes_hour = bool(joined["open"]), bool(_OF_HOURS.search(joined[0]))
                return _day_words(day), bool(joined["about"]) or bool(self._take(_ABOUT))
        return "", False

    def _clock(self, *, has_day: bool) -> str:
        patterns = [
            _CLEAR_CLOCK,
            *([_TYPED_CLOCK] if self.is_typed else []),
            *([_DAY_CLOCK] if has_day or self.has_hours else []),
            _BARE_CLOCK,
            *([_HOUR_ALONE] if self._takes_hour else []),
        ]
        match = next((found for pattern in patterns if (found := self._take(pattern))), None)
        self._is_clear = match is not None and (match.re is _CLEAR_CLOCK or self._is_led)
        self._is_compact = match is not None and match[0].isdecimal()
        if match and match.re is _HOUR_ALONE:
            return f"{match[0]}:00"
        return _clock_words(match[0]) if match else ""

    def _clock_and_zone(self, *, has_day: bool) -> tuple[str, str, bool] | None:
        """Take a clock, a zone and a word for "about" behind it."""
        self._take(_EMPHASIS)
        clock = self._clock(has_day=has_day)
        if not clock:
            return None
        guess = self._guess()
        before = self.at
        self._take(_EMPHASIS)
        zone = self._zone()
        if not zone and not self._take(_LOCAL):
            self.at = before
        return clock, zone, self._guess() or guess

    def _guess(self) -> bool:
        return bool(self._take(_GUESS) or (self.is_typed and self._take(_TYPED_GUESS)))

    def _zone(self, *, is_offset: bool = False) -> str:
        """Take the words of a zone; what could be the end of a stretch only where it is known to be an offset."""
        match = _ZONE.match(self.text, self.at)
        if match is None:
            match = _TYPED_NAME.match(self.text, self.at) if self.is_typed else None
            return self._zone_if_known(match["name"], match.end()) if match else ""
        words = match["utc"] or match["offset"]
        is_set_apart = self.is_typed and match[0][0] == " "
        may_be_end = _COMPACT_END if self._is_compact else _MAY_BE_END
        if words and may_be_end.fullmatch(words) and not (self._is_machine or is_offset or is_set_apart):
            return ""
        if not words and match["short"] and _SECONDS.search(self.text[: self.at]):
            words = f"{match['short']}:00"
        if words:
            self.at = match.end()
            return words.replace(" ", "")
        groups = match.groupdict()
        named = groups.get("words") or groups["pair"] or groups["within"] or groups["name"] or groups["place"] or ""
        return self._zone_if_known(named, match.end())

    def _zone_if_known(self, words: str, end: int) -> str:
        zone = zone_in_words(words) or (words.replace(" ", "") if self.is_zone(words.replace(" ", "")) else "")
        if zone:
            self.at = end
        return zone

    def _with_day_behind(self, stamp: Stamp) -> Stamp:
        if stamp.day and not re.search(r"[0-9]{4}", stamp.day) and (year := self._take(_YEAR_BEHIND)):
            zone = stamp.zone or self._zone()
            return replace(stamp, day=f"{stamp.day} {year['year']}", zone=zone)
        gap = _BEHIND.match(self.text, self.at)
        if stamp.day or gap is None:
            return stamp
        is_named = gap[0].rstrip().endswith("on")
        for pattern in (_WHOLE_DATE, _RELATIVE, _COUNTED, *([_SHORT_DATE] if self.is_typed else [])):
            day = pattern.match(self.text, gap.end())
            is_shift = bool(day and day.groupdict().get("shift"))
            is_set_off = is_shift or (is_named and pattern is _WHOLE_DATE)
            is_followed = day and (is_set_off or _AFTER_DAY.match(self.text, day.end()))
            # In a field a shift moves the time as it is echoed, and is taken off before.
            if day and is_followed and not (is_shift and self.is_typed):
                self.at = day.end()
                return replace(stamp, day=_day_words(day), zone=stamp.zone or self._zone())
        return stamp

    def _with_end(self, stamp: Stamp, *, is_between: bool) -> Stamp:
        """Take the other end of a stretch; what may as well be an offset from UTC is marked."""
        before = self.at
        to = self._take(_TO)
        if to is None or (to[0].strip().lower() == "and") != is_between:
            self.at = before
            return stamp
        self._take(_ABOUT)
        day, _ = self._day()
        is_expected = self.is_typed or (self.is_compact and self._is_compact)
        may_begin = is_expected or stamp.is_clear or _DOTTED_CLOCK.fullmatch(stamp.clock) or stamp.clock.isalpha()
        found = self._clock_and_zone(has_day=bool(day)) if may_begin else None
        if found is None or not (self._is_clear or is_expected or found[0].isalpha()):
            self.at = before
            return stamp
        until, zone, guess = found
        is_offset = False if day or zone else self._reads_as_offset(stamp, before, until)
        if is_offset:
            self.at = before
            return replace(stamp, zone=stamp.zone or self._zone(is_offset=True))
        return replace(
            stamp,
            clock=_with_half(stamp.clock, until),
            about=stamp.about or guess,
            zone=stamp.zone or zone,
            until=until,
            until_day=day,
            until_zone=zone if stamp.zone and zone != stamp.zone else "",
            is_unclear=is_offset is None,
            is_clear=True,
        )

    def _reads_as_offset(self, stamp: Stamp, start: int, until: str) -> bool | None:
        """Return whether ``-05:00`` behind a time is an offset from UTC and no end; ``None`` where it may be either.

        Machines write offsets behind seconds or behind an ISO date. Elsewhere what runs on past midnight may be either
        where it is an offset in use.
        """
        if not _UTC_OFFSET.fullmatch(self.text[start : self.at].lstrip()):
            return False
        if self._is_machine or stamp.clock.count(":") > 1:
            return True
        is_later = minutes_of(until) > minutes_of(stamp.clock) and not _HALF_OF_DAY.search(stamp.clock)
        return False if is_later else None

    def _skip_the_same_elsewhere(self) -> None:
        """Take the same time in another zone, ``/ 14:45 CET`` or in brackets."""
        before = self.at
        opened = self._take(_SAME_ELSEWHERE)
        found = self._clock_and_zone(has_day=False) if opened else None
        is_closed = opened is not None and ("(" not in opened[0] or self.text[self.at : self.at + 1] == ")")
        if found is None or not found[1] or not is_closed:
            self.at = before
        elif opened and "(" in opened[0]:
            self.at += 1


_EMPHASIS = re.compile(r"[*_`]{1,3}")


def _day_words(match: re.Match[str]) -> str:
    """Return the words of a day in a form that dates are read from."""
    found = {name: words for name, words in match.groupdict().items() if words}
    weekday = found.get("weekday") or found.get("weekday2") or ""
    if "east" in found:
        month, day = found["east_month"].zfill(2), found["east_number"].zfill(2)
        return f"{found['east_year']}-{month}-{day}" if "east_year" in found else f"{day} {MONTHS[int(month) - 1]}"
    if "named" in found:
        number = found.get("number") or found.get("number2") or found["number3"]
        month_name = found.get("month") or found.get("month2") or found["month3"]
        year = found.get("year") or found.get("year2") or found.get("year3") or ""
        year = year or (f"20{found['short_year']}" if "short_year" in found else "")
        return " ".join(filter(None, [weekday.rstrip("."), number.rstrip("."), month_name.rstrip("."), year]))
    if "relative" in found:
        return _ENGLISH.get(found["relative"].lower(), found["relative"])
    if "shift" in found:
        return f"{found['shift'].replace(' ', '')}d"
    if "counted" in found:
        return " ".join(found["counted"].split())
    if "numbers" in found and re.fullmatch(r"[0-9]{2}-[0-9]{2}", found["numbers"]):
        return found["numbers"].replace("-", "/")
    if "numbers" in found and " " in found["numbers"]:
        return f"{weekday.rstrip('.')} {found['numbers'].replace(' ', '')}".strip()
    return f"{weekday.rstrip('.')} {found.get('date') or match[0]}".strip()


def _clock_words(words: str) -> str:
    """Return a clock without what says nothing: ``13.45`` for ``13.45 Uhr``, ``1:45 pm`` for ``1:45 p. m.``."""
    plain = " ".join(words.lower().split())
    if east := _EAST_ASIAN_CLOCK.fullmatch(plain):
        half_of_day = f" {'pm' if east['half'] in _AFTER_NOON else 'am'}" if east["half"] else ""
        return f"{east['hour']}:{(east['minute'] or east['minute2'] or '').zfill(2)}{half_of_day}"
    if part := _PART_OF_DAY.search(plain):
        return _with_part_of_day(plain[: part.start()], part.lastgroup or "")
    if plain.endswith(("noon", "midnight", "midday")):
        return "midnight" if plain.endswith("midnight") else "noon"
    if half := _HALF_OF_DAY.search(plain):
        return f"{plain[: half.start()].strip()} {half['half']}m"
    whole = re.fullmatch(r"([0-9]{1,2})\s?(?:uhr|h)", plain)
    return f"{whole[1]}:00" if whole else _HOUR_WORDS.sub("", _WIDE_HOUR.sub("h", plain)).strip()


def _with_part_of_day(clock: str, part: str) -> str:
    """Return a clock with the half of the day that words behind it name; one of 24 hours needs none."""
    hour = minutes_of(clock) // 60
    if not 1 <= hour <= 12:
        return clock
    is_late = part == "pm" or (part == "night" and _LAST_HOUR_OF_NIGHT <= hour < 12)
    return f"{clock} {'pm' if is_late else 'am'}"


def _with_half(clock: str, until: str) -> str:
    """Return the beginning of ``1:45-2:00 PM`` with the half of the day in which it comes soonest before the end."""
    half = _HALF_OF_DAY.search(until)
    if half is None or clock.isalpha() or _HALF_OF_DAY.search(clock) or minutes_of(clock) >= 13 * 60:
        return clock
    start, end = minutes_of(clock) % _HALF_A_DAY, minutes_of(until) % _HALF_A_DAY
    is_after_noon = (half["half"].lower() == "p") == (start <= end)
    return f"{clock} {'pm' if is_after_noon else 'am'}"
