"""What an import comes to: the events, and what there is to know of how they were read."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any

from pmwizard.cli.output import folded, note, put, put_json, put_table
from pmwizard.intake.results import ReadBlock, some
from pmwizard.model.days import day_in
from pmwizard.model.parts.timeline import Event
from pmwizard.model.report import Report
from pmwizard.model.times.words import shown_time
from pmwizard.store.folder.find import name_for_commands
from pmwizard.text import counted, one_line, shortened, shown_path

_LONGEST = 40


@dataclass(frozen=True)
class Account:
    """What an import comes to: the events for standard output, what there is to know for standard error.

    Attributes:
        read: The text as it was read.
        new: Its events that the report did not have.
        known: How many the report had.
        report: The report before they were added.
        path: Its file.
        is_dry_run: Whether nothing is written.
    """

    read: ReadBlock
    new: tuple[Event, ...]
    known: int
    report: Report
    path: Path
    is_dry_run: bool

    def put_as_json(self) -> None:
        """Print it for scripts, as ``pmwizard schema import`` describes."""
        events = [_as_json(row) for row in self.read.rows]
        put_json({"kind": "text", "events": events, "told": self._told(), "asked": self._asked()})

    def put(self, found: str) -> None:
        """Print it for people; ``found`` says how much there was."""
        note(folded(found, indent="  "))
        for sentence in self._told():
            note(folded(f"  {one_line(sentence)}", indent="    "))
        for question in self.read.asked:
            note(folded(f"  Asked: {one_line(question)}", indent="    "))
        if self.read.waiting:
            note(folded(f"  Waiting for an answer: {one_line(some(self.read.waiting))}", indent="    "))
        if self.read.questions:
            edit = f"pmwizard edit {name_for_commands(self.path, os.environ, Path.cwd())} --section timeline"
            note(f"  {self._how_to_answer()}paste the text into: {edit}")
        if self.is_dry_run:
            put_table(_lines(self.new, self.report.zone))
        elif not self.read.questions:
            put(shown_path(self.path))

    def _asked(self) -> list[str]:
        """Return the questions, and each line that has no time until they are answered."""
        return [*self.read.asked, *(f"Waits for an answer: {one_line(line)}" for line in self.read.waiting)]

    def _how_to_answer(self) -> str:
        """Return which options answer a question, before the way that answers all."""
        options = {
            "--zone": any(question.is_of_zone for question in self.read.questions),
            "--day": any(question.is_of_day for question in self.read.questions),
        }
        named = " and ".join(option for option, answers in options.items() if answers)
        is_all = all(question.is_of_zone or question.is_of_day for question in self.read.questions)
        return (
            f"Pass {named}, or " if is_all else f"Pass {named} for what it answers, then " if named else "To answer, "
        )

    def _told(self) -> list[str]:
        return [*self.read.told, *self._moments(), *self._outcome()]

    def _outcome(self) -> list[str]:
        """Return what became of the events."""
        known, new = self.known, len(self.new)
        there = f"{counted(known, 'event')} {'is' if known == 1 else 'are'} in the timeline already" if known else ""
        name = one_line(self.report.metadata.incident_id or self.path.stem)
        if self.read.questions:
            done = "Nothing is added until that is settled"
        elif self.is_dry_run:
            done = f"{counted(new, 'event')} would be added to {name}"
        else:
            done = f"{counted(new, 'event')} added to {name}"
        return [sentence for sentence in (there, done) if sentence]

    def _moments(self) -> list[str]:
        """Return which moments the words of the events suggest."""
        set_ = [
            f"{row.moment} ({shown_time(row.at, self.report.zone)} {shortened(row.event or '', _LONGEST)})"
            for row in self.new
            if row.moment and row.at
        ]
        return [f"Moments by the words of the events: {', '.join(set_)}"] if set_ else []


def _as_json(row: Event) -> dict[str, Any]:
    return {
        "at": _instant(row.at),
        "day": row.day.isoformat() if row.day else None,
        "until": _instant(row.until),
        "approximate": bool(row.approximate),
        "who": row.who,
        "event": row.event,
        "source": row.source,
    }


def _instant(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z") if at else None


def _lines(rows: Sequence[Event], zone: tzinfo) -> list[tuple[str, str, str]]:
    """Return the events as lines: when, who, what."""
    return [(_when(row, zone), row.who or "", row.event or "") for row in rows]


def _when(row: Event, zone: tzinfo) -> str:
    if row.at is None:
        return row.day.isoformat() if row.day else "no time"
    day = day_in(row.at, zone)
    until = f"-{shown_time(row.until, zone, day=day)}" if row.until else ""
    return f"{shown_time(row.at, zone, approximate=bool(row.approximate))}{until}"
