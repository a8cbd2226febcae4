"""Text for people: control characters made visible, numbers with their nouns, and quotes short enough for a sentence.

Imports no other module of the package, so that every layer and ``--help`` may use it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

_LONGEST_QUOTE = 40
_NOT_LAST = " ,;:-(\u2013\u2014"
"""What stands at the end of no quote, before the dots for what is left out."""
_LINE_BREAK = re.compile(r"[ \t]*[\n\v\f\x1c-\x1e\x85\u2028\u2029]+[ \t]*")


def _pictures() -> Iterator[tuple[int, str]]:
    for code in range(0x20):
        if chr(code) not in "\n\t":
            yield code, chr(0x2400 + code)
    yield 0x7F, "\u2421"
    for code in range(0x80, 0xA0):
        yield code, "\ufffd"
    for code in (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)):
        yield code, "\ufffd"
    for code in (0x2028, 0x2029):
        yield code, "\u2424"


_TABLE = dict(_pictures())


def visible(text: str) -> str:
    """Return ``text`` with each control or direction character as one visible character.

    Newline and tab stay. C0 controls become their Unicode control pictures, C1 controls and direction
    marks U+FFFD.
    """
    # What has to be made visible is never printable.
    return text if text.isprintable() else text.translate(_TABLE)


def one_line(text: str) -> str:
    """Return text on one line: line breaks, and the white space around them, become single spaces."""
    return _LINE_BREAK.sub(" ", text).strip()


def quoted(text: str) -> str:
    """Return text as it stands quoted in a sentence: on one line, and when long its first whole words.

    Only a single word that is longer than a quote may be is cut itself.
    """
    line = "".join(character if character.isprintable() else " " for character in text)
    line = " ".join(line.split())
    if len(line) <= _LONGEST_QUOTE:
        return line
    whole = line[: _LONGEST_QUOTE - 1].rpartition(" ")[0].rstrip(_NOT_LAST)
    return f"{whole} .." if whole else f"{line[: _LONGEST_QUOTE - 2]}.."


def shortened(text: str, length: int) -> str:
    """Return text on one line of at most ``length`` characters; two dots mark what is cut off."""
    line = visible(text).replace("\n", " ").replace("\t", " ")
    return line if len(line) <= length else line[: length - 2].rstrip() + ".."


def counted(number: int, noun: str, nouns: str = "") -> str:
    """Return a number with its noun: ``1 event``, ``2 events``, ``2 whys``.

    Args:
        number: How many there are.
        noun: The noun for one.
        nouns: The noun for several, where it does not just end in "s".
    """
    return f"{number} {noun}" if number == 1 else f"{number} {nouns or f'{noun}s'}"


def shown_path(path: Path) -> str:
    """Return a path as a person would type it here: relative with ``./`` where it is below the working folder."""
    try:
        return f"./{path.resolve().relative_to(Path.cwd())}"
    except (ValueError, OSError):
        return str(path)
