"""Answers as they stand within a sentence of a summary: whole, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pmwizard.checks.english.prose import placeholder_in, words
from pmwizard.model.base import is_empty

LONGEST = 160
"""Characters of an answer that a sentence of a summary has room for; a longer one is left out."""

_FENCED = re.compile(r"(?ms)^ {0,3}(`{3,}|~{3,}).*?(?:^ {0,3}\1[^\n]*|\Z)")
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")
_NOT_PROSE = re.compile(r"\s*(?:#{1,6}\s|\||(?:=+|-{2,}|\*{3,}|_{3,})\s*$)")
_QUOTE_MARK = re.compile(r"^\s*(?:>(?!\s*[0-9])\s?)+")
_ITEM = re.compile(r"\s*(?:[*\u2022]\s+(?:\[[ xX]\]\s)?|[-+]\s+(?:\[[ xX]\]\s|(?![0-9]))|[0-9]{1,3}[.)]\s+)(?=\S)")
_SIGNED = re.compile(r"\s*[-+]\s+[0-9]")
_END_MARKS = " \t\n.;!"
_NOTHING_KNOWN = re.compile(
    r"(?:(?:it|this|that|the cause|(?:the )?root cause) (?:is|was) )?(?:still |as yet |yet |currently |so far )?"
    r"(?:unknown|not (?:yet |fully |really )?(?:known|clear|understood|determined|established|confirmed)|unclear|"
    r"undetermined|unconfirmed|(?:being |under )?investigat\w+|tb[acd]\b|to be (?:determined|confirmed|added|written|"
    r"filled)|pending\W*$|n/?a\b|no idea|not applicable|(?:see|as) (?:above|below))",
    re.IGNORECASE,
)
_ENDING = re.compile(r"(?<![.!?])[.!?]+[)\]\"'\u2019\u201d*_`]*\s+(?=[^a-z\s])")
_SHORT_FORMS = words(
    """
    e.g i.e etc vs approx ca cf no nr inc ltd dr mr mrs ms st a.m p.m u.s u.k fig resp incl est min sec max dept
    jan feb mar apr jun jul aug sep sept oct nov dec
    """
)
"""What ends in a full stop that ends no sentence."""

_TURNS = re.compile(
    r"(?:but|however|except|though|although|yet|until|actually|correction|nope|not|only|unless|"
    r"despite|instead|or|no,|(?:this|that|it|which) (?:later |in fact )?(?:was|is|were|turned out|proved)(?: to be)?"
    r" (?:wrong|false|not|untrue|incorrect|unfounded|mistaken|a mistake))\b",
    re.IGNORECASE,
)
"""How a sentence begins without which the one before it says something else."""

_PLAIN_WORD = re.compile(r"[a-z]+(?=[\s,;:]|$)")


def clause(text: str | None, longest: int = LONGEST) -> str:
    """Return the first sentence of an answer as it stands within another; "" where there is none, or it is too long.

    A sentence that the next one takes back comes with it. Headings, tables and blocks of code are passed over, the
    items of a list come all or not at all. What a template left, a question, ``unknown`` and ``n/a`` say nothing.
    """
    return _whole(next(_units(text), ""), longest)


def opening(text: str | None, longest: int) -> list[str]:
    """Return as many of the first sentences of an answer as there is room for, up to its first list or paragraph."""
    found: list[str] = []
    for unit in _units(text):
        words = _whole(unit, longest - sum(map(len, found)))
        if not words:
            break
        found.append(words)
    return found


def whole_clause(text: str | None, longest: int = LONGEST) -> str:
    """Return all of an answer as it stands within a sentence, several of its own joined; "" where it does not fit."""
    parts = [_whole(unit, longest) for unit in _units(text)]
    return _whole(", ".join(parts), longest) if all(parts) else ""


def opened(words: str) -> str:
    """Return words as a sentence opens with them: a plain small word gets a capital, a name stays as it is."""
    return words[0].upper() + words[1:] if _PLAIN_WORD.match(words) else words


def listed(names: Sequence[str], noun: str, most: int = 5) -> str:
    """Return names as a sentence lists them: ``a, b and c``; of too many some, and how many there are.

    Args:
        names: The names.
        noun: What several of them are called.
        most: How many are named where there are no more.
    """
    clauses = [words for name in names if (words := clause(name, 60))]
    if not clauses:
        return ""
    if len(clauses) == len(names) <= most:
        return _joined(clauses)
    number = len(names)
    return f"{number} {noun}, among them {_joined(clauses[: most - 1])}" if number > 1 else clauses[0]


def _joined(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


# The sentences of an answer


def _units(text: str | None) -> Iterator[str]:
    """Yield the sentences of the first paragraph of prose, one that turns another with that; a list is one of them."""
    if text is None or is_empty(text) or _NOTHING_KNOWN.match(text.strip()) or placeholder_in(text):
        return
    for block in _BLANK_LINES.split(_FENCED.sub("\n\n", text)):
        lines = [_QUOTE_MARK.sub("", line) for line in block.split("\n") if not _NOT_PROSE.match(line)]
        if any(line.strip() for line in lines):
            yield from _sentences(lines)
            return


def _sentences(lines: Sequence[str]) -> Iterator[str]:
    first = next((number for number, line in enumerate(lines) if _ITEM.match(line)), len(lines))
    prose = " ".join(" ".join(lines[:first]).split())
    if prose:
        yield from _turned(_split(prose))
    elif not any(_SIGNED.match(line) for line in lines):
        items = [_ITEM.sub("", line) if _ITEM.match(line) else f"\t{line}" for line in lines[first:]]
        joined = "\n".join(items).replace("\n\t", " ").split("\n")
        parts = [_whole(" ".join(item.split()), LONGEST) for item in joined]
        yield "; ".join(parts) if all(parts) else ""


_LONGEST_SENTENCE = 2_000


def _split(prose: str) -> list[str]:
    found, begin = [], 0
    for match in _ENDING.finditer(prose):
        if match.end() - begin > _LONGEST_SENTENCE:
            # Nothing that long is told, and each further ending would read all of it again.
            break
        sentence = prose[begin : match.end()].strip()
        last = sentence.rstrip(".!?").rpartition(" ")[2].lower().lstrip("(")
        if last not in _SHORT_FORMS and (len(last) > 1 or last.isdigit()) and _is_balanced(sentence):
            found.append(sentence)
            begin = match.end()
    return [*found, prose[begin:]]


def _turned(sentences: Sequence[str]) -> list[str]:
    """Return sentences, each that turns what was said before joined with it."""
    found: list[str] = []
    for sentence in sentences:
        if found and _TURNS.match(sentence):
            found[-1] = f"{found[-1].rstrip(_END_MARKS)}; {sentence[0].lower()}{sentence[1:]}"
        else:
            found.append(sentence)
    return found


def _whole(sentence: str, longest: int) -> str:
    """Return a sentence without its full stop, "" where it is not whole, asks something, or is too long."""
    words = sentence.strip(" ").rstrip(_END_MARKS)
    is_cut = "..." in sentence or "\u2026" in sentence or words.endswith((":", ",", "?", "-", "\u2013", "\u2014"))
    if is_cut or len(words) > longest or not any(character.isalnum() for character in words):
        return ""
    return words if _is_balanced(words) and not words.startswith((".", ",", ";", ":", "-", "!", "?")) else ""


_CODE = re.compile(r"`[^`]*`")
_CLOSING = {")": "(", "]": "[", "}": "{", "\u201d": "\u201c"}


def _is_balanced(words: str) -> bool:
    """Return whether all code, bold print, quotation marks and brackets that words open are closed in them."""
    if any(words.count(mark) % 2 for mark in ("`", "**", '"')):
        return False
    open_ones: list[str] = []
    for character in _CODE.sub("", words):
        if character in _CLOSING.values():
            open_ones.append(character)
        elif character in _CLOSING and (not open_ones or open_ones.pop() != _CLOSING[character]):
            return False
    return not open_ones
