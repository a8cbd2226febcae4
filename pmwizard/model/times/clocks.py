"""Typed times taken apart: a day and a clock in either order, a zone, a number of days later."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta, tzinfo

from pmwizard.model.times.context import UnresolvedError
from pmwizard.model.times.dates import calendar_day
from pmwizard.model.times.zones import zone_split
from pmwizard.text import quoted

_SIGNS = str.maketrans(
    {"\u2212": "-", "\u2013": "-", "\u2014": "-", "\u2236": ":", "\u2019": "'", "(": " ", ")": " ", "\u200b": " "}
)
_COLON = re.compile(r"(?<![0-9])([0-9]{1,2}) ?[:;] ?(?=[0-9]{2}(?![0-9]))")
_LEAD = re.compile(r"^(?:at +|@ *|t(?=[0-9]{2}:?[0-9]{2}))", re.IGNORECASE)
_TRAIL = re.compile(r"(?<=[0-9a-z])[ ]*[,.;:|-]+$", re.IGNORECASE)
_CLOCK_WORD = re.compile(r"(?<=[:.][0-9]{2}) ?(?:uhr|h(?:(?:ou)?rs?)?)$", re.IGNORECASE)
_NOON = re.compile(r"\b(?:12(?:[:.]?00)? ?(?=noon\b|midnight\b)|mid-?day\b)", re.IGNORECASE)
_ABOUT = re.compile(
    r"^(?:~|(?:about|around|approx(?:imately|\.)?|circa|ca\.?|c\.|roughly|maybe|perhaps|probably) ?)(?P<rest>.*)$",
    re.IGNORECASE,
)
_OR_SO = re.compile(
    r"^(?P<rest>.*?)(?: ?\?| ?~| or so| ?ish| approx(?:imately|\.)?| maybe| perhaps| roughly)$", re.IGNORECASE
)


def normalized(text: str) -> tuple[str, bool]:
    """Return a typed time without filler words, and whether it is called approximate."""
    words = unicodedata.normalize("NFKC", text).translate(_SIGNS)
    words = " ".join(words.strip("[] \t\r\n").split())
    about = False
    for _ in range(2):
        match = _ABOUT.match(words) or _OR_SO.match(words)
        if match is None:
            break
        about, words = True, match["rest"].strip()
    words = _TRAIL.sub("", _LEAD.sub("", words))
    words = _NOON.sub(lambda match: "noon" if match[0].lower().startswith("mid") else "", words)
    return _CLOCK_WORD.sub("", _COLON.sub(r"\1:", words)).strip(), about


_SHIFT = re.compile(r"^(?P<body>.*?[^ +-]) ?(?P<days>[+-][0-9]{1,3}) ?d(?:ays?)?$", re.IGNORECASE)
_RANGE = re.compile(
    r"(?P<start>[0-9]{1,2}[:.][0-9]{2})(?:-| - | to | or | until )(?P<end>[0-9]{1,2}[:.][0-9]{2})$", re.IGNORECASE
)
_NEXT_DAY = {"next": 1, "following": 1, "after": 1, "same": 0, "previous": -1, "before": -1}
_COUNTED = (
    r"(?:(?P<days>[+-] ?[0-9]{1,3}) ?d(?:ays?)?"
    r"|(?:the |on the )?(?:(?P<which>next|following|same|previous) day|day (?P<side>after|before)))"
)
_COUNTED_FIRST = re.compile(rf"^{_COUNTED}[ ,]+(?:at )?(?P<rest>.+)$", re.IGNORECASE)
_COUNTED_LAST = re.compile(
    r"^(?P<rest>.+?)[ ,]+(?:on )?(?:the )?(?:(?P<which>next|following|same|previous) day|day (?P<side>after|before))$",
    re.IGNORECASE,
)

_CLOCK = (
    r"(?:(?P<hour>[0-9]{1,2})(?::(?P<minute>[0-9]{1,2})|[.h](?P<minute2>[0-9]{2}))"
    r"(?:[:.](?P<second>[0-9]{2})(?:[.,](?P<fraction>[0-9]{1,9}))?)?(?: ?(?P<half>[ap])\.?m\.?)?"
    r"|(?P<compact>[0-9]{3,4}|[0-9]{6})(?: ?(?:(?P<half2>[ap])\.?m\.?|h(?:(?:ou)?rs)?))?"
    r"|(?P<hour3>[0-9]{1,2}) ?(?P<half3>[ap])\.?m\.?"
    r"|(?P<named>noon|midnight))"
)
_CLOCK_LAST = re.compile(
    rf"^(?:(?P<day>.+?)(?:[ ,]+(?:at )?|(?:(?<=[0-9])T|(?<=/[0-9][0-9][0-9][0-9]):)(?=[0-9])))?(?P<clock>{_CLOCK})$",
    re.IGNORECASE,
)
_CLOCK_FIRST = re.compile(rf"^(?P<clock>{_CLOCK})[ ,]+(?:on )?(?P<day>.+)$", re.IGNORECASE)
_ZONE_WORD = r"(?:[A-Z]{2,5}|[+-][0-9]{2}:?[0-9]{2})"
_ZONE_WITHIN = re.compile(
    rf"^(?P<before>.*?)(?P<clock>{_CLOCK.replace('?P<', '?P<_')} {_ZONE_WORD}),? (?P<after>[^+-].*)$", re.IGNORECASE
)
_YEAR_LAST = re.compile(
    rf"^(?P<before>.*[a-z].*?)[ ,]+(?P<clock>{_CLOCK})[ ,]+(?P<year>(?:19|20|21)[0-9]{{2}})(?P<zone> .+)?$",
    re.IGNORECASE,
)
_RUN_TOGETHER = re.compile(r"^(?P<day>[12][0-9]{7})(?P<clock>[0-9]{4}|[0-9]{6})$")


@dataclass(frozen=True)
class ParsedTime:
    """A typed time taken apart, before it is put on a day and in a zone.

    Attributes:
        clock: The time of the day.
        clock_text: The words for it.
        day: The day, where the words name one.
        days_later: The days that ``+1d`` moves it by.
        is_end_of_day: Whether it is 24:00, which is midnight of the day after.
        zone_text: The words for the zone, "" where they name none.
    """

    clock: time
    clock_text: str
    day: date | None = None
    days_later: int = 0
    is_end_of_day: bool = False
    zone_text: str = ""


def parse_time(words: str, near: date, today: date, home: tzinfo) -> ParsedTime:
    """Take the words apart.

    Args:
        words: The typed words, white space collapsed, without a word for "about".
        near: A date without a year, or a weekday, is the one nearest to this day.
        today: What ``yesterday`` counts from.
        home: The report's zone, whose abbreviations are known too.

    Raises:
        UnresolvedError: The words could mean two times, or hold a date alone; says what to type.
        ValueError: They are not a time.
    """
    if match := _COUNTED_FIRST.match(words) or _COUNTED_LAST.match(words):
        return _on_counted_day(match, near, today, home)
    latest = today + timedelta(days=1)
    if not re.fullmatch(_CLOCK, words, re.IGNORECASE) and _is_day(words, near, today):
        said = quoted(words)
        raise UnresolvedError(f"{said} is a date without a time. Enter the time as well, such as {said} 13:45")
    words = _zone_moved_last(words, near, home)
    body, shift = words, 0
    if match := _SHIFT.match(words):
        body, shift = match["body"], int(match["days"])
    _ask_for_one(words, body)
    body, zone = zone_split(body, home, near.year)
    unclear: UnresolvedError | None = None
    for day_words, clock_words in _splits(body):
        clock = _clock_of(clock_words)
        if clock is None:
            continue
        try:
            day = calendar_day(day_words.lower(), near, today, latest) if day_words else None
        except UnresolvedError as error:
            choices = tuple(f"{choice} {clock_words} {zone}".strip() for choice in error.unresolved.choices)
            unclear = unclear or UnresolvedError(error.unresolved.message, choices)
            continue
        if day or not day_words:
            return ParsedTime(clock[0], clock_words, day, shift, clock[1], zone)
    raise unclear or ValueError(words)


def _ask_for_one(words: str, body: str) -> None:
    match = _RANGE.search(body)
    if match and "T" not in body and match["end"].zfill(5) > match["start"].zfill(5):
        raise UnresolvedError(
            f"{quoted(words)} reads like two times. Enter the first alone, such as {match['start']}",
            (match["start"], match["end"]),
        )


def _is_day(words: str, near: date, today: date) -> bool:
    try:
        return calendar_day(words.lower(), near, today, today + timedelta(days=1)) is not None
    except UnresolvedError:
        return True


def _on_counted_day(match: re.Match[str], near: date, today: date, home: tzinfo) -> ParsedTime:
    """Return a time on the day that is so many days after that of the previous event."""
    found = match.groupdict()
    name = found["which"] or found["side"]
    days = _NEXT_DAY[name.lower()] if name else int(found["days"].replace(" ", ""))
    parsed = parse_time(match["rest"], near, today, home)
    if parsed.day or parsed.days_later:
        raise ValueError(match[0])
    return replace(parsed, day=near + timedelta(days=days))


def _zone_moved_last(words: str, near: date, home: tzinfo) -> str:
    """Return ``14:45 CET 21 Nov`` and what ``date`` prints with the zone at the end, and the year before the clock."""
    if match := _YEAR_LAST.match(words):
        words = f"{match['before']} {match['year']} {match['clock']}{match['zone'] or ''}"
    match = _ZONE_WITHIN.match(words)
    if match and zone_split(match["clock"], home, near.year)[1]:
        return f"{match['before'].strip()} {match['after']} {match['clock']}".strip()
    return words


def _splits(body: str) -> Iterator[tuple[str, str]]:
    if re.fullmatch(_CLOCK, body, re.IGNORECASE):
        yield "", body
    for pattern in (_RUN_TOGETHER, _CLOCK_LAST, _CLOCK_FIRST):
        if match := pattern.match(body):
            yield match["day"] or "", match["clock"]


def _clock_of(words: str) -> tuple[time, bool] | None:
    """Return the clock's time and whether it is 24:00, or ``None`` when no clock shows it."""
    match = re.fullmatch(_CLOCK, words, re.IGNORECASE)
    if match is None:
        return None
    if match["named"]:
        return (time(12) if match["named"].lower() == "noon" else time(0)), False
    if match["compact"]:
        digits = match["compact"] if len(match["compact"]) == 6 else match["compact"].zfill(4) + "00"
        hour, minute, second = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    else:
        hour, minute = int(match["hour"] or match["hour3"]), int(match["minute"] or match["minute2"] or 0)
        second = int(match["second"] or 0)
    half = (match["half"] or match["half2"] or match["half3"] or "").lower()
    if half and (hour == 0 or hour > (23 if half == "p" else 12)):
        return None
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    later = (hour, minute, second) == (24, 0, 0)
    microsecond = int((match["fraction"] or "0").ljust(6, "0")[:6])
    try:
        return time(0 if later else hour, minute, second, microsecond), later
    except ValueError:
        return None
