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

_SCREENS = {
    "timeline": TimelineScreen,
    "whys": WhysScreen,
    "factors": FactorsScreen,
    "actions": ActionsScreen,
    "review": ReviewScreen,
}


def screen_for(session: Session, section: Section | None, start: str = "") -> Frame:
    """Return the screen of a section, with the cursor at an answer; the overview for no section."""
    if section is None:
        return HubScreen(session)
    return _SCREENS.get(section.id, SectionScreen)(session, section, start)
