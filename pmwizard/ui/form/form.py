"""The form of a section: its questions in groups, one group open at a time where they do not all fit."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from pmwizard.draft.draft import Draft
from pmwizard.draft.progress import is_answered
from pmwizard.model.paths import is_at_or_below
from pmwizard.questions import Group, Kind, Question
from pmwizard.questions.metadata import FIRST_IMPACT, IMPACT_OVER, TIME_ZONE
from pmwizard.ui.dialogs.choose import GO_ON, is_to_be_asked, which_meaning
from pmwizard.ui.fields.choice import ChoiceEditor
from pmwizard.ui.fields.field import Field
from pmwizard.ui.fields.line import LineEditor
from pmwizard.ui.fields.text import TextEditor
from pmwizard.ui.form.records import RecordList
from pmwizard.ui.messages import Accepted, Edited, HintChanged
from pmwizard.ui.text import cut, spread


class OpeningLine(Widget, can_focus=True):
    """A line that stands for questions: Enter and Space open them, and so does typing, which goes on in the first."""

    WHAT_ENTER_DOES: ClassVar[str] = ""
    """What the hint line says while this line has the focus."""

    class Opened(Message):
        """Posted when the questions are to be asked; ``character`` was typed on the line and goes into the first."""

        def __init__(self, line: OpeningLine, character: str = "") -> None:
            self.line = line
            self.character = character
            super().__init__()

    def on_key(self, event: events.Key) -> None:
        """Ask for the questions."""
        opens = event.key in {"enter", "space"}
        if opens or (event.character and event.is_printable):
            self.post_message(self.Opened(self, "" if opens else event.character or ""))
            event.stop()
            event.prevent_default()

    def on_focus(self) -> None:
        """Draw the mark and say what Enter does."""
        self.refresh()
        self.post_message(HintChanged(self.WHAT_ENTER_DOES))


class Header(OpeningLine):
    """The line of a group; Enter opens it."""

    WHAT_ENTER_DOES = "Enter opens these questions"

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title
        self.note = ""
        self.is_open = False

    def show(self, note: str, *, is_open: bool) -> None:
        """Show how much is answered, and whether the group is open."""
        self.note, self.is_open = note, is_open
        self.can_focus = not is_open
        self.refresh()

    def render(self) -> Content:
        """Draw the line."""
        mark = ">" if self.has_focus else " "
        sign = "-" if self.is_open else "+"
        line = Content(spread(f" {mark} {sign} {self.title}", self.note, self.size.width - 1))
        return line.stylize("bold", 5, 5 + len(self.title))


class More(OpeningLine):
    """The line behind which the questions wait that the layout does not print."""

    WHAT_ENTER_DOES = "Other layouts print these. Enter shows them"

    def __init__(self, waiting: Sequence[Question]) -> None:
        super().__init__()
        self.waiting = tuple(waiting)

    def render(self) -> Content:
        """Draw the line."""
        mark = ">" if self.has_focus else " "
        names = ", ".join(question.label.rstrip("?").lower() for question in self.waiting)
        text = f" {mark} + {len(self.waiting)} more optional: {names}"
        return Content(spread(cut(text, self.size.width - 10), "[ Show ]", self.size.width - 1))


FORM_WIDTH = 78
_SHOWN_BY_OTHERS = (FIRST_IMPACT.path, IMPACT_OVER.path, TIME_ZONE.path)
"""The answers that change what other fields show."""

REST_SECONDS = 0.05
"""How long a form that begins short waits for keys before its other questions are made."""

MOST_LINES = 8
"""The height to which a text field grows where there is room."""


def height_of(questions: Sequence[Question]) -> int:
    """Return how many lines the questions take when nothing is answered yet."""
    total, waiting = 0, False
    for question in questions:
        if question.short and question.kind is not Kind.CHOICE and waiting:
            waiting = False
            continue
        waiting = question.short
        match question.kind:
            case Kind.TEXT:
                total += 1 + question.lines
            case Kind.ROWS | Kind.ENTRIES:
                total += 1
            case Kind.CHOICE:
                total += 1 + len(ChoiceEditor(question, question.path).lines(FORM_WIDTH - 4))
            case _:
                total += 2
    return total


@dataclass(frozen=True)
class FormOptions:
    """What a form has to know about its questions.

    Attributes:
        waiting: The questions that are asked only on demand.
        columns: The columns asked of each list, by its path; all where a list is not named.
        spare: Lines there are beyond what the form needs; long texts share them.
        note: Returns what to say behind the label of the field at a path, such as a computed figure.
        news: Returns what has become of what was typed at a path, once it is entered; "" for what goes without saying.
    """

    waiting: tuple[Question, ...] = ()
    columns: Mapping[str, tuple[Question, ...]] = field(default_factory=dict)
    spare: int = 0
    note: Callable[[str], str] = lambda _path: ""
    news: Callable[[str], str] = lambda _path: ""


class GroupBox(Vertical):
    """The questions of one group, made when it is first opened; with a header it can be closed to its line.

    With ``begins_short``, only its first questions are made until `fill` makes the others.
    """

    def __init__(
        self,
        group: Group,
        draft: Draft,
        options: FormOptions,
        *,
        has_header: bool,
        is_open: bool,
        begins_short: bool = False,
    ) -> None:
        super().__init__()
        self.group = group
        self.draft = draft
        self._options = options
        self.header = Header(group.title) if has_header else None
        self._filled = is_open
        self._rows_left = self._rows() if is_open else iter(())
        self.inside = Vertical(*islice(self._rows_left, 1 if begins_short else None))
        self.inside.display = is_open

    def compose(self) -> ComposeResult:
        """Place the line above the questions."""
        if self.header:
            yield self.header
        yield self.inside

    @property
    def is_open(self) -> bool:
        """Whether the questions are shown."""
        return self.inside.display and self._filled

    async def fill(self) -> None:
        """Make the questions that the group began without."""
        await self.inside.mount_all(self._rows_left)

    async def open(self) -> None:
        """Show the questions."""
        if not self._filled:
            self._filled = True
            await self.inside.mount_all(self._rows())
        self.inside.display = True
        self.show_draft()

    def close(self) -> None:
        """Show only the line."""
        self.inside.display = False
        self.show_draft()

    def show_draft(self) -> None:
        """Show the report as it is now."""
        if self.header:
            answered = sum(is_answered(self.draft.report, question) for question in self.group.questions)
            self.header.show(f"{answered} of {len(self.group.questions)} answered", is_open=self.is_open)
        if self.is_open:
            for one in self.own_fields:
                one.show_answer(self.draft.raw(one.path), self._options.note(one.path))
            for records in self.inside.query(RecordList):
                records.show_draft()

    @property
    def own_fields(self) -> Iterable[Field]:
        """The fields of the form itself, not those of entry lines."""
        return self.inside.query(".-form").results(Field)

    def _rows(self) -> Iterator[Widget]:
        """Yield the questions' widgets, short ones in pairs."""
        pair: list[Field] = []
        for question in self.group.questions:
            if question.kind in {Kind.ROWS, Kind.ENTRIES}:
                widget: Widget = RecordList(question, self.draft, self._options.columns.get(question.path, ()))
            else:
                one = Field(question, question.path, self.draft.raw(question.path))
                one.add_class("-form", update=False)  # it is styled when it is mounted
                if question.kind is Kind.TEXT:
                    one.editor.styles.height = min(MOST_LINES, question.lines + self._options.spare)
                if question.short:
                    pair.append(one)
                    if len(pair) == 2:
                        yield Horizontal(*pair)
                        pair = []
                    continue
                widget = one
            if pair:
                yield Horizontal(*pair, Vertical())
                pair = []
            yield widget
        if pair:
            yield Horizontal(*pair, Vertical())


def go_on_typing(first: Widget, character: str) -> None:
    """Put the cursor in a field or a list, with what was typed before it could have the focus."""
    if isinstance(first, RecordList):
        first.open_entry()
        first = first.first_field.editor
    else:
        first.focus()
    if character and isinstance(first, LineEditor | TextEditor | ChoiceEditor):
        first.go_on_with(character)


class Form(VerticalScroll, can_focus=False):
    """The questions of a section, less what is not asked; groups fold where not all fit into ``room`` lines.

    With ``begins_short``, the first questions are shown, and what is typed is echoed, before the others are made.
    """

    def __init__(
        self, groups: Sequence[Group], draft: Draft, options: FormOptions, room: int, *, begins_short: bool = False
    ) -> None:
        super().__init__()
        self._is_filled = not begins_short
        self._news = options.news
        self._filling = asyncio.Lock()
        self.draft = draft
        needed = sum(height_of(group.questions) for group in groups) + (1 if options.waiting else 0)
        self.folds = len(groups) > 1 and needed > room
        texts = sum(question.kind is Kind.TEXT for group in groups for question in group.questions)
        if texts and not self.folds:
            options = replace(options, spare=max(0, (room - needed) // texts))
        self.boxes = [
            GroupBox(
                group,
                draft,
                options,
                has_header=self.folds,
                is_open=not self.folds or group is groups[0],
                begins_short=begins_short and group is groups[0],
            )
            for group in groups
        ]
        self.more = More(options.waiting) if options.waiting else None

    def compose(self) -> ComposeResult:
        """Place the groups and the line for more."""
        if self._is_filled:
            yield from self._parts
        else:
            yield self._parts[0]

    @property
    def _parts(self) -> list[Widget]:
        return [*self.boxes, self.more] if self.more else [*self.boxes]

    def on_mount(self) -> None:
        """Show the notes behind the labels and how much is answered."""
        self.show_draft()
        if not self._is_filled:
            self.call_after_refresh(self.set_timer, REST_SECONDS, self.fill)

    async def fill(self) -> bool:
        """Make the questions that the form began without; return whether they still have to be laid out."""
        was_filled = self._is_filled
        async with self._filling:
            if not self._is_filled:
                await self.boxes[0].fill()
                await self.mount_all(self._parts[1:])
                self._is_filled = True
                self.show_draft()
        return not was_filled

    def show_draft(self) -> None:
        """Show the report as it is now."""
        for box in self.boxes:
            box.show_draft()

    async def focus_path(self, path: str) -> bool:
        """Open the group that asks for ``path`` and put the cursor there; return whether it is asked here."""
        await self.fill()
        for box in self.boxes:
            for question in box.group.questions:
                if is_at_or_below(path, question.path):
                    await self.open_box(box)
                    self._focus_in(box, question, path)
                    return True
        return False

    def _focus_in(self, box: GroupBox, question: Question, path: str) -> None:
        for records in box.query(RecordList):
            if records.path == question.path:
                if not records.edit_at(path):
                    records.open_entry()
                return
        for one in box.own_fields:
            if one.path == path:
                one.editor.focus()

    def go_on_typing_at(self, path: str, character: str) -> None:
        """Go on at a question with what was typed before it was there."""
        asked: list[Field | RecordList] = [*self.query(".-form").results(Field), *self.query(RecordList)]
        found = next((one for one in asked if one.path == path), None)
        if found and character:
            go_on_typing(found.editor if isinstance(found, Field) else found, character)

    async def open_box(self, wanted: GroupBox) -> None:
        """Open one group and close the others, where they do not all fit."""
        await wanted.open()
        if self.folds:
            for box in self.boxes:
                if box is not wanted and box.is_open:
                    box.close()

    @on(OpeningLine.Opened)
    async def open_headed(self, event: OpeningLine.Opened) -> None:
        """Open the group of a line and go to its first question."""
        for box in self.boxes:
            if box.header is event.line:
                event.stop()
                await self.open_box(box)
                first = next((widget for widget in box.inside.query("*") if widget.focusable), None)
                if first:
                    go_on_typing(first, event.character)

    def on_descendant_focus(self) -> None:
        """Close the lists that the focus has left for another field, and show a time typed there with its day."""
        self.draft.end_stroke()
        for one in self.query(".-form").results(Field):
            if one.question.kind is Kind.TIME and not one.has_focus_within:
                one.editor.show(self.draft.raw(one.path))
        for records in self.query(RecordList):
            records.close_when_left()

    @on(Accepted)
    async def go_on(self, event: Accepted) -> None:
        """Go from an answered question to the next, once it is clear what its text means."""
        event.stop()
        if await self.fill():
            self.call_after_refresh(self.post_message, Accepted(event.path))
        elif is_to_be_asked(self.app, self.draft.ambiguity(event.path)):
            self._settle(event.path)
        else:
            await self._go_on_from(event.path)

    @work
    async def _settle(self, path: str) -> None:
        """Ask what a text means, and go on when that is settled, or left open by typing on."""
        while (ambiguity := self.draft.ambiguity(path)) and is_to_be_asked(self.app, ambiguity):
            text = await self.app.push_screen_wait(which_meaning(ambiguity, leaves_letters=True))
            if not text:
                return
            if text == GO_ON:
                break
            self.draft.edit(path, text, is_meant=ambiguity.is_doubt)
            self.show_draft()
        await self._go_on_from(path)

    async def _go_on_from(self, path: str) -> None:
        following = self._after(path)
        if news := self._news(path):
            self.post_message(HintChanged(news, is_repeated=following is not None))
        if isinstance(following, Header):
            await self.open_headed(Header.Opened(following))
        elif following is not None:
            following.focus()

    def _after(self, path: str) -> Widget | None:
        """Return what comes after the focused field; after its whole list where an empty entry line was accepted."""
        left = [records for records in self.query(RecordList) if records.path == path]
        chain = [widget for widget in self.query("*") if widget.focusable]
        places = [index for index, widget in enumerate(chain) if widget.has_focus]
        for widget in chain[places[0] + 1 :] if places else []:
            if all(node.display and node not in left for node in widget.ancestors_with_self):
                return widget
        return None

    @on(Edited)
    def note(self, event: Edited) -> None:
        """Take what was typed into the report."""
        event.stop()
        problem = self.draft.edit(event.path, event.raw)
        for one in self.query(".-form").results(Field):
            if one.path == event.path:
                one.answer = self.draft.raw(event.path)
        if event.path in _SHOWN_BY_OTHERS:
            # The day of the incident follows from its start, and all times from the zone.
            self.show_draft()
        echo = self.draft.echo(event.path, event.raw)
        self.post_message(HintChanged(problem if echo is None else echo))
