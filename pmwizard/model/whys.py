"""The tree of whys: its order, depths and chains, and new trees made by adding, moving and removing branches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pmwizard.model.base import is_empty
from pmwizard.model.parts.causes import StopReason, Why

Whys = tuple[Why, ...]


@dataclass(frozen=True)
class Branch:
    """An answer in its place.

    Attributes:
        why: The answer.
        depth: How many whys lead to it from the problem, itself included.
        parent: The position of the answer it explains, ``None`` for the problem.
        size: How many answers the branch has, its own included.
        is_another: Whether an earlier answer explains the same one.
    """

    why: Why
    depth: int
    parent: int | None
    size: int
    is_another: bool

    @property
    def is_leaf(self) -> bool:
        """Whether nothing explains this answer further."""
        return self.size == 1


def parents_of(answers: Sequence[Why]) -> tuple[int | None, ...]:
    """Return the index of each answer's parent.

    An answer whose parent is unknown answers the problem, and so does one answer of each circle of parents.
    """
    index_of = {why.id: index for index, why in reversed(list(enumerate(answers))) if why.id}
    parents = [index_of.get(why.parent) if why.parent else None for why in answers]
    settled: set[int] = set()
    for start in range(len(parents)):
        walked: set[int] = set()
        here: int | None = start
        while here is not None and here not in settled and here not in walked:
            walked.add(here)
            here = parents[here]
        if here is not None and here in walked:
            parents[here] = None
        settled |= walked
    return tuple(parents)


def outline(answers: Sequence[Why]) -> tuple[Branch, ...]:
    """Return the answers in reading order, each with its place in the tree."""
    parents = parents_of(answers)
    below: dict[int | None, list[int]] = {}
    for index, parent in enumerate(parents):
        below.setdefault(parent, []).append(index)
    found: list[tuple[int, int, int | None, bool]] = []
    position_of: dict[int, int] = {}
    waiting = [(index, 1, number > 0) for number, index in enumerate(below.get(None, ()))][::-1]
    while waiting:
        index, depth, is_another = waiting.pop()
        parent = parents[index]
        position_of[index] = len(found)
        found.append((index, depth, None if parent is None else position_of[parent], is_another))
        waiting += [(child, depth + 1, number > 0) for number, child in enumerate(below.get(index, ()))][::-1]
    sizes = [1] * len(found)
    for position in range(len(found) - 1, -1, -1):
        parent = found[position][2]
        if parent is not None:
            sizes[parent] += sizes[position]
    return tuple(
        Branch(answers[index], depth, parent, size, is_another)
        for (index, depth, parent, is_another), size in zip(found, sizes, strict=True)
    )


def in_reading_order(answers: Sequence[Why]) -> Whys:
    """Return the answers with each branch whole before the next one."""
    return tuple(branch.why for branch in outline(answers))


def open_ends(branches: Sequence[Branch]) -> tuple[int, ...]:
    """Return the positions of the answers at which a chain ends without a reason."""
    return tuple(position for position, branch in enumerate(branches) if branch.is_leaf and not branch.why.stop)


def position_of(branches: Sequence[Branch], why_id: str | None) -> int | None:
    """Return the position of the answer with that id."""
    return next((position for position, branch in enumerate(branches) if branch.why.id == why_id), None)


def with_why(answers: Sequence[Why], why: Why, parent: int | None) -> Whys:
    """Return the tree with one more answer, the last to explain the answer at ``parent`` or the problem.

    Where a chain ended at ``parent`` it now goes on: a reason to stop goes, and the main chain goes on with it.
    """
    branches = outline(answers)
    rows = [branch.why for branch in branches]
    if parent is None:
        return (*rows, why.model_copy(update={"parent": None}))
    above = branches[parent]
    why = why.model_copy(
        update={"parent": above.why.id, "main": why.main or (above.is_leaf and above.why.main) or None}
    )
    rows[parent] = _going_on(above.why)
    end = parent + above.size
    return (*rows[:end], why, *rows[end:])


def without_branch(answers: Sequence[Why], position: int) -> Whys:
    """Return the tree without the answer at ``position`` and all answers below it."""
    branches = outline(answers)
    end = position + branches[position].size
    return tuple(branch.why for branch in (*branches[:position], *branches[end:]))


def moved(answers: Sequence[Why], position: int, by: int) -> Whys:
    """Return the tree with a branch one place up (-1) or down (1) among the answers to the same question."""
    branches = outline(answers)
    rows = tuple(branch.why for branch in branches)
    neighbour = _neighbour(branches, position, by)
    if neighbour is None:
        return rows
    first, second = sorted((position, neighbour))
    end = second + branches[second].size
    return rows[:first] + rows[second:end] + rows[first:second] + rows[end:]


def outdented(answers: Sequence[Why], position: int) -> Whys:
    """Return the tree with a branch one level up: it answers what its parent answers, right after it."""
    branches = outline(answers)
    rows = tuple(branch.why for branch in branches)
    branch = branches[position]
    if branch.parent is None:
        return rows
    above = branches[branch.parent]
    new_parent = rows[above.parent].id if above.parent is not None else None
    end = position + branch.size
    target = branch.parent + above.size
    raised = (branch.why.model_copy(update={"parent": new_parent}), *rows[position + 1 : end])
    return rows[:position] + rows[end:target] + raised + rows[target:]


def indented(answers: Sequence[Why], position: int) -> Whys:
    """Return the tree with a branch one level down: it explains the answer before it."""
    branches = outline(answers)
    rows = [branch.why for branch in branches]
    above = _neighbour(branches, position, -1)
    if above is None:
        return tuple(rows)
    branch = branches[position]
    if branches[above].is_leaf and rows[above].main and not any(row.main for row in rows[position:][: branch.size]):
        end = first_leaf(branches, position)
        rows[end] = rows[end].model_copy(update={"main": True})
    if branches[above].is_leaf:
        rows[above] = _going_on(rows[above])
    rows[position] = rows[position].model_copy(update={"parent": rows[above].id})
    return tuple(rows)


def with_stop(answers: Sequence[Why], position: int, reason: StopReason | None) -> Whys:
    """Return the tree with another reason to stop at the answer at ``position``."""
    return _with(answers, position, {"stop": reason})


def with_main_chain(answers: Sequence[Why], position: int) -> Whys:
    """Return the tree with the chain that ends at ``position`` as the only main one, or with none if it was."""
    was_main = outline(answers)[position].why.main
    rows = tuple(why.model_copy(update={"main": None}) if why.main else why for why in answers)
    return _with(rows, position, {"main": None if was_main else True})


def first_leaf(branches: Sequence[Branch], position: int) -> int:
    """Return the position at which the first chain through the answer at ``position`` ends."""
    while not branches[position].is_leaf:
        position += 1
    return position


def chain_to(branches: Sequence[Branch], position: int) -> tuple[int, ...]:
    """Return the positions that lead from the problem to an answer, its own last."""
    return tuple(_up([branch.parent for branch in branches], position))[::-1]


def _up(parents: Sequence[int | None], position: int) -> Iterator[int]:
    here: int | None = position
    while here is not None:
        yield here
        here = parents[here]


def _neighbour(branches: Sequence[Branch], position: int, by: int) -> int | None:
    """Return the position of the answer before (-1) or after (1) this one to the same question."""
    parent = branches[position].parent
    if by > 0:
        after = position + branches[position].size
        return after if after < len(branches) and branches[after].parent == parent else None
    return next((one for one in range(position - 1, -1, -1) if branches[one].parent == parent), None)


def _going_on(why: Why) -> Why:
    """Return an answer at which no chain ends any more."""
    return why.model_copy(update={"stop": None, "main": None}) if why.stop or why.main else why


def _with(answers: Sequence[Why], position: int, changes: dict[str, object]) -> Whys:
    rows = in_reading_order(answers)
    return (*rows[:position], rows[position].model_copy(update=changes), *rows[position + 1 :])


LINES = 5
"""How many numbered lines a house's template has."""


def leaf_chains(answers: Sequence[Why]) -> list[tuple[int, ...]]:
    """Return every way from the problem down to an answer that no other answer explains.

    A chain is the positions of its answers, the first why first. Answers stand in the order of the
    report; an answer whose parent is unknown, or that would explain itself, starts a chain of its own.
    """
    parents = parents_of(answers)
    explained = set(parents)
    return [tuple(_up(parents, index))[::-1] for index in range(len(answers)) if index not in explained]


def main_chain(answers: Sequence[Why], chains: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    """Return the chain that the reporter marked as the main one, else the longest that ends in what can be changed.

    Without either it is the longest of all, and without answers nothing.
    """
    marked = [chain for chain in chains if answers[chain[-1]].main]
    to_change = [chain for chain in chains if answers[chain[-1]].stop == "can_change"]
    return max(marked or to_change or chains, key=len, default=())


def other_chains(chains: Sequence[tuple[int, ...]], main: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Return what the other chains add: each from the answer at which it leaves the chains before it."""
    told = set(main)
    rest: list[tuple[int, ...]] = []
    for chain in chains:
        new = tuple(index for index in chain if index not in told)
        if new:
            rest.append(new)
            told.update(new)
    return rest


def five_lines(chain: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Return what stands in each of the five lines; deeper answers join the fifth."""
    lines = [chain[index : index + 1] for index in range(LINES - 1)]
    return [*lines, chain[LINES - 1 :]]


def has_answer(why: Why) -> bool:
    """Tell whether a why says anything."""
    return not is_empty(why.answer)
