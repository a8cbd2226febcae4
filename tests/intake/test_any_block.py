"""Whatever is pasted, nothing raises and nothing is lost."""

from __future__ import annotations

import re
from datetime import UTC

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmwizard.intake.events import read_block
from pmwizard.intake.formats import block_of, pieces_of
from pmwizard.intake.reader import ReadingStoppedError
from pmwizard.intake.results import FROM_REPORT, AssumedDay, BlockSettings
from pmwizard.model.times.context import TimeContext
from tests.intake.conftest import BLOCKS, DAY, NOW, Paste

LINES = sorted({line for file in BLOCKS.iterdir() for line in file.read_text(encoding="utf-8").splitlines()})
HARD = ["25:75 - x", "13:45 CST a", "03/11/2025 13:45 b", "| a | b |", "|---|", "\t13:45\ta", "13:45", "New", "Today"]
WORDS = st.text(st.sampled_from("ab1359:-|[]()#*>.,/ \t+~?ZTUCPM\u2014\u202f"), max_size=40)
SOME_LINES = st.lists(st.one_of(st.sampled_from([*LINES, *HARD]), WORDS, st.text(max_size=30)), max_size=25)

_WORD = re.compile(r"\w+")
_PICTURE = re.compile(r":[a-z0-9_+-]+:")
"""The name of an emoji: a decoration in front of a time or behind a name."""


@given(SOME_LINES, st.sampled_from(["UTC", "Europe/Paris", "America/Chicago"]))
def test_every_line_is_in_a_row_or_told(lines: list[str], zone: str) -> None:
    paste = Paste("\n".join(lines), zone)
    block = block_of(paste.text, UTC, DAY.year)
    taken = [at for piece in pieces_of(block) for at in piece.lines]
    assert sorted(taken) == sorted(set(taken))
    assert {at for at, line in enumerate(block.lines) if line.strip()} <= set(taken)
    pasted = paste.read()
    joined = {at for piece in pieces_of(block) for at in piece.lines}
    assert len(pasted.rows) + len(pasted.skipped) + pasted.joined <= len(joined)
    assert len(pasted.without_time) + len(pasted.unread) <= len(pasted.rows)


@given(st.lists(st.one_of(st.sampled_from([line for line in LINES if "|" not in line]), WORDS), max_size=15))
def test_every_word_of_text_is_kept(lines: list[str]) -> None:
    pasted = Paste("\n".join(lines)).read()
    kept = " ".join(
        [*(f"{row.event} {row.who} {row.notes} {row.source}" for row in pasted.rows), *pasted.skipped, *pasted.unread]
    )
    words = {
        word for line in lines for word in _WORD.findall(_PICTURE.sub(" ", line)) if len(word) > 3 and word.isalpha()
    }
    times = {"edited", "Posted", "years", "November", "October", "Friday", "Saturday", "about", "until", "time"}
    assert {word for word in words - times if word.casefold() not in kept.casefold()} == set()


@given(
    SOME_LINES,
    st.sampled_from(["{line} {mark}", "{mark} {line}", "{line}{mark}", "| {line} | {mark} |", "{line}: {mark}"]),
)
def test_a_mark_on_every_line_is_found_again(lines: list[str], form: str) -> None:
    marks = [f"qx{number}xq" for number in range(len(lines))]
    marked = [form.format(line=line, mark=mark) for line, mark in zip(lines, marks, strict=True)]
    pasted = Paste("\n".join(marked)).read()
    rows = [f"{row.event} {row.who} {row.notes} {row.source}" for row in pasted.rows]
    assert [mark for mark in marks if mark not in " ".join([*rows, *pasted.skipped])] == []


@given(st.text(max_size=300))
def test_no_text_raises(text: str) -> None:
    Paste(text).read()


STAMPS = st.sampled_from(
    [
        "13:45",
        "1:45",
        "1:45 pm",
        "03/11/2025 13:45",
        "25/11/21 10:00",
        "Yesterday at 11:58",
        "Day 2 09:15",
        "T+1:05",
        "T0 13:45",
        "13:45 CST",
        "13:45 PST",
        "22:00-01:00",
        "02:30",
        "09:30",
        "Fri 10:00",
        "Nov 22 8:00",
        "2024-01-05",
    ]
)
TIMED = st.lists(st.tuples(STAMPS, st.sampled_from([" a", " - b", ": c", ""])).map("".join), max_size=12)


@settings(deadline=None)  # a block is read once for each of its questions
@given(TIMED, st.lists(st.integers(-1, 2), min_size=1, max_size=12), st.sampled_from(["", "PST", "IST"]))
def test_every_question_is_settled_by_some_answer(lines: list[str], choices: list[int], zone: str) -> None:
    paste = Paste("\n".join(lines), "Europe/Paris")
    answers: dict[tuple[str, ...], int] = {}
    for choice in choices * 3:
        pasted = paste.read(answers, zone)
        for question in pasted.questions[:1]:
            assert question.key not in answers
            answers[question.key] = min(choice, len(question.choices) - 1)
        if not pasted.questions:
            break
    assert len(pasted.rows) == len(pasted.places)
    assert list(pasted.places) == sorted(pasted.places)


@given(SOME_LINES)
def test_reading_twice_is_reading_once(lines: list[str]) -> None:
    paste = Paste("\n".join(lines))
    assert paste.read() == paste.read()


def test_reading_tells_how_far_it_is_and_stops_when_it_is_told_to() -> None:
    by = BlockSettings(AssumedDay(DAY, FROM_REPORT))
    text = "\n".join(f"13:45 step {number}" for number in range(3000))
    shares: list[float] = []

    def goes_on(share: float) -> bool:
        shares.append(share)
        return True

    read_block(text, TimeContext(DAY, NOW), by, goes_on)
    assert shares == sorted(shares)
    assert len(shares) > 10
    assert 0 <= shares[0] <= shares[-1] <= 1
    with pytest.raises(ReadingStoppedError):
        read_block(text, TimeContext(DAY, NOW), by, lambda share: share < 0.7)
