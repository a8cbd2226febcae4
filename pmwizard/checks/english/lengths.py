"""Lengths of time that a text states, with what may be meant by them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pmwizard.checks.english.prose import Pattern, sentences, spoken

_SECOND, _MINUTE, _HOUR, _DAY = 1, 60, 3_600, 86_400
_UNITS = {"s": _SECOND, "m": _MINUTE, "h": _HOUR, "d": _DAY}
_UP_TO_TWENTY = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
_WORDS = {word: number for number, word in enumerate(_UP_TO_TWENTY)} | {
    "a": 1,
    "an": 1,
    "half an": 0.5,
    "half a": 0.5,
    "thirty": 30,
    "forty": 40,
    "forty-five": 45,
    "fifty": 50,
}
_DIGITS = r"[0-9]+(?:[.,][0-9]+)?"
_IN_WORDS = "|".join(sorted(_WORDS, key=len, reverse=True))
_NUMBER = rf"(?:{_DIGITS}|{_IN_WORDS})"
_UNIT = r"(?:days?|d|hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s)"
_ONE = rf"(?:{_DIGITS}[ -]?|(?:{_IN_WORDS})(?: and a half)?[ -]){_UNIT}(?![a-z])(?: and a half)?"
LENGTH = rf"{_ONE}(?:,? ?(?:and )?{_ONE}){{0,3}}"
"""A length of time such as "27 minutes", "1h 30m" or "18-hour", as a regular expression."""

_PART = Pattern(rf"({_NUMBER})( and a half)?[ -]?({_UNIT})(?![a-z])( and a half)?")
_HEDGED = Pattern(
    r"(?:(about|around|roughly|approximately|approx\.?|some|circa|ca\.?|~)"
    r"|(over|more than|at least|longer than|upwards of|>|well over|just over)"
    r"|(almost|nearly|under|less than|up to|within|at most|just under|not quite|<|no more than)) ?$"
)
_RANGE = Pattern(rf"(?:{_NUMBER} ?(?:-|\u2013|to|or) ?|between {_NUMBER}[^.]{{0,12}} and )$")


@dataclass(frozen=True)
class Length:
    """A length of time as a text states it.

    Attributes:
        words: The words.
        least: What it may be at the least, in seconds: "27 minutes" is said of what took a little more or less.
        most: What it may be at the most.
    """

    words: str
    least: float
    most: float

    def may_be(self, seconds: float, leeway: float = 0) -> bool:
        """Return whether the words can be said of a length.

        Args:
            seconds: The length.
            leeway: By how much it may be another, where its ends are not known exactly.
        """
        return self.least - leeway <= seconds <= self.most + leeway


def typed_length(text: str) -> Length | None:
    """Return the length of time that an answer begins with; ``None`` where it does not, or gives several."""
    found = [match for match in _LENGTH.finditer(text) if not _RANGE.search(text[: match.start()])]
    if len(found) != 1 or re.search("[A-Za-z]", _HEDGED.sub("", text[: found[0].start()])):
        return None
    return _length(text, *found[0].span())


_LENGTH = Pattern(rf"(?<![\w.,:-]){LENGTH}")


def _length(text: str, begin: int, end: int) -> Length:
    words = text[begin:end]
    seconds, finest, last = 0.0, float(_DAY), 0.0
    for part in _PART.finditer(words):
        number = _number(part[1]) + (0.5 if part[2] or part[4] else 0)
        unit = _UNITS[part[3][0].lower()]
        seconds += number * unit
        finest, last = min(finest, unit), number
    slack = _slack(seconds, finest, last)
    hedge = _HEDGED.search(text[:begin])
    least, most = seconds - slack, seconds + slack
    if hedge and hedge[1]:
        least, most = min(least, 0.8 * seconds), max(most, 1.25 * seconds)
    elif hedge and hedge[2]:
        most = 1.5 * seconds + slack
    elif hedge:
        least = 0.6 * seconds - slack
    return Length(f"{hedge[0] if hedge else ''}{words}", least, most)


_MANY = 5
"""Hours or days from which on their number is seldom exact."""


def _slack(seconds: float, unit: float, number: float) -> float:
    """Return by how much what was measured may differ from what is said: numbers that look rounded may be so."""
    if number % 1:
        return 0.25 * unit
    if unit >= _HOUR and number < _MANY:
        return 0.6 * unit
    if unit == _MINUTE and seconds >= 10 * _MINUTE and not number % 5:
        return 5 * unit
    return unit


def _number(words: str) -> float:
    return _WORDS.get(words.lower()) or float(words.replace(",", "."))


_TROUBLE = (
    r"(?:outages?|incidents?|downtime|disruptions?|interruptions?|degradation|impact|unavailability|failures?"
    r"|problems?|issues?|event)"
)
_OTHER = r"(?:response|reports?|review|calls?|channel|commander|process|tickets?|room|page|manage\w+|rate|before|after)"
_LASTS = r"(?:lasted|lasts|went on|took|continued|ran|persisted|spanned|of|was|is)"
_DOWN = (
    r"(?:down|unavailable|offline|unreachable|inaccessible|degraded|broken|interrupted|disrupted|out of service"
    r"|could(?: not|n't) [a-z ]{2,40}|unable to [a-z ]{2,40}|failed|failing|not work(?:ing)?)"
)
_OF_TROUBLE = Pattern(
    rf"\b{_TROUBLE}(?: (?!{_OTHER}\b)\w+){{0,4}}? {_LASTS}(?: for)?(?: a total of)? (?:\w+ ){{0,2}}?(?P<a>{LENGTH})"
    rf"|(?<![\w.,:-])(?P<b>{LENGTH})(?:-long| long)?(?: (?:of )?(?:\w+ ){{0,2}}?){_TROUBLE}\b"
)
_OF_BEING_DOWN = Pattern(
    rf"\b{_DOWN}(?: (?!after|before|within|until|every|in\b|than)\S+){{0,6}}? (?:for|lasting)"
    rf"(?: (?:about|around|roughly|approximately|almost|nearly|over|more than|some|up to|just over|just under|~))?"
    rf" ~?(?P<a>{LENGTH})(?! (?:before|earlier|later|ago|of data))"
)
_MAY_STATE = Pattern(rf"{_UNIT}\b")


def lengths_of_incident(text: str, *, in_brief: bool) -> Iterator[Length]:
    """Yield the lengths that a text clearly states of the incident itself.

    Args:
        text: The text.
        in_brief: Whether it tells the incident in few words, so that what is down in it is what the incident is about.
    """
    for sentence in sentences(spoken(text)) if _MAY_STATE.search(text) else ():
        patterns = (_OF_TROUBLE, _OF_BEING_DOWN) if in_brief else (_OF_TROUBLE,)
        for pattern in patterns:
            for match in pattern.finditer(sentence):
                name = next(name for name, words in match.groupdict().items() if words)
                yield _length(sentence, *match.span(name))
