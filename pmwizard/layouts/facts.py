"""The names a template starts from, for one report."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pmwizard.layouts import chains
from pmwizard.layouts.diagrams import timeline_diagram, whys_diagram
from pmwizard.layouts.figures import Figure, clock, instant
from pmwizard.layouts.shapes import names
from pmwizard.layouts.views import NOT_PROVIDED, Answer, Joined, Quote, Record, Rows, Session, View
from pmwizard.model.base import is_empty
from pmwizard.model.moments import DURATION, event_of, impact_duration, measure
from pmwizard.model.paths import in_time_order, with_ids
from pmwizard.model.prevention import Alert, Dashboard
from pmwizard.model.report import Report

if TYPE_CHECKING:
    from pmwizard.layouts.layout import Layout


def prepared(report: Report) -> Report:
    """Return the report as documents show it: its timeline in time order, an id on every why, factor and action."""
    timed = in_time_order(report)
    named = with_ids(timed.model_copy(update={"timeline": ()}))
    return named.model_copy(update={"timeline": timed.timeline})


def facts(report: Report, layout: Layout, session: Session, *, diagrams: bool = False) -> dict[str, Any]:
    """Return what each name stands for, for a report that is prepared; without ``diagrams`` these are empty."""
    root = View(report, "", "", session)
    found: dict[str, Any] = {}
    for name in names():
        if name in type(report).model_fields:
            found[name] = root.field(name)
    _add_date(found["metadata"], report)
    _add_clocks(found["timeline"], session)
    _add_chains(found["five_whys"])
    home = _day(report)
    figures: dict[str, Any] = {
        definition.name: Figure(measure(report, definition), layout.metric_form, session, home)
        for definition in layout.metrics
    }
    figures[DURATION] = Figure(impact_duration(report), layout.duration_form, session, home)
    found["metrics"] = Record(figures)
    found["open_questions"] = Rows(
        tuple(row for row in found["follow_ups"] if not row.part.done and not is_empty(row.part.question)),
        "follow_ups",
        session,
    )
    found["ticks"] = Record(_ticks(report))
    stops = layout.wordings.get("five_whys.answers.stop", {})
    drawn = {"timeline": timeline_diagram(report), "whys": whys_diagram(report, stops)} if diagrams else {}
    found["diagrams"] = Record({"timeline": "", "whys": "", **drawn})
    return found


def _day(report: Report) -> date | None:
    """Return the day of the incident: the one that was entered, else the one on which it started."""
    started = event_of(report, "started")
    return report.metadata.incident_date or (started.at.date() if started is not None and started.at else None)


def _add_date(metadata: View, report: Report) -> None:
    """Give a report without a date the day on which the incident started."""
    day = _day(report)
    if report.metadata.incident_date is None and day is not None:
        metadata.add("incident_date", Answer(day, metadata, "incident_date", "metadata.incident_date"))


def _add_clocks(timeline: Rows, session: Session) -> None:
    days = {row.part.at.date() for row in timeline if row.part.at is not None}
    day = None if len(days) > 1 else next(iter(days), None)
    for row in timeline:
        at, approximate = row.part.at, bool(row.part.approximate)
        if at is None:
            for name in ("clock", "instant"):
                row.add(name, NOT_PROVIDED)
            row.add("when", "Time not provided")
            row.add("new_day", "")
            continue
        session.printed.update(((row.path, "at"), (row.path, "approximate")))
        row.add("clock", clock(at, approximate=approximate))
        row.add("instant", instant(at, approximate=approximate))
        row.add("when", f"{clock(at, approximate=approximate, with_day=len(days) > 1)} UTC")
        row.add("new_day", "" if at.date() == day else at.date().isoformat())
        day = at.date()


def _add_chains(five_whys: View) -> None:
    rows = tuple(five_whys.field("answers"))
    whys = [row.part for row in rows]
    every = chains.leaf_chains(whys)
    main = chains.main_chain(whys, every)
    problem = five_whys.field("problem")
    earlier = {position: rows[before].field("answer") for chain in every for before, position in pairwise(chain)}
    lines: list[Record] = []
    last = problem
    for positions in chains.in_lines(main):
        line = _line([rows[position] for position in positions], last, five_whys)
        lines.append(line)
        last = line.fields["last"]
    five_whys.add("lines", tuple(lines))
    others = chains.other_chains(every, main)
    told = [[_line([rows[each]], earlier.get(each, problem), five_whys) for each in chain] for chain in others]
    five_whys.add("other_chains", tuple(map(tuple, told)))


def _line(rows: list[View], earlier: Any, five_whys: View) -> Record:
    answers = tuple(row.field("answer") for row in rows if row.field("answer"))
    stops = tuple(row.field("stop") for row in rows if row.field("stop"))
    return Record(
        {
            "quoted": Quote(earlier),
            "answer": Joined(answers, "five_whys.answers.answer", five_whys.session, question="Why?"),
            "stop": Joined(stops, "five_whys.answers.stop", five_whys.session),
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
