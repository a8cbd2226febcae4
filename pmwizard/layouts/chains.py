"""The tree of whys as chains: the one for the numbered lines of a layout, and the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pmwizard.model.base import is_empty
from pmwizard.model.causes import Why

LINES = 5
"""How many numbered lines the houses have."""


def leaf_chains(answers: Sequence[Why]) -> list[tuple[int, ...]]:
    """Return every way from the problem down to an answer that no other answer explains.

    A chain is the positions of its answers, the first why first. Answers stand in the order of the
    report; an answer whose parent is unknown, or that would explain itself, starts a chain of its own.
    """
    position = {why.id: index for index, why in reversed(list(enumerate(answers))) if why.id}
    parents = [position.get(why.parent) if why.parent else None for why in answers]
    for index in _looping(parents):
        parents[index] = None
    explained = set(parents)
    return [tuple(_up(parents, index))[::-1] for index in range(len(answers)) if index not in explained]


def _up(parents: Sequence[int | None], index: int) -> Iterator[int]:
    here: int | None = index
    while here is not None:
        yield here
        here = parents[here]


def _looping(parents: Sequence[int | None]) -> list[int]:
    """Return one answer of each circle of parents."""
    done: set[int] = set()
    cut: list[int] = []
    for start in range(len(parents)):
        walked: set[int] = set()
        here: int | None = start
        while here is not None and here not in done and here not in walked:
            walked.add(here)
            here = parents[here]
        if here is not None and here in walked:
            cut.append(here)
        done |= walked
    return cut


def main_chain(answers: Sequence[Why], chains: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    """Return the chain that the reporter marked as the main one, else the longest, else nothing."""
    marked = [chain for chain in chains if answers[chain[-1]].main]
    return max(marked or chains, key=len, default=())


def other_chains(chains: Sequence[tuple[int, ...]], main: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Return what the other chains add: each from the answer where it leaves those told before."""
    told = set(main)
    rest: list[tuple[int, ...]] = []
    for chain in chains:
        new = tuple(index for index in chain if index not in told)
        if new:
            rest.append(new)
            told.update(new)
    return rest


def in_lines(chain: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Return what stands in each of the five lines; deeper answers join the fifth."""
    lines = [chain[index : index + 1] for index in range(LINES - 1)]
    return [*lines, chain[LINES - 1 :]]


def has_answer(why: Why) -> bool:
    """Tell whether a why says anything."""
    return not is_empty(why.answer)
