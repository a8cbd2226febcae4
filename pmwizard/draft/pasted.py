"""A pasted block that is not added yet: its text and what a person has settled about it, kept in the report."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from pmwizard.intake.results import NO_ANSWERS, PointAnswers
from pmwizard.model import Report
from pmwizard.questions.timeline import PASTED_BLOCK, TIMELINE

_TEXT, _SETTLED = f"{PASTED_BLOCK}.text", f"{PASTED_BLOCK}.settled"

NOTHING: Mapping[str, str] = {_TEXT: "", _SETTLED: ""}
"""What is kept, by path, once a block is added or left."""


@dataclass(frozen=True)
class PastedBlock:
    """A block as it stands in its preview.

    Attributes:
        text: The block as it was pasted.
        day: The day that a person entered for it.
        zone: The zone that a person entered for it, "" for none.
        answers: The answers to its questions.
        left_out: The lines at which events begin that are not to be added, counted from 0.
    """

    text: str
    day: date | None = None
    zone: str = ""
    answers: PointAnswers = field(default_factory=lambda: NO_ANSWERS)
    left_out: frozenset[int] = frozenset()

    @property
    def texts(self) -> dict[str, str]:
        """The block as it is kept in the report: texts by path."""
        settled = {
            "day": self.day.isoformat() if self.day else "",
            "zone": self.zone,
            "answers": [[*key, answer] for key, answer in self.answers.items()],
            "left_out": _runs(self.left_out),
        }
        return {_TEXT: self.text, _SETTLED: json.dumps(settled, ensure_ascii=False) if any(settled.values()) else ""}


def kept_block(report: Report) -> PastedBlock | None:
    """Return the block that a report keeps, ``None`` where it keeps none. What is settled and unreadable is dropped."""
    text = report.drafts.get(_TEXT, "")
    if not text:
        return None
    try:
        settled = json.loads(report.drafts.get(_SETTLED) or "{}")
        return PastedBlock(
            text,
            date.fromisoformat(settled["day"]) if settled.get("day") else None,
            str(settled.get("zone", "")),
            {tuple(map(str, key)): int(answer) for *key, answer in settled.get("answers", ())},
            frozenset(_numbers(settled.get("left_out", ()))),
        )
    except (ValueError, TypeError, AttributeError, RecursionError):
        return PastedBlock(text)


def waiting_section(report: Report) -> str:
    """Return the id of the section in which a pasted block waits to be seen to, "" where none does."""
    return TIMELINE.id if report.drafts.get(_TEXT) else ""


def _runs(numbers: Collection[int]) -> list[list[int]]:
    """Return numbers as runs, each by its first and last."""
    ordered = sorted(numbers)
    breaks = [place for place, (one, other) in enumerate(pairwise(ordered), 1) if other - one > 1]
    ends = zip([0, *breaks], [*breaks, len(ordered)], strict=True) if ordered else ()
    return [[ordered[first], ordered[end - 1]] for first, end in ends]


def _numbers(runs: Iterable[tuple[int, int]]) -> Iterable[int]:
    for first, last in runs:
        # No block has more lines than characters that can be pasted.
        yield from range(int(first), min(int(last), int(first) + _MOST_LINES) + 1)


_MOST_LINES = 2_000_000
