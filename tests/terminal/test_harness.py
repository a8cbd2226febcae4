"""The harness shows what a program draws."""

import sys

import pytest

from tests.terminal.harness import Terminal


def test_a_program_is_seen_and_hears_what_is_typed() -> None:
    with Terminal([sys.executable, "-c", "print('heard', input('say: '))"]) as terminal:
        terminal.wait_for("say:")
        terminal.send(b"hello\n")
        terminal.wait_for("heard hello")
        assert terminal.wait() == 0


def test_waiting_in_vain_shows_the_screen() -> None:
    with Terminal([sys.executable, "-c", "print('here'); input()"]) as terminal:
        terminal.wait_for("here")
        with pytest.raises(AssertionError, match="The screen:\nhere"):
            terminal.wait_for("elsewhere", timeout=0.05)
