"""Notes written by hand: times with what happened, headings, bullets."""

from __future__ import annotations

import re

from pmwizard.intake.pieces import Block, Piece, Role
from pmwizard.intake.stamps import OFFSET_NAMED, LeadingTime, leading_time, whole_day
from pmwizard.model.times.stamps import Stamp

_FENCE = re.compile(r"\s*```+\s*[A-Za-z0-9_+-]*\s*")
_RULE_MARKS = frozenset("-*_=~#+.`|: \t")
_HEADING = re.compile(r"\s*#{1,6}\s+(?P<text>\S.*)")
_BULLET = re.compile(r"\s*(?:[-*+•·]|[0-9]{1,3}[.)])\s+(?=\S)")
_QUOTE = re.compile(r"\s*(?:>\s+)+")
_ZONE = rf"(?P<zone>{OFFSET_NAMED}|[A-Z]{{2,5}}|[A-Z][A-Za-z]+/[A-Za-z_/]+)"
_ZONE_FOR_ALL = re.compile(
    r"\b(?:all\s+times?(?:tamps?)?(?:\s+(?:are|given|shown|in))*|times?(?:tamps?)?(?:\s+(?:are|given|shown))*(?:\s+in|\s*:))"
    rf"\s*[(:=]?\s*{_ZONE}[\s*_).:]*$",
    re.IGNORECASE,
)
_ZONE_OF_TIMELINE = re.compile(
    r"[\s#*_]*(?:\w+\s+)?(?:timeline|chronology)(?:\s+of\s+events)?[\s*_]*[-\u2013\u2014:,(\[]\s*(?:in\s+)?"
    rf"{_ZONE}[\s*_)\].:]*",
    re.IGNORECASE,
)
_CUE = re.compile(r"\s*(?:[0-9]{2}:)?[0-9]{2}:[0-9]{2}[.,][0-9]{3}\s+-->.*|WEBVTT.*")
_SPEAKER = re.compile(
    r"(?:<(?P<angled>[^<>\s]{1,40})>|(?P<plain>@?[^\W\d_][\w .'\u2019-]{0,38}?)\s?:)(?=\s)\s*(?P<said>.*)"
)
_HEADS_OF_NOTES = (
    "action actions alert alerts cause customer customers decision detected effect error errors fix fixed "
    "follow-up fyi id identified impact incident info investigating mitigation monitoring next note notes "
    "problem question resolution resolved result status step summary thought thoughts time timeline todo "
    "update updates user users warn warning"
)
_NO_SPEAKERS = frozenset(_HEADS_OF_NOTES.split())
_PARTICLES = frozenset(("al", "bin", "da", "de", "del", "der", "di", "du", "la", "le", "van", "von", "zu"))
_LEVEL = re.compile(r"\b(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERR|ERROR|CRITICAL|FATAL|ALERT|EMERG)\b")
_WORD_OF_NAME = re.compile(r"[^\W\d_][\w.'\u2019-]*\.?|\([\w /.-]+\)")


def zone_for_all(line: str, block: Block) -> str:
    """Return the zone that a line such as ``All times in UTC`` or ``Timeline (UTC)`` names, "" where none does."""
    match = (_ZONE_FOR_ALL.search(line) or _ZONE_OF_TIMELINE.fullmatch(line)) if len(line) <= 80 else None
    return match["zone"] if match and block.is_zone(match["zone"]) and leading_time(line, block) is None else ""


def heading(block: Block, at: int) -> tuple[Piece, ...]:
    """Return a rule, the name of a day, the zone of all times, or a heading without a time.

    Cues of subtitles count from the start of a recording: they are skipped like rules.
    """
    line = block.line(at)
    if (len(line.strip()) > 2 and _RULE_MARKS.issuperset(line)) or _FENCE.fullmatch(line) or _CUE.fullmatch(line):
        return (Piece(Role.SKIPPED, (at,)),)
    if zone := zone_for_all(line, block):
        return (Piece(Role.SKIPPED, (at,), zone=zone),)
    day, zone = whole_day(line, block)
    if day:
        return (Piece(Role.DAY, (at,), stamp=Stamp("", day), zone=zone),)
    if _HEADING.fullmatch(line) and leading_time(line, block) is None:
        return (Piece(Role.SKIPPED, (at,)),)
    return ()


def timed_line(block: Block, at: int) -> tuple[Piece, ...]:
    """Return the event of a line that begins with a time: ``- 22:52 UTC: text``, ``[13:45] dana: text``."""
    found = leading_time(block.line(at), block)
    if found is None:
        return ()
    who, text = speaker(found, block, at)
    return (Piece(Role.EVENT, (at,), text=text, stamp=found.stamp, who=who),)


def continuation(block: Block, at: int) -> Piece:
    """Return a line without a time: it belongs to what stands above."""
    line = block.line(at)
    bullet = _BULLET.match(line) or _QUOTE.match(line)
    return Piece(
        Role.MORE, (at,), text=line[bullet.end() if bullet else 0 :].strip(), is_entry=bool(_BULLET.match(line))
    )


def speaker(found: LeadingTime, block: Block, at: int) -> tuple[str, str]:
    """Return who said what, where the form of the line tells: after a time in brackets, or in angle brackets."""
    match = _SPEAKER.fullmatch(found.rest)
    if match and match["angled"]:
        return match["angled"], match["said"]
    if not (found.is_bracketed or (found.stamp.day and found.is_set_off)):
        return "", found.rest
    if match and is_name(match["plain"]):
        return match["plain"].strip(), match["said"]
    following = block.line(at + 1)
    if (
        found.is_bracketed
        and " " in found.rest
        and is_name(found.rest)
        and following
        and leading_time(following, block) is None
    ):
        return found.rest, ""
    return "", found.rest


def is_name(words: str) -> bool:
    """Tell whether words look like the name of somebody in a chat: one handle, or up to five words in capitals."""
    parts = words.strip().lstrip("@").split()
    if not 1 <= len(parts) <= 5 or len(words) > 40 or _LEVEL.search(words):
        return False
    if " ".join(parts).casefold() in _NO_SPEAKERS:
        return False
    if len(parts) == 1:
        return bool(re.fullmatch(r"[^\W\d_][\w.'\u2019-]*", parts[0])) and not parts[0].endswith(".")
    return parts[0].casefold() not in _NO_SPEAKERS and all(
        (part[0].isupper() or part[0] == "(" or part in _PARTICLES or not part[0].isascii())
        and _WORD_OF_NAME.fullmatch(part.removesuffix(",") if part is parts[0] else part)
        for part in parts
    )
