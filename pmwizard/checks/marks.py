"""Telling quickly which texts are worth a closer look, and for what: most are not, and a report may have thousands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from pmwizard.checks.english.prose import words

Mark = Literal["placeholder", "secret", "mail", "address", "words"]

_WORDS = re.compile(r"[a-z]+")
SHOUT = "!!"
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
CUES: Mapping[str, frozenset[str]] = {
    "human-error": words(
        """
        human operator operational pilot manual engineer developer admin administrator user mistake mistakes fat
        finger fatfinger fingered fatfingered made pebkac fault
        """
    ),
    "who": words("who whose why"),
    "counterfactual": words(
        """
        should could would ought shoulda coulda woulda shouldn couldn wouldn failed neglected if had
        """
    ),
    "normative": words(
        """
        careless carelessly carelessness hastily inadequately negligent negligence negligently incompetent
        incompetently incompetence sloppy sloppily sloppiness reckless recklessly recklessness irresponsible
        irresponsibly unprofessional unprofessionally properly improperly appropriately poorly
        """
    ),
    "animated": words(
        """
        ridiculous ridiculously disaster disasters disastrous disastrously nightmare nightmares nightmarish stupid
        stupidly stupidity insane insanely insanity idiotic idiocy absurd absurdly appalling appallingly horrible
        horribly horrendous terrible terribly awful awfully outrageous outrageously mess
        """
    ),
    "tacit": words("obviously course knows know knew needless saying sense brainer clearly simply just"),
    "overclaim": words("always never ever all every everyone everybody whole entire"),
}
"""Words of which every cue of a class has one; verdicts on persons have a name."""

_ANY_CUE: frozenset[str] = frozenset().union(*CUES.values())
_REMEMBERED = 1 << 17


@lru_cache(maxsize=_REMEMBERED)
def marks_of(text: str, names: frozenset[str]) -> tuple[Mark, ...]:
    """Return what a text is worth a closer look for.

    Args:
        text: What somebody wrote.
        names: The words of the names that the report knows, in small letters.
    """
    marks: list[Mark] = []
    said = words_in(text)
    if not said.isdisjoint(_ANY_CUE) or (" " in text and not said.isdisjoint(names)) or SHOUT in text:
        marks.append("words")
    if _may_be_placeholder(text):
        marks.append("placeholder")
    if not said.isdisjoint(_WORDS_OF_SECRETS) or "://" in text or any(part in text for part in _PARTS_OF_SECRETS):
        marks.append("secret")
    if "@" in text:
        marks.append("mail")
    if _ADDRESS.search(text):
        marks.append("address")
    return tuple(marks)


def words_in(text: str) -> set[str]:
    """Return the words of a text in small letters, as runs of the letters a to z."""
    return set(_WORDS.findall(text.lower()))


def _may_be_placeholder(text: str) -> bool:
    length = len(text)
    if length <= _SHORTEST_ANSWER or (
        length <= _LONGEST_CHOICE and ("/" in text or "|" in text or text[0] in "-_<?xX")
    ):
        return True
    return any(part in text for part in _PARTS_OF_PLACEHOLDERS)
