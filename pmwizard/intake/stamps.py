"""Times at the beginning of a line: where they end, and what follows them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pmwizard.intake.pieces import Block
from pmwizard.intake.starts import START, counted_at, day_number_at, is_clear_count, start_at
from pmwizard.model.times.names import WEEKDAY_PATTERN
from pmwizard.model.times.scanner import day_at, stamp_from
from pmwizard.model.times.stamps import PLAIN_SIGNS, Stamp
from pmwizard.model.times.zones import zone_in_words

OFFSET_NAMED = r"(?:UTC|GMT)\s?[+-]\s?[0-9]{1,2}(?::?[0-9]{2})?"
"""A zone by its offset, as headings and heads of tables name it."""

_DOTTED = re.compile(r"(?:[^\W\d_]{2},?\s+)?(?P<day>[0-9]{2}\.(?:0[1-9]|1[0-2])\.)")
_WEEKDAY = re.compile(rf"(?:{WEEKDAY_PATTERN})\b", re.IGNORECASE)
_DECORATION = re.compile(r"[\s#*_>=~|-]*")
_BEHIND_DAY = re.compile(rf"(?:\s*\((?P<zone>{OFFSET_NAMED}|[A-Za-z/_ ]{{2,40}})\))?[\s:*_=~|-]*")

_BULLET = re.compile(r"\s*(?:>\s*)*(?:\\?[-*+•·\u2013\u2014]\s+|[\u30fb\uff65]\s*)?")
_NUMBERED = re.compile(r"\s*(?:>\s*)*[0-9]{1,3}[.)]\s+")
_BOX_AND_HASHES = re.compile(r"(?:\[[ xX]\]\s+)?(?:#{1,6}\s+)?")
_PICTURE = re.compile(
    r"(?:(?:[0-9#*]\ufe0f?\u20e3|:[a-z0-9_+'-]{1,60}:|[\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff][\ufe0f\u200d\U0001f3fb-\U0001f3ff]*)\s*)+"
)
"""Emoji, or their names between colons, in front of a time."""
_EMPHASIS = re.compile(r"\*\*|__|\*|_|`|~~")
_OPEN, _CLOSED = "[(<", "])>"
_SEPARATOR = re.compile(
    r"\s*\\?(?:[-\u2013\u2014:\uff1a|>=→,;]|\.{2,3})+(?=\s|$)\s*|\s*[-\u2013\u2014:|](?=[^\W\d_])|(?P<blank>\s+)|$"
)
_FARTHEST = 200
"""Letters of a line within which the time that it begins with has to end."""


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
    line = line.translate(PLAIN_SIGNS)
    begin = _DECORATION.match(line)
    at = begin.end() if begin else 0
    found = day_at(line, at)
    if found is None and (short := _DOTTED.match(line, at) or _WEEKDAY.match(line, at)):
        found = short.groupdict().get("day") or short[0], short.end()
    behind = _BEHIND_DAY.fullmatch(line, found[1]) if found else None
    if found is None or behind is None:
        return "", ""
    zone = behind["zone"] or ""
    return found[0], zone_in_words(zone) or (zone if zone and block.is_zone(zone) else "")


def leading_time(line: str, block: Block) -> LeadingTime | None:
    """Return the time that a line begins with, behind a bullet or in brackets, or ``None``."""
    head = line[:_FARTHEST].translate(PLAIN_SIGNS)
    if not head.isascii() or any(map(str.isdigit, head)) or _begins_with_word_clock(head):
        # The number of a list may as well be that of a day: ``21. November``.
        numbered = _NUMBERED.match(head)
        return _timed(head, line, _BULLET, block, needs_day=bool(numbered)) or (
            _timed(head, line, _NUMBERED, block) if numbered else None
        )
    return None


_WORD_CLOCK = re.compile(r"[\s*_>#-]*(?:at\s+|about\s+)?(?:noon|midday|midnight)\b", re.IGNORECASE)


def _begins_with_word_clock(head: str) -> bool:
    return bool(_WORD_CLOCK.match(head))


def _timed(head: str, line: str, mark: re.Pattern[str], block: Block, *, needs_day: bool = False) -> LeadingTime | None:
    """Return the time behind the marks at the beginning of a line."""
    at = 0
    for pattern in (mark, _BOX_AND_HASHES, _PICTURE):
        match = pattern.match(head, at)
        at = match.end() if match else at
    marks: list[str] = []
    while emphasis := _EMPHASIS.match(head, at):
        marks.insert(0, emphasis[0])
        at = emphasis.end()
    is_bracketed = at < len(head) and head[at] in _OPEN
    found = _stamp_from(head, at + is_bracketed, block)
    if found is None or (needs_day and not found[0].day):
        return None
    stamp, at = found
    if is_bracketed:
        if head[at : at + 1] not in _CLOSED or at >= len(head):
            return None
        at += 1
    for sign in sorted(marks, key=len, reverse=True):
        if closing := re.compile(rf"[:,.]?{re.escape(sign)}").match(head, at):
            at = closing.end()
            marks.remove(sign)
    separator = _SEPARATOR.match(head, at)
    if separator is None and not is_bracketed:
        return None
    is_set_off = is_bracketed or (separator is not None and separator["blank"] is None)
    at = separator.end() if separator else at
    is_clear = stamp.is_clear or is_clear_count(stamp.clock)
    if not (is_set_off or stamp.day or stamp.zone or block.is_compact or is_clear):
        return None
    return LeadingTime(stamp, _without_closing(line[at:], marks).strip(), is_bracketed, is_set_off)


def _without_closing(rest: str, marks: list[str]) -> str:
    """Return the words behind a time without the ends of the emphasis that began before it."""
    for mark in marks:
        before, closing, after = rest.partition(mark)
        if closing and mark not in after:
            rest = f"{before}{after}"
    return rest


def only_stamp(line: str, block: Block) -> Stamp | None:
    """Return the time that a line consists of, or ``None``."""
    found = leading_time(line, block)
    return found.stamp if found and not found.rest else None


def stamp_at(line: str, at: int, block: Block) -> tuple[Stamp, int] | None:
    """Return the time that begins at a position of a line, and where it ends, or ``None``."""
    return _stamp_from(line.translate(PLAIN_SIGNS), at, block)


def _stamp_from(text: str, at: int, block: Block) -> tuple[Stamp, int] | None:
    """Return the time that begins at a position, also one that is counted from the start or is the start."""
    if text[at : at + 1] in {"T", "t"}:
        begin = start_at(text, at)
        named = stamp_from(text, begin, block.is_zone) if begin else None
        if named is None and (counted := counted_at(text, at)):
            return Stamp(counted[0]), counted[1]
        if begin:
            stamp, end = named or (Stamp(""), begin)
            end += text[begin - 1] == "(" and text[end : end + 1] == ")"
            return replace(stamp, clock=f"{START} {stamp.clock}".strip()), end
    if text[at : at + 1] in {"D", "d"} and (day := day_number_at(text, at)):
        found = stamp_from(text, day[1], block.is_zone)
        return (replace(found[0], day=day[0]), found[1]) if found and not found[0].day else None
    return stamp_from(text, at, block.is_zone, has_hours=block.has_hours, is_compact=block.is_compact)
