"""The last step: what is left, the advice, the summary, the open questions and the answers at a glance."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from pmwizard.draft.draft import Draft
from pmwizard.draft.edits.documents import Excerpts
from pmwizard.draft.findings import is_long
from pmwizard.draft.session import Session
from pmwizard.draft.summary import SETTLED
from pmwizard.model import Report
from pmwizard.model.paths import replaced
from pmwizard.questions import Section, question_at
from pmwizard.questions.review import REVIEW, STATUS
from pmwizard.text import counted
from pmwizard.ui.dialogs.ask import Prompt
from pmwizard.ui.dialogs.choose import Offer, Picker
from pmwizard.ui.frame.step import Frame, state_words
from pmwizard.ui.messages import AnswerWanted, Place, PreviewWanted, SectionWanted
from pmwizard.ui.sections.review.parts import (
    ReviewList,
    SummaryForm,
    accept_all,
    draft_anew,
    draft_summary,
    mark_answered,
    summary_form,
    summary_path,
    turn_advice,
)
from pmwizard.ui.sections.review.rows import (
    ADVICE,
    ASIDE,
    INDENT,
    MadeOf,
    ReviewRow,
    RowKind,
    counts,
    next_items,
    review_rows,
)
from pmwizard.ui.widgets.list import RowsView

REASON = "review.completed_anyway_because"


class StatusChanges(Frame):
    """A step on which the status of the report is changed."""

    def action_change_status(self) -> None:
        """Offer the statuses."""
        status = self.session.report.metadata.status or "draft"
        self.app.push_screen(Picker("Status", status_offers(), status), self._take_status)

    def _take_status(self, status: str | None) -> None:
        if not status:
            return
        # What is left is looked at as it is now: an approval is not to rest on what was found a moment ago.
        told = self.session.checked_at_once().told if status in SETTLED else ()
        left = sum(one.severity != "advice" for one in told)
        if left:
            self._ask_reason(status, left)
        else:
            self._set_status(status)

    def _ask_reason(self, status: str, left: int) -> None:
        question = question_at(REASON)
        given = self.session.report.review.completed_anyway_because or ""

        def entered(texts: tuple[str, ...] | None) -> None:
            if texts is None:
                self.say("The status stays as it was")
            elif texts[0].strip():
                self._set_status(status, texts[0])
            else:
                self._ask_reason(status, left)

        if question:
            title = f"{counted(left, 'thing')} left. Enter a reason to go on"
            asked = replace(question, label=f"Why it is {status} with something left", optional=False)
            self.app.push_screen(Prompt(title, [asked], [given]), entered)

    def _set_status(self, status: str, reason: str = "") -> None:
        label = set_status(self.session.draft, status, reason)
        self.show_draft()
        kept = self.session.report.review.completed_anyway_because
        also = ", with the reason given before" if kept and not reason and status in SETTLED else ""
        self.say(f"The status is {label} now{also}. u takes it back")


def status_offers() -> list[Offer]:
    """Return the statuses to choose from."""
    return [
        Offer(str(number), f"{one.label:<10} {one.meaning}", one.value) for number, one in enumerate(STATUS.choices, 1)
    ]


def set_status(draft: Draft, status: str, reason: str = "") -> str:
    """Give the report a status, and the reason for it where something is left; return the status in words."""
    label = STATUS.label_of(status)
    report = replaced(draft.report, "metadata.status", status)
    if reason:
        report = replaced(report, REASON, reason)
    draft.replace(report, f"status {label}")
    return label


_ALWAYS = ("F1 Help", "Ctrl+Q Quit")


class ReviewScreen(StatusChanges):
    """What is left, the answers, and on a second page the summary and the open questions.

    Args:
        session: The open report.
        section: The review.
        start: The path of the answer of the second page to begin at; the first page when empty.
        place: The row to come back to.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "next_field", "Next field", show=False, priority=True),
        Binding("ctrl+n", "go_on", "Continue", show=False, priority=True),
        Binding("f3", "go_back", "Back", show=False, priority=True),
        Binding("escape", "show_list", "Back to the review", show=False),
    ]

    def __init__(
        self, session: Session, section: Section = REVIEW, start: str = "", place: Place | None = None
    ) -> None:
        super().__init__(session, section, start)
        self._place = place
        self._opened = frozenset(fold for fold in (ADVICE, ASIDE) if place and place.key.startswith(f"{fold} "))
        self._rows: tuple[ReviewRow, ...] = ()
        self._made_of: MadeOf | None = None
        self._excerpts = Excerpts()
        self.form: SummaryForm | None = None

    def body(self) -> ComposeResult:
        """Yield the list; the form is made when it is first asked for."""
        self.list = ReviewList(self._text_of)
        yield self.list

    def on_mount(self) -> None:
        """Show the list at the row to come back to."""
        self.say_at_rest(draft_summary(self.session))
        self.show_draft()
        if self._place:
            self.call_after_refresh(self._come_back, self._place)

    def _come_back(self, place: Place) -> None:
        """Go to the row of a place: the same item where it is still there, else what stands there now."""
        self._show_rows()
        keys = [row.key for row in self._rows]
        self.list.select(keys.index(place.key) if place.key in keys else place.index)

    # What is shown

    def show_draft(self) -> None:
        """Show the report as it is now."""
        self._show_rows()
        if self.form:
            self.form.show_draft()
        super().show_draft()

    def _show_rows(self) -> None:
        made_of = MadeOf(self.session.report, self.session.checked(), self._opened, self._text_width)
        if made_of.is_same(self._made_of):
            # The room may have changed: the cursor is to stay in sight.
            self.list.select(self.list.cursor)
            return
        here = self.here if self._rows else None
        self._made_of = made_of
        self._rows = review_rows(made_of)
        self.list.show_stops(len(self._rows), [index for index, row in enumerate(self._rows) if row.is_stop])
        keys = [row.key for row in self._rows]
        if here and here.key in keys:
            self.list.select(keys.index(here.key))

    def changed(self, before: Report, after: Report) -> None:
        """Bring the list up to date after a change made here; the form shows its own."""
        super().changed(before, after)
        if (self.form is None or not self.form.display) and not is_long(after):
            self.show_draft()

    def catch_up(self) -> None:
        """Bring list and frame up to date, also to another width."""
        self._show_rows()
        super().catch_up()

    def show_document(self) -> None:
        """Show beside the list how the document prints the answer under the cursor; made in a thread of its own."""
        report, layout, path = self.session.report, self.session.layout, self.flagged_path
        height = self.side_pane.room
        if not path or height < 4 or is_long(report):
            self.side_pane.show_export([])
            return

        def draw() -> None:
            lines = self._excerpts.lines(report, layout, path, height)
            self.app.call_from_thread(self.side_pane.show_export, lines)

        self.run_worker(draw, thread=True, exclusive=True, group="document", exit_on_error=False)

    @property
    def _text_width(self) -> int:
        """The room beside the names of a row."""
        return max(self.list.size.width or 80, 40) - INDENT - 5

    def _text_of(self, index: int, width: int) -> str:
        return self._rows[index].line(width)

    @property
    def here(self) -> ReviewRow | None:
        """The row under the cursor, while the list is shown."""
        shown = self.list.display and self.list.cursor < len(self._rows)
        return self._rows[self.list.cursor] if shown else None

    @property
    def flagged_path(self) -> str:
        """The answer under the cursor, or the focused one."""
        return self.focused_path or (self.here.path if self.here else "")

    def step(self) -> tuple[str, str]:
        """Say how much is left."""
        title, _ = super().step()
        return title, counts(self.session.checked())

    def show_state(self) -> None:
        """Show where the text is, and which row of how many this is."""
        reach = self.list.reach if self.list.display else ""
        self.state_line.show(state_words(self.session.autosave.state, str(self.session.path)), reach)

    def hint(self) -> str:
        """Say what can be done with the row under the cursor."""
        return self.here.hint if self.here else super().hint()

    def show_keys(self) -> None:
        """Show the keys of the page."""
        if self.form and self.form.display:
            self.key_line.show(("Ctrl+N Back to review", "Esc Back", "F4 Editor", *_ALWAYS))
            return
        self.key_line.show((*(self.here.keys if self.here else ()), "n Next", "x Export", "s Status", *_ALWAYS))

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
        """Go to the answer of a row, open a fold, or mark an open question as answered."""
        event.stop()
        row = self.here
        if row is None:
            return
        if row.kind is RowKind.FOLD:
            self._turn(row)
        elif event.action == "mark":
            self.say(mark_answered(self.session.draft, row.follow_up) if row.follow_up else "")
        elif row.kind is RowKind.STATUS:
            self.action_change_status()
        elif row.section_id == REVIEW.id:
            self.call_later(self.focus_path, row.path)
        elif row.path:
            words = row.finding.message if row.finding else ""
            self.post_message(AnswerWanted(row.path, row.section_id, Place(event.index, row.key), words))
        else:
            self.post_message(SectionWanted(row.section_id))

    def _turn(self, row: ReviewRow) -> None:
        """Open a fold and go to its first line, or close it."""
        self._opened ^= {row.fold}
        self._show_rows()
        if row.fold in self._opened:
            self.list.action_move_cursor(1)
        else:
            self.list.post_message(RowsView.Moved())

    def action_next_item(self) -> None:
        """Go to the next thing that is left or advised, after the last to the first."""
        items = next_items(self._rows)
        if not items:
            self.say("Nothing left. x exports it.")
            return
        self.list.select(next((index for index in items if index > self.list.cursor), items[0]))
        self.list.post_message(RowsView.Moved())

    def action_put_aside(self) -> None:
        """Put the advice under the cursor aside, or take it up again."""
        words = turn_advice(self.session, self.here)
        self.show_draft()
        self.say(words)

    def action_preview(self) -> None:
        """Show the document."""
        self.post_message(PreviewWanted(REVIEW.id))

    # The summary

    async def action_edit_summary(self) -> None:
        """Go to the summary that the layout prints."""
        await self.focus_path(summary_path(self.session.layout))

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
        self.say("Accepted. u takes it back" if accepted else "No text is a drafted one")

    def action_draft_anew(self) -> None:
        """Compose the summary from the facts as they are now, unless a person wrote it."""
        words = draft_anew(self.session)
        self.show_draft()
        self.say(words)
