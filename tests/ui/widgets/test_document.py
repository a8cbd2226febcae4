from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from pmwizard.layouts.template.markdown import plain_words
from pmwizard.ui.text import wrapped
from pmwizard.ui.widgets.document import difference_lines, reading_lines, source_lines

TEXTS = st.text(alphabet=st.sampled_from("ab |-#*`~\\\n漢é.1[]_<>&"), max_size=200)


@given(TEXTS, st.integers(20, 90))
def test_no_line_is_wider_than_the_screen(text: str, width: int) -> None:
    for lines in (source_lines(text, width), reading_lines(text, width), difference_lines("a\nb", text, width)):
        assert all(cell_len(line.text) <= width for line in lines)


@given(TEXTS, st.integers(20, 90))
def test_the_source_loses_no_letter(text: str, width: int) -> None:
    shown = "".join(line.text for line in source_lines(text, width))
    assert "".join(shown.split()) == "".join("".join(text.splitlines()).split())


@given(TEXTS)
def test_the_same_text_has_no_difference(text: str) -> None:
    assert difference_lines(text, text, 80) == []


def test_tables_are_lined_up_and_marks_are_gone() -> None:
    text = "# Title\n\n| **Field** | Value |\n|---|---|\n| Date | 2026-11-20 |\n| A \\| B | &lt;b&gt; |\n"
    assert [line.text for line in reading_lines(text, 60)] == [
        "Title",
        "=====",
        "",
        "Field  Value",
        "Date   2026-11-20",
        "A | B  <b>",
    ]


def test_wide_cells_are_broken_within_their_column() -> None:
    text = "| Time | Event |\n|---|---|\n| 13:42 | one two three four five six |\n"
    assert [line.text for line in reading_lines(text, 22)] == [
        "Time   Event",
        "13:42  one two three",
        "       four five six",
    ]


def test_columns_that_do_not_fit_share_what_the_short_ones_leave() -> None:
    text = "| No | Cause | Effect |\n|---|---|---|\n| 1 | one two three four | five six seven eight |\n"
    assert [line.text for line in reading_lines(text, 30)] == [
        "No  Cause         Effect",
        "1   one two       five six",
        "    three four    seven eight",
    ]


def test_no_column_gets_so_narrow_that_it_breaks_every_word() -> None:
    text = "| A | B |\n|---|---|\n| abcdefghij | klmnopqrst |\n"
    assert [line.text for line in reading_lines(text, 8)] == ["A       B", "abcdef  klmnop", "ghij    qrst"]


def test_code_is_shown_as_it_is() -> None:
    assert [line.text for line in reading_lines("```\n**a** | b\n```\n", 40)] == ["    **a** | b"]


def test_list_items_hang() -> None:
    assert wrapped("- one two three", 9, "  ") == ["- one two", "  three"]


def test_marks_inside_code_stay() -> None:
    assert plain_words("**bold** and `**not**` and \\*star\\*") == "bold and `**not**` and *star*"
    assert plain_words("a \\` alone \\[x] `code`") == "a ` alone [x] `code`"


def test_a_bar_in_code_reads_in_a_table_as_it_was_typed() -> None:
    lines = [line.text for line in reading_lines("| a |\n|---|\n| `x \\| y` |\n| <code>x\\\\\\|y</code> |", 40)]
    assert lines == ["a", "`x | y`", "x\\|y"]
    assert [line.text for line in reading_lines("see `x\\|y`", 40)] == ["see `x\\|y`"]


def test_a_difference_names_what_goes_and_what_comes() -> None:
    lines = [line.text for line in difference_lines("a\nb\nc\n", "a\nB\nc\n", 40)]
    assert lines == ["@ from line 1", "  a", "- b", "+ B", "  c"]


def test_long_texts_are_compared_in_one_pass() -> None:
    old = "\n".join(f"line {n}" for n in range(20_000))
    new = old.replace("line 700\n", "another line\n")
    assert [line.text for line in difference_lines(old, new, 40)] == [
        "@ from line 701",
        "- line 700",
        "+ another line",
    ]
