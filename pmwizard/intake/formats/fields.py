"""Events whose parts have names: JSON, ``key=value`` pairs, keys and values on lines of their own, mail and git log."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pmwizard.intake.formats.notes import unquoted
from pmwizard.intake.pieces import Block, Piece, Role
from pmwizard.intake.stamps import leading_time, only_stamp, stamp_at, whole_day
from pmwizard.model.times.stamps import Stamp

_NAMES_OF_TIMES = (
    "@timestamp timestamp ts time datetime date_time eventtime event_time event_timestamp asctime _time logged_at "
    "created_at createdat started_at start_time starttime startsat created occurred_at received_at at when sent posted "
    "published date authordate commitdate updated_at t _source_realtime_timestamp __realtime_timestamp zeit uhrzeit "
    "heure hora"
)
_NAMES_OF_TEXTS = (
    "msg message event eventname event_name text what title subject summary description details detail body log "
    "short_message reason action activity note entry error was ereignis"
)
_NAMES_OF_PEOPLE = "who author actor user username person owner by from speaker nick reporter"
_TIME_KEYS, _TEXT_KEYS, _WHO_KEYS = (
    tuple(names.split()) for names in (_NAMES_OF_TIMES, _NAMES_OF_TEXTS, _NAMES_OF_PEOPLE)
)
_DAY_KEYS = ("date", "day", "datum", "fecha")
_SOURCE_KEYS = ("link", "url", "permalink", "source")
_KEYS = frozenset([*_TIME_KEYS, *_DAY_KEYS, *_TEXT_KEYS, *_WHO_KEYS])
_ANY_TIME_KEY = "|".join(re.escape(key) for key in sorted(_TIME_KEYS, key=len, reverse=True))
_TIME_PAIR = re.compile(rf"(?:^|(?<=[\s{{\[(,|;]))(?:{_ANY_TIME_KEY})=(?P<quote>[\"']?)(?=[0-9A-Z])", re.IGNORECASE)
_PAIR = re.compile(r"(?:^|(?<=[\s{\[(,|;]))(?P<key>[A-Za-z_@][\w.@/-]{0,60})=(?P<value>\"(?:[^\"\\]|\\.)*\"|[^\s\"]*)")
_EPOCH = re.compile(r"(?P<clock>1[0-9]{9}(?:\.[0-9]{1,9})?|1[0-9]{12}|1[0-9]{15})(?:[0-9]{3})?(?![0-9])")
_KEY_LINE = re.compile(
    r"\s*(?:[-*]\s+)?[\"'*_]{0,3}(?P<key>@?[^\W\d][\w @.-]{0,24}?)[\"'*_]{0,3}\s*:(?:[*_]{2})?"
    r"(?:\s+(?P<value>.*))?"
)
_NAME_OF_LIST = re.compile(r"\s*[\w-]{1,30}:")
_BRACES = re.compile(r"\s*[\[{}\]]+,?\s*")
_COMMIT = re.compile(r"commit (?P<id>[0-9a-f]{4,40})(?: \(.{1,80}\))?")
_HEAD_OF_COMMIT = re.compile(r"(?P<key>Author|Date|AuthorDate|Commit|CommitDate|Merge):\s+(?P<value>.*)")
_ADDRESS = re.compile(r"\s*<[^<>]{1,80}>|\s*\[mailto:[^\]]{1,80}\]")
_LONGEST_JSON, _LONGEST_PREFIX, _MOST_LINES = 100_000, 60, 40

Fields = Sequence[tuple[str, str]]


def json_line(block: Block, at: int) -> tuple[Piece, ...]:
    """Return the event of a line that is a JSON object, alone or behind the name of what wrote it."""
    line = block.line(at).strip().removesuffix(",")
    begin = line.find("{", 0, _LONGEST_PREFIX + 1)
    if begin < 0 or not line.endswith("}") or len(line) > _LONGEST_JSON or '"' not in line:
        return ()
    try:
        found = json.loads(line[begin:], parse_int=str, parse_float=str)
    except (ValueError, RecursionError):
        return ()
    if not isinstance(found, dict):
        return ()
    fields = [(key, value if isinstance(value, str) else json.dumps(value)) for key, value in found.items()]
    piece = _event(fields, (at,), block)
    if piece is None:
        return ()
    before = line[:begin].strip(" |:-")
    return (replace(piece, text=f"{before} {piece.text}".strip()),)


def pairs_line(block: Block, at: int) -> tuple[Piece, ...]:
    """Return the event of a line of ``key=value`` pairs of which one is a time, wherever it stands."""
    line = block.line(at)
    if "=" not in line:
        return ()
    match = _TIME_PAIR.search(line[:1000])
    if match is None:
        return ()
    stamp, end = _time_at(line, match.end(), block)
    if stamp is None:
        return ()
    end += bool(match["quote"]) and line[end : end + 1] == match["quote"]
    rest = f"{line[: match.start()].rstrip()} {line[end:].lstrip(' ,')}".strip()
    pairs = list(_PAIR.finditer(rest))
    if not any(pair["key"].lower() in _TEXT_KEYS for pair in pairs):
        return (Piece(Role.EVENT, (at,), text=rest, stamp=stamp),)
    said = next(pair for key in _TEXT_KEYS for pair in pairs if pair["key"].lower() == key)
    notes = " ".join(f"{rest[: said.start()]} {rest[said.end() :]}".split())
    return (Piece(Role.EVENT, (at,), text=_unquoted(said["value"]), stamp=stamp, notes=notes.strip(" ,;")),)


def _time_at(line: str, at: int, block: Block) -> tuple[Stamp | None, int]:
    if epoch := _EPOCH.match(line, at):
        return Stamp(epoch["clock"]), epoch.end()
    found = stamp_at(line, at, block)
    return found or (None, at)


def _unquoted(value: str) -> str:
    return value[1:-1].replace('\\"', '"') if len(value) > 1 and value[0] == value[-1] == '"' else value


def _event(fields: Fields, lines: tuple[int, ...], block: Block) -> Piece | None:
    """Return the event that named fields tell, or ``None`` where none of them is a time."""
    named = {key.lower().replace(" ", "_"): key for key, _ in reversed(fields)}
    values = dict(reversed(fields))
    found = ((key, stamp) for key in _TIME_KEYS if key in named and (stamp := _stamp(values[named[key]], block)))
    key, stamp = next(found, ("", None))
    if stamp is None:
        return None
    used = {named[key]}
    day = next((one for one in _DAY_KEYS if one in named and one != key), "")
    if day and not stamp.day and (words := whole_day(values[named[day]], block)[0]):
        stamp = replace(stamp, day=words)
        used.add(named[day])
    parts = []
    for keys in (_TEXT_KEYS, _WHO_KEYS, _SOURCE_KEYS):
        name = next((named[one] for one in keys if one in named and named[one] not in used and values[named[one]]), "")
        used |= {name}
        parts.append(values.get(name, "") if name else "")
    text, who, source = parts
    rest = [f"{name}={value}" for name, value in fields if name not in used and value]
    if not text:
        text, rest = " ".join(rest), []
    who = _ADDRESS.sub("", who).strip('"') or who
    return Piece(Role.EVENT, lines, text, stamp, who.strip(), " ".join(rest), source)


def _stamp(value: str, block: Block) -> Stamp | None:
    value = value.strip().strip("\"'")
    if not value or len(value) > _LONGEST_PREFIX:
        return None
    if epoch := _EPOCH.fullmatch(value):
        return Stamp(epoch["clock"])
    return only_stamp(value, replace(block, is_compact=True)) if any(map(str.isdigit, value)) else None


def named_lines(block: Block, at: int) -> tuple[Piece, ...]:
    """Return an event whose keys and values stand on lines of their own, as in YAML, in mail or in pretty JSON."""
    first = _key_line(block.line(at))
    if first is None:
        return _name_of_list(block, at) or _brace(block, at)
    fields = [first]
    end, depth = at + 1, len(block.line(at)) - len(block.line(at).lstrip())
    while end < min(len(block.lines), at + _MOST_LINES):
        line = block.line(end)
        found = _any_key_line(line)
        if not line.strip() or line.lstrip()[:2] in {"- ", "* "}:
            break
        if found is None or (len(line) - len(line.lstrip()) > depth + 2 and found[0].lower() not in _KEYS):
            if len(line) - len(line.lstrip()) <= depth or _BRACES.fullmatch(line):
                break
            key, value = fields[-1]
            fields[-1] = (key, f"{value.removeprefix('|').removeprefix('>')} {line.strip()}".strip())
        elif found[0] in {key for key, _ in fields}:
            break
        else:
            fields.append(found)
        end += 1
    has_several = sum(_stamp(value, block) is not None for _, value in fields) > 1
    piece = None if has_several and not _has_text(fields) else _event(fields, tuple(range(at, end)), block)
    return (piece,) if piece and (len(fields) > 1 or not piece.text) else ()


def _has_text(fields: Fields) -> bool:
    return any(key.lower().replace(" ", "_") in _TEXT_KEYS for key, _ in fields)


def _key_line(line: str) -> tuple[str, str] | None:
    """Return the key and the value of a line that may begin an event: a usual key, or the first of a list."""
    if len(line) > 1000 or ":" not in line[:40]:
        return None
    found = _any_key_line(line)
    return found if found and found[0].lower().replace(" ", "_") in _KEYS else None


def _any_key_line(line: str) -> tuple[str, str] | None:
    match = _KEY_LINE.fullmatch(line) if ":" in line[:40] and len(line) <= 1000 else None
    if match is None:
        return None
    value = (match["value"] or "").strip().removesuffix(",")
    is_quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return match["key"].strip(), value[1:-1] if is_quoted else value


def _name_of_list(block: Block, at: int) -> tuple[Piece, ...]:
    """Return the name of a list of events alone on its line: ``events:``."""
    is_named = bool(_NAME_OF_LIST.fullmatch(block.line(at))) and block.line(at + 1).lstrip()[:2] == "- "
    is_list = is_named and (named_lines(block, at + 1) or leading_time(unquoted(block.line(at + 1)), block))
    return (Piece(Role.SKIPPED, (at,)),) if is_list else ()


def _brace(block: Block, at: int) -> tuple[Piece, ...]:
    """Return a brace of pretty JSON alone on its line."""
    near = (block.line(at - 1), block.line(at + 1))
    is_json = _BRACES.fullmatch(block.line(at)) and any(
        line.lstrip()[:1] == '"' or _BRACES.fullmatch(line) for line in near
    )
    return (Piece(Role.SKIPPED, (at,)),) if is_json else ()


def commit(block: Block, at: int) -> tuple[Piece, ...]:
    """Return a commit as git log shows it: its subject at its date, with the rest of its message."""
    match = _COMMIT.fullmatch(block.line(at))
    if match is None:
        return ()
    end = at + 1
    heads: dict[str, str] = {}
    while head := _HEAD_OF_COMMIT.fullmatch(block.line(end)):
        heads[head["key"]] = head["value"]
        end += 1
    date = heads.get("AuthorDate") or heads.get("Date") or heads.get("CommitDate") or ""
    stamp = _stamp(date, block)
    if stamp is None:
        return ()
    message = list(_set_in(block, end))
    who = _ADDRESS.sub("", heads.get("Author", "")).strip()
    lines = (*range(at, end), *message[:1])
    text = block.line(message[0]).strip() if message else ""
    first = Piece(Role.EVENT, lines, text=text, stamp=stamp, who=who, source=f"commit {match['id']}")
    return (first, *(Piece(Role.MORE, (line,), text=block.line(line).strip()) for line in message[1:]))


def _set_in(block: Block, at: int) -> Iterable[int]:
    """Yield the lines from one on that are set in, blank ones left out."""
    while at < len(block.lines) and (not block.line(at).strip() or block.line(at)[:4].isspace()):
        if block.line(at).strip():
            yield at
        at += 1
