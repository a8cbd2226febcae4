"""Zones that a block names once for all its times: in a sentence, a heading, or the head of a table."""

from __future__ import annotations

import re
from functools import lru_cache

from pmwizard.intake.pieces import Block, Piece, Role
from pmwizard.model.times.places import PLACES_IN_WORDS
from pmwizard.model.times.stamps import PLAIN_SIGNS
from pmwizard.model.times.zones import ZONE_WORDS, zone_in_words

_MENTION = re.compile(
    r"(?<![A-Za-z0-9])(?:(?P<offset>(?:UTC|GMT)\s?[+-]\s?[0-9]{1,2}(?::?[0-9]{2})?|[+-][0-9]{2}:[0-9]{2})(?![0-9])"
    r"|(?P<pair>[A-Z]{2,5}\s?(?:/|\bor\b)\s?[A-Z]{2,5})(?![A-Za-z0-9])"
    r"|(?P<place>[A-Z][a-z]+/[A-Z][A-Za-z_]+(?:/[A-Z][A-Za-z_]+)?)"
    rf"|(?P<words>{ZONE_WORDS})(?![A-Za-z0-9]|\s+[A-Z][a-z]+\s+[Tt]ime)"
    r"|(?P<name>[A-Z]{2,5}|utc|gmt)(?![A-Za-z0-9]))"
)
_GERMAN = {"MEZ": "CET", "MESZ": "CEST"}
_CITY = re.compile(r"[A-Z][a-z]+(?:[ _][A-Z][a-z]+)?(?![^\W\d_])")
_SAID_OF_TIMES = (
    "a above all angaben appear are as at below by clock converted dates display displayed document en entries events "
    "expressed following format formatted from given here hours in incident into is italicized listed local log logged "
    "mentioned noted normalised normalized on otherwise page per post presented quoted recorded refer report reported "
    "section sequence shown sind sont stamps stated table the these this throughout timeline to unless use used uses "
    "using was were will be written zone gmt-based son est\u00e1n alle zeiten approximate approximately approx roughly "
    "rounded estimated ortszeit lokalzeit indiqu\u00e9es exprim\u00e9es "
    "donn\u00e9es en em toutes todas"
)
_LOCAL = r"\b(?:heures?\s+locales?|hora\s+local|ora\s+locale|local\s+time)\b"
_FILLING = rf"(?:[\s(\[:=,*_\u2013\u2014-]|\b(?:{'|'.join(_SAID_OF_TIMES.split())})\b|\([^()]{{0,30}}\)\s|{_LOCAL})*"
_TIMES = (
    r"times|time(?=\s*(?:in\s|is\s|[:=(]))|time\s?stamps?|clocks?|hours"
    r"|(?:uhr)?zeiten|(?:zeit|alle\s)angaben|zeitstempel|heures|horaires|horas|hor\u00e1rios|orari|tijden"
)
_OF_TIMES = re.compile(
    rf"(?<![A-Za-z])(?:{_TIMES})(?![A-Za-z]){_FILLING}|(?:\u6642\u523b|\u65f6\u95f4|\u6642\u9593)[^A-Z+-]{{0,12}}",
    re.IGNORECASE,
)
_OF_EAST = re.compile(
    r"(?:\u6642\u523b|\u65f6\u95f4|\u6642\u9593|\u3059\u3079\u3066|\u5168\u3066)[^\s\w]{0,2}\w{0,6}?(?=\u65e5\u672c|\u6771\u4eac|\u5317\u4eac)"
)
_OF_ZONE = re.compile(
    r"(?<![A-Za-z])(?:time\s?zone|timezone|tz|zeitzone|fuseau(?:\s+horaire)?|zona\s+horaria)(?![A-Za-z])"
    rf"{_FILLING}|^[\s#*_(>-]*(?:zone\s?[:=]\s*|(?:all|everything|alles)(?:\s+is)?\s+in\s+)",
    re.IGNORECASE,
)
_OF_TIMELINE = re.compile(
    r"[\s#*_>]*(?:[\w'\u2019/-]+\s+){0,5}?(?:timeline|chronology|chronologie|log|sequence|events?|happened|zeitleiste|zeitstrahl|ablauf"
    r"|cronolog\u00eda|cronologia|tijdlijn|l\u00ednea\sde\stiempo|linha\sdo\stempo|\u30bf\u30a4\u30e0\u30e9\u30a4\u30f3"
    r"|\u6642\u7cfb\u5217|\u65f6\u95f4\u7ebf|\u6642\u9593\u8ef8)(?:\s+of\s+(?:the\s+)?\w+)?[\s*_]*(?:[-\u2013\u2014:,(\[]|\s)"
    rf"\s*(?:(?:all|times?|in|is|are|{_LOCAL},?)\s+)*",
    re.IGNORECASE,
)
_HEADING = re.compile(r"\s*#{1,6}\s.*[(\[]\s*(?:all\s+)?(?:times?\s+)?(?:in\s+)?(?=[^()\[\]]{1,40}[)\]][\s*_:.]*$)")
_ALONE = re.compile(r"[\s#*_>]*[(\[]?\s*(?:in\s+)?")
_AT_THE_END = re.compile(
    r"(?:\s+times?)?(?:\s*\([^()]{1,20}\))?(?:[\s,;]+(?:unless|except|if\s+not|where\s+not)\b[^()]{0,40})?[\s*_)\].:]*",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(rf"[(\[]\s*(?:[^()\[\]]{{0,20}}\s)?(?P<words>{PLACES_IN_WORDS})\s*[)\]][\s*_:.]*$")
"""Words of another language for the clocks of a place, which stand in brackets for all times wherever they stand."""
_CUE_WORDS = (
    "time times timestamp timestamps stamp stamps clock clocks hours zone timezone tz all everything timeline "
    "chronology chronologie log sequence event events happened zeiten uhrzeiten zeitangaben zeitstempel zeitzone "
    "zeitleiste zeitstrahl ablauf alles angaben ortszeit zeit heure heures horaires fuseau hora horas horaria horario "
    "hor\u00e1rio cronolog\u00eda cronologia ora orari tijden tijd"
)
_CUES = frozenset(_CUE_WORDS.split())
"""Words of which one stands in a line that names a zone for all times, unless it holds little else."""
_LONGEST_ALONE = 40
_MAY_NAME = re.compile(rf"[A-Z]{{2}}|[A-Z][a-z]{{2}}|utc|gmt|[+-][0-9]|{PLACES_IN_WORDS}")
_EITHER_SEASON = re.compile(r"\s(?:Daylight|Standard|Summer)/(?:Daylight|Standard|Summer)(?=\sTime)")
_LOCAL_HEADING = re.compile(
    rf"^[^:]*[(\[]\s*(?:all\s+)?(?:times?\s+in\s+)?(?:{_LOCAL}|ortszeit)\s*[)\]][\s*_:.]*$", re.IGNORECASE
)
_DOUBT = re.compile(r"\s*(?:\?|or\s+so|maybe|perhaps|i\s+think)", re.IGNORECASE)
_CLOCK = re.compile(r"(?<![-+0-9])(?<![-+0-9]\s)(?<![-+][0-9])[0-9]{1,2}:[0-9]{2}")
_LONGEST, _LONGEST_HEADING = 240, 100
_WORD = re.compile(r"[^\W\d_]{2,}")


@lru_cache(maxsize=8)
def line_words(line: str) -> frozenset[str]:
    """Return the words of a line in small letters; several forms ask about the same line."""
    return frozenset(_WORD.findall(line.lower()))


def zone_mentioned(words: str, block: Block) -> str:
    """Return the first zone that words name, as a pair, a place, an offset or in words too, "" for none."""
    mentions = _MENTION.finditer(words.translate(PLAIN_SIGNS))
    return next((zone for match in mentions if (zone := _zone_of(match, block))), "")


def zone_line(block: Block, at: int) -> tuple[Piece, ...]:
    """Return a line that names the zone of all times: ``All times in UTC``, ``Timeline (PST/PDT)``."""
    line = block.line(at)
    zone = zone_for_all(line, block) if len(line) <= _LONGEST else ""
    return (Piece(Role.SKIPPED, (at,), zone=zone),) if zone or is_in_local_time(line) else ()


def is_in_local_time(line: str) -> bool:
    """Return whether a heading says that times are those of a place, and not of which: ``Timeline (local time)``."""
    return len(line) <= _LONGEST_HEADING and bool(_LOCAL_HEADING.search(line.translate(PLAIN_SIGNS)))


def zone_for_all(line: str, block: Block) -> str:
    """Return the zone that a line names for all times, "" where none does."""
    is_short = len(line) <= _LONGEST_ALONE or line.lstrip().startswith("#") or not line.isascii()
    if not _MAY_NAME.search(line) or (not is_short and _CUES.isdisjoint(line_words(line))):
        return ""
    words = _EITHER_SEASON.sub("", line.translate(PLAIN_SIGNS))
    if _CLOCK.search(words):
        return ""
    zone = ""
    for cue in (_OF_TIMES, _OF_ZONE, _OF_EAST):
        for match in cue.finditer(words):
            zone = zone or _zone_at(words, match.end(), block)
    if not zone and len(words) <= _LONGEST_HEADING:
        for cue in (_OF_TIMELINE, _HEADING, _ALONE):
            if heading := cue.match(words):
                zone = zone or _zone_at(words, heading.end(), block, is_last=True)
        bracket = None if zone else _IN_BRACKETS.search(words)
        zone = zone_in_words(bracket["words"]) if bracket else zone
    return zone


def _zone_at(words: str, at: int, block: Block, *, is_last: bool = False) -> str:
    """Return the zone that begins at a position, "" for none; ``is_last`` where nothing may follow it."""
    match = _MENTION.match(words, at)
    zone = _zone_of(match, block) if match else ""
    end = match.end() if match else at
    if not zone and (city := _CITY.match(words, at)):
        zone, end = zone_in_words(f"{city[0]} time"), city.end()
    is_followed = not _AT_THE_END.fullmatch(words, end) if is_last else bool(_DOUBT.match(words, end))
    return "" if is_followed else zone


def _zone_of(match: re.Match[str], block: Block) -> str:
    if match["offset"]:
        return "".join(match["offset"].split())
    if match["pair"]:
        pair = re.sub(r"\s?(?:/|\bor\b)\s?", "/", match["pair"])
        first = pair.partition("/")[0]
        return zone_in_words(pair) or (first if block.is_zone(first) else "")
    if match["words"]:
        return zone_in_words(match["words"])
    name = match["place"] or _GERMAN.get(match["name"], match["name"].upper())
    return name if block.is_zone(name) else ""
