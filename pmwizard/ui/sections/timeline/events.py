"""The events of a timeline, and the line that adds them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType

from pmwizard.draft.edits.outcome import outcome_of_choice, outcome_of_event
from pmwizard.draft.edits.timeline import EventIndex, place_in_time, time_in_list, with_moment
from pmwizard.draft.session import Session
from pmwizard.draft.typed.doubts import doubt_about_event, doubt_about_length, is_over_at
from pmwizard.draft.typed.times import (
    Ambiguity,
    ambiguity_of_time,
    echo_when,
    local_day,
    read_event,
    refusal,
    shown_when,
    timed,
    when_in_words,
)
from pmwizard.model import Report
from pmwizard.model.base import Row
from pmwizard.model.moments import moment_of_new
from pmwizard.model.parts.timeline import Event
from pmwizard.model.paths import is_at_or_below, revised
from pmwizard.model.times.context import TimeContext, Unresolved, When
from pmwizard.model.times.names import date_with_weekday
from pmwizard.model.times.reading import Split, begins_with_a_clock, read_when, time_and_words
from pmwizard.questions import Question
from pmwizard.questions.timeline import EVENT_NOTES, TIMELINE
from pmwizard.terminal.app import types_ahead
from pmwizard.text import counted, one_line
from pmwizard.ui import keys
from pmwizard.ui.dialogs.choose import GO_ON, ChooseMeaning, which_meaning
from pmwizard.ui.form.records import Misread, RecordList
from pmwizard.ui.messages import Accepted, HintChanged
from pmwizard.ui.pasting.offer import takes_typed_block
from pmwizard.ui.sections.timeline.choice import NO_MOMENT, choose_moment
from pmwizard.ui.sections.timeline.figures import COLUMN_LINES, Figures, label_of_time
from pmwizard.ui.text import cut
from pmwizard.ui.widgets.columns import column_widths, table_line
from pmwizard.ui.widgets.list import List, ListLine

_TIME_WIDTH, _SECONDS_WIDTH, _MOMENT_WIDTH, _WHO_WIDTH = 6, 3, 12, 14
_TIME_FIELD, _WIDE_TIME_FIELD, _WHO_FIELD, _NARROW_WHO_FIELD = 18, 24, 26, 14
_USUAL_WIDTH = 76
_AROUND_TIME = 7
"""Cells of the field that the time in it does not get."""

TYPED = ("at", "event", "who", "notes", "source")
"""The columns that are typed; keys choose the moment and leave events out, and the rest is part of a typed time."""

_LEFT_OUT = "x"
"""Stands before an event that is not printed."""

_EDITED = "*"
"""Stands before the event that is being edited, or about which more is typed than it holds."""

_AS_TYPED = "as typed"
_ADDS = ". Enter adds it"


class EventList(RecordList):
    """Events in time order below their days, with the line that adds them."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.TIMELINE_KEYS]

    passes_blocks: ClassVar[bool] = True

    def __init__(self, session: Session) -> None:
        (question,) = TIMELINE.questions
        by_name = {column.name: column for column in question.columns}
        typed = [by_name[name] for name in TYPED]
        asked = [by_name[name] for name in ("at", "event", "who")]
        if EVENT_NOTES.path in session.layout.asked:
            asked.append(by_name["notes"])
        super().__init__(replace(question, columns=tuple(typed)), session.draft, asked, standalone=True)
        self.session = session
        self._offered: frozenset[str] = frozenset()
        self._above: str | None = None
        self._stays = False
        self._index: EventIndex | None = None
        self._head: object = None
        self.figures = Figures(session)

    def compose(self) -> ComposeResult:
        """Place the figures between the rows and the entry line."""
        yield self.rows
        yield self.figures
        yield self.entry

    @property
    def timeline_index(self) -> EventIndex:
        """The days and ids of the timeline as it is now."""
        report = self.draft.report
        if self._index is None or self._index.events is not report.timeline or self._head is not report.metadata:
            self._index = EventIndex(report.timeline, report.zone, self.draft.day_shown)
            self._head = report.metadata
        return self._index

    # Where events stand

    @property
    def line_count(self) -> int:
        """How many lines the events and the names of their days take."""
        return self.timeline_index.line_count if self.values else 0

    def position_at(self, line: int) -> int:
        """Return the position of the event on a line."""
        return self.timeline_index.position_at(line)

    def line_at(self, position: int) -> int:
        """Return the line of an event, below the name of its day."""
        return self.timeline_index.line_of(position)

    def position_of(self, key: str | None) -> int | None:
        """Return the position of the event with an id."""
        return self.timeline_index.positions.get(key)

    # What is shown

    def show_draft(self) -> None:
        """Show the report as it is now."""
        if self.editing is not None and self.position_of(self.editing) is None:
            self._go_on_as_new()
        super().show_draft()
        self._name_zone()
        self.show_figures()

    def show_figures(self) -> None:
        """Show the figures, with as much of the picture of the incident as the events leave room for."""
        taken = 1 + self.entry.size.height + COLUMN_LINES + self.timeline_index.line_count
        self.figures.show(self.size.height - taken)

    def on_resize(self) -> None:
        """Show as much as there is room for now."""
        self.show_figures()

    def _go_on_as_new(self) -> None:
        """Keep what is typed about an event that somebody else removed, for an event of its own."""
        texts = self.texts
        self.editing = None
        self._before_edit = {}
        self.put_texts(texts)
        self.post_message(HintChanged("This event was removed elsewhere. Enter adds it again"))

    def _name_zone(self) -> None:
        """Say at the field in which zone times are typed: by its whole name, or by its place where that is too long.

        Where a new event belongs to the day of another one than the last, the field says that day.
        """
        field = self.entry.fields["at"]
        name = self.draft.report.metadata.zone or "UTC"
        width = _WIDE_TIME_FIELD if name != "UTC" and self.size.width >= _USUAL_WIDTH else _TIME_FIELD
        # A row's own time is seen whole, its clock before all.
        width = max(width, min(len(self._before_edit.get("at", "")) + _AROUND_TIME, self.size.width // 2))
        is_tight = width + _WHO_FIELD > (self.size.width or _USUAL_WIDTH) * 3 // 4
        self.entry.fields["who"].styles.width = _NARROW_WHO_FIELD if is_tight else _WHO_FIELD
        field.styles.width = width
        label = label_of_time(name, self.day_here if self.editing is None else None, width - 4)
        if label != field.label:
            field.label = label
            field.refresh()

    def heading(self, width: int) -> str:
        """Return the names of the columns."""
        return self._table_line(" ", ("Time", "Moment", "What happened", "Who"), width)

    def line(self, index: int, width: int) -> ListLine:
        """Return the line of an event, or the day of those below it: ``Sat 22 Nov 2025``."""
        day_or_position = self.timeline_index.on_line(index)
        if isinstance(day_or_position, date):
            return ListLine(f"  {date_with_weekday(day_or_position)}", kind="heading")
        is_dim = bool(self.values[day_or_position].omit)
        return ListLine(self.row_text(day_or_position, width), self.row_key(day_or_position), is_dim=is_dim)

    def row_text(self, position: int, width: int) -> str:
        """Return time, moment, words and who of one event, after a mark: edited, left out, or with an open question."""
        event: Event = self.values[position]
        path = f"timeline.{event.id}"
        is_flagged = any(is_at_or_below(one.path or "", path) and not one.done for one in self.draft.report.follow_ups)
        cells = (time_in_list(event, self.timeline_index.zone), event.moment or "", event.event or "", event.who or "")
        is_edited = event.id == self.editing or self.has_typing(event.id or "")
        sign = _EDITED if is_edited else _LEFT_OUT if event.omit else "f" if is_flagged else " "
        return self._table_line(sign, cells, width)

    def _table_line(self, flag: str, cells: Sequence[str], width: int) -> str:
        index = self.timeline_index
        time_width = 2 + max(_TIME_WIDTH + (_SECONDS_WIDTH if index.has_seconds else 0), index.end_width)
        wanted = (time_width, _MOMENT_WIDTH, None, _WHO_WIDTH if index.has_who else 0)
        return table_line((f"{flag} {cells[0]}", *cells[1:]), column_widths(wanted, width, least=8))

    def row_in_words(self, position: int, width: int) -> str:
        """Return an event for messages, without the mark before it."""
        words = super().row_in_words(position, width + 2)
        return cut(re.sub(rf"^[{_EDITED}{_LEFT_OUT}f] ", "", words), width)

    def words(self, verb: str, row: Row | str) -> str:
        """Return what a change is called in messages."""
        if not isinstance(row, Event):
            return verb
        return f"{verb} {cut(self.timeline_index.time_of(row), 20)} {cut(row.event or '', 30)}"

    def move(self, position: int, by: int) -> None:
        """Move an event among those of the same time; the order of times is fixed."""
        rows = self.values
        if 0 <= position + by < len(rows) and place_in_time(rows[position]) == place_in_time(rows[position + by]):
            super().move(position, by)
        else:
            self.post_message(HintChanged("Events stand in time order. Enter edits the time"))

    def mark(self, position: int) -> None:
        """Leave an event out of documents, or bring it back; nothing moves, so that Down goes on with the next."""
        event: Event = self.values[position]
        words = self.words("brought back" if event.omit else "left out", event)
        self.draft.put(f"{self.path}.{event.id}.omit", None if event.omit else True, words)
        self.show_draft()
        left = sum(bool(one.omit) for one in self.values)
        said = "Printed again" if event.omit else "In the record, not in the document. Space brings it back"
        self.post_message(HintChanged(f"{said}. {counted(left, 'event')} left out" if left else said))

    # Moments

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Choose moments only on a row."""
        if action == keys.SET_MOMENT.action:
            return self.rows.has_focus and bool(self.values)
        return super().check_action(action, parameters)

    @work
    async def action_choose_moment(self) -> None:
        """Offer the moments for the event under the cursor, and say what became of the choice."""
        event: Event = self.values[self.position]
        if event.at is None:
            self.post_message(HintChanged("A moment needs a time of the day. Enter edits the event"))
            return
        chosen = await choose_moment(self.app, self.draft.report, event)
        before = self.draft.report
        if chosen is None or self.position_of(event.id) is None:
            return
        moment = None if chosen == NO_MOMENT else chosen
        words = f"{moment or 'no moment'} at {self.timeline_index.time_of(event)}"
        self.draft.replace(with_moment(before, event.id, moment), words, f"timeline.{event.id}")
        self.show_draft()
        news = outcome_of_choice(before, self.draft.report, event.id, self.session.layout.metrics)
        self.post_message(HintChanged(news))

    # Typed times

    def adds_at(self, name: str) -> bool:
        """Tell that Enter adds the event from every field but its time."""
        return name != "at"

    @on(List.Moved)
    def noteplace_in_time(self) -> None:
        """Have a new event typed below the one under the cursor: on its day, unless that is the last one's too."""
        index, last = self.timeline_index, len(self.values) - 1
        self._above = self.row_key(self.position) if self.position < last else None
        self._stays = self._above is not None and index.day_at(self.position) != index.day_at(last)
        self._name_zone()

    @property
    def place_of_new(self) -> int:
        """The position of the event that a new one is typed below."""
        place = None if self._above is None else self.position_of(self._above)
        return super().place_of_new if place is None else place

    @property
    def day_here(self) -> date | None:
        """The day of the event that is edited, or that a new one belongs to; ``None`` where the nearest is meant."""
        if self.editing is not None:
            return local_day(self.values[self.editing_position], self.draft.report.zone) or self.draft.incident_day
        is_known = self._stays and self.position_of(self._above) is not None
        return self.timeline_index.day_at(self.place_of_new) if is_known else None

    def reading_context(self) -> TimeContext:
        """Return what a typed time is read against: the event above."""
        rows = self.values
        above = self.editing_position - 1 if self.editing is not None else min(self.place_of_new, len(rows) - 1)
        return self.draft.context(next((rows[place].at for place in range(above, -1, -1) if rows[place].at), None))

    def read(self, raw: str, *, is_meant: bool = False) -> When | Unresolved:
        """Return what a typed time stands for.

        What would put a moment before one that it follows, or the event far from all others, has to be meant so.
        """
        context = self.reading_context()
        first = next((event.at for event in self.values if event.at), None)
        is_over = is_over_at(self.draft.report, context.previous)
        reading = read_event(raw, context, self.day_here, first, is_over=is_over)
        if is_meant or raw in self._offered or isinstance(reading, Unresolved):
            return reading
        doubt = self._doubt(raw, reading)
        return doubt.as_unread("Enter its day too") if doubt else reading

    def _doubt(self, raw: str, reading: When) -> Ambiguity | None:
        before: Event = self.values[self.editing_position] if self.editing is not None else Event()
        event = timed(before, reading)
        context, doubt = self.reading_context(), None
        if place_in_time(before) != place_in_time(event):
            doubt = doubt_about_event(self.draft.report, event, raw, context)
        return doubt or (doubt_about_length(event, raw, context) if before.until != event.until else None)

    def echo(self, name: str, raw: str) -> str:
        """Say how a typed time is understood."""
        if name != "at":
            return ""
        since = "the last event" if self.editing is None and self._above is None else "the event above"
        reading, context = self.read(raw), self.reading_context()
        return refusal(raw, reading, context) or echo_when(reading, context, since=since)

    def ambiguity(self, name: str, raw: str) -> Ambiguity | None:
        """Return what a typed time could mean; each meaning is taken without another question once it was offered."""
        if name != "at":
            return None
        reading = self.read(raw, is_meant=True)
        if isinstance(reading, When):
            found = None if raw in self._offered else self._doubt(raw, reading)
        else:
            found = ambiguity_of_time(raw, self.reading_context(), lambda text, _: self.read(text, is_meant=True))
        if found and found.is_doubt:
            self._offered = frozenset(found.meanings)
        return found

    def row_from(self, texts: dict[str, str]) -> Row | str | Misread:
        """Return the event that the texts stand for."""
        before: Event = self.values[self.editing_position] if self.editing is not None else Event()
        event = before
        if self.editing is None or texts["at"] != self._before_edit.get("at"):
            reading = self.read(texts["at"])
            if isinstance(reading, Unresolved):
                return Misread("at", reading.message)
            event = timed(before, reading)
        if not texts["event"]:
            return Misread("event", "Enter what happened then")
        typed: dict[str, Any] = {
            name: (texts[name] if self.column(name).keeps_lines else one_line(texts[name])) or None
            for name in ("event", "who", "notes", "source")
            if self.editing is None or texts[name] != self._before_edit.get(name, "")
        }
        event = revised(event, **typed)
        return event if self.editing is not None else revised(event, moment=moment_of_new(event, self.values))

    def accept(self, texts: dict[str, str]) -> None:
        """Add the event in the entry line or keep what was edited, say what became of it, and go on."""
        before, key = self.draft.report, self.editing
        if self.takes(texts):
            self._go_on_after(before, key)

    def _go_on_after(self, before: Report, key: str | None) -> None:
        """Go on with the next event below a new one, with the end after an edit."""
        known = {event.id for event in before.timeline}
        done = key or next((event.id for event in self.values if event.id not in known), None)
        above = next((event for event in before.timeline if event.id == self._above), None)
        near = local_day(above or next(iter(before.timeline[-1:]), None), before.zone)
        news = outcome_of_event(before, self.draft.report, done, near, self.session.layout.metrics)
        stays, place = self._stays, self.position_of(done)
        if key is not None or place is None:
            self.begin_new(news=news)
            return
        self.begin_new(place, news)
        self._above, self._stays = (done, stays) if place < len(self.values) - 1 else (None, False)
        self._name_zone()

    def begin_new(self, position: int = -1, news: str = "") -> None:
        """Begin a new event at the end, or below the one at a position; what was offered for another one is over."""
        self._above, self._stays, self._offered = None, False, frozenset()
        super().begin_new(position, news)

    def edit(self, position: int, name: str = "") -> None:
        """Edit an event; what was offered for another one is over."""
        self._offered = frozenset()
        super().edit(position, name)

    def go_to_entry(self) -> None:
        """Put the cursor in the entry line; a new event is typed below the one under the cursor."""
        if self.editing is None:
            self.begin_new(self.position)
            self.noteplace_in_time()
        else:
            self.first_field.editor.focus()

    def cell_text(self, column: Question, value: Any, context: TimeContext) -> str:
        """Return what the field of a column shows; a time says its end, and when it is a guess."""
        if column.name == "at":
            return shown_when(value, context.zone, self.draft.day_shown)
        return super().cell_text(column, value, context)

    # What a line could mean

    @on(Accepted)
    def ask_first(self, event: Accepted) -> None:
        """Take a line apart that holds a time and words, and ask where it could be meant in several ways."""
        name, texts = self.name_of(event.path), self.texts
        asks = {"at": self._asks_in_time, "event": self._asks_in_words}.get(name)
        if self._takes_typed_block(name, texts) or (asks and asks(texts)):
            event.stop()
            event.prevent_default()

    def _takes_typed_block(self, name: str, texts: dict[str, str]) -> bool:
        """Take the lines of a paste that the terminal typed as keys; the field had its first one."""
        if self.editing is not None or not takes_typed_block(self, self.draft, texts[name], self.show_draft):
            return False
        self.draft.keep_draft(self.cell_path(self.entry_path, name), "")
        self.entry.fields[name].show("")
        return True

    def _asks_in_time(self, texts: dict[str, str]) -> bool:
        raw = texts["at"]
        if not raw or (self.editing is not None and raw == self._before_edit.get("at")):
            return False
        reading = self.read(raw)
        if isinstance(reading, When):
            return False
        if reading.choices:
            return self._asks_for_time(self.ambiguity("at", raw))
        if refused := refusal(raw, reading, self.reading_context()):
            self.post_message(HintChanged(refused))
            return not types_ahead(self.app)
        splits = time_and_words(raw, self.reading_context())
        if not splits.ways or texts["event"]:
            return False
        if splits.is_sure:
            self._take_split(splits.ways[0])
            return True
        return self._asks_for_split(raw, splits.ways, adds=False)

    def _asks_in_words(self, texts: dict[str, str]) -> bool:
        raw = texts["event"]
        if texts["at"] or self.editing is not None:
            return False
        splits = time_and_words(raw, self.reading_context())
        if not splits.ways or not begins_with_a_clock(splits.ways[0]):
            return False
        return self._asks_for_split(raw, splits.ways, adds=True)

    def _asks_for_split(self, raw: str, ways: Sequence[Split], *, adds: bool) -> bool:
        if types_ahead(self.app):
            return False
        self._settle_split(raw, ways, adds=adds)
        return True

    @work
    async def _settle_split(self, raw: str, ways: Sequence[Split], *, adds: bool) -> None:
        """Ask for the time in a line; add the event with it, or show it before Enter does that."""
        context = self.reading_context()
        times = [(way, read_when(way.time, context)) for way in ways]
        told = [way.time if isinstance(at, Unresolved) else when_in_words(at, context.zone) for way, at in times]
        meanings = [(str(number), f"{told[number]}: {way.words}") for number, way in enumerate(ways)]
        if context.previous is not None:
            meanings.append((_AS_TYPED, f"The time of the event above: {raw}"))
        value = await self.app.push_screen_wait(ChooseMeaning("Is the time in the line?", meanings))
        if not value:
            return
        split = None if value == _AS_TYPED else ways[int(value)]
        if adds:
            if split:
                self.put_texts({"at": split.time, "event": split.words})
            self.accept(self.texts)
        elif split:
            self._take_split(split)
        else:
            self.put_texts({"at": "", "event": raw})
            self._go_to_words()

    def _asks_for_time(self, ambiguity: Ambiguity | None) -> bool:
        if ambiguity is None or types_ahead(self.app):
            return False
        self._settle_time(ambiguity)
        return True

    @work
    async def _settle_time(self, ambiguity: Ambiguity) -> None:
        """Ask what a time means, and go on to the words when that is settled, or left open by typing on."""
        text = await self.app.push_screen_wait(which_meaning(ambiguity, leaves_letters=True))
        if text and text != GO_ON:
            self.put_texts({"at": text})
        if text:
            self._go_to_words()

    def _take_split(self, split: Split) -> None:
        """Put time and words into their fields, to be seen before Enter adds the event."""
        self.put_texts({"at": split.time, "event": split.words})
        if not self._asks_for_time(self.ambiguity("at", split.time)):
            self._go_to_words()

    def _go_to_words(self) -> None:
        if self.texts["event"]:
            echo = cut(self.echo("at", self.texts["at"]), self.app.size.width - len(_ADDS) - 2)
            self.post_message(HintChanged(f"{echo}{_ADDS}", is_repeated=True))
        self.entry.fields["event"].editor.focus()
