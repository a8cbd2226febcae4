"""The times of a report on its screen: the moments, the bar they stand on, and the lengths between them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, tzinfo

from pmwizard.cli.output import clipped, counted, one_line, put, wrapped
from pmwizard.draft.naming import name_at
from pmwizard.layouts.layout import Layout
from pmwizard.model import Report
from pmwizard.model.durations import in_words
from pmwizard.model.moments import DURATION, Measure, event_of, impact_duration, incident_day, measure
from pmwizard.model.picture import BREAK, LETTERS, SEVERAL, Mark, clocks, incident_bar, marks_of
from pmwizard.model.timeline import MOMENTS, Moment
from pmwizard.model.times import zone_named

_WIDEST, _WIDEST_VALUE = 100, 20
_INDENT = "  "


def put_moments(report: Report) -> None:
    """Put the moments on standard output: on a bar to scale, and in a list with their times."""
    zone, marks = _zone_of(report), marks_of(report)
    untimed = [moment for moment in MOMENTS if (event := event_of(report, moment)) and event.at is None]
    known = len(marks) + len(untimed)
    of_them = f", {known or 'none'} of them {'a moment' if known == 1 else 'moments'}"
    put(f"{counted(len(report.timeline), 'event')}{of_them if report.timeline else ''}, times in {_zones(zone)}")
    width = min(shutil.get_terminal_size().columns, _WIDEST) - len(_INDENT)
    bar = incident_bar(report, width, zone=zone)[:1]
    for line in bar:
        put(_INDENT + line)
    for line in _moment_lines(report, marks, zone):
        put(clipped(_INDENT + line))
    for moment in untimed:
        put(clipped(f"{_INDENT}{LETTERS[moment]} {moment}  no time  {_words_at(report, moment)}".rstrip()))
    if any(SEVERAL in line for line in bar):
        put(f"{_INDENT}{SEVERAL} on the line: several moments close together")
    if any(BREAK in line for line in bar):
        put(f"{_INDENT}{BREAK} on the line: the long wait until it was closed")


def _zones(zone: tzinfo) -> str:
    return "UTC" if zone is UTC else f"{zone} and UTC"


def _zone_of(report: Report) -> tzinfo:
    return zone_named(report.metadata.zone) or UTC


def _moment_lines(report: Report, marks: tuple[Mark, ...], zone: tzinfo) -> Iterator[str]:
    """Yield letter, name, time in the report's zone, the same in UTC when that is another, and words of each moment."""
    home = incident_day(report)
    columns = [clocks(marks, zone, home)]
    if zone is not UTC:
        columns.append([f"{time} UTC" for time in clocks(marks, UTC, home)])
    widths = [max(map(len, column), default=0) for column in columns]
    names = [f"{LETTERS[mark.moment]} {mark.moment}" for mark in marks]
    width = max(map(len, names), default=0)
    for name, mark, *times in zip(names, marks, *columns, strict=True):
        lined_up = [time.rjust(room) for time, room in zip(times, widths, strict=True)]
        yield "  ".join([name.ljust(width), *lined_up, _words_at(report, mark.moment)]).rstrip()


def _words_at(report: Report, moment: Moment) -> str:
    event = event_of(report, moment)
    return one_line(event.event or "") if event else ""


def put_figures(report: Report, layout: Layout) -> None:
    """Put the duration of impact and the layout's metrics on standard output, each with its two ends."""
    rows = [_figure(report, "Lasted", impact_duration(report))]
    rows += [_figure(report, name_at(one.path), measure(report, one)) for one in layout.metrics if one.name != DURATION]
    first = max(len(label) for label, _, _ in rows)
    second = min(_WIDEST_VALUE, max(len(value) for _, value, _ in rows))
    for label, value, ends in rows:
        line = f"{_INDENT}{label.ljust(first)}  {value.ljust(second)}  {ends}"
        put(wrapped(line, indent=" " * (len(_INDENT) + first + 2)))


def _figure(report: Report, label: str, measured: Measure) -> tuple[str, str, str]:
    """Return the label of a figure, its value and where that comes from."""
    if measured.override:
        return label, one_line(measured.override), "as reported"
    if measured.missing:
        return label, "not recorded", f"no {' or '.join(measured.missing)} time"
    ends = _ends(report, measured)
    seconds = measured.seconds or 0
    if seconds < 0:
        return label, "not known", f"{ends}: in the wrong order"
    return label, f"{'about ' if measured.approximate else ''}{in_words(seconds, 'free')}", ends


def _ends(report: Report, measured: Measure) -> str:
    """Return the two moments of a figure with their times, and their dates where the day is another."""
    definition = measured.definition
    pairs = ((measured.start, definition.start), (measured.end, definition.end))
    marks = [Mark(moment, event.at, bool(event.approximate)) for event, moment in pairs if event and event.at]
    times = clocks(marks, _zone_of(report), incident_day(report))
    return " to ".join(f"{time} {mark.moment}" for time, mark in zip(times, marks, strict=True))
