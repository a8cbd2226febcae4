"""Lengths of time that a text states of the incident itself: "down for 18 hours", "a 27-minute outage"."""

from __future__ import annotations

from collections.abc import Iterator

from pmwizard.checks.english.prose import Pattern, sentences, spoken
from pmwizard.model.times.lengths import SaidLength, said_length

_UNIT = r"(?:days?|d|hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s)(?![a-z])"
_COUNT = r"(?:half an?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_NUMBER = rf"(?:[0-9]+(?:[.,][0-9]+)?[ -]?|{_COUNT}[ -])"
_HEDGE = (
    r"(?:about|around|approximately|roughly|nearly|almost|some|over|more than|at least|under|less than|at most|up to|~)"
)
_FIRST_UNIT = r"(?:days?|hours?|hrs?|h|minutes?|mins?|seconds?|secs?)(?![a-z])"
_LENGTH = rf"(?:{_HEDGE} ?)?(?<![\w.,:-]){_NUMBER}{_FIRST_UNIT}(?:,? (?:and )?{_NUMBER}{_UNIT}){{0,2}}"
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
    rf"\b{_TROUBLE}(?: (?!{_OTHER}\b)\w+){{0,4}}? {_LASTS}(?: for)?(?: a total of)? (?P<a>{_LENGTH})"
    rf"|(?P<b>{_LENGTH})(?:-long| long)?(?: (?:of )?(?:\w+ ){{0,2}}?){_TROUBLE}\b"
)
_OF_BEING_DOWN = Pattern(
    rf"\b{_DOWN}(?: (?!after|before|within|until|every|in\b|than)\S+){{0,6}}? (?:for|lasting) (?P<a>{_LENGTH})"
    r"(?! (?:before|earlier|later|ago|of data))"
)
_MAY_STATE = Pattern(r"(?:day|hour|hr|minute|min|second|sec)s?\b|[0-9] ?h(?![a-z])")


def lengths_of_incident(text: str, *, in_brief: bool) -> Iterator[tuple[str, SaidLength]]:
    """Yield the lengths that a text clearly states of the incident itself: the words, and what they can mean.

    Args:
        text: The text.
        in_brief: Whether it tells the incident in few words, so that what is down in it is what the incident is about.
    """
    for sentence in sentences(spoken(text)) if _MAY_STATE.search(text) else ():
        patterns = (_OF_TROUBLE, _OF_BEING_DOWN) if in_brief else (_OF_TROUBLE,)
        for match in (match for pattern in patterns for match in pattern.finditer(sentence)):
            words = next(words for words in match.groupdict().values() if words)
            said = said_length(words)
            if said:
                yield words, said
