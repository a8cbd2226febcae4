"""What the screen of whys is made of: the tree, the line that asks, and the reasons to stop."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from pmwizard.model.causes import StopReason
from pmwizard.model.whys import Branch
from pmwizard.questions import Question
from pmwizard.ui.editors.field import Field
from pmwizard.ui.rows import EditableRows
from pmwizard.ui.screens.whys_changes import REASON_WORDS
from pmwizard.ui.text import cut, padded, spread, wrapped

REASON_KEYS: Mapping[str, StopReason] = {
    "c": "can_change",
    "o": "outside_control",
    "n": "normal_work",
    "?": "unknown",
}
"""The keys of the reasons to stop."""

MARKS_WIDTH = 15
"""Cells for "+ another cause", the widest single mark."""

ROWS_AT_LEAST = 10
"""Lines kept for the tree, so that the entry line stays where it is while the tree is small."""

LEAST_WORDS = 30
"""Cells that an answer keeps however deep it stands."""


def branch_text(branch: Branch, width: int) -> str:
    """Return the line that shows an answer: indented, with its depth, and marks at the right."""
    marks = marks_of(branch)
    right = padded(marks, max(MARKS_WIDTH, len(marks))) if marks else ""
    indent = min(2 * (branch.depth - 1), max(0, width - max(MARKS_WIDTH, len(right)) - LEAST_WORDS))
    return spread(f"{' ' * indent}{branch.depth} {branch.why.answer or '(no text)'}", right, width)


def marks_of(branch: Branch) -> str:
    """Return what is to be known about an answer besides its words."""
    why = branch.why
    marks = []
    if why.stop:
        marks.append(f"# {REASON_WORDS[why.stop]}")
    if why.main:
        marks.append("* main")
    if branch.is_another:
        marks.append("+ another" if marks else "+ another cause")
    return "  ".join(marks)


class TreeRows(EditableRows):
    """The answers in reading order, with keys that rearrange the tree."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "act('deeper')", "A deeper why", show=False),
        Binding("escape", "act('leave')", "Back to the entry line", show=False),
        Binding("less_than_sign", "act('outdent')", "One level up", show=False),
        Binding("greater_than_sign", "act('indent')", "One level down", show=False),
        Binding("asterisk,space", "act('main')", "Main chain", show=False),
        *(
            Binding({"?": "question_mark"}.get(key, key), f"act('{reason}')", REASON_WORDS[reason], show=False)
            for key, reason in REASON_KEYS.items()
        ),
    ]

    def show(self, count: int) -> None:
        """Draw the answers anew, and take as many lines as they need where there is room."""
        super().show(count)
        self.styles.max_height = max(ROWS_AT_LEAST, count + 1)

    def action_move_cursor(self, by: int) -> None:
        """Move the cursor; past the last row it goes back to the entry line."""
        if by == 1 and self.cursor >= self.count - 1:
            self.post_message(self.Acted("leave", self.cursor))
        else:
            super().action_move_cursor(by)


class AnswerField(Field):
    """The entry line: two lines that say what is asked, and the box with the depth of the answer.

    Args:
        question: The question of an answer.
    """

    def __init__(self, question: Question) -> None:
        super().__init__(question, question.path)
        self.head: tuple[str, str] = ("", "")
        self.depth = 1

    def ask(self, head: tuple[str, str], depth: int) -> None:
        """Say what is asked, and how deep the answer will stand."""
        if (head, depth) != (self.head, self.depth):
            self.head, self.depth = head, depth
            self.editor.styles.margin = (2, 2, 0, 5 + len(str(depth)))
            self.refresh()

    def render(self) -> Content:
        """Draw what is asked above the box."""
        width = self.size.width
        mark = ">" if self.has_focus_within else " "
        box = f" {mark} {self.depth} ["
        lines = [padded(f"   {line}", width) for line in self.head]
        asked = len(self.head[0].partition("   ")[0])
        return Content("\n".join([*lines, f"{padded(box, width - 1)}]"])).stylize("bold", 3, 3 + asked)


def quoted_question(asked: str, quote: str, more: str, width: int) -> tuple[str, str]:
    """Return two lines that quote what is asked about; ``more`` is said where the quote leaves room.

    Args:
        asked: The question.
        quote: What it is about.
        more: What else helps to answer.
        width: The cells of a line.
    """
    start = f"{asked}   "
    if not quote:
        return asked, more
    lines = wrapped(f'"{quote}"', width - len(start))
    if len(lines) == 1:
        return start + lines[0], more
    rest = " ".join(lines[1:])
    second = cut(rest, width - len(start))
    return start + lines[0], " " * len(start) + (second if second == rest else f'{second}"')


class StopReasons(Widget, can_focus=True):
    """The reasons to stop at an answer; one key chooses."""

    class Chosen(Message):
        """Posted when a key chooses a reason, or none.

        Attributes:
            reason: The reason, ``None`` for none.
        """

        def __init__(self, reason: StopReason | None) -> None:
            self.reason = reason
            super().__init__()

    class Kept(Message):
        """Posted when what stands is to stay, be it a reason or none."""

    def __init__(self) -> None:
        super().__init__()
        self.quote = ""
        self.reason: str | None = None

    def ask(self, quote: str, reason: str | None) -> None:
        """Ask why to stop at an answer, which may have a reason already."""
        self.quote, self.reason = quote, reason
        self.refresh()

    def render(self) -> Content:
        """Draw the reasons with their keys."""
        width = self.size.width
        first, second = quoted_question("Stop here because", self.quote, "", width - 5)
        mark = ">" if self.has_focus else " "
        reasons = "   ".join(
            f"({key}) {REASON_WORDS[reason]}" if reason == self.reason else f"{key} {REASON_WORDS[reason]}"
            for key, reason in REASON_KEYS.items()
        )
        lines = (f"   {first}", f"   {second}", f" {mark} {reasons}   Esc no reason")
        return Content("\n".join(padded(line, width) for line in lines)).stylize(
            "bold", 3, 3 + len("Stop here because")
        )

    def on_key(self, event: events.Key) -> None:
        """Choose a reason, clear it, or leave it."""
        if reason := REASON_KEYS.get(event.character or ""):
            self.post_message(self.Chosen(reason))
        elif event.key in {"backspace", "delete"}:
            self.post_message(self.Chosen(None))
        elif event.key in {"escape", "enter"}:
            self.post_message(self.Kept())
        else:
            return
        event.stop()
        event.prevent_default()
