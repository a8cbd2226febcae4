"""Only changed cells are sent, and the picture is the one that full repainting gives."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from unicodedata import combining, normalize

import pytest

from tests.terminal.conftest import StartForm
from tests.terminal.emulator import Cell
from tests.terminal.harness import (
    BACKTAB,
    CTRL_N,
    CTRL_O,
    CTRL_Q,
    DOWN,
    ENTER,
    ESCAPE,
    F3,
    LEFT,
    TAB,
    UP,
    Terminal,
    paste,
    python,
)

F10 = b"\x1b[21~"
SIZES = [(80, 24), (100, 30), (61, 16), (40, 12), (160, 45)]
MOVES = [TAB, TAB, BACKTAB, ENTER, UP, DOWN, LEFT, CTRL_N, F3, CTRL_O, b"\x7f", b"\x1b[5~", b"\x1b[6~", b"\x15"]
TEXTS = ["a", "words of text ", "日本語", "e\u0301", "── ✓", "[red]x[/]", "1234567890" * 9]


def script(seed: int, steps: int) -> Iterator[bytes | tuple[int, int]]:
    chance = random.Random(seed)
    for _ in range(steps):
        kind = chance.random()
        if kind < 0.12:
            yield chance.choice(SIZES)
        elif kind < 0.3:
            yield paste("\n".join(chance.choices(TEXTS, k=chance.randint(1, 9))))
        elif kind < 0.6:
            yield chance.choice(TEXTS).encode()
        else:
            yield b"".join(chance.choices(MOVES, k=chance.randint(1, 4)))


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Terminal, Terminal]]:
    with (
        Terminal(python("tests.terminal.programs.form", str(tmp_path / "0"))) as ours,
        Terminal(python("tests.terminal.programs.form", str(tmp_path / "1"), "--whole")) as full,
    ):
        for terminal in (ours, full):
            terminal.wait_for("First screen")
        yield ours, full


def picture(terminal: Terminal) -> list[list[Cell]]:
    """Returns the cells without combining marks: full repainting heaps them up where a field begins with one."""
    return [
        [("".join(c for c in normalize("NFD", cell[0]) if not combining(c)), *cell[1:]) for cell in row]
        for row in terminal.cells()
    ]


def marks(path: Path) -> int:
    try:
        return int(json.loads(path.read_text())["marks"])
    except (OSError, ValueError, KeyError):
        return 0


def wait_for_mark(terminal: Terminal, path: Path, number: int) -> None:
    terminal.wait_until(lambda: marks(path) == number, what="the last key to settle")


@pytest.mark.parametrize("seed", range(4))
def test_any_sequence_of_keys_pastes_and_sizes_shows_what_full_repainting_shows(
    both: tuple[Terminal, Terminal], tmp_path: Path, seed: int
) -> None:
    ours, full = both
    done = []
    for number, step in enumerate(script(seed, 30), start=1):
        done.append(step)
        for place, terminal in enumerate(both):
            if isinstance(step, tuple):
                terminal.resize(*step)
            else:
                terminal.send(step)
            terminal.send(F10)
            wait_for_mark(terminal, tmp_path / str(place), number)
        try:
            ours.wait_until(lambda: picture(ours) == picture(full), 5)
        except AssertionError:
            pytest.fail(f"After {done}:\n{ours.text()}\n\nFull repainting:\n{full.text()}")
    assert ours.received < full.received


def test_a_size_and_back_at_once_leaves_no_gap(start_form: StartForm) -> None:
    terminal = start_form()
    terminal.send(b"title\t\tnotes")
    terminal.wait_for("notes")
    terminal.wait_until_still()
    before = terminal.cells()
    for columns in (40, 80, 30, 80):
        terminal.resize(columns, 24)
    terminal.wait_until(lambda: terminal.cells() == before, what="the same picture again")


def test_nothing_is_sent_while_nothing_happens(start_form: StartForm, tmp_path: Path) -> None:
    terminal = start_form()
    terminal.send(b"abc")
    terminal.wait_for("abc")
    terminal.send(F10)
    terminal.wait_until(lambda: marks(tmp_path / "state.json"))
    terminal.wait_until_still(0.5)
    mark = terminal.received
    with pytest.raises(AssertionError):
        terminal.wait_until(lambda: terminal.received > mark, 1.5)


def test_the_cursor_of_the_terminal_is_where_text_goes(start_form: StartForm) -> None:
    terminal = start_form()
    terminal.send(b"abc")
    terminal.wait_for("abc")
    row = next(y for y, line in enumerate(terminal.lines()) if "abc" in line)
    column = terminal.lines()[row].index("abc") + 3
    terminal.wait_until(lambda: terminal.cursor() == (column, row))
    terminal.send(LEFT)
    terminal.wait_until(lambda: terminal.cursor() == (column - 1, row))
    terminal.send(CTRL_O)
    terminal.wait_for("A question")
    terminal.wait_until(lambda: terminal.cursor()[1] > row, what="the cursor in the question")


def test_a_program_in_between_leaves_the_picture_whole(start_form: StartForm) -> None:
    terminal = start_form(environment={"NO_COLOR": ""})
    terminal.send(b"typed")
    terminal.wait_for("typed")
    terminal.wait_until_still()
    before = terminal.cells()
    terminal.send(b"\x1b[15~")
    terminal.wait_for("NO_COLOR ''")
    terminal.send(b"\n")
    terminal.wait_until(lambda: terminal.cells() == before, what="the same picture again")
    terminal.send(ESCAPE)
    terminal.send(CTRL_Q)
    assert terminal.wait() == 0
