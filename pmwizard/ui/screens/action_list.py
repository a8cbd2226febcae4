"""The list of actions with the line that adds them; below the actions stands what waits for one."""

from __future__ import annotations

from textual import events, on
from textual.message import Message

from pmwizard.draft.link_text import Purpose, echo_of_purpose, read_purpose, unknown_words
from pmwizard.draft.links import Target
from pmwizard.draft.session import Session
from pmwizard.model.actions import ActionItem
from pmwizard.model.base import Row
from pmwizard.model.horizons import proposed_due
from pmwizard.model.paths import revised
from pmwizard.model.times import TimeContext
from pmwizard.questions import Question
from pmwizard.questions.answers import joined_names
from pmwizard.ui.editors.line import LineEditor
from pmwizard.ui.editors.messages import Chosen, Edited, SuggestionsWanted, Told
from pmwizard.ui.records import Misread
from pmwizard.ui.rows import RowsView
from pmwizard.ui.screens.action_changes import ActionChanges
from pmwizard.ui.screens.action_offers import offer_targets, offer_waiting
from pmwizard.ui.screens.action_rows import how_far
from pmwizard.ui.screens.action_view import FOR, ActionView

A_DATE = "This is a date. Shift+Tab goes back to Due; here stands what the action is for"


class ActionList(ActionView):
    """Actions in the reporter's order, with the line that adds them.

    Args:
        session: The open report.
    """

    class Started(Message):
        """Posted when an action is begun for a factor or a why.

        Attributes:
            words: What to say where the cursor goes.
        """

        def __init__(self, words: str) -> None:
            self.words = words
            super().__init__()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.changes = ActionChanges(self)
        self._proposed_due = ""

    def adds_at(self, name: str) -> bool:
        """Enter adds the action from its links on; Tab leads to what stands behind them."""
        names = [column.name for column in self.columns]
        return names.index(name) >= names.index(FOR)

    # What is typed

    @on(Chosen)
    def go_on_to_due(self, event: Chosen) -> None:
        """Go from the priority of a new action to its due date, which is proposed from it."""
        event.stop()
        if event.path == self.column("priority").path and self.editing is None:
            self.entry.fields["due"].editor.focus()

    @on(Edited)
    def propose_due(self, event: Edited) -> None:
        """Propose a due date when the priority is chosen and no other date was typed."""
        due = self.entry.fields["due"].editor
        if event.path == self.column("priority").path and due.text in {"", self._proposed_due}:
            self._proposed_due = self._due_for(event.raw)
            due.show(self._proposed_due)
            self.draft.keep_draft(self.cell_path(self.entry_path, "due"), self._proposed_due)

    def _due_for(self, priority: str) -> str:
        begin = self.draft.report.metadata.postmortem_date or self.draft.incident_day
        known = next((one for one in ("P0", "P1", "P2") if one == priority), None)
        return proposed_due(known, begin, self.today).isoformat() if known else ""

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Select a proposed date, so that typing replaces it; say again what an action is for."""
        due, links = self.entry.fields["due"].editor, self.entry.fields[FOR].editor
        if event.widget is due and isinstance(due, LineEditor) and due.text and due.text == self._proposed_due:
            due.select_all()
            self.post_message(Told(f"{self.echo('due', due.text)}. Enter keeps it, another date replaces it"))
        elif event.widget is links and links.text:
            self.post_message(Told(self.echo(FOR, links.text)))

    def echo(self, name: str, raw: str) -> str:
        """Say which day a typed date is, and how far away; and the words of what an action is for."""
        if name == FOR:
            purpose = read_purpose(raw, self.known, self._kept_ids)
            problem = self._wrong_in(purpose, "")
            # The first letters of a word may be those of a day of the week.
            said = problem if problem != A_DATE or any(map(str.isdigit, raw)) else ""
            return said or echo_of_purpose(purpose, self.known)
        said = super().echo(name, raw)
        found = self.understood(name, raw) if name == "due" else None
        if found is None:
            return said
        days = (found - self.today).days
        return f"{said}, {how_far(days)}"

    @property
    def _kept_ids(self) -> tuple[str, ...]:
        """The ids that the action being edited refers to, whatever became of their rows."""
        return self.values[self.editing_index].addresses if self.editing is not None else ()

    def cell_text(self, column: Question, value: ActionItem, context: TimeContext) -> str:
        """Return what the field of a column shows for an action."""
        if column.name == FOR:
            return joined_names(self.known[one].name if one in self.known else one for one in value.addresses)
        return super().cell_text(column, value, context)

    def row_from(self, texts: dict[str, str]) -> Row | str | Misread:
        """Return the action that the texts stand for; a new one is open."""
        if not texts["action"]:
            return Misread("action", "Enter what will be different when it is done")
        purpose = read_purpose(texts[FOR], self.known, self._kept_ids)
        unchanged = self.editing is not None and texts[FOR] == self._before_edit.get(FOR)
        problem = "" if unchanged else self._wrong_in(purpose, texts.get("prevents", ""))
        if problem:
            return Misread(FOR, problem)
        row = super().row_from({**texts, FOR: self._before_edit.get(FOR, "")})
        if not isinstance(row, ActionItem):
            return row
        if not unchanged:
            words = {"prevents": purpose.prevents} if purpose.prevents else {}
            row = revised(row, addresses=purpose.ids, **words)
        return revised(row, status="open") if self.editing is None and row.status is None else row

    def _wrong_in(self, purpose: Purpose, prevents: str) -> str:
        """Return what to do about what an action is for, "" when it is understood."""
        if purpose.unknown:
            return unknown_words(purpose.unknown, self.known)
        if not purpose.ids and self.understood("due", purpose.prevents):
            return A_DATE
        if purpose.prevents and prevents and purpose.prevents != prevents:
            return "Enter factors and whys only. What it prevents stands in its own field"
        return ""

    def begin_new(self) -> None:
        """Empty the entry line for a new action."""
        self._proposed_due = ""
        super().begin_new()

    # What is offered

    @on(SuggestionsWanted)
    def offer(self, event: SuggestionsWanted) -> None:
        """Offer what waits for an action, or all that an action can be for."""
        if event.path == self.column("action").path:
            event.stop()
            offer_waiting(self)
        elif event.path == self.column(FOR).path:
            event.stop()
            offer_targets(self, event.editor)

    def start_for(self, target: Target) -> None:
        """Begin an action for a factor or a why."""
        if self.editing is not None:
            self.begin_new()
        links = self.entry.fields[FOR].editor
        known = read_purpose(links.text, self.known)
        if target.id not in known.ids and isinstance(links, LineEditor):
            text = ", ".join(part for part in (target.name, links.text.strip()) if part)
            links.show(text)
            self.draft.keep_draft(self.cell_path(self.entry_path, FOR), text)
        self.first_field.editor.focus()
        self.post_message(self.Started(f"For {target.name} {target.words}"))

    # Rows

    @on(RowsView.Acted)
    def act_on_waiting(self, event: RowsView.Acted) -> None:
        """Start an action on a row that waits for one; other keys have nothing to work on there."""
        target = self.waiting_here
        if target is None or event.action == "add":
            return
        event.prevent_default()
        event.stop()
        if event.action == "edit":
            self.start_for(target)
        else:
            self.post_message(Told(f"There is no action for {target.name} yet. Enter starts one"))

    def on_key(self, event: events.Key) -> None:
        """Change status with s, kind with y and links with l."""
        index = self.rows.cursor
        if self.action_here and event.key in {"s", "y", "l"}:
            if event.key == "l":
                self.edit(index, FOR)
            elif event.key == "s":
                self.changes.next_status(index)
            else:
                self.changes.choose_kind(index)
        elif event.key == "up" and not self.rows.has_focus and not self.values and self.waiting:
            self.rows.select(len(self.waiting) - 1)
            self.rows.focus()
        else:
            super().on_key(event)
            return
        event.stop()
        event.prevent_default()
