"""Heads of chat messages: the lines that name an author and a time, found for a whole block at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from pmwizard.intake.formats.speakers import is_somebody
from pmwizard.intake.pieces import Block, Piece, Role
from pmwizard.intake.stamps import leading_time, only_stamp, stamp_at
from pmwizard.model.times.names import MONTHS

EMOJI = r":[a-z0-9_+'-]{1,60}:"
"""A picture by its name, as chats write it."""

_PICTURE = r"[\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff][\ufe0f\u200d\U0001f3fb-\U0001f3ff]*"
_BADGE_WORDS = r"(?:APP|BOT|WORKFLOW|OP|ADMIN|GUEST|MOD|Admin|Guest|External|Moderator|Bot|App)"
_BADGE = re.compile(rf"\s*(?:(?:APP|BOT|WORKFLOW)\b|{EMOJI}|{_PICTURE})\s*")
_TAIL_OF_NAME = re.compile(rf"(?:\s*(?:{EMOJI}|{_PICTURE})|\s+{_BADGE_WORDS})+$")
_ROLE_BEHIND_NAME = re.compile(r"\s+(?:\[[^\[\]]{1,24}\]|\([^()]{1,24}\))$")
_AFTER_NAME = re.compile(
    r"(?P<strong>\s*,?\s*[\[(](?=[^\])]*[\])])|\s{2,}(?:\||•|·|-)?\s*|\t\s*|\s*[\u2014\u2013•·|]\s+)"
    r"|(?P<verb>\s+(?:wrote|said|posted|commented|replied|added a comment)(?:\s+(?:on|at|-))?\s+)"
    r"|(?P<weak>,\s+|\s+-\s+|\s+@\s+|\s+at\s+|\s+on\s+|\s)"
)
_MEETING = re.compile(r"From:?\s+(?P<who>\S.{0,60}?)\s+to\s+\S.{0,60}?\s?:?\s+(?=[0-9])", re.IGNORECASE)
_MAIL = re.compile(r"(?:>\s*)*On\s+(?P<rest>\S.*)\s+wrote:")
_SENDER = re.compile(r",?\s+(?P<who>\S.{0,60}?)\s*(?:<[^<>]{3,80}>)?")
ENDS_IN_DAY = re.compile(
    r"\b(?:today|yesterday|(?:mon|tue|wed|thu|fri|sat|sun)(?:[a-z]*day)?"
    rf"|(?:{'|'.join(month[:3] for month in MONTHS)})[a-z]*\.?(?:\s+[0-9]{{1,2}},?)?(?:,?\s+(?:19|20)[0-9]{{2}},?)?)$"
    r"|(?:^|[\s(])[0-9]{1,4}[-/.](?:[0-9]{1,2}|[a-z]{3,9})[-/.](?:[0-9]{2,4})?,?$|(?:^|\s)[0-9]{1,2}/[0-9]{1,2},?$",
    re.IGNORECASE,
)
"""Words that end in a day."""
_ENDS_IN_TIME = re.compile(
    r"^.{1,60}\s@\s[0-9][^ ]{2,8}:|[0-9](?:[:.h][0-9]{2}|\s?[ap]\b|\s?[AaPp]\.?\s?[Mm]\b).{0,24}$"
    r"|[\[(][^\])]{0,40}[0-9][:.h][0-9]{2}",
    re.IGNORECASE,
)
_VERB = re.compile(r"^\s*(?:wrote|said|posted|commented|replied|added a comment)(?:\s+(?:on|at|-))?\s+")
_VERB_ALONE = re.compile(r"\s*(?:wrote|said|posted|commented|replied|reviewed|opened)\s*", re.IGNORECASE)
_ROLE_ALONE = re.compile(
    r"\s*(?:Collaborator|Contributor|First-time contributor|Member|Owner|Author|Maintainer)\s*", re.IGNORECASE
)
"""What web pages write below the head of a message about its author."""
_TO_EVERYONE = re.compile(r"\s+to\s+everyone:?$", re.IGNORECASE)
_HALF = re.compile(r"[ap]\.?\s?m", re.IGNORECASE)
_SAID = re.compile(r"\s*:?\s*(?P<said>.*)")
_EDITED = re.compile(r"[\s,]*(?:-\s+)?\(?edited\)?\s*$", re.IGNORECASE)
_LONGEST, _LONGEST_NAME, _LONGEST_TIME = 400, 60, 60
_SINGLE_WORD_OF_A_MESSAGE = re.compile(r"[^\W\d_]+(?:ing|ed|s)", re.IGNORECASE)


class _Head(NamedTuple):
    """An author and a time, and whether the form alone tells that they are such."""

    piece: Piece
    is_sure: bool


def heads_of(block: Block) -> dict[int, tuple[Piece, ...]]:
    """Return the heads of messages in a block, by the line at which they begin."""
    filled = [at for at, line in enumerate(block.lines) if line.strip()]
    found = {at: head for at in filled if (head := _head_at(block, at))}
    doubtful = {at: head.piece for at, head in found.items() if not head.is_sure}
    sure: dict[int, tuple[Piece, ...]] = {at: (head.piece,) for at, head in found.items() if head.is_sure}
    _drop_words(doubtful, sure, filled)
    if doubtful and _are_heads(doubtful, sure, filled):
        sure |= {at: (piece,) for at, piece in doubtful.items()}
    elif not sure:
        sure = _times_above_names(block, filled)
    inside = {line for pieces in sure.values() for line in pieces[0].lines[1:]}
    kept = (_with_line_above(sure[at][0], at, block) for at in sorted(sure) if at not in inside)
    return {piece.lines[0]: (piece,) for piece in kept}


def _with_line_above(piece: Piece, at: int, block: Block) -> Piece:
    """Return a head with the line that some chats put above it: the initials of its author, or what a picture says."""
    above = block.line(at - 1)
    initials = "".join(word[0] for word in piece.who.split() if word[0].isalpha())
    if above and (above == initials or above.endswith(f" by {piece.who}")):
        return replace(piece, lines=(at - 1, *piece.lines))
    return piece


def _head_at(block: Block, at: int) -> _Head | None:
    """Return the author and the time that begin at a line, with what follows on the same line."""
    line = block.lines[at]
    if len(line) > _LONGEST or line.lstrip()[0].isdigit():
        return None
    return _in_one_line(line.strip(), block, at) or _in_lines(line, block, at)


def _in_one_line(line: str, block: Block, at: int) -> _Head | None:
    if line[:8].lstrip("> ")[:2] == "On" and (mail := _MAIL.fullmatch(line)):
        return _in_mail(mail["rest"], block, at)
    if not _ENDS_IN_TIME.search(line):
        return None
    if meeting := _MEETING.match(line):
        stamp = only_stamp(line[meeting.end() :], block)
        return _Head(Piece(Role.EVENT, (at,), stamp=stamp, who=meeting["who"]), is_sure=True) if stamp else None
    gaps = [(gap, cleaned_name(line[: gap.start()])) for gap in _AFTER_NAME.finditer(line, 1, _LONGEST_NAME)]
    # The longest name counts, so that no part of one is taken for that of a day; a name may end like a day too.
    for gap, who in sorted(gaps, key=lambda one: (bool(ENDS_IN_DAY.search(one[1])), -one[0].start())):
        if is_somebody(who) and (head := _behind_name(line, gap, who, block, at)):
            return None if leading_time(line, block) else head
    return None


def _in_mail(words: str, block: Block, at: int) -> _Head | None:
    """Return the head of a message quoted in a mail: ``On Fri, Nov 21, 2025 at 1:45 PM Dana Ito <...> wrote:``."""
    found = stamp_at(words, 0, block)
    sender = _SENDER.fullmatch(words, found[1]) if found else None
    if found is None or sender is None:
        return None
    return _Head(Piece(Role.EVENT, (at,), stamp=found[0], who=sender["who"]), is_sure=True)


def _behind_name(line: str, gap: re.Match[str], who: str, block: Block, at: int) -> _Head | None:
    """Return the head whose time stands behind a name and a gap, or ``None``."""
    is_open = gap[0].rstrip()[-1:] in {"[", "("}
    found = stamp_at(line, gap.end(), block)
    if found is None:
        return None
    stamp, end = found
    if is_open:
        if line[end : end + 1] not in {"]", ")"}:
            return None
        end += 1
    said = _SAID.fullmatch(_EDITED.sub("", line[end:]))
    is_said = gap[0].rstrip().endswith("[") or (gap[0].strip() in {"(", "@"} and line[end : end + 1] == ":")
    if said is None or (said["said"] and not is_said):
        return None
    has_picture = bool(_TAIL_OF_NAME.search(line[: gap.start()]))
    is_sure = bool(gap["verb"]) or has_picture or (gap["strong"] is not None and not gap[0].rstrip().endswith("("))
    return _Head(Piece(Role.EVENT, (at,), text=said["said"], stamp=stamp, who=who), is_sure)


def cleaned_name(words: str) -> str:
    """Return a name without the emphasis around it and the pictures, badges and roles behind it."""
    words = _ROLE_BEHIND_NAME.sub("", _TAIL_OF_NAME.sub("", words.strip())) or words
    words = words.strip().strip("*_`[]").strip()
    words = _TO_EVERYONE.sub("", words)
    return _TAIL_OF_NAME.sub("", words).strip().removesuffix(",").rstrip("*_`")


def _in_lines(line: str, block: Block, at: int) -> _Head | None:
    """Return the author of a message whose time stands on the next line, or on the one behind a badge."""
    if line[:1].isspace() or len(line) > _LONGEST_NAME or _VERB_ALONE.fullmatch(line):
        return None
    if _VERB_ALONE.fullmatch(block.line(at + 1)):
        return _in_three_lines(line, block, at)
    below, badge = at + 1, _BADGE.match(block.line(at + 1))
    words = block.line(below)[badge.end() if badge else 0 :]
    if badge and not words:
        below, words = at + 2, block.line(at + 2)
    is_time = 0 < len(words) <= _LONGEST_TIME and any(map(str.isdigit, words))
    who = cleaned_name(line)
    if not is_time or not is_somebody(who):
        return None
    stamp = only_stamp(_VERB.sub("", _EDITED.sub("", words)).lstrip(" ,\u2014\u2013•·"), block)
    if stamp is None:
        return None
    is_set_in = bool(badge) or words[0].isspace()
    is_below_blank = bool(_HALF.search(stamp.clock)) and not block.line(at - 1).strip()
    piece = Piece(Role.EVENT, tuple(range(at, below + 1)), stamp=stamp, who=who)
    return _Head(piece, is_set_in or is_below_blank)


def _in_three_lines(line: str, block: Block, at: int) -> _Head | None:
    """Return an author, what he did and when, each on a line, as a page of comments is copied."""
    who, words = cleaned_name(line), block.line(at + 2)
    stamp = only_stamp(words, block) if 0 < len(words) <= _LONGEST_TIME and is_somebody(who) else None
    if stamp is None:
        return None
    end = at + 3 + bool(_ROLE_ALONE.fullmatch(block.line(at + 3)))
    return _Head(Piece(Role.EVENT, tuple(range(at, end)), stamp=stamp, who=who), is_sure=True)


def _are_heads(doubtful: dict[int, Piece], sure: Mapping[int, tuple[Piece, ...]], filled: list[int]) -> bool:
    """Tell whether lines that may be heads are: the block begins with one, and each has words below it."""
    begins = any(at in doubtful or at in sure for at in filled[: 2 if len(doubtful) > 1 else 1])
    if not begins:
        return False
    places = {line: place for place, line in enumerate(filled)}
    first = next(iter(doubtful.values()))
    if len(doubtful) + len(sure) == 1 and not (first.stamp and (first.stamp.day or _HALF.search(first.stamp.clock))):
        return False
    for piece in doubtful.values():
        below = places[piece.lines[-1]] + 1
        if not piece.text and (below == len(filled) or filled[below] in doubtful or filled[below] in sure):
            return False
    return True


def _drop_words(doubtful: dict[int, Piece], sure: Mapping[int, tuple[Piece, ...]], filled: list[int]) -> None:
    """Drop what is a message of one word above the time of the next one, and nobody's name."""
    names = [piece.who for piece in doubtful.values()]
    heads = {**{at: pieces[0] for at, pieces in sure.items()}, **doubtful}
    ends = {piece.lines[-1] for piece in heads.values() if not piece.text}
    above = dict(zip(filled[1:], filled, strict=False))
    for at, piece in list(doubtful.items()):
        is_single = len(piece.lines) > 1 and " " not in piece.who and names.count(piece.who) == 1
        is_word = above.get(at) in ends or bool(_SINGLE_WORD_OF_A_MESSAGE.fullmatch(piece.who))
        if is_single and is_word and at not in filled[:2]:
            del doubtful[at]


def _times_above_names(block: Block, filled: list[int]) -> dict[int, tuple[Piece, ...]]:
    """Return the heads of a block in which every time stands on a line of its own, above a name and then words."""
    if len(filled) < 6 or only_stamp(block.lines[filled[0]][:_LONGEST_TIME], block) is None:
        return {}
    heads: dict[int, tuple[Piece, ...]] = {}
    names: list[str] = []
    for place, at in enumerate(filled):
        line = block.lines[at]
        stamp = only_stamp(line, block) if len(line) <= _LONGEST_TIME and any(map(str.isdigit, line)) else None
        if stamp is None:
            continue
        if place + 2 >= len(filled) or not is_somebody(who := cleaned_name(block.lines[filled[place + 1]])):
            return {}
        names.append(who)
        heads[at] = (Piece(Role.EVENT, (at, filled[place + 1]), stamp=stamp, who=who),)
    is_told = all(" " in who for who in names) or len(set(names)) < len(names)
    return heads if len(heads) > 1 and is_told else {}
