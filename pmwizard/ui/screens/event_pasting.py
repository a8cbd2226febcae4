"""Blocks pasted into the timeline, whether the terminal marks them as pasted or types them as keys."""

from __future__ import annotations

from collections.abc import Callable

from textual.widget import Widget

from pmwizard.draft.draft import Draft
from pmwizard.draft.progress import counted
from pmwizard.intake.adding import added, prepared
from pmwizard.intake.events import day_from, read_block, tells_several
from pmwizard.model.timeline import Event
from pmwizard.questions.answers import one_line
from pmwizard.ui.dialogs.pasting import LONG_BLOCK, Pasting
from pmwizard.ui.editors.line import LineEditor
from pmwizard.ui.terminal.app import TerminalApp


def offer_block(widget: Widget, draft: Draft, text: str, show: Callable[[], None]) -> None:
    """Show what a pasted block comes to, and add it as one change when the person says so.

    A block that names no time is a text of several lines: it goes into the field it was pasted into, on one line.

    Args:
        widget: Where it was pasted.
        draft: The report being edited.
        text: The block.
        show: Called when events were added.
    """
    if text.count("\n") >= LONG_BLOCK:
        _open(widget, draft, Pasting(draft, text), show)
        return
    first = read_block(text, draft.context(), day_from(draft.report, draft.context()))
    if first.tells_events:
        _open(widget, draft, Pasting(draft, text, first), show)
    elif isinstance(widget.app.focused, LineEditor):
        widget.app.focused.go_on_with(one_line(text))


def takes_typed_block(widget: Widget, draft: Draft, line: str, show: Callable[[], None]) -> bool:
    """Take a block that a terminal types instead of marking it as pasted, and show what it comes to.

    Where Enter in a field is followed at once by more lines with a time and words each, nobody typed them.

    Args:
        widget: Where Enter was pressed.
        draft: The report being edited.
        line: What stands in the field: the first line of the block.
        show: Called when events were added.
    """
    app = widget.app
    if not isinstance(app, TerminalApp) or not line or not app.types_ahead:
        return False
    if not tells_several(f"{line}\n{app.typed_ahead()}", draft.context()):
        return False
    _open(widget, draft, Pasting(draft, f"{line}\n{app.typed_ahead(take=True)}", is_whole=False), show)
    return True


def _open(widget: Widget, draft: Draft, dialog: Pasting, show: Callable[[], None]) -> None:
    def decided(rows: tuple[Event, ...] | None) -> None:
        if rows is None:
            return
        # The report may have changed below the dialog.
        new = prepared(draft.report, rows).rows
        told = f"{counted(len(new), 'event')} added"
        if new:
            draft.replace(added(draft.report, new), told, "timeline")
            show()
        back = f"Ctrl+Z takes {'them' if len(new) > 1 else 'it'} back" if new else "All are in the timeline already"
        widget.app.notify(f"{told}. {back}", markup=False)

    widget.app.push_screen(dialog, decided)
