"""Holds an exported document against the blank template of its house.

Compared are, in the order of the page: headings, the header rows of tables, the rows that a house fills
in itself, bold labels and entries of checklists. Words that stand for the reporter's own are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

Mark = tuple[str, str]
"""A kind ("h2", "table", "row", "label", "box") and its words."""

_SAMPLE_LABEL = re.compile(r"\[|(?:Factor|Test|Alert|Process|Change|Doc) \d|AI-\d|Dashboard Update|Why(?: did)?\b.*\?$")
_SAMPLE_BOX = re.compile(r"\[|(?:Runbook|Architecture|Training):")
_BOX = re.compile(r"\[[ xX]\]\s+(.*)", re.DOTALL)
_HOUSE_TABLES = frozenset({"Metric", "Aspect", "Role", "Field"})


@dataclass
class Difference:
    """What an export lacks of its template, and the headings that its template does not have."""

    missing: list[Mark] = field(default_factory=list)
    foreign: list[Mark] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.missing or self.foreign)


def reader() -> MarkdownIt:
    """Return a reader of Markdown as the houses use it."""
    return MarkdownIt("commonmark").enable("table")


def words(inline: Token) -> str:
    """Return what a person reads of a line of Markdown."""
    shown = {"softbreak": "\n", "hardbreak": "\n"}
    kept = ("text", "code_inline")
    return "".join(
        child.content if child.type in kept else shown.get(child.type, "") for child in inline.children or ()
    )


def outline(markdown: str) -> list[Mark]:
    """Return the marks of a document, in its order."""
    return list(_marks(reader().parse(markdown)))


def difference(template: str, export: str, *, whole: bool) -> Difference:
    """Compare an export with its template; without ``whole``, by headings, tables and fixed rows alone."""
    wanted, found = (_told_once(_relevant(outline(text), whole)) for text in (template, export))
    in_place = _common(wanted, found)
    headings = {mark for mark in wanted if _is_heading(mark)}
    return Difference(
        missing=_less(wanted, in_place),
        foreign=[mark for mark in found if _is_heading(mark) and mark not in headings],
    )


def _is_heading(mark: Mark) -> bool:
    return mark[0] in {"h1", "h2", "h3", "h4", "h5", "h6"}


def _relevant(marks: list[Mark], whole: bool) -> list[Mark]:
    return marks if whole else [mark for mark in marks if mark[0] not in ("label", "box")]


def _told_once(marks: list[Mark]) -> list[Mark]:
    """Leave out labels told before under the same heading: Owner and Due stand in every action."""
    kept: list[Mark] = []
    told: set[Mark] = set()
    for mark in marks:
        if _is_heading(mark):
            told = set()
        if mark[0] != "label" or mark not in told:
            kept.append(mark)
        told.add(mark)
    return kept


def _less(marks: list[Mark], part: list[Mark]) -> list[Mark]:
    """Return the marks that are left when a subsequence of them is taken away."""
    rest = iter([*part, None])
    following = next(rest)
    left: list[Mark] = []
    for mark in marks:
        if mark == following:
            following = next(rest)
        else:
            left.append(mark)
    return left


def _common(one: list[Mark], other: list[Mark]) -> list[Mark]:
    """Return the longest subsequence of marks that both documents have in the same order."""
    above: list[tuple[int, tuple[Mark, object] | None]] = [(0, None)] * (len(other) + 1)
    for mark in one:
        row = [above[0]]
        for column, candidate in enumerate(other):
            if mark == candidate:
                length, chain = above[column]
                row.append((length + 1, (mark, chain)))
            else:
                row.append(max(above[column + 1], row[-1], key=lambda cell: cell[0]))
        above = row
    found: list[Mark] = []
    link: object = above[-1][1]
    while isinstance(link, tuple):
        found.append(link[0])
        link = link[1]
    return found[::-1]


def _marks(tokens: list[Token]) -> Iterator[Mark]:
    header: list[str] = []
    column = 0
    for opening, token in pairwise(tokens):
        match opening.type:
            case "thead_open":
                header = []
            case "tr_open":
                column = 0
            case "thead_close":
                yield "table", " | ".join(header)
        if token.type != "inline":
            continue
        text = words(token).strip()
        match opening.type:
            case "heading_open":
                yield opening.tag, text.partition(":")[0] if opening.tag == "h1" else text
            case "th_open":
                header.append(text)
            case "td_open":
                if column == 0 and header[0] in _HOUSE_TABLES:
                    yield "row", text
                column += 1
            case _:
                yield from _entry(token)


def _entry(inline: Token) -> Iterator[Mark]:
    """Yield the labels of a paragraph or list item, or the words of its box."""
    found = list(_labels(inline))
    yield from (("label", label) for label in found if not _SAMPLE_LABEL.match(label))
    box = _BOX.match(words(inline))
    if box and not found and not _SAMPLE_BOX.match(box[1]):
        yield "box", box[1].partition(":")[0].strip()


def _labels(inline: Token) -> Iterator[str]:
    """Yield the bold words that open a line; the box of a checklist may stand before them."""
    is_open, is_bold = True, False
    for child in inline.children or ():
        if child.type in ("softbreak", "hardbreak"):
            is_open = True
        elif child.type == "strong_open":
            is_bold = is_open
        elif child.type == "strong_close":
            is_open = is_bold = False
        elif child.type == "text" and child.content.strip():
            if is_bold:
                yield child.content.strip().rstrip(":").strip()
            is_open = is_open and bool(_BOX.fullmatch(child.content.strip() + " "))
