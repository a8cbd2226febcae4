"""Who said or did something: names, and where a line with a time holds one."""

from __future__ import annotations

import re

from pmwizard.intake.pieces import Block
from pmwizard.intake.stamps import LeadingTime, leading_time

_SPEAKER = re.compile(
    r"(?:<\s?(?P<angled>[^<>\s]{1,40})>|(?P<plain>[^\s:<>|\[\]\"][^:<>|\[\]\"]{0,38}?)\s?:)"
    r"(?=\s)\s*(?P<said>.*)"
)
_ACTION = re.compile(r"\*\s+(?P<who>[@+%&~]?[^\W\d_][\w.`^\\-]{0,31})\s+(?P<said>.*)")
_IRC = re.compile(r"[\[(]?[0-9][^<>]{3,40}?\s*(?:<\s*[@+%&~!]?[^\s<>]{1,32}\s*>\s|-!-\s|\*{3}\s)")
_SAYS = re.compile(r"[0-9MmZz\])]\s+(?:[-\u2013\u2014]\s+)?@?[^\W\d_][\w .@'\u2019-]{0,38}:\s")
_AT_HOST = re.compile(r"[^\W\d_][\w.-]{0,30}@[a-z][\w.-]{0,40}")
_KIND_OF_NOTE = re.compile(
    r"\s+\((?:work|internal|public|private|customer|additional)?\s?(?:notes?|comments?|reply|update)\)$", re.IGNORECASE
)
"""What trackers of tickets write behind the name of who wrote."""
_SAMPLE, _FEWEST = 400, 3
_GLUED = re.compile(r"(?P<who>@?[A-Z][\w.'\u2019-]{1,38}):(?P<said>[^\W\d_].*)")
_BARRED = re.compile(r"\s*(?P<who>[@+%&~]?[^\W\d_][\w.`^\\-]{0,31})\s+[|│]\s(?P<said>.*)")
_MEETING = re.compile(
    r"From:?\s+(?P<who>\S.{0,60}?)\s+to\s+(?:everyone|.{1,60}?(?:\((?:direct message|privately)\))?)\s?:\s*(?P<said>.*)"
    r"|From:?\s+(?P<alone>\S.{0,60}?)\s+:\s*(?P<alone_said>.*)",
    re.IGNORECASE,
)
_PICTURES = re.compile(
    r"[\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\ufe0f\u200d\U0001f3fb-\U0001f3ff]+"
)
_FARTHEST = 100
_HEADS_OF_NOTES = (
    "action actions alert alerts cause customer customers decision detected effect error errors fix fixed "
    "follow-up fyi id identified impact incident info investigating mitigation monitoring next note notes "
    "problem question resolution resolved result status step summary thought thoughts time timeline todo "
    "update updates user users warn warning"
)
_NO_SPEAKERS = frozenset(_HEADS_OF_NOTES.split())
_THINGS_WITH_TIMES = (
    "agenda bridge build call chapter date day deploy event exit hotfix http incident issue item meeting node outage "
    "part phase pod port postmortem release report review section server step ticket version window"
)
_THINGS = frozenset(_THINGS_WITH_TIMES.split())
"""What has a number or a time of its own and is nobody."""
_PARTICLES = frozenset(("al", "bin", "da", "de", "del", "der", "di", "du", "la", "le", "van", "von", "zu"))
_LEVEL = re.compile(r"\b(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERR|ERROR|CRITICAL|FATAL|ALERT|EMERG)\b")
_WORD_OF_NAME = re.compile(r"[^\W\d_][\w.'\u2019-]*\.?|\([\w /.-]+\)")
_ONE_WORD = re.compile(r"[^\W\d_][\w.'\u2019-]*|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NUMBER_OF_PHONE = re.compile(r"\+?[0-9][0-9 ()-]{6,20}")


def is_name(words: str) -> bool:
    """Tell whether words look like the name of somebody in a chat: one handle, or up to five words in capitals."""
    parts = words.strip().lstrip("@").split()
    if not 1 <= len(parts) <= 5 or len(words) > 40 or _LEVEL.search(words):
        return False
    if " ".join(parts).casefold() in _NO_SPEAKERS:
        return False
    if len(parts) == 1:
        return bool(_ONE_WORD.fullmatch(parts[0])) and not parts[0].endswith(".")
    first, last = parts[0].casefold(), parts[-1]
    if first in _NO_SPEAKERS or (first in _THINGS and last.isdigit()):
        return False
    parts = parts[:-1] if last.isdigit() and len(last) <= 4 and last.isascii() else parts
    return all(
        (part[0].isupper() or part[0] == "(" or part in _PARTICLES or not part[0].isascii())
        and _WORD_OF_NAME.fullmatch(part.removesuffix(",") if part is parts[0] else part)
        for part in parts
    )


def is_somebody(words: str) -> bool:
    """Tell whether words are the name of a person rather than of a meeting or a document, or a number of a phone."""
    return _is_phone(words) or (is_name(words) and not _THINGS.intersection(words.casefold().split()))


def is_irc(block: Block) -> bool:
    """Tell whether a block has lines as IRC writes them, with names in angle brackets or its marks."""
    return any(map(_IRC.match, block.lines[:_SAMPLE]))


def names_in(block: Block) -> frozenset[str]:
    """Return who speaks in lines such as ``13:45 dana: text``, where most lines are such."""
    lines = [line for line in block.lines if line.strip()][:_SAMPLE]
    if sum(bool(_SAYS.search(line[:_FARTHEST])) for line in lines) < _FEWEST:
        return frozenset()
    found = [one for line in lines if (one := leading_time(line, block)) and one.rest]
    said = [match["plain"] for one in found if (match := _SPEAKER.fullmatch(one.rest)) and match["plain"]]
    hosted = [name for name in said if _AT_HOST.fullmatch(name)]
    names = [*hosted, *(name for name in said if is_somebody(name) and not name.isupper())]
    is_form = len(names) >= _FEWEST and len(names) * 5 >= len(found) * 4
    return frozenset(names) if is_form and (hosted or 1 < len(set(names)) < len(names)) else frozenset()


def speaker(found: LeadingTime, block: Block, at: int) -> tuple[str, str]:
    """Return who said what, where the form of the line tells: after a time in brackets, or in angle brackets."""
    rest = found.rest
    match = _SPEAKER.fullmatch(rest)
    if match and match["angled"]:
        return match["angled"], match["said"]
    if rest[:4].casefold() == "from" and (meeting := _MEETING.fullmatch(rest)):
        return meeting["who"] or meeting["alone"], meeting["said"] or meeting["alone_said"] or ""
    if (barred := _BARRED.fullmatch(rest)) and is_name(barred["who"].lstrip("@+%&~")):
        return barred["who"], barred["said"]
    if block.is_irc and (action := _ACTION.fullmatch(rest)):
        return action["who"], action["said"]
    is_handle = match is not None and match["plain"].startswith("@")
    is_known = match is not None and match["plain"] in block.names
    if not (found.is_bracketed or (found.stamp.day and found.is_set_off) or is_known or is_handle):
        return "", rest
    if match and (is_known or is_name(_bare(match["plain"])) or _is_phone(match["plain"])):
        return match["plain"].strip(), match["said"]
    if (glued := _GLUED.fullmatch(rest)) and is_somebody(glued["who"]):
        return glued["who"], glued["said"]
    if kind := _KIND_OF_NOTE.search(rest):
        return (rest[: kind.start()], "") if is_name(rest[: kind.start()]) else ("", rest)
    following = block.line(at + 1)
    if found.is_bracketed and " " in rest and is_name(rest) and following and leading_time(following, block) is None:
        return rest, ""
    return "", rest


def _bare(name: str) -> str:
    """Return a name without pictures, and without the sign of somebody who is not among the contacts."""
    return " ".join(_PICTURES.sub(" ", name.removeprefix("~")).split())


def _is_phone(words: str) -> bool:
    return bool(_NUMBER_OF_PHONE.fullmatch(words)) and sum(map(str.isdigit, words)) > 6
