"""The events of a timeline, and the line that adds them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget

from pmwizard.draft.session import Session
from pmwizard.model.base import Row
from pmwizard.model.paths import revised
from pmwizard.model.proposals import moment_of_new
from pmwizard.model.readings import NotUnderstood, TimeContext
from pmwizard.model.timeline import Event, Moment
from pmwizard.model.times import echo_time, read_time, shown_time
from pmwizard.questions import Question
from pmwizard.questions.answers import one_line
from pmwizard.questions.timeline import MOMENT_CHOICES, TIMELINE
from pmwizard.ui.dialogs.picker import Offer, Picker
from pmwizard.ui.editors.messages import Told
from pmwizard.ui.records import Misread, RecordList
from pmwizard.ui.screens.event_figures import Figures
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
WHO_FIELD_WIDTH = 26
TYPED = ("at", "event", "who", "notes", "source")
"""The columns that are typed; the moment is chosen with a key, and "about" is part of a typed time."""


class EventList(RecordList):
    """Events in time order, with the line that adds them."""

    def __init__(self, session: Session) -> None:
        (question,) = TIMELINE.questions
        by_name = {column.name: column for column in question.columns}
        typed = [by_name[name] for name in TYPED]
        asked = [one for one in typed if one.name in {"at", "event", "who"}]
        if "timeline.notes" in session.layout.asked:
            asked.append(by_name["notes"])
        super().__init__(_with_columns(question, typed), session.draft, asked, standalone=True)
        self.figures = Figures(session)
        self.entry.fields["at"].styles.width = TIME_FIELD_WIDTH
        self.entry.fields["who"].styles.width = WHO_FIELD_WIDTH

    def compose(self) -> ComposeResult:
        """Place the figures between the rows and the entry line."""
        yield self.rows
        yield self.figures
        yield self.entry

    def adds_at(self, name: str) -> bool:
        """Enter adds the event from every field but its time."""
        return name != "at"

    # Rows

    def heading(self, width: int) -> str:
        """Return the names of the columns."""
        return self._line((" ", "Time", "Moment", "What happened", "Who"), width)

    def row_text(self, index: int, width: int) -> str:
        """Return time, moment, words and who of one event."""
        event: Event = self.values[index]
        path = f"timeline.{event.id}"
        flagged = any(one.path and one.path.startswith(path) and not one.done for one in self.draft.report.follow_ups)
        flag = "f" if flagged else " "
        words = (event.moment or "", event.event or "", event.who or "")
        return self._line((flag, self._shown_at(event), *words), width)

    def _line(self, cells: Sequence[str], width: int) -> str:
        """Return one line of the table: flag, time, moment, what happened, and who."""
        flag, at, moment, words, who = cells
        time_width = self._time_width
        who_width = WHO_WIDTH if any(one.who for one in self.values[:200]) else 0
        room = width - (2 + time_width + 2 + MOMENT_WIDTH + 2) - (who_width + 2 if who_width else 0)
        line = [flag, padded(at, time_width) + " ", padded(moment, MOMENT_WIDTH) + " ", padded(words, max(8, room))]
        return " ".join(line) + ("  " + cut(who, who_width) if who_width else "")

    def _shown_at(self, event: Event) -> str:
        """Return the time of the day, with the date where it is not the incident's own."""
        if event.at is None:
            return "no time"
        context = self.draft.context()
        local = event.at.astimezone(context.zone)
        text = f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"
        if local.date() != context.day:
            text = f"{local:%d %b} {text}"
        return f"~{text}" if event.approximate else text

    @property
    def _time_width(self) -> int:
        """Six cells for a time of the day, or more where the incident spans days or counts seconds."""
        context = self.draft.context()
        rows: Sequence[Event] = self.values
        spans = any(one.at.astimezone(context.zone).date() != context.day for one in (*rows[:1], *rows[-1:]) if one.at)
        seconds = any(one.at and one.at.second for one in rows[:200])
        return 6 + (7 if spans else 0) + (3 if seconds else 0)

    # Typed times

    def reading_context(self) -> TimeContext:
        """Return what a typed time is read against: the event above."""
        rows: Sequence[Event] = self.values
        above = rows[: self.editing_index] if self.editing is not None else rows
        previous = next((one.at for one in reversed(above) if one.at), None)
        return self.draft.context(previous)

    def echo(self, name: str, raw: str) -> str:
        """Say how a typed time is understood."""
        if name != "at":
            return ""
        context = self.reading_context()
        return echo_time(read_time(raw, context), context)

    def row_from(self, texts: dict[str, str]) -> Row | str | Misread:
        """Return the event that the texts stand for."""
        context = self.reading_context()
        before: Event | None = self.values[self.editing_index] if self.editing is not None else None
        at: datetime | None
        if before is not None and texts["at"] == self._before_edit.get("at"):
            at, approximate = before.at, before.approximate
        else:
            reading = read_time(texts["at"], context)
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
            event = event.model_copy(update={"moment": self._proposed(event)})
        return event

    def _proposed(self, event: Event) -> Moment | None:
        """Return the moment a new event's words suggest."""
        return moment_of_new(event, self.values)

    def cell_text(self, column: Question, value: Any, context: TimeContext) -> str:
        """Return what the field of a column shows; a time says when it is a guess."""
        if column.name == "at" and value.at:
            return shown_time(value.at, context.zone, day=context.day, approximate=bool(value.approximate))
        return super().cell_text(column, value, context)

    def words(self, verb: str, row: Row | str) -> str:
        """Return what a change is called in messages."""
        return f"{verb} {cut(self._shown_at(row), 20)} {cut(row.event or '', 30)}" if isinstance(row, Event) else verb

    def move(self, index: int, by: int) -> None:
        """Move an event among those of the same time; the order of times is fixed."""
        rows = self.values
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
