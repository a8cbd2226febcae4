"""Where the links of a document may lead: to pages, to mail, and to files beside the document."""

from __future__ import annotations

import re

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_OPEN_SCHEMES = frozenset({"http", "https", "mailto"})
_UNSAFE = re.compile(r"[\x00-\x1f\x7f]|\A\s*[/\\]{2}")  # two slashes lead to another host
_WHOLE_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+", re.IGNORECASE)
_FILE = re.compile(r"(?:\.{0,2}/)?[\w.~%+@-]+(?:/[\w.~%+@-]+)*/?(?:[?#][^\s<>\"]*)?")
_OF_FILE = re.compile(r"/[^/\s]{2}|[\w)]\.[A-Za-z]{2,5}(?:[?#]|\Z)")
_IN_TARGET = {
    "\\": "%5C", "|": "%7C", "`": "%60", "*": "%2A", "(": "%28", ")": "%29", "[": "%5B", "]": "%5D", "<": "%3C",
    ">": "%3E", " ": "%20", '"': "%22",
}  # fmt: skip
_MARKS = re.compile(r"[\\|`*()\[\]<> \"]")


def is_open(address: str) -> bool:
    """Tell whether a link may lead to an address: http, https, mailto, or relative to the document."""
    if _UNSAFE.search(address):
        return False
    scheme = _SCHEME.match(address.lstrip())
    return scheme is None or scheme[1].lower() in _OPEN_SCHEMES


def is_address(text: str) -> bool:
    """Tell whether a text is an address by itself, and not words such as the name of a channel."""
    return bool(_WHOLE_ADDRESS.fullmatch(text)) or bool(
        is_open(text) and _FILE.fullmatch(text) and _OF_FILE.search(text)
    )


def as_target(address: str) -> str:
    """Return an address for the brackets of a link, with what would end them percent-encoded."""
    target = _MARKS.sub(lambda match: _IN_TARGET[match[0]], address)
    return re.sub(r"&(?=#?[A-Za-z0-9]+;)", "&amp;", target)


def without_end_of_sentence(address: str) -> str:
    """Return an address in a text without the marks and brackets behind it that belong to the sentence."""
    while True:
        shorter = address.rstrip("?!.,:;*_~'")
        for opening, closing in ("()", "[]", "{}"):
            if shorter.endswith(closing) and shorter.count(closing) > shorter.count(opening):
                shorter = shorter[:-1]
        if shorter == address:
            return address
        address = shorter
