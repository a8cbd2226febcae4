"""What a report refers to and what happened to the report itself."""

from __future__ import annotations

from typing import Literal

from pmwizard.model.base import Day, Flag, Part, Row, Text, Texts

LessonsApplied = Literal["yes", "no", "unknown"]
LinkKind = Literal[
    "evidence", "pull_request", "chat", "log", "dashboard", "trace", "graph", "metric", "reference", "vendor"
]


class RelatedIncident(Row):
    """A similar past incident; ``id`` is that incident's own id."""

    id: Text | None = None
    date: Day | None = None
    similarity: Text | None = None
    lessons_applied: LessonsApplied | None = None
    link: Text | None = None


class Link(Row):
    """An address that shows something."""

    kind: LinkKind | None = None
    title: Text | None = None
    url: Text | None = None
    notes: Text | None = None


class SignOff(Row):
    """A person who has read the report in a role."""

    role: Text | None = None
    name: Text | None = None
    date: Day | None = None


class Review(Part):
    """The review of the report, the advice dismissed and the reasons given."""

    date: Day | None = None
    approved_by: Text | None = None
    dismissed: Texts = ()
    no_actions_because: Text | None = None
    one_factor_because: Text | None = None
    completed_anyway_because: Text | None = None
    sign_offs: tuple[SignOff, ...] = ()


class FollowUp(Row):
    """An open question about the answer or row at ``path``."""

    path: Text | None = None
    question: Text | None = None
    who: Text | None = None
    done: Flag | None = None


class Imported(Part):
    """Where an imported report came from; its keys are the import's own."""


class Meeting(Part):
    """What a meeting about the report adds; its keys are the meeting's own."""
