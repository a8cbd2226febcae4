"""Section 8: what will change, by whom and by when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual import on
from textual.app import ComposeResult

from pmwizard.draft.session import Session
from pmwizard.model.paths import is_at_or_below
from pmwizard.questions import Section
from pmwizard.questions.actions import ACTION_PRIORITY, ACTION_TEXT, ACTIONS
from pmwizard.questions.causes import FACTOR_ROWS, WHY_ROWS
from pmwizard.text import counted
from pmwizard.ui import keys
from pmwizard.ui.fields.field import Field
from pmwizard.ui.frame.panes import EmptyText
from pmwizard.ui.frame.step import Frame
from pmwizard.ui.messages import Accepted, Edited
from pmwizard.ui.sections.actions.list import ActionList
from pmwizard.ui.sections.actions.table import action_in_full, lines_beside
from pmwizard.ui.widgets.list import List

DOWN_LISTS = "Down lists what has no action"
ROW_HINT = keys.hint_of(
    keys.PURPOSE_KEY.says("what it is for"),
    keys.ADD.says("add"),
    keys.together("order", *keys.ORDER),
    keys.FOLLOW_UP_IN_LIST.says("open question"),
    keys.UNDO_IN_LIST.says("undo"),
)


class ActionsScreen(Frame):
    """The actions."""

    def __init__(self, session: Session, section: Section, start: str = "") -> None:
        super().__init__(session, section, start)
        self.actions = ActionList(session)
        self.empty_text = self.actions.empty_text = EmptyText(section.empty)
        question = ACTIONS.questions[1]
        self.why_none = Field(question, question.path, session.draft.raw(question.path))

    def body(self) -> ComposeResult:
        """Yield the rows, the entry line, and while there are no actions, the question why."""
        yield self.empty_text
        yield self.actions
        yield self.why_none

    def on_mount(self) -> None:
        """Ask why there are no actions while there are none, or where that was answered."""
        self.show_empty()

    def focus_first(self) -> None:
        """Put the cursor in the entry line, and say what the action begun there is for."""
        self.actions.begin_new()
        if links := self.actions.texts["addresses"]:
            self.say_at_rest(self.actions.echo("addresses", links).replace("=", "For", 1))

    async def focus_path(self, path: str) -> bool:
        """Edit the action at a path, or answer why there is none."""
        if path == self.why_none.path:
            self.why_none.editor.focus()
            return True
        if path == self.actions.path:
            self.actions.begin_new()
            return True
        return self.actions.edit_at(path)

    @property
    def flagged_path(self) -> str:
        """The action that an open question would be about, or what waits for one."""
        actions = self.actions
        if actions.waiting_here:
            factor = any(one.id == actions.waiting_here.id for one in self.session.report.contributing_factors.factors)
            table = FACTOR_ROWS.path if factor else WHY_ROWS.path
            return f"{table}.{actions.waiting_here.id}"
        return actions.path_here

    def side_lines(self, width: int) -> list[str]:
        """Return all that is known of the action under the cursor; else help, and what is to do for all of them."""
        report, action = self.session.report, self.actions.action_here
        if action:
            number = self.actions.position + 1
            return [f"Action {number}", "", *action_in_full(report, action, self.actions.known, width)]
        return [*super().side_lines(width), "", *lines_beside(report, self.actions.waiting, width)]

    def step(self) -> tuple[str, str]:
        """Return how many actions there are, and how much waits for one."""
        left, right = super().step()
        number, waiting = len(self.actions.values), len(self.actions.waiting)
        if not number and not waiting:
            return left, right
        note = f", {counted(waiting, 'cause')} without one" if waiting else ""
        return left, f"{right.partition(' ')[0]}  {counted(number, 'action')}{note}"

    def hint(self) -> str:
        """Return what is known of the row under the cursor, or what the field asks."""
        if self.actions.rows.has_focus:
            return self.actions.hint() or ROW_HINT
        if self.focused_path == ACTION_PRIORITY.path and self.focused_question:
            return self.focused_question.hint
        hint = super().hint()
        whole = f"{hint}. {DOWN_LISTS}"
        fits = len(whole) <= self.app.size.width - 2
        in_words = self.focused_path == ACTION_TEXT.path and self.actions.editing is None
        return whole if in_words and self.actions.waiting and fits else hint

    def keys_here(self) -> Sequence[str]:
        """Return the keys of the list or of the entry line."""
        if self.actions.waiting_here:
            return keys.EDIT.says("Start its action"), keys.TO_ENTRY.says(), keys.CONTINUE.says()
        if self.actions.action_here:
            return [key.says() for key in (keys.EDIT, keys.ACTION_STATUS_KEY, keys.KIND_KEY, keys.DELETE)]
        if self.actions.rows.has_focus:
            return keys.TO_ENTRY.says(), keys.CONTINUE.says(), keys.BACK.says()
        if self.actions.editing is not None:
            return keys.ENTER.says("Next"), keys.LEAVE_ROW.says(), keys.CONTINUE.says()
        return keys.ENTER.says("Next"), keys.TO_LIST.says(), keys.CONTINUE.says(), keys.BACK.says()

    @on(List.Moved)
    def show_row(self, event: List.Moved) -> None:
        """Say what the row under the cursor has no room for."""
        event.stop()
        self.say("")
        self.show_keys()
        self.actions.refresh()
        self.after_pause()

    def catch_up(self) -> None:
        """Bring panes and counts up to date, and mark the actions with a problem."""
        errors = [finding for finding in self.session.findings() if finding.severity == "error"]
        problems = {
            action.id or "": error.message
            for action in self.session.report.action_items
            for error in reversed(errors)
            if is_at_or_below(error.path, f"{self.actions.path}.{action.id}")
        }
        self.actions.show_problems(problems)
        super().catch_up()

    def show_draft(self) -> None:
        """Show the report as it is now."""
        super().show_draft()
        self.actions.show_draft()
        self.why_none.show(self.session.draft.raw(self.why_none.path))
        self.show_empty()

    def changed(self, before: Any, after: Any) -> None:
        """Ask why there are no actions only while there are none."""
        super().changed(before, after)
        if before.action_items is not after.action_items:
            self.show_empty()

    def show_empty(self) -> None:
        """Ask why there are no actions while there are none, or where that was answered."""
        self.why_none.display = not self.actions.values or bool(self.why_none.editor.text)

    @on(Edited)
    def take(self, event: Edited) -> None:
        """Take the reason for no actions into the report."""
        event.stop()
        self.say(self.session.draft.edit(event.path, event.raw))

    @on(Accepted)
    def nothing_typed(self, event: Accepted) -> None:
        """Say how to go on."""
        event.stop()
        self.say("Enter an action, or Ctrl+N to continue")
