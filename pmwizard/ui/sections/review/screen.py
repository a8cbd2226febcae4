"""The review: what is left, the advice, the summary, the open questions and the answers at a glance."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType

from pmwizard.checks.finding import CheckResult
from pmwizard.draft.edits import review as edits
from pmwizard.draft.edits.documents import Excerpts
from pmwizard.draft.session import Session
from pmwizard.layouts.layout import Layout
from pmwizard.model import Report
from pmwizard.questions import Group, Section, question_at
from pmwizard.questions.review import REVIEW, STATUS
from pmwizard.text import counted
from pmwizard.ui import keys
from pmwizard.ui.dialogs.ask import Prompt
from pmwizard.ui.dialogs.choose import Choose, Option
from pmwizard.ui.fields.field import Field
from pmwizard.ui.fields.line import LineEditor
from pmwizard.ui.fields.text import TextEditor
from pmwizard.ui.form.form import Form, FormOptions
from pmwizard.ui.frame.step import Frame
from pmwizard.ui.messages import AnswerRequested, Place, PreviewRequested, SectionRequested
from pmwizard.ui.saved import state_words
from pmwizard.ui.sections.review.rows import ReviewRow, counts, next_item, review_rows, room_for_text
from pmwizard.ui.widgets.list import List, ListLine

_ROOM = 1000
"""More lines than the form has, so that its groups are never folded."""


class ReviewList(List):
    """What is left and what is answered."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.REVIEW_KEYS]


class ReviewScreen(Frame):
    """What is left, the answers, and on a second page the summary and the open questions.

    Args:
        session: The open report.
        section: The review.
        start: The path of the answer of the second page to begin at; the first page when empty.
        place: The row to come back to.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*keys.REVIEW_FORM_KEYS]

    def __init__(
        self, session: Session, section: Section = REVIEW, start: str = "", place: Place | None = None
    ) -> None:
        super().__init__(session, section, start)
        self._place = place
        self._opened = frozenset(kind for kind in ("advice", "dismissed") if place and place.key.startswith(f"{kind} "))
        self._lines: tuple[tuple[ReviewRow, ListLine], ...] = ()
        self._made_from: tuple[Report, CheckResult, frozenset[str], int] | None = None
        self._excerpts = Excerpts()
        self.form: Form | None = None

    def body(self) -> ComposeResult:
        """Yield the list; the form is made when it is first asked for."""
        self.list = ReviewList(lambda index, _: self._lines[index][1])
        yield self.list

    def on_mount(self) -> None:
        """Show the list at the row to come back to."""
        self.say_at_rest(edits.draft_summary(self.session))
        self.show_draft()
        if self._place:
            self.call_after_refresh(self._come_back, self._place)

    def _come_back(self, place: Place) -> None:
        """Go to the row of a place: the same item where it is still there, else what stands there now."""
        self._show_rows()
        keys = [line.key for _, line in self._lines]
        self.list.select(keys.index(place.key) if place.key in keys else place.index)

    # What is shown

    def show_draft(self) -> None:
        """Show the report as it is now."""
        self._show_rows()
        if self.form:
            self.form.show_draft()
        super().show_draft()

    def _show_rows(self) -> None:
        """Make the rows anew, unless they would be the same: two reports are not compared answer by answer."""
        report, checked = self.session.report, self.session.checked()
        width = max(self.list.size.width or 80, 40) - 4
        last = self._made_from
        if not last or last[0] is not report or last[1] is not checked or last[2:] != (self._opened, width):
            self._made_from = (report, checked, self._opened, width)
            rows = review_rows(report, self.session.layout, checked, self._opened, room_for_text(width))
            self._lines = tuple((row, line) for row in rows for line in row.lines(width))
            top = self.list.scroll_offset.y
            self.list.show(len(self._lines))
            # What comes in above the row shows, rather than the row staying at its height.
            self.list.scroll_to(y=top, animate=False, force=True, immediate=True)
        self.list.select(self.list.cursor)

    def changed(self, before: Report, after: Report) -> None:
        """Bring the list up to date after a change made here; the form shows its own."""
        super().changed(before, after)
        if self.form is None or not self.form.display:
            self.show_draft()
        elif before.summary.drafted != after.summary.drafted:
            # The form takes in the text itself after this: only then is its note another.
            self.call_later(self.form.show_draft)

    def catch_up(self) -> None:
        """Bring list and frame up to date, also to another width."""
        self._show_rows()
        super().catch_up()

    def excerpt(self, report: Report, layout: Layout, path: str, height: int) -> list[str]:
        """Return lines of the document for each answer, also where one would stand that is not given yet."""
        return self._excerpts.lines(report, layout, path, height)

    @property
    def here(self) -> ReviewRow | None:
        """The row under the cursor, while the list is shown."""
        shown = self.list.display and self.list.cursor < len(self._lines)
        return self._lines[self.list.cursor][0] if shown else None

    @property
    def flagged_path(self) -> str:
        """The answer under the cursor, or the focused one."""
        return self.focused_path or (self.here.path if self.here else "")

    def step(self) -> tuple[str, str]:
        """Return the step, with how much is left."""
        title, _ = super().step()
        return title, counts(self.session.checked())

    def show_state(self) -> None:
        """Show where the text is, and which row of how many this is, unless all are in sight."""
        place = ""
        if self.list.display and self.list.length > self.list.size.height:
            stops = [index for index, (_, line) in enumerate(self._lines) if line.is_stop]
            below = self.list.lines_below
            more = f", {below} more lines below" if below > 1 else ""
            place = f"{bisect_right(stops, self.list.cursor)} of {len(stops)}{more}"
        self.state_line.show(state_words(self.session.autosave.state, str(self.session.path)), place)

    def hint(self) -> str:
        """Return what can be done with the row under the cursor."""
        return self.here.hint if self.here else super().hint()

    def keys_here(self) -> Sequence[str]:
        """Return the keys of the page."""
        if self.form and self.form.display:
            return keys.TO_REVIEW.says(), keys.LEAVE_SUMMARY.says(), keys.EDITOR.says()
        in_list = [key.says() for key in (keys.NEXT_LEFT, keys.EXPORT, keys.STATUS_KEY)]
        return *(self.here.keys if self.here else ()), *in_list

    @on(List.Moved)
    def show_row(self, event: List.Moved) -> None:
        """Say what the new row is about."""
        event.stop()
        self.say("")
        self.show_keys()
        self.show_state()
        self.after_pause()

    # Going to answers

    @on(List.Acted)
    def act(self, event: List.Acted) -> None:
        """Go to the answer of a row, open or close what it counts, or mark an open question as answered."""
        event.stop()
        row = self.here
        if row is None:
            return
        if row.opens:
            self._open_or_close(row.opens)
        elif event.action == "mark":
            self.say(edits.mark_answered(self.session.draft, row.follow_up) if row.follow_up else "")
        elif row.kind == "status":
            self.action_change_status()
        elif row.kind == "key":
            self.say(f"Change it with an editor in {self.session.path.name}; what is saved there shows here at once")
        elif row.section_id == REVIEW.id:
            self.call_later(self.focus_path, row.path)
        elif row.path:
            message = row.finding.message if row.finding else ""
            self.post_message(AnswerRequested(row.path, row.section_id, Place(event.index, event.key), message))
        else:
            self.post_message(SectionRequested(row.section_id))

    def _open_or_close(self, kind: str) -> None:
        """Show the rows of a kind and go to the first of them, or only count them again."""
        self._opened ^= {kind}
        self._show_rows()
        if kind in self._opened:
            self.list.action_move(1)
        else:
            self.list.post_message(List.Moved())

    def action_next_item(self) -> None:
        """Go to the next thing that is left or advised, after the last to the first."""
        place = next_item([row for row, _ in self._lines], self.list.cursor)
        if place is None:
            self.say("Nothing left. x exports it.")
            return
        self.list.select(place)
        self.list.post_message(List.Moved())

    def action_dismiss_or_restore(self) -> None:
        """Dismiss the advice under the cursor, or bring it back."""
        self._show_done(edits.dismiss_or_restore(self.session, self.here.finding if self.here else None))

    def action_preview(self) -> None:
        """Show the document."""
        self.post_message(PreviewRequested(REVIEW.id))

    # The summary

    async def action_edit_summary(self) -> None:
        """Go to the summary that the layout prints."""
        await self.focus_path(edits.summary_path(self.session.layout))

    async def focus_path(self, path: str) -> bool:
        """Show the second page with the cursor at an answer; return whether it is asked there."""
        if path == STATUS.path:
            self.action_change_status()
            return True
        if self.form is None:
            self.form = self._new_form()
            await self.list.parent.mount(self.form)  # type: ignore[union-attr]
        self.list.display = False
        self.form.display = True
        self.form.show_draft()
        for field in self.form.query(Field) if edits.is_drafted(self.session.draft, path) else ():
            if field.path == path and isinstance(field.editor, LineEditor | TextEditor):
                field.editor.offer()
        is_asked = await self.form.focus_path(path)
        self.show_frame()
        return is_asked

    def _new_form(self) -> Form:
        """Return the form of the second page: all that the review asks but the status, which has a key of its own."""
        draft = self.session.draft

        def note(path: str) -> str:
            return "(drafted: typing replaces it, arrows keep it)" if edits.is_drafted(draft, path) else ""

        questions = tuple(question for question in REVIEW.questions if question is not STATUS)
        return Form([Group("Summary", questions)], draft, FormOptions(note=note), _ROOM)

    def action_show_list(self) -> None:
        """Go back to the list."""
        if self.form is None or not self.form.display:
            return
        self.form.display = False
        self.list.display = True
        self.list.focus()
        self.show_draft()

    async def action_next_field(self) -> None:
        """Go to the next field; from the list to the summary."""
        if self.list.display:
            await self.action_edit_summary()
        else:
            self.focus_next()

    async def action_leave_page(self, action: str) -> None:
        """Go back to the list, or from the list to another section."""
        if self.list.display:
            await self.run_action(action)
        else:
            self.action_show_list()

    def action_accept(self) -> None:
        """Accept the drafted text under the cursor, or all drafted texts, as they are."""
        self._show_done(edits.accept_summary(self.session.draft, self.here.path if self.here else ""))

    def action_draft_anew(self) -> None:
        """Compose the summary from the facts as they are now, unless a person wrote it."""
        self._show_done(edits.draft_anew(self.session))

    def _show_done(self, message: str) -> None:
        self.show_draft()
        self.say(message)

    # The status

    @work
    async def action_change_status(self) -> None:
        """Offer the statuses; with something left, an approval asks for the reason."""
        options = [
            Option(str(number), f"{status.label:<10} {status.meaning}", status.value)
            for number, status in enumerate(STATUS.choices, 1)
        ]
        before = self.session.report.metadata.status or "draft"
        chosen = await self.app.push_screen_wait(Choose("Status", options, before))
        if not chosen:
            return
        left = edits.left_before(self.session, chosen)
        reason = await self._reason_for(chosen, left) if left else ""
        if reason is None:
            self.say("The status stays as it was")
        else:
            self._show_done(edits.set_status(self.session.draft, chosen, reason))

    async def _reason_for(self, status: str, left: int) -> str | None:
        """Ask until there is a reason for a status with something left; return ``None`` when left."""
        question = question_at(edits.REASON)
        given = self.session.report.review.completed_anyway_because or ""
        title = f"{counted(left, 'thing')} left. Enter a reason to go on"
        label = f"Why it is {status} with something left"
        fields = [replace(question, label=label, optional=False)] if question else []
        while (texts := await self.app.push_screen_wait(Prompt(title, fields, [given]))) is not None:
            if texts[0].strip():
                return texts[0]
        return None
