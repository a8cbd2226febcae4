"""Titles and answers that are noun phrases, as they follow "experienced" and "resulting in"."""

from __future__ import annotations

import re

from pmwizard.checks.english.prose import words

_SEVERAL = words(
    """
    errors failures timeouts latency latencies downtime delays degradation unavailability loss corruption slowness lag
    disruptions outages slowdowns crashes exhaustion interruptions spikes rejections deadlocks throttling saturation
    5xx 4xx 500s 502s 503s 504s 429s
    """
)
_ONE = words(
    "outage failure incident spike slowdown crash interruption leak backlog deadlock breach disruption delay surge"
)
_ORDINARY = (
    words(
        """
        global partial total full complete elevated high higher slow increased intermittent major minor severe brief
        widespread regional missing repeated sudden short long large small massive unexpected unplanned temporary
        sporadic significant the a an data packet network service power login checkout payment search cache disk memory
        """
    )
    | _SEVERAL
    | _ONE
)
"""Words that are written small within a sentence; others may be names."""

_VERBS = re.compile(
    r"\b(?:is|are|was|were|has|have|had|do|does|did|causes?|returns?|hits?|sees?|saw|shows?|gets?|got|gives?|gave|"
    r"breaks?|broke|leads?|led|takes?|took|makes?|made|goes|went|brings?|brought|throws?|threw|fails?|not|never|nobody|"
    r"triggers?|creates?|stops?|starts?|began|begins?|can|could|will|would)\b",
    re.IGNORECASE,
)
_PHRASE = re.compile(
    rf"(?P<run>(?:[\w./%-]+ ){{0,5}}(?:(?P<one>{'|'.join(sorted(_ONE))})|{'|'.join(sorted(_SEVERAL))}))"
    r"(?P<rest>(?: (?:after|in|on|of|for|during|due to|from|across|with|while|when|because|following|at|between|until)"
    r" [^;:?!,]+)?)",
    re.IGNORECASE,
)
_CONJUNCTION = re.compile(r"\b(?:after|while|when|because|until|that|which|as|where|who)\b", re.IGNORECASE)
_VERBAL = re.compile(r"\w{2,}(?:ed|ing)", re.IGNORECASE)
_SOUNDS_LIKE_A_CONSONANT = re.compile(r"uni|us[aeiu]|eu|one", re.IGNORECASE)


def noun_phrase(text: str) -> str:
    """Return a text as it follows "experienced", ``an outage of the API``; "" where it may not be such a phrase."""
    match = _PHRASE.fullmatch(text)
    if match is None:
        return ""
    before = match["run"].split()
    rest_says = _CONJUNCTION.split(match["rest"])[0]
    is_doubtful = any(_VERBAL.fullmatch(one) and one.lower() not in _ORDINARY for one in before)
    if is_doubtful or _VERBS.search(match["run"]) or _VERBS.search(rest_says):
        return ""
    first = before[0].lower() if before[0].lower() in _ORDINARY else before[0]
    said = " ".join((first, *before[1:])) + match["rest"]
    if not match["one"] or first in {"the", "a", "an"}:
        return said
    if not first.isalpha() or not first[1:].islower():
        return ""  # how an abbreviation is spoken decides between "a" and "an"
    has_vowel = first[0].lower() in "aeiou" and not _SOUNDS_LIKE_A_CONSONANT.match(first)
    return f"{'an' if has_vowel else 'a'} {said}"
