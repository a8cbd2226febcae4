"""Telling quickly which texts are worth a closer look, and for what: most are not, and a report may have thousands."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

Mark = Literal["placeholder", "secret", "mail", "address", "words"]

_WORDS = re.compile(r"[a-z]+")
_PARTS_OF_PLACEHOLDERS = (
    *("[", "\u2026", "...", "YYYY", "HH:MM", "X ", "X%", "$X", "XX", "TODO", "FIXME", "TBD", "TBC"),
    *("SEV-X", "SEVX", "###", "xxx", "bd://", "@name", "@user"),
)
_BEGINNINGS = (" ", "-", "_", "<", "?", "x", "X", "SEV", "Draft", "Good/", "Yes/", "P0/", "None/", "Alert /")
_LONGEST_CHOICE = 80
_SHORTEST_ANSWER = 3
_PARTS_OF_SECRETS = ("AKIA", "ASIA", "AROA", "AIDA", "gh", "glpat-", "xox", "hooks.slack", "eyJ", "-----BEGIN")
_WORDS_OF_SECRETS = frozenset(
    {"password", "passwd", "pwd", "passphrase", "secret", "token", "key", "bearer", "apikey", "clientsecret"}
)
_ADDRESS = re.compile(r"[0-9]\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]|[0-9a-f]:[0-9a-f]{0,4}:", re.IGNORECASE)
_CUES = frozenset(
    {
        *("should", "could", "would", "ought", "shoulda", "coulda", "woulda", "shouldn", "couldn"),
        *("wouldn", "failed", "neglected", "if", "had", "careless", "carelessly", "carelessness"),
        *("hastily", "inadequately", "negligent", "negligence", "negligently", "incompetent"),
        *("incompetently", "incompetence", "sloppy", "sloppily", "sloppiness", "reckless", "recklessly"),
        *("recklessness", "irresponsible", "irresponsibly", "unprofessional", "unprofessionally"),
        *("properly", "improperly", "appropriately", "poorly", "human", "operator", "operational", "pilot"),
        *("manual", "engineer", "engineers", "developer", "admin", "administrator", "user", "mistake"),
        *("mistakes", "fat", "finger", "fatfinger", "fingered", "fatfingered", "made", "who", "whose"),
        *("why", "ridiculous", "ridiculously", "disaster", "disasters", "disastrous", "disastrously"),
        *("nightmare", "nightmares", "nightmarish", "stupid", "stupidly", "stupidity", "insane"),
        *("insanely", "insanity", "idiotic", "idiocy", "absurd", "absurdly", "appalling", "appallingly"),
        *("horrible", "horribly", "horrendous", "terrible", "terribly", "awful", "awfully", "outrageous"),
        *("outrageously", "mess", "obviously", "course", "knows", "know", "knew", "needless", "saying"),
        *("sense", "brainer", "clearly", "simply", "just", "always", "never", "ever", "all", "every"),
        *("everyone", "everybody", "whole", "entire"),
    }
)
"""Words of which every cue of the rules about wording has one, names of people apart."""

_REMEMBERED = 1 << 17


@lru_cache(maxsize=_REMEMBERED)
def marks_of(text: str, names: frozenset[str]) -> tuple[Mark, ...]:
    """Return what a text is worth a closer look for.

    Args:
        text: What somebody wrote.
        names: The words of the names that the report knows, in small letters.
    """
    marks: list[Mark] = []
    words = set(_WORDS.findall(text.lower()))
    if not words.isdisjoint(_CUES) or (" " in text and not words.isdisjoint(names)) or "!!" in text:
        marks.append("words")
    if _may_be_placeholder(text):
        marks.append("placeholder")
    if not words.isdisjoint(_WORDS_OF_SECRETS) or "://" in text or any(part in text for part in _PARTS_OF_SECRETS):
        marks.append("secret")
    if "@" in text:
        marks.append("mail")
    if _ADDRESS.search(text):
        marks.append("address")
    return tuple(marks)


def _may_be_placeholder(text: str) -> bool:
    length = len(text)
    if length <= _SHORTEST_ANSWER or (
        length <= _LONGEST_CHOICE and ("/" in text or "|" in text or text[0] in "-_<?xX")
    ):
        return True
    return any(part in text for part in _PARTS_OF_PLACEHOLDERS)
