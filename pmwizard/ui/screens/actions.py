"""Section 8: what will change, by whom and by when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget

from pmwizard.draft.progress import counted
from pmwizard.draft.session import Session
from pmwizard.model.actions import ActionItem
from pmwizard.model.base import Row
from pmwizard.model.paths import revised
from pmwizard.questions.actions import ACTION_KINDS, ACTION_STATUSES, ACTIONS
from pmwizard.ui.dialogs.picker import Offer, Picker
from pmwizard.ui.dialogs.prompt import Prompt
from pmwizard.ui.editors.field import Field
from pmwizard.ui.editors.line import LineEditor
from pmwizard.ui.editors.messages import Accepted, Edited, Told
from pmwizard.ui.frame import Frame
from pmwizard.ui.records import Misread, RecordList
from pmwizard.ui.text import cut, padded, wrapped

DAYS_FOR = {"P0": 7, "P1": 30, "P2": 90}
"""The due date proposed for a priority, in days from today."""

_ALWAYS = ("action", "owner", "priority", "due", "addresses")
_WIDTHS = {"owner": 22, "priority": 12, "due": 18, "status": 22, "kind": 26}


class ActionList(RecordList):
    """Actions in the reporter's order, with the line that adds them."""

    first_alone = True

    def __init__(self, session: Session) -> None:
        question, _why_none = ACTIONS.questions
        printed = session.layout.asked
        names = ["action", "owner", "priority", "due", "prevents", "addresses", "tracker_issue"]
        by_name = {column.name: column for column in question.columns}
        asked = [by_name[name] for name in names if name in _ALWAYS or by_name[name].path in printed]
        super().__init__(question, session.draft, asked, standalone=True)
        for name, width in _WIDTHS.items():
            self.entry.fields[name].styles.width = width
        self._proposed_due = ""

    def adds_at(self, name: str) -> bool:
        """Enter adds the action from its links on; Tab leads to what stands behind them."""
        names = [column.name for column in self.columns]
        return names.index(name) >= names.index("addresses")

    def heading(self, width: int) -> str:
        """Return the names of the columns."""
        return _line(("", "Action", "Owner", "Pri", "Due", "For", "Status"), width)

    def row_text(self, index: int, width: int) -> str:
        """Return number, action, owner, priority, due date, links and status of one action."""
        one: ActionItem = self.values[index]
        status = next((choice.label for choice in ACTION_STATUSES if choice.value == one.status), "")
        what = (str(index + 1), one.action or "", one.owner or "(none)", one.priority or "")
        return _line((*what, self._shown_due(one), ", ".join(one.addresses), status), width)

    def _shown_due(self, one: ActionItem) -> str:
        """Return the due date, with its year only where it is not the incident's."""
        if one.due is None:
            return "no date"
        return f"{one.due:%d %b}" if one.due.year == self.draft.incident_day.year else f"{one.due:%b %Y}"[:8]

    @on(Edited)
    def propose_due(self, event: Edited) -> None:
        """Propose a due date when the priority is chosen and no other date was typed."""
        due = self.entry.fields["due"].editor
        if event.path == "action_items.priority" and due.text in {"", self._proposed_due}:
            days = DAYS_FOR.get(event.raw)
            context = self.draft.context()
            date = context.now.astimezone(context.zone).date() + timedelta(days=days) if days else None
            self._proposed_due = date.isoformat() if date else ""
            due.show(self._proposed_due)
            self.draft.keep_draft(self.cell_path(self.entry_path, "due"), self._proposed_due)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Select a proposed date, so that typing replaces it."""
        due = self.entry.fields["due"].editor
        if event.widget is due and isinstance(due, LineEditor) and due.text and due.text == self._proposed_due:
            due.select_all()
            self.post_message(Told(f"{self.echo('due', due.text)}. Enter keeps it, another date replaces it"))

    def echo(self, name: str, raw: str) -> str:
        """Say which day a typed date is, and how far away."""
        said = super().echo(name, raw)
        found = self.understood(name, raw) if name == "due" else None
        context = self.draft.context()
        days = (found - context.now.astimezone(context.zone).date()).days if found else 0
        return f"{said}, in {days} days" if days > 1 else f"{said}, tomorrow" if days == 1 else said

    def row_from(self, texts: dict[str, str]) -> Row | str | Misread:
        """Return the action that the texts stand for; a new one is open."""
        if not texts["action"]:
            return Misread("action", "Enter what will be different when it is done")
        row = super().row_from(texts)
        if isinstance(row, ActionItem) and self.editing is None and row.status is None:
            return revised(row, status="open")
        return row

    def begin_new(self) -> None:
        """Empty the entry line for a new action."""
        self._proposed_due = ""
        super().begin_new()

    # Status and kind

    def on_key(self, event: events.Key) -> None:
        """Change status with s and kind with y."""
        if self.rows.has_focus and self.values and event.key in {"s", "y"}:
            event.stop()
            event.prevent_default()
            if event.key == "s":
                self.next_status(self.rows.cursor)
            else:
                self.choose_kind(self.rows.cursor)
        else:
            super().on_key(event)

    def next_status(self, index: int) -> None:
        """Give an action the next status; the reason is asked when it will not be done."""
        one: ActionItem = self.values[index]
        values = [choice.value for choice in ACTION_STATUSES]
        status = values[(values.index(one.status) + 1) % len(values)] if one.status else values[0]
        self._put(index, "status", status, f"set the status of {one.id}")
        if status == "wont_do":
            self._ask_reason(index)

    def _ask_reason(self, index: int) -> None:
        one: ActionItem = self.values[index]

        def entered(texts: tuple[str, ...] | None) -> None:
            if texts:
                self._put(index, "reason", texts[0], f"gave the reason for {one.id}")

        self.app.push_screen(Prompt(cut(one.action or "", 60), [self.column("reason")], [one.reason or ""]), entered)

    def choose_kind(self, index: int) -> None:
        """Offer the kinds for an action."""
        one: ActionItem = self.values[index]
        offers = [
            Offer(str(number), f"{kind.label:<16} {kind.meaning}", kind.value)
            for number, kind in enumerate(ACTION_KINDS, 1)
        ]

        def chosen(kind: str | None) -> None:
            if kind:
                self._put(index, "kind", kind, f"set the kind of {one.id}")

        self.app.push_screen(Picker("What the action does", offers, one.kind or ""), chosen)

    def _put(self, index: int, name: str, value: Any, words: str) -> None:
        self.draft.put(f"{self.path}.{self.row_key(index)}.{name}", value, words)
        self.show_draft()
        self.post_message(Told(""))


def _line(cells: Sequence[str], width: int) -> str:
    """Return one line of the table: number, action, owner, priority, due date, links and status."""
    widths = (2, max(12, width - 54), 12, 3, 8, 6)
    return "  ".join([*map(padded, cells, widths), cut(cells[-1], 11)])


class NoActions(Widget):
    """What stands in place of the rows while there are none."""

    def render(self) -> Content:
        """Draw the invitation."""
        words = wrapped(ACTIONS.empty, min(72, self.size.width - 6))
        return Content("\n".join(f"   {line}" for line in words))


class ActionsScreen(Frame):
    """The actions."""

    HINTS: ClassVar[tuple[str, ...]] = ("Up List", "F3 Back")

    def __init__(self, session: Session, path: str = "") -> None:
        super().__init__(session)
        self.start = path
        self.actions = ActionList(session)
        question = ACTIONS.questions[1]
        self.why_none = Field(question, question.path, session.draft.raw(question.path))

    @property
    def section_id(self) -> str:
        """The actions."""
        return "actions"

    def body(self) -> ComposeResult:
        """Yield the rows, the entry line, and while there are no actions, the question why."""
        yield NoActions()
        yield self.actions
        yield self.why_none

    def on_mount(self) -> None:
        """Put the cursor in the entry line, or on the wanted action."""
        self.show_empty()
        self.call_after_refresh(self.begin)

    async def begin(self) -> None:
        """Put the cursor where the step begins."""
        if not (self.start and await self.focus_path(self.start)):
            self.actions.begin_new()

    async def focus_path(self, path: str) -> bool:
        """Edit the action at a path, or answer why there is none."""
        if path == self.why_none.path:
            self.why_none.editor.focus()
            return True
        row, _, column = path.removeprefix("action_items").strip(".").partition(".")
        keys = [self.actions.row_key(index) for index in range(len(self.actions.values))]
        if row not in keys:
            return False
        known = column in {one.name for one in self.actions.columns}
        self.actions.edit(keys.index(row), column if known else "")
        return True

    @property
    def flagged_path(self) -> str:
        """The action that an open question would be about."""
        actions = self.actions
        if actions.rows.has_focus and actions.values:
            return f"action_items.{actions.row_key(actions.rows.cursor)}"
        return f"action_items.{actions.editing}" if actions.editing else "action_items"

    def step(self) -> tuple[str, str]:
        """Return how many actions there are."""
        left, right = super().step()
        number = len(self.actions.values)
        return left, f"{right.partition(' ')[0]}  {counted(number, 'action')}" if number else right

    def show_keys(self) -> None:
        """Show the keys of the list or of the entry line."""
        if self.actions.rows.has_focus:
            keys = ("Enter Edit", "s Status", "y Kind", "d Delete")
        else:
            keys = ("Enter Next", "Up List", "Ctrl+N Continue", "F3 Back")
        self.key_line.show((*keys, "F1 Help", "Ctrl+Q Quit"))

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
        """Say how to begin while there are no actions."""
        none = not self.actions.values
        self.query_one(NoActions).display = none
        self.why_none.display = none or bool(self.why_none.editor.text)

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
