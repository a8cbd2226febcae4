"""The tree of whys after a merge: no branch bites its own tail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pmwizard.model.causes import Why


def part_circles(whys: dict[Any, Why], before: Mapping[Any, Why]) -> None:
    """Put whys that two sides moved below each other back where they were.

    Args:
        whys: The merged whys by id and count, changed here.
        before: What both sides began from, by the same keys.
    """
    while True:
        moved = [
            key
            for circle in _circles(whys)
            for key in circle
            if key in before and before[key].parent != whys[key].parent
        ]
        if not moved:
            return
        for key in moved:
            whys[key] = whys[key].model_copy(update={"parent": before[key].parent})


def _circles(whys: Mapping[Any, Why]) -> list[list[Any]]:
    """Return the keys of the whys that hang from themselves, circle by circle."""
    circles = []
    seen: set[Any] = set()
    for start in whys:
        way: dict[Any, None] = {}
        key = start
        while key in whys and key not in seen and key not in way:
            way[key] = None
            key = whys[key].parent, 0
        if key in way:
            steps = list(way)
            circles.append(steps[steps.index(key) :])
        seen.update(way)
    return circles
