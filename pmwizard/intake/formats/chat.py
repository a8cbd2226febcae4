"""Messages copied from a chat, with its reactions, threads and marks of edits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pmwizard.intake.formats.notes import is_name
from pmwizard.intake.pieces import Block, Piece, Role
from pmwizard.intake.stamps import only_stamp, stamp_at
from pmwizard.model.times.stamps import Stamp

_EMOJI = r":[a-z0-9_+'-]{1,60}:"
_BADGE = re.compile(rf"\s*(?:(?:APP|BOT|WORKFLOW)\b|{_EMOJI})\s*")
_HEADER = re.compile(
    rf"(?P<who>\S.{{0,39}}?)(?:\s+(?:APP|BOT|WORKFLOW|{_EMOJI}))?"
    r"(?:\s{2,}|\t\s*|\s+[\u2014\u2013|•·]\s+|\s+(?=\[))(?P<open>\[?)(?=\S)"
)
_SAID = re.compile(r":?\s*(?P<said>.*)")
_REACTIONS = re.compile(rf"\s*{_EMOJI}(?:{_EMOJI}|[0-9]|\s)*", re.IGNORECASE)
_CHANNEL = re.compile(r"\s*#[\w-]{1,80}\s*")
_COUNT = re.compile(r"\s*[0-9]{1,4}\s*")
_EDITED = re.compile(r"\s*\(edited\)\s*$")
_NOISE = re.compile(
    r"\s*(?:new(?: messages?)?|unread messages?|(?:[0-9]+ )?(?:new )?repl(?:y|ies)|thread|view thread"
    r"|view (?:newer|older) replies|(?:[0-9]+ repl(?:y|ies)\s*)?last reply .{1,40}|replied to a thread:?"
    r"|also sent to the channel|in the channel|show (?:more|less)|see more|add reaction|saved for later.{0,40}"
    r"|pinned by .{1,40}|jump to .{1,30}|.{0,40}\bavatar|app|bot|workflow)\s*",
    re.IGNORECASE,
)
_HALF = re.compile(r"[ap]\.?m", re.IGNORECASE)
_TIME = re.compile(r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})")


def is_chat(block: Block) -> bool:
    """Tell whether a block was copied from a chat window."""
    return any(_REACTIONS.fullmatch(line) or header(block, at) for at, line in enumerate(block.lines))


def is_headed(block: Block) -> bool:
    """Tell whether a block begins with a name above a day and a time."""
    first, second = [*(line for line in block.lines if line.strip()), "", ""][:2]
    stamp = only_stamp(second, block) if 0 < len(second) <= 40 else None
    return bool(stamp and stamp.day) and not first[:1].isspace() and is_name(first)


def message(block: Block, at: int) -> tuple[Piece, ...]:
    """Return the head of a message: its author and its time, on one line or on two or three."""
    return header(block, at) or _follow_up(block, at)


def header(block: Block, at: int) -> tuple[Piece, ...]:
    """Return the author and the time of a message, with what follows on the same line, if that is what stands here."""
    line = block.line(at)
    if len(line) > 400 or not line.strip():
        return ()
    return _in_one_line(line.strip(), block, at) or _in_lines(line, block, at)


def _in_one_line(line: str, block: Block, at: int) -> tuple[Piece, ...]:
    match = _HEADER.match(line)
    if match is None or not is_name(match["who"]):
        return ()
    found = stamp_at(line, match.end(), block)
    if found is None:
        return ()
    stamp, end = found
    if match["open"]:
        if line[end : end + 1] != "]":
            return ()
        end += 1
    said = _SAID.fullmatch(line, end)
    if said is None or (said["said"] and not match["open"]):
        return ()
    return (Piece(Role.EVENT, (at,), text=said["said"], stamp=stamp, who=match["who"].strip()),)


def _in_lines(line: str, block: Block, at: int) -> tuple[Piece, ...]:
    """Return the author of a message whose time stands on the next line, or on the one behind a badge."""
    if line[:1].isspace() or not is_name(line):
        return ()
    below, badge = at + 1, _BADGE.match(block.line(at + 1))
    words = block.line(below)[badge.end() if badge else 0 :]
    if badge and not words:
        below, words = at + 2, block.line(at + 2)
    stamp = only_stamp(words, block) if 0 < len(words) <= 40 else None
    if stamp is None:
        return ()
    is_set_in = bool(badge) or words[0].isspace()
    is_below_blank = bool(_HALF.search(stamp.clock)) and not block.line(at - 1).strip()
    if not (is_set_in or is_below_blank or (block.is_headed and stamp.day)):
        return ()
    return (Piece(Role.EVENT, tuple(range(at, below + 1)), stamp=stamp, who=line.strip()),)


def _follow_up(block: Block, at: int) -> tuple[Piece, ...]:
    """Return the time of a further message of the same author, which stands alone on its line."""
    line = block.line(at)
    stamp = only_stamp(line, block) if block.is_chat and len(line) <= 12 else None
    if stamp is None or stamp.day:
        return ()
    return (Piece(Role.EVENT, (at,), stamp=stamp, lacks_am_or_pm=not _HALF.search(stamp.clock)),)


def first_words(block: Block, at: int) -> tuple[Piece, ...]:
    """Return the line below the head of a message: it is what was said, even where it begins with a time."""
    if block.is_chat and any(_ends_above(header(block, above), at) for above in range(max(0, at - 3), at)):
        return (Piece(Role.MORE, (at,), text=block.line(at).strip()),)
    return ()


def _ends_above(pieces: tuple[Piece, ...], at: int) -> bool:
    return bool(pieces) and pieces[-1].lines[-1] == at - 1 and not pieces[-1].text


def decoration(block: Block, at: int) -> tuple[Piece, ...]:
    """Return a line that the chat added: reactions, counts of replies, marks of new messages."""
    line = block.line(at)
    if _REACTIONS.fullmatch(line) or re.fullmatch(r"\s*\(edited\)\s*", line):
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
            if piece.lacks_am_or_pm:
                stamp = _in_the_half_after(piece.stamp, last) if is_halved else piece.stamp
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
