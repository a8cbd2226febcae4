"""Whatever people type, the document around it stays whole, and short answers read as they were typed."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from pmwizard.layouts.rendering import render
from pmwizard.layouts.template.markdown import Placement, fenced, prose
from pmwizard.layouts.template.marks import (
    linked,
    marked,
    marked_on_one_line,
    placed,
    quoted_words,
    visible_in_markdown,
)
from pmwizard.layouts.template.shapes import is_choice
from pmwizard.model.base import Part, tidied
from tests.layouts.conftest import NAMES, blank_templates, built_in_layouts, sample_reports
from tests.layouts.outline import difference, outline, reader

PIECES = [
    "# Fake heading", "## Action Items", "###### deep", "#", "Setext", "===", "---", "--", "=", "***", "* * *", "_ _ _",
    "```", "```python", "~~~", "````", "`", "``", "<!--", "-->", "<b>", "</div>", "<div>", "<script>", "<pre>", "<?php",
    "<![CDATA[", "<!DOCTYPE x>", "<https://a.example>", "<U", "|", "| a | b |", "|---|---|", "a | b", "--- | ---",
    "- ", "- [ ] ", "- [x] ", "+ ", "* ", "1. ", "10) ", "> ", ">", "    ", "  ", "\t", "\n", "\n\n", "\n  ", "\n    ",
    "**", "*", "*.*=.*", "__init__", "_", "~", "~~", "[x]: /url", "[ ]: /url", "[a]:", "[^1]: note", "[", "]", "(", ")",
    "![", "](", "&amp;", "&", "&#35;", "\\", "\\|", "$", ":", "text", "word word", "13:45", "2026-01-15", "é",
    "\x1b[31m", "\0", "\x85", "\u202e", "\u2028", "\u2066", "\x7f", "unknown", "n/a", "{{ metadata.title }}",
    "{% if %}",
]  # fmt: skip
TEXTS = st.one_of(
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), min_size=1, max_size=9).map("".join),
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=7).map("\n".join),
).map(lambda text: tidied(text.encode("utf-8", "replace").decode()))
FILLED = TEXTS.filter(lambda text: bool(visible_in_markdown(text).strip()))


def with_texts(value: Any, texts: list[str], path: str = "") -> Any:
    """Return a part of a report with every text that a person types replaced."""
    if isinstance(value, Part):
        changed = {
            name: with_texts(getattr(value, name), texts, f"{path}.{name}".lstrip("."))
            for name in type(value).model_fields
            if name not in ("id", "parent", "drafts", "role")
        }
        return value.model_copy(update=changed)
    if isinstance(value, tuple):
        return tuple(with_texts(entry, texts, path) for entry in value)
    if isinstance(value, str) and not is_choice(path) and path != "layout":
        texts.append(texts.pop(0))
        return texts[-1]
    return value


def headings(markdown: str) -> list[tuple[str, str]]:
    return [mark for mark in outline(markdown) if mark[0] in ("h1", "h2", "h3", "h4", "h5", "h6")]


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=25, deadline=None)
@given(texts=st.lists(FILLED, min_size=1, max_size=7))
def test_no_answer_breaks_or_adds_to_the_outline(name: str, texts: list[str]) -> None:
    template = blank_templates()[name]
    document = render(with_texts(sample_reports()["full"], list(texts)), built_in_layouts()[name])
    assert headings(document) == headings(template)
    assert not difference(template, document, whole=False)
    labels = [mark for mark in outline(document) if mark[0] in ("label", "box")]
    assert not [mark for mark in outline(template) if mark[0] in ("label", "box") and mark not in labels]


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=15, deadline=None)
@given(texts=st.lists(FILLED, min_size=1, max_size=7))
def test_no_answer_is_hidden_or_run_as_html_or_moves_the_terminal(name: str, texts: list[str]) -> None:
    document = render(with_texts(sample_reports()["full"], list(texts)), built_in_layouts()[name])
    found = [token for token in _all(reader().parse(document)) if token.type in ("html_block", "html_inline")]
    assert {token.content for token in found} <= {"<br>"}
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", document)


def _all(tokens: list[Token]) -> list[Token]:
    return [each for token in tokens for each in (token, *(token.children or ()))]


def inline(markdown: str, number: int = 0) -> list[tuple[str, str]]:
    """Return what a reader makes of one line or cell: the marks, and the words between them, breaks as line ends."""
    found: list[tuple[str, str]] = []
    for child in [token for token in on_github().parse(markdown) if token.type == "inline"][number].children or ():
        kind, words = child.type, child.content
        if kind == "html_inline":
            kind, words = ("text", "\n") if words == "<br>" else ("code_inline", words)
        if kind == "link_open":
            words = str(child.attrs["href"])
        if kind == "text" and found and found[-1][0] == "text":
            found[-1] = ("text", found[-1][1] + words)
        elif kind != "text" or words:
            found.append((kind, words))
    return found


def words_of(marks: list[tuple[str, str]]) -> str:
    return "".join(words for kind, words in marks if kind not in ("link_open", "link_close"))


def on_github() -> MarkdownIt:
    """Return a reader of Markdown as GitHub has it: with tables, and text struck through by one tilde or two."""
    return MarkdownIt("commonmark", {"strikethrough_single_tilde": True}).enable(["table", "strikethrough"])


def as_seen(text: str) -> str:
    return "\n".join(line.strip(" \t") for line in visible_in_markdown(text).strip().split("\n")).strip()


def is_left_of(shown: str, typed: str) -> bool:
    """Tell whether nothing is shown that was not typed, and nothing left out but marks, escapes and addresses."""
    waiting = iter(re.sub(r"\]\([^()\n]*\)", "", typed))
    for sign in re.sub(r"\]\([^()\n]*\)", "", shown):
        for passed in waiting:
            if passed == sign:
                break
            if passed not in "*_`~\\<>![ \n":
                return False
        else:
            return False
    return all(sign in "*_`~\\<>!] \n" for sign in waiting)


@given(FILLED)
@settings(max_examples=500, deadline=None)
@example("- [ ] a")
@example("# a")
@example("a | `b | c` | d\\")
@example("snake_case and __init__ and _x_")
@example("1. one")
@example("===")
@example("C:\\temp\\")
@example("*.*=.*")
@example("https://a.example/_x_ and <https://a.example/|>")
@example("`a\\|b`")
@example("~a `b` c~")
def test_a_short_answer_reads_the_same_on_a_line_behind_a_label_and_in_a_table(text: str) -> None:
    written = marked(text)
    alone = inline(placed(written))
    assert is_left_of(words_of(alone), as_seen(text))
    label = inline(placed(f"**Label**: {written} **Next**: value"))
    assert label[:3] == [("strong_open", ""), ("text", "Label"), ("strong_close", "")]
    assert label[-4:] == [("strong_open", ""), ("text", "Next"), ("strong_close", ""), ("text", ": value")]
    assert words_of(label).split() == f"Label: {words_of(alone)} Next: value".split()
    table = placed(f"| Name | Value |\n|---|---|\n| a | {written} |\n| b | c |")
    assert [token.type for token in on_github().parse(table)].count("td_open") == 4
    in_cell = inline(table, 3)
    assert unescaped_code(in_cell) == alone


def unescaped_code(marks: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the marks of a cell with code that had to be written in HTML as other code is."""
    found: list[tuple[str, str]] = []
    for kind, words in marks:
        if words == "<code>":
            found.append(("code_inline", ""))
        elif words == "</code>":
            continue
        elif kind == "text" and found and found[-1] == ("code_inline", ""):
            found[-1] = ("code_inline", words)
        else:
            found.append((kind, words))
    return found


@given(FILLED)
@settings(max_examples=150, deadline=None)
def test_a_short_answer_in_a_list_stays_one_item(text: str) -> None:
    tokens = on_github().parse(placed(f"- {marked(text)}\n- next\n\nafter"))
    expected = on_github().parse("- word\n- next\n\nafter")
    assert [token.type for token in tokens] == [token.type for token in expected]
    assert [token.content for token in tokens if token.type == "inline"][1:] == ["next", "after"]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("`a_b` *c* **d** ~~e~~ [f](https://g.example/_h_)", "`a_b` *c* **d** ~~e~~ [f](https://g.example/_h_)"),
        ("count(*) and max(*)", "count(\\*) and max(\\*)"),
        ("5*3*2 and 2 * 3 * 4", "5\\*3\\*2 and 2 * 3 * 4"),
        ("*.log and *.gz, /var/*/app/*.log", "\\*.log and \\*.gz, /var/\\*/app/\\*.log"),
        ("snake_case, __init__.py, _private_name_", "snake_case, \\_\\_init\\_\\_.py, \\_private_name\\_"),
        ("_never_ and __not once__", "_never_ and __not once__"),
        ("\u8fd9\u662f**\u91cd\u8981**\u7684", "\u8fd9\u662f**\u91cd\u8981**\u7684"),
        ("https://a.example/_x_/y", "<https://a.example/_x_/y>"),
        ("[x](javascript:alert)", "[x\\](javascript:alert)"),
        ("[x](java&#115;cript:alert)", "[x\\](java\\&#115;cript:alert)"),
        ("<javascript:alert>", "\\<javascript:alert>"),
        ("[x](../runbooks/dns.md) and [y](#later)", "[x](../runbooks/dns.md) and [y](#later)"),
        ("[x] done, [text] (foo)", "\\[x] done, [text] (foo)"),
        ("\\\\host\\share and C:\\temp", "\\\\\\host\\share and C:\\temp"),
        ("** alone, ` alone, ~5 to ~10", "\\*\\* alone, \\` alone, ~5 to ~10"),
    ],
)
def test_what_a_person_meant_as_a_mark_is_one_and_nothing_else(typed: str, written: str) -> None:
    assert marked(typed) == written


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("* count(*) and max(*)\n* *so*", "* count(\\*) and max(\\*)\n* *so*"),
        ("> __init__ of a*b*c\n\n`a*b*c`", "> \\_\\_init\\_\\_ of a\\*b\\*c\n\n`a*b*c`"),
        ("| a |\n|---|\n| `x\\|y*z*` f(*) |", "| a |\n|---|\n| `x\\|y*z*` f(\\*) |"),
        ("    x = a*b*c", "```\nx = a*b*c\n```"),
        ("see https://a.example/_x_/y.", "see <https://a.example/_x_/y>."),
        ("[x](javascript:alert)", "[x\\](javascript:alert)"),
        ("[x][y]\n\n[y]: javascript:alert", "[x][y]\n\n\\[y]: javascript:alert"),
        ("snake_case and **bold** and _so_", "snake_case and **bold** and _so_"),
    ],
)
def test_long_answers_keep_their_marks_and_lose_what_was_none(typed: str, written: str) -> None:
    assert prose(typed) == written


def test_code_with_an_escaped_bar_is_code_in_a_table_too() -> None:
    assert placed(f"| {marked('`a|b`')} |\n{marked('`a|b`')}") == "| `a\\|b` |\n`a|b`"
    assert placed(f"| {marked(chr(96) + 'a' + chr(92) + '|b' + chr(96))} |") == "| <code>a\\\\\\|b</code> |"


def test_a_question_in_bold_quotes_words_and_code_alone() -> None:
    assert quoted_words("The `rm -rf` was **never** [checked](https://a.example).") == "The `rm -rf` was never checked"


@given(FILLED)
@settings(max_examples=150, deadline=None)
def test_a_text_turned_into_one_line_has_no_line_break(text: str) -> None:
    assert "\n" not in marked_on_one_line(text)
    shown = words_of(inline(placed(marked_on_one_line(text))))
    assert is_left_of(shown, " ".join(visible_in_markdown(text).split()))


PLACES: dict[Placement, str] = {
    "block": "## Before\n\n{}\n\n[x] [ ] between\n\n## After\n\nend",
    "item": "## Before\n- {}\n- **Next:** value\n\n## After\n\nend",
    "label": "## Before\n- **Label:** {}\n- **Next:** value\n\n## After\n\nend",
    "below": "## Before\n**Label**:\n{}\n\n**Next**:\nvalue\n\n## After\n\nend",
}


@pytest.mark.parametrize("placement", PLACES)
@given(text=FILLED)
@settings(max_examples=250, deadline=None)
@example(text="===")
@example(text="---")
@example(text="```\ncode")
@example(text="- a\n  ```\n# b")
@example(text="_ _ _\n-")
@example(text="#\n# b")
@example(text="10) \t# b")
def test_a_long_answer_stays_where_it_stands(placement: Placement, text: str) -> None:
    indent = 2 if placement in ("item", "label") else 0
    document, plain = (PLACES[placement].format(prose(answer, placement, indent)) for answer in (text, "word"))
    assert headings(document) == headings(plain)
    assert document.count("## ") >= 2
    tokens, expected = reader().parse(document), reader().parse(plain)
    assert [(token.type, token.content) for token in tokens[-6:]] == [
        (each.type, each.content) for each in expected[-6:]
    ]
    house = [child for token in tokens if token.type == "inline" for child in token.children or ()]
    if placement == "block":
        assert "[x] [ ] between" in [token.content for token in tokens if token.type == "inline"]
    else:
        labels = [house[index + 1].content for index, child in enumerate(house) if child.type == "strong_open"]
        assert [label for label in labels if label.startswith("Next")]


@given(FILLED)
@settings(max_examples=150, deadline=None)
def test_a_code_block_holds_all_of_its_answer(text: str) -> None:
    tokens = reader().parse(f"{fenced(text)}\n\nafter")
    assert [token.type for token in tokens][:2] == ["fence", "paragraph_open"]
    assert tokens[2].content == "after"


@example("a", "/00")
@example("a", "//evil.example")
@example("a", "javascript:alert(1)")
@given(title=TEXTS, address=TEXTS)
@settings(max_examples=150, deadline=None)
def test_a_link_shows_its_title_and_leads_to_addresses_only(title: str, address: str) -> None:
    tokens = reader().parse(f"- {linked(title, address)}\n- next")
    assert [token.type for token in tokens].count("list_item_open") == 2
    for token in _all(tokens):
        if token.type == "link_open":
            assert re.match(r"(?:https?://|mailto:)|(?![a-z][a-z0-9+.-]*:|//)", str(token.attrs["href"]), re.IGNORECASE)


def test_an_ordinary_link_stays_readable() -> None:
    assert linked("Edge CPU", "https://grafana.example/d/edge-cpu?a=1&b=2") == (
        "[Edge CPU](https://grafana.example/d/edge-cpu?a=1&b=2)"
    )
    assert linked("x", "javascript:alert(1)") == "x: javascript:alert(1)"
    assert linked("", "https://a.example/x") == "[https://a.example/x](https://a.example/x)"
    assert linked("Room", "#inc-5") == "Room: #inc-5"
    assert linked("DNS", "../runbooks/dns.md#flush") == "[DNS](../runbooks/dns.md#flush)"
    assert linked("Host", "//evil.example/x") == "Host: //evil.example/x"
    assert linked("The `dig` *output* [1]", "https://a.example") == r"[The `dig` *output* \[1\]](https://a.example)"


def test_headings_in_an_answer_become_bold_lines() -> None:
    assert prose("# What we saw\ntext") == "**What we saw**\n\ntext"
    assert prose("What we saw\n===\ntext").startswith("**What we saw**\n")
    assert prose("- # In a list") == "- **In a list**"
    assert "## kept" in prose("```\n## kept\n```")


def test_code_that_opens_an_answer_is_fenced() -> None:
    assert prose("    ls # all\n    cd /\n\nthen") == "```\nls # all\ncd /\n```\nthen"
    assert prose("\tls", "label", 2) == "\n\n  ```\n  ls\n  ```"
    assert prose("   text") == "text"


def test_an_open_fence_is_closed() -> None:
    assert prose("```sh\nls") == "```sh\nls\n```"
    assert prose("~~~\nls") == "~~~\nls\n~~~"


def test_html_is_shown_as_text_but_not_inside_code() -> None:
    assert prose("see `<b>` and <b>") == "see `<b>` and \\<b>"
    assert prose("<!-- hidden") == "\\<!-- hidden"


def test_a_link_definition_does_not_reach_the_rest_of_the_document() -> None:
    assert prose("[x]: https://a.example") == "\\[x]: https://a.example"


def test_lists_quotes_tables_and_code_of_an_answer_are_kept() -> None:
    text = "Seen:\n\n- one\n- two\n\n> quoted\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```sh\nls # all\n```"
    assert prose(text) == text


def test_a_list_after_a_label_starts_on_its_own_line() -> None:
    assert prose("- one\n- two", "label", 2) == "\n\n  - one\n  - two"
    assert prose("one\ntwo", "label", 2) == "one\n  two"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("\x1b[31m", "\u241b[31m"),
        ("a\x7f", "a\u2421"),
        ("\x85", "<U+0085>"),
        ("\u202eb", "<U+202E>b"),
        ("a\tb\n", "a\tb\n"),
    ],
)
def test_control_characters_are_made_visible(typed: str, shown: str) -> None:
    assert visible_in_markdown(typed) == shown


def test_ordinary_text_is_not_cluttered_with_escapes() -> None:
    for text in (
        "max_wal_senders raised 3 -> 32",
        "Cost $5 & more (about 60%)",
        "2017-01-31 & #1102",
        "a < b > c",
        "-10%",
    ):
        assert marked(text) == text


def test_a_thousand_marks_are_read_in_no_time() -> None:
    for piece in ("> ", "- ", "#", "`", "*", "<", "[", "_", "1. ", "--", "|"):
        assert prose(piece * 3000)
        assert marked(piece * 3000)
