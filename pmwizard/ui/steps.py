"""The keys that work on every step: going on and back, help, undo, layouts, open questions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import SystemCommand
from textual.command import CommandPalette
from textual.screen import Screen

from pmwizard.checks import Finding
from pmwizard.draft.overview import name_at
from pmwizard.draft.session import Session
from pmwizard.model.base import Row
from pmwizard.model.parts.records import FollowUp
from pmwizard.model.paths import NoSuchPathError, value_at, with_row
from pmwizard.questions import Section, question_at, section_named
from pmwizard.terminal.app import Terminal
from pmwizard.ui.dialogs.ask import Prompt
from pmwizard.ui.dialogs.choose import GO_ON, Offer, Picker, Problems
from pmwizard.ui.dialogs.read import Reading
from pmwizard.ui.editor import OutsideError, edited_outside
from pmwizard.ui.form.line import LineEditor
from pmwizard.ui.form.text import TextEditor
from pmwizard.ui.frame.step import Frame
from pmwizard.ui.keys import help_text
from pmwizard.ui.sections import screen_for
from pmwizard.ui.text import cut
from pmwizard.ui.zoning import ask_zone

if TYPE_CHECKING:
    from textual.app import App

    Base = App[None]
else:
    Base = object


class Steps(Base):
    """What the application does on every step, whatever its screen."""

    session: Session
    terminal: Terminal
    environment: Mapping[str, str]
    _told_problems: frozenset[Finding] = frozenset()

    @property
    def frame(self) -> Frame | None:
        """The step that is shown, below any dialog."""
        return next((screen for screen in reversed(self.screen_stack) if isinstance(screen, Frame)), None)

    def tell(self, message: str) -> None:
        """Say something in a corner for a while."""
        self.notify(message, markup=False, timeout=6)

    def action_tell(self, message: str) -> None:
        """Say something in a corner for a while."""
        self.tell(message)

    # From step to step

    def open_section(self, section: Section, path: str = "") -> None:
        """Show a section, with the cursor at an answer, or at its beginning."""
        self.session.autosave.save_soon()
        self.switch_screen(screen_for(self.session, section, path))

    def open_hub(self) -> None:
        """Show where the report stands."""
        self.switch_screen(screen_for(self.session, None))

    def action_go_on(self) -> None:
        """Go to the next section; problems in this one are told first, once."""
        frame = self.frame
        if frame is None:
            return
        found = [one for one in self.session.findings() if one.section == frame.section_id and one.severity == "error"]
        if not found or frozenset(found) == self._told_problems:
            self._go_by(1)
            return
        self._told_problems = frozenset(found)

        def answered(path: str | None) -> None:
            if path == GO_ON:
                self._go_by(1)
            elif path:
                self.call_later(frame.focus_path, path)

        self.push_screen(Problems([Offer("", one.message, one.path) for one in found]), answered)

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

    def action_go_to(self) -> None:
        """Offer the sections; a digit opens one."""
        offers = [
            Offer(
                state.section.digit,
                state.section.title,
                state.section.id,
                f"{state.progress.value}  {state.note}".strip(),
            )
            for state in self.session.states()
        ]
        offers.append(Offer("h", "Overview", "hub"))

        def chosen(value: str | None) -> None:
            if value == "hub":
                self.open_hub()
            elif section := section_named(value or ""):
                self.open_section(section)

        self.push_screen(Picker("Go to", offers, self.frame.section_id if self.frame else ""), chosen)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:  # noqa: ARG002 - the same on every step
        """Yield what the command palette offers."""
        for state in self.session.states():
            section = state.section
            yield SystemCommand(
                f"Open {section.title}", f"Section {section.digit}", partial(self.open_section, section)
            )
        yield SystemCommand("Overview", "Where the report stands", self.open_hub)
        yield SystemCommand("Choose the house layout", "Ctrl+L", self.action_choose_layout)
        yield SystemCommand("Choose the zone of times", "Shown and typed; kept in UTC", self.action_choose_zone)
        yield SystemCommand("Undo", "Ctrl+Z", self.action_undo)
        yield SystemCommand("Redo", "Ctrl+Y", self.action_redo)
        yield SystemCommand("Note an open question", "Ctrl+F", self.action_follow_up)
        yield SystemCommand("Edit in your own editor", "F4", self.action_edit_outside)
        yield SystemCommand("Save now", "Ctrl+S; saving is automatic", self.action_save_now)
        yield SystemCommand("Help", "F1", self.action_explain)
        yield SystemCommand("Redraw the screen", "After other programs wrote to the terminal", self.action_redraw)
        yield SystemCommand("Save and quit", "Ctrl+Q", self.action_leave)

    def action_redraw(self) -> None:
        """Draw everything anew; the application knows how."""
        raise NotImplementedError

    # Help, layouts, saving, undo

    def action_explain(self) -> None:
        """Explain the focused field and the keys."""
        question = self.frame.focused_question if self.frame else None
        self.push_screen(Reading("Help", help_text(question)))

    def action_choose_layout(self) -> None:
        """Offer the house layouts."""
        layouts = self.session.usable_layouts
        offers = [
            Offer(str(number % 10), f"{one.name:<10} {one.title}", one.name) for number, one in enumerate(layouts, 1)
        ]

        def chosen(name: str | None) -> None:
            if name and name != self.session.report.layout:
                self.session.draft.put("layout", name, f"chose the layout {name}")
                self.redo_screen()

        self.push_screen(Picker("House layout", offers, self.session.layout.name), chosen)

    def action_choose_zone(self) -> None:
        """Ask in which zone times are typed and shown."""

        def chosen(said: str) -> None:
            self.redo_screen()
            self.tell(said)

        ask_zone(self, chosen)

    def redo_screen(self) -> None:
        """Make the shown step anew, since what it asks has changed."""
        if self.frame is None:
            return
        section = section_named(self.frame.section_id)
        self.switch_screen(screen_for(self.session, section, self.frame.focused_path))

    def action_command_palette(self) -> None:
        """Show all commands; Textual's own prompt is not plain characters."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder="Search for a command", id="--command-palette"))

    def action_save_now(self) -> None:
        """Save now; saving goes on by itself all the same."""
        self.session.autosave.save_soon()

    def action_undo(self) -> None:
        """Take back the last change."""
        self._after_time_travel(self.session.draft.undo, "Undone", "Nothing to undo")

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self._after_time_travel(self.session.draft.redo, "Redone", "Nothing to redo")

    def _after_time_travel(self, travel: Callable[[], str | None], done: str, nothing: str) -> None:
        layout = self.session.report.layout
        words = travel()
        if self.frame is None:
            return
        if self.session.report.layout != layout:
            self.redo_screen()
        else:
            self.frame.show_draft()
        self.frame.say(f"{done}: {words}" if words is not None else nothing)

    # Open questions, the editor outside, the end

    def action_follow_up(self) -> None:
        """Ask what is to be found out about the focused answer or row."""
        if self.frame is None:
            return
        path = self.frame.flagged_path or f"section.{self.frame.section_id}"
        columns = [one for one in (question_at("follow_ups.question"), question_at("follow_ups.who")) if one]

        def entered(texts: tuple[str, ...] | None) -> None:
            if texts and texts[0].strip():
                row = FollowUp(path=path, question=texts[0], who=texts[1])
                self.session.draft.replace(with_row(self.session.report, "follow_ups", row), "added an open question")
                self.tell("Noted as an open question. It stands in Review")

        self.push_screen(Prompt(f"Open question about {self._called(path)}", columns), entered)

    def _called(self, path: str) -> str:
        """Return what an answer or a row is called, with the first words of the row."""
        if path.startswith("section."):
            section = section_named(path.removeprefix("section."))
            return section.title if section else path
        try:
            row = value_at(self.session.report, path)
        except NoSuchPathError:
            return name_at(path)
        words = (
            next((text for name, text in row.known().items() if name != "id" and isinstance(text, str)), "")
            if isinstance(row, Row)
            else ""
        )
        return f"{name_at(path)}: {cut(words, 40)}" if words else name_at(path)

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

    def action_leave(self) -> None:
        """Save what is left and end."""
        self.leave()

    def leave(self) -> None:
        """Save what is left and end; the application knows how."""
        raise NotImplementedError
