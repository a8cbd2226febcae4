"""Documents that a timeline is pasted with: their other sections, and the marks of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pmwizard.intake.pieces import Block, Piece, Role
from pmwizard.model.times.stamps import Stamp

_HEADING = re.compile(
    r"\s*(?:#{1,6}\s+|h[1-6]\.\s+|={2,6}\s*(?=\w))(?P<words>\S.*?)[\s#=:*_]*"
    r"|\s*(?P<mark>\*\*|__)(?P<bold>[^*_]{2,60})(?P=mark)[\s:.]*|(?P<plain>[A-Z][\w '/&-]{2,40}):?"
)
_TIMELINE = re.compile(
    r"timeline|chronolog|sequence of events|what happened|events|log\b|zeitleiste|zeitlicher|ablauf"
    r"|\u30bf\u30a4\u30e0\u30e9\u30a4\u30f3|\u65f6\u95f4\u7ebf",
    re.IGNORECASE,
)
_TIMELINE_ALONE = re.compile(r"(?:the\s+)?(?:\w+\s+)?(?:timeline|chronology|chronologie|zeitleiste)", re.IGNORECASE)
_OTHERS = re.compile(
    r"(?:[0-9.]+\s+)?(?:the\s+)?(?:root causes?|causes?|trigger|impact|summary|executive summary|overview|background"
    r"|resolution|mitigation|detection|lessons?(?: learned)?|what went (?:well|wrong|badly)|what helped|what worked"
    r"|what failed|what did ?n[o'\u2019]t .*|where we got lucky|action items?|actions?|follow[- ]?ups?(?: actions?)?"
    r"|next steps|remediation|prevention|contributing factors?|five whys|5 whys|analysis|appendix|glossary|references"
    r"|related(?: incidents?| links)?|links|participants|attendees|people involved|metrics|recommendations|conclusions?"
    r"|customer impact|technical details|post-?mortem|open questions|acknowledge?ments|corrective actions|ursachen?"
    r"|auswirkung(?:en)?|ma\u00dfnahmen|zusammenfassung|cause racine|r\u00e9sum\u00e9|causa ra\u00edz|resumen"
    r"|\u6839\u672c\u539f\u56e0|\u5f71\u97ff|\u5f71\u54cd|\u6839\u56e0|\u6982\u8981|\u6559\u8a13)"
    r"(?:\s*\(.{0,40}\)|\s+(?:and|&)\s+[\w ]{1,40})?",
    re.IGNORECASE,
)
_SAID_OF_OTHERS = re.compile(
    r"\s*(?:[-*\u2022]\s+)?(?:\*\*|__)?(?P<words>AIs?|(?i:action\s(?:items?|points?)|todos?|next\ssteps?|attendees|participants|teilnehmer))"
    r"(?:\*\*|__)?:(?:\*\*|__)?\s.*",
)
_NOTHING = re.compile(r"\s*No incidents? (?:was |were )?reported\b.{0,20}", re.IGNORECASE)
"""What status pages write below a day."""
_NAME_OF_TAG = r"(?:b|strong|i|em|u|p|li|ul|ol|div|span|code|time|tr|td|th|h[1-6]|font|mark)"
_TAG = re.compile(rf"</?{_NAME_OF_TAG}(?:\s[^<>]{{0,200}})?>", re.IGNORECASE)
_TAGS_BEFORE_TIME = re.compile(
    rf"\s*(?:[-*\u2022]\s+)?(?:<{_NAME_OF_TAG}(?:\s[^<>]{{0,200}})?>\s*)+(?=[\[(~]?[0-9])", re.IGNORECASE
)
_BETWEEN_CELLS = re.compile(r"</t[dh]>\s*<t[dh](?:\s[^<>]{0,200})?>", re.IGNORECASE)
_UNDERLINE = re.compile(r"\s*(?:={3,}|-{3,})\s*")
_ESCAPE = re.compile(r"\\([\[\](){}<>*_`#~|!%&+-]|(?<=[0-9]\\)\.)")
_OTHER_ESCAPE = re.compile(r"\\(?![\[\](){}<>*_`#~|!%&+-]|(?<=[0-9]\\)\.)")
_WIKI_BOLD = re.compile(r"'''(?P<words>[^']+(?:'[^']+)*)'''")
_LONGEST_TITLE = 80
_CODE = re.compile(r"((?<!\\)`+[^`]*`+)")


def in_sections(pieces: Iterable[Piece], block: Block) -> Iterator[Piece]:
    """Yield the pieces of a block with the words under headings of other sections set aside.

    Events with a time stay events wherever they stand; words below such an event belong to it again.
    """
    is_aside = has_begun = False
    day: Stamp | None = None
    for piece in _without_title(pieces, block):
        words = _heading(block, piece)
        if words is not None:
            is_timeline = bool(_TIMELINE.search(words))
            is_aside = not is_timeline and (has_begun or bool(_OTHERS.fullmatch(words)))
            yield replace(piece, role=Role.SKIPPED) if piece.role is Role.MORE else piece
            continue
        is_event = piece.role is Role.EVENT and piece.stamp is not None and bool(piece.stamp.clock)
        if piece.role is Role.DAY or is_event:
            is_aside, has_begun = False, has_begun or is_event
        is_said = piece.role in {Role.MORE, Role.EVENT}
        if is_said and (is_aside or (piece.role is Role.MORE and _NOTHING.fullmatch(piece.text))):
            yield Piece(Role.SKIPPED, piece.lines)
        elif piece.role is Role.MORE and day and has_begun:
            # What stands below a day is no part of what happened before it.
            yield replace(piece, role=Role.EVENT, stamp=day)
        else:
            yield piece
        if piece.role is Role.DAY:
            day = piece.stamp
        elif piece.role is not Role.SKIPPED:
            day = None


def _without_title(pieces: Iterable[Piece], block: Block) -> Iterator[Piece]:
    """Yield pieces with the title of the whole skipped: the first line, above the one that names the zone of all."""
    pieces = iter(pieces)
    first = next(pieces, None)
    second = next(pieces, None)
    if first and first.role is Role.MORE and second and second.role is Role.SKIPPED and second.zone:
        words = block.line(first.lines[0]).strip()
        is_title = len(words) <= _LONGEST_TITLE and words[-1] not in ".!?" and not first.is_entry
        first = Piece(Role.SKIPPED, first.lines) if is_title else first
    yield from filter(None, (first, second))
    yield from pieces


def _heading(block: Block, piece: Piece) -> str | None:
    """Return the words of a piece that is a heading, ``None`` for any other."""
    if piece.role not in {Role.SKIPPED, Role.MORE} or len(piece.lines) != 1 or piece.zone:
        return None
    line = block.line(piece.lines[0])
    if piece.role is Role.MORE and (said := _SAID_OF_OTHERS.fullmatch(line)):
        return str(said["words"])
    match = _HEADING.fullmatch(line) if len(line) <= 100 else None
    if match is None:
        return None
    words = str(match["words"] or match["bold"] or match["plain"]).strip().rstrip(":").strip()
    if match["words"] and piece.role is Role.SKIPPED:
        return words
    is_underlined = bool(_UNDERLINE.fullmatch(block.line(piece.lines[0] + 1)))
    is_free = not block.line(piece.lines[0] - 1).strip()
    is_known = bool(_OTHERS.fullmatch(words) or _TIMELINE_ALONE.fullmatch(words))
    return words if is_known and (is_underlined or match["bold"] or is_free or line.rstrip().endswith(":")) else None


def without_tags(line: str) -> str:
    """Return a line whose time stands behind or in tags of a web page without them; cells are divided by tabs."""
    if not _TAGS_BEFORE_TIME.match(line):
        return line
    return _TAG.sub("", _BETWEEN_CELLS.sub("\t", line)).strip()


def without_escapes(piece: Piece) -> Piece:
    """Return a piece whose words have no escapes of Markdown; what stands in code is code, and bold print is bold."""
    if "'''" in piece.text:
        piece = replace(piece, text=_WIKI_BOLD.sub(r"**\g<words>**", piece.text))
    if "\\" not in f"{piece.text}{piece.who}{piece.notes}":
        return piece
    return replace(piece, text=_unescaped(piece.text), who=_unescaped(piece.who), notes=_unescaped(piece.notes))


def _unescaped(words: str) -> str:
    """Return words without escapes; any other use of the backslash means that none of them is one."""
    parts = _CODE.split(words)
    if any(_OTHER_ESCAPE.search(part) for part in parts[::2]):
        return words
    return "".join(_ESCAPE.sub(r"\1", part) if place % 2 == 0 else part for place, part in enumerate(parts))
