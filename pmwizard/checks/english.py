"""Telling whether a report is written in English: the rules about words know no other language."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from pmwizard.checks.case import Case
from pmwizard.checks.prose import without_code

_FUNCTION_WORDS = frozenset(
    {
        *("the", "of", "and", "that", "with", "from", "were", "not", "this", "had", "which", "by", "have", "been"),
        *("it", "are", "be", "after", "before", "when", "because", "while", "then", "they", "their", "its"),
        *("could", "would", "should", "did", "but", "until", "to", "all", "than", "into", "nobody", "what"),
    }
)
"""Words of English sentences; those that are words of other European languages as well are few."""

_LEAST_SHARE = 0.04
_FEWEST_WORDS = 40
_SAMPLE = 300
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


def is_english(case: Case) -> bool:
    """Tell whether a report's texts are English, as far as its first 300 texts of several words show.

    They are where at least one word in 25 is a function word of English: in English prose about one in five is, in
    the terse lines of a timeline one in ten, in another language with English terms in it hardly one in a hundred.
    A report of fewer than 40 words counts as English.
    """
    texts = (text for _, _, text in case.leaves if " " in text)
    return _is_english("\n".join(islice(texts, _SAMPLE)))


@lru_cache(maxsize=16)
def _is_english(text: str) -> bool:
    words = _WORD.findall(without_code(text).casefold())
    known = sum(word in _FUNCTION_WORDS for word in words)
    return len(words) < _FEWEST_WORDS or known >= _LEAST_SHARE * len(words)
