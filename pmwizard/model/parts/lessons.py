"""What was learned from the incident."""

from __future__ import annotations

from typing import Literal

from pmwizard.model.base import Part, Row, Text, Texts

ResponseArea = Literal["detection", "response", "communication", "remediation"]
LessonArea = Literal["technical", "process", "communication"]


class Observation(Row):
    """Something that went well or wrong, and the area of the response it belongs to."""

    text: Text | None = None
    area: ResponseArea | None = None


class Takeaway(Row):
    """Something now known that was not before."""

    text: Text | None = None
    area: LessonArea | None = None


class Lessons(Part):
    """What went well, what went wrong, where luck helped, and what is now known."""

    could_be_better: Texts = ()
    lucky: Texts = ()
    process_improvements: Texts = ()
    acknowledgments: Text | None = None
    went_well: tuple[Observation, ...] = ()
    went_wrong: tuple[Observation, ...] = ()
    takeaways: tuple[Takeaway, ...] = ()


class Analysis(Part):
    """Conditions in systems, processes and knowledge that let the incident happen."""

    system_failures: Text | None = None
    process_gaps: Text | None = None
    knowledge_gaps: Text | None = None
