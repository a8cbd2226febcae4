"""Whether a sentence is about a machine or about people, and where it stops at a person."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from pmwizard.checks.english.prose import Pattern, sentences, spoken, words

_MACHINES = words(
    """
    access agent alarm alert api app application autoscaler backup balancer batch binary breaker broker browser
    bucket budget build cache certificate change check client clock cluster code connection consumer container
    controller cooling cron daemon dashboard data database db deploy deployment device disk dns drive driver
    election endpoint engine entry event failover feed file filter firewall firmware fix flag follower function
    gateway generator guard handler handshake hardware health heartbeat host hotfix image import index instance job
    kernel key leader lease library lifecycle limit limiter line link listener load lock log login machine
    mechanism message metric migration model module monitor monitoring network node notification order packet page
    pager parser patch payment phone pipeline plugin pod policy pool power price primary probe prober process
    producer program proxy query queue read record region register release reload replica replication request
    resolver response restart restore retry rollback rollout router routine row rule runner scheduler screen script
    search sensor server service session shard sidecar signal site snapshot socket standby step storage store
    stream subsystem switch sync system table tablet tank task template test thread timeout timer token tool
    tracker traffic transaction trigger tunnel update upgrade upload ups url validator value valve version view vm
    volume watchdog watcher webhook worker write zone
    """
)
_PEOPLE = words(
    """
    admin administrator analyst anyone approver architect author board colleague commander committee company
    consultant contractor crew dba department deployer desk developer director doctor employee engineer everybody
    everyone executive facilitator group he i intern lead leadership maintainer management manager member nobody
    nurse office on-call oncall operator owner partner people person pharmacist programmer provider responder
    reviewer scientist she shift somebody someone squad sre staff supplier support team technician tester they
    trader vendor we who you
    """
)
_OURSELVES = words("i they we you")
"""Those who write, and those who may be machines."""

OTHERS = _PEOPLE - _OURSELVES
"""Words for roles, teams, vendors and somebody."""

_NAMED_AFTER_BY = "|".join(sorted(OTHERS - words("anyone everybody everyone nobody people who lead")))
PERSON = rf"(?:(?:{_NAMED_AFTER_BY})s?|(?:support|service|help ?desk) agents?)"
"""A role, a team, or somebody; part of a pattern."""

_BESIDE_THE_NOUN = words("again also even it itself just later never not simply still themselves then")
_AFTER_A_NOUN = (("on", "duty"), ("in", "charge"), ("on", "call"), ("at", "night"), ("no", "one"))
_PREPOSITIONS = words("at behind by for from in of on under with")
_WORD = re.compile(r"[^\W_][\w'\u2019-]*|[,;:.()]")
_LONGEST_CLAUSE = 80
_LONGEST_ATTRIBUTE = 4
_AGENTS = (["support", "agent"], ["support", "agents"], ["service", "agent"], ["service", "agents"])


def ends_with_machine(clause: str) -> bool:
    """Return whether the last noun of the words before a verb is a part of a system: "… the second replica"."""
    words = _last_words(clause)
    of = _before_attribute(words)
    if of and _is_person(of[-1]):
        return False
    return bool(words) and (_is_machine(words[-1]) or bool(of and _is_machine(of[-1])))


def ends_with_person(clause: str) -> bool:
    """Return whether the last noun of the words before a verb is a role, a team or a pronoun for people."""
    words = _last_words(clause)
    of = _before_attribute(words)
    return bool(words) and (_is_person(words[-1]) or bool(of and _is_person(of[-1])))


def ends_with_others(clause: str) -> bool:
    """Return whether a role, a team or a pronoun for other people is what a verb after a clause is about."""
    words = _last_words(clause)
    of = _before_attribute(words)
    if of and (_is_machine(of[-1]) or _is_person(of[-1])):
        words = of
    return bool(words) and words[-1] not in _OURSELVES and (_is_person(words[-1]) or words[-2:] in _AGENTS)


def speaks_of_others(clause: str) -> bool:
    """Return whether other people are among the last words of a clause."""
    words = _WORD.findall(clause[-_LONGEST_CLAUSE:].lower())
    return any(_is_person(word) and word not in _OURSELVES for word in words)


def _last_words(clause: str) -> list[str]:
    """Return the last words of a clause in small letters, without what may stand between a noun and its verb."""
    # Only the end counts, so a long sentence costs no more than a short one.
    words = _WORD.findall(clause[-_LONGEST_CLAUSE:].lower())
    while words:
        if words[-1] in _BESIDE_THE_NOUN or (words[-1].endswith("ly") and len(words) > 1) or not words[-1][0].isalnum():
            words.pop()
        elif tuple(words[-2:]) in _AFTER_A_NOUN[:-1]:
            del words[-2:]
        else:
            break
    return words


def _before_attribute(words: list[str]) -> list[str]:
    """Return the words before "of the change" or the like at the end; none where there is no such attribute."""
    for length in range(2, _LONGEST_ATTRIBUTE + 1):
        if len(words) > length and words[-length] in _PREPOSITIONS:
            return words[:-length]
    return []


def _is_machine(word: str) -> bool:
    return not _MACHINES.isdisjoint(_forms(word))


def _is_person(word: str) -> bool:
    return not _PEOPLE.isdisjoint(_forms(word))


def _forms(word: str) -> tuple[str, ...]:
    return (word, word.removesuffix("s"), word.removesuffix("es"))


_NOT_A_LABEL = r"(?!\s+(?:rates?|messages?|pages?|codes?|budgets?|handling|handlers?|logs?|reports?)\b)"
_ROLE = (
    r"(?:engineers?|developers?|operators?|on-?call|responders?|administrators?|admins?|dbas?|sres?|author|reviewers?"
    r"|deployer|person|people|colleagues?|contractors?|interns?|technicians?|analysts?|traders?|managers?|testers?"
    r"|someone|somebody|he|she|they|we|i)"
)
MISTAKES = Pattern(
    r"\b(?:human|operator|operational|pilot|manual|engineer(?:'s)?|developer|admin(?:istrator)?)[- ]"
    rf"(?:errors?|mistakes?)\b{_NOT_A_LABEL}|\buser[- ](?:error|mistake)\b{_NOT_A_LABEL}|\bhuman failure\b"
    r"|\bfat[- ]?finger(?:s|ed|ing)?\b|\bmistakes? (?:made )?by\b|\berrors? made by (?:a|an|the|one|our)\b|\bpebkac\b"
    rf"|\b{_ROLE} (?:had |has |have )?made (?:a|an|the|some) (?:\w+ )?(?:mistakes?|errors?)\b"
    rf"|\bfault of (?:(?:a|an|the|our) )?(?:\w+ ){{0,2}}?(?:team|{_ROLE})\b",
)
"""The words by which a sentence calls something a human error."""

_VERDICTS_ALONE = Pattern(
    r"\b(?:forg[eo]ts?|forgotten to|forgetful(?:ness)?|careless(?:ly|ness)?|negligen(?:t|ce|tly)|incompeten(?:t|ce)"
    r"|inattenti(?:ve|on)|sloppy|sloppiness|lack of (?:care|attention|discipline|diligence)"
    r"|(?:was|were|is|being) not (?:paying attention|careful)|(?:didn't|did not) (?:pay attention|bother|think to)"
    r"|someone's fault|made (?:a|an|the) (?:\w+ ){0,2}mistake|screwed up|messed up"
    r"|not follow(?:ing)? (?:the )?rules)\b",
)
_LEFT_UNDONE = (
    r"(?:did not|didn't) (?:\w+ly )?(?:check|test|follow|read|verify|notice|look|ask|understand|think|reali[sz]e|bother"
    r"|care)"
)
_ROLE_AND_VERDICT = Pattern(
    rf"\b{_ROLE}(?:\s+\w+){{0,3}}?\s+(?:ignored|neglected|overlooked|missed|failed to|broke|misread|misjudged"
    rf"|misconfigured|mistyped|botched|caused|should have|{_LEFT_UNDONE})\b",
)
_AFTER_NAME = Pattern(
    r"(?:\s+(?:and|who|also|then|had|has|again|just|[a-z]+ly))*\s+"
    r"(?:forgot|ignored|broke|breaks?|caused|failed|missed|neglected|overlooked|misread|misjudged|misconfigured|mistyped"
    r"|botched|blundered|messed|screwed|slipped up|made (?:a|an|the) (?:\w+ ){0,2}(?:mistake|error)"
    r"|should(?:n't)? (?:not )?have|could have"
    r"|(?:was|were|is) (?:\w+ )?(?:careless|wrong|at fault|to blame|responsible|sloppy)"
    rf"|{_LEFT_UNDONE})\b"
    r"|['\u2019]s? (?:\w+ ){0,2}(?:fault|mistake|error|negligence|oversight|blunder)\b",
)
_BEFORE_NAME = Pattern(
    r"\b(?:caused|broken|forgotten|missed|ignored|mistakes?|errors?|oversight|blunder|fault|misconfigured)"
    r" (?:made |was )?(?:by|of) (?:\w+ )?$|\bbecause of $|\bblamed? (?:(?:for|on) )?$",
)
_ACTED = Pattern(
    r"(?:\s+(?:had|then|also|[a-z]+ly))?\s+(?:ran|took|made|did|was|had|thought|wrote|set|put|went|left|gave|sent|chose"
    r"|read|typed|knew|saw|began|brought|cut|drew|felt|found|held|kept|let|lost|meant|said|told|shut|\w+ed)\b"
)
_PERSONAL_NAME = Pattern(r"^[^\W\d_][\w'\u2019.-]*(?: [^\W\d_][\w'\u2019.-]*){1,3}$")
_NOT_PART_OF_A_NAME = Pattern(
    r"\b(?:account|admin|administrator|analyst|architect|client|commander|customer|data|database|dba|deploy|deployment"
    r"|desk|developer|director|duty|edge|engineer|engineering|finance|firewall|head|incident|infrastructure|job|lead|manager"
    r"|network|officer|operations|operator|owner|performance|platform|pipeline|product|proxy|release|reliability|rollout"
    r"|security|server|service|site|sre|status|storage|task|team|tool|trading|vendor|web)\b",
)
_ORDINARY_WORD = Pattern(
    r"(?:april|art|august|baker|bill|black|bob|brown|case|chance|chase|chip|cook|dawn|dean|drew|faith|fields|frank|grace"
    r"|grant|green|hall|hill|hope|jack|jay|joy|june|king|lance|lane|long|mark|may|miles|norm|page|park|pat|penny|pierce"
    r"|price|ray|read|rice|rich|rob|robin|rose|ruby|rush|rusty|sandy|sharp|short|skip|small|stone|sue|summer|swift|wade"
    r"|ward|wells|white|will|wise|woods|young)",
)
_NO_ARTICLE = r"(?<!\b[Tt]he )(?<!\b[Aa] )(?<!\b[Aa]n )(?<!\b[Oo]ur )"
_SMALL_WORDS = words(
    """
    a all am an and any are as at be but by can did do for get go had has he her him his how i if in is it its let me my
    new no not now of off old on one or our out run see set she so that the then they this to two up us was we who you
    """
)
_REMEMBERED = 1 << 14


def stops_at_person(text: str, people: Collection[str]) -> bool:
    """Return whether an answer to a why ends at a person instead of at what made the act possible.

    It does where it speaks of a human error or a careless act, where a role or one of ``people`` stands near a
    verdict (missed, ignored, broke …), and where one of ``people`` is the one who did something. Code, quotations
    and addresses do not count.

    Args:
        text: The answer.
        people: The names of people that the report knows.
    """
    return _stops(text, frozenset(people))


@lru_cache(maxsize=_REMEMBERED)
def _stops(text: str, people: frozenset[str]) -> bool:
    prose = spoken(text)
    if any(pattern.search(prose) for pattern in (MISTAKES, _VERDICTS_ALONE, _ROLE_AND_VERDICT)):
        return True
    names = _names(people)
    return names is not None and any(
        _verdict_on(sentence, names) or any(_ACTED.match(sentence, name.end()) for name in names.finditer(sentence))
        for sentence in sentences(prose)
    )


def verdict_on_person(sentence: str, people: frozenset[str]) -> str:
    """Return the words of a sentence in which one of ``people`` stands near a verdict, or an empty text."""
    names = _names(people)
    return _verdict_on(sentence, names) if names else ""


def person_at(sentence: str, place: int, people: frozenset[str]) -> str:
    """Return how one of ``people`` is called at a place of a sentence, or an empty text."""
    names = _names(people)
    name = names.match(sentence, place) if names else None
    return name[0] if name else ""


def _verdict_on(sentence: str, names: re.Pattern[str]) -> str:
    for name in names.finditer(sentence):
        if verdict := _AFTER_NAME.match(sentence, name.end()) or _BEFORE_NAME.search(sentence, 0, name.start()):
            return sentence[min(name.start(), verdict.start()) : max(name.end(), verdict.end())]
    return ""


@lru_cache(maxsize=64)
def _names(people: frozenset[str]) -> re.Pattern[str] | None:
    """Return what finds a name of these people, whole or by its first or last part; ``None`` without names."""
    spellings = sorted({spelling for name in people for spelling in _spellings(name)}, key=lambda one: (-len(one), one))
    return re.compile(rf"{_NO_ARTICLE}(?<![\w@.-])@?(?:{'|'.join(spellings)})(?![\w-])") if spellings else None


def _spellings(name: str) -> Iterator[str]:
    """Yield patterns for the ways a person is called; a part that is also an ordinary word counts in capitals only."""
    name = name.lstrip("@").strip()
    parts = name.split()
    if len(name) < 2 or _NOT_PART_OF_A_NAME.search(name) or ends_with_machine(name):
        return
    if len(parts) == 1:
        yield _spelling(name)
        return
    yield f"(?i:{re.escape(name)})"
    if _PERSONAL_NAME.match(name) and all(word[0].isupper() for word in (parts[0], parts[-1])):
        yield from (_spelling(word) for word in (parts[0], parts[-1]) if len(word) > 2 and word.isalpha())


def _spelling(word: str) -> str:
    if word.isupper():
        return re.escape(word)  # initials: AN is somebody, an is not
    if word.casefold() in _SMALL_WORDS:
        return rf"(?<=@){re.escape(word)}"
    if _ORDINARY_WORD.fullmatch(word):
        return re.escape(word[0].upper() + word[1:])
    return f"(?i:{re.escape(word)})"
