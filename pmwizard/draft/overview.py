"""What has been answered, in a few words for each section, and what answers are called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, assert_never

from pmwizard.draft.edits.links import without_action
from pmwizard.draft.progress import is_answered, is_asked, is_insisted_on, sections_for
from pmwizard.layouts.layout import Layout
from pmwizard.layouts.template.values import NOT_PROVIDED
from pmwizard.model import Report
from pmwizard.model.base import Row, is_empty
from pmwizard.model.moments import Measure, event_of, impact_duration, measures
from pmwizard.model.parts.causes import CATEGORIES
from pmwizard.model.paths import NoSuchPathError, value_at
from pmwizard.model.times.names import date_in_words
from pmwizard.model.times.words import duration_in_words, shown_time
from pmwizard.model.unknown import unknown_keys
from pmwizard.model.whys import outline
from pmwizard.questions import Kind, Question, Section, question_at
from pmwizard.questions.actions import NO_ACTIONS_BECAUSE
from pmwizard.questions.causes import FACTOR_ROWS, WHY_PROBLEM, WHY_ROWS
from pmwizard.questions.metadata import FIRST_IMPACT, SEVERITY, TITLE
from pmwizard.text import counted, shortened

_LONGEST_NAME = 40


def words_of(report: Report, path: str) -> str:
    """Return the first words of the row at a path, "" where there is no row."""
    try:
        row = value_at(report, path)
    except NoSuchPathError:
        return ""
    texts = row.known().items() if isinstance(row, Row) else ()
    return next((text for name, text in texts if name != "id" and isinstance(text, str)), "")


def words_about_unknown_keys(report: Report) -> str:
    """Return what to say of the names in a report's file that no report has, when it is opened; "" for none."""
    first, *more = unknown_keys(report) or (None,)
    if first is None:
        return ""
    name = shortened(first.column, _LONGEST_NAME)
    if not more:
        return f"{name} in the file is not known, and no document prints it. Review says more"
    return (
        f"{name} and {len(more)} more names in the file are not known, and no document prints them. Review lists them"
    )


@dataclass(frozen=True)
class Said:
    """A few words about one answer, and where that answer stands."""

    text: str
    path: str


@dataclass(frozen=True)
class Answers:
    """What a section holds: lines of words that may be joined where they are short."""

    section: Section
    lines: tuple[tuple[Said, ...], ...]


def overview(report: Report, layout: Layout) -> tuple[Answers, ...]:
    """Return the answers of every section the layout needs, the review left out; untouched ones have no lines."""
    return tuple(
        Answers(section, tuple(line for line in _lines(section, report, layout) if line))
        for section in sections_for(report, layout)
        if section.id != "review"
    )


def _lines(section: Section, report: Report, layout: Layout) -> Iterator[tuple[Said, ...]]:
    if not any(is_answered(report, question) for question in section.questions):
        return
    match section.id:
        case "metadata":
            yield from _metadata(report)
        case "timeline":
            yield _timeline(report, layout)
        case "whys":
            yield from _whys(report)
        case "factors":
            yield from _factors(report)
        case "actions":
            yield _actions(report)
        case _:
            yield from _plain(section, report)
    yield skipped(section, report, layout)


def skipped(section: Section, report: Report, layout: Layout) -> tuple[Said, ...]:
    """Return what the layout prints as "Not provided" and does not insist on, in words."""
    left = [
        question
        for question in section.questions
        if question.kind is not Kind.FLAG
        and not question.path.startswith(("moments.", "review."))
        and not question.has_default
        and is_asked(question, layout)
        and not is_answered(report, question)
        and not is_insisted_on(question, layout)
    ]
    if not left:
        return ()
    names = ", ".join(question.label.rstrip("?") for question in left)
    return (Said(f"{NOT_PROVIDED}: {names}", left[0].path),)


# Section by section


def _metadata(report: Report) -> Iterator[tuple[Said, ...]]:
    head = report.metadata
    yield (Said(head.title or "Title not provided", TITLE.path),)
    severity = Said(head.severity or "Severity not provided", SEVERITY.path)
    yield severity, Said(when(report), FIRST_IMPACT.path)
    rest = ("services_affected", "author", "incident_commander", "attendees", "reviewers")
    yield tuple(said for name in rest if (said := _labelled(report, f"metadata.{name}")))


def when(report: Report) -> str:
    """Return the day, the two ends and the length of the impact in words."""
    zone = report.zone
    figure = impact_duration(report)
    started = event_of(report, "started")
    if started is None or started.at is None:
        day = report.metadata.incident_date
        return f"{date_in_words(day)}, start not recorded" if day else "Start not recorded"
    day = started.at.astimezone(zone).date()
    words = f"{date_in_words(day)} {shown_time(started.at, zone, day=day, approximate=bool(started.approximate))}"
    name = report.metadata.zone or "UTC"
    if figure.end is None or figure.end.at is None:
        return f"{words} {name}, end not recorded"
    last = figure.end.at.astimezone(zone).date()
    end = shown_time(figure.end.at, zone, day=last, approximate=bool(figure.end.approximate))
    later = "" if last == day else f"{date_in_words(last)} "
    return f"{words} to {later}{end} {name}, {_length(figure)}"


def _length(figure: Measure) -> str:
    if figure.override:
        return f"{figure.override}, as reported"
    if figure.seconds is None:
        return f"not recorded (no {' or '.join(figure.missing)} time)"
    return duration_in_words(figure.seconds, "free") if figure.seconds >= 0 else "its moments contradict each other"


def _timeline(report: Report, layout: Layout) -> tuple[Said, ...]:
    events = [Said(counted(len(report.timeline), "event"), "timeline")]
    figures = measures(report, layout.metrics)
    known = [one for one in figures if one.override or one.seconds is not None]
    for figure in known:
        name = figure.definition.name.removeprefix("time_to_").capitalize()
        is_measured = figure.end and figure.end.id and not figure.override
        path = f"timeline.{figure.end.id}" if is_measured and figure.end else figure.definition.path
        events.append(Said(f"{name} {_length(figure)}", path))
    if unknown := [one.definition.name.removeprefix("time_to_") for one in figures if one not in known]:
        events.append(Said(f"Not recorded: time to {', '.join(unknown)}", "timeline"))
    return tuple(events)


def _whys(report: Report) -> Iterator[tuple[Said, ...]]:
    whys = report.five_whys
    if whys.problem:
        yield (Said(f"Problem: {whys.problem}", WHY_PROBLEM.path),)
    if not whys.answers:
        return
    branches = outline(whys.answers)
    leaves = [one for one in branches if one.is_leaf]
    deepest = max(one.depth for one in leaves)
    size = f"{counted(len(branches), 'why')}, {counted(len(leaves), 'chain')}, deepest {deepest}"
    yield (Said(size, WHY_ROWS.path),)
    for one in leaves:
        if one.why.answer:
            yield (Said(f"Ends at: {one.why.answer}", f"five_whys.answers.{one.why.id}"),)


def _factors(report: Report) -> Iterator[tuple[Said, ...]]:
    factors = report.contributing_factors
    groups = {one.category for one in factors.factors if one.category}
    unseen = [one for one in CATEGORIES if one != "other" and one not in groups and one not in factors.ruled_out]
    path = FACTOR_ROWS.path
    words = [Said(f"{counted(len(factors.factors), 'factor')} in {counted(len(groups), 'group')}", path)]
    words += [Said(f"{counted(len(unseen), 'group')} not looked at", path)] if unseen else []
    yield tuple(words)
    yield tuple(Said(str(one.factor), f"{path}.{one.id}") for one in factors.factors if one.factor)


def _actions(report: Report) -> tuple[Said, ...]:
    actions = report.action_items
    if not actions:
        reason = report.review.no_actions_because
        return (Said(f"None, because: {reason}", NO_ACTIONS_BECAUSE.path),) if reason else ()
    counts = Counter(one.priority for one in actions if one.priority)
    words = [Said(counted(len(actions), "action"), "action_items")]
    if by_priority := ", ".join(f"{priority} {counts[priority]}" for priority in sorted(counts)):
        words.append(Said(by_priority, "action_items"))
    words += _lacking(report, "owner", "without owner")
    words += _lacking(report, "due", "without due date")
    factors = {one.id for one in report.contributing_factors.factors}
    idle = [one for one in without_action(report) if one.id in factors]
    if idle and any(one.addresses for one in actions):
        verb = "has" if len(idle) == 1 else "have"
        path = f"contributing_factors.factors.{idle[0].id}"
        words.append(Said(f"{counted(len(idle), 'factor')} {verb} no action", path))
    return tuple(words)


def _lacking(report: Report, name: str, words: str) -> list[Said]:
    rows = [one for one in report.action_items if is_empty(getattr(one, name))]
    return [Said(f"{len(rows)} {words}", f"action_items.{rows[0].id}.{name}")] if rows else []


def _plain(section: Section, report: Report) -> Iterator[tuple[Said, ...]]:
    """Yield the answers of a section that is a form: long ones on lines of their own, short ones together."""
    together: list[Said] = []
    for question in section.questions:
        said = _labelled(report, question.path) if not question.path.startswith("moments.") else None
        if said is None:
            continue
        if question.kind in {Kind.TEXT, Kind.ENTRIES}:
            yield tuple(together)
            together = []
            yield (said,)
        else:
            together.append(said)
    yield tuple(together)


def _labelled(report: Report, path: str) -> Said | None:
    question, value = question_at(path), value_at(report, path)
    if question is None or is_empty(value):
        return None
    joint = "" if question.label.endswith("?") else ":"
    return Said(f"{question.label}{joint} {value_in_words(question, value)}", path)


def value_in_words(question: Question, value: Any) -> str:
    """Return an answer in words on one line: choices by their names, lists counted or joined."""
    match question.kind:
        case Kind.ROWS:
            return counted(len(value), question.noun or "entry")
        case Kind.ENTRIES:
            return "; ".join(" ".join(text.split()) for text in value)
        case Kind.NAMES:
            return ", ".join(value)
        case Kind.CHOICE:
            return ", ".join(map(question.label_of, value if question.several else (value,)))
        case Kind.FLAG:
            return "yes" if value else "no"
        case Kind.DATE:
            return date_in_words(value) if isinstance(value, date) else str(value)
        case Kind.TIME:
            return f"{value:%Y-%m-%d %H:%M} UTC" if isinstance(value, datetime) else str(value)
        case Kind.LINE | Kind.TEXT:
            return " ".join(str(value).split())
        case _:
            assert_never(question.kind)
