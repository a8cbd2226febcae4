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


def test_a_program_on_a_terminal_has_the_clock_and_the_zone_of_the_tests() -> None:
    code = "import datetime, time; print(datetime.datetime.now().isoformat(' ', 'minutes'), time.tzname[0])"
    with Terminal([sys.executable, "-c", code]) as terminal:
        terminal.wait_for("2026-11-21 09:00 UTC")
