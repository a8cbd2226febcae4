"""Times behind their words: as the value of a label, in brackets, or at the end of a line."""

from __future__ import annotations

import re
from itertools import islice

from pmwizard.intake.formats.heads import ENDS_IN_DAY
from pmwizard.intake.pieces import Block, Piece, Role
from pmwizard.intake.stamps import leading_time, only_stamp, stamp_at, whole_day
from pmwizard.model.times.names import MONTH_PATTERN
from pmwizard.model.times.stamps import PLAIN_SIGNS, Stamp

_MARKS = re.compile(r"\s*(?:>\s*)*(?:[-*+\u2022\u00b7]\s+|[0-9]{1,3}[.)]\s+)?(?:\[[ xX]\]\s+)?(?:#{1,6}\s+)?")
_LABEL = re.compile(
    r"[*_`]{0,3}(?P<label>[^\W\d_][^:=|\t]{0,60}?)[*_`]{0,3}"
    r"(?:\s*(?:[=\uff1a]|(?<![0-9]):|:(?![0-9]))[*_`]{0,3}\s*|\s*\.{3,}\s*|\s*\t\s*|\s{2,}|\s*\u2192\s*|\s+->\s+)"
)
_LENGTH = re.compile(
    r"\b(?:duration|length|elapsed|took|downtime|total|tt[a-z]|mtt[a-z]|time to|uptime|runtime|lasted|lag|latency"
    r"|delay|dauer|dur\u00e9e|duraci\u00f3n|ratio|score|version|ratios?|port|range|every|schedule|cron)\b|\b(?:after|within|for)$",
    re.IGNORECASE,
)
_NO_EVENT = re.compile(
    r"\b(?:due|review|next|deadline|published|author|generated|exported|printed|last updated|updated|time ?zone"
    r"|meeting)\b",
    re.IGNORECASE,
)
_AT_THE_END = re.compile(
    r"(?P<gap>\s*[(\[]|\s+[-\u2013\u2014@|]\s*|,\s+|\s+(?:at|um|\u00e0|on|since)\s+)"
    r"(?=(?:at\s+|~\s?|about\s+|ca\.?\s+|on\s+)?(?:[0-9A-Z]))"
    rf"|(?P<blank>\s+)(?=[0-9]{{1,4}}[-/.]|[0-9]{{1,2}}\s(?:{MONTH_PATTERN})\b|(?:{MONTH_PATTERN})\b\.?\s)",
    re.IGNORECASE,
)
_STATED = re.compile(
    r"\[(?P<state>[^\W\d_][^\]\[]{1,30})\]\s+(?=[0-9A-Z])|(?P<label>[^\W\d_][\w -]{1,40}?)\s*[(\[](?=[0-9~])"
)
_CLOSED = re.compile(r"[)\]]?[\s.*_`]*")
_SET_OFF = re.compile(r"\s*[*_`]{0,3}\s*(?:[-\u2013\u2014,;:]\s+|(?=\())")
_ANY_CLOCK = re.compile(r"[0-9](?:[:.h][0-9]{2}|\s?[ap]\.?m)", re.IGNORECASE)
_LATEST, _LONGEST, _SAMPLE = 60, 300, 200


def has_times_last(block: Block) -> bool:
    """Tell whether more lines of a block have their time behind the words than in front of them."""
    first = last = 0
    for line in islice((line for line in block.lines if line.strip()), _SAMPLE):
        if leading_time(line, block):
            first += 1
        elif _has_clock(line) and (_labelled(line, block) or _ended(line, block) or _stated(line, block)):
            last += 1
    return last > first


def _has_clock(line: str) -> bool:
    return len(line) <= _LONGEST and bool(
        re.search(r"[0-9](?:[:.h][0-9]{2}|\s?[ap]\.?m)", line[-_LATEST:], re.IGNORECASE)
    )


def labelled_line(block: Block, at: int) -> tuple[Piece, ...]:
    """Return the event of a line whose time stands behind its words: ``Started: 13:45 UTC``, ``Acked (13:47)``."""
    line = block.line(at)
    if not block.has_times_last or len(line) > _LONGEST or not any("0" <= sign <= "9" for sign in line):
        return ()
    found = next(filter(None, (form(line, block) for form in (_labelled, _ended, _stated, _dated))), None)
    if found is None:
        label = _LABEL.match(line, _begin(line))
        return (Piece(Role.SKIPPED, (at,)),) if label and _LENGTH.search(label["label"]) else ()
    stamp, text = found
    return (Piece(Role.EVENT, (at,), text=text, stamp=stamp),)


def _labelled(line: str, block: Block) -> tuple[Stamp, str] | None:
    """Return the time that is the value of a label, and the label with what follows the time."""
    plain = line.translate(PLAIN_SIGNS)
    label = _LABEL.match(plain, _begin(plain))
    if label is None or _LENGTH.search(label["label"]) or _NO_EVENT.search(label["label"]):
        return None
    found = stamp_at(plain, label.end(), block)
    if found is None:
        return None
    stamp, end = found
    words = re.sub(r"\s+(?:at|on|um|since)$", "", line[label.start("label") : label.end("label")].strip())
    if _CLOSED.fullmatch(plain, end):
        return stamp, words
    gap = _SET_OFF.match(plain, end)
    rest = line[gap.end() if gap else end :].strip()
    return (stamp, f"{words}: {rest}") if gap and rest else None


def _ended(line: str, block: Block) -> tuple[Stamp, str] | None:
    """Return the time at the end of a line, in brackets or behind a sign, and the words before it."""
    plain = line.translate(PLAIN_SIGNS)
    begin = _begin(plain)
    for gap in _AT_THE_END.finditer(plain, max(begin + 2, len(plain) - _LATEST)):
        found = stamp_at(plain, gap.end(), block)
        words = line[begin : gap.start()].strip().strip("*_`").strip()
        if (
            found
            and words
            and not (gap["blank"] and not found[0].day)
            and not (_ANY_CLOCK.search(words) or ENDS_IN_DAY.search(words))
            and _CLOSED.fullmatch(plain, found[1])
            and not _LENGTH.search(words)
        ):
            return found[0], words
    return None


def _stated(line: str, block: Block) -> tuple[Stamp, str] | None:
    """Return the time behind a short label, in brackets or with the label in them, and the label with the words."""
    plain = line.translate(PLAIN_SIGNS)
    label = _STATED.match(plain, _begin(plain))
    found = stamp_at(plain, label.end(), block) if label else None
    if label is None or found is None or _LENGTH.search(label["label"] or label["state"]):
        return None
    stamp, end = found
    end += bool(label["label"]) and plain[end : end + 1] in {")", "]"}
    gap = _SET_OFF.match(plain, end)
    rest = line[gap.end() if gap else end :].strip()
    if label["state"] and _CLOSED.fullmatch(plain, end):
        return stamp, label["state"]
    return (stamp, f"{label['label'] or label['state']}: {rest}") if gap and rest else None


def _dated(line: str, block: Block) -> tuple[Stamp, str] | None:
    """Return the day that is the value of a label."""
    label = _LABEL.match(line, _begin(line))
    if label is None or _NO_EVENT.search(label["label"]) or only_stamp(line[label.end() :], block):
        return None
    day = whole_day(line[label.end() :], block)[0]
    return (Stamp("", day), label["label"].strip()) if day else None


def _begin(line: str) -> int:
    match = _MARKS.match(line)
    return match.end() if match else 0
