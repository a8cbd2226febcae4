"""Text on its way to a person: no control character steers a terminal, and nothing is longer than its place."""

from __future__ import annotations

from collections.abc import Iterator


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
    return text if text.isascii() and text.isprintable() else text.translate(_TABLE)


def shortened(text: str, length: int) -> str:
    """Return ``text`` on one line of at most ``length`` characters; two dots mark what is cut off."""
    line = visible(text).replace("\n", " ").replace("\t", " ")
    return line if len(line) <= length else line[: length - 2].rstrip() + ".."
