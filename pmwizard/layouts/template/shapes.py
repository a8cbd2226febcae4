"""What stands at each name a template can use: the report's own tables and keys, and the computed values.

A shape tells which questions of the wizard feed a name. Reading the shapes of a template's expressions
gives the questions that its layout asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args, get_origin

from pmwizard.model.base import Part, Row
from pmwizard.model.moments import DURATION, METRICS
from pmwizard.model.paths import ID_FORMS, annotations_by_path, row_type_of
from pmwizard.model.report import Report

ROUTINE_TABLES = frozenset({"follow_ups", "meeting", "drafts", "imported"})
"""Tables that fill themselves while a report is written and discussed; no layout asks for them."""


@dataclass(frozen=True)
class Scalar:
    """A value that one or more questions feed; printing it asks them."""

    paths: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Table:
    """A group of names. ``paths`` is set when it can be printed as a whole too."""

    fields: Mapping[str, Shape]
    name: str
    paths: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Listing:
    """Rows, or the entries of an answer that is a list; ``paths`` are those of the list printed as a whole."""

    item: Shape
    paths: frozenset[str] = frozenset()


Shape = Scalar | Table | Listing


def scalar(*paths: str) -> Scalar:
    """Return the shape of a value that these questions feed."""
    return Scalar(frozenset(paths))


def _of_part(part: type[Part], path: str) -> Table:
    fields: dict[str, Shape] = {}
    for name, info in part.model_fields.items():
        here = f"{path}.{name}" if path else name
        annotation = info.annotation
        row = row_type_of(annotation)
        if row is not None:
            fields[name] = Listing(_of_part(row, here))
        elif isinstance(annotation, type) and issubclass(annotation, Part):
            fields[name] = _of_part(annotation, here)
        elif get_origin(annotation) is tuple:
            fields[name] = Listing(scalar(here), frozenset({here}))
        else:
            fields[name] = scalar(here)
    return Table(fields, path or "report")


_MOMENTS = ("timeline.at", "timeline.moment")
_DETECTED = ("detection.methods", "detection.other_method")
_WHY = "five_whys.answers"


def _figure(override: str) -> Table:
    paths = frozenset({override, *_MOMENTS})
    names = ("value", "ends", "start", "end", "is_reported")
    return Table({name: Scalar(paths) for name in names}, override, paths)


def _chain() -> Listing:
    answered = scalar(f"{_WHY}.answer")
    line = {"quoted": scalar("five_whys.problem", *answered.paths), "answer": answered, "stop": scalar(f"{_WHY}.stop")}
    line["number_above"] = line["is_asked_above"] = scalar()
    return Listing(Table(line, "five_whys.lines"))


ALSO_TOLD = ("user_facing", "data_affected", "data_affected_notes")
"""Answers about the impact that a layout may print where there are any, without asking for them."""


def _computed(tables: Mapping[str, Shape]) -> Iterator[tuple[str, Shape]]:
    figures: dict[str, Shape] = {name: _figure(f"response.{name}") for name in METRICS}
    figures[DURATION] = _figure("impact.duration")
    yield "metrics", Table(figures, "metrics")
    follow_ups = tables["follow_ups"]
    if isinstance(follow_ups, Listing):
        yield "open_questions", Listing(_with(follow_ups.item, "follow_ups", {"about": scalar()}))
    # What a house has no slot for, and a reader has to know: nobody is asked for it on its account.
    yield "also", Table({name: scalar() for name in ALSO_TOLD}, "also")
    ticks: dict[str, Shape] = {
        "completed": scalar(),
        "completed_anyway": scalar("review.completed_anyway_because"),
        "p0_actions_done": scalar("action_items.priority", "action_items.status"),
        "p1_actions_scheduled": scalar("action_items.priority", "action_items.owner", "action_items.due"),
        "monitoring_deployed": scalar("prevention.alerts.done", "prevention.dashboards.done"),
        "runbooks_published": scalar("prevention.documents.kind", "prevention.documents.done"),
    }
    yield "ticks", Table(ticks, "ticks")
    yield "diagrams", Table({"timeline": scalar(), "whys": scalar()}, "diagrams")


def _with(table: Shape, name: str, fields: Mapping[str, Shape]) -> Table:
    own = table.fields if isinstance(table, Table) else {}
    return Table({**own, **fields}, name)


@cache
def names() -> Mapping[str, Shape]:
    """Return every name that a template starts from, with its shape."""
    tables: dict[str, Shape] = dict(_of_part(Report, "").fields)
    paths = ("timeline.at", "timeline.day", "timeline.until", "timeline.approximate")
    event = {"clock": scalar(*paths), "new_day": scalar("timeline.at")}
    # A layout without a column for notes prints those there are; nobody is asked to go through one more field an event.
    event["noted"] = scalar()
    event["instant"] = event["when"] = event["clock"]
    timeline = tables["timeline"]
    if isinstance(timeline, Listing):
        tables["timeline"] = Listing(_with(timeline.item, "timeline", event))
    tables["detection"] = _with(tables["detection"], "detection", {"noticed_by": scalar(*_DETECTED)})
    tables["summary"] = _with(tables["summary"], "summary", {"shortest": scalar("summary.one_line")})
    after_resolution = scalar("metadata.postmortem_date", *_MOMENTS)
    tables["metadata"] = _with(tables["metadata"], "metadata", {"after_resolution": after_resolution})
    whys = {"lines": _chain(), "other_chains": Listing(_chain())}
    tables["five_whys"] = _with(tables["five_whys"], "five_whys", whys)
    tables.update(_computed(tables))
    for name in ("schema_version", "layout", "drafts", "meeting", "imported"):
        del tables[name]
    return tables


@cache
def is_list_of_rows(table: str) -> bool:
    """Tell whether a flattened path is a list of rows."""
    return row_type_of(annotations_by_path().get(table)) is not None


@cache
def is_choice(path: str) -> bool:
    """Tell whether the answers at a flattened path are chosen from a list."""
    return _names_choices(annotations_by_path().get(path))


_REFERENCES = frozenset({"id", "parent", "addresses", "whys"})
_TELLING_ALONE = frozenset({"contributing_factors.factors.category", "five_whys.answers.stop"})
"""Choices that say something without the words that usually go with them."""


def says_nothing(row: Row, table: str) -> bool:
    """Tell whether a row of a list says nothing: it has an id, references and choices at most."""
    for name, value in row.known().items():
        path = f"{table}.{name}"
        is_reference = name in _REFERENCES and (name != "id" or table in ID_FORMS)
        if not is_reference and not isinstance(value, bool) and (path in _TELLING_ALONE or not is_choice(path)):
            return False
    return True


@cache
def is_path(path: str) -> bool:
    """Tell whether a flattened path leads to a key of the file format."""
    return path in annotations_by_path()


def _names_choices(annotation: Any) -> bool:
    return get_origin(annotation) is Literal or any(map(_names_choices, get_args(annotation)))
