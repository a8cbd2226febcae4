"""Telling whether a clause is about a machine or about people, from the noun before its verb."""

from __future__ import annotations

import re

from pmwizard.checks.patterns import words

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
    admin administrator analyst anyone author board colleague commander committee company contractor crew dba
    department deployer desk developer doctor engineer everybody everyone facilitator group he i intern lead
    leadership management manager nobody nurse office on-call oncall operator owner people person pharmacist
    provider responder reviewer she shift somebody someone squad sre staff supplier support team technician tester
    they trader vendor we who you
    """
)
_BESIDE_THE_NOUN = words(
    """
    again also even it itself just later never not simply still themselves then
    """
)
_AFTER_A_NOUN = (("on", "duty"), ("in", "charge"), ("on", "call"), ("at", "night"), ("no", "one"))
_PREPOSITIONS = words(
    """
    at behind for from in of on under with
    """
)
_WORD = re.compile(r"[^\W_][\w'\u2019-]*|[,;:.()]")
_LONGEST_CLAUSE = 80
_LONGEST_ATTRIBUTE = 4


def ends_with_machine(clause: str) -> bool:
    """Tell whether the last noun of the words before a verb is a part of a system: "… the second replica"."""
    words = _last_words(clause)
    of = _before_attribute(words)
    if of and _is_person(of[-1]):
        return False
    return bool(words) and (_is_machine(words[-1]) or bool(of and _is_machine(of[-1])))


def ends_with_person(clause: str) -> bool:
    """Tell whether the last noun of the words before a verb is a role, a team or a pronoun for people."""
    words = _last_words(clause)
    of = _before_attribute(words)
    return bool(words) and (_is_person(words[-1]) or bool(of and _is_person(of[-1])))


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
    return any(form in _MACHINES for form in _forms(word))


def _is_person(word: str) -> bool:
    return any(form in _PEOPLE for form in _forms(word))


def _forms(word: str) -> tuple[str, ...]:
    return (word, word.removesuffix("s"), word.removesuffix("es"))
