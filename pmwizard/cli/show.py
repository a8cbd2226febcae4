"""`pmwizard show`: one report on one screen."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any

import click

from pmwizard.checks.rules import findings
from pmwizard.cli.output import clipped, folded, put, put_json, put_table
from pmwizard.cli.reports import date_of, layout_for, name_of, read_named, section_title
from pmwizard.layouts.layout import Layout
from pmwizard.model import SCHEMA_VERSION, Report
from pmwizard.model.moments import DURATION, Measure, event_of, impact_duration, incident_day, measures
from pmwizard.model.parts.actions import ActionItem
from pmwizard.model.parts.timeline import MOMENTS, Moment
from pmwizard.model.picture import BREAK, LETTERS, SEVERAL_MOMENTS, MomentMark, dated_clocks, incident_bar, moment_marks
from pmwizard.model.times.names import date_in_words
from pmwizard.model.times.words import duration_in_words
from pmwizard.questions import name_at
from pmwizard.questions.actions import ACTION_STATUS
from pmwizard.questions.review import STATUS
from pmwizard.text import counted, one_line, shown_path

_WIDEST, _WIDEST_VALUE = 100, 20
_INDENT = "  "


def put_moments(report: Report) -> None:
    """Put the moments on standard output: on a bar to scale, and in a list with their times."""
    zone, marks = report.zone, moment_marks(report)
    untimed = [moment for moment in MOMENTS if (event := event_of(report, moment)) and event.at is None]
    known = len(marks) + len(untimed)
    of_them = f", {known or 'none'} of them {'a moment' if known == 1 else 'moments'}"
    omitted = sum(bool(event.omit) for event in report.timeline)
    left_out = f", {omitted} left out of documents" if omitted else ""
    counts = f"{counted(len(report.timeline), 'event')}{of_them if report.timeline else ''}{left_out}"
    put(folded(f"{counts}, times in {_zones(zone)}", indent=_INDENT))
    width = min(shutil.get_terminal_size().columns, _WIDEST) - len(_INDENT)
    bar = incident_bar(report, width, zone=zone)[:1]
    for line in bar:
        put(_INDENT + line)
    for line in _moment_lines(report, marks, zone):
        put(clipped(_INDENT + line))
    for moment in untimed:
        event = event_of(report, moment)
        day = f"{date_in_words(event.day)}, " if event and event.day else ""
        put(clipped(f"{_INDENT}{LETTERS[moment]} {moment}  {day}no time  {_words_at(report, moment)}".rstrip()))
    if any(SEVERAL_MOMENTS in line for line in bar):
        put(f"{_INDENT}{SEVERAL_MOMENTS} on the line: several moments close together")
    if any(BREAK in line for line in bar):
        put(f"{_INDENT}{BREAK} on the line: the long wait until it was closed")


def _zones(zone: tzinfo) -> str:
    return "UTC" if zone is UTC else f"{zone} and UTC"


def _moment_lines(report: Report, marks: tuple[MomentMark, ...], zone: tzinfo) -> Iterator[str]:
    """Yield letter, name, time in the report's zone, the same in UTC when that is another, and words of each moment."""
    home = incident_day(report)
    columns = [dated_clocks(marks, zone, home)]
    if zone is not UTC:
        columns.append([f"{time} UTC" for time in dated_clocks(marks, UTC, home)])
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
    rows += [
        _figure(report, name_at(one.definition.path), one)
        for one in measures(report, layout.metrics)
        if one.definition.name != DURATION
    ]
    if report.zone is not UTC:
        put(f"{_INDENT}Times in {report.zone}")
    first = max(len(label) for label, _, _ in rows)
    second = min(_WIDEST_VALUE, max(len(value) for _, value, _ in rows))
    for label, value, ends in rows:
        line = f"{_INDENT}{label.ljust(first)}  {value.ljust(second)}  {ends}"
        put(folded(line, indent=" " * (len(_INDENT) + first + 2)))


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
    return label, f"{'about ' if measured.approximate else ''}{duration_in_words(seconds, 'free')}", ends


def _ends(report: Report, measured: Measure) -> str:
    """Return the two moments of a figure with their times, and their dates where the day is another."""
    definition = measured.definition
    pairs = ((measured.start, definition.start), (measured.end, definition.end))
    marks = [MomentMark(moment, event.at, bool(event.approximate)) for event, moment in pairs if event and event.at]
    times = dated_clocks(marks, report.zone, incident_day(report))
    return " to ".join(f"{time} {mark.moment}" for time, mark in zip(times, marks, strict=True))


_MOST_MISSING, _MOST_ACTIONS = 6, 10


def show_report(context: click.Context, folder: Path, name: str, layout_name: str | None, *, as_json: bool) -> int:
    """Put a report on standard output, in short for people or whole as JSON; return the exit status.

    Raises:
        PmwizardError: There is no such report or layout, or it cannot be read.
    """
    report, path = read_named(context, name)
    if as_json:
        put_json(as_json_value(report))
        return 0
    layout = layout_for(report, layout_name, folder)
    _put_head(report, path, layout)
    put()
    put_moments(report)
    put()
    put_figures(report, layout)
    _put_actions(report)
    _put_counts(report)
    _put_what_is_left(report, path, layout)
    return 0


def as_json_value(report: Report) -> dict[str, Any]:
    """Return the whole report as JSON has it: what is filled, unknown keys included."""
    values: dict[str, Any] = json.loads(report.model_dump_json(exclude_defaults=True))
    return {"schema_version": SCHEMA_VERSION, **values}


def _put_head(report: Report, path: Path | None, layout: Layout) -> None:
    head = report.metadata
    put(folded(f"{name_of(report, path)}  {one_line(head.title or '(no title yet)')}"))
    status = STATUS.label_of(head.status or "draft")
    facts = [head.severity or "no severity", status, date_of(report), f"layout {layout.name}"]
    put("  " + ", ".join(filter(None, facts)))
    people = [("Author", head.author), ("Commander", head.incident_commander)]
    line = [f"{label} {value}" for label, value in people if value]
    if head.services_affected:
        line.append(f"Services {', '.join(head.services_affected)}")
    if line:
        put(folded("  " + one_line(". ".join(line)), indent="    "))
    if path is not None:
        put(f"  {shown_path(path)}")


def _put_actions(report: Report) -> None:
    if not (actions := report.action_items):
        return
    put()
    priorities = Counter(action.priority or "no priority" for action in actions)
    done = sum(action.status == "done" for action in actions)
    each = ", ".join(f"{priority} {number}" for priority, number in sorted(priorities.items()))
    put(f"{counted(len(actions), 'action')}, {done or 'none'} done ({each})")
    put_table(
        [
            (
                action.id or "-",
                action.priority or "-",
                ACTION_STATUS.label_of(action.status or "open") + _verified(action),
                action.due.isoformat() if action.due else "no date",
                action.owner or "no owner",
                action.action or "",
            )
            for action in actions[:_MOST_ACTIONS]
        ],
        indent="  ",
    )
    if len(actions) > _MOST_ACTIONS:
        put(f"  and {len(actions) - _MOST_ACTIONS} more")


def _verified(action: ActionItem) -> str:
    if action.status != "done" or not (action.verified_on or action.verified_how):
        return ""
    return ", verified" + (f" {action.verified_on.isoformat()}" if action.verified_on else "")


def _put_counts(report: Report) -> None:
    counts = list(_counts(report))
    if counts:
        put()
        put("  " + ", ".join(counts))


def _counts(report: Report) -> Iterator[str]:
    if whys := len(report.five_whys.answers):
        yield counted(whys, "why")
    if factors := len(report.contributing_factors.factors):
        yield counted(factors, "contributing factor")
    open_questions = sum(not follow_up.done for follow_up in report.follow_ups)
    if open_questions:
        yield counted(open_questions, "open question")


def _put_what_is_left(report: Report, path: Path | None, layout: Layout) -> None:
    left = [one for one in findings(report, layout, datetime.now(UTC)) if one.severity != "advice"]
    put()
    if not left:
        put(f"Nothing left for the layout {layout.name}")
        return
    put(f"Left for the layout {layout.name}:")
    titles = [section_title(one.section) for one in left[:_MOST_MISSING]]
    width = max(map(len, titles))
    for one, title in zip(left, titles, strict=False):
        put(
            folded(
                f"  {one.severity.ljust(7)}  {title.ljust(width)}  {one_line(one.message)}", indent=" " * (width + 13)
            )
        )
    if len(left) > _MOST_MISSING:
        put(f"  and {len(left) - _MOST_MISSING} more: pmwizard check {name_of(report, path)}")
