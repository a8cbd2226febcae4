"""Where a block is pasted: its preview is shown, and what the person takes of it is added."""

from __future__ import annotations

from collections.abc import Callable

from textual.widget import Widget

from pmwizard.draft.draft import Draft
from pmwizard.draft.pasted import NOTHING, PastedBlock, kept_block
from pmwizard.intake.adding import added, without_known
from pmwizard.intake.events import has_several_events, read_block, settings_for
from pmwizard.limits import MOST_LINES_READ_AT_ONCE
from pmwizard.terminal.app import terminal_of
from pmwizard.text import counted, one_line
from pmwizard.ui.fields.line import LineEditor
from pmwizard.ui.pasting.attempt import Failure, attempted
from pmwizard.ui.pasting.preview import MOST_READ_AT_ONCE, Pasting, outcome_words


async def offer_block(
    widget: Widget, draft: Draft, text: str, show: Callable[[], None], into_words: Callable[[str], None]
) -> None:
    """Show what a pasted block comes to, and add it as one change when the person says so.

    Args:
        widget: Where it was pasted.
        draft: The report being edited.
        text: The block.
        show: Called when events were added.
        into_words: Called with the block where the person wants it as the words of an event.
    """
    await _add_from(Pasting(draft, PastedBlock(text)), widget, show, into_words)


def has_times(text: str, draft: Draft) -> bool:
    """Return whether a block names any time; one that takes long to read may, and one that cannot be read."""
    if text.count("\n") >= MOST_LINES_READ_AT_ONCE or len(text) >= MOST_READ_AT_ONCE:
        return True
    context = draft.context()
    found = attempted(lambda: read_block(text, context, settings_for(draft.report, context)).has_events)
    return isinstance(found, Failure) or found


async def offer_kept(widget: Widget, draft: Draft, show: Callable[[], None], into_words: Callable[[str], None]) -> None:
    """Show again a block that the report keeps from a preview that never came to an end, if there is one."""
    block = kept_block(draft.report)
    if block is not None:
        await _add_from(Pasting(draft, block), widget, show, into_words)


def takes_typed_block(widget: Widget, draft: Draft, line: str, show: Callable[[], None]) -> bool:
    """Take a block that a terminal types instead of marking it as pasted, and show what it comes to.

    Where Enter in a field is followed at once by more lines with a time and words each, nobody typed them.

    Args:
        widget: Where Enter was pressed.
        draft: The report being edited.
        line: What stands in the field: the first line of the block.
        show: Called when events were added.
    """
    terminal = terminal_of(widget.app)
    if terminal is None or not line or not terminal.type_ahead.has_waiting:
        return False
    typed = f"{line}\n{terminal.type_ahead.text()}"
    # What cannot be read is shown as well: taken for keys, it would open and change other things.
    if not attempted(lambda: has_several_events(typed, draft.context())):
        return False
    block = PastedBlock(f"{line}\n{terminal.type_ahead.text(take=True)}")
    widget.run_worker(_add_from(Pasting(draft, block, is_whole=False), widget, show, put_on_one_line(widget)))
    return True


def put_on_one_line(widget: Widget) -> Callable[[str], None]:
    """Return what types a text into the field that has the focus, on one line."""

    def put(text: str) -> None:
        if isinstance(widget.app.focused, LineEditor):
            widget.app.focused.go_on_with(one_line(text))

    return put


async def _add_from(
    dialog: Pasting, widget: Widget, show: Callable[[], None], into_words: Callable[[str], None]
) -> None:
    """Show a block, and add the events that the person takes."""
    outcome = await widget.app.push_screen_wait(dialog)
    draft = dialog.draft
    if isinstance(outcome, str):
        into_words(outcome)
    elif outcome is not None:
        # The report may have changed below the dialog.
        new = without_known(draft.report, outcome)
        if new:
            draft.replace(added(draft.report, new), f"{counted(len(new), 'event')} added", "timeline")
            show()
        widget.app.notify(outcome_words(len(new)), markup=False)
    draft.keep_aside(NOTHING)
