"""Notes written by hand: times with what happened, headings, bullets."""

from __future__ import annotations

import re
from dataclasses import replace

from pmwizard.intake.formats.speakers import speaker
from pmwizard.intake.pieces import Block, Piece, Role
from pmwizard.intake.stamps import LeadingTime, leading_time
from pmwizard.model.times.stamps import Stamp

_FENCE = re.compile(r"\s*```+\s*[A-Za-z0-9_+-]*\s*")
_RULE_MARKS = frozenset("-*_=~#+.`|: \t")
_HEADING = re.compile(r"\s*#{1,6}\s+(?P<text>\S.*)")
_BULLET = re.compile(r"\s*(?:[-*+•·]|[0-9]{1,3}[.)])\s+(?=\S)")
_QUOTE = re.compile(r"\s*(?:>+\s+)+")
_CAPITALS = re.compile(r"\(?(?P<name>[A-Z]{2,5})\)?(?:\s*[-\u2013\u2014:|,]+\s+|\s+)(?=\S)")
_TAG = re.compile(
    r"\s*(?:</?[a-z][a-z0-9]{0,9}(?:\s[^<>]{0,80})?>\s*)+|\s*<summary>[^<>]{0,80}</summary>\s*", re.IGNORECASE
)
_ESCAPED = re.compile(r"^(?P<blank>\s*)\\(?=[-*+~\[(>])|(?<=[0-9])\\(?=[:.)])|(?<=[0-9]\s)\\(?=-\s)")
_QUOTED = re.compile(r"(?P<mark>\s*(?:[-*]\s+)?)\"(?P<words>[^\"]*)\",?\s*")
_PLUS = re.compile(
    r"\s*(?:[-*\u2022]\s+)?(?:\+\s?(?P<length>[0-9]{1,4}\s?(?:h(?:ours?)?|m(?:in(?:ute)?s?)?|s(?:ec(?:ond)?s?)?)|[0-9]{1,3}:[0-9]{2})"
    r"|minute\s+(?P<minutes>[0-9]{1,4}))(?!\w|:[0-9])(?:\s*[:\u2013\u2014|-]+)?\s+",
    re.IGNORECASE,
)
_LENGTH = re.compile(r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?")
_TITLE = re.compile(r"[^\W\d_a-z][\w'\u2019.-]*(?: [\w'\u2019.-]+){0,3}:")
_LIKE_TIME = re.compile(
    r"[*_`]{0,3}(?:(?:at|around|about|after|before|by|from|since|until|ca\.?|gegen|um|kurz\s+(?:vor|nach)|ab|bis|vers|\u00e0|hacia|sobre"
    r"|a)\s+(?:las?\s+)?)?~?(?:[0-9]{1,2}:[0-9]{2}(?![0-9])|[0-9]{1,2}[:.h](?:[0-9][x?_]|[x?_]{2})|[0-9?x]{2}:[0-9?x]{2}"
    r"|[0-9]{4}-[0-9?x]{2}-[0-9?x]{2})(?![\w/%])|(?:\?{1,3}|tbd|unknown|n/a)(?=\s*[-\u2013\u2014:|]\s)",
    re.IGNORECASE,
)
"""What a person takes for a time at the beginning of a line, also where it cannot be read."""
_CUE = re.compile(r"\s*(?:[0-9]{2}:)?[0-9]{2}:[0-9]{2}[.,][0-9]{3}\s+-->.*|WEBVTT.*")


def ruled_line(block: Block, at: int) -> tuple[Piece, ...]:
    """Return a rule, a fence, a tag, or a cue of subtitles, which counts from the start of a recording."""
    line = block.line(at)
    is_rule = len(line.strip()) > 2 and _RULE_MARKS.issuperset(line)
    if is_rule or not line.strip("> ") or any(form.fullmatch(line) for form in (_FENCE, _CUE, _TAG)):
        return (Piece(Role.SKIPPED, (at,)),)
    return ()


def heading(block: Block, at: int) -> tuple[Piece, ...]:
    """Return a heading without a time."""
    line = block.line(at)
    is_titled = bool(_TITLE.fullmatch(line)) and leading_time(block.line(at + 1), block) is not None
    return (Piece(Role.SKIPPED, (at,)),) if is_titled or _HEADING.fullmatch(line) else ()


def timed_line(block: Block, at: int) -> tuple[Piece, ...]:
    """Return the event of a line that begins with a time: ``- 22:52 UTC: text``, ``[13:45] dana: text``."""
    line = unquoted(block.line(at))
    found = leading_time(line, block) or _counted(line, block, at)
    if found is None:
        return ()
    if _is_said(found, block, at):
        return (continuation(block, at),)
    found = _with_zone_behind(found, block)
    if block.counts_from_start and _LENGTH.fullmatch(found.stamp.clock) and not (found.stamp.day or found.stamp.zone):
        found = replace(found, stamp=replace(found.stamp, clock=f"T+{found.stamp.clock}"))
    who, text = speaker(found, block, at)
    return (Piece(Role.EVENT, (at,), text=text, stamp=found.stamp, who=who),)


def counts_from_start(block: Block) -> bool:
    """Tell whether the first line of a block is at ``0:00``: its times may count from the start."""
    first = next((line for line in block.lines if line.strip()), "")
    found = leading_time(first, block) if "0:00" in first[:12] else None
    return found is not None and found.stamp.clock in {"0:00", "0:00:00"} and not (found.stamp.day or found.stamp.zone)


def unquoted(line: str) -> str:
    """Return a line without the quotes around an item of a list, and without escapes around its time."""
    line = _ESCAPED.sub(lambda match: match["blank"] or "", line) if "\\" in line[:12] else line
    match = _QUOTED.fullmatch(line) if '"' in line[:12] else None
    return f"{match['mark']}{match['words']}" if match else line


def _counted(line: str, block: Block, at: int) -> LeadingTime | None:
    """Return a time counted from the start, ``+12m`` or ``Minute 12``, where a line beside it begins with one too."""
    match = _PLUS.match(line) if line.lstrip()[:2].strip("-*\u2022 ")[:1] in {"+", "M", "m"} else None
    if match is None or not (_PLUS.match(block.line(at - 1)) or _PLUS.match(block.line(at + 1))):
        return None
    length = " ".join((match["length"] or f"{match['minutes']}m").split())
    return LeadingTime(Stamp(f"T+{length}"), line[match.end() :].strip(), is_set_off=True)


def _with_zone_behind(found: LeadingTime, block: Block) -> LeadingTime:
    """Return a time in brackets with the zone that stands behind them: ``[13:45] EST``."""
    match = _CAPITALS.match(found.rest) if found.is_bracketed and not found.stamp.zone else None
    if match is None or not block.is_zone(match["name"]):
        return found
    return replace(found, stamp=replace(found.stamp, zone=match["name"]), rest=found.rest[match.end() :])


def unread_time(block: Block, at: int) -> tuple[Piece, ...]:
    """Return a line that begins with a time that is not understood: it is an event, and no part of the one above."""
    line = block.line(at)
    bullet = _BULLET.match(line)
    begin = bullet.end() if bullet else len(line) - len(line.lstrip())
    match = None if block.is_chat or block.has_times_last else _LIKE_TIME.match(line, begin)
    if match is None:
        return ()
    return (Piece(Role.EVENT, (at,), text=line[begin:].strip()),)


def _is_said(found: LeadingTime, block: Block, at: int) -> bool:
    """Tell whether a line is what somebody said in a message above, although it begins with a time."""
    is_in_message = block.is_chat and bool(block.heads) and at > min(block.heads)
    return is_in_message and (not found.is_set_off or (bool(found.stamp.day) and not found.is_bracketed))


def continuation(block: Block, at: int) -> Piece:
    """Return a line without a time: it belongs to what stands above."""
    line = block.line(at)
    bullet = _BULLET.match(line) or _QUOTE.match(line)
    return Piece(
        Role.MORE, (at,), text=line[bullet.end() if bullet else 0 :].strip(), is_entry=bool(_BULLET.match(line))
    )
