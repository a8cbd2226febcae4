"""The words by which a sentence blames, overstates or hides what had to be known; English.

A cue is a set of words with a class. What a machine did or did not do is a fact, and so is what a design provides
for; a sentence about those has no cue.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from pmwizard.checks.english.people import MISTAKES, ends_with_machine, ends_with_person, person_at, verdict_on_person
from pmwizard.checks.english.prose import Pattern, sentences, spoken, words, words_in
from pmwizard.checks.english.roles import ROLE_CUES, verdict_on_role


@dataclass(frozen=True)
class Cue:
    """The words in a sentence that gave it away, and the class they belong to."""

    blame: str
    words: str


_PARTICIPLE = (
    r"(?:been|had|[a-z]+ed|caught|seen|known|found|kept|made|done|gone|taken|told|run|put|set|read|written|given|held|left"
    r"|lost|begun|brought|built|bought|chosen|come|cut|drawn|driven|fallen|felt|got|gotten|grown|heard|hit|laid|led|let"
    r"|meant|met|paid|said|sent|shown|shut|spent|stood|struck|taught|thought|thrown|understood|woken|overwritten"
    r"|withdrawn|split|spread|become)"
)
_MODAL = Pattern(
    r"\b(?P<modal>should|could|would|ought to|shoulda|coulda|woulda)(?P<no>n['\u2019]t| not| never)?"
    r"(?:\s+have|['\u2019]ve)\s+(?P<adverbs>(?:not |never |also |already |all |then |long |[a-z]+ly )*)"
    rf"(?P<verb>{_PARTICIPLE})\b(?P<rest>[^.;]*)",
)
_HINDSIGHT = Pattern(
    r"^(?:been )?(?:caught|prevented|avoided|stopped|detected|noticed|spotted|flagged|found|seen|shortened|saved"
    r"|happened|known|tested|reviewed|enough|told)\b"
    r"|\b(?:sooner|earlier|faster|quicker|in time|right away|straight away)\b",
)
_USERS = Pattern(r"\b(?:users?|customers?|clients?|visitors?|callers?|requests?|orders?)(?:\s+[a-z]+ly)?\s*$")
_CONDITION = Pattern(r"\b(?:if|had|without|with|otherwise|unless)\b")
_WISHED = {"liked", "loved", "preferred"}
_TELLS_PURPOSE = Pattern(r"\b(?:that|which)\s+$")
_OWNED = Pattern(
    r"^(?:dedicated|limited|detailed|automated|shared|named|agreed|defined|fixed|required|needed|enhanced|nested)\s+"
    r"(?!by\b|the\b|a\b|an\b|to\b|in\b|it\b|that\b|this\b|on\b|with\b)[a-z]",
)
_FAILED_TO = Pattern(r"\b(?P<cue>failed|neglected) to (?P<verb>[a-z]+)")
_MINDFUL = Pattern(
    r"(?:notice|reali[sz]e|recogni[sz]e|anticipate|consider|communicate|escalate|inform|tell|document|ask|understand"
    r"|appreciate|plan|foresee|investigate|learn|listen|prioriti[sz]e|warn|coordinate|mention|think)",
)
_PRONOUN = (
    r"(?:we|they|he|she|i|you|someone|somebody|anyone|anybody|one of us|the (?:\w+ ){0,2}(?:team|engineer|operator"
    r"|on-?call|developer|responder|reviewer|author|desk|group|analyst|vendor|support|staff)s?)"
)
_IF_ONLY = Pattern(rf"\bif only (?:{_PRONOUN}|it|this|that|there)\b|(?:^\W*|, )had {_PRONOUN}\b")

_KNOWN_LATER = Pattern(
    r"\b(?:in|with) (?:the benefit of )?hindsight\b|\bin retrospect\b"
    r"|\b(?:easily|entirely|completely|totally|wholly|perfectly) (?:avoidable|preventable)\b"
    r"|\b(?:was|were|is) (?:avoidable|preventable)\b",
)

_DONE_BY_PEOPLE = (
    r"(?:tested|reviewed|checked|documented|communicated|escalated|trained|handled|managed|planned|followed|monitored"
    r"|configured|validated|verified|considered|investigated|understood|assess(?:ed)?|prepared|maintained|coordinated"
    r"|informed|done|used|chosen|respond(?:ed)?|react(?:ed)?|act(?:ed)?|designed|written|set up|staffed|briefed|review"
    r"|test|check|document|handle|follow|plan|communicate|escalate|assess|prepare|investigate|coordinate|implemented"
    r"|approved|tuned|owned|tracked)"
)
_NORMATIVE = Pattern(
    r"\b(?:careless(?:ly|ness)?|hastily|inadequately|negligen(?:t|ce|tly)|incompeten(?:t|ce|tly)|slopp(?:y|ily|iness)"
    r"|reckless(?:ly|ness)?|irresponsibl[ey]|unprofessional(?:ly)?"
    rf"|(?:(?<!\bthe )(?:properly|appropriately)|improperly|poorly) {_DONE_BY_PEOPLE}"
    rf"|{_DONE_BY_PEOPLE} (?:\w+ ){{0,2}}?(?:improperly|properly|appropriately|poorly)"
    rf"|(?:not|never|n['\u2019]t) (?:been )?(?:adequately|sufficiently|thoroughly|diligently) {_DONE_BY_PEOPLE})\b",
)
_WHO = Pattern(
    r"(?:^\W*|\b(?:knows?|known|find out|found out|ask|asked|asks|see|clear|unclear|determine|establish|wonder|of"
    r"|question is|decide)\s+)who (?:did(?! what\b)|broke|caused|approved|forgot|let|allowed|deployed|pushed|merged"
    r"|missed|deleted|changed|made|removed|dropped|ran|(?:is|was) (?:to blame|at fault))\b"
    r"|\bwhoever (?:\w+ )?(?:wrote|did|made|approved|merged|deployed|pushed|changed|deleted|ran|set|[a-z]+ed)\b"
    r"|\bwho(?:['\u2019]s| is| was) (?:to blame|at fault|guilty)\b|\bwhose (?:fault|mistake|error|blunder)\b",
)
_WHY = Pattern(r"\bwhy (?:did|didn['\u2019]t|had|hadn['\u2019]t|was|wasn['\u2019]t) ")
_WHY_DID = Pattern(rf"\bwhy (?:did|didn['\u2019]t|had|hadn['\u2019]t) (?:{_PRONOUN}|nobody|no one|none of them)\b")
_ANIMATED = Pattern(
    r"\b(?:ridiculous(?:ly)?|(?<!natural )disasters?\b(?![- ](?:recovery|recoveries|relief|drill|site|plan))"
    r"|disastrous(?:ly)?|nightmar(?:e|es|ish)|stupid(?:ly|ity)?|insane(?:ly)?|insanity|idiotic|idiocy|absurd(?:ly)?|appalling(?:ly)?"
    r"|horrible|horribly|horrendous|terrible|terribly|awful|awfully|outrageous(?:ly)?|(?:complete|total|utter) mess)\b",
)
_SHOUTED = Pattern(r"(?<=[\w)])!{2,}(?=\s|$)")
_TACIT = Pattern(
    r"\bobviously\b|\bof course\b(?![- ](?:correction|material|work))|\b(?:everyone|everybody|anyone|anybody) knows\b"
    r"|\b(?:as )?we all (?:know|knew)\b|\bneedless to say\b|\b(?:it )?goes without saying\b|\bcommon sense\b"
    r"|\bno-brainer\b|\b(?:was|were) (?:so |quite |rather )?obvious\b|\b(?:red flags|the signs) were (?:all )?there\b"
    r"|\bwriting was on the wall\b",
)
_CLEARLY = Pattern(
    r"(?<!\bmore )(?<!\bmost )(?<!\bvery )(?<!\bso )(?<!\bas )(?<!\btoo )(?<!\bnot )\bclearly\b"
    r"(?=,? (?!(?:and|or|to|in|on|at|which|than|enough|with|by|for|that|marked|labelled|labeled|separated|defined|named"
    r"|distinguish\w*|visible|documented)\b)[a-z])",
)
_SIMPLY = Pattern(
    r"\b(?:(?:can|could|should|would|may|might|will|must|was|were|is|are|it's|it is|to|one|you|we|they|why not) simply"
    r"|simply (?:a|an|because|not|needs?|needed|had to|have to|forgot|restart|turn|run|call|put down))\b"
    r"(?!\s+put\b)",
)
_SMALL = (
    r"(?:few|fraction|minute|second|handful|couple|subset|small|single|quarter|third|half|part|moment|hundred|thousand"
    r"|little)"
)
_JUST = Pattern(
    rf"(?<!not )(?<!only )\bjust (?:(?:an?|another|some) (?!{_SMALL}\b)[a-z]"
    r"|(?:needs?|needed|had|has|have) to\b|works?\b|happens?\b|happened to\b|didn't\b|did not\b|doesn't\b|ignored?\b"
    r"|like that\b)"
    r"|\b(?:you|we|they|he|she|one|someone|somebody|nobody|can|could|should|would|not|to|why not|people) just "
    r"(?:restart|run|use|click|add|set|change|fix|turn|roll|deploy|check|look|ask|call|do|went|go|read|wait|retry|take|put"
    r"|need|want|ignore|let|copy|delete|kill|push|merge|pick|follow)(?:s|ed|d|ned|led)?\b",
)
_HABIT = (
    r"(?:we|they|he|she|people|engineers|developers|operators|users|customers|clients|everyone|everybody|nobody|no one"
    r"|the team|teams|management|nothing|i)"
)
_ALL = (
    r"(?:all|every)(?: of)?(?: our| the)? (?:users?|customers?|clients?|visitors?|traders?|requests?|orders?|sessions?)"
    r"|everyone|everybody|the (?:whole|entire) (?:world|company|platform|internet|user base)"
)
_HARM = (
    r"(?:(?:was|were|is|are|got|became) (?:\w+ )?(?:locked|cut|affected|down|logged|unable|blocked|without|lost|offline"
    r"|hit)|lost|saw|failed|could(?:n['\u2019]t| not)|suffered|noticed|had no)"
)
_OVERCLAIM = Pattern(
    rf"\b{_HABIT} (?:have |has |had )?always\b(?! been (?:on|set|in)\b)"
    rf"|\b{_HABIT} never (?!(?:[\w-]+ed|saw|got|had|was|were|went|came|heard|knew|did|made|took|ran|read|wrote|sent"
    r"|found|left|told)\b)"
    rf"|\b(?:nobody|no one|nothing) ever\b|\b(?:this|that|it|which) (?:always|never) [a-z]"
    r"|\b(?:always|never) (?:fails|breaks|happens|works)\b(?! (?:over|back))"
    rf"|\b(?:{_ALL}) {_HARM}\b",
)
_NUMBER = Pattern(r"[0-9]|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?)\b")


def _counterfactual(sentence: str, _people: frozenset[str]) -> str:
    for match in _MODAL.finditer(sentence):
        if _is_hindsight(sentence[: match.start()], match):
            return sentence[match.start() : match.end("verb")]
    if wish := _IF_ONLY.search(sentence) or _KNOWN_LATER.search(sentence):
        return wish[0].lstrip(", ")
    for match in _FAILED_TO.finditer(sentence):
        before = sentence[: match.start()]
        is_mindful = _MINDFUL.fullmatch(match["verb"]) and not ends_with_machine(before)
        if match["cue"].lower() == "neglected" or is_mindful or ends_with_person(before):
            return match[0]
    return ""


def _is_hindsight(before: str, match: re.Match[str]) -> bool:
    """Return whether words such as "should have" judge after the event, not what a design provides for or may do."""
    claim = f"{match['verb']}{match['rest']}"
    modal, verb = match["modal"].lower(), match["verb"].lower()
    if (modal == "could" and match["no"]) or _TELLS_PURPOSE.search(before):
        return False  # "the guard that would have stopped it was gone" says what a part is for
    if modal in {"would", "could"} and _USERS.search(before):
        return False  # "users would have seen an error page" describes the impact
    if modal == "would" and verb in _WISHED:
        return False
    if _HINDSIGHT.search(claim) or (modal == "should" and match["no"]):
        return True
    if _OWNED.match(claim) or ends_with_machine(before):
        return modal == "would" and not _OWNED.match(claim) and bool(_CONDITION.search(before + claim))
    return modal != "could" or verb != "been"


def _who(sentence: str, people: frozenset[str]) -> str:
    if question := _first(sentence, _WHO, _WHY_DID):
        return question
    whys = ((why[0], person_at(sentence, why.end(), people)) for why in _WHY.finditer(sentence))
    return next((f"{why}{name}" for why, name in whys if name), "")


def _overclaim(sentence: str, _people: frozenset[str]) -> str:
    return "" if _NUMBER.search(sentence) else _first(sentence, _OVERCLAIM)


def _first(sentence: str, *patterns: Pattern) -> str:
    return next((match[0] for pattern in patterns if (match := pattern.search(sentence))), "")


def _any_of(*patterns: Pattern) -> Callable[[str, frozenset[str]], str]:
    return lambda sentence, _people: _first(sentence, *patterns)


_CLASSES: dict[str, Callable[[str, frozenset[str]], str]] = {
    "person": verdict_on_person,
    "human-error": _any_of(MISTAKES),
    "who": _who,
    "counterfactual": _counterfactual,
    "normative": _any_of(_NORMATIVE),
    "animated": _any_of(_ANIMATED, _SHOUTED),
    "tacit": _any_of(_TACIT, _CLEARLY, _SIMPLY, _JUST),
    "overclaim": _overclaim,
    "role": verdict_on_role,
}
"""What finds the words of each class; of several in one sentence, the first here is reported."""

_REMEMBERED = 1 << 16
_SHOUT = "!!"
_CUES: Mapping[str, frozenset[str]] = {
    "human-error": words(
        """
        human operator operational pilot manual engineer developer admin administrator user mistake mistakes fat
        finger fatfinger fingered fatfingered made pebkac fault
        """
    ),
    "who": words("who whoever whose why"),
    "counterfactual": words(
        """
        should could would ought shoulda coulda woulda shouldn couldn wouldn failed neglected if had hindsight
        retrospect avoidable preventable
        """
    ),
    "normative": words(
        """
        careless carelessly carelessness hastily inadequately negligent negligence negligently incompetent
        incompetently incompetence adequately sufficiently thoroughly diligently sloppy sloppily sloppiness reckless
        recklessly recklessness irresponsible irresponsibly unprofessional unprofessionally properly improperly
        appropriately poorly
        """
    ),
    "animated": words(
        """
        ridiculous ridiculously disaster disasters disastrous disastrously nightmare nightmares nightmarish stupid
        stupidly stupidity insane insanely insanity idiotic idiocy absurd absurdly appalling appallingly horrible
        horribly horrendous terrible terribly awful awfully outrageous outrageously mess
        """
    ),
    "tacit": words(
        "obviously obvious course knows know knew needless saying sense brainer clearly simply just flags signs wall"
    ),
    "overclaim": words("always never ever all every everyone everybody whole entire"),
    "role": ROLE_CUES,
}
"""Words of which every cue of a class has one; verdicts on persons have a name."""


@lru_cache(maxsize=_REMEMBERED)
def cues_in(text: str, people: frozenset[str]) -> tuple[Cue, ...]:
    """Return the cues of a text, at most one for each sentence; code, quotations and addresses do not count.

    Args:
        text: What somebody wrote.
        people: The names of people that the report knows.
    """
    names = _name_words(people)
    return tuple(cue for sentence in sentences(spoken(text)) for cue in _cue_in(sentence, people, names))


@lru_cache(maxsize=64)
def _name_words(people: frozenset[str]) -> frozenset[str]:
    """Return the words of names, in small letters."""
    return frozenset(word for name in people for word in words_in(name))


def _cue_in(sentence: str, people: frozenset[str], names: frozenset[str]) -> Iterator[Cue]:
    sentence_words = words_in(sentence)
    for blame, look in _CLASSES.items():
        # Looking words up is much quicker than looking for them, and most sentences have none of a class.
        if sentence_words.isdisjoint(_CUES.get(blame, names)) and not (blame == "animated" and _SHOUT in sentence):
            continue
        if cue := look(sentence, people):
            yield Cue(blame, cue.strip())
            return
