"""The choice of a moment for an event."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from textual.app import App

from pmwizard.draft.typed.doubts import doubt_about_moment
from pmwizard.model import Report
from pmwizard.model.parts.timeline import Event, Moment
from pmwizard.model.picture import LETTERS
from pmwizard.questions.timeline import MOMENT
from pmwizard.ui.dialogs.choose import Choose, ChooseMeaning, Option

MOMENT_KEYS: Mapping[str, Moment] = {letter: moment for moment, letter in LETTERS.items()}
"""The keys that choose a moment after t."""

NO_MOMENT: Literal["none"] = "none"
"""Chosen where an event is to be no moment."""


async def choose_moment(app: App[Any], report: Report, event: Event) -> Moment | Literal["none"] | None:
    """Offer the moments for an event; a letter chooses, and Enter alone changes nothing.

    What would put a moment before one that it follows is asked about.

    Returns:
        The moment, `NO_MOMENT`, or ``None`` where all is to stay as it is.
    """
    options = [Option(key, f"{moment:<13} {MOMENT.meaning_of(moment)}", moment) for key, moment in MOMENT_KEYS.items()]
    options.append(Option("t", "no moment", NO_MOMENT))
    chosen = await app.push_screen_wait(Choose("Moment", options, event.moment or NO_MOMENT))
    if not chosen or chosen == (event.moment or NO_MOMENT):
        return None
    moment = next((moment for moment in MOMENT_KEYS.values() if moment == chosen), None)
    if moment is None:
        return NO_MOMENT
    doubt = doubt_about_moment(report, event.model_copy(update={"moment": moment}))
    if doubt is None:
        return moment
    answers = [("leave", "Leave the moments as they are"), (moment, f"Set {moment} all the same")]
    answer = await app.push_screen_wait(ChooseMeaning(doubt.question, answers))
    return moment if answer == moment else None
