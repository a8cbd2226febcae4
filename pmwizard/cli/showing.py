"""One report on one screen."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any

import click

from pmwizard.checks import findings
from pmwizard.cli.checking import section_title
from pmwizard.cli.output import clipped, counted, one_line, put, put_json, put_table
from pmwizard.cli.reports import choice_label, date_of, layout_for, name_of, read_named, shown_path
from pmwizard.draft.naming import name_at
from pmwizard.layouts.layout import Layout
from pmwizard.model import SCHEMA_VERSION, Report
from pmwizard.model.durations import in_words
from pmwizard.model.moments import Measure, event_of, impact_duration, measure
from pmwizard.model.timeline import MOMENTS, Event
from pmwizard.model.times import shown_time, zone_named

_MOST_MISSING = 6


def show(context: click.Context, folder: Path, name: str, layout_name: str | None, *, as_json: bool) -> int:
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
    _put_moments(report)
    _put_figures(report, layout)
    _put_counts(report)
    _put_what_is_left(report, path, layout)
    return 0


def as_json_value(report: Report) -> dict[str, Any]:
    """Return the whole report as JSON has it: what is filled, unknown keys included."""
    values: dict[str, Any] = json.loads(report.model_dump_json(exclude_defaults=True))
    return {"schema_version": SCHEMA_VERSION, **values}


def _put_head(report: Report, path: Path | None, layout: Layout) -> None:
    head = report.metadata
    put(clipped(f"{name_of(report, path)}  {one_line(head.title or '(no title yet)')}"))
    status = choice_label("metadata.status", head.status or "draft")
    facts = [head.severity or "no severity", status, date_of(report), f"layout {layout.name}"]
    put("  " + ", ".join(filter(None, facts)))
    people = [("Author", head.author), ("Commander", head.incident_commander)]
    line = [f"{label} {value}" for label, value in people if value]
    if head.services_affected:
        line.append(f"Services {', '.join(head.services_affected)}")
    if line:
        put(clipped("  " + one_line(". ".join(line))))
    if path is not None:
        put(f"  {shown_path(path)}")


def _zone_of(report: Report) -> tzinfo:
    return zone_named(report.metadata.zone) or UTC


def _put_moments(report: Report) -> None:
    put()
    zone = _zone_of(report)
    found = [(event.at, moment, event) for moment in MOMENTS if (event := event_of(report, moment)) and event.at]
    of_them = f", {len(found) or 'none'} of them {'a moment' if len(found) == 1 else 'moments'}"
    events = counted(len(report.timeline), "event") + (of_them if report.timeline else "")
    put(f"{events}, times in {'UTC' if zone is UTC else zone}")
    in_order = sorted(found, key=lambda one: one[0])
    put_table([(_clock(event, report), moment, event.event or "") for _, moment, event in in_order], indent="  ")


def _clock(event: Event | None, report: Report) -> str:
    if event is None or event.at is None:
        return ""
    first = next((one.at for one in report.timeline if one.at), event.at)
    zone = _zone_of(report)
    return shown_time(event.at, zone, day=first.astimezone(zone).date(), approximate=bool(event.approximate))


def _put_figures(report: Report, layout: Layout) -> None:
    rows = [_figure(report, "Lasted", impact_duration(report))]
    rows += [
        _figure(report, name_at(one.path), measure(report, one)) for one in layout.metrics if one.name != "duration"
    ]
    put()
    put_table(rows, indent="  ")


def _figure(report: Report, label: str, measured: Measure) -> tuple[str, str, str]:
    if measured.override:
        return label, one_line(measured.override), "as reported"
    if measured.missing:
        needed = " and no ".join(measured.missing)
        return label, "not recorded", f"no {needed} time"
    start, end = measured.definition.start, measured.definition.end
    ends = f"{_clock(measured.start, report)} {start} to {_clock(measured.end, report)} {end}"
    seconds = measured.seconds or 0
    if seconds < 0:
        return label, "not known", f"{ends}: in the wrong order"
    about = "about " if measured.approximate else ""
    return label, about + in_words(seconds, "free"), ends


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
    if actions := report.action_items:
        priorities = Counter(action.priority or "no priority" for action in actions)
        done = sum(action.status == "done" for action in actions)
        each = ", ".join(f"{priority} {number}" for priority, number in sorted(priorities.items()))
        yield f"{counted(len(actions), 'action')} ({each}; {done} done)"
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
    put_table([(one.severity, section_title(one.section), one.message) for one in left[:_MOST_MISSING]], indent="  ")
    if len(left) > _MOST_MISSING:
        put(f"  and {len(left) - _MOST_MISSING} more: pmwizard check {name_of(report, path)}")
