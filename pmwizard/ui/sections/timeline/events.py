"""The events of a timeline, and the line that adds them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, ClassVar, cast

from rich.segment import Segment
from rich.style import Style
from textual import events, on
from textual.app import ComposeResult
from textual.geometry import Region, Size
from textual.strip import Strip

from pmwizard.draft.edits.timeline import EventIndex
from pmwizard.draft.session import Session
from pmwizard.draft.typed.meaning import Ambiguity, ambiguity_of_time
from pmwizard.model.base import Row
from pmwizard.model.moments import moment_of_new
from pmwizard.model.parts.timeline import Event, Moment
from pmwizard.model.paths import revised
from pmwizard.model.times.context import NotUnderstood, TimeContext, Understood
from pmwizard.model.times.names import date_with_weekday
from pmwizard.model.times.reading import Split, begins_with_a_clock, read_time, time_and_words
from pmwizard.model.times.words import echo_time, instant_in_words, shown_time
from pmwizard.questions import Question
from pmwizard.questions.timeline import MOMENT, TIMELINE
from pmwizard.text import one_line
from pmwizard.ui.dialogs.choose import Offer, Picker, ask_which, asks_which
from pmwizard.ui.dialogs.paste import takes_typed_block
from pmwizard.ui.form.field import Field
from pmwizard.ui.form.records import Misread, RecordList
from pmwizard.ui.frame.step import Frame
from pmwizard.ui.messages import Accepted, HintChanged
from pmwizard.ui.sections.timeline.figures import COLUMN_LINES, Figures
from pmwizard.ui.text import cut, padded
from pmwizard.ui.widgets.list import EditableRows, RowText


class EventRows(EditableRows):
    """Events, one line each, below the days they are on. The cursor passes over the days.

    Args:
        text_of: Returns the text of the event at a position, for a width in cells.
        index: Returns where the days begin.
    """

    def __init__(self, text_of: RowText, index: Callable[[], EventIndex]) -> None:
        super().__init__(text_of)
        self._index = index
        self._shown: EventIndex | None = None

    def show(self, count: int) -> None:
        """Draw the events anew; there are ``count`` of them now."""
        self.count = count
        index = self._index()
        if self._shown is None or index.line_count != self._shown.line_count:
            self.virtual_size = Size(self.size.width, index.line_count)
        self._shown = index
        self.cursor = max(0, min(self.cursor, count - 1))
        self.refresh()

    def select(self, index: int) -> None:
        """Put the cursor on an event and bring it into sight, with its day where that stands right above."""
        self.cursor = max(0, min(index, self.count - 1))
        line, height = self._index().line_of(self.cursor), 1
        if self._index().is_first_of_day(self.cursor) and self.size.height > 1:
            line, height = line - 1, 2
        self.scroll_to_region(Region(0, line, 1, height), animate=False, force=True, immediate=True)

    @property
    def shown(self) -> EventIndex | None:
        """The timeline as it was when it was shown last."""
        return self._shown

    def follow(self, index: int, above: int) -> None:
        """Put the cursor on an event that has moved, and keep it ``above`` lines below the first one in sight."""
        self.cursor = max(0, min(index, self.count - 1))
        line = self._index().line_of(self.cursor)
        self.scroll_to(y=max(0, line - above), animate=False, force=True, immediate=True)

    def watch_cursor(self) -> None:
        """Draw the cursor where it is now."""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        line = self.scroll_offset.y + y
        width = self.size.width
        index = self._index()
        if line >= index.line_count or not self.count:
            return Strip.blank(width, self.rich_style)
        found = index.on_line(line)
        if isinstance(found, date):
            text = padded(f"     {date_with_weekday(found)}", width)
            return Strip([Segment(text, self.rich_style + Style(bold=True))], width)
        here = self.has_focus and found == self.cursor
        text = padded(f" {'>' if here else ' '} {self._text_of(found, width - 4)}", width)
        style = self.get_component_rich_style("rows--cursor") if here else self.rich_style
        return Strip([Segment(text, style)], width)


AS_TYPED = "as typed"
ADDS = ". Enter adds it"


class EventEntry(RecordList):
    """Events, less how they are drawn: what the entry line understands and stores."""

    @property
    def events(self) -> tuple[Event, ...]:
        """The timeline."""
        return self.draft.report.timeline

    def adds_at(self, name: str) -> bool:
        """Enter adds the event from every field but its time."""
        return name != "at"

    # Typed times

    def reading_context(self) -> TimeContext:
        """Return what a typed time is read against: the event above."""
        last = self.editing_index if self.editing is not None else len(self.events)
        previous = next((self.events[place].at for place in range(last - 1, -1, -1) if self.events[place].at), None)
        return self.draft.context(previous)

    def echo(self, name: str, raw: str) -> str:
        """Say how a typed time is understood."""
        if name != "at":
            return ""
        context = self.reading_context()
        return echo_time(read_time(raw, context), context)

    def ambiguity(self, name: str, raw: str) -> Ambiguity | None:
        """Return what a typed time could mean."""
        return ambiguity_of_time(raw, self.reading_context()) if name == "at" else None

    def row_from(self, texts: dict[str, str]) -> Row | str | Misread:
        """Return the event that the texts stand for."""
        before: Event | None = self.values[self.editing_index] if self.editing is not None else None
        at: datetime | None
        if before is not None and texts["at"] == self._before_edit.get("at"):
            at, approximate = before.at, before.approximate
        else:
            reading = read_time(texts["at"], self.reading_context())
            if isinstance(reading, NotUnderstood):
                return Misread("at", reading.message)
            at, approximate = reading.at, reading.approximate or None
        if not texts["event"]:
            return Misread("event", "Enter what happened then")
        typed: dict[str, Any] = {
            name: one_line(texts[name]) or None
            for name in ("event", "who", "notes", "source")
            if before is None or texts[name] != self._before_edit.get(name, "")
        }
        event = revised(before or Event(), at=at, approximate=approximate, **typed)
        if before is None:
            event = event.model_copy(update={"moment": moment_of_new(event, self.values)})
        return event

    def cell_text(self, column: Question, value: Any, context: TimeContext) -> str:
        """Return what the field of a column shows; a time says when it is a guess."""
        if column.name == "at" and value.at:
            return shown_time(value.at, context.zone, day=context.day, approximate=bool(value.approximate))
        return super().cell_text(column, value, context)

    # What a line could mean

    @on(Accepted)
    def ask_first(self, event: Accepted) -> None:
        """Take a line apart that holds a time and words, and ask where it could be meant in several ways."""
        name, texts = self._name_of(event.path), self.texts
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
        context = self.reading_context()
        reading = read_time(raw, context)
        if isinstance(reading, Understood):
            return False
        if reading.choices:
            return asks_which(self.app, ambiguity_of_time(raw, context), self._take_time, self._go_to_words)
        splits = time_and_words(raw, context)
        if not splits.ways or texts["event"]:
            return False
        if splits.is_sure:
            self._take_split(splits.ways[0])
            return True
        return self._asks_for_split(raw, splits.ways, self._take_split, self._take_as_words)

    def _asks_in_words(self, texts: dict[str, str]) -> bool:
        raw = texts["event"]
        if texts["at"] or self.editing is not None:
            return False
        splits = time_and_words(raw, self.reading_context())
        if not splits.ways or not begins_with_a_clock(splits.ways[0]):
            return False
        return self._asks_for_split(raw, splits.ways, self._add_split, self._add_as_typed)

    def _asks_for_split(self, raw: str, ways: Sequence[Split], take: Any, as_typed: Any) -> bool:
        if getattr(self.app, "types_ahead", False):
            return False
        context = self.reading_context()
        meanings = [(str(number), f"{_told(way, context)}: {way.words}") for number, way in enumerate(ways)]
        if context.previous is not None:
            meanings.append((AS_TYPED, f"The time of the event above: {raw}"))

        def chosen(value: str) -> None:
            as_typed(raw) if value == AS_TYPED else take(ways[int(value)])

        ask_which(self.app, "Is the time in the line?", meanings, chosen)
        return True

    def _take_time(self, text: str) -> None:
        self.put_texts({"at": text})
        self._go_to_words()

    def _take_split(self, split: Split) -> None:
        """Put time and words into their fields, to be seen before Enter adds the event."""
        self.put_texts({"at": split.time, "event": split.words})
        if not asks_which(self.app, self.ambiguity("at", split.time), self._take_time, self._go_to_words):
            self._go_to_words()

    def _go_to_words(self) -> None:
        text = self.texts["at"]
        if isinstance(self.screen, Frame) and self.texts["event"]:
            room = self.app.size.width - len(ADDS) - 2
            self.screen.say_at_rest(f"{cut(self.echo('at', text), room)}{ADDS}")
        self.entry.fields["event"].editor.focus()

    def _take_as_words(self, raw: str) -> None:
        self.put_texts({"at": "", "event": raw})
        self._go_to_words()

    def _add_split(self, split: Split) -> None:
        self.put_texts({"at": split.time, "event": split.words})
        self.accept(self.texts)

    def _add_as_typed(self, raw: str) -> None:  # noqa: ARG002 - the signature of what a choice calls
        self.accept(self.texts)


def _told(split: Split, context: TimeContext) -> str:
    reading = read_time(split.time, context)
    return instant_in_words(reading.at, context.zone) if isinstance(reading, Understood) else split.time


MOMENT_KEYS: dict[str, Moment] = {
    "s": "started",
    "d": "detected",
    "a": "acknowledged",
    "e": "declared",
    "i": "diagnosed",
    "m": "mitigated",
    "v": "recovered",
    "r": "resolved",
    "c": "closed",
}
MOMENT_WIDTH = 12
WHO_WIDTH = 14
TIME_FIELD_WIDTH = 18
WIDE_TIME_FIELD = 24
WHO_FIELD_WIDTH = 26
USUAL_WIDTH = 76
TYPED = ("at", "event", "who", "notes", "source")
"""The columns that are typed; the moment is chosen with a key, and "about" is part of a typed time."""


class EventList(EventEntry):
    """Events in time order below their days, with the line that adds them."""

    passes_blocks: ClassVar[bool] = True

    def __init__(self, session: Session) -> None:
        (question,) = TIMELINE.questions
        by_name = {column.name: column for column in question.columns}
        typed = [by_name[name] for name in TYPED]
        asked = [one for one in typed if one.name in {"at", "event", "who"}]
        if "timeline.notes" in session.layout.asked:
            asked.append(by_name["notes"])
        super().__init__(_with_columns(question, typed), session.draft, asked, standalone=True)
        self._known: tuple[object, object, EventIndex] | None = None
        self.rows: EventRows = EventRows(self.row_text, lambda: self.timeline_index)
        self.figures = Figures(session)
        self.entry.fields["who"].styles.width = WHO_FIELD_WIDTH

    def compose(self) -> ComposeResult:
        """Place the figures between the rows and the entry line."""
        yield self.rows
        yield self.figures
        yield self.entry

    @property
    def timeline_index(self) -> EventIndex:
        """The days and ids of the timeline as it is now."""
        report = self.draft.report
        known = self._known
        if known is None or known[0] is not report.timeline or known[1] is not report.metadata:
            context = self.draft.context()
            index = known[2] if known else None
            if index is None or not index.is_of(report.timeline, context.zone, context.day):
                index = EventIndex(report.timeline, context.zone, context.day)
            self._known = known = (report.timeline, report.metadata, index)
        return known[2]

    @property
    def editing_index(self) -> int:
        """The position of the event being edited."""
        return self.timeline_index.positions.get(self.editing, 0)

    # Rows

    def show_draft(self) -> None:
        """Show the report as it is now; the cursor stays on its event, wherever that stands now."""
        if self.editing is not None and self.editing not in self.timeline_index.positions:
            self._go_on_as_new()
        before, cursor = self.rows.shown, self.rows.cursor
        above = before.line_of(cursor) - self.rows.scroll_offset.y if before else 0
        super().show_draft()
        self._name_zone()
        self.show_figures()
        if before and before.events is not self.timeline_index.events and cursor < len(before.events):
            position = self.timeline_index.positions.get(before.events[cursor].id)
            if position is not None:
                self.rows.follow(position, above)

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
        self.entry.set_class(False, "-editing")
        self.put_texts(texts)
        self.post_message(HintChanged("This event was removed elsewhere. Enter adds it again"))

    def _name_zone(self) -> None:
        """Say at the field in which zone times are typed: by its whole name, or by its place where that is too long."""
        field = self.entry.fields["at"]
        name = self.draft.report.metadata.zone or "UTC"
        width = WIDE_TIME_FIELD if name != "UTC" and self.size.width >= USUAL_WIDTH else TIME_FIELD_WIDTH
        field.styles.width = width
        _label(field, name, width - 4)

    def heading(self, width: int) -> str:
        """Return the names of the columns."""
        return self._line((" ", "Time", "Moment", "What happened", "Who"), width)

    def row_text(self, index: int, width: int) -> str:
        """Return time, moment, words and who of one event."""
        event: Event = self.timeline_index.events[index]
        path = f"timeline.{event.id}"
        flagged = any(one.path and one.path.startswith(path) and not one.done for one in self.draft.report.follow_ups)
        words = (event.moment or "", event.event or "", event.who or "")
        return self._line(("f" if flagged else " ", self._clock(event), *words), width)

    def _line(self, cells: Sequence[str], width: int) -> str:
        """Return one line of the table: flag, time, moment, what happened, and who."""
        flag, at, moment, words, who = cells
        index = self.timeline_index
        time_width = 6 + (3 if index.has_seconds else 0)
        who_width = WHO_WIDTH if index.has_who else 0
        room = width - (2 + time_width + 2 + MOMENT_WIDTH + 2) - (who_width + 2 if who_width else 0)
        line = [flag, padded(at, time_width) + " ", padded(moment, MOMENT_WIDTH) + " ", padded(words, max(8, room))]
        return " ".join(line) + ("  " + cut(who, who_width) if who_width else "")

    def _clock(self, event: Event) -> str:
        """Return the time of the day of an event."""
        if event.at is None:
            return "--:--"
        local = event.at.astimezone(self.timeline_index.zone)
        text = f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"
        return f"~{text}" if event.approximate else text

    def _shown_at(self, event: Event) -> str:
        """Return the time of an event, with its date where that is not the incident's own."""
        if event.at is None:
            return "no time"
        local: date = event.at.astimezone(self.timeline_index.zone).date()
        return self._clock(event) if local == self.timeline_index.day else f"{local:%d %b} {self._clock(event)}"

    def words(self, verb: str, row: Row | str) -> str:
        """Return what a change is called in messages."""
        return f"{verb} {cut(self._shown_at(row), 20)} {cut(row.event or '', 30)}" if isinstance(row, Event) else verb

    def move(self, index: int, by: int) -> None:
        """Move an event among those of the same time; the order of times is fixed."""
        rows = self.timeline_index.events
        if 0 <= index + by < len(rows) and rows[index].at == rows[index + by].at:
            super().move(index, by)
        else:
            self.post_message(HintChanged("Events stand in time order. Enter edits the time"))

    # Moments

    def on_key(self, event: events.Key) -> None:
        """Choose the moment of a row with t and a letter."""
        if event.key == "t" and self.rows.has_focus and self.values:
            event.stop()
            event.prevent_default()
            self.choose_moment(self.rows.cursor)
        else:
            super().on_key(event)

    def choose_moment(self, index: int) -> None:
        """Offer the moments for an event."""
        chosen_event: Event = self.values[index]
        offers = [
            Offer(key, f"{moment:<13} {MOMENT.meaning_of(moment)}", moment) for key, moment in MOMENT_KEYS.items()
        ]
        offers.append(Offer("t", "no moment", "none"))

        def chosen(moment: str | None) -> None:
            if moment:
                self.set_moment(chosen_event, None if moment == "none" else cast("Moment", moment))

        self.app.push_screen(Picker("Moment", offers, chosen_event.moment or ""), chosen)

    def set_moment(self, event: Event, moment: Moment | None) -> None:
        """Make an event the one of a moment; an event that had it before has it no more."""
        rows = tuple(
            one.model_copy(update={"moment": moment})
            if one.id == event.id
            else one.model_copy(update={"moment": None})
            if moment and one.moment == moment
            else one
            for one in self.values
        )
        report = self.draft.report.model_copy(update={"timeline": rows})
        self.draft.replace(report, f"{moment or 'no moment'} at {self._shown_at(event)}", f"timeline.{event.id}")
        self.show_draft()


def _label(field: Field, zone: str, width: int) -> None:
    """Name a zone in the label of a field, in the longest form there is room for."""
    forms = [f"Time ({name})" for name in (zone, zone.rpartition("/")[2].replace("_", " "))]
    label = next((form for form in forms if len(form) <= width), "Time")
    if label != field.label:
        field.label = label
        field.refresh()


def _with_columns(question: Question, columns: Sequence[Question]) -> Question:
    """Return a list of rows with some of its columns."""
    return Question(
        path=question.path,
        kind=question.kind,
        label=question.label,
        hint=question.hint,
        columns=tuple(columns),
        core=question.core,
        noun=question.noun,
    )
