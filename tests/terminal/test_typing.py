"""Bytes from a bad line: many keys in one packet, split sequences, characters that are none."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.conftest import StartForm
from tests.terminal.harness import CTRL_N, CTRL_O, CTRL_Q, ENTER, F3, TAB, Terminal, paste

Typed = Callable[[], dict[str, str]]


def end(terminal: Terminal) -> None:
    terminal.send(CTRL_Q)
    assert terminal.wait() == 0


def test_a_whole_form_in_one_packet_is_filled_as_by_hand(start_form: StartForm, typed: Typed) -> None:
    terminal = start_form(wait=False)
    terminal.wait_for_bytes(b"\x1b[?2004h")
    keys = [
        *[b"Payments down", TAB, b"dana", ENTER, b"line one", ENTER, b"line two", TAB, b"\x1b[B", b"\x1b[B", ENTER],
        *[CTRL_N, b"why not", TAB, b"a story", CTRL_O, b"because", ENTER, b", told", TAB, b"how", F3, b"\x1b[Z"],
        *[b"!", CTRL_N, b"ever", paste("\npasted"), b"\x7f", CTRL_Q],
    ]
    terminal.send(b"".join(keys))
    assert terminal.wait() == 0
    assert typed() == {
        "title": "Payments down",
        "owner": "dana",
        "notes": "line one\nline two!",
        "chosen": "2",
        "why": "why not",
        "story": "a story, told",
        "answers": "[because]",
        "answer": "because",
        "how": "howeve",
    }


def test_a_thousand_keys_in_one_packet_all_arrive(start_form: StartForm, typed: Typed) -> None:
    terminal = start_form()
    terminal.send(b"0123456789" * 100 + TAB + b"x" + CTRL_Q)
    assert terminal.wait() == 0
    assert typed() == {"title": "0123456789" * 100, "owner": "x"}


@pytest.mark.parametrize("character", ["1", "7", "-", "=", "x", "£", "é"])
def test_escape_and_a_character_in_one_packet_leave_the_text_alone(
    start_form: StartForm, typed: Typed, character: str
) -> None:
    terminal = start_form()
    terminal.send(f"abc\x1b{character}def" + "g" * 60)
    terminal.wait_for("abcdefg")
    end(terminal)
    assert typed() == {"title": "abcdef" + "g" * 60}


def test_characters_of_other_keyboards_are_text(start_form: StartForm, typed: Typed) -> None:
    terminal = start_form()
    terminal.send("¡™£¢∞§¶•ªº≠ñß日本")
    terminal.wait_for("日本")
    end(terminal)
    assert typed()["title"] == "¡™£¢∞§¶•ªº≠ñß日本"


def test_escape_and_enter_in_one_packet_are_both_heard(start_form: StartForm, typed: Typed) -> None:
    terminal = start_form()
    terminal.send("abc\x1b\r" + "d" * 60)
    terminal.wait_for("ddd")
    end(terminal)
    assert typed() == {"title": "abc", "owner": "d" * 60}


def test_an_invalid_byte_does_no_harm(start_form: StartForm, typed: Typed) -> None:
    terminal = start_form()
    terminal.send(b"caf\xe9 and more")
    terminal.wait_for("and more")
    end(terminal)
    assert typed()["title"] == "caf\ufffd and more"


def test_a_character_split_between_packets_is_one(start_form: StartForm, typed: Typed) -> None:
    terminal = start_form()
    terminal.send(b"caf\xc3")
    terminal.wait_for("caf")
    terminal.send(b"\xa9.")
    terminal.wait_for("é.")
    end(terminal)
    assert typed()["title"] == "café."


def test_a_slow_arrow_key_over_ssh_is_one_key(start_form: StartForm, typed: Typed) -> None:
    terminal = start_form(environment={"SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22"})
    terminal.send(b"ab\x1b")
    terminal.wait_for("ab")
    # The pause is the matter itself: a line that delivers the rest of a sequence a fifth of a second late.
    with pytest.raises(AssertionError):
        terminal.wait_for("never", timeout=0.2)
    terminal.send(b"[Dc")
    terminal.wait_for("acb")
    end(terminal)
    assert typed()["title"] == "acb"


def test_a_terminal_without_kitty_keys_and_one_with_are_the_same(start_form: StartForm, typed: Typed) -> None:
    terminal = start_form()
    terminal.send("\x1b[97;1;97u\x1b[9u\x1b[98;1;98u")
    terminal.wait_for("b")
    end(terminal)
    assert typed() == {"title": "a", "owner": "b"}


def test_what_a_colourless_person_wants_reaches_programs(start_form: StartForm, state: Path) -> None:
    terminal = start_form(environment={"NO_COLOR": "1"})
    terminal.send(b"\x1b[15~")
    terminal.wait_for("NO_COLOR '1'")
    mark = terminal.received
    terminal.send(b"\n")
    terminal.wait_for_bytes(b"First screen", mark)
    end(terminal)
