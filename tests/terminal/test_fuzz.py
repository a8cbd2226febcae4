"""Anything at all is typed into the real program; `python -m tests.terminal.fuzz` does more of it."""

from __future__ import annotations

from pathlib import Path

from tests.terminal.fuzz import Fuzz


def test_whatever_is_typed_nothing_breaks_and_the_file_holds_what_the_screen_holds(tmp_path: Path) -> None:
    fuzz = Fuzz(tmp_path, seed=20251121, packets=16)
    assert [problem for problem in (fuzz.run_once() for _ in range(2)) if problem] == []
    assert fuzz.figures.looks
    assert fuzz.figures.keys > 100
