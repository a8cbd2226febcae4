"""Pasted blocks split into pieces by the format they have: one module for each family of formats, tried in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import tzinfo
from functools import lru_cache

from pmwizard.intake.formats.chat import completed, decoration, deed, first_words, irc_line, is_chat, message
from pmwizard.intake.formats.days import day_entry, day_heading
from pmwizard.intake.formats.documents import in_sections, without_escapes, without_tags
from pmwizard.intake.formats.fields import commit, json_line, named_lines, pairs_line
from pmwizard.intake.formats.heads import heads_of
from pmwizard.intake.formats.labels import has_times_last, labelled_line
from pmwizard.intake.formats.logs import record
from pmwizard.intake.formats.notes import continuation, counts_from_start, heading, ruled_line, timed_line, unread_time
from pmwizard.intake.formats.speakers import is_irc, names_in
from pmwizard.intake.formats.status_pages import events_above_times, has_times_below, update
from pmwizard.intake.formats.tables import separated, table
from pmwizard.intake.formats.zones import zone_line
from pmwizard.intake.pieces import Block, BlockForm, Piece
from pmwizard.model.base import tidied
from pmwizard.model.times.stamps import ABOUT_WORDS
from pmwizard.model.times.zones import zone_split
from pmwizard.text import visible

_FOUR_DIGITS = r"(?:[01][0-9]|2[0-3])[0-5][0-9]"
_COMPACT = re.compile(
    rf"\s*(?:[-*+•]\s+)?(?:~\s?|(?:{ABOUT_WORDS})\s+)?{_FOUR_DIGITS}(?:\s?[-\u2013]\s?{_FOUR_DIGITS})?\s+\S",
    re.IGNORECASE,
)
_HOUR_AND_MINUTES = re.compile(r"\W*[0-9]{1,2}h[0-9]{2}\b", re.IGNORECASE)
_LINE_END_AS_KEY = re.compile(r"\x1b\[(?:(?:10|13|106)(?:;[0-9]{1,3})?u|27;[0-9]{1,3};(?:10|13|106)~)")
"""How terminals encode the keys that end a line."""
_COLOURS = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b\n]*(?:\x07|\x1b\\))")
"""Escape sequences: colours, moves of the cursor, titles of windows."""
_WITHOUT_WIDTH = re.compile(r"[\u200b\u200e\u200f\u2060\ufeff]")
"""Characters without width that chats and files put before a time."""
_GAP = re.compile(r"[^\S\t]{20,}|\t{20,}")
_LINE_ENDS = re.compile(r"[\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_FORMS: list[BlockForm] = [
    *(table, commit, json_line, pairs_line, update, record, ruled_line),
    *(message, deed, first_words, decoration, irc_line, timed_line),
    *(separated, named_lines, labelled_line, day_heading, zone_line, heading, day_entry, unread_time),
]
"""The forms in the order in which they are tried: those behind lines with times know that theirs begins with none."""


def block_of(text: str, zone: tzinfo, year: int) -> Block:
    """Return the lines of a pasted text.

    Args:
        text: The text as it was pasted.
        zone: The zone of the report, whose abbreviations are known too.
        year: The year in which they are.
    """

    @lru_cache(maxsize=1000)
    def is_zone(name: str) -> bool:
        return bool(zone_split(f"13:45 {name}", zone, year)[1])

    ended = _LINE_END_AS_KEY.sub("\n", text)
    plain = _WITHOUT_WIDTH.sub("", _COLOURS.sub("", tidied(ended)))
    # Very wide gaps are shortened: searching them takes too long.
    lines = tuple(
        _GAP.sub(lambda gap: gap[0][:20], visible(without_tags(line.rstrip()))) for line in _LINE_ENDS.split(plain)
    )
    filled = [line for line in lines if line.strip()]
    compact = sum(bool(_COMPACT.match(line)) for line in filled)
    has_hours = any(map(_HOUR_AND_MINUTES.match, filled))
    block = Block(lines, is_zone, is_compact=compact > 1 and compact * 2 > len(filled), has_hours=has_hours)
    block = replace(block, heads=heads_of(block))
    block = replace(block, is_irc=is_irc(block), names=names_in(block))
    block = replace(block, is_chat=is_chat(block), counts_from_start=counts_from_start(block))
    return block if block.is_chat else replace(block, has_times_last=has_times_last(block))


def pieces_of(block: Block) -> Iterator[Piece]:
    """Yield the pieces of a block in its order; every line that is not blank is in one of them."""
    if has_times_below(block):
        yield from events_above_times(block)
    else:
        pieces = completed(_pieces(block)) if block.is_chat else in_sections(_pieces(block), block)
        yield from map(without_escapes, pieces)


def _pieces(block: Block) -> Iterator[Piece]:
    at = 0
    while at < len(block.lines):
        if not block.lines[at].strip():
            at += 1
            continue
        found = next((pieces for form in _FORMS if (pieces := form(block, at))), ())
        yield from found or (continuation(block, at),)
        at = found[-1].lines[-1] + 1 if found else at + 1
