"""The tree of whys on lines: how an answer is drawn, and the keys that rearrange the tree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.command import DiscoveryHit, Hit, Hits, Provider

from pmwizard.model.parts.causes import StopReason
from pmwizard.model.whys import Branch
from pmwizard.questions.causes import WHY_STOP
from pmwizard.ui.text import padded, spread
from pmwizard.ui.widgets.list import List

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


def branch_text(branch: Branch, made: Sequence[str], width: int) -> str:
    """Return the line that shows an answer: indented, with its depth, and marks at the right.

    Args:
        branch: The answer.
        made: The ids of the factors and actions made of it.
        width: The cells of the line.
    """
    indent = min(2 * (branch.depth - 1), max(0, width - MARKS_WIDTH - LEAST_WORDS))
    marks = marks_of(branch, made, width - indent - LEAST_WORDS)
    right = padded(marks, max(MARKS_WIDTH, len(marks))) if marks else ""
    return spread(f"{' ' * indent}{branch.depth} {branch.why.answer or '(no text)'}", right, width)


def marks_of(branch: Branch, made: Sequence[str], width: int) -> str:
    """Return what is to be known about an answer besides its words, in the longest form that fits."""
    why = branch.why
    stop = f"# {WHY_STOP.label_of(why.stop)}" if why.stop else ""
    main = "* main" if why.main else ""
    another = "+ another" if branch.is_another else ""
    links = f"-> {', '.join(made)}" if made else ""
    few = f"-> {made[0]} +{len(made) - 1}" if len(made) > 1 else links
    if another and not (stop or main or links):
        return "+ another cause"
    forms = ((stop, main, another, links), (stop, main, links), (stop, main[:1], few), (stop[:1], main[:1], few))
    lines = ["  ".join(filter(None, form)) for form in forms]
    return next((line for line in lines if len(line) <= width), lines[-1])


class TreeList(List):
    """The answers in reading order, with keys that change and rearrange the tree."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("k", "move(-1)", "Up", show=False),
        Binding("j", "move(1)", "Down", show=False),
        Binding("e", "act('edit')", "Edit", show=False),
        Binding("d,delete", "act('delete')", "Delete", show=False),
        Binding("J,shift+down", "act('down')", "Move down", show=False),
        Binding("K,shift+up", "act('up')", "Move up", show=False),
        Binding("less_than_sign", "act('outdent')", "One level up", show=False),
        Binding("greater_than_sign", "act('indent')", "One level down", show=False),
        Binding("a", "act('deeper')", "A deeper why", show=False),
        Binding("escape", "screen.leave_tree", "Back to the entry line", show=False),
        Binding("asterisk,space", "act('main')", "Main chain", show=False),
        Binding("F", "screen.factor", "Make it a contributing factor", show=False),
        Binding("A", "screen.action", "Make it an action", show=False),
        Binding("v", "screen.read", "Read the chains back", show=False),
        Binding("h", "screen.how", "Ask how instead of why", show=False),
        Binding("x", "act('dismiss')", "Put the advice aside", show=False),
        Binding("u", "app.undo", "Undo", show=False),
        Binding("f", "app.follow_up", "Needs follow-up", show=False),
        *(
            Binding({"?": "question_mark"}.get(key, key), f"act('{reason}')", WHY_STOP.label_of(reason), show=False)
            for key, reason in REASON_KEYS.items()
        ),
    ]


COMMANDS: Mapping[str, tuple[str, str]] = {
    "Ask how instead of why": ("how", "h in the list; once more asks why again"),
    "Read the chains back": ("read", "v in the list; does each line lead to the next?"),
    "Make a factor of this why": ("factor", "F in the list"),
    "Make an action of this why": ("action", "A in the list"),
}
"""The commands by name, each with the action of the screen and its help."""


class WhyCommands(Provider):
    """The commands of the step of whys."""

    async def discover(self) -> Hits:
        """Yield every command."""
        for name, (action, said) in COMMANDS.items():
            yield DiscoveryHit(name, partial(self.screen.run_action, action), help=said)

    async def search(self, query: str) -> Hits:
        """Yield the commands that a few letters mean."""
        matcher = self.matcher(query)
        for name, (action, said) in COMMANDS.items():
            if (score := matcher.match(name)) > 0:
                yield Hit(score, matcher.highlight(name), partial(self.screen.run_action, action), help=said)
