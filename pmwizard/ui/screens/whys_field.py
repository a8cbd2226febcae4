"""What asks in the step of whys: the field that quotes what it asks about, and the reasons to stop."""

from __future__ import annotations

from rich.cells import cell_len, chop_cells
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from pmwizard.model.causes import StopReason
from pmwizard.model.visible import visible
from pmwizard.questions import Question
from pmwizard.questions.answers import one_line
from pmwizard.ui.editors.field import Field
from pmwizard.ui.screens.whys_changes import REASON_WORDS
from pmwizard.ui.screens.whys_tree import REASON_KEYS
from pmwizard.ui.text import cut, padded


def lines_of(text: str, width: int) -> list[str]:
    """Return an answer, as one line, broken at spaces into lines of at most ``width`` cells."""
    width = max(8, width)
    lines: list[str] = []
    line = ""
    for word in visible(one_line(text)).split():
        for part in chop_cells(word, width) if cell_len(word) > width else (word,):
            longer = f"{line} {part}" if line else part
            if cell_len(longer) > width:
                lines.append(line)
                line = part
            else:
                line = longer
    return [*lines, line]


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
    lines = lines_of(f'"{quote[: 4 * width]}"', width - len(start))
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
