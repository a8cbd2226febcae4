"""The step of the timeline: the events of the incident, and blocks pasted among them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual import events, on
from textual.app import ComposeResult

from pmwizard.draft.pasted import waiting_section
from pmwizard.draft.session import Session
from pmwizard.questions import Section
from pmwizard.text import counted, one_line
from pmwizard.ui import keys
from pmwizard.ui.frame.panes import EmptyText
from pmwizard.ui.frame.step import Frame
from pmwizard.ui.messages import Accepted, Pasted
from pmwizard.ui.pasting.offer import has_times, offer_block, offer_kept, put_on_one_line
from pmwizard.ui.sections.incident_date import settle_incident_date
from pmwizard.ui.sections.timeline.events import EventList

GAP_RULE = "time-gap"
"""The rule about stretches without an event."""

EXAMPLE = "1342   started      Config push reached all regions           deploy-bot"
"""An event as it will stand in the list."""


class TimelineScreen(Frame):
    """The timeline."""

    AUTO_FOCUS = ""

    def __init__(self, session: Session, section: Section, start: str = "") -> None:
        super().__init__(session, section, start)
        self.events = EventList(session)
        self.empty_text = self.events.empty_text = EmptyText(section.empty, EXAMPLE)

    def body(self) -> ComposeResult:
        """Yield rows, figures and the entry line."""
        yield self.empty_text
        yield self.events

    def focus_first(self) -> None:
        """Put the cursor in the entry line."""
        self.events.begin_new()

    async def begin(self) -> None:
        """Put the cursor where the step begins, and show a pasted block again that was neither added nor left."""
        await super().begin()
        self.run_worker(offer_kept(self, self.session.draft, self.show_draft, self.put_into_words))

    async def focus_path(self, path: str) -> bool:
        """Edit the event at a path."""
        return self.events.edit_at(path)

    @property
    def flagged_path(self) -> str:
        """The event that an open question would be about."""
        return self.events.path_here

    async def settles(self) -> bool:
        """Ask about an incident date that the events contradict."""
        return await settle_incident_date(self.app, self.session)

    def step(self) -> tuple[str, str]:
        """Return how many events there are, and the zone of their times."""
        left, right = super().step()
        bar = right.partition(" ")[0]
        total = len(self.events.values)
        count = f"{counted(total, 'event')}, " if total else ""
        if 0 < self.events.rows.size.height < total:
            count = f"{self.events.position + 1} of {total} events, "
        return left, f"{bar}  {count}times in {self.session.report.metadata.zone or 'UTC'}"

    def hint(self) -> str:
        """Return the hint for the focused field; in the list, what its letters do."""
        if self.events.rows.has_focus:
            return "t and a letter sets a moment, J and K move among equal times, u undoes"
        return super().hint()

    def keys_here(self) -> Sequence[str]:
        """Return the keys of the list or of the entry line."""
        if self.events.rows.has_focus and self.events.values:
            return [key.says() for key in (keys.EDIT, keys.SET_MOMENT, keys.OMIT, keys.DELETE, keys.ADD)]
        if self.events.rows.has_focus:
            return keys.TO_ENTRY.says(), keys.CONTINUE.says(), keys.BACK.says()
        if self.events.editing is not None:
            return keys.ENTER.says("Keep"), keys.LEAVE_ROW.says(), keys.CONTINUE.says()
        return keys.ENTER.says("Add"), keys.TO_LIST.says(), keys.CONTINUE.says(), keys.BACK.says()

    def show_draft(self) -> None:
        """Show the report as it is now."""
        super().show_draft()
        self.events.show_draft()

    def changed(self, before: Any, after: Any) -> None:
        """Compute the figures again when the timeline has changed."""
        super().changed(before, after)
        if waiting_section(after) and not waiting_section(before):
            # A long block takes a while to be written: it does not wait for more to be typed.
            self.session.autosave.save_soon()
        if before.timeline is not after.timeline:
            self.events.show_figures()

    def catch_up(self) -> None:
        """Bring panes and counts up to date, with the stretches without an event."""
        gaps = [finding.message for finding in self.session.findings() if finding.id == GAP_RULE]
        self.side_pane.show_notes("Gaps worth a question", gaps)
        super().catch_up()

    @on(Accepted)
    def nothing_typed(self, event: Accepted) -> None:
        """Enter in an empty time goes to the words: the event is at the same time as the one above."""
        event.stop()
        if self.events.values and self.events.first_field.has_focus_within:
            self.events.entry.fields["event"].editor.focus()
        else:
            self.say("Enter a time, or Ctrl+N to continue")

    @on(Pasted)
    @on(events.Paste)
    def take_block(self, event: Pasted | events.Paste) -> None:
        """Show what a block comes to that is pasted into a field or at the rows, and offer to add it.

        In another field than Time, a block that names no time is its text. What keeps its lines takes all of them.
        """
        event.stop()
        draft = self.session.draft
        name = self.events.name_of(event.path) if isinstance(event, Pasted) else ""
        if name not in {"", "at"} and not has_times(event.text, draft):
            put_on_one_line(self)(event.text)
        else:
            self.run_worker(offer_block(self, draft, event.text, self.show_draft, self.put_into_words))

    def put_into_words(self, text: str) -> None:
        """Put a block into what happened, on one line, behind what stands there."""
        typed = self.events.texts["event"]
        self.events.put_texts({"event": one_line(f"{typed} {text}")})
        self.events.entry.fields["event"].editor.focus()
