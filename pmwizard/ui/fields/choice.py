"""The editors of a choice and of a mark: one key chooses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from pmwizard.questions import Choice, Question
from pmwizard.ui import keys
from pmwizard.ui.messages import Accepted, Chosen, Edited
from pmwizard.ui.text import cut, plain

_GAP = "   "


def choice_keys(choices: Sequence[Choice]) -> tuple[str, ...]:
    """Return the key of each choice: the digit of a name such as ``P0``, else its place, counted from 1."""
    labels = [choice.label for choice in choices]
    if all(len(label) == 2 and label[1].isdigit() for label in labels):
        return tuple(label[1] for label in labels)
    return tuple(str((index + 1) % 10) if index < 10 else "" for index in range(len(labels)))


class ChoiceEditor(Widget, can_focus=True):
    """Choices on a line; a digit chooses, Space takes the next, Backspace clears, Enter goes on.

    Where several may be chosen, a digit marks or clears one.

    Args:
        text: The chosen value, or several with commas between them.
        brief: Show only the chosen one until the editor has the focus.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*keys.CHOICE_KEYS]

    chosen: reactive[tuple[str, ...]] = reactive(())

    def __init__(self, question: Question, path: str, text: str = "", *, brief: bool = False) -> None:
        super().__init__()
        self.question = question
        self.path = path
        self.brief = brief
        self._keyed = tuple(zip(choice_keys(question.choices), question.choices, strict=True))
        self.set_reactive(ChoiceEditor.chosen, self._parsed(text))

    @property
    def text(self) -> str:
        """The chosen values, with commas between them."""
        return ", ".join(self.chosen)

    def show(self, text: str) -> None:
        """Show another choice without posting a message."""
        self.chosen = self._parsed(text)

    def _parsed(self, text: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in text.split(",") if part.strip())

    def lines(self, width: int) -> list[str]:
        """Return the choices broken into lines of at most ``width`` cells."""
        if self.brief:
            chosen = ", ".join(f"({key}) {choice.label}" for key, choice in self._keyed if choice.value in self.chosen)
            return [cut(chosen or self.text or "( )", width)]
        rows, row = [], ""
        for key, choice in self._keyed:
            item = self._item(key, choice)
            if row and len(row) + len(_GAP) + len(item) > width:
                rows.append(row)
                row = item
            else:
                row = f"{row}{_GAP}{item}" if row else item
        return [*rows, row]

    def _item(self, key: str, choice: Choice) -> str:
        on = choice.value in self.chosen
        if self.question.several:
            return f"{key} [{'x' if on else ' '}] {choice.label}"
        return f"({key}) {choice.label}" if on else f" {key}  {choice.label}"

    def render(self) -> Content:
        """Draw the choices."""
        return plain("\n".join(self.lines(self.size.width)))

    def get_content_height(self, container: object, viewport: object, width: int) -> int:  # noqa: ARG002 - Textual's own signature
        """Return how many lines the choices need at a width."""
        return len(self.lines(width))

    @property
    def offered(self) -> str:
        """The choices with their keys, for the hint line."""
        return "  ".join(f"{key} {choice.label}" for key, choice in self._keyed)

    @property
    def meaning(self) -> str:
        """What the chosen answer means."""
        return next((choice.meaning for choice in self.question.choices if choice.value in self.chosen), "")

    def action_accept(self) -> None:
        """Go on to the next field."""
        self.post_message(Accepted(self.path))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's own signature
        """Step only where one answer is chosen."""
        return action != "step" or not self.question.several

    def action_choose(self, digit: str) -> None:
        """Choose the answer of a number, or one that begins so."""
        if (value := self._value_for(digit)) is not None:
            self._press(value)
            if any(key == digit for key, _ in self._keyed):
                self.post_message(Chosen(self.path))

    def action_step(self, by: int) -> None:
        """Choose the next answer, or the one before."""
        values = [choice.value for choice in self.question.choices]
        current = values.index(self.chosen[0]) if self.chosen and self.chosen[0] in values else (-1 if by > 0 else 0)
        self._choose((values[(current + by) % len(values)],))

    def action_clear(self) -> None:
        """Choose nothing."""
        self._choose(())

    def on_key(self, event: events.Key) -> None:
        """Choose by the first letter; the other keys are bound."""
        character = event.character or ""
        if not character.isdigit() and (value := self._value_for(character)) is not None:
            self._press(value)
            event.stop()
            event.prevent_default()

    def go_on_with(self, character: str) -> None:
        """Take a character as if it had been typed here."""
        if (value := self._value_for(character)) is not None:
            self._press(value)

    def _value_for(self, character: str | None) -> str | None:
        if not character or not character.strip():
            return None
        for key, choice in self._keyed:
            if key == character:
                return choice.value
        begin = character.casefold()
        values = [choice.value for choice in self.question.choices if choice.label.casefold().startswith(begin)]
        if not values:
            return None
        current = self.chosen[0] if self.chosen else ""
        return values[(values.index(current) + 1) % len(values)] if current in values else values[0]

    def _press(self, value: str) -> None:
        if not self.question.several:
            self._choose((value,))
            return
        marked = set(self.chosen) ^ {value}
        self._choose(tuple(choice.value for choice in self.question.choices if choice.value in marked))

    def _choose(self, values: tuple[str, ...]) -> None:
        if values != self.chosen:
            self.chosen = values
            self.post_message(Edited(self.path, self.text))


class FlagEditor(Widget, can_focus=True):
    """A box; Space marks and clears it, Enter goes on. Its text is "yes" or nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.FLAG_KEYS]

    marked: reactive[bool] = reactive(False)

    def __init__(self, path: str, text: str = "") -> None:
        super().__init__()
        self.path = path
        self.set_reactive(FlagEditor.marked, text == "yes")

    @property
    def text(self) -> str:
        """The word "yes" for a marked box, "" for an empty one."""
        return "yes" if self.marked else ""

    def show(self, text: str) -> None:
        """Mark or clear the box without posting a message."""
        self.marked = text == "yes"

    def render(self) -> Content:
        """Draw the box."""
        return Content("[x]" if self.marked else "[ ]")

    def action_accept(self) -> None:
        """Go on to the next field."""
        self.post_message(Accepted(self.path))

    def action_mark_or_clear(self) -> None:
        """Mark the box, or clear it."""
        self.action_mark(not self.marked)

    def action_mark(self, wanted: bool) -> None:
        """Mark or clear the box."""
        if wanted != self.marked:
            self.marked = wanted
            self.post_message(Edited(self.path, self.text))
