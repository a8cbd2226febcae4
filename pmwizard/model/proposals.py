"""Words that say which moment of an incident an event is, unless they deny it or leave it in doubt.

"Rolled back the release" stops the bleeding; "rollback failed", "tried to roll back" and "should we roll back?" do not.
What is found here is only proposed, and a wrong proposal costs more than a missing one: where words can be read in two
ways, they say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmwizard.model.cues import CUES, STEMS, SYMPTOM
from pmwizard.model.parts.timeline import Moment

_PATTERNS = tuple((moment, tuple(re.compile(cue) for cue in cues)) for moment, cues in CUES)
_STEMS = {moment: tuple(stems.split("|")) for moment, stems in STEMS.items()}
_LONGEST = 500
"""Characters of an event that are read: what it is stands at its beginning."""

_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_CLAUSE = re.compile(
    r"[;,()\u2013\u2014\u2192]|:(?=\s|$)| (?:-+|->|=>|/|\|) |\.(?=\s|$)|(?<= )(?:but|and|however|though|although|"
    r"while|which|who|as it|as we) "
)

_LATER = re.compile(r"(?:at )?(?:\d{1,2}[:.]\d{2}(?::\d{2})?(?: ?[ap]\.?m\b)?|\d{1,2} ?[ap]m\b)\W+\w")
"""The beginning of a clause about another time than that of the event."""

_LEFT_OPEN = re.compile(
    r"\b(?:no|not|\w+n't|cannot|can not|never|none|nobody|no one|nothing|neither|nor|without|unable|fail(?:s|ed|"
    r"ing)? to|"
    r"refus\w+|declin(?:ed|es|ing) to|avoid\w*|instead of|rather than|against|forgot\w*|too (?:early|late)|if|whether|"
    r"unless|until|till|once|before|after|when|in case|in order to|because|despite|should|could|would|might|must|"
    r"needs?|needed|wants?|wanted|plan(?:s|ned|ning)?|decid\w+|agree[sd]?|consider\w*|discuss\w*|propos\w+|suggest\w*|"
    r"recommend\w*|ask(?:s|ed|ing)?|requested|tr(?:y|ies|ied|ying)|attempt(?:ed|ing|s)? (?:to|at|a|the)|attempted|"
    r"wait(?:s|ed|ing)|hop(?:e|es|ed|ing)|expect(?:s|ed|ing)?|prepar\w+|schedul\w+|think\w*|thought|believ\w+|assum\w+|"
    r"suspect\w*|guess\w*|seem\w*|appear(?:s|ed)? (?:to|that)|look(?:s|ed) (?:like|as)|maybe|perhaps|possibl[ey]|"
    r"probabl[ey]|potential\w*|likely|unlikely|unclear|unsure|wonder\w*|debat\w+|almost|nearly|pending|about to|"
    r"ready|going to|being|yet to|supposed\w*|claims? that|claimed|says|said|told|argu\w+|draft\w*|documented|wrote|"
    r"writ\w+|review(?:ed|ing|s)|test(?:ed|ing|s)?|drill\w*|exercise\w*|simulat\w+|rehears\w+|promis\w+|"
    r"will (?:be|have|get|not|soon|then)|to be|hypothe\w+|theory|doubt\w*|far from|except|false|accidentally|wrongly|"
    r"mistakenly|another|previous|earlier|last (?:week|month|year)|last week's|old incident|related|vendor|supplier|"
    r"provider|aws|azure|gcp|google)\b|\?"
)
"""Words in front of a cue that deny it, doubt it, or make it a plan, a condition or what somebody else says."""

_TAKEN_BACK = re.compile(
    r"\b(?:fail(?:s|ed|ing|ure)?(?! ?over)|not|\w+n't|never|unsuccessful\w*|impossible|unavailable|reject\w+|abort\w+|"
    r"stuck|hangs|hung|tim(?:ed|es) out|delayed|pending|planned|scheduled|considered|discussed|proposed|suggested|"
    r"requested|attempted|in progress|under ?way|ongoing|no (?:effect|change|improvement|difference|luck|help|success)|"
    r"in vain|to no avail|unknown|unclear|unconfirmed|prematurely|by mistake|by accident|wrongly|in error|staging|"
    r"canary|(?:in|on) (?:test|dev)\b|for (?:half|some|a few|one|part|\d+ ?%)|part(?:ly|ially)|only|except|still|yet|"
    r"soon|tomorrow|if|once|until|unless|slowly|too (?:early|soon)|alerts?|script|runbook|plan|drill)\b|\?"
    r"|\b(?:to|at|on|for) (?!100)\d+ ?%"
)
"""Words behind a cue, in its clause, after which what it says has not happened, or not for everybody."""

_PART = re.compile(
    r"\b(?:some|half|part(?:s|ly|ially)?|most(?:ly)?|only|few|one of|two of|three of|still|slowly|\d+ ?%(?: of)?|"
    r"briefly|"
    r"temporarily|for a (?:moment|minute|while)|internal(?:ly)?)\b"
)
"""Words of a recovery that is not one for everybody."""

_NO_HELP = re.compile(
    r"\b(?:no (?:effect|change|improvement|difference|luck|help|relief|success)|"
    r"(?:did|does|do|has|have|is|was)(?: not|n't) (?:seem to )?(?:help|work|change|fix|take|stick|hold|improve|"
    r"enough)\w*|"
    r"still(?! (?:monitor|watch|investigat|work)\w*)|but|"
    r"(?:continu(?:e|es|ed|ing)|persist(?:s|ed)?|remain(?:s|ed)?|go(?:es)? on|went on|(?:came|come|comes) back|"
    r"return(?:s|ed)?(?! to (?:normal|base))|reappear(?:s|ed)?|(?:is|are) back)(?: \S+)?$|nothing changed|"
    r"without (?:any )?(?:effect|success)|(?:made|makes|making) (?:it|things|everything) worse|too early|"
    r"(?:errors?|failures?|latency|load|rates?|queue)(?: \S+)? "
    r"(?:went up|goes up|rose|climbed|grew|increased|got worse)|"
    r"(?:or )?so (?:\w+ )?thought|"
    r"not (?:enough|for long)|in vain|to no avail|failed again|again broken|down again|fail(?:s|ing)? again)\b"
)
"""Words anywhere behind a cure by which it was none."""

_CURES = frozenset({"mitigated", "recovered", "resolved"})
_ACTIONS = _CURES | {"closed", "declared"}

_HOLD_DENIALS = frozenset({"started", "detected", "recovered"})
"""Moments that words such as "nobody can" or "could" help to say."""

_OTHER_SUBJECT: dict[Moment, re.Pattern[str]] = {
    "resolved": re.compile(
        r"\b(?:dns|host ?names?|names?|address\w*|domains?|conflicts?|merge|alerts?|action items?)\b"
    ),
    "recovered": re.compile(
        rf"\b(?:{SYMPTOM}|problems?|issues?|symptoms?|outage|bug|attack(?:er)?s?|files?|money|funds|asset)"
        r"(?: (?:is|are|was|were|came|comes|come|have|has)){0,2} (?:back|recovered)(?! (?:to|at|in|within|under|"
        r"below|down)\b)"
        r"|\b(?:bring|brings|take|takes|took|taking|backup) back\b|\bback ?ups?\b(?= (?:is|was|job|file|runs|taken|of))"
    ),
    "mitigated": re.compile(
        r"\b(?:fix|patch|workaround|roll-?back|mitigation)(?: \S+)? (?:reverted|rolled back|disabled|removed|"
        r"undone|failed)\b|"
        r"\b(?:alert(?:s|ing)?|oom|kernel|monitor\w*|by default|pages|account|mysteriously|wrong)\b"
    ),
    "acknowledged": re.compile(
        r"\b(?:nodes?|replicas?|brokers?|hosts?|members?|clusters?|quorum|tables?|producers?|messages?|offsets?|"
        r"packets?|"
        r"still|continu\w+|keep|kept|again)\b"
    ),
    "detected": re.compile(
        r"\b(?:improv\w+|recover(?:y|ing|ed)|add(?:ed|s|ing)?|creat\w+|silenc\w+|mut(?:ed|es|ing)|tun(?:ed|ing)|"
        r"configur\w+|threshold|rule|clear(?:s|ed)?|resolv\w+|acked|closed|delet\w+|remov\w+|fall\w*|drop\w* in|fewer|"
        r"no more|vendor|supplier|"
        r"provider|success\w*|works?|fixed|normal)\b"
    ),
    "started": re.compile(
        r"\b(?:still|again|back|deploy\w*|builds?|pipeline|tests?|roll-?back|restart\w*|fail-?over|attempt\w*|ci|"
        r"migration|fix|"
        r"scal\w+|slow(?:s|ed)? down|shut\w*|cool\w*|calm\w*|wind\w*|tak(?:e|es|en|ing)|took|bring\w*|brought|"
        r"up and)\b|"
        rf"\b{SYMPTOM}(?: \S+){{0,3}} (?:goes|went|gone) down\b"
        r"|\b(?:success\w*|availability|uptime|throughput|conversions?)(?: \S+){0,4} "
        r"(?:ris|rose|climb|jump|soar|surg)\w*"
        rf"|\b{SYMPTOM}(?: \S+){{0,3}} (?:dropped|drops?|fell|falls?) to\b"
    ),
}
"""What else the same words are said of, or what makes them say less."""


def moments_said(text: str) -> Iterator[Moment]:
    """Yield the moments that the words of an event say it is: those of its first sentence first, the latest ones first.

    Args:
        text: What happened.
    """
    for place, sentence in enumerate(_SENTENCE.split(text[:_LONGEST].strip())):
        if place and _LATER.match(sentence.lower()):
            return
        said = " ".join(sentence.lower().replace("\u2019", "'").split()).rstrip(".!* ")
        if said and not said.endswith("?"):
            clauses, words = tuple(_clauses(said)), f" {said} "
            for moment, patterns in _PATTERNS:
                if any(stem in words for stem in _STEMS[moment]) and _is_said(moment, patterns, clauses):
                    yield moment


def _clauses(sentence: str) -> Iterator[tuple[str, str]]:
    """Yield each clause with all that stands behind it, up to one about another time."""
    begin = 0
    for end in (*(match.span() for match in _CLAUSE.finditer(sentence)), (len(sentence), len(sentence))):
        # A colon belongs to what it introduces: "Root cause:" is complete only with what follows.
        clause = sentence[begin : end[0]].strip()
        if begin and _LATER.match(clause):
            return
        if clause:
            yield clause, sentence[end[0] :]
        begin = end[1]


def _is_said(moment: Moment, patterns: tuple[re.Pattern[str], ...], clauses: tuple[tuple[str, str], ...]) -> bool:
    return any(_says(moment, pattern, clause, rest) for clause, rest in clauses for pattern in patterns)


def _says(moment: Moment, pattern: re.Pattern[str], clause: str, rest: str) -> bool:
    match = pattern.search(f"{clause}{rest[:40]}" if rest.startswith(":") else clause)
    if match is None or match.start() >= len(clause):
        return False
    before = clause[: match.start() if moment in _HOLD_DENIALS else match.end()]
    behind = clause[match.end() :]
    other = _OTHER_SUBJECT.get(moment)
    return not (
        _LEFT_OPEN.search(before)
        or (other and other.search(clause))
        or (moment in _ACTIONS and _TAKEN_BACK.search(behind))
        or (moment in _CURES and (_NO_HELP.search(f"{behind} {rest}") or _PART.search(clause)))
    )
