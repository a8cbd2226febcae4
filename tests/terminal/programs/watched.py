"""The wizard, which tells on F12 what it holds: the report, and fields that show something else than it says.

    python -m tests.terminal.programs.watched TOLD ARGUMENTS...

TOLD is the file it tells in; the arguments are those of pmwizard.
"""

import json
import sys
from pathlib import Path

from pmwizard.cli.program import run_and_exit
from pmwizard.model.base import tidied
from pmwizard.questions import Kind
from pmwizard.store import toml
from pmwizard.terminal.environment import prepare_process
from pmwizard.text import visible

prepare_process()

from textual import events  # noqa: E402 - Textual reads the environment when it is imported

import pmwizard.ui.app as application  # noqa: E402
from pmwizard.ui.fields.field import Field  # noqa: E402
from pmwizard.ui.fields.line import LineEditor  # noqa: E402
from pmwizard.ui.fields.text import TextEditor  # noqa: E402
from pmwizard.ui.form.form import Form  # noqa: E402
from pmwizard.ui.widgets.columns import EntryLine  # noqa: E402

TOLD = Path(sys.argv[1])


class WatchedApp(application.WizardApp):
    """The wizard, which can be asked."""

    asked = 0

    async def on_event(self, event: events.Event) -> None:
        """Answer the question, whatever stands on the screen, once the keys before it have had their effect."""
        if isinstance(event, events.Key) and event.key == "f12":
            self.terminal.once_settled(self.say_what_it_holds)
        else:
            await super().on_event(event)

    def say_what_it_holds(self) -> None:
        """Write the answer, whole."""
        type(self).asked += 1
        told = {
            "number": self.asked,
            "path": str(self.session.path),
            "report": toml.dump(self.session.report),
            "stale": self.stale(),
        }
        TOLD.with_suffix(".new").write_text(json.dumps(told))
        TOLD.with_suffix(".new").replace(TOLD)

    def stale(self) -> list[str]:
        """Name the fields of a form whose text is not what is held; times and dates stand as typed."""
        draft = self.session.draft
        return [
            f"{field.path}: {field.editor.text!r} is shown, {draft.raw(field.path)!r} is held"
            for form in self.screen.query(Form)
            for field in form.query(Field)
            if not any(isinstance(above, EntryLine) for above in field.ancestors)
            and isinstance(field.editor, LineEditor | TextEditor)
            and field.question.kind not in {Kind.TIME, Kind.DATE}
            and visible(draft.raw(field.path)).strip() != tidied(field.editor.text).strip()
        ]


application.WizardApp = WatchedApp  # type: ignore[misc]
run_and_exit(sys.argv[2:])
