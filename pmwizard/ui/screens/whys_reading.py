"""The whys read back: each chain from its end up to the problem, joined by "therefore", to test whether it holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.screen import ModalScreen
from textual.scroll_view import ScrollView
from textual.strip import Strip

from pmwizard.draft.progress import counted
from pmwizard.model.whys import Branch, chain_to
from pmwizard.ui.lines import KeyLine, Line, Rule
from pmwizard.ui.screens.whys_changes import PROBLEM, REASON_WORDS, TABLE, WhyTree
from pmwizard.ui.screens.whys_pane import THEREFORE, led
from pmwizard.ui.text import padded

FOLLOWS = "follows"
"""What the screen is dismissed with when a person accepts the chains."""

QUESTION = "Does each line lead to the next?"
WIDEST = 84
"""Cells of a line, however wide the terminal is: longer ones are hard to read aloud."""

ACCEPT = "Yes, each line leads to the next. Go on"


@dataclass(frozen=True)
class ReadLine:
    """One line of a chain read back.

    Attributes:
        lead: What joins it to the line before.
        words: What it says.
        path: The answer it is, "" for a heading.
    """

    lead: str
    words: str
    path: str = ""


def read_back(branches: Sequence[Branch], problem: str) -> Iterator[ReadLine]:
    """Yield every chain from its end up to the problem, each under a heading, with an empty line between them."""
    ends = [position for position, branch in enumerate(branches) if branch.is_leaf]
    for number, end in enumerate(ends, 1):
        if number > 1:
            yield ReadLine("", "")
        why = branches[end].why
        reason = REASON_WORDS[why.stop] if why.stop else "open end"
        yield ReadLine("", f"Chain {number} of {len(ends)}: {reason}{', main chain' if why.main else ''}")
        for step, position in enumerate(reversed(chain_to(branches, end))):
            one = branches[position].why
            yield ReadLine(THEREFORE if step else "", one.answer or "(no text)", f"{TABLE}.{one.id}.answer")
        yield ReadLine(THEREFORE, problem or "(the problem has no words yet)", PROBLEM)


class ChainsView(ScrollView, can_focus=False):
    """Chains read back, as many lines each as their words need; one of their answers may be chosen.

    Args:
        lines: What is read back.
    """

    def __init__(self, lines: Sequence[ReadLine]) -> None:
        super().__init__()
        self.read_lines = tuple(lines)
        self.stops = tuple(index for index, line in enumerate(self.read_lines) if line.path)
        self.chosen: int | None = None
        """The place among the stops, ``None`` for none."""
        self._drawn: list[tuple[str, int]] = []
        self.show_vertical_scrollbar = False

    def fold(self, width: int) -> None:
        """Break the lines for a width."""
        self._drawn = [
            (f"{' ' if line.path else ''} {part}", index)
            for index, line in enumerate(self.read_lines)
            for part in led(line.lead, line.words, min(width, WIDEST) - 6)
        ]
        self.virtual_size = Size(width, len(self._drawn))
        self.choose(self.chosen)

    def choose(self, stop: int | None) -> None:
        """Choose an answer, and bring all its lines into sight."""
        self.chosen = stop
        rows = [row for row, (_, index) in enumerate(self._drawn) if index == self._index]
        if rows:
            self.scroll_to_region(Region(0, rows[0], 1, len(rows)), animate=False, force=True, immediate=True)
        self.refresh()

    @property
    def _index(self) -> int:
        return -1 if self.chosen is None else self.stops[self.chosen]

    @property
    def path(self) -> str:
        """The path of the chosen answer, "" for none."""
        return "" if self.chosen is None else self.read_lines[self._index].path

    def page(self, by: int) -> None:
        """Scroll by a page, and leave what is chosen as it is."""
        self.scroll_to(y=self.scroll_offset.y + by * max(1, self.size.height - 1), animate=False, immediate=True)

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        row, width = self.scroll_offset.y + y, self.size.width
        if row >= len(self._drawn):
            return Strip.blank(width, self.rich_style)
        text, index = self._drawn[row]
        is_first = row == 0 or self._drawn[row - 1][1] != index
        mark = ">" if is_first and index == self._index else " "
        return Strip([Segment(padded(f" {mark} {text}", width), self.rich_style)], width)


class ReadBack(ModalScreen[str]):
    """The chains read back; dismissed with the path of an answer to change, :data:`FOLLOWS`, or "" when left.

    Args:
        whys: The tree of whys.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f3", "dismiss('')", "Back", show=False, priority=True),
        Binding("ctrl+n", f"dismiss('{FOLLOWS}')", "Continue", show=False, priority=True),
        Binding("ctrl+q", "app.leave", "Quit", show=False, priority=True),
        Binding("down,j,tab", "step(1)", "Next line", show=False, priority=True),
        Binding("up,k,shift+tab", "step(-1)", "Line before", show=False, priority=True),
        Binding("pagedown,space", "page(1)", "Scroll down", show=False, priority=True),
        Binding("pageup", "page(-1)", "Scroll up", show=False, priority=True),
        Binding("home,end", "accept_line", "To the end", show=False, priority=True),
        Binding("enter", "take", "Take", show=False, priority=True),
    ]

    def __init__(self, whys: WhyTree) -> None:
        super().__init__()
        self.chains = ChainsView(tuple(read_back(whys.branches, whys.words_of(None))))
        ends = sum(branch.is_leaf for branch in whys.branches)
        self.heading = Line(f"Read aloud. {QUESTION}", counted(ends, "chain"), id="title")
        self.accepting = Line()
        self.place = Line()
        self.key_line = KeyLine()

    def compose(self) -> ComposeResult:
        """Place the chains above the line that accepts them."""
        yield self.heading
        yield Rule()
        yield self.chains
        yield Rule()
        yield self.accepting
        yield self.place
        yield self.key_line

    def on_mount(self) -> None:
        """Tell where one is, also after scrolling."""
        self.watch(self.chains, "scroll_y", self.show_place)
        self.watch(self.chains, "virtual_size", self.show_place)

    def on_resize(self, event: events.Resize) -> None:
        """Break the lines for the new width."""
        self.chains.fold(event.size.width)
        self.call_after_refresh(self.show_place)

    def show_place(self) -> None:
        """Show what Enter does here, and whether there is more."""
        chosen, top = self.chains.chosen, self.chains.scroll_offset.y
        self.accepting.show(f"{'>' if chosen is None else ' '} {ACCEPT}")
        above, below = top > 0, top < self.chains.max_scroll_y
        more = [words for words, is_there in (("more above", above), ("more below", below)) if is_there]
        count = len(self.chains.stops)
        where = "Up, Down choose a line to change" if chosen is None else f"line {chosen + 1} of {count}"
        self.place.show(" and ".join(more).replace("and more ", "and "), where)
        if chosen is None:
            keys: tuple[str, ...] = ("Enter Go on", "PgDn, PgUp Scroll")
        else:
            keys = ("Enter Change this line", "End Accept all")
        self.key_line.show((*keys, "Esc Back", "Ctrl+Q Quit"))

    def action_step(self, by: int) -> None:
        """Choose the next line; the one that accepts stands between the last and the first."""
        count = len(self.chains.stops)
        here = -1 if self.chains.chosen is None else self.chains.chosen
        there = (here + 1 + by) % (count + 1) - 1
        self.chains.choose(None if there < 0 else there)
        self.show_place()

    def action_page(self, by: int) -> None:
        """Scroll."""
        self.chains.page(by)

    def action_accept_line(self) -> None:
        """Go to the line that accepts."""
        self.chains.choose(None)
        self.show_place()

    def action_take(self) -> None:
        """Change the chosen answer, or accept the chains."""
        self.dismiss(self.chains.path or FOLLOWS)
