"""A step that is a form: most sections are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from textual import on
from textual.app import ComposeResult

from pmwizard.draft.progress import is_asked, is_insisted_on
from pmwizard.draft.session import Session
from pmwizard.model.base import is_empty
from pmwizard.model.paths import is_at_or_below, value_at
from pmwizard.questions import Group, Kind, Question, Section
from pmwizard.questions.metadata import INCIDENT_DATE
from pmwizard.ui import keys
from pmwizard.ui.form.form import Form, FormOptions, OpeningLine
from pmwizard.ui.frame.step import Frame
from pmwizard.ui.sections.incident_date import settle_incident_date
from pmwizard.ui.sections.timeline.figures import news_of, note_of

FRAME_LINES = 7
"""Lines of the terminal that the frame takes: title, step, two rules, hint, state, keys."""


class SectionScreen(Frame):
    """The form of one section.

    Args:
        session: The open report.
        section: What is asked.
        start: The path of the answer to begin at; the first question when empty.
    """

    section: Section

    def __init__(self, session: Session, section: Section, start: str = "") -> None:
        super().__init__(session, section, start)
        self.shows_all = bool(start) and not self._asks_for(start)
        self.form: Form | None = None

    def _asks_for(self, path: str) -> bool:
        return any(
            is_at_or_below(path, question.path) for question in self.section.questions if self.is_shown(question)
        )

    def is_shown(self, question: Question) -> bool:
        """Tell whether a question is asked at once rather than on demand."""
        return question.core or is_asked(question, self.session.layout)

    def _as_needed(self, question: Question) -> Question:
        """Return the question as not optional where the layout does not go without its answer."""
        is_needed = question.optional and is_insisted_on(question, self.session.layout)
        return replace(question, optional=False) if is_needed else question

    def columns_of(self, question: Question) -> tuple[Question, ...]:
        """Return the columns asked of a list: what the layout prints, or all that rows already use."""
        layout = self.session.layout
        rows = value_at(self.session.report, question.path)
        asked = tuple(
            column
            for column in question.columns
            if self.shows_all
            or column.path in layout.asked
            or any(not is_empty(getattr(row, column.name)) for row in rows)
        )
        return asked or question.columns

    def keys_here(self) -> Sequence[str]:
        """Return the keys; the first section names the one for the layout, which decides what is asked."""
        fourth = keys.LAYOUT if self.section.digit == "1" else keys.PALETTE
        return [key.says() for key in (keys.CONTINUE, keys.BACK, keys.GO_TO, fourth)]

    def make_form(self) -> Form:
        """Return the form as it is to be now."""
        groups, waiting = [], []
        for group in self.section.groups:
            shown = tuple(one for one in group.questions if self.shows_all or self.is_shown(one))
            waiting += [one for one in group.questions if one not in shown]
            if shown:
                groups.append(Group(group.title, tuple(self._as_needed(one) for one in shown)))
        columns = {one.path: self.columns_of(one) for one in self.section.questions if one.kind is Kind.ROWS}
        options = FormOptions(
            tuple(waiting),
            columns,
            note=lambda path: note_of(path, self.session),
            news=lambda path: news_of(path, self.session),
        )
        room = max(1, self.app.size.height - FRAME_LINES)
        begins_short = not self.start and not self.session.is_checked
        return Form(groups, self.session.draft, options, room, begins_short=begins_short)

    def body(self) -> ComposeResult:
        """Yield the form."""
        self.form = self.make_form()
        yield self.form

    async def complete(self) -> bool:
        """Make what the form began without; return whether it still has to be laid out."""
        return self.form is not None and await self.form.fill()

    async def settles(self) -> bool:
        """Ask about an incident date that the events contradict, where it is asked."""
        is_here = any(question.path == INCIDENT_DATE.path for question in self.section.questions)
        return await settle_incident_date(self.app, self.session) if is_here else True

    async def focus_path(self, path: str) -> bool:
        """Put the cursor at an answer; what waits behind "more" is asked first."""
        if self.form is None:
            return False
        if not await self.form.focus_path(path):
            self.shows_all = True
            await self.remake()
        return await self.form.focus_path(path)

    @on(OpeningLine.Opened)
    async def show_all(self, event: OpeningLine.Opened) -> None:
        """Ask the waiting questions too, and go to the first of them."""
        event.stop()
        first = self.form.more.waiting[0] if self.form and self.form.more else None
        self.shows_all = True
        await self.remake()
        if first and self.form:
            await self.form.focus_path(first.path)
            self.form.go_on_typing_at(first.path, event.character)

    async def remake(self) -> None:
        """Make the form anew, after the layout or the questions have changed."""
        if self.form is None:
            return
        old, self.form = self.form, self.make_form()
        parent = old.parent
        await old.remove()
        await parent.mount(self.form)  # type: ignore[union-attr]

    def show_draft(self) -> None:
        """Show the report as it is now."""
        super().show_draft()
        if self.form:
            self.form.show_draft()
