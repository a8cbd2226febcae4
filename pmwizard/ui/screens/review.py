"""The last step: what is left, the answers at a glance, the summary and the status."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from pmwizard.checks import Finding
from pmwizard.draft.progress import counted
from pmwizard.draft.session import Session
from pmwizard.model import Report
from pmwizard.questions import question_at
from pmwizard.questions.review import REVIEW
from pmwizard.ui.dialogs.picker import Picker
from pmwizard.ui.dialogs.prompt import Prompt
from pmwizard.ui.excerpt import excerpt
from pmwizard.ui.frame import Frame, state_words
from pmwizard.ui.rows import RowsView
from pmwizard.ui.screens.preview_parts import Made, is_long, made
from pmwizard.ui.screens.review_parts import (
    HELD_BACK,
    REASON,
    ReviewList,
    SummaryForm,
    accept_all,
    mark_answered,
    set_status,
    status_offers,
    summary_form,
)
from pmwizard.ui.screens.review_rows import NAME_WIDTH, ReviewRow, RowKind, review_rows
from pmwizard.ui.wishes import AnswerWanted, Place, PreviewWanted, SectionWanted


class ReviewScreen(Frame):
    """What is left, the answers, and on a second page the summary and the open questions.

    Args:
        session: The open report.
        path: The answer of the second page to begin at; the first page when empty.
        place: The row to come back to.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "next_field", "Next field", show=False, priority=True),
        Binding("ctrl+n", "go_on", "Continue", show=False, priority=True),
        Binding("f3", "go_back", "Back", show=False, priority=True),
        Binding("escape", "show_list", "Back to the review", show=False),
    ]

    def __init__(self, session: Session, path: str = "", place: Place | None = None) -> None:
        super().__init__(session)
        self._start = path
        self._place = place
        self._rows: tuple[ReviewRow, ...] = ()
        self.form: SummaryForm | None = None
        self._made: Made | None = None

    @property
    def section_id(self) -> str:
        """The section of the review."""
        return REVIEW.id

    def body(self) -> ComposeResult:
        """Yield the list; the form is made when it is first asked for."""
        self.list = ReviewList(self._text_of)
        yield self.list

    def on_mount(self) -> None:
        """Show the list at the row to come back to, or the answer to begin at."""
        self.show_draft()
        if self._place:
            self.call_after_refresh(self.list.select, self._row_of(self._place))
        if self._start:
            self.call_after_refresh(self.focus_path, self._start)

    def _row_of(self, place: Place) -> int:
        """Return the row of a place: the same item where it is still there, else what stands there now."""
        keys = [row.key for row in self._rows]
        return keys.index(place.key) if place.key in keys else place.index

    # What is shown

    def show_draft(self) -> None:
        """Show the report as it is now."""
        self._show_rows()
        if self.form:
            self.form.show_draft()
        super().show_draft()

    def _show_rows(self) -> None:
        self._rows = review_rows(self.session, self._text_width)
        self.list.show_stops(len(self._rows), [index for index, row in enumerate(self._rows) if row.is_stop])

    def changed(self, before: Report, after: Report) -> None:
        """Bring the list up to date after a change made here; the form shows its own."""
        super().changed(before, after)
        if self.form is None or not self.form.display:
            self.show_draft()

    def catch_up(self) -> None:
        """Bring list and frame up to date, also to another width."""
        self._show_rows()
        super().catch_up()
        if self.side_pane.display:
            self.side_pane.show_export(self._excerpt())

    def _excerpt(self) -> list[str]:
        """Return how the document prints the answer under the cursor; nothing where making it would take long."""
        row, report, layout = self.here, self.session.report, self.session.layout
        if row is None or is_long(report):
            return []
        if self._made is None or self._made.report is not report or self._made.layout is not layout:
            self._made = made(report, layout)
        return excerpt(self._made.text, report, row.path, max(1, self.list.size.height - 4))

    @property
    def _text_width(self) -> int:
        """The room beside the names of a row."""
        return max(self.list.size.width or 80, 40) - NAME_WIDTH - 7

    def _text_of(self, index: int, width: int) -> str:
        return self._rows[index].line(width)

    @property
    def here(self) -> ReviewRow | None:
        """The row under the cursor, while the list is shown."""
        shown = self.list.display and self.list.cursor < len(self._rows)
        return self._rows[self.list.cursor] if shown else None

    @property
    def left(self) -> tuple[Finding, ...]:
        """What holds back approval."""
        return tuple(one for one in self.session.findings() if one.severity != "advice")

    @property
    def flagged_path(self) -> str:
        """The answer under the cursor, or the focused one."""
        return self.focused_path or (self.here.path if self.here else "")

    def step(self) -> tuple[str, str]:
        """Say how many things are left."""
        title, _ = super().step()
        words = f'{len(self.left)} left for "Approved"' if self.left else "nothing left"
        return title, words

    def show_state(self) -> None:
        """Show where the text is, and which row of how many this is."""
        reach = self.list.reach if self.list.display else ""
        self.state_line.show(state_words(self.session.autosave.state, str(self.session.path)), reach)

    def hint(self) -> str:
        """Say what Enter does with the row under the cursor."""
        row = self.here
        if row is None:
            return super().hint()
        is_cut = row.kind is RowKind.FINDING and cell_len(row.text) + cell_len(row.note) >= self._text_width
        return row.text if is_cut else row.hint

    def show_keys(self) -> None:
        """Show the keys of the page."""
        if self.form and self.form.display:
            self.key_line.show(("Ctrl+N Back to review", "Esc Back", "F4 Editor", "F1 Help", "Ctrl+Q Quit"))
            return
        enter = "Enter Change" if self.here is None or self.here.kind is not RowKind.QUESTION else "Space Answered"
        self.key_line.show((enter, "n Next", "x Export", "s Status", "F1 Help", "Ctrl+Q Quit"))

    @on(RowsView.Moved)
    def tell_row(self, event: RowsView.Moved) -> None:
        """Say what the new row is about."""
        event.stop()
        self.say("")
        self.show_keys()
        self.show_state()
        self.after_pause()

    # Going to answers

    @on(RowsView.Acted)
    def act(self, event: RowsView.Acted) -> None:
        """Go to the answer of a row, or mark an open question as answered."""
        event.stop()
        row = self.here
        if row is None:
            return
        if event.action == "mark":
            self.say(mark_answered(self.session.draft, row.follow_up) if row.follow_up else "")
        elif row.kind is RowKind.STATUS:
            self.action_change_status()
        elif row.section_id == REVIEW.id:
            self.call_later(self.focus_path, row.path)
        elif row.path:
            self.post_message(AnswerWanted(row.path, row.section_id, Place(event.index, row.key)))
        else:
            self.post_message(SectionWanted(row.section_id))

    def action_next_item(self) -> None:
        """Go to the next thing that is left, after the last to the first."""
        items = [index for index, row in enumerate(self._rows) if row.kind is RowKind.FINDING]
        if not items:
            self.say("Nothing left. x exports it.")
            return
        self.list.select(next((index for index in items if index > self.list.cursor), items[0]))
        self.list.post_message(RowsView.Moved())

    def action_preview(self) -> None:
        """Show the document."""
        self.post_message(PreviewWanted(REVIEW.id))

    # The second page

    async def action_edit_summary(self) -> None:
        """Go to the summary."""
        await self.focus_path("summary.executive")

    async def focus_path(self, path: str) -> bool:
        """Show the second page with the cursor at an answer; tell whether it is asked there."""
        if path == "metadata.status":
            self.action_change_status()
            return True
        if self.form is None:
            self.form = summary_form(self.session.draft)
            await self.list.parent.mount(self.form)  # type: ignore[union-attr]
        self.list.display = False
        self.form.display = True
        self.form.show_draft()
        found = await self.form.focus_path(path)
        self.show_frame()
        return found

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

    async def action_go_on(self) -> None:
        """Go back to the list, or on from it."""
        if self.list.display:
            await self.run_action("app.go_on")
        else:
            self.action_show_list()

    async def action_go_back(self) -> None:
        """Go back to the list, or to the section before."""
        if self.list.display:
            await self.run_action("app.go_back")
        else:
            self.action_show_list()

    def action_accept(self) -> None:
        """Accept the drafted text under the cursor, or all drafted texts, as they are."""
        accepted = accept_all(self.session.draft, self.here.path if self.here else "")
        self.show_draft()
        self.say("Accepted" if accepted else "No text is a drafted one")

    # The status

    def action_change_status(self) -> None:
        """Offer the statuses."""
        status = self.session.report.metadata.status or "draft"
        self.app.push_screen(Picker("Status", status_offers(), status), self._take_status)

    def _take_status(self, status: str | None) -> None:
        if not status:
            return
        if status not in HELD_BACK or not self.left:
            self._set_status(status)
            return
        reason = question_at(REASON)
        given = self.session.report.review.completed_anyway_because or ""

        def entered(texts: tuple[str, ...] | None) -> None:
            if texts and texts[0].strip():
                self._set_status(status, texts[0])
            else:
                self.say("The status stays as it was")

        if reason:
            title = f"{counted(len(self.left), 'thing')} left. Enter a reason to go on all the same"
            self.app.push_screen(Prompt(title, [reason], [given]), entered)

    def _set_status(self, status: str, reason: str = "") -> None:
        label = set_status(self.session.draft, status, reason)
        self.show_draft()
        self.say(f"The status is {label} now. u takes it back")
