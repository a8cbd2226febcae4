"""The incident as a picture of plain characters: its moments on a bar, to scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from types import MappingProxyType

from pmwizard.model.moments import moments_of
from pmwizard.model.parts.timeline import MOMENTS, Moment
from pmwizard.model.report import Report
from pmwizard.model.times.names import date_in_words
from pmwizard.model.times.zones import instants, offset_in_words

LETTERS: Mapping[Moment, str] = MappingProxyType(dict(zip(MOMENTS, "sdaeimvrc", strict=True)))
"""The letter of each moment, which is its key too."""

SEVERAL_MOMENTS = "*"
"""Stands on the bar for moments too close to each other to be shown apart at its scale."""

BREAK = "//"
"""Stands on the bar for a wait that is left out."""

_LONG_WAIT = 3
"""A wait that is more times as long as all before it is left out."""

NARROWEST_BAR = 36
"""The fewest columns a bar is drawn on: none of its legend is wider."""


@dataclass(frozen=True)
class MomentMark:
    """A moment whose instant is known."""

    moment: Moment
    at: datetime
    approximate: bool


def moment_marks(report: Report) -> tuple[MomentMark, ...]:
    """Return the moments that have a time, in the order of their instants."""
    events = moments_of(report)
    found = [(moment, event) for moment in MOMENTS if (event := events.get(moment))]
    marks = [MomentMark(moment, event.at, bool(event.approximate)) for moment, event in found if event.at]
    return tuple(sorted(marks, key=lambda mark: mark.at))


def incident_bar(report: Report, width: int, *, zone: tzinfo, legend_lines: int = 1) -> tuple[str, ...]:
    """Return the incident's moments to scale, on lines of at most ``width`` plain characters.

    The first line is the bar, from the first moment to the last one, with the letter of each at its instant
    and ``*`` where several share a place. A wait for ``closed`` that is much longer than all before it is left
    out, at ``//``.
    The lines below list the moments in that order, each with its time in ``zone`` and with the date where the
    day changes; their names are written out where all fit on ``legend_lines`` lines.

    Empty when fewer than two instants are known, which have no length between them, or when ``width`` is
    under ``NARROWEST_BAR``.
    """
    marks = moment_marks(report)
    if width < NARROWEST_BAR or len({mark.at for mark in marks}) < 2:
        return ()
    cells, is_broken = _cells(marks, width)
    bar = ["-"] * width
    for mark, cell in zip(marks, cells, strict=True):
        bar[cell] = LETTERS[mark.moment] if cells.count(cell) == 1 else SEVERAL_MOMENTS
    if is_broken:
        bar[-1 - len(BREAK) : -1] = BREAK
    times = clocks(marks, zone)
    named, brief = (_entries(marks, cells, times, named=named) for named in (True, False))
    if is_broken:
        named[-1], brief[-1] = f"{BREAK} {named[-1]}", f"{BREAK} {brief[-1]}"
    legend = _folded(named, width)
    return "".join(bar), *(legend if len(legend) <= legend_lines else _folded(brief, width))


def _cells(marks: Sequence[MomentMark], width: int) -> tuple[list[int], bool]:
    """Return the column of each mark, from 0 to the last, and whether the wait for ``closed`` is left out.

    It says nothing about the incident, and would leave no room for the moments that do.
    """
    *before, last = [mark.at for mark in marks]
    span, wait = before[-1] - before[0], last - before[-1]
    if marks[-1].moment != "closed" or not span or wait <= _LONG_WAIT * span:
        return [round((mark.at - before[0]) / (span + wait) * (width - 1)) for mark in marks], False
    room = width - len(BREAK) - 1
    return [*(round((at - before[0]) / span * (room - 1)) for at in before), width - 1], True


def _entries(marks: Sequence[MomentMark], cells: Sequence[int], times: Sequence[str], *, named: bool) -> list[str]:
    """Return what the legend says of each moment; those that share a place follow one ``*``, with commas between."""
    entries: list[str] = []
    for index, (mark, time) in enumerate(zip(marks, times, strict=True)):
        is_first = not index or cells[index - 1] != cells[index]
        is_last = index + 1 == len(cells) or cells[index + 1] != cells[index]
        sign = f"{SEVERAL_MOMENTS} " if is_first and not is_last else ""
        name = f"{LETTERS[mark.moment]} {mark.moment}" if named else LETTERS[mark.moment]
        entries.append(f"{sign}{name} {time}{'' if is_last else ','}")
    return entries


def _folded(entries: Sequence[str], width: int) -> tuple[str, ...]:
    """Return the entries one after the other, on as few lines as they fit on."""
    lines = [entries[0]]
    for entry in entries[1:]:
        gap = " " if lines[-1].endswith(",") else "  "
        if len(lines[-1] + gap + entry) <= width:
            lines[-1] += gap + entry
        else:
            lines.append(entry)
    return tuple(lines)


def clocks(marks: Sequence[MomentMark], zone: tzinfo) -> list[str]:
    """Return the time of each mark in ``zone``, one after the other: with the date where the day changes.

    The first has its date when the marks span days.
    """
    days = [_local(mark.at, zone).date() for mark in marks]
    before = [days[0] if len(set(days)) == 1 else None, *days]
    return _clocks(marks, zone, before, with_year=len({day.year for day in days}) > 1)


def dated_clocks(marks: Sequence[MomentMark], zone: tzinfo, home: date | None) -> list[str]:
    """Return the time of each mark in ``zone``, each with its date unless all are on ``home``, the incident's day."""
    days = {_local(mark.at, zone).date() for mark in marks}
    known = home if days == {home} else None
    with_year = home is None or any(day.year != home.year for day in days)
    return _clocks(marks, zone, [known] * len(marks), with_year=with_year)


def _clocks(marks: Sequence[MomentMark], zone: tzinfo, known: Sequence[date | None], *, with_year: bool) -> list[str]:
    """Return the time of each mark, with its date where that is not the one that is known already."""
    return [
        _clock(mark, _local(mark.at, zone), day, with_year=with_year) for mark, day in zip(marks, known, strict=False)
    ]


def _clock(mark: MomentMark, local: datetime, day: date | None, *, with_year: bool) -> str:
    """Return the time of a mark; the offset from UTC follows where the clocks showed that time twice."""
    shown = local.strftime("%H:%M:%S" if local.second else "%H:%M")
    shown = f"~{shown}" if mark.approximate else shown
    if local.date() != day:
        words = date_in_words(local.date())
        shown = f"{words if with_year else words.rpartition(' ')[0]} {shown}"
    offset = local.utcoffset()
    if offset is not None and len(instants(local.replace(tzinfo=None, fold=0), local.tzinfo or UTC)) > 1:
        shown += f" {offset_in_words(offset)}"
    return shown


def _local(at: datetime, zone: tzinfo) -> datetime:
    try:
        return at.astimezone(zone)
    except OverflowError:
        return at.astimezone(UTC)
