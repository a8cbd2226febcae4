"""The list of actions with the line that adds them; below the actions stands what waits for one."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from textual import events, on, work
from textual.binding import BindingType

from pmwizard.draft.edits.links import Target, targets, without_action
from pmwizard.draft.session import Session
from pmwizard.draft.typed.purposes import Purpose, echo_of_purpose, read_purpose, unknown_words
from pmwizard.model.base import Row
from pmwizard.model.parts.actions import ActionItem, proposed_due
from pmwizard.model.paths import revised
from pmwizard.model.times.context import TimeContext
from pmwizard.questions import Question
from pmwizard.questions.actions import ACTION_KIND, ACTION_STATUS, ACTIONS
from pmwizard.questions.answers import joined_names
from pmwizard.ui import keys
from pmwizard.ui.dialogs.ask import Prompt
from pmwizard.ui.dialogs.choose import Choose, Option
from pmwizard.ui.fields.line import LineEditor
from pmwizard.ui.form.records import Misread, RecordList
from pmwizard.ui.messages import Chosen, Edited, HintChanged
from pmwizard.ui.sections.actions.table import HEADING, action_cells, action_in_brief, action_widths, how_far
from pmwizard.ui.text import cut, spread
from pmwizard.ui.widgets.columns import table_line
from pmwizard.ui.widgets.list import List, ListLine

FOR = "addresses"
"""The column that says what an action is for."""

_ALWAYS = ("action", "owner", "priority", "due", FOR)
_NAMES = (*_ALWAYS, "prevents", "tracker_issue")
_WIDTHS = {"owner": 22, "priority": 12, "due": 18, "status": 22, "kind": 26, "verified_on": 26}
_VERIFICATION = ("verified_on", "verified_how")
_NO_ACTION_YET = "no action yet"
_A_DATE = "This is a date. Shift+Tab goes back to Due; here stands what the action is for"


class ActionList(RecordList):
    """Actions in the reporter's order and what waits for one, with the line that adds them."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.ACTIONS_KEYS]

    first_alone: ClassVar[bool] = True

    def __init__(self, session: Session) -> None:
        question, _why_none = ACTIONS.questions
        by_name = {column.name: column for column in question.columns}
        asked = [by_name[name] for name in _NAMES if name in _ALWAYS or by_name[name].path in session.layout.asked]
        self.known: dict[str, Target] = {}
        self.waiting: tuple[Target, ...] = ()
        self.problems: dict[str, str] = {}
        self._widths: tuple[int, list[int]] = (0, [])
        self._proposed_due = ""
        super().__init__(question, session.draft, asked, standalone=True)
        for name, width in _WIDTHS.items():
            self.entry.fields[name].styles.width = width
        for name in ("action", FOR):
            editor = self.entry.fields[name].editor
            if isinstance(editor, LineEditor):
                editor.suggests = True

    @property
    def line_count(self) -> int:
        """How many lines the actions take, and what waits for one."""
        return len(self.values) + len(self.waiting)

    def show_draft(self) -> None:
        """Show the report as it is now."""
        self.known = targets(self.draft.report)
        self.waiting = without_action(self.draft.report)
        self._widths = (0, [])
        super().show_draft()

    def show_problems(self, problems: dict[str, str]) -> None:
        """Mark the actions about which something is wrong."""
        if problems != self.problems:
            self.problems = problems
            self.rows.refresh()

    def heading(self, width: int) -> str:
        """Return the names of the columns."""
        hidden = 0 < self.rows.size.height < self.line_count
        place = f"   {self.rows.cursor + 1} of {self.line_count}" if hidden else ""
        return table_line((f"{HEADING[0]}{place}", *HEADING[1:]), self._widths_for(width))

    def line(self, index: int, width: int) -> ListLine:
        """Return the line of one action, or of what waits for one."""
        if index < len(self.values):
            return super().line(index, width)
        target = self.waiting[index - len(self.values)]
        words = f"  + For {target.name} {target.words}"
        return ListLine(spread(words, _NO_ACTION_YET, width), f"waiting {target.id}")

    def row_text(self, position: int, width: int) -> str:
        """Return the line of one action."""
        return table_line(self._cells(position), self._widths_for(width))

    def _cells(self, position: int) -> tuple[str, ...]:
        action: ActionItem = self.values[position]
        number = f"{'!' if action.id in self.problems else ''}{position + 1}"
        links = [self.known[row_id].name if row_id in self.known else f"{row_id}?" for row_id in action.addresses]
        return action_cells(number, action, links, self.today)

    def _widths_for(self, width: int) -> list[int]:
        if self._widths[0] != width:
            self._widths = (width, action_widths([self._cells(place) for place in range(len(self.values))], width))
        return self._widths[1]

    @property
    def today(self) -> date:
        """The day it is in the report's zone."""
        return self.draft.context().today

    @property
    def waiting_here(self) -> Target | None:
        """What waits for an action on the row under the cursor."""
        place = self.position - len(self.values)
        return self.waiting[place] if self.rows.has_focus and 0 <= place < len(self.waiting) else None

    @property
    def action_here(self) -> ActionItem | None:
        """The action on the row under the cursor."""
        is_there = self.rows.has_focus and self.position < len(self.values)
        return self.values[self.position] if is_there else None

    def hint(self) -> str:
        """Return what is to say about the row under the cursor; "" where it says everything itself."""
        if self.waiting_here:
            return f"Enter starts an action for {self.waiting_here.name} {self.waiting_here.words}"
        action = self.action_here
        return action_in_brief(action, self.known, self.problems.get(action.id or "", "")) if action else ""

    def adds_at(self, name: str) -> bool:
        """Enter adds the action from its links on; Tab leads to what stands behind them."""
        names = [column.name for column in self.columns]
        return name in names[names.index(FOR) :]

    # What is typed

    @on(Chosen)
    def go_on_to_due(self, event: Chosen) -> None:
        """Go from the priority of a new action to its due date, which is proposed from it."""
        event.stop()
        if event.path == self.column("priority").path and self.editing is None:
            self.entry.fields["due"].editor.focus()

    def edit(self, position: int, name: str = "") -> None:
        """Load an action into the entry line; how it was verified is asked of one that is done."""
        super().edit(position, name)
        self._ask_verification()

    def _ask_verification(self) -> None:
        """Ask for the day and the way of the verification where the action is done, or where they are answered."""
        is_done = self.entry.fields["status"].editor.text == "done"
        for name in _VERIFICATION:
            field = self.entry.fields[name]
            field.display = is_done or bool(field.editor.text)

    @on(Edited)
    def ask_when_done(self, event: Edited) -> None:
        """Ask how an action was verified once it is done."""
        if event.path == ACTION_STATUS.path:
            self._ask_verification()

    @on(Edited)
    def propose_due(self, event: Edited) -> None:
        """Propose a due date when the priority is chosen and no other date was typed."""
        due = self.entry.fields["due"].editor
        if event.path == self.column("priority").path and due.text in {"", self._proposed_due}:
            begin = self.draft.report.metadata.postmortem_date or self.draft.incident_day
            priority = next((known for known in ("P0", "P1", "P2") if known == event.raw), None)
            self._proposed_due = proposed_due(priority, begin, self.today).isoformat() if priority else ""
            due.show(self._proposed_due)
            self.draft.keep_draft(self.cell_path(self.entry_path, "due"), self._proposed_due)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Select a proposed date, so that typing replaces it; say again what an action is for."""
        due, links = self.entry.fields["due"].editor, self.entry.fields[FOR].editor
        if event.widget is due and isinstance(due, LineEditor) and due.text and due.text == self._proposed_due:
            due.select_all()
            self.post_message(HintChanged(f"{self.echo('due', due.text)}. Enter keeps it, another date replaces it"))
        elif event.widget is links and links.text:
            self.post_message(HintChanged(self.echo(FOR, links.text)))

    def echo(self, name: str, raw: str) -> str:
        """Say which day a typed date is, and how far away; and the words of what an action is for."""
        if name == FOR:
            purpose = read_purpose(raw, self.known, self._kept_ids)
            problem = self._wrong_in(purpose, "")
            # The first letters of a word may be those of a day of the week.
            said = problem if problem != _A_DATE or any(map(str.isdigit, raw)) else ""
            return said or echo_of_purpose(purpose, self.known)
        said = super().echo(name, raw)
        due = self.understood(name, raw) if name == "due" else None
        return f"{said}, {how_far((due - self.today).days)}" if due else said

    @property
    def _kept_ids(self) -> tuple[str, ...]:
        """The ids that the action being edited refers to, whatever became of their rows."""
        return self.values[self.editing_position].addresses if self.editing is not None else ()

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
            return _A_DATE
        if purpose.prevents and prevents and purpose.prevents != prevents:
            return "Enter factors and whys only. What it prevents stands in its own field"
        return ""

    def begin_new(self, position: int = -1, news: str = "") -> None:
        """Empty the entry line for a new action."""
        self._proposed_due = ""
        super().begin_new(position, news)

    # What is offered

    @on(LineEditor.SuggestionsRequested)
    def offer(self, event: LineEditor.SuggestionsRequested) -> None:
        """Offer what waits for an action, or all that an action can be for."""
        if event.path == self.column("action").path:
            event.stop()
            self._offer_waiting()
        elif event.path == self.column(FOR).path:
            event.stop()
            self._offer_targets(event.editor)

    def start_for(self, target: Target) -> None:
        """Begin an action for a factor or a why."""
        if self.editing is not None:
            self.begin_new()
        links = self.entry.fields[FOR].editor
        known = read_purpose(links.text, self.known)
        if target.id not in known.ids and isinstance(links, LineEditor):
            text = ", ".join(filter(None, (target.name, links.text.strip())))
            links.show(text)
            self.draft.keep_draft(self.cell_path(self.entry_path, FOR), text)
        self.first_field.editor.focus()
        self.post_message(HintChanged(f"For {target.name} {target.words}", is_repeated=True))

    @work
    async def _offer_waiting(self) -> None:
        """Offer what waits for an action; what is taken is what the action in the entry line is for."""
        if not self.waiting:
            self.post_message(HintChanged("No factor waits for an action" if self.known else "There is no factor yet"))
            return
        options = [_option(one) for one in self.waiting]
        row_id = await self.app.push_screen_wait(Choose("Without an action", options))
        if target := self.known.get(row_id or ""):
            self.start_for(target)

    @work
    async def _offer_targets(self, editor: LineEditor) -> None:
        """Offer what an action can be for, first what waits for one; what is taken stands behind what was typed."""
        waiting = {one.id for one in self.waiting}
        typed = read_purpose(editor.text, self.known).ids
        rest = [one for one in self.known.values() if one.id not in {*waiting, *typed}]
        options = [_option(one, _NO_ACTION_YET) for one in self.waiting if one.id not in typed] + [*map(_option, rest)]
        if not options:
            none_yet = "There is no factor or why yet. Enter what it prevents"
            self.post_message(HintChanged("All of them stand here already" if typed else none_yet))
            return
        row_id = await self.app.push_screen_wait(Choose("What the action is for", options))
        if target := self.known.get(row_id or ""):
            name, before = target.name, editor.text.strip().rstrip(",;").strip()
            in_order = (name, before) if read_purpose(before, self.known).prevents else (before, name)
            editor.take(", ".join(filter(None, in_order)))

    # Rows

    @on(List.Acted)
    def act_on_waiting(self, event: List.Acted) -> None:
        """Start an action on a row that waits for one; other keys have nothing to work on there."""
        target = self.waiting_here
        if target is None or event.action == "add":
            return
        event.prevent_default()
        event.stop()
        if event.action == "edit":
            self.start_for(target)
        else:
            self.post_message(HintChanged(f"There is no action for {target.name} yet. Enter starts one"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Take the keys of an action only where the cursor is on one."""
        if action in {key.action for key in keys.ACTIONS_KEYS}:
            return self.action_here is not None
        return super().check_action(action, parameters)

    # Answers changed on a row

    def action_edit_purpose(self) -> None:
        """Edit what the action is for."""
        self.edit(self.position, FOR)

    def action_go_to_list(self) -> None:
        """Go to the last action, or else to the last row that waits for one."""
        self.rows.select((len(self.values) or len(self.waiting)) - 1)
        self.rows.focus()

    def action_next_status(self) -> None:
        """Give the action the next status; the reason is asked when it will not be done."""
        position = self.position
        action: ActionItem = self.values[position]
        values = [choice.value for choice in ACTION_STATUS.choices]
        status = values[(values.index(action.status) + 1) % len(values)] if action.status else values[0]
        self._put(self.row_key(position), "status", status, f"{ACTION_STATUS.label_of(status)}: {_called(action)}")
        if status == "wont_do":
            self._ask_reason(action, self.row_key(position))
        elif status == "done":
            self.post_message(HintChanged("Done. Enter opens it, to say how that was verified"))

    @work
    async def _ask_reason(self, action: ActionItem, key: str) -> None:
        title, question = f"Won't do: {cut(action.action or '', 56)}", self.column("reason")
        texts = await self.app.push_screen_wait(Prompt(title, [question], [action.reason or ""]))
        if texts:
            self._put(key, "reason", texts[0], f"gave the reason against {_called(action)}")

    @work
    async def action_choose_kind(self) -> None:
        """Offer the kinds for the action."""
        action: ActionItem = self.values[self.position]
        key = self.row_key(self.position)
        options = [
            Option(str(number), f"{kind.label:<16} {kind.meaning}", kind.value)
            for number, kind in enumerate(ACTION_KIND.choices, 1)
        ]
        chosen = await self.app.push_screen_wait(Choose("What the action does", options, action.kind or ""))
        if chosen:
            self._put(key, "kind", chosen, f"set the kind of {_called(action)}")
            self.post_message(HintChanged(f"Kind: {ACTION_KIND.label_of(chosen)}"))

    def _put(self, key: str, name: str, value: Any, words: str) -> None:
        """Answer a question of a row, unless another program has removed the row while a dialog was open."""
        if self.position_of(key) is None:
            return
        self.draft.put(f"{self.path}.{key}.{name}", value, words)
        self.show_draft()
        self.post_message(HintChanged(""))


def _called(action: ActionItem) -> str:
    return cut(action.action or "an action", 30)


def _option(target: Target, note: str = "") -> Option:
    return Option("", f"{target.name:<5} {target.words}", target.id, note)
