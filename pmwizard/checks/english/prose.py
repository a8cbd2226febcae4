"""The sentences in which the reporter speaks, and the expressions that they are searched with."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cached_property, lru_cache


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


_LETTERS = re.compile(r"[a-z]+")


def words_in(text: str) -> set[str]:
    """Return the words of a text in small letters, as runs of the letters a to z."""
    return set(_LETTERS.findall(text.lower()))


_CODE = re.compile(r"(?ms)^ {0,3}(`{3,}|~{3,}).*?(?:^ {0,3}\1|\Z)|(?<!`)(`+)(?!`).*?(?<!`)\2(?!`)")
_ADDRESSES = re.compile(r"\b(?:[a-z][a-z0-9+.-]{1,20}://|www\.|mailto:)[^\s<>\"]+", re.IGNORECASE)
_BLOCK_QUOTES = re.compile(r"(?m)^ {0,3}>.*(?:\n(?![ \t]*$)(?![ \t]*(?:[-*+]|[0-9]+[.)])[ \t]).*)*")
_LONGEST_QUOTATION = 600
_QUOTATIONS = re.compile(
    rf'(?<!\w)"(?=\S)(?:[^"\n]|\n(?![ \t]*\n)){{1,{_LONGEST_QUOTATION}}}"(?!\w)'
    rf"|\u201c[^\u201d]{{0,{_LONGEST_QUOTATION}}}\u201d|\u201e[^\u201c\u201d]{{0,{_LONGEST_QUOTATION}}}[\u201c\u201d]"
    rf"|\u00ab[^\u00bb]{{0,{_LONGEST_QUOTATION}}}\u00bb"
    rf"|\u2018(?:[^\u2019\n]|(?<=\w)\u2019(?=\w)){{0,{_LONGEST_QUOTATION}}}\u2019(?!\w)"
    rf"|(?<!\w)'(?=\S)(?:[^'\n]|(?<=\w)'(?=\w)){{1,{_LONGEST_QUOTATION}}}(?<=\S)'(?!\w)"
)
_MAY_QUOTE = re.compile("[\"'\u2018\u201c\u201e\u00ab]")
_BREAKS = re.compile(
    r"(?<=[.!?])[)\]*_]*\s+(?=[^a-z\s])"
    r"|\n[ \t]*\n"
    r"|\n(?=[ \t]*(?:[-*+\u2022]|[0-9]+[.)])[ \t])"
    r"|\n(?=[ \t]*[|#])"
)
_REMEMBERED = 1 << 16


def without_code(text: str) -> str:
    """Return ``text`` with blanks in the place of Markdown code, fenced or in a line."""
    return _CODE.sub(_blank, text) if "`" in text or "~~~" in text else text


@lru_cache(maxsize=_REMEMBERED)
def spoken(text: str) -> str:
    """Return ``text`` with blanks in the place of code, quotations and addresses; positions stay the same."""
    text = without_code(text)
    if ":" in text or "www." in text:
        text = _ADDRESSES.sub(_blank, text)
    if ">" in text:
        text = _BLOCK_QUOTES.sub(_blank, text)
    return _QUOTATIONS.sub(_blank, text) if _MAY_QUOTE.search(text) else text


def sentences(text: str) -> list[str]:
    """Return the sentences of ``text``; an item of a list, a row of a table and a heading end one."""
    return [sentence for sentence in _BREAKS.split(text) if sentence and not sentence.isspace()]


def _blank(match: re.Match[str]) -> str:
    # A line end stays, so that a list or a paragraph after a quotation begins where it did.
    return "".join("\n" if character == "\n" else " " for character in match[0])


_BRACKETS = re.compile(r"^(?:[-*>\s]|[0-9]+[.)]|\*\*)*\[(?![ xX]\])[^\[\]]+\][.\s*]*$")
_FORMS = re.compile(
    r"\[(?:Your Name|Names?|Number(?: or %)?|Persons?|Start date|Date|Time|Start time|End time|Action|Answer|Link"
    r"|Incident Title|INCIDENT TITLE|incident-id|Description|Explanation|specify|X minutes(?:/hours)?|amount|if any)\]"
    r"|\[(?:Item|Action|Factor|Lesson|Positive|Negative|Issue|Improvement|Lucky|Lucky break|Fix|System/Service) [0-9]\b"
    r"|\bYYYY-(?:MM-DD|NNN)\b|\bYYYY-MM-DD-[Xx]{3}\b|\bHH:MM(?::SS)?\b|\bINC-X{3,4}\b|\bSEV-?X\b|\bhotfix-###"
    r"|\bbd://(?:xxx|issue-id)\b|\bX (?:minutes|hours)\b|\bX%|\$X\b|(?<!\w)@(?:username|names?)\b"
    r"|\b(?:TODO|FIXME)(?=:|\s*$)|\bTB[DC]\b"
)
_MAY_BE_A_FORM = re.compile(r"[\[@X]|[A-Z]{2}|hotfix-#|bd://")
"""What every one of the forms has: looking for it is ten times as quick, and hardly any text has it."""

_CHOICES_LEFT = re.compile(
    r"^\s*(?:Good/Fair/Poor|Yes/No|P0/P1/P2|None/Read-only/Corruption/Permanent loss|N"
    r"|Alert / Customer report / Manual observation|SEV-?1 ?[|/] ?SEV-?2.*|Draft ?[|/] ?.*(?:Complete|Closed))\s*$"
)
_NOTHING = re.compile(r"^\s*(?:\u2026|\.\.\.|\?+|-+|_+|x{3,}|<[^<>]{1,40}>)\s*$", re.IGNORECASE)


@lru_cache(maxsize=_REMEMBERED)
def placeholder_in(text: str) -> str:
    """Return the first placeholder of a template in ``text``, outside code, or an empty text."""
    prose = without_code(text)
    if _NOTHING.match(prose):
        return prose.strip()
    may_hold_form = _MAY_BE_A_FORM.search(prose)
    for line in prose.split("\n"):
        if _BRACKETS.match(line) or _CHOICES_LEFT.match(line):
            return line.strip()
        if may_hold_form and (form := _FORMS.search(line)):
            return form[0].rstrip(": ")
    return ""
