"""Readers of Markdown: of whole texts, and of one line with links that may be opened."""

from __future__ import annotations

from markdown_it import MarkdownIt

from pmwizard.layouts.template.addresses import is_open


class BlockReader(MarkdownIt):
    """Reads whole texts, with tables and with every link that some program may make of them."""

    def __init__(self) -> None:
        super().__init__("commonmark", {"maxNesting": 100})
        self.enable("table")

    def validateLink(self, url: str) -> bool:  # noqa: N802 -- the name is the parser's
        """Take every address for one."""
        return url is not None


class InlineReader(MarkdownIt):
    """Reads one line; HTML and entities are text, and a link leads only where a browser may be sent."""

    def __init__(self) -> None:
        super().__init__("commonmark", {"html": False})
        self.enable("strikethrough").disable(["entity", "text_join"])

    def validateLink(self, url: str) -> bool:  # noqa: N802 -- the name is the parser's
        """Tell whether a link may lead to an address."""
        return is_open(url)

    def normalizeLink(self, url: str) -> str:  # noqa: N802 -- the name is the parser's
        """Return the address as it was typed."""
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 -- the name is the parser's
        """Return an address that is shown as it was typed."""
        return link
