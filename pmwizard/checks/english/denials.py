"""Words by which an event says that it is not the moment that it is marked as."""

from __future__ import annotations

from collections.abc import Mapping

from pmwizard.checks.english.prose import Pattern, spoken
from pmwizard.model.parts.timeline import Moment
from pmwizard.model.proposals import moments_said

_STEP = (
    r"(?:roll[- ]?backs?|reverts?|fail[- ]?overs?|hot[- ]?fix(?:es)?|fix(?:es)?|patch(?:es)?|restarts?|reboots?"
    r"|kill[- ]?switch(?:es)?|work[- ]?arounds?|mitigations?|restores?|switch[- ]?overs?)"
)
_TROUBLE = r"(?:errors?|failures?|timeouts?|outage|problems?|issues?|impact|latency|alerts?)"
_NO_CURE = (
    rf"\b{_STEP}(?: \w+){{0,3}} (?:fail(?:s|ed|ing)?(?! over)|(?:did|does|do|has|have)(?: not|n't) (?:help|work|fix)\w*"
    r"|(?:had|has|have|with) no effect|without effect|unsuccessful|rejected|aborted|stuck|hangs|hung"
    r"|(?:made|makes) (?:it|things) worse)\b"
    rf"|\b{_STEP}(?: \w+){{0,3}} (?:proposed|planned|considered|discussed|suggested|requested)\b"
    r"|\b(?:no (?:effect|change|improvement)|(?:did|does|has)(?: not|n't) (?:help|work|change anything))\b"
    rf"|\b{_TROUBLE} (?:continu\w+|persist\w*|go on|went on|remain\w*|came back|come back|are back|is back)\b"
    r"|\bstill (?:broken|failing|down|unavailable|degraded|slow|happening|seeing|ongoing|affected|no|not|erroring"
    r"|rejecting|timing out|unreachable|offline)\b"
)
_NOT = r"(?:not|never|far from|(?:is|are|was|were|has|have|had|does|did|do)(?:n't| not))"
_NOT_OVER = (
    rf"{_NO_CURE}|\b{_NOT} (?:\w+ ){{0,2}}(?:resolved|fixed|solved|over|mitigated|recovered|restored|back|normal"
)
_DENIALS: Mapping[Moment, Pattern] = {
    "detected": Pattern(
        r"\b(?:no alerts?|no alarms?|no page|nothing) (?:\w+ )?"
        r"(?:fire[sd]?|paged|alerted|went off|triggered|was noticed)\b"
        r"|\b(?:nobody|no ?one) (?:\w+ )?(?:notic\w+|saw|sees|knew|knows)\b|\b(?:unnoticed|undetected)\b"
        rf"|\b{_NOT} (?:\w+ )?(?:noticed|detected|seen)\b"
    ),
    "acknowledged": Pattern(
        r"\b(?:nobody|no ?one) (?:\w+ )?(?:answer\w*|ack\w*|respon\w*|pick\w*|react\w*)"
        r"|\bunacknowledged\b|\bunanswered\b|\bno (?:answer|response|ack)\b|\bpage (?:was )?missed\b"
        rf"|\b{_NOT} (?:\w+ )?(?:acked|acknowledged|answered|seen)\b"
    ),
    "declared": Pattern(rf"\b{_NOT} (?:\w+ ){{0,2}}(?:declared?|an incident)\b|\bnot to declare\b|\bno incident\b"),
    "diagnosed": Pattern(
        r"\bcause (?:\w+ ){0,3}(?:unknown|unclear|not (?:\w+ )?(?:known|found|clear|understood)|a mystery)\b"
        r"|\bno idea\b|\bcause ruled out\b|\bstill (?:looking|searching)\b"
        rf"|\b{_NOT} (?:\w+ ){{0,2}}(?:diagnosed|understood)\b"
    ),
    "mitigated": Pattern(rf"{_NO_CURE}|\b{_NOT} (?:\w+ ){{0,2}}(?:mitigated|contained|stopped)\b|\bunmitigated\b"),
    "recovered": Pattern(rf"{_NOT_OVER}|online|up|working|serving|available)\b"),
    "resolved": Pattern(rf"{_NOT_OVER})\b|\bunresolved\b"),
    "closed": Pattern(rf"\b{_NOT} (?:\w+ ){{0,2}}closed\b|\bre-?open\w*\b|\bstays? open\b|\bkept open\b"),
}


_PART = Pattern(r"[,;:.()\u2013\u2014]\s|\s[-\u2013\u2014]\s|\s(?=(?:but|and|so|though|although|while|that|which)\b)")
_ABOUT_BEFORE = Pattern(r"\s(?:after|since|because|as|until|before|when|once)\b[^,;.]*")
_CURES: frozenset[Moment] = frozenset({"mitigated", "recovered", "resolved"})
_IN_VAIN = Pattern(
    rf"\b{_TROUBLE} (?:continu\w+|persist\w*|go on|went on|came back|come back|are back)\b"
    r"|\b(?:made|makes|making) (?:it|things|everything) worse\b"
    r"|\b(?:(?:had|has|have|with) no effect|without (?:any )?effect|in vain|to no avail)\b"
)


def denial_in(event: str, moment: Moment) -> str:
    """Return the words by which an event denies that it is a moment; empty where it does not, or says so as well.

    What an event is stands in its first part; what follows may be about something else. That a cure was in vain may
    stand anywhere.
    """
    pattern = _DENIALS.get(moment)
    if pattern is None:
        return ""
    said = _ABOUT_BEFORE.sub("", spoken(event).replace("\u2019", "'")).strip()
    begin = _PART.search(said)
    found = pattern.search(said[: begin.start()] if begin else said)
    if found is None and moment in _CURES:
        found = _IN_VAIN.search(said)
    return found[0].strip() if found and moment not in set(moments_said(event)) else ""
