"""The tree of whys on lines: how an answer is drawn, and the keys that rearrange the tree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType

from pmwizard.model.whys import Branch
from pmwizard.questions.causes import WHY_STOP
from pmwizard.ui import keys
from pmwizard.ui.text import padded, spread
from pmwizard.ui.widgets.list import List

MARKS_WIDTH = 15
"""Cells for "+ another cause", the widest single mark."""

ROWS_AT_LEAST = 10
"""Lines kept for the tree, so that the entry line stays where it is while the tree is small."""

LEAST_WORDS = 30
"""Cells that an answer keeps however deep it stands."""

_MAKES = (keys.MAKE_FACTOR.says("factor"), keys.MAKE_ACTION.says("action"))
_READ, _DELETE = keys.READ_BACK.says("read back"), keys.DELETE.says("delete")
_WHOLE = (keys.MAIN_CHAIN.says("main"), keys.ASK_HOW.says("how"))
_ROW_KEYS = (
    keys.together("move", *keys.ORDER),
    keys.together("level", *keys.LEVELS),
    _DELETE,
    *_MAKES,
    _READ,
    *_WHOLE,
)
_END_KEYS = (*(key.says() for key in keys.STOP_HERE), *_MAKES, *_WHOLE)
_CHANGE_KEYS = (
    keys.MAKE_FACTOR.says("make it a contributing factor"),
    keys.MAKE_ACTION.says("make it an action"),
    _READ,
    _DELETE,
    *_WHOLE,
)


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


def row_hint(branch: Branch, made: Sequence[str], width: int) -> str:
    """Return the keys that do something with an answer, as many as fit on a line, each whole."""
    shown = [*_ROW_KEYS]
    if branch.is_leaf and not branch.why.stop:
        shown = [*_END_KEYS]
    elif branch.is_leaf and branch.why.stop == "can_change" and not made:
        shown = [*_CHANGE_KEYS]
    while len("  ".join(shown)) > width and len(shown) > 1:
        shown.pop()
    wide = keys.hint_of(*shown)
    return wide if len(wide) <= width else "  ".join(shown)


class TreeList(List):
    """The answers in reading order, with keys that change and rearrange the tree."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.WHYS_KEYS]
