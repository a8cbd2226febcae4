"""What wide terminals show beside the whys: the chain read back, what was made of it, and questions to ask on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rich.cells import cell_len

from pmwizard.draft.links import addressed_by
from pmwizard.draft.session import Session
from pmwizard.model.actions import ActionItem
from pmwizard.model.causes import Factor
from pmwizard.model.whys import Branch, chain_to
from pmwizard.questions import Question
from pmwizard.questions.causes import STOP_REASONS, WHYS_AFTER_PERSON, WHYS_TO_ASK_ON
from pmwizard.ui.panes import SidePane
from pmwizard.ui.screens.whys_advice import WhyAdvice
from pmwizard.ui.screens.whys_changes import WhyTree
from pmwizard.ui.screens.whys_field import lines_of
from pmwizard.ui.screens.whys_links import WhyLinks
from pmwizard.ui.text import cut

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

    def show(self, question: Question | None, section_id: str) -> None:
        """Show what is known of the chosen answer; help for the question where there is none."""
        branch = self._chosen()
        if branch is None:
            super().show(question, section_id)
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
        reason = next((one.meaning for one in STOP_REASONS if one.value == branch.why.stop), "")
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
