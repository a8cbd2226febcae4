"""Updates of a public status page, whose time follows their text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from pmwizard.intake.pieces import Block, Piece, Role
from pmwizard.intake.stamps import leading_time, only_stamp, stamp_at
from pmwizard.model.times.stamps import Stamp

_STATES = (
    r"Resolved|Monitoring|Identified|Investigating|Update|Updated|Postmortem|Scheduled|In progress|Verifying|Completed"
    r"|Degraded performance|Partial outage|Major outage|Degraded|Outage|Acknowledged|Detected|Recovering|Fixed|Closed"
)
_LEAD = r"\s*(?:[-*\u2022]\s+)?(?:[^\w\s*]{1,2}\s+)?(?:\*\*|\*)?"
_STATE = re.compile(
    rf"{_LEAD}(?P<state>{_STATES})(?:\*\*|\*)?\s*(?:$|[-\u2013\u2014:]\s*(?=\S)|[-\u2013\u2014:](?:\*\*|\*)?$"
    r"|(?=\(?[A-Z][a-z]{2,8} [0-9]|\(?[0-9]))",
    re.IGNORECASE,
)
_STATED = re.compile(
    rf"{_LEAD}(?P<state>{_STATES})(?:\*\*|\*)?\s*[-\u2013\u2014:@(|]?\s*(?:on\s+|at\s+|as of\s+)?(?=[A-Z0-9])",
    re.IGNORECASE,
)
_POSTED = re.compile(r"\s*Posted\b(?:[^.]{0,40}\.|\s+(?:on|at))?\s*", re.IGNORECASE)
_END = re.compile(
    r"(?:^|(?<=[.!?)\]]))\s*(?P<start>(?:Posted\b(?:[^.]{0,40}\.)?\s*(?:on\s+|at\s+)?)?"
    r"(?=[0-9]|[A-Z][a-z]{2})(?:[0-9A-Za-z]{1,10}[ ,./-]{1,3}){1,5}[0-9]{1,2}:[0-9]{2}.{0,24})$"
)
_FIRST_LINES, _FARTHEST, _MOST_STATES = 10, 40, 3
"""Lines within which the time of an update has to come."""


def update(block: Block, at: int) -> tuple[Piece, ...]:
    """Return one update, ``Resolved - text. Oct 22, 23:03 UTC``, whose time may also stand on a line below."""
    if block.is_chat and block.heads:
        return ()
    if stated := _stated(block, at):
        return stated
    if not _STATE.match(block.line(at)) or leading_time(block.line(at), block) or _has_times_above(block):
        return ()
    texts: list[str] = []
    has_words = False
    for below in range(at, min(at + _FARTHEST, len(block.lines))):
        line = block.line(below)
        is_next = bool(_STATE.match(line)) and (has_words or len(texts) > _MOST_STATES)
        if below > at and (is_next or (leading_time(line, block) and not _time_at_end(line, block))):
            return ()
        if found := _time_at_end(line, block):
            stamp, rest = found
            text = _told([*texts, rest])
            return (Piece(Role.EVENT, tuple(range(at, below + 1)), text=text, stamp=stamp),)
        texts.append(line)
        has_words = has_words or (bool(line.strip()) and not _STATE.fullmatch(line))
    return ()


def _stated(block: Block, at: int) -> tuple[Piece, ...]:
    """Return an update whose state and time share a line, above its words: ``- resolved Nov 21, 2025, 15:42 UTC``."""
    match = _STATED.match(block.line(at))
    found = stamp_at(block.line(at), match.end(), block) if match else None
    if match is None or found is None or block.line(at)[found[1] :].strip(" .:)*_-\u2013\u2014"):
        return ()
    return (Piece(Role.EVENT, (at,), text=match["state"], stamp=found[0]),)


def _has_times_above(block: Block) -> bool:
    """Tell whether the first update of a block has its time on a line above its state."""
    filled = islice((line for line in block.lines if line.strip()), _FIRST_LINES)
    first = next((line for line in filled if _STATE.match(line) or only_stamp(line, block)), "")
    return bool(first) and not _STATE.match(first)


def has_times_below(block: Block) -> bool:
    """Tell whether a block has all its times on lines of their own, each with its day, below what they are about."""
    filled = [line for line in block.lines if line.strip()]
    if len(filled) < 4 or leading_time(filled[0], block) or not only_stamp(filled[-1], block):
        return False
    found = [one for line in filled if (one := leading_time(line, block))]
    is_known = block.is_chat or any(_STATE.match(line) for line in filled)
    return not is_known and len(found) > 1 and all(one.stamp.day and not one.rest for one in found)


def events_above_times(block: Block) -> Iterator[Piece]:
    """Yield the events of a block whose times stand below their words."""
    lines: list[int] = []
    for at, line in enumerate(block.lines):
        if not line.strip():
            continue
        lines.append(at)
        if stamp := only_stamp(line, block):
            text = " ".join(block.line(above).strip() for above in lines[:-1])
            yield Piece(Role.EVENT, tuple(lines), text=text, stamp=stamp)
            lines = []


def _told(texts: list[str]) -> str:
    """Return the lines of an update as one, its state before what it says."""
    words = [text.strip() for text in texts if text.strip()]
    if len(words) > 1 and (state := _STATE.fullmatch(words[0])):
        words[0] = f"{state['state']} -"
    return " ".join(words)


def _time_at_end(line: str, block: Block) -> tuple[Stamp, str] | None:
    """Return the time that ends a line, with a day, and what stands before it."""
    match = _END.search(line[-120:]) if ":" in line[-40:] else None
    if match is None:
        return None
    begin = max(0, len(line) - 120) + match.start("start")
    posted = _POSTED.match(line, begin)
    found = stamp_at(line, posted.end() if posted else begin, block)
    if found is None or not found[0].day or line[found[1] :].strip(" ."):
        return None
    return found[0], line[:begin].rstrip()
