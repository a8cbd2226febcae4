"""Dialogs that ask for a line or two."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from pmwizard.model import Report
from pmwizard.model.times.zones import zone_advice, zone_key, zone_named
from pmwizard.questions import Kind, Question
from pmwizard.questions.metadata import TIME_ZONE
from pmwizard.ui import keys
from pmwizard.ui.dialogs.read import Paragraphs
from pmwizard.ui.fields.field import Field
from pmwizard.ui.frame.lines import Line
from pmwizard.ui.messages import Accepted, Edited


class Prompt(ModalScreen[tuple[str, ...] | None]):
    """Fields in a box; dismissed with their texts, or ``None`` when left.

    Args:
        title: What is asked for.
        questions: The fields.
        texts: What they hold at first.
        above: What stands between the title and the fields.
        foot: The keys.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*keys.FIELDS_KEYS]

    def __init__(
        self,
        title: str,
        questions: Sequence[Question],
        texts: Sequence[str] = (),
        *,
        above: str = "",
        foot: str = keys.hint_of(keys.ENTER.says("goes on"), keys.LEAVE_FIELDS.says("back")),
    ) -> None:
        super().__init__()
        self.heading, self.above, self.foot = title, above, foot
        filled = [*texts, *([""] * len(questions))]
        self.fields = [Field(one, one.path, text) for one, text in zip(questions, filled, strict=False)]

    def compose(self) -> ComposeResult:
        """Place the fields in a box."""
        with Vertical(id="dialog"):
            yield Line(self.heading)
            if self.above:
                yield Paragraphs(f"\n{self.above}\n")
            yield from self.fields
            yield Line(self.foot, id="dialog-hint")

    def on_mount(self) -> None:
        """Put the cursor in the first field."""
        self.fields[0].editor.focus()

    @on(Edited)
    def ignore(self, event: Edited) -> None:
        """Keep what is typed to this dialog until it is accepted."""
        event.stop()

    @on(Accepted)
    def go_on(self, event: Accepted) -> None:
        """Go to the next field; after the last, give the texts back."""
        event.stop()
        paths = [field.path for field in self.fields]
        index = paths.index(event.path)
        if index + 1 < len(self.fields):
            self.fields[index + 1].editor.focus()
        else:
            self.dismiss(tuple(field.editor.text for field in self.fields))


ZONE = Question(
    path=TIME_ZONE.path,
    kind=Kind.LINE,
    label="Zone of typed and shown times",
    hint="A place such as Europe/Paris, or UTC. The instants stay as they are",
)


async def ask_zone(app: App[Any], report: Report) -> str:
    """Ask for the zone of times until there is one of that name; return "" when left."""
    title = "The instants stay as they are"
    while True:
        texts = await app.push_screen_wait(Prompt(title, [ZONE], [report.metadata.zone or "UTC"]))
        name = texts[0].strip() if texts else ""
        if not name or zone_named(name):
            return zone_key(name) if name else ""
        title = f"There is no zone {name[:20]}. {zone_advice(name)}"
