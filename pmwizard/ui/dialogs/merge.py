"""Dialogs about two versions of a report: answers that another program changed, and work that could not be saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from pydantic import ValidationError
from textual.screen import Screen

from pmwizard.draft.overview import name_at
from pmwizard.draft.saving.merging import takes_both
from pmwizard.draft.saving.rescued import Rescued, as_texts, leave_aside, rescued_for, take_up
from pmwizard.draft.session import Session
from pmwizard.errors import PmwizardError
from pmwizard.model.paths import NoSuchPathError, value_at
from pmwizard.questions import question_at
from pmwizard.questions.answers import joined_names, shown
from pmwizard.store.merge.merge import Conflict
from pmwizard.text import counted
from pmwizard.ui.dialogs.choose import Interrupting, Offer, Picker
from pmwizard.ui.dialogs.read import Reading
from pmwizard.ui.text import cut
from pmwizard.ui.widgets.document import difference_lines

_WIDTH = 56


class Sides(Interrupting):
    """The sides of a conflict."""

    FOOT = "Enter takes it   Esc and typing on keep as much as can be kept"


class Asker(Protocol):
    """The application, as far as asking goes."""

    session: Session

    def push_screen(self, screen: Picker, callback: Callable[[str | None], None]) -> Any:
        """Show a dialog and call back with what was chosen."""
        ...


def ask(app: Asker, conflicts: Sequence[Conflict], done: Callable[[], None]) -> None:
    """Ask about one conflict after the other; where both can stand they do until one is chosen, else our side."""
    if not conflicts:
        done()
        return
    conflict, *others = conflicts

    def chosen(choice: str | None) -> None:
        both = choice == "both" or (not choice and takes_both(conflict))
        if both or choice == "theirs":
            _take(app.session, conflict, both=both)
        ask(app, others, done)

    app.push_screen(_picker(app.session, conflict), chosen)


def _picker(session: Session, conflict: Conflict) -> Picker:
    name = name_at(conflict.path)
    offers = [
        Offer("", f"yours:  {cut(_in_words(session, conflict, conflict.yours), _WIDTH)}", "yours"),
        Offer("", f"theirs: {cut(_in_words(session, conflict, conflict.theirs), _WIDTH)}", "theirs"),
    ]
    if takes_both(conflict):
        offers.append(Offer("", "both, one after the other", "both"))
    # Enter typed on keeps everything too.
    return Sides(f"Another program changed {name} too", offers, offers[-1].value if len(offers) > 2 else "yours")


def _in_words(session: Session, conflict: Conflict, value: Any) -> str:
    if value is None:
        return "nothing"
    question = question_at(conflict.path)
    if question is not None:
        return shown(question, value, session.draft.context())
    return joined_names(map(str, value)) if isinstance(value, tuple) else str(value)


def _take(session: Session, conflict: Conflict, *, both: bool) -> None:
    try:
        ours = value_at(session.report, conflict.path)
        if both and isinstance(ours, str):
            gap = "\n" if "\n" in ours or len(ours) > _WIDTH else " / "
            value: Any = f"{ours}{gap}{conflict.theirs}"
        else:
            value = conflict.theirs
        session.draft.put(conflict.path, value, f"took the other {name_at(conflict.path)}")
    except (NoSuchPathError, ValidationError):
        return


_COPY_WIDTH = 66
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
            _take_up(app, rescued)
            done()
        elif choice == "view":
            before, after = as_texts(app.session, rescued)
            lines = "\n".join(line.text for line in difference_lines(before, after, _COPY_WIDTH))
            app.push_screen(Reading("- stands in the file, + in the copy", lines), lambda _: _ask(app, rescued, done))
        elif choice == "aside":
            _set_aside(app, rescued)

    app.push_screen(Picker("Unsaved work found", offers, "take", text=_told(app.session, rescued)), chosen)


def _take_up(app: App, rescued: Rescued) -> None:
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
