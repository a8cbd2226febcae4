"""What the application does when a screen asks for another step, another report or the document."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from pmwizard.questions import Section, section_named
from pmwizard.ui.messages import (
    AnswerWanted,
    DocumentWritten,
    NewReportWanted,
    Place,
    PreviewLeft,
    PreviewWanted,
    ReportWanted,
    SectionWanted,
)
from pmwizard.ui.sections.document.screen import PreviewScreen
from pmwizard.ui.sections.review.screen import ReviewScreen
from pmwizard.ui.steps import Steps


class Visits(Steps):
    """Goes where screens ask to, and from an answer visited from the review back to the same row."""

    written: list[Path]
    """The documents written so far, to be told when the program ends."""

    _place: Place | None = None

    def on_answer_wanted(self, event: AnswerWanted) -> None:
        """Show the section that asks for an answer; Continue there leads back to the review."""
        event.stop()
        self.open_path(event.path, event.section_id, event.place)
        if event.words and self.frame is not None:
            self.frame.found_at = (event.path, event.words)
            self.terminal.once_settled(partial(self._say_at, event.place, event.words))

    def _say_at(self, place: Place, words: str) -> None:
        """Tell beside the field what was found there, unless the person has gone on by now."""
        if self.frame is not None and self._place is place:
            self.frame.say(words)

    def open_path(self, path: str, section_id: str, place: Place | None = None) -> None:
        """Show a section with the cursor at an answer; Continue there leads to ``place``, if there is one."""
        section = section_named(section_id)
        if section:
            self.open_section(section, path)
            self._place = place

    def open_section(self, section: Section, path: str = "") -> None:
        """Show a section, with the cursor at an answer, or at its beginning."""
        self._place = None
        super().open_section(section, path)

    def open_hub(self) -> None:
        """Show where the report stands."""
        self._place = None
        super().open_hub()

    def action_go_on(self) -> None:
        """Go back to the review from an answer visited from there, else to the next section."""
        if self._place is None:
            super().action_go_on()
            return
        place, self._place = self._place, None
        self.session.autosave.save_soon()
        self.switch_screen(ReviewScreen(self.session, place=place))

    def redo_screen(self) -> None:
        """Make the shown step anew, the document in the layout chosen."""
        frame = self.frame
        if isinstance(frame, PreviewScreen):
            self.switch_screen(PreviewScreen(self.session, frame.origin))
        else:
            super().redo_screen()

    def on_section_wanted(self, event: SectionWanted) -> None:
        """Show a section."""
        event.stop()
        section = section_named(event.section_id)
        if section:
            self.open_section(section)

    def on_preview_wanted(self, event: PreviewWanted) -> None:
        """Show the document."""
        event.stop()
        self.session.autosave.save_soon()
        self.switch_screen(PreviewScreen(self.session, event.section_id))

    def on_preview_left(self, event: PreviewLeft) -> None:
        """Go back to where the document was asked for."""
        event.stop()
        section = section_named(event.section_id)
        if section:
            self.open_section(section)
        else:
            self.open_hub()

    def on_document_written(self, event: DocumentWritten) -> None:
        """Remember a document, to tell of it at the end."""
        event.stop()
        if event.path not in self.written:
            self.written.append(event.path)
        self.tell(f"Wrote {event.path}")

    def on_report_wanted(self, event: ReportWanted) -> None:
        """Work on another report."""
        event.stop()
        self.open_report(event.path)

    def on_new_report_wanted(self, event: NewReportWanted) -> None:
        """Begin another report."""
        event.stop()
        self.new_report()

    def open_report(self, path: Path) -> None:
        """Save this report and work on the one in another file; the application knows how."""
        raise NotImplementedError

    def new_report(self) -> None:
        """Save this report and begin another; the application knows how."""
        raise NotImplementedError
