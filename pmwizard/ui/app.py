"""The application: which step is shown, and the keys that work on every one."""

from __future__ import annotations

import gc
import os
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType

from pmwizard.draft.saving.autosave import SaveState, Saving
from pmwizard.draft.saving.merging import Incoming
from pmwizard.draft.session import Session, new_session, stored_session
from pmwizard.errors import PmwizardError
from pmwizard.model import Report
from pmwizard.options import NewReport, ScreenOptions
from pmwizard.questions import section_named
from pmwizard.terminal.app import hold
from pmwizard.ui.crash import words_after_crash
from pmwizard.ui.dialogs.choose import LEAVE, Interrupting, Unsaved
from pmwizard.ui.dialogs.merge import ask, offer_rescued
from pmwizard.ui.dialogs.suggest import offer_suggestions
from pmwizard.ui.messages import SuggestionsWanted
from pmwizard.ui.sections import screen_for
from pmwizard.ui.start import stylesheets
from pmwizard.ui.themes import use_theme
from pmwizard.ui.visits import Visits
from pmwizard.ui.zoning import use_zone


class WizardApp(Visits, App[None]):
    """The wizard on one report.

    Args:
        session: The open report.
        options: How the screens look.
        section: The section to begin at; the hub when empty.
        environment: What programs started from here get; that of the process when left out.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave", "Save and quit", show=False, priority=True),
        Binding("ctrl+c", "tell('Ctrl+Q saves and quits')", "Copy", show=False),
    ]

    def __init__(
        self,
        session: Session,
        options: ScreenOptions | None = None,
        section: str = "",
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        self.options = options or ScreenOptions()
        super().__init__(css_path=list(stylesheets()))
        self.terminal = hold(self, self.save_at_once, self.words_after_crash, ascii_only=self.options.ascii)
        self.session = session
        self.environment = environment
        self.written = []
        self._first = section
        use_theme(self, self.options.theme)

    def on_mount(self) -> None:
        """Show the first step and begin to save."""
        self.attach(self.session)
        news = use_zone(self.session, self.options.zone)
        first = screen_for(self.session, section_named(self._first))
        self.push_screen(first)
        if news:
            first.say_at_rest(news)
            self.call_after_refresh(self.call_after_refresh, first.say, news)
        self.call_after_refresh(self._collect_from_now_on)

    def _collect_from_now_on(self) -> None:
        """Free memory again from here on; what the start made stays out of it."""
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    def attach(self, session: Session) -> None:
        """Work on another report from now on."""
        self.session = session
        session.draft.listen(self._report_changed)
        session.checker.ready = self._checks_came_in
        session.autosave.start(self._save_state_changed, self._changes_came_in)
        self.call_after_refresh(offer_rescued, self, self._show_answers)

    # What changed

    def _report_changed(self, before: Report, after: Report) -> None:
        self.session.autosave.changed(after)
        if self.frame is not None:
            self.frame.changed(before, after)

    def _save_state_changed(self, state: SaveState) -> None:
        self.call_later(self._show_save_state, state)

    def _show_save_state(self, state: SaveState) -> None:
        if self.frame is not None and self.frame.is_mounted:
            self.frame.show_state()
        if state.backup:
            self.tell(f"Comments in the file are not kept. The file as it was is {state.backup}")

    def _checks_came_in(self) -> None:
        self.call_later(self._show_checks)

    def _show_checks(self) -> None:
        if self.frame is not None and self.frame.is_mounted:
            self.frame.catch_up()

    def _changes_came_in(self, incoming: Incoming) -> None:
        self.terminal.once_settled(partial(self._take, incoming))

    def _take(self, incoming: Incoming) -> None:
        self.session.take(incoming)
        if self.frame:
            self.frame.show_draft()
        if incoming.told:
            self.tell(f"Merged from disk: {', '.join(incoming.told)}")
        ask(self, incoming.conflicts, self._show_answers)

    def _show_answers(self) -> None:
        if self.frame:
            self.frame.show_draft()

    def tell(self, message: str) -> None:
        """Say something in a corner for a while."""
        self.notify(message, markup=False)

    def action_tell(self, message: str) -> None:
        """Say something in a corner for a while."""
        self.tell(message)

    def leave(self) -> None:
        """Save what is left and end; ask first where that would lose it."""
        state = self.session.autosave.flush()
        if state.saving is not Saving.FAILED or state.rescue is not None:
            self._end()
        elif not isinstance(self.screen, Unsaved):
            self.push_screen(Unsaved(state), self._leave_all_the_same)

    def _leave_all_the_same(self, answer: str | None) -> None:
        if answer == LEAVE:
            self._end()

    def _end(self) -> None:
        state = self.session.close()
        self.exit(None, return_code=1 if state.saving is Saving.FAILED else 0)

    def on_interrupting_typed_on(self, event: Interrupting.TypedOn) -> None:
        """Hand out once more what was typed on a dialog; what it was meant for has the focus by then."""
        event.stop()
        self.terminal.press_again(event.key, event.character)

    def on_suggestions_wanted(self, event: SuggestionsWanted) -> None:
        """Offer what the report has to suggest."""
        event.stop()
        offer_suggestions(self, self.session.report, event.editor)

    def action_redraw(self) -> None:
        """Draw everything anew."""
        self.terminal.redraw()

    # What the terminal asks for

    def save_at_once(self) -> None:
        """Write everything typed to disk."""
        self.session.autosave.flush()

    def words_after_crash(self, error: BaseException) -> str:
        """Return what is told after a bug, without a word of the reporter's text."""
        return words_after_crash(error, self.session, debug=self.options.debug)

    # Other reports

    def open_report(self, path: Path) -> None:
        """Save this report and work on the one in another file."""
        try:
            session = stored_session(self.session.folder, path)
        except PmwizardError as error:
            self.tell(f"{error} {error.hint}".strip())
            return
        self._turn_to(session, "")

    def new_report(self) -> None:
        """Save this report and begin another."""
        self._turn_to(new_session(self.session.folder, NewReport(), self.session.draft.now()), "metadata")

    def _turn_to(self, session: Session, section: str) -> None:
        state = self.session.autosave.flush()
        if state.saving is Saving.FAILED:
            self.tell(f"{state.reason} {state.hint}".strip())
            return
        self.session.close()
        self.attach(session)
        self.switch_screen(screen_for(session, section_named(section)))
