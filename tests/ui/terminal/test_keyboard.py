"""Keys and pastes from the bytes of a terminal."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from pmwizard.terminal import keyboard
from pmwizard.terminal.keyboard import Keyboard, Parser

PASTE, END = "\x1b[200~", "\x1b[201~"


def messages(*packets: str | bytes) -> list[str]:
    """Returns keys by name, characters as they are, and pastes in guillemets."""
    board = Keyboard(Parser())
    told = []
    for packet in packets:
        for event in board.read(packet.encode() if isinstance(packet, str) else packet):
            if isinstance(event, events.Paste):
                told.append(f"«{event.text}»")
            elif isinstance(event, events.Key):
                told.append(event.character if event.is_printable and event.character else event.key)
    return told


@pytest.mark.parametrize("character", list("019-=§xX~£é"))
def test_escape_and_a_character_are_escape(character: str) -> None:
    assert messages(f"a\x1b{character}b") == ["a", "escape", "b"]


def test_escape_and_enter_are_both() -> None:
    assert messages("a\x1b\rb") == ["a", "escape", "enter", "b"]


def test_a_line_feed_is_enter_as_it_was_pressed_before_the_program_listened() -> None:
    assert messages("a\nb\n") == ["a", "enter", "b", "enter"]


def test_a_line_end_of_two_characters_is_one_enter() -> None:
    assert messages("a\r\nb\r\n\r\nc\n\rd") == ["a", "enter", "b", "enter", "enter", "c", "enter", "enter", "d"]


def test_characters_by_themselves_are_text() -> None:
    assert messages("£§ºª•¡–") == list("£§ºª•¡–")  # noqa: RUF001 - people type it


def test_known_sequences_are_what_they_were() -> None:
    text = "\x1b[A\x1bOP\x1b[21~\x1b[1;5C\x1bb\x1b\x7f\x1b[97;5u\x1b\t\x1b[11~"
    expected = ["up", "f1", "f10", "ctrl+right", "ctrl+left", "ctrl+w", "ctrl+a", "shift+tab", "f1"]
    assert messages(text) == expected


def test_invalid_bytes_are_one_visible_character_each() -> None:
    assert messages(b"caf\xe9 \xff!") == list("caf\ufffd \ufffd!")


def test_a_paste_is_whole_whatever_is_in_it() -> None:
    text = "a\x1b1\n\x1b[31mred\x1b[0m \x1b[A\x11 b\x1b"
    assert messages(f"x{PASTE}{text}{END}y") == ["x", f"«{text}»", "y"]


@given(place=st.integers(3, 30), other=st.integers(3, 30))
def test_a_paste_in_several_packets_is_one(place: int, other: int) -> None:
    whole = f"{PASTE}some words\x1b[31m{END}y"
    first, second = sorted((place, other))
    assert messages(whole[:first], whole[first:second], whole[second:]) == ["«some words\x1b[31m»", "y"]


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("\x1b[106;5u", "\n"),
        ("\x1b[27;5;106~", "\n"),
        ("\x1b[106:74;5:1u", "\n"),
        ("\x1b[109;5u", "\r"),
        ("\x1b[13u", "\r"),
        ("\x1b[13;1u", "\r"),
        ("\x1b[13;2u", "\r"),
        ("\x1b[27;2;13~", "\r"),
        ("\x1b[109;5u\x1b[106;5u", "\r\n"),
        ("\x1b[105;5u", "\t"),
        ("\x1b[9;1u", "\t"),
    ],
)
def test_line_ends_and_tabs_that_a_terminal_encodes_in_a_paste_are_what_they_were(key: str, text: str) -> None:
    assert messages(f"{PASTE}13:45 Alert{key}13:47 Acked{END}") == [f"«13:45 Alert{text}13:47 Acked»"]


@pytest.mark.parametrize(
    "text", ["\x1b[31mred\x1b[0m", "\x1b[u", "\x1b[97;5u", "\x1b[106u", "\x1b[99999999;5u", "\x1b[27;0;106~"]
)
def test_other_sequences_in_a_paste_stay_in_it(text: str) -> None:
    assert messages(f"{PASTE}a{text}b{END}") == [f"«a{text}b»"]


def test_an_empty_paste_is_none() -> None:
    assert messages(f"{PASTE}\x00{END}a") == ["a"]


def test_a_paste_without_an_end_does_not_swallow_keys_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    time = 1000.0
    monkeypatch.setattr(keyboard, "monotonic", lambda: time)
    board = Keyboard(Parser())
    assert list(board.read(f"{PASTE}lost".encode())) == []
    assert list(board.read(b"")) == []
    time += keyboard.PASTE_PATIENCE + 1
    (paste,) = board.read(b"")
    assert paste.text == "lost"
    (key,) = board.read(b"q")
    assert key.key == "q"


def test_the_beginning_of_a_mark_that_is_none_is_heard_a_moment_later(monkeypatch: pytest.MonkeyPatch) -> None:
    time = 1000.0
    monkeypatch.setattr(keyboard, "monotonic", lambda: time)
    board = Keyboard(Parser())
    assert list(board.read(b"\x1b[2")) == []
    assert list(board.read(b"")) == []
    (insert,) = board.read(b"~")
    assert insert.key == "insert"
    assert list(board.read(b"\x1b[20")) == []
    time += 1
    list(board.read(b""))
    assert "f9" in [event.key for event in board.read(b"~")]


@given(st.text(alphabet="ab\x1b[201~\n", max_size=60), st.lists(st.integers(0, 80), max_size=6))
def test_a_paste_in_any_packets_is_the_paste_in_one(text: str, cuts: list[int]) -> None:
    whole = f"x{PASTE}{text}{END}yz"
    head = len(PASTE) + 1
    places = [head, *sorted({head + cut for cut in cuts if head + cut < len(whole)}), len(whole)]
    packets = [whole[:head], *(whole[start:end] for start, end in pairwise(places))]
    assert messages(*packets) == messages(whole)


def test_a_paste_of_more_than_any_answer_takes_is_refused_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyboard, "MOST_PASTED", 8)
    board = Keyboard(Parser())
    found = [event for packet in (PASTE, *"123456789", END + "a") for event in board.read(packet.encode())]
    assert [type(event) for event in found] == [keyboard.PasteRefused, events.Key]
    assert messages(f"{PASTE}12345678{END}") == ["«12345678»"]
