"""What a factor is linked to: the whys it came from and the actions that change it; and what is still to be said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pmwizard.draft.links import Target, addressed_by, link_names, targets
from pmwizard.model import Report
from pmwizard.model.causes import Factor
from pmwizard.ui.text import cut

HUMAN = "human_error"
HUMAN_QUESTION = "What made it easy to do and hard to notice"
NO_ACTION = "No action changes this yet"
MORE_TO_SAY = "more to say"

_MOST_LINES = 3


def is_explained(factor: Factor) -> bool:
    """Tell whether a factor says what it is and one of how and why; of a human action, what made it easy to do."""
    why = factor.why_existed if factor.category == HUMAN else factor.how_contributed or factor.why_existed
    return bool(factor.factor and why)


def still_to_say(factor: Factor) -> str:
    """Return what a factor does not say yet, as what to do; "" where it says enough."""
    if is_explained(factor):
        return ""
    if factor.category == HUMAN:
        return f"Say too {HUMAN_QUESTION[0].lower()}{HUMAN_QUESTION[1:]}"
    return "Say too how it contributed, or why it existed"


def unexplained(factors: Sequence[Factor]) -> int:
    """Return how many factors have more to be said."""
    return sum(not is_explained(one) for one in factors)


def link_lines(report: Report, factor: Factor, width: int, known: Mapping[str, Target] | None = None) -> list[str]:
    """Return the whys a factor came from and the actions that change it, one on a line each, in at most three lines."""
    known = targets(report) if known is None else known
    lines = [
        f"From {name} {known[why].words if why in known else ''}".strip()
        for name, why in zip(link_names(report, factor, known), factor.whys, strict=True)
    ]
    actions = addressed_by(report, factor.id or "")
    lines += [f"Action {report.action_items.index(one) + 1} {one.action or ''}".strip() for one in actions]
    lines += [] if actions else [NO_ACTION]
    if len(lines) > _MOST_LINES:
        lines[_MOST_LINES - 1 :] = [f"and {len(lines) - _MOST_LINES + 1} more"]
    return [cut(line, width) for line in lines]
