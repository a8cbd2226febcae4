"""The zone that the command line asks for."""

from __future__ import annotations

from pmwizard.draft.opening import with_zone
from pmwizard.draft.session import Session


def use_zone(session: Session, zone: str | None) -> str:
    """Show and store the times of a report in the zone of the command line; return what to say of it, "" for nothing.

    Undo takes it back.
    """
    report = session.report
    with_zone(session, zone)
    if session.report is report:
        return ""
    return f"Times now in {zone}, the same instants. Ctrl+Z goes back to {report.metadata.zone or 'UTC'}"
