"""What a reader of an exported document sees: its Markdown as HTML, with nothing in it that nobody typed."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from pmwizard.layouts.rendering import Rendering, rendered
from pmwizard.layouts.template.shapes import is_choice
from pmwizard.layouts.template.values import row_key
from pmwizard.model import Report
from pmwizard.model.base import Part
from tests.layouts.conftest import DATA, NAMES, blank_templates, built_in_layouts

MARKED = " with `grep 'a|b' *.log`, *care*, **force**, ~~haste~~ and [a link](https://a.example/x_y?z=1)"
BRACKETED = " (in brackets)"
AWKWARD = (
    " count(*) and max(*), *.log of __init__.py, a*b*c, snake_case, <host>, & ~5 to ~10, C:\\temp\\x, a ` lone, "
    "** here, [x] there, https://a.example/_x_/y_z, 50% | 60%"
)


def on_github() -> MarkdownIt:
    """Return a reader of Markdown as GitHub has it."""
    return MarkdownIt("commonmark", {"strikethrough_single_tilde": True}).enable(["table", "strikethrough"])


def with_endings(value: Any, ending: str, path: str = "") -> Any:
    """Return a part of a report with words added to every text that a person types."""
    if isinstance(value, Part):
        kept = ("id", "parent", "drafts", "role", "url", "link", "source")
        changed = {
            name: with_endings(getattr(value, name), ending, f"{path}.{name}".lstrip("."))
            for name in type(value).model_fields
            if name not in kept
        }
        return value.model_copy(update=changed)
    if isinstance(value, tuple):
        return tuple(with_endings(entry, ending, path) for entry in value)
    is_typed = isinstance(value, str) and not is_choice(path) and path != "layout" and "```" not in value
    return value + ending if is_typed else value


@cache
def reports() -> dict[str, Report]:
    found = {
        str(path.relative_to(DATA)): Report.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
        for path in sorted(DATA.rglob("*.toml"))
        if path.parent.name != "pasted"
    }
    full = found["full.toml"]
    return found | {
        "marked": with_endings(full, MARKED),
        "bracketed": with_endings(full, BRACKETED),
        "awkward": with_endings(full, AWKWARD),
        "empty": Report(),
    }


@cache
def document(report: str, layout: str) -> Rendering:
    return rendered(reports()[report], built_in_layouts()[layout])


@cache
def typed(report: str) -> tuple[str, ...]:
    """Return every text of a report."""
    return tuple(_texts(reports()[report]))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, Part):
        for entry in {**value.__dict__, **(value.model_extra or {})}.values():
            yield from _texts(entry)
    elif isinstance(value, tuple):
        for entry in value:
            yield from _texts(entry)
    elif isinstance(value, str):
        yield value


def lines_of(text: str) -> Iterator[list[Token]]:
    """Yield the tokens of each line, cell and paragraph of a document."""
    for token in on_github().parse(text):
        if token.type == "inline":
            yield token.children or []


def words_of(line: list[Token]) -> str:
    """Return the words of a line that stand outside of code."""
    return "".join("\n" if child.type == "softbreak" else child.content for child in line if child.type == "text")


EVERY = [(report, layout) for report in reports() for layout in NAMES]
every_document = pytest.mark.parametrize(("report", "layout"), EVERY)


@every_document
def test_no_escape_sign_is_seen_that_nobody_typed(report: str, layout: str) -> None:
    typed_here = "\n".join(typed(report))
    for line in lines_of(document(report, layout).text):
        for word in re.findall(r"\S*\\\S*", words_of(line)):
            assert word in typed_here


@every_document
def test_no_brackets_double_that_nobody_typed_double(report: str, layout: str) -> None:
    typed_here = "\n".join(typed(report))
    for line in lines_of(document(report, layout).text):
        words = words_of(line)
        for found in re.findall(r"\S*(?:\(\s*\(|\)\s*\))\S*", words):
            assert found in typed_here, words
        assert "()" not in words or "()" in typed_here


@every_document
def test_the_rows_of_a_table_have_the_cells_of_its_head(report: str, layout: str) -> None:
    head = 0
    typed_here = {line for text in typed(report) for line in text.split("\n")}
    for line in document(report, layout).text.split("\n"):
        if line in typed_here:
            continue
        cells = len(re.findall(r"(?<!\\)\|", line)) if line.startswith("|") else 0
        head = (head or cells) if cells else 0
        assert cells == head, line


@every_document
def test_nothing_is_bold_that_has_no_words(report: str, layout: str) -> None:
    for line in lines_of(document(report, layout).text):
        kinds = [child.type for child in line if child.type != "text" or child.content]
        assert ("strong_open", "strong_close") not in list(pairwise(kinds))
        assert "**" not in words_of(line) or any("**" in text for text in typed(report))


@every_document
def test_no_day_of_a_table_stands_where_it_wraps(report: str, layout: str) -> None:
    """A browser breaks a date at its hyphens, and a narrow column shows it on three lines."""
    for line in document(report, layout).text.split("\n"):
        assert not re.match(r"\| \*\*\d{4}-", line)


@every_document
def test_no_question_stands_twice_under_one_heading(report: str, layout: str) -> None:
    asked: Counter[str] = Counter()
    tokens = on_github().parse(document(report, layout).text)
    for opening, token in pairwise(tokens):
        if opening.type == "heading_open":
            asked.clear()
        elif opening.type == "paragraph_open":
            for question in re.findall(r'Why did ".*?" [a-z]+\?', words_of(token.children or []))[:1]:
                asked[question] += 1
                assert asked[question] == 1


@every_document
def test_headings_are_those_of_the_house(report: str, layout: str) -> None:
    def headings(text: str) -> list[str]:
        tokens = on_github().parse(text)
        return [
            token.content
            for opening, token in pairwise(tokens)
            if opening.type == "heading_open" and opening.tag != "h1"
        ]

    assert headings(document(report, layout).text) == headings(blank_templates()[layout])


@pytest.mark.parametrize("layout", NAMES)
@pytest.mark.parametrize("report", reports())
def test_code_emphasis_and_links_of_answers_are_the_same_in_the_document(report: str, layout: str) -> None:
    found = document(report, layout)
    seen = Counter(mark for line in lines_of(found.text) for mark in marks_of(line))
    verbatim = "\n".join(token.content for token in on_github().parse(found.text) if token.type == "fence")
    answers = [answer for answer in printed_texts(found) if answer.split("\n")[0] not in verbatim]
    if report == "awkward":
        return
    for answer in answers:
        for mark in {mark for line in lines_of(answer) for mark in marks_of(line)}:
            assert seen[mark], (answer, mark)
    marked = sum(answer.endswith(MARKED) for answer in answers)
    titles = len(found.report.links) + len(found.report.related_incidents)  # a link has no other link in its words
    for mark in marks_of(next(lines_of(MARKED))):
        assert seen[mark] >= (marked - titles if mark[0] == "link_open" else marked)


@pytest.mark.parametrize("layout", NAMES)
def test_patterns_names_and_paths_read_as_they_were_typed(layout: str) -> None:
    shown = re.sub(r", https.*", "", AWKWARD).strip()
    lines = [words_of(line) for line in lines_of(document("awkward", layout).text)]
    assert len([line for line in lines if shown in line]) > 50
    assert [line for line in lines if "max(" in line and shown not in line] == []


def printed_texts(found: Rendering) -> Iterator[str]:
    """Yield the texts of a report that its document prints."""
    yield from _printed(found.report, "", found)


def _printed(part: Part, path: str, found: Rendering) -> Iterator[str]:
    for name, value in part.__dict__.items():
        here = f"{path}.{name}".lstrip(".")
        if isinstance(value, Part):
            yield from _printed(value, here, found)
        elif isinstance(value, tuple) and value and isinstance(value[0], Part):
            for index, row in enumerate(value):
                yield from _printed(row, f"{here}.{row_key(row, here, index)}", found)
        elif (path, name) in found.printed and isinstance(value, str | tuple):
            yield from (value,) if isinstance(value, str) else value


def marks_of(line: list[Token]) -> Iterator[tuple[str, str]]:
    """Yield the code, the links and the emphasised words of a line."""
    opened: list[tuple[str, str]] = []
    for child in line:
        if child.type == "code_inline":
            yield "code_inline", child.content
        elif child.type == "link_open":
            yield "link_open", str(child.attrs["href"])
        elif child.type in ("em_open", "strong_open", "s_open"):
            opened.append((child.type.removesuffix("_open"), ""))
        elif child.type in ("em_close", "strong_close", "s_close"):
            yield opened.pop()
        opened = [(kind, words + child.content) for kind, words in opened]
