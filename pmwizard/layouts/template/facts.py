"""The names a template starts from, for one report."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pmwizard.layouts.template.shapes import names
from pmwizard.layouts.template.values import (
    NOT_PROVIDED,
    Answer,
    Figure,
    Joined,
    PartView,
    Quote,
    Record,
    RenderState,
    Rows,
    clock_text,
    instant_text,
)
from pmwizard.model import whys as chains
from pmwizard.model.base import is_empty
from pmwizard.model.moments import DURATION, impact_duration, incident_day, measures
from pmwizard.model.parts.prevention import Alert, Dashboard
from pmwizard.model.paths import in_time_order, with_ids
from pmwizard.model.report import Report

if TYPE_CHECKING:
    from pmwizard.layouts.layout import Layout


def printable_report(report: Report) -> Report:
    """Return the report as documents show it: its timeline in time order, an id on every why, factor and action."""
    timed = in_time_order(report)
    named = with_ids(timed.model_copy(update={"timeline": ()}))
    return named.model_copy(update={"timeline": timed.timeline})


def facts(report: Report, layout: Layout, state: RenderState, *, diagrams: bool = False) -> dict[str, Any]:
    """Return what each name stands for, for a report that is prepared; without ``diagrams`` these are empty."""
    root = PartView(report, "", "", state)
    found: dict[str, Any] = {}
    for name in names():
        if name in type(report).model_fields:
            found[name] = root.field(name)
    _add_date(found["metadata"], report)
    found["timeline"] = _with_clocks(found["timeline"])
    _add_chains(found["five_whys"])
    home = incident_day(report)
    figures: dict[str, Any] = {
        measured.definition.name: Figure(measured, layout.metric_form, state, home)
        for measured in measures(report, layout.metrics)
    }
    figures[DURATION] = Figure(impact_duration(report), layout.duration_form, state, home)
    found["metrics"] = Record(figures)
    found["open_questions"] = Rows(
        tuple(row for row in found["follow_ups"] if not row.part.done and not is_empty(row.part.question)),
        "follow_ups",
        state,
    )
    found["ticks"] = Record(_ticks(report))
    found["diagrams"] = Record(_drawn(report, layout) if diagrams else {"timeline": "", "whys": ""})
    return found


def _drawn(report: Report, layout: Layout) -> Mapping[str, str]:
    from pmwizard.layouts.template.diagrams import timeline_diagram, whys_diagram  # noqa: PLC0415 -- few exports have diagrams

    stops = layout.wordings.get("five_whys.answers.stop", {})
    return {"timeline": timeline_diagram(report), "whys": whys_diagram(report, stops)}


def _add_date(metadata: PartView, report: Report) -> None:
    """Give a report without a date the day on which the incident started."""
    day = incident_day(report)
    if report.metadata.incident_date is None and day is not None:
        metadata.add("incident_date", Answer(day, metadata, "incident_date", "metadata.incident_date"))


def _time_of(event: PartView, form: str, *, in_days: bool) -> str:
    """Return the time of an event in a form, ``when`` with the day where there are several; note that it is printed."""
    at, approximate = event.part.at, bool(event.part.approximate)
    if at is None:
        return "Time not provided" if form == "when" else NOT_PROVIDED
    event.state.printed.update(((event.path, "at"), (event.path, "approximate")))
    if form == "instant":
        return instant_text(at, approximate=approximate)
    if form == "clock":
        return clock_text(at, approximate=approximate)
    return f"{clock_text(at, approximate=approximate, with_day=in_days)} UTC"


def _with_clocks(timeline: Rows) -> Rows:
    """Return the events with their times in words, and with the day where it changes."""
    days = {row.part.at.date() for row in timeline if row.part.at is not None}
    day = None if len(days) > 1 else next(iter(days), None)
    forms = ("clock", "instant", "when")
    times = {form: partial(_time_of, form=form, in_days=len(days) > 1) for form in forms}
    for event in timeline:
        event.compute(times)
        at = event.part.at
        is_new = at is not None and at.date() != day
        event.add("new_day", at.date().isoformat() if is_new else "")
        day = at.date() if is_new else day
    return timeline


def _add_chains(five_whys: PartView) -> None:
    rows = tuple(five_whys.field("answers"))
    whys = [row.part for row in rows]
    every = chains.leaf_chains(whys)
    main = chains.main_chain(whys, every)
    problem = five_whys.field("problem")
    earlier = {position: rows[before].field("answer") for chain in every for before, position in pairwise(chain)}
    lines: list[Record] = []
    last = problem
    for positions in chains.five_lines(main):
        line = _line([rows[position] for position in positions], last, five_whys)
        lines.append(line)
        last = line.fields["last"]
    five_whys.add("lines", tuple(lines))
    others = chains.other_chains(every, main)
    told = [[_line([rows[each]], earlier.get(each, problem), five_whys) for each in chain] for chain in others]
    five_whys.add("other_chains", tuple(map(tuple, told)))


def _line(rows: list[PartView], earlier: Any, five_whys: PartView) -> Record:
    answers = tuple(row.field("answer") for row in rows if row.field("answer"))
    stops = tuple(row.field("stop") for row in rows if row.field("stop"))
    return Record(
        {
            "quoted": Quote(earlier),
            "answer": Joined(answers, "five_whys.answers.answer", five_whys.state, question="Why?"),
            "stop": Joined(stops, "five_whys.answers.stop", five_whys.state),
            "last": answers[-1] if answers else None,
        }
    )


def _ticks(report: Report) -> Mapping[str, bool]:
    urgent = [action for action in report.action_items if action.priority == "P0"]
    planned = [action for action in report.action_items if action.priority == "P1"]
    watching: list[Alert | Dashboard] = [*report.prevention.alerts, *report.prevention.dashboards]
    runbooks = [document for document in report.prevention.documents if document.kind == "runbook"]
    completed = report.metadata.status in ("approved", "closed")
    return {
        "completed": completed,
        "completed_anyway": completed and not is_empty(report.review.completed_anyway_because),
        "p0_actions_done": bool(urgent) and all(action.status == "done" for action in urgent),
        "p1_actions_scheduled": bool(planned) and all(action.owner and action.due for action in planned),
        "monitoring_deployed": bool(watching) and all(item.done for item in watching),
        "runbooks_published": bool(runbooks) and all(document.done for document in runbooks),
    }
