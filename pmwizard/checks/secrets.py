"""What in a text gives a password, a key or a token away: by its shape, its name, or the command it is typed in.

Speaking of a secret is not telling it, and neither is a variable, a placeholder, a file, or the word "rotated".
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from functools import lru_cache

from pmwizard.checks.english.prose import Pattern, words

_SHAPES: tuple[tuple[str, frozenset[str], Pattern], ...] = (
    (
        "a private key",
        frozenset({"private key"}),
        Pattern(r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----", re.NOFLAG),
    ),
    ("an AWS key", words("akia asia aroa aida"), Pattern(r"\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{16}\b", re.NOFLAG)),
    (
        "a GitHub token",
        words("ghp_ gho_ ghu_ ghs_ ghr_ github_pat_"),
        Pattern(r"\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{40,})", re.NOFLAG),
    ),
    (
        "a GitLab token",
        words("glpat- glptt- gldt- glrt- glcbt-"),
        Pattern(r"\bgl(?:pat|ptt|dt|rt|cbt)-[A-Za-z0-9_-]{16,}", re.NOFLAG),
    ),
    ("a Slack token", words("xox xapp-"), Pattern(r"\bx(?:ox[abeoprs]|app)-[A-Za-z0-9-]{10,}", re.NOFLAG)),
    (
        "a Slack address",
        words("hooks.slack.com"),
        Pattern(r"\bhooks\.slack\.com/(?:services|workflows)/T\w+/[AB]\w+/[\w/]{16,}", re.NOFLAG),
    ),
    (
        "a Stripe key",
        words("k_live_ k_test_ whsec_"),
        Pattern(r"\b(?:[sr]k_(?:live|test)|whsec)_[A-Za-z0-9]{16,}", re.NOFLAG),
    ),
    ("a Google key", words("aiza ya29."), Pattern(r"\bAIza[A-Za-z0-9_-]{30,}|\bya29\.[A-Za-z0-9_-]{16,}", re.NOFLAG)),
    (
        "a web token",
        words("eyj"),
        Pattern(r"\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}", re.NOFLAG),
    ),
    (
        "a token",
        words("sg. npm_ hvs. hvb. dckr_pat_ pypi- dop_v1_"),
        Pattern(
            r"\bSG\.[\w-]{16,}\.[\w-]{16,}|\bnpm_[A-Za-z0-9]{30,}|\bhv[sb]\.[\w-]{16,}"
            r"|\bdckr_pat_[\w-]{16,}|\bpypi-[\w-]{50,}|\bdop_v1_[0-9a-f]{40,}",
            re.NOFLAG,
        ),
    ),
    ("an API key", words("sk-"), Pattern(r"\bsk-(?=[\w-]*[0-9A-Z])(?:[a-z]+[0-9]*-)*[A-Za-z0-9_-]{20,}", re.NOFLAG)),
    (
        "a bearer token",
        words("bearer"),
        Pattern(r"\b[Bb]earer\s+(?=[A-Za-z0-9._~+/-]*[0-9])[A-Za-z0-9._~+/-]{16,}=*", re.NOFLAG),
    ),
)
"""Secrets that are known by their shape: the kind, what one of them has in small letters, and the shape."""

_BASIC = Pattern(r"\bbasic\s+(?P<value>[A-Za-z0-9+/]{8,}={0,2})")
_ADDRESS = Pattern(r"\b(?P<name>[a-z][a-z0-9+.-]{1,20}://[^\s/:@]{0,64}):(?P<value>[^\s/@]{3,64})@")

_KEY = (
    r"(?:api|access|secret|private|sign(?:ing)?|encryption|account|master|shared|auth|deploy|license|storage)[ _.-]?key"
)
_WORD = (
    rf"(?:passw(?:or)?d|passphrase|passcode|pwd|(?:(?<![a-z])|(?<=db)|(?<=smtp))pass|(?<![a-z])pw|secret|token|{_KEY})"
    r"(?:[_.-](?:base|value|[0-9]{1,2}))?"
)
_TYPED = r"(?:\"(?P<double>[^\"\n]{1,200})\"|'(?P<single>[^'\n]{1,200})'|(?P<bare>[^\s\"',;&`]{1,200}))"
_ASSIGNED = Pattern(rf"{_WORD}(?![a-z0-9])[\"'\]]{{0,2}}\s{{0,3}}(?P<sign>:=|=>|=(?!=)|:(?![:/]))\s{{0,4}}{_TYPED}")
_IN_A_LIST = Pattern(
    rf"\bname[\"']?\s*[:=]\s*[\"']?[\w.-]*?{_WORD}[\"']?[,\s]{{1,40}}[\"']?value[\"']?\s*[:=]\s*{_TYPED}"
)
_IN_A_TAG = Pattern(rf"<[\w:.-]{{0,40}}?{_WORD}>(?P<bare>[^<\s]{{4,200}})</")
_BEFORE_THE_WORD = re.compile(r"(?:(?P<other>[a-z]+) )?(?P<start>[\w.-]{0,60})\Z", re.IGNORECASE)

_TO_THE_OPTION = r"[^\n|;]{0,300}?\s"
_COMMANDS: tuple[tuple[frozenset[str], Pattern], ...] = (
    (
        words("mysql mariadb"),
        Pattern(rf"\b(?:mysql|mariadb)(?:-?[a-z]+)?\b{_TO_THE_OPTION}-p(?![a-z]+-?[a-z]*=){_TYPED}"),
    ),
    (words("sshpass"), Pattern(rf"\bsshpass\s+-p\s*{_TYPED}")),
    (words("7z"), Pattern(rf"\b(?:7z\w?\s+\w+\s{_TO_THE_OPTION}?-p){_TYPED}")),
    (
        words("login mongo"),
        Pattern(rf"\b(?:login|mongo(?:sh|dump|restore|export|import)?)\s{_TO_THE_OPTION}-p\s+{_TYPED}"),
    ),
    (words("redis-cli"), Pattern(rf"\bredis-cli\b{_TO_THE_OPTION}-a\s+{_TYPED}")),
    (words("ldap"), Pattern(rf"\bldap[a-z]+\b{_TO_THE_OPTION}-w\s+{_TYPED}")),
    (
        words("sqlcmd zip mosquitto"),
        Pattern(rf"\b(?:sqlcmd|zip|unzip|mosquitto_[a-z]+)\b{_TO_THE_OPTION}(?-i:-P)\s+{_TYPED}"),
    ),
    (
        words("curl wget http xh ab siege"),
        Pattern(
            rf"\b(?:curl|wget|https?|xh|ab|siege)\b{_TO_THE_OPTION}(?:-[a-z]*u|--(?:proxy-)?user|-a)[\s=]*[\"']?"
            r"[^\s:\"'$<{]{1,80}:(?P<bare>[^\s\"']{1,200})"
        ),
    ),
    (words("--"), Pattern(rf"\s--?[a-z-]{{0,40}}?{_WORD}\s+(?!-){_TYPED}")),
    (
        words("identified password"),
        Pattern(
            r"(?:\b(?:identified\s+by|(?:with|set)\s+password(?:\s*=)?)\s+|=\s*password\s*\(\s*)'(?P<single>[^'\n]{1,200})'"
        ),
    ),
    (words("requirepass masterauth"), Pattern(rf"\b(?:requirepass|masterauth)\s+{_TYPED}")),
    (
        words("rabbitmqctl"),
        Pattern(rf"\brabbitmqctl\s+(?:add_user|change_password|authenticate_user)\s+\S+\s+{_TYPED}"),
    ),
    (words("htpasswd"), Pattern(rf"\bhtpasswd\s+-[a-z]*b[a-z]*\s+(?:\S+\s+)?\S+\s+{_TYPED}")),
    (
        words("chpasswd"),
        Pattern(r"\becho\s+[\"']?[\w.-]{1,40}:(?P<bare>[^\s\"'|]{4,200})[\"']?\s*\|\s*(?:sudo\s+)?chpasswd\b"),
    ),
)
"""Commands that take a password: what one of them has in small letters, and where the password stands."""

_TOLD: tuple[Pattern, ...] = (
    Pattern(
        rf"(?<![\w-]){_WORD}\b(?![-_])[^.:=\n]{{0,48}}?"
        r"(?:\s(?:is|was|are)(?:\s(?:now|still|just))?(?!\s(?:re)?(?:changed|set|rotated)\sto\b)|\s(?:re)?(?:changed|set|rotated)\sto|:)"
        r"\s+[\"'\u201c`]?(?P<bare>[^\s\"'\u201d`]{6,200})"
    ),
    Pattern(
        rf"\b(?:set|sets|change[ds]?|reset|rotated?|update[ds]?)\b[^.\n]{{0,48}}?{_WORD}\b[^.\n]{{0,24}}?\s+to\s+"
        r"[\"'\u201c`]?(?P<bare>[^\s\"'\u201d`]{6,200})"
    ),
    Pattern(rf"\bwith\s(?:the\s)?{_WORD}\s+[\"'\u201c`]?(?P<bare>[^\s\"'\u201d`]{{6,200}})"),
)
"""Sentences that tell a secret; only what no word of a sentence looks like counts in them."""

_MAY_HOLD_ONE = re.compile(
    r"key|a(?:kia|sia|roa|ida)|gh[pousr]_|github_pat_|gl[a-z]{2,3}-|xox|xapp|hooks\.slack|eyj|bearer|basic|://|pass|pwd"
    r"|pw\b|secret|token|k_live|k_test|sk-|aiza|ya29|sg\.|npm_|hv[sb]\.|dckr|pypi-|dop_|mysql|mariadb|7z|login|mongo"
    r"|redis|ldap|sqlcmd|zip|mosquitto|curl|wget|http|xh |ab |siege|identified|masterauth|rabbitmqctl"
)
"""What every one of the secrets has, in small letters; most texts have none of it."""

_PLACEHOLDER = Pattern(
    r"[*xX.\u2022#_?-]+|<.*|\$.*|\{.*|%.*|\[.*|\(.*|`.*|!(?:vault|secret|env|ref|sub|getatt|include)\b.*|&.*|\|.*|>.*"
    r"|.*\*{3,}.*|.*(?:redacted|masked|removed|hidden|placeholder|example|changeme|change[_-]me|your[_-]|[_-]here\b).*"
    r"|x{3,}.*|(?:true|false|none|null|nil|undefined|n/a|tbd|todo)\W*"
)
_CODE = Pattern(
    r"[a-z_][\w]*(?:(?:\.|->|::)[a-z_]+\w*)*[(\[].*"
    r"|(?:[a-z_]+\.)*(?:env(?:iron)?|var|vars|config|settings|self|this|args|params|local|data|module|process|secrets)"
    r"(?:\.[a-z_]\w*)+|[a-z]+(?:_[a-z]+)*(?:\.[a-z]+(?:_[a-z]+)*)+"
)
_PLACE = Pattern(
    r"(?:~|\.{1,2})?/[\w./{}-]*|(?:file|https?|env|vault|ssm|sm|op|arn|gs|s3|kms):.*|[a-z]:\\.*"
    r"|[\w./-]+\.(?:json|ya?ml|txt|pem|key|crt|env|cfg|conf|ini|toml|properties|jks|p12)"
)
_ANOTHERS_NAME = Pattern(rf"[a-z_.-]*{_WORD}s?")
_NUMBER = Pattern(r"[0-9][0-9.,:/%+-]*[a-z]{0,2}")
_STATES = words(
    """
    absent accepted access active added again all allowed also any argument authentication authorization available bad
    bar basic baz bearer being blank both broken bucket cached changed check checked cleared closed correct created
    default deleted denied disabled does dummy empty enabled encrypted error exists expected expired expires external
    failed failure fine flag foo for found from generated gone good have here incorrect instead internal into invalid
    issued jwt ldap leaked length locked lost mandatory mismatch missing must needed never new nobody none not oauth
    oauth2 oidc ok old only opaque option optional outdated parameter plain present prompt provided public ready
    refreshed refused rejected renewed replaced required reset revoked rotated same saml sample see sent session set
    should some stale stdin still stored str string test text that the their then there they this type unavailable
    unchanged unknown unset unused updated used user valid value very wait was were what when which will with without
    wrong yes you
    """
)
"""What is said of a secret without telling it."""

_WORDS_ONLY = Pattern(r"[a-z]+(?:[-'\u2019][a-z]+)*")
_NO_SECRETS = words(
    """
    csrf xsrf page next continuation sync cancellation unexpected expected fencing design existing pull start end next
    max min by delimiter lexer parser image
    """
)
"""Words before "token" or "secret" that make another thing of it."""

_TICKET = Pattern(r"[A-Z]{2,10}-[0-9-]+", re.NOFLAG)
_HEX_OR_PLACE = Pattern(r"[0-9a-f-]{7,}|[\w.-]+\.[a-z]{2,}|v?[0-9]+(?:\.[0-9]+)+\S*|.*[/\\].*|.*@.*\..*", re.NOFLAG)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|[_.\s-]+")
_LONGEST_NAME = 80
_MOST_SHOWN, _LEAST_TOLD, _MOST_WORDS = 4, 6, 3
_REMEMBERED = 1 << 16


@lru_cache(maxsize=_REMEMBERED)
def secret_in(text: str) -> str:
    """Return what a text seems to give away, with its name and how it begins, or an empty text.

    At most a third and at most four characters of the secret are told.
    """
    small = text.lower()
    return next(_told(text, small), "") if _MAY_HOLD_ONE.search(small) else ""


def _told(text: str, small: str) -> Iterator[str]:
    # Looking for a few letters is a hundred times as quick as looking for a pattern that has them.
    for kind, having, pattern in _SHAPES:
        if any(part in small for part in having):
            yield from (_described(kind, "", match[0]) for match in pattern.finditer(text))
    for match in _BASIC.finditer(text):
        if _is_user_and_password(match["value"]):
            yield _described("a password", "Basic ", match["value"])
    for match in _ADDRESS.finditer(text):
        if not _stands_for_a_secret(match["value"]):
            yield _described("a password in an address", f"{match['name']}: ", match["value"])
    yield from _assigned(text)
    for having, pattern in _COMMANDS:
        for match in pattern.finditer(text) if any(part in small for part in having) else ():
            value = _value(match)
            if len(value) >= _MOST_SHOWN and not _stands_for_a_secret(value) and value.casefold() not in _STATES:
                yield _described("a password in a command", "", value)
    for pattern in _TOLD:
        values = (match["bare"].rstrip(".,;:)!?") for match in pattern.finditer(text))
        yield from (_described("a password", "", value) for value in values if _is_no_word(value))


def _assigned(text: str) -> Iterator[str]:
    """Yield what is given to a name that is one of a secret: ``DB_PASSWORD=…``, ``"token": "…"``, ``X-Api-Key: …``."""
    for match in _ASSIGNED.finditer(text):
        before = _BEFORE_THE_WORD.search(text, max(0, match.start() - _LONGEST_NAME), match.start())
        start = before.start("start") if before else match.start()
        name = text[start : match.start("sign")].rstrip(" \t\"']").lstrip("-.")
        is_part_of_an_address = start > 0 and text[start - 1] == ":" and match["sign"] == ":"
        is_another_thing = before is not None and (before["other"] or "").lower() in _NO_SECRETS
        if not is_part_of_an_address and not is_another_thing and _is_given(name, match, text):
            yield _described("a password or a key", f"{name} ", _value(match))
    for pattern in (_IN_A_LIST, _IN_A_TAG):
        for match in pattern.finditer(text):
            if len(value := _value(match)) >= _MOST_SHOWN and not _stands_for_a_secret(value):
                yield _described("a password or a key", "", value)


def _is_given(name: str, match: re.Match[str], text: str) -> bool:
    """Return whether a name is given a secret, not a state, a number, a piece of code or the name of another."""
    value, sign = _value(match), match["sign"]
    parts = [part.lower() for part in _CAMEL.split(name) if part]
    is_quoted = match["bare"] is None
    if len(value) < _MOST_SHOWN or not _NO_SECRETS.isdisjoint(parts) or _stands_for_a_secret(value):
        return False
    if " " in value:
        return len(value.split()) <= _MOST_WORDS and _has_digit(value)
    if _NUMBER.fullmatch(value):
        return (is_quoted or sign != ":") and any(part.endswith(("password", "passwd", "pwd")) for part in parts)
    bare_word = value.rstrip(".,;:)!?")
    if not _WORDS_ONLY.fullmatch(bare_word):
        return True
    if bare_word.lower() in _STATES or (parts == ["secret"] and "-" in value):
        return False
    follows = text[match.end() : match.end() + 2].lstrip(" \t")
    ends_line = not follows or follows[0] in "\r\n,}];&`'\""
    return is_quoted or sign != ":" or (len(parts) > 1 and " " not in name and ends_line)


def _stands_for_a_secret(value: str) -> bool:
    """Return whether a value is a placeholder, a variable, a call, a file, or the name of another secret."""
    plain = value.rstrip(".,;)")
    stands = (_PLACEHOLDER, _CODE, _PLACE, _ANOTHERS_NAME)
    return not plain or any(pattern.fullmatch(plain) for pattern in stands)


def _is_no_word(value: str) -> bool:
    """Return whether a value after "the password is" is typed by nobody but for a password."""
    if len(value) < _LEAST_TOLD or _stands_for_a_secret(value):
        return False
    if _TICKET.fullmatch(value) or _HEX_OR_PLACE.fullmatch(value) or _NUMBER.fullmatch(value):
        return False
    has_capital, has_small = value != value.lower(), value != value.upper()
    has_sign = any(sign in value for sign in "!#$%^&*+=?~")
    return (_has_digit(value) and has_capital and has_small) or (has_sign and has_small)


def _has_digit(value: str) -> bool:
    return any(character.isdigit() for character in value)


def _is_user_and_password(value: str) -> bool:
    try:
        return b":" in base64.b64decode(value + "=" * (-len(value) % 4), validate=True)
    except (ValueError, binascii.Error):
        return False


def _value(match: re.Match[str]) -> str:
    groups = match.groupdict()
    return next((value for name in ("double", "single", "bare") if (value := groups.get(name))), "")


def _described(kind: str, name: str, value: str) -> str:
    """Return what kind of secret it is, with its name and how it begins."""
    shown = "" if value.startswith("-----") else value[: min(_MOST_SHOWN, len(value) // 3)]
    return f"{kind} ({name}{shown}\u2026)" if name or shown else kind
