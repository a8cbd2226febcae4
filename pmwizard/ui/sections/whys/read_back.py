"""The whys read back, each chain joined by "therefore", beside the tree and in a dialog that tests it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.screen import ModalScreen
from textual.scroll_view import ScrollView
from textual.strip import Strip

from pmwizard.draft.edits.links import addressed_by
from pmwizard.draft.edits.whys import WhyAdvice, WhyLinks, WhyTree
from pmwizard.draft.session import Session
from pmwizard.model.parts.actions import ActionItem
from pmwizard.model.parts.causes import Factor
from pmwizard.model.whys import Branch, chain_to
from pmwizard.questions import Question
from pmwizard.questions.causes import WHY_PROBLEM, WHY_ROWS, WHY_STOP, WHYS_AFTER_PERSON, WHYS_TO_ASK_ON
from pmwizard.text import counted
from pmwizard.ui.frame.lines import KeyLine, Line, Rule
from pmwizard.ui.frame.panes import SidePane
from pmwizard.ui.sections.whys.entry import lines_of
from pmwizard.ui.text import cut, padded

THEREFORE = "therefore "


class WhyPane(SidePane):
    """The chain that ends at the chosen answer, its factors and actions, and questions for a facilitator.

    Args:
        session: The open report.
        whys: Its tree of whys.
        links: What was made of them.
        advice: What is asked back.
        chosen: Returns the answer that is pointed at, changed or asked about.
    """

    def __init__(
        self,
        session: Session,
        whys: WhyTree,
        links: WhyLinks,
        advice: WhyAdvice,
        chosen: Callable[[], Branch | None],
    ) -> None:
        super().__init__(session)
        self.whys, self.links, self.advice = whys, links, advice
        self._chosen = chosen

    def show(self, question: Question | None) -> None:
        """Show what is known of the chosen answer; help for the question where there is none."""
        branch = self._chosen()
        if branch is None:
            super().show(question)
            return
        width = max(20, self.size.width - 3)
        rest = [*self._made(branch, width), *self._questions(branch, width)]
        lines = [*self._chain(branch, width, max(4, self.size.height - len(rest) - 1)), *rest]
        if lines != self._help:
            self._help = lines
            self.refresh()

    def _chain(self, branch: Branch, width: int, height: int) -> Iterator[str]:
        """Yield the chain from an answer up to the problem, as it is read back, in about ``height`` lines."""
        branches = self.whys.branches
        position = self.whys.position(branch.why.id) or 0
        reason = WHY_STOP.meaning_of(branch.why.stop)
        yield f"{self.whys.name(position)} read back"
        yield ""
        up = [branches[one].why.answer or "(no text)" for one in reversed(chain_to(branches, position))]
        said = [*up, self.whys.words_of(None) or "(the problem)"]
        yield from read_lines(said, width, height - (4 if reason else 2))
        if reason:
            yield from ("", f"Stops here: {reason}")

    def _made(self, branch: Branch, width: int) -> Iterator[str]:
        """Yield the factors and actions that refer to an answer, and the actions that change those factors."""
        rows = self.links.rows_of(branch.why.id)
        if rows:
            yield from ("", "Made of it")
        for row in rows:
            yield from led(f"{row.id} ", _words(row), width)
            if isinstance(row, Factor):
                for action in addressed_by(self.session.report, row.id or ""):
                    yield from led(f"  {action.id} ", _words(action), width)

    def _questions(self, branch: Branch, width: int) -> Iterator[str]:
        """Yield what may be asked next."""
        about_person = self.advice.stops_at_person(branch)
        yield from ("", "This stops at a person. Ask" if about_person else "Ask on")
        for one in (*(WHYS_AFTER_PERSON if about_person else ()), *WHYS_TO_ASK_ON):
            yield from led("- ", one, width)


def read_lines(answers: Sequence[str], width: int, height: int) -> list[str]:
    """Return answers joined by "therefore", each with as many lines as there is room for, at most ``height`` in all.

    Where one line each is too much, those in the middle are counted.
    """
    for most in (6, 3, 2, 1):
        parts = [
            _cut_to(led(THEREFORE if number else "", one, width), most, width) for number, one in enumerate(answers)
        ]
        if sum(map(len, parts)) <= height or most == 1:
            break
    left_out = len(parts) - max(3, height) + 1
    if len(parts) > max(3, height):
        parts[-1 - left_out : -1] = [[f"(and {left_out} more between)"]]
    return [line for part in parts for line in part]


def _cut_to(lines: list[str], most: int, width: int) -> list[str]:
    return lines if len(lines) <= most else [*lines[: most - 1], cut(f"{lines[most - 1]} {lines[most].strip()}", width)]


def led(lead: str, words: str, width: int) -> list[str]:
    """Return words behind a lead, broken into lines that stand below the words."""
    first, *rest = lines_of(words, width - cell_len(lead))
    return [lead + first, *(" " * cell_len(lead) + line for line in rest)]


def _words(row: Factor | ActionItem) -> str:
    """Return what a factor or an action says, with who does it and by when."""
    if isinstance(row, Factor):
        return row.factor or "(no text)"
    due = row.due.isoformat() if row.due else ""
    return ", ".join(part for part in (row.action or "(no text)", row.owner, row.priority, due) if part)


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
        reason = WHY_STOP.label_of(why.stop) if why.stop else "open end"
        yield ReadLine("", f"Chain {number} of {len(ends)}: {reason}{', main chain' if why.main else ''}")
        for step, position in enumerate(reversed(chain_to(branches, end))):
            one = branches[position].why
            yield ReadLine(THEREFORE if step else "", one.answer or "(no text)", f"{WHY_ROWS.path}.{one.id}.answer")
        yield ReadLine(THEREFORE, problem or "(the problem has no words yet)", WHY_PROBLEM.path)


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
