"""Notes written by hand: times with what happened, headings, bullets."""

from __future__ import annotations

import re
from dataclasses import replace

from pmwizard.intake.formats.speakers import speaker
from pmwizard.intake.pieces import Block, Piece, Role
from pmwizard.intake.stamps import LeadingTime, leading_time

_FENCE = re.compile(r"\s*```+\s*[A-Za-z0-9_+-]*\s*")
_RULE_MARKS = frozenset("-*_=~#+.`|: \t")
_HEADING = re.compile(r"\s*#{1,6}\s+(?P<text>\S.*)")
_BULLET = re.compile(r"\s*(?:[-*+•·]|[0-9]{1,3}[.)])\s+(?=\S)")
_QUOTE = re.compile(r"\s*(?:>\s+)+")
_CAPITALS = re.compile(r"\(?(?P<name>[A-Z]{2,5})\)?(?:\s*[-\u2013\u2014:|,]+\s+|\s+)(?=\S)")
_TAG = re.compile(
    r"\s*(?:</?[a-z][a-z0-9]{0,9}(?:\s[^<>]{0,80})?>\s*)+|\s*<summary>[^<>]{0,80}</summary>\s*", re.IGNORECASE
)
_CUE = re.compile(r"\s*(?:[0-9]{2}:)?[0-9]{2}:[0-9]{2}[.,][0-9]{3}\s+-->.*|WEBVTT.*")


def ruled_line(block: Block, at: int) -> tuple[Piece, ...]:
    """Return a rule, a fence, a tag, or a cue of subtitles, which counts from the start of a recording."""
    line = block.line(at)
    if (len(line.strip()) > 2 and _RULE_MARKS.issuperset(line)) or any(
        form.fullmatch(line) for form in (_FENCE, _CUE, _TAG)
    ):
        return (Piece(Role.SKIPPED, (at,)),)
    return ()


def heading(block: Block, at: int) -> tuple[Piece, ...]:
    """Return a heading without a time."""
    return (Piece(Role.SKIPPED, (at,)),) if _HEADING.fullmatch(block.line(at)) else ()


def timed_line(block: Block, at: int) -> tuple[Piece, ...]:
    """Return the event of a line that begins with a time: ``- 22:52 UTC: text``, ``[13:45] dana: text``."""
    found = leading_time(block.line(at), block)
    if found is None:
        return ()
    if _is_said(found, block, at):
        return (continuation(block, at),)
    found = _with_zone_behind(found, block)
    who, text = speaker(found, block, at)
    return (Piece(Role.EVENT, (at,), text=text, stamp=found.stamp, who=who),)


def _with_zone_behind(found: LeadingTime, block: Block) -> LeadingTime:
    """Return a time in brackets with the zone that stands behind them: ``[13:45] EST``."""
    match = _CAPITALS.match(found.rest) if found.is_bracketed and not found.stamp.zone else None
    if match is None or not block.is_zone(match["name"]):
        return found
    return replace(found, stamp=replace(found.stamp, zone=match["name"]), rest=found.rest[match.end() :])


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
