"""Computed figures in words, with the two ends they are measured between."""

from __future__ import annotations

from datetime import UTC, tzinfo

from pmwizard.draft.session import Session
from pmwizard.model.durations import in_words
from pmwizard.model.moments import Measure, impact_duration, measure
from pmwizard.model.times import shown_time, zone_named


def zone_of(session: Session) -> tzinfo:
    """Return the zone in which the report's times are shown."""
    return zone_named(session.report.metadata.zone) or UTC


def note_of(path: str, session: Session) -> str:
    """Return what a field's label says besides its name: the zone of a time, the figure it overrides."""
    if path.startswith("moments."):
        return f"({session.report.metadata.zone or 'UTC'})"
    if path == "impact.duration":
        return ends_in_words(impact_duration(session.report), session)
    if path.startswith("response.time_to_"):
        name = path.removeprefix("response.")
        for definition in session.layout.metrics:
            if definition.name == name:
                return ends_in_words(measure(session.report, definition), session)
    return ""


def ends_in_words(figure: Measure, session: Session) -> str:
    """Return a figure with its ends: ``27 min, 13:42 to 14:09 UTC``, or which moment it lacks."""
    if figure.seconds is None or figure.start is None or figure.end is None:
        return f"no {' or '.join(figure.missing)} time yet"
    zone = zone_of(session)
    day = session.draft.incident_day
    ends = [shown_time(one.at, zone, day=day) for one in (figure.start, figure.end) if one.at]
    name = session.report.metadata.zone or "UTC"
    return f"{in_words(figure.seconds, 'free')}, {' to '.join(ends)} {name}"
