"""The events of a timeline, and the line that adds them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget

from pmwizard.draft.session import Session
from pmwizard.model.base import Row
from pmwizard.model.timeline import Event, Moment
from pmwizard.questions import Question
from pmwizard.questions.timeline import MOMENT_CHOICES, TIMELINE
from pmwizard.ui.dialogs.picker import Offer, Picker
from pmwizard.ui.editors.field import Field
from pmwizard.ui.editors.messages import Told
from pmwizard.ui.screens.event_entry import EventEntry
from pmwizard.ui.screens.event_figures import COLUMN_LINES, Figures
from pmwizard.ui.screens.event_index import EventIndex
from pmwizard.ui.screens.event_rows import EventRows
from pmwizard.ui.text import cut, padded, wrapped

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
        self.post_message(Told("This event was removed elsewhere. Enter adds it again"))

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
            self.post_message(Told("Events stand in time order. Enter edits the time"))

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
        meanings = {choice.value: choice.meaning for choice in MOMENT_CHOICES}
        offers = [Offer(key, f"{moment:<13} {meanings[moment]}", moment) for key, moment in MOMENT_KEYS.items()]
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


class EmptyTimeline(Widget):
    """What stands in place of the rows while there are none."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def render(self) -> Content:
        """Draw the invitation and an example."""
        words = wrapped(TIMELINE.empty, min(72, self.size.width - 6))
        gap = [""] if self.size.height > len(words) + 1 else []
        example = "1342   started      Config push reached all regions           deploy-bot"
        return Content("\n".join(f"   {line}" for line in [*words, *gap, cut(example, self.size.width - 4)]))


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
