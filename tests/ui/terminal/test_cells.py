"""The bytes between two pictures."""

from hypothesis import given
from hypothesis import strategies as st

from pmwizard.terminal.painter import CellRow, Writer, change, changed_runs, is_disputed, pen
from tests.terminal.emulator import Emulator

COLOURS = ["", "1", "31", "38;5;200", "1;38;2;1;2;3;48;5;7", "7;97;41", "48;2;9;8;7"]
PIECES = ["a", "b ", "     ", "日", "日本", "é", "e\u0301", "─"]

rows = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(COLOURS)), max_size=14)


def row(pieces: list[tuple[str, str]], width: int = 12) -> CellRow:
    made, x = CellRow(width, " "), 0
    for text, colours in pieces:
        made.put(x, text, colours)
        x += 2 if text == "日" else 4 if text == "日本" else 1 if text == "e\u0301" else len(text)
    made.forget_halves()
    return made


def sent(old: CellRow, new: CellRow) -> str:
    writer = Writer(None)
    for start, end in changed_runs(old, new):
        writer.write(new, 0, start, end)
    return writer.finish((0, 0))


def shown(*frames: str, width: int = 12) -> object:
    emulator = Emulator((width, 1))
    for frame in frames:
        emulator.feed(b"\x1b[?7l" + frame.encode())
    return emulator.cells


@given(first=rows, second=rows)
def test_the_difference_makes_the_second_picture_of_the_first(
    first: list[tuple[str, str]], second: list[tuple[str, str]]
) -> None:
    old, new = row(first), row(second)
    unknown = CellRow(12, None)
    assert shown(sent(unknown, old), sent(old, new)) == shown(sent(unknown, new))


@given(pieces=rows)
def test_an_equal_row_sends_nothing(pieces: list[tuple[str, str]]) -> None:
    assert list(changed_runs(row(pieces), row(pieces))) == []


@given(before=st.sampled_from(COLOURS), after=st.sampled_from(COLOURS))
def test_a_change_of_colours_is_complete(before: str, after: str) -> None:
    plain = f"\x1b[{before}mA{change(before, after)}B\x1b[m"
    whole = f"\x1b[{before}mA\x1b[0;{after}mB\x1b[m"
    assert shown(plain) == shown(whole)


def test_colours_are_divided_into_their_parts() -> None:
    assert pen("1;7;38;2;1;2;3;48;5;9") == ("1;7", "38;2;1;2;3", "48;5;9")
    assert pen("97;100") == ("", "97", "100")


def test_a_cluster_is_one_cell_and_the_rest_of_its_row_is_sent_whole() -> None:
    old = row([("abcdefghij", "")])
    new = row([("ab", ""), ("e\u0301", ""), ("defghij", "")])
    assert is_disputed(new.texts[2])
    assert list(changed_runs(old, new)) == [(2, 12)]


def test_what_follows_a_disputed_character_is_placed_anew() -> None:
    text = sent(CellRow(12, None), row([("e\u0301", ""), ("def", "")]))
    assert "e\u0301\x1b[1;2Hdef" in text


def test_no_control_character_reaches_the_terminal() -> None:
    made = CellRow(20, " ")
    made.put(0, "a\x1b]0;title\x07b\x9bc\u202ed\x00", "")
    assert not set("".join(text or "" for text in made.texts)) & set("\x1b\x07\x9b\u202e\x00")
    assert "".join(text or "" for text in made.texts).rstrip() == "a]0;titlebcd"


def test_a_mark_joins_the_cell_before_it_only_within_one_strip() -> None:
    made = CellRow(4, " ")
    made.put(made.put(0, "e", ""), "\u0301x", "31", goes_on=True)
    assert made.texts == ["e\u0301", "x", " ", " "]
    made.put(2, "\u0301y", "")
    assert made.texts == ["e\u0301", "x", "y", " "]


def test_half_a_wide_character_is_unknown() -> None:
    made = row([("日本", "")])
    made.put(1, "a", "")
    made.forget_halves()
    assert made.texts[:4] == [None, "a", "本", ""]
    made.put(2, "b", "")
    made.forget_halves()
    assert made.texts[:4] == [None, "a", "b", None]


def test_blanks_at_the_end_of_a_row_are_erased_not_sent() -> None:
    assert sent(row([("abcdefghij", "")]), CellRow(12, " ")).startswith("\x1b[1H\x1b[K")
