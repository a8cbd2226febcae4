"""Dialogs about two versions of a report: answers that another program changed, and work that could not be saved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError
from textual.app import App

from pmwizard.draft.saving.merging import joined_texts, takes_both
from pmwizard.draft.saving.rescued import Rescued, as_texts, leave_aside, rescued_for, take_up
from pmwizard.draft.session import Session
from pmwizard.errors import PmwizardError
from pmwizard.model.paths import NoSuchPathError, value_at
from pmwizard.questions import name_at, question_at
from pmwizard.questions.answers import joined_names, shown
from pmwizard.store.merge.merge import Conflict
from pmwizard.text import counted
from pmwizard.ui import keys
from pmwizard.ui.dialogs.choose import Choose, Interruption, Option
from pmwizard.ui.dialogs.read import Reading
from pmwizard.ui.text import cut

_WIDTH = 56


async def settle_conflicts(app: App[Any], session: Session, conflicts: Sequence[Conflict]) -> None:
    """Ask about one conflict after the other; where both can stand they do until one is chosen, else our side."""
    for conflict in conflicts:
        choice = await app.push_screen_wait(_sides(session, conflict))
        both = choice == "both" or (not choice and takes_both(conflict))
        if both or choice == "theirs":
            _take(session, conflict, both=both)


def _sides(session: Session, conflict: Conflict) -> Interruption:
    name = name_at(conflict.path)
    options = [
        Option("", f"yours:  {cut(_in_words(session, conflict, conflict.yours), _WIDTH)}", "yours"),
        Option("", f"theirs: {cut(_in_words(session, conflict, conflict.theirs), _WIDTH)}", "theirs"),
    ]
    if takes_both(conflict):
        options.append(Option("", "both, one after the other", "both"))
    # Enter typed on keeps everything too.
    selected = options[-1].value if len(options) > 2 else "yours"
    keeps = keys.LEAVE_CHOICE.says("and typing on keep as much as can be kept")
    foot = keys.hint_of(keys.EDIT.says("takes it"), keeps)
    return Interruption(f"Another program changed {name} too", options, selected, foot=foot)


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
            value: Any = joined_texts(ours, conflict.theirs)
        else:
            value = conflict.theirs
        session.draft.put(conflict.path, value, f"took the other {name_at(conflict.path)}")
    except (NoSuchPathError, ValidationError):
        return


_COPY_WIDTH = 66
_MOST_NAMED = 6


async def offer_rescued(app: App[Any], session: Session) -> str:
    """Ask what becomes of rescued work on a report, if there is any; return what came of it, "" for nothing."""
    rescued = rescued_for(session)
    if rescued is None:
        return ""
    saved = rescued.seconds is not None
    options = [
        Option("r", f"Take up the copy{' (the file stays beside it)' if saved else ''}", "take"),
        Option("v", "View the difference first", "view"),
        Option("s", f"{'Keep the file' if saved else 'Begin anew'}, put the copy aside", "aside"),
    ]
    text = _what_happened(session, rescued)
    while (choice := await app.push_screen_wait(Choose("Unsaved work found", options, "take", text=text))) == "view":
        from pmwizard.ui.widgets.document import difference_lines  # noqa: PLC0415 - a start goes without it

        lines = "\n".join(line.text for line in difference_lines(*as_texts(session, rescued), _COPY_WIDTH))
        await app.push_screen_wait(Reading("- stands in the file, + in the copy", lines))
    if choice == "take":
        return _take_up(session, rescued)
    return _set_aside(rescued) if choice == "aside" else ""


def _take_up(session: Session, rescued: Rescued) -> str:
    try:
        kept = take_up(session, rescued)
    except PmwizardError as error:
        return f"{error}. {error.hint}"
    return f"Took up the rescued copy. The file as it was is {kept.name}" if kept else "Took up the rescued copy"


def _set_aside(rescued: Rescued) -> str:
    try:
        return f"The copy is kept in {leave_aside(rescued)}"
    except OSError:
        return f"The copy stays in {rescued.copy}"


def _what_happened(session: Session, rescued: Rescued) -> str:
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
