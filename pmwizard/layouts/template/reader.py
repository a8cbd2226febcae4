"""Reads Markdown of one line: code, emphasis, links that may be opened, and addresses that stand alone."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from pmwizard.layouts.template.addresses import is_open

_SCHEME = re.compile(r"(?:\A|(?<=[^a-zA-Z0-9+.-]))(?:https?|ftp)\Z", re.IGNORECASE)
_REST_OF_ADDRESS = re.compile(r"://[^\s<>`|\\\"]+")
_AFTER_ADDRESS = "?!.,:;*_~'"


class InlineReader(MarkdownIt):
    """Reads one line; HTML and entities are text, and a link leads only where a browser may be sent."""

    def __init__(self) -> None:
        super().__init__("commonmark", {"html": False})
        self.enable("strikethrough").disable(["entity", "text_join"])
        self.inline.ruler.before("newline", "address", _address)

    def validateLink(self, url: str) -> bool:  # noqa: N802 -- the name is the parser's
        """Tell whether a link may lead to an address."""
        return is_open(url)

    def normalizeLink(self, url: str) -> str:  # noqa: N802 -- the name is the parser's
        """Return the address as it was typed."""
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 -- the name is the parser's
        """Return an address that is shown as it was typed."""
        return link

    def tokens_of(self, line: str) -> list[Token]:
        """Return the tokens of one line."""
        return self.parseInline(line)[0].children or []


def _address(state: StateInline, silent: bool) -> bool:
    """Read an address that stands alone, so that no sign in it is taken for a mark."""
    scheme = _SCHEME.search(state.pending) if state.src[state.pos] == ":" else None
    rest = _REST_OF_ADDRESS.match(state.src, state.pos, state.posMax) if scheme else None
    if scheme is None or rest is None:
        return False
    typed = _without_end_of_sentence(rest[0])
    if not silent:
        state.pending = state.pending[: scheme.start()]
        state.push("address", "", 0).content = scheme[0] + typed
    state.pos += len(typed)
    return True


def _without_end_of_sentence(address: str) -> str:
    """Return an address without the marks and brackets behind it that belong to the sentence."""
    while len(address) > len("://"):
        shorter = address.rstrip(_AFTER_ADDRESS)
        for opening, closing in ("()", "[]", "{}"):
            if shorter.endswith(closing) and shorter.count(closing) > shorter.count(opening):
                shorter = shorter[:-1]
        if shorter == address:
            break
        address = shorter
    return address
