"""Asking which of two answers stands, where another program changed the same one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from pydantic import ValidationError

from pmwizard.draft.naming import name_at
from pmwizard.draft.session import Session
from pmwizard.draft.settling import takes_both
from pmwizard.model.paths import NoSuchPathError, value_at
from pmwizard.questions import question_at
from pmwizard.questions.answers import joined_names, shown
from pmwizard.store.merging import Conflict
from pmwizard.ui.dialogs.picker import Offer, Picker
from pmwizard.ui.dialogs.problems import Interrupting
from pmwizard.ui.text import cut

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
