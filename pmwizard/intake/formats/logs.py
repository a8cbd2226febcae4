"""Lines of logs: ISO times, nginx and Apache, syslog, seconds since 1970, logfmt and JSON."""

from __future__ import annotations

import re

from pmwizard.intake.pieces import Block, Piece, Role
from pmwizard.intake.stamps import stamp_at
from pmwizard.model.times.names import MONTHS, WEEKDAY_PATTERN
from pmwizard.model.times.stamps import Stamp

_CLOCK = r"[0-9]{2}:[0-9]{2}:[0-9]{2}(?:[.,][0-9]{1,9})?"
_ISO = (
    rf"(?P<day>[0-9]{{4}}[-/][0-9]{{2}}[-/][0-9]{{2}})[T ](?P<clock>{_CLOCK})"
    r"(?:\s?(?P<zone>Z|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?)(?![0-9A-Za-z]))?"
)
_ACCESS = re.compile(
    r"(?P<who>\S+) (?P<ident>\S+) (?P<user>\S+) "
    rf"\[(?P<day>[0-9]{{1,2}}/[A-Za-z]{{3}}/[0-9]{{4}}):(?P<clock>{_CLOCK}) ?(?P<zone>[+-][0-9]{{4}})?\] (?P<text>.*)"
)
_NGINX_ERROR = re.compile(rf"{_ISO} (?P<text>\[[a-z]+\] [0-9]+#[0-9]+: .*)")
_SYSLOG = re.compile(
    rf"(?:<[0-9]{{1,3}}>)?(?P<day>[A-Z][a-z]{{2}} {{1,2}}[0-9]{{1,2}}) (?P<clock>{_CLOCK}) (?P<who>[\w.:-]+) "
    r"(?P<text>[^\s:]+:? .*)"
)
_SYSLOG_NOW = re.compile(rf"<[0-9]{{1,3}}>1 {_ISO} (?P<who>\S+) (?P<text>\S+ \S+ \S+ .*)")
_KLOG = re.compile(
    rf"(?P<level>[IWEF])(?P<month>0[1-9]|1[0-2])(?P<number>[0-3][0-9]) (?P<clock>{_CLOCK}) +(?P<text>.*)"
)
_EPOCH = re.compile(
    r"\s*[\[(]?@?(?P<clock>1[0-9]{9}(?:\.[0-9]{1,9})?|1[0-9]{12}|1[0-9]{15})[\])]?"
    r"(?:\s*[-\u2013\u2014:|>,;]+(?=\s)|[:,;|]|(?=\s))\s*(?P<text>\S.*)"
)
_WITHIN = re.compile(
    r"(?P<before>(?:(?:[A-Z]{1,8}[,:|]?|\[[^\]]{1,40}\]|[\w./-]{1,40} *\||[\w./-]{1,40}:) ?){1,3} *)"
    rf"[\[(]?{_ISO}(?P<end> #[0-9]+)?[\])]?(?P<text>.*)"
)
_FULL_DATE = (
    r"(?:[0-9]{4}[-/][0-9]{2}[-/][0-9]{2}|[0-9]{1,2}[ /-][A-Z][a-z]{2}[ /-][0-9]{4}"
    r"|[A-Z][a-z]{2} {1,2}[0-9]{1,2},? [0-9]{4}|[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{4})"
)
_DATED = re.compile(
    r"(?:(?<=\s)|(?<=\s[\[(])|(?<=[^\w\s][\[(]))"
    rf"(?P<time>{_FULL_DATE}(?:[T,:]| at)?\s?[0-9]{{1,2}}:[0-9]{{2}}(?P<seconds>:[0-9]{{2}})?)"
)
_DATED_AT_ONCE = re.compile(rf"[\s*\u2022]*[\[(]?{_FULL_DATE}(?:[T,:]| at)?\s?[0-9]{{1,2}}:[0-9]{{2}}")
_WEEKDAY_ALONE = re.compile(rf"[\s*\u2022(\[-]*(?:{WEEKDAY_PATTERN})\b\.?,?\s*", re.IGNORECASE)
_JOURNAL = re.compile(
    rf"(?:[A-Z][a-z]{{2}} )?(?P<day>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})[T ](?P<clock>{_CLOCK})"
    r"\s?(?P<zone>Z|[A-Z]{2,5}|[+-][0-9]{2}:?[0-9]{2})? (?P<who>[a-z][\w.-]*) (?P<text>[\w./@-]+\[[0-9]+\]: .*)"
)
_BETWEEN_BOOTS = re.compile(r"-- (?:Boot \w+|Reboot|Logs begin .*|Journal begins .*|No entries) --")
_HEADS = re.compile(r"\s*[A-Z][A-Z_-]*(?: [A-Z_()-]+)*(?:(?:\s{2,}|\t)[A-Z][A-Z_()-]*(?: [A-Z_()-]+)*){2,}")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_PLAIN_WORD = re.compile(r"[A-Z]?[a-z']+[,.]?")
_WORDS_BEFORE_DAYS = frozenset(("on", "at", "am", "le", "el", "em", "il", "op", "den"))
_FARTHEST, _LONGEST_HEADS = 100, 200


def record(block: Block, at: int) -> tuple[Piece, ...]:
    """Return the event of a line of a log."""
    line = block.line(at)
    if len(line) <= _LONGEST_HEADS and (_HEADS.fullmatch(line) or _BETWEEN_BOOTS.fullmatch(line)):
        return (Piece(Role.SKIPPED, (at,)),)
    if len(line) < 12 or not any("0" <= letter <= "9" for letter in line[:120]):
        return ()
    if match := _ACCESS.fullmatch(line):
        known = [part for part in (match["ident"], match["user"]) if part != "-"]
        return (_piece(at, match, " ".join([*known, match["text"]]), match["who"]),)
    for pattern, named in ((_NGINX_ERROR, "nginx"), (_SYSLOG, ""), (_SYSLOG_NOW, ""), (_JOURNAL, "")):
        if match := pattern.fullmatch(line):
            return (_piece(at, match, match["text"], named or match.groupdict().get("who", "")),)
    if match := _KLOG.fullmatch(line):
        day = f"{match['number']} {MONTHS[int(match['month']) - 1]}"
        stamp = Stamp(match["clock"], day)
        return (Piece(Role.EVENT, (at,), text=f"{match['level']} {match['text']}", stamp=stamp),)
    if match := _EPOCH.fullmatch(line):
        return (Piece(Role.EVENT, (at,), text=match["text"].strip(), stamp=Stamp(match["clock"])),)
    if match := _WITHIN.match(line):
        text = f"{match['before'].rstrip()}{match['end'] or ''} {match['text'].lstrip(' :-|')}".strip()
        return (_piece(at, match, text),)
    return _behind_words(line, block, at)


def _behind_words(line: str, block: Block, at: int) -> tuple[Piece, ...]:
    """Return the event of a line whose full date and time stand behind other words, as programs write them.

    What programs write has signs and digits, or the same number of words in the line above or below.
    """
    match = _DATED.search(line, 1, _FARTHEST) if _YEAR.search(line, 4, _FARTHEST) else None
    if match and (_DATED_AT_ONCE.match(line) or _WEEKDAY_ALONE.fullmatch(line, 0, match.start())):
        # Of two times in a line the first is that of the event, and a day of the week belongs to its date.
        return ()
    if match is None or not match.start():
        return ()
    words = line[: match.start()].split()
    is_plain = any(_PLAIN_WORD.fullmatch(word) for word in words)
    if (is_plain or not match["seconds"]) and not _is_like_neighbour(line, match, block, at):
        return ()
    found = stamp_at(line, match.start("time"), block)
    if found is None or not found[0].day:
        return ()
    stamp, end = found
    before = line[: match.start()].rstrip(" [(").lstrip(" *\u2022")
    before = "" if before.lower() in _WORDS_BEFORE_DAYS else before
    rest = line[end:].lstrip("])").lstrip(" :-|*#,")
    return (Piece(Role.EVENT, (at,), text=f"{before} {rest}".strip(), stamp=stamp),) if rest else ()


def _is_like_neighbour(line: str, match: re.Match[str], block: Block, at: int) -> bool:
    count = len(line[: match.start()].split())
    for near in (block.line(at - 1), block.line(at + 1)):
        other = _DATED.search(near, 1, _FARTHEST)
        if other and len(near[: other.start()].split()) == count and bool(other["seconds"]) == bool(match["seconds"]):
            return True
    return False


def _piece(at: int, match: re.Match[str], text: str, who: str = "") -> Piece:
    """Return the event of a line with a day."""
    return Piece(
        Role.EVENT,
        (at,),
        text=text.strip(),
        stamp=Stamp(match["clock"], match["day"], match.groupdict().get("zone") or ""),
        who=who,
    )
