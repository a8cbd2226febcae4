"""The steps of the wizard, a module or folder each. A step is imported when it is opened: a start shows one of them."""

from __future__ import annotations

import importlib

from pmwizard.draft.session import Session
from pmwizard.questions import SECTIONS, Section
from pmwizard.ui.frame.step import Frame
from pmwizard.ui.messages import Place


def screen_for(session: Session, section: Section | None, start: str = "") -> Frame:
    """Return the screen of a section, with the cursor at an answer; the overview for no section."""
    if section is None:
        from pmwizard.ui.sections.overview import HubScreen  # noqa: PLC0415 - imported when it is opened

        return HubScreen(session)
    return _class_for(section)(session, section, start)


def review_for(session: Session, place: Place) -> Frame:
    """Return the review, with the cursor where it was."""
    from pmwizard.ui.sections.review.screen import ReviewScreen  # noqa: PLC0415 - imported when it is opened

    return ReviewScreen(session, place=place)


def preview_for(session: Session, origin: str) -> Frame:
    """Return the document; leaving it leads back to the section of the id ``origin``."""
    from pmwizard.ui.sections.document import PreviewScreen  # noqa: PLC0415 - imported when it is opened

    return PreviewScreen(session, origin)


def made_anew(session: Session, frame: Frame) -> Frame:
    """Return the step of a screen anew, with the cursor at the same answer."""
    from pmwizard.ui.sections.document import PreviewScreen  # noqa: PLC0415 - imported when it is opened

    if isinstance(frame, PreviewScreen):
        return PreviewScreen(session, frame.origin)
    return screen_for(session, frame.section, frame.focused_path)


def import_all() -> None:
    """Import every step, and what documents are made with, before anybody asks for them; any thread may call it."""
    importlib.import_module("pmwizard.checks.rules")
    importlib.import_module("pmwizard.model.proposals")
    for section in SECTIONS:
        _class_for(section)
    for name in ("overview", "document"):
        importlib.import_module(f"pmwizard.ui.sections.{name}")
    importlib.import_module("pmwizard.layouts.template.sandbox")


def _class_for(section: Section) -> type[Frame]:
    match section.id:
        case "timeline":
            from pmwizard.ui.sections.timeline.screen import TimelineScreen  # noqa: PLC0415 - imported when it is opened

            return TimelineScreen
        case "whys":
            from pmwizard.ui.sections.whys.screen import WhysScreen  # noqa: PLC0415 - imported when it is opened

            return WhysScreen
        case "factors":
            from pmwizard.ui.sections.factors.screen import FactorsScreen  # noqa: PLC0415 - imported when it is opened

            return FactorsScreen
        case "actions":
            from pmwizard.ui.sections.actions.screen import ActionsScreen  # noqa: PLC0415 - imported when it is opened

            return ActionsScreen
        case "review":
            from pmwizard.ui.sections.review.screen import ReviewScreen  # noqa: PLC0415 - imported when it is opened

            return ReviewScreen
        case _:
            from pmwizard.ui.sections.form import SectionScreen  # noqa: PLC0415 - imported when it is opened

            return SectionScreen
