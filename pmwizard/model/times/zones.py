"""Time zones as people name them, and the instants of local times."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from difflib import get_close_matches
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pmwizard.model.times.context import UnresolvedError
from pmwizard.model.times.names import date_in_words
from pmwizard.model.times.places import PLACES_IN_WORDS, place_in_words, zone_of_place

_UTC_NAMES = {"utc", "z", "gmt", "zulu", "uct", "etc/utc"}

_REGIONS = {"ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles"}
"""Abbreviations of a region's clock, whatever the season."""

_CLOCKS_OF_PLACES: dict[str, dict[str, float]] = {
    "Europe/Lisbon": {"WET": 0, "WEST": 1},
    "Europe/Paris": {"CET": 1, "CEST": 2},
    "Europe/Helsinki": {"EET": 2, "EEST": 3},
    "Europe/Moscow": {"MSK": 3},
    "Africa/Lagos": {"WAT": 1},
    "Africa/Maputo": {"CAT": 2},
    "Africa/Johannesburg": {"SAST": 2},
    "Africa/Nairobi": {"EAT": 3},
    "Asia/Karachi": {"PKT": 5},
    "Asia/Jakarta": {"WIB": 7},
    "Asia/Bangkok": {"ICT": 7},
    "Asia/Singapore": {"SGT": 8},
    "Asia/Hong_Kong": {"HKT": 8},
    "Australia/Perth": {"AWST": 8},
    "Asia/Tokyo": {"JST": 9},
    "Asia/Seoul": {"KST": 9},
    "Australia/Adelaide": {"ACST": 9.5, "ACDT": 10.5},
    "Australia/Sydney": {"AEST": 10, "AEDT": 11},
    "Pacific/Auckland": {"NZST": 12, "NZDT": 13},
    "America/Sao_Paulo": {"BRT": -3},
    "America/Argentina/Buenos_Aires": {"ART": -3},
    "America/New_York": {"EST": -5, "EDT": -4},
    "America/Denver": {"MST": -7, "MDT": -6},
    "America/Los_Angeles": {"PST": -8, "PDT": -7},
    "America/Anchorage": {"AKST": -9, "AKDT": -8},
    "Pacific/Honolulu": {"HST": -10},
}
_ABBREVIATIONS = {name: (place, hours) for place, names in _CLOCKS_OF_PLACES.items() for name, hours in names.items()}
"""Abbreviations that name one clock: a place that keeps it, and its hours east of UTC."""

_AMBIGUOUS: dict[str, tuple[str, ...]] = {
    "IST": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"),
    "CST": ("America/Chicago", "Asia/Shanghai", "America/Havana"),
    "CDT": ("America/Chicago", "America/Havana"),
    "BST": ("Europe/London", "Asia/Dhaka"),
    "AST": ("America/Halifax", "Asia/Riyadh"),
    "ADT": ("America/Halifax", "Asia/Baghdad"),
    "GST": ("Asia/Dubai", "Atlantic/South_Georgia"),
    "SST": ("Pacific/Pago_Pago", "Asia/Singapore"),
    "AMT": ("America/Manaus", "Asia/Yerevan"),
    "ECT": ("America/Guayaquil", "America/Puerto_Rico"),
    "WST": ("Australia/Perth", "Pacific/Apia"),
    "MMT": ("Asia/Yangon", "Indian/Maldives"),
}

_NAMES_IN_WORDS: dict[str, str] = {
    "pacific": "America/Los_Angeles",
    "mountain": "America/Denver",
    "central": "America/Chicago",
    "eastern": "America/New_York",
    "central european": "Europe/Paris",
    "eastern european": "Europe/Helsinki",
    "western european": "Europe/Lisbon",
    "british": "Europe/London",
    "uk": "Europe/London",
    "greenwich mean": "UTC",
    "coordinated universal": "UTC",
    "universal": "UTC",
    "india": "Asia/Kolkata",
    "indian": "Asia/Kolkata",
    "japan": "Asia/Tokyo",
    "singapore": "Asia/Singapore",
    "australian eastern": "Australia/Sydney",
    "new zealand": "Pacific/Auckland",
    "mez": "CET",
    "mesz": "CEST",
}
"""What the clocks of a region are called, without "time" and the season."""

_SEASON = r"(?:\s+(?:[Ss]tandard|[Dd]aylight|[Ss]ummer))?"
ZONE_WORDS = (
    r"(?:(?:US\s+)?(?:Pacific|Mountain|Central|Eastern)|"
    + "|".join(name.title() for name in sorted(_NAMES_IN_WORDS, reverse=True) if " " in name)
    + rf"){_SEASON}(?:\s+[Tt]ime)?"
    rf"|(?:British|UK|Indian?|Japan|Singapore){_SEASON}\s+[Tt]ime|[A-Z][a-z]+(?:[ _][A-Z][a-z]+)?\s+[Tt]ime"
    rf"|{PLACES_IN_WORDS}"
)
"""A regular expression of words that may name a zone: ``Pacific``, ``Eastern Time``, ``heure de Paris``."""

_WESTMOST, _EASTMOST = timedelta(hours=-12), timedelta(hours=14)
_QUARTER = timedelta(minutes=15)
_FEWEST_LETTERS, _LONGEST_NAME = 3, 40
_MOST_NAMES, _LIKENESS = 3, 0.85

_OFFSET = re.compile(
    r"^(?P<body>.*?)(?P<name> ?(?:UTC|GMT))?(?P<gap> ?)"
    r"(?P<sign>[+-])(?P<hours>[0-9]{1,2})(?::?(?P<minutes>[0-9]{2}))?$",
    re.IGNORECASE,
)
_SHORT_OFFSET_BODY = re.compile(r":[0-9]{2}(?:[.,][0-9]+)?$")
_NAME = re.compile(r"^(?P<body>.*?[0-9.mh]) ?(?P<name>[A-Za-z]{1,5}|[A-Za-z_]+(?:/[A-Za-z0-9_+-]+)+)$", re.IGNORECASE)
_HALF_OF_DAY = re.compile(r"^[ap]\.?m\.?$", re.IGNORECASE)


def zone_named(name: str | None) -> tzinfo | None:
    """Return the zone of that name, UTC for none, or ``None`` for a name no zone has."""
    if name is None or not name.strip() or name.strip().lower() in _UTC_NAMES:
        return UTC
    for spelling in (name.strip(), "_".join(part.title() for part in name.strip().replace(" ", "_").split("_"))):
        try:
            return ZoneInfo(spelling)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    return None


def zone_key(name: str) -> str:
    """Return the name of a zone as it is usually written: ``Europe/Paris`` for ``europe/paris``."""
    zone = zone_named(name)
    return "UTC" if zone is UTC else getattr(zone, "key", name)


@cache
def _every_zone() -> dict[str, str]:
    """Return the names of all zones of places, by their names in lower case."""
    names = {name for name in available_timezones() if not name.startswith(("posix", "right", "Etc", "SystemV"))}
    return {name.casefold(): name for name in sorted(names, key=lambda name: ("/" not in name, name))}


@cache
def _zones_of_places() -> dict[str, str]:
    """Return the zones by the place that their names end with, in lower case."""
    return {known.rpartition("/")[2].replace("_", " "): name for known, name in reversed(_every_zone().items())}


def zones_like(name: str) -> tuple[str, ...]:
    """Return up to three names of zones that a mistyped name may mean, the likeliest first."""
    typed = name.strip().casefold().replace(" ", "_")
    every = _every_zone()
    if not _FEWEST_LETTERS <= len(typed) <= _LONGEST_NAME or not typed.strip("_/-").replace("/", "a").isidentifier():
        return ()
    places = {known.rpartition("/")[2]: known for known in reversed(every)}
    if typed in places:
        return (every[places[typed]],)
    found = [known for known in every if known.startswith(typed) or f"/{typed}" in known]
    if not found:
        near = get_close_matches(typed, [*every, *places], n=_MOST_NAMES, cutoff=_LIKENESS)
        found = [places.get(one, one) for one in near]
    names = tuple(dict.fromkeys(every[known] for known in found))
    return names if len(names) <= _MOST_NAMES else ()


def zone_advice(name: str) -> str:
    """Return the sentence that follows when a name is no zone's: the closest names, or an example."""
    near = zones_like(name)
    return f"Enter {' or '.join(near)}" if near else "Enter a name such as Europe/Paris, or UTC"


def zone_in_words(words: str) -> str:
    """Return the name of the zone that words such as ``Pacific``, ``Paris time`` or ``PST/PDT`` mean, "" for none."""
    name = " ".join(words.lower().replace("_", " ").split())
    if "/" in name:
        return _zone_of_pair(*name.upper().split("/", 1))
    is_time = name.endswith(" time")
    region = re.sub(r"(?: (?:standard|daylight|summer))?(?: time)?$", "", name).removeprefix("us ")
    if region in _NAMES_IN_WORDS:
        return _NAMES_IN_WORDS[region]
    place = region if is_time else place_in_words(words)
    return (_zones_of_places().get(place, "") or zone_of_place(place)) if place else ""


def _zone_of_pair(winter: str, summer: str) -> str:
    """Return the place whose clocks have both abbreviations."""
    if {winter, summer} <= {"UTC", "GMT", "Z"}:
        return "UTC"
    if {winter, summer} == {"GMT", "BST"}:
        return "Europe/London"
    places = [_AMBIGUOUS.get(name, _ABBREVIATIONS.get(name, ("",))[:1]) for name in (winter, summer)]
    return next((place for place in places[0] if place and place in places[1]), "")


def is_zone_name(words: str, home: tzinfo, year: int) -> bool:
    """Return whether words without a blank name a zone; the abbreviations of ``home`` in ``year`` count too."""
    return bool(zone_split(f"13:45 {words}", home, year)[1])


def zone_split(text: str, home: tzinfo, year: int) -> tuple[str, str]:
    """Return the text without the zone it ends with, and that zone's words, empty when it names none.

    ``home`` is the report's own zone, whose abbreviations in ``year`` count as names too.
    """
    if match := _OFFSET.match(text):
        body, gap = match["body"].rstrip(), bool(match["gap"])
        whole = match["minutes"] is not None and len(match["hours"]) == 2
        attached = len(match["hours"]) == 2 and not gap and bool(_SHORT_OFFSET_BODY.search(match["body"]))
        if match["name"] or whole or attached:
            return body, text[len(match["body"]) :].strip()
    if match := _NAME.match(text):
        name = match["name"].upper()
        if name in _known_names(home, year) or ("/" in name and zone_named(match["name"])):
            return match["body"].rstrip(), match["name"]
    return text, ""


def _known_names(home: tzinfo, year: int) -> set[str]:
    own = {home.tzname(datetime(year, month, 1)) or "" for month in (1, 7)}  # noqa: DTZ001 - asked of the zone itself
    return {"Z", "UTC", "GMT", *_REGIONS, *_ABBREVIATIONS, *_AMBIGUOUS, *(name.upper() for name in own)}


def zone_meant(words: str, local: datetime, home: tzinfo) -> tzinfo:
    """Return the zone that ``words`` name for the time ``local``, which has no zone of its own.

    Raises:
        UnresolvedError: The abbreviation names several zones, or is not in use on that day.
    """
    name = words.upper()
    if name.lower() in _UTC_NAMES:
        return UTC
    if match := _OFFSET.match(words):
        return _fixed(match["sign"], match["hours"], match["minutes"], words)
    if own := _named_by(home, name, local):
        return own
    if name in _AMBIGUOUS:
        places = _AMBIGUOUS[name]
        raise UnresolvedError(
            f"{name} names several zones. Enter the zone by its place, such as {places[0]} or {places[1]}", places
        )
    if name in _ABBREVIATIONS:
        return _abbreviated(name, local)
    if zone := zone_named(_REGIONS.get(name, words)):
        return zone
    raise UnresolvedError(
        f"{words} is not a zone known here. Enter one such as Europe/Paris, or an offset such as +01:00"
    )


def _fixed(sign: str, hours: str, minutes: str | None, words: str) -> tzinfo:
    offset = timedelta(hours=int(hours), minutes=int(minutes or 0)) * (-1 if sign == "-" else 1)
    if not is_usual_offset(offset) or int(minutes or 0) > 59:
        raise UnresolvedError(
            f"{words} is not an offset in use. Enter one such as +01:00, or a zone such as Europe/Paris"
        )
    return timezone(offset)


def is_usual_offset(offset: timedelta) -> bool:
    """Tell whether a clock somewhere may keep this offset: 12 hours west to 14 east, in quarters of an hour."""
    return _WESTMOST <= offset <= _EASTMOST and not offset % _QUARTER


def _named_by(zone: tzinfo, name: str, local: datetime) -> tzinfo | None:
    for fold in (0, 1):
        there = local.replace(tzinfo=zone, fold=fold)
        if (there.tzname() or "").upper() == name:
            return timezone(there.utcoffset() or timedelta())
    return None


def _abbreviated(name: str, local: datetime) -> tzinfo:
    place, hours = _ABBREVIATIONS[name]
    offset = timedelta(hours=hours)
    zone = zone_named(place)
    if zone is None or offset in {local.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1)}:
        return timezone(offset)
    raise UnresolvedError(
        f"{name} is not in use on {date_in_words(local.date())}. "
        f"Enter the zone as {place}, or as {offset_in_words(offset)}",
        (place, offset_in_words(offset)),
    )


def offset_in_words(offset: timedelta) -> str:
    """Return an offset from UTC as people type it: ``+01:00``."""
    minutes = round(offset.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def instants(local: datetime, zone: tzinfo) -> tuple[datetime, ...]:
    """Return the instants in UTC at which the clocks of ``zone`` show ``local``: none, one or two."""
    found: list[datetime] = []
    for fold in (0, 1):
        at = local.replace(tzinfo=zone, fold=fold).astimezone(UTC)
        if at.astimezone(zone).replace(tzinfo=None, fold=0) == local and at not in found:
            found.append(at)
    return tuple(found)


def the_instant(local: datetime, zone: tzinfo) -> datetime:
    """Return the one instant in UTC at which the clocks of ``zone`` show ``local``.

    Raises:
        UnresolvedError: The clocks showed it twice, or never; the choices are times on that day.
    """
    found = instants(local, zone)
    if len(found) == 1:
        return found[0]
    clock, where = f"{local:%H:%M}", f"on {date_in_words(local.date())} in {zone}"
    if found:
        offsets = (at.astimezone(zone).utcoffset() or timedelta() for at in found)
        choices = tuple(f"{clock} {offset_in_words(offset)}" for offset in offsets)
        raise UnresolvedError(
            f"{clock} came twice {where}. Enter {choices[0]} for the first, {choices[1]} for the second", choices
        )
    nearby = {local.replace(tzinfo=zone, fold=fold).astimezone(UTC).astimezone(zone) for fold in (0, 1)}
    choices = tuple(f"{at:%H:%M}" for at in sorted(nearby, key=lambda at: at.timestamp()))
    raise UnresolvedError(f"{clock} was skipped by the clocks {where}. Enter {' or '.join(choices)}", choices)
