"""What should not leave the machine with a document: secrets, addresses, and what a template left behind."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterator
from functools import lru_cache

from pmwizard.checks.english.prose import Pattern, placeholder_in
from pmwizard.checks.rule import Case, Problem, rule
from pmwizard.checks.rules.answers import label_in_sentence
from pmwizard.checks.secrets import secret_in
from pmwizard.questions import question_at
from pmwizard.text import quoted


@rule("placeholder", "text", "missing", "An answer still holds what a template had in its place", "the layouts")
def placeholders_left(case: Case) -> Iterator[Problem]:
    """An answer still holds what a template had in its place."""
    for path, asked, text in case.leaves:
        left = placeholder_in(text)
        question = question_at(asked) if left else None
        if question is not None:
            yield path, f"Replace {quoted(left)} in {label_in_sentence(question)} with the answer, or type unknown"


_MAIL = Pattern(
    r"(?<![\w.+/:@-])(?P<user>[A-Za-z0-9._%+-]{1,64})@(?P<host>(?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,24})\b(?![:/])"
)
_NOBODYS_MAIL = Pattern(r"^(?:git|no-?reply|do-?not-?reply|mailer-daemon|postmaster|root|svn|hg)$")
_NOBODYS_HOST = Pattern(r"(?:^|\.)(?:example(?:\.(?:com|net|org))?|test|invalid|local|localhost|internal)$")
_ADDRESS = Pattern(r"(?<![\w.:/-])(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![\w-]|\.[0-9])")
_ADDRESS_6 = Pattern(r"(?<![\w.:])(?:[0-9a-f]{1,4}:){2,7}(?:[0-9a-f]{1,4}|:)(?::?[0-9a-f]{1,4}){0,6}(?![\w:])")
_KNOWN_TO_ALL = {"1.1.1.1", "1.0.0.1", "8.8.8.8", "8.8.4.4", "9.9.9.9"}
_VERSION = Pattern(r"(?:\bversions?|\brelease|\bbuild|\bv)\s*$")
_REMEMBERED = 1 << 16


@rule("secret", "text", "advice", "A document that is exported takes what is in it along")
def secrets(case: Case) -> Iterator[Problem]:
    """An answer holds what looks like a secret; the message never repeats it whole."""
    yield from _leaks(case, secret_in, "looks like {}. Change the secret, and say here only what it is for")


@rule("mail-address", "text", "advice", "A document is read by more people than its report")
def mail_addresses(case: Case) -> Iterator[Problem]:
    """An answer holds the mail address of somebody."""
    yield from _leaks(case, mail_address_in, "holds {}. Would a name or a role do in an exported document?")


@rule("public-address", "text", "advice", "A public address shows where to knock")
def public_addresses(case: Case) -> Iterator[Problem]:
    """An answer holds an IP address that the world can reach."""
    yield from _leaks(case, public_address_in, "holds {}. Would the host's name do in an exported document?")


def _leaks(case: Case, kind_in: Callable[[str], str], words: str) -> Iterator[Problem]:
    for path, asked, text in case.leaves:
        kind = kind_in(text)
        question = question_at(asked) if kind else None
        if question is not None:
            yield path, f"{label_in_sentence(question)} {words.format(kind)}"


@lru_cache(maxsize=_REMEMBERED)
def mail_address_in(text: str) -> str:
    """Return "a mail address" where a text holds one of somebody, or an empty text."""
    matches = _MAIL.finditer(text) if "@" in text else ()
    is_nobodys = all(_NOBODYS_MAIL.match(one["user"]) or _NOBODYS_HOST.search(one["host"]) for one in matches)
    return "" if is_nobodys else "a mail address"


@lru_cache(maxsize=_REMEMBERED)
def public_address_in(text: str) -> str:
    """Return "a public IP address" where a text holds one, or an empty text; those kept for examples do not count."""
    if text.count(".") < 3 and text.count(":") < 2:
        return ""
    addresses = [match[0] for match in _ADDRESS.finditer(text) if not _VERSION.search(text, 0, match.start())]
    addresses += [match[0] for match in _ADDRESS_6.finditer(text)]
    return "a public IP address" if any(map(_is_public, addresses)) else ""


def _is_public(address: str) -> bool:
    try:
        return address not in _KNOWN_TO_ALL and ipaddress.ip_address(address).is_global
    except ValueError:
        return False
