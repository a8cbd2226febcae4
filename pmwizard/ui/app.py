"""The application: which step is shown, and what the keys do that work on every step."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from textual import on, work
from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.command import CommandPalette
from textual.screen import Screen

from pmwizard.checks.finding import Finding
from pmwizard.draft.overview import words_about_unknown_keys, words_of
from pmwizard.draft.pasted import waiting_section
from pmwizard.draft.saving.autosave import SaveState, Saving
from pmwizard.draft.saving.merging import Incoming
from pmwizard.draft.session import Session, new_session, stored_session, use_zone
from pmwizard.errors import PmwizardError
from pmwizard.model import Report
from pmwizard.model.parts.records import FollowUp
from pmwizard.model.paths import with_row
from pmwizard.options import NewReport, ScreenOptions
from pmwizard.questions import Section, name_at, section_named
from pmwizard.questions.review import FOLLOW_UP_QUESTION, FOLLOW_UP_WHO
from pmwizard.store.merge.merge import Conflict
from pmwizard.terminal.environment import hold
from pmwizard.ui import keys
from pmwizard.ui.dialogs.ask import Prompt, ask_zone
from pmwizard.ui.dialogs.choose import (
    GO_ON,
    OVERVIEW,
    Choose,
    Interruption,
    Option,
    TypedOn,
    choose_layout,
    choose_section,
    choose_suggestion,
)
from pmwizard.ui.dialogs.merge import offer_rescued, settle_conflicts
from pmwizard.ui.dialogs.read import Reading
from pmwizard.ui.editor import OutsideError, edited_outside
from pmwizard.ui.fields.line import LineEditor
from pmwizard.ui.fields.text import TextEditor
from pmwizard.ui.form.records import RecordList
from pmwizard.ui.frame.step import Frame
from pmwizard.ui.messages import (
    AnswerRequested,
    DocumentWritten,
    NewReportRequested,
    Place,
    PreviewLeft,
    PreviewRequested,
    ReportRequested,
    SectionRequested,
)
from pmwizard.ui.saved import crash_words
from pmwizard.ui.sections import made_anew, preview_for, review_for, screen_for
from pmwizard.ui.text import cut
from pmwizard.ui.themes import stylesheets, use_theme
from pmwizard.ui.widgets.list import List


class WizardApp(App[None]):
    """The wizard on one report.

    Args:
        session: The open report.
        options: How the screens look.
        section: The section to begin at; the overview when empty.
        environment: What programs started from here get; that of the process when left out.

    Attributes:
        written: The documents written so far, to be named when the program ends.
    """

    BINDINGS: ClassVar[list[BindingType]] = [keys.QUIT, keys.PALETTE, keys.NOTHING_TO_COPY]

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
        self.written: list[Path] = []
        self._first = section
        self._place: Place | None = None
        self._shown_problems: frozenset[Finding] = frozenset()
        self._asks_to_leave = False
        use_theme(self, self.options.theme)

    def refresh_css(self, animate: bool = True) -> None:
        """Read the style sheets anew, for another theme; before anything is shown, the first screen reads them once."""
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    def on_mount(self) -> None:
        """Show the first step and begin to save."""
        self.attach(self.session)
        news = use_zone(self.session, self.options.zone)
        first = screen_for(self.session, section_named(self._first or waiting_section(self.session.report)))
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
        """Work on a report from now on."""
        self.session = session
        session.draft.listen(self._report_changed)
        session.autosave.start(self._save_state_changed, self._changes_came_in)
        self.call_after_refresh(self._offer_rescued)
        if unknown := words_about_unknown_keys(session.report):
            self.tell(unknown)

    @work
    async def _offer_rescued(self) -> None:
        """Ask what becomes of work on the open report that could not be saved, if there is any."""
        if outcome := await offer_rescued(self, self.session):
            self.tell(outcome)
            self._show_draft()

    @property
    def frame(self) -> Frame | None:
        """The step that is shown, below any dialog."""
        return next((screen for screen in reversed(self.screen_stack) if isinstance(screen, Frame)), None)

    def tell(self, message: str) -> None:
        """Say something in a corner for a while."""
        self.notify(message, markup=False)

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

    def _changes_came_in(self, incoming: Incoming) -> None:
        self.terminal.once_settled(partial(self._take, incoming))

    def _take(self, incoming: Incoming) -> None:
        self.session.take(incoming)
        self._show_draft()
        if incoming.changes:
            self.tell(f"Merged from disk: {', '.join(incoming.changes)}")
        if incoming.conflicts:
            self._settle(incoming.conflicts)

    @work
    async def _settle(self, conflicts: Sequence[Conflict]) -> None:
        await settle_conflicts(self, self.session, conflicts)
        self._show_draft()

    def _show_draft(self) -> None:
        if self.frame is not None:
            self.frame.show_draft()

    @on(TypedOn)
    def hand_out_again(self, event: TypedOn) -> None:
        """Hand out once more what was typed on a dialog; what it was meant for has the focus by then."""
        event.stop()
        self.terminal.type_ahead.press_again(event.key, event.character)

    # From step to step

    def open_section(self, section: Section, path: str = "", place: Place | None = None) -> None:
        """Show a section, with the cursor at an answer or at its beginning; Continue there leads back to ``place``."""
        self._place = place
        self.session.autosave.save_soon()
        self.switch_screen(screen_for(self.session, section, path))

    def open_hub(self) -> None:
        """Show where the report stands."""
        self._place = None
        self.switch_screen(screen_for(self.session, None))

    async def action_next_field(self) -> None:
        """Go to the next field."""
        await self._move_focus(self.screen.focus_next)

    async def action_previous_field(self) -> None:
        """Go to the field before."""
        await self._move_focus(self.screen.focus_previous)

    async def _move_focus(self, move: Callable[[], object]) -> None:
        if self.frame is not None and await self.frame.complete():
            # The focus goes by where fields stand.
            self.screen.call_after_refresh(move)
        else:
            move()

    def redo_screen(self) -> None:
        """Make the shown step anew, since what it asks has changed."""
        frame = self.frame
        if frame is not None:
            self.switch_screen(made_anew(self.session, frame))

    @work
    async def action_go_on(self) -> None:
        """Go back to the review from an answer visited from there, else to the next section.

        Problems in this section are shown first, once.
        """
        frame = self.frame
        if self._place is not None:
            place, self._place = self._place, None
            self.session.autosave.save_soon()
            self.switch_screen(review_for(self.session, place))
            return
        if frame is None or not await frame.settles():
            return
        findings = self.session.findings()
        problems = [one for one in findings if one.section == frame.section_id and one.severity == "error"]
        if problems and frozenset(problems) != self._shown_problems:
            self._shown_problems = frozenset(problems)
            options = [Option("", problem.message, problem.path) for problem in problems]
            goes_on, back = keys.GO_ON_ANYWAY.says("goes on anyway"), keys.LEAVE_CHOICE.says("back")
            foot = keys.hint_of(keys.EDIT.says("goes there"), goes_on, back)
            path = await self.push_screen_wait(Interruption("There is a problem", options, foot=foot, left=GO_ON))
            if path != GO_ON:
                if path:
                    await frame.focus_path(path)
                return
        self._go_by(1)

    def action_go_back(self) -> None:
        """Go to the section before, without checking anything."""
        self._go_by(-1)

    def _go_by(self, by: int) -> None:
        sections = [state.section for state in self.session.states()]
        ids = [section.id for section in sections]
        here = ids.index(self.frame.section_id) if self.frame and self.frame.section_id in ids else -1
        if 0 <= here + by < len(sections):
            self.open_section(sections[here + by])
        else:
            self.open_hub()

    @work
    async def action_go_to(self) -> None:
        """Offer the sections; a digit opens one."""
        name = await choose_section(self, self.session.states(), self.frame.section_id if self.frame else "")
        if name == OVERVIEW:
            self.open_hub()
        elif section := section_named(name):
            self.open_section(section)

    @on(SectionRequested)
    def show_section(self, event: SectionRequested) -> None:
        """Show a section."""
        event.stop()
        if section := section_named(event.section_id):
            self.open_section(section)

    @on(AnswerRequested)
    def show_answer(self, event: AnswerRequested) -> None:
        """Show the section that asks for an answer; Continue there leads back to the review."""
        event.stop()
        if section := section_named(event.section_id):
            self.open_section(section, event.path, event.place)
        if event.words and self.frame is not None:
            self.frame.found_at = (event.path, event.words)
            self.terminal.once_settled(partial(self._say_at, event.place, event.words))

    def _say_at(self, place: Place, words: str) -> None:
        """Say beside the field what was found there, unless the person has gone on by now."""
        if self.frame is not None and self._place is place:
            self.frame.say(words)

    # The document

    @on(PreviewRequested)
    def show_preview(self, event: PreviewRequested) -> None:
        """Show the document."""
        event.stop()
        self.session.autosave.save_soon()
        self.switch_screen(preview_for(self.session, event.section_id))

    @on(PreviewLeft)
    def leave_preview(self, event: PreviewLeft) -> None:
        """Go back to where the document was asked for."""
        event.stop()
        if section := section_named(event.section_id):
            self.open_section(section)
        else:
            self.open_hub()

    @on(DocumentWritten)
    def note_document(self, event: DocumentWritten) -> None:
        """Remember a document, to name it at the end."""
        event.stop()
        if event.path not in self.written:
            self.written.append(event.path)
        self.tell(f"Wrote {event.path}")

    # Commands, help, layouts, zones

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Yield what the command palette offers: the sections, and the commands of the screen."""
        for state in self.session.states():
            section = state.section
            yield SystemCommand(
                f"Open {section.title}", f"Section {section.digit}", partial(self.open_section, section)
            )
        yield SystemCommand("Overview", "Where the report stands", self.open_hub)
        yield SystemCommand("Choose the zone of times", "Shown and typed; kept in UTC", self.action_choose_zone)
        for key in keys.commands_of([*Frame.BINDINGS, *self.BINDINGS]):
            yield SystemCommand(key.command, key.place, partial(self.run_action, key.action))
        yield SystemCommand("Redraw the screen", "After other programs wrote to the terminal", self.action_redraw)
        for key in screen.command_keys() if isinstance(screen, Frame) else ():
            action = key.action.removeprefix("screen.")
            yield SystemCommand(key.command, key.place, partial(screen.run_action, action))

    def action_command_palette(self) -> None:
        """Show all commands; Textual's own prompt is not plain characters."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder="Search for a command", id="--command-palette"))

    def action_redraw(self) -> None:
        """Draw everything anew."""
        self.terminal.redraw()

    def action_explain(self) -> None:
        """Explain the focused field and the keys."""
        question = self.frame.focused_question if self.frame else None
        self.push_screen(Reading("Help", keys.help_text(question)))

    @work
    async def action_choose_layout(self) -> None:
        """Offer the house layouts."""
        name = await choose_layout(self, self.session.usable_layouts, self.session.layout)
        if name and name != self.session.report.layout:
            self.session.draft.put("layout", name, f"chose the layout {name}")
            self.redo_screen()

    @work
    async def action_choose_zone(self) -> None:
        """Ask in which zone times are typed and shown."""
        zone = await ask_zone(self, self.session.report)
        if zone:
            news = use_zone(self.session, zone)
            self.redo_screen()
            self.tell(news)

    @on(LineEditor.SuggestionsRequested)
    def suggest(self, event: LineEditor.SuggestionsRequested) -> None:
        """Offer what the report has to suggest."""
        event.stop()
        self.run_worker(choose_suggestion(self, self.session.report, event.editor))

    # Saving and undo

    def action_save_now(self) -> None:
        """Save now; saving goes on by itself all the same."""
        self.session.autosave.save_soon()

    def action_undo(self) -> None:
        """Take back the last change."""
        self._travel(self.session.draft.undo, "Undone", "Nothing to undo")

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self._travel(self.session.draft.redo, "Redone", "Nothing to redo")

    def _travel(self, travel: Callable[[], str | None], done: str, nothing: str) -> None:
        layout, before = self.session.report.layout, self.session.report.drafts
        change = travel()
        if self.frame is None:
            return
        if self.session.report.layout != layout:
            self.redo_screen()
        else:
            for rows in self.frame.query(List):
                rows.stay()
            self.frame.show_draft()
            for records in self.frame.query(RecordList):
                records.edit_what_came_back(self.session.report.drafts.keys() - before.keys())
        self.frame.say(f"{done}: {change}" if change is not None else nothing)

    @work
    async def action_follow_up(self) -> None:
        """Ask what is to be found out about the focused answer or row."""
        if self.frame is None:
            return
        path = self.frame.flagged_path or f"section.{self.frame.section_id}"
        columns = [FOLLOW_UP_QUESTION, FOLLOW_UP_WHO]
        name, words = name_at(path), cut(words_of(self.session.report, path), 40)
        title = f"Open question about {name}{f': {words}' if words else ''}"
        texts = await self.push_screen_wait(Prompt(title, columns))
        if texts and texts[0].strip():
            row = FollowUp(path=path, question=texts[0], who=texts[1])
            self.session.draft.replace(with_row(self.session.report, "follow_ups", row), "added an open question")
            self.tell("Noted as an open question. It stands in Review")

    def action_edit_outside(self) -> None:
        """Edit the focused text in the person's own editor."""
        editor = self.focused
        if not isinstance(editor, TextEditor | LineEditor):
            self.tell("F4 edits a text. Go to a text field first")
            return
        self.session.autosave.save_soon()
        self.session.draft.end_stroke()
        problem = ""
        with self.suspend():
            # An error that left this block would leave the terminal to the shell for good.
            try:
                text = edited_outside(editor.text, self.environment)
            except OutsideError as error:
                problem = str(error)
        if problem:
            self.tell(problem)
        else:
            editor.take(text)

    # Other reports

    @on(ReportRequested)
    def open_report(self, event: ReportRequested) -> None:
        """Save this report and work on the one in another file."""
        event.stop()
        try:
            session = stored_session(self.session.folder, event.path)
        except PmwizardError as error:
            self.tell(f"{error} {error.hint}".strip())
            return
        self._turn_to(session, "")

    @on(NewReportRequested)
    def new_report(self, event: NewReportRequested) -> None:
        """Save this report and begin another."""
        event.stop()
        self._turn_to(new_session(self.session.folder, NewReport(), self.session.draft.now()), "metadata")

    def _turn_to(self, session: Session, section: str) -> None:
        state = self.session.autosave.flush()
        if state.saving is Saving.FAILED:
            self.tell(f"{state.reason} {state.hint}".strip())
            return
        self.session.close()
        self.attach(session)
        self.switch_screen(screen_for(session, section_named(section)))

    # The end, and what the terminal asks for

    @work
    async def action_leave(self) -> None:
        """Save what is left and end; ask first where that would lose it."""
        state = self.session.autosave.flush()
        if state.saving is Saving.FAILED and state.rescue is None:
            if self._asks_to_leave:
                return
            self._asks_to_leave = True
            leave = Option("l", "Leave, and lose the text", "leave")
            options = [Option("s", "Stay, and go on trying to save", ""), leave]
            text = f"{state.reason} There is no copy of it either. {state.hint}".strip()
            answer = await self.push_screen_wait(Choose("Your text is only on this screen", options, text=text))
            self._asks_to_leave = False
            if answer != leave.value:
                return
        state = self.session.close()
        self.exit(None, return_code=1 if state.saving is Saving.FAILED else 0)

    def save_at_once(self) -> None:
        """Write everything typed to disk."""
        self.session.autosave.flush()

    def words_after_crash(self, error: BaseException) -> str:
        """Return what is printed after a bug, without a word of the reporter's text."""
        return crash_words(error, self.session, debug=self.options.debug)
