"""The question about an incident date on which nothing happened."""

from __future__ import annotations

from typing import Any

from textual.app import App

from pmwizard.draft.session import Session
from pmwizard.model.days import day_by_events, is_day_without_event
from pmwizard.model.times.names import date_with_weekday
from pmwizard.questions.metadata import INCIDENT_DATE
from pmwizard.terminal.app import types_ahead
from pmwizard.ui.dialogs.choose import ChooseMeaning


async def settle_incident_date(app: App[Any], session: Session) -> bool:
    """Ask about an incident date on which there is no event; return whether to go on."""
    report = session.report
    day = report.metadata.incident_date
    if day is None or day == session.kept_date or types_ahead(app) or not is_day_without_event(report, day):
        return True
    by_events = day_by_events(report)
    if by_events is None:
        return True
    answers = [
        ("change", f"Change it to {date_with_weekday(by_events)}, the day of the first event"),
        ("keep", f"Keep {date_with_weekday(day)}"),
    ]
    answer = await app.push_screen_wait(
        ChooseMeaning(f"No event is on the incident date, {date_with_weekday(day)}", answers)
    )
    if answer == "change":
        session.draft.put(INCIDENT_DATE.path, by_events, f"changed the incident date to {date_with_weekday(by_events)}")
    elif answer == "keep":
        session.kept_date = day
    return bool(answer)
