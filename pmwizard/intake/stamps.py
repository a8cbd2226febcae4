"""Times at the beginning of a line: where they end, and what follows them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pmwizard.intake.pieces import Block, Stamp
from pmwizard.model.times.names import MONTH_PATTERN, WEEKDAY_PATTERN

OFFSET_NAMED = r"(?:UTC|GMT)[+-][0-9]{1,2}(?::?[0-9]{2})?"
"""A zone by its offset, as headings and heads of tables name it."""

_MONTH = rf"(?:{MONTH_PATTERN})\b\.?"
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_YEAR = r"(?:19|20|21)[0-9]{2}(?![0-9]|:[0-9])"
_NUMBER = r"[0-9]{1,2}(?:st|nd|rd|th|er)?(?![0-9]|:[0-9])"
_DATE = (
    rf"(?:[0-9]{{4}}[-/.][0-9]{{1,2}}[-/.][0-9]{{1,2}}(?![0-9])|[0-9]{{1,2}}[-/.][0-9]{{1,2}}[-/.](?:[0-9]{{4}}|[0-9]{{2}})(?![0-9])"
    rf"|(?:(?:{WEEKDAY_PATTERN})\b\.?,?\s+)?(?:(?:the|den|le|el)\s+)?"
    rf"(?:{_NUMBER}\.?(?:\s+|[-/])(?:(?:of|de)\s+)?{_MONTH}|{_MONTH}(?:\s+|[-/])?{_NUMBER})"
    rf"(?:(?:,?\s+(?:de\s+)?|[-/]){_YEAR})?|{_YEAR},?\s+{_MONTH}\s+{_NUMBER})"
)
_DOTTED = r"[0-9]{2}\.(?:0[1-9]|1[0-2])\."
_LOOSE_DATE = rf"(?:{_DATE}|[0-9]{{1,2}}/[0-9]{{1,2}}(?![0-9/])|{_WEEKDAY}|today\b|yesterday\b)"

_DAY = re.compile(rf"(?:on\s+)?(?P<day>{_LOOSE_DATE})", re.IGNORECASE)
_DAY_BEHIND = re.compile(rf",?\s+(?:on\s+)?(?P<day>{_DATE})(?=\s*(?:$|[\])*_|:]|[-\u2013\u2014]\s))", re.IGNORECASE)
_YEAR_BEHIND = re.compile(rf"\s+(?P<year>{_YEAR})(?=\s|$|\])")
_WHOLE_DAY = re.compile(
    rf"[\s#*_>=~|-]*(?:[^\W\d_]{{2}},?\s+(?={_DOTTED}))?(?P<day>{_DATE}|{_DOTTED}|{_WEEKDAY}|today|yesterday)(?:\s*\((?P<zone>{OFFSET_NAMED}|[A-Z]{{2,5}})\))?[\s:*_=~|-]*",
    re.IGNORECASE,
)
_JOIN = re.compile(
    r"T(?=[0-9])|:(?=[0-9]{2}:[0-9]{2}:[0-9]{2})|\s*,?\s+(?:at\s+|@\s*|[-\u2013\u2014|]\s+)?|,\s*", re.IGNORECASE
)

_HALF = r"\s?[ap]\.?m\b\.?"
_PLAIN_CLOCK = (
    rf"[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}}(?:[.,][0-9]{{1,9}})?)?(?:{_HALF}|\s?Uhr\b)?(?![0-9])"
    rf"|[0-9]{{1,2}}(?:\.[0-9]{{2}})?{_HALF}"
)
_HALF_OF_DAY = re.compile(r"[ap](?=\.?m\b)", re.IGNORECASE)
_HOUR_AND_MINUTE = re.compile(r"(?P<hour>[0-9]{1,2})(?:[:.h]?(?P<minute>[0-9]{2}))?")
_CLOCK = re.compile(
    rf"(?:{_PLAIN_CLOCK}|[0-9]{{1,2}}h[0-9]{{2}}(?![0-9a-z])|[0-9]{{1,2}}\sh\s[0-9]{{2}}(?=\s*$))", re.IGNORECASE
)
_WIDE_HOUR = re.compile(r"\sh\s", re.IGNORECASE)
_BARE_CLOCK = re.compile(
    rf"(?:[0-2][0-9][0-5][0-9](?:\s?h(?:rs)?\b)?|[0-9]{{1,2}}\.[0-9]{{2}}(?:{_HALF})?)(?![0-9.%])", re.IGNORECASE
)
_UNTIL = re.compile(rf"\s?(?:[-\u2013\u2014]|to|until)\s?(?P<until>{_PLAIN_CLOCK})", re.IGNORECASE)
_ZONE = re.compile(
    r"\s?\((?P<within>[A-Z]{2,5}(?:[+-][0-9]{1,2}(?::?[0-9]{2})?)?)\)|\s?(?P<utc>[Zz])(?![A-Za-z0-9])"
    r"|\s?(?P<offset>(?:UTC|GMT)\s?[+-][0-9]{1,2}(?::?[0-9]{2})?|[+-][0-9]{2}:?[0-9]{2})(?![0-9:])"
    r"|(?P<short>[+-][0-9]{2})(?![0-9:])"
    r"|\s(?P<place>[A-Z][A-Za-z]+/[A-Za-z_/]+)|\s(?P<name>[A-Z]{2,5})(?![A-Za-z0-9_'-])"
)
_OFFSET = re.compile(r"-(?:0[1-9]|1[0-2]):[03]0")
_HALF_A_DAY = 720
"""Minutes."""
_SECONDS = re.compile(r":[0-9]{2}(?:[.,][0-9]+)?$")
_ABOUT = re.compile(
    r"(?:~\s*|(?:about|around|approx(?:imately|\.)?|circa|ca\.?|roughly|at)\s+)(?=[0-9])", re.IGNORECASE
)
_GUESS = re.compile(r"(?:\s?\?|ish|\s?\((?:approx(?:imately|\.)?|about|ca\.?)\))(?=\s|$|[\])])", re.IGNORECASE)
_MARKS = re.compile(r"\s*(?:>\s*)*(?:(?:[-*+•·\u2013\u2014]|[0-9]{1,3}[.)])\s+)?(?:\[[ xX]\]\s+)?(?:#{1,6}\s+)?")
_EMPHASIS = re.compile(r"\*\*|__|\*|_|`|~~")
_OPEN, _CLOSED = "[(<", "])>"
_SEPARATOR = re.compile(
    r"\s*(?:[-\u2013\u2014:|>=→,;]|\.{2,3})+(?=\s|$)\s*|\s*[-\u2013\u2014:|](?=[^\W\d_])|(?P<blank>\s+)|$"
)


@dataclass(frozen=True)
class LeadingTime:
    """A time at the beginning of a line.

    Attributes:
        stamp: The time.
        rest: What follows it.
        is_bracketed: Whether it stands in brackets.
        is_set_off: Whether more than a blank divides it from what follows.
    """

    stamp: Stamp
    rest: str
    is_bracketed: bool = False
    is_set_off: bool = False


def whole_day(line: str, block: Block) -> tuple[str, str]:
    """Return the words of the day, and of the zone beside it, that a line consists of, "" where it is no such line."""
    if len(line) > 60:
        return "", ""
    match = _WHOLE_DAY.fullmatch(line)
    if match is None:
        return "", ""
    zone = match["zone"] or ""
    return match["day"], zone if zone and block.is_zone(zone) else ""


def leading_time(line: str, block: Block) -> LeadingTime | None:
    """Return the time that a line begins with, behind a bullet or in brackets, or ``None``."""
    marks = _MARKS.match(line)
    at = marks.end() if marks else 0
    emphasis = _EMPHASIS.match(line, at)
    at = emphasis.end() if emphasis else at
    is_bracketed = line[at : at + 1] in _OPEN and at < len(line)
    found = stamp_at(line, at + is_bracketed, block)
    if found is None:
        return None
    stamp, at = found
    if is_bracketed:
        if line[at : at + 1] not in _CLOSED or at >= len(line):
            return None
        at += 1
    if emphasis and (closing := re.compile(rf"[:,.]?{re.escape(emphasis[0])}").match(line, at)):
        at = closing.end()
    separator = _SEPARATOR.match(line, at)
    if separator is None and not is_bracketed:
        return None
    is_set_off = is_bracketed or (separator is not None and separator["blank"] is None)
    at = separator.end() if separator else at
    if not (is_set_off or stamp.day or stamp.zone or block.is_compact or _CLOCK.match(stamp.clock)):
        return None
    return LeadingTime(stamp, line[at:].strip(), is_bracketed, is_set_off)


def only_stamp(line: str, block: Block) -> Stamp | None:
    """Return the time that a line consists of, or ``None``."""
    found = leading_time(line, block)
    return found.stamp if found and not found.rest else None


def stamp_at(line: str, at: int, block: Block) -> tuple[Stamp, int] | None:
    """Return the time that begins at a position of a line, and where it ends, or ``None``."""
    about = _ABOUT.match(line, at)
    at = about.end() if about else at
    words, at = _day_at(line, at)
    clock = _CLOCK.match(line, at) or _BARE_CLOCK.match(line, at)
    if clock is None:
        return None
    at = clock.end()
    until = _UNTIL.match(line, at)
    is_offset = _reads_as_offset(clock, until) if until else False
    until = None if is_offset else until
    at = until.end() if until else at
    zone, at = _zone_at(line, at, block)
    if guess := _GUESS.match(line, at):
        at = guess.end()
    if not words and (behind := _DAY_BEHIND.match(line, at)):
        words, at = behind["day"], behind.end()
    elif words and (year := _YEAR_BEHIND.match(line, at)) and not re.search(r"[0-9]{4}", words):
        words, at = f"{words} {year['year']}", year.end()
    is_about = bool(guess) or bool(about and not about[0].lower().startswith("at"))
    if until is None:
        return Stamp(_WIDE_HOUR.sub("h", clock[0]), words, zone, is_about), at
    start = _with_half(clock[0], until["until"])
    return Stamp(start, words, zone, is_about, until["until"], is_unclear=is_offset is None), at


def _with_half(clock: str, until: str) -> str:
    """Return the beginning of ``1:45-2:00 PM`` with the half of the day in which it comes soonest before the end."""
    half = _HALF_OF_DAY.search(until)
    if half is None or _HALF_OF_DAY.search(clock) or _minute(clock) >= 13 * 60:
        return clock
    is_after_noon = (half[0].lower() == "p") == (_minute(clock) % _HALF_A_DAY <= _minute(until) % _HALF_A_DAY)
    return f"{clock} {'pm' if is_after_noon else 'am'}"


def _reads_as_offset(clock: re.Match[str], until: re.Match[str]) -> bool | None:
    """Tell whether ``-05:00`` behind a time is an offset from UTC rather than an end; ``None`` where it may be either.

    Machines write offsets behind seconds or behind an ISO date. Elsewhere an offset has whole or half hours, and
    what would run on past midnight for more than half a day is no end.
    """
    if not _OFFSET.fullmatch(until[0].lstrip()):
        return False
    if clock[0].count(":") > 1 or clock.string[clock.start() - 1 : clock.start()] == "T":
        return True
    if _HALF_OF_DAY.search(clock[0]):
        return None
    length = _minute(until["until"]) - _minute(clock[0])
    if length > 0:
        return False
    return True if length + 2 * _HALF_A_DAY > _HALF_A_DAY else None


def _minute(clock: str) -> int:
    """Return the minutes that the digits of a clock come to."""
    match = _HOUR_AND_MINUTE.match(clock)
    return int(match["hour"]) * 60 + int(match["minute"] or 0) if match else 0


def _day_at(line: str, at: int) -> tuple[str, int]:
    """Return the words of a day and where the clock behind them begins, "" where no clock can follow."""
    day = _DAY.match(line, at)
    joined = _JOIN.match(line, day.end()) if day else None
    return (day["day"], joined.end()) if day and joined else ("", at)


def _zone_at(line: str, at: int, block: Block) -> tuple[str, int]:
    match = _ZONE.match(line, at)
    if match is None:
        return "", at
    name = match["within"] or match["name"] or match["place"]
    if name and not block.is_zone(name):
        return "", at
    if match["short"] and not _SECONDS.search(line[:at]):
        return "", at
    words = name or match["utc"] or match["offset"] or match["short"]
    return words.replace(" ", ""), match.end()
