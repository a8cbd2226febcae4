"""Words of a line, for quick tests of what it can be."""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]{2,}")


@lru_cache(maxsize=8)
def line_words(line: str) -> frozenset[str]:
    """Return the words of a line in small letters; several forms ask about the same line."""
    return frozenset(_WORD.findall(line.lower()))
