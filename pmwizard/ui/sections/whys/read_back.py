"""The whys read back, each chain joined by "therefore": beside the tree, and in a dialog that tests it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen

from pmwizard.draft.edits.links import addressed_by
from pmwizard.draft.edits.whys import WhyTree
from pmwizard.model import Report
from pmwizard.model.parts.actions import ActionItem
from pmwizard.model.parts.causes import Factor
from pmwizard.model.whys import Branch, chain_to
from pmwizard.questions.causes import WHY_PROBLEM, WHY_ROWS, WHY_STOP
from pmwizard.text import counted, one_line
from pmwizard.ui import keys
from pmwizard.ui.frame.lines import Divider, KeyLine, Line
from pmwizard.ui.text import cut, flowed
from pmwizard.ui.widgets.list import List, ListLine

THEREFORE = "therefore "

FOLLOWS = "follows"
"""What the dialog is dismissed with when a person accepts the chains."""

WIDEST = 84
"""Cells of a line of the dialog, however wide the terminal is: longer ones are hard to read aloud."""


@dataclass(frozen=True)
class ReadLine:
    """One line of a chain read back.

    Attributes:
        lead: What joins it to the line before.
        text: What it says.
        path: The answer it is, "" for a heading.
    """

    lead: str
    text: str
    path: str = ""


def hanging(lead: str, text: str, width: int) -> list[str]:
    """Return text behind a lead, broken into lines that stand below the text."""
    first, *rest = flowed(one_line(text), max(8, width - cell_len(lead)))
    return [lead + first, *(" " * cell_len(lead) + line for line in rest)]


def chain_read_back(branches: Sequence[Branch], position: int, problem: str) -> Iterator[ReadLine]:
    """Yield the chain that ends at an answer, from there up to the problem."""
    for step, place in enumerate(reversed(chain_to(branches, position))):
        why = branches[place].why
        yield ReadLine(THEREFORE if step else "", why.answer or "(no text)", f"{WHY_ROWS.path}.{why.id}.answer")
    yield ReadLine(THEREFORE, problem or "(the problem has no words yet)", WHY_PROBLEM.path)


def read_back(branches: Sequence[Branch], problem: str) -> Iterator[ReadLine]:
    """Yield every chain, each under a heading, with an empty line between them."""
    ends = [position for position, branch in enumerate(branches) if branch.is_leaf]
    for number, end in enumerate(ends, 1):
        if number > 1:
            yield ReadLine("", "")
        why = branches[end].why
        reason = WHY_STOP.label_of(why.stop) or "open end"
        yield ReadLine("", f"Chain {number} of {len(ends)}: {reason}{', main chain' if why.main else ''}")
        yield from chain_read_back(branches, end, problem)


# Beside the tree


def chain_lines(whys: WhyTree, position: int, width: int, height: int) -> list[str]:
    """Return the chain that ends at an answer in about ``height`` lines, under a heading.

    Each answer has as many lines as there is room for. Where one line each is too much, those in the middle are
    counted.
    """
    reason = WHY_STOP.meaning_of(whys.branches[position].why.stop)
    room = max(3, height - (4 if reason else 2))
    chain = [
        hanging(line.lead, line.text, width) for line in chain_read_back(whys.branches, position, whys.words_of(None))
    ]
    for most in (6, 3, 2, 1):
        parts = [_cut_to(lines, most, width) for lines in chain]
        if sum(map(len, parts)) <= room:
            break
    left_out = len(parts) - room + 1
    if left_out > 1:
        parts[-1 - left_out : -1] = [[f"(and {left_out} more between)"]]
    ending = ["", f"Stops here: {reason}"] if reason else []
    return [f"{whys.name(position)} read back", "", *(line for part in parts for line in part), *ending]


def _cut_to(lines: list[str], most: int, width: int) -> list[str]:
    return lines if len(lines) <= most else [*lines[: most - 1], cut(f"{lines[most - 1]} {lines[most].strip()}", width)]


def made_lines(report: Report, rows: Sequence[Factor | ActionItem], width: int) -> Iterator[str]:
    """Yield the factors and actions that were made of an answer, and the actions that change those factors."""
    if rows:
        yield from ("", "Made of it")
    for row in rows:
        yield from hanging(f"{row.id} ", _in_words(row), width)
        for action in addressed_by(report, row.id or "") if isinstance(row, Factor) else ():
            yield from hanging(f"  {action.id} ", _in_words(action), width)


def _in_words(row: Factor | ActionItem) -> str:
    """Return what a factor or an action says, with who does it and by when."""
    if isinstance(row, Factor):
        return row.factor or "(no text)"
    due = row.due.isoformat() if row.due else ""
    return ", ".join(part for part in (row.action or "(no text)", row.owner, row.priority, due) if part)


# In a dialog


class ReadBack(ModalScreen[str]):
    """The chains read back; dismissed with the path of an answer to change, :data:`FOLLOWS`, or "" when left.

    The list has the focus while one of its lines is chosen, nothing while the line that accepts the chains is.

    Args:
        whys: The tree of whys.
    """

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [*keys.READ_BACK_KEYS]

    def __init__(self, whys: WhyTree) -> None:
        super().__init__()
        self._read = tuple(read_back(whys.branches, whys.words_of(None)))
        self._answers = [index for index, line in enumerate(self._read) if line.path]
        self._lines: list[ListLine] = []
        self.list = List(lambda index, _: self._lines[index])
        ends = sum(branch.is_leaf for branch in whys.branches)
        self.heading = Line("Read aloud. Does each line lead to the next?", counted(ends, "chain"), id="title")
        self.accepting = Line()
        self.place = Line()
        self.key_line = KeyLine()

    def compose(self) -> ComposeResult:
        """Place the chains above the line that accepts them."""
        yield from (self.heading, Divider(), self.list, Divider(), self.accepting, self.place, self.key_line)

    def on_mount(self) -> None:
        """Say which part is shown, also after scrolling."""
        self.watch(self.list, "scroll_y", self.show_place)
        self.watch(self.list, "virtual_size", self.show_place)

    def on_resize(self, event: events.Resize) -> None:
        """Break the lines for the new width."""
        self._lines = [
            ListLine(
                f"{' ' if line.path else ''} {part}",
                f"{index}" if number == 0 else "",
                "text" if not line.path else "more" if number else "row",
            )
            for index, line in enumerate(self._read)
            for number, part in enumerate(hanging(line.lead, line.text, min(event.size.width, WIDEST) - 6))
        ]
        self.list.show(len(self._lines))
        self.call_after_refresh(self.show_place)

    @property
    def _chosen(self) -> int | None:
        """Which of the lines is chosen, ``None`` for the one that accepts them all."""
        return int(self.list.key) if self.focused is self.list else None

    def show_place(self) -> None:
        """Show what Enter does here, and whether there is more."""
        chosen, top = self._chosen, self.list.scroll_offset.y
        accepts = chosen is None
        self.accepting.show(f"{'>' if accepts else ' '} Yes, each line leads to the next. Go on")
        above, below = top > 0, top < self.list.max_scroll_y
        more = [text for text, is_there in (("more above", above), ("more below", below)) if is_there]
        where = "Up, Down choose a line to change"
        shown = (keys.TAKE_LINE.says("Go on"), keys.together("Scroll", keys.SCROLL_DOWN, keys.SCROLL_UP))
        if chosen is not None:
            where = f"line {self._answers.index(chosen) + 1} of {len(self._answers)}"
            shown = (keys.TAKE_LINE.says("Change this line"), keys.TO_ACCEPTING_LINE.says())
        self.place.show(" and ".join(more).replace("and more ", "and "), where)
        self.key_line.show((*shown, keys.LEAVE_CHAINS.says(), keys.QUIT.says()))

    def action_step(self, by: int) -> None:
        """Choose the next line; the one that accepts stands between the last and the first."""
        before = self.list.cursor
        if self._chosen is None:
            self.list.select(0 if by > 0 else len(self._lines))
            self.set_focus(self.list)
        else:
            self.list.action_move(by)
            if self.list.cursor == before:
                self.set_focus(None)
        self.show_place()

    def action_page(self, by: int) -> None:
        """Scroll by a page, and leave what is chosen as it is."""
        y = self.list.scroll_offset.y + by * max(1, self.list.size.height - 1)
        self.list.scroll_to(y=y, animate=False, immediate=True)

    def action_accept(self) -> None:
        """Accept the chains."""
        self.dismiss(FOLLOWS)

    def action_accept_line(self) -> None:
        """Go to the line that accepts."""
        self.set_focus(None)
        self.show_place()

    def action_take(self) -> None:
        """Change the chosen answer, or accept the chains."""
        self.dismiss(FOLLOWS if self._chosen is None else self._read[self._chosen].path)
