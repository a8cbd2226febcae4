"""Places by whose clocks people say that times are, in the ways of several languages: ``heure de Paris``."""

from __future__ import annotations

import re
import unicodedata

_PLACE = r"[A-Z\u00c0-\u00de][\w\u2019']+(?:[ _-](?:(?:de|del|do|la) )?[A-Z\u00c0-\u00de][\w\u2019']+){0,2}"
_BEFORE_PLACE = (
    r"(?:[Hh]eures?(?:\s+(?:locales?|l[\u00e9e]gales?))?\s+(?:de\s+|d['\u2019]|\u00e0\s+)"
    r"|[Hh](?:ora|oras|orario|or\u00e1rio)(?:\s+(?:local|oficial|legal))?\s+(?:de|del|en|em|do)\s+"
    r"|[Oo]r[ae](?:rio)?(?:\s+locale)?\s+di\s+|[Oo]rtszeit(?:\s+(?:in|von))?\s+|[Zz]eit\s+in\s+)"
)
_OF_PEOPLE = (
    r"(?:[Hh]eures?|[Hh]ora|[Oo]ra)\s+(?:fran\u00e7aise|belge|suisse|espa\u00f1ola|peninsular|argentina|colombiana"
    r"|chilena|peruana|italiana)s?"
)
_EAST = (
    r"\u65e5\u672c(?:\u6a19\u6e96)?\u6642(?:\u9593)?|\u6771\u4eac\u6642\u9593|\u5317\u4eac\u65f6\u95f4"
    r"|\u4e2d\u56fd\u6807\u51c6\u65f6\u95f4|\u53f0\u5317\u6642\u9593|\u9999\u6e2f\u6642\u9593"
    r"|\ud55c\uad6d\s?(?:\ud45c\uc900\uc2dc|\uc2dc\uac04)"
)
PLACES_IN_WORDS = (
    rf"{_BEFORE_PLACE}(?:{_PLACE})|{_OF_PEOPLE}(?![^\W\d_])"
    r"|[A-Z\u00c0-\u00de][^\W\d_]+(?:er|se)\s+(?:[Oo]rtszeit|[Zz]eit|[Tt]ijd)(?![^\W\d_])"
    r"|[Mm]itteleurop\u00e4ische[rn]?\s+(?:[Ss]ommer)?[Zz]eit(?![^\W\d_])"
    rf"|{_EAST}"
)
"""A regular expression of words that may name the clocks of a place in another language than English."""

_PARTS = re.compile(
    rf"(?:{_BEFORE_PLACE})(?P<place>.+)|(?P<adjective>[^\W\d_]+?)(?:er|se)\s+(?:[Oo]rtszeit|[Zz]eit|[Tt]ijd)"
    rf"|(?P<whole>{_OF_PEOPLE}|{_EAST}|[Mm]itteleurop\u00e4ische.*)"
)
_NAMES_BY_ZONE = {
    "Africa/Cairo": "le caire, el cairo, kairo",
    "America/Bogota": "colombia, hora colombiana",
    "America/Lima": "peru, hora peruana",
    "America/Argentina/Buenos_Aires": "argentina, hora argentina",
    "America/Los_Angeles": "san francisco, seattle, californie, california",
    "America/Mexico_City": "ciudad de mexico, cdmx, mexico, mexiko-stadt",
    "America/New_York": "nueva york, nova york, nova iorque",
    "America/Santiago": "chile, hora chilena",
    "America/Sao_Paulo": "brasilia, rio de janeiro",
    "Asia/Hong_Kong": "\u9999\u6e2f\u6642\u9593",
    "Asia/Kolkata": "mumbai, delhi, new delhi, bangalore",
    "Asia/Seoul": (
        "\ud55c\uad6d \ud45c\uc900\uc2dc, \ud55c\uad6d\ud45c\uc900\uc2dc, \ud55c\uad6d \uc2dc\uac04, "
        "\ud55c\uad6d\uc2dc\uac04"
    ),
    "Asia/Shanghai": (
        "pekin, peking, beijing, chine, china, \u5317\u4eac\u65f6\u95f4, \u4e2d\u56fd\u6807\u51c6\u65f6\u95f4"
    ),
    "Asia/Singapore": "singapour, singapur",
    "Asia/Taipei": "\u53f0\u5317\u6642\u9593",
    "Asia/Tokyo": (
        "tokio, japon, japan, \u65e5\u672c\u6642\u9593, \u65e5\u672c\u6a19\u6e96\u6642, \u65e5\u672c\u6642, "
        "\u6771\u4eac\u6642\u9593"
    ),
    "Europe/Athens": "athen, athenes, atenas",
    "Europe/Berlin": "frankfurt, munchen, munich, hamburg, koln, deutschland, allemagne, alemania",
    "Europe/Brussels": "bruxelles, brussel, brussels, belgique, heure belge",
    "Europe/Copenhagen": "kopenhagen, copenhague",
    "Europe/Lisbon": "lisboa, lisbonne, lissabon",
    "Europe/London": "londres, londra, londen",
    "Europe/Madrid": "barcelona, espana, peninsula, hora espanola, hora peninsular",
    "Europe/Moscow": "moskau, moscou, moscu",
    "Europe/Paris": (
        "france, frankreich, francia, lyon, marseille, heure francaise, mitteleuropaische zeit, "
        "mitteleuropaischer zeit, mitteleuropaische sommerzeit, mitteleuropaischer sommerzeit"
    ),
    "Europe/Prague": "prag, praga",
    "Europe/Rome": "roma, milano, milan, mailand, italia, italie, ora italiana",
    "Europe/Vienna": "wien, vienne, viena, osterreich",
    "Europe/Warsaw": "warschau, varsovie, varsovia",
    "Europe/Zurich": "zurcher, geneve, genf, bern, suisse, schweiz, heure suisse",
}
_ZONES = {name.strip(): zone for zone, names in _NAMES_BY_ZONE.items() for name in names.split(",")}


def place_in_words(words: str) -> str:
    """Return the place, in small letters, by whose clocks ``heure de Paris`` or ``Berliner Zeit`` say times are."""
    match = _PARTS.fullmatch(" ".join(words.split()))
    return _plain(match["place"] or match["adjective"] or match["whole"]) if match else ""


def zone_of_place(name: str) -> str:
    """Return the zone of a place by its name in another language, or of a city that no zone is named after."""
    plain = _plain(name)
    return _ZONES.get(plain) or _ZONES.get(plain.removesuffix("s"), "")


def _plain(name: str) -> str:
    """Return a name in small letters without accents, which are often left out."""
    parts = unicodedata.normalize("NFD", name.casefold())
    bare = "".join(part for part in parts if not "\u0300" <= part <= "\u036f")
    return " ".join(unicodedata.normalize("NFC", bare).replace("_", " ").split())
