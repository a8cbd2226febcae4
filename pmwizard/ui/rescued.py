"""Offering work that could not be saved the last time, when its report is opened again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from textual.screen import Screen

from pmwizard.draft.progress import counted
from pmwizard.draft.rescued import Rescued, as_texts, leave_aside, rescued_for, take_up
from pmwizard.draft.session import Session
from pmwizard.errors import PmwizardError
from pmwizard.ui.dialogs.picker import Offer, Picker
from pmwizard.ui.dialogs.reading import Reading
from pmwizard.ui.document_lines import difference_lines

_WIDTH = 66
_MOST_NAMED = 6


class App(Protocol):
    """The application, as far as asking goes."""

    session: Session

    def push_screen(self, screen: Screen[Any], callback: Callable[[Any], None]) -> Any:
        """Show a dialog and call back with what was chosen."""

    def tell(self, message: str) -> None:
        """Say something in a corner for a while."""


def offer_rescued(app: App, done: Callable[[], None]) -> None:
    """Ask what becomes of rescued work on the open report, if there is any.

    Args:
        app: The application.
        done: Called when the report has changed.
    """
    rescued = rescued_for(app.session)
    if rescued is not None:
        _ask(app, rescued, done)


def _ask(app: App, rescued: Rescued, done: Callable[[], None]) -> None:
    saved = rescued.seconds is not None
    offers = [
        Offer("r", f"Take up the copy{' (the file stays beside it)' if saved else ''}", "take"),
        Offer("v", "View the difference first", "view"),
        Offer("s", f"{'Keep the file' if saved else 'Begin anew'}, put the copy aside", "aside"),
    ]

    def chosen(choice: str | None) -> None:
        if choice == "take":
            _take(app, rescued)
            done()
        elif choice == "view":
            before, after = as_texts(app.session, rescued)
            lines = "\n".join(line.text for line in difference_lines(before, after, _WIDTH))
            app.push_screen(Reading("- stands in the file, + in the copy", lines), lambda _: _ask(app, rescued, done))
        elif choice == "aside":
            _set_aside(app, rescued)

    app.push_screen(Picker("Unsaved work found", offers, "take", text=_told(app.session, rescued)), chosen)


def _take(app: App, rescued: Rescued) -> None:
    try:
        kept = take_up(app.session, rescued)
    except PmwizardError as error:
        app.tell(f"{error}. {error.hint}")
        return
    app.tell(f"Took up the rescued copy. The file as it was is {kept.name}" if kept else "Took up the rescued copy")


def _set_aside(app: App, rescued: Rescued) -> None:
    try:
        app.tell(f"The copy is kept in {leave_aside(rescued)}")
    except OSError:
        app.tell(f"The copy stays in {rescued.copy}")


def _told(session: Session, rescued: Rescued) -> str:
    """Return what happened, in a few lines."""
    place = f" on {rescued.host}" if rescued.host else ""
    when = f"{rescued.at.astimezone():%d %b at %H:%M}"
    reason = rescued.reason.removeprefix("Not saved: ").rstrip(".")
    lines = [f"{session.path.stem} could not be saved{place}, {when}{f' ({reason})' if reason else ''}."]
    if rescued.seconds is None:
        lines.append("The report itself was never written; all of it is in the copy.")
    elif rescued.seconds >= 0:
        lines.append(f"The rescued copy is {_length(rescued.seconds)} newer than the report.")
    else:
        lines.append(f"The report has been written since, {_length(-rescued.seconds)} later, without it.")
    named = rescued.changed[:_MOST_NAMED]
    more = f" and {len(rescued.changed) - len(named)} more" if len(rescued.changed) > len(named) else ""
    return "\n".join([*lines, "", f"Changed: {', '.join(named)}{more}"])


def _length(seconds: float) -> str:
    """Return a length of time in its largest unit."""
    for size, unit in ((86400, "day"), (3600, "hour"), (60, "minute")):
        if seconds >= size:
            return counted(int(seconds // size), unit)
    return counted(int(seconds), "second")
