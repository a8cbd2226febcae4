"""Telling whether a clause is about a machine or about people, from the noun before its verb."""

from __future__ import annotations

import re

_MACHINES = (
    r"access|agent|alarm|alert|api|app|application|autoscaler|backup|balancer|batch|binary|breaker|broker|browser"
    r"|bucket|build|cache|certificate|change|check|client|clock|cluster|code|connection|consumer|container"
    r"|controller|cooling|cron|daemon|dashboard|data|database|db|deploy|deployment|device|disk|dns|drive|driver"
    r"|election|endpoint|engine|entry|event|failover|feed|file|filter|firewall|firmware|fix|flag|follower|function"
    r"|gateway|generator|guard|handler|handshake|hardware|health|heartbeat|host|hotfix|image|import|index|instance"
    r"|job|kernel|key|leader|lease|library|lifecycle|limit|limiter|line|link|listener|load|lock|log|login|machine"
    r"|mechanism|message|metric|migration|model|module|monitor|monitoring|network|node|notification|order|packet"
    r"|page|pager|parser|patch|payment|phone|pipeline|plugin|pod|policy|pool|power|price|primary|probe|prober"
    r"|process|producer|program|proxy|query|queue|read|record|region|register|release|reload|replica|replication"
    r"|request|resolver|response|restart|restore|retry|rollback|rollout|router|routine|row|rule|runner|scheduler"
    r"|screen|script|search|sensor|server|service|session|shard|sidecar|signal|site|snapshot|socket|standby|step"
    r"|storage|store|stream|subsystem|switch|sync|system|table|tablet|tank|task|template|test|thread|timeout|timer"
    r"|token|tool|tracker|traffic|transaction|trigger|tunnel|update|upgrade|upload|ups|url|validator|value|valve"
    r"|version|view|vm|volume|watchdog|watcher|web hook|webhook|worker|write|zone"
)
_PEOPLE = (
    r"administrators?|admins?|analysts?|anyone|authors?|board|colleagues?|commander|committee|company|contractors?"
    r"|crew|dbas?|department|deployer|desk|developers?|doctors?|engineers?|everybody|everyone|facilitator|group|he"
    r"|i|interns?|leadership|leads?|management|managers?|no one|nobody|nurses?|office|on-?call|operators?|owners?"
    r"|people|person|pharmacists?|provider|responders?|reviewers?|she|shift|somebody|someone|squad|sres?|staff"
    r"|supplier|support|teams?|technicians?|testers?|they|traders?|vendors?|we|who|you"
)
_ADVERBS = r"(?:\s+(?:also|then|again|still|later|even|just|simply|on duty|in charge|on call|at night|[a-z]+ly))*\W*$"
_MACHINE = re.compile(rf"\b(?:{_MACHINES})(?:e?s)?(?:\s+(?:it|itself|themselves))?{_ADVERBS}", re.IGNORECASE)
_PERSON = re.compile(rf"(?:^|\s)(?:{_PEOPLE}){_ADVERBS}", re.IGNORECASE)
_OF = re.compile(
    r"\s+(?:of|in|on|for|at|from|behind|under|with) (?:the |our |an? )?[\w-]+(?: [\w-]+)?\s*$", re.IGNORECASE
)
_LONGEST_CLAUSE = 80


def ends_with_machine(clause: str) -> bool:
    """Tell whether the last noun of the words before a verb is a part of a system: "… the second replica"."""
    of = _OF.search(clause[-_LONGEST_CLAUSE:])
    if of is not None and _PERSON.search(clause[-_LONGEST_CLAUSE:][: of.start()]):
        return False
    return _ends(clause, _MACHINE)


def ends_with_person(clause: str) -> bool:
    """Tell whether the last noun of the words before a verb is a role, a team or a pronoun for people."""
    return _ends(clause, _PERSON)


def _ends(clause: str, nouns: re.Pattern[str]) -> bool:
    # Only the end counts, so a long sentence costs no more than a short one.
    end = clause[-_LONGEST_CLAUSE:]
    if nouns.search(end):
        return True
    of = _OF.search(end)
    return of is not None and nouns.search(end[: of.start()]) is not None
