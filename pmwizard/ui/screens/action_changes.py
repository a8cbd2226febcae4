"""What keys do to an action in the list: its status and its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pmwizard.model.actions import ActionItem
from pmwizard.questions.actions import ACTION_KINDS, ACTION_STATUSES
from pmwizard.ui.dialogs.picker import Offer, Picker
from pmwizard.ui.dialogs.prompt import Prompt
from pmwizard.ui.editors.messages import Told
from pmwizard.ui.text import cut

if TYPE_CHECKING:
    from pmwizard.ui.screens.action_list import ActionList


class ActionChanges:
    """Changes of single answers of the actions in a list.

    Args:
        actions: The list.
    """

    def __init__(self, actions: ActionList) -> None:
        self.actions = actions

    def next_status(self, index: int) -> None:
        """Give an action the next status; the reason is asked when it will not be done."""
        one: ActionItem = self.actions.values[index]
        values = [choice.value for choice in ACTION_STATUSES]
        status = values[(values.index(one.status) + 1) % len(values)] if one.status else values[0]
        label = next(choice.label for choice in ACTION_STATUSES if choice.value == status)
        self._put(index, "status", status, f"{label}: {_called(one)}")
        if status == "wont_do":
            self._ask_reason(index)

    def _ask_reason(self, index: int) -> None:
        one: ActionItem = self.actions.values[index]

        def entered(texts: tuple[str, ...] | None) -> None:
            if texts:
                self._put(index, "reason", texts[0], f"gave the reason against {_called(one)}")

        question = self.actions.column("reason")
        self.actions.app.push_screen(
            Prompt(f"Won't do: {cut(one.action or '', 56)}", [question], [one.reason or ""]), entered
        )

    def choose_kind(self, index: int) -> None:
        """Offer the kinds for an action."""
        one: ActionItem = self.actions.values[index]
        offers = [
            Offer(str(number), f"{kind.label:<16} {kind.meaning}", kind.value)
            for number, kind in enumerate(ACTION_KINDS, 1)
        ]

        def chosen(kind: str | None) -> None:
            if kind:
                self._put(index, "kind", kind, f"set the kind of {_called(one)}")
                label = next(choice.label for choice in ACTION_KINDS if choice.value == kind)
                self.actions.post_message(Told(f"Kind: {label}"))

        self.actions.app.push_screen(Picker("What the action does", offers, one.kind or ""), chosen)

    def _put(self, index: int, name: str, value: Any, words: str) -> None:
        self.actions.draft.put(f"{self.actions.path}.{self.actions.row_key(index)}.{name}", value, words)
        self.actions.show_draft()
        self.actions.post_message(Told(""))


def _called(one: ActionItem) -> str:
    return cut(one.action or "an action", 30)
