"""Text that a Markdown reader shows exactly as it was typed."""

from __future__ import annotations

import re

_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_SPECIAL = re.compile(
    r"""
      [\\`*\[\]|]                       # always mean something
    | _+                                # unless inside a word
    | <(?=[A-Za-z/!?])                  # opens a tag, a comment or an automatic link
    | &(?=\#?[A-Za-z0-9]{1,32};)        # opens an entity
    | ~                                 # strikes text through in pairs
    | (?<=\s)\#+(?=\s*$)                # closes a heading
    """,
    re.VERBOSE,
)
_OPENING = re.compile(r"(?:([-+>=])|(#{1,6})(?=\s|$)|(\d{1,9})([.)])(?=\s|$))")
_MARKER_END = re.compile(r"\s|$|[-+=]")


def visible(text: str) -> str:
    """Return text with control characters and direction overrides in a form that can be seen.

    C0 characters other than newline and tab become their picture (U+001B is shown as U+241B); C1
    characters, line separators and bidirectional controls become ``<U+202E>``.
    """
    return text if text.isascii() and text.isprintable() else _HIDDEN.sub(_picture, text)


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"<U+{code:04X}>"


def literal(text: str) -> str:
    """Return text for one line or one table cell; its line breaks become ``<br>``."""
    text = visible(text)
    if "\n" in text:
        return "<br>".join(literal_line(line) for line in text.strip().split("\n"))
    return literal_line(text)


def literal_line(line: str) -> str:
    """Return one line with everything escaped that Markdown would read as a mark."""
    line = line.strip(" \t")
    if line.isalnum() and not line.isdecimal():
        return line
    strikes = line.count("~") > 1
    return _with_plain_opening(_SPECIAL.sub(lambda match: _escaped(match, strikes), line))


def _escaped(match: re.Match[str], strikes: bool) -> str:
    found, text = match[0], match.string
    if found[0] == "_":
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        return found if before.isalnum() and after.isalnum() else found.replace("_", "\\_")
    if found == "~":
        return "\\~" if strikes else found
    return "\\" + found


def _with_plain_opening(line: str) -> str:
    """Escape what would make a list item, a quote, a heading or a rule of the start of a line."""
    match = _OPENING.match(line)
    if match is None:
        return line
    sign, heading, number, point = match.groups()
    if number:
        return f"{number}\\{point}{line[match.end() :]}"
    if heading or sign in ">=" or _MARKER_END.match(line, 1):
        return "\\" + line
    return line


def one_line(text: str) -> str:
    """Return text as one literal line, its line breaks turned into spaces."""
    return literal_line(" ".join(visible(text).split()))


_BECAUSE = re.compile(r"\s*because\b[:,]?\s+(?!of\b)", re.IGNORECASE)


def in_sentence(text: str) -> str:
    """Return text as a literal line that follows a "Because:"; a because of its own is left out.

    Its first word keeps its capital: no rule tells a name from a word that only opens the answer.
    """
    return one_line(_BECAUSE.sub("", text, count=1) if _BECAUSE.match(text) else text)


_ADDRESS = re.compile(r"(?:https?|ftp)://[^\s<>\"]+|mailto:[^\s<>\"]+", re.IGNORECASE)
_ADDRESS_ESCAPES = {"\\": "%5C", "|": "%7C", "`": "%60", "*": "%2A", "(": "%28", ")": "%29", "[": "%5B", "]": "%5D"}
_ADDRESS_MARKS = re.compile(r"[\\|`*()\[\]]")


def linked(title: str, address: str) -> str:
    """Return a Markdown link; an address that no browser should open, or that is none, is printed as text."""
    title, address = visible(title).strip(), visible(address).strip()
    if not _ADDRESS.fullmatch(address):
        return ": ".join(one_line(part) for part in (title, address) if part)
    target = _ADDRESS_MARKS.sub(lambda match: _ADDRESS_ESCAPES[match[0]], address)
    target = re.sub(r"&(?=#?[A-Za-z0-9]+;)", "&amp;", target)
    return f"[{one_line(title or address)}]({target})"
