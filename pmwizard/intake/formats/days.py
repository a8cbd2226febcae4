"""Lines that hold a day and no time: headings of a day, and what happened on a day of which no time is known."""

from __future__ import annotations

import re

from pmwizard.intake.formats.zones import is_in_local_time, line_words, zone_for_all, zone_mentioned
from pmwizard.intake.pieces import Block, Piece, Role
from pmwizard.intake.stamps import leading_time, whole_day
from pmwizard.model.times.names import MONTH_PATTERN, WEEKDAY_PATTERN
from pmwizard.model.times.scanner import day_at
from pmwizard.model.times.stamps import PLAIN_SIGNS, Stamp

_SIGNS = r"[\s#*_>=~|\u2500-\u257f\u2022\u00b7\u2013\u2014\[\](){}<>.,:;+-]"
_BEFORE = re.compile(
    rf"{_SIGNS}*(?:(?:{WEEKDAY_PATTERN})\.?\)\s*)?(?:(?:day\s+changed(?:\s+to)?|log\s+(?:opened|closed)|(?:begin|end)\s+logging\s+at|logging\s+(?:started|ended)"
    r"|date|datum|fecha|day\s+of(?:\s+the)?\s+\w+|incident\s+date|messages?\s+(?:on|from)|conversation\s+(?:on|of)|chat\s+on|on|le"
    rf"|am|el|new\s+day|day\s+[0-9]{{1,2}}|tag\s+[0-9]{{1,2}}|jour\s+[0-9]{{1,2}})(?![A-Za-z]){_SIGNS}*)*"
    r"(?:[\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\ufe0f]|:[a-z0-9_+-]{1,40}:|\s)*",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"(?:{_SIGNS}|(?<=[\s,(])(?:{WEEKDAY_PATTERN}|local|all\s+times?|times?|in|[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}(?:\s+(?:19|20)[0-9]{{2}})?)(?![A-Za-z])"
    r"|(?:\u661f\u671f|\u5468|\u9031|\u793c\u62dc)?[\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u65e5\u5929\u6708\u706b\u6c34\u6728\u91d1\u571f](?:\u66dc\u65e5?)?|[\uac00-\ud7a3]\uc694\uc77c)*",
    re.IGNORECASE,
)
_SHORT = re.compile(
    rf"(?:(?:{WEEKDAY_PATTERN})\b\.?,?\s+)?(?:the\s+)?"
    r"(?P<day>[0-9]{1,2}(?:st|nd|rd|th)\b|[0-9]{1,2}/[0-9]{1,2}(?![0-9/])|[0-9]{1,2}\.[0-9]{1,2}\.(?![0-9])|[0-9]{2}-[0-9]{2}(?![-0-9]))"
    rf"|(?P<weekday>(?:{WEEKDAY_PATTERN})\b\.?,?\s+)(?P<number>[0-9]{{1,2}})(?![0-9:./h-])\.?",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?:the\s+)?(?P<day>(?:next|following|same)\s+day|day\s+[0-9]{1,2})(?![A-Za-z0-9])", re.IGNORECASE
)
_NUMBERED_DAY = re.compile(
    r"day\s[0-9]{1,2}(?=\s*(?:[-\u2013\u2014]\s|[:,]\s))|[0-9]{1,2}\.(?:0[1-9]|1[0-2])\.(?=[:,]?\s)", re.IGNORECASE
)
_HEADING = re.compile(
    r"\s*(?:#{1,6}\s+|h[1-6]\.\s+|={2,6}\s)\S.*"
    r"|\s*(?P<flank>-{2,}|={2,}|\*{3,}|~{2,})\s*[^-=*~\s].*?\s*(?P=flank)\s*"
    r"|\s*(?P<mark>\*\*|__)[^*_].*?(?P=mark)[\s:.]*"
)
_DATE_LABEL = re.compile(r"[\s*_-]*date\b[\s*_]*:", re.IGNORECASE)
_OF_DOCUMENT = re.compile(
    r"[\s*_-]*(?:authors?|written by|status|reviewers?|version|facilitator|owner)\b[^:]{0,20}:", re.IGNORECASE
)
_UNDERLINE = re.compile(r"\s*(?:={3,}|-{3,})\s*")
_OTHER_DAY = re.compile(
    r"\b(?:publish|written|wrote|updated?|modified|edited|created|review(?:ed)?|due|since|until|before|prior|previous|earlier"
    r"|generated|exported|retrieved|printed|version|follow-?up|action|approved|signed)",
    re.IGNORECASE,
)
_WORD_START = re.compile(r"(?<![\w/.-])[\w(]")
_MARKS = re.compile(
    r"\s*(?:>\s*)*(?P<bullet>[-*+\u2022\u00b7\u2013\u2014]\s+|[0-9]{1,3}[.)]\s+(?=[0-9A-Z*_]))?"
    r"(?:\[[ xX]\]\s+)?[*_`]{0,3}"
)
_SET_OFF = re.compile(
    r"[*_`]{0,3}\s*(?:[:\u2013\u2014=]|-(?=\s)|->|\u2192)[*_`:]{0,3}\s*|[*_`]{1,3}\s+|,\s+|(?P<blank>\s+)"
)
_CLOCK = re.compile(r"(?<![0-9])[0-9]{1,2}:[0-9]{2}(?![0-9])")
_ACTION = re.compile(r"(?:ed|ing)$", re.IGNORECASE)
_DAY_WORDS = frozenset(
    [
        *f"{MONTH_PATTERN}|{WEEKDAY_PATTERN}".lower().split("|"),
        *("day", "today", "yesterday", "tomorrow", "heute", "gestern", "morgen", "tag", "jour"),
    ]
)
_DIGITS_OF_DAY = re.compile(
    r"(?<![0-9])[0-9]{1,4}(?:[-/][0-9]{1,2}(?![0-9])|\.[0-9]{1,2}\.|\s?[\u5e74\u6708\ub144\uc6d4]|(?:st|nd|rd|th)\b)",
    re.IGNORECASE,
)
_OF_WRITING = re.compile(
    r"\b(?:updated?|published|generated|exported|printed|created|written|as of|stand|version|due|review)\b",
    re.IGNORECASE,
)
_BEFORE_LAST_DAY = re.compile(
    rf"[,:(\u2013\u2014-]\s*(?=(?:(?:{WEEKDAY_PATTERN})\.?,?\s+)?[^,:(\u2013\u2014]*[0-9][^:(\u2013\u2014]*$)",
    re.IGNORECASE,
)
_LOG = re.compile(r"log(?:ging)?\s", re.IGNORECASE)
_LONGEST, _MOST_WORDS = 120, 8


def day_heading(block: Block, at: int) -> tuple[Piece, ...]:
    """Return the day that a line names for the times below it, alone or among other words of a heading."""
    line = block.line(at)
    if len(line) > _LONGEST or not _may_hold_day(line) or (_CLOCK.search(line) and not _LOG.search(line)):
        return ()
    if _DATE_LABEL.match(line) and any(_OF_DOCUMENT.match(block.line(near)) for near in range(at - 3, at + 4)):
        # The day of a document is often not that of what it is about.
        return (Piece(Role.SKIPPED, (at,)),)
    day, zone = whole_day(line, block)
    day = day or _day_of_line(line, block, at) or _day_of_heading(line, block, at)
    if not zone and (line.rstrip().endswith(")") or zone_mentioned(line, block)):
        beside, rest = _only_day(line)
        zone = zone_for_all(line, block) or (zone_for_all(rest, block) if beside else "")
        day = day or (beside if zone or is_in_local_time(line) else "")
    if not day:
        return ()
    return (Piece(Role.DAY, (at,), stamp=Stamp("", day), zone=zone or zone_mentioned(line, block)),)


def _only_day(line: str) -> tuple[str, str]:
    """Return the day of a line that holds one, but not the day of the document, and the line without it."""
    if _OF_WRITING.search(line):
        return "", line
    plain = line.translate(PLAIN_SIGNS)
    days: list[str] = []
    rest, end = "", 0
    for start in _WORD_START.finditer(plain):
        begin = start.start() + (start[0] == "(")
        if begin >= end and (found := day_at(plain, begin)) and any(map(str.isdigit, found[0])):
            days.append(found[0])
            rest, end = f"{plain[:begin].rstrip()} {plain[found[1] :].lstrip(' ,')}", found[1]
    return (days[0], rest) if len(days) == 1 else ("", line)


def _may_hold_day(line: str) -> bool:
    return bool(_DIGITS_OF_DAY.search(line)) or not _DAY_WORDS.isdisjoint(line_words(line))


def _day_of_line(line: str, block: Block, at: int) -> str:
    """Return the day of a line that holds nothing else, but signs and words such as "Day changed"."""
    plain = line.translate(PLAIN_SIGNS)
    before = _BEFORE.match(plain)
    begin = before.end() if before else 0
    if found := day_at(plain, begin):
        day, end = found
        if day.lower() in {"today", "yesterday", "tomorrow"} and (named := day_at(plain, _past_comma(plain, end))):
            day, end = named
    else:
        return _short_day(plain, begin, block, at)
    year = re.search(r"\s((?:19|20)[0-9]{2})\W*$", plain[end:])
    rest = plain[end:]
    if zone := zone_mentioned(rest, block):
        rest = re.sub(r"[\w/+:-]+(?:\s+[Tt]ime)?(?=\W*$)", "", rest) if zone else rest
    if not _AFTER.fullmatch(f" {rest}"):
        return ""
    return f"{day} {year[1]}" if year and not re.search(r"[0-9]{4}", day) else day


def _past_comma(words: str, at: int) -> int:
    match = re.compile(r"[\s,(\u2013\u2014-]*").match(words, at)
    return match.end() if match else at


def _short_day(words: str, begin: int, block: Block, at: int) -> str:
    """Return a day by its number, or ``Day 2``, where times follow it or it is set off like a heading."""
    counted = _COUNTED.match(words, _past_comma(words, 0)) or _COUNTED.match(words, begin)
    if counted and (_AFTER.fullmatch(words, counted.end()) or _is_title_of_day(words[counted.end() :], block, at)):
        return " ".join(counted["day"].split())
    short = _SHORT.match(words, begin)
    if short is None or not _AFTER.fullmatch(words, short.end()):
        return ""
    below = next((line for line in block.lines[at + 1 : at + 4] if line.strip()), "")
    is_heading = bool(_HEADING.fullmatch(words)) or (leading_time(below, block) is not None)
    return (short["day"] or f"{short['number']}th") if is_heading else ""


def _day_of_heading(line: str, block: Block, at: int) -> str:
    """Return the day among the words of a heading."""
    heading = _HEADING.fullmatch(line)
    is_underlined = bool(_UNDERLINE.fullmatch(block.line(at + 1))) and not line[:1].isspace()
    is_free = not block.line(at - 1).strip() and len(line.split()) <= _MOST_WORDS
    is_free = is_free and (_is_above_times(block, at) or not any(map(str.strip, block.lines[:at])))
    is_title = is_free and line[:1].isupper() and not any(map(_ACTION.search, line.split()))
    plain = line.translate(PLAIN_SIGNS)
    is_title = is_title or _ends_in_whole_day(plain, block, at)
    if not (heading or is_underlined or is_title) or _CLOCK.search(line) or _OTHER_DAY.search(line):
        return ""
    for start in _WORD_START.finditer(plain):
        found = day_at(plain, start.start() + (start[0] == "("))
        if found and (heading or is_underlined or (start.start() and not plain[found[1] :].strip(" :.)"))):
            return "" if found[0].lower() in {"today", "yesterday", "tomorrow", "morgen"} else found[0]
    counted = _COUNTED.search(plain)
    return " ".join(counted["day"].split()) if counted and plain[: counted.start()].strip(" #*_") == "" else ""


def _ends_in_whole_day(words: str, block: Block, at: int) -> bool:
    """Tell whether a line above times is a title that ends in a weekday with its date, or a date with its year."""
    gap = _BEFORE_LAST_DAY.search(words)
    found = day_at(words, gap.end()) if gap else None
    if found is None or words[found[1] :].strip(" :.)") or not _is_above_times(block, at):
        return False
    return bool(re.search(rf"(?:19|20)[0-9]{{2}}|\b(?:{WEEKDAY_PATTERN})\b", found[0], re.IGNORECASE))


def day_entry(block: Block, at: int) -> tuple[Piece, ...]:
    """Return what happened on a day whose time is not known: ``- 2025-11-24 - Site visit``."""
    line = block.line(at)
    if (block.is_chat and block.heads) or not _may_hold_day(line):
        return ()
    plain = line.translate(PLAIN_SIGNS)
    marks = _MARKS.match(plain)
    begin = marks.end() if marks else 0
    found = day_at(plain, begin) or _numbered_day(plain, begin)
    if found is None:
        found = day_at(plain, len(plain) - len(plain.lstrip()))
        marks = None if found else marks
    gap = _SET_OFF.match(plain, found[1]) if found else None
    if found is None or gap is None or _CLOCK.match(plain, gap.end()):
        return ()
    day, text = found[0], line[gap.end() :].strip()
    is_listed = bool(marks and marks["bullet"])
    is_whole = bool(re.search(r"[0-9]{4}", day))
    is_listed = is_listed or day.endswith(".")
    if not text or (gap["blank"] and not (is_listed and text[:1].isupper()) and not is_whole) or _is_detail(block, at):
        return ()
    if not is_listed and _is_title(text) and _is_above_times(block, at):
        return (Piece(Role.DAY, (at,), stamp=Stamp("", day)),)
    return (Piece(Role.EVENT, (at,), text=text, stamp=Stamp("", day)),)


def _numbered_day(words: str, at: int) -> tuple[str, int] | None:
    """Return the words ``Day 3`` or ``24.11.`` that begin at a position and are set off, and where they end."""
    match = _NUMBERED_DAY.match(words, at)
    return (" ".join(match[0].split()), match.end()) if match else None


def _is_detail(block: Block, at: int) -> bool:
    """Tell whether a line is set in below an event with a time."""
    line, above = block.line(at), block.line(at - 1)
    depth = len(line) - len(line.lstrip())
    return depth > len(above) - len(above.lstrip()) and leading_time(above, block) is not None


def _is_title_of_day(words: str, block: Block, at: int) -> bool:
    """Tell whether words behind ``Day 2`` are its title, set off from it."""
    gap = _SET_OFF.match(words)
    return bool(gap and not gap["blank"]) and _is_title(words[gap.end() if gap else 0 :]) and _is_above_times(block, at)


def _is_title(words: str) -> bool:
    parts = words.split()
    return len(parts) <= 2 and not words.endswith(".") and not any(_ACTION.search(part) for part in parts)


def _is_above_times(block: Block, at: int) -> bool:
    below = next((line for line in block.lines[at + 1 : at + 4] if line.strip()), "")
    found = leading_time(below, block)
    return found is not None and not found.stamp.day
