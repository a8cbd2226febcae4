"""What texts are searched with: expressions that cost nothing until they are used, and sets of words."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cached_property


class Pattern:
    """A regular expression that is compiled when it is first used: most runs of the program need few.

    Args:
        source: The expression.
        flags: How it is read; capitals make no difference unless told so.
    """

    def __init__(self, source: str, flags: re.RegexFlag = re.IGNORECASE) -> None:
        self._source = source
        self._flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression, compiled."""
        return re.compile(self._source, self._flags)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the first place where it matches, in a part of ``text``."""
        return self.compiled.search(text, start, end)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Return how it matches at ``start``."""
        return self.compiled.match(text, start)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Return how it matches the whole text."""
        return self.compiled.fullmatch(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield every place where it matches."""
        return self.compiled.finditer(text)

    def sub(self, replacement: str, text: str) -> str:
        """Return the text with something else wherever it matches."""
        return self.compiled.sub(replacement, text)


def words(text: str) -> frozenset[str]:
    """Return the words of a text, for looking words up."""
    return frozenset(text.split())
