"""Messages copied from a chat, with its reactions, threads and marks of edits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from pmwizard.intake.formats.heads import EMOJI
from pmwizard.intake.pieces import Block, Piece, Role
from pmwizard.intake.stamps import leading_time, only_stamp
from pmwizard.model.times.stamps import Stamp

_REACTIONS = re.compile(rf"\s*{EMOJI}(?:{EMOJI}|[0-9]|\s)*", re.IGNORECASE)
_CHANNEL = re.compile(r"\s*#[\w-]{1,80}\s*")
_COUNT = re.compile(r"\s*[0-9]{1,4}\s*")
_EDITED = re.compile(r"\s*\(edited\)\s*$")
_NOISE = re.compile(
    r"\s*(?:new(?: messages?)?|unread messages?|(?:[0-9]+ )?(?:new )?repl(?:y|ies)|thread|view thread"
    r"|view (?:newer|older) replies|(?:[0-9]+ repl(?:y|ies)\s*)?last reply .{1,40}|replied to a thread:?"
    r"|also sent to the channel|in the channel|show (?:more|less)|see more|add reaction|saved for later.{0,40}"
    r"|[0-9]{1,3} \w+ reactions?\.?|pinned by .{1,40}|jump to .{1,30}|.{0,40}\bavatar|app|bot|workflow)\s*",
    re.IGNORECASE,
)
_REPLY_MARK = re.compile(r"\s*\[(?:in reply to|reply to|forwarded from) .{1,60}\]\s*", re.IGNORECASE)
_HALF = re.compile(r"[ap]\.?\s?m", re.IGNORECASE)
_QUOTE = re.compile(r"^\s*(?:>+\s+)+")
_NICKED = re.compile(r"(?P<time>[\[(]?[0-9A-Z][^<>]{3,40}?)\s*<\s*(?P<nick>[@+%&~!]?[^\s<>]{1,32})\s*>\s+(?P<said>.*)")
_DONE = re.compile(
    r"@?[\w.-]{1,40}(?: \[bot\])? (?:self-)?(?:closed|reopened|added|removed|assigned|unassigned|changed|merged|linked"
    r"|locked|unlocked|pinned|renamed|requested|approved|pushed|moved|labell?ed|unlabell?ed|marked|converted|referenced"
    r"|transferred)\b.{0,150}?(?= on (?=[A-Z0-9]))"
)
"""What somebody did, in the words of a page of comments, before its day."""
_SAMPLE, _FARTHEST = 400, 50
_LONGEST_DEED = 250
_TIME = re.compile(r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})")


def is_chat(block: Block) -> bool:
    """Tell whether a block was copied from a chat window: most of its times are those of messages."""
    if any(line[:60].lstrip()[:1] == ":" and _REACTIONS.fullmatch(line) for line in block.lines):
        return True
    if not block.heads:
        return False
    filled = islice((line for line in block.lines if line.strip()), _SAMPLE)
    timed = sum(1 for line in filled if (found := leading_time(line, block)) and found.rest and found.is_set_off)
    return len(block.heads) * 2 >= timed


def message(block: Block, at: int) -> tuple[Piece, ...]:
    """Return the head of a message: its author and its time, on one line or on two or three."""
    return block.heads.get(at, ()) or _follow_up(block, at)


def _follow_up(block: Block, at: int) -> tuple[Piece, ...]:
    """Return the time of a further message of the same author, which stands alone on its line."""
    line = block.line(at)
    stamp = only_stamp(line, block) if block.is_chat and len(line) <= 14 else None
    if stamp is None or stamp.day:
        return ()
    return (Piece(Role.EVENT, (at,), stamp=stamp, is_further=True),)


def deed(block: Block, at: int) -> tuple[Piece, ...]:
    """Return what a page of comments says that somebody did: ``dana closed this as completed on Nov 21, 2025``."""
    line = block.line(at)
    match = _DONE.match(line) if block.is_chat and len(line) <= _LONGEST_DEED else None
    stamp = only_stamp(line[match.end() + len(" on ") :], block) if match else None
    if match is None or stamp is None or not stamp.day:
        return ()
    return (Piece(Role.EVENT, (at,), text=match[0], stamp=stamp),)


def first_words(block: Block, at: int) -> tuple[Piece, ...]:
    """Return the line below the head of a message: it is what was said, even where it begins with a time."""
    if not block.is_chat or _REPLY_MARK.fullmatch(block.line(at)):
        return ()
    above = next((line for line in range(at - 1, max(-1, at - 4), -1) if block.line(line).strip()), -1)
    is_below = any(_ends_above(block.heads.get(line, ()), above) for line in range(max(0, above - 2), above + 1))
    if is_below or (above >= 0 and above not in block.heads and _follow_up(block, above)):
        return (Piece(Role.MORE, (at,), text=_QUOTE.sub("", block.line(at)).strip()),)
    return ()


def _ends_above(pieces: tuple[Piece, ...], above: int) -> bool:
    return bool(pieces) and pieces[-1].lines[-1] == above and not pieces[-1].text


def irc_line(block: Block, at: int) -> tuple[Piece, ...]:
    """Return a line of IRC, whose nickname may be padded or stand at its time without a blank."""
    line = block.line(at)
    match = _NICKED.fullmatch(line) if "<" in line[:_FARTHEST] and not block.heads else None
    stamp = only_stamp(match["time"], block) if match else None
    if match is None or stamp is None:
        return ()
    return (Piece(Role.EVENT, (at,), text=match["said"], stamp=stamp, who=match["nick"]),)


def decoration(block: Block, at: int) -> tuple[Piece, ...]:
    """Return a line that the chat added: reactions, counts of replies, marks of new messages."""
    line = block.line(at)
    if (
        _REACTIONS.fullmatch(line)
        or (block.is_chat and _REPLY_MARK.fullmatch(line))
        or re.fullmatch(r"\s*\(edited\)\s*", line)
    ):
        return (Piece(Role.SKIPPED, (at,)),)
    is_count = _COUNT.fullmatch(line) and (
        _REACTIONS.fullmatch(block.line(at - 1)) or _COUNT.fullmatch(block.line(at - 1))
    )
    is_channel = _CHANNEL.fullmatch(line) and at == 0
    if block.is_chat and (_NOISE.fullmatch(line) or is_count or is_channel):
        return (Piece(Role.SKIPPED, (at,)),)
    return ()


def completed(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield the pieces of a chat with authors and halves of the day carried on to messages that leave them out."""
    who, last, is_halved = "", None, False
    for piece in pieces:
        if piece.role is Role.MORE or piece.text:
            piece = replace(piece, text=_EDITED.sub("", piece.text))  # noqa: PLW2901 - the piece without the chat's own word
        if piece.role is Role.EVENT and piece.stamp:
            if piece.is_further:
                is_open = is_halved and not _HALF.search(piece.stamp.clock)
                stamp = _in_the_half_after(piece.stamp, last) if is_open else piece.stamp
                piece = replace(piece, who=who, stamp=stamp)  # noqa: PLW2901 - the piece made whole
            who, last = piece.who, piece.stamp
            is_halved = bool(last and _HALF.search(last.clock))
        yield piece


def _in_the_half_after(stamp: Stamp, last: Stamp | None) -> Stamp:
    """Return a time with the half of the day in which it comes soonest after the last one."""
    clock, before = _TIME.match(stamp.clock), _TIME.match(last.clock) if last else None
    if not clock or not before or not last or not 1 <= int(clock["hour"]) <= 12:
        return stamp
    half = 720 if "p" in last.clock.lower() else 0
    since = int(before["hour"]) % 12 * 60 + int(before["minute"]) + half
    minute = int(clock["hour"]) % 12 * 60 + int(clock["minute"])
    soonest = min((0, 720), key=lambda later: (minute + later - since) % 1440)
    return replace(stamp, clock=f"{stamp.clock} {'PM' if soonest else 'AM'}")
