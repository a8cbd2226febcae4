"""Why it happened: the mechanism, the tree of whys and the contributing factors."""

from __future__ import annotations

from typing import Literal, get_args

from pmwizard.model.base import Flag, Part, Row, Text, Texts

StopReason = Literal["can_change", "outside_control", "normal_work", "unknown"]
Category = Literal[
    "detection_gap",
    "process_gap",
    "testing_gap",
    "documentation_gap",
    "capacity_issue",
    "dependency_failure",
    "configuration_error",
    "code_defect",
    "human_error",
    "rollout",
    "design",
    "knowledge",
    "other",
]

CATEGORIES: tuple[Category, ...] = get_args(Category)


class RootCause(Part):
    """The mechanism of the failure and how it reached production."""

    what_happened: Text | None = None
    technical: Text | None = None
    trigger: Text | None = None
    code_issue: Text | None = None
    why_it_existed: Text | None = None
    why_tests_missed: Text | None = None


class Why(Row):
    """An answer to the question why its parent came about; without a parent it answers the problem."""

    id: Text | None = None
    parent: Text | None = None
    answer: Text | None = None
    stop: StopReason | None = None
    main: Flag | None = None


class FiveWhys(Part):
    """A tree of answers in reading order: each branch stands before the next."""

    problem: Text | None = None
    answers: tuple[Why, ...] = ()


class Factor(Row):
    """A condition that made the incident possible or worse; ``whys`` holds the ids of the whys that led to it."""

    id: Text | None = None
    category: Category | None = None
    factor: Text | None = None
    how_contributed: Text | None = None
    why_existed: Text | None = None
    whys: Texts = ()


class ContributingFactors(Part):
    """The factors found, and the categories looked at that played no part."""

    ruled_out: tuple[Category, ...] = ()
    factors: tuple[Factor, ...] = ()
