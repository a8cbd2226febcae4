"""The steps of the wizard, one module each."""

from __future__ import annotations

from pmwizard.draft.session import Session
from pmwizard.questions import Section
from pmwizard.ui.frame.step import Frame
from pmwizard.ui.sections.actions.screen import ActionsScreen
from pmwizard.ui.sections.factors.screen import FactorsScreen
from pmwizard.ui.sections.form import SectionScreen
from pmwizard.ui.sections.overview import HubScreen
from pmwizard.ui.sections.review.screen import ReviewScreen
from pmwizard.ui.sections.timeline.screen import TimelineScreen
from pmwizard.ui.sections.whys.screen import WhysScreen


def screen_for(session: Session, section: Section | None, path: str = "") -> Frame:
    """Return the screen of a section, with the cursor at an answer; of the hub for no section."""
    if section is None:
        return HubScreen(session)
    match section.id:
        case "actions":
            return ActionsScreen(session, path)
        case "timeline":
            return TimelineScreen(session, path)
        case "whys":
            return WhysScreen(session, path)
        case "factors":
            return FactorsScreen(session, path)
        case "review":
            return ReviewScreen(session, path)
        case _:
            return SectionScreen(session, section, path)
