"""Long answers as Markdown: what they hold stays in its place in the document."""

from __future__ import annotations

import html
import re
from functools import cache, lru_cache
from itertools import takewhile
from textwrap import dedent
from typing import TYPE_CHECKING, Literal

from pmwizard.layouts.template.marks import guarded, literal_line, visible_in_markdown, words_in_bold

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_LINE_BREAK = re.compile(r"<br ?/?>")
_CODE_IN_CELL = re.compile(r"(?<!\\)</?code>")

Placement = Literal["block", "item", "label", "below"]
"""Where an answer starts: on lines of its own, after a list marker, after a label on its line, or on the line below."""

_ROUNDS = 6
_DEEPEST = 40
_MARKERS = " \t>+*-0123456789.)"
_PREFIX = re.compile(r"[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+[ \t>]*)*")
_CONTAINER = re.compile(r"[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])[ \t])")
_TAB_AFTER_MARKER = re.compile(r"^[ \t>]*(?:>|[-+*]|\d{1,9}[.)])[ >]*\t[-+*>\d.) \t]*", re.MULTILINE)
_LEADING_BLANKS = re.compile(r"\A(?:[ \t]*\n)+")
_TAG = re.compile(r"<[A-Za-z/!?]")


def prose(text: str, placement: Placement = "block", indent: int = 0) -> str:
    """Return an answer as Markdown that fits where it stands.

    Args:
        text: The answer.
        placement: Where it starts.
        indent: How many columns its other lines are moved in, to stay in the list item around it.
    """
    # The width of tabs after a marker would change where the line is indented.
    text = _TAB_AFTER_MARKER.sub(lambda match: match[0].expandtabs(4), visible_in_markdown(text))
    text = _LEADING_BLANKS.sub("", text)
    text = _with_fenced_opening(text) if text.startswith(("    ", "\t")) else text.lstrip()
    plain = not _needs_reading(text)
    if plain and "\n" not in text:
        return (
            text if placement in ("block", "item") or not _may_open_a_block(text) else _moved(text, placement, indent)
        )
    return _moved(text if plain else contained(text), placement, indent)


def _with_fenced_opening(text: str) -> str:
    """Write code that is only moved in as a fenced block: after a list it would read as a part of the list."""
    lines = text.split("\n")
    code = list(takewhile(lambda line: not line.strip() or line.startswith(("    ", "\t")), lines))
    rest = lines[len(code) :]
    return "\n".join([fenced(dedent("\n".join(code)).rstrip()), *rest])


def _moved(text: str, placement: Placement, indent: int) -> str:
    if placement in ("label", "below") and not _opens_with_paragraph(text):
        text = "\n\n" + text if placement == "label" else "\n" + text
    if not indent:
        return text
    lines = text.split("\n")
    return "\n".join([lines[0], *(" " * indent + _spaced(line) if line.strip() else "" for line in lines[1:])])


def _spaced(line: str) -> str:
    """Write the tabs a line starts with as spaces, so that moving it in moves all of it."""
    rest = line.lstrip(" \t")
    return line[: len(line) - len(rest)].expandtabs(4) + rest


def _needs_reading(text: str) -> bool:
    """Tell whether anything in the text may be a heading, a rule, a fence, HTML, a link definition or no mark."""
    if _TAG.search(text) or "]:" in text or guarded(text) != text:
        return True
    for line in text.split("\n"):
        rest = line.lstrip(_MARKERS)
        if not rest:
            if line.strip():
                return True
        elif rest[0] in "#=" or rest.startswith(("```", "~~~")):
            return True
    return False


def _may_open_a_block(text: str) -> bool:
    return text[:1] in "-+*_>#`~|<=" or text[:1].isdigit()


def _opens_with_paragraph(text: str) -> bool:
    first = text.partition("\n")[0]
    if set(first.strip()) in ({"="}, {"-"}):
        return False  # below a label it would underline the label
    if text == first and not _may_open_a_block(first):
        return True
    tokens = _reader().parse(text)
    return not tokens or tokens[0].type == "paragraph_open"


@cache
def _reader() -> MarkdownIt:
    from pmwizard.layouts.template.reader import BlockReader  # noqa: PLC0415 -- most reports need no parser, and it is slow to import

    return BlockReader()


@lru_cache(maxsize=512)
def contained(text: str) -> str:
    """Return Markdown that holds no heading, no HTML, no link definition and no open fence."""
    if any(_depth(line) > _DEEPEST for line in text.split("\n")):
        return _literally(text)
    typed = text
    for _ in range(_ROUNDS):
        changed, is_tame = _tamed_once(text)
        if is_tame:
            return _LEADING_BLANKS.sub("", text).rstrip() or _literally(typed)
        if changed == text:
            break
        text = changed
    return _literally(typed)


def _depth(line: str) -> int:
    """Return how many quotes and list items a line opens."""
    depth = position = 0
    while match := _CONTAINER.match(line, position):
        depth, position = depth + 1, match.end()
    return depth


def _literally(text: str) -> str:
    return "\n".join(literal_line(line) for line in text.split("\n"))


def _tamed_once(text: str) -> tuple[str, bool]:
    environment: dict[str, dict[str, object]] = {}
    tokens = _reader().parse(text, environment)
    lines = text.split("\n")
    code: set[int] = set()
    found = bool(environment.get("references"))
    for index, token in enumerate(tokens):
        if token.map is None:
            continue
        first, end = token.map
        if token.type in ("fence", "code_block"):
            code.update(range(first, end))
            found |= _close_fence(lines, token)
        elif token.type == "heading_open":
            found = True
            _make_bold(lines, token)
        elif token.type == "html_block":
            found = True
            for line in range(first, end):
                lines[line] = _TAG.sub(r"\\\g<0>", lines[line])
        elif token.type == "hr" and "-" in token.markup:
            found |= _respell_rule(lines, first)
        elif token.type == "inline" and tokens[index - 1].type != "heading_open":
            found |= _guard(lines, first, end, is_cell=tokens[index - 1].type in ("th_open", "td_open"))
    if environment.get("references"):
        _take_definitions_literally(lines, code)
    return "\n".join(lines), not found


def _close_fence(lines: list[str], token: Token) -> bool:
    if token.type != "fence" or token.level or token.map is None:
        return False
    first, end = token.map
    last = lines[end - 1].strip() if end - 1 > first else ""
    if last and set(last) == {token.markup[0]} and len(last) >= len(token.markup):
        return False
    lines.append(token.markup)
    return True


def _make_bold(lines: list[str], token: Token) -> None:
    if token.map is None:
        return
    first, end = token.map
    if token.markup[0] == "#":
        before, _, rest = lines[first].partition("#")
        words = re.sub(r"(?:^|\s)#+\s*$", "", rest.lstrip("#")).strip()
        lines[first] = _apart(lines, first, first + 1, before, _bold(words))
        return
    prefix = _PREFIX.match(lines[first])
    start = prefix.end() if prefix else 0
    words = " ".join(
        [lines[first][start:].strip(), *(line.lstrip(" \t>").strip() for line in lines[first + 1 : end - 1])]
    )
    lines[first] = _apart(lines, first, end, lines[first][:start], _bold(words))
    for line in range(first + 1, end):
        lines[line] = ""


def _bold(words: str) -> str:
    bold = words_in_bold(words)
    return f"**{bold}**" if bold else ""


def _apart(lines: list[str], first: int, end: int, prefix: str, words: str) -> str:
    """Return a bold line set apart from the lines around it, so that it stays a line of its own."""
    gap = prefix.rstrip() if ">" in prefix else ""
    opens_container = prefix.strip(" \t>") != ""
    before = [gap] if words and first and lines[first - 1].strip(" \t>") and not opens_container else []
    after = [gap] if words and end < len(lines) and lines[end].strip(" \t>") else []
    return "\n".join([*before, prefix + words, *after])


def _respell_rule(lines: list[str], line: int) -> bool:
    """Write a rule of dashes as stars, which never underline the line above."""
    prefix, dash, _ = lines[line].partition("-")
    if not dash or set(lines[line][len(prefix) :]) - set("- \t"):
        return False
    lines[line] = f"{prefix}* * *"
    return True


def _guard(lines: list[str], first: int, end: int, *, is_cell: bool) -> bool:
    """Escape what nobody meant as a mark, and tell whether there was any."""
    typed = lines[first:end]
    if is_cell:
        lines[first] = "|".join(map(guarded, re.split(r"(?<!\\)\|", lines[first])))
    else:
        lines[first:end] = guarded("\n".join(typed)).split("\n")
    return lines[first:end] != typed


def _take_definitions_literally(lines: list[str], code: set[int]) -> None:
    for index, line in enumerate(lines):
        prefix = _PREFIX.match(line)
        start = prefix.end() if prefix else 0
        if index in code or not line.startswith("[", start):
            continue
        closing = line.find("]", start)
        if closing < 0 or line.startswith(":", closing + 1) or "]:" in line:
            lines[index] = f"{line[:start]}\\{line[start:]}"


def fenced(text: str) -> str:
    """Return text as a code block; an answer that is one fenced block already stays as it is."""
    text = visible_in_markdown(text).strip("\n")
    if text.startswith(("```", "~~~")):
        tokens = _reader().parse(text)
        lines = text.split("\n")
        if len(tokens) == 1 and tokens[0].type == "fence" and not _close_fence(lines, tokens[0]):
            return text
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}"


def plain_words(text: str, *, is_cell: bool = False) -> str:
    """Return one line or table cell of Markdown without its marks: bold, escapes and entities."""
    parts = re.split(r"((?<!\\)`+[^`]*`+)", _CODE_IN_CELL.sub("", text))
    for index in range(1, len(parts), 2):
        parts[index] = parts[index].replace("\\|", "|") if is_cell else parts[index]
    for index in range(0, len(parts), 2):
        parts[index] = html.unescape(_ESCAPE.sub(r"\1", _BOLD.sub(r"\1", _LINE_BREAK.sub(" ", parts[index]))))
    return "".join(parts)
