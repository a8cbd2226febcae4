"""The line that adds events: typed times, what they could mean, and a time typed together with the words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from textual import on

from pmwizard.draft.choosing import Ambiguity, ambiguity_of_time
from pmwizard.model.base import Row
from pmwizard.model.paths import revised
from pmwizard.model.proposals import moment_of_new
from pmwizard.model.readings import NotUnderstood, TimeContext, Understood
from pmwizard.model.splitting import Split, begins_with_a_clock, time_and_words
from pmwizard.model.timeline import Event
from pmwizard.model.times import echo_time, instant_in_words, read_time, shown_time
from pmwizard.questions import Question
from pmwizard.questions.answers import one_line
from pmwizard.ui.dialogs.meanings import ask_which, asks_which
from pmwizard.ui.editors.messages import Accepted
from pmwizard.ui.frame import Frame
from pmwizard.ui.records import Misread, RecordList
from pmwizard.ui.screens.event_pasting import takes_typed_block
from pmwizard.ui.text import cut

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
