"""Verdicts on a role, a team or a vendor: "an engineer mistakenly ran", "the QA team missed", "management ignored".

A name is not needed for blame. What people did or could not know is a fact, and so is what a machine missed, ignored
or mistakenly counted; only a verdict on people counts.
"""

from __future__ import annotations

from collections.abc import Callable

from pmwizard.checks.english.people import OTHERS, PERSON, ends_with_others, speaks_of_others
from pmwizard.checks.english.prose import Pattern, words, words_in

Verdict = tuple[frozenset[str], Pattern]
"""Words of which every such verdict has one, in small letters, and the verdict."""

_FAULTS = words(
    """
    mistakenly accidentally erroneously inadvertently incorrectly wrongly wrongfully unintentionally
    unwittingly foolishly blindly naively prematurely recklessly unnecessarily needlessly
    """
)
_FAULTILY = (
    r"(?:mistakenly|accidentally|erroneously|inadvertently|incorrectly|wrongly|wrongfully|unintentionally|unwittingly"
    r"|foolishly|blindly|naively|prematurely|recklessly|unnecessarily|needlessly)"
)
_DO = (
    r"(?:bother|care|listen|notice|reali[sz]e|check|verify|test|read|follow|understand|think|consider|look|ask|pay"
    r" attention|tell|inform|warn|notify|escalate|react|respond|double-check|communicate|validate"
    r"|take (?:\w+ ){1,4}seriously|do (?:their|his|her) (?:job|work))"
)
_DONE = (
    r"(?:bothered|cared|listened|noticed|reali[sz]ed|checked|verified|tested|followed|understood|thought|considered"
    r"|looked|asked|paid attention|told|informed|warned|notified|escalated|reacted|responded|questioned|double-checked"
    r"|spotted|caught)"
)
_DOING = (
    r"(?:reading|checking|testing|asking|telling|thinking|looking|verifying|reviewing|consulting|notifying|informing"
    r"|understanding|following|warning|considering)"
)
_ROUTINE = (
    r"(?:reviews?|approvals?|process|polic(?:y|ies)|procedures?|checklist|canary|tests?|steps?|rules?|runbook|checks?)"
)
_SLIP = r"(?:mistakes?|errors?|typos?|blunders?|slips?|oversights?|misjudge?ments?|miscalculations?)"
_ARTICLE = r"(?:the |a |an |our |their |his |her |its |this |that |these |those |all |two |three |several |repeated )?"

_BY_PEOPLE: tuple[Verdict, ...] = (
    (_FAULTS, Pattern(rf"\b{_FAULTILY}\s+(?!(?:and|or)\b)[a-z]+\b")),
    (
        words(
            """
            overlooked misread misjudged misconfigured mistyped botched mishandled misunderstood misdiagnosed
            misinterpreted disregarded downplayed underestimated neglected panicked stamped blundered screwed messed
            ball corners conclusions feet let wasted control nothing slipped rushed caused broke refused forgot
            forgotten
            """
        ),
        Pattern(
            r"\b(?:overlooked|misread|misjudged|misconfigured|mistyped|botched|mishandled|misunderstood|misdiagnosed"
            r"|misinterpreted|disregarded|downplayed|underestimated|neglected|panicked|rubber-stamped|blundered"
            r"|screwed up|messed up|dropped the ball|cut corners|jumped to conclusions"
            r"|dragged (?:their|his|her|its) feet|let us down|wasted|lost control of|did nothing"
            r"|slipped up|rushed (?:the|a|an|this|that|into|through)"
            r"|caused(?! no\b)|broke(?! off| up| out| down| even)|refused to|forgot(?:ten)?)\b"
        ),
    ),
    (words("ignored dismissed"), Pattern(rf"\b(?:ignored|dismissed) (?!(?:by|and)\b){_ARTICLE}[a-z0-9-]+")),
    (words("missed"), Pattern(rf"\bmissed (?!(?:no|by|out|each other|only)\b){_ARTICLE}[a-z0-9-]+")),
    (
        words("skipped bypassed circumvented violated broke"),
        Pattern(rf"\b(?:skipped|bypassed|circumvented|violated|broke) (?:[\w-]+ ){{0,3}}{_ROUTINE}\b"),
    ),
    (
        words("did didn does doesn never"),
        Pattern(rf"\b(?:did not|didn['\u2019]t|does not|doesn['\u2019]t|never) (?:even |\w+ly )?{_DO}\b"),
    ),
    (
        words("never hadn had has have"),
        Pattern(rf"\b(?:never|had not|hadn['\u2019]t|has not|have not) (?:even |\w+ly )?(?:{_DONE}|read)\b"),
    ),
    (
        words("wrong"),
        Pattern(
            r"\b(?:entered|typed|gave|chose|picked|selected|used|pushed|deployed|ran|copied|deleted|removed|restarted"
            r"|rolled back|applied|set|configured|sent|pasted|merged|uploaded|unplugged|pulled|made|took|wrote"
            r"|edited|added|clicked|pressed|opened|stopped|closed|moved|connected to) (?:[\w-]+ ){0,3}?wrong\b"
        ),
    ),
    (
        words("incorrect faulty"),
        Pattern(
            r"\b(?:gave|sent|provided|entered|typed|deployed|made|wrote|pushed) (?:[\w-]+ ){0,3}?(?:incorrect|faulty)\b"
        ),
    ),
    (
        words("made introduced"),
        Pattern(rf"\b(?:made|introduced) (?:[\w-]+ ){{0,3}}?(?:{_SLIP}|bugs?|regressions?|(?:poor|bad) \w+)\b"),
    ),
    (
        words(
            """
            slow lax careless negligent reckless sloppy lazy distracted complacent overconfident inexperienced
            inattentive
            asleep oblivious blame fault unprofessional incompetent attention careful attentive vigilant diligent
            """
        ),
        Pattern(
            r"\b(?:was|were|is|are|been) (?:\w+ )?(?:slow|lax|careless|negligent|reckless|sloppy|lazy|distracted"
            r"|complacent|overconfident|inexperienced|inattentive|asleep|oblivious|to blame|at fault"
            r"|unprofessional|incompetent)\b"
            r"|\b(?:was|were) not (?:paying attention|careful|attentive|vigilant|diligent)\b"
            r"|\bneed(?:ed|s) to be more (?:careful|attentive|vigilant|diligent)\b"
        ),
    ),
    (
        words("lack lacks lacked"),
        Pattern(
            r"\black(?:ed|s)? (?:the |any )?(?:[\w-]+ ){0,2}?"
            r"(?:discipline|care|attention|diligence|vigilance|rigou?r)\b"
        ),
    ),
    (
        words("responsible cause"),
        Pattern(
            r"\b(?:was|were|is|are) (?:\w+ )?(?:responsible for|the cause of) (?:the|this) (?:\w+ )?"
            rf"(?:outage|incident|failure|downtime|{_SLIP})\b"
        ),
    ),
)
"""Verdicts that count when people are what is before them."""

_OF_THE_SENTENCE: tuple[Verdict, ...] = (
    (
        words("mistake accident error without"),
        Pattern(r"\b(?:by mistake|by accident|in error|without (?:any )?(?:care|permission|authori[sz]ation))\b"),
    ),
    (words("without not"), Pattern(rf"\b(?:without|by not) (?:even |ever )?{_DOING}\b")),
    (
        words("despite"),
        Pattern(
            r"\bdespite (?:the |all |our |their |several |many |clear |repeated |multiple )*"
            r"(?:warnings?|advice|objections?|concerns?)\b"
        ),
    ),
    (
        words("and but"),
        Pattern(r"\b(?:and|but) (?:then )?(?:forgot|overlooked|ignored|neglected|missed|botched|misread|panicked)\b"),
    ),
)
"""Verdicts that count when people are among the words before them."""

_NO_NOUN = r"(?:of|in|on|at|to|because|while|when|and|or|for|with|that|which|from|under|by)\b"
_PEOPLE_AFTER = rf"(?:(?!{_NO_NOUN})[\w'\u2019-]+ ){{0,4}}?{PERSON}(?: {PERSON})?\b"
_NAMED: tuple[Verdict, ...] = (
    (
        words("by"),
        Pattern(
            r"\b(?:ignored|overlooked|missed|forgotten|misconfigured|mishandled|botched|rushed|skipped|neglected|caused"
            rf"|broken|disregarded|dismissed|misread|misjudged|mistyped|introduced) by {_PEOPLE_AFTER}"
        ),
    ),
    (words("by"), Pattern(rf"\b{_FAULTILY} [a-z]+ (?:[\w-]+ ){{0,5}}?by {_PEOPLE_AFTER}")),
    (
        words("by"),
        Pattern(rf"\b(?:wrong|incorrect|bad|faulty) (?:[\w-]+ ){{1,2}}(?:was|were) [a-z]+ by {_PEOPLE_AFTER}"),
    ),
    (
        words("by part"),
        Pattern(
            rf"\b(?:{_SLIP}|misconfigurations?|mishandling|negligence|misuse|carelessness|inattention|incompetence) "
            rf"(?:\w+ )?(?:by|on the part of) {_PEOPLE_AFTER}"
        ),
    ),
    (
        words("by"),
        Pattern(
            r"\b(?:bad|broken|faulty|buggy|botched|wrong) (?:deploy(?:ment)?|change|commit|merge|push|release"
            rf"|config(?:uration)?|migration|code|patch|update|query|script) (?:\w+ )?by {_PEOPLE_AFTER}"
        ),
    ),
    (
        words("with"),
        Pattern(rf"\b(?:blame|fault|responsibility) (?:lies|lay|rests?|sits) (?:\w+ )?with {_PEOPLE_AFTER}"),
    ),
    (
        words("failure inability unwillingness"),
        Pattern(rf"\b(?:failure|inability|unwillingness) (?:of|by|on the part of) {_PEOPLE_AFTER} to\b"),
    ),
    (
        words(
            """
            failure mistake mistakes error errors oversight negligence carelessness inattention fault inexperience
            incompetence inability laziness sloppiness lack
            """
        ),
        Pattern(
            rf"\b{PERSON}(?:['\u2019]s?|s['\u2019]) (?:[\w-]+ ){{0,2}}?(?:failure|mistakes?|errors?|oversight"
            r"|negligence|carelessness|inattention|fault|inexperience|incompetence|inability|laziness|sloppiness"
            r"|lack of)\b"
        ),
    ),
    (
        words(
            """
            careless inexperienced untrained incompetent unqualified negligent overconfident lazy clumsy distracted
            inattentive
            """
        ),
        Pattern(
            r"\b(?:careless|inexperienced|untrained|incompetent|unqualified|negligent|overconfident|lazy|clumsy"
            rf"|distracted|inattentive) (?:[\w-]+ ){{0,2}}?{PERSON}\b"
        ),
    ),
)
"""Verdicts that have the people in them."""

_ON_THEIR_OWN: tuple[Verdict, ...] = (
    (
        words("lack"),
        Pattern(r"\black of (?:attention|care|discipline|diligence|vigilance|rigou?r|common sense|professionalism)\b"),
    ),
    (
        words("decision decisions judgement judgment judgements judgments choice choices"),
        Pattern(r"\b(?:poor|bad|careless|questionable|rash|hasty|unfortunate) (?:decision|judge?ment|choice)s?\b"),
    ),
    (
        words("nobody one none"),
        Pattern(
            r"\b(?<!so )(?:nobody|no one|no-one|none of (?:us|them|the [a-z]+))"
            r"(?: (?:in|on|from|at) (?:[\w-]+ ){1,3}?| )"
            rf"(?:had )?(?:ever |even |\w+ly )?{_DONE}\b(?! by\b)"
        ),
    ),
)
"""Verdicts that can be on nobody but people."""

ROLE_CUES = frozenset[str]().union(*(cues for cues, _ in (*_BY_PEOPLE, *_OF_THE_SENTENCE, *_NAMED, *_ON_THEIR_OWN)))
"""Words of which every verdict here has one."""

_FARTHEST = 400
"""Letters within which the people of a verdict stand: all that comes before would be searched for each verdict."""
_WORD = r"[\w'\u2019-]+\s+"
_SUBJECT = Pattern(rf"\b(?:(?:an?|the|our|their|this|that|some)\s+(?:{_WORD}){{0,4}}|(?:{_WORD}){{1,2}})\Z")
_USERS = Pattern(r"\b(?:users?|customers?|clients?)\s*$")
_DEPARTMENTS = "operations ops qa security devops networking engineering infrastructure support"
_DEPARTMENT = Pattern(rf"^\W*(?:{'|'.join(_DEPARTMENTS.split())})\s*$")
_PEOPLE = (
    OTHERS
    | {f"{one}s" for one in OTHERS}
    | words(f"{_DEPARTMENTS} users user customer customers client clients call who")
)
"""Words of which every sentence about people has one, in small letters."""


def verdict_on_role(sentence: str, _people: frozenset[str]) -> str:
    """Return the words of a sentence in which a role, a team or a vendor is judged, or an empty text."""
    said = words_in(sentence)
    if found := _found(sentence, said, _ON_THEIR_OWN, _always):
        return found
    if said.isdisjoint(_PEOPLE):
        return ""
    return (
        _found(sentence, said, _NAMED, _always)
        or _found(sentence, said, _BY_PEOPLE, _is_people)
        or _found(sentence, said, _BY_PEOPLE[:1], _is_users)
        or _found(sentence, said, _OF_THE_SENTENCE, speaks_of_others)
    )


def _found(sentence: str, said: set[str], verdicts: tuple[Verdict, ...], is_meant: Callable[[str], bool]) -> str:
    """Return the first of some verdicts before which people stand, as a test says of the words there."""
    for cues, pattern in verdicts:
        if not said.isdisjoint(cues):
            for match in pattern.finditer(sentence):
                begin = max(0, match.start() - _FARTHEST)
                if is_meant(sentence[begin : match.start()]):
                    before = _SUBJECT.search(sentence, begin, match.start()) if is_meant is _is_people else None
                    return sentence[before.start() if before else match.start() : match.end()]
    return ""


def _always(_before: str) -> bool:
    return True


def _is_users(before: str) -> bool:
    return _USERS.search(before) is not None


def _is_people(before: str) -> bool:
    return ends_with_others(before) or _DEPARTMENT.match(before) is not None
