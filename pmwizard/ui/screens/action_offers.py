"""What is offered while an action is typed: what waits for one, and all that it can be for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmwizard.draft.link_text import read_purpose
from pmwizard.draft.links import Target
from pmwizard.ui.dialogs.picker import Offer, Picker
from pmwizard.ui.editors.line import LineEditor
from pmwizard.ui.editors.messages import Told
from pmwizard.ui.screens.action_rows import NO_ACTION_YET

if TYPE_CHECKING:
    from pmwizard.ui.screens.action_list import ActionList


def offer_waiting(actions: ActionList) -> None:
    """Offer what waits for an action; what is taken is what the action in the entry line is for."""
    if not actions.waiting:
        actions.post_message(Told("No factor waits for an action" if actions.known else "There is no factor yet"))
        return

    def chosen(row_id: str | None) -> None:
        if row_id:
            actions.start_for(actions.known[row_id])

    actions.app.push_screen(Picker("Without an action", [_offer(one) for one in actions.waiting]), chosen)


def offer_targets(actions: ActionList, editor: LineEditor) -> None:
    """Offer what an action can be for, first what waits for one; what is taken stands behind what was typed."""
    waiting = {one.id for one in actions.waiting}
    typed = read_purpose(editor.text, actions.known).ids
    rest = [one for one in actions.known.values() if one.id not in {*waiting, *typed}]
    offers = [_offer(one, NO_ACTION_YET) for one in actions.waiting if one.id not in typed] + [*map(_offer, rest)]
    if not offers:
        words = "All of them stand here already" if typed else "There is no factor or why yet. Enter what it prevents"
        actions.post_message(Told(words))
        return

    def chosen(row_id: str | None) -> None:
        if row_id:
            name, before = actions.known[row_id].name, editor.text.strip().rstrip(",;").strip()
            in_order = (name, before) if read_purpose(before, actions.known).prevents else (before, name)
            editor.take(", ".join(filter(None, in_order)))

    actions.app.push_screen(Picker("What the action is for", offers), chosen)


def _offer(one: Target, note: str = "") -> Offer:
    return Offer("", f"{one.name:<5} {one.words}", one.id, note)
