"""The frame around every step: where one is, what is said, where the text is saved, which keys work."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.reactive import Reactive
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget

from pmwizard.draft.progress import sections_done
from pmwizard.draft.session import Session
from pmwizard.draft.typed.suggestions import hint_with_suggestions
from pmwizard.errors import LayoutError
from pmwizard.layouts.layout import Layout
from pmwizard.limits import MOST_EVENTS_DRAWN_BESIDE
from pmwizard.model import Report
from pmwizard.model.paths import is_at_or_below
from pmwizard.questions import SECTIONS, Question, Section, question_at
from pmwizard.questions.review import STATUS
from pmwizard.ui import keys
from pmwizard.ui.fields.choice import ChoiceEditor
from pmwizard.ui.fields.field import Field
from pmwizard.ui.frame.lines import SMALLEST, USUAL_HEIGHT, Divider, KeyLine, Line, TooSmall, title_and_step
from pmwizard.ui.frame.panes import SectionsPane, SidePane, help_lines
from pmwizard.ui.messages import HintChanged
from pmwizard.ui.saved import state_words
from pmwizard.ui.text import cut

PAUSE_SECONDS = 0.4
"""A pause in typing after which side panes and counts are brought up to date."""


class Frame(Screen[None]):
    """A step of the wizard: title, step line, body, hint, state and keys, with panes beside them on wide terminals.

    Subclasses give the body by `body`, where the cursor goes by `focus_path` and `focus_first`, what the side pane
    says by `side_lines`, and the keys that work there by `keys_here`.

    Args:
        session: The open report.
        section: The section this step is about; ``None`` for the overview.
        start: The path of the answer to begin at; where the work goes on when empty.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*keys.STEP_KEYS, keys.HELP_IN_LIST, keys.PALETTE_IN_LIST]

    AUTO_FOCUS = "#body *"

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """The widget that has the focus. It and the one before draw themselves anew; nothing else has changed."""

    def __init__(self, session: Session, section: Section | None = None, start: str = "") -> None:
        super().__init__()
        self.session = session
        self.section = section
        self.start = start
        self.title_line = Line(id="title")
        self.step_line = Line(id="step")
        self.hint_line = Line(drops_sentences=True, id="hint")
        self.state_line = Line(id="state")
        self.key_line = KeyLine((keys.GO_TO.says(), keys.PALETTE.says()))
        self.sections_pane = SectionsPane(session)
        self.side_pane = SidePane(session)
        self._problem = ("", "")
        self._hint_at_rest = ""
        self._left_here = ""
        self.found_at = ("", "")
        self._pause: Timer | None = None
        self._has_been_seen = False

    def compose(self) -> ComposeResult:
        """Place the frame around the body."""
        yield self.title_line
        with Horizontal(id="panes"):
            yield self.sections_pane
            with Vertical(id="centre"):
                yield self.step_line
                yield Divider()
                with Vertical(id="body"):
                    yield from self.body()
            yield self.side_pane
        yield Divider()
        yield self.hint_line
        yield self.state_line
        yield self.key_line
        yield TooSmall()

    def command_keys(self) -> Sequence[keys.Key]:
        """Return the keys of this step alone that the command palette offers too."""
        return ()

    def body(self) -> ComposeResult:
        """Yield what stands between the rules."""
        yield from ()

    @property
    def section_id(self) -> str:
        """The id of the section, "" for none."""
        return self.section.id if self.section else ""

    def on_mount(self) -> None:
        """Show where one is, in the room there is, and put the cursor where the step begins."""
        self.fit()
        self.show_frame()
        self.call_after_refresh(self.begin)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Keep the styles of a step that is new; one that was covered may have others by now."""
        event.refresh_styles, self._has_been_seen = self._has_been_seen, True

    async def begin(self) -> None:
        """Put the cursor at the answer to begin at, or where the work goes on."""
        if not (self.start and await self.focus_path(self.start)):
            self.focus_first()

    def focus_first(self) -> None:
        """Put the cursor where the work goes on; by default it stays where Textual puts it."""

    async def complete(self) -> bool:
        """Make what the step began without; return whether it still has to be laid out."""
        return False

    async def settles(self) -> bool:
        """Ask what has to be settled before the next step; return whether to go on. By default there is nothing."""
        return True

    # What is shown

    def show_draft(self) -> None:
        """Show the report as it is now; subclasses show their body too."""
        self.show_frame()

    def show_frame(self) -> None:
        """Bring all lines of the frame up to date."""
        report = self.session.report
        head = report.metadata
        status = STATUS.label_of(head.status or "draft")
        title = head.title or "(no title yet)"
        known = [part for part in (self.session.layout.name, head.severity or "", status) if part]
        left, right = self.step()
        if self.has_class("-short"):
            self.title_line.show(*title_and_step(left, title, known, self.app.size.width))
        else:
            words = "  ".join(part for part in (head.incident_id or "", title) if part)
            self.title_line.show(cut(words, max(10, self.app.size.width - len("  ".join(known)) - 4)), "  ".join(known))
        self.step_line.show(left, cut(right, max(0, (self.step_line.size.width or self.size.width) - len(left) - 4)))
        if self.session.is_checked:
            self._count()
        self.show_state()
        self.show_keys()

    def step(self) -> tuple[str, str]:
        """Return what the step line says at its left and right."""
        here, number = self.section, len(SECTIONS)
        left = f"Step {here.digit if here.digit != '0' else number} of {number}  {here.title}" if here else ""
        if not self.session.is_checked:
            return left, ""
        done = sections_done(self.session.states())
        return left, f"{'x' * done}{'-' * (number - done)}  {done} of {number} done"

    def show_state(self) -> None:
        """Show where the text is, and what was left to do here when counts were last brought up to date."""
        self.state_line.show(state_words(self.session.autosave.state, str(self.session.path)), self._left_here)

    def _count(self) -> None:
        """Count what is left to do here; this runs the rules, so it waits for a pause in typing."""
        left = sum(one.severity != "advice" and one.section == self.section_id for one in self.session.findings())
        self._left_here = f"{left} to do here" if left else ""

    def show_keys(self) -> None:
        """Show the keys that work where the focus is."""
        self.key_line.show((*self.keys_here(), keys.HELP.says(), keys.QUIT.says()))

    def keys_here(self) -> Sequence[str]:
        """Return the keys that work where the focus is, the most useful first."""
        return (keys.CONTINUE.says(),)

    def hint(self) -> str:
        """Return the hint for the focused field."""
        question = self.focused_question
        if question is None:
            return ""
        field = self.focused_field
        if field and isinstance(field.editor, ChoiceEditor):
            meaning = field.editor.meaning
            return field.editor.offered if field.brief else (meaning or question.hint)
        return hint_with_suggestions(question, self.session.report)

    @property
    def focused_field(self) -> Field | None:
        """The field that has the focus."""
        parent = self.focused.parent if self.focused else None
        return parent if isinstance(parent, Field) else None

    @property
    def focused_path(self) -> str:
        """The path of the answer that has the focus, "" for none."""
        return self.focused_field.path if self.focused_field else ""

    @property
    def flagged_path(self) -> str:
        """The path that an open question would be about."""
        return self.focused_path

    async def focus_path(self, path: str) -> bool:  # noqa: ARG002 - screens with fields use it
        """Put the cursor at an answer; tell whether it is asked here."""
        return False

    @property
    def focused_question(self) -> Question | None:
        """The question that has the focus."""
        return self.focused_field.question if self.focused_field else question_at(self.focused_path)

    @on(HintChanged)
    def tell(self, event: HintChanged) -> None:
        """Say something on the hint line; an empty text goes back to the hint and the keys of where the focus is."""
        event.stop()
        self._problem = (event.path, event.text) if event.path else ("", "")
        self.say(event.text)
        if event.is_repeated:
            self.say_at_rest(event.text)
        if not event.text:
            self.show_keys()

    def say(self, text: str) -> None:
        """Say something on the hint line until the focus moves or something else is said."""
        self.hint_line.show(text or self.hint())

    def say_at_rest(self, text: str) -> None:
        """Say something once the focus, which is about to move, is where it goes."""
        self._hint_at_rest = text

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:  # noqa: ARG002 - the event itself is the news
        """Show the hint of the newly focused field."""
        field = self.focused_field
        path, problem = self._problem
        if field is None or field.path != path:
            problem = self.session.draft.problem(field.path) if field else ""
        (found, words), question = self.found_at, self.focused_question
        asked = question_at(found)
        if asked and question and is_at_or_below(question.path, asked.path):
            problem = next((words for one in self.session.findings() if one.message == words), problem)
        self.say(self._hint_at_rest or problem)
        self._hint_at_rest = ""
        self.show_keys()
        self.after_pause()

    # Bringing up to date

    def changed(self, before: Report, after: Report) -> None:  # noqa: ARG002 - screens with figures use them
        """Take note of a change of the report; what stands around the field follows on a pause in typing."""
        self.after_pause()

    def after_pause(self) -> None:
        """Bring panes and counts up to date once nothing has happened for a moment."""
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE_SECONDS, self.catch_up)

    def catch_up(self) -> None:
        """Bring panes and counts up to date."""
        self.session.checked()
        self.fit()
        self.show_frame()
        if self.sections_pane.display:
            self.sections_pane.show(self.section_id)
        if self.side_pane.display:
            self.show_side()
            self.show_document()

    def show_side(self) -> None:
        """Bring the side pane up to date."""
        self.side_pane.show_lines(self.side_lines(self.side_pane.text_width))

    def side_lines(self, width: int) -> list[str]:
        """Return what the side pane says, its title first: by default help for the focused question.

        Args:
            width: The cells of a line.
        """
        return help_lines(self.focused_question, width)

    def show_document(self) -> None:
        """Show beside the body how the house's document prints the focused answer; made in a thread of its own."""
        report, layout, path = self.session.report, self.session.layout, self.flagged_path
        height = self.side_pane.room
        if not path or height < 4 or len(report.timeline) > MOST_EVENTS_DRAWN_BESIDE:
            self.side_pane.show_export([])
            return

        def draw() -> None:
            with suppress(LayoutError):
                lines = self.excerpt(report, layout, path, height)
                self.app.call_from_thread(self.side_pane.show_export, lines)

        self.run_worker(draw, thread=True, exclusive=True, group="document", exit_on_error=False)

    def excerpt(self, report: Report, layout: Layout, path: str, height: int) -> list[str]:
        """Return at most ``height`` lines of the document around the answer at a path; called in a thread."""
        # A start goes without what documents are made with.
        from pmwizard.draft.edits.documents import excerpt  # noqa: PLC0415
        from pmwizard.layouts.rendering import render  # noqa: PLC0415

        return excerpt(render(report, layout), report, path, height)

    def fit(self) -> None:
        """Show as much as the terminal has room for now; sizes that follow each other fast may not all be reported."""
        width, height = self.app.size
        is_too_small = width < SMALLEST[0] or height < SMALLEST[1]
        is_short = height < USUAL_HEIGHT
        self.update_classes(
            {"-wide": width >= 120, "-widest": width >= 150, "-short": is_short, "-too-small": is_too_small}
        )

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002 - the event itself is the news
        """Choose how many panes there is room for."""
        self.fit()
        # The first step is drawn, and what was typed meanwhile echoed, before the checks run.
        self.call_after_refresh(self.catch_up if self.session.is_checked else self.after_pause)
