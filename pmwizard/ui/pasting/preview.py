"""The dialog that shows what a pasted block comes to, before anything is added."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.timer import Timer

from pmwizard.draft.draft import Draft
from pmwizard.draft.pasted import PastedBlock
from pmwizard.intake.adding import Prepared, prepared
from pmwizard.intake.events import day_typed, read_block, settings_for, zone_typed
from pmwizard.intake.reader import ReadingStoppedError
from pmwizard.intake.results import ENTERED, LEFT_OPEN, AssumedDay, BlockSettings, BlockZone, ReadBlock
from pmwizard.limits import MOST_LINES_READ_AT_ONCE
from pmwizard.model.parts.timeline import Event, Moment
from pmwizard.questions import Kind, Question
from pmwizard.text import counted, one_line
from pmwizard.ui import keys
from pmwizard.ui.dialogs.ask import Prompt
from pmwizard.ui.frame.lines import USUAL_HEIGHT, Line
from pmwizard.ui.pasting.about import About, Words, about, about_failure
from pmwizard.ui.pasting.attempt import Failure, attempted
from pmwizard.ui.pasting.rows import PastedRows, rows_of
from pmwizard.ui.text import cut, wrapped
from pmwizard.ui.widgets.list import List, ListLine

DAY_LABELS = {
    "day": "Day of the first time that names none",
    "year": "Day of the first event, with its year",
    "today": "Day on which the block was copied",
}
ZONE_LABEL = "Zone of the times that name none"
PAUSE_AFTER_KEYS = 1.0
"""Seconds without a key after which a block that comes as keys counts as whole."""

MOST_READ_AT_ONCE = 200_000
"""Characters beyond which a block is read in a thread, however few its lines are."""

_LOOK_SECONDS = 0.25
_USUAL_WIDTH = 70
_AROUND_ROWS = 14
"""Cells beside the words of a row: the frame, the cursor and the set-off of a sentence."""
_LINES_OF_ROW = 2


@dataclass
class _Reading:
    """How far a block is read, and whether it is still wanted."""

    share: float = 0.0
    is_wanted: bool = True

    def goes_on(self, share: float) -> bool:
        """Note how far it is; return whether to go on."""
        self.share = share
        return self.is_wanted


class Pasting(ModalScreen[tuple[Event, ...] | str | None]):
    """The events of a block as they will be, some of them left out by the person.

    Enter dismisses it with those to add, Esc with ``None``, and the key that puts the block into words with its text.

    Args:
        draft: The report being edited; the block is kept in it meanwhile.
        block: The block, and what was settled about it before.
        is_whole: Whether nothing more of it comes as keys.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*keys.PASTE_KEYS]

    def __init__(self, draft: Draft, block: PastedBlock, *, is_whole: bool = True) -> None:
        super().__init__()
        self.draft = draft
        self.block = block
        self.read = _nothing_read()
        self.shown = PastedRows()
        self.notice = ""
        self.about = About()
        self.rows = List(self._line, self._line_of)
        self.whole = About()
        self.foot = Line(id="dialog-hint")
        self._failure: Failure | None = None
        self._reading: _Reading | None = _Reading()
        self._progress: Timer | None = None
        self._comes_as_keys = not is_whole
        self._until_whole: Timer | None = None
        self._moments: Mapping[int, Moment] = {}
        self._run_from: int | None = None

    def compose(self) -> ComposeResult:
        """Place what there is to say above the rows, and the row under the cursor below them."""
        with Vertical(id="dialog"):
            yield self.about
            yield self.rows
            yield self.whole
            yield self.foot

    def on_mount(self) -> None:
        """Keep the block before anything is done with it, and show it, once it is whole."""
        self.rows.focus()
        self.keep()
        if self._comes_as_keys:
            self._wait_for_more("")
        else:
            self.read_again()
        self.call_after_refresh(self.show_keys)

    def keep(self) -> None:
        """Keep the block in the report as it stands here."""
        self.draft.keep_aside(self.block.texts)

    def _settle(self, **changes: object) -> None:
        self.block = replace(self.block, **changes)  # type: ignore[arg-type]  # the names of its own fields
        self.keep()

    # A block that comes as keys

    def _wait_for_more(self, typed: str) -> None:
        self.block = replace(self.block, text=self.block.text + typed)
        if typed == "\n":
            self.keep()
        self._show_reading()
        if self._until_whole is not None:
            self._until_whole.stop()
        self._until_whole = self.set_timer(PAUSE_AFTER_KEYS, self._is_whole)

    def _is_whole(self) -> None:
        self._comes_as_keys = False
        self.keep()
        self.read_again()

    # What is read

    def _settings(self) -> BlockSettings:
        settings = settings_for(self.draft.report, self.draft.context())
        day = AssumedDay(self.block.day, ENTERED, is_assumed=False) if self.block.day else settings.day
        return replace(settings, day=day, zone=self.block.zone, answers=self.block.answers)

    def read_again(self) -> None:
        """Read the block, with what was settled by now; a long one while keys go on working."""
        self.notice = ""
        if self._reading:
            self._reading.is_wanted = False
        if self.block.text.count("\n") < MOST_LINES_READ_AT_ONCE and len(self.block.text) < MOST_READ_AT_ONCE:
            self._take(attempted(lambda: self._read(lambda _: True)))
            return
        reading = self._reading = _Reading()
        self._show_reading()
        if self._progress is None:
            self._progress = self.set_interval(_LOOK_SECONDS, self._show_progress)

        def work_aside() -> None:
            try:
                result = attempted(lambda: self._read(reading.goes_on))
            except ReadingStoppedError:
                return
            if reading.is_wanted:
                self.app.call_later(self._take, result)

        self.run_worker(work_aside, thread=True, group="reading")

    def _read(self, goes_on: Callable[[float], bool]) -> tuple[ReadBlock, PastedRows]:
        read = read_block(self.block.text, self.draft.context(), self._settings(), goes_on)
        ready = prepared(self.draft.report, read.rows, read.places)
        return read, rows_of(ready, read, self.draft.context().zone, self.app.size.width - _AROUND_ROWS)

    def _take(self, result: tuple[ReadBlock, PastedRows] | Failure) -> None:
        if not self.is_attached:
            return
        self._reading = None
        if isinstance(result, Failure):
            self._show_none(result)
        else:
            (self.read, self.shown), self._failure = result, None
        if self._progress is not None:
            self._progress.stop()
            self._progress = None
        self.show_block()

    def _show_none(self, failure: Failure) -> None:
        """Show no row of a block that brought up a bug, so that nothing of it can be added."""
        self.read, self.shown, self._failure = _nothing_read(), PastedRows(), failure

    # What is shown

    @property
    def ready(self) -> Prepared:
        """The rows as they would be added."""
        return self.shown.ready

    @property
    def left_out(self) -> frozenset[int]:
        """The places in the block of the rows that are not to be added."""
        return self.block.left_out

    @property
    def leaves_out(self) -> bool:
        """Whether the lines before the first time are not to be added."""
        places = self.read.places[: len(self.read.without_time)]
        return bool(places) and self.left_out.issuperset(places)

    def _show_reading(self) -> None:
        self._reading = self._reading or _Reading()
        self._show_progress()
        self.show_keys()

    def _show_progress(self) -> None:
        if self._reading:
            share = f"   {self._reading.share:.0%}" if self._reading.share else ""
            lines = self.block.text.count("\n") + 1
            self.about.show([Words(f"Reading {lines:,} lines{share}", is_set_off=True)])

    def show_block(self) -> None:
        """Show what the block comes to."""
        lines = attempted(self._told)
        if isinstance(lines, Failure):
            self._show_none(lines)
            lines = self._told()
        self.about.show([*lines, Words(self.notice, is_set_off=True)] if self.notice else lines)
        self.rows.show(len(self.shown.items))
        self.show_row()

    def _told(self) -> list[Words]:
        width = min(_USUAL_WIDTH, self.app.size.width - 10)
        self._moments = self.ready.moments(self.draft.report, self.left_out)
        if self._failure:
            return list(about_failure(self._failure.details, width))
        return list(
            about(
                self.read,
                self.ready,
                sum(1 for line in self.block.text.split("\n") if line.strip()),
                sum(place in self.left_out for place in self.ready.places),
                width,
                leaves_out=self.leaves_out,
                is_short=self.app.size.height < USUAL_HEIGHT,
            )
        )

    @on(List.Moved)
    def show_row(self) -> None:
        """Show below the list what the row under the cursor says, where its line is cut."""
        event = self.shown.event_at(self.rows.cursor)
        words = one_line(event.event or "") if event else ""
        width = self.rows.size.width - 4
        room = 0 if self.app.size.height < USUAL_HEIGHT else _LINES_OF_ROW
        lines = wrapped(words, width) if len(words) + self.shown.clock_width + 20 > width else []
        if len(lines) > room > 0:
            lines = [*lines[: room - 1], cut(" ".join(lines[room - 1 :]), width)]
        self.whole.show([Words(f"  {lines[place]}" if place < len(lines) else "") for place in range(room)])
        if self._run_from is not None:
            self.rows.refresh()
        self.show_keys()

    def show_keys(self) -> None:
        """Show the keys that work, as many as fit."""
        total = len(self.ready.events)
        count = sum(place not in self.left_out for place in self.ready.places)
        add = "Add it" if count == total == 1 else "" if count == total else f"Add {count}"
        if self.read.questions:
            shown = [f"1-{len(self.read.questions[0].choices)} Answer", keys.CANCEL.says()]
        elif self._failure:
            shown = [keys.CANCEL.says()]
        else:
            shown = [keys.ADD_ALL.says(add), keys.CANCEL.says()]
        if not self.read.has_events and not self._reading:
            shown.append(keys.INTO_WORDS.says())
        if self.app.size.height < USUAL_HEIGHT and self.read.has_events:
            shown += [keys.OTHER_DAY.says()] if self.read.assumed else []
            shown += [keys.OTHER_ZONE.says()] if self.read.zone.name else []
        if self._run_from is not None:
            shown = [keys.LEAVE_ROW_OUT.says("Leave out the run"), keys.CANCEL.says("End the run")]
        elif self.ready.events:
            is_out = any(place in self.left_out for place in self.shown.places(self.rows.cursor, self.rows.cursor))
            shown += [keys.LEAVE_ROW_OUT.says("Put back" if is_out else ""), keys.RUN.says()]
        if self.read.without_time and self.read.has_events:
            shown.append(keys.LEAVE_OUT.says("Put back" if self.leaves_out else ""))
        while len("   ".join(shown)) > self.foot.size.width - 2 and len(shown) > 2:
            shown.pop()
        self.foot.show("   ".join(shown[1:2] if self._reading else shown))

    def on_resize(self, event: events.Resize) -> None:
        """Leave the rows the room there is, and show what fits."""
        self.set_class(event.size.height < USUAL_HEIGHT, "-short")
        self.call_after_refresh(self.show_keys if self._reading else self.show_block)

    def _line(self, index: int, width: int) -> ListLine:
        return self.shown.line(index, width, self.left_out, self._moments, self._run)

    def _line_of(self, key: str) -> int | None:
        return self.shown.line_of.get(int(key))

    @property
    def _run(self) -> range:
        """The lines of the run that is being chosen."""
        if self._run_from is None:
            return range(0)
        first, last = sorted((self._run_from, self.rows.cursor))
        return range(first, last + 1)

    # Keys

    def action_add(self) -> None:
        """Add all that is not left out, unless a question is open."""
        if self._comes_as_keys:
            self._wait_for_more("\n")
        elif self._reading or self._failure:
            return
        elif self.read.questions:
            self.notice = f"Press 1 to {len(self.read.questions[0].choices)} first, or 0 where it is not known"
            self.show_block()
        else:
            self.dismiss(self.ready.chosen(self.draft.report, self.left_out))

    def action_leave(self) -> None:
        """End the run that is being chosen; with none, leave everything as it was."""
        if self._run_from is not None:
            self._end_run()
            return
        if self._reading:
            self._reading.is_wanted = False
        self.dismiss(None)

    def on_key(self, event: events.Key) -> None:
        """Take what is typed as more of a block that comes as keys."""
        if self._comes_as_keys and (event.is_printable or event.key == "tab"):
            event.stop()
            self._wait_for_more(event.character or "\t")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's own signature
        """Take the keys that this block has a use for."""
        has_events = self.read.has_events
        uses = {
            "answer": bool(self.read.questions),
            "choose_day": bool(self.read.assumed) and has_events,
            "choose_zone": bool(self.read.zone.name) and has_events,
            "leave_out": bool(self.read.without_time) and has_events,
            "put_into_words": not has_events,
            "leave_row_out": bool(self.ready.events),
            "start_run": bool(self.ready.events),
            "extend_run": bool(self.ready.events),
            "leave_out_from": bool(self.ready.events),
        }
        return action not in uses or (uses[action] and not self._reading)

    def action_leave_out(self) -> None:
        """Leave out what has no time, or put it back."""
        self._leave_out(self.read.places[: len(self.read.without_time)], is_left_out=not self.leaves_out)

    def action_put_into_words(self) -> None:
        """Give the text to the words of an event."""
        self.dismiss(self.block.text)

    def action_leave_row_out(self) -> None:
        """Leave out the row under the cursor, or put it back, and step on; of a run all its rows, as its first one."""
        line = self.rows.cursor
        first = line if self._run_from is None else self._run_from
        places = self.shown.places(first, line)
        anchor = self.shown.places(first, first)
        if not places or not anchor:
            return
        is_run = self._run_from is not None
        self._run_from = None
        self._leave_out(places, is_left_out=anchor[0] not in self.left_out)
        if not is_run:
            self.rows.action_move(1)

    def action_leave_out_from(self, end: int) -> None:
        """Leave out the row under the cursor and all rows above it or below it, or put them back."""
        line = self.rows.cursor
        anchor = self.shown.places(line, line)
        if anchor:
            self._run_from = None
            is_left_out = anchor[0] not in self.left_out
            self._leave_out(self.shown.places(line, end and len(self.shown.items)), is_left_out=is_left_out)

    def action_start_run(self) -> None:
        """Begin a run of rows at the cursor, or end it."""
        if self._run_from is None:
            self._run_from = self.rows.cursor
            self.rows.refresh()
            self.show_keys()
        else:
            self._end_run()

    def action_extend_run(self, by: int) -> None:
        """Make the run one row longer, or begin one."""
        if self._run_from is None:
            self.action_start_run()
        self.rows.action_move(by)

    def _end_run(self) -> None:
        self._run_from = None
        self.rows.refresh()
        self.show_keys()

    def _leave_out(self, places: tuple[int, ...] | list[int], *, is_left_out: bool) -> None:
        changed = self.left_out.union(places) if is_left_out else self.left_out.difference(places)
        self._settle(left_out=changed)
        self.show_block()

    def action_answer(self, digit: int) -> None:
        """Answer the open question by a digit; 0 leaves it open."""
        choice, question = digit - 1, self.read.questions[0]
        if choice < len(question.choices):
            self._settle(answers={**self.block.answers, question.key: LEFT_OPEN if choice < 0 else choice})
            self.read_again()

    # Another day, another zone

    @work
    async def action_choose_day(self) -> None:
        """Ask for another day, or another year."""
        label = DAY_LABELS[self.read.assumed]
        typed = await self._asked("Which day was it? Such as 2026-01-15, 15 jan", label, Kind.DATE)
        day = day_typed(typed, self.draft.context()) if typed else ""
        if isinstance(day, AssumedDay):
            self._settle(day=day.day)
            self.read_again()
        else:
            self._say(day)

    @work
    async def action_choose_zone(self) -> None:
        """Ask for the zone of all times that name none themselves."""
        title = "Which zone are the times in? Such as UTC, PST, Europe/Paris, +02:00"
        typed = await self._asked(title, ZONE_LABEL, Kind.LINE)
        zone = zone_typed(typed, self.draft.context()) if typed else ""
        if isinstance(zone, BlockZone):
            self._settle(zone=zone.name)
            self.read_again()
        else:
            self._say(zone)

    async def _asked(self, title: str, label: str, kind: Kind) -> str:
        """Return what a person types into a line, "" where it is left or stays empty."""
        question = Question(path="pasted.settled", kind=kind, label=label, hint="")
        texts = await self.app.push_screen_wait(Prompt(title, [question]))
        return texts[0].strip() if texts else ""

    def _say(self, notice: str) -> None:
        if notice:
            self.notice = notice
            self.show_block()


def _nothing_read() -> ReadBlock:
    return ReadBlock(BlockZone("", ""), AssumedDay(date.min, "", is_assumed=False))


def outcome_words(count: int) -> str:
    """Return what is said when events of a block were added."""
    outcome = f"{counted(count, 'event')} added"
    if not count:
        return f"{outcome}. All are in the timeline already"
    return f"{outcome}. Ctrl+Z takes {'them' if count > 1 else 'it'} back"
