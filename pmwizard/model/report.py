"""The report of one incident."""

from __future__ import annotations

from datetime import UTC, tzinfo
from typing import Annotated

from pydantic import Field, Strict

from pmwizard.model.base import Part, Text
from pmwizard.model.parts.actions import ActionItem
from pmwizard.model.parts.causes import ContributingFactors, FiveWhys, RootCause
from pmwizard.model.parts.impact import Impact
from pmwizard.model.parts.lessons import Analysis, Lessons
from pmwizard.model.parts.metadata import Metadata, Summary
from pmwizard.model.parts.prevention import Prevention
from pmwizard.model.parts.records import FollowUp, Imported, Link, Meeting, RelatedIncident, Review
from pmwizard.model.parts.response import Detection, Resolution, Response
from pmwizard.model.parts.timeline import Event
from pmwizard.model.times.zones import zone_named

SCHEMA_VERSION = 1
"""The newest version of the file format that this program reads and writes."""


class Report(Part):
    """Everything known about one incident. An empty report is a report.

    Fields stand in the order of the file. ``drafts`` holds raw text by path that was typed and is not
    understood yet; it is saved with the rest and never exported.
    """

    schema_version: Annotated[int, Strict(), Field(ge=1)] = SCHEMA_VERSION
    layout: Text | None = None
    metadata: Metadata = Metadata()
    summary: Summary = Summary()
    impact: Impact = Impact()
    timeline: tuple[Event, ...] = ()
    detection: Detection = Detection()
    response: Response = Response()
    root_cause: RootCause = RootCause()
    five_whys: FiveWhys = FiveWhys()
    contributing_factors: ContributingFactors = ContributingFactors()
    resolution: Resolution = Resolution()
    lessons: Lessons = Lessons()
    analysis: Analysis = Analysis()
    action_items: tuple[ActionItem, ...] = ()
    prevention: Prevention = Prevention()
    related_incidents: tuple[RelatedIncident, ...] = ()
    links: tuple[Link, ...] = ()
    review: Review = Review()
    follow_ups: tuple[FollowUp, ...] = ()
    drafts: dict[str, Text] = Field(default_factory=dict)
    meeting: Meeting = Meeting()
    imported: Imported = Imported()

    @property
    def zone(self) -> tzinfo:
        """The zone in which times are typed and shown: the one that was chosen, where it is known, else UTC."""
        return zone_named(self.metadata.zone) or UTC
