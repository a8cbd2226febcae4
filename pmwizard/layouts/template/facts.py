"""The names a template starts from, for one report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, timedelta
from functools import partial
from itertools import groupby, pairwise
from typing import Any

from pmwizard.layouts.layout import Layout, built_in_metrics
from pmwizard.layouts.template.shapes import ALSO_TOLD, names, says_nothing
from pmwizard.layouts.template.times import TimeForm, event_text
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
    row_views,
)
from pmwizard.model import whys as chains
from pmwizard.model.base import is_empty
from pmwizard.model.days import day_by_events, day_in, first_instant, has_event_on, is_day_without_event
from pmwizard.model.moments import DURATION, Definition, Measure, event_of, impact_duration, incident_day, measures
from pmwizard.model.parts.causes import Why
from pmwizard.model.parts.prevention import Alert, Dashboard
from pmwizard.model.paths import in_time_order, with_ids
from pmwizard.model.report import Report
from pmwizard.text import counted


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
    home = incident_day(report) or day_by_events(report)
    _add_date(found["metadata"], report, home)
    _add_title(found["metadata"])
    found["metadata"].add("after_resolution", _after_resolution(report))
    found["timeline"] = _with_times(found["timeline"], home)
    _add_chains(found["five_whys"])
    _add_noticed(found["detection"])
    one_line, executive = (found["summary"].field(name) for name in ("one_line", "executive"))
    found["summary"].add("shortest", one_line or executive or one_line)
    figures: dict[str, Any] = {
        measured.definition.name: Figure(measured, layout.metric_form, state, home)
        for measured in _measures(report, layout)
    }
    figures[DURATION] = Figure(impact_duration(report), layout.duration_form, state, home)
    found["metrics"] = Record(figures)
    found["open_questions"] = Rows(tuple(_still_open(found["follow_ups"], found["timeline"])), "follow_ups", state)
    found["also"] = Record({name: found["impact"].field(name) for name in ALSO_TOLD})
    found["ticks"] = Record(_ticks(report))
    found["diagrams"] = Record(_drawn(report, layout) if diagrams else {"timeline": "", "whys": ""})
    return found


def _measures(report: Report, layout: Layout) -> Iterator[Measure]:
    """Yield what each metric of a layout is, without lengths that were typed for a metric with other ends.

    Whoever typed one saw the ends of the report's own layout; without one, a metric starts when the incident does.
    """
    typed_for: Mapping[str, Definition] | None = None
    for measured in measures(report, layout.metrics):
        definition = measured.definition
        if measured.override is not None and report.layout != layout.name:
            if typed_for is None:
                typed_for = {one.name: one for one in built_in_metrics(report.layout or "")}
            if definition != typed_for.get(definition.name, replace(definition, start="started")):
                measured = replace(measured, override=None)  # noqa: PLW2901 -- all the same but for this
        yield measured


def _add_noticed(detection: PartView) -> None:
    """Give the ways in which the incident was noticed, another way in its own words."""
    methods, other = detection.field("methods"), detection.field("other_method")
    known = [method for method in methods if not other or method != "other"]
    answers = (*known, other) if other else tuple(known)
    detection.add("noticed_by", Joined(answers, "detection.methods", detection.state))


def _drawn(report: Report, layout: Layout) -> Mapping[str, str]:
    from pmwizard.layouts.template.diagrams import timeline_diagram, whys_diagram  # noqa: PLC0415 -- few exports have diagrams

    stops = layout.wordings.get("five_whys.answers.stop", {})
    return {"timeline": timeline_diagram(report), "whys": whys_diagram(report, stops)}


def _still_open(follow_ups: Rows, timeline: Rows) -> Iterator[PartView]:
    """Yield the questions that nobody has answered; what two rows ask the same person is asked once.

    One about an event has its time as ``about``.
    """
    times = {f"timeline.{event.part.id}": event.field("when") for event in timeline}
    asked: set[tuple[str, str | None, str]] = set()
    for row in follow_ups:
        about = times.get(".".join((row.part.path or "").split(".")[:2]), "")
        row.add("about", about)
        question = row.part.question
        if row.part.done or is_empty(question):
            continue
        if (question, row.part.who, about) in asked:
            row.state.printed.update((row.path, name) for name in ("question", "who"))
        else:
            asked.add((question, row.part.who, about))
            yield row


def _add_title(metadata: PartView) -> None:
    """Let a report without a title be called by its id; what is asked for is a title all the same."""

    def title(_: PartView) -> Answer:
        metadata.state.empty.setdefault("metadata.title")
        return Answer(metadata.part.incident_id or metadata.part.hotfix_id, metadata, "title", "metadata.incident_id")

    if is_empty(metadata.part.title) and (metadata.part.incident_id or metadata.part.hotfix_id):
        metadata.compute({"title": title})


def _add_date(metadata: PartView, report: Report, day: date | None) -> None:
    """Give a report without a date the day on which it started, and say where it comes from or events contradict it."""
    if day is not None:
        note = _about_day(report, day)
        metadata.add("incident_date", Answer(day, metadata, "incident_date", "metadata.incident_date", note))


def _after_resolution(report: Report) -> str:
    """Return when the post-mortem was, counted from the resolution; "" where one of the two is not known.

    Only its day is known, so it is within 48 hours where all of that day is.
    """
    day, resolved = report.metadata.postmortem_date, event_of(report, "resolved")
    if day is None or resolved is None or not (resolved.at or resolved.day):
        return ""
    begin = resolved.at or first_instant(resolved.day or day, report.zone)
    days = (day - day_in(begin, report.zone)).days
    if days < 0:
        return f"{counted(-days, 'day')} before resolution"
    is_soon = first_instant(day, report.zone) - begin <= timedelta(days=1)
    return "within 48 hours of resolution" if is_soon else f"{counted(days, 'day')} after resolution"


def _about_day(report: Report, day: date) -> str:
    """Return what stands behind a date that nobody entered, or on which no event is in UTC, in which times are."""
    if is_day_without_event(report, day):
        return " (no event is on this day)"
    is_local = not has_event_on(report, day, UTC) and has_event_on(report, day, report.zone)
    notes = (["day of the first event"] if incident_day(report) is None else []) + (
        [f"{report.zone}"] if is_local else []
    )
    return f" ({', '.join(notes)})" if notes else ""


def _with_times(timeline: Rows, home: date | None) -> Rows:
    """Return the events that are printed, with their times in words.

    ``new_day`` is the day that has to stand above an event, for its time stands alone: the day in the document's head,
    ``home``, is named where there is another one. A day without a time names itself.
    """
    shown = Rows(tuple(row for row in timeline if not row.part.omit), timeline.table, timeline.state)
    with_day = any(row.part.at and row.part.at.date() != home for row in shown)
    forms: tuple[TimeForm, ...] = ("clock", "instant", "when")
    computed: dict[str, Callable[[PartView], Any]] = {
        form: partial(_time_of, form=form, with_day=with_day) for form in forms
    }
    computed["noted"] = lambda event: event.field("notes")
    named = None if with_day else home
    for event in shown:
        if event.part.moment and is_empty(event.part.event):
            # A moment without words says at least what it is.
            event.add("event", Answer(event.part.moment.capitalize(), event, "event", "timeline.event"))
    for day, group in groupby(shown, key=_days()):
        events = tuple(group)
        is_new = day != named and any(event.part.at for event in events)
        for event in events:
            event.compute(computed)
            event.add("new_day", day.isoformat() if day and is_new and event is events[0] else "")
        named = day
    return shown


def _days() -> Callable[[PartView], date | None]:
    """Return what tells the day of each event, in their order; one without a time is on the day of the one before."""
    last: date | None = None

    def day_of(event: PartView) -> date | None:
        nonlocal last
        last = event.part.at.date() if event.part.at else event.part.day or last
        return last

    return day_of


def _time_of(event: PartView, form: TimeForm, *, with_day: bool) -> str:
    """Return the time of an event in a form, and note that it is printed."""
    if not event.part.at and not event.part.day:
        return NOT_PROVIDED if form == "clock" else "Time not provided"
    event.state.printed.update(
        (event.path, name) for name in ("at" if event.part.at else "day", "until", "approximate")
    )
    return event_text(event.part, form, with_day=with_day)


def _add_chains(five_whys: PartView) -> None:
    whys = five_whys.part.answers
    rows = tuple(row_views(whys, f"{five_whys.path}.answers", "five_whys.answers", five_whys.state))
    every = [tuple(each for each in chain if _says(whys[each])) for chain in chains.leaf_chains(whys)]
    main = chains.main_chain(whys, [chain for chain in every if chain])
    problem = five_whys.field("problem")
    above = {position: before for chain in every for before, position in pairwise(chain)}
    lines: list[Record] = []
    asked: dict[int | None, int] = {}
    last = problem
    # A chain without an answer is one line that says so.
    for positions in [each for each in chains.five_lines(main) if each] or [()]:
        line = _line([rows[position] for position in positions], last, five_whys)
        lines.append(line)
        asked[above.get(positions[0]) if positions else None] = len(lines)
        last = line.fields["last"]
    five_whys.add("lines", tuple(lines))
    others = _by_question(chains.other_chains(every, main), above)
    told: list[tuple[Record, ...]] = []
    for number, chain in enumerate(others):
        is_again = number > 0 and above.get(others[number - 1][0]) == above.get(chain[0])
        quoted = [rows[above[each]].field("answer") if each in above else problem for each in chain]
        told.append(
            tuple(
                _line([rows[each]], earlier, five_whys, asked.get(above.get(each), 0), is_again and each == chain[0])
                for each, earlier in zip(chain, quoted, strict=True)
            )
        )
    five_whys.add("other_chains", tuple(told))


def _says(why: Why) -> bool:
    return not says_nothing(why, "five_whys.answers")


def _by_question(found: list[tuple[int, ...]], above: Mapping[int, int]) -> list[tuple[int, ...]]:
    """Return chains with those that answer one question next to each other, so that it is asked once."""
    places: dict[int | None, int] = {}
    return sorted(found, key=lambda chain: places.setdefault(above.get(chain[0]), len(places)))


def _line(
    rows: list[PartView], earlier: Any, five_whys: PartView, number_above: int = 0, is_asked_above: bool = False
) -> Record:
    """Return a line of a chain.

    ``number_above`` is the number of the line of the main chain that answers the same question, and
    ``is_asked_above`` tells whether the chain before begins with that question.
    """
    answers = tuple(row.field("answer") for row in rows if row.field("answer"))
    stops = tuple(row.field("stop") for row in rows if row.field("stop"))
    return Record(
        {
            "quoted": Quote(earlier),
            "answer": Joined(answers, "five_whys.answers.answer", five_whys.state, question="Why?"),
            "stop": Joined(stops, "five_whys.answers.stop", five_whys.state),
            "number_above": number_above,
            "is_asked_above": is_asked_above,
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
