"""One report on one screen."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from pmwizard.checks import findings
from pmwizard.cli.output import counted, one_line, put, put_json, put_table, wrapped
from pmwizard.cli.reports import choice_label, date_of, layout_for, name_of, read_named, shown_path
from pmwizard.cli.show_times import put_figures, put_moments
from pmwizard.cli.words import section_title
from pmwizard.layouts.layout import Layout
from pmwizard.model import SCHEMA_VERSION, Report

_MOST_MISSING, _MOST_ACTIONS = 6, 10


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
    put(wrapped(f"{name_of(report, path)}  {one_line(head.title or '(no title yet)')}"))
    status = choice_label("metadata.status", head.status or "draft")
    facts = [head.severity or "no severity", status, date_of(report), f"layout {layout.name}"]
    put("  " + ", ".join(filter(None, facts)))
    people = [("Author", head.author), ("Commander", head.incident_commander)]
    line = [f"{label} {value}" for label, value in people if value]
    if head.services_affected:
        line.append(f"Services {', '.join(head.services_affected)}")
    if line:
        put(wrapped("  " + one_line(". ".join(line)), indent="    "))
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
                choice_label("action_items.status", action.status or "open"),
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
            wrapped(
                f"  {one.severity.ljust(7)}  {title.ljust(width)}  {one_line(one.message)}", indent=" " * (width + 13)
            )
        )
    if len(left) > _MOST_MISSING:
        put(f"  and {len(left) - _MOST_MISSING} more: pmwizard check {name_of(report, path)}")
