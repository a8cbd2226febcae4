"""Tables: Markdown with bars, cells divided by tabs as spreadsheets and web pages copy them, comma-separated values."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from pmwizard.intake.formats.speakers import is_name
from pmwizard.intake.formats.zones import zone_mentioned
from pmwizard.intake.pieces import Block, Piece, Role
from pmwizard.intake.stamps import OFFSET_NAMED, only_stamp, whole_day
from pmwizard.model.times.scanner import minutes_of
from pmwizard.model.times.stamps import Stamp
from pmwizard.model.times.zones import zone_in_words

_MARKS_BETWEEN, _LONGEST_SEPARATED = ",;", 10_000
_SEPARATOR_MARKS = frozenset("|:-+ \t")
_BAR = re.compile(r"(?<!\\)\|")
_WORDS = {
    "day": r"date|day|datum|fecha|jour|\u65e5\u4ed8|\u65e5\u671f",
    "time": r"time|when|timestamp|utc|clock|at|date ?/ ?time|datetime|date and time|start(?:ed)?|hour|zeit|uhrzeit"
    r"|heure|hora|\u6642\u523b|\u65f6\u95f4|\u6642\u9593",
    "who": r"who|who or what|owner|person|people|actor|by|by whom|author|responder|name|user|team|role|from|wer|wie|qui"
    r"|door|qui\u00e9n|chi|quem|vem|hvem|kto|responsable|respons[a\u00e1]vel|responsabile|verantwortlich(?:er?)?"
    r"|verantwoordelijke|zust\u00e4ndig|ansvarlig|ansvarig|autor|auteur|autore|persona|personne|encargad[oa]"
    r"|ausf\u00fchrende[r]?|\u62c5\u5f53\u8005?|\u8d1f\u8d23\u4eba",
    "event": r"event|events|what|what happened|description|details?|message|activity|action|update|summary|text"
    r"|entry|happened|ereignis|beschreibung|\u00e9v\u00e9nement|evento|\u30a4\u30d9\u30f3\u30c8|\u5185\u5bb9|\u4e8b\u4ef6",
    "notes": r"notes?|comments?|evidence|remarks?",
    "zone": r"zone|tz|time ?zone|zeitzone|fuseau(?: horaire)?|zona(?: horaria)?",
    "source": r"source|link|links|reference|ref|url",
    "until": r"(?:time )?(?:end(?:ed|s)?|to|until|till|stop(?:ped|s)?|finish(?:ed|es)?|closed|resolved|recovered"
    r"|restored|over|ende|bis|fin|hasta|jusqu.*)(?: at| time)?",
    "length": r"t|t ?\+.*|t ?[+\u00b1-]|\+|elapsed.*|offset.*|since .*|(?:rel(?:ative)?|delta)(?: time)?|minutes?|mins?"
    r"|min after.*|minutes? (?:after|since|from|in).*|time (?:since|from|after) .*|after",
}
_HEADS = {name: re.compile(rf"(?:{words})", re.IGNORECASE) for name, words in _WORDS.items()}
_SAMPLE = 50
_MARKS_OF_CHAT = frozenset(("-->", "<--", "--", "*", "=!="))
"""What stands in place of a name where a chat says that somebody came, went or did something."""
_MINUTES_OF_DAY, _MINUTES_OF_ZONES = 1440, 15
"""Zones differ by multiples of the latter."""
_IN_BRACKETS = re.compile(r"[(\[](?P<words>[A-Z][a-z]+(?: [A-Z][a-z]+)?)[)\]]")
_NUMBER = re.compile(r"#|n[or]\.?|\u2116", re.IGNORECASE)
_DIGIT = re.compile(r"[0-9]")
_COUNT = re.compile(
    r"(?:T\s?)?(?P<sign>[+\u2212-])?\s?(?P<length>[0-9]{1,4}(?::[0-9]{2}){0,2}|(?:[0-9]{1,4}\s?[dhms][a-z]{0,6}\s?){1,4})",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Columns:
    """Which column holds what; ``others`` are kept with their names behind the text.

    Where times count from the start, ``unit`` is the head of their column.
    """

    places: dict[str, int]
    others: tuple[tuple[int, str], ...] = ()
    zone: str = ""
    heads: tuple[int, ...] = field(default=())
    unit: str = ""


def table(block: Block, at: int) -> tuple[Piece, ...]:
    """Return the rows of a table with bars or tabs that begins at a line, its head and separator skipped."""
    return _table(block, at, _division)


def separated(block: Block, at: int) -> tuple[Piece, ...]:
    """Return the rows of a table whose cells are divided by commas or semicolons, and quoted where they hold one.

    Four digits alone are no time here: most numbers between commas are amounts.
    """
    pieces = _table(block, at, _mark_between)
    return pieces if any(piece.stamp and ":" in piece.stamp.clock for piece in pieces) else ()


def _table(block: Block, at: int, division: Callable[[str], str | None]) -> tuple[Piece, ...]:
    divide = division(block.line(at))
    if divide and at in block.heads and division(block.line(at + 1)) != divide:
        return ()
    if divide is None or division(block.line(at - 1)) == divide:
        # The rows above were no table, or this one would have been taken with them.
        return ()
    rows: list[tuple[str, ...]] = []
    end = at
    while end < len(block.lines) and division(block.line(end)) == divide:
        rows.append(_cells(block.line(end), divide))
        end += 1
    block = replace(block, is_compact=True)
    columns = _columns(rows, block)
    if columns is None:
        return ()
    pieces = [
        Piece(Role.SKIPPED, (at + place,)) if place in columns.heads else _row(row, at + place, columns, block)
        for place, row in enumerate(rows)
    ]
    if columns.zone:
        pieces[columns.heads[0]] = replace(pieces[columns.heads[0]], zone=columns.zone)
    return tuple(pieces)


def _division(line: str) -> str | None:
    if line.lstrip().startswith("|") and line.count("|") > 1:
        return "|"
    if "\t" in line.strip():
        return "\t"
    is_rule = "--" in line and ("|" in line or "+" in line) and _SEPARATOR_MARKS.issuperset(line)
    return "|" if is_rule or " | " in line else None


def _mark_between(line: str) -> str | None:
    """Return the comma or semicolon that divides the cells of a line; a space beside one means prose."""
    for mark in _MARKS_BETWEEN:
        if mark in line and len(line) <= _LONGEST_SEPARATED:
            cells = _quoted_cells(line, mark)
            if len(cells) > 1 and all(cell == cell.strip() for cell in cells):
                return mark
    return None


def _quoted_cells(line: str, mark: str) -> list[str]:
    return next(csv.reader([line], delimiter=mark), [])


def _cells(line: str, divide: str) -> tuple[str, ...]:
    if divide == "\t":
        return tuple(cell.strip() for cell in line.split("\t"))
    if divide in _MARKS_BETWEEN:
        return tuple(_quoted_cells(line, divide))
    line = line.strip()
    line = line.replace("||", "|") if line.startswith("||") else line
    line = line.removeprefix("|")
    line = line[:-1] if line.endswith("|") and not line.endswith("\\|") else line
    return tuple(cell.strip().replace("\\|", "|").replace("<br>", " ") for cell in _BAR.split(line))


def _is_separator(row: Sequence[str]) -> bool:
    return any(row) and all(re.fullmatch(r"[:+-]*-[:+-]*", cell) or not cell for cell in row)


def _columns(rows: Sequence[tuple[str, ...]], block: Block) -> _Columns | None:
    """Return what the columns hold, by the words of the head, else by what the cells look like."""
    heads = _heads(rows, block)
    body = [row for place, row in enumerate(rows) if place not in heads and not _is_separator(row)]
    places = _without_misnamed(_places_by_words(rows[heads[0]]), body[:_SAMPLE], block) if heads else {}
    is_counted = "length" in places and not {"time", "day"} & set(places)
    if not is_counted and not (
        {"time", "day"} & set(places) and any(_is_time(row, places, block) for row in body[:_SAMPLE])
    ):
        places = _places_by_content(body[:_SAMPLE], block, {name: at for name, at in places.items() if name != "time"})
        if heads and "who" not in _places_by_words(rows[heads[0]]):
            places.pop("who", None)
    if "time" not in places and not is_counted:
        return None
    width = max((len(row) for row in body), default=0)
    named = rows[heads[0]] if heads else ()
    others = tuple(
        (place, head)
        for place in range(width)
        if place not in places.values()
        and not _NUMBER.fullmatch(head := named[place] if place < len(named) else "")
        and not (zone_mentioned(head, block) and _is_the_same_elsewhere(body, places.get("time", -1), place, block))
    )
    if "event" not in places and others:
        longest = max(others, key=lambda other: sum(len(row[other[0]]) for row in body if other[0] < len(row)))
        places["event"] = longest[0]
        others = tuple(other for other in others if other != longest)
    if "event" not in places and "notes" in places:
        places["event"] = places.pop("notes")
    zone = next((zone for at in heads if (zone := _zone_of_head(rows[at], places, block))), "")
    unit = named[places["length"]] if is_counted and places["length"] < len(named) else ""
    return _Columns(places, others, zone, tuple(heads), unit)


def _heads(rows: Sequence[tuple[str, ...]], block: Block) -> list[int]:
    """Return the place of the head: the row above the separator, a row of known names, or one of other words.

    A row of other words counts where it names the column that holds the times below it.
    """
    first = [(place, row) for place, row in enumerate(rows[:4]) if not _is_separator(row)]
    above = next((place for place, row in enumerate(rows[:4]) if _is_separator(row)), 0) - 1
    if above >= 0 and not any(_stamp(cell, block) for cell in rows[above]):
        return [above]
    heads = [place for place, row in first if _is_head(row, block)][:1]
    if heads or len(first) < 2 or any(_DIGIT.search(cell) for cell in first[0][1]):
        return heads
    named, body = first[0][1], rows[first[1][0] :][:_SAMPLE]
    for at, cell in enumerate(named):
        cells = [row[at] for row in body if at < len(row) and row[at]]
        if cell and cells and sum(_stamp(one, block) is not None for one in cells) * 2 > len(cells):
            return [first[0][0]] if len(named) > 1 and all(named) and len(cells) > 1 else []
    return []


def _is_head(row: Sequence[str], block: Block) -> bool:
    named = [name for cell in row if (name := _name_of_head(cell))]
    is_named = bool({"time", "day"} & set(named)) or ("length" in named and len(named) > 1)
    return is_named and not any(_stamp(cell, block) for cell in row)


def _name_of_head(cell: str) -> str:
    words = re.sub(rf"{OFFSET_NAMED}|\(.*?\)|\[.*?\]|[*_`#:]|\b[A-Z]{{3,4}}\b(?!$)", " ", cell)
    words = " ".join(words.split()) or cell.strip("*_ ()")
    without_zone = re.sub(r"(?:\s+in)?\s+[A-Z]{2,5}$", "", words)
    return next((name for name, pattern in _HEADS.items() if pattern.fullmatch(without_zone)), "")


def _places_by_words(head: Sequence[str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for at, cell in enumerate(head):
        name = _name_of_head(cell)
        if name and name not in places:
            places[name] = at
    if "time" not in places and "day" in places:
        places["time"] = places.pop("day")
    return places


def _zone_of_head(head: Sequence[str], places: dict[str, int], block: Block) -> str:
    cell = head[places["time"]] if places.get("time", len(head)) < len(head) else ""
    city = _IN_BRACKETS.search(cell)
    return zone_mentioned(cell, block) or (zone_in_words(f"{city['words']} time") if city else "")


def _is_time(row: Sequence[str], places: dict[str, int], block: Block) -> bool:
    at = places.get("time", -1)
    return 0 <= at < len(row) and _stamp(row[at], block) is not None


def _places_by_content(rows: Sequence[Sequence[str]], block: Block, known: dict[str, int]) -> dict[str, int]:
    """Return the columns of a table without a head: the one of times, the one of names, the one with most words."""
    places = dict(known)
    columns = [
        (at, [row[at] for row in rows if at < len(row) and row[at]]) for at in range(max(map(len, rows), default=0))
    ]
    for at, cells in columns:
        if at in places.values() or not cells:
            continue
        times = sum(_stamp(cell, block) is not None for cell in cells)
        days = sum(bool(whole_day(cell, block)[0]) for cell in cells)
        if times * 2 > len(cells) and "time" not in places:
            places["time"] = at
        elif times == len(cells) and "until" not in places and _is_end(rows, places["time"], at, block):
            places["until"] = at
        elif days * 2 > len(cells) and "day" not in places:
            places["day"] = at
    rest = [(at, cells) for at, cells in columns if at not in places.values() and cells]
    if "event" not in places and rest:
        places["event"] = max(rest, key=lambda column: sum(map(len, column[1])))[0]
    for at, cells in rest:
        names = [cell for cell in cells if cell not in _MARKS_OF_CHAT]
        if "who" not in places and at not in places.values() and names and all(map(_is_nick, names)):
            places["who"] = at
    return places


def _without_misnamed(places: dict[str, int], rows: Sequence[Sequence[str]], block: Block) -> dict[str, int]:
    """Return columns without those whose cells are not what their heads say, as ``From`` may mean times or people."""

    def has_times(place: int) -> bool:
        return any(_stamp(row[place], block) for row in rows if place < len(row))

    expected = {"who": False, "until": True}
    return {name: place for name, place in places.items() if has_times(place) == expected.get(name, has_times(place))}


def _is_end(rows: Sequence[Sequence[str]], start: int, end: int, block: Block) -> bool:
    """Tell whether a column without a head holds the ends of what began in another, and not its time elsewhere."""
    lengths = _minutes_between(rows, start, end, block)
    return bool(lengths) and max(lengths) * 2 < _MINUTES_OF_DAY and not _is_of_zones(lengths)


def _is_the_same_elsewhere(rows: Sequence[Sequence[str]], start: int, other: int, block: Block) -> bool:
    """Tell whether a column holds the times of another one as clocks of another zone show them."""
    return start >= 0 and _is_of_zones(_minutes_between(rows, start, other, block))


def _is_of_zones(lengths: set[int]) -> bool:
    return len(lengths) == 1 and not min(lengths) % _MINUTES_OF_ZONES


def _minutes_between(rows: Sequence[Sequence[str]], start: int, end: int, block: Block) -> set[int]:
    """Return the minutes from the times of a column to those of another; none where a cell is no clock."""
    filled = [row for row in rows if max(start, end) < len(row) and not _is_separator(row)]
    pairs = [(_stamp(row[start], block), _stamp(row[end], block)) for row in filled]
    clocks = [(one.clock, other.clock) for one, other in pairs if one and other]
    if len(clocks) < len(pairs) or not all(":" in clock for pair in clocks for clock in pair):
        return set()
    return {(minutes_of(until) - minutes_of(clock)) % _MINUTES_OF_DAY for clock, until in clocks}


def _is_nick(cell: str) -> bool:
    return is_name(cell.lstrip("@+%&~"))


def _stamp(cell: str, block: Block) -> Stamp | None:
    return only_stamp(cell, block) if cell and len(cell) <= 60 else None


def _zone(cell: str, block: Block) -> str:
    return zone_in_words(cell) or (cell if cell and block.is_zone(cell) else "")


def _row(row: Sequence[str], at: int, columns: _Columns, block: Block) -> Piece:
    if not any(row) or _is_separator(row) or (not any(map(_DIGIT.search, row)) and _is_head(row, block)):
        return Piece(Role.SKIPPED, (at,))

    def cell(name: str) -> str:
        place = columns.places.get(name, -1)
        return row[place] if 0 <= place < len(row) else ""

    others = [
        f"{name}: {row[place]}" if name else row[place]
        for place, name in columns.others
        if row[place : place + 1] and row[place]
    ]
    zone = _zone(cell("zone"), block)
    stamp = _stamp(cell("time"), block) or _counted(cell("length"), columns)
    end = _stamp(cell("until"), block) if stamp and not stamp.until else None
    stamp = replace(stamp, until=end.clock, until_day=end.day, until_zone=end.zone) if stamp and end else stamp
    spare = ("" if end else cell("until"), "" if stamp and zone and stamp.zone in {"", zone} else cell("zone"))
    who, text = _who_and_words(cell("who"), "; ".join(filter(None, [cell("event"), *others, *spare])))
    day = whole_day(cell("day"), block)[0]
    if stamp:
        stamp = replace(stamp, day=stamp.day or day, zone=stamp.zone or zone)
    elif cell("time"):
        day, _ = whole_day(cell("time"), block)
        if day and not text:
            return Piece(Role.DAY, (at,), stamp=Stamp("", day))
        if not columns.heads and not block.line(at).lstrip().startswith("|"):
            return Piece(Role.MORE, (at,), text=block.line(at).strip())
        stamp = Stamp("", day) if day else None
        text = text if day else f"{cell('time')} {text}".strip()
    return Piece(
        Role.EVENT,
        (at,),
        text=text,
        stamp=stamp,
        who=who,
        notes=cell("notes"),
        source=cell("source"),
        repeats=not cell("time") and stamp is None,
    )


def _who_and_words(who: str, text: str) -> tuple[str, str]:
    """Return who said or did what, where a mark of a chat stands in place of the name."""
    if who == "*" and " " in text:
        who, _, text = text.partition(" ")
    return "" if who in _MARKS_OF_CHAT else who, text


def _counted(cell: str, columns: _Columns) -> Stamp | None:
    """Return a time counted from the start, as ``T+12m``, from a column of such lengths."""
    match = _COUNT.fullmatch(cell) if cell and "time" not in columns.places else None
    if match is None:
        return None
    sign, length, unit = "-" if match["sign"] in {"-", "\u2212"} else "+", match["length"], columns.unit.lower()
    if length.isdigit():
        length += (
            "s" if re.search(r"\bs(?:ec|econds)?\b", unit) else "h" if re.search(r"\bh(?:ours?)?\b", unit) else "m"
        )
    elif length.count(":") == 1 and (order := re.search(r"(?P<hours>h{1,2}:m)|m{1,2}:s", unit)):
        first, second = length.split(":")
        length = f"{first}h{second}m" if order["hours"] else f"{first}m{second}s"
    return Stamp(f"T{sign}{length}")
