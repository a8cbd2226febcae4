"""The outline of a TOML text without its values: comments, lines of keys, and limits on size and depth.

tomllib says neither on which line a key is nor when to give up, so the text is scanned once beforehand.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

MOST_BYTES = 20_000_000
"""The largest file that is read; ten thousand events are about one million."""

MOST_VALUES = 400_000
DEEPEST_NESTING = 32
LONGEST_PATH = 16
LONGEST_NUMBER = 1000

Path = tuple[str | int, ...]
"""Where a value stands: keys, and positions of rows counted from 0."""

_STRING = (
    r'"""(?:[^\\"]++|\\.|"(?!""))*+(?:"{3,5}|\Z)'
    r"|'''(?:[^']++|'(?!''))*+(?:'{3,5}|\Z)"
    r'|"(?:[^"\\\n]++|\\[^\n])*+"?'
    r"|'[^'\n]*+'?"
)
_STRING_OR_COMMENT = re.compile(rf"(?P<comment>#[^\n]*+)|{_STRING}", re.DOTALL)
_LONG_PATH = re.compile(rf"(?:\.[ \t]*+[\w-]++[ \t]*+){{{LONGEST_PATH}}}")
_LONG_NUMBER = re.compile(rf"(?<![\w-])0[xob][0-9a-fA-F_]{{{LONGEST_NUMBER}}}")
_BRACKETS = re.compile(r"[\[{]+|[\]}]+")
_HEADERS = re.compile(r"\[\[[^\[\]{}\n]*+\]\]|\[[^\[\]{}\n]*+\]")
_HEADER = re.compile(r"[ \t]*\[{1,2}(?P<name>[^\[\]\n]++)\]{1,2}[ \t]*$")
_KEY = re.compile(r"[ \t]*(?P<name>[^=\[\]{}\n]++)=")


def has_comments(text: str) -> bool:
    """Tell whether a TOML text holds a comment, which no save can carry over."""
    return "#" in text and any(found.lastgroup == "comment" for found in _STRING_OR_COMMENT.finditer(text))


def too_much(text: str) -> str:
    """Return why a TOML text is refused before it is parsed, or "" when it is of a size that can be read.

    Takes time linear in the length of the text, whatever it holds.
    """
    if len(text) > MOST_BYTES:
        return f"the file is larger than {MOST_BYTES // 1_000_000} MB"
    bare = _STRING_OR_COMMENT.sub("s", text)
    if sum(map(bare.count, "=,[.")) > MOST_VALUES:
        return f"the file holds more than {MOST_VALUES:,} values"
    # Most brackets are headers: two deep by themselves, and counted only where the rest is deep enough to matter.
    if _deepest(_HEADERS.sub("", bare)) > DEEPEST_NESTING - 2 and _deepest(bare) > DEEPEST_NESTING:
        return f"the file has lists or tables more than {DEEPEST_NESTING} levels deep"
    if bare.count(".") >= LONGEST_PATH and _LONG_PATH.search(bare):
        return f"the file has a key of more than {LONGEST_PATH} parts"
    if any(base in bare for base in ("0x", "0o", "0b")) and _LONG_NUMBER.search(bare):
        return f"the file has a number of more than {LONGEST_NUMBER} digits"
    return ""


def _deepest(bare: str) -> int:
    depth = deepest = 0
    for brackets in _BRACKETS.findall(bare):
        if brackets[0] in "[{":
            depth += len(brackets)
            deepest = max(deepest, depth)
        else:
            depth = max(0, depth - len(brackets))
    return deepest


class Lines:
    """The lines, counted from 1, on which the values of a TOML text are written.

    A list's entries that are written within brackets count as written where the list begins.

    Args:
        text: TOML that tomllib can parse, with newlines as line ends.
    """

    def __init__(self, text: str) -> None:
        self._lines: dict[Path, int] = {}
        for line, path in _written(text):
            for length in range(len(path), 0, -1):
                if self._lines.setdefault(path[:length], line) != line:
                    break

    def of(self, path: Path) -> int | None:
        """Return the line of the value at ``path``, or of the table or list that it stands in."""
        return next(
            (self._lines[path[:length]] for length in range(len(path), 0, -1) if path[:length] in self._lines), None
        )


def _written(text: str) -> Iterator[tuple[int, Path]]:
    """Yield the line and the path of every table header and key outside brackets."""
    masked = _STRING_OR_COMMENT.sub(_mask, text)
    rows: dict[Path, int] = {}
    table: Path = ()
    depth = start = 0
    for number, line in enumerate(masked.split("\n"), 1):
        header, key = _HEADER.match(line), _KEY.match(line)
        if depth == 0 and header:
            names = _parts(text[start + header.start("name") : start + header.end("name")])
            table = _table(names, rows, is_row=line.lstrip().startswith("[["))
            yield number, table
        elif depth == 0 and key:
            yield number, table + _parts(text[start + key.start("name") : start + key.end("name")])
        if not header:
            depth = max(0, depth + line.count("[") + line.count("{") - line.count("]") - line.count("}"))
        start += len(line) + 1


def _mask(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " " if found.lastgroup else "_", found[0])


@lru_cache(maxsize=1024)
def _parts(name: str) -> tuple[str, ...]:
    node: Any = tomllib.loads(f"{name} = 0")
    parts = []
    while isinstance(node, dict):
        part, node = next(iter(node.items()))
        parts.append(part)
    return tuple(parts)


def _table(names: tuple[str, ...], rows: dict[Path, int], *, is_row: bool) -> Path:
    """Return the path of a header's table; ``rows`` counts the rows seen of each list and is kept up to date."""
    path: Path = ()
    for at, name in enumerate(names, 1):
        path = (*path, name)
        if is_row and at == len(names):
            rows[path] = rows.get(path, -1) + 1
        if path in rows:
            path = (*path, rows[path])
    return path
