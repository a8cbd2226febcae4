"""Blocks as people paste them, each of a kind, and what a person reads in them (tests/intake/cases)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from pmwizard.model.parts.timeline import Event
from tests.intake.conftest import Paste

CASES = Path(__file__).parent / "cases"
_END_IN_WORDS = re.compile(r" \(until (?P<clock>[0-9]{2}:[0-9]{2})[^)]*\)$")


@dataclass(frozen=True)
class Row:
    """What a person reads: an instant in UTC, a day alone, or "" where the block tells neither."""

    at: str
    event: str
    who: str = ""
    until: str = ""


@dataclass(frozen=True)
class Case:
    """A block, the kind it is of, and its rows."""

    kind: str
    text: str
    rows: tuple[Row, ...]
    is_exact: bool = True
    zone: str = "UTC"
    day: date = date(2025, 11, 21)


def cases() -> list[Case]:
    """Every case of every file."""
    found = []
    for file in sorted(CASES.glob("*.toml")):
        for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]:
            rows = tuple(Row(**row) for row in case["rows"])
            is_exact = case.get("match", "equal") == "equal"
            found.append(
                Case(case["kind"], case["input"], rows, is_exact, case.get("zone", "UTC"), case.get("day", Case.day))
            )
    return found


def moment(at: datetime | None, day: date | None = None) -> str:
    """Return an instant or a day as a case writes it, seconds in full."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else day.isoformat() if day else ""


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def is_read(case: Case, row: Event, expected: Row) -> bool:
    """Tell whether a row is the one expected: its end may stand in the words too, its day alone in them."""
    event, who = row.event or "", row.who or ""
    day, until = getattr(row, "day", None), getattr(row, "until", None)
    if until and (end := _END_IN_WORDS.search(expected.event)):
        end_typed = time.fromisoformat(end["clock"])
        if (until.minute, until.second) != (end_typed.minute, end_typed.second):
            return False
        expected = Row(expected.at, expected.event[: end.start()], expected.who, expected.until)
    if moment(row.at) != (expected.at if "T" in expected.at else "") or (
        "T" not in expected.at and expected.at and moment(None, day) != expected.at
    ):
        return False
    if expected.until and moment(until) != expected.until:
        return False
    if case.is_exact:
        return (event, who) == (expected.event, expected.who)
    all_words = words(f"{event} {who} {row.notes or ''} {row.source or ''} {moment(None, day)}")
    return set(words(expected.event)) <= set(all_words) and expected.who in {"", who}


CASES_READ = cases()


@pytest.mark.parametrize("case", CASES_READ, ids=[f"{at}: {case.kind}" for at, case in enumerate(CASES_READ)])
def test_a_block_is_read_as_a_person_reads_it(case: Case) -> None:
    pasted = Paste(case.text.rstrip("\n"), case.zone, case.day).read()
    read = [(moment(row.at, getattr(row, "day", None)), row.who or "", row.event or "") for row in pasted.rows]
    assert len(pasted.rows) == len(case.rows), read
    assert all(is_read(case, row, expected) for row, expected in zip(pasted.rows, case.rows, strict=True)), read
