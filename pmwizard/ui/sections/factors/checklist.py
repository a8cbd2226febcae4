"""The checklist of contributing factors, with three fields that open under a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.widget import Widget

from pmwizard.draft.draft import Draft
from pmwizard.draft.edits.factors import NO_ACTION, ChecklistRow, FactorChanges, checklist, link_lines, still_to_say
from pmwizard.model.parts.causes import CATEGORIES, Factor
from pmwizard.questions import Question
from pmwizard.questions.answers import shown
from pmwizard.questions.causes import FACTOR_GROUP, FACTOR_ROWS, FACTORS
from pmwizard.ui import keys
from pmwizard.ui.dialogs.choose import Choose, Option
from pmwizard.ui.frame.lines import Line
from pmwizard.ui.messages import Accepted, Edited, HintChanged, SectionRequested
from pmwizard.ui.sections.factors.rows import HEIGHT, FactorFields, detail_lines, row_text
from pmwizard.ui.text import cut
from pmwizard.ui.widgets.list import List, ListLine

COLUMNS: tuple[Question, ...] = FACTORS.questions[0].columns[1:]
"""What is asked of a factor once its group is chosen."""


@dataclass(frozen=True)
class Opened:
    """The factor whose fields are open: one of a group, or a new one where it has no id."""

    category: str
    factor_id: str = ""

    @property
    def path(self) -> str:
        """Where text typed into the fields is kept."""
        return f"{FACTOR_ROWS.path}.{self.factor_id}" if self.factor_id else f"{FACTOR_ROWS.new_row}.{self.category}"


class FactorList(Widget):
    """All groups with their factors, one line each, and keys that mark groups and change factors."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.FACTORS_KEYS]

    class Changed(Message):
        """Posted when the factors, or what is open, changed."""

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self.draft = draft
        self.changes = FactorChanges(draft)
        self.list = List(lambda index, _width: self._lines[index])
        self.fields = FactorFields(COLUMNS)
        self.place_line = Line()
        self.rows: tuple[ChecklistRow, ...] = ()
        self.opened: Opened | None = None
        self._lines: list[ListLine] = []
        self._before: dict[str, str] = {}
        self._opened_on: tuple[Factor, ...] = ()

    def compose(self) -> ComposeResult:
        """Place the list, the line that says where one is, and the fields above them both."""
        yield self.list
        yield self.place_line
        yield self.fields

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's own signature
        """Take the keys of the list only while it has the cursor, and leave a factor only from its fields."""
        return bool(self.fields.focused_name) if action == keys.LEAVE_ROW.action else self.list.has_focus

    def on_mount(self) -> None:
        """Show the checklist."""
        self.fields.display = self.place_line.display = False
        self.watch(self.list, "scroll_y", self._place_fields)
        self.show_draft()

    # What is shown

    @property
    def row(self) -> ChecklistRow:
        """The group or factor under the cursor."""
        return self.rows[min(self.list.cursor, len(self.rows) - 1)]

    def row_of(self, opened: Opened) -> int:
        """Return the line under which the fields stand: the factor's own, or the last one of its group."""
        group = [index for index, row in enumerate(self.rows) if row.group.value == opened.category]
        own = [index for index in group if (factor := self.rows[index].factor) and factor.id == opened.factor_id]
        return (own or group[-1:] or [0])[0]

    def place(self) -> None:
        """Draw all lines: with a gap for open fields, else with what is said of the factor under the cursor."""
        opened, width, height = self.opened, (self.size.width or 80) - 4, self.size.height or 17
        self.rows = checklist(self.changes.part, opened.category if opened and not opened.factor_id else None)
        place = self.row_of(opened) if opened else -1
        self._lines = [
            ListLine(row_text(row, width, is_adding=index == place and not (opened and opened.factor_id)), row.key)
            for index, row in enumerate(self.rows)
        ]
        if opened:
            factor = self.changes.named(opened.factor_id)
            linked = link_lines(self.draft.report, factor) if factor else []
            gap = [*[""] * HEIGHT, *(cut(f"  {line}", width - 4) for line in linked)]
            self._lines[place + 1 : place + 1] = [ListLine(line, kind="more") for line in gap]
        self.list.show(len(self._lines))
        if opened:
            self.list.select(place)
        self._lines += [ListLine(line, kind="text") for line in self._about_row(width, height - len(self._lines))]
        self.list.show(len(self._lines))
        self.place_line.display = len(self._lines) > height
        self.place_line.show("", f"{self.list.cursor + 1} of {len(self.rows)}")
        self._place_fields()

    def _place_fields(self) -> None:
        self.fields.styles.margin = (max(0, self.list.cursor + 1 - self.list.scroll_offset.y), 0, 0, 0)

    def _about_row(self, width: int, height: int) -> list[str]:
        """Return what is said of the factor under the cursor, in the lines left below the list."""
        factor = self.row.factor
        if factor is None or self.opened or height < 2:
            return []
        labels = [column.label for column in COLUMNS]
        room = height - 1
        linked = [
            f"{line}. A starts one" if line == NO_ACTION else cut(line, width)
            for line in link_lines(self.draft.report, factor)
        ]
        lines = detail_lines(factor, labels, width, room) if room >= len(labels) else []
        lines += linked[max(0, len(linked) - room + len(lines)) :]
        return ["", *lines]

    def on_resize(self) -> None:
        """Keep what matters in sight."""
        self.place()

    @on(List.Moved)
    def show_row(self, event: List.Moved) -> None:
        """Show what is said of the factor that the cursor has come to."""
        event.stop()
        self.select(self.list.cursor)

    def select(self, index: int) -> None:
        """Put the cursor on a line."""
        self.list.select(index)
        self.place()
        self.post_message(HintChanged(""))

    def action_go(self, by: int) -> None:
        """Move the cursor."""
        self.list.action_move(by)

    def show_draft(self) -> None:
        """Show the report as it is now, with fields open for text that was typed and not taken over."""
        kept = self._kept()
        if kept and kept != self.opened:
            self._open(kept)
        elif self.opened and not kept and self.changes.part.factors != self._opened_on:
            self.close()
        if self.opened:
            self.fields.show(self._texts_of(self.opened))
        self.place()

    def _kept(self) -> Opened | None:
        """Return the factor about which text is kept."""
        factors = [Opened(factor.category or "", factor.id or "") for factor in self.changes.part.factors]
        by_path = {opened.path: opened for opened in (*map(Opened, CATEGORIES), *factors)}
        kept = [path.rpartition(".")[0] for path in self.draft.report.drafts]
        return next((by_path[path] for path in kept if path in by_path), None)

    # Opening and closing

    def open(self, opened: Opened, name: str = "") -> None:
        """Open the fields of a factor and put the cursor in one of them."""
        self._open(opened)
        self.fields.enter(name)
        self.post_message(self.Changed())

    def _open(self, opened: Opened) -> None:
        self.opened = opened
        self._opened_on = self.changes.part.factors
        self.fields.display = True
        self.fields.ask_about(opened.category)
        self.list.can_focus = False
        self.fields.show(self._stored(opened))
        self._before = self.fields.texts
        self.fields.show(self._texts_of(opened))
        self.place()

    def _stored(self, opened: Opened) -> dict[str, str]:
        factor = self.changes.named(opened.factor_id)
        context = self.draft.context()
        return {one.name: shown(one, getattr(factor, one.name, None), context) for one in COLUMNS}

    def _texts_of(self, opened: Opened) -> dict[str, str]:
        drafts = self.draft.report.drafts
        return {name: drafts.get(f"{opened.path}.{name}", text) for name, text in self._stored(opened).items()}

    def close(self, *, goes_on: bool = False) -> None:
        """Close the fields and put the cursor in the list, on the same line or the next."""
        had_focus = bool(self.fields.focused_name)
        self.opened = None
        self.fields.display = False
        self.list.can_focus = True
        group = self.row.group
        self.place()
        if goes_on:
            last = max(index for index, row in enumerate(self.rows) if row.group == group)
            self.list.select(min(last + 1, len(self.rows) - 1))
            self.place()
        if had_focus:
            self.list.focus()
        self.post_message(self.Changed())

    # The fields

    @on(Edited)
    def keep(self, event: Edited) -> None:
        """Keep what is typed until it is taken over."""
        event.stop()
        if self.opened:
            self.draft.keep_draft(f"{self.opened.path}.{event.path.rpartition('.')[2]}", event.raw)

    @on(Accepted)
    def go_on(self, event: Accepted) -> None:
        """Go to the next field; after the last one take the factor over."""
        event.stop()
        if not self.fields.step(1):
            self.take_over()

    def take_over(self) -> None:
        """Add the new factor or change the one that is open; three empty fields add nothing."""
        opened, texts = self.opened, self.fields.texts
        if opened is None:
            return
        factor = self.changes.named(opened.factor_id)
        if factor is None and not any(texts.values()):
            self.leave("Nothing added")
        elif not texts["factor"]:
            self._say("Enter what the condition was, in a few words. Esc leaves it as it was")
            self.fields.enter("factor")
        elif factor is None:
            category = next(known for known in CATEGORIES if known == opened.category)
            self._ask_for_rest(self.changes.add(category, texts))
            self.close(goes_on=True)
        else:
            changed = {name: text for name, text in texts.items() if text != self._before[name]}
            if changed:
                self._ask_for_rest(self.changes.change(factor, changed))
            else:
                self.draft.drop_drafts(opened.path)
            self.close()

    def _ask_for_rest(self, factor: Factor) -> None:
        """Say what a factor that was just noted does not say yet."""
        if words := still_to_say(factor):
            self._say(f"Noted. {words}")

    def _say(self, words: str) -> None:
        """Say something where the cursor is about to go."""
        self.post_message(HintChanged(words, is_repeated=True))

    def leave(self, words: str) -> None:
        """Close the fields and leave the factor as it was."""
        if self.opened:
            self.draft.drop_drafts(self.opened.path)
        self._say(words)
        self.close()

    def on_key(self, event: events.Key) -> None:
        """In the fields, arrows go from one to the next."""
        if self.fields.focused_name and event.key in {"up", "down"}:
            self.fields.step(-1 if event.key == "up" else 1)
            event.stop()
            event.prevent_default()

    def action_leave_row(self) -> None:
        """Leave the factor as it was."""
        self.leave("Left as it was. Ctrl+Z brings the text back")

    # The list

    @on(List.Acted)
    def action_open_row(self) -> None:
        """Open the factor of the line, or a first one for its group."""
        row = self.row
        factor = row.factor or next(iter(row.factors), None)
        self.open(Opened(row.group.value, (factor and factor.id) or ""))

    def action_add_another(self) -> None:
        """Open fields for one more factor of the group."""
        if self.row.category is None:
            self.post_message(HintChanged("t chooses the group of these factors first"))
        else:
            self.open(Opened(self.row.group.value))

    def action_rule_out(self) -> None:
        """Note that the group played no part, or take that back."""
        self._act(self.changes.switch_ruled_out(self.row))

    def action_start_action(self) -> None:
        """Begin an action for the factor of the line, in the section of actions."""
        words = self.changes.begin_action(self.row)
        self.post_message(HintChanged(words) if words else SectionRequested("actions"))

    def action_remove(self) -> None:
        """Delete the factor of the line; undo brings it back."""
        self._act(self.changes.remove(self.row))

    def action_move(self, by: int) -> None:
        """Move the factor of the line in the order of factors."""
        self._act(self.changes.move(self.row, by))

    def _act(self, words: str) -> None:
        self.place()
        self.post_message(self.Changed())
        self.post_message(HintChanged(words))

    @work
    async def action_choose_group(self) -> None:
        """Offer the groups for the factor of the line."""
        factor = self.row.factor
        if factor is None:
            self.post_message(HintChanged("Go to a factor first; t then chooses another group for it"))
            return
        options = [Option("", f"{one.label:<22} {one.meaning}", one.value) for one in FACTOR_GROUP.choices]
        group = await self.app.push_screen_wait(Choose("Group of this factor", options, factor.category or ""))
        category = next((known for known in CATEGORIES if known == group), None)
        if category and category != factor.category and self.changes.named(factor.id or ""):
            self.changes.put_in(factor, category)
            self.place()
            self.list.select(self.row_of(Opened(category, factor.id or "")))
            self._act("")
