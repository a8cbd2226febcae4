"""Where the report stands: its sections, and what else can be done."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget

from pmwizard.draft.progress import Progress, SectionState
from pmwizard.draft.session import Session
from pmwizard.model import Report
from pmwizard.store.folder.list import Listed, list_reports, report_files
from pmwizard.text import counted
from pmwizard.ui import keys
from pmwizard.ui.dialogs.choose import Choose, Option
from pmwizard.ui.frame.step import Frame
from pmwizard.ui.messages import NewReportRequested, PreviewRequested, ReportRequested, SectionRequested
from pmwizard.ui.text import cut, padded, wrapped
from pmwizard.ui.widgets.list import List, ListLine

ONCE = (
    "Describe what happened and how it made sense then. Systems and conditions, not people. "
    "You can stop any time; everything is saved."
)
"""What a new report says at the start."""

_TITLE_WIDTH = 30
_STATE_WIDTH = 20
_NARROW_STATE = 11
_WIDTH_OF_ALL = 70
"""Cells from which the states have their whole column."""


class Intro(Widget):
    """The lines above the sections: what to know at the start, or when the report was last saved."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def show(self, text: str) -> None:
        """Draw another text."""
        if text != self.text:
            self.text = text
            self.refresh()

    def render(self) -> Content:
        """Draw the text, broken at spaces."""
        return Content("\n".join(f" {line}" for line in wrapped(self.text, self.size.width - 2)))


class HubRows(List):
    """The sections, each opened by its digit, and the other things to do, each by its letter."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.OVERVIEW_KEYS]


class HubScreen(Frame):
    """The sections with their states; digits and Enter open them."""

    OTHERS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("o", "Open another report"),
        ("n", "New report"),
        ("x", "Export preview"),
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._states: tuple[SectionState, ...] = ()
        self._reports = 0
        self._saved_before: datetime | None = None

    def body(self) -> ComposeResult:
        """Yield what to know, and the rows."""
        self.intro = Intro()
        self.rows = HubRows(self._line)
        yield self.intro
        yield self.rows

    def on_mount(self) -> None:
        """Show the states, with the cursor at the section that comes next."""
        self._look_at_folder()
        self.show_draft()
        unfinished = (index for index, state in enumerate(self._states) if state.progress is not Progress.DONE)
        self.rows.select(next(unfinished, 0))

    def _look_at_folder(self) -> None:
        self._reports = sum(1 for _ in report_files(self.session.folder))
        try:
            self._saved_before = datetime.fromtimestamp(self.session.path.stat().st_mtime).astimezone()
        except OSError:
            self._saved_before = None

    def show_draft(self) -> None:
        """Show the report as it is now."""
        self._states = self.session.states()
        super().show_draft()
        self.intro.show(self._intro())
        self.rows.show(len(self._states) + 1 + len(self.OTHERS))

    def catch_up(self) -> None:
        """Bring the states up to date."""
        self.show_draft()
        super().catch_up()

    def changed(self, before: Report, after: Report) -> None:
        """Show the states as they are after a change."""
        super().changed(before, after)
        self.show_draft()

    def _intro(self) -> str:
        done = sum(state.progress is Progress.DONE for state in self._states)
        begun = {state.section.id for state in self._states if state.progress is not Progress.TO_DO}
        if not done and begun <= {"metadata"}:
            return ONCE
        saved = self.session.autosave.state.at or self._saved_before
        when = f"Last saved {_day_and_time(saved, self.session.draft.now())}." if saved else "Not saved yet."
        following = next((state for state in self._states if state.progress is not Progress.DONE), None)
        if following is None:
            return f"{when}\nAll sections are done. x shows the document."
        return f"{when}\nNext: {following.section.title}{_with_comma(self._note(following))}."

    def _line(self, index: int, width: int) -> ListLine:
        if index < len(self._states):
            state = self._states[index]
            head = f"{state.section.digit}  {padded(state.section.title, _TITLE_WIDTH)}"
            is_narrow = width < _WIDTH_OF_ALL
            room = _NARROW_STATE if is_narrow else _STATE_WIDTH
            note = self._note(state, is_brief=is_narrow)
            return ListLine(cut(f"{head}{state.progress.value:<{room}}  {note}".rstrip(), width), state.section.id)
        if index == len(self._states):
            return ListLine("", kind="text")
        key, words = self.OTHERS[index - len(self._states) - 1]
        return ListLine(f"{key}  {words}", key)

    def _note(self, state: SectionState, *, is_brief: bool = False) -> str:
        if state.section.id != "review":
            return state.note
        left = sum(finding.severity != "advice" for finding in self.session.findings())
        return f"{left if is_brief else counted(left, 'thing')} left" if left else "nothing left"

    def step(self) -> tuple[str, str]:
        """Say how many reports there are beside this one, and how far it is."""
        left, right = super().step()
        here = f"{counted(self._reports, 'report')} here" if self._reports else "No report saved here yet"
        return left or ("Overview" if self.has_class("-short") else f"Overview   {here}"), right

    def hint(self) -> str:
        """Say that the order is free."""
        return "Any order is fine. Facts first (1 to 4) makes the rest shorter"

    def side_lines(self, width: int) -> list[str]:
        """Return what is left to do, in the words of the review, as much as fits."""
        left = [finding for finding in self.session.findings() if finding.severity != "advice"]
        if not left:
            return ["Nothing is left"]
        room = max(3, self.side_pane.size.height - 2)
        lines = [line for finding in left for line in wrapped(finding.message, width - 2, "  ")]
        more = [f"  and {len(lines) - room + 1} more lines"] if len(lines) > room else []
        return ["What is left", "", *(f"  {line}" for line in lines[: room - len(more)]), *more]

    def keys_here(self) -> Sequence[str]:
        """Return the keys of the overview."""
        return keys.EDIT.says("Open"), keys.SECTION[0].says(), keys.OPEN_ANOTHER.says(), keys.EXPORT.says()

    # What keys do

    @on(List.Acted)
    def take(self, event: List.Acted) -> None:
        """Open the section under the cursor, or do the other thing."""
        event.stop()
        if event.action != "edit":
            return
        if event.index < len(self._states):
            self.post_message(SectionRequested(self._states[event.index].section.id))
            return
        match self.OTHERS[event.index - len(self._states) - 1][0]:
            case "o":
                self.action_open_another()
            case "n":
                self.action_begin()
            case _:
                self.action_preview()

    def action_open(self, digit: str) -> None:
        """Open the section of a digit; a section that the layout has no need of is said so."""
        section = next((state.section for state in self._states if state.section.digit == digit), None)
        if section:
            self.post_message(SectionRequested(section.id))
        else:
            self.say(f"The layout {self.session.layout.name} asks nothing in section {digit}")

    @work
    async def action_open_another(self) -> None:
        """Offer the other reports of the folder."""
        reports = await asyncio.to_thread(list_reports, self.session.folder)
        here = self.session.path.resolve()
        others = [one for one in reports if one.path.resolve() != here]
        if not others:
            self.say("This is the only report here. n begins another")
            return
        options = [_option(index, one) for index, one in enumerate(others)]
        index = await self.app.push_screen_wait(Choose("Open another report", options))
        if index:
            self.post_message(ReportRequested(others[int(index)].path))

    def action_begin(self) -> None:
        """Begin another report."""
        self.post_message(NewReportRequested())

    def action_preview(self) -> None:
        """Show the document."""
        self.post_message(PreviewRequested(""))


def _with_comma(note: str) -> str:
    return f", {note}" if note else ""


def _option(index: int, listed: Listed) -> Option:
    key = str(index + 1) if index < 9 else ""
    words = f"{listed.incident_id or listed.path.stem}  {listed.title or '(no title yet)'}"
    return Option(key, words, str(index), note="cannot be read" if listed.problem else listed.severity)


def _day_and_time(at: datetime, now: datetime) -> str:
    """Return an instant where the terminal is: the time, and ``today`` or the day."""
    local = at.astimezone()
    today = local.date() == now.astimezone().date()
    return f"{local:%H:%M:%S} today" if today else f"{local.day} {local:%b %Y %H:%M}"
