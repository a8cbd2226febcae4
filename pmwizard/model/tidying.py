"""A typed time in regular words: one spelling of signs, blanks and marks, and whether it says that it is a guess."""

from __future__ import annotations

import re
import unicodedata

_SIGNS = str.maketrans(
    {"\u2212": "-", "\u2013": "-", "\u2014": "-", "\u2236": ":", "\u2019": "'", "(": " ", ")": " ", "\u200b": " "}
)
_COLON = re.compile(r"(?<![0-9])([0-9]{1,2}) ?[:;] ?(?=[0-9]{2}(?![0-9]))")
_LEAD = re.compile(r"^(?:at +|@ *|t(?=[0-9]{2}:?[0-9]{2}))", re.IGNORECASE)
_TRAIL = re.compile(r"(?<=[0-9a-z])[ ]*[,.;:|-]+$", re.IGNORECASE)
_CLOCK_WORD = re.compile(r"(?<=[:.][0-9]{2}) ?(?:uhr|h(?:(?:ou)?rs?)?)$", re.IGNORECASE)
_NOON = re.compile(r"\b(?:12(?:[:.]?00)? ?(?=noon\b|midnight\b)|mid-?day\b)", re.IGNORECASE)
_ABOUT = re.compile(
    r"^(?:~|(?:about|around|approx(?:imately|\.)?|circa|ca\.?|c\.|roughly|maybe|perhaps|probably) ?)(?P<rest>.*)$",
    re.IGNORECASE,
)
_OR_SO = re.compile(
    r"^(?P<rest>.*?)(?: ?\?| ?~| or so| ?ish| approx(?:imately|\.)?| maybe| perhaps| roughly)$", re.IGNORECASE
)


def regular(text: str) -> tuple[str, bool]:
    """Return the words of a typed time without what says nothing about it, and whether they call it a guess."""
    words = unicodedata.normalize("NFKC", text).translate(_SIGNS)
    words = " ".join(words.strip("[] \t\r\n").split())
    about = False
    for _ in range(2):
        match = _ABOUT.match(words) or _OR_SO.match(words)
        if match is None:
            break
        about, words = True, match["rest"].strip()
    words = _TRAIL.sub("", _LEAD.sub("", words))
    words = _NOON.sub(lambda match: "noon" if match[0].lower().startswith("mid") else "", words)
    return _CLOCK_WORD.sub("", _COLON.sub(r"\1:", words)).strip(), about
