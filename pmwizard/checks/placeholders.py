"""What a template had in the place of an answer, left in the answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pmwizard.checks.case import Case
from pmwizard.checks.prose import without_code
from pmwizard.checks.rule import Told, rule
from pmwizard.checks.wording import named
from pmwizard.model.readings import quoted
from pmwizard.questions import question_at

_BRACKETS = re.compile(r"^(?:[-*>\s]|[0-9]+[.)]|\*\*)*\[(?![ xX]\])[^\[\]]+\][.\s*]*$")
_FORMS = re.compile(
    r"\[(?:Your Name|Names?|Number(?: or %)?|Persons?|Start date|Date|Time|Start time|End time|Action|Answer|Link"
    r"|Incident Title|INCIDENT TITLE|incident-id|Description|Explanation|specify|X minutes(?:/hours)?|amount|if any)\]"
    r"|\[(?:Item|Action|Factor|Lesson|Positive|Negative|Issue|Improvement|Lucky|Lucky break|Fix|System/Service) [0-9]\b"
    r"|\bYYYY-(?:MM-DD|NNN)\b|\bYYYY-MM-DD-[Xx]{3}\b|\bHH:MM(?::SS)?\b|\bINC-X{3,4}\b|\bSEV-?X\b|\bhotfix-###"
    r"|\bbd://(?:xxx|issue-id)\b|\bX (?:minutes|hours)\b|\bX%|\$X\b|(?<!\w)@(?:username|names?)\b"
    r"|\b(?:TODO|FIXME)(?=:|\s*$)|\bTB[DC]\b"
)
_CHOICES_LEFT = re.compile(
    r"^\s*(?:Good/Fair/Poor|Yes/No|P0/P1/P2|None/Read-only/Corruption/Permanent loss|N"
    r"|Alert / Customer report / Manual observation|SEV-?1 ?[|/] ?SEV-?2.*|Draft ?[|/] ?.*(?:Complete|Closed))\s*$"
)
_NOTHING = re.compile(r"^\s*(?:\u2026|\.\.\.|\?+|-+|_+|x{3,}|<[^<>]{1,40}>)\s*$", re.IGNORECASE)
_REMEMBERED = 1 << 16


@rule("placeholder", "text", "missing", "An answer still holds what a template had in its place", "the layouts")
def placeholders_left(case: Case) -> Iterator[Told]:
    """An answer still holds what a template had in its place."""
    for path, asked, text in case.marked.get("placeholder", ()):
        left = placeholder_in(text)
        question = question_at(asked) if left else None
        if question is not None:
            yield path, f"Replace {quoted(left)} in {named(question)} with the answer, or type unknown"


@lru_cache(maxsize=_REMEMBERED)
def placeholder_in(text: str) -> str:
    """Return the first placeholder of a template in ``text``, outside code, or an empty text."""
    prose = without_code(text)
    if _NOTHING.match(prose):
        return prose.strip()
    for line in prose.split("\n"):
        if _BRACKETS.match(line) or _CHOICES_LEFT.match(line):
            return line.strip()
        if form := _FORMS.search(line):
            return form[0].rstrip(": ")
    return ""
